/* main - options, config, listen, supervise, stop: in the order it happens. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "base/log.h"
#include "command.h"
#include "contract.h"
#include "core/graph.h"
#include "found.h"
#include "http/door.h"
#include "letter/manual.h"
#include "serve.h"
#include "store/cluster.h"
#include "store/embedded.h"
#include "store/migrate.h"
#include "store/postmaster.h"
#include "sys/clock.h"
#include "sys/config.h"
#include "sys/listen.h"
#include "sys/privilege.h"
#include "sys/supervisor.h"
#include "verify.h"

#define CONNECTIONS_BESIDE 20           /* to the embedded database: the clerk, an operator, a backup */

struct daemon {
	struct command command;
	struct config *config;
	struct listeners listeners;
	struct embedded embedded;
	bool keeps_database;            /* embedded, and no other daemon has it */
	char conninfo[2 * EMBEDDED_PATH + 128], owner_conninfo[2 * EMBEDDED_PATH + 128];
	struct supervisor *supervisor;
	struct metrics *metrics;
	struct pulse pulse;
};

static int load_config(const struct daemon *daemon, struct config **ret_config, struct buffer *errors)
{
	return config_load(daemon->command.config_file, daemon->command.setting, daemon->command.settings, ret_config, errors);
}

/* Whom root becomes: who owns the cluster already, else whom the configuration names. */
static int find_user(const struct daemon *daemon, uid_t *ret_uid, gid_t *ret_gid)
{
	const struct config *config = daemon->config;

	if (config->embedded != NULL && embedded_owner(config->embedded, ret_uid, ret_gid) == 0 && *ret_uid != 0)
		return 0;
	if (privilege_find(config->user, ret_uid, ret_gid) == 0)
		return 0;
	if (config->embedded != NULL && privilege_find(EMBEDDED_ADMIN, ret_uid, ret_gid) == 0) {
		log_notice("there is no user %s: running as " EMBEDDED_ADMIN, config->user);
		return 0;
	}
	log_error("there is no user %s to become: useradd --system --user-group %s", config->user, config->user);
	return FAULT_CONFIG;
}

static int take_directory(struct daemon *daemon, uid_t uid, gid_t gid)
{
	const struct config *config = daemon->config;
	int r;

	if (config->embedded == NULL) {
		if (mkdir(config->state_dir, 0750) == 0 && geteuid() == 0 && chown(config->state_dir, uid, gid) != 0)
			log_warning("%s: %s", config->state_dir, strerror(errno));
		return 0;
	}
	daemon->embedded.connections = config->workers * 2 * (config->read_connections + config->write_connections
		+ SERVE_LOGINS) + CONNECTIONS_BESIDE;
	if (daemon->embedded.connections < 100)
		daemon->embedded.connections = 100;
	r = embedded_open(&daemon->embedded, config->embedded, uid, gid);
	daemon->keeps_database = r == 0;
	if (r == EMBEDDED_BUSY && daemon->command.task != TASK_SERVE)
		return 0;
	if (r == EMBEDDED_BUSY)
		log_error("%s: another tilsynd runs here", config->embedded);
	else if (r < 0)
		log_error("%s", daemon->embedded.why);
	return r;
}

/* Everything that may need root, and then never again. */
static int take_places(struct daemon *daemon)
{
	uid_t uid = geteuid();
	gid_t gid = getegid();
	struct buffer errors;
	int r = 0;

	if (uid == 0 && find_user(daemon, &uid, &gid) != 0)
		return FAULT_CONFIG;
	if (take_directory(daemon, uid, gid) != 0)
		return FAULT_CONFIG;
	buffer_init(&errors);
	if (daemon->command.task == TASK_SERVE)
		r = listeners_open(&daemon->listeners, daemon->config, NULL, &errors);
	if (r == 0 && geteuid() == 0)
		r = privilege_drop(uid, gid, &errors);
	if (r == 0 && daemon->command.task == TASK_SERVE)
		r = serve_check(daemon->config, &errors); /* as the user that the doors are */
	log_errors(errors.data);
	buffer_release(&errors);
	return r;
}

