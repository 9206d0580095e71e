/* guards - what holds a step back, as JSON: the same in a refusal and among what may be done. */
#include "op/guards.h"

#include <string.h>

/* No guard of the law, but why it is not for this caller: said in the same place and shape. */
static void write_role(enum language language, struct buffer *body)
{
	buffer_format(body, "{\"code\":\"%s\",\"detail\":", refusal_code(REFUSAL_role_missing));
	buffer_add_json_text(body, refusal_text(REFUSAL_role_missing, language));
	buffer_add_text(body, ",\"source\":\"D\",\"subjects\":[]}");
}

static bool is_told(const struct judgement *judgement, const struct held *first, const struct held *end, const char *subject)
{
	for (const struct held *held = first; held < end; held++)
		for (int i = 0; held->guard == first->guard && i < held->count; i++)
			if (strcmp(judgement->subjects[held->first + i], subject) == 0)
				return true;
	return false;
}

/* Of one guard, from `first` to before `end`: each subject once. */
static void write_subjects(const struct judgement *judgement, const struct held *first, const struct held *end,
	struct buffer *body)
{
	bool any = false;

	buffer_add_text(body, ",\"subjects\":[");
	for (const struct held *held = first; held < end; held++)
		for (int i = 0; held->guard == first->guard && i < held->count; i++) {
			const char *subject = judgement->subjects[held->first + i];

			if (is_told(judgement, first, held, subject))
				continue;
			buffer_add_text(body, any ? "," : "");
			buffer_add_json_text(body, subject);
			any = true;
		}
	buffer_add_char(body, ']');
}

/* What is missing, word by word, and of which subjects. */
static void write_missing(const struct judgement *judgement, const struct held *first, const struct held *end,
	struct buffer *body)
{
	if (first->missing == NULL)
		return;
	buffer_add_text(body, ",\"missing\":[");
	for (const struct held *held = first; held < end; held++) {
		if (held->guard != first->guard)
			continue;
		buffer_add_text(body, held == first ? "{\"what\":" : ",{\"what\":");
		buffer_add_json_text(body, held->missing);
		write_subjects(judgement, held, held + 1, body);
		buffer_add_char(body, '}');
	}
	buffer_add_char(body, ']');
}

/* A guard is told once, whatever it found missing. */
static void write_guard(const struct judgement *judgement, const struct held *first, enum language language,
	struct buffer *body)
{
	const struct held *end = judgement->held + judgement->held_count;

	buffer_add_text(body, "{\"code\":\"");
	buffer_add_text(body, guard_code(first->guard));
	buffer_add_text(body, "\",\"detail\":");
	buffer_add_json_text(body, guard_text(first->guard, language));
	buffer_add_text(body, ",\"source\":");
	buffer_add_json_text(body, guard_source(first->guard));
	write_missing(judgement, first, end, body);
	write_subjects(judgement, first, end, body);
	buffer_add_char(body, '}');
}

static bool is_first(const struct judgement *judgement, int place)
{
	for (int i = 0; i < place; i++)
		if (judgement->held[i].guard == judgement->held[place].guard)
			return false;
	return true;
}

void guards_write(const struct judgement *judgement, enum language language, struct buffer *body)
{
	buffer_add_char(body, '[');
	if (judgement->role_missing)
		write_role(language, body);
	for (int i = 0; i < judgement->held_count; i++) {
		if (!is_first(judgement, i))
			continue;
		if (i > 0 || judgement->role_missing)
			buffer_add_char(body, ',');
		write_guard(judgement, &judgement->held[i], language, body);
	}
	buffer_add_char(body, ']');
}
