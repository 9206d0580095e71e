/* cluster - initdb, roles and database in a directory beside, which becomes DIR/pg by one rename. */
#include "store/cluster.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "store/embedded.h"
#include "store/program.h"

#define CLUSTER_TEXT 8192

/* The daemon forces the rest on the command line: an operator may change these. */
static const char cluster_settings[] =
	"\n# set by tilsynd when it made this cluster; ALTER SYSTEM goes before\n"
	"shared_buffers = 256MB\n"
	"max_wal_size = 2GB\n"
	"checkpoint_timeout = 15min\n"
	"random_page_cost = 1.1\n"
	"log_line_prefix = '%m [%p] %q%u '\n"
	"log_checkpoints = off\n"
	"log_lock_waits = on\n"
	"timezone = 'UTC'\n"
	"log_timezone = 'UTC'\n"
	"idle_in_transaction_session_timeout = 5min\n";

/* Single-user mode: one statement a line. */
static const char cluster_roles[] =
	"CREATE ROLE " EMBEDDED_OWNER " LOGIN\n"
	"CREATE ROLE " EMBEDDED_ROLE " LOGIN\n"
	"ALTER ROLE " EMBEDDED_ROLE " SET jit = off\n"
	"ALTER ROLE " EMBEDDED_ROLE " SET max_parallel_workers_per_gather = 0\n"
	"CREATE DATABASE " EMBEDDED_DATABASE " OWNER " EMBEDDED_OWNER "\n"
	"REVOKE ALL ON DATABASE " EMBEDDED_DATABASE " FROM PUBLIC\n"
	"GRANT CONNECT ON DATABASE " EMBEDDED_DATABASE " TO " EMBEDDED_ROLE "\n";

static const char *const cluster_complaints[] = { "error: ", "ERROR: ", "FATAL: ", "PANIC: ", NULL };

static int cluster_remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st, (void)flag, (void)ftw;
	return remove(path);
}

/* Text at the end of DIR/where, or in place of what is there; on disk when it returns. */
static int cluster_write(struct embedded *embedded, const char *pg, const char *where, const char *mode, const char *text)
{
	char path[EMBEDDED_PATH + 64];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", pg, where);
	file = fopen(path, mode);
	if (file == NULL)
		return embedded_fault(embedded, "%s: %s", path, strerror(errno));
	if (fputs(text, file) < 0 || fflush(file) != 0 || fsync(fileno(file)) != 0) {
		int error = errno;

		fclose(file);
		return embedded_fault(embedded, "%s: %s", path, strerror(error));
	}
	fclose(file);
	return 0;
}

static int cluster_write_access_in(struct embedded *embedded, const char *pg)
{
	const struct passwd *user = getpwuid(geteuid());
	char text[2048];
	int r;

	if (user == NULL)
		return embedded_fault(embedded, "user %ld has no name on this machine", (long)geteuid());
	r = cluster_write(embedded, pg, "pg_hba.conf", "we", "# written by tilsynd at each start\nlocal all all peer map=tilsyn\n");
	if (r != 0)
		return r;
	snprintf(text, sizeof text, "# written by tilsynd at each start\n"
		"tilsyn \"%s\" " EMBEDDED_ROLE "\ntilsyn \"%s\" " EMBEDDED_OWNER "\ntilsyn \"%s\" " EMBEDDED_ADMIN "\n"
		"tilsyn root " EMBEDDED_ROLE "\ntilsyn root " EMBEDDED_OWNER "\ntilsyn root " EMBEDDED_ADMIN "\n",
		user->pw_name, user->pw_name, user->pw_name);
	return cluster_write(embedded, pg, "pg_ident.conf", "we", text);
}

int cluster_write_access(struct embedded *embedded)
{
	return cluster_write_access_in(embedded, embedded->pg);
}

