/* decode - every field of every message with each kind of wrong value, and what is no JSON at all. */
#include "values.h"

#include "proto/action.h"
#include "base/text.h"

static struct arena arena;

static int start(void **unused __attribute__((unused)))
{
	arena_init(&arena);
	return 0;
}

static int stop(void **unused __attribute__((unused)))
{
	arena_release(&arena);
	return 0;
}

static void *room(const struct message *message)
{
	return arena_take(&arena, message->size);
}

static int decode(const struct message *message, unsigned use, const char *json,
	struct mistakes *mistakes)
{
	uint64_t given;

	mistakes->count = 0;
	return message_decode(message, use, json, strlen(json), &arena, room(message), &given,
		mistakes);
}

static bool told(const struct mistakes *mistakes, const char *pointer, int refusal)
{
	for (int i = 0; i < mistakes->count && i < MISTAKES_MAX; i++)
		if (strcmp(mistakes->item[i].pointer, pointer) == 0
		    && (refusal == 0 || mistakes->item[i].refusal == refusal))
			return true;
	return false;
}

static void told_or_fail(const struct message *message, const char *json,
	const struct mistakes *mistakes, const char *pointer, int refusal)
{
	if (told(mistakes, pointer, refusal))
		return;
	for (int i = 0; i < mistakes->count && i < MISTAKES_MAX; i++)
		print_message("%s %s %s\n", mistakes->item[i].pointer,
			refusal_code((enum refusal)mistakes->item[i].refusal),
			mistakes->item[i].detail ? mistakes->item[i].detail : "");
	fail_msg("%s: %s is not told of %s in %s", message->name,
		refusal_code((enum refusal)refusal), pointer, json);
}

struct wrong { const char *json; int refusal; };
#define WRONGS 24

static bool is_text(enum field_type type)
{
	return type == FIELD_ID || type == FIELD_TEXT || type == FIELD_DATE || type == FIELD_INSTANT
		|| type == FIELD_TERM;
}

static bool is_array(enum field_type type)
{
	return type == FIELD_IDS || type == FIELD_TERMS || type == FIELD_TEXTS
		|| type == FIELD_OBJECTS;
}

static bool is_number(enum field_type type)
{
	return type == FIELD_INTEGER || type == FIELD_SHARE || type == FIELD_NUMBER;
}

static int wrong_types(const struct field *field, unsigned use, struct wrong *wrong)
{
	int n = 0;

	if (!is_text(field->type))
		wrong[n++] = (struct wrong){ "\"x\"", REFUSAL_wrong_type };
	if (!is_number(field->type))
		wrong[n++] = (struct wrong){ "7", REFUSAL_wrong_type };
	if (field->type != FIELD_BOOLEAN && field->type != FIELD_TERNARY)
		wrong[n++] = (struct wrong){ "true", REFUSAL_wrong_type };
	if (!is_array(field->type))
		wrong[n++] = (struct wrong){ "[]", REFUSAL_wrong_type };
	if (field->type != FIELD_OBJECT && field->type != FIELD_FREE)
		wrong[n++] = (struct wrong){ "{}", REFUSAL_wrong_type };
	if (!(field->use & USE_NULL) && (use == USE_PATCH || (field->use & USE_NEEDED)))
		wrong[n++] = (struct wrong){ "null", REFUSAL_null_not_allowed };
	if (is_number(field->type))
		wrong[n++] = (struct wrong){ "1e999", REFUSAL_out_of_range };
	return n;
}

/* "xxx…" of so many letters, in quotes. */
static const char *quoted(int64_t length)
{
	char *text = arena_take(&arena, (size_t)length + 3);

	memset(text, 'x', (size_t)length + 2);
	text[0] = text[length + 1] = '"';
	return text;
}

static int wrong_texts(const struct field *field, struct wrong *wrong)
{
	int n = 0;

	wrong[n++] = (struct wrong){ "\"a\\u0000b\"", REFUSAL_control_character };
	wrong[n++] = (struct wrong){ "\"a\\u0007b\"", REFUSAL_control_character };
	wrong[n++] = (struct wrong){ "\"a\\u0085b\"", REFUSAL_control_character };
	wrong[n++] = (struct wrong){ quoted(field->max + 1), REFUSAL_too_long };
	if (field->min > 0)
		wrong[n++] = (struct wrong){ "\" \\n\\u00a0\\t\"", REFUSAL_missing };
	if (field->min > 1)
		wrong[n++] = (struct wrong){ quoted(field->min - 1), REFUSAL_too_short };
	if ((field->use & USE_FREE_TEXT) && field->max > 20)
		wrong[n++] = (struct wrong){ "\"nr 150765 00565\"", REFUSAL_personal_number };
	if (field->check == check_org_number)
		wrong[n++] = (struct wrong){ "\"974760674\"", REFUSAL_invalid_org_number };
	if (field->check == check_municipality_number)
		wrong[n++] = (struct wrong){ "\"12a4\"", REFUSAL_invalid_municipality_number };
	if (field->check == check_email)
		wrong[n++] = (struct wrong){ "\"a@b\"", REFUSAL_invalid_email };
	if (field->check == check_case_number)
		wrong[n++] = (struct wrong){ "\"17/2026\"", REFUSAL_wrong_type };
	if (field->check == check_exempt)
		wrong[n++] = (struct wrong){ "\"offentleglova\"", REFUSAL_not_a_section };
	return n;
}