static int follow_clock(const struct daemon *daemon)
{
#ifdef TEST_CLOCK
	log_warning("THIS BUILD HAS A TEST CLOCK and must never carry real cases");
	if (daemon->command.clock_file == NULL)
		return 0;
	log_warning("the time is what %s says", daemon->command.clock_file);
	if (clock_follow(daemon->command.clock_file) != 0) {
		log_error("%s: cannot be read as user %ld, or is not an RFC 3339 instant", daemon->command.clock_file, (long)geteuid());
		return FAULT_CONFIG;
	}
#endif
	(void)daemon;
	return 0;
}

static int become_database(void *data)
{
	struct daemon *daemon = data;
	int r = postmaster_become(&daemon->embedded);

	log_error("%s", daemon->embedded.why);
	return r;
}

static void explain_database(void *data, int status)
{
	const struct daemon *daemon = data;
	char words[512];

	if (WIFSIGNALED(status) || WEXITSTATUS(status) == 0)
		return;
	cluster_last_words(&daemon->embedded, words, sizeof words);
	log_error("PostgreSQL: %s (its log is in %s)", words[0] != '\0' ? words : "ended", daemon->embedded.log);
}

static int start_embedded(struct daemon *daemon)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	pid_t pid;

	if (embedded_enter(&daemon->embedded) != 0
		|| (daemon->keeps_database && cluster_make(&daemon->embedded) != 0)) {
		log_error("%s", daemon->embedded.why);
		return FAULT_SYSTEM;
	}
	embedded_conninfo(&daemon->embedded, EMBEDDED_ROLE, daemon->conninfo, sizeof daemon->conninfo);
	embedded_conninfo(&daemon->embedded, EMBEDDED_OWNER, daemon->owner_conninfo, sizeof daemon->owner_conninfo);
	if (!daemon->keeps_database)
		return 0;
	pid = supervisor_start_database(daemon->supervisor);
	if (pid < 0)
		return FAULT_SYSTEM;
	while (postmaster_look(&daemon->embedded, pid) != 0) {
		if (!supervisor_database_lives(daemon->supervisor))
			return FAULT_SYSTEM;
		nanosleep(&pause, NULL);
	}
	return 0;
}

static int migrate(struct daemon *daemon)
{
	char why[1024];
	int applied, r = migrate_run(daemon->owner_conninfo, migrations, migration_count, &applied, why, sizeof why);

	if (r != 0)
		log_error("schema: %s", why);
	else
		log_info("the schema is at %d", applied);
	return r;
}

static int start_database(struct daemon *daemon)
{
	const struct config *config = daemon->config;

	if (config->embedded != NULL && start_embedded(daemon) != 0)
		return FAULT_SYSTEM;
	if (config->embedded == NULL) {
		snprintf(daemon->conninfo, sizeof daemon->conninfo, "%s", config->database);
		snprintf(daemon->owner_conninfo, sizeof daemon->owner_conninfo, "%s",
			config->database_owner != NULL ? config->database_owner : config->database);
	}
	return migrate(daemon);
}

static int run_door(void *data, const struct config *config, const int *fds, int count, void (*ready)(void))
{
	struct daemon *daemon = data;
	const struct serving serving = { daemon->conninfo, daemon->metrics, daemon->pulse };

	embedded_close(&daemon->embedded);
	return serve_door(&serving, config, fds, count, ready);
}

static int run_clerk(void *data, const struct config *config, void (*ready)(void))
{
	struct daemon *daemon = data;
	const struct serving serving = { daemon->conninfo, daemon->metrics, daemon->pulse };

	embedded_close(&daemon->embedded);
	return serve_clerk(&serving, config, ready);
}

static int reload(void *data, const struct config *now, struct config **ret_config, struct buffer *errors)
{
	const struct daemon *daemon = data;
	struct config *config;
	const char *changed;

	if (load_config(daemon, &config, errors) != 0)
		return FAULT_CONFIG;
	changed = config_changed_for_good(now, config);
	if (changed != NULL)
		buffer_format(errors, "%s cannot be changed without a restart\n", changed);
	if (changed != NULL || serve_check(config, errors) != 0) {
		config_free(config);
		return FAULT_CONFIG;
	}
	*ret_config = config;
	return 0;
}

