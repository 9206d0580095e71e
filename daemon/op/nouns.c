/* nouns - the nouns that make up a case, in one table. */
#include "op/nouns.h"

#include "op/casework.h"
#include "proto/messages.h"

const struct noun_row nouns[NOUNS] = {
#define ROW(noun, load, put, array, count, spare) \
	{ #noun, &noun##_message, load, put, offsetof(struct casework, array), offsetof(struct casework, count), spare }
	[NOUN_AUDIT]           = { "audit", &audit_message, SQL_audit_load, SQL_audit_put, 0, 0, 0 },
	[NOUN_BREACH]          = ROW(breach, SQL_breach_load, SQL_breach_put, facts.breaches, facts.breach_count, 4),
	[NOUN_DEMAND]          = ROW(demand, SQL_demand_load, SQL_demand_put, facts.demands, facts.demand_count, 4),
	[NOUN_INTERIM_MEASURE] = ROW(interim_measure, SQL_interim_measure_load, SQL_interim_measure_put,
		facts.interim_measures, facts.interim_measure_count, 4),
	[NOUN_EVIDENCE]        = ROW(evidence, SQL_evidence_load, SQL_evidence_add, facts.evidence, facts.evidence_count, 4),
	[NOUN_OBSERVATION]     = ROW(observation, SQL_observation_load, SQL_observation_add,
		facts.observations, facts.observation_count, 4),
	[NOUN_RE_REVIEW]       = ROW(re_review, SQL_re_review_load, SQL_re_review_add, re_reviews, re_review_count, 4),
	[NOUN_ASSESSMENT]      = ROW(assessment, SQL_assessment_load, SQL_assessment_add,
		facts.assessments, facts.assessment_count, 4),
	[NOUN_LETTER]          = ROW(letter, SQL_letter_load, SQL_letter_put, facts.letters, facts.letter_count, 4),
	[NOUN_ORDER]           = ROW(order, SQL_order_load, SQL_order_put, facts.orders, facts.order_count, 4),
	[NOUN_DEADLINE]        = ROW(deadline, SQL_deadline_load, SQL_deadline_put, facts.deadlines, facts.deadline_count, 256),
	[NOUN_REMARK]          = ROW(remark, SQL_remark_load, SQL_remark_add, facts.remarks, facts.remark_count, 4),
	[NOUN_CONTACT]         = ROW(contact, SQL_contact_load, SQL_contact_add, facts.contacts, facts.contact_count, 4),
	[NOUN_INCOMING]        = ROW(incoming, SQL_incoming_load, SQL_incoming_add, incoming, incoming_count, 4),
	[NOUN_REMINDER]        = ROW(reminder, SQL_reminder_load, SQL_reminder_put, reminders, reminder_count, 0),
	[NOUN_ANSWER_SET]      = ROW(answer_set, SQL_answer_set_load, SQL_answer_set_add, facts.answer_sets,
		facts.answer_set_count, 4),
	[NOUN_SELECTION]       = ROW(selection, SQL_selection_load, SQL_selection_add, selections, selection_count, 4),
#undef ROW
};

const char *noun_id(enum noun noun, const void *object)
{
	return (const char *)object + message_field(nouns[noun].message, "id")->offset;
}

int64_t *noun_version(enum noun noun, void *object)
{
	const struct field *version = message_field(nouns[noun].message, "version");

	return version == NULL ? NULL : (int64_t *)(void *)((char *)object + version->offset);
}

void **noun_array(struct casework *work, enum noun noun)
{
	return (void **)(void *)((char *)work + nouns[noun].array);
}

int *noun_count(struct casework *work, enum noun noun)
{
	return (int *)(void *)((char *)work + nouns[noun].count);
}
