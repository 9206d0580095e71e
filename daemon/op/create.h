/* create.h - rows that a machine begins with: a breach registered, a deadline set, a letter drafted, an order announced. */
#ifndef OP_CREATE_H
#define OP_CREATE_H

#include "op/casework.h"

struct creation {
	enum machine machine;
	int event;
	const char *own;                /* "/v1/breaches" */
	void (*want)(struct request *request, const void *body);
	/* completes the row as it is asked for, before the law judges it; adds mistakes */
	void (*prepare)(struct casework *work, void *object);
	/* completes it when it is in the case */
	void (*complete)(struct casework *work, void *object);
};

void create_load(struct request *request);
int create_find(struct request *request);
int create_decide(struct request *request);
void create_write(struct request *request);
int create_reply(struct request *request);

#endif
