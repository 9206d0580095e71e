/* detail - English details matched against details.def, and their gaps carried over. */
#include "proto/detail.h"

#include <stdbool.h>
#include <string.h>

#define GAPS 2

static const struct { const char *in[LANGUAGES]; } details[] = {
#define DETAIL(en, nb, nn) { { [LANGUAGE_NB] = (nb), [LANGUAGE_NN] = (nn), [LANGUAGE_EN] = (en) } },
#include "proto/details.def"
#undef DETAIL
};

struct gap { const char *text; size_t length; };

/* Whether the text is the pattern, and what stands where the pattern has {}. */
static bool is_pattern(const char *pattern, const char *text, struct gap gap[GAPS])
{
	int gaps = 0;

	for (const char *hole; (hole = strstr(pattern, "{}")) != NULL && gaps < GAPS; pattern = hole + 2) {
		size_t length = (size_t)(hole - pattern), next = strcspn(hole + 2, "{");
		const char *end;

		if (strncmp(text, pattern, length) != 0)
			return false;
		text += length;
		end = text;
		while (*end != '\0' && (next == 0 || strncmp(end, hole + 2, next) != 0))
			end++;
		gap[gaps++] = (struct gap){ text, (size_t)(end - text) };
		text = end;
	}
	return strcmp(text, pattern) == 0;
}

static void filled_add(struct buffer *buffer, const char *pattern, const struct gap gap[GAPS])
{
	for (const char *hole; (hole = strstr(pattern, "{}")) != NULL; pattern = hole + 2, gap++) {
		buffer_add(buffer, pattern, (size_t)(hole - pattern));
		buffer_add(buffer, gap->text, gap->length);
	}
	buffer_add_text(buffer, pattern);
}

/* "line 7: " of a table; returns what follows. */
static const char *line_add(struct buffer *buffer, const char *detail, enum language language)
{
	static const char line[] = "line ";
	size_t digits = strncmp(detail, line, sizeof line - 1) == 0
		? strspn(detail + sizeof line - 1, "0123456789")
		: 0;
	const char *end = detail + sizeof line - 1 + digits;

	if (digits == 0 || strncmp(end, ": ", 2) != 0)
		return detail;
	buffer_add_text(buffer, language == LANGUAGE_EN ? line : "linje ");
	buffer_add(buffer, end - digits, digits + 2);
	return end + 2;
}

void detail_add(struct buffer *buffer, enum refusal refusal, const char *detail, enum language language)
{
	struct gap gap[GAPS] = { { .text = "" } };

	if (detail == NULL || language != LANGUAGE_EN)
		buffer_add_text(buffer, refusal_text(refusal, language));
	if (detail == NULL)
		return;
	if (language != LANGUAGE_EN)
		buffer_add_text(buffer, ": ");
	detail = line_add(buffer, detail, language);
	for (size_t i = 0; i < sizeof details / sizeof details[0]; i++) {
		if (is_pattern(details[i].in[LANGUAGE_EN], detail, gap)) {
			filled_add(buffer, details[i].in[language], gap);
			return;
		}
	}
	buffer_add_text(buffer, detail);
}
