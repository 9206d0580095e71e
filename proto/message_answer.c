/* message_answer - what is only answered: nouns with what stands under them, refusals, the overview. */
#include "proto/table.h"

static const struct field lack_fields[] = {
	SHOWN(what, TEXT, .max = TITLE_MAX, .about = "a role, a kind of evidence, a member, a character"),
	SHOWN(subjects, IDS, .max = 256),
};
ANSWER(lack, lack_fields, .about = "what is missing, and where");

static const struct field guard_entry_fields[] = {
	SHOWN(code, TEXT, .max = CODE_MAX),
	SHOWN(detail, TEXT, .max = TITLE_MAX, .about = "in the caller's language"),
	SHOWN(source, TEXT, .max = CODE_MAX, .about = "G §4.2: the guide; an act; or our own default"),
	SHOWN(subjects, IDS, .max = 256, .about = "what it is about: breaches, deadlines, letters"),
	{ CALLED("missing"), .type = FIELD_OBJECTS, .use = USE_SHOWN | USE_SUMMARY | USE_RARE, .max = 64, .of = &lack_message,
		.about = "all that is missing, word by word" },
};
ANSWER(guard_entry, guard_entry_fields, .about = "a guard that does not hold");

static const struct field action_entry_fields[] = {
	SHOWN(event, TEXT, .max = CODE_MAX),
	SHOWN(allowed, BOOLEAN),
	SHOWN(offered, BOOLEAN, .about = "the breach's rounds speak for it: see its offered_rounds"),
	SHOWN_NULL(to, TEXT, .max = CODE_MAX, .about = "the state it leads to; null: none from this state"),
	SHOWN(needs, TEXTS, .max = 64, .about = "parameters that must be given"),
	SHOWN(takes, TEXTS, .max = 64, .about = "parameters that may be given besides"),
	SHOWN(guards, OBJECTS, .max = 64, .of = &guard_entry_message, .about = "those that hold it back; role_missing among them"),
};
ANSWER(action_entry, action_entry_fields, .about = "an event, and whether the caller may make it happen now");

static const struct field mistake_fields[] = {
	SHOWN(pointer, TEXT, .max = 1000, .about = "JSON pointer into the body, or the name of a query parameter"),
	SHOWN(code, TEXT, .max = CODE_MAX),
	SHOWN(detail, TEXT, .max = 1000),
};
ANSWER(mistake, mistake_fields);

static const struct field problem_fields[] = {
	SHOWN(type, TEXT, .max = TITLE_MAX),
	SHOWN(title, TEXT, .max = TITLE_MAX, .about = "in the caller's language"),
	SHOWN(status, INTEGER),
	SHOWN(detail, TEXT, .max = 1000),
	SHOWN(code, TEXT, .max = CODE_MAX, .about = "stable"),
	SHOWN(instance, TEXT, .max = 100, .about = "the request's id"),
	{ CALLED("errors"), .type = FIELD_OBJECTS, .use = USE_SHOWN | USE_RARE, .max = MISTAKES_MAX, .of = &mistake_message,
		.about = "all the mistakes of a body" },
	{ CALLED("guards"), .type = FIELD_OBJECTS, .use = USE_SHOWN | USE_RARE, .max = 64, .of = &guard_entry_message,
		.about = "with guards_failed: all that do not hold" },
};
ANSWER(problem, problem_fields, .about = "RFC 9457");

static const struct field interval_fields[] = {
	SHOWN(low, SHARE),
	SHOWN(high, SHARE),
};
ANSWER(interval, interval_fields, .about = "Wilson, 95 %");

static const struct field round_fields[] = {
	SHOWN(observation, ID),
	SHOWN(period_from, DATE),
	SHOWN(period_to, DATE),
	SHOWN(population, INTEGER),
	SHOWN(sample, INTEGER),
	SHOWN(compliant, INTEGER),
	SHOWN_NULL(hard_failures, INTEGER, .about = "null where it was not said"),
	SHOWN_NULL(share, SHARE, .about = "compliant of the sample; null of an empty one"),
	SHOWN(passes, BOOLEAN),
	SHOWN(interval, OBJECT, .of = &interval_message),
	SHOWN(too_few, BOOLEAN, .about = "to conclude"),
	SHOWN(counts, BOOLEAN, .about = "it began after the breach was established, or opened again"),
	SHOWN_NULL(agreement, OBJECT, .of = &agreement_message, .about = "where the authority saw the records again"),
};
ANSWER(round, round_fields, .about = "an observation as its demand judges it");

static const struct field sustained_fields[] = {
	SHOWN(days, INTEGER, .about = "between the two period ends"),
	SHOWN(rounds, OBJECTS, .max = 2, .of = &round_message, .about = "the first and the last of the run; one where one is enough"),
};
ANSWER(sustained, sustained_fields, .about = "what it rests on that the change has lasted");

