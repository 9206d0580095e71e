/* world - one case in memory in which every step of the law is ready to be taken. */
#include "world.h"

#include "proto/messages.h"

const char *id(int number)
{
	static char pool[100][ID_SIZE];

	snprintf(pool[number], ID_SIZE, "00000000-0000-7000-8000-%012d", number);
	return pool[number];
}

void set_id(char field[ID_SIZE], int number)
{
	snprintf(field, ID_SIZE, "%s", id(number));
}

struct texts ids(int number)
{
	static const char *pool[100];

	pool[number] = id(number);
	return (struct texts){ &pool[number], 1, true };
}

struct texts ids_two(int first, int second)
{
	static const char *pool[2];

	pool[0] = id(first), pool[1] = id(second);
	return (struct texts){ pool, 2, true };
}

int64_t noon(const char *date)
{
	return ((int64_t)on(date) * 24 + 11) * 3600 * 1000000;
}

struct deadline *add_deadline(struct world *world, int kind, int state, int breach, const char *due)
{
	int number = world->facts.deadline_count++;
	struct deadline *deadline = &world->deadlines[number];

	message_clear(&deadline_message, deadline);
	set_id(deadline->id, DEADLINE + number);
	if (breach != 0)
		set_id(deadline->breach, breach);
	deadline->kind = kind;
	deadline->state = state;
	deadline->due = on(due);
	deadline->effective_due = calendar_roll(world->policy.calendar, deadline->due);
	return deadline;
}

struct letter *add_letter(struct world *world, int kind, int state)
{
	int number = world->facts.letter_count++;
	struct letter *letter = &world->letters[number];

	message_clear(&letter_message, letter);
	set_id(letter->id, LETTER + 40 + number);
	letter->kind = kind;
	letter->state = state;
	letter->language = LANGUAGE_NB;
	letter->subject = "Varsel om tilsyn";
	letter->body = "Vi viser til lovkravet.";
	letter->sha256 = "abc";
	letter->breaches = ids(BREACH);
	letter->letter_date = DAY_NONE;
	set_id(letter->author, LEAD);
	letter->writers = ids(LEAD);
	letter->template_approved = true;
	letter->created_at = noon("2026-02-01");
	letter->submitted_at = noon("2026-02-20");
	letter->dispatched_at = state == LETTER_DISPATCHED || state == LETTER_JOURNALLED ? noon("2026-02-21") : INSTANT_NONE;
	return letter;
}

struct order *add_order(struct world *world, int state)
{
	int number = world->facts.order_count++;
	struct order *order = &world->orders[number];

	message_clear(&order_message, order);
	set_id(order->id, ORDER);
	order->state = state;
	order->breaches = ids(BREACH);
	order->legal_ground = "helsetilsynsloven § 8";
	order->text = "Rett praksis.";
	order->comment_due = on(LATER);
	order->compliance_date = on(LATER);
	return order;
}

struct breach *add_breach(struct world *world, int number, int state)
{
	struct breach *breach = &world->breaches[world->facts.breach_count++];

	message_clear(&breach_message, breach);
	set_id(breach->id, number);
	breach->state = state;
	breach->facts = "I 9 av 20 journaler manglet vurdering.";
	breach->owner = "Helse";
	breach->requirements = ids(REQUIREMENT);
	breach->urgent = 0;
	breach->severity = SEVERITY_SERIOUS;
	breach->complexity = COMPLEXITY_MODERATE;
	breach->registered_at = noon("2025-10-15");
	breach->counts_from = state == BREACH_DRAFT || state == BREACH_DROPPED ? INSTANT_NONE : noon("2025-11-03");
	breach->established_on = state == BREACH_DRAFT ? DAY_NONE : on("2025-11-03");
	breach->corrected_on = state == BREACH_CORRECTED ? on("2026-02-10") : DAY_NONE;
	return breach;
}

struct evidence *add_evidence(struct world *world, int number, int kind, const char *received_on)
{
	struct evidence *evidence = &world->evidence[world->facts.evidence_count++];

	message_clear(&evidence_message, evidence);
	set_id(evidence->id, number);
	set_id(evidence->breach, BREACH);
	evidence->kind = kind;
	evidence->received_on = on(received_on);
	evidence->registered_at = noon(received_on) + 1;
	return evidence;
}

struct observation *add_round(struct world *world, int number, const char *from, const char *to, int sample, int compliant)
{
	struct observation *observation = &world->observations[world->facts.observation_count++];

	message_clear(&observation_message, observation);
	set_id(observation->id, number);
	set_id(observation->breach, BREACH);
	set_id(observation->measure_point, POINT);
	set_id(observation->evidence, PRACTICE);
	observation->period_from = on(from);
	observation->period_to = on(to);
	observation->population = 100;
	observation->sample = sample;
	observation->compliant = compliant;
	observation->hard_failures = 0;
	observation->registered_at = noon(to) + 1;
	return observation;
}

struct assessment *add_assessment(struct world *world, const char *assessed_on)
{
	struct assessment *assessment = &world->assessments[world->facts.assessment_count++];

	message_clear(&assessment_message, assessment);
	set_id(assessment->breach, BREACH);
	assessment->assessed_on = on(assessed_on);
	assessment->assessed_at = noon(assessed_on);
	return assessment;
}

