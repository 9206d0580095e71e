/* roundtrip - what goes out as JSON or SQL comes back the same, for every field of every message. */
#include <jansson.h>

#include "values.h"

#include "base/fault.h"
#include "proto/value.h"

#define ROUNDS 40

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

static const char *shown(const struct message *message, unsigned use, const void *object)
{
	struct buffer buffer;
	const char *json;
	json_t *root;

	buffer_init(&buffer);
	message_encode(message, use, object, &buffer);
	json = arena_text_n(&arena, buffer.data, buffer.length);
	root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(root);
	json_decref(root);
	buffer_release(&buffer);
	return json;
}

/* Members that are none are left out of a body: some may be left out but not be null. */
static const char *body_of(const struct message *message, unsigned use, const void *object)
{
	struct buffer buffer;
	bool first = true;
	const char *json;

	buffer_init(&buffer);
	buffer_add_char(&buffer, '{');
	for (int i = 0; i < message->count; i++) {
		struct message one = *message;

		one.field = &message->field[i];
		one.count = 1;
		if (message->field[i].use & use)
			message_encode_members(&one, use, object, &buffer, &first);
	}
	buffer_add_char(&buffer, '}');
	json = arena_text_n(&arena, buffer.data, buffer.length);
	buffer_release(&buffer);
	return json;
}

/* Random members know nothing of each other: what an inner object's own check says of two of them. */
static bool is_between_members(const struct mistake *mistake)
{
	return mistake->refusal == REFUSAL_ends_before_start || strncmp(mistake->pointer, "/questions/", 11) == 0
		|| strncmp(mistake->pointer, "/programme/questions/", 21) == 0;
}

TEST(what_is_sent_is_what_is_read)
{
	uint64_t seed = 3;

	for (int i = 0; messages[i] != NULL; i++)
		for (int round = 0; round < ROUNDS && messages[i]->size > 0; round++) {
			struct message bare = *messages[i];
			void *object = arena_take(&arena, bare.size),
				*again = arena_take(&arena, bare.size);
			struct mistakes mistakes = { .count = 0 };
			const char *json;
			uint64_t given;

			bare.check = NULL;      /* random dates know nothing of each other */
			some_object(&seed, &bare, USE_CREATE, object, &arena);
			json = body_of(&bare, USE_CREATE, object);
			if (bare.count > 0 && message_decode(&bare, USE_CREATE, json, strlen(json),
				&arena, again, &given,
			    &mistakes) != 0 && !is_between_members(&mistakes.item[0]))
				fail_msg("%s %s: %s in %s", bare.name, mistakes.item[0].pointer,
					refusal_code((enum refusal)mistakes.item[0].refusal), json);
			assert_string_equal(json, body_of(&bare, USE_CREATE, again));
			arena_clear(&arena);
		}
}

/* What PostgreSQL makes of what it was given: another instant form, bare items in arrays. */
static const char *as_postgres_shows(const struct field *field, const char *text)
{
	char *own = arena_text(&arena, text), *end = own == NULL ? NULL : own + strlen(own);

	if (text == NULL)
		return NULL;
	if (field->type == FIELD_INSTANT) {
		own[10] = ' ';
		*--end = '\0';
		while (strchr(own, '.') != NULL && end[-1] == '0')
			*--end = '\0';
		return arena_format(&arena, "%s+00", own);
	}
	if (field->type == FIELD_IDS || field->type == FIELD_TERMS) {
		char *to = own;

		for (const char *at = own; *at != '\0'; at++)
			if (*at != '"')
				*to++ = *at;
		*to = '\0';
	}
	return own;
}

static void stored_and_taken(const struct message *message, const struct field *field,
	const void *object)
{
	const char *text = as_postgres_shows(field, field_to_sql(field, object, &arena));
	void *again = arena_take(&arena, message->size);
	struct buffer whole, direct;

	message_clear(message, again);
	assert_int_equal(0, field_from_sql(field, text, &arena, again));
	buffer_init(&whole), buffer_init(&direct);
	field_encode(field, object, &whole);
	field_encode(field, again, &direct);
	assert_string_equal(whole.data, direct.data);
	buffer_clear(&direct);
	field_sql_to_json(field, text, text == NULL ? 0 : strlen(text), &direct);
	assert_string_equal(whole.data, direct.data);
	buffer_release(&whole), buffer_release(&direct);
}

