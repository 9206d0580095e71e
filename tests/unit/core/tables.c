/* tables - the code's rows against those written from the domain document by another hand. */
#include "expected.h"

#define ROWS 80

/* One word of theirs, and ours for it: any of these among the effects of the same step. */
static const struct { const char *theirs, *ours[5]; } words[] = {
	{ "assign_case_number", { "number_case" } },
	{ "set_lead_auditor", { "set_people" } }, { "set_follow_up_lead", { "set_people" } }, { "set_team", { "set_people" } },
	{ "set_contact_person_deadline", { "set_deadlines_of_letter" } },
	{ "set_documents_deadline", { "set_deadlines_of_letter" } },
	{ "set_survey_deadline", { "set_deadlines_of_letter" } },
	{ "set_comment_deadline", { "set_deadlines_of_letter" } },
	{ "set_stated_deadlines", { "set_deadlines_of_letter" } },
	{ "keep_history", { "set_visit", "change_due" } },
	{ "draft_deadline_confirmation", { "draft_confirmation" } },
	{ "announce_order", { "announce_order_of_letter" } }, { "issue_order", { "issue_order_of_letter" } },
	{ "waive_other_deadlines", { "waive_live_deadlines", "end_deadlines_of_breach" } },
	{ "waive_proposed_deadlines", { "end_deadlines_of_breach" } }, { "waive_deadlines", { "end_deadlines_of_breach" } },
	{ "set_correction_deadline", { "set_correction_deadline", "reopen_breaches", "replace_compliance_deadlines",
		"record_succeeded" } },
	{ "keep_both_closings", { "clear_closing" } }, { "climb_rungs_from_today", { "adopt_case" } },
	{ "meet_assessment", { "meet_assessment_deadline" } },
	{ "set_evidence_day", { "count_from_now" } }, { "move_evidence_day", { "count_from_now" } },
	{ "void_agreement", { "void_agreement", "clear_closing" } },
	{ "keep_discussed_on", { "keep_deadline" } }, { "keep_proposed_by_enterprise", { "keep_deadline" } },
	{ "show_in_reminders", { "record_asked" } }, { "mark_late_when_overdue", { "grant_extension" } },
	{ "set_successor", { "grant_extension", "record_succeeded" } }, { "keep_days_late", { "record_received" } },
	{ "keep_event_as_reason", { "record_waived" } },
	{ "fix_sha256", { "fix_content" } },
	{ "set_order_compliance_deadline", { "succeed_correction_deadlines", "record_succeeded" } },
	{ "waive_order_comment", { "end_order_deadlines" } }, { "waive_appeal", { "end_order_deadlines" } },
};

/* Ours that only keep what the step was told, on its own object. */
static const char *const bookkeeping[] = {
	"record_summary_meeting", "record_maturity_at_final", "record_maturity_at_closure", "record_safety_statement",
	"record_agreement", "record_end", "keep_excuses", "record_corrected", "record_dropped", "clear_corrected",
	"change_basis",
	"record_refusal", "record_received", "record_waived", "record_lapsed", "record_running", "record_succeeded",
	"add_writer", "add_approval", "send_letter", "record_arrival", "record_journal", "record_withdrawal",
	"keep_order", "record_issue", "record_referral", "record_fine", "record_collection", "record_compliance",
};

/* Where the two differ and both are right: the sentence of domain.md stands beside. */
static const struct { enum machine machine; int from, event; const char *word, *why; } excused[] = {
	{ MACHINE_AUDIT, AUDIT_PLANNED, AUDIT_CANCEL, "letter_not_approved", "asked \"if notified or visited\": never in planned" },
	{ MACHINE_AUDIT, AUDIT_PLANNED, AUDIT_CANCEL, "dispatch_letter", "no letter, so none to dispatch" },
	{ MACHINE_AUDIT, AUDIT_PLANNED, AUDIT_CANCEL, "recipient_missing", "no letter, so none to dispatch" },
	{ MACHINE_AUDIT, AUDIT_PLANNED, AUDIT_CANCEL, "wrong_language", "no letter, so none to dispatch" },
	{ MACHINE_AUDIT, AUDIT_PLANNED, AUDIT_CANCEL, "deadline_too_near", "no letter, so none to dispatch" },
	{ MACHINE_AUDIT, AUDIT_PLANNED, AUDIT_CANCEL, "already_answered", "no letter, so none to dispatch" },
	{ MACHINE_AUDIT, AUDIT_HEARING, AUDIT_SEND_FINAL, "set_deadlines_of_letter",
		"4.4: dates of effects are those stated in the dispatched letter" },
	{ MACHINE_LETTER, LETTER_SUBMITTED, LETTER_RETURN, "void_approvals", "4.4: approvals are of the content that stands" },
	{ MACHINE_LETTER, LETTER_DRAFT, LETTER_SEND_BY_POLICY, "fix_content", "4.4: what is dispatched has been fixed" },
};

