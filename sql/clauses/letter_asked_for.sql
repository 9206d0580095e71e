-- which letters a list was asked for, each in its audit
AND (:state::text IS NULL OR l.state = :state)
AND (:kind::text IS NULL OR l.kind = :kind)
AND (:overdue::boolean IS NULL OR (l.id = ANY (ARRAY(SELECT d.letter FROM deadline d
	WHERE d.authority_id = tenant() AND d.state = 'running' AND d.effective_due < :today
		AND d.letter IS NOT NULL))) = :overdue)
AND (:due_before::date IS NULL OR l.id = ANY (ARRAY(SELECT d.letter FROM deadline d
	WHERE d.authority_id = tenant() AND d.state = 'running' AND d.due < :due_before)))
AND (:lead::uuid IS NULL OR l.audit = ANY (ARRAY(
	SELECT c.id FROM audit c WHERE c.authority_id = tenant() AND c.lead_auditor = :lead
	UNION ALL
	SELECT c.id FROM audit c WHERE c.authority_id = tenant() AND c.follow_up_lead = :lead)))
AND (:enterprise::uuid IS NULL OR a.enterprise = :enterprise)
AND (:programme::uuid IS NULL OR a.programme = :programme)
AND (:waiting_for::text IS NULL OR (l.state = 'submitted'
	AND NOT coalesce(l.author = this_account(), false) AND NOT this_account() = ANY (l.writers)
	AND NOT l.approvals @> jsonb_build_array(jsonb_build_object('account', this_account()))
	AND (EXISTS (SELECT FROM account m WHERE m.authority_id = tenant() AND m.id = this_account()
			AND 'leader' = ANY (m.roles)) OR is_deputy(tenant(), this_account(), :today) OR (l.approvals @> '[{"as_leader": true}]'
		AND (l.kind = 'order' OR (l.kind = 'final_report' AND l."order" IS NOT NULL))))
	AND NOT EXISTS (SELECT FROM conflict c WHERE c.authority_id = tenant()
		AND c.account = this_account() AND c.enterprise = a.enterprise
		AND (c."from" IS NULL OR c."from" <= :today)
		AND (c."to" IS NULL OR c."to" >= :today))))
