/* expected - reads the tables of tests/unit/expected. */
#include "expected.h"

#include "core/graph.h"

int words_split(char *text, const char *parts, char **ret_words, int most)
{
	int count = 0;

	for (char *rest, *word = strtok_r(text, parts, &rest); word != NULL; word = strtok_r(NULL, parts, &rest)) {
		assert_true(count < most);
		ret_words[count++] = word;
	}
	return count;
}

struct lines expected_lines(const char *file)
{
	const char *source = getenv("srcdir");
	static struct file { struct file *next; char line[100][1024]; } *files;  /* kept: rows point into them */
	struct file *kept = calloc(1, sizeof *kept);
	struct lines lines = { kept->line, 0 };
	char path[512];
	FILE *input;

	snprintf(path, sizeof path, "%s/tests/unit/expected/%s", source != NULL ? source : ".", file);
	input = fopen(path, "r");
	if (input == NULL)
		fail_msg("cannot read %s", path);
	kept->next = files;
	files = kept;
	while (lines.count < 100 && fgets(lines.line[lines.count], sizeof *lines.line, input) != NULL)
		if (lines.line[lines.count][0] != '#')
			lines.count++;
	assert_true(feof(input));
	fclose(input);
	assert_true(lines.count > 5);
	return lines;
}

bool has_number(const int *numbers, int count, int number)
{
	for (int i = 0; i < count; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

int guard_named(const char *code)
{
	for (int guard = 1; guard < GUARDS; guard++)
		if (strcmp(guard_code((enum guard)guard), code) == 0)
			return guard;
	fail_msg("core has no guard %s", code);
	return -1;
}

static int state_find(enum machine machine, const char *word)
{
	const struct terms *states = laws[machine]->states;

	for (int i = 0; i < states->count; i++)
		if (strcmp(states->word[i], word) == 0)
			return i;
	assert_string_equal(word, "-");
	return -1;
}

static unsigned actors_read(const struct expected *row, char *named)
{
	static const struct { const char *role; unsigned actor; } known[] = {
		{ "caseworker", BY_CASEWORKER }, { "lead_auditor", BY_LEAD }, { "leader", BY_LEADER },
		{ "archivist", BY_ARCHIVIST }, { "deputy", BY_DEPUTY }, { "author", BY_AUTHOR },
		{ "clock", BY_CLOCK }, { "case", BY_CASE },
	};
	unsigned actors = 0;
	char *word[LISTED];
	int count = words_split(named, ",", word, LISTED);

	for (int i = 0; i < count; i++) {
		unsigned actor = 0;

		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			if (strcmp(known[k].role, word[i]) == 0)
				actor = known[k].actor;
		/* the owner's, not the audit's; and any of the authority's, not of the team */
		if (strcmp(row->event, "agree_closure") == 0 && actor == BY_LEAD)
			actor = BY_OWNER;
		if (strcmp(row->event, "approve") == 0 && actor == BY_CASEWORKER)
			actor = BY_COLLEAGUE;
		assert_int_not_equal(actor, 0);
		actors |= actor;
	}
	return actors;
}

static void guards_read(struct expected *row, char *codes)
{
	char *word[LISTED];
	int count = strcmp(codes, "-") == 0 ? 0 : words_split(codes, ",", word, LISTED);

	for (int i = 0; i < count; i++)
		if (!has_number(row->guards, row->guard_count, guard_named(word[i])))
			row->guards[row->guard_count++] = guard_named(word[i]);
}

static void effects_read(struct expected *row, char *words)
{
	if (strcmp(words, "-") != 0)
		row->effect_count += words_split(words, ",", (char **)&row->effects[row->effect_count],
			LISTED - row->effect_count);
}

static int event_find(enum machine machine, const char *word)
{
	for (int i = 0; i < laws[machine]->event_count; i++)
		if (strcmp(laws[machine]->events[i], word) == 0)
			return i;
	return -1;
}

int expected_rows(enum machine machine, struct expected *ret_rows, int most)
{
	char file[40], *column[8];
	struct lines lines;

	snprintf(file, sizeof file, "%s.txt", laws[machine]->name);
	lines = expected_lines(file);
	assert_true(lines.count <= most);
	for (int i = 0; i < lines.count; i++) {
		struct expected *row = &ret_rows[i];

		memset(row, 0, sizeof *row);
		assert_int_equal(words_split(lines.line[i], " |\n", column, 8), 7);
		row->machine = machine;
		row->from = state_find(machine, column[0]);
		row->event = column[1];
		row->number = event_find(machine, column[1]);
		row->actors = actors_read(row, column[2]);
		guards_read(row, column[3]);
		effects_read(row, column[4]);
		row->to = state_find(machine, column[5]);
		row->when = column[6];
	}
	return lines.count;
}

void expected_beside(struct expected *row)
{
	static struct expected beside[40];
	static char machine_of[40][16];
	static int count;
	char *column[8];

	if (count == 0) {
		struct lines lines = expected_lines("beside.txt");

		for (; count < lines.count; count++) {
			assert_int_equal(words_split(lines.line[count], " |\n", column, 8), 5);
			snprintf(machine_of[count], sizeof machine_of[count], "%s", column[0]);
			beside[count].event = column[1];
			guards_read(&beside[count], column[2]);
			effects_read(&beside[count], column[3]);
		}
	}
	for (int i = 0; i < count; i++) {
		if (strcmp(machine_of[i], laws[row->machine]->name) != 0 || strcmp(beside[i].event, row->event) != 0)
			continue;
		for (int g = 0; g < beside[i].guard_count; g++)
			if (!has_number(row->guards, row->guard_count, beside[i].guards[g]))
				row->guards[row->guard_count++] = beside[i].guards[g];
		for (int e = 0; e < beside[i].effect_count; e++)
			row->effects[row->effect_count++] = beside[i].effects[e];
	}
}
