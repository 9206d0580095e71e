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

static int64_t sum_of(const int64_t *row, int columns)
{
	int64_t sum = 0;

	for (int column = 0; column < columns; column++)
		sum += row[column];
	return sum;
}

/* The least row that is still shown, or -1; of those alike the last: in a falling order what is hidden is the end of it. */
static int least(const int64_t *parts, int columns, int count, const bool *hidden)
{
	int at = -1;

	for (int i = 0; i < count; i++)
		if (!hidden[i] && (at < 0 || sum_of(parts + i * columns, columns) <= sum_of(parts + at * columns, columns)))
			at = i;
	return at;
}

/* With nothing in one of those hidden the others would have to be larger than one that is shown. */
static bool is_too_much(const int64_t *parts, int columns, int count, const bool *hidden, int hidden_count)
{
	int at = least(parts, columns, count, hidden);
	int64_t sum = 0;

	for (int i = 0; i < count; i++)
		sum += hidden[i] ? sum_of(parts + i * columns, columns) : 0;
	return at >= 0 && sum > (hidden_count - 1) * sum_of(parts + at * columns, columns);
}

/* Those that are hidden add up to something small in one of the columns. */
static bool gives_away(const int64_t *parts, int columns, int count, const bool *hidden)
{
	for (int column = 0; column < columns; column++) {
		int64_t sum = 0;

		for (int i = 0; i < count; i++)
			sum += hidden[i] ? parts[i * columns + column] : 0;
		if (small_number(sum))
			return true;
	}
	return false;
}

int small_hide(const int64_t *parts, int columns, int count, bool *ret_hidden)
{
	int hidden = 0, next;

	for (int i = 0; i < count; i++) {
		ret_hidden[i] = false;
		for (int column = 0; column < columns; column++)
			ret_hidden[i] |= small_number(parts[i * columns + column]);
		hidden += ret_hidden[i];
	}
	while (hidden > 0 && (hidden < 2 || gives_away(parts, columns, count, ret_hidden)
	    || is_too_much(parts, columns, count, ret_hidden, hidden)) && (next = least(parts, columns, count, ret_hidden)) >= 0) {
		ret_hidden[next] = true;
		hidden++;
	}
	return hidden;
}
