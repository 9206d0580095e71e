-- the policy that a deadline was set under; none: the default
SELECT p.*
FROM deadline d
JOIN policy_told p ON p.id = d.policy
WHERE d.authority_id = tenant() AND d.id = :id