static int serve(struct daemon *daemon)
{
	struct config *config = daemon->config;

	daemon->config = NULL;                  /* the supervisor's now */
	return supervisor_run(daemon->supervisor, config, &daemon->listeners);
}

/* The database is there and at its schema: what this process was started for. */
static int perform(struct daemon *daemon)
{
	const struct config *config = daemon->config;
	const struct command *command = &daemon->command;
	const struct authority_asked asked = { command->operand, command->name, command->language, command->national };
	const char *directory = config->embedded != NULL ? config->embedded : config->state_dir;

	switch (command->task) {
	case TASK_SERVE:
		if (found_raise_log(daemon->conninfo) != 0 || found_first(daemon->conninfo, directory) != 0)
			return 1;
		return serve(daemon);
	case TASK_ADD_AUTHORITY:
		return found_another(daemon->conninfo, &asked, directory) != 0;
	case TASK_VERIFY_LOG:
		return verify_log(daemon->conninfo) != 0;
	default:
		return 0;
	}
}

static int run(struct daemon *daemon)
{
	const struct supervisor_hooks hooks = {
		.door = run_door, .clerk = run_clerk, .database = become_database,
		.database_ended = explain_database, .reload = reload, .data = daemon,
	};
	int r;

	if (take_places(daemon) != 0 || follow_clock(daemon) != 0)
		return 1;
	daemon->supervisor = supervisor_new(&hooks);
	daemon->metrics = metrics_new(door_operations());
	pulse_begin(&daemon->pulse, clock_monotonic());
	r = start_database(daemon) != 0;
	if (r == 0)
		r = perform(daemon);
	supervisor_stop_database(daemon->supervisor);
	supervisor_free(daemon->supervisor);
	embedded_close(&daemon->embedded);
	return r;
}

static int start(struct daemon *daemon)
{
	struct rlimit files;
	struct buffer errors;
	int r;

	umask(0077);
	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	buffer_init(&errors);
	r = load_config(daemon, &daemon->config, &errors);
	if (r == 0 && daemon->command.task == TASK_CHECK_CONFIG)
		r = serve_check(daemon->config, &errors);
	log_errors(errors.data);
	buffer_release(&errors);
	if (r != 0) {
		config_free(daemon->config);
		return 1;
	}
	log_start("tilsynd", (enum log_level)daemon->config->log_level);
	if (daemon->command.task == TASK_CHECK_CONFIG)
		puts("the configuration is good");
	else
		r = run(daemon);
	config_free(daemon->config);
	return r;
}

static void put_text(void *context, const char *text)
{
	fputs(text, context);
}

static int print_written(void (*write_it)(struct buffer *))
{
	struct buffer page;

	buffer_init(&page);
	write_it(&page);
	fputs(page.data, stdout);
	buffer_release(&page);
	return 0;
}

static int print_graph(const char *name)
{
	int machine = graph_machine(name);

	if (machine < 0) {
		fprintf(stderr, "tilsynd: %s is none of audit, breach, deadline, letter, order\n", name);
		return 2;
	}
	graph_write((enum machine)machine, put_text, stdout);
	return 0;
}

int main(int argc, char **argv)
{
	static struct daemon daemon = { .embedded.lock = -1 };

	command_read(&daemon.command, argc, argv);
	switch (daemon.command.task) {
	case TASK_HELP:
		command_print_usage(stdout);
		puts("\nkeys of the configuration:");
		config_print_keys(stdout);
		return 0;
	case TASK_VERSION:
		puts("tilsynd " VERSION);
		return 0;
	case TASK_PERMISSIONS:
		return print_written(contract_write_permissions);
	case TASK_TEMPLATES:
		return print_written(letter_write_manual);
	case TASK_CONTRACT:
		return print_written(contract_write);
	case TASK_GRAPH:
		return print_graph(daemon.command.operand);
	case TASK_USAGE:
		command_print_usage(stderr);
		return 2;
	default:
		return start(&daemon);
	}
}
