/* cmd_case - what else is registered in a case: remarks, contacts, incoming letters. */
#include "client/noun.h"

const struct noun remark_noun = {
	.name = "remark", .about = "remarks and improvement areas: no breach, no deadline",
	.under = &audit_noun, .part = "remarks", .message = &remark_message, .columns_within = "# kind text",
	.machine = -1, .create = "register", .label = "text",
};

const struct noun contact_noun = {
	.name = "contact", .about = "calls, meetings and messages with the enterprise",
	.under = &audit_noun, .part = "contacts", .message = &contact_message,
	.columns_within = "# kind occurred_on registered_by text", .machine = -1, .create = "register", .label = "text",
};

const struct noun incoming_noun = {
	.name = "incoming", .about = "letters that arrived, and what they answer",
	.under = &audit_noun, .part = "incoming", .message = &incoming_message,
	.columns_within = "# received_on from answers exempt written_off_on archive_state archive_reason archive_number text", .machine = -1, .create = "register", .label = "from",
};
