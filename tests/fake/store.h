/*
 * store.h - the store that a test answers for: no libpq, no loop, no PostgreSQL.  Every statement put
 * is written down by name, "|" where the engine waits; the test says what each brings back.
 */
#ifndef FAKE_STORE_H
#define FAKE_STORE_H

#include <stdbool.h>

#include "store/go.h"

extern char fake_said[8192];            /* "begin session_find audit_lock | rollback | " */
extern int fake_lent;                   /* batches out on loan */

void fake_clear(void);
/* From now on the statement brings this row: columns and values in pairs, NULL ends.  No columns: no row. */
void fake_row(enum statement statement, ...) __attribute__((sentinel));
void fake_affects(enum statement statement, int rows);

/* The n-th statement of the next answers (from 1, counted from fake_clear) fails so; 0: none does. */
void fake_fail(int nth, const char *sqlstate);
void fake_fail_always(const char *sqlstate);     /* the first of every batch */
extern bool fake_silent;                /* the one that fails was never answered, and its connection is given up */
extern const char *fake_commit_tag;     /* what COMMIT answers: "COMMIT" */
extern int fake_refusal;                /* of pool_ask, at once; 0: a connection */

/* One turn of the database: whoever waits is called.  false: nobody does. */
bool fake_answer(void);
int fake_answer_all(void);              /* until nobody waits; how many turns */

#endif
