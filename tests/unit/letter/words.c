/* words - dates, lists, numbers, references, the recipient and the language of a letter. */
#include "unit.h"

#include <math.h>

#include "cases.h"
#include "letter/statute.h"
#include "letter/writing.h"
#include "proto/free.h"

static struct arena arena;

TEST(dates_are_written_out)
{
	assert_string_equal(words_date(on("2026-03-12"), LANGUAGE_NB, &arena), "12. mars 2026");
	assert_string_equal(words_date(on("2026-05-01"), LANGUAGE_NN, &arena), "1. mai 2026");
	assert_string_equal(words_date(on("2026-12-31"), LANGUAGE_EN, &arena), "31 December 2026");
}

TEST(periods_say_no_more_than_they_must)
{
	assert_string_equal(words_period(on("2026-03-03"), DAY_NONE, LANGUAGE_NB, &arena), "3. mars 2026");
	assert_string_equal(words_period(on("2026-03-03"), on("2026-03-03"), LANGUAGE_NB, &arena), "3. mars 2026");
	assert_string_equal(words_period(on("2026-03-03"), on("2026-03-05"), LANGUAGE_NB, &arena), "3.–5. mars 2026");
	assert_string_equal(words_period(on("2026-03-30"), on("2026-04-02"), LANGUAGE_NN, &arena),
		"30. mars–2. april 2026");
	assert_string_equal(words_period(on("2025-12-30"), on("2026-01-02"), LANGUAGE_NB, &arena),
		"30. desember 2025–2. januar 2026");
	assert_string_equal(words_period(on("2026-03-03"), on("2027-03-05"), LANGUAGE_EN, &arena),
		"3 March 2026–5 March 2027");
	assert_string_equal(words_period(on("2026-03-03"), on("2026-03-05"), LANGUAGE_EN, &arena), "3–5 March 2026");
	assert_string_equal(words_period(on("2026-03-30"), on("2026-04-02"), LANGUAGE_EN, &arena),
		"30 March–2 April 2026");
}

TEST(lists_end_with_and)
{
	static const char *const item[] = { "a", "b", "c" };

	assert_string_equal(words_list(item, 0, LANGUAGE_NB, &arena), "");
	assert_string_equal(words_list(item, 1, LANGUAGE_NB, &arena), "a");
	assert_string_equal(words_list(item, 2, LANGUAGE_NN, &arena), "a og b");
	assert_string_equal(words_list(item, 3, LANGUAGE_NB, &arena), "a, b og c");
	assert_string_equal(words_list(item, 3, LANGUAGE_EN, &arena), "a, b and c");
}

TEST(numbers_and_shares_do_not_break)
{
	assert_string_equal(words_percent(0.9, LANGUAGE_NB, &arena), "90" NBSP "%");
	assert_string_equal(words_percent(0.925, LANGUAGE_NN, &arena), "92,5" NBSP "%");
	assert_string_equal(words_percent(0.925, LANGUAGE_EN, &arena), "92.5%");
	assert_string_equal(words_percent(2.0 / 3, LANGUAGE_NB, &arena), "66,7" NBSP "%");
	assert_string_equal(words_percent(1, LANGUAGE_NB, &arena), "100" NBSP "%");
	assert_string_equal(words_percent(0, LANGUAGE_NB, &arena), "0" NBSP "%");
	assert_string_equal(words_number(0, &arena), "0");
	assert_string_equal(words_number(9999, &arena), "9999");
	assert_string_equal(words_number(100000, &arena), "100" NBSP "000");
	assert_string_equal(words_number(10000, &arena), "10" NBSP "000");
	assert_string_equal(words_number(999999, &arena), "999" NBSP "999");
	assert_string_equal(words_number(1000000, &arena), "1" NBSP "000" NBSP "000");
	assert_string_equal(words_number(1200345, &arena), "1" NBSP "200" NBSP "345");
	assert_string_equal(words_number(1000000000, &arena), "1" NBSP "000" NBSP "000" NBSP "000");
}

TEST(a_sentence_ends_once)
{
	assert_null(words_sentence(NULL, &arena));
	assert_null(words_sentence(" \n", &arena));
	assert_string_equal(words_sentence("Rett feilen", &arena), "Rett feilen.");
	assert_string_equal(words_sentence("Rett feilen. \r\n", &arena), "Rett feilen.");
	assert_string_equal(words_sentence("Hvorfor?", &arena), "Hvorfor?");
}

