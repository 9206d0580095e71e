/* import_audit - one historic record: its enterprise and laws found or made, its case stored. */
#include <stdio.h>
#include <string.h>

#include "auth/digest.h"
#include "base/text.h"
#include "core/history.h"
#include "op/import_case.h"
#include "op/operations.h"
#include "op/policy.h"
#include "proto/canonical.h"
#include "proto/messages.h"

/* One record on its way in. */
struct taking {
	struct casework *work;
	struct legal legal;
	bool enterprise_made;
	int head, known, enterprise, requirement, number, policy;       /* places in the batch */
};

/* The record's address tells it apart; without one all that it says. */
static const char *audit_key(struct request *whole, const void *of)
{
	const struct import_record *record = of;
	const char *text = record->source_url;
	char hex[DIGEST_HEX];

	if (text == NULL) {
		struct buffer all;

		buffer_init(&all);
		message_encode(&source_message, USE_SHOWN, record, &all);
		text = json_canonical(all.data, &whole->arena);
		buffer_release(&all);
	}
	digest_hex(text, strlen(text), hex);
	return arena_text(&whole->arena, hex);
}

static int audit_judge(struct request *whole, const void *of, const char **ret_pointer)
{
	const struct import_record *record = of;
	const struct import_breach *found = record->breaches.item;
	struct legal legal;
	int named = 0;

	for (int i = 0; i < record->breaches.count; i++)
		named += 1 + found[i].legal_basis.count;
	if (named > LEGAL_MOST)
		legal_read(record, &whole->arena, &legal);
	if (named > LEGAL_MOST && legal.count > LEGAL_MOST) {
		*ret_pointer = "/breaches";
		return REFUSAL_too_many_items;
	}
	return history_impossible(record, ret_pointer);
}

static const struct import_record *record_of(const struct request *request)
{
	return ((const struct item *)request->more)->record;
}

static const char *year_of(struct request *request)
{
	int32_t earliest = history_earliest(record_of(request));
	int year, month, date;

	day_split(earliest == DAY_NONE ? request->today : earliest, &year, &month, &date);
	return arena_format(&request->arena, "%d", year);
}

/* The head of the authority's log is held first: two imports never make the same enterprise. */
static void audit_load(struct request *request)
{
	const struct item *item = request->more;
	const struct import_record *record = record_of(request);
	struct taking *taking = arena_take(&request->arena, sizeof *taking);
	const char *keys = arena_format(&request->arena, "{%s}", item->key);

	request->own = taking;
	legal_read(record, &request->arena, &taking->legal);
	taking->head = batch_put(request->batch, SQL_log_head_lock, NULL, NULL, NULL);
	taking->known = batch_put(request->batch, SQL_import_known, NULL, NULL,
		(const struct with[]){ { "source_keys", keys }, { NULL, NULL } });
	taking->enterprise = import_enterprise_ask(request, NULL, record->municipality_no,
		record->enterprise);
	taking->requirement = legal_ask(&taking->legal, history_established_on(record, request->today),
		request);
	taking->policy = policy_ask(request, NULL);
	taking->number = batch_put(request->batch, SQL_import_number, NULL, NULL, (const struct with[]){
		{ "year", year_of(request) }, { "source_key", item->key }, { NULL, NULL } });
}

static void make_enterprise(struct request *request, struct enterprise *enterprise)
{
	const struct import_record *record = record_of(request);

	id_make(request->now, enterprise->id);
	enterprise->version = 1;
	enterprise->name = record->enterprise;
	enterprise->name_key = text_name_key(&request->arena, record->enterprise);
	enterprise->kind = history_enterprise_kind(record->enterprise_kind, record->enterprise);
	enterprise->municipality_number = record->municipality_no;
	enterprise->language = record->language == NULL ? TERM_NONE
		: term_find(&language_forms, record->language);
}

/* place -1: nothing was looked for, and all that the record needs is new. */
static void take(struct request *request, struct taking *taking)
{
	struct enterprise *enterprise;

	taking->work = casework_new(request, policy_take(request, taking->policy));
	request->own = taking;
	enterprise = &taking->work->enterprise;
	taking->enterprise_made = taking->enterprise < 0
		|| batch_rows(request->batch, taking->enterprise) == 0;
	if (taking->enterprise_made) {
		make_enterprise(request, enterprise);
	} else {
		memcpy(enterprise->id, batch_text(request->batch, taking->enterprise, 0, "id"), ID_SIZE);
		enterprise->name = arena_text(&request->arena,
			batch_text(request->batch, taking->enterprise, 0, "name"));
	}
	legal_settle(&taking->legal, taking->requirement, request);
	import_case(taking->work, &taking->legal, record_of(request), request->more);
}

static int audit_decide(struct request *request)
{
	struct taking *taking = request->own;
	struct item *item = request->more;

	if (batch_rows(request->batch, taking->known) > 0) {
		item->known = true;
		return 0;
	}
	take(request, taking);
	taking->work->audit.case_number = arena_text(&request->arena,
		batch_text(request->batch, taking->number, 0, "case_number"));
	return 0;
}

static void audit_write(struct request *request)
{
	struct taking *taking = request->own;
	const struct legal *legal = &taking->legal;
	struct made made[LEGAL_MOST + 2];
	int count = 0;

	if (((const struct item *)request->more)->known)
		return;
	if (taking->enterprise_made) {
		const struct enterprise *enterprise = &taking->work->enterprise;

		batch_put(request->batch, SQL_enterprise_put, &enterprise_message, enterprise, NULL);
		made[count++] = (struct made){ "enterprise", enterprise->id, enterprise->name };
	}
	for (int i = 0; i < legal->count; i++)
		if (legal->made[i]) {
			batch_put(request->batch, SQL_requirement_put, &requirement_message, &legal->item[i], NULL);
			made[count++] = (struct made){ "requirement", legal->item[i].id, legal->item[i].code };
		}
	casework_write(taking->work);
	import_tell(request, made, count, taking->work->told_count,
		batch_text(request->batch, taking->head, 0, "log_hash"));
}

static const struct operation op_import_audit = { .name = "import_audit", .method = HTTP_POST,
	.is = OP_WRITE, .may = MAY_IMPORT, .status = 200, .load = audit_load, .decide = audit_decide,
	.write = audit_write };

/* A rehearsal reads nothing but who asks: what came before was found by the opening. */
static int rehearse(struct request *request)
{
	struct taking *taking = arena_take(&request->arena, sizeof *taking);

	taking->enterprise = taking->requirement = taking->policy = -1;
	legal_read(record_of(request), &request->arena, &taking->legal);
	take(request, taking);
	return 0;
}

static const struct operation op_import_audit_dry = { .name = "import_audit_dry",
	.method = HTTP_POST, .may = MAY_IMPORT, .status = 200, .reply = rehearse };

static const struct importing audits = { .link = &op_import_audit, .dry = &op_import_audit_dry,
	.key = audit_key, .judge = audit_judge, .known = SQL_import_known, .asks_known = true };

const struct operation op_import_audits = { .name = "import_audits", .method = HTTP_POST,
	.path = "/v1/import/audits",
	.about = "Take in historic audits", .is = OP_WRITE | OP_KEYED | OP_ARRAY | OP_NO_STORE,
	.may = MAY_IMPORT,
	.status = 200, .query = &import_query_message, .body = &import_record_message, .use = USE_CREATE,
	.of = &audits, .answer = &import_answer_message, .start = import_start, .reply = import_reply };
