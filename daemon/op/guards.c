/* guards - what holds a step back, as JSON: the same in a refusal and among what may be done. */
#include "op/guards.h"

/* No guard of the law, but why it is not for this caller: said in the same place and shape. */
static void write_role(enum language language, struct buffer *body)
{
	buffer_format(body, "{\"code\":\"%s\",\"detail\":", refusal_code(REFUSAL_role_missing));
	buffer_add_json_text(body, refusal_text(REFUSAL_role_missing, language));
	buffer_add_text(body, ",\"source\":\"D\",\"subjects\":[]}");
}

static void write_held(const struct judgement *judgement, const struct held *held, enum language language,
	struct buffer *body)
{
	buffer_add_text(body, "{\"code\":\"");
	buffer_add_text(body, guard_code(held->guard));
	buffer_add_text(body, "\",\"detail\":");
	buffer_add_json_text(body, guard_text(held->guard, language));
	buffer_add_text(body, ",\"source\":");
	buffer_add_json_text(body, guard_source(held->guard));
	if (held->missing != NULL) {
		buffer_add_text(body, ",\"missing\":");
		buffer_add_json_text(body, held->missing);
	}
	buffer_add_text(body, ",\"subjects\":[");
	for (int i = 0; i < held->count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		buffer_add_json_text(body, judgement->subjects[held->first + i]);
	}
	buffer_add_text(body, "]}");
}

void guards_write(const struct judgement *judgement, enum language language, struct buffer *body)
{
	buffer_add_char(body, '[');
	if (judgement->role_missing)
		write_role(language, body);
	for (int i = 0; i < judgement->held_count; i++) {
		if (i > 0 || judgement->role_missing)
			buffer_add_char(body, ',');
		write_held(judgement, &judgement->held[i], language, body);
	}
	buffer_add_char(body, ']');
}
