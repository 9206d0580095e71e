/* ladder - each rung once, on its day, to whom it concerns; late it climbs once, and to the right one. */
#include "unit.h"

#include "core/ladder.h"
#include "core/policy.h"

#define UNTIL_FURTHER DAY_NONE

/* A deadline and its ledger, as the clerk would keep it. */
struct chase {
	struct ladder_facts facts;
	struct ladder_row rows[LADDER_RUNGS];
	int32_t climbed_on[LADDER_RUNGS];
	const struct rung *by;          /* the policy's rungs where they are not the default's */
	bool nobody_signs;                 /* nobody signs the first reminder: it stays a draft */
	struct ladder ladder;
};

static void begin(struct chase *chase, int kind, const char *due)
{
	*chase = (struct chase){ .facts = { .rungs = ladder_default, .rung_count = LADDER_DEFAULT,
		.calendar = &calendar_policy_default, .kind = kind, .state = DEADLINE_RUNNING,
		.effective_due = on(due), .running_since = DAY_NONE, .paused_from = DAY_NONE,
		.paused_to = DAY_NONE, .adopted_on = DAY_NONE, .reminded_until = DAY_NONE } };
	chase->facts.rows = chase->rows;
}

static const struct ladder *judge(struct chase *chase, int32_t today)
{
	chase->facts.today = today;
	ladder_judge(&chase->facts, &chase->ladder);
	return &chase->ladder;
}

static struct ladder_row *row(struct chase *chase, const char *rung)
{
	for (int i = 0; i < chase->facts.row_count; i++)
		if (strcmp(chase->rows[i].rung, rung) == 0)
			return &chase->rows[i];
	chase->rows[chase->facts.row_count] = (struct ladder_row){ .rung = rung, .new_date = DAY_NONE };
	return &chase->rows[chase->facts.row_count++];
}

static const struct ladder_place *place(const struct chase *chase, const char *rung)
{
	for (int i = 0; i < chase->ladder.count; i++)
		if (strcmp(chase->ladder.place[i].rung->code, rung) == 0)
			return &chase->ladder.place[i];
	fail_msg("no rung %s", rung);
	return NULL;
}

static void stands(struct chase *chase, const char *today, const char *rung, enum ladder_verdict verdict, const char *day)
{
	judge(chase, on(today));
	if (place(chase, rung)->verdict != verdict)
		fail_msg("%s on %s: %d, not %d", rung, today, (int)place(chase, rung)->verdict, (int)verdict);
	assert_int_equal(place(chase, rung)->day, day == NULL ? DAY_NONE : on(day));
}

/* The first reminder is dispatched with this date in it. */
static void dispatch(struct chase *chase, int32_t new_date)
{
	chase->facts.reminded = true;
	chase->facts.reminded_until = new_date;
}

/* What the clerk does on a day: writes down every rung that is climbed, passed over or held; how many climbed. */
static int keep(struct chase *chase, int32_t today)
{
	int climbed = 0;

	judge(chase, today);
	for (int i = 0; i < chase->ladder.count; i++) {
		const struct ladder_place *at = &chase->ladder.place[i];

		if (at->verdict == LADDER_DONE || at->verdict == LADDER_WAIT)
			continue;
		row(chase, at->rung->code)->done = at->verdict == LADDER_HOLD ? RUNG_HELD_BACK
			: at->verdict == LADDER_CLIMB ? RUNG_SENT : RUNG_PASSED_OVER;
		if (at->verdict != LADDER_CLIMB)
			continue;
		row(chase, at->rung->code)->new_date = ladder_new_date(at->rung, chase->facts.calendar, today);
		chase->climbed_on[at->rung - (chase->by != NULL ? chase->by : ladder_default)] = today;
		if (at->rung->action == RUNG_REMINDER_1 && !chase->nobody_signs)
			dispatch(chase, row(chase, at->rung->code)->new_date);
		climbed++;
	}
	return climbed;
}

static void climbed(const struct chase *chase, const char *alert, const char *first, const char *second, const char *leader)
{
	const char *expected[] = { alert, first, second, second, leader };

	for (int i = 0; i < LADDER_DEFAULT; i++)
		assert_int_equal(chase->climbed_on[i], expected[i] == NULL ? 0 : on(expected[i]));
}

static void walk(struct chase *chase, const char *from, const char *to)
{
	for (int32_t day = on(from); day <= on(to); day++)
		if (calendar_day_off(chase->facts.calendar, day) == CALENDAR_OPEN)
			keep(chase, day);
}

