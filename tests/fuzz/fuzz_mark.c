/*
 * fuzz_mark - any text is a body, and any text is data that stays text.
 * FUZZ_ROOMS: daemon/letter/mark.c daemon/letter/mark_chart.c daemon/letter/mark_data.c daemon/core/series.c daemon/core/measure.c daemon/letter/mark_inline.c daemon/base
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "letter/mark.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

static bool innocent(const struct mark_text *text)
{
	return text->count == 0 || (text->count == 1 && text->runs[0].style == 0 && text->runs[0].link == NULL);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	char *text = malloc(size + 1);
	struct buffer buffer;
	struct mark_body body;
	struct arena arena;

	memcpy(text, bytes, size);
	text[size] = '\0';
	arena_init(&arena);
	mark_parse(text, &arena, &body);
	buffer_init(&buffer);
	buffer_add_text(&buffer, "");
	mark_add_data(&buffer, text);
	mark_parse(buffer.data, &arena, &body);
	for (int i = 0; i < body.count; i++)
		must(body.blocks[i].type == MARK_PARAGRAPH && innocent(&body.blocks[i].texts[0]));
	buffer_clear(&buffer);
	buffer_add_text(&buffer, "| a | b |\n| ");
	mark_add_data(&buffer, text);
	buffer_add_text(&buffer, " | c |\n");
	mark_parse(buffer.data, &arena, &body);
	must(body.count == 1 && body.blocks[0].type == MARK_TABLE && body.blocks[0].text_count == 4);
	must(innocent(&body.blocks[0].texts[2]) && innocent(&body.blocks[0].texts[3]));
	buffer_release(&buffer);
	arena_release(&arena);
	free(text);
	return 0;
}
