/* import_case.h - the rows and the log of a case as a historic record tells them. */
#ifndef OP_IMPORT_CASE_H
#define OP_IMPORT_CASE_H

#include "op/casework.h"
#include "op/import.h"
#include "op/import_law.h"

/*
 * Fills the new case in hand: its enterprise is in place, its requirements are settled.  The item's
 * warnings and guards are set.
 */
void import_case(struct casework *work, const struct legal *legal,
	const struct import_record *record,
	struct item *item);

#endif
