/* supervisor - waits for signals and dead children; everything else happens in the children. */
#include "sys/supervisor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "sys/children.h"
#include "sys/clock.h"
#include "sys/config.h"

#define DATABASE_PATIENCE 60            /* seconds for a shutdown in good order */
#define DATABASE_LAST_PATIENCE 10       /* and for one at once */

enum supervisor_state { SUPERVISOR_RUNS, SUPERVISOR_DRAINS, SUPERVISOR_CLOSES };

struct supervisor_plan {
	struct config *config;
	struct listeners listeners;
	int generation;
};

struct supervisor {
	struct supervisor_hooks hooks;
	struct children children;
	struct supervisor_plan now;
	struct supervisor_plan next;    /* of a reload under way; its config is NULL when there is none */
	enum supervisor_state state;
	bool reload_again, said_ready, hurried;
	int signal_fd;
	uint64_t watchdog;              /* microseconds between two signs of life; 0: nobody asks */
};

static void supervisor_become(void *arg, const struct child *child)
{
	struct supervisor *supervisor = arg;
	const struct supervisor_hooks *hooks = &supervisor->hooks;
	struct supervisor_plan *plan = supervisor->next.config != NULL
		&& child->generation == supervisor->next.generation ? &supervisor->next : &supervisor->now;

	if (supervisor->signal_fd >= 0)
		close(supervisor->signal_fd);
	if (supervisor->next.config != NULL)    /* a place that this one does not serve must not stay open by it */
		listeners_close(plan == &supervisor->now ? &supervisor->next.listeners : &supervisor->now.listeners,
			&plan->listeners);
	unsetenv("NOTIFY_SOCKET");
	if (child->role == CHILD_DATABASE)
		_exit(hooks->database(hooks->data) == 0 ? 0 : 1);
	log_start(child_name(child->role), (enum log_level)plan->config->log_level);
	if (child->role == CHILD_CLERK)
		exit(hooks->clerk(hooks->data, plan->config, child_say_ready) == 0 ? 0 : 1);
	exit(hooks->door(hooks->data, plan->config, plan->listeners.fd, plan->listeners.count, child_say_ready) == 0 ? 0 : 1);
}

struct supervisor *supervisor_new(const struct supervisor_hooks *hooks)
{
	struct supervisor *supervisor = calloc(1, sizeof *supervisor);

	must(supervisor != NULL);
	supervisor->hooks = *hooks;
	supervisor->signal_fd = -1;
	must(children_init(&supervisor->children, supervisor_become, supervisor) == 0);
	return supervisor;
}

void supervisor_free(struct supervisor *supervisor)
{
	if (supervisor->signal_fd >= 0)
		close(supervisor->signal_fd);
	children_release(&supervisor->children);
	config_free(supervisor->now.config);
	config_free(supervisor->next.config);
	free(supervisor);
}

pid_t supervisor_start_database(struct supervisor *supervisor)
{
	const struct child *child = children_add(&supervisor->children, CHILD_DATABASE, 0);

	return child != NULL ? child->pid : FAULT_SYSTEM;
}

int supervisor_database_lives(struct supervisor *supervisor)
{
	struct child *child;
	int status;
	pid_t pid;

	while ((child = children_reap(&supervisor->children, &pid, &status)) != NULL) {
		supervisor->hooks.database_ended(supervisor->hooks.data, status);
		children_remove(&supervisor->children, child);
	}
	return children_living(&supervisor->children, CHILD_DATABASE);
}