static const struct field verdict_fields[] = {
	SHOWN(demand, ID),
	SHOWN(measure_point, ID),
	SHOWN(target, SHARE),
	SHOWN(n_min, INTEGER),
	SHOWN(rounds_needed, INTEGER),
	SHOWN(spacing_days, INTEGER),
	SHOWN(rounds, OBJECTS, .max = 1000, .of = &round_message),
	SHOWN(verdict, TEXT, .max = CODE_MAX, .about = "passes, or why not: no_round, newest_round_fails, too_few_rounds, too_short"),
	SHOWN(run, INTEGER, .about = "passing rounds in the newest unbroken run"),
	SHOWN(span, INTEGER, .about = "days between the first and last period end of the run"),
	SHOWN_NULL(sustained, OBJECT, .of = &sustained_message, .about = "where it passes"),
	SHOWN_NULL(interval, OBJECT, .of = &interval_message, .about = "of the newest round"),
	SHOWN(too_few, BOOLEAN, .about = "the newest round is too small to conclude"),
	SHOWN_NULL(fisher, SHARE, .about = "two-sided p of the first round against the newest, by Fisher's exact test"),
};
ANSWER(verdict, verdict_fields, .about = "whether the measure point of a demand passes");

static const struct field breach_within_fields[] = {
	SHOWN(demands, OBJECTS, .max = 1000, .of = &demand_message),
	SHOWN(interim_measures, OBJECTS, .max = 1000, .of = &interim_measure_message),
	SHOWN(evidence, OBJECTS, .max = 1000, .of = &evidence_message),
	SHOWN(observations, OBJECTS, .max = 1000, .of = &observation_message),
	SHOWN(re_reviews, OBJECTS, .max = 1000, .of = &re_review_message),
	SHOWN(assessments, OBJECTS, .max = 1000, .of = &assessment_message),
	SHOWN(measure_points, OBJECTS, .max = 1000, .of = &verdict_message, .about = "those demanded"),
};
ANSWER(breach_within, breach_within_fields, .also = &breach_message, .about = "a breach with what stands under it");

static const struct field breach_detail_fields[] = {
	SHOWN(actions, OBJECTS, .max = 64, .of = &action_entry_message),
};
ANSWER(breach_detail, breach_detail_fields, .also = &breach_within_message);

