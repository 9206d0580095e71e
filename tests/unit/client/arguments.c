/* arguments - a command line becomes a command, its operands and the JSON of its request. */
#include "captured.h"

#include "client/body.h"
#include "client/noun.h"

#define ID "01900000-0000-7000-8000-000000000001"

static int read_line(struct captured *captured, const char *line, struct arguments *ret_arguments)
{
	char *argv[32], *left = arena_text(&captured->client.arena, line);
	int argc = 0;

	while ((argv[argc] = strsep(&left, " ")) != NULL)
		argc++;
	return arguments_read(&captured->client, argc, argv, ret_arguments);
}

/* The line is read and its members are this JSON; with NULL, it is a usage error that says `says`. */
static void line_is(const char *line, const char *json, const char *says)
{
	struct captured captured;
	struct arguments arguments;
	json_t *body = NULL, *wanted;
	int ended;

	captured_begin(&captured, 0);
	ended = read_line(&captured, line, &arguments);
	if (ended == ENDED_DONE)
		ended = body_make(&captured.client, &arguments, &body);
	if (json == NULL) {
		assert_int_equal(ended, ENDED_USAGE);
		if (strstr(captured_said(&captured), says) == NULL)
			fail_msg("%s: said %s", line, captured.said);
	} else {
		if (ended != ENDED_DONE)
			fail_msg("%s: %s", line, captured_said(&captured));
		wanted = json_loads(json, 0, NULL);
		assert_non_null(wanted);
		if (!json_equal(wanted, body))
			fail_msg("%s: %s", line, json_dumps(body, 0));
		json_decref(wanted);
		json_decref(body);
	}
	captured_end(&captured);
}

TEST(a_noun_a_verb_and_operands_are_found_among_options_anywhere)
{
	struct captured captured;
	struct arguments arguments;

	captured_begin(&captured, 0);
	assert_int_equal(read_line(&captured, "tilsyn --json audit --color=never close --safety-statement Trygt 2026/17 --dry-run",
		&arguments), ENDED_DONE);
	assert_ptr_equal(arguments.noun, &audit_noun);
	assert_string_equal(arguments.command->name, "close");
	assert_int_equal(arguments.words, 1);
	assert_string_equal(arguments.word[0], "2026/17");
	assert_non_null(argument(&arguments, "dry-run"));
	assert_true(captured.client.settings.json);
	assert_int_equal(captured.client.settings.color, COLOR_NEVER);
	captured_end(&captured);
}

TEST(dashes_and_underscores_are_the_same)
{
	struct captured captured;
	struct arguments arguments;

	captured_begin(&captured, 0);
	assert_int_equal(read_line(&captured, "tilsyn interim_measure list 2026/17#1", &arguments), ENDED_DONE);
	assert_ptr_equal(arguments.noun, &interim_measure_noun);
	assert_int_equal(read_line(&captured, "tilsyn audit send_preliminary 2026/17", &arguments), ENDED_DONE);
	assert_string_equal(arguments.command->event, "send_preliminary");
	assert_int_equal(read_line(&captured, "tilsyn audit send-preliminary 2026/17", &arguments), ENDED_DONE);
	assert_string_equal(arguments.command->event, "send_preliminary");
	captured_end(&captured);
}

TEST(an_option_behind_the_verb_is_the_members_before_it_is_everybodys)
{
	struct captured captured;
	struct arguments arguments;

	captured_begin(&captured, 0);
	assert_int_equal(read_line(&captured, "tilsyn --language en letter draft 2026/17 --kind notice --language nn",
		&arguments), ENDED_DONE);
	assert_string_equal(captured.client.settings.language, "en");
	assert_int_equal(arguments.count, 2);
	captured_end(&captured);
	line_is("tilsyn letter draft 2026/17 --kind notice --language nn", "{\"kind\": \"notice\", \"language\": \"nn\"}", "");
}

TEST(what_is_unknown_is_told_with_what_there_is)
{
	line_is("tilsyn audit clos", NULL, " close ");
	line_is("tilsyn audot", NULL, "audit breach");
	line_is("tilsyn audit list --sevrity x", NULL, "--severity");
	line_is("tilsyn audit close 2026/17 --reason x", NULL, "--safety-statement");
	line_is("tilsyn audit close", NULL, "usage: tilsyn audit close CASE");
	line_is("tilsyn audit close 2026/17 2026/18", NULL, "usage:");
	line_is("tilsyn audit list --severity", NULL, "needs a value");
	line_is("tilsyn audit list --all=yes", NULL, "takes no value");
	line_is("tilsyn audit", NULL, "audit what?");
	line_is("tilsyn audit list --no-severity", NULL, "is no option here");
}