TEST(a_correction_that_nobody_answers_climbs_the_whole_ladder)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	walk(&chase, "2026-08-01", "2027-03-01");
	/* due Monday; +7; that +14 is 5 October, +7 */
	climbed(&chase, "2026-09-07", "2026-09-21", "2026-10-12", "2026-10-12");
	assert_int_equal(row(&chase, "reminder_1")->new_date, on("2026-10-05"));
	assert_int_equal(row(&chase, "reminder_2")->new_date, on("2026-11-02"));
	assert_int_equal(judge(&chase, on("2027-03-01"))->next, DAY_NONE);
}

TEST(a_rung_falls_on_a_working_day_and_a_new_date_outside_what_is_avoided)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-03-26");       /* +7 is Maundy Thursday */
	stands(&chase, "2026-03-01", "alert", LADDER_WAIT, "2026-03-19");
	stands(&chase, "2026-03-01", "reminder_1", LADDER_WAIT, "2026-04-07");
	begin(&chase, DEADLINE_CORRECTION, "2026-06-18");       /* +7 +14 is week 28 */
	stands(&chase, "2026-06-01", "reminder_1", LADDER_WAIT, "2026-06-25");
	stands(&chase, "2026-06-01", "leader_alert", LADDER_WAIT, "2026-08-10");
	keep(&chase, on("2026-06-25"));
	stands(&chase, "2026-06-26", "reminder_2", LADDER_WAIT, "2026-08-10");
}

TEST(kinds_climb_what_concerns_them)
{
	static const int rungs[DEADLINE_KINDS] = {
		[DEADLINE_CONTACT_PERSON] = 3, [DEADLINE_DOCUMENTS] = 3, [DEADLINE_SURVEY] = 3,
		[DEADLINE_DRAFT_REPORT] = 2, [DEADLINE_FINAL_REPORT] = 2, [DEADLINE_ASSESSMENT] = 2,
		[DEADLINE_PLAN] = 5, [DEADLINE_CORRECTION] = 5, [DEADLINE_MILESTONE] = 5, [DEADLINE_MEASUREMENT] = 5,
		[DEADLINE_ORDER_COMPLIANCE] = 3,
	};

	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		struct chase chase;

		begin(&chase, kind, "2026-09-14");
		judge(&chase, on("2026-08-01"));
		assert_int_equal(chase.ladder.count, rungs[kind]);
		walk(&chase, "2026-08-01", "2027-03-01");
		if (rungs[kind] == 0)
			climbed(&chase, NULL, NULL, NULL, NULL);
		else
			climbed(&chase, "2026-09-07", rungs[kind] > 2 ? "2026-09-21" : NULL, rungs[kind] > 3 ? "2026-10-12" : NULL,
				"2026-10-12");
	}
}

TEST(nothing_but_a_running_deadline_is_chased)
{
	for (int state = 0; state < DEADLINE_STATES; state++) {
		struct chase chase;

		begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
		chase.facts.state = state;
		judge(&chase, on("2026-10-30"));
		assert_int_equal(chase.ladder.count, state == DEADLINE_RUNNING ? 5 : 0);
		assert_int_equal(chase.ladder.next, state == DEADLINE_RUNNING ? on("2026-10-30") : DAY_NONE);
	}
}

/* Up to sixty days without a clerk, from every day on. */
TEST(days_of_downtime_lose_no_rung_and_double_none)
{
	for (int32_t down = on("2026-08-31"); down < on("2026-10-20"); down++)
		for (int days = 0; days < 60; days++) {
			struct chase chase;
			int sent = 0;

			begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
			for (int32_t day = on("2026-08-31"); day < on("2027-03-01"); day++) {
				int before = chase.facts.row_count, now;

				if ((day >= down && day < down + days) || calendar_day_off(chase.facts.calendar, day) != CALENDAR_OPEN)
					continue;
				now = keep(&chase, day);
				assert_in_range(now, 0, 3);
				assert_true(chase.facts.row_count >= before);
				for (int i = 0; i < chase.ladder.count; i++)
					sent += chase.ladder.place[i].verdict == LADDER_CLIMB
						&& chase.ladder.place[i].rung->action == RUNG_REMINDER_1;
			}
			assert_int_equal(chase.facts.row_count, 5);     /* each is told, climbed or passed over */
			assert_in_range(sent, 0, 1);
			for (int i = 1; i < LADDER_DEFAULT; i++)        /* and the ladder is never climbed downwards */
				assert_true(chase.climbed_on[i] == 0 || chase.climbed_on[i] >= chase.climbed_on[i - 1]);
			assert_int_not_equal(chase.climbed_on[2], 0);
			assert_int_equal(chase.climbed_on[2], chase.climbed_on[4]);
		}
}

