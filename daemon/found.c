/* found - the first authority and its admin, and the log verified: before or instead of serving. */
#include "found.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/digest.h"
#include "auth/password.h"
#include "auth/token.h"
#include "base/id.h"
#include "base/log.h"
#include "op/event.h"
#include "store/once.h"
#include "sys/clock.h"

#define FIRST_CODE "tilsyn"

static int complain(struct once *once)
{
	log_error("database: %s", once_why(once));
	return FAULT_DATABASE;
}

static struct once *open_database(const char *conninfo)
{
	char why[512];
	struct once *once = once_open(conninfo, why, sizeof why);

	if (once == NULL)
		log_error("database: %s", why);
	return once;
}

/* Nothing is ever made with a password that anybody could know beforehand. */
static int choose_password(const char *path, const char *code, char ret_password[TOKEN_SIZE + 256])
{
	const char *given = getenv("TILSYN_ADMIN_PASSWORD");
	int fd;
	FILE *file;

	if (given != NULL && *given != '\0') {
		snprintf(ret_password, TOKEN_SIZE + 256, "%s", given);
		return 0;
	}
	token_make(ret_password);
	ret_password[20] = '\0';
	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	file = fd < 0 ? NULL : fdopen(fd, "w");
	if (file == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return FAULT_SYSTEM;
	}
	fprintf(file, "authority %s\nusername admin\npassword %s\n", code, ret_password);
	if (fflush(file) != 0 || fsync(fd) != 0 || fclose(file) != 0) {
		log_error("%s: %s", path, strerror(errno));
		return FAULT_SYSTEM;
	}
	log_notice("the first login is in %s", path);
	return 0;
}

static int add(struct once *once, const char *code, const char *name, const char *path)
{
	char password[TOKEN_SIZE + 256], phc[PASSWORD_PHC], authority[ID_SIZE], account[ID_SIZE], now[INSTANT_TEXT];
	int r = choose_password(path, code, password);

	if (r != 0 || (r = password_hash(password, phc)) != 0)
		return r;
	id_make(clock_now(), authority);
	id_make(clock_now(), account);
	instant_format(clock_now(), now);
	const struct with with[] = { { "authority", authority }, { "code", code }, { "name", name }, { "national", "false" },
		{ "created_at", now }, { "id", account }, { "version", "1" }, { "username", "admin" },
		{ "email", NULL }, { "password_hash", phc }, { "roles", "{admin}" }, { "language", "nb" }, { "disabled", "false" },
		{ "deputies", "[]" }, { NULL, NULL } };
	if (once_ask(once, SQL_begin, NULL) != 0 || once_ask(once, SQL_authority_enter, with) != 0
	    || once_ask(once, SQL_authority_add, with) != 0 || once_ask(once, SQL_account_put, with) != 0
	    || once_ask(once, SQL_commit, NULL) != 0)
		return complain(once);
	log_notice("authority %s was made, with the account admin", code);
	return 0;
}

int found_first(const char *conninfo, const char *directory)
{
	struct once *once = open_database(conninfo);
	char path[4200];
	int r;

	if (once == NULL)
		return FAULT_DATABASE;
	snprintf(path, sizeof path, "%s/first-login", directory);
	r = once_ask(once, SQL_authority_list, NULL) != 0 ? complain(once)
		: once_rows(once) > 0 ? 0 : add(once, FIRST_CODE, "Tilsynsmyndigheten", path);
	once_close(once);
	return r;
}