static int wrong_arrays(const struct field *field, struct wrong *wrong)
{
	const char *json = "[", *same = "\"01900000-0000-7000-8000-000000000000\"";
	int n = 0;

	for (int64_t i = 0; i <= field->max; i++)
		json = arena_format(&arena, "%s%s0", json, i == 0 ? "" : ",");
	wrong[n++] = (struct wrong){ arena_format(&arena, "%s]", json), REFUSAL_too_many_items };
	if (field->min > 0)
		wrong[n++] = (struct wrong){ "[]", REFUSAL_too_few_items };
	wrong[n++] = (struct wrong){ "[7]", -REFUSAL_wrong_type };
	if (field->type == FIELD_IDS)
		wrong[n++] = (struct wrong){ "[\"x\"]", -REFUSAL_not_an_id };
	if (field->type == FIELD_TERMS)
		wrong[n++] = (struct wrong){ "[\"x\"]", -REFUSAL_unknown_term };
	if (field->type == FIELD_TERMS)
		same = arena_format(&arena, "\"%s\"", field->terms->word[0]);
	if (field->type == FIELD_IDS || (field->type == FIELD_TERMS && field->max > 1))
		wrong[n++] = (struct wrong){ arena_format(&arena, "[%s,%s]", same, same),
			REFUSAL_duplicate_item };
	return n;
}

/* A refusal below zero is told of the first item. */
static int wrong_values(const struct field *field, unsigned use, struct wrong wrong[WRONGS])
{
	int n = wrong_types(field, use, wrong);

	switch (field->type) {
	case FIELD_ID:
		wrong[n++] = (struct wrong){ "\"01900000-0000-7000-8000-00000000000g\"",
			REFUSAL_not_an_id };
		wrong[n++] = (struct wrong){ "\"\"", REFUSAL_not_an_id };
		wrong[n++] = (struct wrong){ "\"01900000-0000-7000-8000-000000000000\\u0000\"",
			REFUSAL_not_an_id };
		break;
	case FIELD_DATE:
		wrong[n++] = (struct wrong){ "\"2025-02-30\"", REFUSAL_not_a_date };
		wrong[n++] = (struct wrong){ "\"2025-02-03\\u0000\"", REFUSAL_not_a_date };
		break;
	case FIELD_TERM:
		wrong[n++] = (struct wrong){ "\"x\"", REFUSAL_unknown_term };
		break;
	case FIELD_SHARE:
		wrong[n++] = (struct wrong){ "1.0001", REFUSAL_out_of_range };
		wrong[n++] = (struct wrong){ "-0.1", REFUSAL_out_of_range };
		break;
	case FIELD_INTEGER:
		wrong[n++] = (struct wrong){ "1.5", REFUSAL_wrong_type };
		wrong[n++] = (struct wrong){ arena_format(&arena, "%lld",
			(long long)field->min - 1), REFUSAL_out_of_range };
		wrong[n++] = (struct wrong){ arena_format(&arena, "%lld",
			(long long)field->max + 1), REFUSAL_out_of_range };
		wrong[n++] = (struct wrong){ "99999999999999999999999", REFUSAL_out_of_range };
		break;
	case FIELD_TEXT:
		n += wrong_texts(field, wrong + n);
		break;
	case FIELD_FREE:
		wrong[n++] = (struct wrong){ "7", REFUSAL_wrong_type };
		break;
	default:
		if (is_array(field->type))
			n += wrong_arrays(field, wrong + n);
	}
	return n;
}

static void field_refuses(const struct message *message, const struct field *field, unsigned use)
{
	struct wrong wrong[WRONGS];
	int n = wrong_values(field, use, wrong);

	assert_true(n > 3 && n <= WRONGS);
	for (int i = 0; i < n; i++) {
		bool item = wrong[i].refusal < 0;
		const char *json = arena_format(&arena, "{\"%s\":%s,\"no_such_member\":1}",
			field->name, wrong[i].json);
		const char *pointer = arena_format(&arena, "/%s%s", field->name, item ? "/0" : "");
		struct mistakes mistakes;

		if (wrong[i].refusal == REFUSAL_duplicate_item)
			pointer = arena_format(&arena, "/%s/1", field->name);
		assert_int_equal(REFUSAL_invalid, decode(message, use, json, &mistakes));
		told_or_fail(message, json, &mistakes, pointer, abs(wrong[i].refusal));
		told_or_fail(message, json, &mistakes, "/no_such_member", REFUSAL_unknown_member);
	}
}