TEST(what_is_stored_is_what_is_taken_and_shown)
{
	uint64_t seed = 4;

	for (int i = 0; messages[i] != NULL; i++)
		for (int round = 0; round < ROUNDS; round++) {
			const struct message *message = messages[i];
			void *object = arena_take(&arena, message->size + 1);

			if (message->size == 0)
				break;
			some_object(&seed, message, USE_STORED, object, &arena);
			for (int j = 0; j < message->count; j++)
				if (message->field[j].use & USE_STORED)
					stored_and_taken(message, &message->field[j], object);
			arena_clear(&arena);
		}
}

TEST(none_of_every_field_is_stored_taken_and_shown_as_none)
{
	for (int i = 0; messages[i] != NULL; i++) {
		const struct message *message = messages[i];
		void *object = arena_take(&arena, message->size + 1);

		if (message->size == 0)
			continue;
		message_clear(message, object);
		for (int j = 0; j < message->count; j++) {
			const struct field *field = &message->field[j];
			struct buffer buffer;

			stored_and_taken(message, field, object);
			buffer_init(&buffer);
			field_sql_to_json(field, NULL, 0, &buffer);
			if (field->use & USE_NULL)
				assert_string_equal("null", buffer.data);
			buffer_release(&buffer);
		}
	}
}

TEST(text_that_is_no_value_is_a_fault_and_leaves_none)
{
	static const char *const broken[] = { "{", "{a", "{\"a}", "{a,}", "{NULL}", "{a}b",
		"{\"a\\", "a", "{{a},{b}}x" };
	const struct field *team = message_field(&audit_message, "team");
	struct audit audit;

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		message_clear(&audit_message, &audit);
		assert_int_equal(FAULT_DATABASE, field_from_sql(team, broken[i], &arena, &audit));
		assert_false(audit.team.given);
	}
	for (int i = 0; i < audit_message.count; i++) {
		const struct field *field = &audit_message.field[i];

		if (field->type == FIELD_TEXT || field->type == FIELD_FREE)
			continue;
		assert_int_equal(FAULT_DATABASE, field_from_sql(field, "no value", &arena, &audit));
		assert_true(field->type == FIELD_BOOLEAN || field_is_none(field, &audit));
	}
	assert_int_equal(FAULT_DATABASE, field_from_sql(message_field(&audit_message, "owners"),
		"[{\"kind\":\"x\"}]", &arena, &audit));
	assert_int_equal(FAULT_DATABASE, field_from_sql(message_field(&audit_message, "owners"),
		"[7]", &arena, &audit));
}

TEST(a_newer_jsonb_has_members_that_are_left_out)
{
	struct audit audit;

	message_clear(&audit_message, &audit);
	assert_int_equal(0, field_from_sql(message_field(&audit_message, "owners"),
		"[{\"name\": \"Helse\", \"kind\": \"department\", \"later\": [1, {}]}]", &arena, &audit));
	assert_int_equal(1, audit.owners.count);
	assert_string_equal("Helse", ((struct owner *)audit.owners.item)->name);
	assert_int_equal(DAY_NONE, ((struct owner *)audit.owners.item)->agreed_on);
}

/* One of each type inside an object: what a jsonb column may come to hold. */
struct every {
	char id[ID_SIZE];
	const char *text;
	int32_t date;
	int64_t instant, integer;
	double share, number;
	bool boolean;
	int8_t ternary;
	int term;
	struct texts ids, terms, texts;
	struct objects objects;
	uint64_t given;
	struct deputy object;
};
#define EACH(member, kind, ...) { CALLED(#member), .type = FIELD_##kind, .offset = offsetof(struct every, member), \
	.use = USE_STORED | USE_SHOWN | USE_NULL, .max = 100, __VA_ARGS__ }
static const struct field every_fields[] = {
	EACH(id, ID), EACH(text, TEXT), EACH(date, DATE), EACH(instant, INSTANT),
		EACH(integer, INTEGER),
	EACH(share, SHARE), EACH(number, NUMBER), EACH(boolean, BOOLEAN), EACH(ternary, TERNARY),
	EACH(term, TERM, .terms = &methods), EACH(ids, IDS),
		EACH(terms, TERMS, .terms = &qualities),
	EACH(texts, TEXTS), EACH(objects, OBJECTS, .of = &deputy_message),
	EACH(object, OBJECT, .of = &deputy_message, .given = offsetof(struct every, given)),
};
static const struct message every = { .name = "every", .field = every_fields,
	.count = sizeof every_fields / sizeof *every_fields, .size = sizeof(struct every) };
