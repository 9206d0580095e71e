/* text - a letter's text from the built-in template of its kind and language. */
#include "letter/text.h"

#include <string.h>

#include "base/fault.h"
#include "letter/texts.h"
#include "letter/writing.h"

static const struct letter_source sources[] = {
#define LETTER_TEXT(name, language, text) { name, language, text },
#include "letter/texts.def"
#undef LETTER_TEXT
};

const struct letter_source *letter_sources(int *ret_count)
{
	*ret_count = sizeof sources / sizeof sources[0];
	return sources;
}

const char *letter_source(const char *name, enum language language)
{
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
		if (strcmp(sources[i].name, name) == 0
		    && strcmp(sources[i].language, languages.word[language]) == 0)
			return sources[i].text;
	return NULL;
}

const char *letter_part(const void *context, const char *name)
{
	const enum language *language = context;
	char file[64];

	if (strlen(name) > sizeof file - sizeof "part_")
		return NULL;
	memcpy(file, "part_", sizeof "part_");
	strcat(file, name);
	return letter_source(file, *language);
}

/* What sections leave behind: no blank ends a line, one empty line parts paragraphs, none is first or last. */
static const char *tidy(struct arena *arena, const char *text)
{
	char *tidied = arena_take(arena, strlen(text) + 1), *to = tidied;
	int ends = 2;                   /* line ends just written */

	for (; *text != '\0'; text++) {
		if (*text == '\n')
			while (to > tidied && (to[-1] == ' ' || to[-1] == '\t'))
				to--;
		if (*text == '\n' && ends == 2)
			continue;
		if (*text == '\n')
			ends++;
		else if (*text != ' ' && *text != '\t')
			ends = 0;
		*to++ = *text;
	}
	while (to > tidied && strchr(" \t\n", to[-1]) != NULL)
		to--;
	*to = '\0';
	return tidied;
}

/* A caseworker's words as they are, but for the line ends of other systems and blanks around them. */
static void add_words(struct buffer *buffer, const char *text)
{
	size_t length;

	text += strspn(text, " \t\r\n");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < length; i++)
		if (text[i] != '\r')
			buffer_add_char(buffer, text[i]);
		else if (text[i + 1] != '\n')
			buffer_add_char(buffer, '\n');
}

static const char *write_out(struct writing *writing, const char *text)
{
	const struct template template = { text, letter_part, &writing->language, add_words };
	struct buffer buffer;
	const char *written;
	bool whole;

	buffer_init(&buffer);
	whole = template_write(&template, &letter_view, writing, writing, writing->arena, &buffer);
	must(whole);
	written = tidy(writing->arena, buffer.data == NULL ? "" : buffer.data);
	buffer_release(&buffer);
	return written;
}

void letter_text(const struct case_facts *facts, const struct letter *letter, const struct letter_sender *sender,
	struct arena *arena, const char **ret_subject, const char **ret_body)
{
	const char *source, *body;
	struct writing writing;
	char *subject;

	writing_begin(&writing, facts, letter, sender, arena);
	source = letter_source(letter_kinds.word[letter->kind], writing.language);
	must(source != NULL);
	body = strchr(source, '\n');
	subject = arena_text(arena, write_out(&writing, arena_text_n(arena, source, (size_t)(body - source))));
	for (char *c = subject; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	*ret_subject = subject;
	*ret_body = write_out(&writing, body);
}
