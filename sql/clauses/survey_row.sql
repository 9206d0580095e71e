-- a survey s, as it is read; its questions are its programme's
s.id, s.version, s.programme, s.title, s.method, s.due, s.introduction, s.lead_auditor, s.team, s.state,
s.report, s.opened_by, s.opened_at, s.summed_up_at, s.closed_at, s.reason