static const struct field outer = { .name = "outer", .type = FIELD_OBJECTS,
	.use = USE_STORED | USE_SHOWN, .of = &every };

static const char *column_of(const struct objects *objects)
{
	return field_to_sql(&outer, objects, &arena);
}

TEST(an_inner_object_keeps_every_type_of_member)
{
	uint64_t seed = 6;

	for (int round = 0; round < 10 * ROUNDS; round++) {
		struct objects objects = { 0 }, again = { 0 };
		const char *column;

		objects.given = true;
		some_object(&seed, &every, USE_STORED,
			arena_push(&arena, &objects.item, &objects.count,
			sizeof(struct every)), &arena);
		column = column_of(&objects);
		assert_int_equal(0, field_from_sql(&outer, column, &arena, &again));
		assert_string_equal(column, column_of(&again));
		arena_clear(&arena);
	}
}

TEST(an_inner_member_of_another_type_is_a_fault)
{
	static const char *const values[] = { "\"x\"", "7", "0.5", "true", "[]", "{}", "[7]" };
	static const char *const taken[] = {    /* by the fields in their order, which of the values */
		"", "\"x\"", "", "", "7", "7 0.5", "7 0.5", "true", "true", "", "[]", "[]", "[]", "[]", "{}" };

	for (int i = 0; i < every.count; i++)
		for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
			const char *column = arena_format(&arena, "[{\"%s\":%s}]",
				every_fields[i].name, values[j]);
			bool fits = strstr(taken[i], values[j]) != NULL;
			struct objects objects = { 0 };
			int result = field_from_sql(&outer, column, &arena, &objects);

			if (result != (fits ? 0 : FAULT_DATABASE))
				fail_msg("%s gives %d", column, result);
			if (fits)
				assert_false(field_is_none(&every_fields[i], objects.item));
			else
				assert_false(objects.given);
		}
}

TEST(a_number_is_written_as_printf_would_at_its_shortest)
{
	uint64_t seed = 11;

	for (int i = 0; i < 100 * ROUNDS; i++) {
		double number = (double)chance_between(&seed, 0, INT64_C(1000000000000000));
		char text[NUMBER_TEXT], expected[NUMBER_TEXT];

		for (int64_t places = chance_between(&seed, 0, 22); places > 0; places--)
			number /= 10;
		for (int digits = 15; digits <= 17; digits++) {
			snprintf(expected, sizeof expected, "%.*g", digits, number);
			if (strtod(expected, NULL) == number)
				break;
		}
		assert_string_equal(expected, number_format(number, text));
		snprintf(expected, sizeof expected, "%.*f", (int)chance_between(&seed, 1, 9), number);
		number = strtod(expected, NULL);
		snprintf(expected, sizeof expected, "%.15g", number);
		if (strtod(expected, NULL) == number)
			assert_string_equal(expected, number_format(number, text));
	}
}

TEST(a_jsonb_text_is_read_with_its_escapes)
{
	struct objects objects = { 0 };
	const struct every *first;

	assert_int_equal(0, field_from_sql(&outer, "[{\"text\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f\\u007f \u00e6\","
		" \"texts\": [\"a\", \"\\\"\"]}]", &arena, &objects));
	first = objects.item;
	assert_int_equal(1, objects.count);
	assert_string_equal("\"\\/\b\f\n\r\t\x1f\x7f \u00e6", first->text);
	assert_int_equal(2, first->texts.count);
	assert_string_equal("\"", first->texts.item[1]);
}

/* A copy with nothing after it, so that reading on is seen by whoever watches memory. */
static int taken(const char *text, size_t length)
{
	struct objects objects = { 0 };
	char *copy = malloc(length + 1);
	int result;

	assert_non_null(copy);
	memcpy(copy, text, length);
	copy[length] = '\0';
	result = field_from_sql(&outer, copy, &arena, &objects);
	free(copy);
	return result;
}

