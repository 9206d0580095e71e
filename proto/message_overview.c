/* message_overview - the figures a leader must see, and the calendar for whoever counts days. */
#include "proto/table.h"

static const struct field overview_deadline_fields[] = {
	SHOWN(deadline, ID),
	SHOWN(audit, ID),
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(breach, ID),
	SHOWN_NULL(breach_title, TEXT, .max = TITLE_MAX),
	SHOWN(kind, TERM, .terms = &deadline_kinds),
	SHOWN(due, DATE),
	SHOWN(effective_due, DATE),
	SHOWN(days_overdue, INTEGER, .about = "negative: days still left"),
	SHOWN_NULL(lead_auditor, ID, .about = "whose it is: in follow-up the one who leads that"),
	SHOWN_NULL(lead_auditor_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN_NULL(asked, DATE),
	SHOWN_NULL(rung, TEXT, .max = CODE_MAX, .terms = &rung_actions, .about = "of the ladder of reminders, the last that was climbed"),
	SHOWN_NULL(rung_done, TERM, .terms = &rung_dones, .about = "what became of it"),
	SHOWN_NULL(letter_state, TERM, .terms = &letter_states, .about = "of its letter"),
	SHOWN_NULL(new_date, DATE, .about = "that it gave"),
	SHOWN_NULL(last_contact, DATE, .about = "a call, meeting or message since it was due: a step taken, like a rung"),
};
ANSWER(overview_deadline, overview_deadline_fields);

static const struct field overview_offer_fields[] = {
	SHOWN(breach, ID),
	SHOWN(breach_title, TEXT, .max = TITLE_MAX),
	SHOWN(audit, ID),
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN(offered, TERM, .terms = &offers),
	SHOWN(offered_on, DATE),
	SHOWN(offered_rounds, IDS, .max = ITEMS_MAX),
	SHOWN_NULL(lead_auditor, ID, .about = "to whom: who leads the follow-up"),
	SHOWN_NULL(lead_auditor_name, TEXT, .max = NAME_MAX_POINTS),
};
ANSWER(overview_offer, overview_offer_fields, .about = "a step that a breach's rounds speak for, not taken yet");

static const struct field share_of_programme_fields[] = {
	SHOWN_NULL(programme, ID),
	SHOWN(breaches, INTEGER),
};
ANSWER(share_of_programme, share_of_programme_fields);

static const struct field share_of_requirement_fields[] = {
	SHOWN(requirement, ID),
	SHOWN(breaches, INTEGER),
};
ANSWER(share_of_requirement, share_of_requirement_fields);

static const struct field share_of_severity_fields[] = {
	SHOWN_NULL(severity, TERM, .terms = &severities),
	SHOWN(breaches, INTEGER),
};
ANSWER(share_of_severity, share_of_severity_fields);

static const struct field overview_breaches_fields[] = {
	SHOWN(count, INTEGER),
	SHOWN(programmes, OBJECTS, .max = 10000, .of = &share_of_programme_message),
	SHOWN(requirements, OBJECTS, .max = 10000, .of = &share_of_requirement_message),
	SHOWN(severities, OBJECTS, .max = 10, .of = &share_of_severity_message),
};
ANSWER(overview_breaches, overview_breaches_fields);

static const struct field load_fields[] = {
	SHOWN(account, ID),
	SHOWN(name, TEXT, .max = NAME_MAX_POINTS),
	SHOWN(leads, INTEGER, .about = "open cases led"),
	SHOWN(member_of, INTEGER, .about = "open cases on whose team"),
	SHOWN(open_breaches, INTEGER, .about = "in the cases led"),
	SHOWN(overdue, INTEGER, .about = "deadlines overdue in the cases led"),
};
ANSWER(load, load_fields);

static const struct field overview_fields[] = {
	SHOWN(as_of, DATE),
	SHOWN(overdue, OBJECTS, .max = 10000, .of = &overview_deadline_message),
	SHOWN(due_soon, OBJECTS, .max = 10000, .of = &overview_deadline_message, .about = "within 30 days"),
	SHOWN(offers, OBJECTS, .max = 10000, .of = &overview_offer_message, .about = "a later round that fails, or a set that has lasted"),
	SHOWN(open_breaches, OBJECT, .of = &overview_breaches_message),
	SHOWN(load, OBJECTS, .max = 10000, .of = &load_message),
};
ANSWER(overview, overview_fields);

static const struct field holiday_entry_fields[] = {
	SHOWN(date, DATE),
	SHOWN(name, TEXT, .max = NAME_MAX_POINTS, .about = "in the caller's language"),
};
ANSWER(holiday_entry, holiday_entry_fields);

static const struct field calendar_year_fields[] = {
	SHOWN(year, INTEGER),
	SHOWN(holidays, OBJECTS, .max = 20, .of = &holiday_entry_message),
	SHOWN(closing_days, OBJECTS, .max = ITEMS_MAX, .of = &closing_day_message, .about = "the authority's own"),
};
ANSWER(calendar_year, calendar_year_fields);

static const struct field calendar_step_fields[] = {
	SHOWN(date, DATE, .about = "the first day told of"),
	SHOWN(to, DATE, .about = "the last; a count that goes back tells its later days first"),
	SHOWN(days, INTEGER),
	SHOWN(what, TERM, .terms = &calendar_whats),
	SHOWN(why, TERM, .terms = &calendar_whys),
	SHOWN(counted, INTEGER, .about = "days so far"),
	SHOWN_NULL(name, TEXT, .max = NAME_MAX_POINTS, .about = "of a holiday or closing day"),
};
ANSWER(calendar_step, calendar_step_fields);

static const struct field calendar_add_fields[] = {
	SHOWN(from, DATE),
	SHOWN(days, INTEGER),
	SHOWN(due, DATE),
	SHOWN(explain, OBJECTS, .max = 10000, .of = &calendar_step_message),
	SHOWN(effective_due, DATE),
};
ANSWER(calendar_add, calendar_add_fields);
