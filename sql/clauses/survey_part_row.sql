-- a part of a survey, as it is shown (e, l, d: survey_part_joins; s, c: what stands)
a.id, a.id AS audit, a.case_number, a.state, a.enterprise, e.name AS enterprise_name,
l.id AS letter, l.kind AS letter_kind, l.state AS letter_state, l.sha256 AS letter_sha256,
d.effective_due AS due, d.state AS deadline_state,
s.received_on AS answered_on, s.days_late, coalesce(s.number, 0) AS answer_sets,
coalesce(NOT c.withdrawn, false) AS selected,
(SELECT i.id FROM audit i WHERE i.authority_id = a.authority_id AND i.in_depth_of = a.id
	AND i.state <> 'cancelled') AS in_depth
