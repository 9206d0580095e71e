/*
 * noun.h - the nouns of a case, one struct each: what the API shows, what the law judges and what
 * the tables store are the same thing.  Plain data; strings live in the request's arena.
 * "Stored, not shown" is said where it is so; everything else is a member by the same name.
 */
#ifndef PROTO_NOUN_H
#define PROTO_NOUN_H

#include "proto/field.h"
#include "proto/noun_told.h"
#include "proto/register.h"
#include "proto/terms.h"

struct owner {
	const char *name;
	int kind;                               /* enum owner_kind */
	char lead_auditor[ID_SIZE];
	int32_t agreed_on;                      /* agree_closure, voided by a later change to its breaches */
	char agreed_by[ID_SIZE], document[ID_SIZE];
};

struct audit {
	char id[ID_SIZE];
	int64_t version;
	const char *case_number;
	int state;                              /* enum audit_state */
	char enterprise[ID_SIZE], programme[ID_SIZE];
	const char *theme;
	int method;                             /* enum method */
	struct texts requirements, measure_points, team;
	char lead_auditor[ID_SIZE], follow_up_lead[ID_SIZE];
	int32_t visit_from, visit_to;
	struct objects owners;                  /* struct owner */
	struct objects later_rounds;            /* struct later_round: the guide's, unless planned otherwise */
	int32_t summary_meeting_date;
	const char *no_meeting_reason;
	int maturity_at_final, maturity_at_closure;
	const char *safety_statement;
	bool imported;
	int32_t adopted_on;
	const char *source;                     /* FREE: the members of an imported record as they came */
	const char *source_key;                 /* stored, not shown: by which the same record is known again */
	char survey[ID_SIZE];                   /* it is one enterprise's part of that survey, and draws no conclusion */
	char in_depth_of[ID_SIZE];              /* the survey's audit that it was selected from */
	int64_t created_at, closed_at;
	int64_t basis_changed_at;               /* stored, not shown: last change to a breach, assessment or override */
	const char *log_hash;                   /* stored, not shown: head of the case's chain of events */
};

/* One guide, many enterprises: what is the same in all their audits. */
struct year_plan { struct audit audit; struct texts enterprises; };

struct breach {
	char id[ID_SIZE], audit[ID_SIZE];
	int64_t version;
	int state;                              /* enum breach_state */
	int kind;                               /* enum breach_kind */
	const char *title, *facts, *owner, *consequence;
	struct texts requirements, quality;
	int failed_duty;                        /* enum duty: the one of systematic management that failed */
	int severity, complexity;
	int8_t urgent;
	const char *no_practice_demand_reason, *no_management_demand_reason, *not_measurable_reason;
	const char *no_interim_measure_reason;
	int32_t established_on, corrected_on;
	int64_t counts_from;                    /* evidence and rounds count from here (instant; its Oslo day for dates) */
	const char *dropped_reason;             /* of strike or discontinue: stands in the closure letter */
	bool excused_practice, excused_management; /* the final report went out with a reason for no such demand */
	int offered;                            /* enum offer: the step its rounds speak for, since a day */
	int32_t offered_on;
	struct texts offered_rounds;            /* the observations it rests on */
	int64_t registered_at;
};

struct demand {
	char id[ID_SIZE], breach[ID_SIZE], audit[ID_SIZE];
	int64_t version;
	const char *text;
	int evidence_kind;
	char measure_point[ID_SIZE];
	double target;
	int64_t n_min, rounds, spacing_days;
};

struct interim_measure {
	char id[ID_SIZE], breach[ID_SIZE], audit[ID_SIZE];
	int64_t version;
	const char *text;
	int32_t due, confirmed_on, ended_on;
	const char *none_needed_reason;
};

