-- the authority's log, newest first: only what no slower transaction can still slip in behind
SELECT
	id, at, occurred_on, account, audit, subject_kind, subject, event, "from", "to", data,
	text, hash, previous_hash
FROM event
WHERE authority_id = tenant() AND id < feed_limit()
	AND (:after::bigint IS NULL OR id < :after)
ORDER BY id DESC
LIMIT :fetch
