/* problem - what a refusal is told as, read back by another reader of JSON. */
#include "unit.h"

#include <jansson.h>

#include "http/problem.h"

static struct buffer text;

static json_t *told(struct problem problem)
{
	json_t *json;

	problem.instance = "an-id";
	buffer_clear(&text);
	problem_write(&problem, &text);
	json = json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json);
	return json;
}

static const char *member(json_t *json, const char *name)
{
	return json_string_value(json_object_get(json, name));
}

TEST(every_refusal_has_its_members_in_every_language)
{
	static const struct mistakes no_mistakes;
	static const struct judgement no_judgement;

	for (int refusal = 1; refusal < REFUSALS; refusal++)
		for (int language = 0; language < LANGUAGES; language++) {
			json_t *json = told((struct problem){ .refusal = refusal, .language = (enum language)language,
				.mistakes = &no_mistakes, .judgement = &no_judgement });

			assert_string_equal(member(json, "code"), refusal_code((enum refusal)refusal));
			assert_string_equal(member(json, "title"), refusal_text((enum refusal)refusal, (enum language)language));
			assert_int_equal(json_integer_value(json_object_get(json, "status")), problem_status(refusal));
			assert_string_equal(member(json, "instance"), "an-id");
			assert_non_null(member(json, "type"));
			assert_non_null(member(json, "detail"));
			assert_null(json_object_get(json, "errors"));
			assert_null(json_object_get(json, "guards"));
			json_decref(json);
		}
}

TEST(a_fault_is_internal_and_tells_nothing)
{
	json_t *json = told((struct problem){ .refusal = FAULT_DATABASE, .language = LANGUAGE_EN });

	assert_int_equal(problem_status(FAULT_DATABASE), 500);
	assert_string_equal(member(json, "code"), "internal");
	assert_string_equal(member(json, "detail"), member(json, "title"));
	json_decref(json);
}

TEST(mistakes_are_told_with_their_places_and_no_more_than_there_is_room_for)
{
	static struct mistakes mistakes;
	json_t *json, *errors;

	mistakes_add(&mistakes, "/a\"b", REFUSAL_missing, NULL);
	mistakes_add(&mistakes, "/c", REFUSAL_too_long, "at most 7 characters");
	mistakes_add(&mistakes, "/e", REFUSAL_too_long, "not in the table");
	json = told((struct problem){ .refusal = REFUSAL_invalid, .language = LANGUAGE_NN, .mistakes = &mistakes });
	errors = json_object_get(json, "errors");
	assert_int_equal(json_array_size(errors), 3);
	assert_string_equal(member(json_array_get(errors, 0), "pointer"), "/a\"b");
	assert_string_equal(member(json_array_get(errors, 0), "code"), "missing");
	assert_string_equal(member(json_array_get(errors, 0), "detail"), refusal_text(REFUSAL_missing, LANGUAGE_NN));
	assert_string_equal(member(json_array_get(errors, 1), "detail"), "Teksten er for lang: høgst 7 teikn");
	assert_string_equal(member(json_array_get(errors, 2), "detail"), "Teksten er for lang: not in the table");
	json_decref(json);
	for (int i = 0; i < 2 * MISTAKES_MAX; i++)
		mistakes_add(&mistakes, "/d", REFUSAL_missing, NULL);
	json = told((struct problem){ .refusal = REFUSAL_invalid, .mistakes = &mistakes });
	assert_int_equal(json_array_size(json_object_get(json, "errors")), MISTAKES_MAX);
	json_decref(json);
}

TEST(guards_are_told_in_the_language_with_source_and_subjects)
{
	static struct judgement judgement;
	json_t *json, *guards, *held;

	judgement.held[0] = (struct held){ .guard = GUARD_breach_open, .first = 1, .count = 2 };
	judgement.held[1] = (struct held){ .guard = GUARD_letter_not_approved, .missing = "leader" };
	judgement.held[2] = (struct held){ .guard = GUARD_breach_incomplete, .missing = "facts", .first = 1, .count = 1 };
	judgement.held[3] = (struct held){ .guard = GUARD_breach_incomplete, .missing = "urgent", .first = 1, .count = 2 };
	judgement.held_count = 4;
	judgement.subjects[1] = "one";
	judgement.subjects[2] = "two";
	json = told((struct problem){ .refusal = REFUSAL_guards_failed, .language = LANGUAGE_EN, .judgement = &judgement });
	guards = json_object_get(json, "guards");
	assert_int_equal(json_array_size(guards), 3);
	held = json_array_get(guards, 0);
	assert_string_equal(member(held, "code"), "breach_open");
	assert_string_equal(member(held, "detail"), guard_text(GUARD_breach_open, LANGUAGE_EN));
	assert_string_equal(member(held, "source"), guard_source(GUARD_breach_open));
	assert_int_equal(json_array_size(json_object_get(held, "subjects")), 2);
	assert_string_equal(json_string_value(json_array_get(json_object_get(held, "subjects"), 1)), "two");
	held = json_array_get(guards, 1);
	assert_string_equal(member(json_array_get(json_object_get(held, "missing"), 0), "what"), "leader");
	assert_string_equal(member(held, "detail"), guard_text(GUARD_letter_not_approved, LANGUAGE_EN));
	assert_int_equal(json_array_size(json_object_get(held, "subjects")), 0);
	held = json_array_get(guards, 2);
	assert_int_equal(json_array_size(json_object_get(held, "missing")), 2);
	assert_string_equal(member(json_array_get(json_object_get(held, "missing"), 1), "what"), "urgent");
	assert_int_equal(json_array_size(json_object_get(held, "subjects")), 2);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_refusal_has_its_members_in_every_language),
		cmocka_unit_test(a_fault_is_internal_and_tells_nothing),
		cmocka_unit_test(mistakes_are_told_with_their_places_and_no_more_than_there_is_room_for),
		cmocka_unit_test(guards_are_told_in_the_language_with_source_and_subjects),
	};
	int failed;

	buffer_init(&text);
	failed = RUN(tests);
	buffer_release(&text);
	return failed;
}
