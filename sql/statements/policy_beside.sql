-- beside a policy to be: those of its programme or authority that are valid on a day of it, the one
-- it replaces, and the newest
SELECT id, edition AS version, valid_from, valid_to,
	daterange(valid_from, valid_to + 1) && asked.days AS overlaps
FROM (SELECT p.*, max(p.edition) OVER () AS newest FROM policy p
	WHERE p.authority_id = tenant() AND p.programme IS NOT DISTINCT FROM :programme) p,
	-- a period that ends before it begins has been told, and overlaps nothing
	(SELECT CASE WHEN :valid_to::date < :valid_from::date THEN 'empty'
		ELSE daterange(:valid_from, :valid_to::date + 1) END AS days) asked
WHERE daterange(valid_from, valid_to + 1) && asked.days
	OR id = :replaces OR edition = newest
ORDER BY edition
