/* part - rows under a case that no machine moves. */
#include "op/part.h"

#include <string.h>

#include "op/effect.h"
#include "op/reference.h"
#include "op/show.h"
#include "proto/messages.h"

/* What stands beside the casework while a part is made or changed. */
struct parting {
	struct casework *work;
	struct breach *breach;
	void *object;
	bool made;
};

static const struct part *part_of(const struct request *request)
{
	return request->op->of;
}

static struct parting *begin(struct request *request, struct casework *work)
{
	struct parting *parting = arena_take(&request->arena, sizeof *parting);

	parting->work = work;
	request->own = parting;
	return parting;
}

static int may(const struct request *request, const struct casework *work)
{
	return access_may(request->op->may, request->caller.roles, work->actor) ? 0 : REFUSAL_role_missing;
}

static char *member(enum noun noun, void *object, const char *name)
{
	return (char *)object + message_field(nouns[noun].message, name)->offset;
}

static bool has_member(enum noun noun, const char *name)
{
	return message_field(nouns[noun].message, name) != NULL;
}

void part_make_load(struct request *request)
{
	begin(request, casework_ask(request, part_of(request)->lock));
	if (part_of(request)->want != NULL)
		part_of(request)->want(request, request->body);
	reference_put(request);
}

int part_make_find(struct request *request)
{
	struct parting *parting = request->own;
	int refusal = casework_take(parting->work);

	if (refusal != 0)
		return refusal;
	parting->made = true;
	if (part_of(request)->of_breach)
		parting->breach = casework_find(parting->work, NOUN_BREACH, request->path[0]);
	return may(request, parting->work);
}

static bool ended(const struct casework *work)
{
	return work->audit.state == AUDIT_CLOSED || work->audit.state == AUDIT_CANCELLED;
}

static int settle(struct request *request, struct parting *parting)
{
	const struct part *part = part_of(request);
	struct casework *work = parting->work;
	const struct message *message = nouns[part->noun].message;
	void *before = parting->made ? NULL : arena_take(&request->arena, message->size);
	int refusal = 0;
	bool whole;

	if (before != NULL)
		memcpy(before, parting->object, message->size);
	message_merge(message, request->body, request->given, parting->object, &request->arena, &request->mistakes);
	whole = request->mistakes.count == 0;
	reference_judge(request);
	if (whole && part->settle != NULL)
		refusal = part->settle(work, parting->breach, before, parting->object);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	if (refusal != 0)
		return refusal;
	casework_touch(work, part->noun, parting->object);
	if (parting->breach != NULL) {
		casework_touch(work, NOUN_BREACH, parting->breach);
		casework_void_agreement(work, parting->breach);
	}
	casework_tell(work, &(struct told){ .subject_kind = nouns[part->noun].name,
		.subject = noun_id(part->noun, parting->object), .event = parting->made ? part->event : "changed",
		.data = arena_format(&request->arena, "{\"asked\":%s}", request->body_text),
		.occurred_on = request->today });
	if (parting->made && part->follow != NULL)
		part->follow(work, parting->breach, parting->object);
	return 0;
}

int part_make_decide(struct request *request)
{
	struct parting *parting = request->own;
	const struct part *part = part_of(request);

	if (ended(parting->work) && !part->after_end)
		return REFUSAL_wrong_state;
	if (casework_is_full(parting->work, part->noun))
		return REFUSAL_case_full;
	parting->object = casework_add(parting->work, part->noun);
	if (parting->breach != NULL)
		memcpy(member(part->noun, parting->object, "breach"), parting->breach->id, ID_SIZE);
	if (has_member(part->noun, "registered_by")) {
		memcpy(member(part->noun, parting->object, "registered_by"), request->caller.account, ID_SIZE);
		memcpy(member(part->noun, parting->object, "registered_at"), &request->now, sizeof request->now);
	}
	return settle(request, parting);
}

void part_change_load(struct request *request)
{
	part_make_load(request);
}

