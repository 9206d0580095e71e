/* privilege.h - root is given up once, for good, before anything is read from outside. */
#ifndef SYS_PRIVILEGE_H
#define SYS_PRIVILEGE_H

#include <sys/types.h>

#include "base/buffer.h"

/* The user of that name; FAULT_SYSTEM when there is none. */
int privilege_find(const char *name, uid_t *ret_uid, gid_t *ret_gid);

/* Becomes that user with only its own groups; cannot be undone.  errors says what failed. */
int privilege_drop(uid_t uid, gid_t gid, struct buffer *errors);

#ifdef TEST_CLOCK
/*
 * open(2), also of what only root may read where this process was root once: whoever moves the clock
 * replaces its file with one of their own, as private as their umask makes it.
 */
int privilege_open(const char *path, int flags);
#endif

#endif
