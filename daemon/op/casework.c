/* casework - a case in hand: loaded whole, changed in memory, stored row by row with its log. */
#include "op/casework.h"

#include <string.h>

#include "core/access.h"
#include "core/facts.h"
#include "op/case_series.h"
#include "op/letter_draft.h"
#include "op/offer.h"
#include "op/rung.h"
#include "op/outbox.h"
#include "op/policy.h"
#include "proto/messages.h"

static struct casework *casework_begin(struct request *request)
{
	struct casework *work = arena_take(&request->arena, sizeof *work);

	work->request = request;
	work->facts.today = request->today;
	work->facts.now = request->now;
	work->facts.policy = &policy_default;
	work->policy_changes_on = DAY_NONE;
	work->facts.audit = &work->audit;
	work->facts.enterprise = &work->enterprise;
	request->own = work;
	return work;
}

/*
 * What letters are made of besides: the wordings of what a command drafts, that is the letter it is about and those that
 * follow from others; the survey; the enterprise's own figures.
 */
static void ask_for_letters(struct casework *work)
{
	const struct request *request = work->request;
	const struct letter *letter = request->op->body == &letter_message ? request->body : NULL;
	const char *kind = letter == NULL || letter->kind == TERM_NONE ? NULL : letter_kinds.word[letter->kind];
	const struct with drafted[] = { { "letter_kind", kind }, { "id", request->path[0] }, { NULL, NULL } };

	work->template_place = batch_put(request->batch, SQL_letter_template_newest, NULL, NULL, drafted);
	work->survey_place = batch_put(request->batch, SQL_case_survey_load, NULL, NULL, NULL);
	work->tally_place = batch_put(request->batch, SQL_case_survey_tally, NULL, NULL, drafted);
	case_series_ask(work);
}

struct casework *casework_ask(struct request *request, enum statement lock)
{
	struct casework *work = casework_begin(request);
	struct batch *batch = request->batch;

