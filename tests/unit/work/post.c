/* post - no mail waits for another's case, for a server that is away, or for who stops; and none is sent twice. */
#include "work/post.h"

#include "unit.h"

#include <malloc.h>

#include "op/mailing.h"
#include "worked.h"

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define MAILS 12000
#define TIMEOUT 60                      /* seconds that a mail may take with the courier */
#define LOOK_MS 5000

static struct outgoing {
	int state;                      /* as the outbox has it: enum mail_state */
	int64_t next;                   /* attempt, by the clock */
	int attempts, carried, logged, kept;
	bool refused, locked;           /* by the server for good; its case by somebody */
	bool letter;
} mails[MAILS];
static int mail_count, figures_told;
static bool away, server_away;
static size_t document_length;
static struct engine engine;
static struct post *post;
static struct errand *errands[64];
static int errand_count, rested, hurried;

static void name_of(int mail, char id[ID_SIZE])
{
	snprintf(id, ID_SIZE, "01945ee4-2e80-7000-8000-%012d", mail);
}

static int number_in(const char *id)
{
	return atoi(id + 24);
}

static struct outgoing *mail_of(const struct request *request)
{
	return &mails[number_in(request->path[0])];
}

static void claim(struct request *request)
{
	const struct mail_claim *wanted = request->body;
	struct mails_in_hand *taken = arena_take(&request->arena, sizeof *taken);

	taken->item = arena_take_array(&request->arena, (size_t)wanted->most, sizeof *taken->item);
	for (int i = 0; i < mail_count && taken->count < wanted->most; i++) {
		struct mail *mail = &taken->item[taken->count].mail;

		if (mails[i].state != MAIL_WAITING || mails[i].next > worked_clock)
			continue;
		mails[i].state = MAIL_SENDING;
		mails[i].attempts++;
		name_of(i, mail->id);
		name_of(0, taken->item[taken->count++].authority);
		if (mails[i].letter)
			name_of(i, mail->letter);
		mail->created_at = worked_clock;
		mail->attempts = mails[i].attempts;
		mail->recipient = arena_format(&request->arena, "kommune%d@example.no", i);
		mail->message_id = arena_format(&request->arena, "<%d@example.no>", i);
	}
	request->own = taken;
}

static void fetch(struct request *request)
{
	struct mail_contents *contents = arena_take(&request->arena, sizeof *contents);

	*contents = (struct mail_contents){ .authority = "Statsforvalteren", .case_number = "2026/1", .due = DAY_NONE,
		.document_name = "2026-1.pdf", .document_type = "application/pdf", .policy = &policy_default,
		.document = arena_take(&request->arena, document_length + 1), .document_length = document_length };
	request->own = contents;
}

static void end_mail(struct request *request)
{
	const struct mail_outcome *outcome = request->body;
	struct outgoing *mail = mail_of(request);

	assert_int_equal(mail->state, MAIL_SENDING);
	assert_int_equal(mail->attempts, outcome->attempt);
	mail->state = outcome->state;
	mail->next = outcome->next_attempt_at;
}

static void log_failure(struct request *request)
{
	struct outgoing *mail = mail_of(request);

	if (mail->locked) {
		request->refusal = REFUSAL_unavailable;
		request->took_too_long = true;
		return;
	}
	mail->logged++;
	end_mail(request);
}

static void answer(struct request *request)
{
	struct mail_figures *figures = arena_take(&request->arena, sizeof *figures);

	*figures = (struct mail_figures){ mail_count, INSTANT_NONE };
	request->own = figures;
	if (away)
		request->refusal = REFUSAL_unavailable;
	else if (worked_is(request, "mail_claim"))
		claim(request);
	else if (worked_is(request, "mail_fetch"))
		fetch(request);
	else if (worked_is(request, "mail_tell"))
		end_mail(request);
	else if (worked_is(request, "letter_failed"))
		log_failure(request);
	else if (worked_is(request, "mail_keep"))
		mail_of(request)->kept++;
}

static void carry(struct courier *courier, struct errand *errand)
{
	(void)courier;
	assert_true(errand_count < 64);
	errands[errand_count++] = errand;
}

static void hurry(struct courier *courier)
{
	(void)courier;
	hurried++;
}

static struct courier courier = { carry, hurry };

/* Every mail that is on its way arrives, or does not. */
static bool deliver(void)
{
	bool any = errand_count > 0;

	while (errand_count > 0) {
		struct errand *errand = errands[--errand_count];
		struct outgoing *mail = &mails[atoi(errand->to + strlen("kommune"))];

		mail->carried++;
		errand->done(errand, server_away ? COURIER_AWAY : mail->refused ? COURIER_REFUSED : COURIER_TAKEN,
			server_away ? "Connection refused" : mail->refused ? "550 5.1.1 nobody" : "250 taken");
	}
	return any;
}

