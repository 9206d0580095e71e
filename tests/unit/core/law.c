/* law - the judgement itself: what it tells, its texts, who is who, the picture of a machine. */
#include "ask.h"

#include "core/access.h"
#include "core/facts.h"
#include "core/graph.h"
#include "core/method.h"

TEST(subjects_of_a_guard_stand_together_whoever_found_them)
{
	struct judgement judgement;

	/* comment_pending is held by the report and, last of all, by the order that goes with it */
	READY_AUDIT(SEND_FINAL, HEARING, FOLLOW_UP);
	w.deadlines[0].state = w.deadlines[3].state = DEADLINE_RUNNING;
	w.demands[1].evidence_kind = EVIDENCE_OTHER;
	w.enterprise.address = w.enterprise.email = NULL;
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_SEND_FINAL);
	assert_int_equal(judgement.held_count, 3);
	for (int i = 0; i < judgement.held_count; i++) {
		const struct held *held = &judgement.held[i];

		assert_int_equal(held->count, held->guard == GUARD_comment_pending ? 2 : 1);
		if (held->guard == GUARD_comment_pending) {
			assert_string_equal(judgement.subjects[held->first], w.deadlines[0].id);
			assert_string_equal(judgement.subjects[held->first + 1], w.deadlines[3].id);
		} else {
			assert_string_equal(judgement.subjects[held->first],
				id(held->guard == GUARD_recipient_missing ? ENTERPRISE : BREACH));
		}
	}
	assert_int_equal(judgement.subject_count, 4);
}

TEST(more_subjects_than_can_be_told_are_still_held_back)
{
	static struct deadline many[JUDGEMENT_SUBJECTS + 44];
	struct judgement judgement;

	READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
	for (int i = 0; i < JUDGEMENT_SUBJECTS + 44; i++) {
		many[i] = *add_deadline(&w, DEADLINE_PLAN, DEADLINE_RUNNING, BREACH, LATER);
		w.facts.deadline_count = 0;
		snprintf(many[i].id, ID_SIZE, "plan %d", i);
	}
	w.facts.deadlines = many;
	w.facts.deadline_count = JUDGEMENT_SUBJECTS + 44;
	w.enterprise.address = w.enterprise.email = NULL;
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_CLOSE);
	assert_int_equal(judgement.subject_count, JUDGEMENT_SUBJECTS);
	assert_true(holds_back(&judgement, GUARD_deadline_running));
	assert_true(holds_back(&judgement, GUARD_recipient_missing));
}

TEST(a_missing_role_leaves_no_guard_untried)
{
	struct judgement judgement;

	READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
	w.breaches[0].state = BREACH_ESTABLISHED;
	w.asking.actor = BY_CASEWORKER;
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_CLOSE);
	assert_true(judgement.role_missing);
	assert_true(holds_back(&judgement, GUARD_breach_open));
	w.audit.state = AUDIT_PLANNED;
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_CLOSE);
	assert_true(judgement.role_missing && judgement.rule == NULL);
	w.asking.actor = BY_LEAD;
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_CLOSE);
	assert_true(judgement.role_missing);
	w.asking.actor = BY_LEADER;
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_CLOSE);
	assert_false(judgement.role_missing);
	assert_false(law_allows(&judgement));
}

TEST(every_guard_says_what_to_do_in_three_languages)
{
	for (int guard = 1; guard < GUARDS; guard++)
		for (int language = 0; language < LANGUAGES; language++) {
			const char *text = guard_text((enum guard)guard, (enum language)language);

			assert_true(strlen(text) > 30 && text[strlen(text) - 1] == '.');
			for (int other = 0; other < language; other++)
				assert_string_not_equal(text, guard_text((enum guard)guard, (enum language)other));
		}
}

/* The instant of a change is later than all that is in the case, however often the clock says the same. */
TEST(no_two_changes_of_a_case_have_the_same_instant)
{
	int64_t *instants[] = { &w.audit.created_at, &w.audit.closed_at, &w.audit.basis_changed_at,
		&w.breaches[0].registered_at, &w.breaches[0].counts_from, &w.evidence[1].registered_at,
		&w.observations[1].registered_at, &w.assessments[0].assessed_at, &w.letters[0].created_at,
		&w.letters[0].submitted_at, &w.letters[0].dispatched_at };

	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
		READY_BREACH(DOCUMENTATION_RECEIVED, ESTABLISHED, REPORTED);
		add_letter(&w, LETTER_NOTICE, LETTER_DISPATCHED);
		add_assessment(&w, "2026-01-10");
		assert_int_equal(facts_instant(&w.facts, noon(TODAY)), noon(TODAY));
		*instants[i] = noon(TODAY);
		assert_int_equal(facts_instant(&w.facts, noon(TODAY)), noon(TODAY) + 1);
	}
}

