/* printing - the references, the note of approval and the foot of a letter. */
#include "letter/printing.h"

#include "letter/words.h"

static const struct { const char *date, *reference, *their_reference, *author, *approved; } said[LANGUAGES] = {
	[LANGUAGE_NB] = { "Dato", "Vår ref.", "Deres ref.", "Saksbehandler", "Dokumentet er elektronisk godkjent av" },
	[LANGUAGE_NN] = { "Dato", "Vår ref.", "Dykkar ref.", "Saksbehandlar", "Dokumentet er elektronisk godkjent av" },
	[LANGUAGE_EN] = { "Date", "Our ref.", "Your ref.", "Case officer", "This document has been approved electronically by" },
};

static const char *approved_by(const struct printing *printing, struct arena *arena)
{
	const char **names = arena_take_array(arena, (size_t)printing->approval_count, sizeof *names);

	if (printing->approval_count == 0)
		return NULL;
	for (int i = 0; i < printing->approval_count; i++)
		names[i] = arena_format(arena, "%s (%s)", printing->approvals[i].name,
			words_date(printing->approvals[i].on, printing->language, arena));
	return arena_format(arena, "%s %s.", said[printing->language].approved,
		words_list(names, printing->approval_count, printing->language, arena));
}

struct paper printing_paper(const struct printing *printing, struct arena *arena)
{
	struct paper_line *references = arena_take_array(arena, 4, sizeof *references);

	references[0] = (struct paper_line){ said[printing->language].date,
		words_date(printing->date, printing->language, arena) };
	references[1] = (struct paper_line){ said[printing->language].reference, printing->case_number };
	references[2] = (struct paper_line){ said[printing->language].their_reference, printing->their_reference };
	references[3] = (struct paper_line){ said[printing->language].author, printing->author };
	return (struct paper){ .language = printing->language, .sender = printing->sender, .logo = printing->logo,
		.recipient = printing->recipient, .references = references, .reference_count = 4,
		.subject = printing->subject, .body = printing->body, .ending = approved_by(printing, arena),
		.foot = arena_format(arena, "%s %s", said[printing->language].reference, printing->case_number),
		.made_at = printing->made_at };
}
