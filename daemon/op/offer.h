/* offer.h - keeps with each breach the step that its rounds speak for, and tells whoever leads the case. */
#ifndef OP_OFFER_H
#define OP_OFFER_H

#include "op/casework.h"

/*
 * casework_write's, before it stores: after every command the offers are what the case as it then stands
 * makes them.  One that is new is told in the log and to the lead, once; what no longer holds is gone.
 */
void offer_settle(struct casework *work);

#endif
