/*
 * fuzz_decode - whatever a stranger sends is taken or refused, and what is taken is written and taken
 * again the same.  The first byte of an input says what it is, the second of which message.
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
		must(field_from_sql(field, field_to_sql(field, object, arena), arena, object) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct message *const queries[] = { &page_query_message, &audits_query_message,
		&deadlines_query_message, &letters_query_message, &events_query_message,
			&import_query_message };
	struct mistakes mistakes = { .count = 0 };
	const struct message *message;
	struct action action;
	struct arena arena;
	uint64_t given;
	int count = 0;
	char *text;

	if (size < 2)
		return 0;
	while (messages[count] != NULL && messages[count]->size > 0)
		count++;
	arena_init(&arena);
	message = messages[data[1] % count];
	text = arena_text_n(&arena, (const char *)data + 2, size - 2);
	switch (data[0] % 6) {
	case 0:
		body(message, USE_CREATE, text, size - 2, &arena);
		break;
	case 1:
		body(message, USE_PATCH, text, size - 2, &arena);
		break;
	case 2:
		told_well(action_decode(data[1] % ACTIONS, text, size - 2, &arena, &action, &given,
			&mistakes), &mistakes);
		break;
	case 3:
		if (message_decode_array(&import_record_message, text, size - 2, 1000, &arena, each,
			NULL, &mistakes) != 0)
			told_well(REFUSAL_invalid, &mistakes);
		break;
	case 4:
		pairs(queries[data[1] % (sizeof queries / sizeof *queries)], text, &arena);
		break;
	default:
		column(message, text, &arena);
	}
	arena_release(&arena);
	return 0;
}