static int cluster_run(struct embedded *embedded, const char *const argv[], const char *input)
{
	char output[CLUSTER_TEXT], line[512];
	const char *complaint;
	int r = program_run(argv, input, output, sizeof output);

	if (r == 0)
		return 0;
	if (r < 0)
		return embedded_fault(embedded, "%s: %s", argv[0], strerror(errno));
	complaint = program_complaint(output, cluster_complaints, line, sizeof line);
	return embedded_fault(embedded, "%s ended with %d: %s", argv[0], r, complaint != NULL ? complaint : output);
}

static int cluster_fill(struct embedded *embedded, const char *pg)
{
	const char *const initdb[] = {
		PG_BINDIR "/initdb", "-D", pg, "--username=" EMBEDDED_ADMIN, "--auth=peer", "--encoding=UTF8",
		"--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nb-NO", "--data-checksums",
		"--no-instructions", NULL,
	};
	const char *const single[] = {
		PG_BINDIR "/postgres", "--single", "-D", pg, "-c", "exit_on_error=on", "-c", "dynamic_shared_memory_type=mmap",
		"-c", "log_checkpoints=off", "postgres", NULL,
	};
	int r;

	if ((r = cluster_run(embedded, initdb, "")) != 0
		|| (r = cluster_write(embedded, pg, "postgresql.conf", "ae", cluster_settings)) != 0
		|| (r = cluster_write_access_in(embedded, pg)) != 0)
		return r;
	return cluster_run(embedded, single, cluster_roles);
}

int cluster_make(struct embedded *embedded)
{
	char new[EMBEDDED_PATH + 16], version[EMBEDDED_PATH + 32];
	int r, dir;

	snprintf(version, sizeof version, "%s/PG_VERSION", embedded->pg);
	if (access(version, F_OK) == 0)
		return 0;
	snprintf(new, sizeof new, "%s/pg.new", embedded->dir);
	nftw(new, cluster_remove_one, 16, FTW_DEPTH | FTW_PHYS);        /* of a daemon killed while it made one */
	r = cluster_fill(embedded, new);
	if (r == 0 && rename(new, embedded->pg) != 0)
		r = embedded_fault(embedded, "%s: %s", embedded->pg, strerror(errno));
	if (r != 0) {
		nftw(new, cluster_remove_one, 16, FTW_DEPTH | FTW_PHYS);
		return r;
	}
	dir = open(embedded->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0 || fsync(dir) != 0)
		r = embedded_fault(embedded, "%s: %s", embedded->dir, strerror(errno));
	if (dir >= 0)
		close(dir);
	return r;
}

static int cluster_open_newest_log(const struct embedded *embedded)
{
	struct timespec newest = { 0 };
	const struct dirent *entry;
	char name[256] = "";
	struct stat st;
	int dirfd, fd;
	DIR *dir = opendir(embedded->log);

	if (dir == NULL)
		return -1;
	dirfd = open(embedded->log, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (dirfd >= 0 && (entry = readdir(dir)) != NULL) {
		if (fstatat(dirfd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode))
			continue;
		if (st.st_mtim.tv_sec > newest.tv_sec
			|| (st.st_mtim.tv_sec == newest.tv_sec && st.st_mtim.tv_nsec >= newest.tv_nsec)) {
			newest = st.st_mtim;
			snprintf(name, sizeof name, "%s", entry->d_name);
		}
	}
	closedir(dir);
	fd = name[0] != '\0' ? openat(dirfd, name, O_RDONLY | O_CLOEXEC) : -1;
	if (dirfd >= 0)
		close(dirfd);
	return fd;
}

void cluster_last_words(const struct embedded *embedded, char *ret_words, unsigned size)
{
	static const char *const words[] = { "FATAL: ", "PANIC: ", NULL };
	char text[CLUSTER_TEXT];
	ssize_t length = 0;
	int fd = cluster_open_newest_log(embedded);
	off_t end;

	ret_words[0] = '\0';
	if (fd < 0)
		return;
	end = lseek(fd, 0, SEEK_END);
	length = pread(fd, text, sizeof text - 1, end > (off_t)sizeof text ? end - (off_t)sizeof text + 1 : 0);
	close(fd);
	if (length <= 0)
		return;
	text[length] = '\0';
	program_complaint(text, words, ret_words, size);
}