	work->lock_place = batch_put(batch, lock, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	work->audit_place = batch_put(batch, SQL_audit_load, NULL, NULL, NULL);
	work->enterprise_place = batch_put(batch, SQL_case_enterprise_load, NULL, NULL, NULL);
	work->requirement_place = batch_put(batch, SQL_case_requirement_load, NULL, NULL, NULL);
	work->measure_point_place = batch_put(batch, SQL_case_measure_point_load, NULL, NULL, NULL);
	work->conflict_place = batch_put(batch, SQL_case_conflict_load, NULL, NULL, NULL);
	work->people_place = batch_put(batch, SQL_approver_load, NULL, NULL, NULL);
	work->policy_place = batch_put(batch, SQL_case_policy_load, NULL, NULL, NULL);
	for (int noun = NOUN_BREACH; noun < NOUNS; noun++)
		work->place[noun] = batch_put(batch, nouns[noun].load, NULL, NULL, NULL);
	if (request->op->is & OP_WRITE) {
		ask_for_letters(work);
		work->policy_change_place = batch_put(batch, SQL_policy_change, NULL, NULL, NULL);
	}
	return work;
}

/*
 * How many rows one command may add, whatever it asks for: each deadline may have a successor and be
 * confirmed by a letter, a letter states as many dates as its table lets in, and milestones come
 * for each breach.
 */
static int spare_of(const struct casework *work, enum noun noun)
{
	const struct request *request = work->request;
	const struct action *action = request->op->body == &action_message ? request->body : NULL;
	int deadlines = batch_rows(request->batch, work->place[NOUN_DEADLINE]);
	int breaches = batch_rows(request->batch, work->place[NOUN_BREACH]);
	int milestones = action == NULL ? 0 : action->milestones.count * breaches;

	if (noun == NOUN_REMINDER)              /* the clock alone climbs */
		return request->caller.account[0] == '\0' ? deadlines * LADDER_RUNGS : 0;
	if (noun == NOUN_DEADLINE)
		return nouns[noun].spare + deadlines + 4 * breaches + milestones;
	return noun == NOUN_LETTER ? nouns[noun].spare + deadlines : nouns[noun].spare;
}

/* The rows and room for those that a command adds, so that no pointer to a row ever goes stale. */
static void take_rows(struct casework *work, enum noun noun)
{
	struct arena *arena = &work->request->arena;
	size_t size = nouns[noun].message->size;
	int count;
	char *rows = batch_take(work->request->batch, work->place[noun], nouns[noun].message, arena, &count), *roomy;
	int room = count;

	if (work->request->op->is & OP_WRITE) {         /* a read adds none */
		room += spare_of(work, noun);
		roomy = arena_take_array(arena, (size_t)room, size);
		if (count > 0)
			memcpy(roomy, rows, (size_t)count * size);
		rows = roomy;
	}
	*noun_array(work, noun) = rows;
	*noun_count(work, noun) = count;
	work->room[noun] = room;
}

/* Who may approve letters in this authority today. */
static void take_people(struct casework *work)
{
	struct request *request = work->request;
	const struct caller *caller = &request->caller;
	int count = batch_rows(request->batch, work->people_place);
	struct approver *approvers = arena_take_array(&request->arena, (size_t)count + 1, sizeof *approvers);

	for (int i = 0; i < count; i++) {
		memcpy(approvers[i].account, batch_text(request->batch, work->people_place, i, "account"), ID_SIZE);
		approvers[i].as_leader = batch_text(request->batch, work->people_place, i, "as_leader")[0] == 't';
		approvers[i].is_told = batch_text(request->batch, work->people_place, i, "is_told")[0] == 't';
	}
	work->facts.approvers = approvers;
	work->facts.approver_count = count;
	work->facts.national_board = caller->national_board;
	work->actor = access_actors(caller->roles, caller->deputy, caller->account, &work->audit, NULL);
}

static void take_for_letters(struct casework *work)
{
	struct request *request = work->request;

	work->templates = batch_take(request->batch, work->template_place, &letter_template_message, &request->arena,
		&work->template_count);
	if (batch_take_one(request->batch, work->survey_place, &survey_message, &request->arena, &work->survey))
		work->facts.survey = &work->survey;
	work->facts.tallies = batch_take(request->batch, work->tally_place, &survey_tally_message, &request->arena,
		&work->facts.tally_count);
	case_series_take(work);
}

/* Later than the rows as well, some of which tell their instant only by their id: they are read in its order. */
static int64_t after_rows(struct casework *work, int64_t now)
{
	for (int noun = NOUN_BREACH; noun < NOUNS; noun++) {
		const char *row = *noun_array(work, noun);

		for (int i = 0; i < *noun_count(work, noun); i++, row += nouns[noun].message->size)
			if (id_instant(noun_id(noun, row)) >= now)
				now = id_instant(noun_id(noun, row)) + 1;
	}
	return now;
}

int casework_take(struct casework *work)
{
	struct request *request = work->request;
	struct batch *batch = request->batch;
	struct arena *arena = &request->arena;

	/* a lock that skips what another has in hand has told which case it would have been all the same */
	if (batch_rows(batch, work->lock_place) == 0
	    || !batch_take_one(batch, work->audit_place, &audit_message, arena, &work->audit))
		return REFUSAL_not_found;
	batch_take_one(batch, work->enterprise_place, &enterprise_message, arena, &work->enterprise);
	work->facts.requirements = batch_take(batch, work->requirement_place, &requirement_message, arena,
		&work->facts.requirement_count);
	work->facts.measure_points = batch_take(batch, work->measure_point_place, &measure_point_message, arena,
		&work->facts.measure_point_count);
	work->facts.conflicts = batch_take(batch, work->conflict_place, &conflict_message, arena,
		&work->facts.conflict_count);
	for (int noun = NOUN_BREACH; noun < NOUNS; noun++)
		take_rows(work, noun);
	if (request->op->is & OP_WRITE) {
		take_for_letters(work);
		work->policy_changes_on = batch_day(batch, work->policy_change_place, 0, "day");
	}
	take_people(work);
	work->facts.policy = policy_take(request, work->policy_place);
	for (int i = 0; i < work->facts.letter_count; i++)
		if (work->facts.letters[i].state == LETTER_DRAFT)
			letter_look(work, &work->facts.letters[i]);
	/* later than all that stands, however coarse the clock: "after" is never a tie */
	request->now = work->facts.now = after_rows(work, facts_instant(&work->facts, request->now));
	return 0;
}

unsigned casework_actor(const struct casework *work, enum noun noun, const void *subject)
{
	const struct caller *caller = &work->request->caller;

	if (noun != NOUN_LETTER)
		return work->actor;
	return access_actors(caller->roles, caller->deputy, caller->account, &work->audit, subject);
}

struct casework *casework_new(struct request *request, const struct policy *policy)
{
	struct casework *work = casework_begin(request);

