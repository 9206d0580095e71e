-- a policy by id
SELECT * FROM policy_told WHERE id = :id
