/*
 * message_import - historic audits and enterprises as others publish them.  What is a word of ours
 * there (method, kind) is a text here: the import tells what it makes of it, and keeps it.
 */
#include "proto/table.h"

#define KNOWN (USE_CREATE | USE_SHOWN | USE_SUMMARY | USE_NULL)         /* shown: source is written from it */

static const struct field import_breach_fields[] = {
	FIELD(import_breach, title_paraphrase, TEXT, KNOWN | WORDS, A_TITLE),
	FIELD(import_breach, legal_basis, TEXTS, KNOWN, .max = ITEMS_MAX),
	FIELD(import_breach, kind, TEXT, KNOWN, A_CODE, .about = "lovbrudd, avvik or merknad"),
};
MESSAGE(import_breach, import_breach, import_breach_fields);

static const struct field import_fact_fields[] = {
	FIELD(import_fact, what, TEXT, KNOWN | WORDS, A_REASON),
	FIELD(import_fact, n_reviewed, INTEGER, KNOWN, .min = 0, .max = COUNT_MAX),
	FIELD(import_fact, n_compliant, INTEGER, KNOWN, .min = 0, .max = COUNT_MAX),
};
MESSAGE(import_fact, import_fact, import_fact_fields);

#define RECORD(authority_name) \
	FIELD(import_record, source_url, TEXT, KNOWN, .min = 1, .max = 2000), \
	NAMED(import_record, authority, authority_name, TEXT, KNOWN | WORDS, A_NAME), \
	FIELD(import_record, enterprise, TEXT, (KNOWN & ~USE_NULL) | NEEDED | WORDS, A_NAME), \
	FIELD(import_record, enterprise_kind, TEXT, KNOWN, A_CODE), \
	FIELD(import_record, municipality_no, TEXT, KNOWN, .min = 4, .max = 4, .check = check_municipality_number), \
	FIELD(import_record, theme, TEXT, KNOWN | WORDS, A_TITLE), \
	FIELD(import_record, programme, TEXT, KNOWN | WORDS, .min = 1, .max = 500), \
	FIELD(import_record, method, TEXT, KNOWN | WORDS, A_TITLE), \
	FIELD(import_record, notice_date, DATE, KNOWN), \
	FIELD(import_record, visit_from, DATE, KNOWN), \
	FIELD(import_record, visit_to, DATE, KNOWN), \
	FIELD(import_record, preliminary_report_date, DATE, KNOWN), \
	FIELD(import_record, final_report_date, DATE, KNOWN), \
	FIELD(import_record, response_deadline, DATE, KNOWN), \
	FIELD(import_record, closed_date, DATE, KNOWN), \
	FIELD(import_record, status_text_kind, TEXT, KNOWN, A_CODE), \
	FIELD(import_record, breaches, OBJECTS, KNOWN, .max = ITEMS_MAX, .of = &import_breach_message), \
	FIELD(import_record, measure_point_facts, OBJECTS, KNOWN, .max = ITEMS_MAX, .of = &import_fact_message), \
	FIELD(import_record, comment_deadline, DATE, KNOWN), \
	FIELD(import_record, enterprise_reply_date, DATE, KNOWN), \
	FIELD(import_record, closing_meeting_date, DATE, KNOWN), \
	FIELD(import_record, period_from, DATE, KNOWN), \
	FIELD(import_record, period_to, DATE, KNOWN), \
	FIELD(import_record, breach_conclusion, TEXT, KNOWN, A_CODE), \
	FIELD(import_record, breach_count_stated, INTEGER, KNOWN, .min = 0, .max = COUNT_MAX), \
	FIELD(import_record, order_issued, TERNARY, KNOWN), \
	FIELD(import_record, language, TEXT, KNOWN, A_CODE), \
	FIELD(import_record, deadline_history, TEXTS, KNOWN | WORDS, .max = ITEMS_MAX), \
	FIELD(import_record, note, TEXT, KNOWN | WORDS, A_TEXT)

static const struct field import_record_fields[] = { RECORD("authority") };
MESSAGE(import_record, import_record, import_record_fields, .about = "a historic audit; null where unknown");

static const struct field source_fields[] = { RECORD("source_authority") };
MESSAGE(source, import_record, source_fields, .about = "an imported record as it came");

static const struct field import_form_fields[] = {
	NAMED(import_form, code, "kode", TEXT, ASKED | NEEDED, A_CODE, .about = "KOMM, FYLK, AS …"),
	NAMED(import_form, name, "beskrivelse", TEXT, ASKED | NULLED, A_TITLE),
};
MESSAGE(import_form, import_form, import_form_fields);

static const struct field import_address_fields[] = {
	NAMED(import_address, lines, "adresse", TEXTS, ASKED | NULLED | WORDS, .max = 10),
	NAMED(import_address, postcode, "postnummer", TEXT, ASKED | NULLED, .max = 10),
	NAMED(import_address, place, "poststed", TEXT, ASKED | NULLED | WORDS, .max = 100),
	NAMED(import_address, municipality_number, "kommunenummer", TEXT, ASKED | NULLED, .min = 4, .max = 4,
		.check = check_municipality_number),
	NAMED(import_address, municipality, "kommune", TEXT, ASKED | NULLED, .max = 100),
	NAMED(import_address, country, "land", TEXT, ASKED | NULLED, .max = 100),
	NAMED(import_address, country_code, "landkode", TEXT, ASKED | NULLED, .max = 10),
};
MESSAGE(import_address, import_address, import_address_fields);

static const struct field import_enterprise_fields[] = {
	NAMED(import_enterprise, org_number, "organisasjonsnummer", TEXT, ASKED | NULLED, .min = 9, .max = 9,
		.check = check_org_number),
	NAMED(import_enterprise, name, "navn", TEXT, ASKED | NEEDED | WORDS, A_NAME),
	NAMED(import_enterprise, form, "organisasjonsform", OBJECT, ASKED | NULLED, .of = &import_form_message,
		.given = offsetof(struct import_enterprise, form_given)),
	NAMED(import_enterprise, address, "forretningsadresse", OBJECT, ASKED | NULLED, .of = &import_address_message,
		.given = offsetof(struct import_enterprise, address_given)),
	NAMED(import_enterprise, language, "maalform", TEXT, ASKED | NULLED, .max = 20,
		.about = "bokmål, nynorsk or nøytral"),
	NAMED(import_enterprise, email, "epostadresse", TEXT, ASKED | NULLED, .min = 3, .max = 254, .check = check_email),
	NAMED(import_enterprise, parent_org_number, "overordnetEnhet", TEXT, ASKED | NULLED, .min = 9, .max = 9,
		.check = check_org_number),
	NAMED(import_enterprise, municipality_number, "kommunenr", TEXT, ASKED | NULLED, .min = 4, .max = 4,
		.check = check_municipality_number, .about = "of the municipality list"),
	NAMED(import_enterprise, county_number, "fylkesnr", TEXT, ASKED | NULLED, .max = 4),
	NAMED(import_enterprise, county_language, "fylkesmaalform", TEXT, ASKED | NULLED, .max = 20,
		.about = "the majority form of the county"),
};
MESSAGE(import_enterprise, import_enterprise, import_enterprise_fields,
	.about = "an enterprise as the national register or the municipality list tells it");
