/* ready - what each step asks for, put in place: from here one thing broken is one guard held. */
#include "world.h"

#include "proto/messages.h"

static struct letter *report(struct world *world, int kind)
{
	struct letter *letter = add_letter(world, kind, LETTER_APPROVED);

	world->dates[0].kind = DEADLINE_COMMENT;
	world->dates[0].due = on("2026-04-20");
	letter->dates = (struct objects){ world->dates, 1, true };
	return letter;
}

static void notice_of_order(struct letter *letter)
{
	letter->notice_given = OBJECT_GIVEN;
	letter->notice_of_order.breaches = ids(BREACH);
	letter->notice_of_order.legal_ground = "helsetilsynsloven § 8";
	letter->notice_of_order.text = "Vi vurderer å gi pålegg.";
	letter->notice_of_order.comment_due = on("2026-04-20");
}

/* Heard, decided by when, and an order announced in the preliminary report to go with the final one. */
static void ready_final(struct world *world, int from, int to)
{
	struct letter *letter = report(world, LETTER_FINAL_REPORT);

	if (from == AUDIT_DRAFTING) {
		world->facts.breach_count = 0;
		return;
	}
	add_letter(world, LETTER_PRELIMINARY_REPORT, LETTER_DISPATCHED);
	add_deadline(world, DEADLINE_COMMENT, DEADLINE_MET, 0, "2026-02-27");
	if (to == AUDIT_CLOSED) {
		world->breaches[0].state = BREACH_DROPPED;
		return;
	}
	add_deadline(world, DEADLINE_CORRECTION, DEADLINE_PROPOSED, BREACH, LATER);
	add_deadline(world, DEADLINE_MILESTONE, DEADLINE_PROPOSED, BREACH, "2026-04-20");
	add_breach(world, OTHER_BREACH, BREACH_DROPPED);
	add_order(world, ORDER_ANNOUNCED);
	set_id(letter->order, ORDER);
	set_id(add_deadline(world, DEADLINE_ORDER_COMMENT, DEADLINE_LAPSED, 0, "2026-02-27")->order, ORDER);
}

static void ready_audit(struct world *world, int event, int from, int to)
{
	static const int letter_of[AUDIT_EVENTS] = {
		[AUDIT_NOTIFY] = LETTER_NOTICE, [AUDIT_CLOSE] = LETTER_CLOSURE, [AUDIT_CANCEL] = LETTER_CANCELLATION,
	};
	struct action *action = &world->action;

	switch (event) {
	case AUDIT_ASSIGN:
		action->team = ids(MEMBER);
		break;
	case AUDIT_BEGIN_FIELDWORK:
		if (from == AUDIT_PLANNED)
			world->audit.method = METHOD_UNANNOUNCED;
		break;
	case AUDIT_RESCHEDULE:
		action->visit_from = action->visit_to = on("2026-06-15");
		add_deadline(world, DEADLINE_DOCUMENTS, DEADLINE_RUNNING, 0, "2026-04-20");
		break;
	case AUDIT_END_FIELDWORK:
		action->summary_meeting_date = on(TODAY);
		break;
	case AUDIT_SEND_PRELIMINARY:
		notice_of_order(report(world, LETTER_PRELIMINARY_REPORT));
		add_breach(world, OTHER_BREACH, BREACH_DROPPED);
		break;
	case AUDIT_SEND_FINAL:
		ready_final(world, from, to);
		break;
	case AUDIT_AGREE_CLOSURE:
		world->audit.method = METHOD_JOINT;
		action->owner = "Helse";
		set_id(action->document, DOCUMENT);
		break;
	case AUDIT_REOPEN:
		action->breaches = ids(BREACH);
		/* fall through */
	case AUDIT_CLOSE:
		world->breaches[0].state = BREACH_CORRECTED;
		if (event == AUDIT_CLOSE)
			report(world, LETTER_CLOSURE);
		break;
	case AUDIT_ADOPT:
		world->audit.imported = true;
		break;
	default:
		if (letter_of[event] != 0 || event == AUDIT_NOTIFY)
			report(world, letter_of[event]);
	}
}

static void ready_breach(struct world *world, int event, int from)
{
	struct breach *breach = &world->breaches[0];

	world->subject = breach;
	breach->state = from;
	if (event == BREACH_RELAPSE) {
		breach->corrected_on = on("2026-02-10");
		add_assessment(world, "2026-02-10");
		add_round(world, FIRST_ROUND, "2026-02-11", "2026-02-20", 20, 10);
		return;
	}
	add_evidence(world, PRACTICE, EVIDENCE_PRACTICE, "2026-01-20");
	add_evidence(world, MANAGEMENT, EVIDENCE_MANAGEMENT, "2026-01-20");
	add_evidence(world, USERS, EVIDENCE_USER_EXPERIENCE, "2026-01-20");
	add_round(world, FIRST_ROUND, "2025-12-01", "2025-12-07", 20, 20);
	add_round(world, SECOND_ROUND, "2026-01-12", "2026-01-18", 20, 20);
	if (event == BREACH_ASSESS_CORRECTED)
		world->action.requirements = ids(REQUIREMENT);
}

