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

void fields_write(const json_t *letter, struct buffer *buffer)
{
	buffer_add_text(buffer, "# The passages of the letter that are yours; those left empty are left out of it.\n"
		"# The other words come from the case and its template. Lines that begin with # are not sent.\n");
	for (int i = 0; i < letter_passages.count; i++)
		buffer_format(buffer, "\n== %s ==\n%s\n", letter_passages.word[i], passage(letter, letter_passages.word[i]));
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
