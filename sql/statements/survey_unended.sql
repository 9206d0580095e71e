-- parts of the survey that have not ended
SELECT id FROM audit
WHERE authority_id = tenant() AND survey = :id AND state NOT IN ('closed', 'cancelled')
ORDER BY id
LIMIT 20
