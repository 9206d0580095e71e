-- every version that any date may have been set under, as it was made
SELECT * FROM policy_told ORDER BY id
