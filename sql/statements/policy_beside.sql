-- beside a policy to be: those of its programme or authority that are valid on a day of it, the one
-- it replaces, and the newest
SELECT id, edition AS version, valid_from, valid_to,
	daterange(valid_from, valid_to + 1) && daterange(:valid_from, greatest(:valid_to::date + 1, :valid_from)) AS overlaps
FROM (SELECT p.*, max(p.edition) OVER () AS newest FROM policy p
	WHERE p.authority_id = tenant() AND p.programme IS NOT DISTINCT FROM :programme) p
WHERE daterange(valid_from, valid_to + 1) && daterange(:valid_from, greatest(:valid_to::date + 1, :valid_from))
	OR id = :replaces OR edition = newest
ORDER BY edition
