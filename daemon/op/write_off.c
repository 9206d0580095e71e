/* write_off - what answers what, from either side. */
#include "op/write_off.h"

#include <string.h>

#include "core/facts.h"
#include "proto/messages.h"

static void tell(struct casework *work, enum noun noun, const char *id, const char *by)
{
	casework_tell(work, &(struct told){ .subject_kind = nouns[noun].name, .subject = id, .event = "written_off",
		.data = arena_format(&work->request->arena, "{\"by\":\"%s\"}", by), .occurred_on = work->request->today });
}

/* The letter that set the deadline, or the one it took over from. */
static struct letter *letter_of_deadline(struct casework *work, const struct deadline *deadline)
{
	while (deadline != NULL && deadline->letter[0] == '\0' && deadline->predecessor[0] != '\0')
		deadline = casework_find(work, NOUN_DEADLINE, deadline->predecessor);
	return deadline == NULL || deadline->letter[0] == '\0' ? NULL : casework_find(work, NOUN_LETTER, deadline->letter);
}

static bool is_sent(const struct letter *letter)
{
	return letter->state == LETTER_DISPATCHED || letter->state == LETTER_JOURNALLED;
}

static void write_off_letter(struct casework *work, struct incoming *incoming, struct letter *letter)
{
	if (texts_have(&incoming->writes_off, letter->id) || letter->written_off_by[0] != '\0')
		return;
	texts_add(&incoming->writes_off, letter->id, &work->request->arena);
	memcpy(letter->written_off_by, incoming->id, ID_SIZE);
	letter->written_off_on = incoming->received_on;
	tell(work, NOUN_LETTER, letter->id, incoming->id);
}

void write_off_settle(struct casework *work, struct incoming *incoming)
{
	incoming->writes_off = (struct texts){ .given = true };
	for (int i = 0; i < incoming->answers.count; i++) {
		const char *id = incoming->answers.item[i];
		struct letter *letter = casework_find(work, NOUN_LETTER, id);
		const struct deadline *deadline = letter != NULL ? NULL : casework_find(work, NOUN_DEADLINE, id);

		if ((letter == NULL && deadline == NULL) || (letter != NULL && !is_sent(letter))) {
			mistakes_add(&work->request->mistakes, arena_format(&work->request->arena, "/answers/%d", i),
				REFUSAL_unknown_reference, letter == NULL ? NULL : "a letter that was not sent");
			continue;
		}
		letter = letter != NULL ? letter : letter_of_deadline(work, deadline);
		if (letter != NULL && is_sent(letter))
			write_off_letter(work, incoming, letter);
	}
}

#define D(kind) (1u << DEADLINE_##kind)
#define L(kind) (1u << LETTER_##kind)
#define EARLY_DATES (D(CONTACT_PERSON) | D(DOCUMENTS) | D(SURVEY))
#define EARLY_LETTERS (L(NOTICE) | L(MEETING_INVITATION))

/* What a kind of letter takes up: answers to these deadlines, and to these letters. */
static const struct takes_up {
	unsigned deadlines, letters;
	bool stated;                    /* the deadlines whose dates it states */
	bool all;
} takes_up[LETTER_KINDS] = {
	[LETTER_PRELIMINARY_REPORT] = { .deadlines = EARLY_DATES, .letters = EARLY_LETTERS },
	[LETTER_FINAL_REPORT] = { .deadlines = EARLY_DATES | D(COMMENT) | D(ORDER_COMMENT),
		.letters = EARLY_LETTERS | L(PRELIMINARY_REPORT) },
	[LETTER_DEADLINE_CONFIRMATION] = { .stated = true },
	[LETTER_ASSESSMENT] = { .deadlines = D(PLAN) | D(CORRECTION) | D(MILESTONE) | D(MEASUREMENT) | D(ORDER_COMPLIANCE),
		.letters = L(FINAL_REPORT) | L(FOLLOW_UP_DEMAND) | L(REMINDER_1) | L(REMINDER_2) | L(INTERIM_MEASURES) | L(ORDER) },
	[LETTER_ORDER] = { .deadlines = D(ORDER_COMMENT), .letters = L(ORDER_NOTICE) | L(REMINDER_2) },
	[LETTER_ORDER_WITHDRAWN] = { .deadlines = D(APPEAL), .letters = L(ORDER) },
	[LETTER_CANCELLATION] = { .all = true },
	[LETTER_CLOSURE] = { .all = true },
};

static bool takes_up_answer(struct casework *work, const struct letter *letter, const char *id)
{
	const struct takes_up *takes = &takes_up[letter->kind];
	const struct letter *answered = casework_find(work, NOUN_LETTER, id);
	const struct deadline *deadline = answered != NULL ? NULL : casework_find(work, NOUN_DEADLINE, id);

	if (answered != NULL)
		return (takes->letters >> answered->kind & 1) != 0;
	return deadline != NULL && (takes->stated ? letter_dates(letter, deadline)
		: (takes->deadlines >> deadline->kind & 1) != 0);
}

void write_off_complete(struct casework *work, struct letter *letter)
{
	const int most = (int)message_field(&letter_message, "answers")->max;

	letter->answers = (struct texts){ .given = true };
	for (int i = 0; i < work->incoming_count && letter->answers.count < most; i++) {
		const struct incoming *incoming = &work->incoming[i];
		bool takes = takes_up[letter->kind].all;

		for (int a = 0; a < incoming->answers.count && !takes; a++)
			takes = takes_up_answer(work, letter, incoming->answers.item[a]);
		if (takes && incoming->written_off_by[0] == '\0')
			texts_add(&letter->answers, incoming->id, &work->request->arena);
	}
}

void write_off_judge(struct casework *work, const struct letter *letter)
{
	for (int i = 0; i < letter->answers.count; i++)
		if (casework_find(work, NOUN_INCOMING, letter->answers.item[i]) == NULL)
			mistakes_add(&work->request->mistakes, arena_format(&work->request->arena, "/answers/%d", i),
				REFUSAL_unknown_reference, NULL);
}

void write_off_by_letter(struct casework *work, const struct letter *letter)
{
	for (int i = 0; i < letter->answers.count; i++) {
		struct incoming *incoming = casework_find(work, NOUN_INCOMING, letter->answers.item[i]);

		if (incoming == NULL || incoming->written_off_by[0] != '\0')
			continue;
		memcpy(incoming->written_off_by, letter->id, ID_SIZE);
		incoming->written_off_on = letter->letter_date;
		tell(work, NOUN_INCOMING, incoming->id, letter->id);
	}
}