static bool is_excused(enum machine machine, int from, int event, const char *word)
{
	for (size_t i = 0; i < sizeof excused / sizeof *excused; i++)
		if (excused[i].machine == machine && excused[i].from == from && excused[i].event == event
		    && strcmp(excused[i].word, word) == 0)
			return true;
	return false;
}

static const char *const effect_words[EFFECTS] = {
#define EFFECT(word) [EFFECT_##word] = #word,
#include "core/effects.def"
#undef EFFECT
};

/* What all rows of one (from, event) say together, with what they bring about in other machines. */
struct joined {
	unsigned actors;
	uint64_t guards;
	bool effects[EFFECTS];
	int rows;
};

static void join_step(struct joined *joined, enum machine machine, int from, int event, unsigned actors)
{
	for (int i = 0; i < laws[machine]->rule_count; i++) {
		const struct rule *rule = &laws[machine]->rules[i];

		if (rule->from != from || rule->event != event || (rule->actors & actors) == 0)
			continue;
		for (int g = 0; g < RULE_GUARDS; g++)
			joined->guards |= rule->guards[g] != 0 ? UINT64_C(1) << rule->guards[g] : 0;
	}
}

static struct joined join(enum machine machine, int from, int event, int to)
{
	struct joined joined = { 0 };

	for (int i = 0; i < laws[machine]->rule_count; i++) {
		const struct rule *rule = &laws[machine]->rules[i];

		if (rule->from != from || rule->event != event || (to >= 0 && rule->to != to))
			continue;
		joined.rows++;
		joined.actors |= rule->actors;
		for (int g = 0; g < RULE_GUARDS; g++)
			joined.guards |= rule->guards[g] != 0 ? UINT64_C(1) << rule->guards[g] : 0;
		for (int e = 0; e < RULE_EFFECTS; e++)
			joined.effects[rule->effects[e]] = true;
	}
	joined.effects[EFFECT_NONE] = false;
	return joined;
}

/* Of a step that sends a letter, announces or issues an order: those guards too. */
static void join_consequences(struct joined *joined)
{
	if (joined->effects[EFFECT_dispatch_letter]) {
		join_step(joined, MACHINE_LETTER, LETTER_APPROVED, LETTER_DISPATCH, BY_CASE);
		joined->guards &= ~(UINT64_C(1) << GUARD_sent_by_its_event);
	}
	if (joined->effects[EFFECT_announce_order_of_letter])
		join_step(joined, MACHINE_ORDER, -1, ORDER_ANNOUNCE, BY_CASE);
	if (joined->effects[EFFECT_issue_order_of_letter])
		join_step(joined, MACHINE_ORDER, ORDER_ANNOUNCED, ORDER_ISSUE, BY_CASE);
}

static bool answers(const char *theirs, const char *ours)
{
	if (strcmp(theirs, ours) == 0)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (int k = 0; strcmp(words[i].theirs, theirs) == 0 && k < 5 && words[i].ours[k] != NULL; k++)
			if (strcmp(words[i].ours[k], ours) == 0)
				return true;
	return false;
}

static int wrong;

static void tell(const struct expected *row, const char *what, const char *word)
{
	const struct terms *states = laws[row->machine]->states;

	print_error("%s: %s %s (%s): %s %s\n", laws[row->machine]->name,
		row->from < 0 ? "-" : states->word[row->from], row->event, row->when, what, word);
	wrong++;
}

static void compare_guards(const struct expected *row, const struct joined *joined)
{
	for (int guard = 1; guard < GUARDS; guard++) {
		bool ours = (joined->guards >> guard & 1) != 0;
		bool theirs = has_number(row->guards, row->guard_count, guard);

		if (ours == theirs || is_excused(row->machine, row->from, row->number, guard_code((enum guard)guard)))
			continue;
		tell(row, ours ? "the code alone has guard" : "the code lacks guard", guard_code((enum guard)guard));
	}
}

