/*
 * risk.h - how pressing it is to audit an enterprise: facts, weighed.  Where the weights come from is
 * not ours; what has no fact (a size nobody counted) weighs nothing.
 */
#ifndef CORE_RISK_H
#define CORE_RISK_H

#include "proto/noun.h"

extern const struct risk_weights risk_weights_default;

/* Each is a member of the weights by the same name. */
enum risk_factor { RISK_YEAR, RISK_OPEN_BREACH, RISK_REPEATED_BREACH, RISK_SIZE, RISK_RISK, RISK_FACTORS };
extern const char *const risk_factor_names[RISK_FACTORS];

struct risk {
	struct { double value, weight, points; } of[RISK_FACTORS];
	double points;                          /* in all */
};

void risk_weigh(const struct risk_weights *weights, const struct risk_facts *facts, int32_t today, struct risk *ret_risk);

#endif
