/* store - the store that a test answers for; linked instead of libstore. */
#include "fake/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "proto/messages.h"
#include "store/pool.h"

#define FAKE_COLUMNS 16
#define FAKE_PLACES 512

struct batch {
	enum statement place[FAKE_PLACES];
	int put;
	char sqlstate[6];
	bool lost, in_transaction;
	void (*done)(void *);
	void *arg;
};

static struct { const char *column[FAKE_COLUMNS], *value[FAKE_COLUMNS]; int columns, affected; bool row; } brings[STATEMENTS];
static struct batch only;
static int counted, fail_nth;
static const char *fail_state;

char fake_said[8192];
int fake_lent, fake_refusal;
const char *fake_commit_tag = "COMMIT";
bool fake_silent;

static void say(const char *word)
{
	size_t length = strlen(fake_said);

	snprintf(fake_said + length, sizeof fake_said - length, "%s ", word);
}

void fake_clear(void)
{
	memset(brings, 0, sizeof brings);
	memset(&only, 0, sizeof only);
	fake_said[0] = '\0';
	counted = fail_nth = fake_lent = fake_refusal = 0;
	fake_commit_tag = "COMMIT";
	fake_silent = false;
}

void fake_row(enum statement statement, ...)
{
	const char *column;
	va_list args;

	brings[statement].row = true;
	brings[statement].columns = 0;
	va_start(args, statement);
	while ((column = va_arg(args, const char *)) != NULL) {
		must(brings[statement].columns < FAKE_COLUMNS);
		brings[statement].column[brings[statement].columns] = column;
		brings[statement].value[brings[statement].columns++] = va_arg(args, const char *);
	}
	va_end(args);
}

void fake_affects(enum statement statement, int rows)
{
	brings[statement].affected = rows;
}

void fake_fail(int nth, const char *sqlstate)
{
	fail_nth = nth;
	fail_state = sqlstate;
}

void fake_fail_always(const char *sqlstate)
{
	fail_nth = -1;
	fail_state = sqlstate;
}

bool fake_answer(void)
{
	void (*done)(void *) = only.done;

	if (done == NULL)
		return false;
	only.done = NULL;
	done(only.arg);
	return true;
}

int fake_answer_all(void)
{
	int turns = 0;

	while (fake_answer())
		must(++turns < 100);
	return turns;
}

const char *statement_name(enum statement statement)
{
	static const char *const names[STATEMENTS] = {
#define STATEMENT(name, sql, parameters) [SQL_##name] = #name,
#include "store/statements.def"
#undef STATEMENT
	};

	return names[statement];
}

int pool_ask(struct pool *pool, enum pool_side side, void (*got)(struct batch *, void *), void *arg)
{
	(void)pool, (void)side;
	if (fake_refusal != 0)
		return fake_refusal;
	fake_lent++;
	only.put = 0;
	only.sqlstate[0] = '\0';
	only.lost = only.in_transaction = false;
	got(&only, arg);
	return 0;
}

void pool_give(struct pool *pool, struct batch *batch)
{
	(void)pool;
	must(batch->done == NULL && !batch->in_transaction);
	fake_lent--;
}

bool pool_ready(const struct pool *pool)
{
	(void)pool;
	return true;
}

int batch_put(struct batch *batch, enum statement statement, const struct message *message, const void *object,
	const struct with *with)
{
	(void)message, (void)object, (void)with;
	say(statement_name(statement));
	must(batch->put < FAKE_PLACES);
	batch->place[batch->put] = statement;
	if (++counted == fail_nth || (fail_nth < 0 && statement != SQL_rollback)) {
		snprintf(batch->sqlstate, sizeof batch->sqlstate, "%s", fail_state);
		batch->lost = fake_silent || strncmp(fail_state, "08", 2) == 0;
	}
	if (statement == SQL_begin)
		batch->in_transaction = true;
	if (statement == SQL_commit || statement == SQL_rollback || batch->lost)
		batch->in_transaction = statement == SQL_commit && batch->sqlstate[0] != '\0' && !batch->lost;
	return batch->put++;
}

