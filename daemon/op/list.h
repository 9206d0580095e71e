/* list.h - pages of a collection: filters from the query's table, keyset cursors, rows straight to JSON. */
#ifndef OP_LIST_H
#define OP_LIST_H

#include "op/operation.h"

/*
 * One named sort is one statement and one index.  A list's statement takes the filters by name,
 * :after_key and :after_id (NULL on the first page) and :fetch (one more than the page); its rows have
 * `id`, `cursor_key` (what :after_key takes) and the columns of the item.  A feed's takes :after, the
 * id of the last row seen.
 */
enum list_key { LIST_BY_ID, LIST_BY_DATE, LIST_BY_INSTANT, LIST_BY_CASE_NUMBER, LIST_FEED };
struct list_sort {
	enum statement statement;
	enum list_key key;
};

struct list {
	const struct list_sort *sorts;  /* in the order of the terms of the query's `sort` */
	enum statement count;           /* for ?count=true; takes the same filters; one column `count` */
	unsigned use;                   /* of the item's fields: USE_SHOWN, or with USE_SUMMARY */
	/* columns of texts that are the row's besides its noun's: names beside ids; NULL ends; or NULL */
	const char *const *besides;
	/* adds what is derived and no column, or NULL */
	void (*members)(struct request *request, int place, int row, bool *first);
	const struct message *(*shown)(const struct request *);  /* what this caller sees of a row; or NULL: all */
};

/* The load and reply of an operation whose `of` is a struct list. */
void list_load(struct request *request);
int list_reply(struct request *request);

#endif