TEST(a_jsonb_text_that_is_cut_off_or_goes_on_is_a_fault)
{
	static const char whole[] = "[{\"id\": null, \"text\": \"a\\n\", \"newer\": {\"a\": [1, \"]\\\"\", {}]}, \"ids\": [],"
		" \"share\": 0.5, \"boolean\": true, \"objects\": [], \"object\": {}, \"more\": -1.5}, {}]";
	static const char *const wrong[] = { "", "x", "[{}}", "[{},]", "[{}]]", "[{\"text\"}]", "[{\"text\":}]", "[{text: 1}]",
		"[{\"text\": \"\\x\"}]", "[{\"text\": \"\\u0000\"}]", "[{\"text\": \"\\u0100\"}]", "[{\"text\": \"\\u00g0\"}]",
		"[{\"text\": \"\\u0080\"}]", "[{\"integer\": 7.0}]", "[{\"integer\": 7x}]", "[{\"number\": nan}]",
		"[{\"boolean\": truer}]", "[{\"text\": nullx}]", "[{\"texts\": [\"a\" \"b\"]}]", "[{\"newer\": ]}]" };

	assert_int_equal(0, taken(whole, strlen(whole)));
	for (size_t length = 0; length < strlen(whole); length++)
		assert_int_equal(FAULT_DATABASE, taken(whole, length));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		if (taken(wrong[i], strlen(wrong[i])) != FAULT_DATABASE)
			fail_msg("%s is taken", wrong[i]);
}

TEST(an_empty_array_is_there)
{
	struct breach breach;
	struct audit audit;

	message_clear(&breach_message, &breach), message_clear(&audit_message, &audit);
	assert_int_equal(0, field_from_sql(message_field(&breach_message, "quality"), "{}", &arena,
		&breach));
	assert_true(breach.quality.given && breach.quality.count == 0);
	assert_int_equal(0, field_from_sql(message_field(&audit_message, "owners"), "[]", &arena,
		&audit));
	assert_true(audit.owners.given && audit.owners.count == 0);
}

TEST(numbers_and_instants_of_another_form_are_faults)
{
	static const struct { const char *field, *text; } cases[] = {
		{ "version", "" }, { "version", "12x" }, { "version", "x" }, { "created_at", "2026" },
		{ "created_at", "2026-04-02 09:30:00" }, { "created_at", "2026-04-02 09:30:00+02" },
		{ "created_at", "2026-04-02 09:30:00.000000000000000000000000000000000000000+00" },
		{ "imported", "" }, { "imported", "true" }, { "visit_from", "2026-04-02 00:00" }, { "state", "Closed" },
	};
	struct audit audit;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(FAULT_DATABASE,
			field_from_sql(message_field(&audit_message, cases[i].field),
			cases[i].text, &arena, &audit));
	assert_int_equal(0, field_from_sql(message_field(&audit_message, "visit_from"), "infinity",
		&arena, &audit));
	assert_int_equal(DAY_NONE, audit.visit_from);
}

static void shown_as(const struct message *message, const char *name, const char *sql,
	const char *json)
{
	struct buffer buffer;

	buffer_init(&buffer);
	field_sql_to_json(message_field(message, name), sql, sql == NULL ? 0 : strlen(sql),
		&buffer);
	assert_string_equal(json, buffer.data);
	buffer_release(&buffer);
}

TEST(the_database_s_own_forms_become_those_of_the_contract)
{
	shown_as(&audit_message, "created_at", "2026-04-02 09:30:00+00",
		"\"2026-04-02T09:30:00Z\"");
	shown_as(&audit_message, "created_at", "2026-04-02 09:30:00.12+00",
		"\"2026-04-02T09:30:00.120000Z\"");
	shown_as(&audit_message, "closed_at", "infinity", "null");
	shown_as(&audit_message, "visit_from", "infinity", "null");
	shown_as(&audit_message, "imported", "t", "true");
	shown_as(&audit_message, "imported", NULL, "false");
	shown_as(&breach_message, "urgent", "f", "false");
	shown_as(&breach_message, "urgent", NULL, "null");
	shown_as(&demand_message, "target", "0.9", "0.9");
	shown_as(&demand_message, "target", "NaN", "null");
	shown_as(&demand_message, "target", "-Infinity", "null");
	shown_as(&demand_message, "target", "1e-05", "1e-05");
	shown_as(&breach_message, "quality", "{}", "[]");
	shown_as(&breach_message, "quality", NULL, "[]");
	shown_as(&audit_message, "team", "{}", "[]");
	shown_as(&audit_message, "team", "{018f0000-0000-7000-8000-000000100000}",
		"[\"018f0000-0000-7000-8000-000000100000\"]");
	shown_as(&audit_message, "team", "{018f0000-0000-7000-8000-000000100000,018f0000-0000-7000-8000-000000100001}",
		"[\"018f0000-0000-7000-8000-000000100000\",\"018f0000-0000-7000-8000-000000100001\"]");
	shown_as(&assessment_message, "overridden",
		"{a,\"b \\\"c\\\"\",\"d\\\\\",\"{,}\",\"x\ny\"}",
		"[\"a\",\"b \\\"c\\\"\",\"d\\\\\",\"{,}\",\"x\\ny\"]");
	shown_as(&event_message, "id", "7036874417766401", "\"7036874417766401\"");
	shown_as(&event_message, "data", "{\"b\":1}", "{\"b\":1}");
}

