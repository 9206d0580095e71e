-- the two versions of a letter's text that are compared: the older first
WITH newer AS (
	SELECT max(number) AS number FROM letter_version
	WHERE authority_id = tenant() AND letter = :id AND (:to::bigint IS NULL OR number = :to)
), older AS (
	SELECT max(v.number) AS number FROM letter_version v, newer
	WHERE v.authority_id = tenant() AND v.letter = :id
		AND (:from::bigint IS NULL OR v.number = :from) AND v.number < newer.number
)
SELECT
	v.number, v.subject, v.body, v.edited_by, v.edited_at, v.template_version
FROM letter_version v, newer, older
WHERE v.authority_id = tenant() AND v.letter = :id AND v.number IN (newer.number, older.number)
ORDER BY v.number
