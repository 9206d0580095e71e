/* message_plan - which enterprises to audit next and why, and a plan made of them. */
#include "proto/table.h"

#define POINTS(member, what) \
	FIELD(risk_weights, member, NUMBER, MADE, .about = what)

static void risk_weights_check(const void *object, struct mistakes *mistakes)
{
	static const char *const names[] = { "/year", "/years_most", "/open_breach", "/repeated_breach",
		"/size", "/risk" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct field *field = message_field(&risk_weights_message, names[i] + 1);
		double points = *(const double *)((const char *)object + field->offset);

		if (points < 0 || points > 1000)        /* none is NAN, which is neither */
			mistakes_add(mistakes, names[i], REFUSAL_out_of_range, "from 0 to 1000");
	}
}

static const struct field risk_weights_fields[] = {
	FIELD(risk_weights, id, ID, KEPT | NULLED, .about = "null: what tilsyn comes with"),
	POINTS(year, "points for each year since the last audit"),
	POINTS(years_most, "years that count at the most; also for an enterprise never audited"),
	POINTS(open_breach, "points for each open breach"),
	POINTS(repeated_breach, "points for each requirement breached in more than one audit"),
	POINTS(size, "points for each tenfold of its size"),
	POINTS(risk, "points for a risk score of 1"),
	FIELD(risk_weights, made_by, ID, KEPT | NULLED),
	FIELD(risk_weights, made_at, INSTANT, KEPT | NULLED),
};
MESSAGE(risk_weights, risk_weights, risk_weights_fields, .check = risk_weights_check,
	.about = "what makes an enterprise pressing to audit; the newest counts, what is left out is as tilsyn comes with it");

static const struct field planning_query_fields[] = {
	FIELD(planning_query, programme, ID, ASKED, .about = "count audits by this guide, in any edition, alone"),
	FIELD(planning_query, kind, TERM, ASKED, .terms = &enterprise_kinds),
	FIELD(planning_query, limit, INTEGER, ASKED, .min = 1, .max = 1000, .about = "50 when left out"),
};
MESSAGE(planning_query, planning_query, planning_query_fields);

static const struct field risk_factor_fields[] = {
	SHOWN(factor, TEXT, .about = "a member of the weights"),
	SHOWN(value, NUMBER),
	SHOWN(weight, NUMBER),
	SHOWN(points, NUMBER),
};
ANSWER(risk_factor, risk_factor_fields, .about = "why it stands where it does");

static const struct field risk_facts_fields[] = {
	FIELD(risk_facts, enterprise, ID, KEPT),
	FIELD(risk_facts, enterprise_name, TEXT, KEPT),
	FIELD(risk_facts, last_audit, DATE, KEPT | NULLED),
	FIELD(risk_facts, under_way, INTEGER, KEPT, .about = "audits of it that have not ended"),
	FIELD(risk_facts, open_breaches, INTEGER, HIDDEN),
	FIELD(risk_facts, repeated, INTEGER, HIDDEN),
	FIELD(risk_facts, size, INTEGER, HIDDEN),
	FIELD(risk_facts, risk_score, SHARE, HIDDEN),
};
MESSAGE(risk_facts, risk_facts, risk_facts_fields);

static const struct field ranked_fields[] = {
	SHOWN(points, NUMBER),
	SHOWN(factors, OBJECTS, .max = 5, .of = &risk_factor_message),
};
ANSWER(ranked, ranked_fields, .also = &risk_facts_message);

static const struct field ranking_fields[] = {
	SHOWN(weights, OBJECT, .of = &risk_weights_message),
	SHOWN(items, OBJECTS, .max = 1000, .of = &ranked_message),
};
ANSWER(ranking, ranking_fields, .about = "enterprises, the most pressing first");

/* The audit's own members, for all of the enterprises. */
#define OF_AUDIT(member, kind, uses, ...) \
	{ CALLED(#member), .type = FIELD_##kind, .offset = offsetof(struct year_plan, audit) + offsetof(struct audit, member), \
	  .use = (uses), __VA_ARGS__ }
static const struct field year_plan_fields[] = {
	FIELD(year_plan, enterprises, IDS, ASKED | NEEDED, .min = 1, .max = 400),
	OF_AUDIT(programme, ID, ASKED | NEEDED),
	OF_AUDIT(theme, TEXT, ASKED | NULLED | WORDS, A_TITLE, .about = "left out: the guide's title"),
	OF_AUDIT(method, TERM, ASKED | NULLED, .terms = &methods, .about = "left out: the guide's"),
	OF_AUDIT(lead_auditor, ID, ASKED | NULLED),
	OF_AUDIT(team, IDS, ASKED, .max = ITEMS_MAX),
	OF_AUDIT(visit_from, DATE, ASKED | NULLED),
	OF_AUDIT(visit_to, DATE, ASKED | NULLED),
};
MESSAGE(year_plan, year_plan, year_plan_fields,
	.about = "an audit of each of these enterprises by one guide, with its requirements and measure points");

static const struct field planned_audit_fields[] = {
	SHOWN(enterprise, ID),
	SHOWN(audit, ID),
	SHOWN(case_number, TEXT),
};
ANSWER(planned_audit, planned_audit_fields);

static const struct field not_planned_fields[] = {
	SHOWN(enterprise, ID),
	SHOWN(code, TEXT),
	SHOWN(detail, TEXT),
};
ANSWER(not_planned, not_planned_fields);

static const struct field plan_answer_fields[] = {
	SHOWN(made, OBJECTS, .max = 1000, .of = &planned_audit_message),
	SHOWN(known, OBJECTS, .max = 1000, .of = &planned_audit_message,
		.about = "the same edition's audits of this year that stand already"),
	SHOWN(refused, OBJECTS, .max = 1000, .of = &not_planned_message),
};
ANSWER(plan_answer, plan_answer_fields);
