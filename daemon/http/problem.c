/* problem - members in the order a person reads them. */
#include "http/problem.h"

#include "op/guards.h"
#include "proto/detail.h"

static enum refusal told(int refusal)
{
	return refusal > 0 ? (enum refusal)refusal : REFUSAL_internal;
}

int problem_status(int refusal)
{
	return refusal_status(told(refusal));
}

static void member(struct buffer *buffer, const char *name, const char *text)
{
	buffer_format(buffer, ",\"%s\":", name);
	buffer_add_json_text(buffer, text);
}

static void mistakes_write(const struct mistakes *mistakes, enum language language, struct buffer *buffer)
{
	int count = mistakes->count < MISTAKES_MAX ? mistakes->count : MISTAKES_MAX;
	struct buffer text;

	buffer_init(&text);
	buffer_add_text(buffer, ",\"errors\":[");
	for (int i = 0; i < count; i++) {
		const struct mistake *mistake = &mistakes->item[i];
		enum refusal refusal = (enum refusal)mistake->refusal;

		buffer_add_text(buffer, i > 0 ? ",{\"pointer\":" : "{\"pointer\":");
		buffer_add_json_text(buffer, mistake->pointer);
		member(buffer, "code", refusal_code(refusal));
		buffer_clear(&text);
		detail_add(&text, refusal, mistake->detail, language);
		member(buffer, "detail", text.data);
		buffer_add_char(buffer, '}');
	}
	buffer_add_char(buffer, ']');
	buffer_release(&text);
}

void problem_write(const struct problem *problem, struct buffer *buffer)
{
	enum refusal refusal = told(problem->refusal);
	const char *title = refusal_text(refusal, problem->language);

	buffer_format(buffer, "{\"type\":\"urn:tilsyn:problem:%s\"", refusal_code(refusal));
	member(buffer, "title", title);
	buffer_format(buffer, ",\"status\":%d", refusal_status(refusal));
	member(buffer, "detail", problem->detail != NULL ? problem->detail : title);
	member(buffer, "code", refusal_code(refusal));
	member(buffer, "instance", problem->instance);
	if (problem->mistakes != NULL && problem->mistakes->count > 0)
		mistakes_write(problem->mistakes, problem->language, buffer);
	if (problem->judgement != NULL && problem->judgement->held_count > 0) {
		buffer_add_text(buffer, ",\"guards\":");
		guards_write(problem->judgement, problem->language, buffer);
	}
	buffer_add_char(buffer, '}');
}
