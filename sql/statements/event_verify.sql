-- the log by its chains, to be hashed anew; the authority's own chain first
SELECT coalesce(audit, '00000000-0000-0000-0000-000000000000') AS chain, id, text, hash, previous_hash,
	(text::jsonb ->> 'at')::timestamptz = at AND text::jsonb - 'at' = jsonb_build_object(
		'account', account, 'data', data::jsonb, 'event', event, 'from', "from",
		'occurred_on', occurred_on, 'subject', subject, 'subject_kind', subject_kind, 'to', "to")
		AS agrees
FROM event
WHERE authority_id = tenant()
	AND (coalesce(audit, '00000000-0000-0000-0000-000000000000'), id)
		> (coalesce(:after_audit::uuid, '00000000-0000-0000-0000-000000000000'), :after::bigint)
ORDER BY 1, 2
LIMIT 10000
