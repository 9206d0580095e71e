/* cell - what stands in a cell of a table. */
#include "proto/cell.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"

bool cell_is(const char *text, const char *word)
{
	return strcasecmp(text, word) == 0;
}

bool cells_empty(char *const *cell, int cells)
{
	for (int i = 0; i < cells; i++)
		if (*cell[i] != '\0')
			return false;
	return true;
}

bool cell_day(const char *text, int32_t *ret_day)
{
	char turned[DAY_TEXT] = "";

	if (strlen(text) != 10 || text[2] != '.' || text[5] != '.')
		return day_parse(text, ret_day);
	memcpy(turned, text + 6, 4);
	turned[4] = turned[7] = '-';
	memcpy(turned + 5, text + 3, 2);
	memcpy(turned + 8, text, 2);
	return day_parse(turned, ret_day);
}

bool cell_truth(const char *text, bool *ret_truth)
{
	static const char *const words[][2] = { { "1", "0" }, { "ja", "nei" }, { "true", "false" }, { "yes", "no" },
		{ "sann", "usann" } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		for (int no = 0; no < 2; no++)
			if (cell_is(text, words[i][no])) {
				*ret_truth = no == 0;
				return true;
			}
	return false;
}

bool cell_number(const char *text, double *ret_number)
{
	static const char digits[] = "0123456789";
	const char *at = text + (*text == '-');
	size_t whole = strspn(at, digits), part = 0;
	char plain[40];

	if (at[whole] == '.' || at[whole] == ',')
		part = 1 + strspn(at + whole + 1, digits);
	if (whole == 0 || part == 1 || at[whole + part] != '\0' || strlen(text) >= sizeof plain)
		return false;
	strcpy(plain, text);
	if (part > 0)
		plain[(size_t)(at - text) + whole] = '.';
	*ret_number = strtod(plain, NULL);
	return true;
}
