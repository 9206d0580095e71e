-- how many events the log has, of the case where one is set
SELECT count(*) AS count
FROM event
WHERE authority_id = tenant() AND id < feed_limit()
	AND (this_case() IS NULL OR audit = this_case())