static const struct field audit_row_fields[] = {
	SHOWN_NULL(next_due, DATE, .about = "the earliest date a running deadline is measured against"),
	SHOWN(overdue, BOOLEAN),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(lead_auditor_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(follow_up_lead_name, TEXT, .max = NAME_MAX_POINTS),
};
ANSWER(audit_row, audit_row_fields, .also = &audit_message);

static const struct field audit_detail_fields[] = {
	SHOWN(breaches, OBJECTS, .max = 1000, .of = &breach_within_message),
	SHOWN(remarks, OBJECTS, .max = 1000, .of = &remark_message),
	SHOWN(contacts, OBJECTS, .max = 10000, .of = &contact_message),
	SHOWN(incoming, OBJECTS, .max = 10000, .of = &incoming_message),
	SHOWN(deadlines, OBJECTS, .max = 10000, .of = &deadline_message),
	SHOWN(letters, OBJECTS, .max = 10000, .of = &letter_message),
	SHOWN(orders, OBJECTS, .max = 1000, .of = &order_message),
	SHOWN(reminders, OBJECTS, .max = 10000, .of = &reminder_message, .about = "what became of the rungs of its deadlines"),
	SHOWN(actions, OBJECTS, .max = 64, .of = &action_entry_message),
};
ANSWER(audit_detail, audit_detail_fields, .also = &audit_message, .about = "the whole case");

static const struct field deadline_row_fields[] = {
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(breach_title, TEXT, .max = TITLE_MAX),
	SHOWN_NULL(lead_auditor, ID, .about = "whose it is: in follow-up the one who leads that"),
	SHOWN_NULL(lead_auditor_name, TEXT, .max = NAME_MAX_POINTS),
};
ANSWER(deadline_row, deadline_row_fields, .also = &deadline_message);
static const struct field mail_row_fields[] = {
	SHOWN_NULL(case_number, TEXT, .max = 20),
};
ANSWER(mail_row, mail_row_fields, .also = &mail_message);
static const struct field letter_row_fields[] = {
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(author_name, TEXT, .max = NAME_MAX_POINTS),
};
ANSWER(letter_row, letter_row_fields, .also = &letter_message);
static const struct field reminder_row_fields[] = {
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN(kind, TERM, .terms = &deadline_kinds, .about = "of the deadline"),
	SHOWN(due, DATE, .about = "of the deadline"),
	SHOWN_NULL(letter_state, TERM, .terms = &letter_states, .about = "what became of the letter that was drafted"),
	SHOWN_NULL(last_contact, DATE, .about = "a call, meeting or message since it was due: a step taken, like a rung"),
};
ANSWER(reminder_row, reminder_row_fields, .also = &reminder_message);
static const struct field missed_reminder_fields[] = {
	SHOWN(what, TERM, .terms = &missed_whats, .about = "a rung of a deadline, the lapse of one, or the review of a guide"),
	SHOWN_NULL(deadline, ID),
	SHOWN_NULL(programme, ID, .about = "the guide whose review nobody was told of"),
	SHOWN_NULL(audit, ID),
	SHOWN_NULL(case_number, TEXT, .max = 20),
	SHOWN_NULL(enterprise, ID),
	SHOWN_NULL(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(kind, TERM, .terms = &deadline_kinds, .about = "of the deadline"),
	SHOWN(due, DATE, .about = "of the deadline, or of the review"),
	SHOWN_NULL(rung, TEXT, .max = CODE_MAX, .terms = &rung_actions),
	SHOWN_NULL(action, TERM, .terms = &rung_actions, .about = "of the rung"),
	SHOWN(expected_on, DATE),
};
ANSWER(missed_reminder, missed_reminder_fields, .about = "what the clock should have done by now and has not");

static const struct field actions_fields[] = {
	SHOWN(actions, OBJECTS, .max = 64, .of = &action_entry_message),
};

static const struct field would_be_fields[] = {
	SHOWN_NULL(policy, ID),
	SHOWN(policy_version, INTEGER),
	SHOWN(due, DATE),
	SHOWN(effective_due, DATE),
};
ANSWER(would_be, would_be_fields, .about = "what another policy makes of the same count: no date is moved by it");
static const struct field moved_deadline_fields[] = {
	SHOWN(deadline, ID),
	SHOWN(audit, ID),
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(breach, ID),
	SHOWN(kind, TERM, .terms = &deadline_kinds),
	SHOWN(due, DATE),
	SHOWN(effective_due, DATE),
	SHOWN(would_be, OBJECT, .of = &would_be_message),
};
ANSWER(moved_deadline, moved_deadline_fields, .about = "a deadline that a policy would have set to another date: it stays");

static const struct field deadline_detail_fields[] = {
	SHOWN_NULL(rounds_from, DATE, .about = "of a measurement: a round that ends from this day on meets it"),
	SHOWN(explain, OBJECTS, .max = 10000, .of = &calendar_step_message, .about = "how the date came about"),
	SHOWN(would_be, OBJECT, .of = &would_be_message),
	SHOWN(extensions, OBJECTS, .max = 1000, .of = &extension_message, .about = "of it and those it took over from"),
	SHOWN(actions, OBJECTS, .max = 64, .of = &action_entry_message),
};
ANSWER(deadline_detail, deadline_detail_fields, .also = &deadline_message);
ANSWER(letter_detail, actions_fields, .also = &letter_message);
ANSWER(order_detail, actions_fields, .also = &order_message);

static const struct field import_note_fields[] = {
	SHOWN(index, INTEGER, .about = "of the record in the array"),
	SHOWN(code, TEXT, .max = CODE_MAX),
	SHOWN(detail, TEXT, .max = 1000),
};
ANSWER(import_note, import_note_fields);

static const struct field import_answer_fields[] = {
	SHOWN(imported, INTEGER),
	SHOWN(known, INTEGER, .about = "came before, and were left as they are"),
	SHOWN(refused, OBJECTS, .max = 10000, .of = &import_note_message),
	SHOWN(warnings, OBJECTS, .max = 100000, .of = &import_note_message),
};
ANSWER(import_answer, import_answer_fields);

static const struct field health_fields[] = {
	SHOWN(status, TEXT, .max = CODE_MAX),
	{ CALLED("mail_waiting"), .type = FIELD_INTEGER, .use = USE_SHOWN | USE_RARE, .max = COUNT_MAX,
		.about = "mails in the outbox that are to be sent" },
	{ CALLED("mail_oldest_seconds"), .type = FIELD_INTEGER, .use = USE_SHOWN | USE_RARE, .max = EXACT_MAX,
		.about = "for how long the oldest of them has waited" },
	{ CALLED("clerk_lag_seconds"), .type = FIELD_INTEGER, .use = USE_SHOWN | USE_RARE,
		.about = "since the oldest thing was due that the clerk has not done, or since it looked last" },
};
ANSWER(health, health_fields);