TEST(every_field_refuses_every_wrong_value_at_its_pointer)
{
	int fields = 0;

	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count; j++)
			for (unsigned use = USE_CREATE; use <= USE_PATCH;
				use += USE_PATCH - USE_CREATE) {
				if (!(messages[i]->field[j].use & use))
					continue;
				field_refuses(messages[i], &messages[i]->field[j], use);
				arena_clear(&arena);
				fields++;
			}
	assert_true(fields > 200);
}

static const char *ids(int64_t count)
{
	struct buffer buffer;
	const char *json;
	uint64_t seed = 5;

	buffer_init(&buffer);
	for (int64_t i = 0; i < count; i++) {
		char id[ID_SIZE];

		some_id(&seed, id);
		buffer_format(&buffer, "%c\"%s\"", i == 0 ? '[' : ',', id);
	}
	buffer_add_text(&buffer, count == 0 ? "[]" : "]");
	json = arena_text(&arena, buffer.data);
	buffer_release(&buffer);
	return json;
}

/* The outermost values of a field, NULL after the last. */
static void outermost(const struct field *field, const char *value[3])
{
	value[0] = value[1] = value[2] = NULL;
	if (field->type == FIELD_TEXT && field->check == NULL) {
		value[0] = quoted(field->min);
		value[1] = quoted(field->max);
	} else if (field->type == FIELD_INTEGER) {
		value[0] = arena_format(&arena, "%lld", (long long)field->min);
		value[1] = arena_format(&arena, "%lld", (long long)field->max);
	} else if (field->type == FIELD_SHARE) {
		value[0] = "0";
		value[1] = "1";
	} else if (field->type == FIELD_IDS) {
		value[0] = ids(field->min);
		value[1] = ids(field->max);
	}
}

TEST(what_lies_on_a_limit_is_taken)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count && messages[i]->size > 0; j++) {
			const struct field *field = &messages[i]->field[j];
			const char *value[3];

			outermost(field, value);
			for (int k = 0; value[k] != NULL && (field->use & USE_CREATE); k++) {
				const char *json = arena_format(&arena, "{\"%s\":%s}", field->name,
					value[k]);
				struct mistakes mistakes;

				decode(messages[i], USE_CREATE, json, &mistakes);
				if (told(&mistakes, arena_format(&arena, "/%s", field->name), 0))
					fail_msg("%s refuses %.200s", messages[i]->name, json);
			}
			arena_clear(&arena);
		}
}

