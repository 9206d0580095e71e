-- of each wanted act and section (act null: the unknown one) the requirement that stands, one that
-- was valid on the day first
SELECT DISTINCT ON (w.n) w.n, r.id
FROM jsonb_to_recordset(:wanted::jsonb) AS w (n bigint, act text, section text)
JOIN requirement r ON r.authority_id = tenant() AND (lower(r.act) = lower(w.act)
		AND coalesce(ltrim(r.section, '§ ' || chr(160)), '') = coalesce(w.section, '')
	OR w.act IS NULL AND r.code = 'unknown')
ORDER BY w.n, coalesce(r.valid_from, '-infinity') <= :valid_on
	AND coalesce(r.valid_to, 'infinity') >= :valid_on DESC, r.id
