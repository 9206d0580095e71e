/* pdf.h - a PDF file being written: numbered objects, streams, the table of where they are. */
#ifndef LETTER_PDF_H
#define LETTER_PDF_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

struct pdf {
	struct buffer *file;
	struct arena *arena;
	struct pdf_place { size_t at; } *places;        /* of object i + 1 */
	int count;
};

void pdf_begin(struct pdf *pdf, const char *version, struct buffer *file, struct arena *arena);
int pdf_number(struct pdf *pdf, int count);             /* that many numbers; ret the first */
void pdf_object(struct pdf *pdf, int number);           /* its text is added to pdf->file */
void pdf_object_end(struct pdf *pdf);
/* Deflated, unless the dictionary must be read by those who do not inflate (metadata). */
void pdf_stream(struct pdf *pdf, int number, const char *dictionary, const void *data, size_t length);
/* Deflated already. */
void pdf_stream_packed(struct pdf *pdf, int number, const char *dictionary, const void *data, size_t length);
void pdf_stream_plain(struct pdf *pdf, int number, const char *dictionary, const void *data, size_t length);
/* The table and the trailer; the file's id is a hash of what stands in it. */
void pdf_end(struct pdf *pdf, int catalog, int info);

void pdf_add_text(struct buffer *buffer, const char *text);     /* UTF-8 as a text string of PDF */
void pdf_add_point(struct buffer *buffer, int thousandths);     /* "71.5 " */

/* Conformance: XMP that says PDF/A-2a and PDF/UA-1, and what colours mean (sRGB, as an ICC profile). */
struct pdf_about {
	const char *title, *language;   /* "nb-NO" */
	int64_t made_at;                /* an instant: the letter's, never the clock's */
	int part;                       /* of PDF/A: 2; 1 for an oracle in tests that knows no other */
	const char *level;              /* "A"; "B" with part 1 */
};
void pdf_metadata(struct pdf *pdf, int number, const struct pdf_about *about);
void pdf_info(struct pdf *pdf, int number, const struct pdf_about *about);
void pdf_output_intent(struct pdf *pdf, int number);    /* number and number + 1 */

/* A font with the glyphs whose unicode is not 0, and ToUnicode by it: number and the 5 after it. */
#define PDF_FONT_OBJECTS 6
void pdf_font(struct pdf *pdf, int number, int font, const uint32_t *unicode);

#endif
