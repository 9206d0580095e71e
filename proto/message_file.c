/* message_file - a case as one file to hand on. */
#include "proto/table.h"

static const struct field case_file_fields[] = {
	FIELD(case_file, id, ID, KEPT),
	FIELD(case_file, audit, ID, KEPT),
	FIELD(case_file, audit_version, INTEGER, HIDDEN),
	FIELD(case_file, wanted_by, ID, KEPT, .about = "who asked for it"),
	FIELD(case_file, wanted_at, INSTANT, KEPT),
	FIELD(case_file, language, TERM, KEPT, .terms = &languages, .about = "of what is made to be read in it"),
	FIELD(case_file, made_at, INSTANT, KEPT | NULLED, .about = "null: not yet"),
	FIELD(case_file, size, INTEGER, KEPT | NULLED),
	FIELD(case_file, sha256, TEXT, KEPT | NULLED, .max = 64),
	FIELD(case_file, reason, TEXT, KEPT | NULLED, .max = REASON_MAX, .about = "why it could not be made"),
	FIELD(case_file, left_out, IDS, KEPT, .max = 20000,
		.about = "attachments that are too much for one file, to be fetched by themselves"),
};
MESSAGE(case_file, case_file, case_file_fields,
	.about = "a ZIP of a case: contents, letters, attachments, the case and its log as JSON, the log to read");
