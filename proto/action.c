/* action - which parameters belong to which event, and a body judged by that. */
#include "proto/action.h"

#include <string.h>

#include "base/fault.h"
#include "proto/refusal.h"

static const struct {
	int machine;
	const char *event, *parameters;
} actions[] = {
#define ACTION(machine, event, parameters) { ACTIONS_##machine, #event, parameters },
#include "proto/actions.def"
#undef ACTION
};

#define ACTION_COUNT ((int)(sizeof actions / sizeof *actions))

const char *const action_machines[ACTIONS] = { "audit", "breach", "deadline", "letter", "order" };

const char *action_event(int machine, int index)
{
	for (int i = 0; i < ACTION_COUNT; i++)
		if (actions[i].machine == machine && index-- == 0)
			return actions[i].event;
	return NULL;
}

static int action_index(int machine, const char *event)
{
	for (int i = 0; i < ACTION_COUNT; i++)
		if (actions[i].machine == machine && strcmp(actions[i].event, event) == 0)
			return i;
	return -1;
}

static uint64_t parameters_mask(const char *parameters, bool optional)
{
	uint64_t mask = 0;

	while (*parameters != '\0') {
		char name[40];
		size_t length = strcspn(parameters, "? ");
		bool may = parameters[length] == '?';
		int index;

		must(length < sizeof name);
		memcpy(name, parameters, length);
		name[length] = '\0';
		index = message_index(&action_message, name);
		must(index >= 0);
		if (may == optional)
			mask |= UINT64_C(1) << index;
		parameters += length + may;
		parameters += *parameters == ' ';
	}
	return mask;
}

/* Asked for every event of every object that is shown: the texts are read once. */
static uint64_t mask_of(int machine, const char *event, bool optional)
{
	static struct { bool known; uint64_t mask[2]; } masks[ACTION_COUNT];
	int i = action_index(machine, event);

	if (i < 0)
		return 0;
	if (!masks[i].known) {
		masks[i].mask[false] = parameters_mask(actions[i].parameters, false);
		masks[i].mask[true] = parameters_mask(actions[i].parameters, true);
		masks[i].known = true;
	}
	return masks[i].mask[optional];
}

uint64_t action_needs(int machine, const char *event)
{
	return mask_of(machine, event, false);
}

uint64_t action_takes(int machine, const char *event)
{
	return mask_of(machine, event, true);
}

void action_encode_names(uint64_t parameters, struct buffer *buffer)
{
	bool first = true;

	buffer_add_char(buffer, '[');
	for (int i = 0; i < action_message.count; i++) {
		if (!(parameters >> i & 1))
			continue;
		if (!first)
			buffer_add_char(buffer, ',');
		buffer_add_json_text(buffer, action_message.field[i].name);
		first = false;
	}
	buffer_add_char(buffer, ']');
}

int action_decode(int machine, const char *json, size_t length, struct arena *arena,
	struct action *ret_action, uint64_t *ret_given, struct mistakes *mistakes)
{
	uint64_t given = 0, needs, takes, event;
	int before = mistakes->count;
	int refusal = message_decode(&action_message, USE_CREATE, json, length, arena, ret_action,
		&given, mistakes);

	if (refusal != 0 && refusal != REFUSAL_invalid)
		return refusal;
	if (ret_action->event == NULL)          /* it is missing or no text: that is told */
		return REFUSAL_invalid;
	if (action_index(machine, ret_action->event) < 0) {
		mistakes_add(mistakes, "/event", REFUSAL_unknown_event, NULL);
		return REFUSAL_unknown_event;
	}
	event = UINT64_C(1) << message_index(&action_message, "event");
	needs = action_needs(machine, ret_action->event);
	takes = action_takes(machine, ret_action->event) | needs | event;
	for (int i = 0; i < action_message.count; i++) {
		const char *pointer = arena_format(arena, "/%s", action_message.field[i].name);

		if (given & ~takes & UINT64_C(1) << i)
			mistakes_add(mistakes, pointer, REFUSAL_parameter_not_of_event, NULL);
		else if (needs & ~given & UINT64_C(1) << i)
			mistakes_add(mistakes, pointer, REFUSAL_missing, NULL);
	}
	*ret_given = given;
	return mistakes->count > before ? REFUSAL_invalid : 0;
}
