/* screen.h - where text is shown: its width, whether it has colours, and that nothing else gets through. */
#ifndef CLIENT_SCREEN_H
#define CLIENT_SCREEN_H

#include <stdbool.h>
#include <stdio.h>

enum style { STYLE_PLAIN, STYLE_HEAD, STYLE_FAINT, STYLE_BAD, STYLE_WARN, STYLE_GOOD, STYLES };

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct screen {
	FILE *file;
	bool color;
	int cells;                      /* of a line; 0: no terminal, nothing is cut */
	bool ascii;                     /* its locale knows no other signs */
};

/* NO_COLOR and TERM=dumb turn off what COLOR_AUTO would turn on. */
void screen_init(struct screen *screen, FILE *file, enum color color);

/*
 * Control characters become spaces, but for line feeds with screen_text: what others wrote into a case
 * never steers a terminal.
 */
void screen_put(const struct screen *screen, enum style style, const char *text);
void screen_text(const struct screen *screen, const char *indent, const char *text);    /* ends with a line feed */
void screen_format(const struct screen *screen, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void screen_line(const struct screen *screen);

#endif