static void later(int64_t span)
{
	worked_wait(span);
	do
		worked_answer_all();
	while (deliver());
}

static void work_on(void)
{
	do
		worked_answer_all();
	while (deliver());
}

static bool is_log(const struct request *request)
{
	return worked_is(request, "letter_failed");
}

static void tell(int64_t waiting, int64_t oldest)
{
	(void)waiting, (void)oldest;
	figures_told++;
}

static void idle(void *arg)
{
	(void)arg;
	rested++;
}

static int begin(void **state)
{
	const struct post_options options = { .courier = &courier, .from = "post@sf.example.no", .seconds = TIMEOUT,
		.look_ms = LOOK_MS, .tell = tell };

	(void)state;
	memset(mails, 0, sizeof mails);
	mail_count = figures_told = errand_count = rested = hurried = 0;
	away = server_away = false;
	document_length = 100;
	worked_begin();
	worked_by = answer;
	post = post_new(worked_base, &engine, &options);
	return 0;
}

static int end(void **state)
{
	(void)state;
	worked_held = NULL;
	if (rested == 0)
		post_stop(post, idle, NULL);
	later(SECOND);
	assert_int_equal(rested, 1);
	post_free(post);
	worked_end();
	return 0;
}

static int in_state(int state)
{
	int count = 0;

	for (int i = 0; i < mail_count; i++)
		count += mails[i].state == state;
	return count;
}

static void refuse(int mail, bool locked)
{
	mails[mail].letter = mails[mail].refused = true;
	mails[mail].locked = locked;
}

/* Its case is locked and the database lets us wait: the others are told of, and more are sent. */
TEST(a_case_that_somebody_holds_keeps_no_other_outcome_waiting)
{
	mail_count = 40;
	refuse(0, true);
	worked_held = is_log;
	work_on();
	assert_int_equal(in_state(MAIL_SENT), 39);
	assert_int_equal(mails[0].state, MAIL_SENDING);
	worked_held = NULL;
	mails[0].locked = false;
	work_on();
	assert_int_equal(mails[0].state, MAIL_FAILED);
	assert_int_equal(mails[0].logged, 1);
}

/* Nobody has answered for the case yet: what comes into the outbox meanwhile is found as soon as ever. */
TEST(new_mail_waits_for_no_case_that_is_being_told)
{
	mail_count = 1;
	refuse(0, true);
	worked_held = is_log;
	work_on();
	later(LOOK_MS * INT64_C(1000));
	mail_count = 2;
	later(LOOK_MS * INT64_C(1000));
	assert_int_equal(mails[1].state, MAIL_SENT);
	assert_int_equal(mails[0].state, MAIL_SENDING);
	worked_held = NULL;
	mails[0].locked = false;
	later(SECOND);
	assert_int_equal(mails[0].logged, 1);
}

TEST(a_case_that_is_free_is_told_beside_one_that_is_not)
{
	mail_count = 40;
	refuse(0, true);
	refuse(1, false);
	refuse(20, false);
	work_on();
	later(SECOND);
	assert_int_equal(in_state(MAIL_SENT), 37);
	assert_int_equal(mails[1].logged + mails[20].logged, 2);
	assert_int_equal(mails[0].state, MAIL_SENDING);
}

TEST(a_mail_whose_case_is_held_stays_in_hand_and_is_never_sent_again)
{
	mail_count = 3;
	refuse(1, true);
	work_on();
	for (int i = 0; i < 20; i++)
		later(30 * SECOND);
	assert_in_range(mails[1].kept, 6, 10);
	assert_int_equal(mails[1].state, MAIL_SENDING);
	mails[1].locked = false;
	later(31 * SECOND);
	assert_int_equal(mails[1].state, MAIL_FAILED);
	assert_int_equal(mails[1].logged, 1);
	assert_int_equal(mails[1].carried, 1);
}

TEST(a_case_that_can_never_be_told_gives_its_place_back)
{
	mail_count = 100;
	for (int i = 0; i < 8; i++)
		refuse(i, true);
	work_on();
	assert_int_equal(in_state(MAIL_SENT), 0);
	for (int i = 0; i < 40; i++)
		later(30 * SECOND);
	assert_int_equal(in_state(MAIL_SENT), 92);
	assert_int_equal(in_state(MAIL_FAILED), 8);
	assert_int_equal(worked_told("its case cannot be told that it was not delivered"), 8);
	for (int i = 0; i < 8; i++)
		assert_int_equal(mails[i].carried, 1);
}

