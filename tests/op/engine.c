/* engine - what it says to the store, in every turn a request can take. */
#include "unit.h"

#include "fake/store.h"
#include "op/engine.h"
#include "proto/messages.h"

#define ACCOUNT "01945ee4-2e80-7000-8000-000000000001"
#define AUTHORITY "01945ee4-2e80-7000-8000-000000000002"

static struct request request;
static int answered, decided, refuse_with;

static void load(struct request *r)
{
	batch_put(r->batch, SQL_audit_lock, NULL, NULL, NULL);
}

static int find(struct request *r)
{
	r->version = batch_integer(r->batch, r->op->is & OP_WRITE ? 2 : 1, 0, "version");
	return r->version == INTEGER_NONE ? REFUSAL_not_found : 0;
}

static int decide(struct request *r)
{
	(void)r;
	decided++;
	return refuse_with;
}

static void store(struct request *r)
{
	batch_put(r->batch, SQL_audit_put, NULL, NULL, NULL);
}

static int reply(struct request *r)
{
	buffer_add_text(&r->answer.body, "{}");
	return 0;
}

static void done(struct request *r)
{
	(void)r;
	answered++;
}

static int no_toil(void (*work)(struct request *), struct request *r, void (*then)(struct request *))
{
	(void)work, (void)r, (void)then;
	return REFUSAL_queue_full;
}

static const struct operation command = { .name = "command", .method = HTTP_POST, .is = OP_WRITE | OP_KEYED | OP_MATCH,
	.may = MAY_PLAN, .status = 200, .load = load, .find = find, .decide = decide, .write = store, .reply = reply };
static const struct operation reading = { .name = "reading", .method = HTTP_GET, .may = MAY_READ, .status = 200,
	.load = load, .find = find, .reply = reply };
static const struct operation toiling = { .name = "toiling", .method = HTTP_POST, .is = OP_WRITE, .may = MAY_PLAN,
	.status = 200, .load = load, .find = find, .toil = store, .decide = decide, .write = store, .reply = reply };

static struct engine engine = { .toil = no_toil };

static void ask_as(const char *roles_of_account)
{
	fake_row(SQL_session_find, "account", ACCOUNT, "authority", AUTHORITY, "roles", roles_of_account,
		"national_board", "f", "deputy", "f", "session", ACCOUNT, "authority_language", "nb", "username", "liv",
		"name", "Liv", NULL);
}

/* A leader asks, and the object is there with version 7. */
static void prepare(const struct operation *op)
{
	arena_release(&request.arena);
	buffer_release(&request.answer.body);
	request = (struct request){ .op = op, .now = 1, .today = 1, .token_hash = "aa", .body_hash = "bb",
		.target = "/v1/x", .matched = true, .match = 7, .done = done };
	answered = decided = refuse_with = 0;
	fake_clear();
	ask_as("{leader}");
	fake_row(SQL_audit_lock, "version", "7", NULL);
	fake_affects(SQL_idempotency_claim, 1);
}

static void go(void)
{
	engine_start(&engine, &request);
}

#define LOAD "begin session_find audit_lock idempotency_claim idempotency_read | "
#define WRITE "audit_put idempotency_store commit | "

TEST(a_command_is_two_round_trips)
{
	prepare(&command);
	go();
	assert_int_equal(fake_answer_all(), 2);
	assert_string_equal(fake_said, LOAD WRITE);
	assert_int_equal(request.refusal, 0);
	assert_int_equal(answered, 1);
	assert_int_equal(fake_lent, 0);
}

TEST(a_read_is_one_round_trip_without_a_transaction)
{
	prepare(&reading);
	go();
	assert_int_equal(fake_answer_all(), 1);
	assert_string_equal(fake_said, "session_find audit_lock | ");
	assert_int_equal(request.answer.status, 200);
	assert_non_null(request.answer.etag);
}

static void refused(int refusal)
{
	go();
	fake_answer_all();
	assert_string_equal(fake_said, LOAD "rollback | ");
	assert_int_equal(request.refusal, refusal);
	assert_int_equal(answered, 1);
	assert_int_equal(fake_lent, 0);
}

TEST(whoever_is_nobody_is_told_so_before_all_else)
{
	prepare(&command);
	fake_clear();
	refused(REFUSAL_not_authenticated);
	assert_int_equal(decided, 0);
}

TEST(existence_is_said_before_the_role_and_the_role_before_the_version)
{
	prepare(&command);
	ask_as("{auditor}");
	request.match = 6;
	refused(REFUSAL_role_missing);

	prepare(&command);
	ask_as("{auditor}");
	fake_row(SQL_audit_lock, NULL);
	refused(REFUSAL_not_found);
}

TEST(a_version_must_come_and_be_the_one_that_stands)
{
	prepare(&command);
	request.match = 6;
	refused(REFUSAL_stale_version);
	prepare(&command);
	request.matched = false;
	refused(REFUSAL_version_missing);
	assert_int_equal(decided, 0);
}

TEST(a_refusal_of_the_law_rolls_back)
{
	prepare(&command);
	refuse_with = REFUSAL_guards_failed;
	refused(REFUSAL_guards_failed);
}

TEST(an_answer_given_before_is_given_again_and_nothing_is_written)
{
	prepare(&command);
	fake_affects(SQL_idempotency_claim, 0);
	fake_row(SQL_idempotency_read, "body_hash", "bb", "status", "201", "etag", "\"7.x\"", "location", "/v1/y",
		"answer", "{\"a\":1}", NULL);
	request.match = 3;                      /* an old version: the answer comes before it is judged */
	refused(0);
	assert_int_equal(request.answer.status, 201);
	assert_string_equal(request.answer.body.data, "{\"a\":1}");
	assert_string_equal(request.answer.location, "/v1/y");
	assert_int_equal(decided, 0);
}

