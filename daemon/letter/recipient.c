/* recipient - the address block: a closure goes to the enterprise's management (guide 5). */
#include "letter/text.h"

#include <string.h>

static bool given(const char *text)
{
	return text != NULL && *text != '\0';
}

static const char *management(const struct enterprise *enterprise, struct arena *arena)
{
	const char *name = enterprise->management_name, *title = enterprise->management_title;

	if (given(name) && given(title))
		return arena_format(arena, "%s, %s", name, title);
	return given(name) ? name : given(title) ? title : NULL;
}

/* "Rådhusplassen 1, 0001 Lillevik": the postal code begins a line of its own, as on an envelope. */
static const char *address_lines(const char *address, struct arena *arena)
{
	char *lines = arena_text(arena, address);
	size_t kept = strlen(lines);

	for (char *at = lines; (at = strstr(at, ", ")) != NULL; at++) {
		if (strspn(at + 2, "0123456789") != 4 || at[6] != ' ')
			continue;
		*at = '\n';
		memmove(at + 1, at + 2, kept - (size_t)(at + 1 - lines));
		kept--;
	}
	return lines;
}

const char *letter_recipient(const struct case_facts *facts, const struct letter *letter, struct arena *arena)
{
	const struct enterprise *enterprise = facts->enterprise;
	const char *whom = letter->kind == LETTER_CLOSURE ? management(enterprise, arena) : NULL;
	const char *where = given(enterprise->address) ? address_lines(enterprise->address, arena) : enterprise->email;

	return arena_format(arena, "%s%s%s%s%s", enterprise->name, whom == NULL ? "" : "\nv/ ",
		whom == NULL ? "" : whom, given(where) ? "\n" : "", given(where) ? where : "");
}