TEST(a_mistake_says_what_was_wanted)
{
	static const struct { const struct message *message; const char *json, *detail;
		} cases[] = {
		{ &measure_point_message, "{\"rounds\":0}", "from 1 to 100" },
		{ &measure_point_message, "{\"target\":2}", "from 0 to 1" },
		{ &measure_point_message, "{\"category\":\"x\"}", "one of structure, process, outcome" },
		{ &account_message, "{\"password\":\"kort\"}", "at least 8 characters" },
		{ &account_message, "{\"roles\":[]}", "at least 1 items" },
		{ &account_message, "{\"roles\":[1,2,3,4,5,6]}", "at most 5 items" },
		{ &requirement_message, "{\"valid_to\":\"x\"}", NULL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mistakes mistakes;

		decode(cases[i].message, USE_PATCH, cases[i].json, &mistakes);
		assert_int_equal(1, mistakes.count);
		if (cases[i].detail == NULL)
			assert_null(mistakes.item[0].detail);
		else
			assert_string_equal(cases[i].detail, mistakes.item[0].detail);
	}
}

/* No body has one yet; the type is there for what the store reads. */
TEST(an_object_of_texts_has_a_hundred_at_most)
{
	for (int count = 100; count <= 101; count++) {
		struct mistakes mistakes;
		struct buffer buffer;

		buffer_init(&buffer);
		for (int i = 0; i < count; i++)
			buffer_format(&buffer, "%s\"m%d\":\"x\"", i == 0 ? "{\"fields\":{" : ",",
				i);
		buffer_add_text(&buffer, "}}");
		assert_int_equal(count == 100 ? 0 : REFUSAL_invalid,
			decode(&letter_message, USE_PATCH, buffer.data, &mistakes));
		if (count > 100)
			told_or_fail(&letter_message, "", &mistakes, "/fields",
				REFUSAL_too_many_items);
		buffer_release(&buffer);
	}
}

TEST(what_callers_may_not_give_is_unknown_to_them)
{
	for (int i = 0; messages[i] != NULL; i++)
		for (int j = 0; j < messages[i]->count; j++) {
			const struct field *field = &messages[i]->field[j];
			const char *json = arena_format(&arena, "{\"%s\":null}", field->name);
			struct mistakes mistakes;

			if (!(field->use & USE_CREATE) && messages[i]->size > 0) {
				assert_int_equal(REFUSAL_invalid,
					decode(messages[i], USE_CREATE, json, &mistakes));
				told_or_fail(messages[i], json, &mistakes,
					arena_format(&arena, "/%s", field->name),
					REFUSAL_unknown_member);
			}
			if (!(field->use & USE_PATCH) && messages[i]->size > 0) {
				assert_int_equal(REFUSAL_invalid,
					decode(messages[i], USE_PATCH, json, &mistakes));
				told_or_fail(messages[i], json, &mistakes,
					arena_format(&arena, "/%s", field->name),
					REFUSAL_unknown_member);
			}
		}
}

TEST(an_empty_body_misses_exactly_what_is_needed)
{
	for (int i = 0; messages[i] != NULL; i++) {
		struct mistakes mistakes;
		int needed = 0;

		if (messages[i]->size == 0 || messages[i]->check != NULL)
			continue;
		decode(messages[i], USE_CREATE, "{}", &mistakes);
		for (int j = 0; j < messages[i]->count; j++) {
			if (!(messages[i]->field[j].use & USE_NEEDED))
				continue;
			needed++;
			told_or_fail(messages[i], "{}", &mistakes,
				arena_format(&arena, "/%s", messages[i]->field[j].name),
				REFUSAL_missing);
		}
		assert_int_equal(needed, mistakes.count);
		assert_int_equal(0, decode(messages[i], USE_PATCH, "{}", &mistakes));
	}
}

TEST(the_deepest_place_has_its_whole_pointer)
{
	struct mistakes mistakes;
	const char *json = "{\"notice_of_order\":{\"breaches\":[\"x\"],\"a/b~\":1},\"dates\":[{\"kind\":\"plan\","
		"\"due\":\"2026-01-01\"},{\"kind\":\"plan\",\"due\":7}],\"kind\":\"notice\",\"fields\":{\"p\":1}}";

	assert_int_equal(REFUSAL_invalid, decode(&letter_message, USE_CREATE, json, &mistakes));
	told_or_fail(&letter_message, json, &mistakes, "/notice_of_order/breaches/0",
		REFUSAL_not_an_id);
	told_or_fail(&letter_message, json, &mistakes, "/notice_of_order/a~1b~0",
		REFUSAL_unknown_member);
	told_or_fail(&letter_message, json, &mistakes, "/notice_of_order/text", REFUSAL_missing);
	told_or_fail(&letter_message, json, &mistakes, "/dates/1/due", REFUSAL_wrong_type);
	told_or_fail(&letter_message, json, &mistakes, "/fields/p", REFUSAL_wrong_type);
	assert_int_equal(6, mistakes.count);
}

TEST(members_are_held_against_each_other)
{
	static const struct { const struct message *message; const char *json, *pointer;
		int refusal; } cases[] = {
		{ &enterprise_message, "{\"name\":\"x\",\"kind\":\"other\",\"paused_from\":\"2026-01-02\",\"paused_to\":\"2026-01-01\"}",
			"/paused_to", REFUSAL_ends_before_start },
		{ &requirement_message, "{\"code\":\"x\",\"act\":\"x\",\"valid_from\":\"2026-01-02\",\"valid_to\":\"2026-01-01\"}",
			"/valid_to", REFUSAL_ends_before_start },
		{ &conflict_message, "{\"from\":\"2026-01-02\",\"to\":\"2026-01-01\"}", "/to", REFUSAL_ends_before_start },
		{ &audit_message, "{\"visit_from\":\"2026-01-02\",\"visit_to\":\"2026-01-01\"}", "/visit_to",
			REFUSAL_ends_before_start },
		{ &observation_message, "{\"period_from\":\"2026-01-02\",\"period_to\":\"2026-01-01\"}", "/period_to",
			REFUSAL_ends_before_start },
		{ &observation_message, "{\"population\":9,\"sample\":10}", "/sample", REFUSAL_out_of_range },
		{ &observation_message, "{\"sample\":10,\"compliant\":11}", "/compliant", REFUSAL_out_of_range },
		{ &observation_message, "{\"sample\":10,\"compliant\":8,\"hard_failures\":3}", "/hard_failures",
			REFUSAL_out_of_range },
		{ &interim_measure_message, "{\"due\":\"2026-01-01\"}", "/text", REFUSAL_missing },
		{ &interim_measure_message, "{\"text\":\"x\",\"confirmed_on\":\"2026-01-02\",\"ended_on\":\"2026-01-01\"}",
			"/ended_on", REFUSAL_ends_before_start },
	};
	struct mistakes mistakes;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(REFUSAL_invalid,
			decode(cases[i].message, USE_CREATE, cases[i].json, &mistakes));
		told_or_fail(cases[i].message, cases[i].json, &mistakes, cases[i].pointer,
			cases[i].refusal);
	}
	assert_int_equal(REFUSAL_invalid, decode(&me_message, USE_PATCH,
		"{\"deputies\":[{\"account\":"
		"\"01900000-0000-7000-8000-000000000000\",\"from\":\"2026-01-02\",\"to\":\"2026-01-01\"}]}", &mistakes));
	told_or_fail(&me_message, "deputies", &mistakes, "/deputies/0/to",
		REFUSAL_ends_before_start);
	assert_int_equal(0, decode(&observation_message, USE_PATCH, "{}", &mistakes));
}

