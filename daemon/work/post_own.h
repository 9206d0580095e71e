/* post_own.h - what post.c and slot.c share: the mails in hand, each in a slot of its own. */
#ifndef WORK_POST_OWN_H
#define WORK_POST_OWN_H

#include "base/arena.h"
#include "base/buffer.h"
#include "op/mailing.h"
#include "work/post.h"
#include "work/worker.h"

#define POST_AT_ONCE 8

enum slot_state { SLOT_EMPTY, SLOT_TAKEN, SLOT_CARRIED, SLOT_ENDED };

struct slot {
	struct errand errand;
	struct post *post;
	enum slot_state state;
	struct arena arena;             /* of the mail's texts */
	struct mail mail;
	char authority[ID_SIZE];
	struct buffer bytes;
	struct mail_outcome outcome;
	char answer[600];
	char to[320];                   /* whom it is carried to; longer ones are no addresses */
	int64_t again_at;               /* when it may be tried again, if this attempt is in vain */
	int64_t lease;                  /* until then it is in hand, by the clock of this world */
	/* By the clock that only grows: when that is made longer; since when its end is known, and when it is told. */
	int64_t keep_at, ended_at, tell_at, pause;
	bool unlogged;                  /* its case cannot be told: the outbox alone is */
};

struct post {
	struct worker worker;
	struct post_options options;
	const char *domain;
	struct request ask, log;        /* of the outbox, one thing at a time; and a case that is told, beside it */
	struct mail_claim wanted;
	struct mail_lease kept;
	struct slot slot[POST_AT_ONCE], *asked, *logged;
	bool asking;
	int64_t claim_at, figure_at, away_until;        /* by the clock that only grows */
	int64_t pause;                  /* of a mail server that is away; 0: it answers */
};

/* Leases run by the time of this world, whatever day the daemon is told it is. */
int64_t post_world_now(void);
int64_t post_lease_span(const struct post *post);
/* Whatever can be done now is begun. */
void post_go_on(struct post *post);
/* The server said something; or it is away, and mail waits for it. */
void post_heard(struct post *post, bool away);

/* One mail's life: taken, composed and carried, ended, and empty again when its end is told. */
void slot_take(struct slot *slot, const struct mail_in_hand *mail, int64_t lease);
void slot_compose(struct slot *slot, struct request *request);          /* with what mail_fetch brought */
void slot_end(struct slot *slot, int state, const char *answer);
/* Not tried, or given up by ourselves: it waits in the outbox until then, as before. */
void slot_give_back(struct slot *slot, int64_t until);
void slot_empty(struct slot *slot);
/* Its end is known, and is no news of the outbox alone. */
bool slot_is_told_to_case(const struct slot *slot);
/* Its end could not be told now: a while later, which doubles. */
void slot_tell_later(struct slot *slot);

#endif
