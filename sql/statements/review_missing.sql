-- the newest editions of guides whose review draws near and that nobody was told of, each with its
-- policy in force and the day it was changed last; :ahead is tilsyn's own
SELECT
	g.id, NULL AS audit, NULL AS case_number, NULL AS enterprise, NULL AS enterprise_name, NULL AS kind,
	g.review_by AS due, f.id AS in_force, coalesce(f.review_ahead, :ahead::bigint) AS ahead,
	(SELECT max((e.at AT TIME ZONE 'Europe/Oslo')::date) FROM event e
		WHERE e.authority_id = tenant() AND e.audit IS NULL AND e.subject = g.id) AS changed_on
FROM programme g
LEFT JOIN LATERAL (SELECT p.id, p.review_ahead FROM policy_standing(:today, g.id) p) f ON true
WHERE g.authority_id = tenant()
	AND g.review_by <= :today::date + coalesce(f.review_ahead, :ahead::bigint)::int
	AND (:after_key::text IS NULL OR (g.review_by, g.id) > (:after_key::date, :after_id))
	AND g.edition = (SELECT max(n.edition) FROM programme n WHERE n.authority_id = tenant() AND n.code = g.code)
	AND NOT EXISTS (SELECT FROM review r
		WHERE r.authority_id = tenant() AND r.programme = g.id AND r.review_by = g.review_by)
ORDER BY g.review_by, g.id
LIMIT :fetch
