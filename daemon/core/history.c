/* history - a published record of an old audit, read as a case. */
#include "core/history.h"

#include <stddef.h>
#include <string.h>

#include "core/method.h"

#define BIT(warning) (UINT64_C(1) << WARNING_##warning)
#define DATE(member) offsetof(struct import_record, member)

static int32_t date_at(const struct import_record *record, size_t offset)
{
	return *(const int32_t *)(const void *)((const char *)record + offset);
}

static bool is(const char *word, const char *wanted)
{
	return word != NULL && strcmp(word, wanted) == 0;
}

/* Capitals of ASCII alone: the beginnings looked for have no others. */
static bool begins(const char *word, const char *with)
{
	for (; *with != '\0'; word++, with++)
		if (*word != *with && (*word < 'A' || *word > 'Z' || *word - 'A' + 'a' != *with))
			return false;
	return true;
}

/* When its visit was over: the last day that is known of it. */
static int32_t visit_end(const struct import_record *record)
{
	if (record->visit_to != DAY_NONE)
		return record->visit_to;
	return record->visit_from != DAY_NONE ? record->visit_from : record->closing_meeting_date;
}

enum audit_state history_state(const struct import_record *record, int32_t today)
{
	if (record->closed_date != DAY_NONE || is(record->status_text_kind, "closed")
	    || is(record->status_text_kind, "none found"))
		return AUDIT_CLOSED;
	if (record->final_report_date != DAY_NONE || record->response_deadline != DAY_NONE
		|| record->order_issued == 1)
		return AUDIT_FOLLOW_UP;
	if (record->preliminary_report_date != DAY_NONE || record->comment_deadline != DAY_NONE)
		return AUDIT_HEARING;
	if (visit_end(record) != DAY_NONE && visit_end(record) < today)
		return AUDIT_DRAFTING;
	return history_earliest(record) != DAY_NONE ? AUDIT_NOTIFIED : AUDIT_PLANNED;
}

int history_method(const char *word)
{
	static const struct { const char *begins; enum method method; } methods_known[] = {
		{ "systemrevisjon", METHOD_SYSTEM_AUDIT },
		{ "egenvurdering", METHOD_SELF_ASSESSMENT },
		{ "eigenvurdering", METHOD_SELF_ASSESSMENT },
		{ "trefase", METHOD_THREE_PHASE },
		{ "dokumenttilsyn", METHOD_DOCUMENT },
		{ "skriftlig", METHOD_DOCUMENT },
		{ "skriftleg", METHOD_DOCUMENT },
		{ "stikkpr", METHOD_SPOT_CHECK },
		{ "uanmeldt", METHOD_UNANNOUNCED },
		{ "umeldt", METHOD_UNANNOUNCED },
		{ "fellestilsyn", METHOD_JOINT },
	};

	for (size_t i = 0; word != NULL && i < sizeof methods_known / sizeof methods_known[0]; i++)
		if (begins(word, methods_known[i].begins))
			return methods_known[i].method;
	return TERM_NONE;
}

enum enterprise_kind history_enterprise_kind(const char *word, const char *name)
{
	static const struct { const char *begins; enum enterprise_kind kind; } kinds[] = {
		{ "kommune", ENTERPRISE_MUNICIPALITY },
		{ "fylkeskommune", ENTERPRISE_COUNTY },
		{ "helsef", ENTERPRISE_HEALTH_TRUST },
		{ "regionalt helsef", ENTERPRISE_HEALTH_TRUST },
		{ "privat", ENTERPRISE_PRIVATE },
		{ "stat", ENTERPRISE_STATE },
	};

	for (size_t i = 0; word != NULL && i < sizeof kinds / sizeof kinds[0]; i++)
		if (begins(word, kinds[i].begins))
			return kinds[i].kind;
	if (word != NULL)
		return ENTERPRISE_OTHER;
	if (strstr(name, "fylkeskommune") != NULL)
		return ENTERPRISE_COUNTY;
	return strstr(name, "kommune") != NULL ? ENTERPRISE_MUNICIPALITY : ENTERPRISE_OTHER;
}

