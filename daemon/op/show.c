/* show - the nouns of a case as JSON, and what may be done with them. */
#include "op/show.h"

#include <string.h>

#include "core/facts.h"
#include "core/measure.h"
#include "proto/actions.h"
#include "proto/messages.h"

static const enum noun machine_nouns[MACHINES] = {
	[MACHINE_AUDIT] = NOUN_AUDIT, [MACHINE_BREACH] = NOUN_BREACH, [MACHINE_DEADLINE] = NOUN_DEADLINE,
	[MACHINE_LETTER] = NOUN_LETTER, [MACHINE_ORDER] = NOUN_ORDER,
};

enum noun machine_noun(enum machine machine)
{
	return machine_nouns[machine];
}

int noun_machine(enum noun noun)
{
	for (int machine = 0; machine < MACHINES; machine++)
		if (machine_nouns[machine] == noun)
			return machine;
	return -1;
}

static void name(struct buffer *body, const char *member)
{
	buffer_format(body, ",\"%s\":", member);
}

void show_guards(const struct judgement *judgement, enum language language, struct buffer *body)
{
	buffer_add_char(body, '[');
	for (int i = 0; i < judgement->held_count; i++) {
		const struct held *held = &judgement->held[i];

		buffer_format(body, "%s{\"code\":\"%s\",\"detail\":", i > 0 ? "," : "", guard_code(held->guard));
		buffer_add_json_text(body, guard_text(held->guard, language));
		name(body, "source");
		buffer_add_json_text(body, guard_source(held->guard));
		if (held->missing != NULL) {
			name(body, "missing");
			buffer_add_json_text(body, held->missing);
		}
		buffer_add_text(body, ",\"subjects\":[");
		for (int s = 0; s < held->count; s++) {
			if (s > 0)
				buffer_add_char(body, ',');
			buffer_add_json_text(body, judgement->subjects[held->first + s]);
		}
		buffer_add_text(body, "]}");
	}
	buffer_add_char(body, ']');
}

static void show_action(struct casework *work, enum machine machine, const void *subject, int event,
	struct judgement *judgement, struct buffer *body)
{
	const struct law *law = laws[machine];
	struct asking asking = { .actor = work->actor, .account = work->request->caller.account };

	law_judge(&work->facts, machine, subject, event, &asking, judgement);
	buffer_format(body, "{\"event\":\"%s\",\"allowed\":%s,\"to\":", law->events[event],
		law_allows(judgement) ? "true" : "false");
	buffer_add_json_text(body, judgement->rule == NULL ? NULL : law->states->word[judgement->rule->to]);
	name(body, "needs");
	action_write_needs(machine, law->events[event], body);
	name(body, "role_missing");
	buffer_add_text(body, judgement->role_missing ? "true" : "false");
	name(body, "guards");
	show_guards(judgement, work->request->language, body);
	buffer_add_char(body, '}');
}

void show_actions(struct casework *work, enum machine machine, const void *subject, struct buffer *body)
{
	struct judgement *judgement = arena_take(&work->request->arena, sizeof *judgement);
	bool first = true;

	buffer_add_char(body, '[');
	for (int event = 0; event < laws[machine]->event_count; event++) {
		if (action_find(machine, laws[machine]->events[event]) < 0)
			continue;               /* only what a person may POST as an action */
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		show_action(work, machine, subject, event, judgement, body);
	}
	buffer_add_char(body, ']');
}

/* The rows of a noun that belong to a breach, or all of the case where breach is NULL. */
static void show_rows(enum noun noun, const void *rows, int count, const char *breach, struct buffer *body)
{
	const struct message *message = noun_message(noun);
	const struct field *of = message_field(message, "breach");
	const char *at = rows;
	bool first = true;

	buffer_add_char(body, '[');
	for (int i = 0; i < count; i++, at += message->size) {
		if (breach != NULL && strcmp(at + of->offset, breach) != 0)
			continue;
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		message_encode(message, USE_SHOWN | USE_SUMMARY, at, body);
	}
	buffer_add_char(body, ']');
}

static void show_round(const struct measure_rule *rule, const struct measure_round *round,
	const struct observation *observation, struct buffer *body)
{
	double low, high, share = round->sample == 0 ? 0 : (double)round->compliant / (double)round->sample;

	measure_wilson(round->compliant, round->sample, &low, &high);
	buffer_format(body, "{\"observation\":\"%s\",\"share\":%.6g,\"passes\":%s,\"interval\":[%.10g,%.10g],\"too_few\":%s}",
		observation->id, share, measure_round_passes(rule, round) ? "true" : "false", low, high,
		measure_too_few(round) ? "true" : "false");
}

