/* cmd_order - orders: announced, then issued. */
#include "client/noun.h"
#include "proto/action.h"

const struct noun order_noun = {
	.name = "order", .about = "appealable decisions that a breach be corrected",
	.path = "/v1/orders", .under = &audit_noun, .part = "orders", .in_path = true, .message = &order_message,
	.columns_within = "# state breaches legal_ground announced_on issued_on compliance_date amount",
	.machine = ACTIONS_ORDER, .create = "announce", .label = "state",
};
