/* clock.h - the system's clock behind port/clock.h, and the file that moves it in tests. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include "port/clock.h"

#ifdef TEST_CLOCK
#define CLOCK_FILE_TEXT 64      /* a clock file is one RFC 3339 instant and perhaps a newline */

/*
 * From now on the instant is what FILE holds, also in processes forked later.  FILE is replaced by
 * rename and looked at on every call, so that all follow at once; a file that is gone or does not
 * hold an instant leaves the last good one.  ret 0, or FAULT_CONFIG when the first reading fails.
 */
int clock_follow(const char *file);
#endif

#endif
