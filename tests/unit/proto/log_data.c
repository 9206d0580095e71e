/* log_data - an event's data as a line that a person reads, with nothing of what only programs need. */
#include "unit.h"

#include "proto/log_data.h"

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define ID "01a202b5-7468-7618-88f4-d2caed820f0e"
#define SUM "39ec50ee8f9ab39a5c9997c6da2fd8b2dfb817f9b34610b24e6b2c685b7ef183"

static void says(const char *subject, const char *data, enum language language, const char *line)
{
	assert_string_equal(log_data(subject, data, language, &arena), line);
}

TEST(members_have_their_labels_and_terms_their_words)
{
	const char *data = "{\"asked\":{\"quality\":[\"safe\",\"coordinated\"],\"severity\":\"serious\","
		"\"title\":\"Ikke satt i system\",\"urgent\":false}}";

	says("breach", data, LANGUAGE_NB, "kvalitet: trygg, samordnet; alvor: alvorlig; tittel: Ikke satt i system; haster: nei");
	says("breach", data, LANGUAGE_NN, "kvalitet: trygg, samordna; alvor: alvorleg; tittel: Ikke satt i system; hastar: nei");
	says("breach", data, LANGUAGE_EN, "quality: safe, coordinated; severity: serious; title: Ikke satt i system; urgent: no");
}

TEST(a_kind_is_the_kind_of_what_it_is_about)
{
	says("letter", "{\"kind\":\"order\"}", LANGUAGE_NB, "type: pålegg");
	says("deadline", "{\"due\":\"2027-01-11\",\"kind\":\"draft_report\"}", LANGUAGE_NB,
		"frist: 2027-01-11; type: foreløpig rapport");
}

TEST(what_a_reader_has_no_use_for_is_left_out_with_its_label)
{
	says("letter", "{\"asked\":{\"event\":\"approve\",\"sha256\":\"" SUM "\"}}", LANGUAGE_NB, "");
	says("audit", "{\"a\":5,\"asked\":{\"event\":\"close\"},\"team\":[\"" ID "\",\"" ID "\"],\"z\":null}", LANGUAGE_EN, "a: 5");
	says("audit", "{\"asked\":{\"enterprise\":\"" ID "\",\"theme\":\"Sepsis\"},\"x\":{\"y\":\"" ID "\"}}", LANGUAGE_NB, "tema: Sepsis");
}

TEST(what_caused_an_event_is_told_as_the_event_it_was)
{
	says("deadline", "{\"cause\":\"audit.send_preliminary\"}", LANGUAGE_NB, "følger av: foreløpig rapport sendt");
	says("deadline", "{\"note\":\"kl. 10.30\"}", LANGUAGE_NB, "merknad: kl. 10.30");
}

TEST(objects_within_are_told_within)
{
	says("letter", "{\"asked\":{\"fields\":{\"contact_person\":\"Anna\"}}}", LANGUAGE_EN, "fields: (contact person: Anna)");
	says("letter", "{\"asked\":{\"dates\":[{\"due\":\"2027-01-11\",\"kind\":\"comment\"}]}}", LANGUAGE_NB,
		"frister i brevet: (frist: 2027-01-11; type: uttalelse)");
}

TEST(what_is_no_object_says_nothing)
{
	says("audit", NULL, LANGUAGE_NB, "");
	says("audit", "[1]", LANGUAGE_NB, "");
	says("audit", "{", LANGUAGE_NB, "");
	says("nobody knows", "{}", LANGUAGE_NB, "");
}

TEST(a_state_is_called_what_it_is_called_everywhere)
{
	assert_string_equal(log_state("audit", "follow_up", LANGUAGE_NB, &arena), "oppfølging");
	assert_string_equal(log_state("breach", "established", LANGUAGE_NN, &arena), "slått fast");
	assert_string_equal(log_state("deadline", "met_late", LANGUAGE_EN, &arena), "met late");
	assert_string_equal(log_state("letter", "withdrawn", LANGUAGE_NB, &arena), "trukket");
	assert_string_equal(log_state("order", "withdrawn", LANGUAGE_NB, &arena), "trukket tilbake");
	assert_null(log_state("audit", NULL, LANGUAGE_NB, &arena));
	assert_string_equal(log_state("nobody knows", "draft", LANGUAGE_NB, &arena), "draft");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(members_have_their_labels_and_terms_their_words, begin, end),
		cmocka_unit_test_setup_teardown(a_kind_is_the_kind_of_what_it_is_about, begin, end),
		cmocka_unit_test_setup_teardown(what_a_reader_has_no_use_for_is_left_out_with_its_label, begin, end),
		cmocka_unit_test_setup_teardown(what_caused_an_event_is_told_as_the_event_it_was, begin, end),
		cmocka_unit_test_setup_teardown(objects_within_are_told_within, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_object_says_nothing, begin, end),
		cmocka_unit_test_setup_teardown(a_state_is_called_what_it_is_called_everywhere, begin, end),
	};

	return RUN(tests);
}