TEST(a_subject_is_told_once)
{
	struct judgement judgement;

	READY_AUDIT(ASSIGN, PLANNED, PLANNED);
	w.facts.conflict_count = 1;
	set_id(w.conflicts[0].account, MEMBER);
	set_id(w.action.lead_auditor, MEMBER);
	judgement = world_judge(&w, MACHINE_AUDIT, AUDIT_ASSIGN);
	assert_int_equal(judgement.subject_count, 1);
	assert_true(names(&judgement, GUARD_conflict_of_interest, id(MEMBER)));
}

TEST(what_a_letter_states_for_a_deadline_is_its_own_date_or_else_the_first)
{
	struct letter *letter;

	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	letter = &w.letters[0];
	for (int i = 0; i < 3; i++) {
		w.dates[i] = w.dates[0];
		w.dates[i].kind = DEADLINE_MILESTONE;
		w.dates[i].due = 100 + i;
		set_id(w.dates[i].breach, BREACH);
	}
	letter->dates.count = 3;
	assert_int_equal(facts_stated(letter, DEADLINE_MILESTONE, id(BREACH), 102), 102);
	assert_int_equal(facts_stated(letter, DEADLINE_MILESTONE, id(BREACH), 99), 100);
	assert_int_equal(facts_stated(letter, DEADLINE_MILESTONE, id(OTHER_BREACH), 99), 99);
	assert_int_equal(facts_stated(letter, DEADLINE_CORRECTION, id(BREACH), 99), 99);
	assert_int_equal(facts_stated(letter, DEADLINE_MILESTONE, "", 99), 99);
	w.dates[1].breach[0] = '\0';
	assert_int_equal(facts_stated(letter, DEADLINE_MILESTONE, "", 99), 101);
	assert_int_equal(facts_stated(NULL, DEADLINE_MILESTONE, "", 99), 99);
}

TEST(an_order_runs_while_a_breach_of_it_is_open)
{
	struct deadline *deadline;

	READY_ORDER(WITHDRAW, ISSUED, WITHDRAWN);
	assert_false(facts_order_runs(&w.facts, &w.orders[0]));
	deadline = add_deadline(&w, DEADLINE_ORDER_COMPLIANCE, DEADLINE_RUNNING, BREACH, LATER);
	assert_false(facts_order_runs(&w.facts, &w.orders[0]));
	set_id(deadline->order, ORDER);
	assert_true(facts_order_runs(&w.facts, &w.orders[0]));
	deadline->kind = DEADLINE_CORRECTION;
	assert_false(facts_order_runs(&w.facts, &w.orders[0]));
	deadline->kind = DEADLINE_ORDER_COMPLIANCE, deadline->state = DEADLINE_MET;
	assert_false(facts_order_runs(&w.facts, &w.orders[0]));
	deadline->state = DEADLINE_RUNNING, w.breaches[0].state = BREACH_CORRECTED;
	assert_false(facts_order_runs(&w.facts, &w.orders[0]));
	deadline->breach[0] = '\0';
	assert_false(facts_order_runs(&w.facts, &w.orders[0]));
}

#define OF(role) (1u << ROLE_##role)

static unsigned actors(unsigned held, int account, bool deputy)
{
	return access_actors(held, deputy, id(account), &w.audit, w.facts.letter_count > 0 ? &w.letters[0] : NULL);
}

TEST(a_leader_counts_as_lead_auditor_in_every_audit)
{
	world_make(&w, AUDIT_HEARING);
	assert_int_equal(actors(OF(LEADER), LEADER, false), BY_LEADER | BY_LEAD | BY_CASEWORKER | BY_COLLEAGUE);
}

