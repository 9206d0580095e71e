/* breach - the machine of one breach, from finding to corrected practice (domain.md 4.2). */
#include "core/table.h"

static const char *const events[BREACH_EVENTS] = {
	[BREACH_STRIKE] = "strike", [BREACH_CORRECT_EARLY] = "correct_early",
	[BREACH_DOCUMENTATION_RECEIVED] = "documentation_received", [BREACH_ASSESS_CORRECTED] = "assess_corrected",
	[BREACH_ASSESS_INSUFFICIENT] = "assess_insufficient", [BREACH_RELAPSE] = "relapse",
	[BREACH_DISCONTINUE] = "discontinue", [BREACH_REGISTER] = "register",
	[BREACH_ESTABLISH] = "establish", [BREACH_DROP] = "drop", [BREACH_REOPEN] = "reopen",
};

#define RECEIVED(state) \
	{ BREACH_##state, BREACH_DOCUMENTATION_RECEIVED, BY_CASEWORKER | BY_ARCHIVIST, BREACH_REPORTED, NULL, \
	  { G(new_evidence_missing) }, \
	  { E(receive_deadline), E(set_assessment_deadline), E(void_agreement), E(change_basis) }, \
	  "the enterprise has shown something that must be assessed" }
#define DISCONTINUE(state) \
	{ BREACH_##state, BREACH_DISCONTINUE, BY_LEADER, BREACH_DROPPED, NULL, { 0 }, \
	  { E(end_deadlines_of_breach), E(record_dropped), E(void_agreement), E(change_basis) }, \
	  "the service has ceased or the finding is reversed: never counted as corrected" }

static const struct rule rules[] = {
	{ CREATION, BREACH_REGISTER, BY_CASEWORKER, BREACH_DRAFT, NULL, { G(wrong_state), G(wrong_method) },
	  { 0 }, "practice is not in accordance with a requirement" },
	{ BREACH_DRAFT, BREACH_STRIKE, BY_LEAD, BREACH_DROPPED, NULL, { 0 },
	  { E(end_deadlines_of_breach), E(record_dropped) }, "the comments changed the facts" },
	{ BREACH_DRAFT, BREACH_DROP, BY_CASE, BREACH_DROPPED, NULL, { 0 },
	  { 0 }, "the audit was cancelled" },
	{ BREACH_DRAFT, BREACH_CORRECT_EARLY, BY_LEADER, BREACH_CORRECTED, NULL, { G(practice_missing) },
	  { E(end_deadlines_of_breach), E(record_corrected) }, "practice was changed before the report; it stays in it" },
	{ BREACH_DRAFT, BREACH_ESTABLISH, BY_CASE, BREACH_ESTABLISHED, NULL, { 0 },
	  { E(count_from_now), E(keep_excuses) }, "the final report concludes" },
	RECEIVED(ESTABLISHED), RECEIVED(INSUFFICIENT),
	{ BREACH_REPORTED, BREACH_ASSESS_CORRECTED, BY_LEAD, BREACH_CORRECTED, NULL,
	  { G(practice_missing), G(management_missing), G(measure_point_fails), G(requirement_differs),
	    G(only_a_plan) },
	  { E(meet_assessment_deadline), E(end_deadlines_of_breach), E(store_assessment), E(record_corrected),
	    E(void_agreement), E(change_basis) }, "changed facts, held against the same requirement" },
	{ BREACH_REPORTED, BREACH_ASSESS_INSUFFICIENT, BY_LEAD, BREACH_INSUFFICIENT, NULL,
	  { G(due_in_past), G(after_correction), G(not_a_working_day), G(avoided_period), G(milestone_missing) },
	  { E(meet_assessment_deadline), E(set_correction_deadline), E(store_assessment), E(void_agreement),
	    E(change_basis) }, "what was shown does not show that practice has changed" },
	{ BREACH_CORRECTED, BREACH_RELAPSE, BY_LEAD, BREACH_INSUFFICIENT, NULL,
	  { G(wrong_state), G(no_failed_round), G(due_in_past), G(after_correction), G(not_a_working_day),
	    G(avoided_period), G(milestone_missing) },
	  { E(set_correction_deadline), E(count_from_now), E(clear_corrected), E(void_agreement), E(change_basis) },
	  "the change did not last" },
	{ BREACH_CORRECTED, BREACH_REOPEN, BY_CASE, BREACH_ESTABLISHED, NULL, { 0 },
	  { E(set_correction_deadline), E(count_from_now), E(clear_corrected), E(void_agreement), E(change_basis) },
	  "the audit was reopened for it" },
	DISCONTINUE(ESTABLISHED), DISCONTINUE(INSUFFICIENT), DISCONTINUE(REPORTED),
};

LAW(breach, breach_states, BREACH_DISCONTINUE, BREACH_REGISTER,
	END(BREACH_CORRECTED) | END(BREACH_DROPPED));
