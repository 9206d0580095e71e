/*
 * bundle_page - what a person reads of a case file: its contents, and the log.  What is more than a
 * document can hold becomes several; a row that is too long says where the whole of it is.
 */
#include <string.h>

#include "letter/bundle_own.h"
#include "letter/mark.h"
#include "letter/paper.h"
#include "letter/words.h"
#include "proto/log_data.h"
#include "proto/log_words.h"

#define ROWS_AT_ONCE 2000
#define DATA_LONGEST 1200               /* bytes of an event's details */

static const struct said {
	const char *contents, *log, *file, *what, *day, *hash, *letter, *incoming, *attachment, *missing, *exempt;
	const char *at, *event, *about, *who, *data, *clock, *case_json, *log_json, *log_pdf, *sums, *made, *check, *no_log, *large;
} said[LANGUAGES] = {
	[LANGUAGE_NB] = { "Innhold i saksmappen", "Hendelseslogg", "Fil", "Hva", "Dato", "SHA-256", "Brev fra oss", "Brev til oss",
		"Vedlegg", "er ikke med", "unntatt offentlighet", "Tid", "Hendelse", "Gjelder", "Hvem", "Opplysninger", "systemet",
		"Saken som data", "Hendelsesloggen som data, med kontrollsummer", "Hendelsesloggen i lesbar form",
		"Kontrollsummer, for sha256sum -c",
		"Denne mappen er saken slik den var da mappen ble laget, {}: {} brev fra oss, {} brev til oss, {} vedlegg og {} "
		"hendelser i loggen. Brevene ligger i brev/, det vi har fått i inn/ og vedlegg/.",
		"Kontrollsummen (SHA-256) viser om en fil er uendret. Et brev er den PDF-en som ble sendt.",
		"Loggen er for lang til å skrives ut. Den står i logg.json.", "for stor for denne mappen; må hentes for seg" },
	[LANGUAGE_NN] = { "Innhald i saksmappa", "Hendingslogg", "Fil", "Kva", "Dato", "SHA-256", "Brev frå oss", "Brev til oss",
		"Vedlegg", "er ikkje med", "unnateke offentlegheit", "Tid", "Hending", "Gjeld", "Kven", "Opplysningar", "systemet",
		"Saka som data", "Hendingsloggen som data, med kontrollsummar", "Hendingsloggen i lesbar form",
		"Kontrollsummar, for sha256sum -c",
		"Denne mappa er saka slik ho var då mappa vart laga, {}: {} brev frå oss, {} brev til oss, {} vedlegg og {} "
		"hendingar i loggen. Breva ligg i brev/, det vi har fått i inn/ og vedlegg/.",
		"Kontrollsummen (SHA-256) viser om ei fil er uendra. Eit brev er den PDF-en som vart send.",
		"Loggen er for lang til å skrivast ut. Han står i logg.json.", "for stor for denne mappa; må hentast for seg" },
	[LANGUAGE_EN] = { "Contents of the case file", "Event log", "File", "What", "Date", "SHA-256", "Letter from us", "Letter to us",
		"Attachment", "is not included", "exempt from the public", "Time", "Event", "Concerns", "Who", "Details", "the system",
		"The case as data", "The event log as data, with its hashes", "The event log to read",
		"Checksums, for sha256sum -c",
		"This file is the case as it stood when the file was made, {}: {} letters from us, {} letters to us, {} attachments "
		"and {} events in the log. The letters are in brev/, what we received in inn/ and vedlegg/.",
		"The checksum (SHA-256) shows whether a file is unchanged. A letter is the PDF that was sent.",
		"The log is too long to be printed: it is in logg.json.", "too large for this file, and fetched by itself" },
};

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

static const char *part_about(const struct bundle_part *part, enum language language, struct arena *arena)
{
	const struct said *say = &said[language];
	const char *what = part->kind == BUNDLE_LETTER ? say->letter : part->kind == BUNDLE_INCOMING ? say->incoming : say->attachment;

	if (part->about != NULL)
		what = arena_format(arena, "%s: %s", what, part->about);
	if (part->exempt != NULL)
		what = arena_format(arena, "%s (%s, %s)", what, say->exempt, part->exempt);
	return part->bytes != NULL ? what : arena_format(arena, "%s – %s: %s", what, say->missing,
		part->kind == BUNDLE_ATTACHMENT ? say->large : part->why);
}

/* "{}" in order; the last text NULL. */
static const char *filled(const char *text, const char *const *with, struct arena *arena)
{
	struct buffer buffer;
	const char *copy, *at;

	buffer_init(&buffer);
	for (; (at = strstr(text, "{}")) != NULL && *with != NULL; text = at + 2) {
		buffer_add(&buffer, text, (size_t)(at - text));
		buffer_add_text(&buffer, *with++);
	}
	buffer_add_text(&buffer, text);
	copy = arena_text(arena, buffer.data);
	buffer_release(&buffer);
	return copy;
}

static const char *count_of(const struct bundle *bundle, enum bundle_kind kind, struct arena *arena)
{
	int count = 0;

	for (int i = 0; i < bundle->part_count; i++)
		count += bundle->parts[i].kind == kind;
	return arena_format(arena, "%d", count);
}

static void add_paragraph(struct buffer *body, const char *text, struct arena *arena)
{
	mark_add_data(body, shown(text, arena));
	buffer_add_text(body, "\n\n");
}

/* A document in the making: rows of a table from one on, and what stands before the first. */
struct pages {
	const struct bundle *bundle;
	const char *const *logs;        /* the parts of the log; NULL ends */
	int rows;
	void (*write)(const struct pages *pages, int from, int to, struct buffer *body, struct arena *arena);
};