TEST(what_is_no_json_is_400_with_its_place)
{
	static const struct { const char *json, *pointer; int refusal; } cases[] = {
		{ "", "", REFUSAL_malformed_json },
		{ "{", "", REFUSAL_malformed_json },
		{ "{\"name\":\"x\"}x", "", REFUSAL_malformed_json },
		{ "{\"name\":\"x\"}{}", "", REFUSAL_malformed_json },
		{ "{\"name\":\"x\",}", "", REFUSAL_malformed_json },
		{ "{\"name\":tru}", "/name", REFUSAL_malformed_json },
		{ "{'name':1}", "", REFUSAL_malformed_json },
		{ "{\"name\":NaN}", "/name", REFUSAL_malformed_json },
		{ "{\"name\":01}", "/name", REFUSAL_malformed_json },
		{ "\xef\xbb\xbf{}", "", REFUSAL_malformed_json },
		{ "{\"name\":\"\\ud800\"}", "/name", REFUSAL_malformed_json },
		{ "{\"name\":\"a\nb\"}", "/name", REFUSAL_malformed_json },
		{ "{\"name\":\"\xff\"}", "/name", REFUSAL_invalid_utf8 },
		{ "{\"name\":\"\xc0\xaf\"}", "/name", REFUSAL_invalid_utf8 },
		{ "{\"name\":\"\xed\xa0\x80\"}", "/name", REFUSAL_invalid_utf8 },
		{ "{\"name\":\"\xf5\x80\x80\x80\"}", "/name", REFUSAL_invalid_utf8 },
		{ "{\"name\":1,\"kind\":2,\"name\":3}", "/name", REFUSAL_duplicate_member },
		{ "{\"a\":[ 1 , {\"k\":1,\"k\":2}]}", "/a/1/k", REFUSAL_duplicate_member },
		{ "{\"k\":1,\"k\":2", "/k", REFUSAL_malformed_json },
		{ "{\"k\":1,\"k\":2,\"n\":1e999}", "/k", REFUSAL_duplicate_member },
		{ "{\"a\":[{},{\"k\":1,\"\\u006b\":2}]}", "/a/1/k", REFUSAL_duplicate_member },
	};
	struct mistakes mistakes;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(cases[i].refusal,
			decode(&enterprise_message, USE_CREATE, cases[i].json, &mistakes));
		told_or_fail(&enterprise_message, cases[i].json, &mistakes, cases[i].pointer,
			cases[i].refusal);
		for (int j = 0; j < mistakes.count; j++)
			if (mistakes.item[j].detail != NULL)
				assert_true(text_valid(mistakes.item[j].detail,
					strlen(mistakes.item[j].detail), NULL));
	}
}

TEST(all_members_given_twice_are_told)
{
	struct mistakes mistakes;
	const char *json = "{\"name\":1,\"name\":2,\"dates\":[{\"due\":1,\"due\":1}],\"name\":3}";

	assert_int_equal(REFUSAL_duplicate_member,
		decode(&letter_message, USE_CREATE, json, &mistakes));
	told_or_fail(&letter_message, json, &mistakes, "/name", REFUSAL_duplicate_member);
	told_or_fail(&letter_message, json, &mistakes, "/dates/0/due", REFUSAL_duplicate_member);
	assert_int_equal(3, mistakes.count);
}

TEST(scalars_and_arrays_are_no_bodies)
{
	static const char *const bodies[] = { "null", "[]", "\"x\"", "7", "true" };
	struct mistakes mistakes;

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		assert_int_equal(REFUSAL_invalid,
			decode(&enterprise_message, USE_CREATE, bodies[i], &mistakes));
		told_or_fail(&enterprise_message, bodies[i], &mistakes, "", REFUSAL_wrong_type);
	}
}

static const char *nested(const char *left, const char *right, int depth)
{
	struct buffer buffer;
	const char *json;

	buffer_init(&buffer);
	for (int i = 0; i < depth; i++)
		buffer_add_text(&buffer, left);
	buffer_add_text(&buffer, "1");
	for (int i = 0; i < depth; i++)
		buffer_add_text(&buffer, right);
	json = arena_text(&arena, buffer.data);
	buffer_release(&buffer);
	return json;
}

