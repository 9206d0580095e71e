/* policy - what an authority may decide for itself, and the dates that follow. */
#include "core/policy.h"

#include <stddef.h>

/* Lov om statlig tilsyn med helse- og omsorgstjenesten mv. (helsetilsynsloven) § 8. */
static const char *const health_names[] = { "helsetilsynsloven § 8", "helsetilsynslova § 8", "htl. § 8", NULL };
static const char *const health_acts[] = {
	"helse- og omsorgstjenesteloven", "helse- og omsorgstenestelova", "hol.",
	"spesialisthelsetjenesteloven", "spesialisthelsetenestelova", "sphlsl.",
	"pasient- og brukerrettighetsloven", "pasient- og brukarrettslova", "pbrl.",
	"psykisk helsevernloven", "psykisk helsevernlova", "phvl.",
	"helsepersonelloven", "helsepersonellova", "hpl.",
	"tannhelsetjenesteloven", "tannhelsetenestelova",
	"helsetilsynsloven", "helsetilsynslova", "htl.",
	"helseberedskapsloven", "helseberedskapslova",
	"smittevernloven", "smittevernlova",
	"pasientjournalloven", "pasientjournallova",
	"legemiddelloven", "legemiddellova",
	"bioteknologiloven", "bioteknologilova",
	"abortloven", "abortlova",
	"forskrift om ledelse og kvalitetsforbedring", "forskrift om leiing og kvalitetsforbetring",
	"forskrift om legemiddelhåndtering", "forskrift om legemiddelhandtering",
	"forskrift om krav til beredskapsplanlegging",
	"akuttmedisinforskriften", "akuttmedisinforskrifta",
	"fastlegeforskriften", "fastlegeforskrifta",
	"pasientjournalforskriften", "pasientjournalforskrifta",
	NULL
};

/* Lov om kommuner og fylkeskommuner (kommuneloven) § 30-4. */
static const char *const municipal_names[] = { "kommuneloven § 30-4", "kommunelova § 30-4", "koml. § 30-4", NULL };
static const char *const municipal_acts[] = {
	"sosialtjenesteloven", "sosialtenestelova", "sotjl.",
	"lov om sosiale tjenester", "lov om sosiale tenester",
	"forskrift om internkontroll for kommunen i arbeids- og velferdsforvaltningen",
	"forskrift om internkontroll for kommunen i arbeids- og velferdsforvaltninga",
	"barnevernsloven", "barnevernslova", "barnevernloven", "barnevernlova", "bvl.",
	"rettighetsforskriften", "rettighetsforskrifta",
	"folkehelseloven", "folkehelselova",
	"forskrift om miljørettet helsevern", "forskrift om miljøretta helsevern",
	"krisesenterloven", "krisesenterlova",
	"kommuneloven", "kommunelova", "koml.",
	NULL
};

static const struct policy_ground grounds[] = {
	{ health_names, health_acts },
	{ municipal_names, municipal_acts },
};

