/* scratch - the embedded cluster of the daemon, in a directory under TMPDIR. */
#include "scratch.h"

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/cluster.h"
#include "store/postmaster.h"
#include "sys/privilege.h"

static void scratch_must(struct scratch *scratch, int r, const char *what)
{
	if (r == 0)
		return;
	fprintf(stderr, "%s: %s\n", what, scratch->embedded.why);
	exit(99);
}

static int scratch_remove(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st, (void)flag, (void)ftw;
	return remove(path);
}

void scratch_run_postmaster(struct scratch *scratch)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	int status;

	scratch->pid = fork();
	if (scratch->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGINT);
		postmaster_become(&scratch->embedded);
		fprintf(stderr, "%s\n", scratch->embedded.why);
		_exit(1);
	}
	while (postmaster_look(&scratch->embedded, scratch->pid) != 0) {
		scratch_must(scratch, waitpid(scratch->pid, &status, WNOHANG), "PostgreSQL ended");
		nanosleep(&pause, NULL);
	}
}

void scratch_start(struct scratch *scratch)
{
	uid_t uid = geteuid();
	gid_t gid = getegid();
	const char *tmp = getenv("TMPDIR");
	struct buffer errors;

	memset(scratch, 0, sizeof *scratch);
	snprintf(scratch->base, sizeof scratch->base, "%s/tilsyn-scratch-XXXXXX", tmp != NULL ? tmp : "/tmp");
	scratch_must(scratch, mkdtemp(scratch->base) == NULL, "mkdtemp");
	buffer_init(&errors);
	if (uid == 0 && privilege_find("tilsyn", &uid, &gid) != 0)
		scratch_must(scratch, privilege_find("postgres", &uid, &gid), "no user to become");
	scratch_must(scratch, embedded_open(&scratch->embedded, scratch->base, uid, gid), "open");
	if (geteuid() == 0)
		scratch_must(scratch, privilege_drop(uid, gid, &errors), "privilege");
	buffer_release(&errors);
	scratch_must(scratch, embedded_enter(&scratch->embedded), "enter");
	scratch_must(scratch, cluster_make(&scratch->embedded), "cluster");
	scratch->embedded.connections = 40;
	embedded_conninfo(&scratch->embedded, EMBEDDED_ROLE, scratch->conninfo, sizeof scratch->conninfo);
	embedded_conninfo(&scratch->embedded, EMBEDDED_OWNER, scratch->owner, sizeof scratch->owner);
	embedded_conninfo(&scratch->embedded, EMBEDDED_ADMIN, scratch->admin, sizeof scratch->admin);
	scratch_run_postmaster(scratch);
}

void scratch_stop(struct scratch *scratch)
{
	int status;

	kill(scratch->pid, SIGINT);
	waitpid(scratch->pid, &status, 0);
	embedded_close(&scratch->embedded);
	nftw(scratch->base, scratch_remove, 16, FTW_DEPTH | FTW_PHYS);
}
