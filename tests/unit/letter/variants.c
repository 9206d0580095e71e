/* variants - what a letter says when the case is of another kind than most. */
#include "unit.h"

#include <math.h>

#include "cases.h"
#include "letter/texts.h"

static const struct letter_sender sender = { "Statens helsetilsyn", "Ola Hansen" };
static struct arena arena;
static struct sample s;

static const char *body(void)
{
	const char *subject, *text;

	assert_true(letter_text(&s.facts, &s.letter, &sender, NULL, &arena, &subject, &text));
	return arena_format(&arena, "%s\n\n%s", subject, text);
}

static void says(const char *what)
{
	const char *text = body();

	if (strstr(text, what) == NULL)
		fail_msg("it does not say \"%s\":\n%s", what, text);
}

static void says_not(const char *what)
{
	const char *text = body();

	if (strstr(text, what) != NULL)
		fail_msg("it says \"%s\":\n%s", what, text);
}

TEST(a_joint_audit_speaks_of_deviations_and_whose_they_are)
{
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NN);
	s.audit.method = METHOD_JOINT;
	s.breaches[0].owner = "Beredskapsstaben";
	says("Avvik 1: ");
	says("| Avvik 2 |");
	says("**Ansvarleg hos tilsynsstyresmaktene:** Beredskapsstaben\n");
	says_not("ovbrot");
}

TEST(a_letter_that_corrects_another_says_so)
{
	sample_rich(&s, LETTER_NOTICE, LANGUAGE_NB);
	strcpy(s.letter.corrects, "l2");
	says("\n\nDette brevet retter og erstatter brevet vårt av 12. januar 2026.\n\n");
}

TEST(an_exempt_letter_says_by_which_section)
{
	sample_rich(&s, LETTER_NOTICE, LANGUAGE_NN);
	says_not("offentlegheit, jf.");
	s.letter.exempt = "offentleglova § 13";
	says("**Unnateke offentlegheit, jf. offentleglova § 13**\n\nVi viser til samtalen");
}

TEST(a_survey_draws_no_conclusion_and_ends)
{
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NB);
	s.audit.method = METHOD_THREE_PHASE;
	s.facts.breach_count = 0;
	s.letter.order[0] = '\0';
	says("Tilsynet er en kartlegging");
	says("Tilsynet er avsluttet.");
	says_not("Vi fant ikke lovbrudd");
	s.audit.method = METHOD_SYSTEM_AUDIT;
	says("Vi fant ikke lovbrudd i tilsynet.");
	says_not("kartlegging,");
	sample_rich(&s, LETTER_NOTICE, LANGUAGE_NB);
	s.audit.method = METHOD_THREE_PHASE;
	says("Vi konkluderer ikke med lovbrudd");
	says_not("Finner vi lovbrudd");
}

