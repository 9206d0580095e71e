/* width.h - how many cells of a terminal a text takes. */
#ifndef CLIENT_WIDTH_H
#define CLIENT_WIDTH_H

#include <stddef.h>

/* Valid UTF-8: letters one, combining marks none, wide East Asian signs and pictures two. */
int width_of(const char *text);

/* How many bytes of the text fit into so many cells: never half a sign, never a mark without its letter. */
size_t width_fit(const char *text, int cells);

#endif
