/* agreement.h - do two who reviewed the same records see the same: Cohen's kappa. */
#ifndef CORE_AGREEMENT_H
#define CORE_AGREEMENT_H

#include <stdint.h>

/* Records by what the enterprise's own review and the authority's re-review found. */
struct agreement_counts { int64_t both_compliant, only_own, only_authority, neither; };

/* None of the figures exists without records; kappa and its interval are NAN where chance alone agrees. */
struct agreement {
	int64_t records;
	double observed, expected;
	double kappa, low, high;        /* 95 %, by the large-sample error of Cohen (1960), cut to −1–1 */
};
struct agreement agreement_of(const struct agreement_counts *counts);

#endif
