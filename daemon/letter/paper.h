/*
 * paper.h - a letter on paper: PDF/A-2a and PDF/UA-1 in one file.  What it says is decided before:
 * the same paper gives the same bytes in the same build, whenever and wherever it is made.
 */
#ifndef LETTER_PAPER_H
#define LETTER_PAPER_H

#include "base/arena.h"
#include "base/buffer.h"
#include "letter/logo.h"
#include "proto/refusal.h"

struct paper_line { const char *label, *value; };       /* "Vår ref.", "2026/17" */

struct paper {
	enum language language;
	const char *sender;             /* the authority's name */
	const struct logo *logo;        /* above it, or NULL */
	const char *recipient;          /* the address block, a line each; NULL: none, as on a document of our own */
	const struct paper_line *references;    /* date, our reference, who to ask, yours; value NULL: left out */
	int reference_count;
	const char *subject;
	const char *body;               /* in the markup of letter/mark.h */
	const char *ending;             /* in italics after the body; or NULL */
	const char *foot;               /* beside the number of each page */
	int64_t made_at;                /* an instant */
	int archive_part;               /* 0: PDF/A-2a; 1: PDF/A-1b, for an oracle in tests that knows no other */
};

enum paper_wrong {
	PAPER_PRINTED,
	PAPER_LACKS_GLYPH,              /* a character that the fonts lack, or that is not written from left to right */
	PAPER_TOO_LONG,                 /* more than PAGES_MAX pages, or no room beside what stands around it */
};

/* Adds the file, or nothing.  ret_why says in English what is wrong, and is NULL when all is well. */
enum paper_wrong paper_print(const struct paper *paper, struct arena *arena, struct buffer *file, const char **ret_why);

/* The first character of a text that no letter can show, after the words before it: "møtet [U+1F44D]"; NULL: none. */
const char *paper_lacks(const char *text, struct arena *arena);
/* Where it stands, and which it is; NULL: none. */
const char *paper_lacking(const char *text, uint32_t *ret_character);

#endif