const struct policy policy_default = {
	.calendar = &calendar_policy_default,
	.days = {
		[DEADLINE_CONTACT_PERSON] = 7,
		[DEADLINE_DOCUMENTS] = 28,
		[DEADLINE_SURVEY] = 28,
		[DEADLINE_DRAFT_REPORT] = 30,
		[DEADLINE_COMMENT] = 21,
		[DEADLINE_FINAL_REPORT] = 30,
		[DEADLINE_PLAN] = 21,
		[DEADLINE_ASSESSMENT] = 30,
		[DEADLINE_ORDER_COMMENT] = 14,
		[DEADLINE_APPEAL] = 21,         /* three weeks: forvaltningsloven § 29 (§ 63 of the new act) */
	},
	.documents_before_visit = 21,
	.documents_ahead = 14,
	.assessment_after_measurement = 14,
	.correction = {
		[SEVERITY_MINOR]    = { 60, 90, 150 },
		[SEVERITY_SERIOUS]  = { 30, 60, 120 },
		[SEVERITY_CRITICAL] = { 7, 14, 30 },
	},
	.unknown_severity = SEVERITY_SERIOUS,
	.unknown_complexity = COMPLEXITY_MODERATE,
	.milestone_after = 90,
	.interim_after = 90,
	.ahead = {
		[DEADLINE_CONTACT_PERSON] = 3,
		[DEADLINE_DOCUMENTS] = 14,
		[DEADLINE_SURVEY] = 1,
		[DEADLINE_DRAFT_REPORT] = 1,
		[DEADLINE_COMMENT] = 10,
		[DEADLINE_FINAL_REPORT] = 1,
		[DEADLINE_PLAN] = 1,
		[DEADLINE_CORRECTION] = 1,
		[DEADLINE_MILESTONE] = 1,
		[DEADLINE_MEASUREMENT] = 1,
		[DEADLINE_ASSESSMENT] = 1,
		[DEADLINE_ORDER_COMMENT] = 14,
		[DEADLINE_ORDER_COMPLIANCE] = 1,
		[DEADLINE_APPEAL] = 1,
	},
	.comment_ahead_with_notice = 14,
	.alert_ahead = 7,
	.reminder_1_after = 7,
	.reminder_1_new_date = 14,
	.reminder_2_after = 7,
	.reminder_2_new_date = 21,
	.reminder_1_automatic = false,
	.rungs = ladder_default,
	.rung_count = LADDER_DEFAULT,
	.send_window = &send_window_default,
	.fine_municipality = false,
	.review_by = 12,
	.grounds = grounds,
	.ground_count = sizeof grounds / sizeof grounds[0],
};

int32_t policy_due(const struct policy *policy, enum deadline_kind kind, int32_t from)
{
	int32_t due;

	if (policy->days[kind] == 0)
		return DAY_NONE;
	due = calendar_add_days(from, policy->days[kind]);
	return kind == DEADLINE_APPEAL ? due : calendar_next_open(policy->calendar, due);
}

int32_t policy_correction_due(const struct policy *policy, int32_t from, int severity, int complexity)
{
	int days;

	if (severity == TERM_NONE)
		severity = policy->unknown_severity;
	if (complexity == TERM_NONE)
		complexity = policy->unknown_complexity;
	days = policy->correction[severity][complexity];
	return calendar_next_open(policy->calendar, calendar_add_days(from, days));
}

int32_t policy_documents_due(const struct policy *policy, int32_t notified, int32_t visit)
{
	int32_t due = calendar_add_days(notified, policy->days[DEADLINE_DOCUMENTS]);
	int32_t before = calendar_add_days(visit, -(int64_t)policy->documents_before_visit);

	if (visit != DAY_NONE && before < due)
		due = before;
	return calendar_last_open(policy->calendar, due);
}

int32_t policy_assessment_due(const struct policy *policy, int32_t received, int32_t last_measurement)
{
	int32_t due = calendar_add_days(received, policy->days[DEADLINE_ASSESSMENT]);
	int32_t after = calendar_add_days(last_measurement, policy->assessment_after_measurement);

	if (after > due)                /* DAY_NONE is less than any day */
		due = after;
	return calendar_next_open(policy->calendar, due);
}

int policy_ahead(const struct policy *policy, enum deadline_kind kind, bool notice_of_order)
{
	int ahead = policy->ahead[kind];

	if (kind == DEADLINE_COMMENT && notice_of_order && policy->comment_ahead_with_notice > ahead)
		return policy->comment_ahead_with_notice;
	return ahead;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The text is the name, or begins with it and goes on with another word. */
static bool begins_with_name(const char *text, const char *name)
{
	for (; *name != '\0'; text++, name++)
		if (lower(*text) != *name)
			return false;
	return *text == '\0' || *text == ' ' || *text == ',' || *text == '(';
}

static bool is_one_of(const char *text, const char *const *names)
{
	for (; *names != NULL; names++)
		if (begins_with_name(text, *names))
			return true;
	return false;
}

bool policy_ground_answers(const struct policy *policy, const char *ground, const char *act)
{
	for (int i = 0; i < policy->ground_count; i++)
		if (is_one_of(ground, policy->grounds[i].names)
		    && is_one_of(act, policy->grounds[i].acts))
			return true;
	return false;
}

const char *policy_ground(const struct policy *policy, const char *act)
{
	for (int i = 0; i < policy->ground_count; i++)
		if (is_one_of(act, policy->grounds[i].acts))
			return policy->grounds[i].names[0];
	return NULL;
}
