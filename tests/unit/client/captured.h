/* captured.h - a client whose standard output and error are texts in memory. */
#ifndef CAPTURED_H
#define CAPTURED_H

#include "unit.h"

#include "client/client.h"
#include "client/known.h"

struct captured {
	struct client client;
	char *shown, *said;
	size_t shown_length, said_length;
};

static inline void captured_begin(struct captured *captured, int cells)
{
	*captured = (struct captured){ .shown = NULL };
	arena_init(&captured->client.arena);
	captured->client.language = LANGUAGE_EN;
	captured->client.screen.file = open_memstream(&captured->shown, &captured->shown_length);
	captured->client.screen.cells = cells;
	captured->client.complaints.file = open_memstream(&captured->said, &captured->said_length);
}

static inline const char *captured_shown(struct captured *captured)
{
	fflush(captured->client.screen.file);
	return captured->shown;
}

static inline const char *captured_said(struct captured *captured)
{
	fflush(captured->client.complaints.file);
	return captured->said;
}

static inline void captured_end(struct captured *captured)
{
	fclose(captured->client.screen.file);
	fclose(captured->client.complaints.file);
	free(captured->shown);
	free(captured->said);
	known_release(&captured->client);
	arena_release(&captured->client.arena);
}

#endif
