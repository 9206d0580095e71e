/* bundle - names for the files of a case, the documents that tell of them, and the archive around them. */
#include "letter/bundle.h"

#include <stdio.h>
#include <string.h>

#include "letter/mark.h"
#include "letter/paper.h"
#include "letter/words.h"
#include "letter/zip.h"

#define NAME_LONGEST 120                /* bytes of an attachment's own name */

static const struct said {
	const char *contents, *log, *file, *what, *day, *hash, *letter, *attachment, *missing;
	const char *at, *event, *about, *who, *data, *clock, *case_json, *log_json, *log_pdf;
} said[LANGUAGES] = {
	[LANGUAGE_NB] = { "Innhold i saksmappen", "Hendelseslogg", "Fil", "Hva", "Dato", "SHA-256", "Brev", "Vedlegg",
		"finnes ikke", "Tid", "Hendelse", "Gjelder", "Hvem", "Opplysninger", "systemet", "Saken som data",
		"Hendelsesloggen som data, med hasher", "Hendelsesloggen til å lese" },
	[LANGUAGE_NN] = { "Innhald i saksmappa", "Hendingslogg", "Fil", "Kva", "Dato", "SHA-256", "Brev", "Vedlegg",
		"finst ikkje", "Tid", "Hending", "Gjeld", "Kven", "Opplysningar", "systemet", "Saka som data",
		"Hendingsloggen som data, med hashar", "Hendingsloggen til å lese" },
	[LANGUAGE_EN] = { "Contents of the case file", "Event log", "File", "What", "Date", "SHA-256", "Letter", "Attachment",
		"is missing", "Time", "Event", "Concerns", "Who", "Details", "the system", "The case as data",
		"The event log as data, with its hashes", "The event log to read" },
};

/* A stranger chose it: no folders, nothing hidden, nothing a file system takes for its own. */
static const char *safe_name(const char *name, struct arena *arena)
{
	size_t length = name == NULL ? 0 : strlen(name);
	char *safe;

	if (length > NAME_LONGEST) {            /* its end tells what it is */
		name += length - NAME_LONGEST;
		while (((unsigned char)*name & 0xc0) == 0x80)
			name++;
	}
	if (length == 0)
		return "uten navn";
	safe = arena_text(arena, name);
	for (char *c = safe; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f || strchr("/\\:*?\"<>|", *c) != NULL || (c == safe && *c == '.'))
			*c = '_';
	return safe;
}

static void name_parts(struct bundle *bundle, struct arena *arena)
{
	char day[DAY_TEXT];
	int letters = 0, attachments = 0;

	for (int i = 0; i < bundle->part_count; i++) {
		struct bundle_part *part = &bundle->parts[i];

		part->path = part->letter
			? arena_format(arena, "brev/%02d %s %s.pdf", ++letters, day_format(part->day, day), part->name)
			: arena_format(arena, "vedlegg/%02d %s", ++attachments, safe_name(part->name, arena));
	}
}

/* What no letter could show is told by its number: a log is whole whatever was written in the case. */
static const char *shown(const char *text, struct arena *arena)
{
	uint32_t character;
	struct buffer buffer;
	const char *at, *copy;

	if (text == NULL || paper_lacking(text, &character) == NULL)
		return text == NULL ? "" : text;
	buffer_init(&buffer);
	while ((at = paper_lacking(text, &character)) != NULL) {
		buffer_add(&buffer, text, (size_t)(at - text));
		buffer_format(&buffer, "[U+%04X]", (unsigned)character);
		for (text = at + 1; ((unsigned char)*text & 0xc0) == 0x80; text++)
			;
	}
	buffer_add_text(&buffer, text);
	copy = arena_text(arena, buffer.data);
	buffer_release(&buffer);
	return copy;
}

static void add_row(struct buffer *body, const char *const *cells, int count, struct arena *arena)
{
	for (int i = 0; i < count; i++) {
		buffer_add_text(body, "| ");
		mark_add_data(body, shown(cells[i], arena));
		buffer_add_char(body, ' ');
	}
	buffer_add_text(body, "|\n");
}

static const char *part_about(const struct bundle_part *part, const struct said *say, struct arena *arena)
{
	const char *what = part->letter ? say->letter : say->attachment;

	if (part->bytes == NULL)
		return arena_format(arena, "%s: %s (%s)", what, say->missing, part->why);
	return part->about == NULL ? what : arena_format(arena, "%s: %s", what, part->about);
}

