-- the next case number of a year, gap-free: taken back if the transaction is; nobody takes none
INSERT INTO case_counter (authority_id, year, last)
SELECT tenant(), :year, 1
WHERE tenant() IS NOT NULL
ON CONFLICT (authority_id, year) DO UPDATE SET last = case_counter.last + 1
RETURNING year || '/' || last AS case_number