static bool code_is_good(const char *code)
{
	size_t length = strlen(code);

	return length >= 1 && length <= 32 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

int found_another(const char *conninfo, const char *code, const char *directory)
{
	struct once *once;
	char path[4200];
	int r;

	if (!code_is_good(code)) {
		log_error("%s: a code is 1-32 of a-z, 0-9 and -", code);
		return FAULT_CONFIG;
	}
	once = open_database(conninfo);
	if (once == NULL)
		return FAULT_DATABASE;
	r = once_ask(once, SQL_authority_list, NULL) != 0 ? complain(once) : 0;
	for (int i = 0; r == 0 && i < once_rows(once); i++)
		if (strcmp(once_text(once, i, "code"), code) == 0) {
			log_error("authority %s is there already", code);
			r = FAULT_CONFIG;
		}
	snprintf(path, sizeof path, "%s/first-login-%s", directory, code);
	if (r == 0)
		r = add(once, code, code, path);
	once_close(once);
	return r;
}

int found_raise_log(const char *conninfo)
{
	struct once *once = open_database(conninfo);
	int r;

	if (once == NULL)
		return FAULT_DATABASE;
	r = once_ask(once, SQL_log_base_raise, NULL) != 0 ? complain(once) : 0;
	if (r == 0 && once_text(once, 0, "raised")[0] == 't')
		log_notice("the ids of events were lifted over those a restore brought back");
	once_close(once);
	return r;
}

struct chain { char audit[ID_SIZE]; char hash[DIGEST_HEX]; };

/* One event against its own chain: its text hashed after the hash before it. */
static bool event_holds(const struct once *once, int row, const struct chain *chain)
{
	const char *previous = once_text(once, row, "previous_hash"), *text = once_text(once, row, "text");
	const char *hash = once_text(once, row, "hash");
	struct buffer chained;
	char made[DIGEST_HEX];

	buffer_init(&chained);
	buffer_format(&chained, "%s\n%s", previous == NULL ? "" : previous, text);
	digest_hex(chained.data, chained.length, made);
	buffer_release(&chained);
	return strcmp(made, hash) == 0 && strcmp(previous == NULL ? "" : previous, chain->hash) == 0;
}

static int verify_authority(struct once *once, const char *authority, const char *code, long *count)
{
	struct chain chain = { .audit = "-" };
	char after_audit[ID_SIZE] = "", after[24] = "0";
	int wrong = 0, rows;

	do {
		const struct with with[] = { { "authority", authority }, { "after_audit", after_audit[0] == '\0' ? NULL : after_audit },
			{ "after", after }, { NULL, NULL } };

		if (once_ask(once, SQL_authority_enter, with) != 0 || once_ask(once, SQL_event_verify, with) != 0)
			return complain(once);
		rows = once_rows(once);
		for (int row = 0; row < rows; row++) {
			const char *audit = once_text(once, row, "chain");

			if (strcmp(audit, chain.audit) != 0)
				chain.hash[0] = '\0';
			snprintf(chain.audit, sizeof chain.audit, "%s", audit);
			if (!event_holds(once, row, &chain)) {
				log_error("authority %s, case %s: event %s does not follow from the one before it", code, audit,
					once_text(once, row, "id"));
				wrong++;
			}
			snprintf(chain.hash, sizeof chain.hash, "%s", once_text(once, row, "hash"));
			snprintf(after_audit, sizeof after_audit, "%s", audit);
			snprintf(after, sizeof after, "%s", once_text(once, row, "id"));
			++*count;
		}
	} while (rows > 0);
	return wrong;
}

int found_verify_log(const char *conninfo)
{
	struct once *once = open_database(conninfo), *chains;
	long count = 0;
	int wrong = 0, r;

	if (once == NULL)
		return FAULT_DATABASE;
	chains = open_database(conninfo);
	if (chains == NULL || once_ask(once, SQL_authority_list, NULL) != 0) {
		once_close(once);
		return FAULT_DATABASE;
	}
	for (int i = 0; i < once_rows(once); i++) {
		r = verify_authority(chains, once_text(once, i, "id"), once_text(once, i, "code"), &count);
		if (r < 0) {
			wrong = r;
			break;
		}
		wrong += r;
	}
	if (wrong == 0)
		printf("%ld events in %d authorities: every chain holds\n", count, once_rows(once));
	once_close(chains);
	once_close(once);
	return wrong == 0 ? 0 : wrong < 0 ? wrong : 1;
}
