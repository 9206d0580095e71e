/* attempts.h - how often somebody may try a password: a bucket for each address and each user name. */
#ifndef HTTP_ATTEMPTS_H
#define HTTP_ATTEMPTS_H

#include <stdint.h>

enum attempts_by { ATTEMPTS_ADDRESS, ATTEMPTS_USERNAME, ATTEMPTS_BY };

/* Each holds so many, and gets one back so often. */
struct attempts_limit { int most; int64_t every; };     /* every: microseconds */
extern const struct attempts_limit attempts_limits[ATTEMPTS_BY];

/* Bounded memory: what was tried least makes place for what is new.  Each door has its own. */
struct attempts;
struct attempts *attempts_new(void);
void attempts_free(struct attempts *attempts);

/* Takes one; returns 0, or after how many seconds there is one again.  now: monotonic microseconds. */
int attempts_take(struct attempts *attempts, enum attempts_by by, const char *who, int64_t now);
/* It succeeded: the one that was taken is given back. */
void attempts_give(struct attempts *attempts, enum attempts_by by, const char *who, int64_t now);

#endif