TEST(values_have_the_type_of_their_member)
{
	line_is("tilsyn observation register 2026/17#1 --measure-point " ID " --sample 20 --seed 4711 --sampling random",
		"{\"measure_point\": \"" ID "\", \"sample\": 20, \"seed\": 4711, \"sampling\": \"random\"}", "");
	line_is("tilsyn demand create 2026/17#1 --target 0.9", "{\"target\": 0.9}", "");
	line_is("tilsyn deadline set 2026/17 --due 2026-05-04 --override", "{\"due\": \"2026-05-04\", \"override\": true}", "");
	line_is("tilsyn deadline set 2026/17 --no-override", "{\"override\": false}", "");
	line_is("tilsyn breach register 2026/17 --urgent=no --quality safe,user-involving",
		"{\"urgent\": false, \"quality\": [\"safe\", \"user_involving\"]}", "");
	line_is("tilsyn audit list --overdue --limit 5", "{\"overdue\": true, \"limit\": 5}", "");
	line_is("tilsyn observation register 2026/17#1 --sample 2x", NULL, "2x is no whole number");
	line_is("tilsyn observation register 2026/17#1 --sample 99999999999999999999", NULL, "no whole number");
	line_is("tilsyn observation register 2026/17#1 --sampling some", NULL, "all, random, newest");
	line_is("tilsyn deadline set 2026/17 --due 2026-02-30", NULL, "is no date");
	line_is("tilsyn breach register 2026/17 --urgent=maybe", NULL, "yes or no");
}

TEST(an_option_given_again_adds_to_a_list_and_replaces_anything_else)
{
	line_is("tilsyn breach register 2026/17 --quality safe --quality effective --title a --title b",
		"{\"quality\": [\"safe\", \"effective\"], \"title\": \"b\"}", "");
}

TEST(no_empties_a_member_of_a_patch_and_a_members_own_no_goes_first)
{
	line_is("tilsyn breach patch 2026/17#1 --no-consequence --no-urgent", "{\"consequence\": null, \"urgent\": false}", "");
	line_is("tilsyn breach patch 2026/17#1 --no-practice-demand-reason x --no-no-practice-demand-reason",
		"{\"no_practice_demand_reason\": null}", "");
	line_is("tilsyn breach register 2026/17 --no-consequence", NULL, "is no option here");
}

TEST(objects_are_written_member_by_member)
{
	line_is("tilsyn letter draft 2026/17 --dates kind=comment,due=2026-05-04 --dates kind=plan,due=2026-06-01,breach=" ID,
		"{\"dates\": [{\"kind\": \"comment\", \"due\": \"2026-05-04\"},"
		"{\"kind\": \"plan\", \"due\": \"2026-06-01\", \"breach\": \"" ID "\"}]}", "");
	line_is("tilsyn letter draft 2026/17 --notice-of-order legal_ground=a,b,text=c=d,breaches=" ID "," ID,
		"{\"notice_of_order\": {\"legal_ground\": \"a,b\", \"text\": \"c=d\", \"breaches\": [\"" ID "\", \"" ID "\"]}}", "");
	line_is("tilsyn letter draft 2026/17 --fields a=1 --fields b=2", "{\"fields\": {\"a\": \"1\", \"b\": \"2\"}}", "");
	line_is("tilsyn letter draft 2026/17 --dates comment", NULL, "NAME=VALUE");
	line_is("tilsyn letter draft 2026/17 --dates kind=comment,day=x", NULL, "none of the words it takes");
}

TEST(a_text_may_begin_with_the_signs_that_mean_a_file)
{
	line_is("tilsyn remark register 2026/17 --text @@alle", "{\"text\": \"@alle\"}", "");
	line_is("tilsyn remark register 2026/17 --text -tall", "{\"text\": \"-tall\"}", "");
	line_is("tilsyn remark register 2026/17 --text @/nowhere/at/all", NULL, "No such file");
}

TEST(a_whole_body_is_what_options_are_added_to)
{
	line_is("tilsyn remark register 2026/17 --body {\"kind\":\"remark\",\"text\":\"a\"} --text b",
		"{\"kind\": \"remark\", \"text\": \"b\"}", "");
	line_is("tilsyn remark register 2026/17 --body []", NULL, "no JSON object");
	line_is("tilsyn remark register 2026/17 --body {\"a\":1,\"a\":2}", NULL, "duplicate");
}

