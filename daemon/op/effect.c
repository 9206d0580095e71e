/* effect - a step as it happens: the state, the log, the effects in the rule's order. */
#include "op/effect.h"

#include <stdarg.h>

#include "core/facts.h"
#include "op/show.h"
#include "proto/canonical.h"
#include "proto/messages.h"

struct breach *happening_breach(const struct happening *happening)
{
	must(happening->machine == MACHINE_BREACH);
	return happening->subject;
}

struct deadline *happening_deadline(const struct happening *happening)
{
	must(happening->machine == MACHINE_DEADLINE);
	return happening->subject;
}

struct letter *happening_letter(const struct happening *happening)
{
	must(happening->machine == MACHINE_LETTER);
	return happening->subject;
}

struct order *happening_order(const struct happening *happening)
{
	must(happening->machine == MACHINE_ORDER);
	return happening->subject;
}

const char *happening_reason(const struct happening *happening)
{
	while (happening->cause != NULL)
		happening = happening->cause;
	if (happening->action != NULL && happening->action->reason != NULL)
		return happening->action->reason;
	return laws[happening->machine]->events[happening->event];
}

void happening_note(struct happening *happening, const char *format, ...)
{
	struct arena *arena = &happening->work->request->arena;
	va_list args;
	const char *more;

	va_start(args, format);
	more = arena_vformat(arena, format, args);
	va_end(args);
	happening->note = arena_format(arena, "%s,%s", happening->note == NULL ? "" : happening->note, more);
}

static int *state_of(enum machine machine, void *subject)
{
	switch (machine) {
	case MACHINE_AUDIT:
		return &((struct audit *)subject)->state;
	case MACHINE_BREACH:
		return &((struct breach *)subject)->state;
	case MACHINE_DEADLINE:
		return &((struct deadline *)subject)->state;
	case MACHINE_LETTER:
		return &((struct letter *)subject)->state;
	default:
		return &((struct order *)subject)->state;
	}
}

/* The day on which it happened, where the action says another than today. */
static int32_t occurred_on(const struct happening *happening)
{
	const struct action *action = happening->action;
	const int32_t said[] = { action == NULL ? DAY_NONE : action->received_on, action == NULL ? DAY_NONE : action->arrived_on,
		action == NULL ? DAY_NONE : action->decided_on, action == NULL ? DAY_NONE : action->asked_on };

	if (happening->cause == NULL)
		for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
			if (said[i] != DAY_NONE)
				return said[i];
	return happening->work->request->today;
}

static const char *data_of(const struct happening *happening)
{
	struct arena *arena = &happening->work->request->arena;
	const struct happening *cause = happening->cause;
	const char *note = happening->note == NULL ? "" : happening->note, *data;

	if (cause != NULL)
		data = arena_format(arena, "{\"cause\":\"%s.%s\"%s}", laws[cause->machine]->name,
			laws[cause->machine]->events[cause->event], note);
	else if (happening->work->act_data != NULL)
		data = arena_format(arena, "{\"asked\":%s%s}", happening->work->act_data, note);
	else
		data = arena_format(arena, "{\"asked\":null%s}", note);
	return json_canonical(data, arena);
}

static effect_carrier *carrier_of(const struct happening *happening, enum effect effect)
{
	effect_carrier *const *const carriers[MACHINES] = {
		[MACHINE_AUDIT] = effect_audit, [MACHINE_BREACH] = effect_breach, [MACHINE_DEADLINE] = effect_deadline,
		[MACHINE_LETTER] = effect_letter, [MACHINE_ORDER] = effect_order,
	};
	effect_carrier *carrier = carriers[happening->machine][effect];

	must(carrier != NULL);
	return carrier;
}

