/*
 * fuzz_head - bytes at the door: a head is judged the same in any pieces and what is taken is strict
 * HTTP by a second reckoning; a chunked body ends in one place; targets and headers are taken or refused.  The
 * first byte of an input says what it is, the second how large the pieces are.
 *
 * FUZZ_ROOMS: daemon/base proto daemon/http/chunks.c daemon/http/head.c daemon/http/header.c daemon/http/target.c
 * FUZZ_LIBRARIES: -ljansson
 */
#include <string.h>
#include <strings.h>

#include "base/fault.h"
#include "base/text.h"
#include "http/chunks.h"
#include "http/head.h"
#include "http/header.h"
#include "http/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_in(struct head *head, const char *text, size_t length, size_t piece)
{
	size_t at = 0;

	head_init(head);
	while (at < length && !head->done && head->wrong == NULL)
		at += head_read(head, text + at, length - at < piece ? length - at : piece);
	must(at == head->length);
}

/* What must be true of a head that was taken, without a machine of states. */
static void strict(const struct head *head, const char *text)
{
	int hosts = 0;

	must(head->length >= 16 && memcmp(text + head->length - 4, "\r\n\r\n", 4) == 0);
	for (size_t i = 0; i < head->length; i++) {
		must(text[i] != '\0' && text[i] != 0x7f);
		must(text[i] != '\n' || (i > 0 && text[i - 1] == '\r'));
		must(text[i] != '\r' || text[i + 1] == '\n');
		must(text[i] != '\n' || i + 1 == head->length || (text[i + 1] != ' ' && text[i + 1] != '\t'));
		if (text[i] == '\n' && head->length - i > 6 && strncasecmp(text + i + 1, "host:", 5) == 0)
			hosts++;
	}
	must(hosts == 1 || (head->old && hosts == 0));
	must(!head->chunked || head->content_length < 0);
}

static void head_try(const char *text, size_t length, size_t piece)
{
	struct head whole, pieces;

	read_in(&whole, text, length, length + 1);
	read_in(&pieces, text, length, piece);
	must(whole.done == pieces.done && whole.wrong == pieces.wrong && whole.length == pieces.length);
	must(whole.content_length == pieces.content_length && whole.chunked == pieces.chunked && whole.old == pieces.old);
	must(!whole.done || whole.wrong == NULL);
	if (whole.done)
		strict(&whole, text);
}

/* Where a body ends, and whether it is wrong, is the same in any pieces. */
static void chunks_try(const char *text, size_t length, size_t piece)
{
	struct chunks whole, pieces;
	size_t end, at = 0;

	chunks_init(&whole);
	end = chunks_read(&whole, text, length);
	must(end <= length && (end == length || whole.done || whole.wrong != NULL) && whole.size >= 0);
	chunks_init(&pieces);
	while (at < length && !pieces.done && pieces.wrong == NULL)
		at += chunks_read(&pieces, text + at, length - at < piece ? length - at : piece);
	must(at == end && whole.done == pieces.done && whole.wrong == pieces.wrong && whole.size == pieces.size);
	must(!whole.done || (end >= 5 && memcmp(text + end - 2, "\r\n", 2) == 0));
}

static void target_try(const char *text, struct arena *arena)
{
	struct target target;

	if (target_parse(text, arena, &target) != 0)
		return;
	must(target.path[0] == '/' && target.parts >= 1 && target.parts <= TARGET_PARTS + 1);
	for (int i = 0; i < target.pair_count; i++)
		for (int side = 0; side < 2; side++)
			must(text_valid(target.pairs[i][side], strlen(target.pairs[i][side]), NULL));
}

static void headers_try(const char *text, struct arena *arena)
{
	const char *name = header_filename(text, arena), *again;
	int64_t version = -1;
	bool given = false;

	header_bearer(text);
	header_key_valid(text);
	header_media(text);
	header_names_etag(text, "\"1.a\"");
	must(header_match(text, &given, &version) != 0 || !given || version >= -1);
	if (name == NULL)
		return;
	must(text_valid(name, strlen(name), NULL) && strpbrk(name, "/\\") == NULL);
	again = header_filename(header_disposition(true, name, arena), arena);
	must(again != NULL && strcmp(again, name) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	char *text;

	if (size < 2)
		return 0;
	arena_init(&arena);
	text = arena_text_n(&arena, (const char *)data + 2, size - 2);
	switch (data[0] % 4) {
	case 0:
		head_try(text, size - 2, (size_t)data[1] + 1);
		break;
	case 1:
		target_try(text, &arena);
		break;
	case 3:
		chunks_try(text, size - 2, (size_t)data[1] + 1);
		break;
	default:
		headers_try(text, &arena);
	}
	arena_release(&arena);
	return 0;
}
