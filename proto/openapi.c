/* openapi - the published contract, from the operations and the tables of their messages. */
#include "proto/openapi.h"

#include <string.h>

#include "proto/messages.h"
#include "proto/schema.h"

static const char head[] =
	"\"license\":{\"name\":\"Apache License 2.0\",\"identifier\":\"Apache-2.0\"},"
	"\"description\":\"Planned public supervision from plan to closure. Every refusal is a problem document "
	"(RFC 9457) with a stable code; titles follow Accept-Language (nb, nn, en).\"},"
	"\"servers\":[{\"url\":\"/\"}],\"security\":[{\"bearer\":[]}]";

static const char parts[] =
	"\"securitySchemes\":{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\","
	"\"description\":\"the token of POST /v1/session\"}},"
	"\"parameters\":{"
	"\"if_match\":{\"name\":\"If-Match\",\"in\":\"header\",\"required\":true,\"description\":"
	"\"the ETag as last read; only its version is compared\",\"schema\":{\"type\":\"string\"}},"
	"\"if_none_match\":{\"name\":\"If-None-Match\",\"in\":\"header\",\"description\":"
	"\"the ETag as last read: 304 when nothing has changed\",\"schema\":{\"type\":\"string\"}},"
	"\"idempotency_key\":{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"description\":"
	"\"the same key and body within 24 hours happen once\","
	"\"schema\":{\"type\":\"string\",\"pattern\":\"^[!-~]{1,64}$\"}}},"
	"\"headers\":{"
	"\"etag\":{\"description\":\"version.digest\",\"schema\":{\"type\":\"string\"}},"
	"\"location\":{\"description\":\"of what was made\",\"schema\":{\"type\":\"string\"}},"
	"\"request_id\":{\"description\":\"of this request\",\"schema\":{\"type\":\"string\"}}},"
	"\"responses\":{\"problem\":{\"description\":\"refused: `code` says why\",\"headers\":{\"X-Request-Id\":"
	"{\"$ref\":\"#/components/headers/request_id\"}},"
	"\"content\":{\"application/problem+json\":{\"schema\":";

static bool is_read(const struct api_operation *operation)
{
	return strcmp(operation->method, "GET") == 0;
}

static bool takes_body(const struct api_operation *operation)
{
	return operation->body != NULL || operation->machine >= 0 || (operation->is & API_BYTES);
}

static void reference(const char *kind, const char *name, struct buffer *buffer, bool *first)
{
	buffer_format(buffer, "%s{\"$ref\":\"#/components/%s/%s\"}", *first ? "" : ",", kind, name);
	*first = false;
}

/* The names between braces; ids are UUIDs. */
static void path_parameters(const char *path, struct buffer *buffer, bool *first)
{
	while ((path = strchr(path, '{')) != NULL) {
		int length = (int)strcspn(++path, "}");
		bool id = length == 2 && strncmp(path, "id", 2) == 0;

		buffer_format(buffer, "%s{\"name\":\"%.*s\",\"in\":\"path\",\"required\":true,"
			"\"schema\":{\"type\":\"string\"%s}}", *first ? "" : ",", length, path,
			id ? ",\"format\":\"uuid\"" : "");
		*first = false;
	}
}

static void query_parameters(struct schemas *schemas, const struct message *query,
	struct buffer *buffer, bool *first)
{
	for (int i = 0; i < query->count; i++) {
		const struct field *field = &query->field[i];
		struct field bare = *field;

		bare.about = NULL;              /* told of the parameter */
		bare.use |= USE_NEEDED;         /* a query has no null */
		buffer_format(buffer, "%s{\"name\":\"%s\",\"in\":\"query\"", *first ? "" : ",",
			field->name);
		*first = false;
		if (field->about != NULL) {
			buffer_add_text(buffer, ",\"description\":");
			buffer_add_json_text(buffer, field->about);
		}
		if (field->use & USE_NEEDED)
			buffer_add_text(buffer, ",\"required\":true");
		buffer_add_text(buffer, ",\"schema\":");
		schema_of_field(schemas, &bare, SCHEMA_CREATE, buffer);
		buffer_add_char(buffer, '}');
	}
}

static void parameters(struct schemas *schemas, const struct api_operation *operation,
	struct buffer *buffer)
{
	bool first = true;

