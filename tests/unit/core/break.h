/* break.h - in a world where a step is ready, make guards fail: one by one, and all together. */
#ifndef BREAK_H
#define BREAK_H

#include "expected.h"
#include "world.h"

struct combination {
	struct world *world;
	enum machine machine;
	int event, from, to;
	uint64_t broken;                /* guards to fail: 1 << guard */
};

/* Can this guard fail here at all, and together with the others? */
bool break_is_possible(const struct combination *combination);
/* Make them fail. */
void break_all(const struct combination *combination);
/* What must then be held: with them what they bring with them, without what they hide. */
uint64_t break_held(const struct combination *combination);

#endif