TEST(a_rung_missed_for_weeks_climbs_once_to_the_right_one)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	assert_int_equal(keep(&chase, on("2026-10-20")), 3);
	assert_int_equal(row(&chase, "alert")->done, RUNG_PASSED_OVER);
	assert_int_equal(row(&chase, "reminder_1")->done, RUNG_PASSED_OVER);
	assert_int_equal(row(&chase, "reminder_2")->done, RUNG_SENT);
	assert_int_equal(row(&chase, "meeting_invitation")->done, RUNG_SENT);
	assert_int_equal(row(&chase, "leader_alert")->done, RUNG_SENT);
	assert_int_equal(keep(&chase, on("2026-10-21")), 0);
}

TEST(a_second_reminder_comes_on_its_day_whether_the_first_was_signed_or_not)
{
	static const int unsent[] = { RUNG_DRAFTED, RUNG_PASSED_OVER };       /* a withdrawn letter is one that was drafted */
	struct chase chase;

	for (size_t i = 0; i < sizeof unsent / sizeof unsent[0]; i++) {
		begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
		*row(&chase, "alert") = (struct ladder_row){ "alert", RUNG_ALERTED, DAY_NONE };
		*row(&chase, "reminder_1") = (struct ladder_row){ "reminder_1", unsent[i], on("2026-10-05") };
		stands(&chase, "2026-10-09", "reminder_2", LADDER_WAIT, "2026-10-12");
		assert_int_equal(chase.ladder.next, on("2026-10-12"));
		stands(&chase, "2026-10-12", "reminder_2", LADDER_CLIMB, "2026-10-12");
		stands(&chase, "2026-10-12", "meeting_invitation", LADDER_CLIMB, "2026-10-12");
		stands(&chase, "2026-10-12", "leader_alert", LADDER_CLIMB, "2026-10-12");
		dispatch(&chase, on("2026-11-20"));     /* signed in the end, with another date */
		stands(&chase, "2026-11-26", "reminder_2", LADDER_WAIT, "2026-11-27");
		stands(&chase, "2026-11-27", "reminder_2", LADDER_CLIMB, "2026-11-27");
		stands(&chase, "2026-11-27", "meeting_invitation", LADDER_CLIMB, "2026-11-27");
	}
}

/* What an older ledger has: a second that went out, with or without a first, and rungs of other names. */
TEST(what_the_ledger_has_is_not_judged_again)
{
	static const struct rung own[] = {
		{ "first", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_DUE, 7, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, false, 14 },
		{ "second", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_NEW_DATE, 7, RUNG_REMINDER_2, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, false, 21 },
		{ "leader", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_NEW_DATE, 1, RUNG_LEADER_ALERT, RUNG_TO_LEADERS, RUNG_BY_NOTICE, true, 0 },
	};
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	*row(&chase, "reminder_2") = (struct ladder_row){ "reminder_2", RUNG_DRAFTED, on("2026-11-02") };
	stands(&chase, "2026-10-13", "reminder_1", LADDER_PASS_OVER, "2026-09-21");
	*row(&chase, "reminder_1") = (struct ladder_row){ "reminder_1", RUNG_PASSED_OVER, DAY_NONE };
	stands(&chase, "2026-10-20", "meeting_invitation", LADDER_CLIMB, "2026-10-12");
	stands(&chase, "2026-10-20", "leader_alert", LADDER_CLIMB, "2026-10-12");
	begin(&chase, DEADLINE_PLAN, "2026-09-14");
	chase.facts.rungs = own;
	chase.facts.rung_count = 3;
	*row(&chase, "first") = (struct ladder_row){ "first", RUNG_SENT, on("2026-10-05") };
	*row(&chase, "second") = (struct ladder_row){ "second", RUNG_DRAFTED, on("2026-11-02") };
	dispatch(&chase, on("2026-10-05"));
	stands(&chase, "2026-10-13", "leader", LADDER_WAIT, "2026-11-03");
}

/* A rung that counts from the due date does not threaten before the date of the first is over. */
TEST(a_second_reminder_never_comes_before_the_date_of_the_first_is_over)
{
	struct rung own[LADDER_DEFAULT];
	struct chase chase;

	memcpy(own, ladder_default, sizeof own);
	own[2].from = RUNG_FROM_DUE;
	own[2].after = 30;
	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	chase.facts.rungs = own;
	*row(&chase, "reminder_1") = (struct ladder_row){ "reminder_1", RUNG_SENT, on("2026-10-05") };
	dispatch(&chase, on("2026-10-05"));
	stands(&chase, "2026-10-06", "reminder_2", LADDER_WAIT, "2026-10-14");
	dispatch(&chase, on("2026-10-13"));
	stands(&chase, "2026-10-06", "reminder_2", LADDER_WAIT, "2026-10-14");
	dispatch(&chase, on("2026-10-14"));
	stands(&chase, "2026-10-06", "reminder_2", LADDER_WAIT, "2026-10-15");
	dispatch(&chase, DAY_NONE);             /* it states none */
	stands(&chase, "2026-10-06", "reminder_2", LADDER_WAIT, "2026-10-14");
}

