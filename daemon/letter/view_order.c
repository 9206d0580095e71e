/* view_order - an order that a letter gives notice of, carries, withdraws or tells the end of. */
#include "letter/statute.h"
#include "letter/writing.h"

static int state(const struct stated_order *of)
{
	return of->order == NULL ? TERM_NONE : of->order->state;
}

TEXT(stated_order, ground, of->ground == NULL ? NULL : act_in(of->ground, writing->language, writing->arena))
TEXT(stated_order, text, of->text)
TEXT(stated_order, urgent_reason, words_sentence(of->urgent_reason, writing->arena))
TEXT(stated_order, comment_due, date_text(writing, of->comment_due))
TEXT(stated_order, compliance_due, date_text(writing, of->compliance_due))
TEXT(stated_order, announced_on, date_text(writing, of->announced_on))
TEXT(stated_order, issued_on, of->order == NULL ? NULL : date_text(writing, of->order->issued_on))
TEXT(stated_order, amount, of->order == NULL || of->order->amount == INTEGER_NONE ? NULL
	: words_number(of->order->amount, writing->arena))
TEXT(stated_order, period, of->order == NULL || of->order->period == TERM_NONE ? NULL
	: words_period_unit(of->order->period, writing->language))
TEXT(stated_order, from, of->order == NULL ? NULL : date_text(writing, of->order->from))
TEXT(stated_order, reason, of->order == NULL ? NULL : words_sentence(given(of->order->reason), writing->arena))
/* How the party was heard on the notice. */
static const struct deadline *hearing(const struct writing *writing, const struct stated_order *of)
{
	return of->order == NULL ? NULL : facts_newest(writing->facts, DEADLINE_ORDER_COMMENT, of->order->id);
}

TEXT(stated_order, comments_received, hearing(writing, of) == NULL ? NULL
	: date_text(writing, hearing(writing, of)->received_on))
TRUTH(stated_order, comments_lapsed, hearing(writing, of) != NULL && hearing(writing, of)->state == DEADLINE_LAPSED)
TRUTH(stated_order, live, of->order != NULL && order_is_live(of->order))
TRUTH(stated_order, complied, state(of) == ORDER_COMPLIED)
TRUTH(stated_order, withdrawn, state(of) == ORDER_WITHDRAWN)

static void stated_order_breaches(struct writing *writing, const void *object, struct view_list *list)
{
	const struct stated_order *of = object;

	for (int i = 0; i < writing->breach_count; i++)
		if (of->breaches.count == 0 || texts_have(&of->breaches, writing->breaches[i]->id))
			list_add(writing, list, writing->breaches[i]);
}

/* Something it concerns is asked to be measured: then the order says how. */
static bool is_measurable(struct writing *writing, const struct stated_order *of)
{
	const struct case_facts *facts = writing->facts;
	struct view_list breaches = { 0 };

	stated_order_breaches(writing, of, &breaches);
	for (int i = 0; i < breaches.count; i++)
		for (int d = 0; d < facts->demand_count; d++)
			if (id_same(facts->demands[d].breach, ((const struct breach *)breaches.item[i])->id)
			    && facts_measure_point(writing->facts, facts->demands[d].measure_point) != NULL)
				return true;
	return false;
}
TRUTH(stated_order, measurable, is_measurable(writing, of))

static const struct view_name order_names[] = {
	HAS_OPTIONAL(stated_order, ground), HAS_OPTIONAL(stated_order, text),
	HAS_OPTIONAL(stated_order, urgent_reason), HAS_OPTIONAL(stated_order, comment_due),
	HAS_OPTIONAL(stated_order, compliance_due), HAS_OPTIONAL(stated_order, announced_on),
	HAS_OPTIONAL(stated_order, issued_on), HAS_OPTIONAL(stated_order, amount),
	HAS_OPTIONAL(stated_order, period),
	HAS_OPTIONAL(stated_order, from), HAS_OPTIONAL(stated_order, reason),
	HAS_OPTIONAL(stated_order, comments_received), HAS_TRUTH(stated_order, comments_lapsed),
	HAS_TRUTH(stated_order, measurable), HAS_TRUTH(stated_order, live), HAS_TRUTH(stated_order, complied), HAS_TRUTH(stated_order, withdrawn),
	HAS_LIST(stated_order, breaches, breach_view),
};
VIEW(order);
