/* import_enterprise - one enterprise of the national register or the municipality list. */
#include <string.h>

#include "base/text.h"
#include "op/import.h"
#include "op/operations.h"
#include "proto/messages.h"

struct taking {
	struct enterprise enterprise;
	int head, twin;
};

/* The municipality list has its own; the register's is that of the address. */
static const char *municipality_of(const struct import_enterprise *record)
{
	if (record->municipality_number != NULL)
		return record->municipality_number;
	return record->address_given != 0 ? record->address.municipality_number : NULL;
}

static const char *enterprise_key(struct request *whole, const void *of)
{
	const struct import_enterprise *record = of;
	const char *municipality = municipality_of(record);

	if (record->org_number != NULL)
		return record->org_number;
	return arena_format(&whole->arena, "%s %s", municipality == NULL ? "-" : municipality,
		text_name_key(&whole->arena, record->name));
}

/* By the register's codes of legal form; a line of the municipality list has none. */
static enum enterprise_kind kind_of(const struct import_enterprise *record)
{
	static const struct { const char *code; enum enterprise_kind kind; } forms[] = {
		{ "KOMM", ENTERPRISE_MUNICIPALITY }, { "KF", ENTERPRISE_MUNICIPALITY },
		{ "FYLK", ENTERPRISE_COUNTY },
		{ "FKF", ENTERPRISE_COUNTY }, { "STAT", ENTERPRISE_STATE }, { "SF", ENTERPRISE_STATE },
		{ "AS", ENTERPRISE_PRIVATE }, { "ASA", ENTERPRISE_PRIVATE }, { "ENK", ENTERPRISE_PRIVATE },
		{ "ANS", ENTERPRISE_PRIVATE }, { "DA", ENTERPRISE_PRIVATE }, { "SA", ENTERPRISE_PRIVATE },
		{ "NUF", ENTERPRISE_PRIVATE }, { "STI", ENTERPRISE_PRIVATE }, { "FLI", ENTERPRISE_PRIVATE },
	};
	size_t length = strlen(record->name);

	if (record->form_given == 0)
		return record->municipality_number != NULL ? ENTERPRISE_MUNICIPALITY : ENTERPRISE_OTHER;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (strcmp(record->form.code, forms[i].code) == 0)
			return forms[i].kind;
	/* health trusts are by statute: their form is "SÆR", their name says what they are */
	return length > 3 && strcmp(record->name + length - 3, " HF") == 0 ? ENTERPRISE_HEALTH_TRUST
		: ENTERPRISE_OTHER;
}

static int language_of_record(const struct import_enterprise *record, struct item *item)
{
	static const struct { const char *word; enum language_form form; } words[] = {
		{ "bokm", FORM_NB }, { "Bokm", FORM_NB }, { "BOKM", FORM_NB }, { "nb", FORM_NB },
		{ "nynorsk", FORM_NN }, { "Nynorsk", FORM_NN }, { "NYNORSK", FORM_NN }, { "nn", FORM_NN },
		{ "nøytral", FORM_NEUTRAL }, { "Nøytral", FORM_NEUTRAL }, { "neutral", FORM_NEUTRAL },
	};

	if (record->language == NULL || record->language[0] == '\0')
		return TERM_NONE;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(record->language, words[i].word, strlen(words[i].word)) == 0)
			return words[i].form;
	item->warnings |= UINT64_C(1) << WARNING_language_unknown;
	return TERM_NONE;
}

static const char *address_of(struct request *request, const struct import_enterprise *record)
{
	const struct import_address *address = &record->address;
	const char *text = "";
	size_t most = (size_t)message_field(&enterprise_message, "address")->max;

	if (record->address_given == 0)
		return NULL;
	for (int i = 0; i < address->lines.count; i++)
		text = arena_format(&request->arena, "%s%s%s", text, i > 0 ? ", " : "", address->lines.item[i]);
	if (address->postcode != NULL && address->place != NULL)
		text = arena_format(&request->arena, "%s%s%s %s", text, text[0] == '\0' ? "" : ", ",
			address->postcode, address->place);
	return text[0] == '\0' || text_length(text) > most ? NULL : text;
}

static void take(struct request *request, struct enterprise *enterprise)
{
	struct item *item = request->more;
	const struct import_enterprise *record = item->record;

	message_clear(&enterprise_message, enterprise);
	item->warnings = item->guards = 0;
	id_make(request->now, enterprise->id);
	enterprise->version = 1;
	enterprise->name = record->name;
	enterprise->name_key = text_name_key(&request->arena, record->name);
	enterprise->org_number = record->org_number;
	enterprise->kind = kind_of(record);
	enterprise->municipality_number = municipality_of(record);
	enterprise->language = language_of_record(record, item);
	enterprise->email = record->email;
	enterprise->address = address_of(request, record);
	enterprise->parent_org_number = record->parent_org_number;
}

/* The head of the authority's log is held first: two imports never make the same enterprise. */
static void enterprise_load(struct request *request)
{
	const struct import_enterprise *record = ((const struct item *)request->more)->record;
	struct taking *taking = arena_take(&request->arena, sizeof *taking);

	request->own = taking;
	taking->head = -1;
	if (request->op->is & OP_WRITE)
		taking->head = batch_put(request->batch, SQL_log_head_lock, NULL, NULL, NULL);
	taking->twin = import_enterprise_ask(request, record->org_number, municipality_of(record),
		record->name);
}

static int enterprise_decide(struct request *request)
{
	struct taking *taking = request->own;
	struct item *item = request->more;

	item->known = batch_rows(request->batch, taking->twin) > 0;
	if (!item->known)
		take(request, &taking->enterprise);
	return 0;
}

static void enterprise_write(struct request *request)
{
	const struct taking *taking = request->own;
	const struct made made = { "enterprise", taking->enterprise.id, taking->enterprise.name };

	if (((const struct item *)request->more)->known)
		return;
	batch_put(request->batch, SQL_enterprise_put, &enterprise_message, &taking->enterprise, NULL);
	import_tell(request, &made, 1, 0, batch_text(request->batch, taking->head, 0, "log_hash"));
}

static const struct operation op_import_enterprise = { .name = "import_enterprise",
	.method = HTTP_POST, .is = OP_WRITE, .may = MAY_IMPORT, .status = 200, .load = enterprise_load,
	.decide = enterprise_decide, .write = enterprise_write };
static const struct operation op_import_enterprise_dry = { .name = "import_enterprise_dry",
	.method = HTTP_POST,
	.may = MAY_IMPORT, .status = 200, .load = enterprise_load, .reply = enterprise_decide };

static const struct importing enterprises = { .link = &op_import_enterprise,
	.dry = &op_import_enterprise_dry, .key = enterprise_key };

const struct operation op_import_enterprises = { .name = "import_enterprises", .method = HTTP_POST,
	.path = "/v1/import/enterprises",
	.about = "Take in enterprises of the national register or the municipality list",
	.is = OP_WRITE | OP_KEYED | OP_ARRAY | OP_NO_STORE, .may = MAY_IMPORT, .status = 200,
	.query = &import_query_message, .body = &import_enterprise_message, .use = USE_CREATE,
	.of = &enterprises,
	.answer = &import_answer_message, .start = import_start, .reply = import_reply };
