/* font - text to glyphs by HarfBuzz; what letters are made of is checked first. */
#include "letter/font.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <string.h>

#include "base/fault.h"

#define FONT_FILE(name, file) \
	__asm__(".pushsection .rodata\n.balign 16\n.hidden " #name "\n.global " #name "\n" #name ":\n.incbin \"" \
		OPEN_SANS "/" file "\"\n.hidden " #name "_end\n.global " #name "_end\n" #name "_end:\n.byte 0\n.popsection\n"); \
	extern const char name[] __attribute__((visibility("hidden"))), \
		name##_end[] __attribute__((visibility("hidden")))
FONT_FILE(open_sans_regular, "OpenSans-Regular.ttf");
FONT_FILE(open_sans_bold, "OpenSans-Bold.ttf");
FONT_FILE(open_sans_italic, "OpenSans-Italic.ttf");
FONT_FILE(open_sans_bold_italic, "OpenSans-BoldItalic.ttf");

const struct font_look font_looks[FONTS] = {
	[FONT_REGULAR] = { "OpenSans", 1069, -293, 714, 0, 80, { -550, -271, 1204, 1048 } },
	[FONT_BOLD] = { "OpenSans-Bold", 1069, -293, 714, 0, 140, { -619, -293, 1319, 1069 } },
	[FONT_ITALIC] = { "OpenSans-Italic", 1069, -293, 714, -12, 80, { -498, -268, 1231, 1048 } },
	[FONT_BOLD_ITALIC] = { "OpenSans-BoldItalic", 1069, -293, 714, -12, 140, { -513, -293, 1293, 1069 } },
};

static struct loaded { hb_face_t *face; hb_font_t *font; } fonts[FONTS];

/* Read once a process; never given back. */
static const struct loaded *font_loaded(enum font font)
{
	static const struct { const char *begin, *end; } files[FONTS] = {
		{ open_sans_regular, open_sans_regular_end }, { open_sans_bold, open_sans_bold_end },
		{ open_sans_italic, open_sans_italic_end }, { open_sans_bold_italic, open_sans_bold_italic_end },
	};
	struct loaded *loaded = &fonts[font];
	hb_blob_t *blob;

	if (loaded->font != NULL)
		return loaded;
	blob = hb_blob_create(files[font].begin, (unsigned)(files[font].end - files[font].begin),
		HB_MEMORY_MODE_READONLY, NULL, NULL);
	loaded->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	must(hb_face_get_upem(loaded->face) == FONT_UNITS);
	loaded->font = hb_font_create(loaded->face);
	return loaded;
}

int font_advance(enum font font, uint16_t glyph)
{
	return hb_font_get_glyph_h_advance(font_loaded(font)->font, glyph);
}

int font_glyph_count(enum font font)
{
	return (int)hb_face_get_glyph_count(font_loaded(font)->face);
}

/* One character of valid UTF-8. */
static const char *decode(const char *text, uint32_t *ret_character)
{
	const unsigned char *at = (const unsigned char *)text;
	int more = *at < 0x80 ? 0 : *at < 0xe0 ? 1 : *at < 0xf0 ? 2 : 3;
	uint32_t character = more == 0 ? *at : *at & (0x3fu >> more);

	for (int i = 1; i <= more; i++)
		character = character << 6 | (at[i] & 0x3fu);
	*ret_character = character;
	return text + more + 1;
}

/* Soft hyphens, spaces of no width and choices of an emoji's looks: nothing to see. */
static bool is_nothing(uint32_t character)
{
	return character == 0xad || character == 0x200b || character == 0x2060 || character == 0xfeff
		|| (character >= 0xfe00 && character <= 0xfe0f) || character == '\r';
}

static bool is_mark(uint32_t character)
{
	hb_unicode_general_category_t category =
		hb_unicode_general_category(hb_unicode_funcs_get_default(), character);

	return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK
		|| category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK
		|| category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* The next character as it is shown: blanks even, a letter and its marks made one.  0: the end. */
static const char *next_shown(const char *text, uint32_t *ret_character)
{
	uint32_t character = 0, mark, whole;

	do {
		if (*text == '\0') {
			*ret_character = 0;
			return text;
		}
		text = decode(text, &character);
	} while (is_nothing(character));
	while (*text != '\0') {
		const char *after = decode(text, &mark);

		if (!is_mark(mark) || !hb_unicode_compose(hb_unicode_funcs_get_default(), character, mark, &whole))
			break;
		character = whole;
		text = after;
	}
	*ret_character = character == '\t' ? ' ' : character;
	return text;
}

static bool is_shown(uint32_t character)
{
	hb_codepoint_t glyph;
	hb_script_t script;

	if (character == '\n')
		return true;
	script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
	if (character < ' ' || is_mark(character) || hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL)
		return false;
	for (int font = 0; font < FONTS; font++)
		if (!hb_font_get_nominal_glyph(font_loaded(font)->font, character, &glyph) || glyph == 0)
			return false;
	return true;
}

const char *font_lacks(const char *text, uint32_t *ret_character)
{
	uint64_t seen[1024 / 64] = { 0 };       /* the letters of Europe are asked about once */

	while (*text != '\0') {
		uint32_t character;
		const char *after = next_shown(text, &character);

		if (character != 0 && (character >= 1024 || (seen[character / 64] >> character % 64 & 1) == 0)) {
			if (!is_shown(character)) {
				*ret_character = character;
				return text;
			}
			if (character < 1024)
				seen[character / 64] |= UINT64_C(1) << character % 64;
		}
		text = after;
	}
	return NULL;
}

static bool is_letter(uint32_t character)
{
	hb_unicode_general_category_t category =
		hb_unicode_general_category(hb_unicode_funcs_get_default(), character);

	return category >= HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER
		&& category <= HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER;
}

static bool is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

static bool is_small(uint32_t character)
{
	return character >= 'a' && character <= 'z';
}

/* Of "7. desember 2026"; where the period goes on, as in "2026–31. januar 2027", a line may end. */
static bool before_year(const uint32_t *characters, unsigned at, unsigned count)
{
	unsigned month = at;

	for (unsigned i = at + 1; i <= at + 4; i++)
		if (i >= count || !is_digit(characters[i]))
			return false;
	if (at + 5 < count && (is_digit(characters[at + 5]) || characters[at + 5] == 0x2013))
		return false;
	while (month > 0 && is_small(characters[month - 1]))
		month--;
	return month < at && month > 2 && characters[month - 1] == ' ' && characters[month - 2] == '.'
		&& is_digit(characters[month - 3]);
}

/* The blank within "§ 30-4" and "7. desember 2026". */
static bool holds(const uint32_t *characters, unsigned at, unsigned count)
{
	if ((at > 0 && characters[at - 1] == 0xa7) || before_year(characters, at, count))
		return true;
	return at > 1 && at + 1 < count && characters[at - 1] == '.' && is_digit(characters[at - 2])
		&& is_small(characters[at + 1]);
}

/* "plan–do" and "og/eller" may end a line after their sign. */
static uint8_t may_break(const uint32_t *characters, unsigned at, unsigned count)
{
	uint32_t character = characters[at];

	if (character == ' ')
		return holds(characters, at, count) ? 0 : GLYPH_SPACE;
	if (character != '-' && character != '/' && character != 0x2013)
		return 0;
	return at > 0 && at + 1 < count && is_letter(characters[at - 1]) && is_letter(characters[at + 1])
		? GLYPH_BREAK : 0;
}

static struct glyph *glyph_add(struct glyphs *glyphs, struct arena *arena)
{
	if (glyphs->count == glyphs->room) {
		struct glyph *grown;

		glyphs->room = glyphs->room == 0 ? 64 : glyphs->room * 2;
		grown = arena_take_array(arena, (size_t)glyphs->room, sizeof *grown);
		if (glyphs->count > 0)
			memcpy(grown, glyphs->glyph, (size_t)glyphs->count * sizeof *grown);
		glyphs->glyph = grown;
	}
	return &glyphs->glyph[glyphs->count++];
}

/* No ligatures: text must come out of the document as it went in. */
static void shape_line(enum font font, const uint32_t *characters, unsigned count, int run, struct arena *arena,
	struct glyphs *glyphs)
{
	static const hb_feature_t features[] = {
		{ HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
		{ HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	};
	static hb_buffer_t *shaped;
	const hb_glyph_position_t *position;
	const hb_glyph_info_t *info;
	unsigned made;

	if (shaped == NULL)
		shaped = hb_buffer_create();
	hb_buffer_clear_contents(shaped);
	hb_buffer_add_codepoints(shaped, characters, (int)count, 0, (int)count);
	hb_buffer_set_direction(shaped, HB_DIRECTION_LTR);
	hb_buffer_guess_segment_properties(shaped);
	hb_shape(font_loaded(font)->font, shaped, features, sizeof features / sizeof features[0]);
	info = hb_buffer_get_glyph_infos(shaped, &made);
	position = hb_buffer_get_glyph_positions(shaped, &made);
	for (unsigned i = 0; i < made; i++) {
		*glyph_add(glyphs, arena) = (struct glyph){ .id = (uint16_t)info[i].codepoint,
			.advance = (int16_t)position[i].x_advance, .unicode = characters[info[i].cluster],
			.font = (unsigned)font & 7, .is = may_break(characters, info[i].cluster, count) & 31,
			.run = (unsigned)run & 0xffffff };
	}
}

void font_shape(enum font font, const char *text, int run, struct arena *arena, struct glyphs *glyphs)
{
	uint32_t *characters = arena_take_array(arena, strlen(text) + 1, sizeof *characters), character;
	unsigned count = 0;

	do {
		text = next_shown(text, &character);
		if (character != 0)             /* a space ends a line too, for who does not see it end */
			characters[count++] = character == '\n' ? ' ' : character;
		if (character != 0 && character != '\n')
			continue;
		if (count > 0)
			shape_line(font, characters, count, run, arena, glyphs);
		if (character == '\n')
			*glyph_add(glyphs, arena) = (struct glyph){ .is = GLYPH_LINE, .run = (unsigned)run & 0xffffff };
		count = 0;
	} while (character != 0);
}

static hb_subset_input_t *subset_input(enum font font, const uint32_t *unicode)
{
	static const hb_tag_t unneeded[] = { HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
		HB_TAG('G', 'D', 'E', 'F'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('k', 'e', 'r', 'n') };
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	must(input != NULL);
	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		if (unicode[glyph] != 0)
			hb_set_add(hb_subset_input_glyph_set(input), (hb_codepoint_t)glyph);
	for (size_t i = 0; i < sizeof unneeded / sizeof unneeded[0]; i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), unneeded[i]);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS);
	return input;
}

void font_subset(enum font font, const uint32_t *unicode, struct buffer *file, bool *ret_has)
{
	hb_subset_input_t *input = subset_input(font, unicode);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(font_loaded(font)->face, input);
	hb_face_t *subset;
	hb_blob_t *blob;
	unsigned length;
	const char *data;

	must(plan != NULL);
	subset = hb_subset_plan_execute_or_fail(plan);
	must(subset != NULL);
	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		ret_has[glyph] = hb_map_has(hb_subset_plan_old_to_new_glyph_mapping(plan), (hb_codepoint_t)glyph) != 0;
	blob = hb_face_reference_blob(subset);
	data = hb_blob_get_data(blob, &length);
	buffer_add(file, data, length);
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
}
