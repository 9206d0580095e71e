/* mark_check - a wording is read line by line for signs that are not whole. */
#include "letter/mark_check.h"

#include <string.h>

struct line { const char *begin, *end; int number; };

static void tell(const struct mustache_ear *ear, const struct line *line, const char *at, const char *what)
{
	int column = 1;

	for (const char *c = line->begin; c < at; c++)
		column += ((unsigned char)*c & 0xc0) != 0x80;
	ear->tell(ear->self, line->number, column, what, "");
}

static bool begins(const struct line *line, const char *sign)
{
	return (size_t)(line->end - line->begin) >= strlen(sign) && memcmp(line->begin, sign, strlen(sign)) == 0;
}

static void check_heading(const struct line *line, const struct mustache_ear *ear)
{
	if (*line->begin == '#' && !begins(line, "## ") && !begins(line, "### "))
		tell(ear, line, line->begin, "a heading is \"## \" or \"### \"");
}

static void check_directive(const struct line *line, const struct mustache_ear *ear)
{
	static const char *const known[] = { "%caption ", "%chart run ", "%chart p ", "%chart rounds ", "%target ", "%phase ", "%note ",
		"%point " };
	bool is = *line->begin != '%';

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		is |= begins(line, known[i]);
	if (!is)
		tell(ear, line, line->begin, "no such directive: %caption, or %chart run, p or rounds with %target, %phase, %note, %point");
}

static void check_row(const struct line *line, const struct mustache_ear *ear)
{
	const char *end = line->end;

	while (end > line->begin && (end[-1] == ' ' || end[-1] == '}'))
		end--;                          /* a section may end the line */
	if (*line->begin == '|' && memchr(line->begin + 1, '|', (size_t)(line->end - line->begin - 1)) == NULL)
		tell(ear, line, line->begin, "a row of a table ends with |");
	else if (*line->begin == '|' && line->end[-1] != '|' && end == line->end)
		tell(ear, line, line->end, "a row of a table ends with |");
}

/* Bold, italic and links begin and end on their line: outside of tags, a backslash spares a sign. */
static void check_signs(const struct line *line, const struct mustache_ear *ear)
{
	const char *bold = NULL, *italic = NULL, *link = NULL;

	for (const char *at = line->begin; at < line->end; at++) {
		if (*at == '{' && at[1] == '{') {
			const char *close = strstr(at, "}}");

			at = close == NULL || close > line->end ? line->end : close + 1;
		} else if (*at == '\\') {
			at++;
		} else if (*at == '*' && at[1] == '*') {
			bold = bold == NULL ? at : NULL;
			at++;
		} else if (*at == '*') {
			italic = italic == NULL ? at : NULL;
		} else if (*at == '<') {
			link = at;
		} else if (*at == '>') {
			link = NULL;
		}
	}
	if (bold != NULL)
		tell(ear, line, bold, "bold is not closed with **");
	if (italic != NULL)
		tell(ear, line, italic, "italic is not closed with *");
	if (link != NULL)
		tell(ear, line, link, "a link is not closed with >");
}

void mark_check(const char *text, const struct mustache_ear *ear)
{
	struct line line = { text, text, 1 };

	for (; *line.begin != '\0'; line.begin = line.end + (*line.end == '\n'), line.number++) {
		line.end = line.begin + strcspn(line.begin, "\n");
		if (line.begin == line.end)
			continue;
		check_heading(&line, ear);
		check_directive(&line, ear);
		check_row(&line, ear);
		check_signs(&line, ear);
	}
}