TEST(a_caseworker_works_on_the_audits_of_the_own_team)
{
	world_make(&w, AUDIT_HEARING);
	assert_int_equal(actors(OF(CASEWORKER), COLLEAGUE, false), BY_COLLEAGUE);
	assert_int_equal(actors(OF(CASEWORKER), MEMBER, false), BY_COLLEAGUE | BY_CASEWORKER);
	assert_int_equal(actors(OF(CASEWORKER), LEAD, false), BY_COLLEAGUE | BY_CASEWORKER | BY_LEAD);
	set_id(w.audit.follow_up_lead, COLLEAGUE);
	assert_int_equal(actors(OF(CASEWORKER), COLLEAGUE, false), BY_COLLEAGUE);
	w.audit.state = AUDIT_FOLLOW_UP;
	assert_int_equal(actors(OF(CASEWORKER), COLLEAGUE, false), BY_COLLEAGUE | BY_CASEWORKER | BY_LEAD);
	assert_int_equal(actors(OF(CASEWORKER), LEAD, false), BY_COLLEAGUE | BY_CASEWORKER | BY_LEAD);
	w.audit.state = AUDIT_CLOSED;
	assert_int_equal(actors(OF(CASEWORKER), COLLEAGUE, false), BY_COLLEAGUE);
}

TEST(an_archivist_an_admin_and_an_auditor_are_nothing_more)
{
	world_make(&w, AUDIT_HEARING);
	add_letter(&w, LETTER_NOTICE, LETTER_DRAFT);
	set_id(w.audit.follow_up_lead, LEAD);
	assert_int_equal(actors(OF(ARCHIVIST), LEAD, true), BY_ARCHIVIST);
	assert_int_equal(actors(OF(ADMIN) | OF(AUDITOR), LEAD, true), 0);
	assert_int_equal(actors(OF(ARCHIVIST) | OF(CASEWORKER), COLLEAGUE, false), BY_ARCHIVIST | BY_COLLEAGUE);
}

TEST(a_deputy_an_author_and_an_owners_lead_are_known)
{
	world_ready(&w, MACHINE_AUDIT, AUDIT_AGREE_CLOSURE, AUDIT_FOLLOW_UP, AUDIT_FOLLOW_UP);
	add_letter(&w, LETTER_NOTICE, LETTER_DRAFT);
	set_id(w.owners[0].lead_auditor, OWNER_LEAD);
	assert_int_equal(actors(OF(CASEWORKER), COLLEAGUE, true), BY_COLLEAGUE | BY_DEPUTY);
	assert_int_equal(actors(OF(CASEWORKER), OWNER_LEAD, false), BY_COLLEAGUE | BY_OWNER);
	set_id(w.letters[0].author, COLLEAGUE);
	assert_int_equal(actors(OF(CASEWORKER), COLLEAGUE, false), BY_COLLEAGUE | BY_AUTHOR);
}

TEST(roles_may_what_the_table_of_people_says)
{
	for (int may = 0; may < MAYS; may++) {
		const struct permission *permission = &permissions[may];

		assert_non_null(permission->name);
		assert_non_null(permission->what);
		assert_false(access_may((enum may)may, 0, ~0u));
		assert_true(access_may((enum may)may, permission->roles, ~0u));
		assert_int_equal(access_may((enum may)may, permission->roles, 0), permission->actors == 0);
		/* an auditor reads, and that is all */
		assert_int_equal(access_may((enum may)may, OF(AUDITOR), ~0u), may == MAY_READ || may == MAY_READ_LOG);
	}
	assert_true(access_may(MAY_ADMINISTER, OF(ADMIN), 0));
	assert_false(access_may(MAY_ADMINISTER, OF(LEADER) | OF(CASEWORKER), 0));
	assert_false(access_may(MAY_PLAN, OF(ADMIN) | OF(CASEWORKER) | OF(ARCHIVIST), ~0u));
	assert_true(access_may(MAY_REGISTER_INCOMING, OF(ARCHIVIST), BY_ARCHIVIST));
	assert_false(access_may(MAY_REGISTER_EVIDENCE, OF(ARCHIVIST), BY_ARCHIVIST));
	assert_false(access_may(MAY_DEMAND, OF(CASEWORKER), BY_CASEWORKER));
	assert_true(access_may(MAY_DEMAND, OF(CASEWORKER), BY_LEAD));
	assert_false(access_may(MAY_EXCUSE_MEASURING, OF(CASEWORKER), BY_LEAD));
	assert_true(access_may(MAY_WRITE_SURVEY, OF(CASEWORKER), 0));
	assert_false(access_may(MAY_WRITE_SURVEY, OF(ARCHIVIST) | OF(ADMIN), ~0u));
	assert_true(access_may(MAY_END_SURVEY, OF(LEADER), 0));
	assert_false(access_may(MAY_END_SURVEY, OF(CASEWORKER) | OF(ARCHIVIST) | OF(ADMIN), ~0u));
	assert_true(access_may(MAY_REGISTER_ANSWERS, OF(CASEWORKER), BY_CASEWORKER));
	assert_true(access_may(MAY_REGISTER_ANSWERS, OF(ARCHIVIST), BY_ARCHIVIST));
	assert_false(access_may(MAY_REGISTER_ANSWERS, OF(CASEWORKER), BY_COLLEAGUE));
	assert_false(access_may(MAY_REGISTER_ANSWERS, OF(ADMIN), ~0u));
	assert_true(access_may(MAY_SELECT, OF(CASEWORKER), BY_LEAD));
	assert_false(access_may(MAY_SELECT, OF(CASEWORKER) | OF(ARCHIVIST), BY_CASEWORKER | BY_ARCHIVIST));
}