void supervisor_stop_database(struct supervisor *supervisor)
{
	int status;

	for (int i = 0; i < supervisor->children.count; i++) {
		pid_t pid = supervisor->children.child[i].pid;

		kill(pid, SIGINT);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	supervisor->children.count = 0;
}

static int supervisor_fork_doors(struct supervisor *supervisor, const struct supervisor_plan *plan)
{
	for (long i = 0; i < plan->config->workers; i++)
		if (children_add(&supervisor->children, CHILD_DOOR, plan->generation) == NULL)
			return FAULT_SYSTEM;
	return 0;
}

static void supervisor_forget_next(struct supervisor *supervisor)
{
	listeners_close(&supervisor->next.listeners, &supervisor->now.listeners);
	config_free(supervisor->next.config);
	supervisor->next.config = NULL;
	children_dismiss(&supervisor->children, CHILD_DOOR, supervisor->next.generation, CHILD_LEAVES, SIGKILL, 0);
}

static void supervisor_keep_old(void)
{
	log_error("reload failed: the old configuration stays");
	sd_notify(0, "READY=1");
}

static void supervisor_reload(struct supervisor *supervisor)
{
	struct buffer errors;
	struct config *config = NULL;
	int r;

	if (supervisor->next.config != NULL) {
		supervisor->reload_again = true;
		return;
	}
	log_notice("reload");
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)clock_monotonic());
	buffer_init(&errors);
	r = supervisor->hooks.reload(supervisor->hooks.data, supervisor->now.config, &config, &errors);
	if (r == 0)
		r = listeners_open(&supervisor->next.listeners, config, &supervisor->now.listeners, &errors);
	log_errors(errors.data);
	buffer_release(&errors);
	if (r != 0) {
		config_free(config);
		supervisor_keep_old();
		return;
	}
	supervisor->next.config = config;
	supervisor->next.generation = supervisor->now.generation + 1;
	if (supervisor_fork_doors(supervisor, &supervisor->next) != 0) {
		supervisor_forget_next(supervisor);
		supervisor_keep_old();
	}
}

/* Every new door serves: the old ones may go. */
static void supervisor_switch(struct supervisor *supervisor)
{
	struct children *children = &supervisor->children;
	long patience = supervisor->now.config->stop_timeout;

	children_dismiss(children, CHILD_DOOR, supervisor->now.generation, CHILD_LEAVES, SIGTERM, patience);
	children_dismiss(children, CHILD_CLERK, -1, CHILD_RENEWS, SIGTERM, patience);
	listeners_close(&supervisor->now.listeners, &supervisor->next.listeners);
	config_free(supervisor->now.config);
	supervisor->now = supervisor->next;
	supervisor->next.config = NULL;
	log_start("tilsynd", (enum log_level)supervisor->now.config->log_level);
}

static void supervisor_tell_ready(struct supervisor *supervisor)
{
	struct buffer places;

	buffer_init(&places);
	listeners_describe(&supervisor->now.listeners, &places);
	log_notice("%s on %s with %ld doors", supervisor->said_ready ? "reloaded: ready" : "ready", places.data,
		supervisor->now.config->workers);
	buffer_release(&places);
	supervisor->said_ready = true;
	sd_notify(0, "READY=1");
}

static void supervisor_look_for_ready(struct supervisor *supervisor)
{
	children_hear(&supervisor->children);
	if (supervisor->state != SUPERVISOR_RUNS)
		return;
	if (supervisor->next.config != NULL
		&& children_all_ready(&supervisor->children, CHILD_DOOR, supervisor->next.generation)) {
		supervisor_switch(supervisor);
		supervisor_tell_ready(supervisor);
	} else if (!supervisor->said_ready
		&& children_all_ready(&supervisor->children, CHILD_DOOR, supervisor->now.generation)) {
		supervisor_tell_ready(supervisor);
	}
	if (supervisor->reload_again && supervisor->next.config == NULL) {
		supervisor->reload_again = false;
		supervisor_reload(supervisor);
	}
}

static void supervisor_stop(struct supervisor *supervisor)
{
	bool first = supervisor->state == SUPERVISOR_RUNS;
	int signal = first ? SIGTERM : SIGKILL;
	long patience = supervisor->now.config->stop_timeout;

	log_notice(first ? "stopping" : "stopping now");
	sd_notify(0, "STOPPING=1");
	children_dismiss(&supervisor->children, CHILD_DOOR, -1, CHILD_LEAVES, signal, patience);
	children_dismiss(&supervisor->children, CHILD_CLERK, -1, CHILD_LEAVES, signal, patience);
	if (supervisor->state == SUPERVISOR_CLOSES)
		children_dismiss(&supervisor->children, CHILD_DATABASE, -1, CHILD_LEAVES, SIGQUIT, DATABASE_LAST_PATIENCE);
	supervisor->hurried = !first;
	if (first)
		supervisor->state = SUPERVISOR_DRAINS;
}

static void supervisor_read_signals(struct supervisor *supervisor)
{
	struct signalfd_siginfo signal;

	while (read(supervisor->signal_fd, &signal, sizeof signal) == (ssize_t)sizeof signal) {
		if (signal.ssi_signo == SIGTERM || signal.ssi_signo == SIGINT)
			supervisor_stop(supervisor);
		else if (signal.ssi_signo == SIGHUP && supervisor->state == SUPERVISOR_RUNS)
			supervisor_reload(supervisor);
	}
}

