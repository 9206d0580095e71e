/* world.h - one case in memory in which every step of the law is ready to be taken. */
#ifndef WORLD_H
#define WORLD_H

#include "core/law.h"
#include "unit.h"

/* Ids that are told apart and sort by number. */
const char *id(int number);
enum { AUDIT = 1, ENTERPRISE, REQUIREMENT, OTHER_REQUIREMENT, POINT, LEAD, MEMBER, LEADER, OTHER_LEADER, COLLEAGUE,
	OWNER_LEAD, BREACH, OTHER_BREACH, PRACTICE, MANAGEMENT, USERS, FIRST_ROUND, SECOND_ROUND, DEMAND, OTHER_DEMAND,
	INTERIM, LETTER, REPORT, ORDER, DOCUMENT, DEADLINE = 40 };

#define WORLD_ROWS 16
struct world {
	struct case_facts facts;
	struct policy policy;
	struct enterprise enterprise;
	struct audit audit;
	struct breach breaches[WORLD_ROWS];
	struct demand demands[WORLD_ROWS];
	struct interim_measure interim_measures[WORLD_ROWS];
	struct evidence evidence[WORLD_ROWS];
	struct observation observations[WORLD_ROWS];
	struct assessment assessments[WORLD_ROWS];
	struct deadline deadlines[WORLD_ROWS];
	struct letter letters[WORLD_ROWS];
	struct order orders[WORLD_ROWS];
	struct requirement requirements[WORLD_ROWS];
	struct measure_point measure_points[WORLD_ROWS];
	struct conflict conflicts[WORLD_ROWS];
	struct approver approvers[WORLD_ROWS];
	struct owner owners[2];
	struct letter_date dates[4];
	struct milestone milestones[2];
	struct approval approvals[2];
	struct action action;
	struct asking asking;
	void *subject;
};

/* The standing cast: enterprise, audit in `state`, one breach with its demands, nothing running. */
void world_make(struct world *world, int audit_state);
/* And everything that this step from this state to that asks for. */
void world_ready(struct world *world, enum machine machine, int event, int from, int to);
/* Where two rows lead to one state, what parts them in the table: "other_kind". */
void world_when(struct world *world, const char *when);

void set_id(char field[ID_SIZE], int number);
struct texts ids(int number);                   /* a list of one */
struct texts ids_two(int first, int second);
struct deadline *add_deadline(struct world *world, int kind, int state, int breach, const char *due);
struct letter *add_letter(struct world *world, int kind, int state);
struct order *add_order(struct world *world, int state);
struct breach *add_breach(struct world *world, int number, int state);
struct evidence *add_evidence(struct world *world, int number, int kind, const char *received_on);
struct observation *add_round(struct world *world, int number, const char *from, const char *to, int sample, int compliant);
struct assessment *add_assessment(struct world *world, const char *assessed_on);
int64_t noon(const char *date);                 /* an instant on that day in Oslo */

struct judgement world_judge(const struct world *world, enum machine machine, int event);
bool holds_back(const struct judgement *judgement, enum guard guard);
/* Is the one subject of the guard that is held this row? */
bool names(const struct judgement *judgement, enum guard guard, const char *subject);

#define TODAY "2026-03-02"                      /* a Monday */
#define LATER "2026-05-11"                      /* a Monday, 70 days on, in no avoided period */

#endif
