/* body.h - options become the JSON of a request, or its query. */
#ifndef CLIENT_BODY_H
#define CLIENT_BODY_H

#include "client/option.h"

#define TEXT_BYTES (1024 * 1024)

/*
 * The members that were given, each by its field: texts from @FILE and - (standard input), days as
 * today and +14, references looked up, objects from NAME=VALUE,…; on top of --body.  ENDED_DONE with a
 * tree the caller gives back, or as it ended.
 */
int body_make(struct client *client, const struct arguments *arguments, json_t **ret_body)
	__attribute__((warn_unused_result));

/* "?state=follow_up&limit=50" of the members given, or "". */
int query_make(struct client *client, const struct arguments *arguments, const char **ret_query)
	__attribute__((warn_unused_result));

/* A text as an option gives it: TEXT, @FILE, - or @@TEXT for one that begins with @. */
int text_take(struct client *client, const char *name, const char *value, const char **ret_text)
	__attribute__((warn_unused_result));

/* Parts of "name=value,name=value": a comma parts only where a member's name and = follow it. */
struct part { const char *name, *value; };
#define PARTS_MAX 16
/* How many, or -1 with what does not begin with a member's name in ret_wrong. */
int parts_split(struct arena *arena, const struct message *message, const char *text, struct part ret_part[PARTS_MAX],
	const char **ret_wrong);

/* YYYY-MM-DD, today, +14 or -3 (days from today), or NULL: none of them. */
const char *day_of_text(struct arena *arena, const char *text, int32_t today);

#endif