TEST(depth_and_width_have_an_end)
{
	struct mistakes mistakes;

	assert_int_equal(REFUSAL_invalid, decode(&enterprise_message, USE_CREATE,
		nested("[", "]", 32), &mistakes));
	assert_int_equal(REFUSAL_malformed_json,
		decode(&enterprise_message, USE_CREATE, nested("[", "]", 33), &mistakes));
	assert_int_equal(REFUSAL_malformed_json,
		decode(&enterprise_message, USE_CREATE, nested("{\"a\":", "}", 100000), &mistakes));
	assert_int_equal(0, decode(&enterprise_message, USE_PATCH,
		arena_format(&arena, "{\"name\":\"\\\"%s\\\\\"}", nested("[", "]", 33)),
			&mistakes));
	assert_int_equal(REFUSAL_invalid, decode(&enterprise_message, USE_CREATE,
		arena_format(&arena, "[%s]", nested("[],", "", 65535)), &mistakes));
	assert_int_equal(REFUSAL_too_large, decode(&enterprise_message, USE_CREATE,
		arena_format(&arena, "[%s]", nested("[],", "", 65536)), &mistakes));
}

TEST(more_mistakes_than_are_kept_are_counted)
{
	struct buffer buffer;
	struct mistakes mistakes;

	buffer_init(&buffer);
	for (int i = 0; i < 1000; i++)
		buffer_format(&buffer, "%c\"m%d\":1", i == 0 ? '{' : ',', i);
	buffer_add_char(&buffer, '}');
	assert_int_equal(REFUSAL_invalid, decode(&remark_message, USE_CREATE, buffer.data,
		&mistakes));
	assert_int_equal(1002, mistakes.count);
	buffer_release(&buffer);
}

TEST(numbers_too_large_for_any_type_stop_nothing)
{
	struct mistakes mistakes;
	const char *json = "{\"code\":7,\"n_min\":1e400,\"rounds\":123456789012345678901234567890 ,\"target\":-1e999}";

	assert_int_equal(REFUSAL_invalid, decode(&measure_point_message, USE_CREATE, json,
		&mistakes));
	told_or_fail(&measure_point_message, json, &mistakes, "/n_min", REFUSAL_out_of_range);
	told_or_fail(&measure_point_message, json, &mistakes, "/rounds", REFUSAL_out_of_range);
	told_or_fail(&measure_point_message, json, &mistakes, "/target", REFUSAL_out_of_range);
	told_or_fail(&measure_point_message, json, &mistakes, "/code", REFUSAL_wrong_type);
	told_or_fail(&measure_point_message, json, &mistakes, "/text", REFUSAL_missing);
}

TEST(too_many_numbers_too_large_are_no_json_of_ours)
{
	struct mistakes mistakes;
	struct buffer buffer;

	buffer_init(&buffer);
	for (int i = 0; i < 40; i++)
		buffer_add_text(&buffer, i == 0 ? "[1e999" : ",1e999");
	buffer_add_char(&buffer, ']');
	assert_int_equal(REFUSAL_malformed_json,
		decode(&enterprise_message, USE_CREATE, buffer.data, &mistakes));
	told_or_fail(&enterprise_message, buffer.data, &mistakes, "/15", REFUSAL_out_of_range);
	told_or_fail(&enterprise_message, buffer.data, &mistakes, "/16", REFUSAL_malformed_json);
	buffer_release(&buffer);
}

TEST(a_whole_number_may_be_written_with_a_point)
{
	struct mistakes mistakes = { .count = 0 };
	struct measure_point point;
	uint64_t given;
	const char *json = "{\"rounds\":3.0,\"target\":1}";

	assert_int_equal(0, message_decode(&measure_point_message, USE_PATCH, json, strlen(json),
		&arena, &point, &given, &mistakes));
	assert_int_equal(3, point.rounds);
	assert_true(point.target == 1);
}

TEST(lengths_are_counted_in_letters_and_not_in_bytes)
{
	struct mistakes mistakes;
	struct buffer buffer;

	buffer_init(&buffer);
	buffer_add_text(&buffer, "{\"title\":\"");
	for (int i = 0; i < 200; i++)
		buffer_add_text(&buffer, "😀");
	buffer_add_text(&buffer, "\"}");
	assert_int_equal(0, decode(&breach_message, USE_CREATE, buffer.data, &mistakes));
	buffer_release(&buffer);
}

TEST(null_leaves_out_what_need_not_be_there_when_something_is_made)
{
	const char *json = "{\"kind\":\"correction\",\"due\":\"2026-03-02\",\"override\":null,\"discussed_on\":null}";
	struct deadline deadline;
	struct mistakes mistakes = { .count = 0 };
	uint64_t given;

	assert_int_equal(0, message_decode(&deadline_message, USE_CREATE, json, strlen(json), &arena, &deadline,
		&given, &mistakes));
	assert_false(deadline.override);
	assert_false(given >> message_index(&deadline_message, "override") & 1);
	assert_true(given >> message_index(&deadline_message, "discussed_on") & 1);
}