int batch_put_bytes(struct batch *batch, enum statement statement, const struct message *message, const void *object,
	const struct with *with, const char *name, const void *bytes, size_t length)
{
	(void)name, (void)bytes, (void)length;
	return batch_put(batch, statement, message, object, with);
}

int batch_put_for_bytes(struct batch *batch, enum statement statement, const struct with *with)
{
	return batch_put(batch, statement, NULL, NULL, with);
}

void batch_go(struct batch *batch, void (*done)(void *), void *arg)
{
	say("|");
	must(batch->done == NULL);
	batch->done = done;
	batch->arg = arg;
}

void batch_set(struct batch *batch, const char *name, const char *text)
{
	(void)batch, (void)name, (void)text;
}

void batch_clear(struct batch *batch)
{
	batch->put = 0;
	batch->sqlstate[0] = '\0';
}

void batch_push(struct batch *batch)
{
	(void)batch;
}

int batch_backend(const struct batch *batch)
{
	(void)batch;
	return 0;
}

const char *batch_sqlstate(const struct batch *batch)
{
	return batch->sqlstate;
}

const char *batch_complaint(const struct batch *batch)
{
	(void)batch;
	return "as the test asked";
}

bool batch_tag_is(const struct batch *batch, int place, const char *tag)
{
	return strcmp(batch->place[place] == SQL_commit ? fake_commit_tag : "", tag) == 0;
}

bool batch_in_transaction(const struct batch *batch)
{
	return batch->in_transaction;
}

bool batch_lost(const struct batch *batch)
{
	return batch->lost;
}

int batch_rows(const struct batch *batch, int place)
{
	return place >= 0 && place < batch->put && brings[batch->place[place]].row;
}

int64_t batch_affected(const struct batch *batch, int place)
{
	return place < 0 ? 0 : brings[batch->place[place]].affected;
}

const char *batch_text(const struct batch *batch, int place, int row, const char *column)
{
	if (batch_rows(batch, place) <= row)
		return NULL;
	for (int i = 0; i < brings[batch->place[place]].columns; i++)
		if (strcmp(brings[batch->place[place]].column[i], column) == 0)
			return brings[batch->place[place]].value[i];
	return NULL;
}

const void *batch_bytes(const struct batch *batch, int place, int row, const char *column, size_t *ret_length)
{
	const char *text = batch_text(batch, place, row, column);

	*ret_length = text == NULL ? 0 : strlen(text);
	return text;
}

int64_t batch_integer(const struct batch *batch, int place, int row, const char *column)
{
	const char *text = batch_text(batch, place, row, column);

	return text == NULL ? INTEGER_NONE : strtoll(text, NULL, 10);
}

int32_t batch_day(const struct batch *batch, int place, int row, const char *column)
{
	const char *text = batch_text(batch, place, row, column);
	int32_t day;

	return text != NULL && day_parse(text, &day) ? day : DAY_NONE;
}

bool batch_take_one(const struct batch *batch, int place, const struct message *message, struct arena *arena,
	void *ret_object)
{
	if (batch_rows(batch, place) == 0)
		return false;
	message_clear(message, ret_object);
	for (int i = 0; i < message->count; i++) {
		const char *text = batch_text(batch, place, 0, message->field[i].name);

		if (text != NULL)
			must(field_from_sql(&message->field[i], text, arena, ret_object) == 0);
	}
	return true;
}

void *batch_take(const struct batch *batch, int place, const struct message *message, struct arena *arena, int *ret_count)
{
	void *object = arena_take(arena, message->size);

	*ret_count = batch_take_one(batch, place, message, arena, object);
	return *ret_count > 0 ? object : NULL;
}

void batch_write_members(const struct batch *batch, int place, int row, const struct message *message, unsigned use,
	struct buffer *buffer, bool *first)
{
	(void)batch, (void)place, (void)row, (void)message, (void)use, (void)buffer, (void)first;
}