struct evidence {
	char id[ID_SIZE], breach[ID_SIZE], audit[ID_SIZE];
	int kind;
	int32_t received_on;
	const char *description, *source;
	char attachment[ID_SIZE], incoming[ID_SIZE];
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

struct observation {
	char id[ID_SIZE], breach[ID_SIZE], audit[ID_SIZE], measure_point[ID_SIZE];
	int32_t period_from, period_to;
	int64_t population, sample, compliant, hard_failures;
	int sampling;
	int64_t seed;
	int reviewed_by;
	char evidence[ID_SIZE];
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

/* The same records seen again by the authority. */
struct re_review {
	char id[ID_SIZE], breach[ID_SIZE], audit[ID_SIZE], observation[ID_SIZE];
	int32_t reviewed_on;
	int64_t both_compliant, only_own, only_authority, neither;
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

struct assessment {
	char id[ID_SIZE], breach[ID_SIZE], audit[ID_SIZE];
	int outcome;                            /* enum outcome */
	const char *text;
	struct texts requirements;              /* held against */
	const char *override_reason;
	struct texts overridden;                /* codes of the guards the leader overrode */
	int32_t assessed_on;
	char assessed_by[ID_SIZE];
	int64_t assessed_at;
};

struct case_file {                              /* a case as one file to hand on */
	char id[ID_SIZE], audit[ID_SIZE], wanted_by[ID_SIZE];
	int64_t audit_version, wanted_at;
	int language;
	int64_t made_at, size;
	const char *sha256, *reason;
	struct texts left_out;                  /* attachments that were too much for one file */
};

struct attachment {
	char id[ID_SIZE];
	const char *name, *media_type, *sha256;
	int64_t size;
	char uploaded_by[ID_SIZE];
	int64_t uploaded_at;
};

/* One question's answer: the member of its kind and no other. */
struct survey_answer {
	const char *question;                   /* its code */
	int8_t yes;
	const char *choice;
	double number;
	const char *text, *comment;
};

/* What an enterprise answered to a survey: never changed, followed by another that corrects it. */
struct answer_set {
	char id[ID_SIZE], audit[ID_SIZE];
	int64_t number;                         /* 1, 2, …: the last one stands */
	int32_t received_on;
	int64_t days_late;
	const char *reason;                     /* why it was corrected: all but the first have one */
	struct objects answers;                 /* struct survey_answer */
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

/* That a survey's audit is to be followed by one in depth, or no more. */
struct selection {
	char id[ID_SIZE], audit[ID_SIZE];
	bool withdrawn;
	const char *reason;
	char registered_by[ID_SIZE];
	int64_t registered_at;
};

struct deadline {
	char id[ID_SIZE], audit[ID_SIZE], breach[ID_SIZE], letter[ID_SIZE], order[ID_SIZE];
	int64_t version;
	int kind, state;
	int32_t due, effective_due;
	bool override;
	int32_t discussed_on;
	bool proposed_by_enterprise;
	int32_t asked, asked_on;                /* the newest extension asked for */
	const char *asked_by;
	bool refused;                           /* and refused */
	int32_t granted;                        /* the due of the successor that extend made */
	int64_t extended_count;                 /* extensions in the chain up to here */
	char successor[ID_SIZE], predecessor[ID_SIZE];
	int32_t received_on, ended_on;
	int64_t days_late;
	const char *reason;                     /* of the last change, extension or waiver */
	char policy[ID_SIZE];                   /* the version it was set under; "" is the default, version 0 */
	int32_t counted_from;                   /* the day it was counted from, or stated on */
	int64_t counted_days;                   /* none: the date was stated */
	int64_t extended_days;                  /* by the extensions in the chain up to here */
	int32_t running_since;                  /* DAY_NONE: from the beginning */
	const char *rung;                       /* of the ladder, the last that was climbed */
	int32_t new_date;                       /* that it set: the deadline keeps its own and stays overdue */
	int64_t next_rung_at;                   /* stored, not shown: when the clock judges it again */
	bool overdue;                           /* derived from today, not stored */
	int64_t days_overdue;                   /* derived, not stored */
};

/* More time, as the log tells it: who asked for which date, who decided what, and what came of it. */
struct extension {
	char deadline[ID_SIZE];
	int32_t asked, asked_on;                /* none: nobody asked */
	const char *asked_by;
	char registered_by[ID_SIZE];
	int outcome;                            /* enum extension_outcome */
	int32_t granted, decided_on;
	int64_t days;                           /* between the two dates */
	char decided_by[ID_SIZE];
	const char *reason;
	struct texts milestones;                /* set with it */
	char letter[ID_SIZE];                   /* drafted to tell of it */
};

struct letter_date { int kind; int32_t due; char breach[ID_SIZE]; };
struct notice_of_order { struct texts breaches; const char *legal_ground, *text; int32_t comment_due; };
/* A letter kind's wording in one version; a text a language. */
struct template_text { int language; const char *subject, *body; };
struct letter_template {
	char id[ID_SIZE], author[ID_SIZE], approved_by[ID_SIZE];
	int64_t version, edition;               /* of the row, and of the wording: 1, 2, … for each kind */
	int kind, state;                        /* enum letter_kind, enum template_state */
	struct objects texts;                   /* struct template_text */
	const char *note, *withdrawn_reason;
	int64_t created_at, approved_at;
};
struct template_action { int event; const char *reason; };      /* enum template_event */

struct approval { char account[ID_SIZE]; int64_t approved_at; bool as_leader; const char *sha256; };

struct letter {
	char id[ID_SIZE], audit[ID_SIZE], corrects[ID_SIZE], order[ID_SIZE];
	int64_t version;
	int kind, state;                        /* enum letter_kind, enum letter_state */
	struct texts breaches;
	struct objects dates;                   /* struct letter_date */
	struct texts draws;                     /* in a request: their protocols become a passage */
	const char *fields;                     /* FREE */
	int language;                           /* LANGUAGE_NB or LANGUAGE_NN (LANGUAGE_EN for private enterprises) */
	uint64_t notice_given;                  /* of notice_of_order: see OBJECT_GIVEN; 0 is none */
	struct notice_of_order notice_of_order;
	const char *subject, *body, *sha256;    /* sha256 from submit on: of subject, LF, LF, body in UTF-8 */
	char author[ID_SIZE];
	struct texts writers;                   /* whoever wrote or edited any version; stored, not shown */
	struct objects approvals;               /* struct approval, of the content that stands */
	int32_t letter_date;
	int64_t created_at, submitted_at, dispatched_at;
	int32_t arrived_on;
	const char *recipient, *archive_number;
	const char *comment;                    /* of the one who returned it */
	const char *withdrawn_reason;
	/* of the mail that carries it, told by the outbox: none when none does */
	int mail_state;                         /* enum mail_state */
	const char *mail_recipient, *mail_answer;
	int64_t mail_ended_at;
	/* of the document that it is on paper, told by the clerk: none before it is dispatched */
	int document_state;                     /* enum document_state */
	const char *document_reason;
	const char *their_reference;            /* the enterprise's own, to be named on paper */
	/* of its journal post: none before it is dispatched */
	int archive_state;                      /* enum archive_state */
	const char *archive_reason;
	int64_t archive_at;
	const char *exempt;                     /* section that keeps it from the public, or NULL: it is open */
	const char *language_reason;            /* how its language was chosen: see letter_language */
	int64_t template_version;               /* the wording it was made from; 0: what tilsyn comes with */
	const char *unprintable;                /* of a draft: a character that cannot be printed, after its words; not stored */
	bool template_approved;                 /* and whether that is approved; read with the row, not stored */
	struct texts answers;                   /* what came in and is taken up: see op/write_off.h */
	char written_off_by[ID_SIZE];           /* what came in and answers it first; not stored here */
	int32_t written_off_on;
	char edited_by[ID_SIZE];                /* who wrote the version that stands; "" for the clock */
	int64_t edited_at;
	struct texts reminds;                   /* the deadlines that the text as it stands says are unanswered */
};

/* A letter's text as it once stood. */
struct letter_version {
	int64_t number;
	const char *subject, *body;
	char edited_by[ID_SIZE];
	int64_t edited_at, template_version;
};

struct order {
	char id[ID_SIZE], audit[ID_SIZE], letter[ID_SIZE], issued_letter[ID_SIZE], withdrawn_letter[ID_SIZE];
	int64_t version;
	int state;
	struct texts breaches;
	const char *legal_ground, *text;
	int32_t comment_due, compliance_date, announced_on, issued_on;
	const char *urgent_reason;
	int64_t amount;                         /* NOK for each period */
	int period;                             /* enum period */
	int32_t from, collected_on;
	char decision[ID_SIZE];
	const char *reason;                     /* of referral or withdrawal; text of compliance */
};

struct milestone { int32_t due; const char *text; };

/* What an action may carry: all parameters of all events; which an event takes stands in proto/actions.def. */
struct action {
	const char *event;
	char letter[ID_SIZE], deadline[ID_SIZE], lead_auditor[ID_SIZE], follow_up_lead[ID_SIZE], document[ID_SIZE],
	     decision[ID_SIZE];
	struct texts team, breaches, requirements;
	const char *reason, *text, *owner, *safety_statement, *no_meeting_reason, *urgent_reason,
	     *override_reason, *comment, *sha256, *archive_number, *asked_by;
	int32_t visit_from, visit_to, documents_due, summary_meeting_date, due, received_on, asked, asked_on,
	     arrived_on, compliance_date, from, decided_on;
	int64_t amount;
	int maturity, period;
	bool override;
	struct objects milestones;              /* struct milestone */
};

#endif
