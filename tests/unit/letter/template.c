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

static const char *person_figure(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct person *)object)->kind ? "%chart\n%point\n" : NULL;
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
	{ .name = "figure", .type = VIEW_CHART, .text = person_figure },
};
static const struct view person_view = { "person", person_names, 7 };

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

/* As markup would: what a name gives shows where it begins and ends. */
static void add_marked(struct buffer *buffer, const char *text)
{
	buffer_format(buffer, "<%s>", text);
}

static struct arena arena;
static const char *told;

static void hear(void *self, int line, int column, const char *what, const char *name)
{
	(void)self;
	told = arena_format(&arena, "%s%s%d:%d %s: %s", told, *told == '\0' ? "" : "; ", line, column, what, name);
}

static const struct mustache_ear ear = { hear, NULL };

static void writes(const struct person *person, const char *text, const char *expected)
{
	const struct template template = { .text = text, .kind = -1, .part = a_part, .add = add_marked };
	struct buffer buffer;

	arena_init(&arena);
	buffer_init(&buffer);
	told = "";
	if (!template_check(&template, &person_view, &ear, &arena))
		fail_msg("%s: %s", text, told);
	buffer_add_text(&buffer, "");
	assert_true(template_write(&template, &person_view, person, NULL, &arena, &buffer));
	assert_string_equal(buffer.data, expected);
	buffer_release(&buffer);
	arena_release(&arena);
}

static void is_wrong(const char *text, const char *expected)
{
	const struct template template = { .text = text, .kind = -1, .part = a_part, .add = add_marked };

	arena_init(&arena);
	told = "";
	if (template_check(&template, &person_view, &ear, &arena))
		fail_msg("nothing is wrong with %s", text);
	assert_string_equal(told, expected);
	arena_release(&arena);
}

TEST(what_a_name_gives_goes_through_the_escape)
{
	writes(&ann, "", "");
	writes(&ann, "Hei {{name}}, {{ name }}!", "Hei < Ann\r\n>, < Ann\r\n>!");
	writes(&tor, "{{self.name}} { {name} }", "<Tor> { {name} }");
	writes(&ann, "a{{! nobody reads this }}b", "ab");
	writes(&tor, "{{#nick}}{{nick}}{{/nick}}", "<{{name}}>");
}

TEST(a_chart_stands_by_itself_and_is_not_escaped)
{
	const struct template subject = { .text = "{{#figure}}{{figure}}{{/figure}}", .kind = -1, .line = true, .add = add_marked };

	writes(&ann, "{{#figure}}\n{{figure}}\n{{/figure}}\n", "%chart\n%point\n\n");
	writes(&ann, "Her: {{#figure}}{{figure}}{{/figure}}Etter", "Her: \n%chart\n%point\nEtter");
	writes(&tor, "Her: {{#figure}}{{figure}}{{/figure}}", "Her: ");
	is_wrong("{{figure}}", "1:1 not always there, so it needs a section of its own: figure");
	arena_init(&arena);
	told = "";
	assert_false(template_check(&subject, &person_view, &ear, &arena));
	assert_string_equal(told, "1:12 not a text: figure");
	arena_release(&arena);
}

TEST(sections_are_entered_by_what_is_there)
{
	writes(&ann, "{{#kind}}yes{{/kind}}{{^kind}}no{{/kind}}", "yes");
	writes(&lone, "{{#kind}}yes{{/kind}}{{^kind}}no{{/kind}}", "no");
	writes(&ann, "{{#nick}}{{nick}}{{/nick}}", "<a\r\nb>");
	writes(&lone, "{{#nick}}{{nick}}{{/nick}}{{^nick}}none{{/nick}}", "none");
	writes(&ann, "{{#first}}{{name}}{{/first}}{{^first}}none{{/first}}", "<Tor>");
	writes(&lone, "{{#first}}{{name}}{{/first}}{{^first}}{{name}}{{/first}}", "<Lone>");
	writes(&eva, "{{#self}}{{name}}{{/self}}", "<Eva>");
}

TEST(lists_are_entered_for_each_and_see_what_is_outside)
{
	writes(&ann, "{{#friends}}{{name}}{{#kind}}!{{/kind}} {{/friends}}", "<Tor>! <Eva>! ");
	writes(&ann, "{{#friends}}{{name}}({{#friends}}{{name}}{{/friends}}{{^friends}}-{{/friends}}) {{/friends}}",
		"<Tor>(-) <Eva>(<Tor>) ");
	writes(&lone, "{{#friends}}x{{/friends}}{{^friends}}{{name}}{{/friends}}", "<Lone>");
}

TEST(a_tag_alone_on_its_line_leaves_no_line)
{
	writes(&ann, "a\n{{#kind}}\nb\n{{/kind}}\nc\n", "a\nb\nc\n");
	writes(&lone, "a\n  {{#kind}}  \nb\n\t{{/kind}}\nc", "a\nc");
	writes(&ann, "a\n{{> lines}}\nb", "a\n- <Tor>\n- <Eva>\nb");
	writes(&lone, "{{> greeting}}!", "Hei <Lone>!");
}

