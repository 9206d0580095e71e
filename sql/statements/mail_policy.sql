-- the policy in whose hours a mail leaves: of its case, else the authority's; none: the default
SELECT p.*
FROM mail m
LEFT JOIN audit a ON a.authority_id = m.authority_id AND a.id = m.audit,
LATERAL policy_standing(:today, a.programme) p
WHERE m.authority_id = tenant() AND m.id = :id