TEST(a_milestone_is_its_date_alone_or_an_object)
{
	const char *json = "{\"event\":\"extend\",\"milestones\":[\"2026-03-02\",{\"due\":\"2026-04-02\",\"text\":\"x\"}]}",
		*wrong = "{\"event\":\"extend\",\"milestones\":[\"2026-02-30\",7]}";
	struct action action;
	const struct milestone *milestone;
	struct mistakes mistakes = { .count = 0 };
	uint64_t given;

	assert_int_equal(0, message_decode(&action_message, USE_CREATE, json, strlen(json), &arena, &action,
		&given, &mistakes));
	milestone = action.milestones.item;
	assert_int_equal(2, action.milestones.count);
	assert_int_equal(31, milestone[1].due - milestone[0].due);
	assert_null(milestone[0].text);
	assert_int_equal(REFUSAL_invalid, decode(&action_message, USE_CREATE, wrong, &mistakes));
	told_or_fail(&action_message, wrong, &mistakes, "/milestones/0/due", REFUSAL_not_a_date);
	told_or_fail(&action_message, wrong, &mistakes, "/milestones/1", REFUSAL_wrong_type);
}

TEST(null_empties_and_absence_keeps)
{
	struct mistakes mistakes = { .count = 0 };
	struct enterprise patch, whole;
	uint64_t given;
	const char *json = "{\"address\":null,\"management_name\":\"Siri Moe\",\"paused_to\":\"2026-01-01\"}";

	message_clear(&enterprise_message, &whole);
	whole.name = "Vik", whole.address = "Vei 1", whole.management_name = "Berit",
		whole.paused_from = on("2026-01-02");
	assert_int_equal(0, message_decode(&enterprise_message, USE_PATCH, json, strlen(json),
		&arena, &patch, &given, &mistakes));
	message_merge(&enterprise_message, &patch, given, &whole,
		&arena, &mistakes);
	assert_int_equal(1, mistakes.count);
	told_or_fail(&enterprise_message, json, &mistakes, "/paused_to", REFUSAL_ends_before_start);
	assert_null(whole.address);
	assert_string_equal("Siri Moe", whole.management_name);
	assert_string_equal("Vik", whole.name);
}

static int merged(const struct message *message, const char *json, const void *object,
	struct mistakes *mistakes)
{
	void *patch = room(message), *copy = room(message);
	uint64_t given;

	mistakes->count = 0;
	memcpy(copy, object, message->size);
	assert_int_equal(0, message_decode(message, USE_PATCH, json, strlen(json), &arena, patch,
		&given, mistakes));
	message_merge(message, patch, given, copy, &arena, mistakes);
	return mistakes->count;
}

TEST(a_contradiction_that_stood_before_holds_back_only_what_touches_it)
{
	struct mistakes mistakes;
	struct audit audit;
	struct interim_measure measure;

	message_clear(&audit_message, &audit);
	audit.visit_from = on("2025-03-05"), audit.visit_to = on("2025-03-04");
	assert_int_equal(0, merged(&audit_message, "{\"theme\":\"Sepsis\"}", &audit, &mistakes));
	assert_int_equal(0, merged(&audit_message, "{\"visit_to\":\"2025-03-06\"}", &audit,
		&mistakes));
	assert_int_equal(0, merged(&audit_message, "{\"visit_to\":null}", &audit, &mistakes));
	assert_int_equal(1, merged(&audit_message, "{\"visit_to\":\"2025-03-03\"}",
		&audit, &mistakes));
	assert_int_equal(1, merged(&audit_message, "{\"visit_from\":\"2025-03-06\"}",
		&audit, &mistakes));
	audit.visit_from = on("2025-03-01");
	assert_int_equal(1, merged(&audit_message, "{\"visit_from\":\"2025-03-06\"}",
		&audit, &mistakes));
	told_or_fail(&audit_message, "", &mistakes, "/visit_to", REFUSAL_ends_before_start);

	message_clear(&interim_measure_message, &measure);
	measure.text = "Farmasøyt går gjennom alle lister";
	assert_int_equal(1, merged(&interim_measure_message, "{\"text\":null}",
		&measure, &mistakes));
	told_or_fail(&interim_measure_message, "", &mistakes, "/text", REFUSAL_missing);
	assert_int_equal(0, merged(&interim_measure_message,
		"{\"text\":null,\"none_needed_reason\":\"Rettet\"}", &measure, &mistakes));
}

