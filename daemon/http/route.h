/* route.h - which operation a method and a path mean: a table made once from the operations themselves. */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/target.h"
#include "op/operation.h"

struct route {
	const char *path;                                       /* "/v1/audits/{id}" */
	const char *part[TARGET_PARTS];                         /* NULL is a {} */
	bool is_id[PATH_IDS];                                   /* the {} is {id}, not {year} */
	int parts;
	const struct operation *operation[HTTP_METHODS];
	int number[HTTP_METHODS];                               /* of the operation, for the metrics */
	char allow[40];                                         /* "GET, POST" */
};

struct routes {
	struct route *route;
	int count, operations;
};

/*
 * All of the lists (each ends with NULL), numbered from 0 in that order.  Two for one method and path
 * are a bug.
 */
void routes_init(struct routes *routes, const struct operation *const *const *lists, int list_count);
void routes_release(struct routes *routes);

/*
 * The route of a path, or NULL: there is none.  ret_path gets what stands for its {}: an {id} that is
 * no id is put as ROUTE_NOBODY, so that the right refusal is found in the right order.
 */
const struct route *route_find(const struct routes *routes, const struct target *target, struct arena *arena,
	const char *ret_path[PATH_IDS]);
#define ROUTE_NOBODY ID_ZERO

extern const char *const method_words[HTTP_METHODS];

#endif
