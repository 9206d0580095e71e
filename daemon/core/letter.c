/* letter - the machine of a letter: four eyes, fixed words, and who sends it (domain.md 4.4). */
#include "core/table.h"

#include <string.h>

static const char *const events[LETTER_EVENTS] = {
	[LETTER_SUBMIT] = "submit", [LETTER_RECALL] = "recall", [LETTER_DISPATCH] = "dispatch",
	[LETTER_APPROVE] = "approve", [LETTER_RETURN] = "return", [LETTER_WITHDRAW] = "withdraw",
	[LETTER_JOURNAL] = "journal", [LETTER_ARRIVE] = "arrive", [LETTER_CREATE] = "draft",
	[LETTER_EDIT] = "edit", [LETTER_SEND_BY_POLICY] = "send_by_policy",
};

bool letter_needs_two(const struct letter *letter)
{
	return letter->kind == LETTER_ORDER || (letter->kind == LETTER_FINAL_REPORT && letter->order[0] != '\0');
}

/* Another's approval of the words that stand; the asker's own does not count twice. */
static bool another_approved(const struct letter *letter, const char *account, bool *ret_leader)
{
	const struct approval *approvals = letter->approvals.item;
	bool another = false;

	*ret_leader = false;
	for (int i = 0; i < letter->approvals.count; i++)
		if (account == NULL || strcmp(approvals[i].account, account) != 0) {
			another = true;
			*ret_leader |= approvals[i].as_leader;
		}
	return another;
}

WHEN(needs_one)
{
	return !letter_needs_two(subject);
}

/* The second of two, and one of them approves as a leader. */
WHEN(is_second)
{
	bool leader;

	return letter_needs_two(subject) && another_approved(subject, asking->account, &leader)
		&& (leader || (asking->actor & (BY_LEADER | BY_DEPUTY)) != 0);
}

WHEN(is_first)
{
	return letter_needs_two(subject) && !is_second(facts, subject, asking);
}

WHEN(announces)
{
	const struct letter *letter = subject;

	return letter->kind == LETTER_REMINDER_2;
}

WHEN(demands)
{
	const struct letter *letter = subject;

	return letter->kind == LETTER_FOLLOW_UP_DEMAND;
}

WHEN(only_tells)
{
	return !announces(facts, subject, asking) && !demands(facts, subject, asking);
}

WHEN(is_automatic)
{
	const struct letter *letter = subject;

	return letter->kind == LETTER_REMINDER_1 && facts->policy->reminder_1_automatic;
}

#define APPROVE_GUARDS G(own_text), G(hash_differs), G(conflict_of_interest)
#define DISPATCH_GUARDS G(recipient_missing), G(wrong_language), G(deadline_too_near), G(already_answered)
#define WITHDRAW(state) \
	{ LETTER_##state, LETTER_WITHDRAW, BY_AUTHOR | BY_LEAD | BY_CASE, LETTER_WITHDRAWN, NULL, { 0 }, \
	  { E(record_withdrawal) }, "it will not be sent" }

static const struct rule rules[] = {
	{ CREATION, LETTER_CREATE, BY_CASEWORKER | BY_CASE | BY_CLOCK, LETTER_DRAFT, NULL, { G(wrong_state) },
	  { E(add_writer) }, "complete from the case, for a person to go through" },
	{ LETTER_DRAFT, LETTER_EDIT, BY_CASEWORKER, LETTER_DRAFT, NULL, { 0 },
	  { E(add_writer) }, "whoever writes cannot approve" },
	{ LETTER_DRAFT, LETTER_SUBMIT, BY_CASEWORKER, LETTER_SUBMITTED, NULL,
	  { G(placeholder_left), G(statute_not_valid), G(glyph_missing) },
	  { E(fix_content) }, "the words are fixed" },
	{ LETTER_SUBMITTED, LETTER_RETURN, BY_LEADER, LETTER_DRAFT, NULL, { 0 },
	  { E(void_approvals) }, "it must be written better" },
	{ LETTER_SUBMITTED, LETTER_APPROVE, BY_LEADER | BY_DEPUTY, LETTER_APPROVED, needs_one, { APPROVE_GUARDS },
	  { E(add_approval) }, "a leader who did not write it has read it" },
	{ LETTER_SUBMITTED, LETTER_APPROVE, BY_LEADER | BY_DEPUTY, LETTER_SUBMITTED, is_first, { APPROVE_GUARDS },
	  { E(add_approval) }, "an order needs two, and a leader is the first" },
	{ LETTER_SUBMITTED, LETTER_APPROVE, BY_LEADER | BY_DEPUTY | BY_LEAD | BY_COLLEAGUE, LETTER_APPROVED, is_second,
	  { APPROVE_GUARDS },
	  { E(add_approval) }, "two have read it, one of them a leader" },
	{ LETTER_APPROVED, LETTER_RECALL, BY_CASEWORKER, LETTER_DRAFT, NULL, { 0 },
	  { E(void_approvals) }, "new words need new approvals" },
	{ LETTER_APPROVED, LETTER_DISPATCH, BY_LEAD | BY_CASE, LETTER_DISPATCHED, only_tells,
	  { G(sent_by_its_event), DISPATCH_GUARDS },
	  { E(send_letter) }, "from now on it never changes" },
	{ LETTER_APPROVED, LETTER_DISPATCH, BY_LEAD, LETTER_DISPATCHED, demands,
	  { G(sent_by_its_event), DISPATCH_GUARDS },
	  { E(send_letter), E(set_deadlines_of_letter) }, "what it asks for has a date" },
	{ LETTER_APPROVED, LETTER_DISPATCH, BY_LEAD, LETTER_DISPATCHED, announces,
	  { G(sent_by_its_event), DISPATCH_GUARDS },
	  { E(send_letter), E(announce_order_of_letter) }, "the second reminder gives notice of an order" },
	{ LETTER_DRAFT, LETTER_SEND_BY_POLICY, BY_CLOCK, LETTER_DISPATCHED, is_automatic,
	  { G(template_not_approved), G(placeholder_left), G(statute_not_valid), G(glyph_missing), DISPATCH_GUARDS },
	  { E(fix_content), E(send_letter) }, "its template was approved for this" },
	{ LETTER_DISPATCHED, LETTER_ARRIVE, BY_CASEWORKER | BY_ARCHIVIST, LETTER_DISPATCHED, NULL, { 0 },
	  { E(record_arrival), E(set_appeal_deadline) }, "an appeal is counted from the day the letter came" },
	{ LETTER_JOURNALLED, LETTER_ARRIVE, BY_CASEWORKER | BY_ARCHIVIST, LETTER_JOURNALLED, NULL, { 0 },
	  { E(record_arrival), E(set_appeal_deadline) }, "an appeal is counted from the day the letter came" },
	{ LETTER_DISPATCHED, LETTER_JOURNAL, BY_ARCHIVIST, LETTER_JOURNALLED, NULL, { 0 },
	  { E(record_journal) }, "the archive has it" },
	WITHDRAW(DRAFT), WITHDRAW(SUBMITTED), WITHDRAW(APPROVED),
};

LAW(letter, letter_states, LETTER_ARRIVE, LETTER_CREATE,
	END(LETTER_JOURNALLED) | END(LETTER_WITHDRAWN));
