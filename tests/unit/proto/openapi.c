/*
 * openapi - the published document is JSON whose references all lead somewhere, and says of a body
 * exactly what decoding does.  With --print it writes the document, for tests/check-openapi.
 */
#include <jansson.h>

#include "values.h"

#include "proto/action.h"
#include "proto/openapi.h"
#include "proto/schema.h"

static const struct field needed_fields[] = {
	{ CALLED("from"), .type = FIELD_DATE, .use = USE_CREATE | USE_NEEDED },
	{ CALLED("days"), .type = FIELD_INTEGER, .use = USE_CREATE | USE_NEEDED, .max = 9 },
};
static const struct message needed_query = { .name = "needed_query", .field = needed_fields,
	.count = 2 };

/* Every kind of operation, and between them every message. */
static const struct api_operation operations[] = {
	{ .name = "session_open", .method = "POST", .path = "/v1/session", .about = "log in", .body = &session_request_message,
		.use = USE_CREATE, .machine = -1, .answer = &session_message, .status = 201,
			.is = API_OPEN },
	{ .name = "session_end", .method = "DELETE", .path = "/v1/session", .about = "log out", .machine = -1, .status = 204 },
	{ .name = "enterprise_add", .method = "POST", .path = "/v1/enterprises", .about = "add one", .roles = "leader, admin",
		.body = &enterprise_message, .use = USE_CREATE, .machine = -1,
			.answer = &enterprise_message, .status = 201,
		.is = API_KEYED },
	{ .name = "enterprise_list", .method = "GET", .path = "/v1/enterprises", .about = "a page", .query = &page_query_message,
		.machine = -1, .answer = &enterprise_message, .status = 200, .is = API_LIST },
	{ .name = "audit_add", .method = "POST", .path = "/v1/audits", .about = "plan", .roles = "leader",
		.body = &audit_message, .use = USE_CREATE, .machine = -1,
			.answer = &audit_detail_message, .status = 201,
		.is = API_KEYED },
	{ .name = "audit_list", .method = "GET", .path = "/v1/audits", .about = "a page", .query = &audits_query_message,
		.machine = -1, .answer = &audit_row_message, .status = 200, .is = API_LIST },
	{ .name = "audit_show", .method = "GET", .path = "/v1/audits/{id}", .about = "the case", .machine = -1,
		.answer = &audit_detail_message, .status = 200 },
	{ .name = "audit_act", .method = "POST", .path = "/v1/audits/{id}/actions", .about = "make an event happen",
		.machine = ACTIONS_AUDIT, .answer = &audit_detail_message, .status = 200,
			.is = API_MATCH | API_KEYED },
	{ .name = "breach_change", .method = "PATCH", .path = "/v1/breaches/{id}", .about = "change it",
		.body = &breach_message, .use = USE_PATCH, .machine = -1,
			.answer = &breach_detail_message, .status = 200,
		.is = API_MATCH },
	{ .name = "letter_change", .method = "PATCH", .path = "/v1/letters/{id}", .about = "edit it",
		.body = &letter_message, .use = USE_PATCH, .machine = -1,
			.answer = &letter_detail_message, .status = 200,
		.is = API_MATCH },
	{ .name = "letter_list", .method = "GET", .path = "/v1/letters", .about = "a page", .query = &letters_query_message,
		.machine = -1, .answer = &letter_row_message, .status = 200, .is = API_LIST },
	{ .name = "overview", .method = "GET", .path = "/v1/overview", .about = "the figures", .machine = -1,
		.answer = &overview_message, .status = 200 },
	{ .name = "import_audits", .method = "POST", .path = "/v1/import/audits", .about = "bring in historic audits",
		.query = &import_query_message, .body = &import_record_message, .use = USE_CREATE,
			.machine = -1,
		.answer = &import_answer_message, .status = 200, .is = API_ARRAY | API_KEYED },
	{ .name = "attachment_add", .method = "POST", .path = "/v1/attachments", .about = "store a file", .machine = -1,
		.answer = &attachment_message, .status = 201, .is = API_BYTES | API_KEYED },
	{ .name = "attachment_show", .method = "GET", .path = "/v1/attachments/{id}", .about = "the file", .machine = -1,
		.media = "application/octet-stream application/pdf", .status = 200 },
	{ .name = "calendar", .method = "GET", .path = "/v1/calendar/{year}", .about = "days", .query = &needed_query, .machine = -1,
		.status = 200 },
	{ .name = "live", .method = "GET", .path = "/livez", .about = "whether it lives", .machine = -1,
		.answer = &health_message, .status = 200, .is = API_OPEN },
};

