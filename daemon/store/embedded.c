/* embedded - the directory of a private PostgreSQL: made, locked, and checked to be ours. */
#include "store/embedded.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"

#define EMBEDDED_MARK "tilsynd embedded directory, layout 1\n"
#define EMBEDDED_SOCKET "/.s.PGSQL.5432"
#define EMBEDDED_SOCKET_MOST 107        /* bytes of a unix socket's name */

int embedded_fault(struct embedded *embedded, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(embedded->why, sizeof embedded->why, format, args);
	va_end(args);
	return FAULT_SYSTEM;
}

static int embedded_make_parents(struct embedded *embedded, const char *dir)
{
	char path[EMBEDDED_PATH];

	if (strlen(dir) >= sizeof path || dir[0] == '\0')
		return embedded_fault(embedded, "%s: is not a usable name", dir);
	snprintf(path, sizeof path, "%s", dir);
	for (char *at = path + 1; (at = strchr(at, '/')) != NULL; at++) {
		*at = '\0';
		if (mkdir(path, 0755) != 0 && errno != EEXIST)
			return embedded_fault(embedded, "%s: %s", path, strerror(errno));
		*at = '/';
	}
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return embedded_fault(embedded, "%s: %s", path, strerror(errno));
	return 0;
}

static int embedded_find_paths(struct embedded *embedded, const char *dir)
{
	char *real = realpath(dir, NULL);
	struct stat st;

	if (real == NULL || stat(real, &st) != 0) {
		free(real);
		return embedded_fault(embedded, "%s: %s", dir, strerror(errno));
	}
	if (strlen(real) >= EMBEDDED_PATH || !S_ISDIR(st.st_mode)) {
		free(real);
		return embedded_fault(embedded, "%s: is not a directory", dir);
	}
	memcpy(embedded->dir, real, strlen(real) + 1);
	free(real);
	snprintf(embedded->pg, sizeof embedded->pg, "%s/pg", embedded->dir);
	snprintf(embedded->run, sizeof embedded->run, "%s/run", embedded->dir);
	snprintf(embedded->log, sizeof embedded->log, "%s/log", embedded->dir);
	return 0;
}

/* Empty but for what a new file system holds. */
static bool embedded_dir_is_empty(const char *path)
{
	const struct dirent *entry;
	bool empty = true;
	DIR *dir = opendir(path);

	if (dir == NULL)
		return false;
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0
			&& strcmp(entry->d_name, "lost+found") != 0)
			empty = false;
	closedir(dir);
	return empty;
}

static int embedded_open_lock(struct embedded *embedded, uid_t uid, gid_t gid)
{
	char path[EMBEDDED_PATH + 8];
	int fd;

	snprintf(path, sizeof path, "%s/lock", embedded->dir);
	fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT) {
		if (!embedded_dir_is_empty(embedded->dir))
			return embedded_fault(embedded, "%s: holds something that tilsynd did not make, or cannot be read",
				embedded->dir);
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 && write(fd, EMBEDDED_MARK, strlen(EMBEDDED_MARK)) != (ssize_t)strlen(EMBEDDED_MARK)) {
			int error = errno;

			unlink(path);
			close(fd);
			return embedded_fault(embedded, "%s: %s", path, strerror(error));
		}
	}
	if (fd < 0)
		return embedded_fault(embedded, "%s: %s", path, strerror(errno));
	if (geteuid() == 0 && (fchown(fd, uid, gid) != 0 || chown(embedded->dir, uid, gid) != 0)) {
		close(fd);
		return embedded_fault(embedded, "%s: cannot be given to user %ld: %s", embedded->dir, (long)uid,
			strerror(errno));
	}
	embedded->lock = fd;
	return 0;
}

