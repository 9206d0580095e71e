-- every letter and attachment of the case, and how much they are; the bytes only of what is not too much;
-- only columns that read the same in binary
WITH part AS (
	SELECT true AS letter, l.id, l.kind AS name, l.subject AS about,
		(l.dispatched_at AT TIME ZONE 'Europe/Oslo')::date AS day, 'application/pdf' AS media_type,
		d.sha256, d.content, d.reason AS why
	FROM letter l
	LEFT JOIN document d ON d.authority_id = l.authority_id AND d.letter = l.id
	WHERE l.authority_id = tenant() AND l.audit = this_case() AND l.state IN ('dispatched', 'journalled')
	UNION ALL
	SELECT false, a.id, a.name, NULL, (a.uploaded_at AT TIME ZONE 'Europe/Oslo')::date, a.media_type,
		a.sha256, a.content, NULL
	FROM attachment a
	WHERE a.authority_id = tenant() AND a.id IN (
		SELECT unnest(attachments) FROM incoming WHERE authority_id = tenant() AND audit = this_case()
		UNION SELECT attachment FROM evidence WHERE authority_id = tenant() AND audit = this_case()
		UNION SELECT decision FROM "order" WHERE authority_id = tenant() AND audit = this_case()
		UNION SELECT (o ->> 'document')::uuid FROM audit, jsonb_array_elements(owners) AS o
			WHERE authority_id = tenant() AND id = this_case())
), whole AS (
	SELECT sum(octet_length(content)) AS total FROM part
)
SELECT part.letter::text, part.name, part.about, part.day::text, part.media_type, part.sha256, part.why,
	CASE WHEN whole.total <= :most THEN part.content END AS content, whole.total::text
FROM part, whole
ORDER BY part.letter DESC, part.day, part.id
