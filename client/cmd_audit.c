/* cmd_audit - the audit, and what can be done with a case now. */
#include "client/noun.h"
#include "client/show_case.h"
#include "client/verb.h"
#include "proto/action.h"

const struct noun audit_noun = {
	.name = "audit", .about = "cases: one planned supervision of one enterprise each",
	.path = "/v1/audits", .in_path = true, .message = &audit_message, .row = &audit_row_message,
	.query = &audits_query_message,
	.columns = "case_number state enterprise_name theme lead_auditor_name next_due", .machine = ACTIONS_AUDIT,
	.create = "create", .edit = "patch", .label = "case_number", .show = show_case,
};

static const struct command actions_alone = { .name = "", .operands = "CASE",
	.about = "what can be done with a case now, and what holds the rest back", .least = 1, .most = 1,
	.run = verb_actions };

const struct noun actions_noun = { .name = "actions", .about = "what can be done with a case now, and what holds the rest back",
	.machine = -1, .alone = &actions_alone };
