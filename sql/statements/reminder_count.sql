-- how many lines of the ledger a list has
SELECT count(*) AS count
FROM reminder r
WHERE r.authority_id = tenant()
	{reminder_asked_for}
