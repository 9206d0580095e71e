/* template.h - who may approve a wording of letters, and when. */
#ifndef CORE_TEMPLATE_H
#define CORE_TEMPLATE_H

#include "core/law.h"

/* Holds own_text and wrong_state where they do not hold; nothing held: it may be done. */
void template_judge(const struct letter_template *template, enum template_event event, const char *account,
	struct judgement *judgement);

#endif
