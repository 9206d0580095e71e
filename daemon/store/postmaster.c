/* postmaster - makes sure that nobody else works on the cluster's files, then becomes PostgreSQL. */
#include "store/postmaster.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"
#include "store/cluster.h"
#include "store/embedded.h"
#include "store/program.h"

#define POSTMASTER_PATIENCE 60          /* seconds for what is left of an earlier one to end by itself */
#define POSTMASTER_PAUSE 20             /* milliseconds between two looks */

/* postmaster.pid: its process id on the first line, how far it has come on the eighth. */
static pid_t postmaster_read_pid(const struct embedded *embedded, char state[16])
{
	char path[EMBEDDED_PATH + 32], line[EMBEDDED_PATH + 16];
	pid_t pid = 0;
	FILE *file;

	snprintf(path, sizeof path, "%s/postmaster.pid", embedded->pg);
	state[0] = '\0';
	file = fopen(path, "re");
	if (file == NULL)
		return -1;
	for (int i = 1; fgets(line, sizeof line, file) != NULL; i++) {
		line[strcspn(line, " \n")] = '\0';
		if (i == 1)
			pid = (pid_t)strtol(line, NULL, 10);
		if (i == 8)
			snprintf(state, 16, "%.15s", line);
	}
	fclose(file);
	return pid;
}

int postmaster_look(const struct embedded *embedded, pid_t pid)
{
	char state[16];

	return postmaster_read_pid(embedded, state) == pid && strcmp(state, "ready") == 0 ? 0 : POSTMASTER_STARTING;
}

/* Is it a PostgreSQL whose working directory is this cluster? */
static bool postmaster_works_here(pid_t pid, const struct stat *pg)
{
	char path[64], name[32] = "";
	struct stat st;
	ssize_t length;
	int fd;

	snprintf(path, sizeof path, "/proc/%ld/cwd", (long)pid);
	if (stat(path, &st) != 0 || st.st_dev != pg->st_dev || st.st_ino != pg->st_ino)
		return false;
	snprintf(path, sizeof path, "/proc/%ld/comm", (long)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	length = fd >= 0 ? read(fd, name, sizeof name - 1) : -1;
	if (fd >= 0)
		close(fd);
	return length > 0 && strcmp(name, "postgres\n") == 0;
}

/*
 * Asks everybody at work in the cluster to stop; ret how many there were.  A postmaster is asked to
 * end well; a backend without one has nobody who would recover after it, so it leaves at once.
 */
static int postmaster_stop_others(const struct embedded *embedded, const struct stat *pg, int elapsed)
{
	const struct dirent *entry;
	char state[16];
	pid_t pid, leader = postmaster_read_pid(embedded, state);
	bool led = leader > 0 && postmaster_works_here(leader, pg);
	int others = 0;
	DIR *proc = opendir("/proc");

	if (proc == NULL)
		return 0;
	while ((entry = readdir(proc)) != NULL) {
		pid = (pid_t)strtol(entry->d_name, NULL, 10);
		if (pid <= 0 || pid == getpid() || !postmaster_works_here(pid, pg))
			continue;
		others++;
		if (elapsed >= POSTMASTER_PATIENCE)
			kill(pid, elapsed >= POSTMASTER_PATIENCE + 5 ? SIGKILL : SIGQUIT);
		else if (pid == leader)
			kill(pid, SIGINT);
		else if (!led)
			kill(pid, SIGQUIT);
	}
	closedir(proc);
	return others;
}

static int postmaster_clear_way(struct embedded *embedded)
{
	const struct timespec pause = { .tv_nsec = POSTMASTER_PAUSE * 1000000L };
	char path[EMBEDDED_PATH + 64], state[16];
	struct timespec begun, now;
	struct stat pg;
	pid_t pid;

	if (stat(embedded->pg, &pg) != 0)
		return embedded_fault(embedded, "%s: %s", embedded->pg, strerror(errno));
	clock_gettime(CLOCK_MONOTONIC, &begun);
	for (now = begun; postmaster_stop_others(embedded, &pg, (int)(now.tv_sec - begun.tv_sec)) > 0; ) {
		if (now.tv_sec - begun.tv_sec > 2 * POSTMASTER_PATIENCE)
			return embedded_fault(embedded, "%s: an earlier PostgreSQL does not end", embedded->pg);
		nanosleep(&pause, NULL);
		clock_gettime(CLOCK_MONOTONIC, &now);
	}
	/* Nobody is here: a number that some other process of ours got by now must not stop the start. */
	pid = postmaster_read_pid(embedded, state);
	if (pid < 0 || (pid > 0 && kill(pid, 0) != 0))
		return 0;
	snprintf(path, sizeof path, "%s/postmaster.pid", embedded->pg);
	unlink(path);
	snprintf(path, sizeof path, "%s/.s.PGSQL.5432.lock", embedded->run);
	unlink(path);
	return 0;
}

int postmaster_become(struct embedded *embedded)
{
	char sockets[EMBEDDED_PATH + 64], logs[EMBEDDED_PATH + 64], connections[48];
	const char *const argv[] = {
		PG_BINDIR "/postgres", "-D", embedded->pg, "-c", sockets, "-c", logs, "-c", connections,
		"-c", "listen_addresses=", "-c", "port=5432", "-c", "unix_socket_permissions=0700",
		"-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on",
		"-c", "dynamic_shared_memory_type=mmap", "-c", "cluster_name=tilsyn",
		"-c", "logging_collector=on", "-c", "log_destination=stderr", "-c", "log_filename=postgres-%a.log",
		"-c", "log_file_mode=0600", "-c", "log_truncate_on_rotation=on", "-c", "log_rotation_age=1d",
		"-c", "log_rotation_size=0", NULL,
	};
	int r;

	if ((r = postmaster_clear_way(embedded)) != 0 || (r = cluster_write_access(embedded)) != 0)
		return r;
	snprintf(sockets, sizeof sockets, "unix_socket_directories=%s", embedded->run);
	snprintf(logs, sizeof logs, "log_directory=%s", embedded->log);
	snprintf(connections, sizeof connections, "max_connections=%ld", embedded->connections);
	umask(0077);
	if (chdir("/") != 0)                    /* where we were started, its user may not be let in */
		return embedded_fault(embedded, "/: %s", strerror(errno));
	execve(argv[0], (char *const *)argv, (char *const *)program_environment);
	return embedded_fault(embedded, "%s: %s", argv[0], strerror(errno));
}
