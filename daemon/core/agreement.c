/* agreement - observed agreement against what chance would give. */
#include "core/agreement.h"

#include <math.h>

struct agreement agreement_of(const struct agreement_counts *counts)
{
	double a = (double)counts->both_compliant, b = (double)counts->only_own;
	double c = (double)counts->only_authority, d = (double)counts->neither, n = a + b + c + d, half;
	struct agreement agreement = { .records = counts->both_compliant + counts->only_own
		+ counts->only_authority + counts->neither };

	/* 0 / 0 is NAN where there is nothing to say, and n × n / (n × n) is exactly 1 */
	agreement.observed = (a + d) / n;
	agreement.expected = ((a + b) * (a + c) + (c + d) * (b + d)) / (n * n);
	agreement.kappa = (agreement.observed - agreement.expected) / (1 - agreement.expected);
	half = 1.959963984540054 * sqrt(agreement.observed * (1 - agreement.observed) / n)
		/ (1 - agreement.expected);
	agreement.low = agreement.kappa - half < -1 ? -1 : agreement.kappa - half;
	agreement.high = agreement.kappa + half > 1 ? 1 : agreement.kappa + half;
	return agreement;
}