	work->facts.policy = policy;
	message_clear(&audit_message, &work->audit);
	message_clear(&enterprise_message, &work->enterprise);
	id_make(request->now, work->audit.id);
	work->audit.version = 0;
	work->audit.created_at = request->now;
	for (int noun = NOUN_BREACH; noun < NOUNS; noun++) {
		work->room[noun] = 256;
		*noun_array(work, noun) = arena_take_array(&request->arena, 256, nouns[noun].message->size);
	}
	return work;
}

void *casework_rows(struct casework *work, enum noun noun, int *ret_count)
{
	if (noun == NOUN_AUDIT) {
		*ret_count = 1;
		return &work->audit;
	}
	*ret_count = *noun_count(work, noun);
	return *noun_array(work, noun);
}

void *casework_find(struct casework *work, enum noun noun, const char *id)
{
	char *at = *noun_array(work, noun);

	for (int i = 0; i < *noun_count(work, noun); i++, at += nouns[noun].message->size)
		if (strcmp(noun_id(noun, at), id) == 0)
			return at;
	return NULL;
}

bool casework_is_touched(const struct casework *work, const void *object)
{
	for (int i = 0; i < work->change_count; i++)
		if (work->changes[i].object == object)
			return true;
	return false;
}

/* A reminder that falls due while somebody is at the case does not make stale what they have read; a lapse is news. */
static bool is_the_clocks_own(const struct casework *work, enum noun noun, const void *object)
{
	return work->actor == BY_CLOCK && (noun == NOUN_AUDIT
		|| (noun == NOUN_DEADLINE && ((const struct deadline *)object)->state == DEADLINE_RUNNING));
}

void casework_touch(struct casework *work, enum noun noun, void *object)
{
	int64_t *version = noun_version(noun, object);

	if (casework_is_touched(work, object))
		return;
	*(struct change *)arena_push(&work->request->arena, (void **)&work->changes, &work->change_count,
		sizeof *work->changes) = (struct change){ noun, object };
	if (version == NULL)
		return;
	if (*version == INTEGER_NONE)
		*version = 1;
	else if (!is_the_clocks_own(work, noun, object))
		++*version;
}

void casework_keep(struct casework *work, const void *object)
{
	for (int i = 0; i < work->change_count; i++)
		if (work->changes[i].object == object) {
			size_t size = nouns[work->changes[i].noun].message->size;

			work->changes[i].object = memcpy(arena_take(&work->request->arena, size), object, size);
		}
}

bool casework_is_full(struct casework *work, enum noun noun)
{
	return *noun_count(work, noun) >= (noun == NOUN_BREACH ? CASE_BREACHES_MOST : CASE_ROWS_MOST);
}

void *casework_add(struct casework *work, enum noun noun)
{
	const struct message *message = nouns[noun].message;
	int *count = noun_count(work, noun);
	char *object = (char *)*noun_array(work, noun) + (size_t)*count * message->size;

	must(*count < work->room[noun]);
	++*count;
	message_clear(message, object);
	id_make(work->request->now, object + message_field(message, "id")->offset);
	memcpy(object + message_field(message, "audit")->offset, work->audit.id, ID_SIZE);
	casework_touch(work, noun, object);
	return object;
}

void casework_tell(struct casework *work, const struct told *told)
{
	struct told *kept = arena_push(&work->request->arena, (void **)&work->told, &work->told_count, sizeof *kept);

	*kept = *told;
	if (kept->data == NULL)
		kept->data = "{}";
}

/* The case row last: its log head is known only when every event is chained. */
void casework_write(struct casework *work)
{
	struct batch *batch = work->request->batch;

	offer_settle(work);
	rung_schedule(work);
	if (work->change_count == 0 && work->told_count == 0)
		return;
	casework_touch(work, NOUN_AUDIT, &work->audit);
	if (work->audit.version == 1)
		batch_put(batch, SQL_audit_put, &audit_message, &work->audit, NULL);
	for (int i = 0; i < work->change_count; i++)
		if (work->changes[i].noun != NOUN_AUDIT)
			batch_put(batch, nouns[work->changes[i].noun].put, nouns[work->changes[i].noun].message,
				work->changes[i].object, NULL);
	outbox_write(work);
	for (int i = 0; i < work->told_count; i++)
		work->audit.log_hash = event_put(work->request, &work->told[i], i, work->audit.id, work->audit.log_hash);
	batch_put(batch, SQL_audit_put, &audit_message, &work->audit, NULL);
}