int part_change_find(struct request *request)
{
	struct parting *parting = request->own;
	const struct part *part = part_of(request);
	int refusal = casework_take(parting->work);

	if (refusal != 0)
		return refusal;
	parting->object = casework_find(parting->work, part->noun, request->path[0]);
	must(parting->object != NULL);
	parting->breach = casework_find(parting->work, NOUN_BREACH, member(part->noun, parting->object, "breach"));
	request->version = *noun_version(part->noun, parting->object);
	return may(request, parting->work);
}

int part_change_decide(struct request *request)
{
	struct parting *parting = request->own;

	if (request->given == 0)
		return 0;                       /* an empty patch changes nothing */
	return ended(parting->work) ? REFUSAL_wrong_state : settle(request, parting);
}

void part_write(struct request *request)
{
	casework_write(((struct parting *)request->own)->work);
}

void part_see_load(struct request *request)
{
	begin(request, casework_ask(request, part_of(request)->find));
}

int part_see_find(struct request *request)
{
	int refusal = part_change_find(request);

	return refusal == REFUSAL_role_missing ? 0 : refusal;   /* who may read cases may see it */
}

int part_reply(struct request *request)
{
	struct parting *parting = request->own;
	const struct part *part = part_of(request);
	const char *id = noun_id(part->noun, parting->object);
	int64_t *version = noun_version(part->noun, parting->object);

	request->version = version == NULL ? INTEGER_NONE : *version;
	if (parting->made && part->own != NULL)
		request->answer.location = arena_format(&request->arena, "%s/%s", part->own, id);
	else if (parting->made)
		request->answer.location = arena_format(&request->arena, "%s#%s", request->target, id);
	show_noun(parting->work, part->noun, parting->object, &request->answer.body);
	return 0;
}

/* The rows of one case, or of one breach of it: few, so they are read together and cut into pages here. */
struct parts { int parent, rows; };

void part_list_load(struct request *request)
{
	const struct part *part = part_of(request);
	struct parts *parts = arena_take(&request->arena, sizeof *parts);

	request->own = parts;
	parts->parent = batch_put(request->batch, part->find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	parts->rows = batch_put(request->batch, nouns[part->noun].load, NULL, NULL, NULL);
}

int part_list_find(struct request *request)
{
	const struct parts *parts = request->own;

	return batch_rows(request->batch, parts->parent) > 0 ? 0 : REFUSAL_not_found;
}

int part_list_reply(struct request *request)
{
	const struct part *part = part_of(request);
	const struct page_query *query = request->query;
	const struct message *message = nouns[part->noun].message;
	struct buffer *body = &request->answer.body;
	int64_t limit = query->page.limit == INTEGER_NONE ? PAGE_LIMIT : query->page.limit, shown = 0, all = 0;
	const char *last = NULL;
	bool passed = query->page.after == NULL, more = false;
	int count;
	char *row = batch_take(request->batch, ((struct parts *)request->own)->rows, message, &request->arena, &count);

	buffer_add_text(body, "{\"items\":[");
	for (int i = 0; i < count; i++, row += message->size) {
		if (part->of_breach && strcmp(member(part->noun, row, "breach"), request->path[0]) != 0)
			continue;
		all++;
		if (!passed) {
			passed = strcmp(noun_id(part->noun, row), query->page.after) == 0;
			continue;
		}
		if (shown == limit) {
			more = true;
			continue;
		}
		if (shown++ > 0)
			buffer_add_char(body, ',');
		show_derive(part->noun, row, request->today);
		message_encode(message, USE_SHOWN | USE_SUMMARY, row, body);
		last = noun_id(part->noun, row);
	}
	if (!passed)
		return REFUSAL_cursor_invalid;
	buffer_add_text(body, "],\"next\":");
	buffer_add_json_text(body, more ? last : NULL);
	if (query->page.count)
		buffer_format(body, ",\"count\":%lld", (long long)all);
	buffer_add_char(body, '}');
	return 0;
}
