/* zip.h - a ZIP archive being written: files one after the other, then where each is.  No ZIP64: 4 GiB at most. */
#ifndef LETTER_ZIP_H
#define LETTER_ZIP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

struct zip {
	struct buffer *file, directory;
	struct arena *arena;
	int count;
	uint16_t day;                   /* of all its files */
};

void zip_begin(struct zip *zip, struct buffer *file, int32_t day, struct arena *arena);
/* name: UTF-8 with '/', the path within; deflated where that makes it smaller. */
void zip_add(struct zip *zip, const char *name, const void *bytes, size_t length);
void zip_end(struct zip *zip);

#endif
