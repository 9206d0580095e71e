/*
 * walk - every case there can be: all paths of one audit with two breaches, their deadlines and an
 * order, where every guard that asks for something else than these is content.
 */
#include "world.h"

enum slot { CORRECTION, MILESTONE, MEASUREMENT, COMPLIANCE, ASSESSMENT, SLOTS };
static const int slot_kind[SLOTS] = { DEADLINE_CORRECTION, DEADLINE_MILESTONE, DEADLINE_MEASUREMENT,
	DEADLINE_ORDER_COMPLIANCE, DEADLINE_ASSESSMENT };

/* Small enough to be counted; a number is a state, none below it. */
struct model {
	signed char audit, order, breach[2];
	signed char slot[2][SLOTS];     /* 0 none or ended, 1 proposed, 2 running */
};
enum { NONE, PROPOSED, RUNNING };

#define MOST (1 << 20)
static struct model *seen;
static int *next_of, *bucket;
static int seen_count;
static struct world world;
static bool announces, issues;          /* what the letters at hand say of an order */

static unsigned hash_of(const struct model *model)
{
	const unsigned char *byte = (const unsigned char *)model;
	unsigned hash = 2166136261u;

	for (size_t i = 0; i < sizeof *model; i++)
		hash = (hash ^ byte[i]) * 16777619u;
	return hash % MOST;
}

static void visit(const struct model *model)
{
	unsigned hash = hash_of(model);

	for (int i = bucket[hash]; i >= 0; i = next_of[i])
		if (memcmp(&seen[i], model, sizeof *model) == 0)
			return;
	assert_true(seen_count < MOST);
	seen[seen_count] = *model;
	next_of[seen_count] = bucket[hash];
	bucket[hash] = seen_count++;
}

static bool breach_lives(int state)
{
	return state == BREACH_DRAFT || state == BREACH_ESTABLISHED || state == BREACH_INSUFFICIENT
		|| state == BREACH_REPORTED;
}

static bool order_lives(int state)
{
	return state == ORDER_ANNOUNCED || state == ORDER_ISSUED || state == ORDER_REFERRED || state == ORDER_FINED;
}

static const struct rule *row_of(enum machine machine, int from, int event)
{
	for (int i = 0; i < laws[machine]->rule_count; i++)
		if (laws[machine]->rules[i].from == from && laws[machine]->rules[i].event == event
		    && (laws[machine]->rules[i].actors & BY_CASE) != 0)
			return &laws[machine]->rules[i];
	fail_msg("%s: the case has no %s from %d", laws[machine]->name, laws[machine]->events[event], from);
	return NULL;
}

static void carry_out(struct model *model, const struct rule *rule, int breach);

static void step_breaches(struct model *model, int from, int event, int only)
{
	for (int i = 0; i < 2; i++)
		if (model->breach[i] == from && (only < 0 || i == only)) {
			const struct rule *rule = row_of(MACHINE_BREACH, from, event);

			model->breach[i] = (signed char)rule->to;
			carry_out(model, rule, i);
		}
}

static void step_order(struct model *model, int event)
{
	const struct rule *rule = row_of(MACHINE_ORDER, model->order, event);

	model->order = (signed char)rule->to;
	carry_out(model, rule, 0);
}

static void end_all(struct model *model, int breach)
{
	memset(model->slot[breach], NONE, SLOTS);
}

/* Corrections of the order's breach, and back. */
static void move_slot(struct model *model, enum slot from, enum slot to, bool only_open)
{
	bool is_open = model->breach[0] == BREACH_ESTABLISHED || model->breach[0] == BREACH_INSUFFICIENT
		|| model->breach[0] == BREACH_REPORTED;

	if (!only_open && !is_open)
		return;
	if (model->slot[0][from] == NONE && only_open)
		return;
	model->slot[0][from] = NONE;
	if (is_open && (only_open || model->breach[0] != BREACH_REPORTED))
		model->slot[0][to] = RUNNING;
}

