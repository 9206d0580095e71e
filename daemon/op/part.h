/*
 * part.h - rows under a case that no machine moves: demands, interim measures, evidence,
 * observations, remarks, contacts, incoming.  Made, changed and listed in one way.
 */
#ifndef OP_PART_H
#define OP_PART_H

#include "op/casework.h"

struct part {
	enum noun noun;
	bool of_breach;                 /* under a breach; else under the audit */
	enum statement lock, find;      /* of the parent for POST and lists, of the row itself for PATCH and GET */
	const char *collection;         /* "/v1/breaches/%s/demands", with the parent's id */
	const char *own;                /* "/v1/demands/%s", or NULL: it is only seen in the collection */
	bool after_end;                 /* may also be made when the audit is closed or cancelled */
	const char *event;              /* in the log: "evidence_registered" */
	void (*want)(struct request *request, const void *body);
	/* judges the row as it would stand among the others (before: as it stood, or NULL: it is new) */
	int (*settle)(struct casework *work, struct breach *breach, const void *before, void *object);
	void (*follow)(struct casework *work, struct breach *breach, void *object);     /* what a new row brings about, or NULL */
};

void part_make_load(struct request *request);
int part_make_find(struct request *request);
int part_make_decide(struct request *request);
void part_change_load(struct request *request);
int part_change_find(struct request *request);
int part_change_decide(struct request *request);
void part_write(struct request *request);
void part_see_load(struct request *request);
int part_see_find(struct request *request);
int part_reply(struct request *request);

void part_list_load(struct request *request);
int part_list_find(struct request *request);
int part_list_reply(struct request *request);

#endif
