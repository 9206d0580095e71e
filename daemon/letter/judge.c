/* judge - what is wrong with a wording that somebody wrote, before any letter is written with it. */
#include <stdio.h>
#include <string.h>

#include "letter/mark_check.h"
#include "letter/paper.h"
#include "letter/texts.h"
#include "letter/writing.h"

struct judging {
	struct arena *arena;
	struct mistakes *mistakes;
	const char *pointer;
};

static void hear(void *self, int line, int column, const char *what, const char *name)
{
	struct judging *judging = self;

	mistakes_add(judging->mistakes, judging->pointer, REFUSAL_template_mistake,
		arena_format(judging->arena, "line %d, column %d: %s%s%s", line, column, what,
			*name == '\0' ? "" : ": ", name));
}

static void add_nothing(struct buffer *buffer, const char *text)
{
	(void)buffer, (void)text;
}

/* No letter of such a wording could be printed. */
static void judge_characters(const char *text, struct judging *judging)
{
	uint32_t character;
	const char *at = paper_lacking(text, &character);
	int line = 1, column = 1;

	if (at == NULL)
		return;
	for (const char *c = text; c < at; c++) {
		line += *c == '\n';
		column = *c == '\n' ? 1 : column + (((unsigned char)*c & 0xc0) != 0x80);
	}
	hear(judging, line, column, "no letter can show this character",
		arena_format(judging->arena, "U+%04X", (unsigned)character));
}

static void judge_text(int kind, const struct template_text *text, const char *at, const struct objects *all,
	struct arena *arena, struct mistakes *mistakes)
{
	enum language language = (enum language)text->language;
	struct judging judging = { arena, mistakes, arena_format(arena, "%s/subject", at) };
	const struct mustache_ear ear = { hear, &judging };
	struct template template = { .text = text->subject, .kind = kind, .line = true, .add = add_nothing };

	for (const struct template_text *other = all->item; other < text; other++)
		if (other->language == text->language)
			mistakes_add(mistakes, arena_format(arena, "%s/language", at), REFUSAL_duplicate_item, NULL);
	template_check(&template, &letter_view, &ear, arena);
	if (strchr(text->subject, '\n') != NULL)
		hear(&judging, 1, (int)strcspn(text->subject, "\n") + 1, "a subject is one line", "");
	judge_characters(text->subject, &judging);
	judging.pointer = arena_format(arena, "%s/body", at);
	template.text = text->body;
	template.line = false;
	template.part = letter_part;
	template.part_context = &language;
	template_check(&template, &letter_view, &ear, arena);
	mark_check(text->body, &ear);
	judge_characters(text->body, &judging);
}

void letter_judge_texts(int kind, const struct objects *texts, struct arena *arena, struct mistakes *mistakes)
{
	const struct template_text *text = texts->item;
	bool has[LANGUAGES] = { false };

	for (int i = 0; i < texts->count; i++) {
		has[text[i].language] = true;
		judge_text(kind, &text[i], arena_format(arena, "/texts/%d", i), texts, arena, mistakes);
	}
	for (int language = LANGUAGE_NB; language <= LANGUAGE_NN; language++)
		if (!has[language])
			mistakes_add(mistakes, "/texts", REFUSAL_missing,
				arena_format(arena, "no text in %s", languages.word[language]));
}

#define VIEWS_MOST 64

/* Each view once, the outermost first: those that its names lead to follow. */
static void write_view(int kind, const struct view *view, const struct view **known, int *count, struct buffer *buffer)
{
	static const char *const types[] = { "text", "optional", "truth", "object", "maybe", "list", "chart" };
	bool first = true;

	buffer_format(buffer, "{\"object\":\"%s\",\"names\":[", view->what);
	for (int i = 0; i < view->count; i++) {
		const struct view_name *name = &view->names[i];
		bool new = name->of != NULL && *count < VIEWS_MOST;

		if (name->kinds != 0 && (name->kinds >> kind & 1) == 0)
			continue;
		buffer_format(buffer, "%s{\"name\":\"%s\",\"type\":\"%s\",\"of\":", first ? "" : ",", name->name, types[name->type]);
		buffer_add_json_text(buffer, name->of == NULL ? NULL : name->of->what);
		buffer_add_char(buffer, '}');
		first = false;
		for (int k = 0; k < *count; k++)
			new &= known[k] != name->of;
		if (new)
			known[(*count)++] = name->of;
	}
	buffer_add_text(buffer, "]}");
}

void letter_write_names(int kind, struct buffer *buffer)
{
	const struct view *known[VIEWS_MOST] = { &letter_view };
	int count = 1;

	buffer_add_char(buffer, '[');
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_char(buffer, ',');
		write_view(kind, known[i], known, &count, buffer);
	}
	buffer_add_char(buffer, ']');
}

void letter_write_parts(struct buffer *buffer)
{
	int count;
	const struct letter_source *sources = letter_sources(&count);
	bool first = true;

	buffer_add_char(buffer, '[');
	for (int i = 0; i < count; i++) {
		if (strncmp(sources[i].name, "part_", 5) != 0 || strcmp(sources[i].language, languages.word[LANGUAGE_NB]) != 0)
			continue;
		buffer_format(buffer, "%s\"%s\"", first ? "" : ",", sources[i].name + 5);
		first = false;
	}
	buffer_add_char(buffer, ']');
}
