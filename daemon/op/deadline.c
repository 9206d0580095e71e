/* deadline - what one deadline shows besides its members: how its date came about, and its extensions. */
#include "op/deadline.h"

#include <string.h>

#include "core/facts.h"
#include "core/later_round.h"
#include "op/days.h"
#include "op/policy.h"
#include "proto/messages.h"

struct asked_besides { int policy, extensions; };       /* places in the batch */

void deadline_ask(struct casework *work)
{
	struct request *request = work->request;
	struct asked_besides *besides = arena_take(&request->arena, sizeof *besides);

	besides->policy = batch_put(request->batch, SQL_deadline_policy_load, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	besides->extensions = batch_put(request->batch, SQL_extension_load, NULL, NULL, NULL);
	work->besides = besides;
}

/* The policy it was set under: today's where the command itself set it. */
static const struct policy *policy_then(struct casework *work, const struct deadline *deadline)
{
	if (deadline->policy[0] == '\0')
		return &policy_default;
	if (strcmp(deadline->policy, work->facts.policy->id) == 0 || work->besides == NULL)
		return work->facts.policy;
	return policy_take(work->request, work->besides->policy);
}

static void show_would_be(struct casework *work, const struct deadline *deadline, const struct policy *then,
	struct buffer *body)
{
	const struct policy *policy = work->facts.policy;
	struct explain_dates dates = explain_under(policy, then, deadline, facts_breach(&work->facts, deadline->breach));
	char due[DAY_TEXT], effective[DAY_TEXT];

	buffer_add_text(body, "{\"policy\":");
	buffer_add_json_text(body, policy->id[0] == '\0' ? NULL : policy->id);
	buffer_format(body, ",\"policy_version\":%lld,\"due\":\"%s\",\"effective_due\":\"%s\"}", (long long)policy->edition,
		day_format(dates.due, due), day_format(dates.effective_due, effective));
}

/* What the log tells, in its order: a line of it as it stands or as it is about to be written. */
struct line {
	const char *subject_kind, *subject, *event, *at, *account;
	int32_t on, asked, due;
	const char *asked_by, *reason;
};

struct extensions {
	struct casework *work;
	struct extension *item;
	int count;
	int decided;                    /* the one that the newest decision is of, or -1 */
	const char *decided_at;
};

/* The deadline, or one that it took over from by way of others. */
static bool is_before(struct casework *work, const char *id, const struct deadline *deadline)
{
	for (int i = 0; deadline != NULL && i <= work->facts.deadline_count; i++) {
		if (strcmp(deadline->id, id) == 0)
			return true;
		deadline = deadline->predecessor[0] == '\0' ? NULL : casework_find(work, NOUN_DEADLINE, deadline->predecessor);
	}
	return false;
}

static struct extension *push(struct extensions *extensions, const char *deadline)
{
	struct extension *extension = arena_push(&extensions->work->request->arena, (void **)&extensions->item,
		&extensions->count, sizeof *extension);

	message_clear(&extension_message, extension);
	memcpy(extension->deadline, deadline, ID_SIZE);
	extension->outcome = EXTENSION_OPEN;
	extension->milestones.given = true;
	return extension;
}

static struct extension *find_open(struct extensions *extensions, const char *deadline)
{
	for (int i = extensions->count; i-- > 0; )
		if (extensions->item[i].outcome == EXTENSION_OPEN && strcmp(extensions->item[i].deadline, deadline) == 0)
			return &extensions->item[i];
	return NULL;
}

static void take_asked(struct extensions *extensions, const struct line *line)
{
	struct extension *earlier = find_open(extensions, line->subject), *extension;

	if (earlier != NULL)
		earlier->outcome = EXTENSION_REPLACED;
	extension = push(extensions, line->subject);
	extension->asked = line->asked;
	extension->asked_on = line->on;
	extension->asked_by = line->asked_by;
	if (line->account != NULL)
		memcpy(extension->registered_by, line->account, ID_SIZE);
}

static void take_decided(struct extensions *extensions, const struct line *line, bool granted)
{
	const struct deadline *deadline = casework_find(extensions->work, NOUN_DEADLINE, line->subject);
	struct extension *extension = find_open(extensions, line->subject);

	if (extension == NULL)
		extension = push(extensions, line->subject);
	extension->outcome = granted ? EXTENSION_GRANTED : EXTENSION_REFUSED;
	extension->decided_on = line->on;
	extension->reason = line->reason;
	if (line->account != NULL)
		memcpy(extension->decided_by, line->account, ID_SIZE);
	if (granted && deadline != NULL) {
		extension->granted = line->due;
		extension->days = line->due - deadline->due;
	}
	extensions->decided = (int)(extension - extensions->item);
	extensions->decided_at = line->at;
}

/* What the decision brought about: milestones of the breach, and a letter. */
static void take_besides(struct extensions *extensions, const struct line *line)
{
	struct casework *work = extensions->work;
	const struct deadline *made = casework_find(work, NOUN_DEADLINE, line->subject);
	struct extension *extension = &extensions->item[extensions->decided];

	if (strcmp(line->subject_kind, "letter") == 0)
		memcpy(extension->letter, line->subject, ID_SIZE);
	else if (made != NULL && made->kind == DEADLINE_MILESTONE && strcmp(line->event, "set") == 0)
		texts_add(&extension->milestones, arena_text(&work->request->arena, line->subject), &work->request->arena);
}

static void take_line(struct extensions *extensions, const struct line *line, const struct deadline *of)
{
	bool deadline = strcmp(line->subject_kind, "deadline") == 0;
	bool ask = strcmp(line->event, "ask_extension") == 0, grant = strcmp(line->event, "extend") == 0,
		refuse = strcmp(line->event, "refuse_extension") == 0;

	if (deadline && (ask || grant || refuse)) {
		extensions->decided = -1;
		if (!is_before(extensions->work, line->subject, of))
			return;
		if (ask)
			take_asked(extensions, line);
		else
			take_decided(extensions, line, grant);
	} else if (extensions->decided >= 0 && strcmp(extensions->decided_at, line->at) == 0) {
		take_besides(extensions, line);
	}
}

static void take_log(struct extensions *extensions, const struct deadline *of)
{
	struct request *request = extensions->work->request;
	struct arena *arena = &request->arena;
	int place = extensions->work->besides->extensions;

	for (int row = 0; row < batch_rows(request->batch, place); row++) {
		const char *account = batch_text(request->batch, place, row, "account"),
			*asked_by = batch_text(request->batch, place, row, "asked_by"),
			*reason = batch_text(request->batch, place, row, "reason");

		take_line(extensions, &(struct line){ .subject_kind = batch_text(request->batch, place, row, "subject_kind"),
			.subject = batch_text(request->batch, place, row, "subject"),
			.event = batch_text(request->batch, place, row, "event"), .at = batch_text(request->batch, place, row, "at"),
			.account = account, .on = batch_day(request->batch, place, row, "occurred_on"),
			.asked = batch_day(request->batch, place, row, "asked"), .due = batch_day(request->batch, place, row, "due"),
			.asked_by = asked_by == NULL ? NULL : arena_text(arena, asked_by),
			.reason = reason == NULL ? NULL : arena_text(arena, reason) }, of);
	}
}

/* What this command is about to write into the log; its own event carries what was asked. */
static void take_told(struct extensions *extensions, const struct deadline *of)
{
	struct casework *work = extensions->work;
	const struct request *request = work->request;
	const struct action *action = request->op->body == &action_message ? request->body : NULL;

	for (int i = 0; i < work->told_count && action != NULL; i++) {
		const struct told *told = &work->told[i];

		take_line(extensions, &(struct line){ .subject_kind = told->subject_kind, .subject = told->subject,
			.event = told->event, .at = "now", .account = request->caller.account, .on = told->occurred_on,
			.asked = action->asked, .due = action->due, .asked_by = action->asked_by, .reason = action->reason }, of);
	}
}

static void show_extensions(struct casework *work, const struct deadline *deadline, struct buffer *body)
{
	struct extensions extensions = { .work = work, .decided = -1 };

	if (work->besides != NULL)
		take_log(&extensions, deadline);
	take_told(&extensions, deadline);
	buffer_add_char(body, '[');
	for (int i = 0; i < extensions.count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		message_encode(&extension_message, USE_SHOWN | USE_SUMMARY, &extensions.item[i], body);
	}
	buffer_add_char(body, ']');
}

/* The round it asks for is known by its period. */
static void show_rounds_from(struct casework *work, const struct deadline *deadline, struct buffer *body)
{
	char day[DAY_TEXT];

	buffer_add_text(body, ",\"rounds_from\":");
	buffer_add_json_text(body, deadline->kind != DEADLINE_MEASUREMENT ? NULL
		: day_format(later_round_from(&work->facts, deadline), day));
}

void deadline_show(struct casework *work, const struct deadline *deadline, struct buffer *body)
{
	const struct policy *then = policy_then(work, deadline);

	show_rounds_from(work, deadline, body);
	buffer_add_text(body, ",\"explain\":");
	days_show_deadline(work->request, deadline, then);
	buffer_add_text(body, ",\"would_be\":");
	show_would_be(work, deadline, then, body);
	buffer_add_text(body, ",\"extensions\":");
	show_extensions(work, deadline, body);
}