static void carry_out_one(struct model *model, int effect, int breach)
{
	signed char *slot = model->slot[breach];

	switch (effect) {
	case EFFECT_establish_breaches: step_breaches(model, BREACH_DRAFT, BREACH_ESTABLISH, -1); break;
	case EFFECT_drop_draft_breaches: step_breaches(model, BREACH_DRAFT, BREACH_DROP, -1); break;
	case EFFECT_reopen_breaches: step_breaches(model, BREACH_CORRECTED, BREACH_REOPEN, breach); break;
	case EFFECT_run_proposed_deadlines:
		for (int i = 0; i < 2 * SLOTS; i++)
			if (model->slot[i / SLOTS][i % SLOTS] == PROPOSED)
				model->slot[i / SLOTS][i % SLOTS] = RUNNING;
		break;
	case EFFECT_waive_live_deadlines: end_all(model, 0), end_all(model, 1); break;
	case EFFECT_end_deadlines_of_breach: end_all(model, breach); break;
	case EFFECT_announce_order_of_letter: model->order = ORDER_ANNOUNCED; break;
	case EFFECT_issue_order_of_letter: step_order(model, ORDER_ISSUE); break;
	case EFFECT_receive_deadline: slot[CORRECTION] = slot[COMPLIANCE] = NONE; break;
	case EFFECT_set_assessment_deadline: slot[ASSESSMENT] = RUNNING; break;
	case EFFECT_meet_assessment_deadline: slot[ASSESSMENT] = NONE; break;
	case EFFECT_set_correction_deadline: slot[CORRECTION] = RUNNING; break;
	case EFFECT_succeed_correction_deadlines: move_slot(model, CORRECTION, COMPLIANCE, false); break;
	case EFFECT_replace_compliance_deadlines: move_slot(model, COMPLIANCE, CORRECTION, true); break;
	default: break;                 /* nothing of what is counted here */
	}
}

/* What the rule names, in its order; an order goes only with the letter that names it. */
static void carry_out(struct model *model, const struct rule *rule, int breach)
{
	for (int i = 0; i < RULE_EFFECTS; i++) {
		if (rule->effects[i] == EFFECT_announce_order_of_letter && !announces)
			continue;
		if (rule->effects[i] == EFFECT_issue_order_of_letter && !issues)
			continue;
		carry_out_one(model, rule->effects[i], breach);
	}
}

static void grant_letters(const struct model *model, bool with_order)
{
	static const int kinds[] = { LETTER_ORDER, LETTER_NOTICE, LETTER_PRELIMINARY_REPORT, LETTER_FINAL_REPORT,
		LETTER_CLOSURE, LETTER_CANCELLATION, LETTER_ORDER_NOTICE, LETTER_ORDER_WITHDRAWN };

	announces = with_order && model->order < 0;
	issues = with_order && model->order == ORDER_ANNOUNCED;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct letter *letter = add_letter(&world, kinds[i], LETTER_APPROVED);

		letter->submitted_at = noon("2026-02-25");
		if (kinds[i] == LETTER_ORDER || kinds[i] == LETTER_ORDER_WITHDRAWN
		    || (kinds[i] == LETTER_FINAL_REPORT && issues))
			set_id(letter->order, ORDER);
		if (kinds[i] == LETTER_PRELIMINARY_REPORT && announces) {
			letter->notice_given = OBJECT_GIVEN;
			letter->notice_of_order.breaches = ids(BREACH);
			letter->notice_of_order.legal_ground = "helsetilsynsloven § 8";
			letter->notice_of_order.comment_due = on(LATER);
		}
	}
	add_letter(&world, LETTER_PRELIMINARY_REPORT, LETTER_DISPATCHED);
	add_letter(&world, LETTER_INTERIM_MEASURES, LETTER_DISPATCHED)->breaches = ids_two(BREACH, OTHER_BREACH);
}

static void grant_breach(int index, int state)
{
	static const int numbers[2] = { BREACH, OTHER_BREACH };
	struct breach *breach = add_breach(&world, numbers[index], state);

	breach->urgent = index == 0;
	breach->no_practice_demand_reason = breach->no_management_demand_reason = "Ikke mulig å vise.";
	breach->not_measurable_reason = "Kan ikke måles.";
	breach->excused_practice = breach->excused_management = true;
	set_id(add_evidence(&world, PRACTICE, EVIDENCE_PRACTICE, "2026-02-20")->breach, numbers[index]);
}

