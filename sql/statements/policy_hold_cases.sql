-- the open cases, held before a policy changes what their deadlines wait for: whoever judged one by the policy before
-- has ended
SELECT id FROM audit
WHERE authority_id = tenant() AND state NOT IN ('closed', 'cancelled')
ORDER BY id
FOR NO KEY UPDATE
