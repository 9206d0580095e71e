/* policy_effect - the running deadlines that a policy would have set to other dates: none is moved by it. */
#include <stdio.h>
#include <string.h>

#include "core/explain.h"
#include "op/by_date.h"
#include "op/operations.h"
#include "op/policy.h"
#include "proto/messages.h"

struct moved {
	int policy, standing, every, deadlines; /* places in the batch */
	int limit;
	bool is_default;
	struct policies judging, made;          /* beside it, and all that ever were */
	const char *programme;                  /* whose cases alone it judges, or NULL */
};

static void effect_load(struct request *request)
{
	const struct page_query *query = request->query;
	struct moved *effect = arena_take(&request->arena, sizeof *effect);
	const struct with id[] = { { "id", request->path[0] }, { NULL, NULL } };
	struct by_date after;
	char fetch[12];

	request->own = effect;
	*effect = (struct moved){ .deadlines = -1, .is_default = strcmp(request->path[0], POLICY_DEFAULT_ID) == 0,
		.limit = query->page.limit == INTEGER_NONE ? PAGE_LIMIT : (int)query->page.limit };
	effect->policy = batch_put(request->batch, SQL_policy_find, NULL, NULL, id);
	effect->standing = batch_put(request->batch, SQL_policy_standing_with, NULL, NULL, id);
	effect->every = batch_put(request->batch, SQL_policy_every, NULL, NULL, NULL);
	if (!by_date_read(request, query->page.after, &after)) {
		mistakes_add(&request->mistakes, "after", REFUSAL_cursor_invalid, NULL);
		return;
	}
	snprintf(fetch, sizeof fetch, "%d", BY_DATE_JUDGED);
	effect->deadlines = batch_put(request->batch, SQL_policy_deadlines, NULL, NULL, (const struct with[]){
		{ "id", request->path[0] }, { "after_key", after.key }, { "after_id", after.id }, { "fetch", fetch }, { NULL, NULL } });
}

static int effect_find(struct request *request)
{
	const struct moved *effect = request->own;

	return effect->is_default || batch_rows(request->batch, effect->policy) == 1 ? 0 : REFUSAL_not_found;
}

/* What judges the deadline's case while the policy is in force; NULL where it has no say in it. */
static const struct policy *judge_of(const struct request *request, const struct moved *effect, int row)
{
	const struct policy *policy = policies_find(&effect->judging, batch_text(request->batch, effect->deadlines, row, "in_force"));

	if (effect->is_default)
		return &policy_default;
	if (policies_find(&effect->judging, request->path[0]) == NULL)          /* another took its place before it began */
		return NULL;
	if (effect->programme != NULL)
		return policy != NULL && strcmp(policy->id, request->path[0]) == 0 ? policy : NULL;
	return policy;
}

static int term_of(const struct request *request, int place, int row, const char *column, const struct terms *terms)
{
	const char *text = batch_text(request->batch, place, row, column);

	return text == NULL ? TERM_NONE : term_find(terms, text);
}

static void write_moved(struct request *request, int row, const struct deadline *deadline, const struct policy *policy,
	struct explain_dates dates, bool first)
{
	static const char *const told[] = { "audit", "case_number", "enterprise", "enterprise_name", "breach", "kind" };
	const struct moved *effect = request->own;
	struct buffer *body = &request->answer.body;
	char due[DAY_TEXT], effective[DAY_TEXT];

	buffer_format(body, "%s{\"deadline\":\"%s\"", first ? "" : ",", deadline->id);
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		buffer_format(body, ",\"%s\":", told[i]);
		buffer_add_json_text(body, batch_text(request->batch, effect->deadlines, row, told[i]));
	}
	buffer_format(body, ",\"due\":\"%s\",\"effective_due\":\"%s\"", day_format(deadline->due, due),
		day_format(deadline->effective_due, effective));
	buffer_format(body, ",\"would_be\":{\"policy\":");
	buffer_add_json_text(body, policy->id[0] == '\0' ? NULL : policy->id);
	buffer_format(body, ",\"policy_version\":%lld,\"due\":\"%s\",\"effective_due\":\"%s\"}}", (long long)policy->edition,
		day_format(dates.due, due), day_format(dates.effective_due, effective));
}

/* Whether the deadline is told. */
static bool judge_deadline(struct request *request, int row, const struct deadline *deadline, bool first)
{
	const struct moved *effect = request->own;
	const struct policy *policy = judge_of(request, effect, row), *then;
	struct breach breach;
	struct explain_dates dates;

	if (policy == NULL)
		return false;
	message_clear(&breach_message, &breach);
	breach.severity = term_of(request, effect->deadlines, row, "severity", &severities);
	breach.complexity = term_of(request, effect->deadlines, row, "complexity", &complexities);
	then = policies_find(&effect->made, deadline->policy);
	dates = explain_under(policy, then == NULL ? &policy_default : then, deadline, &breach);
	if (dates.due == deadline->due && dates.effective_due == deadline->effective_due)
		return false;
	write_moved(request, row, deadline, policy, dates, first);
	return true;
}

static int effect_reply(struct request *request)
{
	struct moved *effect = request->own;
	const struct deadline *deadlines;
	int count, row = 0, told = 0;

	if (effect->deadlines < 0)
		return REFUSAL_cursor_invalid;
	policies_take(request, effect->standing, &effect->judging);
	policies_take(request, effect->every, &effect->made);
	effect->programme = effect->is_default ? NULL : batch_text(request->batch, effect->policy, 0, "programme");
	deadlines = batch_take(request->batch, effect->deadlines, &deadline_message, &request->arena, &count);
	buffer_add_text(&request->answer.body, "{\"items\":[");
	for (; row < count && told < effect->limit; row++)
		told += judge_deadline(request, row, &deadlines[row], told == 0);
	by_date_end(request, "", effect->deadlines, row < count || count == BY_DATE_JUDGED ? row - 1 : -1, "effective_due",
		told);
	return 0;
}

const struct operation op_policy_effect = { .name = "policy_effect", .method = HTTP_GET, .path = "/v1/policies/{id}/deadlines",
	.about = "Running deadlines that the policy would have set to other dates: what it would have meant, and nothing is moved; "
		"the count is told where it is one page",
	.is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &page_query_message,
	.answer = &moved_deadline_message, .load = effect_load, .find = effect_find, .reply = effect_reply };
