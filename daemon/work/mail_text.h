/* mail_text.h - what a mail says, in its recipient's language. */
#ifndef WORK_MAIL_TEXT_H
#define WORK_MAIL_TEXT_H

#include "op/mailing.h"

/* attached: its letter goes with it.  link_base: what a link begins with, or NULL for none.  Texts in the arena. */
void mail_text(int kind, enum language language, const struct mail_contents *contents, bool attached,
	const char *link_base, struct arena *arena, const char **ret_subject, const char **ret_text);

#endif
