/*
 * registry.h - what stands outside any case (enterprises, requirements, measure points, programmes,
 * accounts, conflicts): made, changed, shown and listed in one way, told in the authority's own log.
 */
#ifndef OP_REGISTRY_H
#define OP_REGISTRY_H

#include "op/event.h"
#include "op/operation.h"
#include "proto/noun.h"

struct registry {
	const char *noun;               /* "enterprise" */
	const char *path;               /* "/v1/enterprises" */
	const struct message *message;
	const char *version;            /* the field that is the row's version; NULL: rows never change */
	enum statement find, lock, put;
	/* answers a row when an audit rests on it: then `kept` members (NULL: all) stand; or 0 */
	enum statement used;
	const char *const *kept;        /* names, NULL ends */
	/* what one that is made is before its body is laid over it; NULL: all none */
	void (*begin)(struct request *request, void *object);
	/* whether the caller may do what the body asks, where the operation's role is not enough; or NULL */
	bool (*may)(const struct request *request);
	/* says which references the body holds, before the load; or NULL */
	void (*want)(struct request *request, const void *body);
	/*
	 * puts more statements with the load, or NULL; their places are its own business (request.more).
	 * The authority's log is held before them: what they see of the registries stands.
	 */
	void (*ask)(struct request *request, const void *body);
	/* judges the whole object as it would stand: adds mistakes, or returns a refusal; or NULL */
	int (*judge)(struct request *request, void *object);
	/* puts the row, where it has more than its members; or NULL: `put` does */
	void (*put_row)(struct request *request, const void *object);
	/* what is written first, and besides; or NULL */
	void (*before)(struct request *request, void *object);
	void (*write)(struct request *request, void *object);
	/* adds members that are no columns to the answer, or NULL */
	void (*members)(struct request *request, const void *object, bool *first);
	/* what the log calls a change of it; NULL: "changed" */
	const char *(*event)(const void *object);
	/* tells the log of one thing more, subject, event and data; false: there is none; or NULL */
	bool (*tell)(struct request *request, void *object, struct told *ret_told);
	bool (*visible)(const struct request *request, const void *object);     /* or NULL: all */
	const struct message *(*shown)(const struct request *);  /* what this caller sees of it; or NULL: all */
};

/* The object an operation works on, for toil, judge and write. */
void *registry_object(struct request *request);
/* The same as it stood before the body; what was made had nothing in it. */
const void *registry_before(struct request *request);

/* 409, with the member that is another row's already. */
int registry_exists(struct request *request, const char *pointer);

/* What the maker of a measure point did not say of it. */
void measure_point_complete(struct measure_point *point);

void registry_make_load(struct request *request);
int registry_make_find(struct request *request);
int registry_make_decide(struct request *request);
void registry_change_load(struct request *request);
int registry_change_find(struct request *request);
int registry_change_decide(struct request *request);
/* of an action: nothing is merged, `judge` decides and changes the object */
int registry_act_decide(struct request *request);
void registry_write(struct request *request);
void registry_see_load(struct request *request);
int registry_see_find(struct request *request);
int registry_reply(struct request *request);

#endif