/* The case is a part of a survey with a question of each kind. */
static void survey_sample(int kind, int language)
{
	static const char *options[] = { "Årlig", "Sjeldnere" };
	static struct question_asked questions[] = {
		{ .code = "ros", .text = "Har dere en plan?", .help = "Den skal være skriftlig.", .kind = QUESTION_YES_NO,
		  .min = NAN, .max = NAN, .mandatory = true },
		{ .code = "ofte", .text = "Hvor ofte øver dere?", .kind = QUESTION_CHOICE, .options = { options, 2, true },
		  .min = NAN, .max = NAN },
		{ .code = "timer", .text = "Hvor mange timer?", .kind = QUESTION_NUMBER, .min = 0, .max = 99.5 },
		{ .code = "minst", .text = "Hvor mange senger?", .kind = QUESTION_NUMBER, .min = 1, .max = NAN },
		{ .code = "annet", .text = "Noe annet?", .kind = QUESTION_TEXT, .min = NAN, .max = NAN },
	};
	static struct survey survey = { .title = "Helseberedskap", .introduction = "Beredskapen skal virke.",
		.report = "De fleste har en plan.", .questions = { questions, 5, true } };
	static struct survey_answer first[] = { { .question = "ros", .yes = 0, .number = NAN } };
	static struct survey_answer answers[] = { { .question = "ros", .yes = 1, .number = NAN, .comment = "Ny i år" },
		{ .question = "timer", .yes = -1, .number = 12.5 }, { .question = "annet", .yes = -1, .number = NAN, .text = "Nei" } };
	static struct answer_set sets[2];
	static const struct survey_tally tallies[] = { { "ros", 1, NULL, NAN, 9 }, { "ros", 0, NULL, NAN, 6 },
		{ "ofte", -1, "Årlig", NAN, 12 }, { "ofte", -1, "Sjeldnere", NAN, 3 },
		{ "timer", -1, NULL, 6, 6 }, { "timer", -1, NULL, 12.5, 5 }, { "timer", -1, NULL, 24, 4 },
		{ "minst", -1, NULL, 3, 4 }, { "annet", -1, NULL, NAN, 7 } };

	sample_rich(&s, kind, language);
	s.facts.breach_count = 0;
	s.letter.order[0] = '\0';
	s.audit.method = METHOD_SELF_ASSESSMENT;
	strcpy(s.audit.survey, "s1");
	sets[0] = (struct answer_set){ .received_on = on("2026-01-20"), .answers = { first, 1, true } };
	sets[1] = (struct answer_set){ .received_on = on("2026-02-03"), .answers = { answers, 3, true } };
	s.facts.survey = &survey;
	s.facts.answer_sets = sets;
	s.facts.answer_set_count = 2;
	s.facts.tallies = tallies;
	s.facts.tally_count = sizeof tallies / sizeof tallies[0];
}

TEST(a_surveys_notice_asks_its_questions)
{
	survey_sample(LETTER_NOTICE, LANGUAGE_NB);
	says("## Kartleggingen\n\nBeredskapen skal virke.\n\nVi stiller de samme spørsmålene");
	says("| 1 | Har dere en plan? Den skal være skriftlig. (må besvares) | ja eller nei |\n"
		"| 2 | Hvor ofte øver dere? | ett av disse: Årlig; Sjeldnere |\n"
		"| 3 | Hvor mange timer? | et tall fra 0 til 99,5 |\n"
		"| 4 | Hvor mange senger? | et tall, minst 1 |\n"
		"| 5 | Noe annet? | egne ord |\n\n");
	says("Vi konkluderer ikke med lovbrudd i dette tilsynet.");
	says("inngår i oppsummeringen av kartleggingen.");
	says_not("foreløpig rapport");
	survey_sample(LETTER_NOTICE, LANGUAGE_NN);
	says("kartlegginga «Helseberedskap»");
	says("(må svarast på) | ja eller nei |");
	says("| eit tal frå 0 til 99,5 |");
	says("går inn i oppsummeringa av kartlegginga.");
	survey_sample(LETTER_NOTICE, LANGUAGE_EN);
	says("| a number from 0 to 99.5 |");
}

TEST(a_surveys_report_tells_the_answers_that_stand_and_hides_small_numbers)
{
	survey_sample(LETTER_FINAL_REPORT, LANGUAGE_NB);
	says("## Det kartleggingen viser\n\nDe fleste har en plan.\n\nVi mottok svarene deres 3. februar 2026.\n");
	says("| 1 | Har dere en plan? | ja (Ny i år) | ja: 9; nei: 6 |\n"
		"| 2 | Hvor ofte øver dere? | ikke besvart | Årlig: –; Sjeldnere: – |\n"
		"| 3 | Hvor mange timer? | 12,5 | median 12,5 (15 har svart) |\n"
		"| 4 | Hvor mange senger? | ikke besvart | – har svart |\n"
		"| 5 | Noe annet? | Nei | 7 har svart |\n");
	says("Tilsynet er en kartlegging, og vi konkluderer ikke om lovbrudd");
	says_not("Vi fant ikke lovbrudd");
	s.facts.answer_set_count = 0;
	says("Vi har ikke fått svar fra dere på kartleggingen.\n");
	says("| 1 | Har dere en plan? | ikke besvart | ja: 9; nei: 6 |\n");
	survey_sample(LETTER_FINAL_REPORT, LANGUAGE_NN);
	says("## Det kartlegginga viser\n\nDe fleste har en plan.\n\nVi fekk svara dykkar 3. februar 2026.\n");
	says("median 12,5 (15 har svara)");
}

