/* canvas_write - the pages and their tags as a PDF file that is PDF/A-2a and PDF/UA-1 at once. */
#include "letter/canvas.h"

#include "base/fault.h"

/* Numbers of the objects; of rows of objects the first. */
struct numbers {
	int catalog, pages, info, metadata, intent, tree, parents, outlines, resources, logo;
	int page, content, tag, link, bookmark, font[FONTS];
};

struct writer {
	struct pdf pdf;
	struct canvas *canvas;
	struct numbers at;
};

static bool is_used(const struct canvas *canvas, int font)
{
	for (int glyph = 0; glyph < font_glyph_count(font); glyph++)
		if (canvas->unicode[font][glyph] != 0)
			return true;
	return false;
}

static void number_all(struct writer *writer)
{
	const struct canvas *canvas = writer->canvas;
	struct numbers *at = &writer->at;
	struct pdf *pdf = &writer->pdf;

	at->catalog = pdf_number(pdf, 1);
	at->pages = pdf_number(pdf, 1);
	at->info = pdf_number(pdf, 1);
	at->metadata = pdf_number(pdf, 1);
	at->intent = pdf_number(pdf, 2);
	at->tree = pdf_number(pdf, 1);
	at->parents = pdf_number(pdf, 1);
	at->resources = pdf_number(pdf, 1);
	at->outlines = canvas->bookmark_count == 0 ? 0 : pdf_number(pdf, 1);
	at->logo = canvas->logo == NULL ? 0 : pdf_number(pdf, 1);
	at->page = pdf_number(pdf, canvas->page_count);
	at->content = pdf_number(pdf, canvas->page_count);
	at->tag = pdf_number(pdf, canvas->tag_count);
	at->link = pdf_number(pdf, canvas->link_count);
	at->bookmark = pdf_number(pdf, canvas->bookmark_count);
	for (int font = 0; font < FONTS; font++)
		at->font[font] = is_used(canvas, font) ? pdf_number(pdf, PDF_FONT_OBJECTS) : 0;
}

static void write_catalog(struct writer *writer, const struct pdf_about *about)
{
	const struct numbers *at = &writer->at;
	struct buffer *to = writer->pdf.file;

	pdf_object(&writer->pdf, at->catalog);
	buffer_format(to, "<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
		"/StructTreeRoot %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]", at->pages, about->language, at->tree,
		at->metadata, at->intent);
	if (at->outlines != 0)
		buffer_format(to, "/Outlines %d 0 R/PageMode/UseOutlines", at->outlines);
	buffer_add_text(to, ">>");
	pdf_object_end(&writer->pdf);
	pdf_object(&writer->pdf, at->resources);
	buffer_add_text(to, "<</Font<<");
	for (int font = 0; font < FONTS; font++)
		if (at->font[font] != 0)
			buffer_format(to, "/F%d %d 0 R", font, at->font[font]);
	buffer_add_text(to, ">>");
	if (at->logo != 0)
		buffer_format(to, "/XObject<</Logo %d 0 R>>", at->logo);
	buffer_add_text(to, ">>");
	pdf_object_end(&writer->pdf);
}

static void write_logo(struct writer *writer)
{
	const struct logo *logo = writer->canvas->logo;

	if (logo != NULL)
		pdf_stream_packed(&writer->pdf, writer->at.logo, arena_format(writer->canvas->arena, "/Type/XObject/Subtype/Image"
			"/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8", logo->width, logo->height), logo->rgb, logo->length);
}

static void write_pages(struct writer *writer)
{
	const struct canvas *canvas = writer->canvas;
	const struct numbers *at = &writer->at;
	struct buffer *to = writer->pdf.file;

	pdf_object(&writer->pdf, at->pages);
	buffer_format(to, "<</Type/Pages/Count %d/Kids[", canvas->page_count);
	for (int i = 0; i < canvas->page_count; i++)
		buffer_format(to, "%d 0 R ", at->page + i);
	buffer_add_text(to, "]>>");
	pdf_object_end(&writer->pdf);
	for (int i = 0, link = 0; i < canvas->page_count; i++) {
		pdf_object(&writer->pdf, at->page + i);
		buffer_format(to, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 595.276 841.89]/Resources %d 0 R/Contents %d 0 R"
			"/StructParents %d/Tabs/S", at->pages, at->resources, at->content + i, i);
		if (link < canvas->link_count && canvas->links[link].page == i) {
			buffer_add_text(to, "/Annots[");
			for (; link < canvas->link_count && canvas->links[link].page == i; link++)
				buffer_format(to, "%d 0 R ", at->link + link);
			buffer_add_char(to, ']');
		}
		buffer_add_text(to, ">>");
		pdf_object_end(&writer->pdf);
		pdf_stream(&writer->pdf, at->content + i, "", canvas->pages[i].content.data, canvas->pages[i].content.length);
	}
}

