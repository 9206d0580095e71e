/* later_round - the dates of a plan, and which round answers which of them. */
#include "ask.h"

#include "core/later_round.h"

static struct later_round plan[2];

static struct deadline *measurement(const char *counted_from, const char *due)
{
	struct deadline *deadline = add_deadline(&w, DEADLINE_MEASUREMENT, DEADLINE_RUNNING, BREACH, due);

	deadline->counted_from = on(counted_from);
	deadline->counted_days = 240;
	return deadline;
}

/* A breach established on 2025-11-03, whose practice is measured again in July 2026 and in January 2027. */
static void followed(void)
{
	world_make(&w, AUDIT_FOLLOW_UP);
	add_breach(&w, BREACH, BREACH_ESTABLISHED);
	measurement("2025-11-03", "2026-07-03");
	measurement("2025-11-03", "2027-01-04");
}

static void round_of(int number, const char *to)
{
	add_round(&w, number, "2025-12-01", to, 20, 20);
}

static bool met(int deadline)
{
	return later_round_met(&w.facts, &w.breaches[0]) == (deadline < 0 ? NULL : &w.deadlines[deadline]);
}

TEST(months_count_from_the_round_that_found_the_breach)
{
	struct policy_count count;

	world_make(&w, AUDIT_HEARING);
	add_breach(&w, BREACH, BREACH_DRAFT);
	w.audit.visit_to = on("2026-01-15");
	count = later_round_count(&w.facts, &w.breaches[0], 8);
	assert_int_equal(count.from, on("2026-01-15"));
	assert_int_equal(count.due, on("2026-09-15"));
	assert_int_equal(count.from + count.days, on("2026-09-15"));
	round_of(FIRST_ROUND, "2025-12-31");
	round_of(SECOND_ROUND, "2025-12-20");
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 8).from, on("2025-12-31"));
	set_id(w.observations[0].measure_point, POINT + 80);
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 8).from, on("2025-12-20"));
	set_id(w.observations[1].breach, OTHER_BREACH);
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 8).from, on("2026-01-15"));
	w.audit.visit_to = DAY_NONE;
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 8).from, on(TODAY));
}

TEST(a_month_that_is_shorter_ends_on_its_last_day_and_a_day_off_moves_on)
{
	world_make(&w, AUDIT_HEARING);
	add_breach(&w, BREACH, BREACH_DRAFT);
	w.audit.visit_to = on("2025-10-31");
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 4).due, on("2026-03-02"));     /* over 28 February, a Saturday */
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 4).days, on("2026-02-28") - on("2025-10-31"));
	assert_int_equal(later_round_count(&w.facts, &w.breaches[0], 9).due, on("2026-08-03"));     /* week 31 is avoided */
}

TEST(a_date_is_of_the_plan_when_the_plan_counts_to_it)
{
	world_make(&w, AUDIT_HEARING);
	add_breach(&w, BREACH, BREACH_DRAFT);
	w.audit.visit_to = on("2026-01-15");
	plan[0].months = 8;
	plan[1].months = 14;
	w.audit.later_rounds = (struct objects){ .item = plan, .count = 2, .given = true };
	assert_int_equal(later_round_planned(&w.facts, &w.breaches[0], on("2027-03-15")).days, on("2027-03-15") - on("2026-01-15"));
	assert_int_equal(later_round_planned(&w.facts, &w.breaches[0], on("2027-03-16")).due, DAY_NONE);
	assert_int_equal(later_round_planned(&w.facts, &w.breaches[0], on("2026-09-14")).due, DAY_NONE);
}

TEST(a_round_meets_the_date_it_is_nearest_to)
{
	followed();
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[0]), on("2025-11-03") + 121);      /* of 242 days */
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[1]), on("2026-07-03") + 93);       /* of 185 */
	assert_true(met(-1));
	round_of(FIRST_ROUND, "2026-03-03");
	assert_true(met(-1));
	w.observations[0].period_to++;
	assert_true(met(0));
	w.deadlines[0].state = DEADLINE_MET;
	w.deadlines[0].received_on = on("2026-06-20");
	assert_true(met(-1));
	w.observations[0].period_to = on("2026-10-04");
	assert_true(met(1));
	w.observations[0].period_to--;
	assert_true(met(-1));
}

TEST(a_round_that_came_late_is_of_one_date_only)
{
	followed();
	w.deadlines[0].state = DEADLINE_MET_LATE;
	w.deadlines[0].received_on = on("2026-11-10");
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[1]), on("2026-11-11"));
	round_of(FIRST_ROUND, "2026-11-10");
	assert_true(met(-1));
	w.observations[0].period_to++;
	assert_true(met(1));
}

TEST(of_several_before_it_the_last_counts)
{
	followed();
	measurement("2025-11-03", "2026-11-03");
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[1]), on("2026-11-03") + 31);       /* of 62 days */
}

TEST(what_was_waived_or_extended_stands_for_no_round)
{
	followed();
	w.deadlines[0].state = DEADLINE_WAIVED;
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[1]), on("2025-11-03") + 214);      /* of 427 */
	w.deadlines[0].state = DEADLINE_EXTENDED;
	memcpy(w.deadlines[1].predecessor, w.deadlines[0].id, ID_SIZE);
	w.deadlines[1].counted_from = on("2026-07-01");
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[1]), on("2025-11-03") + 214);
	w.deadlines[0].state = DEADLINE_MET;
	set_id(w.deadlines[0].breach, OTHER_BREACH);
	assert_int_equal(later_round_from(&w.facts, &w.deadlines[1]), on("2025-11-03") + 214);
}

TEST(every_demanded_point_needs_a_round_that_counts)
{
	followed();
	round_of(FIRST_ROUND, "2026-05-31");
	set_id(w.demands[1].measure_point, POINT + 80);
	assert_true(met(-1));
	round_of(SECOND_ROUND, "2026-06-30");
	set_id(w.observations[1].measure_point, POINT + 80);
	assert_true(met(0));
	w.observations[1].registered_at = w.breaches[0].counts_from;
	assert_true(met(-1));
	w.demands[0].measure_point[0] = w.demands[1].measure_point[0] = '\0';
	assert_true(met(-1));
}

TEST(a_date_that_a_person_set_is_received_by_a_person)
{
	followed();
	round_of(FIRST_ROUND, "2026-06-30");
	assert_true(met(0));
	w.deadlines[0].counted_days = INTEGER_NONE;
	assert_true(met(-1));
	w.deadlines[0].state = DEADLINE_EXTENDED;               /* the date after it was granted to one of the plan's */
	memcpy(w.deadlines[1].predecessor, w.deadlines[0].id, ID_SIZE);
	w.deadlines[0].counted_days = 240;
	w.deadlines[1].counted_days = INTEGER_NONE;
	w.observations[0].period_to = on("2027-01-03");
	assert_true(met(1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_count_from_the_round_that_found_the_breach),
		cmocka_unit_test(a_month_that_is_shorter_ends_on_its_last_day_and_a_day_off_moves_on),
		cmocka_unit_test(a_date_is_of_the_plan_when_the_plan_counts_to_it),
		cmocka_unit_test(a_round_meets_the_date_it_is_nearest_to),
		cmocka_unit_test(a_round_that_came_late_is_of_one_date_only),
		cmocka_unit_test(of_several_before_it_the_last_counts),
		cmocka_unit_test(what_was_waived_or_extended_stands_for_no_round),
		cmocka_unit_test(every_demanded_point_needs_a_round_that_counts),
		cmocka_unit_test(a_date_that_a_person_set_is_received_by_a_person),
	};

	return RUN(tests);
}
