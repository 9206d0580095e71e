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
		{ OP_EITHER, API_EITHER },
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
		.machine = op->body == &action_message ? op->machine : -1, .answer = op->answer, .takes = op->takes, .media = op->media,
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

static void write_actors(unsigned actors, struct buffer *buffer)
{
	static const struct { enum actor actor; const char *word; } words[] = {
		{ BY_CASEWORKER, "on its team" }, { BY_LEAD, "leads it" }, { BY_LEADER, "leader" }, { BY_ARCHIVIST, "archivist" },
	};
	bool first = true;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (actors & words[i].actor) {
			buffer_format(buffer, "%s%s", first ? "" : ", ", words[i].word);
			first = false;
		}
}

static void write_rights(struct buffer *buffer)
{
	buffer_add_text(buffer, ".Sh RIGHTS\n.Bl -column \"keep_measure_points\" \"caseworker, leader, archivist\" \"on its team\"\n"
		".It Sy right Ta Sy roles Ta Sy and in the case\n");
	for (int may = 0; may < MAYS; may++) {
		buffer_format(buffer, ".It %s Ta ", permissions[may].name);
		add_roles(permissions[may].roles, buffer);
		buffer_add_text(buffer, " Ta ");
		write_actors(permissions[may].actors, buffer);
		buffer_add_char(buffer, '\n');
	}
	buffer_add_text(buffer, ".El\n");
}

void contract_write_permissions(struct buffer *buffer)
{
	buffer_add_text(buffer, ".Dd November 22, 2026\n.Dt TILSYN-PERMISSIONS 7\n.Os tilsyn\n.Sh NAME\n.Nm tilsyn-permissions\n"
		".Nd who may ask tilsynd for what\n.Sh DESCRIPTION\nPrinted by\n.Ql tilsynd --permissions\n"
		"from the tables that the daemon judges by.\nSteps of a case are judged besides by the law's own rows"
		" (see\n.Ql tilsynd --graph ) :\nwho may take them stands there.\n.Sh OPERATIONS\n"
		".Bl -column \"DELETE\" \"/v1/breaches/{id}/interim-measures\" \"keep_measure_points\"\n"
		".It Sy method Ta Sy path Ta Sy right\n");
	for (const struct operation *const *at = operations; *at != NULL; at++)
		buffer_format(buffer, ".It %s Ta %s Ta %s\n", methods_of_http[(*at)->method], (*at)->path,
			(*at)->is & OP_OPEN ? "anybody" : permissions[(*at)->may].name);
	buffer_add_text(buffer, ".El\n");
	write_rights(buffer);
	buffer_add_text(buffer, ".Sh SEE ALSO\n.Xr tilsyn 1 ,\n.Xr tilsynd 8\n");
}