TEST(an_audit_in_depth_says_which_survey_it_follows)
{
	survey_sample(LETTER_NOTICE, LANGUAGE_NB);
	s.audit.survey[0] = '\0';
	s.audit.method = METHOD_SYSTEM_AUDIT;
	says_not("«Helseberedskap»");
	strcpy(s.audit.in_depth_of, "a2");
	says(" Vi har valgt dere ut etter kartleggingen «Helseberedskap». Tilsynet blir");
	says("Finner vi lovbrudd");
	says_not("Vi stiller de samme spørsmålene");
}

TEST(a_visit_that_moves_is_told_with_its_new_dates)
{
	static struct letter_date moved = { .kind = DEADLINE_DOCUMENTS };

	sample_rich(&s, LETTER_DEADLINE_CONFIRMATION, LANGUAGE_NB);
	says_not("Tilsynsbesøket blir");
	s.audit.state = AUDIT_NOTIFIED;
	says_not("Tilsynsbesøket blir");
	moved.due = on("2026-02-17");
	s.letter.dates = (struct objects){ &moved, 1, true };
	says("Nye datoer for tilsynet – ");
	says("Tilsynsbesøket blir 3.–5. mars 2026.");
	says("| 17. februar 2026 | Send oss dokumentene vi ber om | Hele saken |\n");
}

TEST(what_was_struck_before_the_report_is_nowhere_and_has_no_number)
{
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NB);
	s.breaches[0].state = BREACH_DROPPED;
	s.breaches[0].established_on = DAY_NONE;
	says_not(s.breaches[0].title);
	says("Lovbrudd 1: Brukere får ikke medvirke");
	s.letter.kind = LETTER_CLOSURE;
	says_not(s.breaches[0].title);
	says("Lovbrudd 3: Dagsenteret manglet rutiner");
}

TEST(a_breach_has_the_same_number_in_a_letter_of_its_own)
{
	static const char *second[] = { "b2" };

	sample_rich(&s, LETTER_FOLLOW_UP_DEMAND, LANGUAGE_NB);
	s.letter.breaches = (struct texts){ second, 1, true };
	says("Lovbrudd 2: Brukere får ikke medvirke");
	says_not("## Lovbrudd 1");
}

TEST(a_discontinued_breach_is_not_called_corrected)
{
	sample_rich(&s, LETTER_CLOSURE, LANGUAGE_NB);
	says("Vi følger ikke opp lovbruddet videre. Det regnes ikke som rettet. Begrunnelsen er: Dagsenteret er lagt ned.");
}

TEST(an_override_is_told_with_what_was_missing_and_why)
{
	sample_rich(&s, LETTER_CLOSURE, LANGUAGE_NB);
	says("selv om vi ikke har fått målinger som når målet og dokumentasjon på ledelse og styring. "
		"Begrunnelsen er: Tjenesten er liten.");
	s.assessments[2].override_reason = NULL;
	says_not("Tilsynslederen har lagt til grunn");
}

TEST(rounds_before_the_breach_was_reopened_carry_nothing)
{
	sample_rich(&s, LETTER_CLOSURE, LANGUAGE_NB);
	says("| 1.–30. november 2026 | 19 av 20 |");
	says("Målet er nådd i mange nok målinger");
	s.breaches[0].counts_from = (int64_t)on("2026-12-01") * 86400000000;
	says_not("1.–30. november 2026: 19 av 20");
	says("| 1.–31. januar 2027 | 20 av 20 |");
	says("Målet er ikke nådd i mange nok målinger");
	says_not("Journalgjennomgang for august");
}

