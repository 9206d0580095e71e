/* later - rows that could not be done, each left alone for a while that doubles. */
#include "work/later.h"

#include <string.h>

static struct later_row *find(const struct later *later, const char *id)
{
	for (int i = 0; i < later->count; i++)
		if (strcmp(later->row[i].id, id) == 0)
			return (struct later_row *)&later->row[i];
	return NULL;
}

bool later_has(const struct later *later, const char *id, int64_t now)
{
	const struct later_row *row = find(later, id);

	return row != NULL && now < row->until;
}

static struct later_row *room(struct later *later)
{
	struct later_row *first = &later->row[0];

	if (later->count < LATER_MOST)
		return &later->row[later->count++];
	for (int i = 1; i < later->count; i++)
		if (later->row[i].until < first->until)
			first = &later->row[i];
	return first;
}

int64_t later_put(struct later *later, const char *id, int64_t now)
{
	struct later_row *row = find(later, id);

	if (row == NULL) {
		row = room(later);
		memcpy(row->id, id, ID_SIZE);
		row->pause = LATER_FIRST / 2;
	}
	row->pause = 2 * row->pause < LATER_LONGEST ? 2 * row->pause : LATER_LONGEST;
	row->until = now + row->pause;
	return row->pause;
}

void later_drop(struct later *later, const char *id)
{
	struct later_row *row = find(later, id);

	if (row != NULL)
		*row = later->row[--later->count];
}
