/* folder - files are made aside, synced, and given their name at once. */
#include "archive/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/message.h"

#define PATH_ROOM 4096

int folder_lock(const char *folder)
{
	char path[PATH_ROOM];
	int lock;

	snprintf(path, sizeof path, "%s/.lock", folder);
	lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0) {
		close(lock);
		return -1;
	}
	return lock;
}

void folder_unlock(int lock)
{
	close(lock);
}

static int sync_path(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC), error;

	if (file < 0)
		return errno;
	error = fsync(file) != 0 ? errno : 0;
	close(file);
	return error;
}

static int put_file(const char *folder, const char *name, const void *data, size_t length)
{
	char path[PATH_ROOM];
	const char *at = data;
	int file, error = 0;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (file < 0)
		return errno;
	while (length > 0 && error == 0) {
		ssize_t written = write(file, at, length);

		if (written < 0 && errno != EINTR)
			error = errno;
		else if (written > 0)
			at += written, length -= (size_t)written;
	}
	if (error == 0 && fsync(file) != 0)
		error = errno;
	return close(file) != 0 && error == 0 ? errno : error;
}

static int make_folder(const char *path)
{
	return mkdir(path, 0750) != 0 && errno != EEXIST ? errno : 0;
}

static int put_all(const char *folder, const struct archive_post *post)
{
	struct buffer message;
	int error = make_folder(folder);

	buffer_init(&message);
	message_write(post, &message);
	for (int i = 0; i < post->file_count && error == 0; i++)
		error = put_file(folder, post->files[i].name, post->files[i].data, post->files[i].length);
	if (error == 0)
		error = put_file(folder, "arkivmelding.xml", message.data, message.length);
	buffer_release(&message);
	return error != 0 ? error : sync_path(folder);
}

static bool is_there(const char *folder, const struct archive_post *post, const char *where)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof path, "%s/%s/%s/%s", folder, post->authority, where, post->entries[0].id);
	return access(path, F_OK) == 0;
}

static int make_tree(const char *folder, const char *authority)
{
	static const char *const below[] = { "", "/out", "/taken", "/receipts", "/read" };
	char path[PATH_ROOM];
	int error = 0;

	for (size_t i = 0; i < sizeof below / sizeof below[0] && error == 0; i++) {
		snprintf(path, sizeof path, "%s/%s%s", folder, authority, below[i]);
		error = make_folder(path);
	}
	return error;
}

/* What a killed one left aside is written over: it has the same names. */
int folder_put(const char *folder, const struct archive_post *post)
{
	char aside[PATH_ROOM], there[PATH_ROOM], out[PATH_ROOM];
	int error = make_tree(folder, post->authority);

	if (error != 0 || is_there(folder, post, "out") || is_there(folder, post, "taken"))
		return error;
	snprintf(out, sizeof out, "%s/%s/out", folder, post->authority);
	snprintf(aside, sizeof aside, "%s/%s/.new-%s", folder, post->authority, post->entries[0].id);
	snprintf(there, sizeof there, "%s/%s/out/%s", folder, post->authority, post->entries[0].id);
	error = put_all(aside, post);
	if (error == 0 && rename(aside, there) != 0)
		error = errno;
	return error != 0 ? error : sync_path(out);
}

static bool read_receipt(const char *path, struct receipt *receipt)
{
	FILE *file = fopen(path, "re");
	char line[RECEIPT_MAX + 2];
	bool whole;

	if (file == NULL)
		return false;
	whole = fgets(line, sizeof line, file) != NULL && fgetc(file) == EOF;
	fclose(file);
	line[whole ? strcspn(line, "\r\n") : 0] = '\0';
	snprintf(receipt->number, sizeof receipt->number, "%.*s", RECEIPT_MAX, line);
	return whole && *receipt->number != '\0';
}

static void add_receipts(const char *folder, const char *authority, struct arena *arena, struct receipt **receipts,
	int *count)
{
	char path[PATH_ROOM];
	struct receipt receipt;
	struct dirent *entry;
	DIR *waiting;

	snprintf(path, sizeof path, "%s/%s/receipts", folder, authority);
	waiting = opendir(path);
	while (waiting != NULL && (entry = readdir(waiting)) != NULL) {
		if (!id_valid(entry->d_name))
			continue;
		snprintf(path, sizeof path, "%s/%s/receipts/%s", folder, authority, entry->d_name);
		snprintf(receipt.authority, ID_SIZE, "%s", authority);
		snprintf(receipt.id, ID_SIZE, "%.36s", entry->d_name);
		if (read_receipt(path, &receipt))
			*(struct receipt *)arena_push(arena, (void **)receipts, count, sizeof receipt) = receipt;
	}
	if (waiting != NULL)
		closedir(waiting);
}

int folder_receipts(const char *folder, struct arena *arena, struct receipt **ret_receipts)
{
	struct dirent *entry;
	DIR *authorities = opendir(folder);
	int count = 0;

	*ret_receipts = NULL;
	while (authorities != NULL && (entry = readdir(authorities)) != NULL)
		if (id_valid(entry->d_name))
			add_receipts(folder, entry->d_name, arena, ret_receipts, &count);
	if (authorities != NULL)
		closedir(authorities);
	return count;
}

int folder_receipt_read(const char *folder, const struct receipt *receipt)
{
	char from[PATH_ROOM], to[PATH_ROOM];

	snprintf(from, sizeof from, "%s/%s/receipts/%s", folder, receipt->authority, receipt->id);
	snprintf(to, sizeof to, "%s/%s/read/%s", folder, receipt->authority, receipt->id);
	return rename(from, to) != 0 ? errno : 0;
}