TEST(an_extension_smaller_than_asked_says_so)
{
	sample_rich(&s, LETTER_DEADLINE_CONFIRMATION, LANGUAGE_NB);
	says("Fristen var 1. september 2026. Dere ba om utsettelse til 1. april 2027. Vi kan ikke gi dere så lang tid");
	says("Dere ba om utsettelse til 15. januar 2027. Vi kan ikke gi utsettelse, så fristen gjelder fortsatt.");
	s.deadlines[1].asked = on("2027-01-29");
	says_not("så lang tid som");
	s.deadlines[4].refused = false;
	says_not("Vi kan ikke gi utsettelse");
}

TEST(a_municipality_is_threatened_with_a_fine_only_by_policy)
{
	struct policy policy = policy_default;

	sample_rich(&s, LETTER_ORDER, LANGUAGE_NB);
	says_not("tvangsmulkt");
	policy.fine_municipality = true;
	s.facts.policy = &policy;
	says("fastsette tvangsmulkt, jf. forvaltningsloven § 51");
	s.facts.policy = &policy_default;
	s.enterprise.kind = ENTERPRISE_PRIVATE;
	says("fastsette tvangsmulkt, jf. forvaltningsloven § 51");
}

TEST(an_order_tells_where_an_appeal_goes)
{
	sample_rich(&s, LETTER_ORDER, LANGUAGE_NB);
	says("sender vi klagen videre til Statens helsetilsyn, som avgjør klagesaken");
	s.facts.national_board = true;
	says("sender vi klagen videre til Helse- og omsorgsdepartementet, som avgjør klagesaken");
	says("klage på vedtaket, jf. forvaltningsloven § 29:\n\n– Fristen er tre uker fra dere mottok dette brevet.");
}

TEST(an_order_not_made_yet_has_the_ground_of_its_requirements)
{
	sample_rich(&s, LETTER_ORDER_NOTICE, LANGUAGE_NN);
	s.facts.order_count = 0;
	says("med heimel i helsetilsynslova § 8. Varselet gjeld:\n\n– Lovbrot 1: Kommunen sikrer ikke");
	says("innan 1. desember 2026, før vi avgjer");
	s.facts.order_count = 1;
	strcpy(s.letter.order, "o1");
	says("Pålegget vil i så fall gå ut på dette:\n\nKommunen skal sørge for");
}

TEST(an_order_has_the_ground_of_its_own_breaches)
{
	static const char *second[] = { "b2" }, *municipal[] = { "unknown", "q4" };

	sample_rich(&s, LETTER_PRELIMINARY_REPORT, LANGUAGE_NB);
	s.letter.notice_of_order.legal_ground = NULL;
	says("pålegg med hjemmel i helsetilsynsloven § 8. Varselet");
	s.breaches[1].requirements = (struct texts){ municipal, 2, true };
	s.letter.notice_of_order.breaches = (struct texts){ second, 1, true };
	strcpy(s.letter.order, "o1");
	says("pålegg med hjemmel i kommuneloven § 30-4. Varselet gjelder:\n\n– Lovbrudd 2: Brukere får ikke medvirke");
}

TEST(the_law_that_gives_power_follows_the_requirements)
{
	sample_rich(&s, LETTER_NOTICE, LANGUAGE_NB);
	s.facts.requirement_count = 3;
	says("føre tilsyn i helsetilsynsloven § 4.\n");
	s.facts.requirements = &s.requirements[3];
	s.facts.requirement_count = 1;
	says("Hjemmel og krav\n\nVi har hjemmel til å føre tilsyn i kommuneloven kapittel 30.\n");
	says_not("Tilsynet gjelder disse lovkravene");
	s.requirements[3].act = "havneloven";
	says_not("Hjemmel og krav");
	strcpy(s.requirements[3].id, "q1");
	says("Hjemmel og krav\n\nTilsynet gjelder disse lovkravene:\n\n– havneloven kapittel 25\n");
}

