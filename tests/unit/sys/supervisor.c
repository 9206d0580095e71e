/* supervisor - who is forked, when, and in which order all of it ends.  The children here are fakes that report. */
#include "unit.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "sys/config.h"
#include "sys/supervisor.h"

#define PATIENCE_MS 20000

enum word { DOOR_SERVES = 'S', DOOR_STOPS = 's', CLERK_SERVES = 'C', CLERK_STOPS = 'c', DATABASE = 'D', DATABASE_STOPS = 'd', ENDED = 'e' };

struct report {
	enum word word;
	pid_t pid;
	long workers;                   /* of the configuration it was forked with */
};

/* What the children do, set before the supervisor is forked. */
static int reports[2];
static const char *first_text, *next_text;      /* configurations */
static bool stubborn, door_fails_after_reload;
static pid_t database_pid, door_pid;    /* of those that start() heard, one of the doors */

static void tell(enum word word, long workers)
{
	const struct report report = { word, getpid(), workers };

	if (write(reports[1], &report, sizeof report) != (ssize_t)sizeof report)
		_exit(9);
}

/* Held back before anything is reported: what comes after a report must not be lost. */
static sigset_t hold(int signal)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return set;
}

static int door(void *data, const struct config *config, const int *fds, int count, void (*ready)(void))
{
	const sigset_t term = hold(SIGTERM);
	int got;

	(void)data, (void)fds;
	assert_int_equal(count, 1);
	if (door_fails_after_reload && config->workers != 2)
		return 1;
	ready();
	tell(DOOR_SERVES, config->workers);
	if (stubborn)
		for (;;)
			pause();
	sigwait(&term, &got);
	tell(DOOR_STOPS, config->workers);
	return 0;
}

static int clerk(void *data, const struct config *config, void (*ready)(void))
{
	const sigset_t term = hold(SIGTERM);
	int got;

	(void)data;
	ready();
	tell(CLERK_SERVES, config->workers);
	sigwait(&term, &got);
	tell(CLERK_STOPS, config->workers);
	return 0;
}

static int database(void *data)
{
	const sigset_t interrupt = hold(SIGINT);
	int got;

	(void)data;
	tell(DATABASE, 0);
	sigwait(&interrupt, &got);
	tell(DATABASE_STOPS, 0);
	return 0;
}

static void database_ended(void *data, int status)
{
	(void)data, (void)status;
}

static int config_of(const char *text, struct config **ret_config, struct buffer *errors)
{
	return config_parse("t", text, strlen(text), NULL, 0, ret_config, errors);
}

static int reload(void *data, const struct config *now, struct config **ret_config, struct buffer *errors)
{
	(void)data, (void)now;
	return config_of(next_text, ret_config, errors);
}

static _Noreturn void supervise(void)
{
	const struct supervisor_hooks hooks = {
		.door = door, .clerk = clerk, .database = database, .database_ended = database_ended, .reload = reload,
	};
	struct supervisor *supervisor = supervisor_new(&hooks);
	struct listeners listeners;
	struct config *config = NULL;
	struct buffer errors;
	int r;

	prctl(PR_SET_PDEATHSIG, SIGKILL);       /* a failed test leaves nobody behind */
	log_start("tilsynd", 0);
	buffer_init(&errors);
	if (config_of(first_text, &config, &errors) != 0 || listeners_open(&listeners, config, NULL, &errors) != 0)
		_exit(8);
	supervisor_start_database(supervisor);
	r = supervisor_run(supervisor, config, &listeners);
	tell(ENDED, r);
	supervisor_free(supervisor);
	buffer_release(&errors);
	exit(r);
}

/* The next report, or word 0 when every process that could report is gone. */
static struct report hear(void)
{
	struct pollfd fd = { .fd = reports[0], .events = POLLIN };
	struct report report = { 0 };

	if (poll(&fd, 1, PATIENCE_MS) != 1)
		fail_msg("nothing was reported for %d ms", PATIENCE_MS);
	if (read(reports[0], &report, sizeof report) == 0)
		report.word = 0;
	return report;
}

/* Reports until n of that word came; the last of them. */
static struct report hear_of(enum word word, int n)
{
	struct report report;

	do {
		report = hear();
		if (report.word == 0)
			fail_msg("all ended, and %c was not reported", word);
	} while (report.word != word || --n > 0);
	return report;
}

/* Forks a supervisor and hears all its four children, in whatever order they come. */
static pid_t start(void)
{
	struct report report;
	pid_t pid;

	assert_int_equal(pipe(reports), 0);
	pid = fork();
	if (pid == 0)
		supervise();
	close(reports[1]);
	for (int i = 0; i < 4; i++) {
		report = hear();
		if (report.word == DATABASE)
			database_pid = report.pid;
		else if (report.word == DOOR_SERVES)
			door_pid = report.pid;
		else
			assert_int_equal(report.word, CLERK_SERVES);
	}
	return pid;
}

static void ends(pid_t pid)
{
	int status;

	while (hear().word != 0)
		continue;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(reports[0]);
}