static void supervisor_log_death(const struct child *child, pid_t pid, int status)
{
	const char *name = child_name(child->role);

	if (WIFSIGNALED(status) && (child->parting == CHILD_STAYS || WTERMSIG(status) != child->signal))
		log_warning("%s %ld was ended by signal %d", name, (long)pid, WTERMSIG(status));
	else if (WIFEXITED(status) && (child->parting == CHILD_STAYS || WEXITSTATUS(status) != 0))
		log_warning("%s %ld ended with %d", name, (long)pid, WEXITSTATUS(status));
}

static void supervisor_bury(struct supervisor *supervisor, struct child *child, int status)
{
	if (child->role == CHILD_DATABASE)
		supervisor->hooks.database_ended(supervisor->hooks.data, status);
	if (child->parting == CHILD_LEAVES || supervisor->state != SUPERVISOR_RUNS) {
		children_remove(&supervisor->children, child);
		return;
	}
	if (supervisor->next.config != NULL && child->role == CHILD_DOOR
		&& child->generation == supervisor->next.generation) {
		supervisor_forget_next(supervisor);
		supervisor_keep_old();
		return;
	}
	if (child->parting == CHILD_RENEWS)
		child->due = 0;
	else
		child_postpone(child, clock_monotonic());
}

static void supervisor_reap(struct supervisor *supervisor)
{
	struct child *child;
	int status;
	pid_t pid;

	while ((child = children_reap(&supervisor->children, &pid, &status)) != NULL) {
		supervisor_log_death(child, pid, status);
		supervisor_bury(supervisor, child, status);
	}
}

/* First those who use the database, then the database; true when all is gone. */
static bool supervisor_has_stopped(struct supervisor *supervisor)
{
	struct children *children = &supervisor->children;

	if (supervisor->state == SUPERVISOR_DRAINS
		&& children_living(children, CHILD_DOOR) + children_living(children, CHILD_CLERK) == 0) {
		supervisor->state = SUPERVISOR_CLOSES;
		children_dismiss(children, CHILD_DATABASE, -1, CHILD_LEAVES, supervisor->hurried ? SIGQUIT : SIGINT,
			supervisor->hurried ? DATABASE_LAST_PATIENCE : DATABASE_PATIENCE);
	}
	return supervisor->state == SUPERVISOR_CLOSES && children->count == 0;
}

/* Milliseconds until something must be done without a signal. */
static int supervisor_wait_time(struct supervisor *supervisor)
{
	int wait = children_attend(&supervisor->children, clock_monotonic());
	int watchdog = supervisor->watchdog > 0 ? (int)(supervisor->watchdog / 2000) : -1;

	return wait < 0 || (watchdog >= 0 && watchdog < wait) ? watchdog : wait;
}

static int supervisor_open_signals(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGCHLD);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);               /* a file that may not grow is an errno, as a full disk is */
	must(sigprocmask(SIG_BLOCK, &signals, NULL) == 0);
	return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int supervisor_run(struct supervisor *supervisor, struct config *config, const struct listeners *listeners)
{
	struct pollfd poll_fd[2];

	supervisor->now = (struct supervisor_plan){ .config = config, .listeners = *listeners, .generation = 1 };
	must((supervisor->signal_fd = supervisor_open_signals()) >= 0);
	if (sd_watchdog_enabled(0, &supervisor->watchdog) <= 0)
		supervisor->watchdog = 0;
	poll_fd[0] = (struct pollfd){ .fd = supervisor->signal_fd, .events = POLLIN };
	poll_fd[1] = (struct pollfd){ .fd = supervisor->children.ready_fd[0], .events = POLLIN };
	if (supervisor_fork_doors(supervisor, &supervisor->now) != 0
		|| children_add(&supervisor->children, CHILD_CLERK, supervisor->now.generation) == NULL)
		supervisor_stop(supervisor);
	for (;;) {
		supervisor_reap(supervisor);
		supervisor_look_for_ready(supervisor);
		if (supervisor_has_stopped(supervisor))
			break;
		if (supervisor->watchdog > 0)
			sd_notify(0, "WATCHDOG=1");
		if (poll(poll_fd, 2, supervisor_wait_time(supervisor)) < 0)
			must(errno == EINTR);
		supervisor_read_signals(supervisor);
	}
	listeners_close(&supervisor->now.listeners, NULL);
	log_notice("stopped");
	return 0;
}
