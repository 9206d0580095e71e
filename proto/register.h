/*
 * register.h - what stands outside cases, one struct for the API, the law and the row: enterprises,
 * requirements, measure points, guides, people, policies.  Nouns of a case are in noun.h.
 */
#ifndef PROTO_REGISTER_H
#define PROTO_REGISTER_H

#include "proto/field.h"
#include "proto/terms.h"

struct enterprise {
	char id[ID_SIZE];
	int64_t version;
	const char *name, *org_number;
	const char *name_key;                   /* stored, not shown: base/text.h's key of the name */
	int kind;                               /* enum enterprise_kind */
	const char *municipality_number;
	int language;                           /* enum language_form */
	const char *email, *address, *management_name, *management_title, *parent_org_number;
	int32_t paused_from, paused_to;
	int64_t size;                           /* users or inhabitants, as the authority counts */
	double risk_score;                      /* 0–1, the authority's own judgement */
};

struct requirement {
	char id[ID_SIZE];
	int64_t version;
	const char *code, *act, *section, *text;
	int32_t valid_from, valid_to;           /* the last day it is in force */
};

struct measure_point {
	char id[ID_SIZE];
	int64_t version;
	const char *code, *text, *process, *critical_step, *numerator, *denominator;
	int category;                           /* enum category */
	double target;
	const char *hard;                       /* the kind of failure of which 0 are tolerated, or NULL */
	int64_t n_min, rounds, spacing_days;
};

/* Records drawn for a review: the numbers follow from what stands here (core/sample.h). */
struct draw {
	char id[ID_SIZE], measure_point[ID_SIZE];
	const char *about;                      /* what is numbered */
	int64_t population, sample;
	int way;                                /* enum draw_way */
	int64_t seed;
	double target, confidence;
	int64_t allowed_failures;               /* with which the target may be said to be reached */
	char drawn_by[ID_SIZE];
	int64_t drawn_at;
};

/* An enterprise's own figures of a measure point, and the changes its charts note. */
#define SERIES_POINTS 2000
#define SERIES_NOTES 20
struct series_figure { int32_t period_from, period_to; int64_t numerator, denominator; };
struct series_note { int32_t date; const char *text; bool new_phase; };

/* A guide's plan: measured again so many months after the baseline. */
struct later_round { int64_t months; };

/* What a guide asks of every enterprise in a survey by it. */
#define QUESTIONS_MAX 100
#define QUESTION_OPTIONS 20
struct question_asked {
	const char *code, *text, *help;
	int kind;                               /* enum question_kind */
	struct texts options;                   /* of a choice: its answers */
	double min, max;                        /* of a number; NAN: no limit */
	bool mandatory;
	const char *requirement;                /* code of the one it concerns, or NULL */
};

struct programme {
	char id[ID_SIZE];
	int64_t version;                        /* of the row (ETag): `row_version` in the message */
	int64_t edition;                        /* of the guide: `version` in the message */
	const char *code, *title;
	int64_t year;
	int method;
	bool national;
	struct texts themes;
	int32_t review_by;
	char responsible[ID_SIZE];              /* of this authority, for its review: stands in no file */
	struct objects later_rounds;            /* struct later_round */
	struct texts requirements, measure_points;
	struct objects questions;               /* struct question_asked, in the order they are asked */
};

/* The questions of a guide put to many enterprises: an audit of each that answers, none of which concludes. */
struct survey {
	char id[ID_SIZE];
	int64_t version;
	char programme[ID_SIZE];
	const char *title;
	int method;                             /* of its audits: enum method */
	int32_t due;                            /* the day to answer by, as the notices state it */
	const char *introduction;               /* of the notices: why we ask */
	char lead_auditor[ID_SIZE];             /* of its audits */
	struct texts team;
	int state;                              /* enum survey_state */
	const char *report;                     /* what it showed, in every enterprise's final report */
	char opened_by[ID_SIZE];
	int64_t opened_at, summed_up_at, closed_at;
	const char *reason;                     /* of the last resume */
	struct objects questions;               /* of its guide: read with the row, not stored */
};
struct survey_action { int event; const char *reason, *report; };        /* enum survey_event */

/* Whom a survey asks. */
struct survey_enterprises { struct texts enterprises, kinds; };

/* How many answered a question how: a row of the survey's answers, counted. */
struct survey_tally { const char *question; int8_t yes; const char *choice; double number; int64_t count; };

