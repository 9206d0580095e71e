/* break - in a world where a step is ready, make guards fail: one by one, and all together. */
#include "break.h"

#include "proto/messages.h"

#define BIT(code) (UINT64_C(1) << GUARD_##code)
#define DATES (BIT(due_in_past) | BIT(not_a_working_day) | BIT(avoided_period))
#define OF_LETTER (BIT(recipient_missing) | BIT(wrong_language) | BIT(deadline_too_near) | BIT(already_answered) \
	| BIT(basis_changed) | BIT(legal_ground_missing) | BIT(no_ground_to_order) | BIT(breach_not_open) \
	| BIT(compliance_date_missing))

static bool is(const struct combination *combination, enum machine machine, int event)
{
	return combination->machine == machine && combination->event == event;
}

static bool broken(const struct combination *combination, uint64_t guards)
{
	return (combination->broken & guards) != 0;
}

static bool both(const struct combination *combination, uint64_t one, uint64_t other)
{
	return broken(combination, one) && broken(combination, other);
}

/* A step whose letter is no reminder answers nothing; only some outcomes have something to break. */
static bool is_beside_the_point(const struct combination *c)
{
	const bool letter = c->machine == MACHINE_LETTER;

	if (broken(c, BIT(already_answered)) && !letter)
		return true;
	if (is(c, MACHINE_AUDIT, AUDIT_SEND_FINAL) && c->from == AUDIT_HEARING && c->to == AUDIT_CLOSED)
		return broken(c, BIT(breach_without_deadline) | BIT(breach_without_demand) | BIT(milestone_missing)
			| BIT(interim_measure_missing) | BIT(breach_not_open) | BIT(compliance_date_missing)
			| BIT(breach_not_heard));
	if (is(c, MACHINE_AUDIT, AUDIT_SEND_FINAL) && c->to == AUDIT_FOLLOW_UP)
		return broken(c, BIT(order_live));
	if (is(c, MACHINE_AUDIT, AUDIT_CANCEL) && c->from == AUDIT_PLANNED)
		return broken(c, ~BIT(order_live));
	if (c->machine == MACHINE_AUDIT && c->event == AUDIT_RESCHEDULE)
		return false;
	if (is(c, MACHINE_DEADLINE, DEADLINE_SET) && c->to == DEADLINE_RUNNING)
		return broken(c, BIT(after_correction));
	if (letter && c->event == LETTER_DISPATCH && broken(c, BIT(legal_ground_missing) | BIT(no_ground_to_order)))
		return broken(c, BIT(sent_by_its_event));
	return false;
}

bool break_is_possible(const struct combination *c)
{
	const bool order = c->machine == MACHINE_ORDER;

	return !is_beside_the_point(c)
		&& !both(c, BIT(summary_meeting_missing), BIT(documents_incomplete))
		&& !both(c, BIT(milestone_missing), BIT(after_correction) | BIT(due_in_past))
		&& !both(c, BIT(sent_by_its_event), BIT(already_answered))
		&& !both(c, BIT(breach_without_deadline), BIT(milestone_missing) | BIT(interim_measure_missing))
		&& !both(c, BIT(letter_not_approved), OF_LETTER & ~(order && c->event == ORDER_ANNOUNCE
			? BIT(legal_ground_missing) | BIT(no_ground_to_order) | BIT(deadline_too_near) : 0)
			& ~(order ? BIT(breach_not_open) : 0))
		&& !both(c, BIT(compliance_date_missing), DATES)
		&& !both(c, BIT(last_deadline_of_open_breach), BIT(internal_deadline))
		&& !both(c, BIT(only_a_plan), BIT(practice_missing) | BIT(management_missing));
}

/* One date that is past, on a day off, in an avoided period, far ahead - whatever is asked of it. */
static const char *date_of(const struct combination *c)
{
	bool far = broken(c, BIT(milestone_missing)), off = broken(c, BIT(not_a_working_day));
	bool avoided = broken(c, BIT(avoided_period));

	if (broken(c, BIT(due_in_past)))
		return off ? avoided ? "2025-12-28" : "2026-02-28" : avoided ? "2025-12-29" : "2026-02-27";
	if (far)
		return off ? avoided ? "2026-07-11" : "2026-09-12" : avoided ? "2026-07-14" : "2026-09-14";
	return off ? avoided ? "2026-04-02" : "2026-05-09" : avoided ? "2026-03-31" : LATER;
}

