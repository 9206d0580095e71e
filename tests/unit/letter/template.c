/* template - texts with names: what is written, and every fault told before anything is. */
#include "unit.h"

#include "letter/template.h"

struct person { const char *name, *nick; bool kind; const struct person *friends[3]; int friend_count; };

static const char *person_name(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct person *)object)->name;
}

static const char *person_nick(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct person *)object)->nick;
}

static bool person_kind(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct person *)object)->kind;
}

static const void *person_self(struct writing *writing, const void *object)
{
	(void)writing;
	return object;
}

static const void *person_first(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct person *)object)->friends[0];
}

static void person_friends(struct writing *writing, const void *object, struct view_list *list)
{
	const struct person *person = object;

	(void)writing;
	list->item = (const void **)(uintptr_t)person->friends;
	list->count = person->friend_count;
}

static const struct view friend_view;
static const struct view_name friend_names[] = {
	{ .name = "name", .type = VIEW_TEXT, .text = person_name },
	{ .name = "nick", .type = VIEW_OPTIONAL, .text = person_nick },
	{ .name = "friends", .type = VIEW_LIST, .list = person_friends, .of = &friend_view },
};
static const struct view friend_view = { "friend", friend_names, 3 };
static const struct view_name person_names[] = {
	{ .name = "name", .type = VIEW_TEXT, .text = person_name },
	{ .name = "nick", .type = VIEW_OPTIONAL, .text = person_nick },
	{ .name = "kind", .type = VIEW_TRUTH, .truth = person_kind },
	{ .name = "self", .type = VIEW_OBJECT, .object = person_self, .of = &friend_view },
	{ .name = "first", .type = VIEW_MAYBE, .object = person_first, .of = &friend_view },
	{ .name = "friends", .type = VIEW_LIST, .list = person_friends, .of = &friend_view },
};
static const struct view person_view = { "person", person_names, 6 };

static const struct person tor = { .name = "Tor", .nick = "{{name}}" };
static const struct person eva = { .name = "Eva", .friends = { &tor }, .friend_count = 1 };
static const struct person ann = { .name = " Ann\r\n", .nick = "a\r\nb", .kind = true, .friends = { &tor, &eva },
	.friend_count = 2 };
static const struct person lone = { .name = "Lone" };

static const char *a_part(const void *context, const char *name)
{
	(void)context;
	if (strcmp(name, "greeting") == 0)
		return "Hei {{name}}";
	if (strcmp(name, "lines") == 0)
		return "{{#friends}}\n- {{name}}\n{{/friends}}\n";
	if (strcmp(name, "bad") == 0)
		return "x\n\n{{nobody}}";
	return strcmp(name, "endless") == 0 ? "{{> endless}}" : NULL;
}

static void writes(const struct person *person, const char *text, const char *expected)
{
	const struct template template = { text, a_part, NULL };
	struct buffer buffer;
	struct arena arena;
	const char *wrong;

	arena_init(&arena);
	buffer_init(&buffer);
	wrong = template_wrong(&template, &person_view, &arena);
	if (wrong != NULL)
		fail_msg("%s: %s", text, wrong);
	buffer_add_text(&buffer, "");
	template_write(&template, &person_view, person, NULL, &arena, &buffer);
	assert_string_equal(buffer.data, expected);
	buffer_release(&buffer);
	arena_release(&arena);
}

static void is_wrong(const char *text, const char *expected)
{
	const struct template template = { text, a_part, NULL };
	struct arena arena;
	const char *wrong;

	arena_init(&arena);
	wrong = template_wrong(&template, &person_view, &arena);
	if (wrong == NULL)
		fail_msg("nothing is wrong with %s", text);
	assert_string_equal(wrong, expected);
	arena_release(&arena);
}

TEST(names_are_written_without_blanks_around_them)
{
	writes(&ann, "", "");
	writes(&ann, "Hei {{name}}, {{ name }}!", "Hei Ann, Ann!");
	writes(&ann, "{{self.name}} { {name} }", "Ann { {name} }");
	writes(&ann, "a{{! nobody reads this }}b", "ab");
}

TEST(sections_are_entered_by_what_is_there)
{
	writes(&ann, "{{#kind}}yes{{/kind}}{{^kind}}no{{/kind}}", "yes");
	writes(&lone, "{{#kind}}yes{{/kind}}{{^kind}}no{{/kind}}", "no");
	writes(&ann, "{{#nick}}<{{nick}}>{{/nick}}", "<a\nb>");
	writes(&lone, "{{#nick}}<{{nick}}>{{/nick}}{{^nick}}none{{/nick}}", "none");
	writes(&ann, "{{#first}}{{name}}{{/first}}{{^first}}none{{/first}}", "Tor");
	writes(&lone, "{{#first}}{{name}}{{/first}}{{^first}}{{name}}{{/first}}", "Lone");
	writes(&ann, "{{#self}}{{name}}{{/self}}", "Ann");
}