TEST(an_outcome_that_an_absent_database_cannot_hear_is_told_when_it_is_back)
{
	mail_count = 8;
	worked_answer_all();
	away = true;
	work_on();
	later(10 * MINUTE);
	assert_int_equal(in_state(MAIL_SENDING), 8);
	away = false;
	later(SECOND);
	later(MINUTE);
	assert_int_equal(in_state(MAIL_SENT), 8);
	for (int i = 0; i < 8; i++)
		assert_int_equal(mails[i].carried, 1);
}

/* Ten thousand mails: not each of them knocks at a door that is shut, nor says so in the log. */
TEST(a_server_that_is_away_is_asked_by_one_at_a_time_ever_more_seldom)
{
	int carried = 0;

	mail_count = 10000;
	server_away = true;
	work_on();
	for (int second = 0; second < 3600; second++)
		later(SECOND);
	for (int i = 0; i < mail_count; i++)
		carried += mails[i].carried;
	assert_in_range(carried, 60, 80);
	assert_int_equal(worked_told("later: Connection refused"), carried);
	server_away = false;
	later(MINUTE);
	later(2 * 60 * MINUTE);
	assert_int_equal(in_state(MAIL_SENT), mail_count);
}

TEST(what_is_on_its_way_is_waited_for_when_we_stop_and_the_rest_given_back)
{
	mail_count = 40;
	while (errand_count < 3)
		assert_true(worked_answer());
	post_stop(post, idle, NULL);
	worked_wait(SECOND);
	worked_answer_all();
	assert_int_equal(rested, 0);
	assert_int_equal(hurried, 1);
	assert_int_equal(errand_count, in_state(MAIL_SENDING));
	assert_in_range(errand_count, 3, 4);
	assert_int_equal(in_state(MAIL_WAITING), 40 - errand_count);
	work_on();
	assert_int_equal(rested, 1);
	assert_in_range(in_state(MAIL_SENT), 3, 4);
	for (int i = 0; i < mail_count; i++)
		assert_true(mails[i].state == MAIL_SENT || mails[i].next <= worked_clock);
}

TEST(who_stops_waits_for_no_case_that_is_held)
{
	mail_count = 1;
	refuse(0, true);
	work_on();
	post_stop(post, idle, NULL);
	later(SECOND);
	assert_int_equal(rested, 1);
	assert_int_equal(mails[0].state, MAIL_SENDING);         /* it is refused again, by whoever takes it over */
}

TEST(what_waits_is_told_while_there_is_much_of_it)
{
	mail_count = 2000;
	for (int i = 0; i < 200; i++) {
		worked_clock += SECOND;
		for (int n = 0; n < 10; n++)
			if (!worked_answer() && !deliver())
				break;
	}
	assert_true(in_state(MAIL_WAITING) > 0);
	assert_in_range(figures_told, 30, 41);
}

TEST(ten_thousand_mails_leave_no_more_memory_behind_than_one)
{
	struct mallinfo2 before, after;

	mail_count = 200;
	document_length = 8 << 20;
	work_on();
	before = mallinfo2();
	document_length = 2000;
	mail_count = MAILS;
	later(LOOK_MS * INT64_C(1000));
	after = mallinfo2();
	assert_int_equal(in_state(MAIL_SENT), MAILS);
	assert_true(after.uordblks + after.hblkhd < before.uordblks + before.hblkhd + 100000);
	assert_true(after.uordblks + after.hblkhd < (size_t)4 << 20);
}

#define POST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		POST(a_case_that_somebody_holds_keeps_no_other_outcome_waiting),
		POST(new_mail_waits_for_no_case_that_is_being_told),
		POST(a_case_that_is_free_is_told_beside_one_that_is_not),
		POST(a_mail_whose_case_is_held_stays_in_hand_and_is_never_sent_again),
		POST(a_case_that_can_never_be_told_gives_its_place_back),
		POST(an_outcome_that_an_absent_database_cannot_hear_is_told_when_it_is_back),
		POST(a_server_that_is_away_is_asked_by_one_at_a_time_ever_more_seldom),
		POST(what_is_on_its_way_is_waited_for_when_we_stop_and_the_rest_given_back),
		POST(who_stops_waits_for_no_case_that_is_held),
		POST(what_waits_is_told_while_there_is_much_of_it),
		POST(ten_thousand_mails_leave_no_more_memory_behind_than_one),
	};

	return RUN(tests);
}
