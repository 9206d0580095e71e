/* cmd_register - what stands outside any case. */
#include "client/noun.h"

const struct noun enterprise_noun = {
	.name = "enterprise", .about = "whom the authority supervises",
	.path = "/v1/enterprises", .in_path = true, .message = &enterprise_message, .query = &page_query_message,
	.columns = "name kind org_number municipality_number language", .machine = -1, .create = "create", .edit = "patch",
	.label = "name", .keys = "name org_number municipality_number",
};

const struct noun requirement_noun = {
	.name = "requirement", .about = "sections of statutes that practice is held against",
	.path = "/v1/requirements", .in_path = true, .message = &requirement_message, .query = &page_query_message,
	.columns = "code act section text valid_from valid_to", .machine = -1, .create = "create", .edit = "patch",
	.label = "act section", .keys = "code",
};

const struct noun measure_point_noun = {
	.name = "measure-point", .about = "measurable expressions of critical steps in a service process",
	.path = "/v1/measure-points", .in_path = true, .message = &measure_point_message, .query = &page_query_message,
	.columns = "code text target hard n_min rounds spacing_days", .machine = -1, .create = "create", .edit = "patch",
	.label = "code", .keys = "code",
};
