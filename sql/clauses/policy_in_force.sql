-- f: which of the policies that are standing judges the audit a; policy_standing() does it for one audit
LATERAL (
	SELECT s.id FROM standing s
	WHERE s.programme IS NULL OR EXISTS (SELECT FROM programme its
		WHERE its.authority_id = tenant() AND its.id = a.programme
			AND its.code = s.code AND its.edition >= s.edition)
	ORDER BY s.edition DESC NULLS LAST
	LIMIT 1) f