static void write_contents(const struct bundle *bundle, struct buffer *body, struct arena *arena)
{
	const struct said *say = &said[bundle->language];
	const char *const head[] = { say->file, say->what, say->day, say->hash };
	const char *const ours[][4] = { { "sak.json", say->case_json, "", "" }, { "logg.json", say->log_json, "", "" },
		{ "logg.pdf", say->log_pdf, "", "" } };

	mark_add_data(body, shown(bundle->enterprise, arena));
	buffer_add_text(body, "\n");
	mark_add_data(body, shown(bundle->theme, arena));
	buffer_add_text(body, "\n\n");
	add_row(body, head, 4, arena);
	for (int i = 0; i < 3; i++)
		add_row(body, ours[i], 4, arena);
	for (int i = 0; i < bundle->part_count; i++) {
		const struct bundle_part *part = &bundle->parts[i];
		const char *const row[] = { part->path, part_about(part, say, arena),
			words_date(part->day, bundle->language, arena), part->sha256 };

		add_row(body, row, 4, arena);
	}
}

/* With a space after each comma, where a line may end. */
static const char *spaced(const char *json, struct arena *arena)
{
	char *text = arena_take(arena, 2 * strlen(json) + 1), *to = text;
	bool quoted = false;

	if (strcmp(json, "{}") == 0)
		return "";
	for (; *json != '\0'; json++) {
		*to++ = *json;
		if (*json == '\\' && json[1] != '\0')
			*to++ = *++json;
		else if (*json == '"')
			quoted = !quoted;
		else if (*json == ',' && !quoted)
			*to++ = ' ';
	}
	return text;
}

static void write_log(const struct bundle *bundle, struct buffer *body, struct arena *arena)
{
	const struct said *say = &said[bundle->language];
	const char *const head[] = { say->at, say->event, say->about, say->who, say->data };

	add_row(body, head, 5, arena);
	for (int i = 0; i < bundle->event_count; i++) {
		const struct bundle_event *event = &bundle->events[i];
		const char *about = event->subject_kind;

		if (event->to != NULL)
			about = arena_format(arena, "%s: %s%s%s", about, event->from == NULL ? "" : event->from,
				event->from == NULL ? "" : " – ", event->to);
		add_row(body, (const char *const[]){ event->at, event->event, about,
			event->account == NULL ? say->clock : event->account, spaced(event->data, arena) }, 5, arena);
	}
}

static bool add_document(const struct bundle *bundle, struct zip *zip, const char *name, const char *title,
	void (*write)(const struct bundle *, struct buffer *, struct arena *), const char **ret_why)
{
	const char *heading = arena_format(zip->arena, "%s %s", title, bundle->case_number);
	struct paper paper = { .language = bundle->language, .sender = shown(bundle->sender, zip->arena),
		.subject = heading, .foot = heading, .made_at = bundle->made_at };
	struct buffer body, file;
	enum paper_wrong wrong;

	buffer_init(&body);
	buffer_init(&file);
	write(bundle, &body, zip->arena);
	paper.body = body.data;
	wrong = paper_print(&paper, zip->arena, &file, ret_why);
	if (wrong == PAPER_PRINTED)
		zip_add(zip, name, file.data, file.length);
	else
		*ret_why = arena_format(zip->arena, "%s: %s", name, *ret_why);
	buffer_release(&body);
	buffer_release(&file);
	return wrong == PAPER_PRINTED;
}

static void add_member(struct buffer *json, const char *name, const char *text)
{
	buffer_format(json, "%s\"%s\":", json->data[json->length - 1] == '{' ? "" : ",", name);
	buffer_add_json_text(json, text);
}

static void add_index(const struct bundle *bundle, struct zip *zip)
{
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
		add_member(&json, "is", part->letter ? "letter" : "attachment");
		add_member(&json, "name", part->name);
		add_member(&json, "about", part->about);
		add_member(&json, "date", day_format(part->day, day));
		add_member(&json, "media_type", part->media_type);
		add_member(&json, "sha256", part->sha256);
		add_member(&json, "missing", part->bytes == NULL ? part->why : NULL);
		buffer_add_char(&json, '}');
	}
	buffer_add_text(&json, "]}\n");
	zip_add(zip, "innhold.json", json.data, json.length);
	buffer_release(&json);
}

bool bundle_write(struct bundle *bundle, struct arena *arena, struct buffer *file, const char **ret_why)
{
	const struct said *say = &said[bundle->language];
	struct zip zip;
	bool whole;

	name_parts(bundle, arena);
	zip_begin(&zip, file, bundle->day, arena);
	whole = add_document(bundle, &zip, "innhold.pdf", say->contents, write_contents, ret_why)
		&& add_document(bundle, &zip, "logg.pdf", say->log, write_log, ret_why);
	if (whole) {
		add_index(bundle, &zip);
		zip_add(&zip, "sak.json", bundle->case_json, strlen(bundle->case_json));
		zip_add(&zip, "logg.json", bundle->log_json, strlen(bundle->log_json));
		for (int i = 0; i < bundle->part_count; i++)
			if (bundle->parts[i].bytes != NULL)
				zip_add(&zip, bundle->parts[i].path, bundle->parts[i].bytes, bundle->parts[i].length);
	}
	zip_end(&zip);
	return whole;
}