int embedded_open(struct embedded *embedded, const char *dir, uid_t uid, gid_t gid)
{
	int r;

	embedded->lock = -1;
	embedded->why[0] = '\0';
	if ((r = embedded_make_parents(embedded, dir)) != 0 || (r = embedded_find_paths(embedded, dir)) != 0
		|| (r = embedded_open_lock(embedded, uid, gid)) != 0)
		return r;
	if (flock(embedded->lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	r = errno == EWOULDBLOCK ? EMBEDDED_BUSY : embedded_fault(embedded, "%s/lock: %s", dir, strerror(errno));
	embedded_close(embedded);
	return r;
}

void embedded_close(struct embedded *embedded)
{
	if (embedded->lock >= 0)
		close(embedded->lock);
	embedded->lock = -1;
}

int embedded_owner(const char *dir, uid_t *ret_uid, gid_t *ret_gid)
{
	char path[EMBEDDED_PATH + 16];
	struct stat st;

	snprintf(path, sizeof path, "%s/pg/PG_VERSION", dir);
	if (stat(path, &st) != 0)
		return FAULT_SYSTEM;
	*ret_uid = st.st_uid;
	*ret_gid = st.st_gid;
	return 0;
}

/* The first directory on the way that this user cannot pass. */
static int embedded_explain_closed(struct embedded *embedded)
{
	char path[EMBEDDED_PATH];
	int error = errno;

	snprintf(path, sizeof path, "%s", embedded->dir);
	for (char *at = path + 1; (at = strchr(at, '/')) != NULL; at++) {
		*at = '\0';
		if (access(path, X_OK) != 0)
			return embedded_fault(embedded, "%s: user %ld cannot pass %s (%s); open it with chmod o+x or "
				"choose a place such as /var/lib/tilsyn", embedded->dir, (long)geteuid(), path, strerror(errno));
		*at = '/';
	}
	return embedded_fault(embedded, "%s: user %ld cannot use it: %s", embedded->dir, (long)geteuid(), strerror(error));
}

/* A directory of ours alone, not a link that somebody else laid. */
static bool embedded_dir_is_private(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 077) == 0;
}

static int embedded_make_short_run(struct embedded *embedded)
{
	char note[EMBEDDED_PATH + 8], made[] = "/run/tilsyn-XXXXXX", other[] = "/tmp/tilsyn-XXXXXX";
	FILE *file;

	snprintf(note, sizeof note, "%s/socket", embedded->dir);
	file = fopen(note, "re");
	if (file != NULL) {
		char kept[64] = "";
		bool usable = fgets(kept, sizeof kept, file) != NULL;

		fclose(file);
		kept[strcspn(kept, "\n")] = '\0';
		if (usable && embedded_dir_is_private(kept)) {
			snprintf(embedded->run, sizeof embedded->run, "%s", kept);
			return 0;
		}
	}
	snprintf(embedded->run, sizeof embedded->run, "%s", mkdtemp(made) != NULL ? made : other);
	if (strcmp(embedded->run, other) == 0 && mkdtemp(embedded->run) == NULL)
		return embedded_fault(embedded, "no short directory for the database's socket: %s", strerror(errno));
	file = fopen(note, "we");
	if (file == NULL || fprintf(file, "%s\n", embedded->run) < 0 || fclose(file) != 0)
		return embedded_fault(embedded, "%s: %s", note, strerror(errno));
	return 0;
}

int embedded_enter(struct embedded *embedded)
{
	if (access(embedded->dir, R_OK | W_OK | X_OK) != 0)
		return embedded_explain_closed(embedded);
	if (strlen(embedded->run) + strlen(EMBEDDED_SOCKET) > EMBEDDED_SOCKET_MOST || strpbrk(embedded->run, ",\"") != NULL) {
		if (embedded_make_short_run(embedded) != 0)
			return FAULT_SYSTEM;
	} else if (mkdir(embedded->run, 0700) != 0 && errno != EEXIST) {
		return embedded_fault(embedded, "%s: %s", embedded->run, strerror(errno));
	}
	if (mkdir(embedded->log, 0700) != 0 && errno != EEXIST)
		return embedded_fault(embedded, "%s: %s", embedded->log, strerror(errno));
	return 0;
}

void embedded_conninfo(const struct embedded *embedded, const char *role, char *ret_conninfo, size_t size)
{
	char host[2 * sizeof embedded->run];
	char *to = host;

	for (const char *at = embedded->run; *at != '\0'; *to++ = *at++)
		if (*at == '\'' || *at == '\\')
			*to++ = '\\';
	*to = '\0';
	snprintf(ret_conninfo, size, "host='%s' port=5432 dbname=" EMBEDDED_DATABASE " user=%s", host, role);
}
