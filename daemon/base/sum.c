/* sum - XXH64 (Yann Collet): four lanes of eight bytes, so that a long text costs next to nothing. */
#include "base/sum.h"

#define P1 UINT64_C(0x9E3779B185EBCA87)
#define P2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define P3 UINT64_C(0x165667B19E3779F9)
#define P4 UINT64_C(0x85EBCA77C2B2AE63)
#define P5 UINT64_C(0x27D4EB2F165667C5)

static uint64_t turn(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static uint64_t four(const unsigned char *at)
{
	return at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24;
}

static uint64_t eight(const unsigned char *at)
{
	return four(at) | four(at + 4) << 32;
}

static uint64_t lane_add(uint64_t lane, uint64_t word)
{
	return turn(lane + word * P2, 31) * P1;
}

static uint64_t lane_join(uint64_t sum, uint64_t lane)
{
	return (sum ^ lane_add(0, lane)) * P1 + P4;
}

/* All whole pieces of 32 bytes; *at moves past them. */
static uint64_t lanes(uint64_t seed, const unsigned char **at, const unsigned char *end)
{
	uint64_t a = seed + P1 + P2, b = seed + P2, c = seed, d = seed - P1;

	for (; end - *at >= 32; *at += 32) {
		a = lane_add(a, eight(*at));
		b = lane_add(b, eight(*at + 8));
		c = lane_add(c, eight(*at + 16));
		d = lane_add(d, eight(*at + 24));
	}
	return lane_join(lane_join(lane_join(lane_join(
		turn(a, 1) + turn(b, 7) + turn(c, 12) + turn(d, 18), a), b), c), d);
}

uint64_t sum_add(uint64_t seed, const void *data, size_t length)
{
	const unsigned char *at = data, *end = at + length;
	uint64_t sum = (length >= 32 ? lanes(seed, &at, end) : seed + P5) + length;

	for (; end - at >= 8; at += 8)
		sum = turn(sum ^ lane_add(0, eight(at)), 27) * P1 + P4;
	for (; end - at >= 4; at += 4)
		sum = turn(sum ^ four(at) * P1, 23) * P2 + P3;
	for (; at < end; at++)
		sum = turn(sum ^ *at * P5, 11) * P1;
	sum = (sum ^ sum >> 33) * P2;
	sum = (sum ^ sum >> 29) * P3;
	return sum ^ sum >> 32;
}

const char *sum_hex(uint64_t sum, char text[SUM_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 16; i++)
		text[i] = digits[sum >> (60 - 4 * i) & 15];
	text[16] = '\0';
	return text;
}
