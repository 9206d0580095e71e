/*
 * operation.h - everything the daemon does for anybody is an operation: one value, a few small
 * functions that the engine calls in order.  None of them can wait; only the engine does.
 */
#ifndef OP_OPERATION_H
#define OP_OPERATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/fault.h"
#include "core/access.h"
#include "proto/field.h"
#include "proto/refusal.h"
#include "store/batch.h"

enum http_method { HTTP_GET, HTTP_POST, HTTP_PATCH, HTTP_DELETE, HTTP_METHODS };

enum operation_is {
	OP_OPEN      = 1 << 0,  /* needs no login */
	OP_WRITE     = 1 << 1,  /* begins a transaction on a writing connection; without it a read */
	OP_MATCH     = 1 << 2,  /* needs If-Match of its object (428 without) */
	OP_KEYED     = 1 << 3,  /* takes an Idempotency-Key */
	OP_LIST      = 1 << 4,  /* answers {"items", "next"}; takes limit, after, count, sort */
	OP_BYTES     = 1 << 5,  /* the body is bytes, not JSON (attachments): request.bytes */
	OP_ARRAY     = 1 << 7,  /* the body is an array of the message, of any size up to the body limit */
	OP_SECRET    = 1 << 8,  /* its answer is told once and kept nowhere: asked again it is done again */
	OP_EITHER    = 1 << 9,  /* with OP_OPEN: a login is believed where one is told; the operation finds who asks */
	OP_NO_STORE  = 1 << 6,  /* case data: Cache-Control: no-store is said (all but open documents) */
};

struct request;
struct engine;

struct operation {
	const char *name;               /* operationId, and the name in the log: "breach_register" */
	enum http_method method;
	const char *path;               /* "/v1/audits/{id}/breaches"; {} in order are request.path[] */
	const char *about;              /* one line of English for the OpenAPI document */
	unsigned is;                    /* enum operation_is */
	enum may may;                   /* its row in the permission matrix (core/access.h); unused with OP_OPEN */
	int status;                     /* of success: 200, 201, 204 */
	const struct message *query;    /* NULL: no query parameter is taken */
	const struct message *body;     /* decoded with `use`; NULL: no body, or an action */
	unsigned use;                   /* USE_CREATE or USE_PATCH */
	int machine;                    /* enum machine whose row it is about; with body `action_message`, whose events it takes */
	const void *of;                 /* what a family of operations shares: struct list, struct resource */
	const char *media;              /* of an answer that is no JSON, for the document: "application/pdf"; or NULL */
	const char *takes;              /* OP_BYTES: the only media type that is taken; or NULL */
	long most;                      /* OP_BYTES: bytes of the body at most; 0: the door's own limit */
	const struct message *answer;   /* what stands in the answer (of each item for a list) */

	void (*load)(struct request *);         /* puts the statements it needs: one round trip */
	int (*find)(struct request *);          /* reads the rows: existence, role in the case; sets request.version */
	void (*toil)(struct request *);         /* slow work off the loop (argon2), or NULL; touches only the request */
	int (*decide)(struct request *);        /* pure: the law, and the change in memory */
	void (*write)(struct request *);        /* puts the statements that store the change */
	int (*reply)(struct request *);         /* writes request.answer */
	/* in place of engine_start: for what is a chain of other operations (chain.h); or NULL */
	void (*start)(struct engine *, struct request *);
};

#define PATH_IDS 2

/* Who is asking: from the session or token, looked up in the same transaction. */
struct caller {
	char account[ID_SIZE], authority[ID_SIZE];
	const char *username, *name;
	unsigned roles;                 /* 1 << enum role */
	char session[ID_SIZE];
	bool national_board;
	int authority_language;         /* enum language: the majority form of its county */
	const char *authority_code, *authority_name;
	bool deputy;                    /* stands in for a leader today */
};

struct answer {
	int status;
	struct buffer body;             /* JSON, unless content_type says otherwise */
	const char *content_type;       /* NULL: application/json */
	const char *filename;           /* of a file to be saved, never shown inline; or NULL */
	bool download;
	const char *location;           /* of what was made, or NULL */
	const char *etag;               /* made by the engine from request.version and the body */
	bool replayed;                  /* the stored answer of an earlier request with the same key */
};

struct request {
	/* set by whoever starts it (the door, a worker, a test), checked as the operation's row says */
	const struct operation *op;
	struct arena arena;
	enum language language;
	char id[ID_SIZE];               /* X-Request-Id; the idempotency key of a command that has none */
	int64_t now;
	int32_t today;
	const char *token_hash;         /* SHA-256 of the bearer token in hexadecimal; NULL: none given */
	const char *target;             /* the path as it was asked for, and with a key its query too */
	const char *path[PATH_IDS];     /* what stands for the {} of the path */
	void *body;                     /* struct of op->body, decoded; struct action for actions */
	uint64_t given;                 /* which of its fields were there */
	int event;                      /* of an action */
	void *query;                    /* struct of op->query */
	uint64_t query_given;
	const void *bytes;              /* OP_BYTES, OP_ARRAY: the body as it came */
	size_t byte_count;
	const char *filename, *content_type;
	const char *key;                /* Idempotency-Key, or NULL */
	const char *body_text;          /* the body as canonical JSON, for the log; NULL: it had none */
	const char *body_hash;          /* SHA-256 of the body in hexadecimal, for the key */
	bool matched;                   /* If-Match was given */
	int64_t match;                  /* its version */
	const char *none_match;         /* If-None-Match as it came, or NULL */
	void (*done)(struct request *); /* called once, with the answer or the refusal in place */
	void *door;                     /* the starter's own */

	/* set by the engine */
	const char *step;               /* where it is: for the log, gdb and tests */
	struct caller caller;
	struct batch *batch;
	int tries, refusal;             /* refusal: enum refusal or a fault (< 0); 0 is success */
	bool took_too_long;             /* with REFUSAL_unavailable: the database is there, and gave this request up */
	struct run *run;                /* the engine's own */
	bool left;                      /* write and commit have left for the database */

	/* set by the operation */
	int64_t version;                /* of the target, for If-Match and ETag; INTEGER_NONE: it has none */
	struct references *references;  /* see reference.h */
	void *more;                     /* a family's member's own, beside `own` */
	void *own;                      /* what the steps hand each other, in the arena */
	struct mistakes mistakes;       /* with REFUSAL_invalid */
	struct judgement *judgement;    /* with REFUSAL_guards_failed */
	struct answer answer;
};

extern const struct operation *const operations[];      /* all of them; NULL ends */

#endif
