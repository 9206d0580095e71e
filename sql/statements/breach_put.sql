-- the breach as it now stands
INSERT INTO breach (
	authority_id, id, audit, version, state, kind, title, facts, owner, consequence,
	requirements, failed_duty, quality, severity, complexity, urgent,
	no_practice_demand_reason, no_management_demand_reason, not_measurable_reason,
	no_interim_measure_reason, established_on, corrected_on, dropped_reason, counts_from,
	excused_practice, excused_management, offered, offered_on, offered_rounds, registered_at)
VALUES (
	:authority, :id, :audit, :version, :state, :kind, :title, :facts, :owner, :consequence,
	:requirements, :failed_duty, :quality, :severity, :complexity, :urgent,
	:no_practice_demand_reason, :no_management_demand_reason, :not_measurable_reason,
	:no_interim_measure_reason, :established_on, :corrected_on, :dropped_reason, :counts_from,
	:excused_practice, :excused_management, :offered, :offered_on, :offered_rounds, :registered_at)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, state = EXCLUDED.state, kind = EXCLUDED.kind,
	title = EXCLUDED.title, facts = EXCLUDED.facts, owner = EXCLUDED.owner,
	consequence = EXCLUDED.consequence, requirements = EXCLUDED.requirements,
	failed_duty = EXCLUDED.failed_duty, quality = EXCLUDED.quality,
	severity = EXCLUDED.severity, complexity = EXCLUDED.complexity, urgent = EXCLUDED.urgent,
	no_practice_demand_reason = EXCLUDED.no_practice_demand_reason,
	no_management_demand_reason = EXCLUDED.no_management_demand_reason,
	not_measurable_reason = EXCLUDED.not_measurable_reason,
	no_interim_measure_reason = EXCLUDED.no_interim_measure_reason,
	established_on = EXCLUDED.established_on, corrected_on = EXCLUDED.corrected_on,
	dropped_reason = EXCLUDED.dropped_reason,
	counts_from = EXCLUDED.counts_from, excused_practice = EXCLUDED.excused_practice,
	excused_management = EXCLUDED.excused_management, offered = EXCLUDED.offered,
	offered_on = EXCLUDED.offered_on, offered_rounds = EXCLUDED.offered_rounds
