/* noun_told.h - what is told in a case and of it: remarks, contacts, mail, reminders, the log.  See noun.h. */
#ifndef PROTO_NOUN_TOLD_H
#define PROTO_NOUN_TOLD_H

#include "proto/field.h"

struct remark { char id[ID_SIZE], audit[ID_SIZE]; int kind; const char *text; char registered_by[ID_SIZE]; int64_t registered_at; };

struct contact {
	char id[ID_SIZE], audit[ID_SIZE];
	int kind;
	int32_t occurred_on;
	const char *text;
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

struct incoming {
	char id[ID_SIZE], audit[ID_SIZE];
	int32_t received_on;
	const char *from, *text;
	const char *their_reference;            /* the sender's own: what answers it names it */
	struct texts attachments, answers;
	int language;                           /* it is written in, or TERM_NONE: it is answered in the same */
	const char *exempt;                     /* section that keeps it from the public, or NULL: it is open */
	struct texts writes_off;                /* letters of the case: see op/write_off.h */
	char written_off_by[ID_SIZE];           /* the letter that takes it up; not stored here */
	int32_t written_off_on;
	int archive_state;                      /* enum archive_state: of its journal post */
	const char *archive_reason, *archive_number;
	int64_t archive_at;
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

struct mail {                                   /* a row of the outbox */
	char id[ID_SIZE], audit[ID_SIZE], letter[ID_SIZE];
	char account[ID_SIZE];                  /* whom it is to; none: the enterprise */
	int kind;                               /* enum mail_kind */
	const char *recipient;
	int language;                           /* enum language */
	const char *data;                       /* FREE: what its text is filled in with */
	int32_t day;
	int64_t created_at;
	int state;                              /* enum mail_state */
	const char *message_id;
	int64_t attempts, attempts_lost;        /* lost: nobody knows how they ended */
	bool by_clock;                          /* the clock asks for it: it leaves in the hours of the policy alone */
	int64_t next_attempt_at;
	int64_t leased_until;                   /* stored, not shown */
	const char *answer;                     /* the last words of the server, or ours */
	int64_t ended_at;
};

/* What became of a rung of a deadline: a line of the ledger. */
struct reminder {
	char id[ID_SIZE], audit[ID_SIZE], deadline[ID_SIZE], letter[ID_SIZE];
	const char *rung;                       /* its code in the policy */
	int action, recipient, done;            /* enum rung_action, rung_recipient, rung_done */
	const char *reason;                     /* a code: why it was held back, passed over or not sent */
	int32_t expected_on, done_on;
	int64_t days_late;
	int32_t new_date;
	int64_t at;
};

/* A line of the log.  Never changed; data is canonical JSON, hashed as it stands. */
struct event {
	const char *id;                         /* a growing number as a text: too large for some readers' numbers */
	char audit[ID_SIZE];                    /* "" outside any case */
	const char *subject_kind;               /* "breach": the noun whose id is the subject */
	char subject[ID_SIZE];
	const char *event, *from, *to;
	int64_t at;
	int32_t occurred_on;
	char account[ID_SIZE];                  /* "" for the clock */
	const char *data, *hash, *previous_hash;
};

#endif
