/*
 * casework.h - a case in hand: its facts as loaded, what a command changes in them, and what its
 * log is told.  A command's load asks for the whole case and locks it; decide works on the structs;
 * write stores what was touched, row by row, and the events, with one hash chain a case.
 */
#ifndef OP_CASEWORK_H
#define OP_CASEWORK_H

#include "op/event.h"
#include "op/nouns.h"

struct casework {
	struct request *request;
	struct case_facts facts;
	struct audit audit;
	struct enterprise enterprise;
	struct incoming *incoming;  int incoming_count;
	struct reminder *reminders; int reminder_count;         /* the ledger of its deadlines */
	struct re_review *re_reviews; int re_review_count;
	struct survey survey;           /* facts.survey, where the case has to do with one */
	struct selection *selections; int selection_count;
	struct letter_template *templates;      /* the newest approved, and awaiting it, of the kinds drafted here */
	int template_count, template_place;
	const char *act_data;           /* what was asked, as canonical JSON: the data of the event asked for */
	int32_t policy_changes_on;      /* the next day from which another policy may judge the case, or DAY_NONE */
	unsigned actor;                 /* enum actor: what the caller is in this case */

	int lock_place, audit_place, enterprise_place, requirement_place, measure_point_place, conflict_place,
		people_place, policy_place, policy_change_place, survey_place, tally_place, figure_place, note_place;
	int place[NOUNS], room[NOUNS];
	struct change { enum noun noun; void *object; } *changes;
	int change_count;
	struct asked_besides *besides;  /* op/deadline.c's: what was asked besides of one deadline; NULL: nothing */
	struct told *told;
	int told_count;
	struct mail *mails;             /* op/outbox.h */
	int mail_count;
};

/* Which case: by the id of a row in it.  A command locks the case row before anything else. */
struct casework *casework_ask(struct request *request, enum statement lock);
/* 0, or REFUSAL_not_found. */
int casework_take(struct casework *work);
/* A case that does not exist yet (create, import): the audit is cleared and gets an id. */
struct casework *casework_new(struct request *request, const struct policy *policy);

/*
 * Every command loads its case whole, so a case is never more than this: breaches, and rows of each
 * other noun.  What a person asks to add is refused when it is full; what a step adds is not, for a
 * case can always be brought to its end.
 */
#define CASE_BREACHES_MOST 500
#define CASE_ROWS_MOST 5000
bool casework_is_full(struct casework *work, enum noun noun);

/* All rows of the noun, and how many. */
void *casework_rows(struct casework *work, enum noun noun, int *ret_count);
/* What the caller is to this row: in the case, and the author of a letter besides. */
unsigned casework_actor(const struct casework *work, enum noun noun, const void *subject);
/* The row of that id in the case, or NULL. */
void *casework_find(struct casework *work, enum noun noun, const char *id);
/* A new row, all none but its id and audit; marked as changed. */
void *casework_add(struct casework *work, enum noun noun);
/*
 * Say that a row was changed: it is stored, its version and the case's rise by one.  What the clock
 * does raises neither the case's nor that of a deadline that still runs: an If-Match of what was read before holds,
 * and the digest of the ETag tells the two apart.
 */
void casework_touch(struct casework *work, enum noun noun, void *object);
/* The touched row is stored as it stands, and once more when it is touched again: no state is skipped. */
void casework_keep(struct casework *work, const void *object);
bool casework_is_touched(const struct casework *work, const void *object);
/* Say what happened: one row in the log. */
void casework_tell(struct casework *work, const struct told *told);

/* An owner that is not one of the audit's is a mistake. */
void breach_judge_owner(struct casework *work, const struct breach *breach);

/* Puts all changes and events. */
void casework_write(struct casework *work);

#endif
