/* sum.h - a number that tells texts apart: quick, the same on every machine, and no secret. */
#ifndef BASE_SUM_H
#define BASE_SUM_H

#include <stddef.h>
#include <stdint.h>

#define SUM_HEX 17

/* XXH64 of the text.  The sum of what comes before is the seed of what comes after. */
uint64_t sum_add(uint64_t seed, const void *data, size_t length);
const char *sum_hex(uint64_t sum, char text[SUM_HEX]);

#endif
