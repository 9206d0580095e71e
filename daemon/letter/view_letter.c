/* view_letter - what the texts may name first of all: the letter, and through it the case. */
#include "letter/writing.h"

#include <string.h>

#include "core/method.h"
#include "letter/statute.h"
#include "proto/free.h"

/* The root's object is the writing itself. */
#define WORD(name, form) \
	TEXT(writing, name, words_breach(writing->facts->audit->method, form, writing->language))
WORD(word, WORD_ONE)
WORD(word_the, WORD_THE)
WORD(word_many, WORD_MANY)
WORD(word_the_many, WORD_THE_MANY)
WORD(word_capital, WORD_CAPITAL)

#define PASSAGE(name) TEXT(writing, name, given(free_text(writing->letter->fields, #name, writing->arena)))
PASSAGE(introduction)
PASSAGE(closing_remark)
PASSAGE(contact_person)
PASSAGE(documents)
PASSAGE(visit_programme)
PASSAGE(conclusion)
PASSAGE(meeting)
PASSAGE(reason)
PASSAGE(records)

TEXT(writing, authority, of->sender->authority_name)
TEXT(writing, author, given(of->sender->author_name))
TEXT(writing, exempt, given(of->letter->exempt))
TEXT(writing, case_number, of->facts->audit->case_number)
TEXT(writing, theme, of->facts->audit->theme)
TEXT(writing, method, words_method(of->facts->audit->method, of->language))
TEXT(writing, visit, of->facts->audit->visit_from == DAY_NONE ? NULL : words_period(of->facts->audit->visit_from,
	of->facts->audit->visit_to, of->language, of->arena))
TEXT(writing, summary_meeting, date_text(writing, of->facts->audit->summary_meeting_date))
TEXT(writing, no_meeting_reason, words_sentence(given(of->facts->audit->no_meeting_reason), of->arena))

#define DATE(name, kind) TEXT(writing, name, date_text(writing, stated_date(writing, kind)))
DATE(comment_due, DEADLINE_COMMENT)
DATE(documents_due, DEADLINE_DOCUMENTS)

TRUTH(writing, concluding, audit_concludes(of->facts->audit))
TRUTH(writing, visiting, method_flags(of->facts->audit->method)->visit_needed)
TRUTH(writing, one_breach, of->breach_count == 1)
TRUTH(writing, rescheduled, of->letter->kind == LETTER_DEADLINE_CONFIRMATION
	&& of->facts->audit->state == AUDIT_NOTIFIED && of->facts->audit->visit_from != DAY_NONE
	&& (of->letter->dates.count == 0 || stated_date(of, DEADLINE_DOCUMENTS) != DAY_NONE))
TRUTH(writing, national_board, of->facts->national_board)

static bool any_standing(const struct writing *of)
{
	for (int i = 0; i < of->breach_count; i++)
		if (breach_stands(of->breaches[i]))
			return true;
	return false;
}

static const char *date_sent(struct writing *writing, int kind)
{
	const struct letter *sent = facts_sent_letter(writing->facts, kind);

	return sent == NULL ? NULL : date_text(writing, sent->letter_date);
}
TEXT(writing, report_date, date_sent(writing, LETTER_FINAL_REPORT))
TEXT(writing, notice_date, date_sent(writing, LETTER_NOTICE))
TRUTH(writing, may_be_fined, of->facts->enterprise->kind != ENTERPRISE_MUNICIPALITY
	|| of->facts->policy->fine_municipality)

TRUTH(writing, any_standing, any_standing(of))

/* How the hearing went: by the newest comment deadline that no other follows. */
static const struct deadline *hearing(const struct writing *of)
{
	return facts_newest(of->facts, DEADLINE_COMMENT, NULL);
}

TEXT(writing, comments_received, hearing(of) == NULL ? NULL : date_text(writing, hearing(of)->received_on))
TRUTH(writing, comments_lapsed, hearing(of) != NULL && hearing(of)->state == DEADLINE_LAPSED)

/* By what is known of the act; of one that only the authority's policy knows, by the ground it names for it. */
static bool rests_on(const struct writing *writing, const char *act, const char *law)
{
	const char *usual = policy_ground(&policy_default, act), *own = policy_ground(writing->facts->policy, act);
	const char *ground = usual != NULL ? usual : own;

	return ground != NULL && strncmp(ground, law, strlen(law)) == 0;
}

