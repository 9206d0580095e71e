/* smtp.h - the courier that speaks with a mail server, by libcurl, apart from our loop. */
#ifndef WORK_SMTP_H
#define WORK_SMTP_H

#include <stdbool.h>

#include "port/courier.h"

struct event_base;

struct smtp_options {
	const char *url, *ca;           /* ca NULL: the system's */
	bool tls;                       /* smtp:// must turn to TLS first */
	const char *user, *password;    /* NULL: no login */
	long seconds;                   /* for one mail, all in all */
};

/* Keeps the options' texts by pointer.  Any number of errands may be on their way at once. */
struct courier *smtp_new(struct event_base *base, const struct smtp_options *options);
void smtp_free(struct courier *courier);        /* when none is */

#endif
