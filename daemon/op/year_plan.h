/* year_plan.h - many audits by one guide in one request: of a year's plan, or of a survey. */
#ifndef OP_YEAR_PLAN_H
#define OP_YEAR_PLAN_H

#include "op/chain.h"
#include "proto/noun.h"

struct planned { const char *enterprise, *audit, *case_number, *code, *detail; };
struct planned_list { struct planned *item; int count; };
/* What became of each: told as the message plan_answer. */
struct planned_lists { struct planned_list made, known, refused; };
void planned_add(struct request *whole, struct planned_list *list, struct planned planned);
void planned_write(const struct planned_lists *lists, struct buffer *body);
/* What refused a link alone, as a code and a text; false: it is wrong for all of them. */
bool planned_refusal(const struct request *whole, const struct request *link, const char *pointer,
	struct planned *ret_planned);

/* request.more of the whole. */
struct planning_year {
	const struct operation *open;   /* the first link: sets what follows */
	bool opened, answered;          /* answered: the key has its answer already */
	int next;
	struct programme programme;
	struct audit said;              /* what is the same in all of them */
	struct texts enterprises;
	struct planned_lists lists;
};

/* What an operation's `start` calls: `open` reads the guide, and sets said and enterprises in the whole's arena. */
void planning_start(struct engine *engine, struct request *whole, const struct operation *open);
/* For `open`: takes the guide; adds the mistakes of one that nothing can be planned by. */
void planning_take_programme(struct request *link, int place);
int planning_reply(struct request *whole);

#endif
