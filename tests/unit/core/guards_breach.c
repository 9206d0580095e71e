/* guards_breach - when a breach is corrected, when it has failed again, and who may say so. */
#include "ask.h"

#define READY_CORRECTED() READY_BREACH(ASSESS_CORRECTED, REPORTED, CORRECTED)

/* As world_ready lays them. */
enum { SHOWN_PRACTICE, SHOWN_MANAGEMENT, SHOWN_USERS };

TEST(practice_must_be_shown_on_or_after_the_day_it_counts_from)
{
	READY_CORRECTED();
	w.demands[0].measure_point[0] = '\0';
	w.evidence[SHOWN_PRACTICE].received_on = on("2025-11-03");
	LETS(practice_missing);
	w.evidence[SHOWN_PRACTICE].received_on--;
	HELD_BY(practice_missing, BREACH);
	w.evidence[SHOWN_PRACTICE].received_on++;
	w.evidence[SHOWN_PRACTICE].registered_at = w.breaches[0].counts_from;
	HOLDS(practice_missing);
	assert_string_equal(missing(GUARD_practice_missing), "practice");
}

TEST(where_it_is_to_be_measured_practice_is_shown_by_a_round)
{
	READY_CORRECTED();
	w.facts.observation_count = 0;
	HOLDS(practice_missing);
	w.demands[0].measure_point[0] = '\0';
	LETS(practice_missing);
	READY_CORRECTED();
	w.observations[0].evidence[0] = w.observations[1].evidence[0] = '\0';
	HOLDS(practice_missing);
	READY_CORRECTED();
	w.observations[0].period_from = on("2025-11-02");
	w.facts.observation_count = 1;
	HOLDS(practice_missing);
	w.observations[0].period_from++;
	LETS(practice_missing);
}

TEST(evidence_of_another_breach_shows_nothing)
{
	READY_CORRECTED();
	for (int i = 0; i < 3; i++)
		set_id(w.evidence[i].breach, OTHER_BREACH);
	HOLDS(practice_missing);
	HOLDS(management_missing);
	HOLDS(only_a_plan);
}

TEST(management_must_be_shown)
{
	READY_CORRECTED();
	w.evidence[SHOWN_MANAGEMENT].kind = EVIDENCE_PRACTICE;
	HELD_BY(management_missing, BREACH);
}

TEST(what_the_final_report_excused_holds_nothing_back_but_a_plan_is_never_enough)
{
	READY_CORRECTED();
	w.facts.evidence_count = 0;
	w.breaches[0].excused_practice = w.breaches[0].excused_management = true;
	LETS(practice_missing);
	LETS(management_missing);
	HELD_BY(only_a_plan, BREACH);
	w.breaches[0].excused_practice = false;
	HOLDS(practice_missing);
	w.breaches[0].excused_management = false;
	HOLDS(management_missing);
}

TEST(users_experience_is_more_than_a_plan)
{
	READY_CORRECTED();
	w.evidence[SHOWN_PRACTICE].kind = w.evidence[SHOWN_MANAGEMENT].kind = EVIDENCE_PLAN;
	LETS(only_a_plan);
	w.evidence[SHOWN_USERS].kind = EVIDENCE_OTHER;
	HOLDS(only_a_plan);
	w.evidence[SHOWN_MANAGEMENT].kind = EVIDENCE_MANAGEMENT;
	LETS(only_a_plan);
}

TEST(every_demanded_measure_point_passes)
{
	READY_CORRECTED();
	w.observations[1].compliant = 17;
	HELD_BY(measure_point_fails, POINT);
	w.observations[1].compliant = 18;
	LETS(measure_point_fails);
	w.observations[1].period_from = on("2025-12-22"), w.observations[1].period_to = on("2026-01-03");
	HOLDS(measure_point_fails);
	w.observations[1].period_to++;
	LETS(measure_point_fails);
	w.observations[0].registered_at = w.breaches[0].counts_from;
	HOLDS(measure_point_fails);
	w.demands[0].measure_point[0] = '\0';
	LETS(measure_point_fails);
}

