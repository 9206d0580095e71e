-- the next edition of a guide, and whether the one asked for is there already
SELECT coalesce(max(edition), 0) + 1 AS next,
	coalesce(bool_or(edition = :edition::bigint), false) AS taken
FROM programme
WHERE authority_id = tenant() AND code = :code
