/*
 * gate.h - the lines of callers: what stands between a socket and evhttp.  It reads along, refuses
 * with a problem document what evhttp would forgive or answer with a page, and ends what is too slow.
 */
#ifndef HTTP_GATE_H
#define HTTP_GATE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#include <event2/bufferevent.h>
#include <event2/http.h>
#include <openssl/ssl.h>

#include "http/chunks.h"
#include "http/head.h"
#include "http/peer.h"

struct gate_limits {
	long connections;               /* at once; beyond it new ones wait in the kernel, or for another door; half for one caller */
	long header_bytes, body_bytes;  /* a body up to body_bytes is small */
	long large_bytes, large_total;  /* a larger one at most this, and all of them at once this */
	long answers_total;             /* all answers at once that are larger than body_bytes */
	long request_seconds;           /* to send a request whole, or take an answer */
	long slowest;                   /* and a second more for so many bytes */
	long idle_seconds;              /* between requests */
};

/*
 * IDLE -> HEAD -> BODY -> ASKED -> ANSWERED -> IDLE, and out of HEAD and BODY to REFUSED, which ends.
 * In ASKED and ANSWERED nothing is read: what comes meanwhile waits in the kernel.
 */
enum line_phase { LINE_IDLE, LINE_HEAD, LINE_BODY, LINE_ASKED, LINE_ANSWERED, LINE_REFUSED };

struct line {
	TAILQ_ENTRY(line) next;
	struct gate *gate;
	struct bufferevent *bev;
	struct evhttp_connection *evcon;
	bufferevent_event_cb evhttp_event;
	struct event *nudge;            /* comes back from the loop: to begin, to write, and to refuse what came early */
	struct head head;
	struct chunks chunks;           /* of a chunked body */
	enum line_phase phase;
	int64_t deadline;               /* microseconds, monotonic; 0: none */
	int64_t received;               /* after the head, framing of chunks included */
	int64_t reserved, held;         /* of large_total, of answers_total */
	struct in6_addr network;        /* whose it is, where that is known */
	bool known;
	bool tls, between, finished;    /* finished: the other side sends no more */
	bool fresh;                     /* has asked nothing yet: its first request may be on its way */
	int late;                       /* the refusal of a request that came while another was answered */
	const char *late_detail;
	void *asked;                    /* the request under way: gate.gone gets it when the line breaks */
};
TAILQ_HEAD(lines, line);

struct gate {
	struct event_base *base;
	struct gate_limits limits;
	SSL_CTX *tls;                   /* for the lines of the evhttp attached with it */
	struct lines lines;
	struct line **by_fd;
	int fds;
	long count;
	int64_t large, answers;         /* bytes reserved, bytes held */
	long refusals;                  /* requests refused here, before evhttp saw them whole */
	long turned_away;               /* lines since the last tick whose caller had half of all */
	bool stopping;                  /* every answer is its line's last */
	void (*gone)(void *asked);
	void (*crowd)(struct gate *gate);       /* count has changed */
	void *door;
};

void gate_init(struct gate *gate, struct event_base *base, const struct gate_limits *limits);
void gate_release(struct gate *gate);           /* after the evhttps are freed */
/* evhttp gets its bufferevents from the gate. */
void gate_attach(struct gate *gate, struct evhttp *http, bool tls);

struct line *gate_line(struct gate *gate, struct evhttp_connection *evcon);
void line_ask(struct line *line, void *asked);          /* evhttp has called back with a whole request */
/* False: those who do not read hold too much already; what must go has its place all the same. */
bool line_hold(struct line *line, int64_t bytes, bool must_go);
void line_answer(struct line *line, int64_t bytes);     /* the answer was given to evhttp */
void line_next(struct line *line);                      /* and is written */

void gate_tick(struct gate *gate);              /* once a second: ends the lines whose time is out */
/* Ends the idle lines; the others end after their answer, and one that has asked nothing yet may for a second. */
void gate_stop(struct gate *gate);

/* The gate's own: refuse.c */
void line_refuse(struct line *line, int refusal, const char *detail);
void line_turn_away(struct line *line);         /* ends it where its caller has too many */
void line_end(struct line *line);
int64_t line_time(const struct line *line, int64_t seconds, int64_t bytes);

#endif