/* The case of the model, with everything in order that the model does not count. */
static void make_world(const struct model *model, bool with_order)
{
	static const int numbers[2] = { BREACH, OTHER_BREACH };

	world_make(&world, AUDIT_PLANNED);
	world.audit.state = model->audit;
	for (int i = 0; i < 2; i++) {
		if (model->breach[i] >= 0)
			grant_breach(i, model->breach[i]);
		for (int s = 0; s < SLOTS; s++)
			if (model->slot[i][s] != NONE)
				add_deadline(&world, slot_kind[s], model->slot[i][s] == RUNNING ? DEADLINE_RUNNING
					: DEADLINE_PROPOSED, numbers[i], s == MILESTONE ? "2026-04-20" : LATER);
	}
	set_id(world.interim_measures[0].breach, BREACH);
	world.interim_measures[0].due = on(LATER);
	world.facts.interim_measure_count = 1;
	if (model->order >= 0)
		add_order(&world, model->order);
	grant_letters(model, with_order);
	add_deadline(&world, DEADLINE_COMMENT, DEADLINE_MET, 0, "2026-02-20");
	set_id(add_deadline(&world, DEADLINE_ORDER_COMMENT, DEADLINE_MET, 0, "2026-02-20")->order, ORDER);
	world.action.due = on(LATER);
	world.action.compliance_date = on(LATER);
	world.action.summary_meeting_date = on(TODAY);
	world.action.received_on = on(TODAY);
	world.action.visit_from = world.action.visit_to = on("2026-06-15");
	set_id(world.action.decision, DOCUMENT);
	world.asking.actor = ~(unsigned)BY_CASE;
}

/* Ask for one event; where it is allowed, the case it leads to is one more to visit. */
static void try_event(const struct model *model, enum machine machine, void *subject, int event, int breach, int slot)
{
	struct judgement judgement;
	struct model next = *model;
	int to;

	world.subject = subject;
	judgement = world_judge(&world, machine, event);
	if (!law_allows(&judgement))
		return;
	to = judgement.rule->to;
	if (machine == MACHINE_AUDIT)
		next.audit = (signed char)to;
	else if (machine == MACHINE_BREACH)
		next.breach[breach] = (signed char)to;
	else if (machine == MACHINE_ORDER)
		next.order = (signed char)to;
	else
		next.slot[breach][slot] = to == DEADLINE_PROPOSED ? PROPOSED
			: to == DEADLINE_RUNNING || to == DEADLINE_EXTENDED ? RUNNING : NONE;
	carry_out(&next, judgement.rule, breach);
	visit(&next);
}

static void try_deadlines(const struct model *model)
{
	static const int numbers[2] = { BREACH, OTHER_BREACH };

	for (int i = 0; i < 2 * SLOTS; i++) {
		int breach = i / SLOTS, slot = i % SLOTS;
		struct deadline *deadline = NULL, asked = { 0 };

		for (int d = 0; d < world.facts.deadline_count; d++)
			if (world.deadlines[d].kind == slot_kind[slot]
			    && strcmp(world.deadlines[d].breach, id(numbers[breach])) == 0)
				deadline = &world.deadlines[d];
		for (int event = 0; deadline != NULL && event <= DEADLINE_LAPSE; event++) {
			world.action.due = on(event == DEADLINE_EXTEND ? "2026-05-18" : LATER);
			try_event(model, MACHINE_DEADLINE, deadline, event, breach, slot);
			world.action.due = on(LATER);
		}
		/* measurements and milestones for the first breach alone: the second is there for the pair */
		if (deadline != NULL || model->breach[breach] < 0 || slot > MEASUREMENT || (breach == 1 && slot != CORRECTION))
			continue;
		asked.kind = slot_kind[slot];
		asked.due = on(slot == MILESTONE ? "2026-04-20" : LATER);
		set_id(asked.breach, numbers[breach]);
		try_event(model, MACHINE_DEADLINE, &asked, DEADLINE_SET, breach, slot);
	}
}

static void try_all(const struct model *model)
{
	static const int numbers[2] = { BREACH, OTHER_BREACH };

	for (int event = 0; event < AUDIT_CREATE; event++)
		for (int reopened = 0; reopened < (event == AUDIT_REOPEN ? 2 : 1); reopened++) {
			world.action.breaches = ids(numbers[reopened]);
			world.audit.method = event == AUDIT_BEGIN_FIELDWORK && model->audit == AUDIT_PLANNED
				? METHOD_UNANNOUNCED : METHOD_SYSTEM_AUDIT;
			try_event(model, MACHINE_AUDIT, &world.audit, event, reopened, 0);
		}
	world.audit.method = METHOD_SYSTEM_AUDIT;
	for (int i = 0, row = 0; i < 2; i++) {
		if (model->breach[i] < 0) {
			struct breach asked = { 0 };

			if (i == 0 || model->breach[0] >= 0)
				try_event(model, MACHINE_BREACH, &asked, BREACH_REGISTER, i, 0);
			continue;
		}
		for (int event = 0; event < BREACH_REGISTER; event++)
			try_event(model, MACHINE_BREACH, &world.breaches[row], event, i, 0);
		row++;
	}
	try_deadlines(model);
	if (model->order < 0) {
		struct order asked = { .breaches = ids(BREACH), .legal_ground = "helsetilsynsloven § 8",
			.comment_due = on(LATER), .compliance_date = on(LATER) };

		try_event(model, MACHINE_ORDER, &asked, ORDER_ANNOUNCE, 0, 0);
	}
	for (int event = 0; model->order >= 0 && event < ORDER_ANNOUNCE; event++)
		try_event(model, MACHINE_ORDER, &world.orders[0], event, 0, 0);
}