static void ready_deadline(struct world *world, int event, int from, int to)
{
	int kind = DEADLINE_PLAN;
	struct deadline *deadline;

	if (event == DEADLINE_EXTEND || (event == DEADLINE_WAIVE && from == DEADLINE_RUNNING))
		kind = DEADLINE_CORRECTION;
	if (event == DEADLINE_LAPSE || from == DEADLINE_LAPSED)
		kind = DEADLINE_COMMENT;
	if (event == DEADLINE_SET && to == DEADLINE_PROPOSED)
		world->audit.state = AUDIT_HEARING;
	deadline = add_deadline(world, kind, event == DEADLINE_SET ? to : from, BREACH,
		event == DEADLINE_LAPSE ? "2026-02-20" : "2026-03-16");
	world->action.received_on = on(to == DEADLINE_MET_LATE ? "2026-03-17" : "2026-03-16");
	if (event == DEADLINE_WAIVE)
		add_deadline(world, DEADLINE_CORRECTION, DEADLINE_RUNNING, BREACH, LATER);
	world->subject = deadline;
}

static void ready_letter(struct world *world, int event, int from, int to)
{
	struct letter *letter = report(world, event == LETTER_SEND_BY_POLICY ? LETTER_REMINDER_1 : LETTER_MEETING_INVITATION);

	if (event == LETTER_SEND_BY_POLICY)
		letter->writers = (struct texts){ 0 };

	world->subject = letter;
	letter->state = from < 0 ? LETTER_DRAFT : from;
	world->dates[0].kind = DEADLINE_PLAN;
	set_id(world->dates[0].breach, BREACH);
	add_deadline(world, DEADLINE_PLAN, DEADLINE_RUNNING, BREACH, "2026-02-20");
	world->policy.reminder_1_automatic = true;
	world->action.sha256 = "abc";
	if (event == LETTER_APPROVE && to == LETTER_SUBMITTED)
		letter->kind = LETTER_ORDER;
}

static void ready_order(struct world *world, int event, int from)
{
	static const int letter_of[ORDER_EVENTS] = {
		[ORDER_ANNOUNCE] = LETTER_ORDER_NOTICE, [ORDER_ISSUE] = LETTER_ORDER, [ORDER_WITHDRAW] = LETTER_ORDER_WITHDRAWN,
	};
	struct order *order = add_order(world, from < 0 ? ORDER_ANNOUNCED : from);

	world->subject = order;
	if (letter_of[event] != 0)
		set_id(report(world, letter_of[event])->order, ORDER);
	if (event == ORDER_ANNOUNCE)
		world->breaches[0].state = BREACH_INSUFFICIENT;
	if (event == ORDER_COMPLY)
		world->breaches[0].state = BREACH_CORRECTED;
	set_id(world->action.decision, DOCUMENT);
	set_id(add_deadline(world, DEADLINE_ORDER_COMMENT, DEADLINE_MET, 0, "2026-02-20")->order, ORDER);
}

static void ready_owners(struct world *world)
{
	message_clear(&owner_message, &world->owners[0]);
	world->owners[0].name = "Helse";
	world->owners[0].kind = OWNER_OUTSIDE;
	set_id(world->owners[0].lead_auditor, LEADER);
	world->owners[0].agreed_on = on("2026-02-25");
	world->audit.owners = (struct objects){ world->owners, 1, true };
}

void world_ready(struct world *world, enum machine machine, int event, int from, int to)
{
	static const int breach_audit[BREACH_EVENTS] = {
		[BREACH_REGISTER] = AUDIT_FIELDWORK, [BREACH_STRIKE] = AUDIT_HEARING, [BREACH_DROP] = AUDIT_HEARING,
		[BREACH_CORRECT_EARLY] = AUDIT_HEARING, [BREACH_ESTABLISH] = AUDIT_HEARING, [BREACH_REOPEN] = AUDIT_CLOSED,
	};
	int state = AUDIT_FOLLOW_UP;

	if (machine == MACHINE_AUDIT)
		state = from < 0 ? AUDIT_PLANNED : from;
	else if (machine == MACHINE_BREACH && breach_audit[event] != 0)
		state = breach_audit[event];
	world_make(world, state);
	ready_owners(world);
	world->action.due = on(LATER);
	world->action.documents_due = on("2026-04-20");
	world->action.compliance_date = on(LATER);
	if (machine == MACHINE_AUDIT)
		ready_audit(world, event, from, to);
	else if (machine == MACHINE_BREACH)
		ready_breach(world, event, from < 0 ? BREACH_DRAFT : from);
	else if (machine == MACHINE_DEADLINE)
		ready_deadline(world, event, from, to);
	else if (machine == MACHINE_LETTER)
		ready_letter(world, event, from, to);
	else
		ready_order(world, event, from);
}

void world_when(struct world *world, const char *when)
{
	if (strcmp(when, "other_kind") == 0)
		world->deadlines[0].kind = DEADLINE_PLAN;
}
