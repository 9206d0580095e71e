/* cmd_breach - the breach, and what shows that it is corrected. */
#include "client/noun.h"
#include "client/show_case.h"
#include "client/verb.h"
#include "proto/action.h"

const struct noun breach_noun = {
	.name = "breach", .about = "practice that is not in accordance with a requirement",
	.path = "/v1/breaches", .under = &audit_noun, .part = "breaches", .in_path = true, .message = &breach_message,
	.columns_within = "# state severity title owner established_on corrected_on", .machine = ACTIONS_BREACH,
	.create = "register", .edit = "patch", .label = "title", .show = show_breach,
};

const struct noun demand_noun = {
	.name = "demand", .about = "what the enterprise is asked to show for a breach",
	.path = "/v1/demands", .under = &breach_noun, .part = "demands", .in_path = true, .message = &demand_message,
	.columns_within = "# evidence_kind measure_point target n_min rounds spacing_days text", .machine = -1,
	.create = "create", .edit = "patch", .label = "text",
};

const struct noun interim_measure_noun = {
	.name = "interim-measure", .about = "protection of users while the lasting correction takes time",
	.path = "/v1/interim-measures", .under = &breach_noun, .part = "interim_measures", .in_path = true,
	.message = &interim_measure_message, .columns_within = "# due confirmed_on ended_on text none_needed_reason",
	.machine = -1, .create = "create", .edit = "patch", .label = "text",
};

const struct noun evidence_noun = {
	.name = "evidence", .about = "something received that shows a fact",
	.under = &breach_noun, .part = "evidence", .message = &evidence_message,
	.columns_within = "# kind received_on source description", .machine = -1, .create = "register",
	.label = "description",
};

static const struct command observation_commands[] = {
	{ .name = "add", .operands = "CASE#N", .about = "a round that was reviewed: of how many, and how many complied (also: register)",
		.least = 1, .most = 1, .options = verb_create_options, .run = verb_create },
	{ .name = NULL },
};

const struct noun observation_noun = {
	.name = "observation", .about = "review rounds of a measure point",
	.under = &breach_noun, .part = "observations", .message = &observation_message,
	.columns_within = "# measure_point period_from period_to population sample compliant hard_failures reviewed_by",
	.machine = -1, .create = "register", .label = "period_from period_to", .commands = observation_commands,
};

const struct noun assessment_noun = {
	.name = "assessment", .about = "changed facts held against the same requirement; made by breach assess-…",
	.under = &breach_noun, .part = "assessments", .message = &assessment_message,
	.columns_within = "# assessed_on outcome assessed_by overridden text", .machine = -1, .label = "outcome",
};
