/* noun - the list of nouns, and the commands that follow from a row. */
#include "client/noun.h"

#include <string.h>

#include "base/fault.h"
#include "client/verb.h"
#include "proto/action.h"

const struct noun *const nouns[] = {
#define NOUN(name) &name##_noun,
#include "client/nouns.def"
#undef NOUN
	NULL
};

static const struct { const char *member; const struct noun *noun; } members[] = {
	{ "account", &account_noun }, { "agreed_by", &account_noun }, { "assessed_by", &account_noun },
	{ "author", &account_noun }, { "approved_by", &account_noun }, { "decided_by", &account_noun }, { "edited_by", &account_noun }, { "follow_up_lead", &account_noun }, { "lead", &account_noun },
	{ "lead_auditor", &account_noun }, { "member", &account_noun }, { "registered_by", &account_noun }, { "responsible", &account_noun },
	{ "team", &account_noun }, { "uploaded_by", &account_noun },
	{ "attachment", &attachment_noun }, { "attachments", &attachment_noun }, { "decision", &attachment_noun },
	{ "document", &attachment_noun },
	{ "audit", &audit_noun }, { "breach", &breach_noun }, { "breaches", &breach_noun },
	{ "corrects", &letter_noun }, { "deadline", &deadline_noun }, { "demand", &demand_noun },
	{ "enterprise", &enterprise_noun }, { "evidence", &evidence_noun }, { "incoming", &incoming_noun },
	{ "made_by", &account_noun }, { "policy", &policy_noun }, { "replaces", &policy_noun },
	{ "issued_letter", &letter_noun }, { "letter", &letter_noun }, { "measure_point", &measure_point_noun },
	{ "measure_points", &measure_point_noun }, { "observation", &observation_noun }, { "order", &order_noun },
	{ "predecessor", &deadline_noun }, { "programme", &programme_noun }, { "requirements", &requirement_noun },
	{ "requirement", &requirement_noun }, { "successor", &deadline_noun }, { "withdrawn_letter", &letter_noun },
	{ "answers", &deadline_noun }, { "writes_off", &letter_noun }, { "survey", &survey_noun }, { "in_depth_of", &audit_noun }, { "in_depth", &audit_noun },
	{ "opened_by", &account_noun }, { "enterprises", &enterprise_noun }, { "drawn_by", &account_noun }, { "draw", &draw_noun }, { "draws", &draw_noun }, { "re_review", &re_review_noun },
};

bool name_is(const char *typed, size_t length, const char *name)
{
	if (strlen(name) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((typed[i] == '-' ? '_' : typed[i]) != (name[i] == '-' ? '_' : name[i]))
			return false;
	return true;
}

const struct noun *noun_find(const char *typed)
{
	for (int i = 0; nouns[i] != NULL; i++)
		if (name_is(typed, strlen(typed), nouns[i]->name))
			return nouns[i];
	return NULL;
}

const struct noun *noun_of_member(const char *member)
{
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (strcmp(members[i].member, member) == 0)
			return members[i].noun;
	return NULL;
}

static const struct { int machine; const char *event, *about; } abouts[] = {
#define ABOUT(machine, event, about) { ACTIONS_##machine, #event, about },
#include "client/events.def"
#undef ABOUT
};

/* What an event is to the one who makes it happen; NULL: it is none. */
static const char *event_about(int machine, const char *event)
{
	for (size_t i = 0; i < sizeof abouts / sizeof abouts[0]; i++)
		if (abouts[i].machine == machine && strcmp(abouts[i].event, event) == 0)
			return abouts[i].about;
	return NULL;
}

static void push(struct command ret_command[COMMANDS_MAX], int *count, struct command command)
{
	must(*count < COMMANDS_MAX);
	ret_command[(*count)++] = command;
}

static void push_events(const struct noun *noun, struct command ret_command[COMMANDS_MAX], int *count)
{
	const char *one = noun->under == NULL ? "CASE" : "CASE#N", *event;

	for (int i = 0; (event = action_event(noun->machine, i)) != NULL; i++)
		push(ret_command, count, (struct command){ .name = event, .event = event, .operands = one, .least = 1,
			.most = 1, .about = event_about(noun->machine, event), .options = verb_act_options, .run = verb_act });
	push(ret_command, count, (struct command){ .name = "actions", .operands = one, .least = 1, .most = 1,
		.about = "what can be done now, and what holds the rest back", .run = verb_actions });
}

int noun_commands(const struct noun *noun, struct command ret_command[COMMANDS_MAX])
{
	int count = 0;
	const char *one = noun->under != NULL ? "CASE#N" : noun == &audit_noun ? "CASE" : "REF";
	const char *above = noun->under == NULL ? "" : noun->under == &audit_noun ? "CASE" : "CASE#N";

	for (const struct command *own = noun->commands; own != NULL && own->name != NULL; own++)
		push(ret_command, &count, *own);
	if (noun->columns != NULL || noun->columns_within != NULL)
		push(ret_command, &count, (struct command){ .name = "list", .about = "a table of them", .options = verb_list_options,
			.run = verb_list, .least = noun->query == NULL, .most = noun->under != NULL,
			.operands = noun->under != NULL && noun->query != NULL ? "[CASE]" : above });
	if (noun->in_path)
		push(ret_command, &count, (struct command){ .name = "show", .about = "all that is known of one", .least = 1,
			.most = 1, .operands = one, .run = verb_show });
	if (noun->create != NULL)
		push(ret_command, &count, (struct command){ .name = noun->create, .about = "add one", .operands = above,
			.least = noun->under != NULL, .most = noun->under != NULL, .options = verb_create_options,
			.run = verb_create });
	if (noun->edit != NULL)
		push(ret_command, &count, (struct command){ .name = noun->edit, .about = "change what was said of it", .least = 1,
			.most = 1, .operands = one, .options = verb_edit_options, .run = verb_edit });
	if (noun->machine >= 0)
		push_events(noun, ret_command, &count);
	return count;
}