static void break_dates(const struct combination *c)
{
	struct world *world = c->world;
	int32_t due = on(date_of(c));

	world->action.due = world->action.documents_due = world->action.compliance_date = due;
	if (is(c, MACHINE_DEADLINE, DEADLINE_SET))
		world->deadlines[0].due = due;
	if (is(c, MACHINE_DEADLINE, DEADLINE_EXTEND))
		world->deadlines[0].due = on("2025-12-01");
}

static void break_milestones(const struct combination *c)
{
	struct world *world = c->world;

	if (c->machine == MACHINE_DEADLINE && c->event != DEADLINE_EXTEND) {
		world->deadlines[0].kind = DEADLINE_MILESTONE;
		add_deadline(world, DEADLINE_CORRECTION, DEADLINE_RUNNING, BREACH, "2025-12-01");
		return;
	}
	world->milestones[0].due = on("2026-12-07");
	world->action.milestones = (struct objects){ world->milestones, 1, true };
}

static void break_final(const struct combination *c)
{
	struct world *world = c->world;

	if (broken(c, BIT(milestone_missing) | BIT(interim_measure_missing)))
		world->deadlines[1].due = on("2026-09-14");
	if (broken(c, BIT(milestone_missing)))
		world->deadlines[2].state = DEADLINE_WAIVED;
	if (broken(c, BIT(interim_measure_missing)))
		world->facts.interim_measure_count = 0;
	if (broken(c, BIT(breach_without_deadline)))
		world->deadlines[1].state = DEADLINE_WAIVED;
	if (broken(c, BIT(breach_without_demand)))
		world->demands[1].evidence_kind = EVIDENCE_OTHER;
	if (broken(c, BIT(breach_not_heard)))
		world->breaches[0].registered_at = noon("2026-02-23");
	if (broken(c, BIT(comment_pending)))
		world->deadlines[0].state = DEADLINE_RUNNING;
	if (broken(c, BIT(breach_not_open)))
		world->orders[0].breaches = ids(OTHER_BREACH);
	if (broken(c, BIT(breach_present)))
		add_breach(world, BREACH, BREACH_DRAFT);
	if (broken(c, BIT(order_live)))
		add_order(world, ORDER_ANNOUNCED);
	if (broken(c, BIT(compliance_date_missing)))
		world->action.compliance_date = world->orders[0].compliance_date = DAY_NONE;
	else
		world->action.compliance_date = DAY_NONE;
}

static void break_audit(const struct combination *c)
{
	struct world *world = c->world;

	if (broken(c, BIT(lead_auditor_missing)))
		world->audit.lead_auditor[0] = '\0';
	if (broken(c, BIT(visit_dates_missing)))
		world->audit.visit_to = DAY_NONE;
	if (broken(c, BIT(measure_point_missing)))
		world->audit.measure_points.count = 0;
	if (broken(c, BIT(wrong_method)))
		world->audit.method = c->event == AUDIT_NOTIFY ? METHOD_UNANNOUNCED : METHOD_SYSTEM_AUDIT;
	if (broken(c, BIT(conflict_of_interest)))
		set_id(world->conflicts[world->facts.conflict_count++].account, MEMBER);
	if (broken(c, BIT(summary_meeting_missing)))
		world->action.summary_meeting_date = DAY_NONE;
	if (broken(c, BIT(documents_incomplete))) {
		world->audit.method = METHOD_DOCUMENT;
		add_deadline(world, DEADLINE_SURVEY, DEADLINE_RUNNING, 0, LATER);
	}
	if (broken(c, BIT(breach_incomplete)))
		world->breaches[0].facts = NULL;
	if (broken(c, BIT(document_missing)))
		world->action.document[0] = '\0';
	if (broken(c, BIT(breach_open)))
		world->breaches[0].state = BREACH_REPORTED;
	if (broken(c, BIT(deadline_running)))
		add_deadline(world, DEADLINE_MEASUREMENT, DEADLINE_RUNNING, BREACH, LATER);
	if (broken(c, BIT(owner_has_not_agreed))) {
		world->audit.method = METHOD_JOINT;
		world->owners[0].agreed_on = DAY_NONE;
	}
	if (broken(c, BIT(basis_changed)))
		world->audit.basis_changed_at = noon(TODAY);
	if (broken(c, BIT(breach_not_corrected)))
		world->breaches[0].state = BREACH_DROPPED;
	if (broken(c, BIT(not_imported)))
		world->audit.imported = false;
	if (broken(c, BIT(order_live)) && c->event != AUDIT_SEND_FINAL)
		add_order(world, ORDER_FINED);
}

