/* file - files read whole, and private files replaced by rename. */
#include "client/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 65536
#define PATH_BYTES 4096

static int read_all(int file, size_t most, struct buffer *ret_buffer)
{
	char piece[PIECE];

	buffer_clear(ret_buffer);
	for (;;) {
		ssize_t count = read(file, piece, sizeof piece);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return errno;
		if (count == 0)
			break;
		if (ret_buffer->length + (size_t)count > most)
			return EFBIG;
		buffer_add(ret_buffer, piece, (size_t)count);
	}
	buffer_add(ret_buffer, "", 0);          /* an empty file is an empty text, not NULL */
	return 0;
}

/* Ours, and nobody else may do anything with it. */
static bool is_private(int file)
{
	struct stat status;

	return fstat(file, &status) == 0 && status.st_uid == geteuid() && (status.st_mode & 077) == 0;
}

static int open_and_read(const char *path, size_t most, bool private, struct buffer *ret_buffer)
{
	int file = open(path, O_RDONLY | O_CLOEXEC), error = 0;

	if (file < 0)
		return errno;
	if (private && !is_private(file))
		error = EPERM;
	if (error == 0)
		error = read_all(file, most, ret_buffer);
	close(file);
	return error;
}

int file_read(const char *path, size_t most, struct buffer *ret_buffer)
{
	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, most, ret_buffer);
	return open_and_read(path, most, false, ret_buffer);
}

int file_read_private(const char *path, size_t most, struct buffer *ret_buffer)
{
	return open_and_read(path, most, true, ret_buffer);
}

static int write_all(int file, const char *data, size_t length)
{
	while (length > 0) {
		ssize_t count = write(file, data, length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return errno;
		data += count;
		length -= (size_t)count;
	}
	return 0;
}

/* Each directory of the path that is missing. */
static int make_directories(const char *directory)
{
	char path[PATH_BYTES];

	if (strlen(directory) >= sizeof path)
		return ENAMETOOLONG;
	for (size_t i = 1; i <= strlen(directory); i++) {
		if (directory[i] != '/' && directory[i] != '\0')
			continue;
		memcpy(path, directory, i);
		path[i] = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return errno;
	}
	return 0;
}

int file_write_private(const char *directory, const char *name, const char *text, size_t length)
{
	char path[PATH_BYTES], next[PATH_BYTES];
	int error = make_directories(directory), file;

	if (error != 0)
		return error;
	if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int)sizeof path ||
	    snprintf(next, sizeof next, "%s/.%s.%d", directory, name, (int)getpid()) >= (int)sizeof next)
		return ENAMETOOLONG;
	unlink(next);
	file = open(next, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return errno;
	error = write_all(file, text, length);
	if (error == 0 && fsync(file) != 0)
		error = errno;
	if (close(file) != 0 && error == 0)
		error = errno;
	if (error == 0 && rename(next, path) != 0)
		error = errno;
	if (error != 0)
		unlink(next);
	return error;
}

int file_write_new(const char *path, const char *data, size_t length)
{
	int file, error;

	if (strcmp(path, "-") == 0)
		return write_all(STDOUT_FILENO, data, length);
	file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (file < 0)
		return errno;
	error = write_all(file, data, length);
	if (close(file) != 0 && error == 0)
		error = errno;
	return error;
}
