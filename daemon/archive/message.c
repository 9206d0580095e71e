/* message - a journal post in its case folder, element by element in the order of the schema. */
#include "archive/message.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"

#define NOARK "http://www.arkivverket.no/standarder/noark5/arkivmelding"
#define XSI "http://www.w3.org/2001/XMLSchema-instance"

static void begin(xmlTextWriter *to, const char *element)
{
	must(xmlTextWriterStartElement(to, BAD_CAST element) >= 0);
}

static void end(xmlTextWriter *to)
{
	must(xmlTextWriterEndElement(to) >= 0);
}

static void put(xmlTextWriter *to, const char *element, const char *text)
{
	if (text != NULL && *text != '\0')
		must(xmlTextWriterWriteElement(to, BAD_CAST element, BAD_CAST text) >= 0);
}

static void put_number(xmlTextWriter *to, const char *element, long number)
{
	must(xmlTextWriterWriteFormatElement(to, BAD_CAST element, "%ld", number) >= 0);
}

/* A date where the schema wants an instant. */
static void put_instant(xmlTextWriter *to, const char *element, const char *date)
{
	if (date != NULL)
		must(xmlTextWriterWriteFormatElement(to, BAD_CAST element, "%.10sT00:00:00Z", date) >= 0);
}

static void put_date(xmlTextWriter *to, const char *element, const char *instant)
{
	if (instant != NULL)
		must(xmlTextWriterWriteFormatElement(to, BAD_CAST element, "%.10s", instant) >= 0);
}

static void put_shield(xmlTextWriter *to, const struct archive_entry *entry)
{
	if (entry->exempt == NULL)
		return;
	begin(to, "skjerming");
	put(to, "tilgangsrestriksjon", "UO");
	put(to, "skjermingshjemmel", entry->exempt);
	put(to, "skjermingMetadata", "tittel");
	put(to, "skjermingDokument", "Skjerming av hele dokumentet");
	end(to);
}

static void put_document(xmlTextWriter *to, const struct archive_entry *post, const struct archive_file *file, int number)
{
	char id[40];

	/* of its own and always the same: the post's, with the number where a version 7 has only chance */
	snprintf(id, sizeof id, "%.24s%08x%.4s", post->id, (unsigned)number + 1, post->id + 32);
	begin(to, "dokumentbeskrivelse");
	put(to, "systemID", id);
	put(to, "dokumenttype", "Brev");
	put(to, "dokumentstatus", "Dokumentet er ferdigstilt");
	put(to, "tittel", file->title);
	put(to, "opprettetDato", post->at);
	put(to, "opprettetAv", post->author);
	put(to, "tilknyttetRegistreringSom", number == 0 ? "Hoveddokument" : "Vedlegg");
	put_number(to, "dokumentnummer", number + 1);
	put(to, "tilknyttetDato", post->at);
	put(to, "tilknyttetAv", post->author);
	put_shield(to, post);
	begin(to, "dokumentobjekt");
	put_number(to, "versjonsnummer", 1);
	put(to, "variantformat", "Arkivformat");
	put(to, "opprettetDato", post->at);
	put(to, "opprettetAv", post->author);
	put(to, "referanseDokumentfil", file->name);
	end(to);
	end(to);
}

static void put_party(xmlTextWriter *to, const struct archive_post *post, const struct archive_entry *entry)
{
	begin(to, "korrespondansepart");
	put(to, "korrespondanseparttype", entry->outgoing ? "Mottaker" : "Avsender");
	put(to, "korrespondansepartNavn", entry->party);
	put(to, "postadresse", entry->party_address);
	put(to, "epostadresse", entry->party_email);
	end(to);
	begin(to, "korrespondansepart");
	put(to, "korrespondanseparttype", entry->outgoing ? "Intern avsender" : "Intern mottaker");
	put(to, "korrespondansepartNavn", entry->author);
	put(to, "administrativEnhet", post->unit);
	put(to, "saksbehandler", entry->author);
	end(to);
}

static void put_write_off(xmlTextWriter *to, const struct archive_entry *entry)
{
	if (entry->written_off_by == NULL)
		return;
	begin(to, "avskrivning");
	put(to, "avskrivningsdato", entry->written_off_on);
	put(to, "avskrevetAv", entry->written_off_account);
	put(to, "avskrivningsmaate", "Besvart med brev");
	put(to, "referanseAvskrivesAvJournalpost", entry->written_off_by);
	end(to);
}

