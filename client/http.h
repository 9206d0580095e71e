/* http.h - one request, one answer, over libcurl. */
#ifndef CLIENT_HTTP_H
#define CLIENT_HTTP_H

#include "base/buffer.h"
#include "base/id.h"
#include "client/client.h"

#define ANSWER_MAX (64L * 1024 * 1024)
#define TAG_SIZE 128

struct asking {
	const char *method, *path;      /* of the server: "/v1/audits?limit=5" */
	const char *body;               /* NULL: none */
	size_t length;
	const char *media;              /* of the body; NULL: application/json */
	const char *match;              /* If-Match, or NULL */
	const char *key;                /* Idempotency-Key, or NULL */
	const char *filename;           /* of an attachment, or NULL */
};

struct answer {
	long status;
	struct buffer body;
	char tag[TAG_SIZE];             /* ETag, "" where there is none */
	char filename[256];             /* of a Content-Disposition, "" */
	long retry_after;               /* seconds, 0: not said */
};

void answer_init(struct answer *answer);
void answer_release(struct answer *answer);

/*
 * ENDED_DONE whatever the status, or ENDED_AWAY (and said so).  A connection that breaks is tried once
 * more where that is safe: reads, and whatever has a key.  A token never goes in the clear to another
 * machine, unless the settings allow it: ENDED_USAGE.
 */
int http_ask(struct client *client, const struct asking *asking, struct answer *ret_answer);

void http_release(struct client *client);

#endif