/* What makes one enterprise more pressing to audit than another: points for each thing. */
struct risk_weights {
	char id[ID_SIZE];
	double year, years_most;                /* each year since the last audit, and how many count at most */
	double open_breach, repeated_breach;
	double size;                            /* each tenfold of its size */
	double risk;                            /* its own risk score, 0–1 */
	char made_by[ID_SIZE];
	int64_t made_at;
};

/* What is known of an enterprise when a year is planned. */
struct risk_facts {
	char enterprise[ID_SIZE];
	const char *enterprise_name;
	int32_t last_audit;                     /* DAY_NONE: never, or nobody knows when */
	int64_t under_way;                      /* audits that have not ended */
	int64_t open_breaches, repeated;        /* repeated: requirements breached in more than one audit */
	int64_t size;
	double risk_score;
};

/* A programme as a file that authorities hand to each other. */
struct guide {
	int format;                             /* enum guide_format */
	uint64_t programme_given;               /* see OBJECT_GIVEN */
	struct programme programme;             /* its lists of ids stay empty */
	struct objects requirements;            /* struct requirement */
	struct objects measure_points;          /* struct measure_point */
};

struct account {
	char id[ID_SIZE];
	int64_t version;
	const char *username, *password, *name, *email; /* password: taken in, never shown, never stored */
	const char *password_hash;                      /* stored, not shown */
	struct texts roles;                             /* of enum role */
	int language;                                   /* enum language */
	bool disabled;
	struct objects deputies;                        /* struct deputy: a leader's */
	bool digest;                                    /* wants the morning's mail */
};

struct deputy { char account[ID_SIZE]; int32_t from, to; };

/* What stands above an authority's name on its letters, from a day on: never changed, another follows. */
struct letterhead {
	char id[ID_SIZE], attachment[ID_SIZE];  /* of the PNG; "": from then on there is no logo */
	const char *alt;
	int64_t width, height;                  /* pixels */
	char added_by[ID_SIZE];
	int64_t added_at;
};

struct conflict {
	char id[ID_SIZE];
	char account[ID_SIZE], enterprise[ID_SIZE];
	const char *reason;
	int32_t from, to;
};

/*
 * What an authority, or one programme of it, decides for itself, as it is written down: never changed,
 * only ended by the next.  How the law reads it is core/policy.h.
 */
struct kind_days { int64_t of[DEADLINE_KINDS]; };
struct complexity_days { int64_t of[COMPLEXITIES]; };
struct correction_days { uint64_t given[SEVERITIES]; struct complexity_days of[SEVERITIES]; };
struct week_range { int64_t from, to; };                /* of ISO 8601; from 52 to 1 goes over the new year */
struct closing_day { int32_t date; const char *name; };
/* Of the ladder of reminders; core/ladder.h says what it means. */
struct written_rung {
	const char *code;
	struct texts kinds;                     /* of enum deadline_kind */
	int from, action, recipient, channel;   /* enum rung_from, rung_action, rung_recipient, rung_channel */
	int64_t after, new_date;
	bool automatic;
};
struct legal_ground { struct texts names, acts; };      /* the first name is the one shown */
struct policy_version {
	char id[ID_SIZE];
	int64_t version;                        /* of the row (ETag): `row_version` in the message */
	int64_t edition;                        /* of its programme or the authority: `version` in the message */
	char programme[ID_SIZE], replaces[ID_SIZE];
	const char *name;
	int32_t valid_from, valid_to;           /* the last day; before valid_from: replaced before it began */
	uint64_t days_given, ahead_given, correction_given;     /* see OBJECT_GIVEN */
	struct kind_days days, ahead;
	struct correction_days correction;
	int64_t documents_before_visit, assessment_after_measurement, milestone_after, interim_after,
		comment_ahead_with_notice, review_months, review_ahead;
	int unknown_severity, unknown_complexity, letter_mail;
	struct objects avoided_weeks;           /* struct week_range */
	bool avoid_easter;
	struct objects closing_days;            /* struct closing_day: the authority's, for all programmes */
	struct objects rungs;                   /* struct written_rung, in the ladder's order */
	const char *send_from, *send_to;        /* "08:00", of a working day */
	bool fine_municipality;
	struct objects grounds;                 /* struct legal_ground */
	char made_by[ID_SIZE];
	int64_t made_at;
};

#endif
