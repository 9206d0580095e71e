/* case_series.h - the enterprise's own figures of a case's measure points, for its letters. */
#ifndef OP_CASE_SERIES_H
#define OP_CASE_SERIES_H

#include "op/casework.h"

void case_series_ask(struct casework *work);
void case_series_take(struct casework *work);

#endif
