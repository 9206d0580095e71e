/* small - small numbers, and complementary ones. */
#include "core/small.h"

bool small_number(int64_t number)
{
	return number < SMALL_LEAST;
}

bool small_part(int64_t part, int64_t whole)
{
	return small_number(part) || small_number(whole - part);
}

/* The smallest that is still shown, or -1. */
static int smallest(const int64_t *parts, int count, const bool *hidden)
{
	int least = -1;

	for (int i = 0; i < count; i++)
		if (!hidden[i] && (least < 0 || parts[i] < parts[least]))
			least = i;
	return least;
}

int small_hide(const int64_t *parts, int count, bool *ret_hidden)
{
	int64_t sum = 0;
	int hidden = 0, next;

	for (int i = 0; i < count; i++) {
		ret_hidden[i] = small_number(parts[i]);
		if (ret_hidden[i]) {
			sum += parts[i];
			hidden++;
		}
	}
	while (hidden > 0 && (hidden < 2 || small_number(sum))
	    && (next = smallest(parts, count, ret_hidden)) >= 0) {
		ret_hidden[next] = true;
		sum += parts[next];
		hidden++;
	}
	return hidden;
}
