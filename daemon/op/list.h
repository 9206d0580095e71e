/* list.h - pages of a collection: filters from the query's table, keyset cursors, rows straight to JSON. */
#ifndef OP_LIST_H
#define OP_LIST_H

#include "op/operation.h"

/*
 * One named sort is one statement and one index.  A list's statement takes the filters by name, its
 * keys' parameters (NULL on the first page) and :limit (one more than the page); its rows have the
 * keys' columns and those of the item.
 */
#define LIST_KEYS 2
struct list_sort {
	const char *name;               /* "due" or "-due"; the first is the default; NULL ends */
	enum statement statement;
	struct list_key { const char *column, *parameter; } key[LIST_KEYS];
};

struct list {
	const struct list_sort *sorts;
	enum statement count;           /* for ?count=true; takes the same filters; one column `count` */
	bool plain;                     /* the cursor is the last row's key itself, and goes with any filter */
	unsigned use;                   /* of the item's fields: USE_SHOWN, or with USE_SUMMARY */
	/* adds what is derived and no column, or NULL */
	void (*members)(struct request *request, int place, int row, bool *first);
};

/* The load and reply of an operation whose `of` is a struct list. */
void list_load(struct request *request);
int list_reply(struct request *request);

#endif
