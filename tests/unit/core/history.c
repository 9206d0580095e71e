/* history - a published record of an old audit, read as a case. */
#include "unit.h"

#include "core/history.h"
#include "proto/messages.h"

#define TODAY on("2026-03-02")
#define ONLY(code) (UINT64_C(1) << WARNING_##code)

static struct import_breach found[3];
static struct import_fact facts[1];

/* A record that says nothing but who, what and how. */
static struct import_record plain(void)
{
	struct import_record record;

	message_clear(&import_record_message, &record);
	record.enterprise = "Vik kommune";
	record.theme = "Sepsis";
	record.method = "systemrevisjon";
	for (int i = 0; i < 3; i++)
		found[i] = (struct import_breach){ .title_paraphrase = "Rutinen mangler", .kind = "lovbrudd" };
	return record;
}

static void list(struct import_record *record, int breaches)
{
	record->breaches.item = found;
	record->breaches.count = breaches;
	record->breaches.given = true;
}

static int32_t *date(struct import_record *record, const char *name)
{
	return (int32_t *)(void *)((char *)record + message_field(&import_record_message, name)->offset);
}

static const char *const all_dates[] = { "notice_date", "visit_from", "visit_to", "preliminary_report_date",
	"final_report_date", "response_deadline", "closed_date", "comment_deadline", "enterprise_reply_date",
	"closing_meeting_date", "period_from", "period_to" };
#define ALL_DATES (sizeof all_dates / sizeof all_dates[0])

TEST(every_date_of_a_record_is_one_of_those_tried_here)
{
	size_t count = 0;

	for (int i = 0; i < import_record_message.count; i++)
		count += import_record_message.field[i].type == FIELD_DATE;
	assert_int_equal(count, ALL_DATES);
}

