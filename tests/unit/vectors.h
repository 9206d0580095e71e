/* vectors.h - reads the golden vectors of tests/unit/expected, which no reader of the code wrote. */
#ifndef UNIT_VECTORS_H
#define UNIT_VECTORS_H

#include "unit.h"

#define VECTOR_WORDS 200

/* The day a vector expects; its first words tell which vector it was. */
static inline void same_day(int32_t day, const char *expected, char **word)
{
	char text[DAY_TEXT];

	if (strcmp(day_format(day, text), expected) != 0)
		fail_msg("%s %s %s: got %s, not %s", word[0], word[1], word[2], text, expected);
}

/* Check every line of the file whose first word is kind, split at blanks; fewer than least is a failure. */
static inline void vectors_check(const char *file, const char *kind, int least,
	void (*check)(char **word, int count))
{
	const char *srcdir = getenv("srcdir");
	char path[512], line[1024], *word[VECTOR_WORDS];
	int lines = 0;
	FILE *vectors;

	snprintf(path, sizeof path, "%s/tests/unit/expected/%s", srcdir != NULL ? srcdir : ".", file);
	vectors = fopen(path, "r");
	if (vectors == NULL)
		fail_msg("cannot read %s", path);
	while (fgets(line, sizeof line, vectors) != NULL) {
		int count = 0;

		if (line[0] == '#')
			continue;
		assert_non_null(strchr(line, '\n'));
		for (char *at = strtok(line, " \n"); at != NULL; at = strtok(NULL, " \n")) {
			assert_true(count < VECTOR_WORDS);
			word[count++] = at;
		}
		if (count == 0 || strcmp(word[0], kind) != 0)
			continue;
		check(word, count);
		lines++;
	}
	fclose(vectors);
	if (lines < least)
		fail_msg("%s: %d lines of %s, at least %d belong there", file, lines, kind, least);
}

#endif
