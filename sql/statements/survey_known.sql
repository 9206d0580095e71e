-- an enterprise's part of the survey that stands already
SELECT id, case_number
FROM audit
WHERE authority_id = tenant() AND survey = :survey AND enterprise = :enterprise AND state <> 'cancelled'
