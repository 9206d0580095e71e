/* svg - presentation attributes only: what forbids styles and scripts (CSP) takes nothing away. */
#include "letter/svg.h"

#include "letter/chart_look.h"

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
	const struct chart_stroke *stroke = &chart_strokes[what];

	buffer_format(self, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#%06x\" stroke-width=\"%g\"",
		x1, y1, x2, y2, (unsigned)stroke->colour, stroke->width);
	if (stroke->dash != NULL)
		buffer_format(self, " stroke-dasharray=\"%s\"", stroke->dash);
	buffer_add_text(self, "/>\n");
}

static void add_paint(struct buffer *buffer, const struct chart_shape *shape)
{
	if (shape->fill == CHART_NO_COLOUR)
		buffer_add_text(buffer, " fill=\"none\"");
	else
		buffer_format(buffer, " fill=\"#%06x\"", (unsigned)shape->fill);
	if (shape->stroke != CHART_NO_COLOUR)
		buffer_format(buffer, " stroke=\"#%06x\" stroke-width=\"%g\"", (unsigned)shape->stroke, shape->width);
	buffer_add_text(buffer, "/>\n");
}

static void add_mark(void *self, enum chart_mark what, double size, double x, double y)
{
	for (int i = 0; i < CHART_SHAPES && chart_shape_is(&chart_shapes[what][i]); i++) {
		const struct chart_shape *shape = &chart_shapes[what][i];

		if (shape->radius > 0) {
			buffer_format(self, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%g\"", x, y, size * shape->radius);
		} else {
			buffer_add_text(self, "<path d=\"");
			for (int c = 0; c < shape->corner_count; c++)
				buffer_format(self, "%c%.1f %.1f", c == 0 ? 'M' : 'L', x + size * shape->corners[2 * c],
					y + size * shape->corners[2 * c + 1]);
			buffer_add_text(self, shape->corner_count > 2 ? "z\"" : "\"");
		}
		add_paint(self, shape);
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
