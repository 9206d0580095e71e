/* width - cells of a terminal, by the blocks of Unicode that are not one cell wide. */
#include "client/width.h"

#include <stdint.h>

struct block { uint32_t first, last; };

static const struct block none[] = {
	{ 0x0300, 0x036f },
	{ 0x0483, 0x0489 },
	{ 0x0591, 0x05bd },
	{ 0x0610, 0x061a },
	{ 0x064b, 0x065f },
	{ 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff },
	{ 0x200b, 0x200f },
	{ 0x202a, 0x202e },
	{ 0x2060, 0x2064 },
	{ 0x20d0, 0x20ff },
	{ 0xfe00, 0xfe0f },
	{ 0xfe20, 0xfe2f },
	{ 0xfeff, 0xfeff },
	{ 0xe0100, 0xe01ef },
};

static const struct block wide[] = {
	{ 0x1100, 0x115f },
	{ 0x2e80, 0x303e },
	{ 0x3041, 0xa4cf },
	{ 0xac00, 0xd7a3 },
	{ 0xf900, 0xfaff },
	{ 0xfe30, 0xfe6f },
	{ 0xff00, 0xff60 },
	{ 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f },
	{ 0x1f680, 0x1f6ff },
	{ 0x1f900, 0x1f9ff },
	{ 0x20000, 0x3fffd },
};

static int block_has(const struct block *blocks, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (point >= blocks[i].first && point <= blocks[i].last)
			return 1;
	return 0;
}

/* The code point at text and its length in bytes; a byte that begins none counts for itself. */
static uint32_t point_at(const char *text, size_t *ret_length)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t length = at[0] < 0xc0 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
	uint32_t point = length == 1 ? at[0] : at[0] & (0xffu >> (length + 1));

	for (size_t i = 1; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80) {
			length = i;
			break;
		}
		point = point << 6 | (at[i] & 0x3fu);
	}
	*ret_length = length;
	return point;
}

static int point_width(uint32_t point)
{
	if (block_has(none, sizeof none / sizeof none[0], point))
		return 0;
	return block_has(wide, sizeof wide / sizeof wide[0], point) ? 2 : 1;
}

int width_of(const char *text)
{
	int cells = 0;
	size_t length;

	for (; *text != '\0'; text += length)
		cells += point_width(point_at(text, &length));
	return cells;
}

size_t width_fit(const char *text, int cells)
{
	const char *at = text;
	size_t length;

	for (; *at != '\0'; at += length) {
		cells -= point_width(point_at(at, &length));
		if (cells < 0)
			break;
	}
	return (size_t)(at - text);
}