TEST(the_law_that_gives_power_is_there_whatever_an_authority_calls_its_grounds)
{
	static const char *named[] = { "lov om statlig tilsyn § 8" }, *acts[] = { "helse- og omsorgstjenesteloven" },
		*ours[] = { "kommunelova § 30-4" }, *harbours[] = { "havneloven" };
	static const struct legal_ground grounds[] = { { { named, 1, true }, { acts, 1, true } },
		{ { ours, 1, true }, { harbours, 1, true } } };
	struct policy policy = policy_default;

	sample_rich(&s, LETTER_NOTICE, LANGUAGE_NB);
	policy.grounds = grounds;
	policy.ground_count = 2;
	s.facts.policy = &policy;
	s.facts.requirement_count = 3;
	says("føre tilsyn i helsetilsynsloven § 4.\n");
	s.facts.requirements = &s.requirements[3];
	s.facts.requirement_count = 1;
	s.requirements[3].act = "havneloven";
	says("føre tilsyn i kommuneloven kapittel 30.\n");
}

TEST(the_table_has_the_dates_that_an_order_states_too)
{
	sample_rich(&s, LETTER_PRELIMINARY_REPORT, LANGUAGE_NN);
	says("| 5. mai 2026 | Send oss kommentarar til den førebelse rapporten | Heile saka |\n| 7. desember 2026 | Uttal dykk om varselet om pålegg | Pålegget |\n");
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NB);
	says("| 26. februar 2027 | Pålegget er oppfylt, og dere har sendt oss dokumentasjon som viser det | Pålegget |\n");
	sample_rich(&s, LETTER_ORDER_WITHDRAWN, LANGUAGE_NB);
	says_not("26. februar 2027");
}

TEST(a_hearing_is_told_as_it_went)
{
	sample_rich(&s, LETTER_ORDER, LANGUAGE_NB);
	says("Dere uttalte dere ikke innen fristen.");
	s.deadlines[5].state = DEADLINE_MET;
	s.deadlines[5].received_on = on("2026-11-30");
	says("Vi mottok uttalelsen deres 30. november 2026 og har vurdert den.");
	says_not("Dere uttalte dere ikke");
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NB);
	says("4. mai 2026 mottok vi kommentarene deres til den foreløpige rapporten.");
	s.deadlines[0].state = DEADLINE_LAPSED;
	s.deadlines[0].received_on = DAY_NONE;
	says("Dere hadde ikke kommentarer til den foreløpige rapporten innen fristen.");
	says_not("mottok vi kommentarene");
}

TEST(an_order_that_lives_is_told_to_live)
{
	sample_rich(&s, LETTER_CLOSURE, LANGUAGE_NB);
	says_not("Det er ikke avsluttet.");
	s.orders[0].state = ORDER_FINED;
	says("fra 1. januar 2027. Det er ikke avsluttet.");
	s.orders[0].period = TERM_NONE;
	says("tvangsmulkt på 100\u00a0000 kroner fra 1. januar 2027");
}

TEST(measures_that_protect_are_asked_for_where_they_are_needed)
{
	sample_rich(&s, LETTER_INTERIM_MEASURES, LANGUAGE_NB);
	s.breaches[0].urgent = 0;
	says("**Midlertidig tiltak:** To ansatte kontrollerer hver legemiddelliste.");
	says_not("Sykepleier er på vakt");
	says_not("Brukere får ikke medvirke");
	s.breaches[0].urgent = 1;
	s.facts.interim_measure_count = 0;
	says("Sett i verk tiltak straks");
	s.breaches[0].urgent = 0;
	says_not("Kommunen sikrer ikke");
}