static void put_about(xmlTextWriter *to, const struct archive_post *post, const struct archive_entry *entry)
{
	put(to, "tittel", entry->title);
	if (entry->exempt != NULL)
		must(xmlTextWriterWriteFormatElement(to, BAD_CAST "offentligTittel", "%s i sak %s",
			entry->outgoing ? "Brev" : "Svar", post->case_number) >= 0);
	for (int i = 0; i < entry->answer_count; i++) {
		begin(to, "kryssreferanse");
		put(to, "referanseTilRegistrering", entry->answers[i]);
		end(to);
	}
	put(to, "journalposttype", entry->outgoing ? "Utgående dokument" : "Inngående dokument");
	put(to, "journalstatus", entry->outgoing ? "Ekspedert" : "Journalført");
	put_date(to, "journaldato", entry->at);
	put(to, "dokumentetsDato", entry->date);
	put_instant(to, entry->outgoing ? "sendtDato" : "mottattDato", entry->date);
	put(to, "forfallsdato", entry->due);
}

/* One that was told before comes without its files. */
static void put_entry(xmlTextWriter *to, const struct archive_post *post, const struct archive_entry *entry)
{
	int files = entry == post->entries ? post->file_count : 0;

	begin(to, "basisregistrering");
	must(xmlTextWriterWriteAttribute(to, BAD_CAST "xsi:type", BAD_CAST "journalpost") >= 0);
	put(to, "systemID", entry->id);
	put(to, "opprettetDato", entry->at);
	put(to, "opprettetAv", entry->author);
	put(to, "arkivertDato", entry->at);
	put(to, "arkivertAv", post->unit);
	put(to, "referanseForelderMappe", post->case_id);
	put_shield(to, entry);
	for (int i = 0; i < files; i++)
		put_document(to, entry, &post->files[i], i);
	put_about(to, post, entry);
	if (files > 0)
		put_number(to, "antallVedlegg", files - 1);
	put_party(to, post, entry);
	put_write_off(to, entry);
	end(to);
}

/* The folder's own members follow its posts: so has the schema it. */
static void put_case(xmlTextWriter *to, const struct archive_post *post)
{
	const char *serial = strchr(post->case_number, '/');

	begin(to, "mappe");
	must(xmlTextWriterWriteAttribute(to, BAD_CAST "xsi:type", BAD_CAST "saksmappe") >= 0);
	put(to, "systemID", post->case_id);
	put(to, "mappeID", post->case_number);
	put(to, "tittel", post->case_title);
	put(to, "opprettetDato", post->case_at);
	put(to, "opprettetAv", post->unit);
	for (int i = 0; i < post->entry_count; i++)
		put_entry(to, post, &post->entries[i]);
	if (serial != NULL) {
		must(xmlTextWriterWriteFormatElement(to, BAD_CAST "saksaar", "%.4s", post->case_number) >= 0);
		put(to, "sakssekvensnummer", serial + 1);
	}
	put_date(to, "saksdato", post->case_at);
	put(to, "administrativEnhet", post->unit);
	put(to, "saksansvarlig", post->responsible);
	put(to, "saksstatus", post->ended ? "Avsluttet" : "Under behandling");
	end(to);
}

void message_write(const struct archive_post *post, struct buffer *buffer)
{
	xmlBuffer *memory = xmlBufferCreate();
	xmlTextWriter *to = memory == NULL ? NULL : xmlNewTextWriterMemory(memory, 0);

	must(to != NULL && xmlTextWriterStartDocument(to, NULL, "UTF-8", NULL) >= 0);
	must(xmlTextWriterStartElementNS(to, NULL, BAD_CAST "arkivmelding", BAD_CAST NOARK) >= 0);
	must(xmlTextWriterWriteAttribute(to, BAD_CAST "xmlns:xsi", BAD_CAST XSI) >= 0);
	put(to, "system", "tilsyn");
	put(to, "meldingId", post->entries[0].id);
	put(to, "tidspunkt", post->entries[0].at);
	put_number(to, "antallFiler", post->file_count);
	put_case(to, post);
	end(to);
	must(xmlTextWriterEndDocument(to) >= 0);
	xmlFreeTextWriter(to);
	buffer_add(buffer, xmlBufferContent(memory), (size_t)xmlBufferLength(memory));
	xmlBufferFree(memory);
}
