/* act.h - steps of the five machines asked for over the API: one shape for all of them. */
#ifndef OP_ACT_H
#define OP_ACT_H

#include "op/casework.h"

/* POST …/actions: `machine` of the operation says whose. */
void act_load(struct request *request);
int act_find(struct request *request);
int act_decide(struct request *request);
void act_write(struct request *request);
int act_reply(struct request *request);

/* GET of an audit, breach, deadline, letter or order, and of its actions. */
void seen_load(struct request *request);
int seen_find(struct request *request);
int seen_actions_reply(struct request *request);

#endif