TEST(a_demand_sharpens_its_measure_point)
{
	READY_CORRECTED();
	w.demands[0].target = 1.0;
	LETS(measure_point_fails);
	w.observations[1].compliant = 19;
	HOLDS(measure_point_fails);
	w.demands[0].target = 0.95;
	LETS(measure_point_fails);
	w.demands[0].n_min = 21;
	HOLDS(measure_point_fails);
	w.demands[0].n_min = INTEGER_NONE;
	w.demands[0].rounds = 3;
	HOLDS(measure_point_fails);
	w.demands[0].rounds = INTEGER_NONE;
	w.demands[0].spacing_days = 43;
	HOLDS(measure_point_fails);
	w.demands[0].spacing_days = 42;
	LETS(measure_point_fails);
	for (int i = 0; i < 2; i++)
		set_id(w.observations[i].measure_point, DOCUMENT);
	set_id(w.demands[0].measure_point, DOCUMENT);
	HELD_BY(measure_point_fails, DOCUMENT);
}

TEST(more_rounds_than_can_be_kept_are_judged_by_the_newest)
{
	static struct observation many[600];

	READY_CORRECTED();
	for (int i = 0; i < 600; i++) {
		many[i] = w.observations[0];
		/* the newest come first, so that the oldest are those to fall out */
		many[i].period_from = many[i].period_to = on("2029-12-31") - i;
		many[i].compliant = i < 500 ? 20 : 0;
	}
	w.facts.observations = many;
	w.facts.observation_count = 600;
	LETS(measure_point_fails);
	many[0].compliant = 0;
	HOLDS(measure_point_fails);
	for (int i = 0; i < 300; i++) {
		struct observation swap = many[i];

		many[i] = many[599 - i], many[599 - i] = swap;
	}
	HOLDS(measure_point_fails);
	many[599].compliant = 20;
	LETS(measure_point_fails);
}

TEST(it_is_held_against_the_same_requirements)
{
	READY_CORRECTED();
	w.action.requirements = ids_two(REQUIREMENT, OTHER_REQUIREMENT);
	HELD_BY(requirement_differs, BREACH);
	w.breaches[0].requirements = ids_two(REQUIREMENT, OTHER_REQUIREMENT);
	LETS(requirement_differs);
	w.action.requirements = ids(OTHER_REQUIREMENT);
	HOLDS(requirement_differs);
	w.action.requirements = (struct texts){ 0 };
	LETS(requirement_differs);
	w.action.requirements.given = true;
	HOLDS(requirement_differs);
	w.asking.action = NULL;
	LETS(requirement_differs);
}

TEST(the_leader_overrides_three_guards_and_no_more)
{
	struct judgement judgement;

	READY_CORRECTED();
	w.facts.evidence_count = w.facts.observation_count = 0;
	w.action.requirements = ids(OTHER_REQUIREMENT);
	w.action.override_reason = "Tjenesten er liten.";
	judgement = world_judge(&w, MACHINE_BREACH, BREACH_ASSESS_CORRECTED);
	assert_int_equal(judgement.held_count, 2);
	assert_true(holds_back(&judgement, GUARD_requirement_differs));
	assert_true(holds_back(&judgement, GUARD_only_a_plan));
	assert_true(judgement.overridden == (UINT64_C(1) << GUARD_practice_missing
		| UINT64_C(1) << GUARD_management_missing | UINT64_C(1) << GUARD_measure_point_fails));
	w.asking.actor = BY_LEAD | BY_CASEWORKER;
	judgement = world_judge(&w, MACHINE_BREACH, BREACH_ASSESS_CORRECTED);
	assert_int_equal(judgement.held_count, 5);
	assert_true(judgement.overridden == 0);
}

TEST(an_override_of_what_holds_is_no_override)
{
	struct judgement judgement;

	READY_CORRECTED();
	w.action.override_reason = "For sikkerhets skyld.";
	judgement = world_judge(&w, MACHINE_BREACH, BREACH_ASSESS_CORRECTED);
	assert_true(law_allows(&judgement) && judgement.overridden == 0);
	w.action.override_reason = "";
	w.breaches[0].excused_practice = false;
	w.facts.evidence_count = 0;
	HOLDS(practice_missing);
}

TEST(an_early_correction_is_shown_after_the_visit)
{
	READY_BREACH(CORRECT_EARLY, DRAFT, CORRECTED);
	w.evidence[SHOWN_PRACTICE].received_on = w.audit.visit_to;
	HELD_BY(practice_missing, BREACH);
	w.evidence[SHOWN_PRACTICE].received_on++;
	LETS(practice_missing);
	w.breaches[0].excused_practice = true;
	w.evidence[SHOWN_PRACTICE].kind = EVIDENCE_MANAGEMENT;
	HOLDS(practice_missing);
	w.evidence[SHOWN_PRACTICE].kind = EVIDENCE_PRACTICE;
	w.facts.observation_count = 0;
	HOLDS(practice_missing);
	w.demands[0].measure_point[0] = '\0';
	w.audit.visit_to = DAY_NONE;
	w.evidence[SHOWN_PRACTICE].received_on = on("2025-01-01");
	LETS(practice_missing);
}

