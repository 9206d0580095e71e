/* tables - what is true of every table of fields, and of the lists that go with them. */
#include "values.h"

#include "proto/action.h"

TEST(every_message_has_a_name_of_its_own)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < i; j++)
			assert_string_not_equal(messages[i]->name, messages[j]->name);
}

TEST(every_member_has_a_name_of_its_own)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count; j++)
			assert_int_equal(j, message_index(messages[i], messages[i]->field[j].name));
}

TEST(what_stands_before_a_member_is_its_name)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count; j++) {
			const struct field *field = &messages[i]->field[j];
			char before[80];

			snprintf(before, sizeof before, ",\"%s\":", field->name);
			assert_string_equal(before, field->before);
			assert_int_equal(strlen(before), field->before_length);
		}
}

static void sound(const struct message *message, const struct field *field)
{
	bool taken = (field->use & (USE_CREATE | USE_PATCH)) != 0;
	bool array = field->type == FIELD_IDS || field->type == FIELD_TERMS
		|| field->type == FIELD_TEXTS
		|| field->type == FIELD_OBJECTS;

	if (field->use == 0 || ((field->use & USE_NEEDED) && !(field->use & USE_CREATE)))
		fail_msg("%s.%s is for nothing", message->name, field->name);
	if (taken && field->type == FIELD_INSTANT)
		fail_msg("%s.%s: when it was is ours to say", message->name, field->name);
	if ((field->use & USE_NEEDED) && (field->use & USE_NULL))
		fail_msg("%s.%s is needed and may be null", message->name, field->name);
	if ((field->type == FIELD_TERM || field->type == FIELD_TERMS) && field->terms == NULL)
		fail_msg("%s.%s has no words", message->name, field->name);
	if ((field->type == FIELD_OBJECT || field->type == FIELD_OBJECTS) && field->of == NULL)
		fail_msg("%s.%s is of nothing", message->name, field->name);
	if ((taken || array) && (field->type == FIELD_TEXT || field->type == FIELD_INTEGER || array)
	    && (field->max <= 0 || field->min > field->max))
		fail_msg("%s.%s has no limit", message->name, field->name);
	if (message->size > 0 && field->offset >= message->size)
		fail_msg("%s.%s is outside its struct", message->name, field->name);
	if (message->size == 0 && field->use & (USE_CREATE | USE_PATCH | USE_STORED))
		fail_msg("%s.%s has no place to stand", message->name, field->name);
}

TEST(every_member_has_limits_words_and_a_use)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count; j++)
			sound(messages[i], &messages[i]->field[j]);
}

/* A name of another member than the one meant would leave two fields in one place. */
TEST(no_two_members_share_a_place)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count && messages[i]->size > 0; j++)
			for (int k = 0; k < j; k++)
				assert_int_not_equal(messages[i]->field[j].offset,
					messages[i]->field[k].offset);
}

/* Every byte that a field fills is emptied again, and every field that is filled is told so. */
TEST(clearing_leaves_none_everywhere)
{
	struct arena arena;
	uint64_t seed = 1;

	arena_init(&arena);
	for (int i = 0; messages[i] != NULL; i++) {
		const struct message *message = messages[i];
		void *object = arena_take(&arena, message->size + 1);

		if (message->size == 0)
			continue;
		some_object(&seed, message, ~0u & ~(unsigned)USE_NULL, object, &arena);
		message_clear(message, object);
		for (int j = 0; j < message->count; j++)
			if (message->field[j].type != FIELD_BOOLEAN)
				assert_true(field_is_none(&message->field[j], object));
			else
				assert_false(*(bool *)((char *)object + message->field[j].offset));
	}
	arena_release(&arena);
}

static size_t field_size(const struct field *field)
{
	switch (field->type) {
	case FIELD_ID:
		return ID_SIZE;
	case FIELD_DATE:
	case FIELD_TERM:
		return 4;
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		return 1;
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
		return sizeof(struct texts);
	case FIELD_OBJECTS:
		return sizeof(struct objects);
	case FIELD_OBJECT:
		return field->of->size;
	default:
		return 8;
	}
}

TEST(clearing_a_field_touches_no_other)
{
	unsigned char object[4096], before[4096];

	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; messages[i]->size > 0 && j < messages[i]->count; j++) {
			const struct field *field = &messages[i]->field[j];

			assert_true(messages[i]->size + 16 <= sizeof object);
			memset(object, 0x5a, sizeof object);
			field_clear(field, object);
			memset(before, 0x5a, sizeof before);
			memcpy(before + field->offset, object + field->offset, field_size(field));
			if (field->type == FIELD_OBJECT)
				memcpy(before + field->given, object + field->given, sizeof(uint64_t));
			assert_memory_equal(before, object, sizeof object);
		}
}

