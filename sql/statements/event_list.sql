-- the log of a case
SELECT
	id, at, occurred_on, account, audit, subject_kind, subject, event, "from", "to", data,
	text, hash, previous_hash
FROM event
WHERE authority_id = tenant() AND audit = this_case()
	AND (:after::bigint IS NULL OR id {after} :after)
ORDER BY id{down}
LIMIT :fetch
