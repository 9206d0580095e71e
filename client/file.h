/* file.h - files of the user: whole ones read, private ones written so that nobody sees half of one. */
#ifndef CLIENT_FILE_H
#define CLIENT_FILE_H

#include <stddef.h>

#include "base/buffer.h"

/* All return 0, or an errno. */

/* The whole of a file, or of standard input ("-"); more than most bytes is EFBIG. */
int file_read(const char *path, size_t most, struct buffer *ret_buffer);

/* As file_read, but a file that anyone else may read, or that is not ours, is EPERM; one not there is ENOENT. */
int file_read_private(const char *path, size_t most, struct buffer *ret_buffer);

/* The directory is made when it is not there (0700); the file (0600) is replaced at once. */
int file_write_private(const char *directory, const char *name, const char *text, size_t length);

/* A new file of the user's; one that is there is EEXIST. "-" is standard output. */
int file_write_new(const char *path, const char *data, size_t length);

#endif