static json_t *document(void)
{
	struct buffer buffer;
	json_error_t error;
	json_t *root;

	buffer_init(&buffer);
	openapi_write(operations, sizeof operations / sizeof *operations, "0.1.0", &buffer);
	root = json_loadb(buffer.data, buffer.length, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
		fail_msg("%s at %d: %.60s", error.text, error.position,
			buffer.data + (error.position > 40 ? error.position - 40 : 0));
	buffer_release(&buffer);
	return root;
}

/* "#/components/schemas/audit" in the document, or NULL. */
static json_t *followed(json_t *root, const char *pointer)
{
	char copy[200], *rest, *part;

	assert_true(strncmp(pointer, "#/", 2) == 0 && strlen(pointer) < sizeof copy);
	strcpy(copy, pointer + 2);
	for (part = strtok_r(copy, "/", &rest); part != NULL && root != NULL;
		part = strtok_r(NULL, "/", &rest))
		root = json_object_get(root, part);
	return root;
}

static int references_lead_somewhere(json_t *root, json_t *node)
{
	const char *name, *pointer = json_string_value(json_object_get(node, "$ref"));
	int found = 0;
	json_t *value;
	size_t i;

	if (pointer != NULL) {
		if (followed(root, pointer) == NULL)
			fail_msg("%s leads nowhere", pointer);
		found++;
	}
	json_object_foreach(node, name, value)
		found += references_lead_somewhere(root, value);
	json_array_foreach(node, i, value)
		found += references_lead_somewhere(root, value);
	return found;
}

TEST(every_reference_leads_somewhere)
{
	json_t *root = document();

	assert_true(references_lead_somewhere(root, root) > 200);
	json_decref(root);
}

static bool lists(json_t *array, const char *text)
{
	size_t i;
	json_t *item;

	json_array_foreach(array, i, item)
		if (strcmp(json_string_value(item), text) == 0)
			return true;
	return false;
}

static void describes(json_t *root, const char *name, const struct message *message, unsigned use)
{
	json_t *schema = followed(root, name), *properties = json_object_get(schema, "properties");
	size_t given = 0;

	assert_non_null(schema);
	assert_true(json_is_false(json_object_get(schema, "additionalProperties")));
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];
		bool needed = use == USE_SHOWN || (use == USE_CREATE && (field->use & USE_NEEDED));

		if (!(field->use & use)) {
			if (json_object_get(properties, field->name) != NULL)
				fail_msg("%s tells of %s", name, field->name);
			continue;
		}
		given++;
		if (json_object_get(properties, field->name) == NULL)
			fail_msg("%s does not tell of %s", name, field->name);
		assert_int_equal(needed, lists(json_object_get(schema, "required"), field->name));
	}
	assert_int_equal(given, json_object_size(properties));
}

TEST(a_schema_has_the_members_that_decoding_takes)
{
	json_t *root = document();

	describes(root, "#/components/schemas/enterprise_create", &enterprise_message, USE_CREATE);
	describes(root, "#/components/schemas/enterprise", &enterprise_message, USE_SHOWN);
	describes(root, "#/components/schemas/audit_create", &audit_message, USE_CREATE);
	describes(root, "#/components/schemas/breach_patch", &breach_message, USE_PATCH);
	describes(root, "#/components/schemas/letter_patch", &letter_message, USE_PATCH);
	describes(root, "#/components/schemas/notice_of_order_patch", &notice_of_order_message,
		USE_PATCH);
	describes(root, "#/components/schemas/letter_date_create", &letter_date_message,
		USE_CREATE);
	describes(root, "#/components/schemas/import_record_create", &import_record_message,
		USE_CREATE);
	assert_null(followed(root, "#/components/schemas/enterprise_summary"));
	assert_non_null(followed(root, "#/components/schemas/letter_summary"));
	json_decref(root);
}

