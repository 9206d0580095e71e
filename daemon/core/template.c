/* template - a wording is approved once, by another than its author, and then at the most withdrawn. */
#include "core/template.h"

#include "core/guard.h"

void template_judge(const struct letter_template *template, enum template_event event, const char *account,
	struct judgement *judgement)
{
	if (template->state == TEMPLATE_WITHDRAWN
	    || (event == TEMPLATE_APPROVE && template->state == TEMPLATE_APPROVED))
		guard_hold(judgement, GUARD_wrong_state, template->id);
	if (event == TEMPLATE_APPROVE && id_same(template->author, account))
		guard_hold(judgement, GUARD_own_text, template->id);
}
