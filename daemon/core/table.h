/* table.h - how a machine's rows are written; inside core. */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include "core/guard.h"

#define CREATION (-1)
#define G(code) GUARD_##code
#define E(word) EFFECT_##word

/* A row's condition, where two rows have the same from and event: never both at once. */
#define UNUSED __attribute__((unused))
#define WHEN(name) static bool name(const struct case_facts *facts UNUSED, const void *subject UNUSED, \
	const struct asking *asking UNUSED)

/* The first events up to last_public are asked for as actions. */
#define LAW(machine, its_states, last_public, its_creation, its_ends) \
	const struct law machine##_law = { \
		.name = #machine, .states = &its_states, .events = events, \
		.event_count = sizeof events / sizeof *events, .public_events = (last_public) + 1, \
		.creation = its_creation, .ends = its_ends, \
		.rules = rules, .rule_count = sizeof rules / sizeof *rules, \
	}
#define END(state) (1u << (state))
extern const struct law audit_law, breach_law, deadline_law, letter_law, order_law;

#endif
