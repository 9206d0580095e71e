/* view_date - a date that the letter states, and how the deadline came to be there. */
#include "letter/writing.h"

#include <string.h>

struct told_date {
	const struct letter_date *stated;
	const struct deadline *deadline;        /* that has the date, or NULL: the letter will set it */
	const struct deadline *before;          /* that it succeeds, or NULL */
};

static const struct told_date *tell(struct writing *writing, const struct letter_date *stated)
{
	const struct case_facts *facts = writing->facts;
	struct told_date *told = arena_take(writing->arena, sizeof *told);

	told->stated = stated;
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline->kind != stated->kind || strcmp(deadline->breach, stated->breach) != 0
		    || !deadline_is_live(deadline))
			continue;
		if (deadline->due == stated->due)
			told->deadline = deadline;
	}
	if (told->deadline != NULL)
		told->before = facts_deadline(facts, told->deadline->predecessor);
	return told;
}

/* Where it belongs by its date. */
static void add_date(struct writing *writing, const struct letter_date *date, struct view_list *list)
{
	list_add(writing, list, tell(writing, date));
	for (int at = list->count - 1; at > 0; at--) {
		const struct told_date *earlier = list->item[at - 1], *later = list->item[at];

		if (earlier->stated->due <= later->stated->due)
			break;
		list->item[at - 1] = later;
		list->item[at] = earlier;
	}
}

/* That the letter states elsewhere than among its dates. */
static void add_stated(struct writing *writing, int kind, int32_t due, struct view_list *list)
{
	struct letter_date *date;

	if (due == DAY_NONE || stated_date(writing, kind) != DAY_NONE)
		return;
	date = arena_take(writing->arena, sizeof *date);
	*date = (struct letter_date){ .kind = kind, .due = due };
	add_date(writing, date, list);
}

void dates_of(struct writing *writing, struct view_list *list)
{
	const struct letter_date *dates = writing->letter->dates.item;
	const struct stated_order *noticed = order_noticed(writing), *carried = order_carried(writing);

	for (int i = 0; i < writing->letter->dates.count; i++)
		if (dates[i].due != DAY_NONE)
			add_date(writing, &dates[i], list);
	if (noticed != NULL)
		add_stated(writing, DEADLINE_ORDER_COMMENT, noticed->comment_due, list);
	if (carried != NULL && writing->letter->kind != LETTER_ORDER_WITHDRAWN)
		add_stated(writing, DEADLINE_ORDER_COMPLIANCE, carried->compliance_due, list);
}

void overdue_of(struct writing *writing, struct view_list *list)
{
	const struct case_facts *facts = writing->facts;

	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];
		struct letter_date *stated;

		if (!deadline_is_overdue(deadline, facts->today) || deadline_kind_is_internal(deadline->kind)
		    || !letter_is_about(writing->letter, deadline))
			continue;
		stated = arena_take(writing->arena, sizeof *stated);
		*stated = (struct letter_date){ .kind = deadline->kind, .due = deadline->due };
		memcpy(stated->breach, deadline->breach, ID_SIZE);
		list_add(writing, list, tell(writing, stated));
	}
}

static const char *asked(struct writing *writing, const struct told_date *told)
{
	if (told->before != NULL && told->before->granted == told->stated->due)
		return date_text(writing, told->before->asked);
	return told->deadline != NULL && told->deadline->refused ? date_text(writing, told->deadline->asked) : NULL;
}

/* More time that was asked for, and that nobody has decided on. */
static const char *pending(struct writing *writing, const struct told_date *told)
{
	return told->deadline == NULL || told->deadline->refused ? NULL : date_text(writing, told->deadline->asked);
}

static bool is_refused(const struct told_date *told)
{
	return told->deadline != NULL && told->deadline->refused;
}

static const char *reason(const struct told_date *told)
{
	const struct deadline *deadline = is_refused(told) ? told->deadline : told->before;

	return deadline == NULL ? NULL : given(deadline->reason);
}

TEXT(told_date, date, date_text(writing, of->stated->due))
TEXT(told_date, what, words_deadline(of->stated->kind, writing->language))
/* The same, as it begins a line; the words begin with a letter of ASCII. */
static const char *task(struct writing *writing, const struct told_date *told)
{
	char *text = arena_text(writing->arena, words_deadline(told->stated->kind, writing->language));

	text[0] = (char)(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);
	return text;
}

TEXT(told_date, task, task(writing, of))
TEXT(told_date, was_due, of->before == NULL ? NULL : date_text(writing, of->before->due))
TEXT(told_date, asked, asked(writing, of))
TEXT(told_date, pending, pending(writing, of))
TEXT(told_date, reason, words_sentence(reason(of), writing->arena))
TRUTH(told_date, milestone, of->stated->kind == DEADLINE_MILESTONE)
TRUTH(told_date, about_order, of->stated->kind == DEADLINE_ORDER_COMMENT
	|| of->stated->kind == DEADLINE_ORDER_COMPLIANCE)
TRUTH(told_date, refused, is_refused(of))
TRUTH(told_date, decided, is_refused(of) || (of->before != NULL && of->before->state == DEADLINE_EXTENDED))
TRUTH(told_date, extended, of->before != NULL && of->before->state == DEADLINE_EXTENDED)
TRUTH(told_date, less_than_asked, of->before != NULL && of->before->asked != DAY_NONE
	&& of->before->granted == of->stated->due && of->stated->due < of->before->asked)

static const void *told_date_breach(struct writing *writing, const void *object)
{
	const struct told_date *told = object;

	return facts_breach(writing->facts, told->stated->breach);
}

static const struct view_name date_names[] = {
	HAS_TEXT(told_date, date), HAS_TEXT(told_date, what), HAS_TEXT(told_date, task), HAS_TRUTH(told_date, decided),
	HAS_OPTIONAL(told_date, was_due),
	HAS_OPTIONAL(told_date, asked), HAS_OPTIONAL(told_date, pending), HAS_OPTIONAL(told_date, reason),
	HAS_TRUTH(told_date, milestone), HAS_TRUTH(told_date, about_order), HAS_TRUTH(told_date, refused), HAS_TRUTH(told_date, extended),
	HAS_TRUTH(told_date, less_than_asked), HAS_MAYBE(told_date, breach, breach_view),
};
VIEW(date);
