/* mustache - the cases of the mustache specification's core, with the escape they are written for. */
#include "unit.h"

#include <jansson.h>

#include "letter/mustache.h"

static struct arena arena;
static json_t *parts;

static void value_of(const json_t *json, struct mustache_value *ret_value)
{
	*ret_value = (struct mustache_value){ .object = json, .text = "" };
	if (json_is_true(json))
		ret_value->kind = VALUE_TRUE;
	else if (json_is_object(json))
		ret_value->kind = VALUE_OBJECT;
	else if (json_is_array(json))
		ret_value->kind = VALUE_LIST, ret_value->items = json, ret_value->count = (int)json_array_size(json);
	else if (json_is_string(json))
		ret_value->kind = VALUE_TEXT, ret_value->text = json_string_value(json);
	else if (json_is_integer(json))
		ret_value->kind = VALUE_TEXT,
		ret_value->text = arena_format(&arena, "%lld", (long long)json_integer_value(json));
	else if (json_is_real(json))
		ret_value->kind = VALUE_TEXT, ret_value->text = arena_format(&arena, "%g", json_real_value(json));
}

static bool json_member(void *self, const struct mustache_value *of, const char *name, size_t length,
	struct mustache_value *ret_value)
{
	const json_t *found = json_object_get(of->object, arena_text_n(&arena, name, length));

	(void)self;
	value_of(found, ret_value);
	return found != NULL;
}

static void json_item(void *self, const struct mustache_value *list, int index, struct mustache_value *ret_value)
{
	(void)self;
	value_of(json_array_get(list->items, (size_t)index), ret_value);
}

static const char *json_part(void *self, const char *name)
{
	(void)self;
	return json_string_value(json_object_get(parts, name));
}

static void add_html(struct buffer *buffer, const char *text)
{
	static const char *const entity[] = { ['&'] = "&amp;", ['"'] = "&quot;", ['<'] = "&lt;", ['>'] = "&gt;" };

	for (; *text != '\0'; text++)
		if ((size_t)*text < sizeof entity / sizeof entity[0] && entity[(size_t)*text] != NULL)
			buffer_add_text(buffer, entity[(size_t)*text]);
		else
			buffer_add_char(buffer, *text);
}

static void hear(void *self, int line, int column, const char *what, const char *name)
{
	fail_msg("%s: %d:%d %s: %s", (const char *)self, line, column, what, name);
}

static void check_case(const char *file, json_t *one)
{
	static const struct mustache_data data = { json_member, json_item, json_part, add_html, NULL };
	char name[200];
	const struct mustache_ear ear = { hear, name };
	const char *expected = json_string_value(json_object_get(one, "expected"));
	struct mustache mustache;
	struct mustache_value root;
	struct buffer buffer;

	snprintf(name, sizeof name, "%s: %s", file, json_string_value(json_object_get(one, "name")));
	arena_init(&arena);
	buffer_init(&buffer);
	buffer_add_text(&buffer, "");
	parts = json_object_get(one, "partials");
	value_of(json_object_get(one, "data"), &root);
	mustache_parse(json_string_value(json_object_get(one, "template")), &ear, &arena, &mustache);
	assert_true(mustache_write(&mustache, &data, &root, &arena, &buffer));
	if (strcmp(buffer.data, expected) != 0)
		fail_msg("%s gives\n%s\nnot\n%s", name, buffer.data, expected);
	buffer_release(&buffer);
	arena_release(&arena);
}

static void check_file(const char *file, size_t least)
{
	const char *source = getenv("srcdir");
	char path[4096];
	json_t *spec, *cases, *one;
	json_error_t error;
	size_t i;

	snprintf(path, sizeof path, "%s/tests/unit/letter/mustache/%s.json", source == NULL ? "." : source, file);
	spec = json_load_file(path, JSON_DECODE_ANY, &error);
	if (spec == NULL)
		fail_msg("%s: %s", path, error.text);
	cases = json_object_get(spec, "tests");
	assert_true(json_array_size(cases) >= least);
	json_array_foreach(cases, i, one)
		check_case(file, one);
	json_decref(spec);
}

#define SPEC(file, least) TEST(the_specification_of_##file##_holds) { check_file(#file, least); }
SPEC(comments, 12)
SPEC(delimiters, 14)
SPEC(interpolation, 40)
SPEC(inverted, 20)
SPEC(partials, 12)
SPEC(sections, 32)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_specification_of_comments_holds),
		cmocka_unit_test(the_specification_of_delimiters_holds),
		cmocka_unit_test(the_specification_of_interpolation_holds),
		cmocka_unit_test(the_specification_of_inverted_holds),
		cmocka_unit_test(the_specification_of_partials_holds),
		cmocka_unit_test(the_specification_of_sections_holds),
	};

	return RUN(tests);
}