/* Who was reminded by a person is not reminded of the same by the clock a week later. */
TEST(a_reminder_that_a_person_sent_stands_for_the_rung)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	dispatch(&chase, on("2026-10-01"));
	chase.facts.reminded_besides = true;
	stands(&chase, "2026-09-18", "alert", LADDER_CLIMB, "2026-09-07");
	stands(&chase, "2026-09-18", "reminder_1", LADDER_WAIT, "2026-09-21");
	stands(&chase, "2026-09-21", "reminder_1", LADDER_REMINDED, "2026-09-21");
	assert_int_equal(chase.ladder.next, on("2026-09-21"));
	stands(&chase, "2026-09-21", "alert", LADDER_PASS_OVER, "2026-09-07");
	stands(&chase, "2026-09-21", "reminder_2", LADDER_WAIT, "2026-10-08");
	*row(&chase, "alert") = (struct ladder_row){ "alert", RUNG_ALERTED, DAY_NONE };
	assert_int_equal(judge(&chase, on("2026-09-22"))->next, on("2026-09-22"));
	keep(&chase, on("2026-09-21"));
	assert_int_equal(row(&chase, "reminder_1")->done, RUNG_PASSED_OVER);
	stands(&chase, "2026-10-08", "reminder_2", LADDER_CLIMB, "2026-10-08");
	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");       /* sent while the clock's own lay unsigned */
	*row(&chase, "reminder_1") = (struct ladder_row){ "reminder_1", RUNG_DRAFTED, on("2026-10-05") };
	dispatch(&chase, on("2026-10-20"));
	chase.facts.reminded_besides = true;
	stands(&chase, "2026-10-06", "reminder_2", LADDER_WAIT, "2026-10-27");
}

TEST(what_is_late_says_how_late)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	judge(&chase, on("2026-09-21"));
	assert_int_equal(place(&chase, "alert")->verdict, LADDER_PASS_OVER);
	assert_int_equal(place(&chase, "reminder_1")->late, 0);
	judge(&chase, on("2026-09-24"));
	assert_int_equal(place(&chase, "reminder_1")->late, 3);
	assert_int_equal(place(&chase, "reminder_2")->late, 0);
	assert_int_equal(chase.ladder.next, on("2026-09-24"));
}

/* A reminder sent late gives its own days: what follows counts from the date it set. */
TEST(the_second_reminder_counts_from_the_date_the_first_one_set)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	*row(&chase, "alert") = (struct ladder_row){ "alert", RUNG_ALERTED, DAY_NONE };
	*row(&chase, "reminder_1") = (struct ladder_row){ "reminder_1", RUNG_DRAFTED, on("2026-10-30") };
	dispatch(&chase, on("2026-10-30"));
	stands(&chase, "2026-10-01", "reminder_2", LADDER_WAIT, "2026-11-06");
	assert_int_equal(chase.ladder.next, on("2026-11-06"));
	stands(&chase, "2026-11-06", "reminder_2", LADDER_CLIMB, "2026-11-06");
	stands(&chase, "2026-11-06", "leader_alert", LADDER_CLIMB, "2026-11-06");
	stands(&chase, "2026-11-06", "reminder_1", LADDER_DONE, "2026-09-21");
}

/* An alert that was missed is worth nothing once somebody has been reminded; a leader's alert is. */
TEST(what_went_further_passes_over_what_did_not)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	*row(&chase, "reminder_1") = (struct ladder_row){ "reminder_1", RUNG_SENT, on("2026-10-05") };
	stands(&chase, "2026-09-30", "alert", LADDER_PASS_OVER, "2026-09-07");
	begin(&chase, DEADLINE_DOCUMENTS, "2026-09-14");
	stands(&chase, "2026-10-12", "reminder_1", LADDER_CLIMB, "2026-09-21");
	stands(&chase, "2026-10-12", "alert", LADDER_PASS_OVER, "2026-09-07");
	stands(&chase, "2026-10-12", "leader_alert", LADDER_CLIMB, "2026-10-12");
	begin(&chase, DEADLINE_DRAFT_REPORT, "2026-09-14");     /* of what nobody is reminded of, on its day */
	stands(&chase, "2026-10-12", "leader_alert", LADDER_CLIMB, "2026-10-12");
	stands(&chase, "2026-10-12", "alert", LADDER_PASS_OVER, "2026-09-07");
}

