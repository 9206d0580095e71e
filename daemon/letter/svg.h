/* svg.h - a chart as a picture for the page: no script, no style sheet, readable in print and aloud. */
#ifndef LETTER_SVG_H
#define LETTER_SVG_H

#include "base/buffer.h"
#include "core/chart.h"

/* The title and the description are what a reader who cannot see the picture is told. */
void svg_write(const struct chart *chart, const char *title, const char *description, struct buffer *buffer);

#endif
