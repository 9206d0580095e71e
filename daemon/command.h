/* command.h - what the command line asks for. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "sys/config.h"
#include "sys/listen.h"

enum task { TASK_SERVE, TASK_CHECK_CONFIG, TASK_MIGRATE, TASK_ADD_AUTHORITY, TASK_VERIFY_LOG, TASK_GRAPH,
	TASK_PERMISSIONS, TASK_TEMPLATES, TASK_CONTRACT, TASK_HELP, TASK_VERSION, TASK_USAGE };

struct command {
	enum task task;
	const char *config_file, *clock_file;
	const char *operand;            /* of the task: a code, a machine */
	const char *name, *language;    /* of the authority to add, or NULL */
	bool national;
	struct config_setting setting[LISTEN_MOST + 1];
	int settings;
};

/* TASK_USAGE when it cannot be understood; what is wrong was said. */
void command_read(struct command *command, int argc, char **argv);
void command_print_usage(FILE *out);

#endif
