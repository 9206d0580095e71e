-- audits by this edition of a guide that stand already in the year
SELECT id, enterprise, case_number
FROM audit
WHERE authority_id = tenant() AND programme = :programme AND enterprise = ANY (:enterprises::uuid[])
	AND case_year = :year::integer AND state <> 'cancelled'
ORDER BY case_serial