static void check(const struct model *model)
{
	for (int i = 0; i < 2; i++) {
		const signed char *slot = model->slot[i];
		int state = model->breach[i];

		if (model->audit == AUDIT_CLOSED || model->audit == AUDIT_CANCELLED) {
			assert_false(state >= 0 && breach_lives(state));
			for (int s = 0; s < SLOTS; s++)
				assert_int_equal(slot[s], NONE);
		}
		if (state == BREACH_ESTABLISHED || state == BREACH_INSUFFICIENT)
			assert_true(slot[CORRECTION] == RUNNING || slot[COMPLIANCE] == RUNNING);
		if (state == BREACH_REPORTED)
			assert_true(slot[ASSESSMENT] == RUNNING || slot[MEASUREMENT] == RUNNING);
	}
	if (model->audit == AUDIT_CLOSED || model->audit == AUDIT_CANCELLED)
		assert_false(model->order >= 0 && order_lives(model->order));
}

static void walk(void)
{
	struct model first = { .audit = AUDIT_PLANNED, .order = -1, .breach = { -1, -1 } };

	if (seen_count > 0)
		return;
	seen = calloc(MOST, sizeof *seen);
	next_of = calloc(MOST, sizeof *next_of);
	bucket = malloc(MOST * sizeof *bucket);
	for (int i = 0; i < MOST; i++)
		bucket[i] = -1;
	visit(&first);
	for (int i = 0; i < seen_count; i++)
		for (int with_order = 0; with_order < 2; with_order++) {
			struct model model = seen[i];

			make_world(&model, with_order != 0);
			try_all(&model);
		}
}

TEST(no_path_closes_or_cancels_a_case_in_which_something_lives)
{
	walk();
	for (int i = 0; i < seen_count; i++)
		check(&seen[i]);
	assert_true(seen_count > 4000);
}

/* The walk has been everywhere: else what it did not find would prove nothing. */
TEST(every_state_is_reached_on_some_path)
{
	bool audit[AUDIT_STATES] = { 0 }, breach[BREACH_STATES] = { 0 }, order[ORDER_STATES] = { 0 };

	walk();
	for (int i = 0; i < seen_count; i++) {
		audit[seen[i].audit] = true;
		if (seen[i].breach[0] >= 0)
			breach[seen[i].breach[0]] = true;
		if (seen[i].order >= 0)
			order[seen[i].order] = true;
	}
	for (int i = 0; i < AUDIT_STATES; i++)
		assert_true(audit[i]);
	for (int i = 0; i < BREACH_STATES; i++)
		assert_true(breach[i]);
	for (int i = 0; i < ORDER_STATES; i++)
		assert_true(order[i]);
}

TEST(from_every_state_of_every_machine_an_end_can_be_reached)
{
	for (int machine = 0; machine < MACHINES; machine++) {
		const struct law *law = laws[machine];
		unsigned reaches = law->ends, before;

		assert_int_not_equal(reaches, 0);
		do {
			before = reaches;
			for (int i = 0; i < law->rule_count; i++)
				if ((reaches >> law->rules[i].to & 1) != 0 && law->rules[i].from >= 0)
					reaches |= 1u << law->rules[i].from;
		} while (reaches != before);
		assert_int_equal(reaches, (1u << law->states->count) - 1);
	}
}

