/* ladder - the rungs of a deadline that nobody has answered. */
#include "core/ladder.h"

#include <stddef.h>
#include <string.h>

/* Silence about a comment or an appeal is lawful: nobody is chased, so they are in none. */
#define ASKED_EARLY (RUNG_KIND(DEADLINE_CONTACT_PERSON) | RUNG_KIND(DEADLINE_DOCUMENTS) | RUNG_KIND(DEADLINE_SURVEY))
#define ASKED_ABOUT_BREACHES (RUNG_KIND(DEADLINE_PLAN) | RUNG_KIND(DEADLINE_CORRECTION) \
	| RUNG_KIND(DEADLINE_MILESTONE) | RUNG_KIND(DEADLINE_MEASUREMENT))
#define ASKED (ASKED_EARLY | ASKED_ABOUT_BREACHES | RUNG_KIND(DEADLINE_ORDER_COMPLIANCE))
#define OUR_OWN (RUNG_KIND(DEADLINE_DRAFT_REPORT) | RUNG_KIND(DEADLINE_FINAL_REPORT) | RUNG_KIND(DEADLINE_ASSESSMENT))

/* Notice of an order is given for a breach that no order has been given for. */
const struct rung ladder_default[LADDER_DEFAULT] = {
	{ "alert", ASKED | OUR_OWN, RUNG_FROM_DUE, -7, RUNG_ALERT, RUNG_TO_LEAD, RUNG_BY_NOTICE, true, 0 },
	{ "reminder_1", ASKED, RUNG_FROM_DUE, 7, RUNG_REMINDER_1, RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, false, 14 },
	{ "reminder_2", ASKED_ABOUT_BREACHES, RUNG_FROM_NEW_DATE, 7, RUNG_REMINDER_2, RUNG_TO_ENTERPRISE,
	  RUNG_BY_LETTER, false, 21 },
	{ "meeting_invitation", ASKED_ABOUT_BREACHES, RUNG_FROM_BEFORE, 0, RUNG_MEETING_INVITATION,
	  RUNG_TO_ENTERPRISE, RUNG_BY_LETTER, false, 0 },
	{ "leader_alert", ASKED | OUR_OWN, RUNG_FROM_BEFORE, 0, RUNG_LEADER_ALERT, RUNG_TO_LEADERS, RUNG_BY_NOTICE, true, 0 },
};
const struct send_window send_window_default = { 8 * 60, 16 * 60 };

int32_t ladder_new_date(const struct rung *rung, const struct calendar_policy *calendar, int32_t day)
{
	if (rung->new_date == 0)
		return DAY_NONE;
	return calendar_next_open(calendar, calendar_add_days(day, rung->new_date));
}

int64_t ladder_instant(const struct send_window *window, const struct calendar_policy *calendar, int32_t day, int64_t now)
{
	int32_t today = instant_day(now), open;

	if (day == DAY_NONE)
		return INSTANT_NONE;
	open = calendar_roll(calendar, day < today ? today : day);
	if (open == today && now >= day_instant(open, window->to))
		open = calendar_roll(calendar, open + 1);
	return open == today && now > day_instant(open, window->from) ? now : day_instant(open, window->from);
}

bool ladder_is_open(const struct send_window *window, const struct calendar_policy *calendar, int64_t now)
{
	return ladder_instant(window, calendar, instant_day(now), now) == now;
}

static const struct ladder_row *row_of(const struct ladder_facts *facts, const struct rung *rung)
{
	for (int i = 0; i < facts->row_count; i++)
		if (strcmp(facts->rows[i].rung, rung->code) == 0)
			return &facts->rows[i];
	return NULL;
}

static bool is_done(const struct ladder_row *row)
{
	return row != NULL && row->done != RUNG_HELD_BACK;
}

static bool is_paused(const struct ladder_facts *facts, int32_t day)
{
	return facts->paused_from != DAY_NONE && day >= facts->paused_from
		&& (facts->paused_to == DAY_NONE || day <= facts->paused_to);
}

/* Not before the deadline ran, nor before the case was ours; DAY_NONE is less than any day. */
static int32_t not_before(const struct ladder_facts *facts, int32_t day)
{
	if (day < facts->running_since)
		day = facts->running_since;
	if (day < facts->adopted_on)
		day = facts->adopted_on;
	return calendar_roll(facts->calendar, day);
}

/* Where the ladder stands while it is walked up: what the next rung may count from. */
struct walk {
	int32_t due, new_date, before;          /* new_date, before: DAY_NONE when nobody knows yet */
	int32_t told;                           /* of the rung before, whatever a pause does to it */
};

static bool is_climbed(const struct ladder_facts *facts, const struct rung *rung)
{
	return (rung->kinds & RUNG_KIND(facts->kind)) != 0;
}

static int32_t day_from(const struct ladder_facts *facts, const struct rung *rung, const struct walk *walk)
{
	const int32_t from[RUNG_FROMS] = {
		[RUNG_FROM_DUE] = walk->due, [RUNG_FROM_NEW_DATE] = walk->new_date, [RUNG_FROM_BEFORE] = walk->before,
	};
	int32_t day = calendar_add_days(from[rung->from], rung->after);

	if (rung->action == RUNG_REMINDER_2 && facts->reminded && day != DAY_NONE && day <= facts->reminded_until)
		day = facts->reminded_until + 1;
	return day == DAY_NONE ? DAY_NONE : not_before(facts, day);
}

