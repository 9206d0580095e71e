-- an audit a, as a list shows it
a.id, a.version, a.case_number, a.state, a.enterprise, a.programme, a.theme, a.method,
a.requirements, a.measure_points, a.team, a.lead_auditor, a.follow_up_lead, a.visit_from,
a.visit_to, a.owners, a.summary_meeting_date, a.no_meeting_reason, a.maturity_at_final,
a.maturity_at_closure, a.safety_statement, a.imported, a.adopted_on, a.created_at,
a.closed_at, a.next_due
