/* svg - presentation attributes only: what forbids styles and scripts (CSP) takes nothing away. */
#include "letter/svg.h"

#include <string.h>

/* Widths and dashes tell the lines apart in print; ink alone would not. */
static const char *const lines[CHART_LINES] = {
	[CHART_AXIS]          = "stroke=\"#1a1a1a\" stroke-width=\"1\"",
	[CHART_GRID]          = "stroke=\"#c9ccd1\" stroke-width=\"0.5\"",
	[CHART_FIGURES]       = "stroke=\"#1d4f91\" stroke-width=\"1\"",
	[CHART_MIDDLE]        = "stroke=\"#1a1a1a\" stroke-width=\"1.2\"",
	[CHART_MIDDLE_SIGNAL] = "stroke=\"#1a1a1a\" stroke-width=\"1.8\" stroke-dasharray=\"7 4\"",
	[CHART_LIMIT]         = "stroke=\"#4a4a4a\" stroke-width=\"0.8\" stroke-dasharray=\"3 2\"",
	[CHART_TARGET]        = "stroke=\"#2b6b2f\" stroke-width=\"1\" stroke-dasharray=\"1 2.5\"",
	[CHART_CHANGE]        = "stroke=\"#1a1a1a\" stroke-width=\"0.8\" stroke-dasharray=\"8 2 2 2\"",
	[CHART_INTERVAL]      = "stroke=\"#4a4a4a\" stroke-width=\"0.8\"",
};

static void add_escaped(struct buffer *buffer, const char *text)
{
	for (; *text != '\0'; text++) {
		const char *entity = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : NULL;

		if (entity != NULL)
			buffer_add_text(buffer, entity);
		else if ((unsigned char)*text >= ' ' || *text == '\n' || *text == '\t')
			buffer_add_char(buffer, *text);
	}
}

static void add_line(void *self, enum chart_line what, double x1, double y1, double x2, double y2)
{
	buffer_format(self, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>\n", x1, y1, x2, y2,
		lines[what]);
}

static void add_diamond(struct buffer *buffer, double x, double y)
{
	buffer_format(buffer, "<path d=\"M%.1f %.1fl6 6-6 6-6-6z\" fill=\"#fff\" stroke=\"#b3261e\" "
		"stroke-width=\"1.6\"/>\n<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.6\" fill=\"#b3261e\"/>\n", x, y - 6, x, y);
}

static void add_mark(void *self, enum chart_mark what, double x, double y)
{
	switch (what) {
	case CHART_DIAMOND:
		add_diamond(self, x, y);
		return;
	case CHART_SQUARE:
		buffer_format(self, "<rect x=\"%.1f\" y=\"%.1f\" width=\"6.4\" height=\"6.4\" fill=\"#b35900\" "
			"stroke=\"#fff\" stroke-width=\"0.6\"/>\n", x - 3.2, y - 3.2);
		return;
	case CHART_CROSS:
		buffer_format(self, "<path d=\"M%.1f %.1fl8 8m0-8l-8 8\" fill=\"none\" stroke=\"#b3261e\" "
			"stroke-width=\"2\"/>\n", x - 4, y - 4);
		return;
	case CHART_RING:
		buffer_format(self, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"#fff\" stroke=\"#1d4f91\" "
			"stroke-width=\"1.2\"/>\n", x, y);
		return;
	default:
		buffer_format(self, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\" fill=\"#1d4f91\"/>\n", x, y);
	}
}

static void add_label(void *self, enum chart_anchor anchor, double x, double y, const char *text)
{
	static const char *const anchors[] = { "start", "middle", "end" };

	buffer_format(self, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" xml:space=\"preserve\">", x, y,
		anchors[anchor]);
	add_escaped(self, text);
	buffer_add_text(self, "</text>\n");
}

void svg_write(const struct chart *chart, const char *title, const char *description, struct buffer *buffer)
{
	const struct chart_pen pen = { buffer, add_line, add_mark, add_label };
	double height = chart_height(chart);

	buffer_format(buffer, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
		"aria-labelledby=\"chart-title chart-description\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" "
		"height=\"%.0f\">\n<title id=\"chart-title\">", CHART_WIDTH, height, CHART_WIDTH * 1.5, height * 1.5);
	add_escaped(buffer, title);
	buffer_add_text(buffer, "</title>\n<desc id=\"chart-description\">");
	add_escaped(buffer, description);
	buffer_format(buffer, "</desc>\n<rect width=\"%.0f\" height=\"%.0f\" fill=\"#fff\"/>\n"
		"<g font-family=\"'Open Sans', Arial, sans-serif\" font-size=\"9\" fill=\"#1a1a1a\" "
		"stroke-linecap=\"butt\">\n", CHART_WIDTH, height);
	chart_draw(chart, &pen);
	buffer_add_text(buffer, "</g>\n</svg>\n");
}