TEST(the_state_follows_from_the_last_thing_that_is_known)
{
	static const struct { const char *date, *status; int order; const char *state; } rows[] = {
		{ NULL, NULL, -1, "planned" },
		{ NULL, "open", 0, "planned" },
		{ NULL, "closed", -1, "closed" },
		{ NULL, "none found", -1, "closed" },
		{ NULL, NULL, 1, "follow_up" },
		{ "notice_date", NULL, -1, "notified" },
		{ "visit_from", NULL, -1, "drafting" },
		{ "visit_to", NULL, -1, "drafting" },
		{ "closing_meeting_date", NULL, -1, "drafting" },
		{ "enterprise_reply_date", NULL, -1, "notified" },
		{ "period_from", NULL, -1, "notified" },
		{ "period_to", NULL, -1, "notified" },
		{ "preliminary_report_date", NULL, -1, "hearing" },
		{ "comment_deadline", "unknown", -1, "hearing" },
		{ "final_report_date", "open", -1, "follow_up" },
		{ "response_deadline", NULL, -1, "follow_up" },
		{ "closed_date", "open", -1, "closed" },
		{ "notice_date", "none found", 1, "closed" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct import_record record = plain();

		if (rows[i].date != NULL)
			*date(&record, rows[i].date) = on("2025-05-05");
		record.status_text_kind = rows[i].status;
		record.order_issued = (int8_t)rows[i].order;
		assert_string_equal(audit_states.word[history_state(&record, TODAY)], rows[i].state);
	}
}

TEST(a_visit_that_is_not_over_is_only_notified)
{
	struct import_record record = plain();

	record.visit_from = on("2026-02-27");
	record.visit_to = TODAY;
	assert_int_equal(history_state(&record, TODAY), AUDIT_NOTIFIED);
	assert_int_equal(history_state(&record, TODAY + 1), AUDIT_DRAFTING);
	record.visit_to = DAY_NONE;
	record.visit_from = TODAY;
	assert_int_equal(history_state(&record, TODAY), AUDIT_NOTIFIED);
}

TEST(the_method_is_read_from_the_beginning_of_its_word)
{
	static const struct { const char *word; int method; } words[] = {
		{ "systemrevisjon med journalgjennomgang", METHOD_SYSTEM_AUDIT }, { "Systemrevisjon", METHOD_SYSTEM_AUDIT },
		{ "egenvurdering", METHOD_SELF_ASSESSMENT }, { "trefase: spørreundersøkelse", METHOD_THREE_PHASE },
		{ "dokumenttilsyn (skriftlig tilsyn)", METHOD_DOCUMENT }, { "skriftlig tilsyn", METHOD_DOCUMENT },
		{ "stikkprøvetilsyn", METHOD_SPOT_CHECK }, { "uanmeldt tilsyn", METHOD_UNANNOUNCED },
		{ "fellestilsyn", METHOD_JOINT }, { "forenklet systemrevisjon", TERM_NONE }, { "system", TERM_NONE },
		{ "", TERM_NONE }, { NULL, TERM_NONE },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		assert_int_equal(history_method(words[i].word), words[i].method);
}

TEST(a_kind_is_the_sources_word_or_what_the_name_says)
{
	enum remark_kind kind;

	assert_int_equal(history_enterprise_kind("kommune", "X"), ENTERPRISE_MUNICIPALITY);
	assert_int_equal(history_enterprise_kind("fylkeskommune", "X"), ENTERPRISE_COUNTY);
	assert_int_equal(history_enterprise_kind("helseforetak", "X kommune"), ENTERPRISE_HEALTH_TRUST);
	assert_int_equal(history_enterprise_kind("privat", "X"), ENTERPRISE_PRIVATE);
	assert_int_equal(history_enterprise_kind("statlig", "X"), ENTERPRISE_STATE);
	assert_int_equal(history_enterprise_kind("stiftelsesdrevet", "X"), ENTERPRISE_OTHER);
	assert_int_equal(history_enterprise_kind(NULL, "Vik kommune"), ENTERPRISE_MUNICIPALITY);
	assert_int_equal(history_enterprise_kind(NULL, "Troms fylkeskommune"), ENTERPRISE_COUNTY);
	assert_int_equal(history_enterprise_kind(NULL, "Vik omsorg AS"), ENTERPRISE_OTHER);
	assert_true(history_is_remark("merknad", &kind) && kind == REMARK_REMARK);
	assert_true(history_is_remark("forbedringsområde", &kind) && kind == REMARK_IMPROVEMENT_AREA);
	assert_false(history_is_remark("avvik", &kind) || history_is_remark(NULL, &kind));
	assert_int_equal(history_breach_kind("avvik"), BREACH_KIND_DEVIATION);
	assert_int_equal(history_breach_kind("lovbrudd"), BREACH_KIND_BREACH);
	assert_int_equal(history_breach_kind(NULL), BREACH_KIND_BREACH);
}

TEST(any_date_may_be_the_earliest)
{
	for (size_t i = 0; i < ALL_DATES; i++) {
		struct import_record record = plain();

		assert_int_equal(history_earliest(&record), DAY_NONE);
		for (size_t other = 0; other < ALL_DATES; other++)
			*date(&record, all_dates[other]) = on("2025-06-01");
		*date(&record, all_dates[i]) = on("2025-05-31");
		assert_int_equal(history_earliest(&record), on("2025-05-31"));
	}
}

TEST(breaches_were_established_by_the_final_report_else_on_the_latest_day_that_has_come)
{
	struct import_record record = plain();

	assert_int_equal(history_established_on(&record, TODAY), TODAY);
	record.response_deadline = on("2026-09-01");
	assert_int_equal(history_established_on(&record, TODAY), TODAY);
	record.response_deadline = on("2025-09-01");
	assert_int_equal(history_established_on(&record, TODAY), on("2025-09-01"));
	record.closed_date = on("2025-12-01");
	assert_int_equal(history_established_on(&record, TODAY), on("2025-12-01"));
	record.visit_to = on("2025-03-04");
	record.comment_deadline = on("2025-05-01");
	assert_int_equal(history_established_on(&record, TODAY), on("2025-05-01"));
	record.comment_deadline = TODAY + 1;
	assert_int_equal(history_established_on(&record, TODAY), on("2025-03-04"));
	record.final_report_date = on("2025-02-01");
	assert_int_equal(history_established_on(&record, TODAY), on("2025-02-01"));
}

TEST(a_record_that_fits_together_has_no_warning)
{
	struct import_record record = plain();

	record.notice_date = on("2025-01-10");
	record.visit_from = record.visit_to = record.closing_meeting_date = on("2025-03-04");
	record.preliminary_report_date = on("2025-04-01");
	record.comment_deadline = record.enterprise_reply_date = on("2025-04-22");
	record.final_report_date = on("2025-05-01");
	record.response_deadline = on("2025-09-01");
	record.closed_date = on("2025-12-01");
	record.breach_conclusion = "found";
	record.breach_count_stated = 1;
	list(&record, 2);
	found[1].kind = "merknad";
	record.status_text_kind = "closed";
	assert_int_equal(history_warnings(&record, TODAY), 0);
}

TEST(what_comes_first_and_is_dated_last_is_told_by_name)
{
	static const struct { const char *first, *then; uint64_t warning; } orders[] = {
		{ "notice_date", "visit_from", ONLY(notice_after_visit) },
		{ "visit_from", "visit_to", ONLY(visit_reversed) },
		{ "period_from", "period_to", ONLY(period_reversed) },
		{ "visit_from", "closing_meeting_date", ONLY(meeting_before_visit) },
		{ "visit_from", "preliminary_report_date", ONLY(preliminary_before_visit) },
		{ "visit_to", "preliminary_report_date", ONLY(preliminary_before_visit) },
		{ "visit_from", "final_report_date", ONLY(final_before_visit) },
		{ "visit_to", "final_report_date", ONLY(final_before_visit) },
		{ "preliminary_report_date", "final_report_date", ONLY(final_before_preliminary) },
		{ "preliminary_report_date", "comment_deadline", ONLY(comment_before_preliminary) },
		{ "preliminary_report_date", "enterprise_reply_date", ONLY(reply_before_preliminary) },
		{ "final_report_date", "response_deadline", ONLY(deadline_before_final) },
		{ "visit_from", "closed_date", ONLY(closed_before_visit) },
		{ "visit_to", "closed_date", ONLY(closed_before_visit) },
		{ "final_report_date", "closed_date", ONLY(closed_before_final) },
	};

	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		struct import_record record = plain();

		*date(&record, orders[i].first) = on("2025-03-04");
		*date(&record, orders[i].then) = on("2025-03-04");
		assert_int_equal(history_warnings(&record, TODAY), 0);
		*date(&record, orders[i].then) = on("2025-03-03");
		assert_int_equal(history_warnings(&record, TODAY), orders[i].warning);
	}
}

TEST(what_has_happened_is_not_dated_after_today)
{
	static const char *const past[] = { "preliminary_report_date", "final_report_date", "enterprise_reply_date",
		"closed_date" };

	for (size_t i = 0; i < sizeof past / sizeof past[0]; i++) {
		struct import_record record = plain();

		*date(&record, past[i]) = TODAY;
		assert_int_equal(history_warnings(&record, TODAY), 0);
		*date(&record, past[i]) = TODAY + 1;
		assert_int_equal(history_warnings(&record, TODAY), ONLY(date_in_future));
	}
}

/* A dated record with so many breaches listed. */
static struct import_record with_breaches(int breaches)
{
	struct import_record record = plain();

	record.preliminary_report_date = on("2025-04-01");
	list(&record, breaches);
	return record;
}

TEST(a_conclusion_a_count_and_a_method_fit_the_breaches_that_are_listed)
{
	struct import_record record = with_breaches(2);

	assert_int_equal(history_warnings(&record, TODAY), 0);
	record.breach_conclusion = "none";
	assert_int_equal(history_warnings(&record, TODAY), ONLY(breaches_against_conclusion));
	record.breach_conclusion = "not assessed";
	record.breach_count_stated = 3;
	assert_int_equal(history_warnings(&record, TODAY), ONLY(breach_count_differs));
	record.breach_count_stated = 2;
	record.method = "trefase";
	assert_int_equal(history_warnings(&record, TODAY), ONLY(breach_without_conclusion));
	record = with_breaches(1);
	found[0].kind = "merknad";
	record.breach_conclusion = "found";
	record.breach_count_stated = 0;
	assert_int_equal(history_warnings(&record, TODAY), ONLY(conclusion_without_breaches));
}

TEST(a_status_fits_the_rest)
{
	struct import_record record = with_breaches(1);

	record.status_text_kind = "none found";
	assert_int_equal(history_warnings(&record, TODAY), ONLY(status_differs));
	record.status_text_kind = "open";
	assert_int_equal(history_warnings(&record, TODAY), 0);
	record.closed_date = on("2025-12-01");
	assert_int_equal(history_warnings(&record, TODAY), ONLY(status_differs));
}

TEST(what_is_not_said_is_told)
{
	struct import_record record = plain();

	assert_int_equal(history_warnings(&record, TODAY), ONLY(undated));
	record = with_breaches(1);
	found[0].title_paraphrase = NULL;
	assert_int_equal(history_warnings(&record, TODAY), ONLY(title_unknown));
	record = with_breaches(1);
	found[0].kind = "bemerkning";
	assert_int_equal(history_warnings(&record, TODAY), ONLY(kind_unknown));
	record = with_breaches(0);
	record.theme = record.method = NULL;
	assert_int_equal(history_warnings(&record, TODAY), ONLY(theme_unknown) | ONLY(method_unknown));
	record = with_breaches(1);
	record.order_issued = 1;
	assert_int_equal(history_warnings(&record, TODAY), ONLY(order_unknown) | ONLY(no_deadline));
	record.response_deadline = on("2025-09-01");
	assert_int_equal(history_warnings(&record, TODAY), ONLY(order_unknown));
	record.order_issued = 0;
	assert_int_equal(history_warnings(&record, TODAY), 0);
}

TEST(no_more_comply_than_were_reviewed)
{
	struct import_record record = with_breaches(0);

	facts[0] = (struct import_fact){ .what = "Journaler", .n_reviewed = 22, .n_compliant = 22 };
	record.measure_point_facts.item = facts;
	record.measure_point_facts.count = 1;
	assert_int_equal(history_warnings(&record, TODAY), 0);
	facts[0].n_compliant = 23;
	assert_int_equal(history_warnings(&record, TODAY), ONLY(figures_differ));
	facts[0].n_reviewed = INTEGER_NONE;
	assert_int_equal(history_warnings(&record, TODAY), 0);
}

TEST(a_visit_that_ends_years_before_it_begins_is_of_no_audit)
{
	static const char *const spans[][2] = { { "visit_from", "visit_to" }, { "period_from", "period_to" } };
	const char *pointer = NULL;

	for (size_t i = 0; i < 2; i++) {
		struct import_record record = plain();

		assert_int_equal(history_impossible(&record, &pointer), 0);
		*date(&record, spans[i][1]) = on("2024-03-04");
		assert_int_equal(history_impossible(&record, &pointer), 0);
		*date(&record, spans[i][0]) = on("2025-03-03");
		assert_int_equal(history_impossible(&record, &pointer), 0);
		*date(&record, spans[i][0]) = on("2025-03-04");
		assert_int_equal(history_impossible(&record, &pointer), REFUSAL_ends_before_start);
		assert_string_equal(pointer + 1, spans[i][1]);
	}
}

TEST(every_warning_is_said_in_each_language)
{
	for (int warning = 0; warning < WARNINGS; warning++)
		for (int language = 0; language < LANGUAGES; language++) {
			assert_true(strlen(warning_code((enum warning)warning)) > 0);
			assert_true(strlen(warning_text((enum warning)warning, (enum language)language)) > 10);
		}
	assert_string_not_equal(warning_text(WARNING_undated, LANGUAGE_NB), warning_text(WARNING_undated, LANGUAGE_NN));
	assert_true(WARNINGS <= 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_date_of_a_record_is_one_of_those_tried_here),
		cmocka_unit_test(the_state_follows_from_the_last_thing_that_is_known),
		cmocka_unit_test(a_visit_that_is_not_over_is_only_notified),
		cmocka_unit_test(the_method_is_read_from_the_beginning_of_its_word),
		cmocka_unit_test(a_kind_is_the_sources_word_or_what_the_name_says),
		cmocka_unit_test(any_date_may_be_the_earliest),
		cmocka_unit_test(breaches_were_established_by_the_final_report_else_on_the_latest_day_that_has_come),
		cmocka_unit_test(a_record_that_fits_together_has_no_warning),
		cmocka_unit_test(what_comes_first_and_is_dated_last_is_told_by_name),
		cmocka_unit_test(what_has_happened_is_not_dated_after_today),
		cmocka_unit_test(a_conclusion_a_count_and_a_method_fit_the_breaches_that_are_listed),
		cmocka_unit_test(a_status_fits_the_rest),
		cmocka_unit_test(what_is_not_said_is_told),
		cmocka_unit_test(no_more_comply_than_were_reviewed),
		cmocka_unit_test(a_visit_that_ends_years_before_it_begins_is_of_no_audit),
		cmocka_unit_test(every_warning_is_said_in_each_language),
	};

	return RUN(tests);
}
