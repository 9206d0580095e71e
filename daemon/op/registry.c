/* registry - what stands outside any case: made, changed and shown in one way. */
#include "op/registry.h"

#include <string.h>

#include "op/event.h"
#include "op/reference.h"

struct entry {
	void *object, *before;          /* as it will stand, and as it stood */
	int row, used, head;            /* places in the batch */
	bool made;
};

static const struct registry *registry_of(const struct request *request)
{
	return request->op->of;
}

void *registry_object(struct request *request)
{
	return ((struct entry *)request->own)->object;
}

const void *registry_before(struct request *request)
{
	return ((struct entry *)request->own)->before;
}

int registry_exists(struct request *request, const char *pointer)
{
	mistakes_add(&request->mistakes, pointer, REFUSAL_already_exists, NULL);
	return REFUSAL_already_exists;
}

static char *id_of(const struct registry *registry, void *object)
{
	return (char *)object + message_field(registry->message, "id")->offset;
}

static int64_t *version_of(const struct registry *registry, void *object)
{
	if (registry->version == NULL)
		return NULL;
	return (int64_t *)(void *)((char *)object + message_field(registry->message, registry->version)->offset);
}

static struct entry *entry_begin(struct request *request)
{
	struct entry *entry = arena_take(&request->arena, sizeof *entry);

	entry->object = arena_take(&request->arena, registry_of(request)->message->size);
	message_clear(registry_of(request)->message, entry->object);
	request->own = entry;
	return entry;
}

/* The head of the log is the first lock: who has his number before it is overtaken by those who get it first. */
static struct entry *entry_hold(struct request *request)
{
	struct entry *entry = entry_begin(request);

	entry->head = log_hold(request);
	return entry;
}

/* What both writing operations ask besides the row itself. */
static void ask_besides(struct request *request)
{
	const struct registry *registry = registry_of(request);

	if (registry->want != NULL)
		registry->want(request, request->body);
	reference_put(request);
	if (registry->ask != NULL)
		registry->ask(request, request->body);
}

void registry_make_load(struct request *request)
{
	entry_hold(request);
	ask_besides(request);
}

static int judge_role(const struct request *request)
{
	const struct registry *registry = registry_of(request);

	return registry->may == NULL || registry->may(request) ? 0 : REFUSAL_role_missing;
}

int registry_make_find(struct request *request)
{
	((struct entry *)request->own)->made = true;
	return judge_role(request);
}

static bool is_kept(const struct registry *registry, const char *name)
{
	if (registry->kept == NULL)
		return true;
	for (const char *const *kept = registry->kept; *kept != NULL; kept++)
		if (strcmp(*kept, name) == 0)
			return true;
	return false;
}

/* What audits rest on does not change under them: a new one is made instead. */
static int judge_kept(struct request *request, const struct entry *entry)
{
	const struct registry *registry = registry_of(request);
	const struct message *message = registry->message;

	if (registry->used == 0 || entry->made || batch_rows(request->batch, entry->used) == 0)
		return 0;
	for (int i = 0; i < message->count; i++)
		if ((request->given >> i & 1) && is_kept(registry, message->field[i].name)
		    && !field_same(&message->field[i], entry->before, entry->object))
			mistakes_add(&request->mistakes, arena_format(&request->arena, "/%s", message->field[i].name),
				REFUSAL_in_use, NULL);
	return request->mistakes.count > 0 ? REFUSAL_in_use : 0;
}

static int merge_and_judge(struct request *request, struct entry *entry)
{
	const struct registry *registry = registry_of(request);
	bool wrong;
	int refusal;

	entry->before = arena_take(&request->arena, registry->message->size);
	memcpy(entry->before, entry->object, registry->message->size);
	message_merge(request->op->body, request->body, request->given, entry->object, &request->arena,
		&request->mistakes);
	reference_judge(request);
	wrong = request->mistakes.count > 0;
	refusal = wrong ? 0 : judge_kept(request, entry);
	if (refusal == 0 && registry->judge != NULL)
		refusal = registry->judge(request, entry->object);
	if (refusal < 0)
		return refusal;
	return wrong || (refusal == 0 && request->mistakes.count > 0) ? REFUSAL_invalid : refusal;
}

