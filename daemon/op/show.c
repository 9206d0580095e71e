/* show - the nouns of a case as JSON, and what may be done with them. */
#include "op/show.h"

#include <math.h>
#include <string.h>

#include "core/agreement.h"
#include "core/facts.h"
#include "core/measure.h"
#include "core/offer.h"
#include "op/deadline.h"
#include "op/guards.h"
#include "proto/action.h"
#include "proto/messages.h"

static const enum noun machine_nouns[MACHINES] = {
	[MACHINE_AUDIT] = NOUN_AUDIT, [MACHINE_BREACH] = NOUN_BREACH, [MACHINE_DEADLINE] = NOUN_DEADLINE,
	[MACHINE_LETTER] = NOUN_LETTER, [MACHINE_ORDER] = NOUN_ORDER,
};

enum noun machine_noun(enum machine machine)
{
	return machine_nouns[machine];
}

static int noun_machine(enum noun noun)
{
	for (int machine = 0; machine < MACHINES; machine++)
		if (machine_nouns[machine] == noun)
			return machine;
	return -1;
}

void show_derive(enum noun noun, void *object, int32_t today)
{
	struct deadline *deadline = object;

	if (noun != NOUN_DEADLINE)
		return;
	deadline->overdue = deadline_is_overdue(deadline, today);
	deadline->days_overdue = deadline->overdue ? today - deadline->effective_due : 0;
}

static void name(struct buffer *body, const char *member)
{
	buffer_add(body, ",\"", 2);
	buffer_add_text(body, member);
	buffer_add(body, "\":", 2);
}

static bool is_offered(enum machine machine, const void *subject, int event)
{
	int offered = machine == MACHINE_BREACH ? ((const struct breach *)subject)->offered : TERM_NONE;

	return offered != TERM_NONE && offer_event(offered) == event;
}

static void show_action(struct casework *work, enum machine machine, const void *subject, int event,
	struct judgement *judgement, struct buffer *body)
{
	const struct law *law = laws[machine];
	struct asking asking = { .actor = casework_actor(work, machine_nouns[machine], subject),
		.account = work->request->caller.account };

	law_judge(&work->facts, machine, subject, event, &asking, judgement);
	buffer_add_text(body, "{\"event\":\"");
	buffer_add_text(body, law->events[event]);
	buffer_add_text(body, law_allows(judgement) ? "\",\"allowed\":true,\"to\":" : "\",\"allowed\":false,\"to\":");
	buffer_add_json_text(body, judgement->rule == NULL ? NULL : law->states->word[judgement->rule->to]);
	buffer_add_text(body, is_offered(machine, subject, event) ? ",\"offered\":true" : ",\"offered\":false");
	name(body, "needs");
	action_encode_names(action_needs((int)machine, law->events[event]), body);
	name(body, "takes");
	action_encode_names(action_takes((int)machine, law->events[event]), body);
	name(body, "guards");
	guards_write(judgement, work->request->language, body);
	buffer_add_char(body, '}');
}

/* Rows that somebody, be it the clock, brings about by itself; not what only another event does. */
static bool is_asked_for(const struct law *law, int event)
{
	for (int i = 0; i < law->rule_count; i++)
		if (law->rules[i].event == event && law->rules[i].from >= 0 && law->rules[i].actors != BY_CASE)
			return true;
	return false;
}

void show_actions(struct casework *work, enum machine machine, const void *subject, struct buffer *body)
{
	struct judgement *judgement = arena_take(&work->request->arena, sizeof *judgement);
	bool first = true;

	buffer_add_char(body, '[');
	for (int event = 0; event < laws[machine]->event_count; event++) {
		if (!is_asked_for(laws[machine], event))
			continue;
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		show_action(work, machine, subject, event, judgement, body);
	}
	buffer_add_char(body, ']');
}

/* The rows of a noun that belong to a breach, or all of the case where breach is NULL. */
static void show_rows(struct casework *work, enum noun noun, const char *breach, struct buffer *body)
{
	int count;
	char *at = casework_rows(work, noun, &count);
	const struct message *message = nouns[noun].message;
	const struct field *of = message_field(message, "breach");
	bool first = true;

	buffer_add_char(body, '[');
	for (int i = 0; i < count; i++, at += message->size) {
		if (breach != NULL && strcmp(at + of->offset, breach) != 0)
			continue;
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		show_derive(noun, at, work->request->today);
		message_encode(message, USE_SHOWN | USE_SUMMARY, at, body);
	}
	buffer_add_char(body, ']');
}

static void show_interval(int64_t compliant, int64_t sample, struct buffer *body)
{
	struct measure_interval interval = measure_wilson(compliant, sample);

	buffer_format(body, "{\"low\":%.10g,\"high\":%.10g}", interval.low, interval.high);
}