TEST(a_reminder_is_about_the_kind_and_breach_it_dates)
{
	sample_rich(&s, LETTER_REMINDER_1, LANGUAGE_NB);
	s.deadlines[2].due = s.deadlines[2].effective_due = on("2026-11-01");
	says("| 2. november 2026 | Send oss planen");
	says_not("1. november 2026: praksis");
	s.letter.dates.count = 0;
	says("| 1. november 2026 | Praksis er rettet");
	strcpy(s.deadlines[3].breach, "b2");
	says("| 2. november 2026 | Send oss planen for hvordan dere vil rette | Lovbrudd 2:");
	s.letter.breaches = (struct texts){ .item = (const char *[]){ "b1" }, .count = 1, .given = true };
	says_not("send oss planen");
	s.deadlines[2].state = DEADLINE_MET;
	says("Vi kan ikke se at vi har fått svaret vi har bedt om.");
}

TEST(a_date_is_told_by_its_own_deadline)
{
	static struct letter_date dates[3];

	sample_rich(&s, LETTER_DEADLINE_CONFIRMATION, LANGUAGE_NB);
	dates[0] = (struct letter_date){ .kind = DEADLINE_MILESTONE, .due = on("2026-12-15"), .breach = "b2" };
	dates[1] = (struct letter_date){ .kind = DEADLINE_PLAN, .due = on("2026-12-15"), .breach = "b1" };
	dates[2] = (struct letter_date){ .kind = DEADLINE_MEASUREMENT, .due = DAY_NONE, .breach = "b1" };
	s.letter.dates = (struct objects){ dates, 3, true };
	says("| 15. desember 2026 | Milepæl: orienter oss om hvor langt dere har kommet | Lovbrudd 2:");
	says("| Lovbrudd 2: Brukere får ikke medvirke i egen plan |\n| 15. desember 2026 | Send oss planen");
	says_not("Vi kan ikke gi utsettelse");
	says_not("neste målingen");
	strcpy(dates[0].breach, "b1");
	says("Vi kan ikke gi utsettelse");
	s.deadlines[4].state = DEADLINE_MET;
	says_not("Vi kan ikke gi utsettelse");
}

TEST(an_extension_nobody_asked_for_tells_of_no_request)
{
	sample_rich(&s, LETTER_DEADLINE_CONFIRMATION, LANGUAGE_NB);
	s.deadlines[1].asked = s.deadlines[1].granted = DAY_NONE;
	s.deadlines[2].asked = on("2027-03-01");
	says("Fristen var 1. september 2026. Begrunnelsen er: Kommunen må ansette");
	says_not("utsettelse til 1. mars 2027");
}

TEST(the_management_is_called_by_what_is_known_of_it)
{
	sample_rich(&s, LETTER_CLOSURE, LANGUAGE_NB);
	says("Til ledelsen i Fjordvik kommune ved kommunedirektør Kari Nordmann\n");
	s.enterprise.management_title = NULL;
	says("Til ledelsen i Fjordvik kommune ved Kari Nordmann\n");
	s.enterprise.management_name = NULL;
	says("Til ledelsen i Fjordvik kommune\n");
	s.enterprise.management_title = "rektor";
	says("Til ledelsen i Fjordvik kommune ved rektor\n");
}

TEST(only_the_audits_own_measure_points_are_announced)
{
	sample_rich(&s, LETTER_NOTICE, LANGUAGE_NB);
	says("Målepunkter\n");
	s.audit.measure_points.count = 0;
	says_not("Målepunkter");
	says_not("Andel brukere");
}

TEST(blanks_and_empty_lines_of_a_caseworker_are_tidied)
{
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NB);
	s.audit.theme = "Rus\nog psykisk helse";
	s.breaches[0].facts = "Første linje \t\nAndre linje\n \n\t\n\nTredje linje\n\n\n";
	says("Fjordvik kommune: Rus og psykisk helse\n\n");
	says("**Fakta:** Første linje\nAndre linje\n\nTredje linje\n\n**Følger");
}

TEST(one_measurement_is_one)
{
	sample_rich(&s, LETTER_FINAL_REPORT, LANGUAGE_NB);
	says("Vi ber om 3 målinger på rad");
	says("Målet er minst 92,5\u00a0%");
	s.demands[0].rounds = 1;
	says("Vi ber om én måling som når målet.");
	says_not("på rad");
}

