/* ical - content lines, by hand. */
#include "op/ical.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

#define LINE_MAX_OCTETS 75

/* One content line, ended; a line that goes on begins with a space, and no character is cut. */
static void add_line(struct buffer *buffer, const char *line)
{
	size_t room = LINE_MAX_OCTETS;

	while (strlen(line) > room) {
		size_t length = room;

		while (length > 1 && ((unsigned char)line[length] & 0xc0) == 0x80)
			length--;
		buffer_add(buffer, line, length);
		buffer_add_text(buffer, "\r\n ");
		line += length;
		room = LINE_MAX_OCTETS - 1;
	}
	buffer_add_text(buffer, line);
	buffer_add_text(buffer, "\r\n");
}

static void add_text(struct buffer *buffer, const char *name, const char *text)
{
	struct buffer line;

	buffer_init(&line);
	buffer_format(&line, "%s:", name);
	for (; *text != '\0'; text++) {
		if (strchr("\\;,", *text) != NULL)
			buffer_add_char(&line, '\\');
		if (*text == '\n')
			buffer_add_text(&line, "\\n");
		else if ((unsigned char)*text >= ' ' && *text != 0x7f)
			buffer_add_char(&line, *text);
	}
	add_line(buffer, line.data);
	buffer_release(&line);
}

static void add_day(struct buffer *buffer, const char *name, int32_t day)
{
	int year, month, date;

	day_split(day, &year, &month, &date);
	buffer_format(buffer, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, date);
}

/* "20260302T090000Z" of "2026-03-02T09:00:00Z". */
static void add_instant(struct buffer *buffer, const char *name, int64_t instant)
{
	char text[INSTANT_TEXT];

	instant_format(instant, text);
	buffer_format(buffer, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", name, text, text + 5, text + 8, text + 11, text + 14, text + 17);
}

void ical_begin(struct buffer *buffer, const char *name)
{
	buffer_add_text(buffer, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tilsyn//tilsynd//NO\r\nCALSCALE:GREGORIAN\r\n"
		"METHOD:PUBLISH\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n");
	add_text(buffer, "X-WR-CALNAME", name);
}

void ical_event(struct buffer *buffer, const struct ical_event *event, int64_t now)
{
	buffer_add_text(buffer, "BEGIN:VEVENT\r\n");
	add_text(buffer, "UID", event->uid);
	add_instant(buffer, "DTSTAMP", now);
	add_day(buffer, "DTSTART", event->from);
	add_day(buffer, "DTEND", event->to + 1);        /* the day after the last */
	buffer_format(buffer, "SEQUENCE:%lld\r\nSTATUS:%s\r\nTRANSP:TRANSPARENT\r\n", (long long)event->sequence,
		event->cancelled ? "CANCELLED" : "CONFIRMED");
	add_text(buffer, "SUMMARY", event->summary);
	buffer_add_text(buffer, "END:VEVENT\r\n");
}

void ical_end(struct buffer *buffer)
{
	buffer_add_text(buffer, "END:VCALENDAR\r\n");
}
