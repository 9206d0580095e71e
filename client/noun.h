/*
 * noun.h - what the client talks about: a row a noun, from which come its verbs, options, tables and
 * references; and a row a command of its own.
 */
#ifndef CLIENT_NOUN_H
#define CLIENT_NOUN_H

#include "client/client.h"
#include "client/option.h"
#include "proto/messages.h"

struct command {
	const char *name;               /* as typed: "send-preliminary"; NULL ends a list */
	const char *operands;           /* as the usage tells them: "CASE" */
	const char *about;
	int least, most;                /* operands */
	/* adds what may be given besides; or NULL */
	void (*options)(const struct noun *noun, const struct command *command, struct option_set *set);
	int (*run)(struct client *client, const struct arguments *arguments);
	const char *event;              /* of an action, as the contract names it */
};

/* Lists of members are words with a space between: "case_number state theme". */
struct noun {
	const char *name;               /* as typed: "measure-point" */
	const char *about;
	const char *path;               /* "/v1/breaches": PATH/ID is one of them (see alone_only) */
	const struct noun *under;       /* its collection stands under this one, or NULL */
	const char *part;               /* … as "breaches", the member of the case too */
	bool in_path;                   /* PATH/ID can be read */
	const struct message *message;
	const struct message *row;      /* of a list, where it has more members than `message` */
	const struct message *query;    /* of PATH as a list; NULL: there is none */
	const char *columns;            /* of a list across all; "#" is the number within the case */
	const char *columns_within;     /* of a list within a case */
	int machine;                    /* enum action_machine; -1: it has no events */
	const char *create, *edit;      /* the verbs that add and change one, or NULL */
	const char *label;              /* members that name one to a reader */
	const char *keys;               /* members by which a person may name one */
	bool newest;                    /* of several with the same key the newest is meant */
	const char *alive;              /* states in which one is the one meant by its kind */
	int (*show)(struct client *client, const json_t *object);      /* NULL: member by member */
	const struct command *commands; /* besides those that follow from the row; NULL: none */
	const struct command *alone;    /* what the noun does without a verb, or NULL */
};

#define NOUN(name) extern const struct noun name##_noun;
#include "client/nouns.def"
#undef NOUN

extern const struct noun *const nouns[];        /* those that can be typed; NULL ends */

/* A name as typed and a name of the contract are the same with - for _. */
bool name_is(const char *typed, size_t length, const char *name);

const struct noun *noun_find(const char *typed);                /* or NULL */
const struct noun *noun_of_member(const char *member);          /* whose id the member holds; or NULL */

/* The command of import that takes a guide in. */
int programme_import(struct client *client, const struct arguments *arguments);

/* Every command of a noun, those that follow from its row too. */
#define COMMANDS_MAX 40
int noun_commands(const struct noun *noun, struct command ret_command[COMMANDS_MAX]);

#endif
