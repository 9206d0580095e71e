/* plan - the guide's first mistake, tried in every way there is: closing on a plan. */
#include "world.h"

enum came { NEVER, BEFORE, SAME_DAY_BEFORE, SAME_DAY_AFTER, SINCE, TIMES };

static struct world world;

/* One piece of evidence of each kind, each come at its own time as seen from the day it counts from. */
static void bring(int kind, enum came came)
{
	struct evidence *evidence;
	int64_t from = world.breaches[0].counts_from;

	if (came == NEVER)
		return;
	evidence = add_evidence(&world, PRACTICE + kind, kind, TODAY);
	evidence->received_on = instant_day(from) + (came == BEFORE ? -1 : came == SINCE ? 1 : 0);
	evidence->registered_at = came == BEFORE || came == SAME_DAY_BEFORE ? from : from + 1;
}

static bool counts(enum came came)
{
	return came == SAME_DAY_AFTER || came == SINCE;
}

static void make(const enum came came[EVIDENCE_KINDS], int way, bool reopened)
{
	world_ready(&world, MACHINE_BREACH, BREACH_ASSESS_CORRECTED, BREACH_REPORTED, BREACH_CORRECTED);
	world.facts.evidence_count = world.facts.observation_count = 0;
	if (reopened)
		world.breaches[0].counts_from = noon("2026-02-20");
	for (int kind = 0; kind < EVIDENCE_KINDS; kind++)
		bring(kind, came[kind]);
	world.demands[0].measure_point[0] = '\0';
	world.breaches[0].excused_practice = (way & 1) != 0;
	world.breaches[0].excused_management = (way & 2) != 0;
	world.asking.actor = BY_CASEWORKER | BY_LEAD | ((way & 4) != 0 ? BY_LEADER : 0);
	world.action.override_reason = (way & 8) != 0 ? "Tjenesten er liten." : NULL;
}

static bool overrides(int way)
{
	return (way & 12) == 12;
}

TEST(a_plan_never_corrects_a_breach_not_reopened_not_excused_not_overridden)
{
	enum came came[EVIDENCE_KINDS];
	int allowed = 0;

	for (int times = 0; times < TIMES * TIMES * TIMES * TIMES * TIMES; times++) {
		bool practice, management, shown;

		for (int kind = 0, rest = times; kind < EVIDENCE_KINDS; kind++, rest /= TIMES)
			came[kind] = (enum came)(rest % TIMES);
		practice = counts(came[EVIDENCE_PRACTICE]);
		management = counts(came[EVIDENCE_MANAGEMENT]);
		shown = practice || management || counts(came[EVIDENCE_USER_EXPERIENCE]);
		for (int way = 0; way < 32; way++) {
			struct judgement judgement;

			make(came, way, (way & 16) != 0);
			judgement = world_judge(&world, MACHINE_BREACH, BREACH_ASSESS_CORRECTED);
			assert_int_equal(holds_back(&judgement, GUARD_only_a_plan), !shown);
			assert_int_equal(holds_back(&judgement, GUARD_practice_missing),
				!practice && (way & 1) == 0 && !overrides(way));
			assert_int_equal(holds_back(&judgement, GUARD_management_missing),
				!management && (way & 2) == 0 && !overrides(way));
			assert_int_equal(judgement.overridden >> GUARD_practice_missing & 1,
				!practice && (way & 1) == 0 && overrides(way));
			assert_int_equal(judgement.overridden >> GUARD_only_a_plan & 1, 0);
			if (law_allows(&judgement)) {
				assert_true(shown);
				allowed++;
			}
		}
	}
	assert_true(allowed > 0);
}

TEST(a_plan_alone_never_corrects_early_either)
{
	for (int kind = 0; kind < EVIDENCE_KINDS; kind++) {
		struct judgement judgement;

		world_ready(&world, MACHINE_BREACH, BREACH_CORRECT_EARLY, BREACH_DRAFT, BREACH_CORRECTED);
		world.facts.evidence_count = 0;
		world.action.override_reason = "Tjenesten er liten.";
		add_evidence(&world, PRACTICE, kind, "2026-01-20");
		judgement = world_judge(&world, MACHINE_BREACH, BREACH_CORRECT_EARLY);
		assert_int_equal(law_allows(&judgement), kind == EVIDENCE_PRACTICE);
	}
}

/* The old rounds and the old evidence are there, and nothing new. */
TEST(after_reopening_what_was_shown_before_counts_no_more)
{
	struct judgement judgement;

	world_ready(&world, MACHINE_BREACH, BREACH_ASSESS_CORRECTED, BREACH_REPORTED, BREACH_CORRECTED);
	judgement = world_judge(&world, MACHINE_BREACH, BREACH_ASSESS_CORRECTED);
	assert_true(law_allows(&judgement));
	world.breaches[0].counts_from = noon("2026-01-20") + 2;
	judgement = world_judge(&world, MACHINE_BREACH, BREACH_ASSESS_CORRECTED);
	assert_true(holds_back(&judgement, GUARD_practice_missing));
	assert_true(holds_back(&judgement, GUARD_management_missing));
	assert_true(holds_back(&judgement, GUARD_measure_point_fails));
	assert_true(holds_back(&judgement, GUARD_only_a_plan));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_never_corrects_a_breach_not_reopened_not_excused_not_overridden),
		cmocka_unit_test(a_plan_alone_never_corrects_early_either),
		cmocka_unit_test(after_reopening_what_was_shown_before_counts_no_more),
	};

	return RUN(tests);
}