TEST(a_pause_holds_every_rung_back_and_they_go_on_after_it)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	keep(&chase, on("2026-09-07"));
	chase.facts.paused_from = on("2026-09-18");
	chase.facts.paused_to = on("2026-11-15");               /* a Sunday */
	stands(&chase, "2026-09-20", "reminder_1", LADDER_WAIT, "2026-11-16");
	assert_int_equal(chase.ladder.next, on("2026-09-21"));  /* when it will be said that it is held */
	assert_int_equal(judge(&chase, on("2026-09-21"))->next, on("2026-09-21"));      /* looked at before the hours: told in them */
	assert_int_equal(keep(&chase, on("2026-09-21")), 0);
	assert_int_equal(row(&chase, "reminder_1")->done, RUNG_HELD_BACK);
	assert_int_equal(judge(&chase, on("2026-09-21"))->next, on("2026-09-22"));
	assert_int_equal(judge(&chase, on("2026-09-25"))->next, on("2026-09-28"));      /* looked at every working day */
	assert_int_equal(judge(&chase, on("2026-09-28"))->next, on("2026-09-29"));
	assert_int_equal(keep(&chase, on("2026-11-13")), 0);
	assert_int_equal(chase.facts.row_count, 2);             /* the second does not follow in the pause */
	assert_int_equal(keep(&chase, on("2026-11-16")), 1);
	assert_int_equal(place(&chase, "reminder_1")->late, 0);
	stands(&chase, "2026-11-17", "reminder_2", LADDER_WAIT, "2026-12-07");
}

TEST(a_pause_without_an_end_holds_until_it_is_taken_away)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	keep(&chase, on("2026-09-07"));
	chase.facts.paused_from = on("2026-09-21");
	chase.facts.paused_to = UNTIL_FURTHER;
	stands(&chase, "2026-09-20", "reminder_1", LADDER_WAIT, NULL);
	stands(&chase, "2026-09-21", "reminder_1", LADDER_HOLD, NULL);
	keep(&chase, on("2026-09-21"));
	stands(&chase, "2027-01-15", "reminder_1", LADDER_HOLD, NULL);
	stands(&chase, "2027-01-15", "reminder_2", LADDER_WAIT, NULL);
	chase.facts.paused_from = DAY_NONE;
	/* months of our pause are not theirs: the first reminder comes first */
	stands(&chase, "2027-01-16", "reminder_1", LADDER_WAIT, "2027-01-18");
	stands(&chase, "2027-01-18", "reminder_1", LADDER_CLIMB, "2027-01-18");
	stands(&chase, "2027-01-18", "reminder_2", LADDER_WAIT, "2027-02-08");
}

TEST(a_pause_shortened_or_moved_lets_go_of_what_it_held)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	keep(&chase, on("2026-09-07"));
	chase.facts.paused_from = on("2026-09-21");
	chase.facts.paused_to = on("2026-12-31");
	keep(&chase, on("2026-09-21"));
	chase.facts.paused_to = on("2026-10-01");
	stands(&chase, "2026-10-05", "reminder_1", LADDER_CLIMB, "2026-10-02");
	assert_int_equal(place(&chase, "reminder_1")->late, 3);
	stands(&chase, "2026-11-20", "reminder_1", LADDER_CLIMB, "2026-10-02");        /* and the clerk was away too */
	stands(&chase, "2026-11-20", "reminder_2", LADDER_WAIT, "2026-12-11");
	chase.facts.paused_to = on("2026-09-21");
	stands(&chase, "2026-10-05", "reminder_1", LADDER_CLIMB, "2026-09-22");
	chase.facts.paused_to = on("2026-09-01");               /* both are in the past: the rung's own day */
	chase.facts.paused_from = on("2026-08-01");
	stands(&chase, "2026-10-05", "reminder_1", LADDER_CLIMB, "2026-09-21");
	chase.facts.paused_from = on("2027-01-01");             /* another is to come */
	chase.facts.paused_to = UNTIL_FURTHER;
	stands(&chase, "2026-10-05", "reminder_1", LADDER_CLIMB, "2026-10-05");
}

TEST(a_pause_that_holds_a_rung_holds_those_that_go_with_it)
{
	static const char *const together[] = { "reminder_2", "meeting_invitation", "leader_alert" };
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	keep(&chase, on("2026-09-07"));
	keep(&chase, on("2026-09-21"));
	chase.facts.paused_from = on("2026-10-12");
	chase.facts.paused_to = on("2026-10-20");
	for (size_t i = 0; i < sizeof together / sizeof *together; i++) {
		stands(&chase, "2026-10-11", together[i], LADDER_WAIT, "2026-10-21");
		stands(&chase, "2026-10-12", together[i], LADDER_HOLD, "2026-10-21");
		stands(&chase, "2026-10-21", together[i], LADDER_CLIMB, "2026-10-21");
	}
	chase.facts.paused_to = UNTIL_FURTHER;
	for (size_t i = 0; i < sizeof together / sizeof *together; i++)
		stands(&chase, "2026-10-13", together[i], LADDER_HOLD, NULL);
}

