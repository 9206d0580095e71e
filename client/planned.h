/* planned.h - what became of each of many that were asked for at once, as a person reads it. */
#ifndef CLIENT_PLANNED_H
#define CLIENT_PLANNED_H

#include "client/client.h"

/* Shown, with what was done below the label `made`, and given back; refused where one was. */
int planned_view(struct client *client, json_t *answer, const char *made);

#endif