	buffer_add_text(buffer, ",\"parameters\":[");
	path_parameters(operation->path, buffer, &first);
	if (operation->query != NULL)
		query_parameters(schemas, operation->query, buffer, &first);
	if (operation->is & API_MATCH)
		reference("parameters", "if_match", buffer, &first);
	if (is_read(operation) && operation->answer != NULL
		&& !(operation->is & (API_LIST | API_OPEN)))
		reference("parameters", "if_none_match", buffer, &first);
	if (operation->is & API_KEYED)
		reference("parameters", "idempotency_key", buffer, &first);
	buffer_add_char(buffer, ']');
}

static void request_body(struct schemas *schemas, const struct api_operation *operation,
	struct buffer *buffer)
{
	if (!takes_body(operation))
		return;
	buffer_add_text(buffer, ",\"requestBody\":{\"required\":true,\"content\":{");
	if (operation->is & API_BYTES && operation->takes != NULL) {
		buffer_format(buffer, "\"%s\":{}}}", operation->takes);
		return;
	}
	if (operation->is & API_BYTES) {        /* the file itself, or a form with it and nothing else */
		buffer_add_text(buffer, "\"application/octet-stream\":{},\"multipart/form-data\":{\"schema\":"
			"{\"type\":\"object\",\"minProperties\":1,\"maxProperties\":1}}}}");
		return;
	}
	buffer_add_text(buffer, "\"application/json\":{\"schema\":");
	if (operation->is & API_ARRAY)
		buffer_add_text(buffer, "{\"type\":\"array\",\"items\":");
	if (operation->machine >= 0)
		schema_refer_action(schemas, operation->machine, buffer);
	else
		schema_refer(schemas, operation->body,
			operation->use == USE_PATCH ? SCHEMA_PATCH : SCHEMA_CREATE, buffer);
	buffer_add_text(buffer, operation->is & API_ARRAY ? "}}}}" : "}}}");
}

static void list_answer(struct schemas *schemas, const struct api_operation *operation,
	struct buffer *buffer)
{
	buffer_add_text(buffer, "{\"type\":\"object\",\"additionalProperties\":false,"
		"\"required\":[\"items\",\"next\"],"
		"\"properties\":{\"items\":{\"type\":\"array\",\"items\":");
	schema_refer(schemas, operation->answer, SCHEMA_SUMMARY, buffer);
	buffer_add_text(buffer, "},\"next\":{\"type\":[\"string\",\"null\"],"
		"\"description\":\"for ?after=\"}");
	if (operation->query != NULL && message_index(operation->query, "count") >= 0)
		buffer_add_text(buffer, ",\"count\":{\"type\":\"integer\","
			"\"description\":\"of all, where asked for\"}");
	buffer_add_text(buffer, "}}");
}

/* "application/pdf text/plain": a medium each. */
static void media_answer(const char *media, struct buffer *buffer)
{
	for (bool first = true; *media != '\0'; first = false) {
		int length = (int)strcspn(media, " ");

		buffer_format(buffer, "%s\"%.*s\":{}", first ? "" : ",", length, media);
		media += length + strspn(media + length, " ");
	}
}

static void success(struct schemas *schemas, const struct api_operation *operation,
	struct buffer *buffer)
{
	bool one = operation->answer != NULL && !(operation->is & API_LIST);

	buffer_format(buffer, "\"%d\":{\"description\":\"done\",\"headers\":{\"X-Request-Id\":"
		"{\"$ref\":\"#/components/headers/request_id\"}", operation->status);
	if (one && !(operation->is & API_OPEN))
		buffer_add_text(buffer, ",\"ETag\":{\"$ref\":\"#/components/headers/etag\"}");
	if (operation->status == 201)
		buffer_add_text(buffer, ",\"Location\":"
			"{\"$ref\":\"#/components/headers/location\"}");
	buffer_add_char(buffer, '}');
	if (operation->answer != NULL || operation->media != NULL)
		buffer_add_text(buffer, ",\"content\":{");
	if (operation->answer != NULL) {
		buffer_add_text(buffer, "\"application/json\":{\"schema\":");
		if (one)
			schema_refer(schemas, operation->answer, SCHEMA_WHOLE, buffer);
		else
			list_answer(schemas, operation, buffer);
		buffer_add_char(buffer, '}');
	} else if (operation->media != NULL) {
		media_answer(operation->media, buffer);
	}
	buffer_add_text(buffer, operation->answer != NULL || operation->media != NULL ? "}}" : "}");
	if (is_read(operation) && one && !(operation->is & API_OPEN))
		buffer_add_text(buffer, ",\"304\":{\"description\":\"nothing has changed\"}");
}