TEST(a_key_used_for_another_body_is_refused)
{
	prepare(&command);
	fake_affects(SQL_idempotency_claim, 0);
	fake_row(SQL_idempotency_read, "body_hash", "cc", "status", "201", "answer", "{}", NULL);
	refused(REFUSAL_idempotency_key_reused);
}

TEST(a_conflict_begins_again_and_is_decided_anew)
{
	static const char *const states[] = { "40001", "40P01", "23505" };

	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		prepare(&command);
		fake_fail(6, states[i]);
		go();
		fake_answer_all();
		assert_string_equal(fake_said, LOAD WRITE "rollback | " LOAD WRITE);
		assert_int_equal(decided, 2);
		assert_int_equal(request.refusal, 0);
		assert_int_equal(answered, 1);
	}
}

TEST(a_connection_lost_at_commit_asks_again_what_became_of_it)
{
	prepare(&command);
	fake_fail(8, "08006");
	go();
	assert_true(fake_answer());
	fake_affects(SQL_idempotency_claim, 0); /* it had been committed */
	fake_row(SQL_idempotency_read, "body_hash", "bb", "status", "200", "answer", "{\"b\":2}", NULL);
	fake_answer_all();
	assert_string_equal(fake_said, LOAD WRITE LOAD "rollback | ");
	assert_string_equal(request.answer.body.data, "{\"b\":2}");
	assert_int_equal(decided, 1);
	assert_int_equal(answered, 1);
}

TEST(a_commit_that_answers_rollback_is_no_success)
{
	prepare(&command);
	fake_commit_tag = "ROLLBACK";
	go();
	fake_answer_all();
	assert_true(request.refusal < 0);
	assert_int_equal(answered, 1);
}

/* What a failure means by its SQLSTATE, wherever in the dialogue it falls. */
TEST(whichever_statement_fails_the_request_ends_once_and_says_what_it_must)
{
	static const struct { const char *sqlstate; int refusal; bool again, too_long; } meanings[] = {
		{ "53300", REFUSAL_unavailable, false, false }, { "55P03", REFUSAL_unavailable, false, true },
		{ "57014", REFUSAL_unavailable, false, true }, { "25006", REFUSAL_unavailable, false, false },
		{ "57P01", 0, true, false }, { "08006", 0, true, false }, { "40001", 0, true, false },
		{ "23514", FAULT_DATABASE, false, false }, { "42P01", FAULT_DATABASE, false, false },
	};

	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		for (int nth = 1; nth <= 8; nth++) {
			prepare(&command);
			fake_fail(nth, meanings[i].sqlstate);
			go();
			fake_answer_all();
			assert_int_equal(answered, 1);
			assert_int_equal(fake_lent, 0);
			assert_int_equal(request.refusal, meanings[i].refusal);
			assert_int_equal(request.took_too_long, meanings[i].too_long);
			assert_int_equal(strcmp(request.step, "done") == 0, request.refusal == 0);
			assert_int_equal(strstr(strstr(fake_said, "begin") + 1, "begin") != NULL, meanings[i].again);
		}
}

TEST(a_database_that_says_nothing_is_away_and_not_too_slow)
{
	prepare(&command);
	fake_fail(3, "57014");
	fake_silent = true;
	go();
	fake_answer_all();
	assert_int_equal(request.refusal, REFUSAL_unavailable);
	assert_false(request.took_too_long);
}

TEST(it_does_not_try_for_ever)
{
	prepare(&command);
	fake_fail_always("40001");
	go();
	fake_answer_all();
	assert_int_equal(request.refusal, REFUSAL_unavailable);
	assert_int_equal(answered, 1);
	assert_int_equal(fake_lent, 0);
}

TEST(a_full_queue_is_said_at_once)
{
	prepare(&command);
	fake_refusal = REFUSAL_queue_full;
	go();
	assert_int_equal(request.refusal, REFUSAL_queue_full);
	assert_int_equal(answered, 1);
	assert_string_equal(fake_said, "");
}

TEST(slow_work_that_finds_no_place_rolls_back)
{
	prepare(&toiling);
	refused(REFUSAL_queue_full);
	assert_int_equal(decided, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_is_two_round_trips),
		cmocka_unit_test(a_read_is_one_round_trip_without_a_transaction),
		cmocka_unit_test(whoever_is_nobody_is_told_so_before_all_else),
		cmocka_unit_test(existence_is_said_before_the_role_and_the_role_before_the_version),
		cmocka_unit_test(a_version_must_come_and_be_the_one_that_stands),
		cmocka_unit_test(a_refusal_of_the_law_rolls_back),
		cmocka_unit_test(an_answer_given_before_is_given_again_and_nothing_is_written),
		cmocka_unit_test(a_key_used_for_another_body_is_refused),
		cmocka_unit_test(a_conflict_begins_again_and_is_decided_anew),
		cmocka_unit_test(a_connection_lost_at_commit_asks_again_what_became_of_it),
		cmocka_unit_test(a_commit_that_answers_rollback_is_no_success),
		cmocka_unit_test(whichever_statement_fails_the_request_ends_once_and_says_what_it_must),
		cmocka_unit_test(a_database_that_says_nothing_is_away_and_not_too_slow),
		cmocka_unit_test(it_does_not_try_for_ever),
		cmocka_unit_test(a_full_queue_is_said_at_once),
		cmocka_unit_test(slow_work_that_finds_no_place_rolls_back),
	};

	return RUN(tests);
}
