/* rung - from the rows of a case to its ladders, and from a ladder to the next time it is looked at. */
#include "op/rung.h"

#include <string.h>

#include "core/facts.h"
#include "proto/messages.h"

/* What a letter that was sent states governs, also where a person wrote another date into it. */
static int32_t new_date_of(const struct casework *work, const struct deadline *deadline, const struct reminder *line)
{
	const struct letter *letter = facts_letter(&work->facts, line->letter);

	if (letter == NULL || !letter_was_sent(letter) || line->new_date == DAY_NONE)
		return line->new_date;
	return facts_stated(letter, deadline->kind, deadline->breach, line->new_date);
}

/* Whether the letter is one that a rung of today's ladder had written for this deadline. */
static bool is_of_rung(const struct casework *work, const struct deadline *deadline, const struct letter *letter)
{
	const struct policy *policy = work->facts.policy;

	for (int i = 0; i < policy->rung_count; i++) {
		const struct reminder *line = rung_line(work, deadline, policy->rungs[i].code);

		if (line != NULL && id_same(line->letter, letter->id))
			return true;
	}
	return false;
}

/* The first reminders that were dispatched and ask for this deadline, whoever wrote them. */
static void find_reminded(const struct casework *work, const struct deadline *deadline, struct ladder_facts *facts)
{
	const struct letter *newest = NULL;

	for (int i = 0; i < work->facts.letter_count; i++) {
		const struct letter *letter = &work->facts.letters[i];

		if (letter->kind != LETTER_REMINDER_1 || !letter_was_sent(letter) || !texts_have(&letter->reminds, deadline->id))
			continue;
		facts->reminded_besides |= !is_of_rung(work, deadline, letter);
		if (newest == NULL || letter->dispatched_at > newest->dispatched_at)
			newest = letter;
	}
	facts->reminded = newest != NULL;
	facts->reminded_until = newest == NULL ? DAY_NONE : facts_stated(newest, deadline->kind, deadline->breach, DAY_NONE);
}

const struct ladder_facts *rung_facts(struct casework *work, const struct deadline *deadline)
{
	struct arena *arena = &work->request->arena;
	const struct policy *policy = work->facts.policy;
	struct ladder_facts *facts = arena_take(arena, sizeof *facts);
	struct ladder_row *rows = NULL;
	int count = 0;

	for (int i = 0; i < work->reminder_count; i++) {
		const struct reminder *line = &work->reminders[i];

		if (strcmp(line->deadline, deadline->id) == 0)
			*(struct ladder_row *)arena_push(arena, (void **)&rows, &count, sizeof *rows)
				= (struct ladder_row){ line->rung, line->done, new_date_of(work, deadline, line) };
	}
	*facts = (struct ladder_facts){
		.rungs = policy->rungs, .rung_count = policy->rung_count, .calendar = policy->calendar,
		.today = work->facts.today, .kind = deadline->kind, .state = deadline->state,
		.effective_due = deadline->effective_due, .running_since = deadline->running_since,
		.rows = rows, .row_count = count,
		.paused_from = work->enterprise.paused_from, .paused_to = work->enterprise.paused_to,
		.imported = work->audit.imported, .adopted_on = work->audit.adopted_on,
	};
	find_reminded(work, deadline, facts);
	return facts;
}

struct reminder *rung_line(const struct casework *work, const struct deadline *deadline, const char *rung)
{
	for (int i = 0; i < work->reminder_count; i++)
		if (strcmp(work->reminders[i].deadline, deadline->id) == 0 && strcmp(work->reminders[i].rung, rung) == 0)
			return &work->reminders[i];
	return NULL;
}

static bool is_chased(const struct casework *work, const struct deadline *deadline)
{
	return deadline->state == DEADLINE_RUNNING && !deadline_kind_may_lapse(deadline->kind)
		&& (!work->audit.imported || work->audit.adopted_on != DAY_NONE);
}

/* Its next rung; and where another policy comes before that, its rungs may be others. */
static int64_t next_of(struct casework *work, const struct deadline *deadline)
{
	const struct policy *policy = work->facts.policy;
	struct ladder ladder;
	int64_t next, change;

	ladder_judge(rung_facts(work, deadline), &ladder);
	next = ladder_instant(policy->send_window, policy->calendar, ladder.next, work->request->now);
	if (work->policy_changes_on == DAY_NONE || !is_chased(work, deadline))
		return next;
	change = day_instant(work->policy_changes_on, 0);
	return next == INSTANT_NONE || change < next ? change : next;
}

void rung_schedule(struct casework *work)
{
	for (int i = 0; i < work->facts.deadline_count; i++) {
		struct deadline *deadline = &work->facts.deadlines[i];
		int64_t next = next_of(work, deadline);

		/* what was due stays due since then, however often its case is changed before the clock comes to it */
		if (next == deadline->next_rung_at || (next == work->request->now && deadline->next_rung_at != INSTANT_NONE
		    && deadline->next_rung_at <= next))
			continue;
		deadline->next_rung_at = next;
		if (!casework_is_touched(work, deadline))       /* else it is stored with the rest of it */
			batch_put(work->request->batch, SQL_deadline_schedule, &deadline_message, deadline, NULL);
	}
}