/* The log is told in the order of causes: a place is kept, and its data written when the effects are known. */
static void happen(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct rule *rule = happening->rule;
	const struct law *law = laws[happening->machine];
	enum noun noun = machine_noun(happening->machine);
	int place = work->told_count;
	/* what only another event can do is called by that event, as in domain.md's tables */
	const struct happening *named = rule->actors == BY_CASE && happening->cause != NULL ? happening->cause : happening;

	*state_of(happening->machine, happening->subject) = rule->to;
	casework_touch(work, noun, happening->subject);
	casework_tell(work, &(struct told){ .subject_kind = law->name, .subject = noun_id(noun, happening->subject),
		.event = laws[named->machine]->events[named->event], .from = rule->from < 0 ? NULL : law->states->word[rule->from],
		.to = law->states->word[rule->to], .occurred_on = occurred_on(happening) });
	for (int i = 0; i < RULE_EFFECTS && rule->effects[i] != EFFECT_NONE; i++)
		carrier_of(happening, rule->effects[i])(happening);
	work->told[place].data = data_of(happening);
}

void effect_perform(struct casework *work, enum machine machine, void *subject, int event,
	const struct action *action, const struct judgement *judgement)
{
	struct happening happening = {
		.work = work, .machine = machine, .subject = subject, .event = event, .action = action,
		.rule = judgement->rule, .judgement = judgement, .received_on = DAY_NONE,
	};
	struct asking asking = { .actor = work->actor, .account = work->request->caller.account, .action = action };

	happening.letter = (struct letter *)(uintptr_t)law_letter(&work->facts, machine, subject, event, &asking, NULL);
	happen(&happening);
}

static void step(const struct happening *cause, struct happening *happening)
{
	struct casework *work = cause->work;
	struct asking asking = { .actor = BY_CASE, .account = work->request->caller.account, .action = NULL };
	struct judgement *judgement = arena_take(&work->request->arena, sizeof *judgement);
	struct action received;

	message_clear(&action_message, &received);
	received.received_on = happening->received_on;
	asking.action = &received;              /* met or met late is told by the day it was received */
	law_judge(&work->facts, happening->machine, happening->subject, happening->event, &asking, judgement);
	must(judgement->rule != NULL);
	happening->work = work;
	happening->cause = cause;
	happening->action = cause->action;
	happening->judgement = cause->judgement;
	happening->letter = cause->letter;
	happening->rule = judgement->rule;
	happen(happening);
}

void effect_step(const struct happening *cause, enum machine machine, void *subject, int event)
{
	struct happening happening = { .machine = machine, .subject = subject, .event = event, .received_on = DAY_NONE };

	step(cause, &happening);
}

void effect_step_received(const struct happening *cause, struct deadline *deadline, int32_t received_on)
{
	struct happening happening = { .machine = MACHINE_DEADLINE, .subject = deadline, .event = DEADLINE_MEET,
		.received_on = received_on };

	step(cause, &happening);
}

/* By the case's own row, as nothing but this is its cause. */
void effect_measured(struct casework *work, struct breach *breach, struct deadline *deadline,
	const struct observation *observation, int32_t received_on)
{
	struct action *received = arena_take(&work->request->arena, sizeof *received);
	struct judgement *judgement = arena_take(&work->request->arena, sizeof *judgement);
	struct asking asking = { .actor = BY_CASE, .account = work->request->caller.account, .action = received };
	struct happening happening = { .work = work, .machine = MACHINE_DEADLINE, .subject = deadline,
		.event = DEADLINE_MEET, .action = received, .judgement = judgement, .received_on = received_on };

	message_clear(&action_message, received);
	received->received_on = received_on;
	law_judge(&work->facts, MACHINE_DEADLINE, deadline, DEADLINE_MEET, &asking, judgement);
	must(judgement->rule != NULL);
	happening.rule = judgement->rule;
	happening_note(&happening, "\"observation\":\"%s\"", observation->id);
	happen(&happening);
	if (breach->state == BREACH_REPORTED && !facts_has_live(&work->facts, DEADLINE_ASSESSMENT, breach->id)
	    && !facts_has_live(&work->facts, DEADLINE_MEASUREMENT, breach->id))
		effect_assess_by(&happening, breach, received_on);
}

void effect_step_succeed(const struct happening *cause, struct deadline *deadline, struct deadline *successor)
{
	struct happening happening = { .machine = MACHINE_DEADLINE, .subject = deadline, .event = DEADLINE_SUCCEED,
		.received_on = DAY_NONE, .successor = successor };

	step(cause, &happening);
}
