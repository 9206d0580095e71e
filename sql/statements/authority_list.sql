-- every tenant, for those who serve them all in turn
SELECT authority_id AS id, code, name, "national" FROM authorities()