/* What is said of a member, for each type and way of use. */
static const struct { const struct message *message; const char *field; enum schema_kind kind;
	const char *schema; }
	members[] = {
		{ &enterprise_message, "name", SCHEMA_CREATE,
			"{\"type\":\"string\",\"minLength\":1,\"maxLength\":200}" },
		{ &enterprise_message, "name", SCHEMA_WHOLE,
			"{\"type\":\"string\"}" },
		{ &enterprise_message, "org_number", SCHEMA_PATCH,
			"{\"type\":[\"string\",\"null\"],\"minLength\":9,\"maxLength\":9,\"pattern\":\"^[0-9]{9}$\"}" },
		{ &enterprise_message, "org_number", SCHEMA_WHOLE,
			"{\"type\":[\"string\",\"null\"]}" },
		{ &enterprise_message, "municipality_number", SCHEMA_CREATE,
			"{\"type\":[\"string\",\"null\"],\"minLength\":1,\"maxLength\":20,\"pattern\":\"^[0-9]{4}$\"}" },
		{ &enterprise_message, "email", SCHEMA_CREATE,
			"{\"type\":[\"string\",\"null\"],\"minLength\":3,\"maxLength\":254,\"format\":\"email\"}" },
		{ &enterprise_message, "kind", SCHEMA_CREATE,
			"{\"type\":\"string\",\"enum\":[\"municipality\",\"county\",\"health_trust\",\"private\",\"state\",\"other\"]}" },
		{ &enterprise_message, "language", SCHEMA_WHOLE,
			"{\"type\":[\"string\",\"null\"],\"enum\":[\"nb\",\"nn\",\"neutral\",null]}" },
		{ &enterprise_message, "paused_from", SCHEMA_CREATE,
			"{\"type\":[\"string\",\"null\"],\"format\":\"date\"}" },
		{ &import_enterprise_message, "maalform", SCHEMA_CREATE,
			"{\"type\":[\"string\",\"null\"],\"maxLength\":20}" },
		{ &audit_message, "id", SCHEMA_WHOLE,
			"{\"type\":\"string\",\"format\":\"uuid\"}" },
		{ &audit_message, "created_at", SCHEMA_WHOLE,
			"{\"type\":\"string\",\"format\":\"date-time\"}" },
		{ &audit_message, "imported", SCHEMA_WHOLE,
			"{\"type\":\"boolean\"}" },
		{ &audit_message, "requirements", SCHEMA_CREATE,
			"{\"type\":\"array\",\"minItems\":1,\"maxItems\":200,\"uniqueItems\":true,\"items\":{\"type\":\"string\",\"format\":\"uuid\"}}" },
		{ &audit_message, "team", SCHEMA_CREATE,
			"{\"type\":[\"array\",\"null\"],\"maxItems\":50,\"uniqueItems\":true,\"items\":{\"type\":\"string\",\"format\":\"uuid\"}}" },
		{ &audit_message, "team", SCHEMA_WHOLE,
			"{\"type\":\"array\",\"items\":{\"type\":\"string\",\"format\":\"uuid\"}}" },
		{ &audit_message, "owners", SCHEMA_CREATE,
			"{\"type\":[\"array\",\"null\"],\"maxItems\":20,\"items\":{\"$ref\":\"#/components/schemas/owner_create\"}}" },
		{ &audit_message, "owners", SCHEMA_PATCH,
			"{\"type\":\"array\",\"maxItems\":20,\"items\":{\"$ref\":\"#/components/schemas/owner_create\"}}" },
		{ &audit_message, "owners", SCHEMA_WHOLE,
			"{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/owner\"}}" },
		{ &audit_message, "source", SCHEMA_WHOLE,
			"{\"oneOf\":[{\"$ref\":\"#/components/schemas/source\"},{\"type\":\"null\"}]}" },
		{ &breach_message, "quality", SCHEMA_CREATE,
			"{\"type\":[\"array\",\"null\"],\"maxItems\":6,\"uniqueItems\":true,\"items\":{\"type\":\"string\",\"enum\":[\"effective\",\"safe\",\"user_involving\",\"coordinated\",\"resource_wise\",\"accessible\"]}}" },
		{ &breach_message, "urgent", SCHEMA_PATCH,
			"{\"type\":[\"boolean\",\"null\"]}" },
		{ &assessment_message, "overridden", SCHEMA_WHOLE,
			"{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":[\"practice_missing\",\"management_missing\",\"measure_point_fails\"]}}" },
		{ &import_record_message, "deadline_history", SCHEMA_CREATE,
			"{\"type\":[\"array\",\"null\"],\"maxItems\":200,\"items\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":2000}}" },
		{ &demand_message, "target", SCHEMA_CREATE,
			"{\"type\":[\"number\",\"null\"],\"minimum\":0,\"maximum\":1}" },
		{ &demand_message, "target", SCHEMA_WHOLE,
			"{\"type\":[\"number\",\"null\"],\"minimum\":0,\"maximum\":1}" },
		{ &demand_message, "rounds", SCHEMA_CREATE,
			"{\"type\":[\"integer\",\"null\"],\"minimum\":1,\"maximum\":100}" },
		{ &demand_message, "rounds", SCHEMA_WHOLE,
			"{\"type\":[\"integer\",\"null\"]}" },
		{ &letter_message, "fields", SCHEMA_CREATE,
			"{\"type\":[\"object\",\"null\"],\"maxProperties\":100,\"propertyNames\":{\"enum\":[\"introduction\",\"closing_remark\",\"contact_person\",\"documents\",\"visit_programme\",\"conclusion\",\"meeting\",\"reason\",\"records\"]},\"additionalProperties\":{\"type\":\"string\",\"maxLength\":20000}}" },
		{ &letter_message, "notice_of_order", SCHEMA_CREATE,
			"{\"oneOf\":[{\"$ref\":\"#/components/schemas/notice_of_order_create\"},{\"type\":\"null\"}]}" },
		{ &letter_message, "notice_of_order", SCHEMA_PATCH,
			"{\"oneOf\":[{\"$ref\":\"#/components/schemas/notice_of_order_patch\"},{\"type\":\"null\"}]}" },
		{ &letter_message, "notice_of_order", SCHEMA_WHOLE,
			"{\"oneOf\":[{\"$ref\":\"#/components/schemas/notice_of_order\"},{\"type\":\"null\"}]}" },
		{ &session_message, "account", SCHEMA_WHOLE,
			"{\"allOf\":[{\"$ref\":\"#/components/schemas/me\"}]}" },
		{ &event_message, "data", SCHEMA_WHOLE,
			"{\"type\":\"object\"}" },
		{ &audit_detail_message, "letters", SCHEMA_WHOLE,
			"{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/letter_summary\"}}" },
};

