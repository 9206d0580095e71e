/* outbox.h - what is to be mailed, stored with the decision that asks for it: both are done, or neither. */
#ifndef OP_OUTBOX_H
#define OP_OUTBOX_H

#include "op/casework.h"

/* In a command's decide.  The letter, to the enterprise's address as it is now; without one it is held for a person to see to. */
void outbox_add_letter(struct casework *work, struct letter *letter);

/* The same to whoever leads the case: in follow-up the one who leads that; where nobody does who can be told, to the leaders. */
void outbox_add_to_lead(struct casework *work, enum mail_kind kind, int32_t due);
void outbox_add_to_leaders(struct casework *work, enum mail_kind kind, int32_t due);

/* In a command's write: a mail about no one case; data is the canonical JSON that its text is filled in with. */
void outbox_put(struct request *request, enum mail_kind kind, const char *account, const char *data);

/* casework_write's: those that were added. */
void outbox_write(struct casework *work);

#endif