TEST(all_mistakes_are_told_at_their_line_and_column)
{
	is_wrong("a\nb {{nobody}}", "2:3 no such name: nobody");
	is_wrong("øl {{nobody}}\n{{> nobody}}{{kind}}",
		"1:4 no such name: nobody; 2:1 no such part: nobody; 2:13 not a text: kind");
	is_wrong("{{#nobody}}x{{/nobody}}", "1:1 no such name: nobody");
	is_wrong("{{^kind}}{{nobody}}{{/kind}}", "1:10 no such name: nobody");
	is_wrong("{{#friends}}{{kind.name}}{{/friends}}", "1:13 no such name: kind.name");
	is_wrong("{{self.nobody}}", "1:1 no such name: self.nobody");
	is_wrong("{{first.name}}", "1:1 no such name: first.name");
	is_wrong("{{.}}", "1:1 no such name: .");
	is_wrong("{{friends}}", "1:1 not a text: friends");
	is_wrong("{{#name}}x{{/name}}", "1:1 always there, so it has no section: name");
	is_wrong("{{{name}}}", "1:1 what somebody wrote is never markup, so nothing is written raw: name");
	is_wrong("{{& name}}", "1:1 what somebody wrote is never markup, so nothing is written raw: name");
	is_wrong("a\n{{> bad}}", "2:1 the part bad cannot stand here: no such name: nobody");
	is_wrong("{{> endless}}", "1:1 the part endless cannot stand here: parts within parts: endless");
	is_wrong("{{#kind}}\nx", "1:1 a section is not closed: kind");
	is_wrong("{{#kind}}{{#nick}}{{/kind}}{{/nick}}",
		"1:19 another section is open here: nick: kind; 1:1 a section is not closed: kind");
	is_wrong("x\n{{/kind}}", "2:1 closes no section: kind");
	is_wrong("{{name", "1:1 a tag is not closed: ");
	is_wrong("{{}}", "1:1 a tag without a name: ");
	is_wrong("{{=a=}}", "1:1 no pair of delimiters: a");
	is_wrong("{{a_name_that_is_longer_than_what_a_name_in_any_table_of_ours_would_ever_be}}",
		"1:1 a name that is too long: a_name_that_is_longer_than_what_a_name_in_any_table_of_ours_woul");
}

TEST(a_text_that_may_be_missing_is_written_only_where_it_is_there)
{
	static const char *const wrong[] = {
		"{{nick}}", "{{^nick}}{{nick}}{{/nick}}", "{{#kind}}{{nick}}{{/kind}}",
		"{{#nick}}{{#friends}}{{nick}}{{/friends}}{{/nick}}",   /* another's is not one's own */
		"{{#friends}}{{#nick}}{{#friends}}{{nick}}{{/friends}}{{/nick}}{{/friends}}",
		"{{#self.nick}}{{nick}}{{/self.nick}}",
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		char expected[100];

		snprintf(expected, sizeof expected, "1:%d not always there, so it needs a section of its own: nick",
			(int)(strstr(wrong[i], "{{nick}}") - wrong[i]) + 1);
		is_wrong(wrong[i], expected);
	}
	writes(&tor, "{{#nick}}{{#self}}{{/self}}{{nick}}{{/nick}}", "<{{name}}>");
	writes(&tor, "{{#self.nick}}{{self.nick}}{{/self.nick}}", "<{{name}}>");
}

static bool writes_whole(const char *text)
{
	const struct template template = { .text = text, .kind = -1, .part = a_part, .add = add_marked };
	struct buffer buffer;
	bool whole;

	arena_init(&arena);
	buffer_init(&buffer);
	whole = template_write(&template, &person_view, &ann, NULL, &arena, &buffer);
	assert_true(buffer.length < 2 * MUSTACHE_BYTES_MAX);
	buffer_release(&buffer);
	arena_release(&arena);
	return whole;
}

TEST(a_template_that_would_fill_the_memory_is_stopped)
{
	char *wide = calloc(1, 2 * MUSTACHE_BYTES_MAX);

	memset(wide, 'x', MUSTACHE_BYTES_MAX / 2);
	assert_true(writes_whole(wide));
	strcat(wide, "{{#friends}}");
	memset(wide + strlen(wide), 'y', MUSTACHE_BYTES_MAX / 2);
	strcat(wide, "{{/friends}}");
	assert_false(writes_whole(wide));
	free(wide);
	assert_false(writes_whole("{{> endless}}"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_name_gives_goes_through_the_escape),
		cmocka_unit_test(a_chart_stands_by_itself_and_is_not_escaped),
		cmocka_unit_test(sections_are_entered_by_what_is_there),
		cmocka_unit_test(lists_are_entered_for_each_and_see_what_is_outside),
		cmocka_unit_test(a_tag_alone_on_its_line_leaves_no_line),
		cmocka_unit_test(all_mistakes_are_told_at_their_line_and_column),
		cmocka_unit_test(a_text_that_may_be_missing_is_written_only_where_it_is_there),
		cmocka_unit_test(a_template_that_would_fill_the_memory_is_stopped),
	};

	return RUN(tests);
}