/* The law that lets the authority supervise, by the acts of the audit's requirements. */
static const char *writing_basis(struct writing *writing, const void *object)
{
	bool health = false, municipal = false;
	const char *citation[2];
	int count = 0;

	(void)object;
	for (int i = 0; i < writing->facts->requirement_count; i++) {
		const char *act = writing->facts->requirements[i].act;

		if (act == NULL)
			continue;
		health |= rests_on(writing, act, "helsetilsyn");
		municipal |= rests_on(writing, act, "kommunelov");
	}
	if (health)
		citation[count++] = statute_cite(statutes, statute_count, "health_supervision", writing->on,
			writing->language);
	if (municipal)
		citation[count++] = statute_cite(statutes, statute_count, "municipal_supervision", writing->on,
			writing->language);
	return count == 0 ? NULL : words_list(citation, count, writing->language, writing->arena);
}

static const void *writing_enterprise(struct writing *writing, const void *object)
{
	(void)object;
	return writing->facts->enterprise;
}

static const void *writing_statute(struct writing *writing, const void *object)
{
	(void)object;
	return writing;                 /* names of statutes need no object */
}

static const void *writing_corrects(struct writing *writing, const void *object)
{
	(void)object;
	return facts_letter(writing->facts, writing->letter->corrects);
}

static const void *writing_notice_of_order(struct writing *writing, const void *object)
{
	(void)object;
	return order_noticed(writing);
}

static const void *writing_order(struct writing *writing, const void *object)
{
	(void)object;
	return order_carried(writing);
}

/* That the case is a part of; and that it looks into in depth. */
static const void *writing_survey(struct writing *writing, const void *object)
{
	(void)object;
	return writing->facts->audit->survey[0] == '\0' ? NULL : writing->facts->survey;
}

static const void *writing_followed_survey(struct writing *writing, const void *object)
{
	(void)object;
	return writing->facts->audit->in_depth_of[0] == '\0' ? NULL : writing->facts->survey;
}

static void writing_breaches(struct writing *writing, const void *object, struct view_list *list)
{
	(void)object;
	list->item = (const void **)writing->breaches;
	list->count = writing->breach_count;
}
ANY(writing, breaches)

static void writing_requirements(struct writing *writing, const void *object, struct view_list *list)
{
	const struct case_facts *facts = writing->facts;

	(void)object;
	for (int i = 0; i < facts->requirement_count; i++)
		if (texts_have(&facts->audit->requirements, facts->requirements[i].id)
		    && given(facts->requirements[i].act) != NULL)
			list_add(writing, list, &facts->requirements[i]);
}
ANY(writing, requirements)
TRUTH(writing, any_law, writing_basis(writing, of) != NULL || writing_any_requirements(writing, of))

static void writing_measure_points(struct writing *writing, const void *object, struct view_list *list)
{
	const struct case_facts *facts = writing->facts;

	(void)object;
	for (int i = 0; i < facts->measure_point_count; i++)
		if (texts_have(&facts->audit->measure_points, facts->measure_points[i].id)
		    && given(facts->measure_points[i].text) != NULL)
			list_add(writing, list, &facts->measure_points[i]);
}
ANY(writing, measure_points)

static void writing_remarks(struct writing *writing, const void *object, struct view_list *list)
{
	(void)object;
	for (int i = 0; i < writing->facts->remark_count; i++)
		list_add(writing, list, &writing->facts->remarks[i]);
}
ANY(writing, remarks)

static void writing_dates(struct writing *writing, const void *object, struct view_list *list)
{
	(void)object;
	dates_of(writing, list);
}
ANY(writing, dates)

static void writing_overdue(struct writing *writing, const void *object, struct view_list *list)
{
	(void)object;
	overdue_of(writing, list);
}
ANY(writing, overdue)

static void writing_steps(struct writing *writing, const void *object, struct view_list *list)
{
	(void)object;
	steps_of(writing, list);
}
ANY(writing, steps)
TRUTH(writing, reminded, was_reminded(of))

static void writing_orders(struct writing *writing, const void *object, struct view_list *list)
{
	(void)object;
	for (int i = 0; i < writing->facts->order_count; i++)
		list_add(writing, list, order_told(writing, &writing->facts->orders[i]));
}
ANY(writing, orders)

TEXT(letter, date, date_text(writing, of->letter_date))

static const struct view_name corrected_letter_names[] = { HAS_OPTIONAL(letter, date) };
VIEW(corrected_letter);

