/* combinations - every state, event, role and set of guards, against the tables written beside. */
#include "break.h"

#define ROWS 80

static struct world world;
static long judged;

static uint64_t held_of(const struct judgement *judgement)
{
	uint64_t held = 0;

	for (int i = 0; i < judgement->held_count; i++)
		held |= UINT64_C(1) << judgement->held[i].guard;
	return held;
}

static void tell_guards(const char *what, uint64_t guards)
{
	print_error("  %s:", what);
	for (int guard = 1; guard < GUARDS; guard++)
		if ((guards >> guard & 1) != 0)
			print_error(" %s", guard_code((enum guard)guard));
	print_error("\n");
}

static void fail_combination(const struct combination *combination, const struct judgement *judgement)
{
	print_error("%s %s from %d to %d, asked by %x\n", laws[combination->machine]->name,
		laws[combination->machine]->events[combination->event], combination->from, combination->to,
		world.asking.actor);
	tell_guards("broken", combination->broken);
	tell_guards("must be held", break_held(combination));
	tell_guards("is held", held_of(judgement));
	fail_msg("row to %d, role missing: %d", judgement->rule != NULL ? judgement->rule->to : -2,
		judgement->role_missing);
}

/* One set of guards, asked by one role or by whoever may: the same is held, and the role is told besides. */
static void try_asked(const struct expected *row, const struct combination *combination, unsigned actor)
{
	struct judgement judgement;
	bool may = (row->actors & actor) != 0;

	world.asking.actor = actor;
	judgement = world_judge(&world, row->machine, row->number);
	judged++;
	if (held_of(&judgement) != break_held(combination) || judgement.rule == NULL
	    || (combination->broken == 0 && judgement.rule->to != row->to)
	    || judgement.role_missing == may || law_allows(&judgement) != (may && combination->broken == 0))
		fail_combination(combination, &judgement);
}

static void try_combination(const struct expected *row, uint64_t broken)
{
	struct combination combination = { &world, row->machine, row->number, row->from, row->to, broken };

	if (!break_is_possible(&combination))
		return;
	world_ready(&world, row->machine, row->number, row->from, row->to);
	world_when(&world, row->when);
	break_all(&combination);
	if ((row->actors & BY_CLOCK) != 0 && row->number != LETTER_CREATE)
		world.asking = (struct asking){ BY_CLOCK, NULL, NULL };
	try_asked(row, &combination, world.asking.actor);
	/* who approves second may be any, and whether it is the second is told apart in guards_letter.c */
	if (row->machine == MACHINE_LETTER && row->number == LETTER_APPROVE)
		return;
	for (unsigned actor = BY_CASEWORKER; actor < BY_CLOCK; actor <<= 1)
		try_asked(row, &combination, actor);
}

/* All sets of the guards that the row and what stands beside it name. */
static void try_row(const struct expected *row)
{
	struct expected all = *row;
	long before = judged;

	expected_beside(&all);
	for (uint64_t set = 0; set < UINT64_C(1) << all.guard_count; set++) {
		uint64_t broken = 0;

		for (int i = 0; i < all.guard_count; i++)
			if ((set >> i & 1) != 0)
				broken |= UINT64_C(1) << all.guards[i];
		try_combination(row, broken);
	}
	assert_true(judged > before);
}

TEST(every_set_of_guards_holds_each_step_back_by_exactly_those)
{
	static struct expected rows[ROWS];

	for (int machine = 0; machine < MACHINES; machine++) {
		int count = expected_rows((enum machine)machine, rows, ROWS);

		for (int i = 0; i < count; i++)
			if (rows[i].number >= 0)
				try_row(&rows[i]);
	}
	assert_true(judged > 30000);
}

/* Each guard a line names has failed alone, or is only there for a letter that is a reminder. */
TEST(every_guard_of_a_row_can_fail_alone)
{
	static struct expected rows[ROWS];
	uint64_t seen = 0;

	for (int machine = 0; machine < MACHINES; machine++) {
		int count = expected_rows((enum machine)machine, rows, ROWS);

		for (int i = 0; i < count; i++)
			for (int g = 0; g < rows[i].guard_count; g++) {
				struct combination one = { &world, rows[i].machine, rows[i].number, rows[i].from, rows[i].to,
					UINT64_C(1) << rows[i].guards[g] };

				if (break_is_possible(&one))
					seen |= one.broken;
			}
	}
	for (int guard = 1; guard < GUARDS; guard++)
		if ((seen >> guard & 1) == 0)
			fail_msg("%s was never broken alone", guard_code((enum guard)guard));
}

static unsigned actors_of(const struct expected *rows, int count, const struct expected *row)
{
	unsigned actors = 0;

	for (int i = 0; i < count; i++)
		if (rows[i].from == row->from && rows[i].number == row->number && rows[i].to == row->to
		    && strcmp(rows[i].when, row->when) == 0)
			actors |= rows[i].actors;
	return actors;
}

/* One role at a time: the step's own may, no other; and what holds it back is the same for all. */
TEST(every_step_is_for_its_roles_alone)
{
	static struct expected rows[ROWS];

	for (int machine = 0; machine < MACHINES; machine++) {
		int count = expected_rows((enum machine)machine, rows, ROWS);

		for (int i = 0; i < count; i++)
			for (unsigned actor = BY_CASEWORKER; rows[i].number >= 0 && actor <= BY_CASE; actor <<= 1) {
				struct judgement judgement;
				bool may = (actors_of(rows, count, &rows[i]) & actor) != 0;

				world_ready(&world, rows[i].machine, rows[i].number, rows[i].from, rows[i].to);
				world_when(&world, rows[i].when);
				/* the first approver is a leader, the second may be any: told apart in guards_letter */
				if (machine == MACHINE_LETTER && rows[i].number == LETTER_APPROVE)
					continue;
				world.asking.actor = actor;
				judgement = world_judge(&world, rows[i].machine, rows[i].number);
				if (judgement.role_missing == may)
					fail_msg("%s %s from %d: role %x", laws[machine]->name, rows[i].event,
						rows[i].from, actor);
			}
	}
}

/* From a state that has no line for the event there is no step, whoever asks and whatever is in order. */
TEST(no_step_is_taken_from_any_other_state)
{
	static struct expected rows[ROWS];

	for (int machine = 0; machine < MACHINES; machine++) {
		int count = expected_rows((enum machine)machine, rows, ROWS);

		for (int event = 0; event < laws[machine]->event_count; event++)
			for (int from = 0; from < laws[machine]->states->count; from++) {
				struct judgement judgement;
				bool named = event == laws[machine]->creation;

				for (int i = 0; i < count; i++)
					named |= rows[i].from == from && rows[i].number == event;
				for (int r = 0; r < laws[machine]->rule_count && !named; r++)
					named = laws[machine]->rules[r].actors == BY_CASE
						&& laws[machine]->rules[r].from == from
						&& laws[machine]->rules[r].event == event;
				if (named)
					continue;
				world_ready(&world, (enum machine)machine, event, from, from);
				world.asking.actor = ~0u;
				judgement = world_judge(&world, (enum machine)machine, event);
				assert_null(judgement.rule);
				assert_true(holds_back(&judgement, GUARD_wrong_state));
				assert_false(law_allows(&judgement));
			}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_set_of_guards_holds_each_step_back_by_exactly_those),
		cmocka_unit_test(every_guard_of_a_row_can_fail_alone),
		cmocka_unit_test(every_step_is_for_its_roles_alone),
		cmocka_unit_test(no_step_is_taken_from_any_other_state),
	};

	return RUN(tests);
}