TEST(a_pause_before_or_after_holds_nothing)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	chase.facts.paused_from = on("2026-08-01");
	chase.facts.paused_to = on("2026-09-20");
	stands(&chase, "2026-09-20", "alert", LADDER_HOLD, "2026-09-21");
	stands(&chase, "2026-09-21", "reminder_1", LADDER_CLIMB, "2026-09-21");
	chase.facts.paused_from = on("2026-09-22");
	chase.facts.paused_to = on("2026-09-30");
	stands(&chase, "2026-09-21", "reminder_1", LADDER_CLIMB, "2026-09-21");
	stands(&chase, "2026-09-22", "reminder_1", LADDER_HOLD, "2026-09-21");
	stands(&chase, "2026-09-30", "reminder_1", LADDER_HOLD, "2026-09-21");
	stands(&chase, "2026-10-01", "reminder_1", LADDER_CLIMB, "2026-09-21");
}

TEST(an_imported_case_climbs_nothing_before_it_is_adopted_and_from_then_on)
{
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2019-05-06");
	chase.facts.imported = true;
	assert_int_equal(judge(&chase, on("2026-09-01"))->count, 0);
	assert_int_equal(chase.ladder.next, DAY_NONE);
	chase.facts.adopted_on = on("2026-09-05");              /* a Saturday */
	stands(&chase, "2026-09-05", "alert", LADDER_WAIT, "2026-09-07");
	stands(&chase, "2026-09-07", "alert", LADDER_CLIMB, "2026-09-07");
	walk(&chase, "2026-09-05", "2027-03-01");
	/* the alert at once, the enterprise as if it were due that day: +7 +14 rolled, +7 */
	climbed(&chase, "2026-09-07", "2026-09-14", "2026-10-05", "2026-10-05");
	begin(&chase, DEADLINE_CORRECTION, "2026-10-05");
	chase.facts.imported = true;
	chase.facts.adopted_on = on("2026-09-07");              /* not yet due: its own days */
	walk(&chase, "2026-09-07", "2027-03-01");
	climbed(&chase, "2026-09-28", "2026-10-12", "2026-11-02", "2026-11-02");
}

TEST(a_rung_is_not_late_for_what_did_not_run_yet)
{
	struct chase chase;

	begin(&chase, DEADLINE_CONTACT_PERSON, "2026-09-16");
	chase.facts.running_since = on("2026-09-14");
	stands(&chase, "2026-09-14", "alert", LADDER_CLIMB, "2026-09-14");
	assert_int_equal(place(&chase, "alert")->late, 0);
	stands(&chase, "2026-09-15", "alert", LADDER_CLIMB, "2026-09-14");
	assert_int_equal(place(&chase, "alert")->late, 1);
	stands(&chase, "2026-09-15", "reminder_1", LADDER_WAIT, "2026-09-23");
}

TEST(a_policy_may_have_other_rungs)
{
	static const struct rung own[] = {
		{ "first", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_DUE, 1, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, true, 7 },
		{ "other", RUNG_KIND(DEADLINE_SURVEY), RUNG_FROM_DUE, 1, RUNG_ALERT, RUNG_TO_LEAD, RUNG_BY_NOTICE, true, 0 },
		{ "again", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_NEW_DATE, 1, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, false, 7 },
		{ "leader", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_BEFORE, 3, RUNG_LEADER_ALERT, RUNG_TO_LEADERS, RUNG_BY_NOTICE, true, 0 },
	};
	struct chase chase;

	begin(&chase, DEADLINE_PLAN, "2026-09-14");
	chase.facts.rungs = own;
	chase.facts.rung_count = 4;
	stands(&chase, "2026-09-01", "first", LADDER_WAIT, "2026-09-15");
	stands(&chase, "2026-09-01", "again", LADDER_WAIT, "2026-09-23");
	stands(&chase, "2026-09-01", "leader", LADDER_WAIT, "2026-09-28");     /* +3 is a Saturday */
	assert_int_equal(chase.ladder.count, 3);
	assert_int_equal(chase.ladder.next, on("2026-09-15"));
	stands(&chase, "2026-09-23", "first", LADDER_PASS_OVER, "2026-09-15");
	stands(&chase, "2026-09-23", "again", LADDER_CLIMB, "2026-09-23");
	dispatch(&chase, on("2026-09-22"));
	*row(&chase, "first") = (struct ladder_row){ "first", RUNG_SENT, on("2026-09-21") };
	stands(&chase, "2026-09-23", "again", LADDER_CLIMB, "2026-09-23");
	chase.facts.reminded_besides = true;
	stands(&chase, "2026-09-23", "again", LADDER_REMINDED, "2026-09-23");
}

