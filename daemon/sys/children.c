/* children - fork, remember, wait, fork again. */
#include "sys/children.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "sys/clock.h"

#define CHILD_PAUSE_LEAST 100           /* milliseconds after the second early death */
#define CHILD_PAUSE_MOST 30000
#define CHILD_LONG_LIFE 10              /* seconds after which a death is news again */
#define CHILD_LAST_PATIENCE 10          /* seconds for a child that is pressed to end */
#define SECOND INT64_C(1000000)

static int child_ready_fd = -1;

const char *child_name(enum child_role role)
{
	static const char *const names[CHILD_ROLES] = {
		[CHILD_DATABASE] = "database", [CHILD_DOOR] = "door", [CHILD_CLERK] = "clerk",
	};

	return names[role];
}

int children_init(struct children *children, void (*become)(void *, const struct child *), void *arg)
{
	memset(children, 0, sizeof *children);
	children->become = become;
	children->arg = arg;
	return pipe2(children->ready_fd, O_CLOEXEC | O_NONBLOCK) == 0 ? 0 : FAULT_SYSTEM;
}

void children_release(struct children *children)
{
	close(children->ready_fd[0]);
	close(children->ready_fd[1]);
}

/*
 * A child dies with the supervisor: a door at once, since its callers may ask again, the database in
 * good order.  A terminal's Ctrl-C reaches the supervisor alone, which then stops them in turn.
 */
static _Noreturn void child_begin(struct children *children, const struct child *child, pid_t parent)
{
	static const int handled[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGPIPE };
	char name[16];
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, child->role == CHILD_DATABASE ? SIGINT : SIGKILL);
	if (getppid() != parent)
		_exit(1);
	setsid();
	for (size_t i = 0; i < sizeof handled / sizeof handled[0]; i++)
		signal(handled[i], SIG_DFL);
	if (child->role != CHILD_DATABASE)
		signal(SIGPIPE, SIG_IGN);       /* a caller that has hung up is an errno, not an end */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	snprintf(name, sizeof name, "tilsynd-%s", child_name(child->role));
	prctl(PR_SET_NAME, name);
	child_ready_fd = children->ready_fd[1];
	close(children->ready_fd[0]);
	children->become(children->arg, child);
	_exit(1);
}

static void child_fork(struct children *children, struct child *child)
{
	pid_t parent = getpid(), pid;

	child->ready = false;
	child->parting = CHILD_STAYS;
	child->born = clock_monotonic();
	fflush(NULL);
	pid = fork();
	if (pid == 0)
		child_begin(children, child, parent);
	if (pid < 0) {
		log_error("cannot fork a %s: %s", child_name(child->role), strerror(errno));
		pid = 0;
		child_postpone(child, child->born);
	}
	child->pid = pid;
}

struct child *children_add(struct children *children, enum child_role role, int generation)
{
	struct child *child;

	if (children->count == CHILDREN_MOST)
		return NULL;
	child = &children->child[children->count++];
	*child = (struct child){ .role = role, .generation = generation };
	child_fork(children, child);
	if (child->pid != 0)
		return child;
	children_remove(children, child);
	return NULL;
}

void children_remove(struct children *children, struct child *child)
{
	*child = children->child[--children->count];
}

static struct child *children_find(struct children *children, pid_t pid)
{
	for (int i = 0; i < children->count; i++)
		if (children->child[i].pid == pid)
			return &children->child[i];
	return NULL;
}

struct child *children_reap(struct children *children, pid_t *ret_pid, int *ret_status)
{
	struct child *child;

	while ((*ret_pid = waitpid(-1, ret_status, WNOHANG)) > 0) {
		child = children_find(children, *ret_pid);
		if (child != NULL) {
			child->pid = 0;
			child->ready = false;
			return child;
		}
	}
	return NULL;
}

void child_postpone(struct child *child, int64_t now)
{
	if (now - child->born > CHILD_LONG_LIFE * SECOND)
		child->delay_ms = 0;
	child->due = now + (int64_t)child->delay_ms * 1000;
	child->delay_ms = child->delay_ms == 0 ? CHILD_PAUSE_LEAST : child->delay_ms * 2;
	if (child->delay_ms > CHILD_PAUSE_MOST)
		child->delay_ms = CHILD_PAUSE_MOST;
}

void children_dismiss(struct children *children, enum child_role role, int generation,
	enum child_parting parting, int signal, long patience)
{
	for (int i = children->count - 1; i >= 0; i--) {
		struct child *child = &children->child[i];

		if (child->role != role || (generation >= 0 && child->generation != generation))
			continue;
		child->parting = parting;
		if (child->pid == 0 && parting == CHILD_LEAVES) {
			children_remove(children, child);
		} else if (child->pid == 0) {           /* it waits to be tried again: perhaps what was wrong is put right */
			child->delay_ms = 0;
			child->due = 0;
		} else {
			child->due = clock_monotonic() + patience * SECOND;
			child->signal = signal;
			kill(child->pid, signal);
		}
	}
}

static void child_press(struct child *child, int64_t now)
{
	bool gently = child->role == CHILD_DATABASE && child->signal != SIGQUIT;

	log_warning("%s %ld does not end: it must now", child_name(child->role), (long)child->pid);
	child->signal = gently ? SIGQUIT : SIGKILL;
	child->due = now + CHILD_LAST_PATIENCE * SECOND;
	kill(child->pid, child->signal);
}

int children_attend(struct children *children, int64_t now)
{
	int64_t next = INT64_MAX;

	for (int i = 0; i < children->count; i++) {
		struct child *child = &children->child[i];

		if (child->pid == 0 && child->due <= now)
			child_fork(children, child);
		else if (child->parting != CHILD_STAYS && child->due <= now)
			child_press(child, now);
		if ((child->pid == 0 || child->parting != CHILD_STAYS) && child->due < next)
			next = child->due;
	}
	if (next == INT64_MAX)
		return -1;
	return next <= now ? 0 : (int)((next - now) / 1000) + 1;
}

void children_hear(struct children *children)
{
	struct child *child;
	pid_t pid;

	while (read(children->ready_fd[0], &pid, sizeof pid) == (ssize_t)sizeof pid) {
		child = children_find(children, pid);
		if (child != NULL)
			child->ready = true;
	}
}

void child_say_ready(void)
{
	pid_t pid = getpid();

	must(child_ready_fd >= 0);
	if (write(child_ready_fd, &pid, sizeof pid) != (ssize_t)sizeof pid)
		log_error("cannot tell that this process is ready: %s", strerror(errno));
}

int children_living(const struct children *children, enum child_role role)
{
	int living = 0;

	for (int i = 0; i < children->count; i++)
		living += children->child[i].role == role && children->child[i].pid != 0;
	return living;
}

bool children_all_ready(const struct children *children, enum child_role role, int generation)
{
	for (int i = 0; i < children->count; i++)
		if (children->child[i].role == role && children->child[i].generation == generation
			&& !children->child[i].ready)
			return false;
	return true;
}