/* Rounds are those that count since the breach was established, oldest first. */
static void show_measure_point(struct casework *work, const struct breach *breach,
	const struct measure_point *point, struct buffer *body)
{
	struct arena *arena = &work->request->arena;
	int most = work->facts.observation_count, count;
	struct measure_round *rounds = arena_take_array(arena, (size_t)most + 1, sizeof *rounds);
	const struct observation **seen = arena_take_array(arena, (size_t)most + 1, sizeof *seen);
	struct measure_rule rule = facts_measure_rule(&work->facts, breach, point->id);
	bool first = true;

	count = facts_rounds(&work->facts, breach, point->id, rounds, seen, most);
	buffer_add_char(body, '{');
	message_encode_members(&message_measure_point, USE_SHOWN | USE_SUMMARY, point, body, &first);
	buffer_format(body, ",\"demanded_target\":%.10g,\"passes\":%s,\"counted_rounds\":[", rule.target,
		measure_point_passes(&rule, rounds, count) ? "true" : "false");
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		show_round(&rule, &rounds[i], seen[i], body);
	}
	buffer_add_text(body, "],\"first_against_last_p\":");
	if (count >= 2)
		buffer_format(body, "%.10g}", measure_fisher(rounds[0].compliant, rounds[0].sample,
			rounds[count - 1].compliant, rounds[count - 1].sample));
	else
		buffer_add_text(body, "null}");
}

static void show_measure_points(struct casework *work, const struct breach *breach, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '[');
	for (int i = 0; i < work->facts.measure_point_count; i++) {
		const struct measure_point *point = &work->facts.measure_points[i];

		if (!facts_measure_point_of(&work->facts, breach, point->id))
			continue;
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		show_measure_point(work, breach, point, body);
	}
	buffer_add_char(body, ']');
}

static const struct { const char *name; enum noun noun; } breach_parts[] = {
	{ "demands", NOUN_DEMAND }, { "interim_measures", NOUN_INTERIM_MEASURE }, { "evidence", NOUN_EVIDENCE },
	{ "observations", NOUN_OBSERVATION }, { "assessments", NOUN_ASSESSMENT },
};

void show_breach(struct casework *work, const struct breach *breach, bool actions, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '{');
	message_encode_members(&message_breach, USE_SHOWN, breach, body, &first);
	for (size_t i = 0; i < sizeof breach_parts / sizeof breach_parts[0]; i++) {
		int count;
		const void *rows = casework_rows(work, breach_parts[i].noun, &count);

		name(body, breach_parts[i].name);
		show_rows(breach_parts[i].noun, rows, count, breach->id, body);
	}
	name(body, "measure_points");
	show_measure_points(work, breach, body);
	if (actions) {
		name(body, "actions");
		show_actions(work, MACHINE_BREACH, breach, body);
	}
	buffer_add_char(body, '}');
}

static const struct { const char *name; enum noun noun; } audit_parts[] = {
	{ "remarks", NOUN_REMARK }, { "contacts", NOUN_CONTACT }, { "incoming", NOUN_INCOMING },
	{ "deadlines", NOUN_DEADLINE }, { "letters", NOUN_LETTER }, { "orders", NOUN_ORDER },
};

void show_audit(struct casework *work, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '{');
	message_encode_members(&message_audit, USE_SHOWN, &work->audit, body, &first);
	name(body, "enterprise_name");
	buffer_add_json_text(body, work->enterprise.name);
	buffer_add_text(body, ",\"breaches\":[");
	for (int i = 0; i < work->facts.breach_count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		show_breach(work, &work->facts.breaches[i], false, body);
	}
	buffer_add_char(body, ']');
	for (size_t i = 0; i < sizeof audit_parts / sizeof audit_parts[0]; i++) {
		int count;
		const void *rows = casework_rows(work, audit_parts[i].noun, &count);

		name(body, audit_parts[i].name);
		show_rows(audit_parts[i].noun, rows, count, NULL, body);
	}
	name(body, "actions");
	show_actions(work, MACHINE_AUDIT, &work->audit, body);
	buffer_add_char(body, '}');
}

void show_noun(struct casework *work, enum noun noun, const void *object, struct buffer *body)
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
	buffer_add_char(body, '{');
	message_encode_members(noun_message(noun), USE_SHOWN, object, body, &first);
	if (machine >= 0) {
		name(body, "actions");
		show_actions(work, (enum machine)machine, object, body);
	}
	buffer_add_char(body, '}');
}