static void add_ours(const struct pages *pages, struct buffer *body, struct arena *arena)
{
	const struct said *say = &said[pages->bundle->language];
	const char *const ours[][4] = { { "sak.json", say->case_json, "", "" }, { "logg.json", say->log_json, "", "" },
		{ "SHA256SUMS", say->sums, "", "" } };

	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
		add_row(body, ours[i], 4, arena);
	for (int i = 0; pages->logs[i] != NULL; i++)
		add_row(body, (const char *const[]){ pages->logs[i], say->log_pdf, "", "" }, 4, arena);
}

static void write_contents(const struct pages *pages, int from, int to, struct buffer *body, struct arena *arena)
{
	const struct bundle *bundle = pages->bundle;
	const struct said *say = &said[bundle->language];
	const char *const head[] = { say->file, say->what, say->day, say->hash };
	const char *const figures[] = { words_date(bundle->day, bundle->language, arena), count_of(bundle, BUNDLE_LETTER, arena),
		count_of(bundle, BUNDLE_INCOMING, arena), count_of(bundle, BUNDLE_ATTACHMENT, arena),
		arena_format(arena, "%d", bundle->event_count), NULL };

	if (from == 0) {
		add_paragraph(body, arena_format(arena, "%s. %s", bundle->enterprise, bundle->theme), arena);
		add_paragraph(body, filled(say->made, figures, arena), arena);
		add_paragraph(body, say->check, arena);
		if (pages->logs[0] == NULL)
			add_paragraph(body, say->no_log, arena);
	}
	add_row(body, head, 4, arena);
	if (from == 0)
		add_ours(pages, body, arena);
	for (int i = from; i < to; i++) {
		const struct bundle_part *part = &bundle->parts[i];

		add_row(body, (const char *const[]){ part->path, part_about(part, bundle->language, arena),
			words_date(part->day, bundle->language, arena), part->sha256 == NULL ? "" : part->sha256 }, 4, arena);
	}
}

/* The whole of it is in logg.json. */
static const char *shortened(const char *text, struct arena *arena)
{
	size_t length = DATA_LONGEST;

	if (strlen(text) <= length)
		return text;
	while (((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return arena_format(arena, "%.*s … (logg.json)", (int)length, text);
}

static void write_log(const struct pages *pages, int from, int to, struct buffer *body, struct arena *arena)
{
	const struct bundle *bundle = pages->bundle;
	const struct said *say = &said[bundle->language];

	add_row(body, (const char *const[]){ say->at, say->event, say->about, say->who, say->data }, 5, arena);
	for (int i = from; i < to; i++) {
		const struct bundle_event *event = &bundle->events[i];
		const char *about = log_subject(event->subject_kind, bundle->language);
		const char *was = log_state(event->subject_kind, event->from, bundle->language, arena);

		if (event->to != NULL)
			about = arena_format(arena, "%s: %s%s%s", about, was == NULL ? "" : was, was == NULL ? "" : " – ",
				log_state(event->subject_kind, event->to, bundle->language, arena));
		add_row(body, (const char *const[]){ event->at, log_event(event->event, bundle->language), about,
			event->account == NULL ? say->clock : event->account,
			shortened(log_data(event->subject_kind, event->data, bundle->language, arena), arena) }, 5, arena);
	}
}

static bool print(const struct pages *pages, const char *title, int from, int to, struct buffer *file)
{
	const struct bundle *bundle = pages->bundle;
	struct arena arena;             /* of one document: many are not held at once */
	struct buffer body;
	const char *heading, *why;
	struct paper paper;
	bool printed;

	arena_init(&arena);
	buffer_init(&body);
	heading = arena_format(&arena, "%s %s", title, bundle->case_number);
	pages->write(pages, from, to, &body, &arena);
	paper = (struct paper){ .language = bundle->language, .sender = shown(bundle->sender, &arena), .subject = heading,
		.foot = heading, .body = body.data, .made_at = bundle->made_at };
	printed = paper_print(&paper, &arena, file, &why) == PAPER_PRINTED;
	buffer_release(&body);
	arena_release(&arena);
	return printed;
}

/* As many documents as it takes; ret their names, NULL after the last.  A row that cannot be printed is left out. */
static const char *const *add_pages(const struct pages *pages, struct zip *zip, const char *name, const char *title)
{
	const char **names = arena_take_array(zip->arena, (size_t)pages->rows + 2, sizeof *names);
	int from = 0, most = ROWS_AT_ONCE, count = 0;

	do {
		int to = pages->rows - from < most ? pages->rows : from + most;
		struct buffer file;

		buffer_init(&file);
		if (print(pages, title, from, to, &file)) {
			names[count] = from == 0 && to == pages->rows ? arena_format(zip->arena, "%s.pdf", name)
				: arena_format(zip->arena, "%s-%02d.pdf", name, count + 1);
			zip_add(zip, names[count++], file.data, file.length);
			from = to;
		} else if (to - from > 1) {
			most = (to - from) / 2;
		} else {
			from = to;
		}
		buffer_release(&file);
	} while (from < pages->rows);
	return names;
}

void bundle_pages(const struct bundle *bundle, struct zip *zip)
{
	const struct said *say = &said[bundle->language];
	static const char *const none[] = { NULL };
	struct pages pages = { .bundle = bundle, .logs = none, .rows = bundle->event_count, .write = write_log };

	if (bundle->event_count <= BUNDLE_EVENTS_PRINTED)
		pages.logs = add_pages(&pages, zip, "logg", say->log);
	pages.rows = bundle->part_count;
	pages.write = write_contents;
	add_pages(&pages, zip, "innhold", say->contents);
}