#define TWO_DOORS "embedded = /d\nlisten = 127.0.0.1:0\nworkers = 2\n"

static void plain(const char *next)
{
	first_text = TWO_DOORS;
	next_text = next;
	stubborn = door_fails_after_reload = false;
}

TEST(a_stop_ends_doors_and_clerk_before_the_database)
{
	struct report report;
	pid_t pid;

	plain(NULL);
	pid = start();
	kill(pid, SIGTERM);
	for (int i = 0; i < 3; i++) {
		report = hear();
		assert_true(report.word == DOOR_STOPS || report.word == CLERK_STOPS);
	}
	assert_int_equal(hear().word, DATABASE_STOPS);
	assert_int_equal(hear().word, ENDED);
	ends(pid);
}

TEST(a_child_that_dies_is_started_again)
{
	struct report again;
	pid_t pid;

	plain(NULL);
	pid = start();
	kill(door_pid, SIGKILL);
	again = hear_of(DOOR_SERVES, 1);
	assert_int_not_equal(again.pid, door_pid);
	kill(again.pid, SIGKILL);
	hear_of(DOOR_SERVES, 1);
	kill(pid, SIGTERM);
	hear_of(DOOR_STOPS, 2);
	ends(pid);
}

TEST(the_database_is_started_again_while_doors_live)
{
	pid_t pid;

	plain(NULL);
	pid = start();
	kill(database_pid, SIGKILL);
	hear_of(DATABASE, 1);
	kill(pid, SIGTERM);
	hear_of(DOOR_STOPS, 2);
	ends(pid);
}

TEST(a_second_stop_does_not_wait)
{
	pid_t pid;

	plain(NULL);
	stubborn = true;
	pid = start();
	kill(pid, SIGTERM);
	hear_of(CLERK_STOPS, 1);
	kill(pid, SIGTERM);
	hear_of(ENDED, 1);
	ends(pid);
}

TEST(who_does_not_stop_in_time_is_killed)
{
	pid_t pid;

	plain(NULL);
	first_text = TWO_DOORS "stop_timeout = 1\n";
	stubborn = true;
	pid = start();
	kill(pid, SIGTERM);
	hear_of(DATABASE_STOPS, 1);
	ends(pid);
}

TEST(a_reload_replaces_doors_and_clerk_once_the_new_doors_serve)
{
	int served = 0, stopped = 0, clerks = 0;
	struct report report;
	pid_t pid;

	plain("embedded = /d\nlisten = 127.0.0.1:0\nworkers = 3\n");
	pid = start();
	kill(pid, SIGHUP);
	while (served < 3 || stopped < 2 || clerks < 1) {
		report = hear();
		assert_int_not_equal(report.word, 0);
		served += report.word == DOOR_SERVES && report.workers == 3;
		clerks += report.word == CLERK_SERVES && report.workers == 3;
		if (report.word == DOOR_STOPS) {
			assert_int_equal(report.workers, 2);
			stopped++;
		}
	}
	kill(pid, SIGTERM);
	assert_int_equal(hear_of(DOOR_STOPS, 3).workers, 3);
	ends(pid);
}

TEST(a_broken_configuration_leaves_the_old_doors_at_work)
{
	pid_t pid;

	plain("workers = many\n");
	pid = start();
	kill(pid, SIGHUP);
	kill(pid, SIGTERM);
	assert_int_equal(hear_of(DOOR_STOPS, 2).workers, 2);
	ends(pid);
}

TEST(new_doors_that_cannot_start_leave_the_old_ones_at_work)
{
	pid_t pid;

	plain("embedded = /d\nlisten = 127.0.0.1:0\nworkers = 3\n");
	door_fails_after_reload = true;
	pid = start();
	kill(pid, SIGHUP);
	kill(door_pid, SIGKILL);
	assert_int_equal(hear_of(DOOR_SERVES, 1).workers, 2);
	kill(pid, SIGTERM);
	assert_int_equal(hear_of(DOOR_STOPS, 2).workers, 2);
	ends(pid);
}

TEST(no_child_outlives_a_killed_supervisor)
{
	int status;
	pid_t pid;

	plain(NULL);
	stubborn = true;
	pid = start();
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	hear_of(DATABASE_STOPS, 1);
	while (hear().word != 0)
		continue;
	close(reports[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stop_ends_doors_and_clerk_before_the_database),
		cmocka_unit_test(a_child_that_dies_is_started_again),
		cmocka_unit_test(the_database_is_started_again_while_doors_live),
		cmocka_unit_test(a_second_stop_does_not_wait),
		cmocka_unit_test(who_does_not_stop_in_time_is_killed),
		cmocka_unit_test(a_reload_replaces_doors_and_clerk_once_the_new_doors_serve),
		cmocka_unit_test(a_broken_configuration_leaves_the_old_doors_at_work),
		cmocka_unit_test(new_doors_that_cannot_start_leave_the_old_ones_at_work),
		cmocka_unit_test(no_child_outlives_a_killed_supervisor),
	};

	return RUN(tests);
}
