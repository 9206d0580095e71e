/* message_learning - what many cases tell together: shares, times, effects. */
#include "proto/table.h"

#define ASKED_OF(query) \
	FIELD(query, programme, TEXT, ASKED, A_CODE, .about = "by its code; all of them when left out"), \
	FIELD(query, from, DATE, ASKED, .about = "of audits whose final report went out on this day or later"), \
	FIELD(query, to, DATE, ASKED, .about = "on this day or before")

static void period_check(const void *object, struct mistakes *mistakes)
{
	const struct learning_table_query *query = object;

	check_period(query->from, query->to, "to", mistakes);
}

static const struct field learning_query_fields[] = {
	ASKED_OF(learning_query),
	FIELD(learning_query, outside, BOOLEAN, ASKED,
		.about = "for use outside: numbers below 5, and those that would give them away, are null"),
};
MESSAGE(learning_query, learning_query, learning_query_fields, .check = period_check);

static const struct field learning_table_query_fields[] = {
	ASKED_OF(learning_table_query),
};
MESSAGE(learning_table_query, learning_table_query, learning_table_query_fields, .check = period_check);

static const struct field learning_requirement_fields[] = {
	SHOWN(code, TEXT, .max = CODE_MAX),
	SHOWN(act, TEXT, .max = TITLE_MAX),
	SHOWN_NULL(section, TEXT, .max = CODE_MAX),
	SHOWN_NULL(audits, INTEGER, .about = "concluded, in which it was a requirement"),
	SHOWN_NULL(with_breach, INTEGER),
	SHOWN_NULL(share, SHARE, .about = "of the audits, with breach"),
	SHOWN_NULL(low, SHARE, .about = "Wilson, 95 %"),
	SHOWN_NULL(high, SHARE),
	SHOWN_NULL(breaches, INTEGER),
	SHOWN_NULL(cumulative, SHARE, .about = "of all the breaches, from the most common on: Pareto"),
};
ANSWER(learning_requirement, learning_requirement_fields);

static const struct field learning_step_fields[] = {
	SHOWN(days, INTEGER),
	SHOWN(at_risk, INTEGER),
	SHOWN(corrected, INTEGER),
	SHOWN(censored, INTEGER, .about = "from this day until the next step"),
	SHOWN(open, SHARE, .about = "not corrected by then"),
	SHOWN_NULL(low, SHARE, .about = "95 %, Greenwood, of log(−log)"),
	SHOWN_NULL(high, SHARE),
};
ANSWER(learning_step, learning_step_fields, .about = "of Kaplan and Meier's curve");

#define TIMES \
	SHOWN_NULL(breaches, INTEGER, .about = "established"), \
	SHOWN_NULL(corrected, INTEGER), \
	SHOWN_NULL(censored, INTEGER, .about = "not corrected when last seen"), \
	SHOWN_NULL(median_days, INTEGER, .about = "from established to corrected; null: not reached, or not told"), \
	SHOWN_NULL(low_days, INTEGER, .about = "95 %"), \
	SHOWN_NULL(high_days, INTEGER)

static const struct field learning_times_fields[] = {
	TIMES,
	SHOWN(steps, OBJECTS, .max = 10000, .of = &learning_step_message),
};
ANSWER(learning_times, learning_times_fields, .about = "time to corrected, with open cases censored");

static const struct field learning_duty_fields[] = {
	SHOWN_NULL(failed_duty, TERM, .terms = &duties),
	TIMES,
};
ANSWER(learning_duty, learning_duty_fields);

static const struct field learning_quality_fields[] = {
	SHOWN(quality, TERM, .terms = &qualities),
	TIMES,
};
ANSWER(learning_quality, learning_quality_fields);

static const struct field learning_effect_fields[] = {
	SHOWN(code, TEXT, .max = CODE_MAX),
	SHOWN(text, TEXT, .max = REASON_MAX),
	SHOWN_NULL(breaches, INTEGER, .about = "with a first and a last round"),
	SHOWN_NULL(first_compliant, INTEGER),
	SHOWN_NULL(first_sample, INTEGER),
	SHOWN_NULL(last_compliant, INTEGER),
	SHOWN_NULL(last_sample, INTEGER),
	SHOWN_NULL(difference, NUMBER, .about = "of the shares, last less first; pooled by Mantel and Haenszel"),
	SHOWN_NULL(low, NUMBER, .about = "95 %, by Sato, Greenland and Robins"),
	SHOWN_NULL(high, NUMBER),
};
ANSWER(learning_effect, learning_effect_fields, .about = "first against last round");

static const struct field learning_fields[] = {
	SHOWN_NULL(programme, TEXT, .max = CODE_MAX),
	SHOWN_NULL(from, DATE),
	SHOWN_NULL(to, DATE),
	SHOWN(national, BOOLEAN),
	SHOWN(outside, BOOLEAN),
	SHOWN_NULL(audits, INTEGER, .about = "concluded: in follow-up or closed"),
	SHOWN(requirements, OBJECTS, .max = 10000, .of = &learning_requirement_message),
	SHOWN(correction, OBJECT, .of = &learning_times_message),
	SHOWN(duties, OBJECTS, .max = 10, .of = &learning_duty_message),
	SHOWN(qualities, OBJECTS, .max = 10, .of = &learning_quality_message),
	SHOWN(effects, OBJECTS, .max = 10000, .of = &learning_effect_message),
};
ANSWER(learning, learning_fields, .about = "what many cases tell together");
