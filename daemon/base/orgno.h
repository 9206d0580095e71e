/* orgno.h - organisation numbers: nine digits of which the last checks the others. */
#ifndef BASE_ORGNO_H
#define BASE_ORGNO_H

#include <stdbool.h>

/* Exactly nine digits, nothing around or between them, with the right check digit (mod 11). */
bool orgno_valid(const char *text);

#endif
