/* recipient - the address block: a closure goes to the enterprise's management (guide 5). */
#include "letter/text.h"

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

const char *letter_recipient(const struct case_facts *facts, const struct letter *letter, struct arena *arena)
{
	const struct enterprise *enterprise = facts->enterprise;
	const char *whom = letter->kind == LETTER_CLOSURE ? management(enterprise, arena) : NULL;
	const char *where = given(enterprise->address) ? enterprise->address : enterprise->email;

	return arena_format(arena, "%s%s%s%s%s", enterprise->name, whom == NULL ? "" : "\nv/ ",
		whom == NULL ? "" : whom, given(where) ? "\n" : "", given(where) ? where : "");
}