TEST(every_term_has_words_in_every_language)
{
	for (int language = 0; language < LANGUAGES; language++) {
		enum language in = (enum language)language;

		for (int i = 0; i < DEADLINE_KINDS; i++)
			assert_true(strlen(words_deadline(i, in)) > 5);
		for (int i = 0; i < EVIDENCE_KINDS; i++)
			assert_true(strlen(words_evidence(i, in)) > 5);
		for (int i = 0; i < DUTIES; i++)
			assert_true(strlen(words_duty(i, in)) > 3);
		for (int i = 0; i < SAMPLINGS; i++)
			assert_true(strlen(words_sampling(i, in)) > 3);
		for (int i = 0; i < PERIODS; i++)
			assert_true(strlen(words_period_unit(i, in)) > 2);
		for (int i = 0; i < METHODS; i++) {
			assert_true(strlen(words_method(i, in)) > 5);
			for (int form = 0; form < WORD_FORMS; form++)
				assert_true(strlen(words_breach(i, (enum word_form)form, in)) > 4);
		}
	}
	assert_string_equal(words_breach(METHOD_JOINT, WORD_THE_MANY, LANGUAGE_NN), "avvika");
	assert_string_equal(words_breach(METHOD_DOCUMENT, WORD_THE, LANGUAGE_NB), "lovbruddet");
}

TEST(what_a_leader_overrode_has_words)
{
	static const enum guard may_be_overridden[] = { GUARD_practice_missing, GUARD_management_missing,
		GUARD_measure_point_fails };

	for (size_t i = 0; i < sizeof may_be_overridden / sizeof may_be_overridden[0]; i++)
		assert_string_not_equal(words_guard(guard_code(may_be_overridden[i]), LANGUAGE_NB),
			guard_code(may_be_overridden[i]));
}

TEST(provisions_are_cited_as_they_are_in_force)
{
	static const struct statute rows[] = {
		{ "appeal", "1970-01-01", { "fvl § 29", "fvl § 29", "section 29" } },
		{ "appeal", "2031-01-01", { "fvl § 63", "fvl § 63", "section 63" } },
		{ "other", "2031-01-01", { "x", "x", "x" } },
		{ "appeal", "", { "undecided", "undecided", "undecided" } },
	};

	assert_string_equal(statute_cite(rows, 4, "appeal", on("2030-12-31"), LANGUAGE_NB), "fvl § 29");
	assert_string_equal(statute_cite(rows, 4, "appeal", on("2031-01-01"), LANGUAGE_NB), "fvl § 63");
	assert_string_equal(statute_cite(rows, 4, "appeal", on("2040-01-01"), LANGUAGE_EN), "section 63");
	for (int i = 0; i < statute_count; i++) {
		int32_t from;

		assert_true(*statutes[i].from == '\0' || day_parse(statutes[i].from, &from));
		assert_non_null(strstr(statutes[i].citation[LANGUAGE_NN], "lova "));
	}
	assert_string_equal(statute_cite(statutes, statute_count, "prior_notice", on("2026-01-01"), LANGUAGE_NN),
		"forvaltningslova § 16");
}

TEST(acts_are_called_by_their_name_in_the_language)
{
	assert_string_equal(act_in("helsetilsynsloven § 8", LANGUAGE_NN, &arena), "helsetilsynslova § 8");
	assert_string_equal(act_in("Kommunelova § 30-4", LANGUAGE_NB, &arena), "kommuneloven § 30-4");
	assert_string_equal(act_in("kommuneloven", LANGUAGE_EN, &arena), "the Local Government Act (kommuneloven)");
	assert_string_equal(act_in("kommunelovens § 1", LANGUAGE_NN, &arena), "kommunelovens § 1");
	assert_string_equal(act_in("havneloven § 1", LANGUAGE_NN, &arena), "havneloven § 1");
	assert_string_equal(act_in("forskrift om ledelse og kvalitetsforbedring i helse- og omsorgstjenesten",
		LANGUAGE_NN, &arena), "forskrift om leiing og kvalitetsforbetring i helse- og omsorgstenesta");
}

static const char *cited(const char *const rows[][2], int count)
{
	static const char *ids[8] = { "a", "b", "c", "d", "e" };
	static struct requirement requirements[8];
	const struct case_facts facts = { .requirements = requirements, .requirement_count = count };
	struct writing writing = { .facts = &facts, .arena = &arena, .language = LANGUAGE_NB };
	const struct texts all = { ids, 5, true };

	for (int i = 0; i < count; i++) {
		requirements[i] = (struct requirement){ .act = rows[i][0], .section = rows[i][1] };
		strcpy(requirements[i].id, ids[i]);
	}
	return cite_requirements(&writing, &all);
}

TEST(sections_of_one_act_are_cited_together)
{
	assert_null(cited(NULL, 0));
	assert_string_equal(cited((const char *const[][2]){ { "A-loven", "9-10" } }, 1), "A-loven § 9-10");
	assert_string_equal(cited((const char *const[][2]){ { "A-loven", "§ 4" }, { "A-loven", "§" NBSP "17" } }, 2),
		"A-loven §§ 4 og 17");
	assert_string_equal(cited((const char *const[][2]){ { "A-loven", "4" }, { "B-loven", "1" }, { "A-loven", "§ 5" },
		{ "A-loven", "kapittel 3" } }, 4), "A-loven §§ 4 og 5, B-loven § 1 og A-loven kapittel 3");
	assert_string_equal(cited((const char *const[][2]){ { "A-loven", NULL }, { NULL, "§ 4" }, { "C-loven", " " } }, 3),
		"A-loven og C-loven");
}

