/* create - a row that a machine begins with, judged as it is asked for and then put into the case. */
#include "op/create.h"

#include <string.h>

#include "op/effect.h"
#include "op/reference.h"
#include "op/show.h"
#include "proto/messages.h"

struct creating {
	struct casework *work;
	void *asked;                    /* the row as it is asked for */
	void *object;                   /* and as it stands in the case */
	struct action action;           /* the creation as an action: its letter, if it sends one */
};

static const struct creation *creation_of(const struct request *request)
{
	return request->op->of;
}

void create_load(struct request *request)
{
	struct creating *creating = arena_take(&request->arena, sizeof *creating);

	creating->work = casework_ask(request, SQL_audit_lock);
	request->own = creating;
	if (creation_of(request)->want != NULL)
		creation_of(request)->want(request, request->body);
	reference_put(request);
}

static void keep_audit_id(struct casework *work, enum noun noun, void *object)
{
	memcpy((char *)object + message_field(nouns[noun].message, "audit")->offset, work->audit.id, ID_SIZE);
}

int create_find(struct request *request)
{
	struct creating *creating = request->own;
	const struct creation *creation = creation_of(request);
	enum noun noun = machine_noun(creation->machine);
	const struct message *message = nouns[noun].message;
	struct asking asking;
	int refusal = casework_take(creating->work);

	if (refusal != 0)
		return refusal;
	creating->asked = arena_take(&request->arena, message->size);
	message_clear(message, creating->asked);
	keep_audit_id(creating->work, noun, creating->asked);
	message_merge(message, request->body, request->given, creating->asked, &request->arena, &request->mistakes);
	if (creation->prepare != NULL)
		creation->prepare(creating->work, creating->asked);
	message_clear(&action_message, &creating->action);
	if (creation->machine == MACHINE_ORDER)
		memcpy(creating->action.letter, ((struct order *)creating->asked)->letter, ID_SIZE);
	asking = (struct asking){ .actor = creating->work->actor, .account = request->caller.account,
		.action = &creating->action };
	request->judgement = arena_take(&request->arena, sizeof *request->judgement);
	law_judge(&creating->work->facts, creation->machine, creating->asked, creation->event, &asking, request->judgement);
	return request->judgement->role_missing ? REFUSAL_role_missing : 0;
}

int create_decide(struct request *request)
{
	struct creating *creating = request->own;
	const struct creation *creation = creation_of(request);
	struct casework *work = creating->work;
	enum noun noun = machine_noun(creation->machine);
	const struct message *message = nouns[noun].message;
	char id[ID_SIZE];

	reference_judge(request);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	if (!law_allows(request->judgement))
		return REFUSAL_guards_failed;
	if (casework_is_full(work, noun))
		return REFUSAL_case_full;
	creating->object = casework_add(work, noun);
	memcpy(id, noun_id(noun, creating->object), ID_SIZE);
	memcpy(creating->object, creating->asked, message->size);
	memcpy((char *)creating->object + message_field(message, "id")->offset, id, ID_SIZE);
	*noun_version(noun, creating->object) = 1;
	if (creation->complete != NULL)
		creation->complete(work, creating->object);
	work->act_data = request->body_text;
	effect_perform(work, creation->machine, creating->object, creation->event, &creating->action, request->judgement);
	return 0;
}

void create_write(struct request *request)
{
	casework_write(((struct creating *)request->own)->work);
}

int create_reply(struct request *request)
{
	struct creating *creating = request->own;
	enum noun noun = machine_noun(creation_of(request)->machine);

	request->version = *noun_version(noun, creating->object);
	request->answer.location = arena_format(&request->arena, "%s/%s", creation_of(request)->own,
		noun_id(noun, creating->object));
	show_noun(creating->work, noun, creating->object, &request->answer.body);
	return 0;
}
