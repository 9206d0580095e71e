/* openapi.h - the published contract (OpenAPI 3.1), written from the same tables that decode and encode. */
#ifndef PROTO_OPENAPI_H
#define PROTO_OPENAPI_H

#include "base/buffer.h"
#include "proto/field.h"

enum api_is {
	API_OPEN  = 1 << 0,     /* needs no login */
	API_MATCH = 1 << 1,     /* needs If-Match */
	API_KEYED = 1 << 2,     /* takes an Idempotency-Key */
	API_LIST  = 1 << 3,     /* answers {"items", "next"} of the answer's summary, and count where the query has it */
	API_ARRAY = 1 << 4,     /* the body is an array of the message */
	API_BYTES = 1 << 5,     /* the body is a file, not JSON */
	API_EITHER = 1 << 6,    /* with API_OPEN: takes a login where one is told */
};

/* What the document must know of an operation; daemon/op tells it, since proto knows no daemon. */
struct api_operation {
	const char *name;               /* operationId, unique */
	const char *method;             /* "GET" */
	const char *path;               /* "/v1/audits/{id}/breaches" */
	const char *about;              /* one line */
	const char *roles;              /* "caseworker, leader", or NULL: whoever is logged in */
	const struct message *query;    /* or NULL */
	const struct message *body;     /* or NULL: none, or an action */
	unsigned use;                   /* of the body: USE_CREATE or USE_PATCH */
	int machine;                    /* enum action_machine whose events the body takes, or -1 */
	const struct message *answer;   /* or NULL: nothing, or a medium of its own */
	const char *takes;              /* the type of a body of bytes, or NULL: any */
	const char *media;              /* of an answer that is no JSON: "application/pdf text/plain", or NULL */
	int status;                     /* of success */
	unsigned is;                    /* enum api_is */
};

void openapi_write(const struct api_operation *operations, int count, const char *version,
	struct buffer *buffer);

#endif
