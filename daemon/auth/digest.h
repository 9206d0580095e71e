/* digest.h - SHA-256 as the house writes it: 64 lower-case hexadecimal digits. */
#ifndef AUTH_DIGEST_H
#define AUTH_DIGEST_H

#include <stddef.h>

#define DIGEST_HEX 65                   /* 64 digits and NUL */

/* Has the form of engine.digest. */
void digest_hex(const void *data, size_t length, char ret_hex[DIGEST_HEX]);

#endif