TEST(one_member_of_an_inner_object_can_be_changed_alone)
{
	struct mistakes mistakes = { .count = 0 };
	struct letter patch, whole;
	uint64_t given;
	const char *text = "{\"notice_of_order\":{\"text\":\"Ny\",\"comment_due\":null}}",
		*none = "{\"notice_of_order\":null}";

	message_clear(&letter_message, &whole);
	assert_int_equal(0, message_decode(&letter_message, USE_PATCH, text, strlen(text), &arena,
		&patch, &given, &mistakes));
	message_merge(&letter_message, &patch, given, &whole,
		&arena, &mistakes);
	assert_int_equal(2, mistakes.count);
	told_or_fail(&letter_message, text, &mistakes, "/notice_of_order/legal_ground",
		REFUSAL_missing);

	mistakes.count = 0;
	whole.notice_given = OBJECT_GIVEN;
	whole.notice_of_order.legal_ground = "§ 8";
	whole.notice_of_order.comment_due = on("2026-01-01");
	texts_add(&whole.notice_of_order.breaches, "b", &arena);
	message_merge(&letter_message, &patch, given, &whole, &arena,
		&mistakes);
	assert_int_equal(0, mistakes.count);
	assert_string_equal("Ny", whole.notice_of_order.text);
	assert_string_equal("§ 8", whole.notice_of_order.legal_ground);
	assert_int_equal(DAY_NONE, whole.notice_of_order.comment_due);

	assert_int_equal(0, message_decode(&letter_message, USE_PATCH, none, strlen(none), &arena,
		&patch, &given, &mistakes));
	message_merge(&letter_message, &patch, given, &whole, &arena,
		&mistakes);
	assert_int_equal(0, mistakes.count);
	assert_true(whole.notice_given == 0);
	assert_null(whole.notice_of_order.text);
}

static int act(int machine, const char *json, struct mistakes *mistakes)
{
	struct action action;
	uint64_t given;

	mistakes->count = 0;
	return action_decode(machine, json, strlen(json), &arena, &action, &given, mistakes);
}

TEST(an_event_takes_its_own_parameters_and_no_others)
{
	struct mistakes mistakes;

	assert_int_equal(0, act(ACTIONS_AUDIT, "{\"event\":\"adopt\"}", &mistakes));
	assert_int_equal(REFUSAL_invalid, act(ACTIONS_AUDIT,
		"{\"event\":\"close\",\"due\":\"2026-01-01\",\"x\":1}", &mistakes));
	told_or_fail(&action_message, "close", &mistakes, "/safety_statement", REFUSAL_missing);
	told_or_fail(&action_message, "close", &mistakes, "/due", REFUSAL_parameter_not_of_event);
	told_or_fail(&action_message, "close", &mistakes, "/x", REFUSAL_unknown_member);
	assert_int_equal(3, mistakes.count);
	assert_int_equal(REFUSAL_invalid, act(ACTIONS_BREACH,
		"{\"event\":\"strike\",\"reason\":\" \"}", &mistakes));
	told_or_fail(&action_message, "strike", &mistakes, "/reason", REFUSAL_missing);
	assert_int_equal(REFUSAL_unknown_event,
		act(ACTIONS_AUDIT, "{\"event\":\"strike\",\"reason\":\"x\"}", &mistakes));
	assert_int_equal(REFUSAL_unknown_event, act(ACTIONS_AUDIT, "{\"event\":\"\"}", &mistakes));
	assert_int_equal(REFUSAL_invalid, act(ACTIONS_AUDIT, "{\"event\":7}", &mistakes));
	assert_int_equal(REFUSAL_invalid, act(ACTIONS_AUDIT, "{}", &mistakes));
	told_or_fail(&action_message, "{}", &mistakes, "/event", REFUSAL_missing);
	assert_int_equal(REFUSAL_malformed_json, act(ACTIONS_AUDIT, "{", &mistakes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_refuses_every_wrong_value_at_its_pointer),
		cmocka_unit_test(what_lies_on_a_limit_is_taken),
		cmocka_unit_test(a_mistake_says_what_was_wanted),
		cmocka_unit_test(an_object_of_texts_has_a_hundred_at_most),
		cmocka_unit_test(what_callers_may_not_give_is_unknown_to_them),
		cmocka_unit_test(an_empty_body_misses_exactly_what_is_needed),
		cmocka_unit_test(the_deepest_place_has_its_whole_pointer),
		cmocka_unit_test(members_are_held_against_each_other),
		cmocka_unit_test(what_is_no_json_is_400_with_its_place),
		cmocka_unit_test(all_members_given_twice_are_told),
		cmocka_unit_test(scalars_and_arrays_are_no_bodies),
		cmocka_unit_test(depth_and_width_have_an_end),
		cmocka_unit_test(more_mistakes_than_are_kept_are_counted),
		cmocka_unit_test(numbers_too_large_for_any_type_stop_nothing),
		cmocka_unit_test(too_many_numbers_too_large_are_no_json_of_ours),
		cmocka_unit_test(a_whole_number_may_be_written_with_a_point),
		cmocka_unit_test(lengths_are_counted_in_letters_and_not_in_bytes),
		cmocka_unit_test(null_leaves_out_what_need_not_be_there_when_something_is_made),
		cmocka_unit_test(a_milestone_is_its_date_alone_or_an_object),
		cmocka_unit_test(null_empties_and_absence_keeps),
		cmocka_unit_test(a_contradiction_that_stood_before_holds_back_only_what_touches_it),
		cmocka_unit_test(one_member_of_an_inner_object_can_be_changed_alone),
		cmocka_unit_test(an_event_takes_its_own_parameters_and_no_others),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