static const char *recipient(const char *name, const char *title, const char *address, const char *email, int kind)
{
	const struct enterprise enterprise = { .name = "Fjordvik kommune", .management_name = name,
		.management_title = title, .address = address, .email = email };
	const struct case_facts facts = { .enterprise = &enterprise };
	const struct letter letter = { .kind = kind };

	return letter_recipient(&facts, &letter, &arena);
}

TEST(a_closure_goes_to_the_management)
{
	assert_string_equal(recipient("Kari", "kommunedirektør", "Gata 1\n5999 Vik", "a@b.no", LETTER_CLOSURE),
		"Fjordvik kommune\nv/ Kari, kommunedirektør\nGata 1\n5999 Vik");
	assert_string_equal(recipient("Kari", NULL, NULL, "a@b.no", LETTER_CLOSURE), "Fjordvik kommune\nv/ Kari\na@b.no");
	assert_string_equal(recipient(NULL, "rektor", "", "a@b.no", LETTER_CLOSURE), "Fjordvik kommune\nv/ rektor\na@b.no");
	assert_string_equal(recipient(NULL, NULL, "Postboks 1, Gata 1, 5999 Vik i Sogn", NULL, LETTER_NOTICE),
		"Fjordvik kommune\nPostboks 1, Gata 1\n5999 Vik i Sogn");
	assert_string_equal(recipient(NULL, NULL, "Gata 1, 59999 Vik, 599", NULL, LETTER_NOTICE), "Fjordvik kommune\nGata 1, 59999 Vik, 599");
	assert_string_equal(recipient("Kari", "rektor", "Gata 1", "a@b.no", LETTER_NOTICE), "Fjordvik kommune\nGata 1");
	assert_string_equal(recipient(NULL, NULL, NULL, NULL, LETTER_CLOSURE), "Fjordvik kommune");
}

TEST(an_enterprise_is_written_to_in_its_own_form_before_any_other)
{
	static const struct { int own, answered, authority; enum language language; const char *reason; } rows[] = {
		{ FORM_NN, FORM_NB, FORM_NB, LANGUAGE_NN, "own_form" },
		{ FORM_NB, FORM_NN, FORM_NN, LANGUAGE_NB, "own_form" },
		{ FORM_NEUTRAL, FORM_NN, FORM_NB, LANGUAGE_NN, "answered_form" },
		{ FORM_NEUTRAL, FORM_NEUTRAL, FORM_NN, LANGUAGE_NN, "authority_form" },
		{ TERM_NONE, TERM_NONE, FORM_NB, LANGUAGE_NB, "authority_form" },
		{ FORM_NEUTRAL, TERM_NONE, TERM_NONE, LANGUAGE_NB, "default_form" },
		{ TERM_NONE, TERM_NONE, FORM_NEUTRAL, LANGUAGE_NB, "default_form" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct enterprise enterprise = { .language = rows[i].own };
		const char *reason = NULL;

		assert_int_equal(letter_language(&enterprise, rows[i].answered, rows[i].authority, &reason),
			rows[i].language);
		assert_string_equal(reason, rows[i].reason);
	}
}

TEST(a_field_is_found_by_its_name)
{
	static const char fields[] = "{\"a\":\"én\",\"b\":\"\"}";

	assert_string_equal(free_text(fields, "a", &arena), "én");
	assert_null(free_text(fields, "b", &arena));
	assert_null(free_text(fields, "c", &arena));
	assert_null(free_text(NULL, "a", &arena));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_written_out),
		cmocka_unit_test(periods_say_no_more_than_they_must),
		cmocka_unit_test(lists_end_with_and),
		cmocka_unit_test(numbers_and_shares_do_not_break),
		cmocka_unit_test(a_sentence_ends_once),
		cmocka_unit_test(every_term_has_words_in_every_language),
		cmocka_unit_test(what_a_leader_overrode_has_words),
		cmocka_unit_test(provisions_are_cited_as_they_are_in_force),
		cmocka_unit_test(acts_are_called_by_their_name_in_the_language),
		cmocka_unit_test(sections_of_one_act_are_cited_together),
		cmocka_unit_test(a_closure_goes_to_the_management),
		cmocka_unit_test(an_enterprise_is_written_to_in_its_own_form_before_any_other),
		cmocka_unit_test(a_field_is_found_by_its_name),
	};
	int failed = RUN(tests);

	arena_release(&arena);
	return failed;
}
