/* method.h - what the code may know of an audit's method: its flags, never its name. */
#ifndef CORE_METHOD_H
#define CORE_METHOD_H

#include <stdbool.h>

#include "proto/noun.h"
#include "proto/refusal.h"
#include "proto/terms.h"

struct method_flags {
	bool notice_needed;             /* begins with a notice to the enterprise */
	bool visit_needed;              /* has a visit, so dates for it and a summary meeting */
	bool concludes;                 /* may establish breaches */
	bool survey;                    /* asks all by a survey */
	bool sample_fixed;              /* the guide fixes which records are looked at */
	bool joint;                     /* several authorities; each breach has an owner */
	enum breach_kind word;          /* what a breach is called in its reports */
};

const struct method_flags *method_flags(int method);    /* enum method */

/* May breaches be found in it?  Its method concludes, and it is no part of a survey. */
bool audit_concludes(const struct audit *audit);

#endif
