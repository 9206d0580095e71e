-- every policy in force beside this one, each with the authority's closing days: today, or on the first
-- or last day that it is valid; none beside the default
SELECT s.* FROM policy p, policies_standing(greatest(least(:today::date, coalesce(p.valid_to, :today::date)), p.valid_from)) s
WHERE p.authority_id = tenant() AND p.id = :id
ORDER BY s.id