static void compare_effects(const struct expected *row, const struct joined *joined)
{
	for (int i = 0; i < row->effect_count; i++) {
		bool found = is_excused(row->machine, row->from, row->number, row->effects[i]);

		for (int effect = 1; effect < EFFECTS; effect++)
			found |= joined->effects[effect] && answers(row->effects[i], effect_words[effect]);
		if (!found)
			tell(row, "the code lacks effect", row->effects[i]);
	}
	for (int effect = 1; effect < EFFECTS; effect++) {
		bool found = is_excused(row->machine, row->from, row->number, effect_words[effect]);

		for (size_t i = 0; i < sizeof bookkeeping / sizeof *bookkeeping; i++)
			found |= strcmp(bookkeeping[i], effect_words[effect]) == 0;
		for (int i = 0; i < row->effect_count; i++)
			found |= answers(row->effects[i], effect_words[effect]);
		if (joined->effects[effect] && !found)
			tell(row, "the code alone has effect", effect_words[effect]);
	}
}

/* Several lines of one (from, event) count together: what parts them is judged in combinations.c. */
static struct expected union_of(const struct expected *rows, int count, const struct expected *row)
{
	struct expected all = *row;

	all.actors = 0, all.guard_count = 0, all.effect_count = 0;
	for (int i = 0; i < count; i++) {
		if (rows[i].from != row->from || strcmp(rows[i].event, row->event) != 0)
			continue;
		all.actors |= rows[i].actors;
		for (int g = 0; g < rows[i].guard_count; g++)
			if (!has_number(all.guards, all.guard_count, rows[i].guards[g]))
				all.guards[all.guard_count++] = rows[i].guards[g];
		for (int e = 0; e < rows[i].effect_count && all.effect_count < LISTED; e++)
			all.effects[all.effect_count++] = rows[i].effects[e];
	}
	expected_beside(&all);
	return all;
}

static void compare_row(const struct expected *rows, int count, const struct expected *row)
{
	struct expected all = union_of(rows, count, row);
	struct joined joined = join(row->machine, row->from, row->number, -1);

	if (join(row->machine, row->from, row->number, row->to).rows == 0) {
		tell(row, "the code has no row to", laws[row->machine]->states->word[row->to]);
		return;
	}
	join_consequences(&joined);
	if (joined.actors != all.actors)
		tell(row, "who may differs", "");
	compare_guards(&all, &joined);
	compare_effects(&all, &joined);
}

/* A line of another machine's event: our own event for it, and the word in that event's rows that brings it about. */
static const struct brought { int to, event; const char *words[8]; } brought_deadline[] = {
	{ DEADLINE_RUNNING, DEADLINE_RUN, { "run_proposed_deadlines" } },
	{ DEADLINE_WAIVED, DEADLINE_END, { "waive_live_deadlines", "end_deadlines_of_breach", "end_order_deadlines" } },
	{ DEADLINE_EXTENDED, DEADLINE_SUCCEED, { "move_documents_deadline", "succeed_correction_deadlines",
		"replace_compliance_deadlines" } },
	{ DEADLINE_MET, DEADLINE_MEET, { "meet_draft_report", "meet_final_report", "meet_assessment_deadline",
		"receive_deadline" } },
	{ DEADLINE_MET_LATE, DEADLINE_MEET, { "meet_draft_report", "meet_final_report", "meet_assessment_deadline",
		"receive_deadline" } },
}, brought_breach[] = {
	{ BREACH_DROPPED, BREACH_DROP, { "drop_draft_breaches" } },
	{ BREACH_ESTABLISHED, BREACH_ESTABLISH, { "establish_breaches" } },
	{ BREACH_ESTABLISHED, BREACH_REOPEN, { "reopen_breaches" } },
};

/* "audit_send_final": does some row of that event have one of the words? */
static bool brings(const char *event, const char *const *causing)
{
	for (int machine = 0; machine < MACHINES; machine++) {
		size_t length = strlen(laws[machine]->name);

		if (strncmp(event, laws[machine]->name, length) != 0 || event[length] != '_')
			continue;
		for (int i = 0; i < laws[machine]->rule_count; i++) {
			const struct rule *rule = &laws[machine]->rules[i];

			if (strcmp(laws[machine]->events[rule->event], event + length + 1) != 0)
				continue;
			for (int e = 0; e < RULE_EFFECTS; e++)
				for (int w = 0; w < 8 && causing[w] != NULL; w++)
					if (rule->effects[e] != 0
					    && strcmp(effect_words[rule->effects[e]], causing[w]) == 0)
						return true;
		}
	}
	return false;
}

static void compare_brought(struct expected *row, const struct brought *brought, int count)
{
	for (int i = 0; i < count; i++) {
		struct joined joined = join(row->machine, row->from, brought[i].event, row->to);

		if (brought[i].to != row->to || joined.rows == 0 || !brings(row->event, brought[i].words))
			continue;
		if (joined.actors != BY_CASE || joined.guards != 0)
			tell(row, "more than the case may, or is held back", "");
		if (row->machine == MACHINE_BREACH)
			expected_beside(row);
		row->number = brought[i].event;
		if (strcmp(row->event, "audit_reopen") == 0)    /* of the audit's row, carried out here */
			row->effects[row->effect_count++] = "set_correction_deadline", row->effects[row->effect_count++] = "void_agreement";
		compare_effects(row, &joined);
		return;
	}
	tell(row, "nothing in the code brings about", laws[row->machine]->states->word[row->to]);
}

