/* show_case.h - a whole case on one page, and a breach alone. */
#ifndef CLIENT_SHOW_CASE_H
#define CLIENT_SHOW_CASE_H

#include "client/client.h"

int show_case(struct client *client, const json_t *audit);
int show_breach(struct client *client, const json_t *breach);

#endif
