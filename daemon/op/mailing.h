/*
 * mailing.h - the outbox from the side of the one who sends: take mails in hand, see what each says,
 * and tell what came of it.  Operations of the clock, asked by work/.
 */
#ifndef OP_MAILING_H
#define OP_MAILING_H

#include "core/policy.h"
#include "op/operation.h"
#include "proto/noun.h"

/* request.body of mail_claim. */
struct mail_claim {
	const char *domain;             /* of the Message-IDs made now */
	int most;
	int64_t clock, lease;           /* the time of this world, and until when they are in hand */
};
/* request.own after it: in hand, each counted as one attempt more.  What a crash left in hand comes again after its lease. */
struct mail_in_hand { struct mail mail; char authority[ID_SIZE]; };
struct mails_in_hand { struct mail_in_hand *item; int count; };
extern const struct operation op_mail_claim;

/* A read; path[0] is the mail, path[1] its authority.  request.own is a struct mail_contents. */
struct mail_contents {
	const char *authority, *case_number;    /* NULL: it is about no one case */
	const char *guide;                      /* its title, or NULL */
	int32_t due;
	struct mail_count { const char *count, *cases; } overdue, soon, offered, approve, failed;       /* of a digest; NULL: none */
	const char *document_name, *document_type;
	const void *document;           /* NULL: none goes with it, or it is not made yet */
	size_t document_length;
	bool exempt;                    /* the letter, from the public */
	const struct policy *policy;    /* whose hours it leaves in, and whether its letter goes with it */
};
extern const struct operation op_mail_fetch;

/* request.body of the next two. */
struct mail_outcome {
	int state;                      /* MAIL_SENT, MAIL_FAILED, or MAIL_WAITING until next_attempt_at */
	int64_t attempt;                /* which it was: told of a mail that another has taken over, it changes nothing */
	int64_t next_attempt_at;
	const char *answer;
};
extern const struct operation op_mail_tell;     /* path as for mail_fetch */
/* The same for a letter that failed: its case's log says so.  A refusal: it is no more in hand. */
extern const struct operation op_letter_failed;

/* request.body of mail_keep: which attempt is in hand, and until when it stays so.  A refusal: it is no more in hand. */
struct mail_lease { int64_t attempt, lease; };
extern const struct operation op_mail_keep;

/* A read of all tenants: request.own is a struct mail_figures. */
struct mail_figures { int64_t waiting, oldest; };       /* oldest: INSTANT_NONE when none waits */
extern const struct operation op_mail_figures;

#endif