TEST(a_letter_without_a_language_is_bokmaal)
{
	sample_bare(&s, LETTER_NOTICE, TERM_NONE);
	says("Varsel om tilsyn med Skogheim AS");
	sample_bare(&s, LETTER_NOTICE, LANGUAGES);
	says("Varsel om tilsyn med Skogheim AS");
}

TEST(every_passage_a_caseworker_may_add_has_a_place_in_every_language)
{
	for (int i = 0; i < letter_passages.count; i++)
		for (int language = 0; language < LANGUAGES; language++) {
			const char *fields = arena_format(&arena, "{\"%s\":\"Dette er mine ord.\"}", letter_passages.word[i]);
			bool said = false;

			for (int kind = 0; kind < LETTER_KINDS; kind++) {
				sample_rich(&s, kind, language);
				s.letter.fields = fields;
				said |= strstr(body(), "Dette er mine ord.") != NULL;
			}
			if (!said)
				fail_msg("%s is said nowhere in %s", letter_passages.word[i], languages.word[language]);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_joint_audit_speaks_of_deviations_and_whose_they_are),
		cmocka_unit_test(a_letter_that_corrects_another_says_so),
		cmocka_unit_test(an_exempt_letter_says_by_which_section),
		cmocka_unit_test(a_survey_draws_no_conclusion_and_ends),
		cmocka_unit_test(a_surveys_notice_asks_its_questions),
		cmocka_unit_test(a_surveys_report_tells_the_answers_that_stand_and_hides_small_numbers),
		cmocka_unit_test(an_audit_in_depth_says_which_survey_it_follows),
		cmocka_unit_test(a_visit_that_moves_is_told_with_its_new_dates),
		cmocka_unit_test(what_was_struck_before_the_report_is_nowhere_and_has_no_number),
		cmocka_unit_test(a_breach_has_the_same_number_in_a_letter_of_its_own),
		cmocka_unit_test(a_discontinued_breach_is_not_called_corrected),
		cmocka_unit_test(an_override_is_told_with_what_was_missing_and_why),
		cmocka_unit_test(rounds_before_the_breach_was_reopened_carry_nothing),
		cmocka_unit_test(an_extension_smaller_than_asked_says_so),
		cmocka_unit_test(a_municipality_is_threatened_with_a_fine_only_by_policy),
		cmocka_unit_test(an_order_tells_where_an_appeal_goes),
		cmocka_unit_test(an_order_not_made_yet_has_the_ground_of_its_requirements),
		cmocka_unit_test(an_order_has_the_ground_of_its_own_breaches),
		cmocka_unit_test(the_law_that_gives_power_follows_the_requirements),
		cmocka_unit_test(the_law_that_gives_power_is_there_whatever_an_authority_calls_its_grounds),
		cmocka_unit_test(the_table_has_the_dates_that_an_order_states_too),
		cmocka_unit_test(a_hearing_is_told_as_it_went),
		cmocka_unit_test(an_order_that_lives_is_told_to_live),
		cmocka_unit_test(measures_that_protect_are_asked_for_where_they_are_needed),
		cmocka_unit_test(a_reminder_is_about_the_kind_and_breach_it_dates),
		cmocka_unit_test(a_date_is_told_by_its_own_deadline),
		cmocka_unit_test(an_extension_nobody_asked_for_tells_of_no_request),
		cmocka_unit_test(the_management_is_called_by_what_is_known_of_it),
		cmocka_unit_test(only_the_audits_own_measure_points_are_announced),
		cmocka_unit_test(blanks_and_empty_lines_of_a_caseworker_are_tidied),
		cmocka_unit_test(one_measurement_is_one),
		cmocka_unit_test(a_letter_without_a_language_is_bokmaal),
		cmocka_unit_test(every_passage_a_caseworker_may_add_has_a_place_in_every_language),
	};
	int failed = RUN(tests);

	arena_release(&arena);
	return failed;
}