int registry_make_decide(struct request *request)
{
	const struct registry *registry = registry_of(request);
	struct entry *entry = request->own;
	int64_t *version = version_of(registry, entry->object);

	if (registry->begin != NULL)
		registry->begin(request, entry->object);
	id_make(request->now, id_of(registry, entry->object));
	if (version != NULL)
		*version = 1;
	return merge_and_judge(request, entry);
}

void registry_change_load(struct request *request)
{
	struct entry *entry = entry_hold(request);

	entry->row = batch_put(request->batch, registry_of(request)->lock, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	if (registry_of(request)->used != 0)    /* after the lock: whoever came first has been seen */
		entry->used = batch_put(request->batch, registry_of(request)->used, NULL, NULL,
			(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	ask_besides(request);
}

static int take_row(struct request *request)
{
	const struct registry *registry = registry_of(request);
	struct entry *entry = request->own;
	int64_t *version;

	if (!batch_take_one(request->batch, entry->row, registry->message, &request->arena, entry->object))
		return REFUSAL_not_found;
	if (registry->visible != NULL && !registry->visible(request, entry->object))
		return REFUSAL_not_found;
	version = version_of(registry, entry->object);
	request->version = version == NULL ? INTEGER_NONE : *version;
	return 0;
}

int registry_change_find(struct request *request)
{
	int refusal = take_row(request);

	return refusal != 0 ? refusal : judge_role(request);
}

int registry_change_decide(struct request *request)
{
	struct entry *entry = request->own;

	if (request->given != 0)                /* an empty patch changes nothing */
		++*version_of(registry_of(request), entry->object);
	return merge_and_judge(request, entry);
}

int registry_act_decide(struct request *request)
{
	struct entry *entry = request->own;

	++*version_of(registry_of(request), entry->object);
	return registry_of(request)->judge(request, entry->object);
}

void registry_write(struct request *request)
{
	const struct registry *registry = registry_of(request);
	struct entry *entry = request->own;
	struct told told[2] = { { .subject_kind = registry->noun, .subject = id_of(registry, entry->object),
		.event = entry->made ? "made" : registry->event != NULL ? registry->event(entry->object) : "changed",
		.occurred_on = request->today } };
	bool more;

	if (request->given == 0 && !entry->made)
		return;
	if (registry->before != NULL)
		registry->before(request, entry->object);
	if (registry->put_row != NULL)
		registry->put_row(request, entry->object);
	else
		batch_put(request->batch, registry->put, registry->message, entry->object, NULL);
	if (registry->write != NULL)
		registry->write(request, entry->object);
	told[0].data = event_asked(request);
	more = registry->tell != NULL && registry->tell(request, entry->object, &told[1]);
	log_tell(request, entry->head, told, more ? 2 : 1);
}

void registry_see_load(struct request *request)
{
	entry_begin(request)->row = batch_put(request->batch, registry_of(request)->find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

int registry_see_find(struct request *request)
{
	return take_row(request);
}

int registry_reply(struct request *request)
{
	const struct registry *registry = registry_of(request);
	struct entry *entry = request->own;
	int64_t *version = version_of(registry, entry->object);
	bool first = true;

	request->version = version == NULL ? INTEGER_NONE : *version;
	if (entry->made)
		request->answer.location = arena_format(&request->arena, "%s/%s", registry->path, id_of(registry, entry->object));
	buffer_add_char(&request->answer.body, '{');
	message_encode_members(registry->shown != NULL ? registry->shown(request) : registry->message, USE_SHOWN,
		entry->object, &request->answer.body, &first);
	if (registry->members != NULL)
		registry->members(request, entry->object, &first);
	buffer_add_char(&request->answer.body, '}');
	return 0;
}
