-- c: whether the survey's part a is selected, as was said last
LATERAL (SELECT c.withdrawn FROM selection c
	WHERE c.authority_id = a.authority_id AND c.audit = a.id
	ORDER BY c.registered_at DESC, c.id DESC LIMIT 1) c