TEST(a_schema_says_of_each_type_what_decoding_asks_of_it)
{
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		struct field field = *message_field(members[i].message, members[i].field);
		struct schemas schemas = { .count = 0 };
		struct buffer buffer;

		buffer_init(&buffer);
		field.about = NULL;
		schema_of_field(&schemas, &field, members[i].kind, &buffer);
		assert_string_equal(members[i].schema, buffer.data);
		buffer_clear(&buffer);
		field.about = "said";
		schema_of_field(&schemas, &field, members[i].kind, &buffer);
		assert_memory_equal("{\"description\":\"said\",", buffer.data, 22);
		buffer_release(&buffer);
	}
}

TEST(an_answer_begins_with_the_members_of_its_noun)
{
	json_t *root = document();
	json_t *properties = followed(root, "#/components/schemas/audit_detail/properties");

	assert_non_null(json_object_get(properties, "case_number"));
	assert_non_null(json_object_get(properties, "safety_statement"));
	assert_non_null(json_object_get(properties, "actions"));
	assert_null(json_object_get(properties, "log_hash"));
	properties = followed(root, "#/components/schemas/audit_row_summary/properties");
	assert_non_null(json_object_get(properties, "next_due"));
	assert_null(json_object_get(properties, "safety_statement"));
	json_decref(root);
}