bool history_is_remark(const char *word, enum remark_kind *ret_kind)
{
	bool remark = word != NULL && begins(word, "merknad");

	if (!remark && (word == NULL
		|| (!begins(word, "forbedringsomr") && !begins(word, "forbetringsomr"))))
		return false;
	*ret_kind = remark ? REMARK_REMARK : REMARK_IMPROVEMENT_AREA;
	return true;
}

enum breach_kind history_breach_kind(const char *word)
{
	return word != NULL && begins(word, "avvik") ? BREACH_KIND_DEVIATION : BREACH_KIND_BREACH;
}

static bool kind_is_known(const char *word)
{
	enum remark_kind kind;

	return word == NULL || begins(word, "avvik") || begins(word, "lovbr")
		|| history_is_remark(word, &kind);
}

int32_t history_earliest(const struct import_record *record)
{
	static const size_t dates[] = { DATE(notice_date), DATE(visit_from), DATE(visit_to),
		DATE(preliminary_report_date),
		DATE(final_report_date), DATE(response_deadline), DATE(closed_date), DATE(comment_deadline),
		DATE(enterprise_reply_date), DATE(closing_meeting_date), DATE(period_from), DATE(period_to) };
	int32_t earliest = DAY_NONE;

	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		int32_t day = date_at(record, dates[i]);

		if (day != DAY_NONE && (earliest == DAY_NONE || day < earliest))
			earliest = day;
	}
	return earliest;
}

int32_t history_established_on(const struct import_record *record, int32_t today)
{
	static const size_t dates[] = { DATE(notice_date), DATE(visit_from), DATE(visit_to),
		DATE(preliminary_report_date),
		DATE(comment_deadline), DATE(enterprise_reply_date), DATE(closing_meeting_date),
		DATE(period_from), DATE(period_to) };
	int32_t latest = DAY_NONE;

	if (record->final_report_date != DAY_NONE)
		return record->final_report_date;
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		int32_t day = date_at(record, dates[i]);

		if (day != DAY_NONE && day <= today && day > latest)
			latest = day;
	}
	if (latest != DAY_NONE)
		return latest;
	if (record->closed_date != DAY_NONE)
		return record->closed_date;
	return record->response_deadline != DAY_NONE && record->response_deadline < today
		? record->response_deadline : today;
}

/* What comes first should not be dated last. */
static uint64_t order_warnings(const struct import_record *record)
{
	static const struct { size_t first, then; uint64_t warning; } orders[] = {
		{ DATE(notice_date), DATE(visit_from), BIT(notice_after_visit) },
		{ DATE(visit_from), DATE(visit_to), BIT(visit_reversed) },
		{ DATE(period_from), DATE(period_to), BIT(period_reversed) },
		{ DATE(visit_from), DATE(closing_meeting_date), BIT(meeting_before_visit) },
		{ DATE(visit_from), DATE(preliminary_report_date), BIT(preliminary_before_visit) },
		{ DATE(visit_to), DATE(preliminary_report_date), BIT(preliminary_before_visit) },
		{ DATE(visit_from), DATE(final_report_date), BIT(final_before_visit) },
		{ DATE(visit_to), DATE(final_report_date), BIT(final_before_visit) },
		{ DATE(preliminary_report_date), DATE(final_report_date), BIT(final_before_preliminary) },
		{ DATE(preliminary_report_date), DATE(comment_deadline), BIT(comment_before_preliminary) },
		{ DATE(preliminary_report_date), DATE(enterprise_reply_date), BIT(reply_before_preliminary) },
		{ DATE(final_report_date), DATE(response_deadline), BIT(deadline_before_final) },
		{ DATE(visit_from), DATE(closed_date), BIT(closed_before_visit) },
		{ DATE(visit_to), DATE(closed_date), BIT(closed_before_visit) },
		{ DATE(final_report_date), DATE(closed_date), BIT(closed_before_final) },
	};
	uint64_t found = 0;

	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		int32_t then = date_at(record, orders[i].then);

		if (then != DAY_NONE && date_at(record, orders[i].first) > then)
			found |= orders[i].warning;
	}
	return found;
}

