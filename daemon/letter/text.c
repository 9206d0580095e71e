/* text - a letter's text from the built-in template of its kind and language. */
#include "letter/text.h"

#include <string.h>

#include "base/fault.h"
#include "letter/mark.h"
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

/* A subject is one line without markup. */
static void add_plain(struct buffer *subject, const char *text)
{
	const char *end = text + strlen(text);

	text += strspn(text, " \t\r\n");
	while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	for (; text < end; text++)
		buffer_add_char(subject, strchr("\r\n", *text) == NULL ? *text : ' ');
}

typedef void add_fn(struct buffer *buffer, const char *text);

static bool write_out(struct writing *writing, const char *text, add_fn *add, const char **ret_text)
{
	const struct template template = { .text = text, .kind = writing->letter->kind, .part = letter_part,
		.part_context = &writing->language, .add = add };
	struct buffer buffer;
	bool whole;

	buffer_init(&buffer);
	whole = template_write(&template, &letter_view, writing, writing, writing->arena, &buffer);
	*ret_text = tidy(writing->arena, buffer.data == NULL || !whole ? "" : buffer.data);
	buffer_release(&buffer);
	return whole;
}

struct template_text letter_built_in(int kind, enum language language, struct arena *arena)
{
	const char *source = letter_source(letter_kinds.word[kind], language), *body;

	must(source != NULL);
	body = strchr(source, '\n');
	return (struct template_text){ (int)language, arena_text_n(arena, source, (size_t)(body - source)), body + 1 };
}

bool letter_text(const struct case_facts *facts, const struct letter *letter, const struct letter_sender *sender,
	const struct template_text *wording, struct arena *arena, const char **ret_subject, const char **ret_body)
{
	struct template_text built_in;
	struct writing writing;

	writing_begin(&writing, facts, letter, sender, arena);
	if (wording == NULL) {
		built_in = letter_built_in(letter->kind, writing.language, arena);
		wording = &built_in;
	}
	return write_out(&writing, wording->subject, add_plain, ret_subject)
		&& write_out(&writing, wording->body, mark_add_data, ret_body);
}
