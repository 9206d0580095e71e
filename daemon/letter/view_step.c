/* view_step - what was done to get an answer since the deadlines that a letter asks for went out. */
#include "letter/writing.h"

#include <string.h>

struct step {
	int32_t day;
	int contact;                    /* enum contact_kind; CONTACT_KINDS: a letter of reminder */
};

/* The day the first of them went out, or DAY_NONE: it asks for none. */
static int32_t went_out(const struct writing *writing)
{
	int32_t first = DAY_NONE;

	for (int i = 0; i < writing->letter->reminds.count; i++) {
		const struct deadline *deadline = facts_deadline(writing->facts, writing->letter->reminds.item[i]);

		if (deadline != NULL && (first == DAY_NONE || deadline->effective_due < first))
			first = deadline->effective_due;
	}
	return first;
}

static bool reminded_of(const struct letter *sent, const char *deadline)
{
	return letter_was_sent(sent) && letter_is_reminder(sent) && texts_have(&sent->reminds, deadline);
}

/* By day, and those of a day as they were registered. */
static void add_step(struct writing *writing, struct view_list *list, int32_t day, int contact)
{
	struct step *step = arena_take(writing->arena, sizeof *step);

	*step = (struct step){ day, contact };
	list_add(writing, list, step);
	for (int at = list->count - 1; at > 0 && ((const struct step *)list->item[at - 1])->day > day; at--) {
		list->item[at] = list->item[at - 1];
		list->item[at - 1] = step;
	}
}

void steps_of(struct writing *writing, struct view_list *list)
{
	const struct case_facts *facts = writing->facts;
	int32_t from = went_out(writing);

	if (from == DAY_NONE)
		return;
	for (int i = 0; i < facts->letter_count; i++)
		for (int d = 0; d < writing->letter->reminds.count; d++)
			if (reminded_of(&facts->letters[i], writing->letter->reminds.item[d])) {
				add_step(writing, list, facts->letters[i].letter_date, CONTACT_KINDS);
				break;
			}
	for (int i = 0; i < facts->contact_count; i++)
		if (facts->contacts[i].occurred_on > from)
			add_step(writing, list, facts->contacts[i].occurred_on, facts->contacts[i].kind);
}

bool was_reminded(const struct writing *writing)
{
	for (int d = 0; d < writing->letter->reminds.count; d++) {
		bool reminded = false;

		for (int i = 0; i < writing->facts->letter_count; i++)
			reminded |= reminded_of(&writing->facts->letters[i], writing->letter->reminds.item[d]);
		if (!reminded)
			return false;
	}
	return writing->letter->reminds.count > 0;
}

TEXT(step, date, date_text(writing, of->day))
TEXT(step, what, words_step(of->contact, writing->language))

static const struct view_name step_names[] = { HAS_TEXT(step, date), HAS_TEXT(step, what) };
VIEW(step);