static void break_breach(const struct combination *c)
{
	struct world *world = c->world;

	if (broken(c, BIT(wrong_state)))
		world->audit.state = c->event == BREACH_REGISTER ? AUDIT_FOLLOW_UP : AUDIT_CLOSED;
	if (broken(c, BIT(wrong_method)))
		world->audit.method = METHOD_THREE_PHASE;
	if (broken(c, BIT(practice_missing)))
		world->evidence[0].kind = EVIDENCE_OTHER;
	if (broken(c, BIT(management_missing)))
		world->evidence[1].kind = EVIDENCE_OTHER;
	for (int i = 0; broken(c, BIT(only_a_plan)) && i < world->facts.evidence_count; i++)
		world->evidence[i].kind = EVIDENCE_PLAN;
	if (broken(c, BIT(measure_point_fails)))
		world->observations[1].compliant = 17;
	if (broken(c, BIT(requirement_differs)))
		world->action.requirements = ids(OTHER_REQUIREMENT);
	if (broken(c, BIT(new_evidence_missing)))
		add_assessment(world, "2026-02-10");
	if (broken(c, BIT(no_failed_round)))
		world->observations[0].compliant = 20;
}

static void break_deadline(const struct combination *c)
{
	struct world *world = c->world;

	if (broken(c, BIT(not_later)))
		world->deadlines[0].due = on("2027-03-01");
	if (broken(c, BIT(internal_deadline)))
		world->deadlines[0].kind = DEADLINE_ASSESSMENT;
	if (!broken(c, BIT(last_deadline_of_open_breach)))
		return;
	world->breaches[0].state = BREACH_REPORTED;
	if (c->event == DEADLINE_RECEIVE)
		world->deadlines[0].kind = DEADLINE_ORDER_COMPLIANCE;
	if (c->event == DEADLINE_WAIVE && world->deadlines[0].kind == DEADLINE_PLAN) {
		world->deadlines[0].kind = DEADLINE_ASSESSMENT;
	} else if (c->event == DEADLINE_WAIVE) {
		world->breaches[0].state = BREACH_ESTABLISHED;
		world->deadlines[1].state = DEADLINE_MET;
	}
}

static struct letter *letter_of(const struct combination *c)
{
	return &c->world->letters[0];
}

/* A second reminder with notice of an order, for the guards of its announcement. */
static void give_notice(struct letter *letter)
{
	letter->kind = LETTER_REMINDER_2;
	letter->notice_given = OBJECT_GIVEN;
	letter->notice_of_order.breaches = ids(BREACH);
	letter->notice_of_order.legal_ground = "helsetilsynsloven § 8";
	letter->notice_of_order.comment_due = on(LATER);
}

