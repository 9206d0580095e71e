/* bundle - names for the files of a case, their sums and their list, and the archive around them. */
#include "letter/bundle_own.h"

#include <string.h>

#include "base/day.h"
#include "proto/terms.h"
#include "proto/words.h"

#define NAME_LONGEST 120                /* bytes of an attachment's own name */

/* What is not seen, or turns a name round so that a program looks like a document: its bytes, or 0. */
static size_t hidden_length(const char *at)
{
	static const struct { const char *first, *last; } hidden[] = {
		{ "\u061c", "\u061c" }, { "\u200b", "\u200f" }, { "\u2028", "\u202e" }, { "\u2060", "\u206f" }, { "\ufeff", "\ufeff" },
	};

	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
		size_t length = strlen(hidden[i].first);

		if (strncmp(at, hidden[i].first, length) >= 0 && strncmp(at, hidden[i].last, length) <= 0)
			return length;
	}
	return 0;
}

/* A stranger chose it: no folders, nothing hidden, nothing a file system takes for its own or away. */
static const char *safe_name(const char *name, struct arena *arena)
{
	size_t length = name == NULL ? 0 : strlen(name), hidden;
	char *safe, *to;

	if (length > NAME_LONGEST) {            /* its end tells what it is */
		name += length - NAME_LONGEST;
		while (((unsigned char)*name & 0xc0) == 0x80)
			name++;
	}
	if (length == 0)
		return "uten navn";
	safe = to = arena_text(arena, name);
	for (const char *c = safe; *c != '\0'; c += hidden > 0 ? hidden : 1) {
		hidden = hidden_length(c);
		*to++ = hidden > 0 || (unsigned char)*c < ' ' || *c == 0x7f || strchr("/\\:*?\"<>|", *c) != NULL
			|| (c == safe && *c == '.') ? '_' : *c;
	}
	*to = '\0';
	if (to[-1] == '.' || to[-1] == ' ')
		to[-1] = '_';
	return safe;
}

static void name_parts(struct bundle *bundle, struct arena *arena)
{
	char day[DAY_TEXT];
	int counts[BUNDLE_KINDS] = { 0 };

	for (int i = 0; i < bundle->part_count; i++) {
		struct bundle_part *part = &bundle->parts[i];
		int number = ++counts[part->kind];

		if (part->kind == BUNDLE_LETTER)
			part->path = arena_format(arena, "brev/%02d %s %s.pdf", number, day_format(part->day, day),
				word_term(&letter_kinds, part->name, bundle->language, arena));
		else if (part->kind == BUNDLE_INCOMING)
			part->path = arena_format(arena, "inn/%02d %s.txt", number, day_format(part->day, day));
		else
			part->path = arena_format(arena, "vedlegg/%02d %s", number, safe_name(part->name, arena));
	}
}

static void add_member(struct buffer *json, const char *name, const char *text)
{
	buffer_format(json, "%s\"%s\":", json->data[json->length - 1] == '{' ? "" : ",", name);
	buffer_add_json_text(json, text);
}

static void add_index(const struct bundle *bundle, struct zip *zip)
{
	static const char *const kinds[BUNDLE_KINDS] = { "letter", "incoming", "attachment" };
	char day[DAY_TEXT];
	struct buffer json;

	buffer_init(&json);
	buffer_add_char(&json, '{');
	add_member(&json, "case_number", bundle->case_number);
	add_member(&json, "enterprise", bundle->enterprise);
	add_member(&json, "theme", bundle->theme);
	add_member(&json, "made_on", day_format(bundle->day, day));
	buffer_add_text(&json, ",\"files\":[");
	for (int i = 0; i < bundle->part_count; i++) {
		const struct bundle_part *part = &bundle->parts[i];

		buffer_add_text(&json, i == 0 ? "{" : ",{");
		add_member(&json, "path", part->bytes == NULL ? NULL : part->path);
		add_member(&json, "is", kinds[part->kind]);
		add_member(&json, "id", part->id);
		add_member(&json, "name", part->name);
		add_member(&json, "about", part->about);
		add_member(&json, "date", day_format(part->day, day));
		add_member(&json, "media_type", part->media_type);
		add_member(&json, "exempt", part->exempt);
		add_member(&json, "sha256", part->sha256);
		add_member(&json, "missing", part->bytes != NULL ? NULL : part->kind != BUNDLE_ATTACHMENT ? part->why
			: arena_format(zip->arena, "too large: GET /v1/attachments/%s", part->id));
		buffer_add_char(&json, '}');
	}
	buffer_add_text(&json, "]}\n");
	zip_add(zip, "innhold.json", json.data, json.length);
	buffer_release(&json);
}

/* As sha256sum -c reads it. */
static void add_sums(const struct bundle *bundle, struct zip *zip)
{
	struct buffer sums;

	buffer_init(&sums);
	for (int i = 0; i < bundle->part_count; i++)
		if (bundle->parts[i].bytes != NULL)
			buffer_format(&sums, "%s  %s\n", bundle->parts[i].sha256, bundle->parts[i].path);
	zip_add(zip, "SHA256SUMS", sums.data, sums.length);
	buffer_release(&sums);
}

void bundle_write(struct bundle *bundle, struct arena *arena, struct buffer *file)
{
	struct zip zip;

	name_parts(bundle, arena);
	zip_begin(&zip, file, bundle->day, arena);
	bundle_pages(bundle, &zip);
	add_index(bundle, &zip);
	add_sums(bundle, &zip);
	zip_add(&zip, "sak.json", bundle->case_json, strlen(bundle->case_json));
	zip_add(&zip, "logg.json", bundle->log_json, strlen(bundle->log_json));
	for (int i = 0; i < bundle->part_count; i++)
		if (bundle->parts[i].bytes != NULL)
			zip_add(&zip, bundle->parts[i].path, bundle->parts[i].bytes, bundle->parts[i].length);
	zip_end(&zip);
}