/* When the pause that holds this day, or held the rung, is over; DAY_NONE while it has no end. */
static int32_t after_pause(const struct ladder_facts *facts, const struct ladder_row *row, int32_t day)
{
	bool held = row != NULL && row->done == RUNG_HELD_BACK;

	if (day == DAY_NONE || (!held && !is_paused(facts, day)))
		return day;
	if (facts->paused_to != DAY_NONE)
		return day > facts->paused_to ? day : not_before(facts, facts->paused_to + 1);
	if (is_paused(facts, facts->today) || is_paused(facts, day))
		return DAY_NONE;
	return not_before(facts, day > facts->today ? day : facts->today);
}

/* The rung's new date, as it was set or as it will be if nothing comes between. */
static int32_t new_date_of(const struct ladder_facts *facts, const struct rung *rung,
	const struct ladder_row *row, int32_t day)
{
	bool first = rung->action == RUNG_REMINDER_1 && is_climbed(facts, rung);

	if (first && facts->reminded && facts->reminded_until != DAY_NONE && (is_done(row) || facts->reminded_besides))
		return facts->reminded_until;
	if (is_done(row) && row->new_date != DAY_NONE)
		return row->new_date;
	if (row != NULL && row->done == RUNG_HELD_BACK && day != DAY_NONE && day < facts->today)
		day = facts->today;             /* it was our pause, and no time of theirs */
	return day == DAY_NONE ? DAY_NONE : ladder_new_date(rung, facts->calendar, day);
}

static void place_rung(const struct ladder_facts *facts, const struct rung *rung, struct walk *walk,
	struct ladder_place *ret_place)
{
	const struct ladder_row *row = row_of(facts, rung);
	int32_t day = day_from(facts, rung, walk), open = after_pause(facts, row, day), told = day;

	if (rung->from == RUNG_FROM_BEFORE && walk->told != DAY_NONE)   /* the same pause holds both */
		told = not_before(facts, calendar_add_days(walk->told, rung->after));
	*ret_place = (struct ladder_place){ .rung = rung, .day = open, .told = told, .verdict = LADDER_WAIT };
	if (is_done(row))
		ret_place->verdict = LADDER_DONE;
	else if (told != DAY_NONE && told <= facts->today && is_paused(facts, facts->today))
		ret_place->verdict = LADDER_HOLD;
	else if (open != DAY_NONE && open <= facts->today)
		ret_place->verdict = rung->action == RUNG_REMINDER_1 && facts->reminded_besides ? LADDER_REMINDED : LADDER_CLIMB;
	walk->before = open;
	walk->told = told;
	if (rung->new_date != 0)
		walk->new_date = new_date_of(facts, rung, row, open);
}

/* A letter already asks for more than the earlier one; an alert is old news once anything follows. */
static bool goes_further(const struct rung *later, const struct rung *rung)
{
	if (rung->action == RUNG_ALERT || rung->action == later->action)
		return true;
	return rung->action == RUNG_REMINDER_1 && later->action == RUNG_REMINDER_2;
}

/* `lower` was not climbed when its day came, and today a rung above it is, or long since was. */
static bool is_passed(const struct ladder *ladder, int lower)
{
	for (int i = lower + 1; i < ladder->count; i++) {
		const struct ladder_place *above = &ladder->place[i];

		if ((above->verdict == LADDER_CLIMB || above->verdict == LADDER_DONE || above->verdict == LADDER_REMINDED)
		    && goes_further(above->rung, ladder->place[lower].rung))
			return true;
	}
	return false;
}

static bool is_chased(const struct ladder_facts *facts)
{
	return facts->state == DEADLINE_RUNNING && (!facts->imported || facts->adopted_on != DAY_NONE);
}

static int32_t next_of(const struct ladder_facts *facts, const struct ladder_place *place)
{
	switch (place->verdict) {
	case LADDER_WAIT:
		return place->told > facts->today ? place->told : place->day;
	case LADDER_CLIMB:
	case LADDER_PASS_OVER:
	case LADDER_REMINDED:
		return facts->today;
	case LADDER_HOLD:               /* told today; and a pause may be changed from one day to the next */
		return row_of(facts, place->rung) == NULL ? facts->today : calendar_roll(facts->calendar, facts->today + 1);
	default:
		return DAY_NONE;
	}
}

void ladder_judge(const struct ladder_facts *facts, struct ladder *ret_ladder)
{
	struct walk walk = { .due = facts->effective_due, .new_date = DAY_NONE, .before = DAY_NONE, .told = DAY_NONE };

	*ret_ladder = (struct ladder){ .next = DAY_NONE };
	if (!is_chased(facts))
		return;
	if (walk.due < facts->adopted_on)
		walk.due = facts->adopted_on;
	for (int i = 0; i < facts->rung_count && ret_ladder->count < LADDER_RUNGS; i++) {
		struct ladder_place place;

		place_rung(facts, &facts->rungs[i], &walk, &place);
		if (is_climbed(facts, &facts->rungs[i]))
			ret_ladder->place[ret_ladder->count++] = place;
	}
	for (int i = 0; i < ret_ladder->count; i++)
		if (ret_ladder->place[i].verdict == LADDER_CLIMB && is_passed(ret_ladder, i))
			ret_ladder->place[i].verdict = LADDER_PASS_OVER;
	for (int i = 0; i < ret_ladder->count; i++) {
		struct ladder_place *place = &ret_ladder->place[i];
		int32_t next = next_of(facts, place);

		if (place->verdict == LADDER_CLIMB)
			place->late = facts->today - place->day;
		if (next != DAY_NONE && (ret_ladder->next == DAY_NONE || next < ret_ladder->next))
			ret_ladder->next = next;
	}
}
