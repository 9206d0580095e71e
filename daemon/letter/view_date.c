/* view_date - a date that the letter states, and how the deadline came to be there. */
#include "letter/writing.h"

#include <string.h>

struct told_date {
	const struct letter_date *stated;
	const struct deadline *deadline;        /* that has the date, or NULL: the letter will set it */
	const struct deadline *before;          /* that it succeeds, or NULL */
	const struct deadline *overdue;         /* that a reminder is about, or NULL */
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
		if (deadline_is_overdue(deadline, facts->today))
			told->overdue = deadline;
	}
	if (told->deadline != NULL)
		told->before = facts_deadline(facts, told->deadline->predecessor);
	return told;
}

void dates_of(struct writing *writing, const struct breach *breach, struct view_list *list)
{
	const struct letter_date *dates = writing->letter->dates.item;

	for (int i = 0; i < writing->letter->dates.count; i++) {
		int at;

		if (dates[i].due == DAY_NONE || (breach != NULL && strcmp(dates[i].breach, breach->id) != 0))
			continue;
		list_add(writing, list, tell(writing, &dates[i]));
		for (at = list->count - 1; at > 0; at--) {
			const struct told_date *earlier = list->item[at - 1], *later = list->item[at];

			if (earlier->stated->due <= later->stated->due)
				break;
			list->item[at - 1] = later;
			list->item[at] = earlier;
		}
	}
}

static const char *asked(struct writing *writing, const struct told_date *told)
{
	if (told->before != NULL && told->before->granted == told->stated->due)
		return date_text(writing, told->before->asked);
	return told->deadline != NULL && told->deadline->refused ? date_text(writing, told->deadline->asked) : NULL;
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
TEXT(told_date, was_due, of->before == NULL ? NULL : date_text(writing, of->before->due))
TEXT(told_date, asked, asked(writing, of))
TEXT(told_date, reason, words_sentence(reason(of), writing->arena))
TEXT(told_date, overdue_since, of->overdue == NULL ? NULL : date_text(writing, of->overdue->due))
TRUTH(told_date, milestone, of->stated->kind == DEADLINE_MILESTONE)
TRUTH(told_date, refused, is_refused(of))
TRUTH(told_date, extended, of->before != NULL && of->before->state == DEADLINE_EXTENDED)
TRUTH(told_date, less_than_asked, of->before != NULL && of->before->asked != DAY_NONE
	&& of->before->granted == of->stated->due && of->stated->due < of->before->asked)

static const void *told_date_breach(struct writing *writing, const void *object)
{
	const struct told_date *told = object;
	int number = number_of_breach(writing, told->stated->breach);

	return number == 0 ? NULL : writing->breaches[number - 1];
}

static const struct view_name date_names[] = {
	HAS_TEXT(told_date, date), HAS_TEXT(told_date, what), HAS_OPTIONAL(told_date, was_due),
	HAS_OPTIONAL(told_date, asked), HAS_OPTIONAL(told_date, reason), HAS_OPTIONAL(told_date, overdue_since),
	HAS_TRUTH(told_date, milestone), HAS_TRUTH(told_date, refused), HAS_TRUTH(told_date, extended),
	HAS_TRUTH(told_date, less_than_asked), HAS_MAYBE(told_date, breach, breach_view),
};
VIEW(date);