static char drawn[64 * 1024];

static void draw(void *context, const char *text)
{
	(void)context;
	assert_true(strlen(drawn) + strlen(text) < sizeof drawn);
	strcat(drawn, text);
}

static int occurrences(const char *text, const char *part)
{
	int count = 0;

	for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
		count++;
	return count;
}

TEST(the_picture_has_every_state_and_every_step)
{
	for (int machine = 0; machine < MACHINES; machine++) {
		int ends = 0, moves = 0;

		drawn[0] = '\0';
		graph_write((enum machine)machine, draw, NULL);
		for (int state = 0; state < laws[machine]->states->count; state++)
			ends += laws[machine]->ends >> state & 1;
		for (int i = 0; i < laws[machine]->rule_count; i++)
			moves += laws[machine]->rules[i].from != laws[machine]->rules[i].to;
		assert_int_equal(occurrences(drawn, " -> "), moves);
		assert_int_equal(occurrences(drawn, "<b>"), laws[machine]->rule_count);
		assert_int_equal(occurrences(drawn, "doublecircle"), ends);
		assert_int_equal(occurrences(drawn, "shape="), laws[machine]->states->count + 1);
		assert_int_equal(occurrences(drawn, "{\n") - occurrences(drawn, "}\n"), 0);
		assert_int_equal(graph_machine(laws[machine]->name), machine);
	}
	drawn[0] = '\0';
	graph_write(MACHINE_AUDIT, draw, NULL);
	assert_non_null(strstr(drawn, "follow_up -> closed [label=<<b>close</b> <i>leader</i>"));
	assert_non_null(strstr(drawn, ">breach_open<"));
	assert_int_equal(graph_machine("case"), -1);
}

TEST(a_breach_is_called_by_its_methods_word)
{
	assert_int_equal(method_flags(METHOD_SYSTEM_AUDIT)->word, BREACH_KIND_BREACH);
	assert_int_equal(method_flags(METHOD_JOINT)->word, BREACH_KIND_DEVIATION);
	assert_true(method_flags(METHOD_THREE_PHASE)->survey && !method_flags(METHOD_SYSTEM_AUDIT)->survey);
	assert_true(method_flags(METHOD_SPOT_CHECK)->sample_fixed && !method_flags(METHOD_JOINT)->sample_fixed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(subjects_of_a_guard_stand_together_whoever_found_them),
		cmocka_unit_test(more_subjects_than_can_be_told_are_still_held_back),
		cmocka_unit_test(a_missing_role_leaves_no_guard_untried),
		cmocka_unit_test(every_guard_says_what_to_do_in_three_languages),
		cmocka_unit_test(a_subject_is_told_once),
		cmocka_unit_test(what_a_letter_states_for_a_deadline_is_its_own_date_or_else_the_first),
		cmocka_unit_test(an_order_runs_while_a_breach_of_it_is_open),
		cmocka_unit_test(no_two_changes_of_a_case_have_the_same_instant),
		cmocka_unit_test(a_leader_counts_as_lead_auditor_in_every_audit),
		cmocka_unit_test(a_caseworker_works_on_the_audits_of_the_own_team),
		cmocka_unit_test(an_archivist_an_admin_and_an_auditor_are_nothing_more),
		cmocka_unit_test(a_deputy_an_author_and_an_owners_lead_are_known),
		cmocka_unit_test(roles_may_what_the_table_of_people_says),
		cmocka_unit_test(the_picture_has_every_state_and_every_step),
		cmocka_unit_test(a_breach_is_called_by_its_methods_word),
	};

	return RUN(tests);
}
