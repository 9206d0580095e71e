/* courier.h - carries one mail to the mail server; what a test answers instead of a server. */
#ifndef PORT_COURIER_H
#define PORT_COURIER_H

#include <stddef.h>

enum courier_end {
	COURIER_TAKEN,                  /* the server has it, and answers for it from now on */
	COURIER_LATER,                  /* not now: the line, or an answer that asks to try again */
	COURIER_AWAY,                   /* not now, and no other mail either: the server is not there, or wants none of us */
	COURIER_REFUSED,                /* never: asked again it would say the same */
	COURIER_GIVEN_UP,               /* by us, who stop: nothing is said of the mail, nor of the server */
};

/* Everything is the asker's and stands still until done; done is called once, never before carry returns. */
struct errand {
	const char *from, *to;
	const char *bytes;              /* a whole message, its lines ended by CRLF */
	size_t length;
	void (*done)(struct errand *errand, enum courier_end end, const char *answer); /* one line, the server's words */
};

struct courier {
	void (*carry)(struct courier *courier, struct errand *errand);
	/* We stop: errands of which the server has no text yet are given up. */
	void (*hurry)(struct courier *courier);
};

#endif
