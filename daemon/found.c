/* found - the first authority and its admin, another one, and ids that stand above all others. */
#include "found.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/password.h"
#include "auth/token.h"
#include "base/id.h"
#include "base/log.h"
#include "op/event.h"
#include "proto/canonical.h"
#include "store/once.h"
#include "sys/clock.h"

#define FIRST_CODE "tilsyn"
#define PASSWORD_LEAST 8                /* of every other account; the operator's own choice stands */
#define PASSWORD_MOST 200

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

/* On disk, whole, before the account is: a password that nobody can read is never the only one. */
static int tell_password(const char *path, const char *code, const char *password)
{
	char new[4300];
	int fd, r = 0;

	snprintf(new, sizeof new, "%s.new", path);
	unlink(new);
	fd = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 || dprintf(fd, "authority %s\nusername admin\npassword %s\n", code, password) < 0 || fsync(fd) != 0
	    || rename(new, path) != 0) {
		log_error("%s: %s", path, strerror(errno));
		r = FAULT_SYSTEM;
	} else {
		log_notice("the first login is in %s", path);
	}
	if (fd >= 0)
		close(fd);
	return r;
}

/* Nothing is ever made with a password that anybody could know beforehand. */
static int choose_password(const char *path, const char *code, char ret_password[PASSWORD_MOST + 1])
{
	const char *given = getenv("TILSYN_ADMIN_PASSWORD");
	char token[TOKEN_SIZE];

	if (given == NULL || *given == '\0') {
		token_make(token);
		snprintf(ret_password, PASSWORD_MOST + 1, "%.20s", token);
		return tell_password(path, code, ret_password);
	}
	if (strlen(given) > PASSWORD_MOST) {
		log_error("TILSYN_ADMIN_PASSWORD is longer than %d bytes", PASSWORD_MOST);
		return FAULT_CONFIG;
	}
	if (strlen(given) < PASSWORD_LEAST)
		log_warning("TILSYN_ADMIN_PASSWORD is short: other accounts' passwords have %d characters or more", PASSWORD_LEAST);
	snprintf(ret_password, PASSWORD_MOST + 1, "%s", given);
	return 0;
}

/* The authority's log begins with itself and with who may administer it: the daemon made both. */
static int tell(struct once *once, const char *authority, const struct told *told, int n, const char **head,
	struct arena *arena)
{
	char at[INSTANT_TEXT], day[DAY_TEXT], number[12];
	const char *text = event_text(told, NULL, instant_format(clock_now(), at), arena);
	const char *hash = event_hash(*head, text, arena);

	snprintf(number, sizeof number, "%d", n);
	const struct with with[] = { { "authority", authority }, { "n", number }, { "audit", NULL },
		{ "subject_kind", told->subject_kind }, { "subject", told->subject }, { "event", told->event },
		{ "from", NULL }, { "to", NULL }, { "at", at }, { "occurred_on", day_format(told->occurred_on, day) },
		{ "account", NULL }, { "data", told->data }, { "text", text }, { "hash", hash }, { "previous_hash", *head },
		{ "log_hash", hash }, { NULL, NULL } };
	*head = hash;
	return once_ask(once, SQL_event_add, with) != 0 || once_ask(once, SQL_log_head_put, with) != 0 ? FAULT_DATABASE : 0;
}

static int tell_all(struct once *once, const char *authority, const char *account, const struct authority_asked *asked,
	const char *name)
{
	struct told made = { .subject_kind = "authority", .subject = authority, .event = "made", .occurred_on = clock_today() };
	struct buffer data;
	struct arena arena;
	const char *head = NULL;
	int r;

	arena_init(&arena);
	buffer_init(&data);
	buffer_add_text(&data, "{\"asked\":{\"code\":");
	buffer_add_json_text(&data, asked->code);
	buffer_add_text(&data, ",\"name\":");
	buffer_add_json_text(&data, name);
	buffer_format(&data, ",\"national\":%s}}", asked->national ? "true" : "false");
	made.data = json_canonical(data.data, &arena);
	r = tell(once, authority, &made, 0, &head, &arena);
	made = (struct told){ .subject_kind = "account", .subject = account, .event = "made", .occurred_on = clock_today(),
		.data = "{\"asked\":{\"roles\":[\"admin\"],\"username\":\"admin\"}}" };
	if (r == 0)
		r = tell(once, authority, &made, 1, &head, &arena);
	buffer_release(&data);
	arena_release(&arena);
	return r;
}

