/*
 * fuzz_decode - whatever a stranger sends is taken or refused, and what is taken is written and taken
 * again the same.  An input begins with a line that says what follows and of which message:
 * "create letter", "patch me", "action audit", "records", "query audits_query", "column audit".
 *
 * FUZZ_ROOMS: daemon/base proto
 * FUZZ_LIBRARIES: -ljansson
 */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "proto/action.h"
#include "proto/refusal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void told_well(int refusal, const struct mistakes *mistakes)
{
	must((refusal == 0) == (mistakes->count == 0));
	for (int i = 0; i < mistakes->count && i < MISTAKES_MAX; i++) {
		const struct mistake *mistake = &mistakes->item[i];

		must(mistake->refusal > 0 && mistake->refusal < REFUSALS);
		must(text_valid(mistake->pointer, strlen(mistake->pointer), NULL));
		must(mistake->detail == NULL || text_valid(mistake->detail, strlen(mistake->detail),
			NULL));
	}
}

/* As a body: the members that are there. */
static void written(const struct message *message, unsigned use, uint64_t given, const void *object,
	struct buffer *buffer)
{
	bool first = true;

	buffer_add_char(buffer, '{');
	for (int i = 0; i < message->count; i++) {
		struct message one = *message;

		one.field = &message->field[i];
		one.count = 1;
		if (given >> i & 1)
			message_encode_members(&one, use, object, buffer, &first);
	}
	buffer_add_char(buffer, '}');
}

static void body(const struct message *message, unsigned use, const char *json, size_t length,
	struct arena *arena)
{
	void *object = arena_take(arena, message->size), *again = arena_take(arena, message->size);
	struct mistakes mistakes = { .count = 0 };
	struct buffer first, second;
	uint64_t given, given_again;
	int refusal = message_decode(message, use, json, length, arena, object, &given, &mistakes);

	told_well(refusal, &mistakes);
	if (refusal != 0)
		return;
	buffer_init(&first), buffer_init(&second);
	written(message, use, given, object, &first);
	must(message_decode(message, use, first.data, first.length, arena, again, &given_again,
		&mistakes) == 0);
	written(message, use, given_again, again, &second);
	must(given == given_again && strcmp(first.data, second.data) == 0);
	buffer_release(&first), buffer_release(&second);
}

static void each(void *self, int index, const void *object, const struct mistakes *mistakes)
{
	(void)self, (void)index, (void)object;
	told_well(mistakes->count > 0 ? REFUSAL_invalid : 0, mistakes);
}

/* name=text&name=text, as the door hands it on: bytes of any kind, but no NUL. */
static void pairs(const struct message *message, char *text, struct arena *arena)
{
	const char *pair[32][2];
	struct mistakes mistakes = { .count = 0 };
	uint64_t given;
	int count = 0;

	for (char *rest, *at = strtok_r(text, "&", &rest); at != NULL && count < 32;
		at = strtok_r(NULL, "&", &rest)) {
		char *equals = strchr(at, '=');

		pair[count][0] = at;
		pair[count++][1] = equals == NULL ? "" : equals + 1;
		if (equals != NULL)
			*equals = '\0';
	}
	told_well(message_decode_pairs(message, (const char *const (*)[2])pair, count, arena,
		arena_take(arena, message->size), &given, &mistakes), &mistakes);
}

/* A column of any type; what is taken is written back and taken again. */
static void column(const struct message *message, const char *text, struct arena *arena)
{
	void *object = arena_take(arena, message->size);

	message_clear(message, object);
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];

		if (field_from_sql(field, text, arena, object) != 0)
			continue;
		must(field_from_sql(field, arena_text(arena, field_to_sql(field, object, arena)), arena,
			object) == 0);
	}
}

/* One whose name it is, or any, so that a changed letter leads somewhere too. */
static const struct message *message_named(const char *name)
{
	unsigned sum = 0;
	int sized = 0;

	for (const char *at = name; *at != '\0'; at++)
		sum = sum * 31 + (unsigned char)*at;
	for (; messages[sized] != NULL && messages[sized]->size > 0; sized++)
		if (strcmp(messages[sized]->name, name) == 0)
			return messages[sized];
	return messages[sum % (unsigned)sized];
}

static int machine_named(const char *name)
{
	int machine = 0;

	while (machine < ACTIONS - 1 && strcmp(action_machines[machine], name) != 0)
		machine++;
	return machine;
}

static bool is_query(const struct message *message)
{
	size_t length = strlen(message->name);

	return length > 6 && strcmp(message->name + length - 6, "_query") == 0;
}

static void tried(char kind, const char *name, char *text, size_t length, struct arena *arena)
{
	struct mistakes mistakes = { .count = 0 };
	const struct message *message = message_named(name);
	struct action action;
	uint64_t given;

	if (kind == 'a')
		told_well(action_decode(machine_named(name), text, length, arena, &action, &given, &mistakes),
			&mistakes);
	else if (kind == 'r')
		(void)!message_decode_array(&import_record_message, text, length, 1000, arena, each, NULL,
			&mistakes);
	else if (kind == 'q' && is_query(message))
		pairs(message, text, arena);
	else if (kind == 'p')
		body(message, USE_PATCH, text, length, arena);
	else if (kind == 'c' && name[-1] == ' ' && name[-2] == 'e')
		body(message, USE_CREATE, text, length, arena);
	else
		column(message, text, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = memchr(data, '\n', size), *space = memchr(data, ' ', size);
	struct arena arena;
	char *kind, *text;

	if (line == NULL || space == NULL || space > line || space < data + 2)
		return 0;
	arena_init(&arena);
	kind = arena_text_n(&arena, (const char *)data, (size_t)(line - data));
	text = arena_text_n(&arena, (const char *)line + 1, size - (size_t)(line + 1 - data));
	tried(kind[0], kind + (space + 1 - data), text, size - (size_t)(line + 1 - data), &arena);
	arena_release(&arena);
	return 0;
}