static void show_number(const char *member, double figure, struct buffer *body)
{
	name(body, member);
	if (isnan(figure))
		buffer_add_text(body, "null");
	else
		buffer_format(body, "%.10g", figure);
}

/* How far the authority's re-review of the same records agrees; null: there is none. */
static void show_agreement(const struct casework *work, const struct observation *own, struct buffer *body)
{
	for (int i = 0; i < work->re_review_count; i++) {
		const struct re_review *again = &work->re_reviews[i];
		const struct agreement_counts counts = { again->both_compliant, again->only_own, again->only_authority,
			again->neither };
		struct agreement agreement;

		if (strcmp(again->observation, own->id) != 0)
			continue;
		agreement = agreement_of(&counts);
		buffer_format(body, "{\"re_review\":\"%s\",\"records\":%lld", again->id, (long long)agreement.records);
		show_number("observed", agreement.observed, body);
		show_number("expected", agreement.expected, body);
		show_number("kappa", agreement.kappa, body);
		show_number("low", agreement.low, body);
		show_number("high", agreement.high, body);
		buffer_add_char(body, '}');
		return;
	}
	buffer_add_text(body, "null");
}

static void show_round(const struct casework *work, const struct breach *breach, const struct measure_rule *rule,
	const struct observation *observation, struct buffer *body)
{
	struct measure_round round = measure_round_of(observation);
	char from[DAY_TEXT], to[DAY_TEXT];

	buffer_format(body, "{\"observation\":\"%s\",\"period_from\":\"%s\",\"period_to\":\"%s\",\"population\":%lld,"
		"\"sample\":%lld,\"compliant\":%lld,\"hard_failures\":", observation->id,
		day_format(round.from, from), day_format(round.to, to), (long long)round.population,
		(long long)round.sample, (long long)round.compliant);
	if (round.hard_failures == INTEGER_NONE)
		buffer_add_text(body, "null");
	else
		buffer_format(body, "%lld", (long long)round.hard_failures);
	buffer_add_text(body, ",\"share\":");
	if (round.sample > 0)
		buffer_format(body, "%.10g", (double)round.compliant / (double)round.sample);
	else
		buffer_add_text(body, "null");
	buffer_format(body, ",\"passes\":%s,\"interval\":", measure_round_fails(rule, &round) == 0 ? "true" : "false");
	show_interval(round.compliant, round.sample, body);
	buffer_format(body, ",\"too_few\":%s,\"counts\":%s,\"agreement\":",
		measure_too_few(round.sample) ? "true" : "false",
		observation_counts(breach, observation) ? "true" : "false");
	show_agreement(work, observation, body);
	buffer_add_char(body, '}');
}

/* Oldest first; those that do not count are shown too, and marked. */
static int show_rounds(struct casework *work, const struct breach *breach, const struct measure_rule *rule,
	const char *point, struct measure_round *ret_counting, struct buffer *body)
{
	int shown = 0, counting = 0;

	for (int i = 0; i < work->facts.observation_count; i++) {
		const struct observation *observation = &work->facts.observations[i];

		if (strcmp(observation->breach, breach->id) != 0 || strcmp(observation->measure_point, point) != 0)
			continue;
		if (shown++ > 0)
			buffer_add_char(body, ',');
		show_round(work, breach, rule, observation, body);
		if (observation_counts(breach, observation))
			ret_counting[counting++] = measure_round_of(observation);
	}
	return counting;
}

/* That it has lasted rests on two rounds: the first and the last of the run. */
static void show_sustained(struct casework *work, const struct breach *breach, const struct demand *demand,
	const struct measure_rule *rule, struct buffer *body)
{
	struct sustained on;

	name(body, "sustained");
	if (!facts_sustained(&work->facts, breach, demand->measure_point, rule, &on)) {
		buffer_add_text(body, "null");
		return;
	}
	buffer_format(body, "{\"days\":%d,\"rounds\":[", (int)(on.last->period_to - on.first->period_to));
	show_round(work, breach, rule, on.first, body);
	if (on.last != on.first) {
		buffer_add_char(body, ',');
		show_round(work, breach, rule, on.last, body);
	}
	buffer_add_text(body, "]}");
}

static void show_verdict(struct casework *work, const struct breach *breach, const struct demand *demand,
	struct buffer *body)
{
	struct measure_rule rule;
	struct measure_round *rounds = arena_take_array(&work->request->arena,
		(size_t)work->facts.observation_count + 1, sizeof *rounds);
	struct measure_verdict verdict;
	int count;

