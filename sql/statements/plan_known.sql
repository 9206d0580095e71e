-- an audit of the enterprise by this edition of a guide that stands already in the year
SELECT id, case_number
FROM audit
WHERE authority_id = tenant() AND programme = :programme AND enterprise = :enterprise
	AND case_year = :year::integer AND state <> 'cancelled'
ORDER BY case_serial
LIMIT 1
