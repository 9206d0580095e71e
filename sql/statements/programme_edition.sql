-- the next edition of a guide, and whether the one asked for is there already; without a code
-- of the guide that it is made from
SELECT coalesce(max(edition), 0) + 1 AS next,
	coalesce(bool_or(edition = :edition::bigint), false) AS taken
FROM programme
WHERE authority_id = tenant()
	AND code = coalesce(:code::text,
		(SELECT base.code FROM programme base WHERE base.authority_id = tenant() AND base.id = :base::uuid))