/* What leads out of an end does so on purpose. */
TEST(nothing_else_leaves_an_end)
{
	static const struct { enum machine machine; int from, event; } known[] = {
		{ MACHINE_AUDIT, AUDIT_CLOSED, AUDIT_REOPEN }, { MACHINE_BREACH, BREACH_CORRECTED, BREACH_RELAPSE },
		{ MACHINE_BREACH, BREACH_CORRECTED, BREACH_REOPEN }, { MACHINE_DEADLINE, DEADLINE_LAPSED, DEADLINE_RECEIVE },
		{ MACHINE_LETTER, LETTER_JOURNALLED, LETTER_ARRIVE },
	};

	for (int machine = 0; machine < MACHINES; machine++)
		for (int i = 0; i < laws[machine]->rule_count; i++) {
			const struct rule *rule = &laws[machine]->rules[i];
			bool meant = rule->from < 0 || (laws[machine]->ends >> rule->from & 1) == 0;

			for (size_t k = 0; k < sizeof known / sizeof *known; k++)
				meant |= known[k].machine == (enum machine)machine && known[k].from == rule->from
					&& known[k].event == rule->event;
			assert_true(meant);
		}
}

/* Every row says why and for whom, and a later row of the same event is told from it by its own condition. */
TEST(no_row_hides_another)
{
	for (int machine = 0; machine < MACHINES; machine++)
		for (int i = 0; i < laws[machine]->rule_count; i++) {
			const struct rule *rule = &laws[machine]->rules[i];

			assert_non_null(rule->why);
			assert_int_not_equal(rule->actors, 0);
			for (int k = i + 1; k < laws[machine]->rule_count; k++)
				if (laws[machine]->rules[k].from == rule->from && laws[machine]->rules[k].event == rule->event)
					assert_true(rule->when != NULL && laws[machine]->rules[k].when != NULL
						&& rule->when != laws[machine]->rules[k].when);
		}
}

/* Over all kinds, states, days and askers: at most one row's condition holds at a time. */
TEST(conditions_of_one_event_never_hold_together)
{
	struct { enum machine machine; int count[2]; } tried = { 0 };

	for (int sweep = 0; sweep < DEADLINE_KINDS * LETTER_KINDS * AUDIT_STATES * 8; sweep++) {
		int kind = sweep % LETTER_KINDS, state = sweep / LETTER_KINDS % AUDIT_STATES, rest = sweep / LETTER_KINDS / AUDIT_STATES;
		struct deadline deadline = { .kind = rest % DEADLINE_KINDS, .due = 20000, .effective_due = 20000 };
		struct letter letter = { .kind = kind };
		struct order order = { .state = ORDER_ANNOUNCED };
		struct approval approval = { .as_leader = (rest & 2) != 0 };
		const void *subject[MACHINES] = { NULL, NULL, &deadline, &letter, &order };

		if (sweep < LETTER_KINDS)
			world_make(&world, AUDIT_HEARING);
		world.audit.state = state;
		world.facts.breach_count = rest & 1;
		world.facts.today = 19999 + rest % 3;
		letter.order[0] = (rest & 4) != 0 ? 'x' : '\0';
		letter.approvals = (struct objects){ &approval, (rest & 1), true };
		world.action.received_on = (rest & 1) != 0 ? 20001 - rest % 3 : DAY_NONE;
		world.policy.reminder_1_automatic = (rest & 2) != 0;
		world.asking.actor = (rest & 4) != 0 ? BY_CASE : (rest & 2) != 0 ? BY_LEADER : BY_COLLEAGUE;
		subject[MACHINE_AUDIT] = &world.audit, subject[MACHINE_BREACH] = &world.breaches[0];
		for (int machine = 0; machine < MACHINES; machine++)
			for (int i = 0; i < laws[machine]->rule_count; i++)
				for (int k = i + 1; k < laws[machine]->rule_count; k++) {
					const struct rule *a = &laws[machine]->rules[i], *b = &laws[machine]->rules[k];

					if (a->from != b->from || a->event != b->event)
						continue;
					assert_false(a->when(&world.facts, subject[machine], &world.asking)
						&& b->when(&world.facts, subject[machine], &world.asking));
					tried.count[0]++;
				}
	}
	assert_true(tried.count[0] > 100000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_path_closes_or_cancels_a_case_in_which_something_lives),
		cmocka_unit_test(every_state_is_reached_on_some_path),
		cmocka_unit_test(from_every_state_of_every_machine_an_end_can_be_reached),
		cmocka_unit_test(nothing_else_leaves_an_end),
		cmocka_unit_test(no_row_hides_another),
		cmocka_unit_test(conditions_of_one_event_never_hold_together),
	};

	return RUN(tests);
}
