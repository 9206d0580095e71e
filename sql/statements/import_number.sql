-- the next case number of the year for a record that has not come before, gap-free
INSERT INTO case_counter (authority_id, year, last)
SELECT tenant(), :year::bigint, 1
WHERE tenant() IS NOT NULL
	AND NOT EXISTS (SELECT FROM audit WHERE authority_id = tenant() AND source_key = :source_key)
ON CONFLICT (authority_id, year) DO UPDATE SET last = case_counter.last + 1
RETURNING year || '/' || last AS case_number
