/* view.h - objects of the contract as a person reads them. */
#ifndef CLIENT_VIEW_H
#define CLIENT_VIEW_H

#include "client/client.h"
#include "client/noun.h"
#include "client/table.h"

/* A value by its field: terms and labels in the user's language, ids by what they name; "" for none. */
const char *view_value(struct client *client, const struct field *field, const json_t *value);
const char *view_member(struct client *client, const struct message *message, const json_t *object,
	const char *member);

/* A row an item; columns as in struct noun. */
void view_list(struct client *client, const struct noun *noun, const char *columns, const json_t *items,
	const char *indent);

/* A line a member that has a value, in the order of the table; long texts below their label. */
void view_object(struct client *client, const struct message *message, const json_t *object);

/* The answer as the settings want it: --json, --member, or `human`.  For one object. */
int view_answer(struct client *client, const struct noun *noun, const json_t *object);

/* --json or --member, where they were given: true when that is all there is to show. */
bool view_raw(struct client *client, const json_t *json);

/* The same, or what `put` makes of it for a person; the answer is given back. */
typedef void view_put(struct client *client, const json_t *told);
int view_told(struct client *client, json_t *json, view_put *put);

/* "extended 2 times, 45 days" of a deadline; "" where it never was. */
const char *view_extended(struct client *client, const json_t *deadline);

/* The events of an object that can happen now, then those held back and by what. */
void view_actions(struct client *client, const struct noun *noun, const json_t *object, const char *indent);

/* A number with decimals, by the comma or point of the reader's language. */
const char *view_number(struct client *client, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *view_share(struct client *client, double share);    /* "90 %" */

/* A heading over a part of a page. */
void view_head(struct client *client, const char *text);

#endif
