/* pdf_font - a font in the file: the glyphs used, their widths, and what characters they are. */
#include <stdbool.h>

#include "letter/font.h"
#include "letter/pdf.h"

/* Numbers of the objects of a font, from the first. */
enum { FONT_ITSELF, FONT_CHILD, FONT_DESCRIPTOR, FONT_PROGRAM, FONT_TO_UNICODE, FONT_CIDS };

/* PDF wants a name of its own for each subset: six letters, made of the glyphs in it. */
static const char *subset_name(struct pdf *pdf, int font, const uint32_t *unicode)
{
	uint32_t hash = 2166136261u;
	char tag[7] = "";

	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		if (unicode[glyph] != 0)
			hash = (hash ^ (uint32_t)glyph) * 16777619u;
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return arena_format(pdf->arena, "%s+%s", tag, font_looks[font].name);
}

/* PDF/A-1 wants told which glyphs the program has, those among them that others are made of. */
static void write_program(struct pdf *pdf, int number, int font, const uint32_t *unicode)
{
	bool *has = arena_take_array(pdf->arena, (size_t)font_glyph_count(font), sizeof *has);
	unsigned char set[FONT_GLYPHS_MOST / 8] = { 0 };
	struct buffer file;
	int last = 0;

	buffer_init(&file);
	font_subset(font, unicode, &file, has);
	pdf_stream(pdf, number + FONT_PROGRAM, arena_format(pdf->arena, "/Length1 %zu", file.length), file.data, file.length);
	buffer_release(&file);
	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		if (has[glyph]) {
			set[glyph / 8] |= (unsigned char)(0x80 >> glyph % 8);
			last = glyph;
		}
	pdf_stream(pdf, number + FONT_CIDS, "", set, (size_t)last / 8 + 1);
}

static void write_descriptor(struct pdf *pdf, int number, int font, const char *name)
{
	const struct font_look *look = &font_looks[font];

	pdf_object(pdf, number + FONT_DESCRIPTOR);
	buffer_format(pdf->file, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d"
		"/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R/CIDSet %d 0 R>>", name, look->italic_angle == 0 ? 4 : 68,
		look->box[0], look->box[1], look->box[2], look->box[3], look->italic_angle, look->ascent, look->descent,
		look->cap_height, look->stem, number + FONT_PROGRAM, number + FONT_CIDS);
	pdf_object_end(pdf);
}

static void write_child(struct pdf *pdf, int number, int font, const uint32_t *unicode, const char *name)
{
	pdf_object(pdf, number + FONT_CHILD);
	buffer_format(pdf->file, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
		"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 0/W[", name,
		number + FONT_DESCRIPTOR);
	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		if (unicode[glyph] != 0) {
			buffer_format(pdf->file, "%d[", glyph);
			pdf_add_point(pdf->file, (font_advance(font, (uint16_t)glyph) * 1000000 + FONT_UNITS / 2) / FONT_UNITS);
			buffer_add_char(pdf->file, ']');
		}
	buffer_add_text(pdf->file, "]>>");
	pdf_object_end(pdf);
}

/* At most a hundred in a group, as the format wants. */
static void write_to_unicode(struct pdf *pdf, int number, int font, const uint32_t *unicode)
{
	struct buffer map;
	int left = 0, in_group = 0;

	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		left += unicode[glyph] != 0;
	buffer_init(&map);
	buffer_add_text(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)"
		"/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (int glyph = 0; glyph < font_glyph_count(font); glyph++) {
		if (unicode[glyph] == 0)
			continue;
		if (in_group == 0)
			buffer_format(&map, "%d beginbfchar\n", in_group = left < 100 ? left : 100);
		buffer_format(&map, "<%04X><%04X>\n", (unsigned)glyph, (unsigned)unicode[glyph]);
		left--;
		if (--in_group == 0)
			buffer_add_text(&map, "endbfchar\n");
	}
	buffer_add_text(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	pdf_stream(pdf, number + FONT_TO_UNICODE, "", map.data, map.length);
	buffer_release(&map);
}

void pdf_font(struct pdf *pdf, int number, int font, const uint32_t *unicode)
{
	const char *name = subset_name(pdf, font, unicode);

	pdf_object(pdf, number + FONT_ITSELF);
	buffer_format(pdf->file, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
		"/ToUnicode %d 0 R>>", name, number + FONT_CHILD, number + FONT_TO_UNICODE);
	pdf_object_end(pdf);
	write_child(pdf, number, font, unicode, name);
	write_descriptor(pdf, number, font, name);
	write_program(pdf, number, font, unicode);
	write_to_unicode(pdf, number, font, unicode);
}
