/* message_template - the wording of letters: its versions, what they may name, and how a letter's text changed. */
#include "proto/table.h"

#define SUBJECT_MAX 500
#define WORDING_MAX 60000

static const struct field template_text_fields[] = {
	FIELD(template_text, language, TERM, EDIT | NEEDED, .terms = &languages),
	FIELD(template_text, subject, TEXT, EDIT | NEEDED, .min = 1, .max = SUBJECT_MAX),
	FIELD(template_text, body, TEXT, EDIT | NEEDED, .min = 1, .max = WORDING_MAX),
};
MESSAGE(template_text, template_text, template_text_fields, .about = "a letter's wording in one language");

static const struct field letter_template_fields[] = {
	FIELD(letter_template, id, ID, KEPT),
	NAMED(letter_template, version, "row_version", INTEGER, KEPT),
	NAMED(letter_template, edition, "version", INTEGER, KEPT, .about = "of the kind's wording: 1, 2, …"),
	FIELD(letter_template, kind, TERM, MADE | NEEDED, .terms = &letter_kinds),
	FIELD(letter_template, state, TERM, KEPT, .terms = &template_states),
	FIELD(letter_template, texts, OBJECTS, MADE | NEEDED, .min = 1, .max = LANGUAGES, .of = &template_text_message,
		.about = "nb and nn, and en where private enterprises are written to"),
	FIELD(letter_template, note, TEXT, MADE | NULLED | WORDS, A_REASON, .about = "what is new in it"),
	FIELD(letter_template, author, ID, KEPT),
	FIELD(letter_template, created_at, INSTANT, KEPT),
	FIELD(letter_template, approved_by, ID, KEPT | NULLED),
	FIELD(letter_template, approved_at, INSTANT, KEPT | NULLED),
	FIELD(letter_template, withdrawn_reason, TEXT, KEPT | NULLED, A_REASON),
};
MESSAGE(letter_template, letter_template, letter_template_fields,
	.about = "a version of a letter kind's wording; the newest that is approved is used");

static void template_action_check(const void *object, struct mistakes *mistakes)
{
	const struct template_action *action = object;

	if (action->event == TEMPLATE_WITHDRAW && action->reason == NULL)
		mistakes_add(mistakes, "/reason", REFUSAL_missing, NULL);
	if (action->event == TEMPLATE_APPROVE && action->reason != NULL)
		mistakes_add(mistakes, "/reason", REFUSAL_parameter_not_of_event, NULL);
}

static const struct field template_action_fields[] = {
	FIELD(template_action, event, TERM, ASKED | USE_SHOWN | NEEDED, .terms = &template_events),
	FIELD(template_action, reason, TEXT, ASKED | USE_SHOWN | NULLED | WORDS, A_REASON, .about = "of a withdrawal"),
};
MESSAGE(template_action, template_action, template_action_fields, .check = template_action_check);

static const struct field template_name_fields[] = {
	SHOWN(name, TEXT, .max = CODE_MAX, .about = "as a template writes it; within a section, of its object"),
	SHOWN(type, TEXT, .max = CODE_MAX, .about = "text, optional, truth, object, maybe or list"),
	SHOWN_NULL(of, TEXT, .max = CODE_MAX, .about = "the object whose names are known in its section"),
};
ANSWER(template_name, template_name_fields, .about = "what a template may name");

static const struct field template_object_fields[] = {
	SHOWN(object, TEXT, .max = CODE_MAX, .about = "letter is the outermost"),
	SHOWN(names, OBJECTS, .max = 200, .of = &template_name_message),
};
ANSWER(template_object, template_object_fields);

static const struct field built_in_template_fields[] = {
	SHOWN(kind, TERM, .terms = &letter_kinds),
	SHOWN(version, INTEGER, .about = "0"),
	SHOWN(texts, OBJECTS, .max = LANGUAGES, .of = &template_text_message),
	SHOWN(parts, TEXTS, .max = 100, .about = "texts that {{> part}} may name"),
	SHOWN(objects, OBJECTS, .max = 100, .of = &template_object_message),
};
ANSWER(built_in_template, built_in_template_fields,
	.about = "the wording that tilsyn comes with, and what any wording of the kind may name");

static const struct field checked_template_fields[] = {
	SHOWN(kind, TERM, .terms = &letter_kinds),
	SHOWN(texts, INTEGER, .about = "that nothing is wrong with"),
};
ANSWER(checked_template, checked_template_fields);

static const struct field letter_version_fields[] = {
	FIELD(letter_version, number, INTEGER, KEPT),
	FIELD(letter_version, subject, TEXT, KEPT | NULLED, .max = SUBJECT_MAX),
	FIELD(letter_version, body, TEXT, HIDDEN | NULLED, .max = 1000000),
	FIELD(letter_version, edited_by, ID, KEPT | NULLED),
	FIELD(letter_version, edited_at, INSTANT, KEPT | NULLED),
	FIELD(letter_version, template_version, INTEGER, KEPT),
};
MESSAGE(letter_version, letter_version, letter_version_fields, .about = "a letter's text as it once stood");

static const struct field diff_part_fields[] = {
	SHOWN(change, TEXT, .max = CODE_MAX, .about = "same, removed or added"),
	SHOWN(text, TEXT, .max = 1000000),
};
ANSWER(diff_part, diff_part_fields);

static const struct field letter_diff_fields[] = {
	SHOWN_NULL(from, INTEGER, .about = "the version compared with; null: there is only one"),
	SHOWN(to, INTEGER),
	SHOWN(versions, OBJECTS, .max = 10000, .of = &letter_version_message, .about = "all there are"),
	SHOWN(parts, OBJECTS, .max = 100000, .of = &diff_part_message,
		.about = "in order: those that are same or added are the newer text, same or removed the older"),
};
ANSWER(letter_diff, letter_diff_fields, .about = "what changed in a letter from one version to another");

static const struct field diff_query_fields[] = {
	FIELD(diff_query, from, INTEGER, ASKED, .min = 1, .max = COUNT_MAX, .about = "left out: the one before"),
	FIELD(diff_query, to, INTEGER, ASKED, .min = 1, .max = COUNT_MAX, .about = "left out: the newest"),
};
MESSAGE(diff_query, diff_query, diff_query_fields);
