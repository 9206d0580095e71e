/* verify - the log's hashes are computed here and not by the database that holds them. */
#include "verify.h"

#include <stdio.h>
#include <string.h>

#include "auth/digest.h"
#include "base/id.h"
#include "base/log.h"
#include "store/once.h"

struct chain { char audit[ID_SIZE]; char hash[DIGEST_HEX]; };

struct verify {
	struct once *once;
	const char *authority, *code;
	long events;
	int wrong;
};

/* One event against its own chain: its text hashed after the hash before it. */
static const char *event_fault(const struct once *once, int row, const struct chain *chain)
{
	const char *previous = once_text(once, row, "previous_hash"), *text = once_text(once, row, "text");
	struct buffer chained;
	char made[DIGEST_HEX];

	buffer_init(&chained);
	buffer_format(&chained, "%s\n%s", previous == NULL ? "" : previous, text);
	digest_hex(chained.data, chained.length, made);
	buffer_release(&chained);
	if (strcmp(made, once_text(once, row, "hash")) != 0)
		return "has another text than was hashed";
	if (strcmp(previous == NULL ? "" : previous, chain->hash) != 0)
		return "does not follow from the one before it";
	if (strcmp(once_text(once, row, "agrees"), "t") != 0)
		return "does not say what its text says";
	return NULL;
}

static void judge_row(struct verify *verify, int row, struct chain *chain)
{
	const struct once *once = verify->once;
	const char *audit = once_text(once, row, "chain"), *fault;

	if (strcmp(audit, chain->audit) != 0)
		chain->hash[0] = '\0';
	snprintf(chain->audit, sizeof chain->audit, "%s", audit);
	fault = event_fault(once, row, chain);
	if (fault != NULL) {
		printf("authority %s, case %s: event %s %s\n", verify->code, audit, once_text(once, row, "id"), fault);
		verify->wrong++;
	}
	snprintf(chain->hash, sizeof chain->hash, "%s", once_text(once, row, "hash"));
	verify->events++;
}

static int verify_events(struct verify *verify)
{
	struct chain chain = { .audit = "-" };
	char after_audit[ID_SIZE] = "", after[24] = "0";
	int rows;

	do {
		const struct with with[] = { { "after_audit", after_audit[0] == '\0' ? NULL : after_audit },
			{ "after", after }, { NULL, NULL } };

		if (once_ask(verify->once, SQL_event_verify, with) != 0)
			return FAULT_DATABASE;
		rows = once_rows(verify->once);
		for (int row = 0; row < rows; row++)
			judge_row(verify, row, &chain);
		if (rows > 0) {
			snprintf(after_audit, sizeof after_audit, "%s", chain.audit);
			snprintf(after, sizeof after, "%s", once_text(verify->once, rows - 1, "id"));
		}
	} while (rows > 0);
	return 0;
}

/* Events taken off a chain's end leave it whole: only the head that is kept tells. */
static int verify_heads(struct verify *verify)
{
	if (once_ask(verify->once, SQL_event_verify_heads, NULL) != 0)
		return FAULT_DATABASE;
	for (int row = 0; row < once_rows(verify->once); row++) {
		printf("authority %s, case %s: the newest event is not the one that was kept as head\n", verify->code,
			once_text(verify->once, row, "chain"));
		verify->wrong++;
	}
	return 0;
}

static int verify_authority(struct verify *verify)
{
	const struct with with[] = { { "authority", verify->authority }, { NULL, NULL } };

	return once_ask(verify->once, SQL_authority_enter, with) != 0 || verify_events(verify) != 0
		|| verify_heads(verify) != 0 ? FAULT_DATABASE : 0;
}

int verify_log(const char *conninfo)
{
	char why[512] = "";
	struct once *once = once_open(conninfo, why, sizeof why), *list = once_open(conninfo, why, sizeof why);
	struct verify verify = { .once = once };
	int r = once == NULL || list == NULL || once_ask(list, SQL_authority_list, NULL) != 0 ? FAULT_DATABASE : 0;

	for (int i = 0; r == 0 && i < once_rows(list); i++) {
		verify.authority = once_text(list, i, "id");
		verify.code = once_text(list, i, "code");
		r = verify_authority(&verify);
	}
	if (r != 0)
		log_error("database: %s", why[0] != '\0' ? why : once_why(once));
	else if (verify.wrong == 0)
		printf("%ld events in %d authorities: every chain holds\n", verify.events, once_rows(list));
	if (once != NULL)
		once_close(once);
	if (list != NULL)
		once_close(list);
	return r != 0 ? r : verify.wrong > 0;
}