TEST(of_two_reminders_of_the_same_action_the_later_passes_over_the_earlier)
{
	static const struct rung own[] = {
		{ "first", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_DUE, 7, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, true, 7 },
		{ "again", RUNG_KIND(DEADLINE_PLAN), RUNG_FROM_DUE, 14, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, true, 7 },
	};
	struct chase chase;

	begin(&chase, DEADLINE_PLAN, "2026-09-14");
	chase.facts.rungs = own;
	chase.facts.rung_count = 2;
	stands(&chase, "2026-09-29", "first", LADDER_PASS_OVER, "2026-09-21");
	stands(&chase, "2026-09-29", "again", LADDER_CLIMB, "2026-09-28");
}

/*
 * A correction's chase told once more, by what the law says and not by how a ladder is judged: every
 * policy's days, every fate of the first reminder, every absence of the clerk.
 */
enum fate { SIGNED, SIGNED_LATE, EDITED, NEVER_SIGNED, BY_HAND, FATES };
#define SIGNED_AFTER 11                 /* days from the draft */
#define BY_HAND_AFTER 3                 /* days from the due date */
struct told {
	int32_t first, stated, sent_on, second;         /* DAY_NONE: not yet */
	bool by_hand, passed;           /* the first reminder was sent by a person; the ladder wrote none */
};

static int32_t rolled(int32_t day)
{
	return calendar_roll(&calendar_policy_default, day);
}

static void tell_day(struct told *told, const struct rung *rungs, enum fate fate, int32_t due, int32_t today)
{
	const struct rung *first = &rungs[1], *second = &rungs[2];
	int32_t planned = rolled(due + first->after);
	int32_t stated = told->stated != DAY_NONE ? told->stated : ladder_new_date(first, &calendar_policy_default, planned);

	if (told->first == DAY_NONE && today >= planned) {
		told->first = today;
		told->passed = told->by_hand || today >= rolled(stated + second->after);
		if (!told->passed)
			stated = told->stated = ladder_new_date(first, &calendar_policy_default, today) + (fate == EDITED ? 10 : 0);
		if (!told->passed && (fate == SIGNED || fate == EDITED))
			told->sent_on = today;
	}
	if (told->second == DAY_NONE && today >= rolled(stated + second->after))
		told->second = today;
}

static void live(const struct rung *rungs, enum fate fate, int32_t down, int days)
{
	const int32_t due = on("2026-09-14");
	struct told told = { DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE, false, false };
	struct chase chase;

	begin(&chase, DEADLINE_CORRECTION, "2026-09-14");
	chase.facts.rungs = rungs;
	chase.nobody_signs = true;
	for (int32_t today = due; today < due + 150; today++) {
		if (fate == BY_HAND && today == due + BY_HAND_AFTER) {
			told.by_hand = told.first == DAY_NONE;
			chase.facts.reminded_besides = true;
			told.sent_on = today;
			told.stated = due + 12;
			dispatch(&chase, told.stated);
		}
		if (fate == SIGNED_LATE && told.first != DAY_NONE && !told.passed && told.sent_on == DAY_NONE
		    && today >= told.first + SIGNED_AFTER) {
			told.sent_on = today;
			told.stated = today + 9;
			dispatch(&chase, told.stated);
		}
		if ((today >= down && today < down + days) || calendar_day_off(chase.facts.calendar, today) != CALENDAR_OPEN)
			continue;
		tell_day(&told, rungs, fate, due, today);
		chase.by = rungs;
		keep(&chase, today);
		if (fate != BY_HAND && told.sent_on == today)
			dispatch(&chase, told.stated);
	}
	assert_int_equal(row(&chase, "reminder_1")->done, told.passed ? RUNG_PASSED_OVER : RUNG_SENT);
	assert_int_equal(chase.climbed_on[1], told.passed ? 0 : told.first);
	for (int i = 2; i < LADDER_DEFAULT; i++)
		assert_int_equal(chase.climbed_on[i], told.second);
	assert_true(told.sent_on == DAY_NONE || told.sent_on > told.second || told.second > told.stated);
}

TEST(whatever_becomes_of_the_first_reminder_the_second_comes_on_its_day)
{
	static const int first[] = { 1, 7, 20 }, dates[] = { 5, 14 }, second[] = { 1, 7 }, away[] = { 0, 4, 15, 40, 80 };
	const int32_t due = on("2026-09-14");

	for (int a = 0; a < 3; a++)
		for (int b = 0; b < 4; b++)
			for (int fate = 0; fate < FATES; fate++) {
				struct rung rungs[LADDER_DEFAULT];

				memcpy(rungs, ladder_default, sizeof rungs);
				rungs[1].after = first[a];
				rungs[1].new_date = dates[b / 2];
				rungs[2].after = second[b % 2];
				for (size_t d = 0; d < sizeof away / sizeof away[0]; d++)
					for (int32_t down = due; down < due + 50; down += 3)
						live(rungs, (enum fate)fate, down, away[d]);
			}
}

