/* event - the append-only log and its chains of hashes. */
#include "op/event.h"

#include <stdio.h>
#include <string.h>

#include "auth/digest.h"
#include "proto/canonical.h"

const char *event_text(const struct told *told, const char *account, const char *at, struct arena *arena)
{
	struct buffer text;
	char day[DAY_TEXT];
	const char *copy;

	buffer_init(&text);
	buffer_add_text(&text, "{\"account\":");
	buffer_add_json_text(&text, account);
	buffer_format(&text, ",\"at\":\"%s\",\"data\":%s,\"event\":\"%s\",\"from\":", at, told->data, told->event);
	buffer_add_json_text(&text, told->from);
	buffer_add_text(&text, ",\"occurred_on\":");
	buffer_add_json_text(&text, told->occurred_on == DAY_NONE ? NULL : day_format(told->occurred_on, day));
	buffer_format(&text, ",\"subject\":\"%s\",\"subject_kind\":\"%s\",\"to\":", told->subject, told->subject_kind);
	buffer_add_json_text(&text, told->to);
	buffer_add_char(&text, '}');
	copy = arena_text(arena, text.data);
	buffer_release(&text);
	return copy;
}

const char *event_hash(const char *previous, const char *text, struct arena *arena)
{
	const char *chained = arena_format(arena, "%s\n%s", previous == NULL ? "" : previous, text);
	char hash[DIGEST_HEX];

	digest_hex(chained, strlen(chained), hash);
	return arena_text(arena, hash);
}

const char *event_put(struct request *request, const struct told *told, int n, const char *audit,
	const char *previous)
{
	struct arena *arena = &request->arena;
	char at[INSTANT_TEXT], day[DAY_TEXT], number[12];
	const char *account = request->caller.account[0] == '\0' ? NULL : request->caller.account;
	const char *text = event_text(told, account, instant_format(request->now, at), arena);
	const char *hash = event_hash(previous, text, arena);

	snprintf(number, sizeof number, "%d", n);
	batch_put(request->batch, SQL_event_add, NULL, NULL, (const struct with[]){
		{ "n", number }, { "audit", audit }, { "subject_kind", told->subject_kind },
		{ "subject", told->subject }, { "event", told->event }, { "from", told->from }, { "to", told->to },
		{ "at", at }, { "occurred_on", told->occurred_on == DAY_NONE ? NULL : day_format(told->occurred_on, day) },
		{ "account", account }, { "data", told->data }, { "text", text }, { "hash", hash }, { "previous_hash", previous },
		{ NULL, NULL } });
	return hash;
}

int log_hold(struct request *request)
{
	return batch_put(request->batch, SQL_log_head_lock, NULL, NULL, NULL);
}

void log_tell(struct request *request, int held, const struct told *told, int count)
{
	const char *hash = batch_text(request->batch, held, 0, "log_hash");

	for (int i = 0; i < count; i++)
		hash = event_put(request, &told[i], i, NULL, hash);
	batch_put(request->batch, SQL_log_head_put, NULL, NULL, (const struct with[]){ { "log_hash", hash }, { NULL, NULL } });
}

const char *event_asked(struct request *request)
{
	const struct message *message = request->op->body;
	struct buffer text;
	const char *data;
	bool first = true;

	buffer_init(&text);
	buffer_add_text(&text, "{\"asked\":{");
	for (int i = 0; i < message->count; i++) {
		if (!(request->given >> i & 1) || !(message->field[i].use & USE_SHOWN))
			continue;
		field_encode_name(&message->field[i], &text, &first);
		field_encode(&message->field[i], request->body, &text);
	}
	buffer_add_text(&text, "}}");
	data = json_canonical(text.data, &request->arena);
	buffer_release(&text);
	return data;
}

const char *event_texts(const struct with *texts, struct arena *arena)
{
	struct buffer data;
	const char *copy;

	buffer_init(&data);
	for (int i = 0; texts[i].name != NULL; i++) {
		buffer_format(&data, "%s\"%s\":", i == 0 ? "{" : ",", texts[i].name);
		buffer_add_json_text(&data, texts[i].text);
	}
	buffer_add_char(&data, '}');
	copy = arena_text(arena, data.data);
	buffer_release(&data);
	return copy;
}
