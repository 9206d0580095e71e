/* clerk - what cannot be done now holds nothing else back, and is tried and told of ever more seldom. */
#include "work/clerk.h"

#include "unit.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "op/climb.h"
#include "worked.h"

#define SECOND INT64_C(1000000)
#define ROWS 1000

static struct row { int refusal; bool too_long, gone; int tried; } rows[ROWS];
static int row_count, finds, bell;
static struct engine engine;
static struct clerk *clerk;

static void name_of(int row, char id[ID_SIZE])
{
	snprintf(id, ID_SIZE, "01945ee4-2e80-7000-8000-%012d", row);
}

/* The page of rungs after the row given, in their order, as the database would. */
static void find(struct request *request)
{
	const struct due_row *after = request->query;
	struct due *due = arena_take(&request->arena, sizeof *due);

	finds++;
	due->row = arena_take_array(&request->arena, DUE_PAGE, sizeof *due->row);
	for (int i = after == NULL ? 0 : atoi(after->due) + 1; i < row_count && due->count < DUE_PAGE; i++) {
		struct due_row *row = &due->row[due->count];

		if (rows[i].gone)
			continue;
		due->count++;
		name_of(i, row->id);
		name_of(0, row->authority);
		snprintf(row->due, sizeof row->due, "%d", i);
	}
	request->own = due;
}

static void climb(struct request *request)
{
	struct row *row = &rows[atoi(request->path[0] + 24)];

	row->tried++;
	request->refusal = row->refusal;
	request->took_too_long = row->too_long;
	row->gone = row->refusal == 0;
}

static void answer(struct request *request)
{
	struct due *none = arena_take(&request->arena, sizeof *none);
	struct outlook *outlook = arena_take(&request->arena, sizeof *outlook);

	*outlook = (struct outlook){ worked_clock, DAY_NONE };          /* something is due for ever */
	request->own = none;
	if (worked_is(request, "rung_find"))
		find(request);
	else if (worked_is(request, "reminder_climb"))
		climb(request);
	else if (worked_is(request, "clerk_outlook"))
		request->own = outlook;
}

static void told(int64_t due)
{
	(void)due;
}

static int begin(void **state)
{
	const struct clerk_options options = { .bell = bell = eventfd(0, EFD_NONBLOCK), .tell = told };

	(void)state;
	memset(rows, 0, sizeof rows);
	row_count = finds = 0;
	worked_begin();
	worked_by = answer;
	clerk = clerk_new(worked_base, &engine, &options);
	return 0;
}

static void idle(void *arg)
{
	*(bool *)arg = true;
}

static int end(void **state)
{
	bool rests = false;

	(void)state;
	worked_answer_all();
	clerk_stop(clerk, idle, &rests);
	assert_true(rests);
	clerk_free(clerk);
	close(bell);
	worked_end();
	return 0;
}

/* So much later somebody rings, and the clerk looks. */
static void ring_after(int64_t span)
{
	const uint64_t one = 1;

	worked_clock += span;
	assert_int_equal(write(bell, &one, sizeof one), sizeof one);
	worked_answer_all();
}

static void due(int count)
{
	row_count = count;
}

static int undone(int from)
{
	int left = 0;

	for (int i = from; i < row_count; i++)
		left += !rows[i].gone;
	return left;
}

TEST(a_case_that_always_takes_too_long_holds_none_of_the_rest_back)
{
	due(450);
	rows[3] = (struct row){ .refusal = REFUSAL_unavailable, .too_long = true };
	worked_answer_all();
	assert_int_equal(undone(4), 0);
	assert_int_equal(undone(0), 1);
	assert_int_equal(rows[3].tried, 1);
	assert_int_equal(worked_told("the database gave it up at load: too slow, or locked too long"), 1);
	assert_int_equal(worked_told("the database is away"), 0);
	rows[3] = (struct row){ .tried = 1 };
	ring_after(2 * SECOND);
	assert_false(rows[3].gone);
	ring_after(4 * SECOND);
	assert_true(rows[3].gone);
}

TEST(a_database_that_is_away_is_asked_for_nothing_more)
{
	int tried = 0;

	due(450);
	for (int i = 0; i < row_count; i++)
		rows[i].refusal = REFUSAL_unavailable;
	worked_answer_all();
	for (int i = 0; i < row_count; i++)
		tried += rows[i].tried;
	assert_in_range(tried, 1, CLERK_AT_ONCE);
	assert_int_equal(worked_told("the database is away"), 1);
	for (int i = 0; i < row_count; i++)
		rows[i].refusal = 0;
	ring_after(6 * SECOND);
	assert_int_equal(undone(0), 0);
}

/* Guides of a tenant that is closed, cases that somebody has open, cases that fail: two full pages of each. */
TEST(what_stands_behind_full_pages_that_cannot_be_done_is_done)
{
	static const int refusals[] = { REFUSAL_wrong_state, REFUSAL_not_found, REFUSAL_guards_failed, FAULT_DATABASE };

	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		due(2 * DUE_PAGE + 50);
		for (int row = 0; row < row_count; row++)
			rows[row] = (struct row){ .refusal = row < 2 * DUE_PAGE ? refusals[i] : 0 };
		ring_after(3600 * SECOND);
		assert_int_equal(undone(0), 2 * DUE_PAGE);
		assert_int_equal(undone(2 * DUE_PAGE), 0);
	}
}

TEST(a_page_that_is_just_full_is_no_end)
{
	due(DUE_PAGE);
	worked_answer_all();
	assert_int_equal(undone(0), 0);
	assert_int_equal(finds, 2);
	due(2 * DUE_PAGE - 1);
	ring_after(2 * SECOND);
	assert_int_equal(undone(0), 0);
	assert_int_equal(finds, 3);
}

TEST(what_fails_for_ever_is_tried_and_told_of_ever_more_seldom)
{
	due(1);
	rows[0].refusal = FAULT_BUG;
	worked_answer_all();
	for (int second = 0; second < 3600; second += 2)
		ring_after(2 * SECOND);
	assert_in_range(rows[0].tried, 8, 15);
	assert_int_equal(worked_told("reminder_climb 01945ee4"), rows[0].tried);
	rows[0].refusal = 0;
	ring_after(600 * SECOND);
	assert_true(rows[0].gone);
}

TEST(many_faults_at_once_are_counted_and_not_all_told)
{
	due(500);
	for (int i = 0; i < row_count; i++)
		rows[i].refusal = FAULT_BUG;
	worked_answer_all();
	assert_int_equal(worked_told("reminder_climb 01945ee4"), 20);
	ring_after(60 * SECOND);
	assert_int_equal(worked_told("480 more faults were not told of"), 1);
}

TEST(what_the_law_refuses_the_clock_is_told)
{
	due(1);
	rows[0].refusal = REFUSAL_guards_failed;
	worked_answer_all();
	assert_int_equal(worked_told("refused: guards_failed"), 1);
}

#define CLERK(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLERK(a_case_that_always_takes_too_long_holds_none_of_the_rest_back),
		CLERK(a_database_that_is_away_is_asked_for_nothing_more),
		CLERK(what_stands_behind_full_pages_that_cannot_be_done_is_done),
		CLERK(a_page_that_is_just_full_is_no_end),
		CLERK(what_fails_for_ever_is_tried_and_told_of_ever_more_seldom),
		CLERK(many_faults_at_once_are_counted_and_not_all_told),
		CLERK(what_the_law_refuses_the_clock_is_told),
	};

	return RUN(tests);
}