#define REPORTS (KIND(PRELIMINARY_REPORT) | KIND(FINAL_REPORT))
#define REMINDING (KIND(REMINDER_1) | KIND(REMINDER_2) | KIND(MEETING_INVITATION))
#define OVERDUE (KIND(REMINDER_1) | KIND(REMINDER_2) | KIND(MEETING_INVITATION) | KIND(ORDER_NOTICE))
#define CONCLUDING (REPORTS | KIND(ASSESSMENT) | KIND(CLOSURE) | KIND(ORDER))
#define NOTICING (KIND(PRELIMINARY_REPORT) | KIND(REMINDER_2) | KIND(ORDER_NOTICE))
#define CARRYING (KIND(ORDER) | KIND(ORDER_WITHDRAWN) | KIND(FINAL_REPORT))

static const struct view_name letter_names[] = {
	HAS_TEXT(writing, word), HAS_TEXT(writing, word_the), HAS_TEXT(writing, word_many),
	HAS_TEXT(writing, word_the_many), HAS_TEXT(writing, word_capital),
	HAS_OPTIONAL(writing, introduction), HAS_OPTIONAL(writing, closing_remark),
	HAS_OPTIONAL(writing, contact_person), HAS_OPTIONAL_IN(writing, documents, KIND(NOTICE)),
	HAS_OPTIONAL_IN(writing, visit_programme, KIND(NOTICE)), HAS_OPTIONAL_IN(writing, conclusion, CONCLUDING),
	HAS_OPTIONAL_IN(writing, meeting, KIND(MEETING_INVITATION)),
	HAS_OPTIONAL_IN(writing, reason, KIND(CANCELLATION) | KIND(ORDER_WITHDRAWN)),
	HAS_OPTIONAL_IN(writing, records, KIND(NOTICE) | REPORTS | KIND(FOLLOW_UP_DEMAND) | KIND(ASSESSMENT)),
	HAS_OPTIONAL(writing, exempt), HAS_TEXT(writing, authority), HAS_OPTIONAL(writing, author), HAS_TEXT(writing, case_number),
	HAS_TEXT(writing, theme), HAS_TEXT(writing, method), HAS_OPTIONAL(writing, visit),
	HAS_OPTIONAL(writing, summary_meeting), HAS_OPTIONAL(writing, no_meeting_reason),
	HAS_OPTIONAL_IN(writing, comment_due, KIND(PRELIMINARY_REPORT)),
	HAS_OPTIONAL_IN(writing, documents_due, KIND(NOTICE)),
	HAS_TRUTH(writing, concluding), HAS_TRUTH(writing, visiting), HAS_TRUTH(writing, one_breach),
	HAS_TRUTH_IN(writing, rescheduled, KIND(DEADLINE_CONFIRMATION)), HAS_TRUTH(writing, national_board),
	HAS_TRUTH(writing, any_standing), HAS_OPTIONAL(writing, comments_received),
	HAS_TRUTH(writing, comments_lapsed), HAS_OPTIONAL(writing, basis),
	HAS_OBJECT(writing, enterprise, enterprise_view), HAS_OBJECT(writing, statute, citation_view),
	HAS_MAYBE(writing, corrects, corrected_letter_view),
	HAS_MAYBE_IN(writing, notice_of_order, order_view, NOTICING), HAS_MAYBE_IN(writing, order, order_view, CARRYING),
	HAS_MAYBE(writing, survey, survey_view), HAS_MAYBE_IN(writing, followed_survey, survey_view, KIND(NOTICE)),
	HAS_LIST(writing, breaches, breach_view), HAS_LIST(writing, requirements, requirement_view),
	HAS_LIST(writing, measure_points, measure_point_view), HAS_LIST(writing, remarks, remark_view),
	HAS_LIST(writing, dates, date_view), HAS_LIST(writing, orders, order_view),
	HAS_LIST_IN(writing, overdue, date_view, OVERDUE),
	HAS_TRUTH_IN(writing, any_overdue, OVERDUE), HAS_LIST_IN(writing, steps, step_view, REMINDING),
	HAS_TRUTH_IN(writing, any_steps, REMINDING), HAS_TRUTH_IN(writing, reminded, REMINDING), HAS_OPTIONAL(writing, report_date),
	HAS_OPTIONAL(writing, notice_date), HAS_TRUTH(writing, may_be_fined), HAS_TRUTH(writing, any_breaches),
	HAS_TRUTH(writing, any_law), HAS_TRUTH(writing, any_requirements), HAS_TRUTH(writing, any_measure_points),
	HAS_TRUTH(writing, any_remarks), HAS_TRUTH(writing, any_dates), HAS_TRUTH(writing, any_orders),
};
VIEW(letter);
