/* contract - the operations as the world sees them: the OpenAPI document and the permission matrix. */
#include "contract.h"


#include "http/exchange.h"
#include "http/route.h"
#include "op/operation.h"
#include "proto/messages.h"
#include "proto/openapi.h"

static const char *const methods_of_http[HTTP_METHODS] = { "GET", "POST", "PATCH", "DELETE" };
static const struct operation *const *const lists[] = { operations, page_operations };

static void add_roles(unsigned allowed, struct buffer *text)
{
	bool first = true;

	for (int role = 0; role < ROLES; role++)
		if (allowed >> role & 1) {
			buffer_format(text, "%s%s", first ? "" : ", ", roles.word[role]);
			first = false;
		}
}

static unsigned uses_of(const struct operation *op)
{
	static const struct { unsigned op, api; } same[] = {
		{ OP_OPEN, API_OPEN }, { OP_MATCH, API_MATCH }, { OP_KEYED, API_KEYED }, { OP_LIST, API_LIST },
	};
	unsigned is = 0;

	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		if (op->is & same[i].op)
			is |= same[i].api;
	if ((op->is & OP_BYTES) && op->method == HTTP_POST)
		is |= API_BYTES;
	if (op->is & OP_ARRAY)
		is |= API_ARRAY;
	return is;
}

static struct api_operation described(const struct operation *op, struct arena *arena)
{
	struct buffer text;
	struct api_operation api = {
		.name = op->name, .method = methods_of_http[op->method], .path = op->path, .about = op->about,
		.query = op->query, .body = op->body == &action_message ? NULL : op->body, .use = op->use,
		.machine = op->body == &action_message ? op->machine : -1, .answer = op->answer, .media = op->media,
		.status = op->status, .is = uses_of(op),
	};

	if (op->is & OP_OPEN)
		return api;
	buffer_init(&text);
	add_roles(permissions[op->may].roles, &text);
	api.roles = arena_text(arena, text.data);
	buffer_release(&text);
	return api;
}

static int count_operations(void)
{
	int count = 0;

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		for (const struct operation *const *at = lists[i]; *at != NULL; at++)
			count++;
	return count;
}

void contract_write(struct buffer *buffer)
{
	struct arena arena;
	struct api_operation *all;
	int count = 0;

	arena_init(&arena);
	all = arena_take_array(&arena, (size_t)count_operations(), sizeof *all);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		for (const struct operation *const *at = lists[i]; *at != NULL; at++)
			all[count++] = described(*at, &arena);
	openapi_write(all, count, VERSION, buffer);
	arena_release(&arena);
}

void contract_write_matrix(struct buffer *buffer)
{
	buffer_add_text(buffer, ".Bl -column \"PATCH\" \"/v1/breaches/{id}/interim-measures\" \"caseworker, leader\"\n");
	for (const struct operation *const *at = operations; *at != NULL; at++) {
		buffer_format(buffer, ".It %s Ta %s Ta ", methods_of_http[(*at)->method], (*at)->path);
		if ((*at)->is & OP_OPEN)
			buffer_add_text(buffer, "anybody");
		else
			add_roles(permissions[(*at)->may].roles, buffer);
		buffer_add_char(buffer, '\n');
	}
	buffer_add_text(buffer, ".El\n");
}
