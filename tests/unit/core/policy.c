/* policy - the defaults are those of domain.md §5, and dates counted by them land on open days. */
#include "vectors.h"

#include "core/policy.h"

static const struct policy *const usual = &policy_default;

static int32_t on_or_none(const char *text)
{
	return strcmp(text, "-") == 0 ? DAY_NONE : on(text);
}

static void check_documents(char **word, int count)
{
	assert_int_equal(count, 5);
	same_day(policy_documents_due(usual, on(word[1]), on_or_none(word[2])), word[4], word);
}

TEST(documents_are_due_in_time_before_the_visit)
{
	vectors_check("calendar.txt", "documents", 50, check_documents);
	vectors_check("calendar.txt", "documents_avoided", 15, check_documents);
}

static void check_assessment(char **word, int count)
{
	assert_int_equal(count, 4);
	same_day(policy_count_assessment(usual, on(word[1]), on_or_none(word[2])).due, word[3], word);
}

TEST(an_assessment_waits_for_the_last_measurement)
{
	vectors_check("calendar.txt", "assessment", 9, check_assessment);
}

static int term(const char *word, const char *const *words)
{
	for (int i = 0; i < 3; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	fail_msg("no such word: %s", word);
	return -1;
}

static void check_correction(char **word, int count)
{
	/* In the order of the enums. */
	static const char *const severity[] = { "minor", "serious", "critical" };
	static const char *const complexity[] = { "simple", "moderate", "complex" };
	int s = term(word[1], severity), c = term(word[2], complexity), days = atoi(word[3]);
	int32_t from = on("2026-08-10");

	assert_int_equal(count, 4);
	assert_int_equal(usual->correction[s][c], days);
	assert_int_equal(policy_correction_due(usual, from, s, c), calendar_next_open(usual->calendar, from + days));
}

TEST(a_correction_has_days_by_severity_and_complexity)
{
	int32_t from = on("2026-08-10");

	vectors_check("calendar.txt", "correction", 9, check_correction);
	assert_int_equal(SEVERITY_CRITICAL, 2);
	assert_int_equal(COMPLEXITY_COMPLEX, 2);
	/* Not yet judged: the middle of the table, of the row, of the column. */
	assert_int_equal(policy_correction_due(usual, from, TERM_NONE, TERM_NONE), on("2026-10-09"));
	assert_int_equal(policy_correction_due(usual, from, SEVERITY_CRITICAL, TERM_NONE), on("2026-08-24"));
	assert_int_equal(policy_correction_due(usual, from, TERM_NONE, COMPLEXITY_SIMPLE), on("2026-09-09"));
}

TEST(each_kind_is_counted_as_the_domain_says)
{
	static const struct { enum deadline_kind kind; int days, ahead; } expected[] = {
		{ DEADLINE_CONTACT_PERSON, 7, 3 }, { DEADLINE_DOCUMENTS, 28, 14 }, { DEADLINE_SURVEY, 28, 1 },
		{ DEADLINE_DRAFT_REPORT, 30, 1 }, { DEADLINE_COMMENT, 21, 10 }, { DEADLINE_FINAL_REPORT, 30, 1 },
		{ DEADLINE_PLAN, 21, 1 }, { DEADLINE_CORRECTION, 0, 1 }, { DEADLINE_MILESTONE, 0, 1 },
		{ DEADLINE_MEASUREMENT, 0, 1 }, { DEADLINE_ASSESSMENT, 30, 1 }, { DEADLINE_ORDER_COMMENT, 14, 14 },
		{ DEADLINE_ORDER_COMPLIANCE, 0, 1 }, { DEADLINE_APPEAL, 21, 1 },
	};
	int32_t from = on("2026-09-07");                /* no holiday and no period for months */

	assert_int_equal(sizeof expected / sizeof expected[0], DEADLINE_KINDS);
	for (int i = 0; i < DEADLINE_KINDS; i++) {
		assert_int_equal(expected[i].kind, i);
		assert_int_equal(usual->days[i], expected[i].days);
		assert_int_equal(policy_ahead(usual, i, false), expected[i].ahead);
		assert_int_equal(policy_ahead(usual, i, true), i == DEADLINE_COMMENT ? 14 : expected[i].ahead);
		assert_int_equal(policy_due(usual, i, from), expected[i].days == 0 ? DAY_NONE
			: calendar_roll(usual->calendar, from + expected[i].days));
	}
}

TEST(a_longer_minimum_is_not_shortened_by_a_notice_of_order)
{
	struct policy patient = policy_default;

	patient.ahead[DEADLINE_COMMENT] = 20;
	assert_int_equal(policy_ahead(&patient, DEADLINE_COMMENT, true), 20);
}

TEST(a_date_the_system_counts_leaves_the_summer_but_an_appeal_stays)
{
	assert_int_equal(policy_due(usual, DEADLINE_PLAN, on("2026-06-20")), on("2026-08-03"));
	assert_int_equal(policy_due(usual, DEADLINE_COMMENT, on("2026-03-12")), on("2026-04-07"));
	assert_int_equal(policy_due(usual, DEADLINE_APPEAL, on("2026-06-20")), on("2026-07-11"));       /* a Saturday */
	assert_int_equal(policy_due(usual, DEADLINE_APPEAL, on("2026-03-12")), on("2026-04-02"));       /* a holiday */
	assert_int_equal(policy_due(usual, DEADLINE_PLAN, DAY_NONE), DAY_NONE);
	assert_int_equal(policy_documents_due(usual, DAY_NONE, DAY_NONE), DAY_NONE);
}

TEST(the_other_numbers_of_the_domain_are_the_defaults)
{
	assert_int_equal(usual->documents_before_visit, 21);
	assert_int_equal(usual->assessment_after_measurement, 14);
	assert_int_equal(usual->milestone_after, 90);
	assert_int_equal(usual->interim_after, 90);
	assert_int_equal(policy_new_date(usual, RUNG_REMINDER_1), 14);
	assert_int_equal(policy_new_date(usual, RUNG_REMINDER_2), 21);
	assert_false(usual->reminder_1_automatic);
	assert_false(usual->fine_municipality);
	assert_int_equal(usual->letter_mail, LETTER_MAIL_ATTACHED_IF_OPEN);
	assert_int_equal(usual->review_months, 12);
	assert_int_equal(usual->review_ahead, 30);
}

TEST(health_and_municipal_acts_have_each_their_ground)
{
	static const char *const health[] = { "helse- og omsorgstjenesteloven", "Helse- og omsorgstenestelova", "hol.",
		"pbrl.", "HPL.", "Abortloven", "spesialisthelsetjenesteloven § 2-2", "helsetilsynsloven",
		"forskrift om ledelse og kvalitetsforbedring i helse- og omsorgstjenesten" };
	static const char *const municipal[] = { "sosialtjenesteloven", "Sosialtenestelova", "barnevernsloven", "bvl. (1992)",
		"folkehelseloven", "kommuneloven", "rettighetsforskriften",
		"forskrift om internkontroll for kommunen i arbeids- og velferdsforvaltningen" };

	for (size_t i = 0; i < sizeof health / sizeof health[0]; i++) {
		assert_string_equal(policy_ground(usual, health[i]), "helsetilsynsloven § 8");
		assert_true(policy_ground_answers(usual, "helsetilsynsloven § 8", health[i]));
		assert_false(policy_ground_answers(usual, "kommuneloven § 30-4", health[i]));
	}
	for (size_t i = 0; i < sizeof municipal / sizeof municipal[0]; i++) {
		assert_string_equal(policy_ground(usual, municipal[i]), "kommuneloven § 30-4");
		assert_true(policy_ground_answers(usual, "kommuneloven § 30-4", municipal[i]));
		assert_false(policy_ground_answers(usual, "helsetilsynsloven § 8", municipal[i]));
	}
}

TEST(a_ground_is_named_to_the_end_of_its_word_and_some_acts_have_none)
{
	assert_true(policy_ground_answers(usual, "Helsetilsynslova § 8 første ledd", "hol. § 4-1"));
	assert_true(policy_ground_answers(usual, "kommuneloven § 30-4, jf. § 30-3", "sosialtjenesteloven"));
	assert_false(policy_ground_answers(usual, "helsetilsynsloven § 80", "hol."));
	assert_false(policy_ground_answers(usual, "helsetilsynsloven", "hol."));
	assert_false(policy_ground_answers(usual, "", "hol."));
	assert_false(policy_ground_answers(usual, "helsetilsynsloven § 8", ""));
	assert_false(policy_ground_answers(usual, "kommuneloven § 30-4", "opplæringslova"));
	assert_null(policy_ground(usual, "opplæringslova"));
	assert_null(policy_ground(usual, "sosialtjenestelovene"));
	assert_null(policy_ground(usual, "fvl."));
}

/* A version with a number of its own everywhere. */
static struct policy_version some_version(void)
{
	static const char *names[] = { "Egen lov § 1" }, *acts[] = { "Egen lov" }, *kinds[] = { "plan", "correction" };
	static struct legal_ground ground = { { names, 1, true }, { acts, 1, true } };
	static struct week_range weeks[] = { { 52, 2 }, { 30, 30 } };
	static struct closing_day closed[] = { { 20602, "Flytting" } };
	static struct written_rung rungs[] = {
		{ "mild", { kinds, 2, true }, RUNG_FROM_DUE, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, 9, 16, true },
		{ "hard", { kinds + 1, 1, true }, RUNG_FROM_NEW_DATE, RUNG_REMINDER_2, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, 8, 25, false },
	};
	struct policy_version version = { .id = "01890000-0000-7000-8000-000000000000", .edition = 4,
		.documents_before_visit = 22, .assessment_after_measurement = 15, .milestone_after = 91, .interim_after = 92,
		.comment_ahead_with_notice = 16, .unknown_severity = SEVERITY_MINOR, .unknown_complexity = COMPLEXITY_COMPLEX,
		.avoided_weeks = { weeks, 2, true }, .closing_days = { closed, 1, true }, .rungs = { rungs, 2, true },
		.send_from = "09:05", .send_to = "23:59", .fine_municipality = true, .grounds = { &ground, 1, true },
		.review_months = 18, .review_ahead = 45, .letter_mail = LETTER_MAIL_LINK };

	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		version.days.of[kind] = 100 + kind;
		version.ahead.of[kind] = 200 + kind;
	}
	for (int s = 0; s < SEVERITIES; s++)
		for (int c = 0; c < COMPLEXITIES; c++)
			version.correction.of[s].of[c] = 300 + 10 * s + c;
	return version;
}

