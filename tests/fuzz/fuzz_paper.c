/*
 * fuzz_paper - any text is pages, or is refused with why: never a file that is not whole.
 *
 * FUZZ_ROOMS: daemon/base daemon/letter/paper.c daemon/letter/flow.c daemon/letter/flow_chart.c daemon/letter/flow_table.c daemon/letter/lines.c daemon/letter/font.c daemon/letter/canvas.c daemon/letter/canvas_write.c daemon/letter/pdf.c daemon/letter/pdf_about.c daemon/letter/pdf_font.c daemon/letter/chart_look.c daemon/letter/chart_words.c daemon/letter/words.c daemon/letter/terms.c daemon/letter/mark.c daemon/letter/mark_chart.c daemon/letter/mark_inline.c daemon/letter/mark_data.c daemon/core/series.c daemon/core/measure.c daemon/core/chart.c daemon/core/chart_frame.c daemon/core/method.c proto/terms.c
 * FUZZ_LIBRARIES: -DOPEN_SANS="/usr/share/fonts/truetype/open-sans" -I/usr/include/harfbuzz -lharfbuzz-subset -lharfbuzz -lz
 */
#include <stdint.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "letter/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char end[] = "%%EOF\n";
	struct arena arena;
	struct buffer file;
	struct paper paper = { .sender = "Statsforvalteren", .recipient = "Hole kommune", .subject = "Sak", .foot = "2026/17" };
	enum paper_wrong wrong;
	const char *why;

	if (!text_valid((const char *)data, size, NULL))
		return 0;
	arena_init(&arena);
	buffer_init(&file);
	paper.body = arena_text_n(&arena, (const char *)data, size);
	wrong = paper_print(&paper, &arena, &file, &why);
	must((wrong == PAPER_PRINTED) == (why == NULL));
	must(wrong == PAPER_PRINTED ? strncmp(file.data, "%PDF-1.7\n", 9) == 0
		&& strcmp(file.data + file.length - strlen(end), end) == 0 : file.length == 0);
	buffer_release(&file);
	arena_release(&arena);
	return 0;
}