TEST(days_are_written_out_or_counted_from_today)
{
	struct arena arena;
	int32_t today = on("2026-12-30");

	arena_init(&arena);
	assert_string_equal(day_of_text(&arena, "today", today), "2026-12-30");
	assert_string_equal(day_of_text(&arena, "+14", today), "2027-01-13");
	assert_string_equal(day_of_text(&arena, "-30", today), "2026-11-30");
	assert_string_equal(day_of_text(&arena, "2024-02-29", today), "2024-02-29");
	assert_null(day_of_text(&arena, "2026-02-29", today));
	assert_null(day_of_text(&arena, "14", today));
	assert_null(day_of_text(&arena, "+", today));
	assert_null(day_of_text(&arena, "+1d", today));
	assert_null(day_of_text(&arena, "+999999", today));
	assert_null(day_of_text(&arena, "", today));
	arena_release(&arena);
}

TEST(what_an_event_needs_is_asked_for_before_anything_is_sent)
{
	struct captured captured;
	struct arguments arguments;

	captured_begin(&captured, 0);
	assert_int_equal(read_line(&captured, "tilsyn breach relapse 2026/17#1 --reason x", &arguments), ENDED_DONE);
	assert_int_equal(arguments_need(&captured.client, &arguments), ENDED_USAGE);
	assert_non_null(strstr(captured_said(&captured), "needs --due"));
	assert_int_equal(read_line(&captured, "tilsyn breach relapse 2026/17#1 --reason x --due +14", &arguments), ENDED_DONE);
	assert_int_equal(arguments_need(&captured.client, &arguments), ENDED_DONE);
	captured_end(&captured);
}

TEST(days_and_shares_may_be_written_as_norwegians_write_them)
{
	line_is("tilsyn deadline extend 2026/17#2 --due 24.12.2026 --reason x",
		"{\"due\": \"2026-12-24\", \"reason\": \"x\"}", NULL);
	line_is("tilsyn deadline extend 2026/17#2 --due 31.02.2026 --reason x", NULL, "is no date");
	line_is("tilsyn measure-point patch lmg --target 0,9", "{\"target\": 0.9}", NULL);
	line_is("tilsyn measure-point patch lmg --target 0,9x", NULL, "is no number");
}

TEST(what_is_wrong_is_told_in_the_language_asked_for)
{
	line_is("tilsyn --language nb breach register 2026/17 --severity stor", NULL,
		"--severity: stor er ikke et av ordene den tar: minor, serious, critical");
	line_is("tilsyn --language nn deadline set 2026/17 --due snart", NULL, "--due: snart er ikkje ein dato");
	line_is("tilsyn --language nn audit list --foo", NULL, "--foo kan ikkje brukast her");
	line_is("tilsyn --language en audit list --foo", NULL, "--foo is no option here");
}

TEST(an_object_of_unknown_members_is_told_those_it_has)
{
	line_is("tilsyn deadline extend 2026/17#2 --reason x --milestones frist=2026-12-01", NULL,
		"it is NAME=VALUE of due, text");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_noun_a_verb_and_operands_are_found_among_options_anywhere),
		cmocka_unit_test(dashes_and_underscores_are_the_same),
		cmocka_unit_test(an_option_behind_the_verb_is_the_members_before_it_is_everybodys),
		cmocka_unit_test(what_is_unknown_is_told_with_what_there_is),
		cmocka_unit_test(values_have_the_type_of_their_member),
		cmocka_unit_test(an_option_given_again_adds_to_a_list_and_replaces_anything_else),
		cmocka_unit_test(no_empties_a_member_of_a_patch_and_a_members_own_no_goes_first),
		cmocka_unit_test(objects_are_written_member_by_member),
		cmocka_unit_test(a_text_may_begin_with_the_signs_that_mean_a_file),
		cmocka_unit_test(a_whole_body_is_what_options_are_added_to),
		cmocka_unit_test(days_are_written_out_or_counted_from_today),
		cmocka_unit_test(what_an_event_needs_is_asked_for_before_anything_is_sent),
		cmocka_unit_test(days_and_shares_may_be_written_as_norwegians_write_them),
		cmocka_unit_test(what_is_wrong_is_told_in_the_language_asked_for),
		cmocka_unit_test(an_object_of_unknown_members_is_told_those_it_has),
	};

	return RUN(tests);
}
