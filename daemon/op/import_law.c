/* import_law - the act before the sign of section, the section after it. */
#include "op/import_law.h"

#include <string.h>

#include "base/text.h"
#include "proto/messages.h"

#define SIGN "§"
#define NBSP "\xc2\xa0"
#define UNKNOWN_CODE "unknown"
#define UNKNOWN_ACT "ukjent"

static const struct field *requirement_member(const char *name)
{
	return message_field(&requirement_message, name);
}

/* The text from begin to end without what surrounds it, and no longer than the member may be. */
static const char *trimmed(struct arena *arena, const char *begin, const char *end,
	const char *member)
{
	int64_t most = requirement_member(member)->max;
	char *text;

	while (begin < end && strchr(" ,.;:", *begin) != NULL)
		begin++;
	while (end > begin && strchr(" ,;:", end[-1]) != NULL)
		end--;
	text = arena_text_n(arena, begin, (size_t)(end - begin));
	for (char *at = text; *at != '\0'; at++)
		if (((unsigned char)*at & 0xc0) != 0x80 && most-- == 0) {
			*at = '\0';
			break;
		}
	return text;
}

/* "hol-4-1": letters, digits and hyphens of act and section; no longer than a code may be. */
static const char *code_of(struct arena *arena, const struct requirement *requirement)
{
	char *code = text_name_key(arena, arena_format(arena, "%s %s", requirement->act,
		requirement->section == NULL ? "" : requirement->section));

	for (char *at = code; *at != '\0'; at++)
		if (*at == ' ')
			*at = '-';
	return code[0] == '\0' ? UNKNOWN_CODE : trimmed(arena, code, code + strlen(code), "code");
}

static void parse(struct arena *arena, const char *basis, struct requirement *ret_requirement)
{
	const char *sign = basis == NULL ? NULL : strstr(basis, SIGN), *section = sign;

	message_clear(&requirement_message, ret_requirement);
	if (basis != NULL)
		ret_requirement->act = trimmed(arena, basis, sign == NULL ? basis + strlen(basis) : sign, "act");
	while (section != NULL
		&& (strncmp(section, SIGN, strlen(SIGN)) == 0 || strncmp(section, NBSP, strlen(NBSP)) == 0))
		section += strlen(SIGN);
	if (section != NULL)
		ret_requirement->section = trimmed(arena, section, section + strlen(section), "section");
	if (ret_requirement->section != NULL && ret_requirement->section[0] == '\0')
		ret_requirement->section = NULL;
	if (ret_requirement->act == NULL || ret_requirement->act[0] == '\0') {
		ret_requirement->act = UNKNOWN_ACT;
		ret_requirement->section = NULL;
		ret_requirement->code = UNKNOWN_CODE;
	} else {
		ret_requirement->code = code_of(arena, ret_requirement);
	}
}

static bool same(const struct requirement *a, const struct requirement *b)
{
	return strcmp(a->act, b->act) == 0
		&& strcmp(a->section == NULL ? "" : a->section, b->section == NULL ? "" : b->section) == 0;
}

static int find(const struct legal *legal, const struct requirement *requirement)
{
	for (int i = 0; i < legal->count; i++)
		if (same(&legal->item[i], requirement))
			return i;
	return -1;
}

static void add(struct legal *legal, const char *basis, struct arena *arena)
{
	struct requirement requirement;

	parse(arena, basis, &requirement);
	if (legal->count > LEGAL_MOST || find(legal, &requirement) >= 0)
		return;
	*(struct requirement *)arena_push(arena, (void **)&legal->item, &legal->count, sizeof requirement) = requirement;
}

void legal_read(const struct import_record *record, struct arena *arena, struct legal *ret_legal)
{
	const struct import_breach *found = record->breaches.item;

	*ret_legal = (struct legal){ .count = 0 };
	for (int i = 0; i < record->breaches.count; i++) {
		for (int b = 0; b < found[i].legal_basis.count; b++)
			add(ret_legal, found[i].legal_basis.item[b], arena);
		if (found[i].legal_basis.count == 0)
			add(ret_legal, NULL, arena);
	}
	if (ret_legal->count == 0)
		add(ret_legal, NULL, arena);
	ret_legal->made = arena_take_array(arena, (size_t)ret_legal->count, sizeof *ret_legal->made);
}

int legal_ask(const struct legal *legal, int32_t valid_on, struct request *request)
{
	struct buffer wanted;
	char day[DAY_TEXT];
	int place;

	buffer_init(&wanted);
	for (int i = 0; i < legal->count; i++) {
		bool unknown = strcmp(legal->item[i].code, UNKNOWN_CODE) == 0;

		buffer_format(&wanted, "%c{\"n\":%d,\"act\":", i == 0 ? '[' : ',', i);
		buffer_add_json_text(&wanted, unknown ? NULL : legal->item[i].act);
		buffer_add_text(&wanted, ",\"section\":");
		buffer_add_json_text(&wanted, legal->item[i].section);
		buffer_add_char(&wanted, '}');
	}
	buffer_add_char(&wanted, ']');
	place = batch_put(request->batch, SQL_import_requirement, NULL, NULL, (const struct with[]){
		{ "wanted", arena_text(&request->arena, wanted.data) },
		{ "valid_on", arena_text(&request->arena, day_format(valid_on, day)) }, { NULL, NULL } });
	buffer_release(&wanted);
	return place;
}

void legal_settle(struct legal *legal, int place, struct request *request)
{
	for (int row = 0; place >= 0 && row < batch_rows(request->batch, place); row++)
		memcpy(legal->item[batch_integer(request->batch, place, row, "n")].id,
			batch_text(request->batch, place, row, "id"), ID_SIZE);
	for (int i = 0; i < legal->count; i++) {
		legal->made[i] = legal->item[i].id[0] == '\0';
		if (!legal->made[i])
			continue;
		id_make(request->now, legal->item[i].id);
		legal->item[i].version = 1;
	}
}

const char *legal_id(const struct legal *legal, const char *basis, struct arena *arena)
{
	struct requirement requirement;

	parse(arena, basis, &requirement);
	return legal->item[find(legal, &requirement)].id;
}