static void responses(struct schemas *schemas, const struct api_operation *operation,
	struct buffer *buffer)
{
	bool body = takes_body(operation), open = (operation->is & API_OPEN) != 0;
	const struct { int status; bool reached; } refusals[] = {
		{ 400, true }, { 401, !open }, { 403, !open },
		{ 404, strchr(operation->path, '{') != NULL }, { 409, body && !open },
		{ 412, (operation->is & API_MATCH) != 0 }, { 413, body }, { 415, body },
		{ 422, body || operation->query != NULL }, { 428, (operation->is & API_MATCH) != 0 }, { 503, true },
	};

	buffer_add_text(buffer, ",\"responses\":{");
	success(schemas, operation, buffer);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (refusals[i].reached)
			buffer_format(buffer,
				",\"%d\":{\"$ref\":\"#/components/responses/problem\"}",
				refusals[i].status);
	buffer_add_text(buffer, ",\"default\":{\"$ref\":\"#/components/responses/problem\"}}");
}

static void operation_write(struct schemas *schemas, const struct api_operation *operation,
	struct buffer *buffer)
{
	static const char *const verbs[][2] = {
		{ "GET", "get" }, { "POST", "post" }, { "PATCH", "patch" }, { "DELETE", "delete" }, { "PUT", "put" },
	};

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i][0], operation->method) == 0)
			buffer_format(buffer, "\"%s\":{\"operationId\":\"%s\"", verbs[i][1],
				operation->name);
	buffer_add_text(buffer, ",\"summary\":");
	buffer_add_json_text(buffer, operation->about);
	if (operation->roles != NULL) {
		buffer_add_text(buffer, ",\"description\":");
		buffer_format(buffer, "\"Roles: %s.\"", operation->roles);
	}
	if (operation->is & API_OPEN)
		buffer_add_text(buffer, operation->is & API_EITHER ? ",\"security\":[{},{\"bearer\":[]}]" : ",\"security\":[]");
	parameters(schemas, operation, buffer);
	request_body(schemas, operation, buffer);
	responses(schemas, operation, buffer);
	buffer_add_char(buffer, '}');
}

/* Each path once, with all its methods, where the first of them stands. */
static void paths_write(struct schemas *schemas, const struct api_operation *operations, int count,
	struct buffer *buffer)
{
	bool first = true;

	for (int i = 0; i < count; i++) {
		bool before = false, first_method = true;

		for (int j = 0; j < i; j++)
			before = before || strcmp(operations[j].path, operations[i].path) == 0;
		if (before)
			continue;
		json_name(buffer, &first, operations[i].path);
		for (int j = i; j < count; j++) {
			if (strcmp(operations[j].path, operations[i].path) != 0)
				continue;
			buffer_add_char(buffer, first_method ? '{' : ',');
			first_method = false;
			operation_write(schemas, &operations[j], buffer);
		}
		buffer_add_char(buffer, '}');
	}
}

void openapi_write(const struct api_operation *operations, int count, const char *version,
	struct buffer *buffer)
{
	struct schemas schemas = { .count = 0 };

	buffer_add_text(buffer, "{\"openapi\":\"3.1.0\","
		"\"info\":{\"title\":\"tilsyn\",\"version\":");
	buffer_add_json_text(buffer, version);
	buffer_add_char(buffer, ',');
	buffer_add_text(buffer, head);
	buffer_add_text(buffer, ",\"paths\":{");
	paths_write(&schemas, operations, count, buffer);
	buffer_add_text(buffer, "},\"components\":{");
	buffer_add_text(buffer, parts);
	schema_refer(&schemas, &problem_message, SCHEMA_WHOLE, buffer);
	buffer_add_text(buffer, "}}}},\"schemas\":{");
	schema_write_all(&schemas, buffer);
	buffer_add_text(buffer, "}}}");
}
