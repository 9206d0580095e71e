/* command - options are read once and judged together. */
#include "command.h"

#include <getopt.h>
#include <string.h>

void command_print_usage(FILE *out)
{
	fputs("usage: tilsynd [-c FILE] [--embedded DIR] [--listen ADDR:PORT]... [TASK]\n\n"
		"  -c, --config FILE      read FILE instead of " CONFIG_FILE "\n"
		"  --embedded DIR         keep a private PostgreSQL in DIR\n"
		"  --listen ADDR:PORT     listen there; may be repeated\n"
#ifdef TEST_CLOCK
		"  --clock-file FILE      the time is what FILE says\n"
#endif
		"\ninstead of serving, one task:\n"
		"  --check-config         say every mistake in the configuration\n"
		"  --migrate              bring the database's schema up to date\n"
		"  --add-authority CODE   make another authority with its own admin; with\n"
		"    --name TEXT          its name, else the code\n"
		"    --language nb|nn     the majority form of its county, else nb\n"
		"    --national           it is the national board\n"
		"  --verify-log           compute every chain of the log anew\n"
		"  --permissions          print who may ask for what, as a manual page\n"
		"  --templates            print what a letter's wording may say, as a manual page\n"
		"  --contract             print the OpenAPI document, as GET /v1/openapi.json answers it\n"
		"  --graph MACHINE        print audit, breach, deadline, letter or order as a graph (dot)\n"
		"  --help, --version\n", out);
}

static void add_setting(struct command *command, const char *key, const char *value)
{
	if (command->settings == LISTEN_MOST + 1) {
		fprintf(stderr, "tilsynd: too many --%s\n", key);
		command->task = TASK_USAGE;
		return;
	}
	command->setting[command->settings++] = (struct config_setting){ key, value };
}

static void set_task(struct command *command, enum task task)
{
	if (command->task != TASK_SERVE && command->task != task) {
		fputs("tilsynd: one task at a time\n", stderr);
		task = TASK_USAGE;
	}
	command->task = task;
}

static const struct option options[] = {
	{ "config", required_argument, NULL, 'c' }, { "embedded", required_argument, NULL, 'e' },
	{ "listen", required_argument, NULL, 'l' }, { "check-config", no_argument, NULL, 'C' },
	{ "migrate", no_argument, NULL, 'm' }, { "add-authority", required_argument, NULL, 'A' },
	{ "name", required_argument, NULL, 'n' }, { "language", required_argument, NULL, 'L' },
	{ "national", no_argument, NULL, 'N' }, { "verify-log", no_argument, NULL, 'v' },
	{ "graph", required_argument, NULL, 'g' }, { "permissions", no_argument, NULL, 'p' },
	{ "templates", no_argument, NULL, 'T' }, { "contract", no_argument, NULL, 'o' },
#ifdef TEST_CLOCK
	{ "clock-file", required_argument, NULL, 't' },
#endif
	{ "help", no_argument, NULL, 'h' }, { "version", no_argument, NULL, 'V' }, { NULL, 0, NULL, 0 },
};

static void read_option(struct command *command, int option, const char *value)
{
	switch (option) {
	case 'c': command->config_file = value; break;
	case 'e': add_setting(command, "embedded", value); break;
	case 'l': add_setting(command, "listen", value); break;
	case 't': command->clock_file = value; break;
	case 'C': set_task(command, TASK_CHECK_CONFIG); break;
	case 'm': set_task(command, TASK_MIGRATE); break;
	case 'A': set_task(command, TASK_ADD_AUTHORITY); command->operand = value; break;
	case 'n': command->name = value; break;
	case 'L': command->language = value; break;
	case 'N': command->national = true; break;
	case 'v': set_task(command, TASK_VERIFY_LOG); break;
	case 'p': set_task(command, TASK_PERMISSIONS); break;
	case 'T': set_task(command, TASK_TEMPLATES); break;
	case 'o': set_task(command, TASK_CONTRACT); break;
	case 'g': set_task(command, TASK_GRAPH); command->operand = value; break;
	case 'h': set_task(command, TASK_HELP); break;
	case 'V': set_task(command, TASK_VERSION); break;
	default: command->task = TASK_USAGE;
	}
}

static void refuse(struct command *command, const char *why, const char *what)
{
	fprintf(stderr, "tilsynd: %s%s\n", why, what);
	command->task = TASK_USAGE;
}

void command_read(struct command *command, int argc, char **argv)
{
	for (int c; command->task != TASK_USAGE && (c = getopt_long(argc, argv, "c:", options, NULL)) != -1; )
		read_option(command, c, optarg);
	if (command->task == TASK_USAGE)
		return;
	if (optind < argc)
		refuse(command, "what is this: ", argv[optind]);
	else if (command->language != NULL && strcmp(command->language, "nb") != 0 && strcmp(command->language, "nn") != 0)
		refuse(command, "--language is nb or nn, not ", command->language);
	else if ((command->name != NULL || command->language != NULL || command->national)
		&& command->task != TASK_ADD_AUTHORITY)
		refuse(command, "--name, --language and --national go with --add-authority", "");
}