TEST(shares_are_written_as_short_as_they_were)
{
	static const struct { double number; const char *json; } cases[] = {
		{ 0.9, "0.9" }, { 0.1 + 0.2, "0.30000000000000004" }, { 1, "1" }, { 0, "0" }, { 1.0 / 3, "0.3333333333333333" },
		{ 1e-7, "1e-07" },
	};
	struct demand demand;

	message_clear(&demand_message, &demand);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer buffer;

		buffer_init(&buffer);
		demand.target = cases[i].number;
		field_encode(message_field(&demand_message, "target"), &demand, &buffer);
		assert_string_equal(cases[i].json, buffer.data);
		assert_true(strtod(buffer.data, NULL) == cases[i].number);
		buffer_release(&buffer);
	}
}

TEST(what_is_shown_of_any_message_is_json)
{
	uint64_t seed = 7;

	for (int i = 0; messages[i] != NULL; i++)
		for (int round = 0; round < ROUNDS && messages[i]->size > 0; round++) {
			void *object = arena_take(&arena, messages[i]->size);

			some_object(&seed, messages[i], USE_SHOWN | USE_STORED, object, &arena);
			shown(messages[i], USE_SHOWN, object);
			shown(messages[i], USE_SHOWN | USE_SUMMARY, object);
			arena_clear(&arena);
		}
}

TEST(a_summary_leaves_out_what_only_the_whole_shows)
{
	struct letter letter;

	message_clear(&letter_message, &letter);
	letter.body = "Teksten";
	assert_non_null(strstr(shown(&letter_message, USE_SHOWN, &letter), "\"body\":\"Teksten\""));
	assert_null(strstr(shown(&letter_message, USE_SHOWN | USE_SUMMARY, &letter), "\"body\""));
	assert_null(strstr(shown(&letter_message, USE_SHOWN, &letter), "\"writers\""));
}

TEST(a_patch_sends_only_those_inner_members_that_came)
{
	struct letter letter;
	struct buffer buffer;
	const struct message *inner = &notice_of_order_message;

	message_clear(&letter_message, &letter);
	letter.notice_given = OBJECT_GIVEN | UINT64_C(1) << message_index(inner, "text");
	letter.notice_of_order.text = "Ny";
	buffer_init(&buffer);
	message_encode(&letter_message, USE_PATCH, &letter, &buffer);
	assert_non_null(strstr(buffer.data, "\"notice_of_order\":{\"text\":\"Ny\"}"));
	buffer_clear(&buffer);
	message_encode(&letter_message, USE_SHOWN, &letter, &buffer);
	assert_non_null(strstr(buffer.data, "{\"breaches\":[],\"legal_ground\":null,\"text\":\"Ny\","));
	buffer_release(&buffer);
}

TEST(passwords_and_their_hashes_are_never_shown)
{
	struct account account;

	message_clear(&account_message, &account);
	account.password = "hemmelig hemmelig", account.password_hash = "$argon2id$";
	assert_null(strstr(shown(&account_message, USE_SHOWN, &account), "hemmelig"));
	assert_null(strstr(shown(&account_message, USE_SHOWN, &account), "argon"));
	assert_null(strstr(shown(&me_message, USE_SHOWN, &account), "argon"));
	assert_int_equal(0, message_field(&account_message, "password")->use & USE_STORED);
}

struct seen { int good, bad, first_bad; };

