/* address.h - a mail address as SMTP and a header can hold it. */
#ifndef WORK_ADDRESS_H
#define WORK_ADDRESS_H

#include "base/arena.h"

/*
 * The address with its domain in ASCII (RFC 5891), so that no server must know of others; as it is
 * where that cannot be done.  What stands before the @ is ASCII where the contract was kept.
 */
const char *address_ascii(const char *text, struct arena *arena);

#endif
