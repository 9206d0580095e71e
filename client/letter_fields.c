/* letter_fields - passages written out under their names, and read back. */
#include "client/letter_fields.h"

#include <string.h>

#include "client/api.h"
#include "client/words.h"
#include "proto/terms.h"

static const char *passage(const json_t *letter, const char *name)
{
	return json_text(json_object_get(letter, "fields"), name);
}

/* Those that a letter of its kind has a place for, and what is written already. */
void fields_write(const json_t *letter, enum language language, struct buffer *buffer)
{
	static const enum phrase told[LETTER_PASSAGES] = {
		[PASSAGE_INTRODUCTION] = PHRASE_passage_introduction, [PASSAGE_CLOSING_REMARK] = PHRASE_passage_closing_remark,
		[PASSAGE_CONTACT_PERSON] = PHRASE_passage_contact_person, [PASSAGE_DOCUMENTS] = PHRASE_passage_documents,
		[PASSAGE_VISIT_PROGRAMME] = PHRASE_passage_visit_programme, [PASSAGE_CONCLUSION] = PHRASE_passage_conclusion,
		[PASSAGE_MEETING] = PHRASE_passage_meeting, [PASSAGE_REASON] = PHRASE_passage_reason,
		[PASSAGE_RECORDS] = PHRASE_passage_records,
	};
	int kind = term_find(&letter_kinds, json_text(letter, "kind"));

	buffer_format(buffer, "# %s\n# %s\n", phrase(PHRASE_passages_yours, language), phrase(PHRASE_passages_rest, language));
	for (int i = 0; i < letter_passages.count; i++) {
		const char *text = passage(letter, letter_passages.word[i]);

		if (*text != '\0' || kind == TERM_NONE || letter_passage_fits(i, kind))
			buffer_format(buffer, "\n== %s ==\n# %s\n%s\n", letter_passages.word[i], phrase(told[i], language), text);
	}
}

/* The field that a line is the heading of; -1: it is none, -2: of a field that is none. */
static int heading(const char *line, size_t length)
{
	char word[64];

	if (length < 7 || length > sizeof word || strncmp(line, "== ", 3) != 0 || strncmp(line + length - 3, " ==", 3) != 0)
		return -1;
	memcpy(word, line + 3, length - 6);
	word[length - 6] = '\0';
	return term_find(&letter_passages, word) == TERM_NONE ? -2 : term_find(&letter_passages, word);
}

static void keep(json_t *fields, int field, const struct buffer *text)
{
	const char *name = letter_passages.word[field], *at = text->data == NULL ? "" : text->data;
	size_t length = strlen(at);

	while (length > 0 && strchr(" \n\r\t", at[length - 1]) != NULL)
		length--;
	if (length > 0)
		json_object_set_new(fields, name, json_stringn(at, length));
}

int fields_read(struct client *client, const char *text, json_t **ret_fields)
{
	json_t *fields = json_object();
	struct buffer passage_text;
	int field = -1, next, ended = ENDED_DONE;

	buffer_init(&passage_text);
	while (*text != '\0' && ended == ENDED_DONE) {
		size_t length = strcspn(text, "\n");
		bool remark = field < 0 && (*text == '#' || length == 0);

		next = heading(text, length);
		if (next == -2 || (next == -1 && field < 0 && !remark)) {
			ended = client_say(client, ENDED_USAGE, "no passage of a letter: %.*s", (int)length, text);
		} else if (next >= 0) {
			if (field >= 0)
				keep(fields, field, &passage_text);
			field = next;
			buffer_clear(&passage_text);
		} else if (field >= 0 && *text != '#') {
			buffer_add(&passage_text, text, length);
			buffer_add_char(&passage_text, '\n');
		}
		text += length + (text[length] == '\n');
	}
	if (field >= 0)
		keep(fields, field, &passage_text);
	buffer_release(&passage_text);
	if (ended == ENDED_DONE)
		*ret_fields = fields;
	else
		json_decref(fields);
	return ended;
}