TEST(each_event_has_a_body_of_its_own)
{
	json_t *root = document();
	json_t *close = followed(root, "#/components/schemas/audit_action_close");
	json_t *choice = followed(root, "#/components/schemas/audit_action");

	assert_string_equal("close", json_string_value(followed(close,
		"#/properties/event/const")));
	assert_true(lists(json_object_get(close, "required"), "safety_statement"));
	assert_false(lists(json_object_get(close, "required"), "maturity"));
	assert_non_null(followed(close, "#/properties/maturity/enum"));
	assert_null(followed(close, "#/properties/due"));
	assert_int_equal(14, json_array_size(json_object_get(choice, "oneOf")));
	assert_int_equal(14, json_object_size(followed(choice, "#/discriminator/mapping")));
	json_decref(root);
}

TEST(an_operation_tells_its_headers_and_refusals)
{
	json_t *root = document(), *paths = json_object_get(root, "paths");
	json_t *act = json_object_get(json_object_get(paths, "/v1/audits/{id}/actions"), "post");
	json_t *login = json_object_get(json_object_get(paths, "/v1/session"), "post");
	json_t *list = json_object_get(json_object_get(paths, "/v1/audits"), "get");

	assert_non_null(followed(act, "#/responses/428"));
	assert_non_null(followed(act, "#/responses/200/headers/ETag"));
	assert_int_equal(3, json_array_size(json_object_get(act, "parameters")));
	assert_int_equal(0, json_array_size(json_object_get(login, "security")));
	assert_null(followed(login, "#/responses/403"));
	assert_int_equal(audits_query_message.count,
		json_array_size(json_object_get(list, "parameters")));
	assert_null(followed(list, "#/responses/428"));
	json_decref(root);
}

/* " 200 304 …": the statuses, or the names of anything, in their order. */
static void names_are(const char *expected, json_t *object)
{
	char names[400] = "";
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
		snprintf(names + strlen(names), sizeof names - strlen(names), " %s", name);
	assert_string_equal(expected, names);
}

/* "id!/path": the name, ! where it must be given, and where it stands. */
static void parameters_are(const char *expected, json_t *root, json_t *parameters)
{
	char names[400] = "";
	json_t *parameter;
	size_t i;

	json_array_foreach(parameters, i, parameter) {
		if (json_object_get(parameter, "$ref") != NULL)
			parameter = followed(root,
				json_string_value(json_object_get(parameter, "$ref")));
		snprintf(names + strlen(names), sizeof names - strlen(names), " %s%s/%s",
			json_string_value(json_object_get(parameter, "name")),
			json_is_true(json_object_get(parameter, "required")) ? "!" : "",
			json_string_value(json_object_get(parameter, "in")));
	}
	assert_string_equal(expected, names);
}

static const struct { const char *path, *method, *parameters, *statuses, *headers, *body, *answer;
	} told[] = {
	{ "/v1/session", "post", "", " 201 400 413 415 422 503 default", " X-Request-Id Location", " application/json",
		" application/json" },
	{ "/v1/session", "delete", "", " 204 400 401 403 503 default", " X-Request-Id", "", "" },
	{ "/v1/enterprises", "post", " Idempotency-Key/header", " 201 400 401 403 409 413 415 422 503 default",
		" X-Request-Id ETag Location", " application/json", " application/json" },
	{ "/v1/enterprises", "get", " limit/query after/query count/query", " 200 400 401 403 422 503 default",
		" X-Request-Id", "", " application/json" },
	{ "/v1/audits/{id}", "get", " id!/path If-None-Match/header", " 200 304 400 401 403 404 503 default",
		" X-Request-Id ETag", "", " application/json" },
	{ "/v1/audits/{id}/actions", "post", " id!/path If-Match!/header Idempotency-Key/header",
		" 200 400 401 403 404 409 412 413 415 422 428 503 default", " X-Request-Id ETag", " application/json",
		" application/json" },
	{ "/v1/import/audits", "post", " dry_run/query Idempotency-Key/header",
		" 200 400 401 403 409 413 415 422 503 default", " X-Request-Id ETag", " application/json",
		" application/json" },
	{ "/v1/attachments", "post", " Idempotency-Key/header", " 201 400 401 403 409 413 415 422 503 default",
		" X-Request-Id ETag Location", " application/octet-stream multipart/form-data", " application/json" },
	{ "/v1/attachments/{id}", "get", " id!/path", " 200 400 401 403 404 503 default", " X-Request-Id", "",
		" application/octet-stream application/pdf" },
	{ "/v1/calendar/{year}", "get", " year!/path from!/query days!/query", " 200 400 401 403 404 422 503 default",
		" X-Request-Id", "", "" },
	{ "/livez", "get", "", " 200 400 503 default", " X-Request-Id", "", " application/json" },
};