static void compare(enum machine machine)
{
	static struct expected rows[ROWS];
	int count = expected_rows(machine, rows, ROWS);

	wrong = 0;
	for (int i = 0; i < count; i++) {
		if (rows[i].number >= 0)
			compare_row(rows, count, &rows[i]);
		else if (machine == MACHINE_DEADLINE)
			compare_brought(&rows[i], brought_deadline, sizeof brought_deadline / sizeof *brought_deadline);
		else
			compare_brought(&rows[i], brought_breach, sizeof brought_breach / sizeof *brought_breach);
	}
	/* and no row of ours that no line asks for */
	for (int i = 0; i < laws[machine]->rule_count; i++) {
		const struct rule *rule = &laws[machine]->rules[i];
		bool asked = false;

		for (int k = 0; k < count; k++)
			asked |= rows[k].from == rule->from && rows[k].number == rule->event && rows[k].to == rule->to;
		if (!asked) {
			print_error("%s: no line asks for row %d (%s)\n", laws[machine]->name, i, rule->why);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

TEST(the_audit_is_as_the_domain_says) { compare(MACHINE_AUDIT); }
TEST(the_breach_is_as_the_domain_says) { compare(MACHINE_BREACH); }
TEST(the_deadline_is_as_the_domain_says) { compare(MACHINE_DEADLINE); }
TEST(the_letter_is_as_the_domain_says) { compare(MACHINE_LETTER); }
TEST(the_order_is_as_the_domain_says) { compare(MACHINE_ORDER); }

/* Every code, and each source the document gives it. */
TEST(every_guard_of_the_domain_is_here_with_its_source)
{
	struct lines lines = expected_lines("guards.txt");
	bool seen[GUARDS] = { true };
	char *column[8], *source[4];

	for (int i = 0; i < lines.count; i++) {
		int guard, count;

		words_split(lines.line[i], " |\n", column, 8);
		guard = guard_named(column[0]);
		seen[guard] = true;
		count = strcmp(column[1], "-") == 0 ? 0 : words_split(column[1], ",", source, 4);
		for (int s = 0; s < count; s++) {
			/* "G§4.2" there is "G §4.2" here, or the second of "G §4.2, §4.4" */
			const char *paragraph = strstr(source[s], "§");

			if (guard_source((enum guard)guard)[0] != source[s][0]
			    || strstr(guard_source((enum guard)guard), paragraph != NULL ? paragraph : source[s]) == NULL)
				fail_msg("%s: source %s is not in \"%s\"", column[0], source[s],
					guard_source((enum guard)guard));
		}
	}
	for (int guard = 0; guard < GUARDS; guard++)
		if (!seen[guard])
			fail_msg("%s stands in no sentence of the domain", guard_code((enum guard)guard));
}

/* The parameters' guards are asked of what the contract lets the caller say. */
TEST(events_have_the_words_of_the_contract)
{
	struct lines lines = expected_lines("params.txt");
	int found[MACHINES] = { 0 };
	char *column[8];

	for (int i = 0; i < lines.count; i++) {
		words_split(lines.line[i], " |\n", column, 8);
		for (int machine = 0; machine < MACHINES; machine++)
			if (strcmp(laws[machine]->name, column[0]) == 0) {
				assert_true(law_event((enum machine)machine, column[1]) >= 0);
				found[machine]++;
			}
	}
	for (int machine = 0; machine < MACHINES; machine++)
		assert_int_equal(found[machine], laws[machine]->public_events);
	assert_int_equal(law_event(MACHINE_AUDIT, "create"), -1);
	assert_int_equal(law_event(MACHINE_DEADLINE, "lapse"), -1);
	assert_int_equal(law_event(MACHINE_LETTER, "send_by_policy"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_audit_is_as_the_domain_says),
		cmocka_unit_test(the_breach_is_as_the_domain_says),
		cmocka_unit_test(the_deadline_is_as_the_domain_says),
		cmocka_unit_test(the_letter_is_as_the_domain_says),
		cmocka_unit_test(the_order_is_as_the_domain_says),
		cmocka_unit_test(every_guard_of_the_domain_is_here_with_its_source),
		cmocka_unit_test(events_have_the_words_of_the_contract),
	};

	return RUN(tests);
}
