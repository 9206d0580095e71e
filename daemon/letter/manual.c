/* manual - every name of every kind, the parts, the passages, and the markup. */
#include "letter/manual.h"

#include <string.h>

#include "letter/texts.h"
#include "letter/writing.h"

#define VIEWS_MOST 64

static const char head[] = ".Dd November 22, 2026\n.Dt TILSYN-TEMPLATES 7\n.Os tilsyn\n.Sh NAME\n.Nm tilsyn-templates\n"
	".Nd the wording of letters: its language, its names and its markup\n.Sh DESCRIPTION\nPrinted by\n.Ql tilsynd --templates\n"
	"from the tables that a wording is judged by when it is saved.\nA wording is a subject (one line) and a body, in nb and nn, and"
	" in en where private enterprises are written to.\nWhat a name gives was written by somebody: it is text and never markup.\n"
	".Sh LANGUAGE\nThat of mustache, without raw text.\n.Bl -tag -width Ds\n.It Li {{name}}\nwhat the name gives; of an object within"
	" another\n.Li {{object.name}}\n.It Li {{#name}} ... {{/name}}\na section: written where there is such a thing, and for each of"
	" a list, whose names then come first\n.It Li {{^name}} ... {{/name}}\nwritten where there is none\n.It Li {{> part}}\none of"
	" the parts below, in the letter's language\n.It Li {{! words}}\na remark, written nowhere\n.El\nA tag alone on its line takes"
	" the line with it.\n.Sh MARKUP\nSigns count first on a line; an empty line ends a block.\n.Bl -tag -width Ds\n";

static const struct { const char *sign, *about; } markup[] = {
	{ "## text", "a heading; ### one below it" },
	{ "- text", "an item of a list; + text one that is numbered" },
	{ "| a | b |", "a row of a table; the first is its header" },
	{ "%caption text", "on the line before a table: what it is of" },
	{ "%chart kind title", "a figure of kind run, p or rounds; a name of type chart writes it with its figures:"
		" %target, %phase, %note and %point on the lines after" },
	{ "**bold** *italic*", "within a line" },
	{ "<https://address words>", "a link" },
	{ "\\e*", "a backslash before a sign: the sign itself" },
};

static const struct { const char *word, *about; } types[] = {
	[VIEW_TEXT] = { "text", "always there" },
	[VIEW_OPTIONAL] = { "optional", "written only within a section of its own name" },
	[VIEW_TRUTH] = { "truth", "only a section" },
	[VIEW_OBJECT] = { "object", "always there: a section, or the first part of a dotted name" },
	[VIEW_MAYBE] = { "maybe", "an object that may be missing: only a section" },
	[VIEW_LIST] = { "list", "a section for each" },
	[VIEW_CHART] = { "chart", "a figure, within a section of its own name; not in a subject" },
};

static void write_kinds(unsigned kinds, struct buffer *buffer)
{
	bool first = true;

	for (int kind = 0; kind < LETTER_KINDS; kind++)
		if (kinds >> kind & 1) {
			buffer_format(buffer, "%s%s", first ? "; only in " : ", ", letter_kinds.word[kind]);
			first = false;
		}
}

static void write_view(const struct view *view, const struct view **known, int *count, struct buffer *buffer)
{
	buffer_format(buffer, ".Ss %s\n.Bl -tag -width Ds -compact\n", view->what);
	for (int i = 0; i < view->count; i++) {
		const struct view_name *name = &view->names[i];
		bool new = name->of != NULL && *count < VIEWS_MOST;

		buffer_format(buffer, ".It Li %s\n%s", name->name, types[name->type].word);
		if (name->of != NULL)
			buffer_format(buffer, " of %s", name->of->what);
		write_kinds(name->kinds, buffer);
		buffer_add_char(buffer, '\n');
		for (int k = 0; k < *count; k++)
			new &= known[k] != name->of;
		if (new)
			known[(*count)++] = name->of;
	}
	buffer_add_text(buffer, ".El\n");
}

static void write_parts(struct buffer *buffer)
{
	int count;
	const struct letter_source *sources = letter_sources(&count);

	buffer_add_text(buffer, ".Sh PARTS\n.Bl -bullet -compact\n");
	for (int i = 0; i < count; i++)
		if (strncmp(sources[i].name, "part_", 5) == 0 && strcmp(sources[i].language, languages.word[LANGUAGE_NB]) == 0)
			buffer_format(buffer, ".It\n.Li %s\n", sources[i].name + 5);
	buffer_add_text(buffer, ".El\n");
}

static const char example[] = ".Sh EXAMPLES\nThe end of a reminder:\n.Bd -literal\n## Frister som har g\xc3\xa5tt ut\n\n"
	"{{#any_overdue}}\n| Frist | Hva | Gjelder |\n{{#overdue}}\n"
	"| {{date}} | {{task}} | {{#breach}}{{word}} {{number}}{{/breach}}{{^breach}}hele saken{{/breach}} |\n"
	"{{/overdue}}\n{{/any_overdue}}\n\n{{> end}}\n.Ed\n.Pp\nIt is tried without being kept by\n.Ql tilsyn template check .\n"
	".Sh SEE ALSO\n.Xr tilsyn 1 ,\n.Xr tilsynd 8\n";

void letter_write_manual(struct buffer *buffer)
{
	const struct view *known[VIEWS_MOST] = { &letter_view };
	int count = 1;

	buffer_add_text(buffer, head);
	for (size_t i = 0; i < sizeof markup / sizeof markup[0]; i++)
		buffer_format(buffer, ".It Li %s\n%s\n", markup[i].sign, markup[i].about);
	buffer_add_text(buffer, ".El\n.Sh KINDS\n");
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		buffer_format(buffer, "%s%s\n", letter_kinds.word[kind], kind + 1 < LETTER_KINDS ? "," : ".");
	buffer_add_text(buffer, ".Sh NAMES\n.Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		buffer_format(buffer, ".It Sy %s\n%s\n", types[i].word, types[i].about);
	buffer_add_text(buffer, ".El\n.Pp\nA name without kinds is in all of them.\nThe outermost names are those of\n.Sy letter .\n");
	for (int i = 0; i < count; i++)
		write_view(known[i], known, &count, buffer);
	write_parts(buffer);
	buffer_add_text(buffer, example);
}
