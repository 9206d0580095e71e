/* option.h - what may stand behind a command, and what stood there. */
#ifndef CLIENT_OPTION_H
#define CLIENT_OPTION_H

#include "client/client.h"
#include "proto/field.h"

struct noun;
struct command;

struct option {
	const char *name;               /* of the contract: "visit_from", typed --visit-from */
	const struct field *field;      /* the member it fills; NULL: a word of the client's own */
	const char *value;              /* as the usage tells it: "DATE"; NULL: it takes none */
	const char *about;
	bool needed;
	bool removable;                 /* --no-NAME empties the member */
};

#define OPTIONS_MAX 96
struct option_set {
	struct option option[OPTIONS_MAX];
	int count;
};

void option_add(struct option_set *set, const char *name, const char *value, const char *about);
/* Each member of the message that a caller may give: use is USE_CREATE or USE_PATCH. */
void option_add_members(struct option_set *set, const struct message *message, unsigned use);
/* Of a list's query whose pages are all fetched: its filters. */
void option_add_filters(struct option_set *set, const struct message *query);
/* Those members of action_message, bit by bit. */
void option_add_parameters(struct option_set *set, uint64_t needs, uint64_t takes);

extern const struct option_set global_options;

/* "due, text": what may stand in NAME=VALUE of a message. */
const char *option_members(struct arena *arena, const struct message *message);

/* "visit-from" of "visit_from". */
const char *option_typed(struct arena *arena, const char *name);

struct given {
	const struct option *option;
	const char *value;              /* NULL: none */
	bool off;                       /* --no-NAME */
};

#define WORDS_MAX 8
#define GIVEN_MAX 128
struct arguments {
	const struct noun *noun;        /* NULL: none was named */
	struct command *command;        /* NULL: none was named */
	struct option_set *set;         /* of the command */
	const char *word[WORDS_MAX];    /* operands */
	int words;
	struct given given[GIVEN_MAX];
	int count;
	bool help, version;
};

/*
 * Read a command line; global options go into the settings.  ENDED_DONE, or ENDED_USAGE having said
 * what would have been right.  With --help nothing more is judged.
 */
int arguments_read(struct client *client, int argc, char **argv, struct arguments *ret_arguments)
	__attribute__((warn_unused_result));

/* The value of an option of the client's own, "" for one without value; NULL: not given. */
const char *argument(const struct arguments *arguments, const char *name);

/* ENDED_USAGE with the options that are needed and were not given, or ENDED_DONE. */
int arguments_need(struct client *client, const struct arguments *arguments);

#endif