TEST(lists_are_entered_for_each_and_see_what_is_outside)
{
	writes(&ann, "{{#friends}}{{name}}{{#kind}}!{{/kind}} {{/friends}}", "Tor! Eva! ");
	writes(&ann, "{{#friends}}{{name}}({{#friends}}{{name}}{{/friends}}{{^friends}}-{{/friends}}) {{/friends}}",
		"Tor(-) Eva(Tor) ");
	writes(&lone, "{{#friends}}x{{/friends}}{{^friends}}{{name}}{{/friends}}", "Lone");
}

TEST(a_tag_alone_on_its_line_leaves_no_line)
{
	writes(&ann, "a\n{{#kind}}\nb\n{{/kind}}\nc\n", "a\nb\nc\n");
	writes(&lone, "a\n  {{#kind}}  \nb\n\t{{/kind}}\nc", "a\nc");
	writes(&ann, "a\n{{#kind}} b\n{{/kind}}", "a\n b\n");
	writes(&ann, "{{name}}\n{{name}}\n", "Ann\nAnn\n");
	writes(&ann, "x {{#kind}}\ny{{/kind}}", "x \ny");
	writes(&ann, "a\n{{> lines}}\nb", "a\n- Tor\n- Eva\nb");
	writes(&ann, "{{> greeting}}!", "Hei Ann!");
	writes(&ann, "a\n{{! only this }}\nb", "a\nb");
}

TEST(what_a_name_gives_is_never_markup)
{
	writes(&ann, "{{#friends}}{{#nick}}{{nick}}{{/nick}}{{/friends}}", "{{name}}");
}

TEST(every_fault_is_told_with_its_line)
{
	is_wrong("a\nb {{nobody}}", "line 2: no such name: nobody");
	is_wrong("{{#nobody}}x{{/nobody}}", "line 1: no such name: nobody");
	is_wrong("{{^kind}}{{nobody}}{{/kind}}", "line 1: no such name: nobody");
	is_wrong("{{#friends}}{{kind.name}}{{/friends}}", "line 1: no such name: kind.name");
	is_wrong("{{self.nobody}}", "line 1: no such name: self.nobody");
	is_wrong("{{first.name}}", "line 1: no such name: first.name");
	is_wrong("{{friends}}", "line 1: not a text: friends");
	is_wrong("{{kind}}", "line 1: not a text: kind");
	is_wrong("{{#name}}x{{/name}}", "line 1: always there, so it has no section: name");
	is_wrong("{{> nobody}}", "line 1: no such part: nobody");
	is_wrong("a\n{{> bad}}", "line 3: no such name: nobody");
	is_wrong("{{> endless}}", "line 1: parts within parts: endless");
	is_wrong("{{#kind}}\nx", "line 1: a section is not closed: kind");
	is_wrong("{{#kind}}{{#nick}}{{/kind}}{{/nick}}", "line 1: a section is not closed: kind");
	is_wrong("x\n{{/kind}}", "line 2: closes no section: kind");
	is_wrong("{{name", "line 1: a tag is not closed: {{");
	is_wrong("{{}}", "line 1: no name: {{");
	is_wrong("{{a_name_that_is_as_long_as_a_name_can_be_and_then_one_character_more}}", "line 1: no name: {{");
	is_wrong("{{#kind}}{{name{{/kind}}", "line 1: a section is not closed: kind");
}

TEST(a_text_that_may_be_missing_is_written_only_where_it_is_there)
{
	is_wrong("{{nick}}", "line 1: not always there, so it needs a section of its own: nick");
	is_wrong("{{^nick}}{{nick}}{{/nick}}", "line 1: not always there, so it needs a section of its own: nick");
	is_wrong("{{#kind}}{{nick}}{{/kind}}", "line 1: not always there, so it needs a section of its own: nick");
	/* another's is not one's own */
	is_wrong("{{#nick}}{{#friends}}{{nick}}{{/friends}}{{/nick}}",
		"line 1: not always there, so it needs a section of its own: nick");
	is_wrong("{{#friends}}{{#nick}}{{#friends}}{{nick}}{{/friends}}{{/nick}}{{/friends}}",
		"line 1: not always there, so it needs a section of its own: nick");
	is_wrong("{{#self.nick}}{{nick}}{{/self.nick}}",
		"line 1: not always there, so it needs a section of its own: nick");
	writes(&ann, "{{#nick}}{{#kind}}{{nick}}{{/kind}}{{/nick}}", "a\nb");
	writes(&ann, "{{#self.nick}}{{self.nick}}{{/self.nick}}", "a\nb");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_written_without_blanks_around_them),
		cmocka_unit_test(sections_are_entered_by_what_is_there),
		cmocka_unit_test(lists_are_entered_for_each_and_see_what_is_outside),
		cmocka_unit_test(a_tag_alone_on_its_line_leaves_no_line),
		cmocka_unit_test(what_a_name_gives_is_never_markup),
		cmocka_unit_test(every_fault_is_told_with_its_line),
		cmocka_unit_test(a_text_that_may_be_missing_is_written_only_where_it_is_there),
	};

	return RUN(tests);
}
