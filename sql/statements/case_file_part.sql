-- every letter, what came in and every attachment of the case; the bytes of as many as are not too much
-- together, letters first and small attachments before large; only columns that read the same in binary
WITH attached AS (
	SELECT x AS id, i.exempt FROM incoming i, unnest(i.attachments) AS x WHERE authority_id = tenant() AND audit = this_case()
	UNION SELECT attachment, NULL FROM evidence WHERE authority_id = tenant() AND audit = this_case()
	UNION SELECT decision, NULL FROM "order" WHERE authority_id = tenant() AND audit = this_case()
	UNION SELECT (o ->> 'document')::uuid, NULL FROM audit, jsonb_array_elements(owners) AS o
		WHERE authority_id = tenant() AND id = this_case()
), part AS (
	SELECT 1 AS place, 'letter' AS kind, l.id, l.kind AS name, l.subject AS about, l.exempt,
		(l.dispatched_at AT TIME ZONE 'Europe/Oslo')::date AS day, 'application/pdf' AS media_type,
		d.sha256, octet_length(d.content) AS size, d.reason AS why
	FROM letter l
	LEFT JOIN document d ON d.authority_id = l.authority_id AND d.letter = l.id
	WHERE l.authority_id = tenant() AND l.audit = this_case() AND l.state IN ('dispatched', 'journalled')
	UNION ALL
	SELECT 2, 'incoming', i.id, i."from", i."from", i.exempt, i.received_on, 'text/plain; charset=utf-8',
		encode(sha256(convert_to(i.text, 'UTF8')), 'hex'), octet_length(i.text), NULL
	FROM incoming i
	WHERE i.authority_id = tenant() AND i.audit = this_case() AND i.text IS NOT NULL
	UNION ALL
	SELECT 3, 'attachment', a.id, a.name, NULL, min(x.exempt), (a.uploaded_at AT TIME ZONE 'Europe/Oslo')::date,
		a.media_type, a.sha256, a.size, NULL
	FROM attachment a
	JOIN attached x ON x.id = a.id
	WHERE a.authority_id = tenant()
	GROUP BY a.authority_id, a.id
), measured AS (
	SELECT *, sum(size) OVER (ORDER BY place, size, id) AS so_far FROM part
)
SELECT kind, id::text, name, about, exempt, day::text, media_type, sha256, why,
	CASE WHEN so_far > :most THEN NULL
		WHEN place = 1 THEN (SELECT content FROM document WHERE authority_id = tenant() AND letter = measured.id)
		WHEN place = 2 THEN (SELECT convert_to(text, 'UTF8') FROM incoming WHERE authority_id = tenant() AND id = measured.id)
		ELSE (SELECT content FROM attachment WHERE authority_id = tenant() AND id = measured.id) END AS content
FROM measured
ORDER BY place, day, id
