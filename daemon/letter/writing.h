/* writing.h - a letter being written, and what its texts may name.  Inside this room only. */
#ifndef LETTER_WRITING_H
#define LETTER_WRITING_H

#include "core/facts.h"
#include "letter/template.h"
#include "letter/text.h"
#include "letter/words.h"

struct writing {
	const struct case_facts *facts;
	const struct letter *letter;
	const struct letter_sender *sender;
	struct arena *arena;
	enum language language;
	int32_t on;                             /* the letter's date */
	const struct breach **breaches;         /* those it is about, in the order of their numbers */
	int breach_count;
};

void writing_begin(struct writing *writing, const struct case_facts *facts, const struct letter *letter,
	const struct letter_sender *sender, struct arena *arena);

extern const struct view letter_view, enterprise_view, citation_view, requirement_view, measure_point_view,
	remark_view, corrected_letter_view, breach_view, demand_view, interim_measure_view, assessment_view,
	measured_view, round_view,
	evidence_view, date_view, order_view, survey_view, step_view;

/*
 * A name of a noun, as a function: `of` is the struct.  And its row in the noun's table.
 */
#define TEXT(noun, name, expression) \
	static const char *noun##_##name(struct writing *writing, const void *object) \
	{ const struct noun *of = object; (void)writing, (void)of; return expression; }
#define TRUTH(noun, name, expression) \
	static bool noun##_##name(struct writing *writing, const void *object) \
	{ const struct noun *of = object; (void)writing, (void)of; return expression; }
/* A list's own question, defined after it: is there any?  For what stands once around the list. */
#define ANY(noun, name) \
	static bool noun##_any_##name(struct writing *writing, const void *object) \
	{ struct view_list any = { 0 }; noun##_##name(writing, object, &any); return any.count > 0; }
#define HAS_TEXT(noun, n)           { .name = #n, .type = VIEW_TEXT, .text = noun##_##n }
#define HAS_OPTIONAL(noun, n)       { .name = #n, .type = VIEW_OPTIONAL, .text = noun##_##n }
/* A chart's text is its lines of markup: TEXT(noun, name, mark_chart(…)), or NULL. */
#define HAS_CHART(noun, n)          { .name = #n, .type = VIEW_CHART, .text = noun##_##n }
#define HAS_TRUTH(noun, n)          { .name = #n, .type = VIEW_TRUTH, .truth = noun##_##n }
#define HAS_OBJECT(noun, n, view)   { .name = #n, .type = VIEW_OBJECT, .object = noun##_##n, .of = &view }
#define HAS_MAYBE(noun, n, view)    { .name = #n, .type = VIEW_MAYBE, .object = noun##_##n, .of = &view }
#define HAS_LIST(noun, n, view)     { .name = #n, .type = VIEW_LIST, .list = noun##_##n, .of = &view }
/* The same, of letters of some kinds alone. */
#define KIND(kind) (1u << LETTER_##kind)
#define HAS_OPTIONAL_IN(noun, n, in) { .name = #n, .type = VIEW_OPTIONAL, .text = noun##_##n, .kinds = (in) }
#define HAS_TRUTH_IN(noun, n, in) { .name = #n, .type = VIEW_TRUTH, .truth = noun##_##n, .kinds = (in) }
#define HAS_MAYBE_IN(noun, n, view, in) \
	{ .name = #n, .type = VIEW_MAYBE, .object = noun##_##n, .of = &view, .kinds = (in) }
#define HAS_LIST_IN(noun, n, view, in) \
	{ .name = #n, .type = VIEW_LIST, .list = noun##_##n, .of = &view, .kinds = (in) }
#define VIEW(noun) \
	const struct view noun##_view = { #noun, noun##_names, sizeof noun##_names / sizeof noun##_names[0] }

void list_add(struct writing *writing, struct view_list *list, const void *item);
const char *given(const char *text);            /* itself, or NULL where it is empty or blank */
const char *date_text(struct writing *writing, int32_t day);    /* NULL of DAY_NONE */
/* From 1, the same in every letter of the case: what was struck before the report is not counted. 0: unknown. */
int number_of_breach(const struct writing *writing, const char *id);

/* The first date the letter states for the kind, or DAY_NONE. */
int32_t stated_date(const struct writing *writing, int kind);

/* "helse- og omsorgstjenesteloven §§ 3-1 og 4-1 og barnevernsloven § 1-3"; NULL of none. */
const char *cite_requirements(struct writing *writing, const struct texts *ids);
const char *cite_requirement(struct writing *writing, const struct requirement *requirement);

/* An order as this letter speaks of it: announced here, or carried. */
struct stated_order {
	const char *ground, *text, *urgent_reason;
	int32_t comment_due, compliance_due, announced_on;
	struct texts breaches;
	const struct order *order;              /* NULL: not made yet */
};
/* That the letter gives notice of, and that it carries; or NULL. */
const struct stated_order *order_noticed(struct writing *writing);
const struct stated_order *order_carried(struct writing *writing);
const struct stated_order *order_told(struct writing *writing, const struct order *order);

/* The measure points demanded of the breach, and others with rounds that count for it, each once. */
void measured_of(struct writing *writing, const struct breach *breach, struct view_list *list);

/* The dates the letter states, by date. */
void dates_of(struct writing *writing, struct view_list *list);
/* What a reminder is about: deadlines past due of the kinds and breaches it dates, or else of its breaches. */
void overdue_of(struct writing *writing, struct view_list *list);
/* Reminders that were sent, and contacts, since what the letter asks for went out; by day. */
void steps_of(struct writing *writing, struct view_list *list);
/* All that the letter asks for was asked for in a reminder that was sent. */
bool was_reminded(const struct writing *writing);

#endif