/* Within the transaction that has found the place free. */
static int add(struct once *once, const struct authority_asked *asked, const char *path)
{
	char password[PASSWORD_MOST + 1], phc[PASSWORD_PHC], authority[ID_SIZE], account[ID_SIZE], now[INSTANT_TEXT];
	const char *name = asked->name != NULL ? asked->name : asked->code;
	int r = choose_password(path, asked->code, password);

	if (r == 0)
		r = password_hash(password, phc);
	explicit_bzero(password, sizeof password);
	if (r != 0)
		return r;
	id_make(clock_now(), authority);
	id_make(clock_now(), account);
	instant_format(clock_now(), now);
	const struct with with[] = { { "authority", authority }, { "code", asked->code }, { "name", name },
		{ "national", asked->national ? "true" : "false" }, { "created_at", now }, { "id", account }, { "version", "1" },
		{ "username", "admin" }, { "email", NULL }, { "password_hash", phc }, { "roles", "{admin}" },
		{ "language", asked->language != NULL ? asked->language : "nb" }, { "disabled", "false" },
		{ "deputies", "[]" }, { "digest", "true" }, { NULL, NULL } };
	if (once_ask(once, SQL_authority_enter, with) != 0 || once_ask(once, SQL_authority_add, with) != 0
	    || once_ask(once, SQL_account_put, with) != 0 || tell_all(once, authority, account, asked, name) != 0
	    || once_ask(once, SQL_commit, NULL) != 0)
		return complain(once);
	log_notice("authority %s was made, with the account admin", asked->code);
	return 0;
}

/* Several daemons may start at once: one looks and makes, the others then see it. */
static int look(struct once *once)
{
	return once_ask(once, SQL_begin, NULL) != 0 || once_ask(once, SQL_authority_hold, NULL) != 0
		|| once_ask(once, SQL_authority_list, NULL) != 0 ? complain(once) : 0;
}

int found_first(const char *conninfo, const char *directory)
{
	const struct authority_asked asked = { .code = FIRST_CODE, .name = "Tilsynsmyndigheten" };
	struct once *once = open_database(conninfo);
	char path[4200];
	int r;

	if (once == NULL)
		return FAULT_DATABASE;
	snprintf(path, sizeof path, "%s/first-login", directory);
	r = look(once);
	if (r == 0 && once_rows(once) == 0)
		r = add(once, &asked, path);
	once_close(once);
	unsetenv("TILSYN_ADMIN_PASSWORD");      /* no door needs to know it */
	return r;
}

static bool code_is_good(const char *code)
{
	size_t length = strlen(code);

	return length >= 1 && length <= 32 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

int found_another(const char *conninfo, const struct authority_asked *asked, const char *directory)
{
	struct once *once;
	char path[4200];
	int r;

	if (!code_is_good(asked->code)) {
		log_error("%s: a code is 1-32 of a-z, 0-9 and -", asked->code);
		return FAULT_CONFIG;
	}
	once = open_database(conninfo);
	if (once == NULL)
		return FAULT_DATABASE;
	r = look(once);
	for (int i = 0; r == 0 && i < once_rows(once); i++)
		if (strcmp(once_text(once, i, "code"), asked->code) == 0) {
			log_error("authority %s is there already", asked->code);
			r = FAULT_CONFIG;
		}
	snprintf(path, sizeof path, "%s/first-login-%s", directory, asked->code);
	if (r == 0)
		r = add(once, asked, path);
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
