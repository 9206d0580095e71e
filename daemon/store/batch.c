/* batch - statements that travel together: parameters by name, rows by column. */
#include "store/db.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "store/record.h"

#define PARAMETERS_MAX 64

/* The parameter names of each statement, cut up once. */
struct signature {
	bool cut;
	int count;
	const char *name[PARAMETERS_MAX];
	/* the last message it was bound to, and where each name stands in it */
	const struct message *message;
	int16_t field[PARAMETERS_MAX];
};
static struct signature signatures[STATEMENTS];

static struct signature *signature_of(enum statement statement)
{
	struct signature *s = &signatures[statement];
	char *names, *save = NULL;

	if (s->cut)
		return s;
	names = strdup(statement_parameters(statement));        /* for the life of the process */
	must(names != NULL);
	for (char *name = strtok_r(names, ",", &save); name != NULL; name = strtok_r(NULL, ",", &save)) {
		must(s->count < PARAMETERS_MAX);
		s->field[s->count] = -1;
		s->name[s->count++] = name;
	}
	s->cut = true;
	return s;
}

static void bind_message(struct signature *s, const struct message *message)
{
	if (s->message == message)
		return;
	s->message = message;
	for (int i = 0; i < s->count; i++)
		s->field[i] = (int16_t)(message == NULL ? -1 : message_index(message, s->name[i]));
}

static const struct with *with_find(const struct with *with, const char *name)
{
	for (; with != NULL && with->name != NULL; with++)
		if (strcmp(with->name, name) == 0)
			return with;
	return NULL;
}

/* What stands at a place, for the columns of its rows. */
static void remember(struct batch *batch, enum statement statement)
{
	if (batch->put >= batch->places) {
		batch->places = batch->places == 0 ? 64 : batch->places * 2;
		batch->statement = realloc(batch->statement, (size_t)batch->places * sizeof *batch->statement);
		must(batch->statement != NULL);
	}
	batch->statement[batch->put] = statement;
}

static const char *value_of(struct batch *batch, enum statement statement, int i, const struct message *message,
	const void *object, const struct with *with)
{
	const struct signature *s = &signatures[statement];
	const struct with *found = with_find(with, s->name[i]);

	if (found == NULL && s->field[i] >= 0)
		return field_to_sql(&message->field[s->field[i]], object, &batch->scratch);
	if (found == NULL)
		found = with_find(batch->own, s->name[i]);
	if (found == NULL)
		fault_abort(statement_name(statement), i, s->name[i]);
	return found->text;
}

static int put(struct batch *batch, enum statement statement, int count, const char *const *values, const int *lengths,
	const int *formats, int result_format)
{
	if (!batch->lost && !PQsendQueryPrepared(batch->pg, statement_name(statement), count, values, lengths, formats,
		result_format))
		db_fail(batch, "08006", PQerrorMessage(batch->pg));
	remember(batch, statement);
	return batch->put++;
}

int batch_put(struct batch *batch, enum statement statement, const struct message *message,
	const void *object, const struct with *with)
{
	struct signature *s = signature_of(statement);
	const char *values[PARAMETERS_MAX];

	bind_message(s, message);
	for (int i = 0; i < s->count; i++)
		values[i] = value_of(batch, statement, i, message, object, with);
	record_statement(batch, statement, s->count, values);
	return put(batch, statement, s->count, values, NULL, NULL, 0);
}

int batch_put_bytes(struct batch *batch, enum statement statement, const struct message *message,
	const void *object, const struct with *with, const char *name, const void *bytes, size_t length)
{
	struct signature *s = signature_of(statement);
	const char *values[PARAMETERS_MAX];
	int lengths[PARAMETERS_MAX] = { 0 }, formats[PARAMETERS_MAX] = { 0 }, raw = -1;

	bind_message(s, message);
	for (int i = 0; i < s->count; i++) {
		values[i] = NULL;
		if (strcmp(s->name[i], name) == 0)
			raw = i;
		else
			values[i] = value_of(batch, statement, i, message, object, with);
	}
	must(raw >= 0 && length <= INT_MAX);
	record_statement(batch, statement, s->count, values);
	values[raw] = length == 0 ? "" : bytes;
	lengths[raw] = (int)length;
	formats[raw] = 1;
	batch->spent |= length > CARRIED_MOST;
	return put(batch, statement, s->count, values, lengths, formats, 0);
}

int batch_put_for_bytes(struct batch *batch, enum statement statement, const struct with *with)
{
	struct signature *s = signature_of(statement);
	const char *values[PARAMETERS_MAX];

	bind_message(s, NULL);
	for (int i = 0; i < s->count; i++)
		values[i] = value_of(batch, statement, i, NULL, NULL, with);
	record_statement(batch, statement, s->count, values);
	return put(batch, statement, s->count, values, NULL, NULL, 1);
}

void batch_set(struct batch *batch, const char *name, const char *text)
{
	int i = 0;

	while (batch->own[i].name != NULL && strcmp(batch->own[i].name, name) != 0)
		i++;
	must(i < BATCH_OWN);
	batch->own[i] = (struct with){ name, text };
}

