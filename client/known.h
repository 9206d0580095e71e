/* known.h - what has been asked for once in this run: the case at hand, lists of a noun, names of ids. */
#ifndef CLIENT_KNOWN_H
#define CLIENT_KNOWN_H

#include "base/id.h"
#include "client/client.h"

struct noun;

/* From here on the command is about this case, or about this breach, whose case is found when needed. */
void known_at_case(struct client *client, const char *id);
void known_at_breach(struct client *client, const char *id);

/* The case at hand with all that is in it, read when first wanted; NULL: there is none, or it may not be read. */
const json_t *known_case(struct client *client);
const char *known_case_id(struct client *client);       /* "" where there is none */
const json_t *known_breach(struct client *client);      /* of the case at hand, or NULL */
/* After a change: what was read is old. */
void known_forget(struct client *client);
/* An answer that is the whole case. */
void known_keep_case(struct client *client, json_t *audit);

/* All there are of a noun that stands alone, or NULL: they may not be read. */
const json_t *known_list(struct client *client, const struct noun *noun);

/* How a reader calls what has this id: a name, "2026/17#2", or the end of the id. */
const char *known_name(struct client *client, const struct noun *noun, const char *id);

/* "breach 2026/17#2", as the command line takes it, of an id that stands in the case at hand; or the id. */
const char *known_reference(struct client *client, const char *id);

void known_release(struct client *client);

/* The members that label a noun to a reader, put together. */
const char *label_of(struct client *client, const struct noun *noun, const json_t *object);

#endif
