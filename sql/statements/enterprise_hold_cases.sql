-- the open cases of an enterprise, held before its pause changes what their deadlines wait for: whoever judged one by
-- the pause before has ended
SELECT id FROM audit
WHERE authority_id = tenant() AND enterprise = :id AND state NOT IN ('closed', 'cancelled')
ORDER BY id
FOR NO KEY UPDATE
