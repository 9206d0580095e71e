/* pooled.h - what changed from the first round to the last, over many breaches together. */
#ifndef CORE_POOLED_H
#define CORE_POOLED_H

#include <stdint.h>

/* A breach's measure point, `compliant` of `sample` in its first round and in its last; so many breaches alike. */
struct pooled_pair { int64_t compliant_1, sample_1, compliant_2, sample_2, alike; };

/*
 * The difference of the shares, last less first, pooled by Mantel and Haenszel's weights with the
 * variance of Sato, Greenland and Robins (1989).  Not by inverse variance: review rounds are small, and
 * many end at 20 of 20, whose variance would be 0 and whose weight without end; these weights need no
 * correction, and the variance holds for few large pairs as for many small ones.
 */
struct pooled {
	int64_t pairs;                          /* those with records in both rounds */
	int64_t compliant_1, sample_1, compliant_2, sample_2;  /* of those, added */
	double difference, low, high;           /* 95 %, cut to −1–1; NAN without pairs */
};
struct pooled pooled_of(const struct pooled_pair *pairs, int count);

#endif