static uint64_t future_warnings(const struct import_record *record, int32_t today)
{
	static const size_t past[] = { DATE(preliminary_report_date), DATE(final_report_date),
		DATE(enterprise_reply_date), DATE(closed_date) };

	for (size_t i = 0; i < sizeof past / sizeof past[0]; i++)
		if (date_at(record, past[i]) > today)
			return BIT(date_in_future);
	return 0;
}

static uint64_t finding_warnings(const struct import_record *record, int *ret_breaches)
{
	const struct import_breach *found = record->breaches.item;
	enum remark_kind kind;
	uint64_t warnings = 0;

	*ret_breaches = 0;
	for (int i = 0; i < record->breaches.count; i++) {
		*ret_breaches += !history_is_remark(found[i].kind, &kind);
		if (!kind_is_known(found[i].kind))
			warnings |= BIT(kind_unknown);
		if (found[i].title_paraphrase == NULL)
			warnings |= BIT(title_unknown);
	}
	return warnings;
}

static uint64_t conclusion_warnings(const struct import_record *record, int breaches)
{
	int method = history_method(record->method);
	uint64_t warnings = 0;

	if (breaches > 0 && is(record->breach_conclusion, "none"))
		warnings |= BIT(breaches_against_conclusion);
	if (breaches == 0 && is(record->breach_conclusion, "found"))
		warnings |= BIT(conclusion_without_breaches);
	if (record->breach_count_stated >= 0 && record->breach_count_stated != breaches)
		warnings |= BIT(breach_count_differs);
	if (breaches > 0 && method != TERM_NONE && !method_flags(method)->concludes)
		warnings |= BIT(breach_without_conclusion);
	if ((is(record->status_text_kind, "open") && record->closed_date != DAY_NONE)
	    || (is(record->status_text_kind, "none found")
		&& (breaches > 0 || is(record->breach_conclusion, "found"))))
		warnings |= BIT(status_differs);
	return warnings;
}

uint64_t history_warnings(const struct import_record *record, int32_t today)
{
	const struct import_fact *fact = record->measure_point_facts.item;
	int breaches;
	uint64_t warnings = finding_warnings(record, &breaches) | order_warnings(record)
		| future_warnings(record, today);

	warnings |= conclusion_warnings(record, breaches);
	if (history_earliest(record) == DAY_NONE)
		warnings |= BIT(undated);
	if (record->order_issued == 1)
		warnings |= BIT(order_unknown);
	if (history_method(record->method) == TERM_NONE)
		warnings |= BIT(method_unknown);
	if (record->theme == NULL)
		warnings |= BIT(theme_unknown);
	if (history_state(record, today) == AUDIT_FOLLOW_UP && breaches > 0
		&& record->response_deadline == DAY_NONE)
		warnings |= BIT(no_deadline);
	for (int i = 0; i < record->measure_point_facts.count; i++)
		if (fact[i].n_reviewed >= 0 && fact[i].n_compliant > fact[i].n_reviewed)
			warnings |= BIT(figures_differ);
	return warnings;
}

int history_impossible(const struct import_record *record, const char **ret_pointer)
{
	static const struct { size_t from, to; const char *pointer; } spans[] = {
		{ DATE(visit_from), DATE(visit_to), "/visit_to" },
		{ DATE(period_from), DATE(period_to), "/period_to" },
	};

	for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
		int32_t from = date_at(record, spans[i].from), to = date_at(record, spans[i].to);

		if (from != DAY_NONE && to != DAY_NONE && from - to >= HISTORY_REVERSED_MOST) {
			*ret_pointer = spans[i].pointer;
			return REFUSAL_ends_before_start;
		}
	}
	return 0;
}