static void see(void *self, int index, const void *object, const struct mistakes *mistakes)
{
	struct seen *seen = self;
	const struct import_record *record = object;

	if (mistakes->count == 0) {
		seen->good++;
		assert_non_null(record->enterprise);
		return;
	}
	if (seen->bad++ == 0)
		seen->first_bad = index;
	assert_int_equal('/', mistakes->item[0].pointer[0] == '\0' ? '/'
		: mistakes->item[0].pointer[0]);
}

TEST(records_stand_or_fall_each_for_itself)
{
	const char *json = "[{\"enterprise\":\"A\"},{\"enterprise\":null},{\"enterprise\":\"B\",\"x\":1},7,"
		"{\"enterprise\":\"C\",\"breach_count_stated\":99999999999999999999},"
		"{\"enterprise\":\"D\",\"visit_from\":null,\"breaches\":[{\"legal_basis\":[]}]}]";
	struct mistakes mistakes = { .count = 0 };
	struct seen seen = { 0 };

	assert_int_equal(0, message_decode_array(&import_record_message, json, strlen(json), 6,
		&arena, see, &seen, &mistakes));
	assert_int_equal(2, seen.good);
	assert_int_equal(4, seen.bad);
	assert_int_equal(1, seen.first_bad);
	assert_int_equal(REFUSAL_invalid, message_decode_array(&import_record_message, json,
		strlen(json), 5, &arena, see, &seen, &mistakes));
	assert_int_equal(REFUSAL_too_many_items, mistakes.item[0].refusal);
	mistakes.count = 0;
	assert_int_equal(REFUSAL_invalid, message_decode_array(&import_record_message, "{}", 2, 5,
		&arena, see, &seen, &mistakes));
	mistakes.count = 0;
	assert_int_equal(REFUSAL_malformed_json,
		message_decode_array(&import_record_message, "[", 1, 5, &arena, see, &seen,
		&mistakes));
}

TEST(an_imported_record_is_kept_under_its_own_names)
{
	const char *json = "{\"enterprise\":\"A\",\"authority\":\"Statsforvalteren\",\"order_issued\":true}";
	struct mistakes mistakes = { .count = 0 };
	struct import_record record;
	uint64_t given;

	assert_int_equal(0, message_decode(&import_record_message, USE_CREATE, json, strlen(json),
		&arena, &record, &given, &mistakes));
	assert_non_null(strstr(shown(&source_message, USE_SHOWN, &record),
		"\"source_authority\":\"Statsforvalteren\""));
	assert_non_null(strstr(shown(&source_message, USE_SHOWN, &record),
		"\"order_issued\":true"));
	assert_non_null(strstr(shown(&source_message, USE_SHOWN, &record), "\"closed_date\":null"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sent_is_what_is_read),
		cmocka_unit_test(what_is_stored_is_what_is_taken_and_shown),
		cmocka_unit_test(none_of_every_field_is_stored_taken_and_shown_as_none),
		cmocka_unit_test(text_that_is_no_value_is_a_fault_and_leaves_none),
		cmocka_unit_test(a_newer_jsonb_has_members_that_are_left_out),
		cmocka_unit_test(an_inner_object_keeps_every_type_of_member),
		cmocka_unit_test(an_inner_member_of_another_type_is_a_fault),
		cmocka_unit_test(a_number_is_written_as_printf_would_at_its_shortest),
		cmocka_unit_test(a_jsonb_text_is_read_with_its_escapes),
		cmocka_unit_test(a_jsonb_text_that_is_cut_off_or_goes_on_is_a_fault),
		cmocka_unit_test(an_empty_array_is_there),
		cmocka_unit_test(numbers_and_instants_of_another_form_are_faults),
		cmocka_unit_test(the_database_s_own_forms_become_those_of_the_contract),
		cmocka_unit_test(shares_are_written_as_short_as_they_were),
		cmocka_unit_test(what_is_shown_of_any_message_is_json),
		cmocka_unit_test(a_summary_leaves_out_what_only_the_whole_shows),
		cmocka_unit_test(a_patch_sends_only_those_inner_members_that_came),
		cmocka_unit_test(passwords_and_their_hashes_are_never_shown),
		cmocka_unit_test(records_stand_or_fall_each_for_itself),
		cmocka_unit_test(an_imported_record_is_kept_under_its_own_names),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
