-- the versions of a letter's text, without the text
SELECT
	number, subject, edited_by, edited_at, template_version
FROM letter_version
WHERE authority_id = tenant() AND letter = :id
ORDER BY number
LIMIT 10000
