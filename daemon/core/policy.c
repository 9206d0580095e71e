/* policy - what an authority may decide for itself, and the dates that follow. */
#include "core/policy.h"

#include <stddef.h>

#include "core/facts.h"

/* Lov om statlig tilsyn med helse- og omsorgstjenesten mv. (helsetilsynsloven) § 8. */
static const char *const health_names[] = { "helsetilsynsloven § 8", "helsetilsynslova § 8", "htl. § 8" };
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
};

/* Lov om kommuner og fylkeskommuner (kommuneloven) § 30-4. */
static const char *const municipal_names[] = { "kommuneloven § 30-4", "kommunelova § 30-4", "koml. § 30-4" };
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
};

/* The engine's arrays may grow; these are never given to it. */
#define TEXTS(words) { .item = (const char **)words, .count = sizeof words / sizeof words[0], .given = true }
static const struct legal_ground grounds[] = {
	{ TEXTS(health_names), TEXTS(health_acts) },
	{ TEXTS(municipal_names), TEXTS(municipal_acts) },
};

const struct policy policy_default = {
	.id = "",
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
	.reminder_1_automatic = false,
	.rungs = ladder_default,
	.rung_count = LADDER_DEFAULT,
	.send_window = &send_window_default,
	.fine_municipality = false,
	.letter_mail = LETTER_MAIL_ATTACHED_IF_OPEN,
	.review_months = 12,
	.review_ahead = 30,
	.grounds = grounds,
	.ground_count = sizeof grounds / sizeof grounds[0],
};

static uint64_t weeks_of(const struct objects *ranges)
{
	const struct week_range *range = ranges->item;
	uint64_t weeks = 0;

	for (int i = 0; i < ranges->count; i++) {
		int64_t week = range[i].from;

		for (weeks |= CALENDAR_WEEK(week); week != range[i].to; weeks |= CALENDAR_WEEK(week))
			week = week % 53 + 1;
	}
	return weeks;
}

/* What a version made before the member was there says nothing of is as in the default. */
static void read_count(int64_t said, int *days)
{
	if (said != INTEGER_NONE)
		*days = (int)said;
}

/* An appeal's days are the law's, our own deadlines are in no letter: neither is a policy's to change. */
static void read_days(const struct policy_version *version, struct policy *policy)
{
	for (int kind = 0; kind < DEADLINE_APPEAL; kind++) {
		if (policy->days[kind] != 0)
			read_count(version->days.of[kind], &policy->days[kind]);
		if (!deadline_kind_is_internal(kind))
			read_count(version->ahead.of[kind], &policy->ahead[kind]);
	}
}

static void read_rungs(const struct policy_version *version, struct policy_room *room)
{
	const struct written_rung *written = version->rungs.item;

	room->policy.reminder_1_automatic = false;
	for (int i = 0; i < version->rungs.count && i < LADDER_RUNGS; i++) {
		struct rung *rung = &room->rungs[i];

		*rung = (struct rung){ .code = written[i].code, .from = written[i].from, .after = (int)written[i].after,
			.action = written[i].action, .recipient = written[i].recipient, .channel = written[i].channel,
			.automatic = written[i].automatic, .new_date = (int)written[i].new_date };
		for (int k = 0; k < written[i].kinds.count; k++)
			rung->kinds |= RUNG_KIND(term_find(&deadline_kinds, written[i].kinds.item[k]));
		room->policy.reminder_1_automatic |= rung->action == RUNG_REMINDER_1 && rung->automatic;
		room->policy.rung_count = i + 1;
	}
}

/* "08:30", which the table of fields has judged. */
static int minute_of(const char *clock)
{
	return ((clock[0] - '0') * 10 + clock[1] - '0') * 60 + (clock[3] - '0') * 10 + clock[4] - '0';
}

static void read_numbers(const struct policy_version *version, struct policy *policy)
{
	read_days(version, policy);
	for (int s = 0; s < SEVERITIES; s++)
		for (int c = 0; c < COMPLEXITIES; c++)
			policy->correction[s][c] = (int)version->correction.of[s].of[c];
	policy->documents_before_visit = (int)version->documents_before_visit;
	policy->assessment_after_measurement = (int)version->assessment_after_measurement;
	policy->unknown_severity = version->unknown_severity;
	policy->unknown_complexity = version->unknown_complexity;
	policy->milestone_after = (int)version->milestone_after;
	policy->interim_after = (int)version->interim_after;
	policy->comment_ahead_with_notice = (int)version->comment_ahead_with_notice;
	policy->fine_municipality = version->fine_municipality;
	policy->letter_mail = version->letter_mail;
	policy->review_months = (int)version->review_months;
	policy->review_ahead = (int)version->review_ahead;
}

