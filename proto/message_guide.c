/* message_guide - guides handed in, and two of them beside each other. */
#include "proto/table.h"

static const struct field guide_taken_fields[] = {
	SHOWN_NULL(programme, ID, .about = "none after a trial"),
	SHOWN(known, BOOLEAN, .about = "it was there, the same in every word"),
	SHOWN(requirements_made, INTEGER),
	SHOWN(measure_points_made, INTEGER),
};
ANSWER(guide_taken, guide_taken_fields, .about = "what became of a guide that was handed in");

static const struct field edition_name_fields[] = {
	FIELD(programme, id, ID, KEPT),
	FIELD(programme, code, TEXT, KEPT, A_CODE),
	NAMED(programme, edition, "version", INTEGER, KEPT),
};
MESSAGE(edition_name, programme, edition_name_fields);

static const struct field difference_fields[] = {
	SHOWN(member, TEXT),
	SHOWN_NULL(from, TEXT, .about = "as JSON where it is no text"),
	SHOWN_NULL(to, TEXT),
};
ANSWER(difference, difference_fields);

static const struct field changed_part_fields[] = {
	SHOWN(from, ID),
	SHOWN(to, ID),
	SHOWN(code, TEXT),
	SHOWN(members, OBJECTS, .max = MESSAGE_FIELDS, .of = &difference_message),
};
ANSWER(changed_part, changed_part_fields, .about = "another row under the same code");

static const struct field compared_requirements_fields[] = {
	SHOWN(added, OBJECTS, .max = ITEMS_MAX, .of = &requirement_message),
	SHOWN(removed, OBJECTS, .max = ITEMS_MAX, .of = &requirement_message),
	SHOWN(changed, OBJECTS, .max = ITEMS_MAX, .of = &changed_part_message),
};
ANSWER(compared_requirements, compared_requirements_fields);

static const struct field compared_measure_points_fields[] = {
	SHOWN(added, OBJECTS, .max = ITEMS_MAX, .of = &measure_point_message),
	SHOWN(removed, OBJECTS, .max = ITEMS_MAX, .of = &measure_point_message),
	SHOWN(changed, OBJECTS, .max = ITEMS_MAX, .of = &changed_part_message),
};
ANSWER(compared_measure_points, compared_measure_points_fields);

static const struct field comparison_fields[] = {
	SHOWN(from, OBJECT, .of = &edition_name_message),
	SHOWN(to, OBJECT, .of = &edition_name_message),
	SHOWN(members, OBJECTS, .max = MESSAGE_FIELDS, .of = &difference_message),
	SHOWN(requirements, OBJECT, .of = &compared_requirements_message),
	SHOWN(measure_points, OBJECT, .of = &compared_measure_points_message),
};
ANSWER(comparison, comparison_fields, .about = "two editions of a guide, or two guides, beside each other");
