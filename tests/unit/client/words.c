/* words - what the tables hold has a word for every reader, and every event says what it does. */
#include "unit.h"

#include "client/noun.h"
#include "client/words.h"
#include "proto/action.h"

static const struct { const char *list, *word; } words[] = {
#define LABEL(member, nb, nn)
#define TERM(list, word, nb, nn) { #list, #word },
#define PHRASE(name, nb, nn, en)
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
};

/* Each has its words, and they stand in the order of the contract. */
static void check_terms(const struct terms *terms, const char *member)
{
	int next = 0;

	for (int i = 0; i < terms->count; i++)
		if (!word_term_known(terms, terms->word[i]))
			fail_msg("%s: %s of %s has no Norwegian word", member, terms->word[i], terms->name);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i].list, terms->name) == 0)
			assert_string_equal(words[i].word, terms->word[next++]);
}

/* Members that are shown, at any depth; what the case shows of a breach too. */
static void check_message(const struct message *message)
{
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];

		if (!(field->use & USE_SHOWN) || strcmp(field->name, "actions") == 0)
			continue;
		if (!word_label_known(field->name))
			fail_msg("%s of %s has no label", field->name, message->name);
		if (field->terms != NULL)
			check_terms(field->terms, field->name);
	}
}

TEST(every_member_that_is_shown_has_a_label_and_every_word_of_it_a_word)
{
	for (int i = 0; nouns[i] != NULL; i++) {
		if (nouns[i]->message != NULL)
			check_message(nouns[i]->message);
		if (nouns[i]->row != NULL)
			check_message(nouns[i]->row);
	}
}

/* "a b c" are members of the message or of what it begins with, or "#". */
static void check_columns(const struct noun *noun, const char *columns)
{
	char text[200], *left = text, *member;

	if (columns == NULL)
		return;
	snprintf(text, sizeof text, "%s", columns);
	while ((member = strsep(&left, " ")) != NULL) {
		const struct message *message = noun->row == NULL ? noun->message : noun->row;
		bool found = strcmp(member, "#") == 0;

		for (; message != NULL && !found; message = message->also)
			found = message_field(message, member) != NULL;
		if (!found)
			fail_msg("%s has no member %s", noun->name, member);
	}
}

TEST(no_word_stands_twice)
{
	static const char *const all[] = {
#define LABEL(member, nb, nn) "label " #member,
#define TERM(list, word, nb, nn) "term " #list " " #word,
#define PHRASE(name, nb, nn, en) "phrase " #name,
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(all[i], all[j]) == 0)
				fail_msg("%s stands twice", all[i]);
}

TEST(labels_and_lists_stand_in_the_order_of_the_alphabet)
{
	static const char *const labels[] = {
#define LABEL(member, nb, nn) #member,
#define TERM(list, word, nb, nn)
#define PHRASE(name, nb, nn, en)
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
	};

	for (size_t i = 1; i < sizeof labels / sizeof labels[0]; i++)
		if (strcmp(labels[i - 1], labels[i]) > 0)
			fail_msg("%s stands after %s", labels[i], labels[i - 1]);
	for (size_t i = 1; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i - 1].list, words[i].list) > 0)
			fail_msg("%s stands after %s", words[i].list, words[i - 1].list);
}

TEST(columns_labels_and_keys_are_members)
{
	for (int i = 0; nouns[i] != NULL; i++) {
		check_columns(nouns[i], nouns[i]->columns);
		check_columns(nouns[i], nouns[i]->columns_within);
		if (nouns[i]->message != NULL)
			check_columns(nouns[i], nouns[i]->label);
		check_columns(nouns[i], nouns[i]->keys);
	}
}

TEST(every_event_is_a_command_and_says_what_it_does)
{
	static const struct noun *const machines[ACTIONS] = { &audit_noun, &breach_noun, &deadline_noun, &letter_noun,
		&order_noun };

	for (int machine = 0; machine < ACTIONS; machine++) {
		struct command command[COMMANDS_MAX];
		int count = noun_commands(machines[machine], command);
		const char *event;

		assert_int_equal(machines[machine]->machine, machine);
		for (int e = 0; (event = action_event(machine, e)) != NULL; e++) {
			int found = 0;

			for (int c = 0; c < count; c++)
				found += strcmp(command[c].name, event) == 0 && command[c].about != NULL;
			if (found != 1)
				fail_msg("%s %s is %d commands with a text", machines[machine]->name, event, found);
		}
	}
}

TEST(no_two_commands_of_a_noun_have_the_same_name)
{
	for (int i = 0; nouns[i] != NULL; i++) {
		struct command command[COMMANDS_MAX];
		int count = noun_commands(nouns[i], command);

		for (int a = 0; a < count; a++)
			for (int b = a + 1; b < count; b++)
				if (name_is(command[a].name, strlen(command[a].name), command[b].name))
					fail_msg("%s has two commands %s", nouns[i]->name, command[a].name);
	}
}

TEST(every_reference_of_a_member_that_may_be_given_is_known)
{
	for (int i = 0; nouns[i] != NULL; i++) {
		const struct message *message = nouns[i]->message;

		for (int f = 0; message != NULL && f < message->count; f++) {
			const struct field *field = &message->field[f];

			if ((field->type == FIELD_ID || field->type == FIELD_IDS) && (field->use & (USE_CREATE | USE_PATCH)) &&
			    noun_of_member(field->name) == NULL)
				fail_msg("whose id is %s of %s?", field->name, message->name);
		}
	}
	for (int f = 0; f < action_message.count; f++)
		if (action_message.field[f].type == FIELD_ID || action_message.field[f].type == FIELD_IDS)
			assert_non_null(noun_of_member(action_message.field[f].name));
}

TEST(a_phrase_is_filled_in_order)
{
	struct arena arena;

	arena_init(&arena);
	assert_string_equal(phrase_fill(&arena, PHRASE_made, LANGUAGE_NB, "breach 2026/17#1", NULL),
		"breach 2026/17#1 er registrert");
	assert_string_equal(phrase_fill(&arena, PHRASE_record, LANGUAGE_EN, "3", "{}", "x", NULL), "record 3: {}: x");
	arena_release(&arena);
}

TEST(english_is_the_name_itself)
{
	struct arena arena;

	arena_init(&arena);
	assert_string_equal(word_label("follow_up_lead", LANGUAGE_EN, &arena), "follow up lead");
	assert_string_equal(word_label("follow_up_lead", LANGUAGE_NN, &arena), "leier oppfølginga");
	assert_string_equal(word_term(&audit_states, "follow_up", LANGUAGE_NB, &arena), "oppfølging");
	assert_string_equal(word_label("of_a_later_daemon", LANGUAGE_NB, &arena), "of a later daemon");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_member_that_is_shown_has_a_label_and_every_word_of_it_a_word),
		cmocka_unit_test(no_word_stands_twice),
		cmocka_unit_test(labels_and_lists_stand_in_the_order_of_the_alphabet),
		cmocka_unit_test(columns_labels_and_keys_are_members),
		cmocka_unit_test(every_event_is_a_command_and_says_what_it_does),
		cmocka_unit_test(no_two_commands_of_a_noun_have_the_same_name),
		cmocka_unit_test(every_reference_of_a_member_that_may_be_given_is_known),
		cmocka_unit_test(a_phrase_is_filled_in_order),
		cmocka_unit_test(english_is_the_name_itself),
	};

	return RUN(tests);
}