const struct policy *policy_read(const struct policy_version *version, struct policy_room *ret_room)
{
	struct policy *policy = &ret_room->policy;

	*ret_room = (struct policy_room){ .policy = policy_default,
		.calendar = { .avoided_weeks = weeks_of(&version->avoided_weeks), .avoid_easter = version->avoid_easter,
			.closing_days = version->closing_days.item, .closing_day_count = version->closing_days.count },
		.send_window = { minute_of(version->send_from), minute_of(version->send_to) } };
	policy->id = version->id;
	policy->edition = version->edition;
	policy->calendar = &ret_room->calendar;
	policy->rungs = ret_room->rungs;
	policy->rung_count = 0;
	policy->send_window = &ret_room->send_window;
	policy->grounds = version->grounds.item;
	policy->ground_count = version->grounds.count;
	read_numbers(version, policy);
	read_rungs(version, ret_room);
	return policy;
}

int policy_new_date(const struct policy *policy, int action)
{
	for (int i = 0; i < policy->rung_count; i++)
		if (policy->rungs[i].action == action && policy->rungs[i].new_date > 0)
			return policy->rungs[i].new_date;
	return policy == &policy_default ? 0 : policy_new_date(&policy_default, action);
}

struct policy_count policy_count(const struct policy *policy, enum deadline_kind kind, int32_t from)
{
	struct policy_count count = { from, policy->days[kind], DAY_NONE };

	if (count.days != 0)
		count.due = calendar_add_days(from, count.days);
	if (kind != DEADLINE_APPEAL)
		count.due = calendar_next_open(policy->calendar, count.due);
	return count;
}

struct policy_count policy_count_none(const struct policy *policy, int32_t from)
{
	return (struct policy_count){ from, 0, calendar_next_open(policy->calendar, from) };
}

struct policy_count policy_count_correction(const struct policy *policy, int32_t from, int severity, int complexity)
{
	struct policy_count count = { .from = from };

	if (severity == TERM_NONE)
		severity = policy->unknown_severity;
	if (complexity == TERM_NONE)
		complexity = policy->unknown_complexity;
	count.days = policy->correction[severity][complexity];
	count.due = calendar_next_open(policy->calendar, calendar_add_days(from, count.days));
	return count;
}

struct policy_count policy_count_documents(const struct policy *policy, int32_t notified, int32_t visit)
{
	struct policy_count count = { .from = notified, .days = policy->days[DEADLINE_DOCUMENTS] };
	int32_t before = calendar_add_days(visit, -(int64_t)policy->documents_before_visit), after;

	count.due = calendar_add_days(notified, count.days);
	if (visit != DAY_NONE && before < count.due)
		count = (struct policy_count){ visit, -policy->documents_before_visit, before };
	after = calendar_next_open(policy->calendar, count.due);
	count.due = calendar_last_open(policy->calendar, count.due);
	if (count.due < calendar_add_days(notified, policy->ahead[DEADLINE_DOCUMENTS])
	    && (visit == DAY_NONE || after <= before))
		count.due = after;
	return count;
}

struct policy_count policy_count_assessment(const struct policy *policy, int32_t received, int32_t last_measurement)
{
	struct policy_count count = policy_count(policy, DEADLINE_ASSESSMENT, received);
	int32_t after = calendar_add_days(last_measurement, policy->assessment_after_measurement);

	if (after > calendar_add_days(received, count.days))    /* DAY_NONE is less than any day */
		count = (struct policy_count){ last_measurement, policy->assessment_after_measurement,
			calendar_next_open(policy->calendar, after) };
	return count;
}

int32_t policy_due(const struct policy *policy, enum deadline_kind kind, int32_t from)
{
	return policy_count(policy, kind, from).due;
}

int32_t policy_correction_due(const struct policy *policy, int32_t from, int severity, int complexity)
{
	return policy_count_correction(policy, from, severity, complexity).due;
}

int32_t policy_documents_due(const struct policy *policy, int32_t notified, int32_t visit)
{
	return policy_count_documents(policy, notified, visit).due;
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
		if (lower(*text) != lower(*name))
			return false;
	return *text == '\0' || *text == ' ' || *text == ',' || *text == '(';
}

static bool is_one_of(const char *text, const struct texts *names)
{
	for (int i = 0; i < names->count; i++)
		if (begins_with_name(text, names->item[i]))
			return true;
	return false;
}

bool policy_ground_answers(const struct policy *policy, const char *ground, const char *act)
{
	for (int i = 0; i < policy->ground_count; i++)
		if (is_one_of(ground, &policy->grounds[i].names) && is_one_of(act, &policy->grounds[i].acts))
			return true;
	return false;
}

const char *policy_ground(const struct policy *policy, const char *act)
{
	for (int i = 0; i < policy->ground_count; i++)
		if (is_one_of(act, &policy->grounds[i].acts))
			return policy->grounds[i].names.item[0];
	return NULL;
}