	must(facts_measure_rule(&work->facts, demand, &rule));  /* a foreign key holds the point */
	buffer_format(body, "{\"demand\":\"%s\",\"measure_point\":\"%s\",\"target\":%.10g,\"n_min\":%lld,"
		"\"rounds_needed\":%lld,\"spacing_days\":%lld,\"rounds\":[", demand->id, demand->measure_point,
		rule.target, (long long)rule.n_min, (long long)rule.rounds,
		(long long)rule.spacing_days);
	count = show_rounds(work, breach, &rule, demand->measure_point, rounds, body);
	verdict = measure_judge(&rule, rounds, count);
	buffer_format(body, "],\"verdict\":\"%s\",\"run\":%d,\"span\":%d", measure_why_codes[verdict.why],
		verdict.run, (int)verdict.span);
	show_sustained(work, breach, demand, &rule, body);
	name(body, "interval");
	if (verdict.newest >= 0)
		show_interval(rounds[verdict.newest].compliant, rounds[verdict.newest].sample, body);
	else
		buffer_add_text(body, "null");
	buffer_format(body, ",\"too_few\":%s,\"fisher\":",
		verdict.newest >= 0 && measure_too_few(rounds[verdict.newest].sample) ? "true" : "false");
	if (verdict.newest >= 0 && verdict.first != verdict.newest)
		buffer_format(body, "%.10g}", measure_fisher(rounds[verdict.first].compliant, rounds[verdict.first].sample,
			rounds[verdict.newest].compliant, rounds[verdict.newest].sample));
	else
		buffer_add_text(body, "null}");
}

static void show_verdicts(struct casework *work, const struct breach *breach, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '[');
	for (int i = 0; i < work->facts.demand_count; i++) {
		const struct demand *demand = &work->facts.demands[i];

		if (strcmp(demand->breach, breach->id) != 0 || demand->measure_point[0] == '\0')
			continue;
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		show_verdict(work, breach, demand, body);
	}
	buffer_add_char(body, ']');
}

static const struct { const char *name; enum noun noun; } breach_parts[] = {
	{ "demands", NOUN_DEMAND }, { "interim_measures", NOUN_INTERIM_MEASURE }, { "evidence", NOUN_EVIDENCE },
	{ "observations", NOUN_OBSERVATION }, { "re_reviews", NOUN_RE_REVIEW }, { "assessments", NOUN_ASSESSMENT },
};

void show_breach(struct casework *work, const struct breach *breach, bool actions, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '{');
	message_encode_members(&breach_message, USE_SHOWN, breach, body, &first);
	for (size_t i = 0; i < sizeof breach_parts / sizeof breach_parts[0]; i++) {
		name(body, breach_parts[i].name);
		show_rows(work, breach_parts[i].noun, breach->id, body);
	}
	name(body, "measure_points");
	show_verdicts(work, breach, body);
	if (actions) {
		name(body, "actions");
		show_actions(work, MACHINE_BREACH, breach, body);
	}
	buffer_add_char(body, '}');
}

static const struct { const char *name; enum noun noun; } audit_parts[] = {
	{ "remarks", NOUN_REMARK }, { "contacts", NOUN_CONTACT }, { "incoming", NOUN_INCOMING },
	{ "deadlines", NOUN_DEADLINE }, { "letters", NOUN_LETTER }, { "orders", NOUN_ORDER }, { "reminders", NOUN_REMINDER },
};

void show_audit(struct casework *work, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '{');
	message_encode_members(&audit_message, USE_SHOWN, &work->audit, body, &first);
	buffer_add_text(body, ",\"breaches\":[");
	for (int i = 0; i < work->facts.breach_count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		show_breach(work, &work->facts.breaches[i], false, body);
	}
	buffer_add_char(body, ']');
	for (size_t i = 0; i < sizeof audit_parts / sizeof audit_parts[0]; i++) {
		name(body, audit_parts[i].name);
		show_rows(work, audit_parts[i].noun, NULL, body);
	}
	name(body, "actions");
	show_actions(work, MACHINE_AUDIT, &work->audit, body);
	buffer_add_char(body, '}');
}

void show_noun(struct casework *work, enum noun noun, void *object, struct buffer *body)
{
	int machine = noun_machine(noun);
	bool first = true;

	if (noun == NOUN_AUDIT) {
		show_audit(work, body);
		return;
	}
	if (noun == NOUN_BREACH) {
		show_breach(work, object, true, body);
		return;
	}
	show_derive(noun, object, work->request->today);
	buffer_add_char(body, '{');
	message_encode_members(nouns[noun].message, USE_SHOWN, object, body, &first);
	if (noun == NOUN_DEADLINE)
		deadline_show(work, object, body);
	if (machine >= 0) {
		name(body, "actions");
		show_actions(work, (enum machine)machine, object, body);
	}
	buffer_add_char(body, '}');
}
