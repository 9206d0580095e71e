/* fault - a broken promise ends the process: every promise that matters lives in the database. */
#include "base/fault.h"

#include <stdio.h>
#include <stdlib.h>

void fault_abort(const char *file, int line, const char *truth)
{
	fprintf(stderr, "<2>%s:%d: broken promise: %s\n", file, line, truth);
	abort();
}
