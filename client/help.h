/* help.h - how commands are used, and what may be typed next: both from the same tables. */
#ifndef CLIENT_HELP_H
#define CLIENT_HELP_H

#include "client/option.h"

/* What --help was asked of: everything, a noun or a command. */
int help_show(struct client *client, const struct arguments *arguments);

/*
 * The candidates for the last of the words, a line each: what bash asks for with
 * `tilsyn --complete WORD…`, the first being the noun.
 */
int help_complete(struct client *client, int count, char **words);

#endif
