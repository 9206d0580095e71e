/*
 * logo.h - an authority's logo: read from a PNG once, when it is taken in, and kept as a letter's file wants
 * it: red, green and blue on white, deflated.  What was transparent is white: PDF/A-1 knows no other way.
 */
#ifndef LETTER_LOGO_H
#define LETTER_LOGO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define LOGO_BYTES_MAX 262144           /* of the PNG */
#define LOGO_SIDE_MAX 2000              /* pixels */
#define LOGO_PIXELS_MAX 500000

struct logo {
	const char *alt;                /* what it shows, for who does not see it */
	int width, height;              /* pixels */
	const void *rgb;                /* deflated */
	size_t length;
};

/* The pixels live in the arena; alt is the caller's.  False: ret_why in English. */
bool logo_read(const void *png, size_t length, struct arena *arena, struct logo *ret, const char **ret_why);

#endif
