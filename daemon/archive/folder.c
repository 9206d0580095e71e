/* folder - posts are made aside, synced, and given their name at once. */
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

#define PATH_ROOM 800

int folder_lock(const char *folder, int *ret_lock)
{
	char path[PATH_ROOM];
	int lock, error;

	snprintf(path, sizeof path, "%s/.lock", folder);
	lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (lock < 0)
		return errno;
	if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
		error = errno;
		close(lock);
		return error;
	}
	*ret_lock = lock;
	return 0;
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

static int make_folder(const char *path)
{
	return mkdir(path, 0750) != 0 && errno != EEXIST ? errno : 0;
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

static bool is_there(const char *folder, const struct archive_post *post, const char *where)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof path, "%s/%s/%s/%s", folder, post->authority, where, post->entries[0].id);
	return access(path, F_OK) == 0;
}

static void empty_folder(const char *folder)
{
	DIR *files = opendir(folder);
	struct dirent *entry;

	while (files != NULL && (entry = readdir(files)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(files), entry->d_name, 0);
	if (files != NULL)
		closedir(files);
}

int delivery_begin(const char *folder, const struct archive_post *post, struct delivery *delivery)
{
	const char *id = post->entries[0].id;
	int error = make_tree(folder, post->authority);

	delivery->file = -1;
	if (snprintf(delivery->aside, sizeof delivery->aside, "%s/%s/.new-%s", folder, post->authority, id)
	    >= (int)sizeof delivery->aside)
		return ENAMETOOLONG;
	snprintf(delivery->out, sizeof delivery->out, "%s/%s/out", folder, post->authority);
	snprintf(delivery->there, sizeof delivery->there, "%s/%s/out/%s", folder, post->authority, id);
	if (error == 0 && (is_there(folder, post, "out") || is_there(folder, post, "taken")))
		error = EEXIST;
	if (error == 0 || error == EEXIST)
		empty_folder(delivery->aside);
	if (error == EEXIST)
		rmdir(delivery->aside);
	return error != 0 ? error : make_folder(delivery->aside);
}

static int open_file(struct delivery *delivery, const char *name)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof path, "%s/%s", delivery->aside, name);
	delivery->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	return delivery->file < 0 ? errno : 0;
}

int delivery_open(struct delivery *delivery, const struct archive_file *file)
{
	return open_file(delivery, file->name);
}

int delivery_add(struct delivery *delivery, const void *piece, size_t length)
{
	const char *at = piece;

	while (length > 0) {
		ssize_t written = write(delivery->file, at, length);

		if (written < 0 && errno != EINTR)
			return errno;
		if (written > 0)
			at += written, length -= (size_t)written;
	}
	return 0;
}

int delivery_close(struct delivery *delivery)
{
	int error = fsync(delivery->file) != 0 ? errno : 0;

	if (close(delivery->file) != 0 && error == 0)
		error = errno;
	delivery->file = -1;
	return error;
}

int delivery_seal(struct delivery *delivery, const struct archive_post *post)
{
	struct buffer message;
	int error;

	buffer_init(&message);
	message_write(post, &message);
	error = open_file(delivery, "arkivmelding.xml");
	if (error == 0)
		error = delivery_add(delivery, message.data, message.length);
	if (error == 0)
		error = delivery_close(delivery);
	buffer_release(&message);
	return error != 0 ? error : sync_path(delivery->aside);
}

int delivery_give(struct delivery *delivery)
{
	return rename(delivery->aside, delivery->there) != 0 ? errno : sync_path(delivery->out);
}

void delivery_drop(struct delivery *delivery)
{
	if (delivery->file >= 0)
		close(delivery->file);
	delivery->file = -1;
	empty_folder(delivery->aside);
	rmdir(delivery->aside);
}
