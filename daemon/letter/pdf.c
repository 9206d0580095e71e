/* pdf - the file: objects one after the other, then where each begins. */
#include "letter/pdf.h"

#include <string.h>
#include <zlib.h>

#include "base/fault.h"

void pdf_begin(struct pdf *pdf, const char *version, struct buffer *file, struct arena *arena)
{
	*pdf = (struct pdf){ .file = file, .arena = arena };
	buffer_format(file, "%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n", version);
}

int pdf_number(struct pdf *pdf, int count)
{
	int first = pdf->count + 1;

	for (int i = 0; i < count; i++)
		arena_push(pdf->arena, (void **)&pdf->places, &pdf->count, sizeof *pdf->places);
	return first;
}

void pdf_object(struct pdf *pdf, int number)
{
	must(number >= 1 && number <= pdf->count && pdf->places[number - 1].at == 0);
	pdf->places[number - 1].at = pdf->file->length;
	buffer_format(pdf->file, "%d 0 obj\n", number);
}

void pdf_object_end(struct pdf *pdf)
{
	buffer_add_text(pdf->file, "\nendobj\n");
}

void pdf_stream_plain(struct pdf *pdf, int number, const char *dictionary, const void *data, size_t length)
{
	pdf_object(pdf, number);
	buffer_format(pdf->file, "<<%s/Length %zu>>stream\n", dictionary, length);
	buffer_add(pdf->file, data, length);
	buffer_add_text(pdf->file, "\nendstream");
	pdf_object_end(pdf);
}

void pdf_stream_packed(struct pdf *pdf, int number, const char *dictionary, const void *data, size_t length)
{
	pdf_stream_plain(pdf, number, arena_format(pdf->arena, "%s/Filter/FlateDecode", dictionary), data, length);
}

void pdf_stream(struct pdf *pdf, int number, const char *dictionary, const void *data, size_t length)
{
	uLongf packed = compressBound((uLong)length);
	void *bytes = arena_take(pdf->arena, packed);

	must(compress2(bytes, &packed, data, (uLong)length, 6) == Z_OK);
	pdf_stream_packed(pdf, number, dictionary, bytes, packed);
}

/* FNV-1a: enough to tell files from each other, and nothing trusts it. */
static uint64_t hash_of(const struct buffer *file, uint64_t hash)
{
	for (size_t i = 0; i < file->length; i++)
		hash = (hash ^ (unsigned char)file->data[i]) * UINT64_C(0x100000001b3);
	return hash;
}

void pdf_end(struct pdf *pdf, int catalog, int info)
{
	unsigned long long id[2] = { hash_of(pdf->file, UINT64_C(0xcbf29ce484222325)), 0 };
	size_t table = pdf->file->length;

	id[1] = hash_of(pdf->file, id[0]);
	buffer_format(pdf->file, "xref\n0 %d\n0000000000 65535 f \n", pdf->count + 1);
	for (int i = 0; i < pdf->count; i++) {
		must(pdf->places[i].at != 0);
		buffer_format(pdf->file, "%010zu 00000 n \n", pdf->places[i].at);
	}
	buffer_format(pdf->file, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%016llx%016llx><%016llx%016llx>]>>\n"
		"startxref\n%zu\n%%%%EOF\n", pdf->count + 1, catalog, info, id[0], id[1], id[0], id[1], table);
}

void pdf_add_text(struct buffer *buffer, const char *text)
{
	buffer_add_text(buffer, "<FEFF");
	for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
		int more = *at < 0x80 ? 0 : *at < 0xe0 ? 1 : *at < 0xf0 ? 2 : 3;
		uint32_t character = more == 0 ? *at : *at & (0x3fu >> more);

		for (int i = 1; i <= more; i++)
			character = character << 6 | (at[i] & 0x3fu);
		at += more + 1;
		if (character >= 0x10000)
			buffer_format(buffer, "%04X%04X", 0xd7c0u + (unsigned)(character >> 10),
				0xdc00u + (unsigned)(character & 0x3ff));
		else
			buffer_format(buffer, "%04X", (unsigned)character);
	}
	buffer_add_char(buffer, '>');
}

void pdf_add_point(struct buffer *buffer, int thousandths)
{
	unsigned size = (unsigned)(thousandths < 0 ? -(int64_t)thousandths : thousandths), decimals = size % 1000;

	if (thousandths < 0)
		buffer_add_char(buffer, '-');
	buffer_add_integer(buffer, size / 1000);
	if (decimals > 0) {
		char digits[5] = { '.', (char)('0' + decimals / 100), (char)('0' + decimals / 10 % 10),
			(char)('0' + decimals % 10), '\0' };

		for (size_t last = 3; digits[last] == '0'; last--)
			digits[last] = '\0';
		buffer_add_text(buffer, digits);
	}
	buffer_add_char(buffer, ' ');
}
