/* split.h - a JSON array of any size, cut into arrays that one request may carry. */
#ifndef CLIENT_SPLIT_H
#define CLIENT_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

/* What one request carries at most: the daemon takes 1 MiB and so many containers of JSON. */
#define CHUNK_BYTES (900UL * 1024)
#define CHUNK_RECORDS 250
#define CHUNK_CONTAINERS 40000

struct split {
	const char *text;
	size_t length, at;              /* at: of the next record */
	long long index;                /* of the next record */
	bool begun, ended;
	const char *wrong;              /* what is no JSON, when split_next says so; at tells where */
};

struct chunk {
	const char *text;               /* records with commas between, without brackets */
	size_t length;
	long long first;                /* index of the first in the whole array */
	int records;
};

void split_init(struct split *split, const char *text, size_t length);

/*
 * The next records that go together: at least one however large it is.  False at the end of the array,
 * and at what is no array of JSON: then `wrong` is set.
 */
bool split_next(struct split *split, struct chunk *ret_chunk);

/* The line that a byte is on, from 1. */
int split_line(const struct split *split);

#endif
