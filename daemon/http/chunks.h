/* chunks.h - reads along with a chunked body and refuses what evhttp forgives: stricter than RFC 9112 7.1, byte by byte. */
#ifndef HTTP_CHUNKS_H
#define HTTP_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHUNKS_TRAILERS_MOST 4096

/*
 * Chunks and trailers, from the byte after the head.  Refused are: a size that is not one to eight hexadecimal
 * digits and CR LF (so extensions, "0x5" and "+5" too), data that ends elsewhere than its size says, and a
 * trailer that is no header or longer than CHUNKS_TRAILERS_MOST.
 */
struct chunks {
	bool done;                      /* the empty line at its end was read */
	const char *wrong;              /* English, for the problem's detail; NULL: nothing so far */

	/* the reader's own */
	int at, digits;
	int64_t size;                   /* of the chunk, or what is left of its data */
	size_t trailers;                /* bytes */
};

void chunks_init(struct chunks *chunks);
/* Returns how many of the bytes it took: all, unless the body is done or wrong. */
size_t chunks_read(struct chunks *chunks, const char *data, size_t count);

#endif