TEST(each_operation_tells_what_it_takes_and_how_it_may_answer)
{
	json_t *root = document(), *paths = json_object_get(root, "paths");

	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		json_t *operation = json_object_get(json_object_get(paths, told[i].path),
			told[i].method);
		json_t *responses = json_object_get(operation, "responses"),
			*body = json_object_get(operation, "requestBody");
		json_t *reply = json_object_iter_value(json_object_iter(responses));

		parameters_are(told[i].parameters, root, json_object_get(operation, "parameters"));
		names_are(told[i].statuses, responses);
		names_are(told[i].headers, json_object_get(reply, "headers"));
		names_are(told[i].body, json_object_get(body, "content"));
		names_are(told[i].answer, json_object_get(reply, "content"));
		assert_true(body == NULL || json_is_true(json_object_get(body, "required")));
	}
	json_decref(root);
}

TEST(roles_descriptions_and_formats_stand_where_they_belong)
{
	json_t *root = document(), *paths = json_object_get(root, "paths");
	json_t *add = json_object_get(json_object_get(paths, "/v1/enterprises"), "post");
	json_t *list = json_object_get(json_object_get(paths, "/v1/enterprises"), "get");
	json_t *limit = json_array_get(json_object_get(list, "parameters"), 0);
	json_t *id = json_array_get(followed(json_object_get(paths, "/v1/audits/{id}"),
		"#/get/parameters"), 0);
	json_t *year = json_array_get(followed(json_object_get(paths, "/v1/calendar/{year}"),
		"#/get/parameters"), 0);
	json_t *answer = json_object_get(followed(list, "#/responses/200/content"),
		"application/json");

	assert_string_equal("Roles: leader, admin.",
		json_string_value(json_object_get(add, "description")));
	assert_null(json_object_get(list, "description"));
	assert_null(json_object_get(list, "security"));
	assert_string_equal("items at most; 50 when left out",
		json_string_value(json_object_get(limit, "description")));
	assert_null(followed(limit, "#/schema/description"));
	assert_string_equal("uuid", json_string_value(followed(id, "#/schema/format")));
	assert_null(followed(year, "#/schema/format"));
	names_are(" items next count", followed(answer, "#/schema/properties"));
	assert_true(json_is_false(followed(answer, "#/schema/additionalProperties")));
	assert_true(json_is_false(followed(root,
		"#/components/schemas/audit_action_close/additionalProperties")));
	assert_string_equal("whom the authority supervises",
		json_string_value(followed(root, "#/components/schemas/enterprise/description")));
	assert_null(followed(root, "#/components/schemas/session/description"));
	json_decref(root);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reference_leads_somewhere),
		cmocka_unit_test(a_schema_has_the_members_that_decoding_takes),
		cmocka_unit_test(a_schema_says_of_each_type_what_decoding_asks_of_it),
		cmocka_unit_test(an_answer_begins_with_the_members_of_its_noun),
		cmocka_unit_test(each_event_has_a_body_of_its_own),
		cmocka_unit_test(each_operation_tells_what_it_takes_and_how_it_may_answer),
		cmocka_unit_test(roles_descriptions_and_formats_stand_where_they_belong),
		cmocka_unit_test(an_operation_tells_its_headers_and_refusals),
	};

	if (argc > 1 && strcmp(argv[1], "--print") == 0) {
		json_t *root = document();
		int result = json_dumpf(root, stdout, JSON_INDENT(1));

		json_decref(root);
		return result;
	}
	return RUN(tests);
}
