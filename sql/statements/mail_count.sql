-- how many rows a page of the outbox is from
SELECT count(*) AS count
FROM mail m
WHERE m.authority_id = tenant()
	{mail_asked_for}