TEST(a_version_is_read_number_by_number)
{
	struct policy_version version = some_version();
	struct policy_room room;
	const struct policy *policy = policy_read(&version, &room);

	assert_string_equal(policy->id, version.id);
	assert_int_equal(policy->edition, 4);
	assert_int_equal(policy->days[DEADLINE_CONTACT_PERSON], 100 + DEADLINE_CONTACT_PERSON);
	assert_int_equal(policy->days[DEADLINE_ORDER_COMMENT], 100 + DEADLINE_ORDER_COMMENT);
	assert_int_equal(policy->ahead[DEADLINE_CORRECTION], 200 + DEADLINE_CORRECTION);
	assert_int_equal(policy->ahead[DEADLINE_ORDER_COMPLIANCE], 200 + DEADLINE_ORDER_COMPLIANCE);
	for (int s = 0; s < SEVERITIES; s++)
		for (int c = 0; c < COMPLEXITIES; c++)
			assert_int_equal(policy->correction[s][c], 300 + 10 * s + c);
	assert_int_equal(policy->documents_before_visit, 22);
	assert_int_equal(policy->assessment_after_measurement, 15);
	assert_int_equal(policy->milestone_after, 91);
	assert_int_equal(policy->interim_after, 92);
	assert_int_equal(policy->comment_ahead_with_notice, 16);
	assert_int_equal(policy->unknown_severity, SEVERITY_MINOR);
	assert_int_equal(policy->unknown_complexity, COMPLEXITY_COMPLEX);
	assert_true(policy->fine_municipality);
	assert_int_equal(policy->letter_mail, LETTER_MAIL_LINK);
	assert_int_equal(policy->review_months, 18);
	assert_int_equal(policy->review_ahead, 45);
	assert_string_equal(policy_ground(policy, "egen lov"), "Egen lov § 1");
	assert_true(policy_ground_answers(policy, "egen LOV § 1 andre ledd", "Egen lov"));
	assert_null(policy_ground(policy, "hol."));
}