static void make_people(struct world *world)
{
	static const struct { int account; bool as_leader; } approvers[] = {
		{ LEAD, false }, { LEADER, true }, { OTHER_LEADER, true }, { COLLEAGUE, false },
	};

	world->facts.approver_count = sizeof approvers / sizeof *approvers;
	for (int i = 0; i < world->facts.approver_count; i++) {
		set_id(world->approvers[i].account, approvers[i].account);
		world->approvers[i].as_leader = approvers[i].as_leader;
	}
	set_id(world->audit.lead_auditor, LEAD);
	world->audit.team = ids(MEMBER);
}

static void make_guide(struct world *world)
{
	for (int i = 0; i < 2; i++) {
		message_clear(&requirement_message, &world->requirements[i]);
		set_id(world->requirements[i].id, REQUIREMENT + i);
		world->requirements[i].act = "helse- og omsorgstjenesteloven";
		world->requirements[i].section = i == 0 ? "§ 4-1" : "§ 3-1";
	}
	world->facts.requirement_count = 2;
	message_clear(&measure_point_message, &world->measure_points[0]);
	set_id(world->measure_points[0].id, POINT);
	world->measure_points[0].target = 0.9;
	world->measure_points[0].n_min = 20;
	world->measure_points[0].rounds = 2;
	world->measure_points[0].spacing_days = 28;
	world->facts.measure_point_count = 1;
	world->audit.requirements = ids(REQUIREMENT);
	world->audit.measure_points = ids(POINT);
}

static void make_demands(struct world *world)
{
	for (int i = 0; i < 2; i++) {
		message_clear(&demand_message, &world->demands[i]);
		set_id(world->demands[i].id, DEMAND + i);
		set_id(world->demands[i].breach, BREACH);
		world->demands[i].evidence_kind = i == 0 ? EVIDENCE_PRACTICE : EVIDENCE_MANAGEMENT;
	}
	set_id(world->demands[0].measure_point, POINT);
	world->facts.demand_count = 2;
	message_clear(&interim_measure_message, &world->interim_measures[0]);
	set_id(world->interim_measures[0].id, INTERIM);
	set_id(world->interim_measures[0].breach, BREACH);
	world->interim_measures[0].due = on("2026-01-30");
	world->facts.interim_measure_count = 1;
}

static void point_facts(struct world *world)
{
	struct case_facts *facts = &world->facts;

	facts->policy = &world->policy;
	facts->enterprise = &world->enterprise;
	facts->audit = &world->audit;
	facts->breaches = world->breaches;
	facts->demands = world->demands;
	facts->interim_measures = world->interim_measures;
	facts->evidence = world->evidence;
	facts->observations = world->observations;
	facts->assessments = world->assessments;
	facts->deadlines = world->deadlines;
	facts->letters = world->letters;
	facts->orders = world->orders;
	facts->requirements = world->requirements;
	facts->measure_points = world->measure_points;
	facts->conflicts = world->conflicts;
	facts->approvers = world->approvers;
	facts->today = on(TODAY);
	facts->now = noon(TODAY);
}

void world_make(struct world *world, int audit_state)
{
	memset(world, 0, sizeof *world);
	point_facts(world);
	world->policy = policy_default;
	world->policy.fine_municipality = true;
	message_clear(&enterprise_message, &world->enterprise);
	set_id(world->enterprise.id, ENTERPRISE);
	world->enterprise.kind = ENTERPRISE_MUNICIPALITY;
	world->enterprise.language = FORM_NB;
	world->enterprise.address = "Rådhusgata 1, 0001 Oslo";
	world->enterprise.email = "post@kommune.example.no";
	world->enterprise.management_title = "Kommunedirektøren";
	message_clear(&audit_message, &world->audit);
	set_id(world->audit.id, AUDIT);
	world->audit.state = audit_state;
	world->audit.method = METHOD_SYSTEM_AUDIT;
	world->audit.visit_from = on("2025-09-22");
	world->audit.visit_to = on("2025-09-24");
	world->audit.created_at = noon("2025-06-02");
	world->audit.basis_changed_at = noon("2026-02-10");
	make_people(world);
	make_guide(world);
	message_clear(&action_message, &world->action);
	world->asking.action = &world->action;
	world->asking.account = id(LEADER);
	world->asking.actor = ~(unsigned)(BY_CASE | BY_CLOCK);
	world->subject = &world->audit;
	if (audit_state == AUDIT_PLANNED || audit_state == AUDIT_NOTIFIED)
		return;
	add_breach(world, BREACH, audit_state < AUDIT_FOLLOW_UP ? BREACH_DRAFT : BREACH_ESTABLISHED);
	make_demands(world);
}

struct judgement world_judge(const struct world *world, enum machine machine, int event)
{
	struct judgement judgement;

	law_judge(&world->facts, machine, world->subject, event, &world->asking, &judgement);
	return judgement;
}

bool holds_back(const struct judgement *judgement, enum guard guard)
{
	for (int i = 0; i < judgement->held_count; i++)
		if (judgement->held[i].guard == guard)
			return true;
	return false;
}

bool names(const struct judgement *judgement, enum guard guard, const char *subject)
{
	for (int i = 0; i < judgement->held_count; i++)
		if (judgement->held[i].guard == guard)
			return judgement->held[i].count == 1
				&& strcmp(judgement->subjects[judgement->held[i].first], subject) == 0;
	return false;
}
