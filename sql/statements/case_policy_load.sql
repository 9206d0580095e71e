-- the policy in force today for the case; none: the default
SELECT p.*
FROM audit a, LATERAL policy_standing(:today, a.programme) p
WHERE a.authority_id = tenant() AND a.id = this_case()
