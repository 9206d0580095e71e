-- the next version of a kind's wording
SELECT coalesce(max(edition), 0) + 1 AS next
FROM letter_template
WHERE authority_id = tenant() AND kind = :kind