static const PGresult *result_at(const struct batch *batch, int place)
{
	return place >= 0 && place < batch->got ? batch->result[place] : NULL;
}

int batch_rows(const struct batch *batch, int place)
{
	const PGresult *result = result_at(batch, place);

	return result == NULL ? 0 : PQntuples(result);
}

int64_t batch_affected(const struct batch *batch, int place)
{
	const PGresult *result = result_at(batch, place);

	return result == NULL ? 0 : strtoll(PQcmdTuples((PGresult *)(uintptr_t)result), NULL, 10);
}

/* Rows are read column after column, or one column row after row: what is asked for is near what was. */
static int column_at(const PGresult *result, const char *column)
{
	static int before;
	int at;

	for (at = before; at <= before + 1 && at < PQnfields(result); at++)
		if (strcmp(PQfname(result, at), column) == 0)
			return before = at;
	at = PQfnumber(result, column);
	if (at >= 0)
		before = at;
	return at;
}

/* A value and its length; NULL is NULL. */
static const char *value_at(const PGresult *result, int row, int column, size_t *ret_length)
{
	*ret_length = (size_t)PQgetlength(result, row, column);
	return *ret_length == 0 && PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}

const char *batch_text(const struct batch *batch, int place, int row, const char *column)
{
	const PGresult *result = result_at(batch, place);
	int at = result == NULL ? -1 : column_at(result, column);

	if (at < 0 || row >= PQntuples(result) || PQgetisnull(result, row, at))
		return NULL;
	return PQgetvalue(result, row, at);
}

const void *batch_bytes(const struct batch *batch, int place, int row, const char *column, size_t *ret_length)
{
	const PGresult *result = result_at(batch, place);
	int at = result == NULL ? -1 : PQfnumber(result, column);

	if (at < 0 || row >= PQntuples(result) || PQgetisnull(result, row, at))
		return NULL;
	*ret_length = (size_t)PQgetlength(result, row, at);
	return PQgetvalue(result, row, at);
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

/* Which column of a statement's rows holds which field of a message, -1 none: looked up once, for it never changes. */
struct columns {
	const struct message *message;
	int16_t field[PARAMETERS_MAX];
};

static const int16_t *columns_of(const struct batch *batch, int place, const struct message *message)
{
	static struct columns columns[STATEMENTS];
	struct columns *known = &columns[batch->statement[place]];
	const PGresult *result = batch->result[place];

	if (known->message == message)
		return known->field;
	must(PQnfields(result) <= PARAMETERS_MAX);
	for (int c = 0; c < PQnfields(result); c++)
		known->field[c] = (int16_t)message_index(message, PQfname(result, c));
	known->message = message;
	return known->field;
}

/* Into an object that is clear. */
static void take_row(const PGresult *result, int row, const int16_t *fields, const struct message *message,
	struct arena *arena, void *object)
{
	int count = PQnfields(result);

	for (int c = 0; c < count; c++) {
		size_t length;
		const char *value = fields[c] < 0 ? NULL : value_at(result, row, c, &length);

		if (value != NULL)
			must(field_from_sql(&message->field[fields[c]], value, arena, object) == 0);
	}
}

void *batch_take(const struct batch *batch, int place, const struct message *message,
	struct arena *arena, int *ret_count)
{
	const PGresult *result = result_at(batch, place);
	const int16_t *fields;
	char *objects;

	*ret_count = 0;
	if (result == NULL || PQntuples(result) == 0)
		return NULL;
	fields = columns_of(batch, place, message);
	objects = arena_take_array(arena, (size_t)PQntuples(result), message->size);
	message_clear(message, objects);
	for (int row = 1; row < PQntuples(result); row++)
		memcpy(objects + (size_t)row * message->size, objects, message->size);
	for (int row = 0; row < PQntuples(result); row++)
		take_row(result, row, fields, message, arena, objects + (size_t)row * message->size);
	*ret_count = PQntuples(result);
	return objects;
}

bool batch_take_one(const struct batch *batch, int place, const struct message *message,
	struct arena *arena, void *ret_object)
{
	const PGresult *result = result_at(batch, place);

	if (result == NULL || PQntuples(result) == 0)
		return false;
	message_clear(message, ret_object);
	take_row(result, 0, columns_of(batch, place, message), message, arena, ret_object);
	return true;
}

void batch_write_members(const struct batch *batch, int place, int row, const struct message *message,
	unsigned use, struct buffer *buffer, bool *first)
{
	const PGresult *result = result_at(batch, place);
	const int16_t *fields;
	int count;

	must(result != NULL && row < PQntuples(result));
	fields = columns_of(batch, place, message);
	count = PQnfields(result);
	for (int c = 0; c < count; c++) {
		const struct field *field = &message->field[fields[c] < 0 ? 0 : fields[c]];
		const char *value;
		size_t length;

		if (fields[c] < 0 || (field->use & use) != use)
			continue;
		field_encode_name(field, buffer, first);
		value = value_at(result, row, c, &length);
		field_sql_to_json(field, value, length, buffer);
	}
}