TEST(documentation_is_received_when_there_is_something_new)
{
	READY_BREACH(DOCUMENTATION_RECEIVED, ESTABLISHED, REPORTED);
	add_assessment(&w, "2026-01-10");
	LETS(new_evidence_missing);
	add_assessment(&w, "2026-01-20")->assessed_at = noon("2026-01-20") + 1;
	HELD_BY(new_evidence_missing, BREACH);
	w.evidence[0].kind = EVIDENCE_PLAN;
	w.evidence[0].registered_at++;
	LETS(new_evidence_missing);
	set_id(add_assessment(&w, "2026-02-10")->breach, OTHER_BREACH);
	LETS(new_evidence_missing);
	w.evidence[0].received_on = on("2025-11-02");
	HOLDS(new_evidence_missing);
	w.facts.assessment_count = w.facts.evidence_count = 0;
	HOLDS(new_evidence_missing);
}

TEST(a_relapse_is_shown_by_a_round_that_fails_after_the_assessment)
{
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	w.observations[0].compliant = 18;
	HELD_BY(no_failed_round, BREACH);
	w.observations[0].hard_failures = 1;
	LETS(no_failed_round);
	w.observations[0].period_to = on("2026-02-09");
	HOLDS(no_failed_round);
	w.observations[0].period_to++;
	LETS(no_failed_round);
	w.observations[0].registered_at = w.assessments[0].assessed_at;
	HOLDS(no_failed_round);
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	set_id(w.observations[0].measure_point, DOCUMENT);
	HOLDS(no_failed_round);
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	set_id(w.observations[0].breach, OTHER_BREACH);
	HOLDS(no_failed_round);
}

TEST(where_nothing_is_measured_evidence_shows_the_relapse)
{
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	w.facts.observation_count = 0;
	add_evidence(&w, USERS, EVIDENCE_USER_EXPERIENCE, "2026-02-20");
	HOLDS(no_failed_round);
	w.demands[0].measure_point[0] = '\0';
	LETS(no_failed_round);
	w.evidence[0].kind = EVIDENCE_PRACTICE;
	LETS(no_failed_round);
	w.evidence[0].kind = EVIDENCE_MANAGEMENT;
	HOLDS(no_failed_round);
	w.evidence[0].kind = EVIDENCE_PRACTICE;
	w.evidence[0].received_on = on("2026-02-09");
	HOLDS(no_failed_round);
	w.evidence[0].received_on = on("2026-02-10");
	LETS(no_failed_round);
	w.evidence[0].registered_at = w.assessments[0].assessed_at;
	HOLDS(no_failed_round);
}

TEST(an_early_correction_fails_again_from_the_day_after)
{
	READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
	w.facts.assessment_count = 0;
	LETS(no_failed_round);
	w.breaches[0].corrected_on = w.observations[0].period_to;
	HOLDS(no_failed_round);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(practice_must_be_shown_on_or_after_the_day_it_counts_from),
		cmocka_unit_test(where_it_is_to_be_measured_practice_is_shown_by_a_round),
		cmocka_unit_test(evidence_of_another_breach_shows_nothing),
		cmocka_unit_test(management_must_be_shown),
		cmocka_unit_test(what_the_final_report_excused_holds_nothing_back_but_a_plan_is_never_enough),
		cmocka_unit_test(users_experience_is_more_than_a_plan),
		cmocka_unit_test(every_demanded_measure_point_passes),
		cmocka_unit_test(a_demand_sharpens_its_measure_point),
		cmocka_unit_test(more_rounds_than_can_be_kept_are_judged_by_the_newest),
		cmocka_unit_test(it_is_held_against_the_same_requirements),
		cmocka_unit_test(the_leader_overrides_three_guards_and_no_more),
		cmocka_unit_test(an_override_of_what_holds_is_no_override),
		cmocka_unit_test(an_early_correction_is_shown_after_the_visit),
		cmocka_unit_test(documentation_is_received_when_there_is_something_new),
		cmocka_unit_test(a_relapse_is_shown_by_a_round_that_fails_after_the_assessment),
		cmocka_unit_test(where_nothing_is_measured_evidence_shows_the_relapse),
		cmocka_unit_test(an_early_correction_fails_again_from_the_day_after),
	};

	return RUN(tests);
}
