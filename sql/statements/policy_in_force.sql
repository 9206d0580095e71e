-- the policy in force today for a case of this programme that does not stand yet, or for none
SELECT * FROM policy_standing(:today, :programme)