/* Three weeks to appeal are the law's; what is always stated has no count; no letter sets our own deadlines. */
TEST(what_is_not_the_policys_to_decide_is_not_read)
{
	struct policy_version version = some_version();
	struct policy_room room;
	const struct policy *policy = policy_read(&version, &room);

	assert_int_equal(policy->days[DEADLINE_APPEAL], 21);
	assert_int_equal(policy->ahead[DEADLINE_APPEAL], 1);
	assert_int_equal(policy->days[DEADLINE_CORRECTION], 0);
	assert_int_equal(policy->days[DEADLINE_MILESTONE], 0);
	assert_int_equal(policy->ahead[DEADLINE_ASSESSMENT], 1);
	version.days.of[DEADLINE_PLAN] = INTEGER_NONE;          /* made before the member was there */
	assert_int_equal(policy_read(&version, &room)->days[DEADLINE_PLAN], 21);
}

TEST(its_weeks_days_hours_and_rungs_are_its_own)
{
	struct policy_version version = some_version();
	struct policy_room room;
	const struct policy *policy = policy_read(&version, &room);

	assert_true(policy->calendar->avoided_weeks == (CALENDAR_WEEK(52) | CALENDAR_WEEK(53) | CALENDAR_WEEK(1)
		| CALENDAR_WEEK(2) | CALENDAR_WEEK(30)));
	assert_false(policy->calendar->avoid_easter);
	assert_int_equal(calendar_day_off(policy->calendar, 20602), CALENDAR_CLOSING_DAY);
	assert_int_equal(policy->send_window->from, 9 * 60 + 5);
	assert_int_equal(policy->send_window->to, 23 * 60 + 59);
	assert_int_equal(policy->rung_count, 2);
	assert_string_equal(policy->rungs[0].code, "mild");
	assert_int_equal(policy->rungs[0].kinds, RUNG_KIND(DEADLINE_PLAN) | RUNG_KIND(DEADLINE_CORRECTION));
	assert_int_equal(policy->rungs[1].kinds, RUNG_KIND(DEADLINE_CORRECTION));
	assert_int_equal(policy->rungs[1].from, RUNG_FROM_NEW_DATE);
	assert_int_equal(policy->rungs[1].after, 8);
	assert_true(policy->rungs[0].automatic);
	assert_true(policy->reminder_1_automatic);
	assert_int_equal(policy_new_date(policy, RUNG_REMINDER_1), 16);
	assert_int_equal(policy_new_date(policy, RUNG_REMINDER_2), 25);
	((struct written_rung *)version.rungs.item)[0].action = RUNG_ALERT;    /* automatic, and no reminder */
	((struct written_rung *)version.rungs.item)[1].new_date = 0;
	policy = policy_read(&version, &room);
	assert_false(policy->reminder_1_automatic);
	assert_int_equal(policy_new_date(policy, RUNG_REMINDER_2), 21);
	version.rungs.count = 0;                /* a person may remind where no rung does: then the default's date */
	policy = policy_read(&version, &room);
	assert_false(policy->reminder_1_automatic);
	assert_int_equal(policy_new_date(policy, RUNG_REMINDER_2), 21);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_due_in_time_before_the_visit),
		cmocka_unit_test(an_assessment_waits_for_the_last_measurement),
		cmocka_unit_test(a_correction_has_days_by_severity_and_complexity),
		cmocka_unit_test(each_kind_is_counted_as_the_domain_says),
		cmocka_unit_test(a_longer_minimum_is_not_shortened_by_a_notice_of_order),
		cmocka_unit_test(a_date_the_system_counts_leaves_the_summer_but_an_appeal_stays),
		cmocka_unit_test(the_other_numbers_of_the_domain_are_the_defaults),
		cmocka_unit_test(health_and_municipal_acts_have_each_their_ground),
		cmocka_unit_test(a_ground_is_named_to_the_end_of_its_word_and_some_acts_have_none),
		cmocka_unit_test(a_version_is_read_number_by_number),
		cmocka_unit_test(what_is_not_the_policys_to_decide_is_not_read),
		cmocka_unit_test(its_weeks_days_hours_and_rungs_are_its_own),
	};

	return RUN(tests);
}