TEST(every_value_that_is_there_is_told_to_be_there)
{
	struct arena arena;
	uint64_t seed = 2;

	arena_init(&arena);
	for (int i = 0; messages[i] != NULL; i++) {
		const struct message *message = messages[i];
		void *object = arena_take(&arena, message->size + 1);

		for (int j = 0; message->size > 0 && j < message->count; j++) {
			some_value(&seed, &message->field[j], USE_SHOWN, object, &arena);
			assert_false(field_is_none(&message->field[j], object));
		}
	}
	arena_release(&arena);
}

TEST(the_words_of_the_lists_are_found_and_others_are_not)
{
	assert_int_equal(DEADLINE_ORDER_COMPLIANCE, term_find(&deadline_kinds, "order_compliance"));
	assert_int_equal(LETTER_CLOSURE, term_find(&letter_kinds, "closure"));
	assert_int_equal(AUDIT_FOLLOW_UP, term_find(&audit_states, "follow_up"));
	assert_int_equal(MATURITY_PREVENTIVE, term_find(&maturities, "preventive"));
	assert_int_equal(TERM_NONE, term_find(&audit_states, "Closed"));
	assert_int_equal(TERM_NONE, term_find(&audit_states, ""));
}

static uint64_t parameters_of(char *list, bool optional)
{
	uint64_t mask = 0;

	for (char *rest, *name = strtok_r(list, ",", &rest); name != NULL;
		name = strtok_r(NULL, ",", &rest)) {
		size_t length = strlen(name);
		bool may = name[length - 1] == '?';
		int index;

		if (strcmp(name, "-") == 0)
			continue;
		if (may)
			name[length - 1] = '\0';
		index = message_index(&action_message, name);
		assert_true(index >= 0);
		if (may == optional)
			mask |= UINT64_C(1) << index;
	}
	return mask;
}

/* params.txt was written from the contract by somebody who has not seen actions.def. */
TEST(every_event_takes_what_the_contract_says)
{
	char line[1000], again[1000], name[400];
	int lines = 0, events = 0;
	FILE *file;

	snprintf(name, sizeof name, "%s/tests/unit/expected/params.txt",
		getenv("srcdir") ? getenv("srcdir") : ".");
	file = fopen(name, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		char *machine, *event, *list;
		int index = 0;

		if (line[0] == '#')
			continue;
		machine = strtok(line, " |\n");
		event = strtok(NULL, " |\n");
		list = strtok(NULL, " |\n");
		strcpy(again, list);
		while (strcmp(action_machines[index], machine) != 0)
			assert_true(++index < ACTIONS);
		assert_int_equal(parameters_of(list, false), action_needs(index, event));
		assert_int_equal(parameters_of(again, true), action_takes(index, event));
		lines++;
	}
	fclose(file);
	for (int machine = 0; machine < ACTIONS; machine++)
		for (int i = 0; action_event(machine, i) != NULL; i++)
			events++;
	assert_int_equal(lines, events);
}

TEST(the_names_of_parameters_are_an_array)
{
	struct buffer buffer;

	buffer_init(&buffer);
	action_encode_names(action_needs(ACTIONS_DEADLINE, "extend"), &buffer);
	assert_string_equal("[\"reason\",\"due\"]", buffer.data);
	buffer_clear(&buffer);
	action_encode_names(action_needs(ACTIONS_AUDIT, "adopt"), &buffer);
	assert_string_equal("[]", buffer.data);
	assert_true(action_needs(ACTIONS_AUDIT, "no_such_event") == 0);
	assert_null(action_event(ACTIONS_ORDER, 6));
	assert_string_equal("withdraw", action_event(ACTIONS_ORDER, 5));
	buffer_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_message_has_a_name_of_its_own),
		cmocka_unit_test(every_member_has_a_name_of_its_own),
		cmocka_unit_test(what_stands_before_a_member_is_its_name),
		cmocka_unit_test(every_member_has_limits_words_and_a_use),
		cmocka_unit_test(no_two_members_share_a_place),
		cmocka_unit_test(clearing_leaves_none_everywhere),
		cmocka_unit_test(clearing_a_field_touches_no_other),
		cmocka_unit_test(every_value_that_is_there_is_told_to_be_there),
		cmocka_unit_test(the_words_of_the_lists_are_found_and_others_are_not),
		cmocka_unit_test(every_event_takes_what_the_contract_says),
		cmocka_unit_test(the_names_of_parameters_are_an_array),
	};

	return RUN(tests);
}