/* From every instant of two years: open, on that day or later, never before now, the first there is. */
TEST(what_is_due_is_done_in_the_hours_of_a_working_day)
{
	const struct calendar_policy *calendar = &calendar_policy_default;
	const int64_t minute = 60000000;
	int64_t now;

	for (now = day_instant(on("2026-01-01"), 0); now < day_instant(on("2028-01-01"), 0); now += 17 * minute) {
		int32_t today = instant_day(now);
		int64_t at = ladder_instant(&send_window_default, calendar, today, now);

		assert_true(at >= now);
		assert_true(ladder_is_open(&send_window_default, calendar, at));
		assert_true(at == now || !ladder_is_open(&send_window_default, calendar, at - 1));
		assert_true(at == now || !ladder_is_open(&send_window_default, calendar, now));
		assert_true(at - now < 6 * 24 * 60 * minute);
		assert_true(calendar_day_off(calendar, instant_day(at)) == CALENDAR_OPEN);
		assert_in_range(at - day_instant(instant_day(at), 0), 8 * 60 * minute, 16 * 60 * minute - 1);
		assert_int_equal(ladder_instant(&send_window_default, calendar, today - 40, now), at);
		assert_int_equal(ladder_instant(&send_window_default, calendar, today + 40, now),
			day_instant(calendar_roll(calendar, today + 40), 8 * 60));
	}
	assert_int_equal(ladder_instant(&send_window_default, calendar, DAY_NONE, now), INSTANT_NONE);
}

static int64_t at(const char *text)
{
	int64_t instant;

	assert_true(instant_parse(text, &instant));
	return instant;
}

TEST(the_hours_are_those_of_the_clock_on_the_wall)
{
	const struct calendar_policy *calendar = &calendar_policy_default;

	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-03-27"), 0), at("2026-03-27T07:00:00Z"));
	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-03-29"), 0), at("2026-03-30T06:00:00Z"));
	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-10-23"), 0), at("2026-10-23T06:00:00Z"));
	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-10-25"), 0), at("2026-10-26T07:00:00Z"));
	/* Easter Sunday at midnight waits for Tuesday; at four on Wednesday the day is over */
	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-04-05"), at("2026-04-04T22:00:00Z")),
		at("2026-04-07T06:00:00Z"));
	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-04-08"), at("2026-04-08T13:59:59Z")),
		at("2026-04-08T13:59:59Z"));
	assert_int_equal(ladder_instant(&send_window_default, calendar, on("2026-04-08"), at("2026-04-08T14:00:00Z")),
		at("2026-04-09T06:00:00Z"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_correction_that_nobody_answers_climbs_the_whole_ladder),
		cmocka_unit_test(a_rung_falls_on_a_working_day_and_a_new_date_outside_what_is_avoided),
		cmocka_unit_test(kinds_climb_what_concerns_them),
		cmocka_unit_test(nothing_but_a_running_deadline_is_chased),
		cmocka_unit_test(days_of_downtime_lose_no_rung_and_double_none),
		cmocka_unit_test(a_rung_missed_for_weeks_climbs_once_to_the_right_one),
		cmocka_unit_test(a_second_reminder_comes_on_its_day_whether_the_first_was_signed_or_not),
		cmocka_unit_test(what_the_ledger_has_is_not_judged_again),
		cmocka_unit_test(a_second_reminder_never_comes_before_the_date_of_the_first_is_over),
		cmocka_unit_test(a_reminder_that_a_person_sent_stands_for_the_rung),
		cmocka_unit_test(of_two_reminders_of_the_same_action_the_later_passes_over_the_earlier),
		cmocka_unit_test(whatever_becomes_of_the_first_reminder_the_second_comes_on_its_day),
		cmocka_unit_test(what_is_late_says_how_late),
		cmocka_unit_test(the_second_reminder_counts_from_the_date_the_first_one_set),
		cmocka_unit_test(what_went_further_passes_over_what_did_not),
		cmocka_unit_test(a_pause_holds_every_rung_back_and_they_go_on_after_it),
		cmocka_unit_test(a_pause_without_an_end_holds_until_it_is_taken_away),
		cmocka_unit_test(a_pause_shortened_or_moved_lets_go_of_what_it_held),
		cmocka_unit_test(a_pause_that_holds_a_rung_holds_those_that_go_with_it),
		cmocka_unit_test(a_pause_before_or_after_holds_nothing),
		cmocka_unit_test(an_imported_case_climbs_nothing_before_it_is_adopted_and_from_then_on),
		cmocka_unit_test(a_rung_is_not_late_for_what_did_not_run_yet),
		cmocka_unit_test(a_policy_may_have_other_rungs),
		cmocka_unit_test(what_is_due_is_done_in_the_hours_of_a_working_day),
		cmocka_unit_test(the_hours_are_those_of_the_clock_on_the_wall),
	};

	return RUN(tests);
}
