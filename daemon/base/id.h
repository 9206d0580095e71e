/* id.h - UUIDv7 as text (RFC 9562): grows with time, made here and never by the database. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

#define ID_ZERO "00000000-0000-0000-0000-000000000000"        /* nobody's: id_make never makes it */
#define ID_SIZE 37                      /* 36 characters and NUL; "" is no id */

void id_make(int64_t now, char ret_id[ID_SIZE]);        /* now in microseconds; never the same twice */
int64_t id_instant(const char *id);                     /* the microsecond that a valid id was made at */
bool id_valid(const char *text);                        /* 8-4-4-4-12 lower-case hexadecimal digits */
bool id_read(const char *text, char ret_id[ID_SIZE]);   /* as others write it: upper case too; not an id: "" */

#endif
