/* access.h - who an account is in one case, and what its roles allow outside of cases. */
#ifndef CORE_ACCESS_H
#define CORE_ACCESS_H

#include "core/law.h"

/*
 * The set of enum actor that an account is in this case (domain.md 3): own_roles are 1 << enum
 * role, deputy: it stands in for a leader today; letter: whose author it may be, or NULL.
 */
unsigned access_actors(unsigned own_roles, bool deputy, const char *account, const struct audit *audit,
	const struct letter *letter);

/* What is no step of a machine.  Of a case: the actors that may; else the roles alone decide. */
enum may {
	MAY_READ, MAY_READ_LOG, MAY_PLAN, MAY_IMPORT, MAY_KEEP_ENTERPRISES, MAY_PAUSE_ENTERPRISE,
	MAY_KEEP_REQUIREMENTS, MAY_KEEP_MEASURE_POINTS, MAY_DRAW, MAY_REGISTER_SERIES,
	MAY_ADMINISTER, MAY_APPROVE_TEMPLATE, MAY_KEEP_CONFLICTS, MAY_NAME_DEPUTIES, MAY_UPLOAD,
	MAY_CHANGE_AUDIT, MAY_CHANGE_BREACH, MAY_EXCUSE_MEASURING, MAY_REMARK, MAY_DEMAND, MAY_PROTECT,
	MAY_REGISTER_EVIDENCE, MAY_REGISTER_INCOMING, MAY_REGISTER_CONTACT,
	MAY_WRITE_SURVEY, MAY_END_SURVEY, MAY_REGISTER_ANSWERS, MAY_SELECT,
	MAYS
};
struct permission {
	const char *name;
	unsigned roles;                 /* 1 << enum role: without one of them never */
	unsigned actors;                /* enum actor: and one of these in the case; 0: not about a case */
	const char *what;
};
extern const struct permission permissions[MAYS];

bool access_may(enum may may, unsigned own_roles, unsigned actors);

#endif
