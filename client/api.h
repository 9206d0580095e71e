/* api.h - the contract as calls: JSON in, JSON out, refusals told to the user. */
#ifndef CLIENT_API_H
#define CLIENT_API_H

#include "client/http.h"

/*
 * Each returns ENDED_DONE with a JSON tree that the caller gives back with json_decref, or how it
 * ended, having said why.  ret_tag, unless NULL: the ETag.
 */
int api_get(struct client *client, const char *path, json_t **ret_json, char ret_tag[TAG_SIZE])
	__attribute__((warn_unused_result));

/* POST with a new Idempotency-Key; body NULL: none; match: If-Match, or NULL. */
int api_post(struct client *client, const char *path, const json_t *body, const char *match, json_t **ret_json)
	__attribute__((warn_unused_result));

/* PATCH as JSON merge patch. */
int api_patch(struct client *client, const char *path, const json_t *body, const char *match, json_t **ret_json)
	__attribute__((warn_unused_result));

/*
 * Anything else.  The answer is the caller's to release; a status of 400 and above has been told and is
 * ENDED_REFUSED, or ENDED_AWAY for what the daemon cannot serve.
 */
int api_ask(struct client *client, const struct asking *asking, struct answer *ret_answer)
	__attribute__((warn_unused_result));
/* The same and not a word: for what may well be refused. */
int api_try(struct client *client, const char *path, json_t **ret_json) __attribute__((warn_unused_result));

int api_json(struct client *client, const struct answer *answer, json_t **ret_json)
	__attribute__((warn_unused_result));

/* A key that nobody has used. */
void api_key(char ret_key[ID_SIZE]);
int64_t api_now(void);                  /* microseconds since 1970 */

/* Texts of members; "" where there is none. */
const char *json_text(const json_t *object, const char *member);
bool json_is(const json_t *object, const char *member);         /* true */

/* A text percent-encoded for a query or a path. */
const char *api_escape(struct client *client, const char *text);

#endif
