/*
 * font.h - letters as glyphs: Open Sans is part of the program, so that a letter needs no file at run
 * time and the same build gives the same bytes everywhere.  Only font*.c know HarfBuzz.
 */
#ifndef LETTER_FONT_H
#define LETTER_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

/* As enum mark_style: bold is 1, italic 2. */
enum font { FONT_REGULAR, FONT_BOLD, FONT_ITALIC, FONT_BOLD_ITALIC, FONTS };

#define FONT_UNITS 2048                 /* of the em, in all four */
#define FONT_GLYPHS_MOST 65536          /* of a font file */

enum glyph_is {
	GLYPH_SPACE = 1 << 0,           /* a line may end here, and then it takes no room */
	GLYPH_BREAK = 1 << 1,           /* a line may end after it */
	GLYPH_LINE  = 1 << 2,           /* no glyph: a line ends here */
};

struct glyph {
	uint16_t id;
	int16_t advance;                /* in units, kerned */
	uint32_t unicode;
	unsigned font : 3, is : 5;
	unsigned run : 24;              /* for whoever shapes: of which run of a text it is; a body has fewer */
};

struct glyphs { struct glyph *glyph; int count, room; };

/* Adds the glyphs of the text, with '\n' as GLYPH_LINE.  Only what font_lacks has nothing against. */
void font_shape(enum font font, const char *text, int run, struct arena *arena, struct glyphs *glyphs);

int font_advance(enum font font, uint16_t glyph);       /* without kerning */
int font_glyph_count(enum font font);

/*
 * The first character in valid UTF-8 that no letter can show: it is in none of the fonts, is written
 * from right to left, or is a mark that makes no letter with the one before it.  NULL: none;
 * otherwise it points into the text, there or at what cannot be seen before it.  ret_character: its code point.
 */
const char *font_lacks(const char *text, uint32_t *ret_character);

/*
 * The font file with the glyphs alone whose unicode[glyph] is not 0, their numbers unchanged.  ret_has,
 * by glyph: it is in the file, for itself or since another is made of it (å of a and a ring).
 */
void font_subset(enum font font, const uint32_t *unicode, struct buffer *file, bool *ret_has);

/* In thousandths of the em. */
struct font_look { const char *name; int ascent, descent, cap_height, italic_angle, stem, box[4]; };
extern const struct font_look font_looks[FONTS];

#endif
