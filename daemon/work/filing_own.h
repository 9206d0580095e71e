/* filing_own.h - what filing.c and filing_post.c share: a round, and the post at hand in it. */
#ifndef WORK_FILING_OWN_H
#define WORK_FILING_OWN_H

#include "archive/folder.h"
#include "op/archive.h"
#include "work/filing.h"
#include "work/later.h"
#include "work/worker.h"

struct filing {
	struct worker worker;
	struct filing_options options;
	int64_t every;                  /* µs between two looks */
	struct request find, bring, act;        /* what was found lives as long as its request */
	struct arena arena;             /* of a round */
	const struct posts_waiting *waiting;
	const struct archive_post *post;
	struct receipt *receipts;
	struct archive_receipt told;
	int receipt_count, next, lock;
	int folder_error;               /* as it was told last */
	struct delivery delivery;       /* of the post, */
	int file;                       /* its file at hand, */
	struct archive_piece piece;     /* and the piece of it */
	char reason[500];
	struct later later;             /* receipts and posts that could not be told of */
	bool again, failed;             /* this round: those that failed too; one failed */
	int64_t again_at, pause;        /* by the monotonic clock */
};

/* The post at hand is brought and put into the folder; ends in one of the three below. */
void filing_bring(struct filing *filing);

/* With what is known of it the post is told of, and the next is taken; or the round is over, for now. */
void filing_tell(struct filing *filing, const struct operation *op);
void filing_fail(struct filing *filing, const char *what, const char *why);
void filing_rest(struct filing *filing);

void filing_ask(struct filing *filing, struct request *request, const struct operation *op, const char *id,
	const char *authority, void *body, void (*done)(struct request *));
const struct post_waiting *filing_post(const struct filing *filing);

#endif
