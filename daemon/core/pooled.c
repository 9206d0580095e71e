/* pooled - the Mantel-Haenszel risk difference. */
#include "core/pooled.h"

#include <math.h>

struct pooled pooled_of(const struct pooled_pair *pairs, int count)
{
	struct pooled pooled = { .difference = NAN, .low = NAN, .high = NAN };
	double weights = 0, weighted = 0, p = 0, q = 0, variance, half;

	for (int i = 0; i < count; i++) {
		double a = (double)pairs[i].compliant_2, n = (double)pairs[i].sample_2;
		double c = (double)pairs[i].compliant_1, m = (double)pairs[i].sample_1, all = n + m;
		double alike = (double)pairs[i].alike;

		if (n == 0 || m == 0)
			continue;
		pooled.pairs += pairs[i].alike;
		pooled.compliant_1 += pairs[i].alike * pairs[i].compliant_1;
		pooled.sample_1 += pairs[i].alike * pairs[i].sample_1;
		pooled.compliant_2 += pairs[i].alike * pairs[i].compliant_2;
		pooled.sample_2 += pairs[i].alike * pairs[i].sample_2;
		weights += alike * n * m / all;
		weighted += alike * (a * m - c * n) / all;
		p += alike * (n * n * c - m * m * a + n * m * (m - n) / 2) / (all * all);
		q += alike * (a * (m - c) + c * (n - a)) / (2 * all);
	}
	if (pooled.pairs == 0)
		return pooled;
	pooled.difference = weighted / weights;
	variance = (pooled.difference * p + q) / (weights * weights);
	half = 1.959963984540054 * sqrt(variance > 0 ? variance : 0);
	pooled.low = pooled.difference - half < -1 ? -1 : pooled.difference - half;
	pooled.high = pooled.difference + half > 1 ? 1 : pooled.difference + half;
	return pooled;
}