static void break_letter(const struct combination *c)
{
	struct world *world = c->world;
	struct letter *letter = letter_of(c);

	if (c->machine == MACHINE_LETTER && broken(c, BIT(legal_ground_missing) | BIT(no_ground_to_order)))
		give_notice(letter);
	if (broken(c, BIT(letter_not_approved)))
		letter->state = LETTER_SUBMITTED;
	if (broken(c, BIT(recipient_missing)))
		world->enterprise.address = world->enterprise.email = NULL;
	if (broken(c, BIT(wrong_language)))
		letter->language = LANGUAGE_NN;
	if (broken(c, BIT(deadline_too_near)))
		world->dates[0].due = on(TODAY);
	if (broken(c, BIT(already_answered))) {
		if (letter->kind != LETTER_REMINDER_2)
			letter->kind = LETTER_REMINDER_1;
		world->dates[0].kind = DEADLINE_DOCUMENTS;
	}
	if (broken(c, BIT(placeholder_left)))
		letter->body = "Frist: [[frist]]";
	if (broken(c, BIT(statute_not_valid)))
		world->requirements[0].valid_to = on("2025-12-31");
	if (broken(c, BIT(glyph_missing)))
		letter->unprintable = "[U+1F44D]";
	if (broken(c, BIT(own_text)))
		letter->writers = ids(LEADER);
	if (broken(c, BIT(hash_differs)))
		world->action.sha256 = "abd";
	if (broken(c, BIT(conflict_of_interest)))
		set_id(world->conflicts[world->facts.conflict_count++].account, LEADER);
	if (broken(c, BIT(sent_by_its_event)))
		letter->kind = LETTER_CANCELLATION;
	if (broken(c, BIT(template_not_approved)))
		letter->template_approved = false;
	if (c->machine == MACHINE_LETTER && c->event == LETTER_CREATE && broken(c, BIT(wrong_state)))
		world->audit.state = AUDIT_CLOSED;
	if (broken(c, BIT(legal_ground_missing)))
		letter->notice_of_order.legal_ground = "kommuneloven § 30-4";
	if (broken(c, BIT(no_ground_to_order)) && c->machine == MACHINE_AUDIT)
		letter->notice_of_order.breaches = ids(OTHER_BREACH);
	/* nothing of the breach is overdue for the order to rest on */
	if (c->machine == MACHINE_LETTER && broken(c, BIT(no_ground_to_order)))
		world->deadlines[0].effective_due = on(LATER);
}

static void break_order(const struct combination *c)
{
	struct world *world = c->world;
	struct order *order = &world->orders[0];

	if (broken(c, BIT(legal_ground_missing)))
		order->legal_ground = NULL;
	if (broken(c, BIT(no_ground_to_order)))
		world->breaches[0].state = BREACH_ESTABLISHED;
	if (broken(c, BIT(deadline_too_near)) && c->event == ORDER_ANNOUNCE)
		order->comment_due = on("2026-03-15");
	if (broken(c, BIT(comment_pending)))
		world->deadlines[0].state = DEADLINE_WAIVED;
	if (broken(c, BIT(breach_not_open)))
		world->breaches[0].state = BREACH_REPORTED;
	if (broken(c, BIT(compliance_date_missing)))
		order->compliance_date = world->action.compliance_date = DAY_NONE;
	if (broken(c, BIT(breach_open)))
		world->breaches[0].state = BREACH_INSUFFICIENT;
	if (broken(c, BIT(needs_national_decision)))
		world->action.decision[0] = '\0';
	if (broken(c, BIT(municipality_fine_blocked)))
		world->policy.fine_municipality = false;
}

void break_all(const struct combination *c)
{
	if (broken(c, DATES | BIT(milestone_missing)) && !is(c, MACHINE_AUDIT, AUDIT_SEND_FINAL))
		break_dates(c);
	if (broken(c, BIT(after_correction)))
		break_milestones(c);
	if (is(c, MACHINE_AUDIT, AUDIT_SEND_FINAL))
		break_final(c);
	if (c->machine == MACHINE_AUDIT)
		break_audit(c);
	if (c->machine == MACHINE_BREACH)
		break_breach(c);
	if (c->machine == MACHINE_DEADLINE)
		break_deadline(c);
	if (c->machine == MACHINE_ORDER)
		break_order(c);
	if (c->world->facts.letter_count > 0)
		break_letter(c);
}

uint64_t break_held(const struct combination *c)
{
	uint64_t held = c->broken;

	if (broken(c, BIT(only_a_plan)))
		held |= BIT(practice_missing) | BIT(management_missing);
	return held;
}
