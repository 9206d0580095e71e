/* mail_text - the texts of mail_texts.def, filled in line by line. */
#include "work/mail_text.h"

#include <string.h>

#include "letter/words.h"

struct words { const char *subject, *text; };
static const struct words texts[MAIL_KINDS][LANGUAGES] = {
#define MAIL(kind, language, subject, text) [MAIL_##kind][LANGUAGE_##language] = { subject, text },
#include "work/mail_texts.def"
#undef MAIL
};

struct filling { const char *name, *text; };

static const char *filled(const struct filling *fillings, const char *name, size_t length)
{
	while (strlen(fillings->name) != length || memcmp(fillings->name, name, length) != 0)
		must((++fillings)->name != NULL);       /* a name in our own texts that nobody knows */
	return fillings->text;
}

/* One line without its end; false, and nothing added, where a name in it has nothing to say. */
static bool fill(const char *line, size_t length, const struct filling *fillings, struct buffer *buffer)
{
	size_t before = buffer->length;

	for (const char *at = line; at < line + length; at++) {
		const char *end = *at == '{' ? memchr(at, '}', (size_t)(line + length - at)) : NULL, *text;

		if (end == NULL) {
			buffer_add_char(buffer, *at);
			continue;
		}
		text = filled(fillings, at + 1, (size_t)(end - at - 1));
		if (text == NULL) {
			buffer->length = before;
			return false;
		}
		buffer_add_text(buffer, text);
		at = end;
	}
	return true;
}

/* Lines that have something to say, and never two empty ones together. */
static const char *fill_text(const char *text, const struct filling *fillings, struct arena *arena)
{
	struct buffer buffer;
	const char *made;
	bool blank = true;

	buffer_init(&buffer);
	for (; *text != '\0'; text += strcspn(text, "\n") + 1) {
		size_t length = strcspn(text, "\n");

		if (length == 0 ? blank : !fill(text, length, fillings, &buffer))
			continue;
		buffer_add_char(&buffer, '\n');
		blank = length == 0;
	}
	made = arena_text(arena, buffer.data);
	buffer_release(&buffer);
	return made;
}

void mail_text(int kind, enum language language, const struct mail_contents *contents, bool attached,
	const char *link_base, struct arena *arena, const char **ret_subject, const char **ret_text)
{
	const char *number = contents->case_number;
	const struct filling fillings[] = {
		{ "authority", contents->authority }, { "case_number", number },
		{ "due", contents->due == DAY_NONE ? NULL : words_date(contents->due, language, arena) },
		{ "link", link_base == NULL ? NULL : arena_format(arena, "%s%s", link_base, number == NULL ? "" : number) },
		{ "attached", attached ? "" : NULL }, { "kept", attached ? NULL : "" }, { "guide", contents->guide },
		{ "overdue", contents->overdue.count }, { "overdue_cases", contents->overdue.cases },
		{ "soon", contents->soon.count }, { "soon_cases", contents->soon.cases },
		{ "offered", contents->offered.count }, { "offered_cases", contents->offered.cases },
		{ "approve", contents->approve.count }, { "approve_cases", contents->approve.cases },
		{ "failed", contents->failed.count }, { "failed_cases", contents->failed.cases },
		{ NULL, NULL },
	};
	const struct words *words = &texts[kind][language];
	struct buffer subject;

	buffer_init(&subject);
	must(fill(words->subject, strlen(words->subject), fillings, &subject));
	*ret_subject = arena_text(arena, subject.data);
	buffer_release(&subject);
	*ret_text = fill_text(words->text, fillings, arena);
}
