/* screen - text on a terminal or in a pipe. */
#include "client/screen.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

static const char *const style_codes[STYLES] = {
	[STYLE_PLAIN] = "", [STYLE_HEAD] = "\033[1m", [STYLE_FAINT] = "\033[2m", [STYLE_BAD] = "\033[1;31m",
	[STYLE_WARN] = "\033[33m", [STYLE_GOOD] = "\033[32m",
};

static bool wants_color(bool terminal, enum color color)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (color != COLOR_AUTO)
		return color == COLOR_ALWAYS;
	return terminal && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

void screen_init(struct screen *screen, FILE *file, enum color color)
{
	bool terminal = isatty(fileno(file));
	struct winsize size = { 0 };

	screen->file = file;
	screen->color = wants_color(terminal, color);
	screen->ascii = MB_CUR_MAX == 1;
	screen->cells = 0;
	if (terminal && ioctl(fileno(file), TIOCGWINSZ, &size) == 0)
		screen->cells = size.ws_col;
}

/* C0, DEL, and C1 as UTF-8 writes it (C2 80 to C2 9F). */
static size_t control_length(const unsigned char *at)
{
	if (at[0] < 0x20 || at[0] == 0x7f)
		return 1;
	return at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0 ? 2 : 0;
}

static void put_clean(FILE *file, const char *text, size_t length)
{
	for (const char *at = text; at < text + length; ) {
		size_t control = control_length((const unsigned char *)at);

		putc(control > 0 ? ' ' : *at, file);
		at += control > 0 ? control : 1;
	}
}

static void put_styled(const struct screen *screen, enum style style, const char *text, size_t length)
{
	bool styled = screen->color && style != STYLE_PLAIN && length > 0;

	if (styled)
		fputs(style_codes[style], screen->file);
	put_clean(screen->file, text, length);
	if (styled)
		fputs("\033[0m", screen->file);
}

void screen_put(const struct screen *screen, enum style style, const char *text)
{
	put_styled(screen, style, text, strlen(text));
}

void screen_text(const struct screen *screen, const char *indent, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length > 0)
			fputs(indent, screen->file);
		put_clean(screen->file, text, length);
		putc('\n', screen->file);
		text += length;
		text += *text == '\n';
	}
}

void screen_format(const struct screen *screen, enum style style, const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	screen_put(screen, style, line);
}

void screen_line(const struct screen *screen)
{
	putc('\n', screen->file);
}