static void write_tag(struct writer *writer, int index)
{
	const struct tag *tag = &writer->canvas->tags[index];
	const struct numbers *at = &writer->at;
	struct buffer *to = writer->pdf.file;

	pdf_object(&writer->pdf, at->tag + index);
	buffer_format(to, "<</Type/StructElem/S/%s/P %d 0 R", tag->type, tag->parent < 0 ? at->tree : at->tag + tag->parent);
	buffer_add_text(to, tag->attributes);
	buffer_add_text(to, "/K[");
	for (int i = 0; i < tag->kid_count; i++) {
		const struct kid *kid = &tag->kids[i];

		if (kid->is == KID_TAG)
			buffer_format(to, "%d 0 R ", at->tag + kid->index);
		else if (kid->is == KID_MARK)
			buffer_format(to, "<</Type/MCR/Pg %d 0 R/MCID %d>>", at->page + kid->page, kid->index);
		else
			buffer_format(to, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", at->page + kid->page, at->link + kid->index);
	}
	buffer_add_text(to, "]>>");
	pdf_object_end(&writer->pdf);
}

/* From a page's marks, and from each link, back to its tag. */
static void write_tree(struct writer *writer)
{
	const struct canvas *canvas = writer->canvas;
	const struct numbers *at = &writer->at;
	struct buffer *to = writer->pdf.file;

	pdf_object(&writer->pdf, at->tree);
	buffer_format(to, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>", at->tag, at->parents,
		canvas->page_count + canvas->link_count);
	pdf_object_end(&writer->pdf);
	pdf_object(&writer->pdf, at->parents);
	buffer_add_text(to, "<</Nums[");
	for (int i = 0; i < canvas->page_count; i++) {
		buffer_format(to, "%d[", i);
		for (int j = 0; j < canvas->pages[i].mark_count; j++)
			buffer_format(to, "%d 0 R ", at->tag + canvas->pages[i].marks[j]);
		buffer_add_text(to, "]\n");
	}
	for (int i = 0; i < canvas->link_count; i++)
		buffer_format(to, "%d %d 0 R\n", canvas->page_count + i, at->tag + canvas->links[i].tag);
	buffer_add_text(to, "]>>");
	pdf_object_end(&writer->pdf);
	for (int i = 0; i < canvas->tag_count; i++)
		write_tag(writer, i);
}

/* An address in the characters a URI may have: others as %XX. */
static void add_address(struct buffer *to, const char *address)
{
	buffer_add_char(to, '(');
	for (; *address != '\0'; address++) {
		unsigned char c = (unsigned char)*address;

		if (c <= ' ' || c >= 0x7f || c == '(' || c == ')' || c == '\\')
			buffer_format(to, "%%%02X", c);
		else
			buffer_add_char(to, *address);
	}
	buffer_add_char(to, ')');
}

static void write_links(struct writer *writer)
{
	struct buffer *to = writer->pdf.file;

	for (int i = 0; i < writer->canvas->link_count; i++) {
		const struct link *link = &writer->canvas->links[i];

		pdf_object(&writer->pdf, writer->at.link + i);
		buffer_add_text(to, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
		pdf_add_point(to, link->left);
		pdf_add_point(to, PAGE_HEIGHT - link->bottom);
		pdf_add_point(to, link->right);
		pdf_add_point(to, PAGE_HEIGHT - link->top);
		buffer_add_text(to, "]/Contents");
		pdf_add_text(to, link->address);
		buffer_format(to, "/StructParent %d/A<</S/URI/URI", writer->canvas->page_count + i);
		add_address(to, link->address);
		buffer_add_text(to, ">>>>");
		pdf_object_end(&writer->pdf);
	}
}

static void add_relation(struct writer *writer, const char *name, int bookmark)
{
	if (bookmark >= 0)
		buffer_format(writer->pdf.file, "/%s %d 0 R", name, writer->at.bookmark + bookmark);
}

/* The next one of the level before one of a higher level, from there on; -1: none. */
static int next_of_level(const struct canvas *canvas, int from, int level, int step)
{
	for (int i = from; i >= 0 && i < canvas->bookmark_count; i += step) {
		if (canvas->bookmarks[i].level == level)
			return i;
		if (canvas->bookmarks[i].level < level)
			return -1;
	}
	return -1;
}

static int parent_of(const struct canvas *canvas, int index)
{
	int i = index - 1;

	while (i >= 0 && canvas->bookmarks[i].level >= canvas->bookmarks[index].level)
		i--;
	return i;
}

/* How many it has below it in all; they stand open. */
static int below(const struct canvas *canvas, int index)
{
	int i = index + 1;

	while (i < canvas->bookmark_count && canvas->bookmarks[i].level > canvas->bookmarks[index].level)
		i++;
	return i - index - 1;
}

/* Levels are never skipped, so a child is of the next one. */
static int last_child(const struct canvas *canvas, int index)
{
	int last = index + below(canvas, index);

	while (canvas->bookmarks[last].level != canvas->bookmarks[index].level + 1)
		last--;
	return last;
}

static void write_bookmark(struct writer *writer, int index)
{
	const struct canvas *canvas = writer->canvas;
	const struct bookmark *bookmark = &canvas->bookmarks[index];
	struct buffer *to = writer->pdf.file;
	int parent = parent_of(canvas, index);

	pdf_object(&writer->pdf, writer->at.bookmark + index);
	buffer_add_text(to, "<</Title");
	pdf_add_text(to, bookmark->title);
	buffer_format(to, "/Parent %d 0 R/Dest[%d 0 R/XYZ null ", parent < 0 ? writer->at.outlines : writer->at.bookmark + parent,
		writer->at.page + bookmark->page);
	pdf_add_point(to, PAGE_HEIGHT - bookmark->y);
	buffer_add_text(to, "null]");
	add_relation(writer, "Prev", next_of_level(canvas, index - 1, bookmark->level, -1));
	add_relation(writer, "Next", next_of_level(canvas, index + 1, bookmark->level, 1));
	if (below(canvas, index) > 0) {
		add_relation(writer, "First", index + 1);
		add_relation(writer, "Last", last_child(canvas, index));
		buffer_format(to, "/Count %d", below(canvas, index));
	}
	buffer_add_text(to, ">>");
	pdf_object_end(&writer->pdf);
}

/* The first is the letter's subject, of a level of its own above all others. */
static void write_outlines(struct writer *writer)
{
	if (writer->at.outlines == 0)
		return;
	must(below(writer->canvas, 0) == writer->canvas->bookmark_count - 1);
	pdf_object(&writer->pdf, writer->at.outlines);
	buffer_format(writer->pdf.file, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", writer->at.bookmark,
		writer->at.bookmark, writer->canvas->bookmark_count);
	pdf_object_end(&writer->pdf);
	for (int i = 0; i < writer->canvas->bookmark_count; i++)
		write_bookmark(writer, i);
}

void canvas_write(struct canvas *canvas, const struct pdf_about *about, struct buffer *file)
{
	struct writer writer = { .canvas = canvas };

	must(canvas->open == -1 && canvas->page_count > 0);
	canvas_go(canvas, 0);
	pdf_begin(&writer.pdf, about->part == 1 ? "1.4" : "1.7", file, canvas->arena);
	number_all(&writer);
	write_catalog(&writer, about);
	pdf_info(&writer.pdf, writer.at.info, about);
	pdf_metadata(&writer.pdf, writer.at.metadata, about);
	pdf_output_intent(&writer.pdf, writer.at.intent);
	write_logo(&writer);
	write_pages(&writer);
	write_tree(&writer);
	write_links(&writer);
	write_outlines(&writer);
	for (int font = 0; font < FONTS; font++)
		if (writer.at.font[font] != 0)
			pdf_font(&writer.pdf, writer.at.font[font], font, canvas->unicode[font]);
	pdf_end(&writer.pdf, writer.at.catalog, writer.at.info);
}
