/* identity - logging in and out, one's own settings, and the accounts of an authority. */
#include <stdio.h>
#include <string.h>

#include "auth/password.h"
#include "auth/token.h"
#include "core/facts.h"
#include "letter/paper.h"
#include "op/event.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/reference.h"
#include "op/registry.h"
#include "proto/messages.h"

#define SESSION_SECONDS (12 * 3600)

/* POST /v1/session: whose password, is it right (off the loop), a token. */
struct login {
	int found, account_row, authorities;
	const char *phc;
	bool right;
	char token[TOKEN_SIZE];
	int64_t expires_at;
};

static void login_load(struct request *request)
{
	const struct session_request *body = request->body;
	struct login *login = arena_take(&request->arena, sizeof *login);

	request->own = login;
	login->authorities = body->authority != NULL ? -1 : batch_put(request->batch, SQL_authority_list, NULL, NULL, NULL);
	login->found = batch_put(request->batch, SQL_account_find_for_login, NULL, NULL,
		(const struct with[]){ { "authority_code", body->authority }, { "username", body->username }, { NULL, NULL } });
	login->account_row = batch_put(request->batch, SQL_account_find_username, NULL, NULL,
		(const struct with[]){ { "username", body->username }, { NULL, NULL } });
}

static int login_find(struct request *request)
{
	struct login *login = request->own;

	if (login->authorities >= 0 && batch_rows(request->batch, login->authorities) > 1) {
		mistakes_add(&request->mistakes, "/authority", REFUSAL_missing, "the daemon serves several");
		return REFUSAL_invalid;
	}
	if (batch_rows(request->batch, login->found) == 1)
		login->phc = arena_text(&request->arena, batch_text(request->batch, login->found, 0, "password_hash"));
	return 0;
}

static void login_toil(struct request *request)
{
	struct login *login = request->own;

	login->right = password_right(login->phc, ((const struct session_request *)request->body)->password);
}

static int login_decide(struct request *request)
{
	struct login *login = request->own;
	const char *disabled = batch_text(request->batch, login->found, 0, "disabled");

	if (!login->right || disabled == NULL || disabled[0] != 'f')
		return REFUSAL_login_failed;
	snprintf(request->caller.account, ID_SIZE, "%s", batch_text(request->batch, login->found, 0, "account"));
	snprintf(request->caller.authority, ID_SIZE, "%s", batch_text(request->batch, login->found, 0, "authority"));
	batch_set(request->batch, "authority", request->caller.authority);
	batch_set(request->batch, "account", request->caller.account);
	token_make(login->token);
	login->expires_at = request->now + (int64_t)SESSION_SECONDS * 1000000;
	return 0;
}

static void login_write(struct request *request)
{
	const struct login *login = request->own;
	char id[ID_SIZE], hash[DIGEST_HEX], expires[INSTANT_TEXT];

	id_make(request->now, id);
	token_hash(login->token, hash);
	batch_put(request->batch, SQL_session_start, NULL, NULL, (const struct with[]){ { "id", id },
		{ "token_hash", hash }, { "expires_at", instant_format(login->expires_at, expires) }, { NULL, NULL } });
}

static int login_reply(struct request *request)
{
	const struct login *login = request->own;
	struct buffer *body = &request->answer.body;
	struct account account;
	char expires[INSTANT_TEXT];

	batch_take_one(request->batch, login->account_row, &account_message, &request->arena, &account);
	buffer_format(body, "{\"token\":\"%s\",\"expires_at\":\"%s\",\"account\":", login->token,
		instant_format(login->expires_at, expires));
	message_encode(&me_message, USE_SHOWN, &account, body);
	buffer_add_char(body, '}');
	request->answer.location = "/v1/me";
	return 0;
}

const struct operation op_session_start = { .name = "session_start", .method = HTTP_POST, .path = "/v1/session",
	.about = "Log in", .is = OP_OPEN | OP_WRITE, .status = 201, .body = &session_request_message, .use = USE_CREATE,
	.answer = &session_message, .load = login_load, .find = login_find, .toil = login_toil, .decide = login_decide,
	.write = login_write, .reply = login_reply };

static void logout_write(struct request *request)
{
	batch_put(request->batch, SQL_session_end, NULL, NULL,
		(const struct with[]){ { "id", request->caller.session }, { NULL, NULL } });
}

const struct operation op_session_end = { .name = "session_end", .method = HTTP_DELETE, .path = "/v1/session",
	.about = "Log out", .is = OP_WRITE, .may = MAY_READ, .status = 204, .write = logout_write };

/* Oneself. */
struct me { int row, log; };

static struct me *me_row(struct request *request, enum statement statement)
{
	struct me *me = request->more = arena_take(&request->arena, sizeof *me);

	me->row = batch_put(request->batch, statement, NULL, NULL, NULL);
	return me;
}

static void me_load(struct request *request)
{
	me_row(request, SQL_me_find);
}

static int me_find(struct request *request)
{
	struct account *account = arena_take(&request->arena, sizeof *account);

	if (!batch_take_one(request->batch, ((struct me *)request->more)->row, &account_message, &request->arena, account))
		return REFUSAL_not_found;
	request->own = account;
	request->version = account->version;
	return 0;
}

static int me_reply(struct request *request)
{
	struct account *account = request->own;
	bool first = true;

	request->version = account->version;
	buffer_add_char(&request->answer.body, '{');
	message_encode_members(&me_message, USE_SHOWN, account, &request->answer.body, &first);
	buffer_add_text(&request->answer.body, ",\"authority\":");
	buffer_add_json_text(&request->answer.body, request->caller.authority_code);
	buffer_add_char(&request->answer.body, '}');
	return 0;
}

const struct operation op_me_see = { .name = "me_see", .method = HTTP_GET, .path = "/v1/me",
	.about = "Who is logged in", .is = OP_NO_STORE, .may = MAY_READ, .status = 200, .answer = &me_detail_message,
	.load = me_load, .find = me_find, .reply = me_reply };

static void me_change_load(struct request *request)
{
	const struct account *body = request->body;
	const struct deputy *deputy = body->deputies.item;
	int head = log_hold(request);           /* the first lock, as in registry.c */
	struct me *me = me_row(request, SQL_me_lock);

	for (int i = 0; i < body->deputies.count; i++)
		reference_want(request, "account", arena_format(&request->arena, "/deputies/%d/account", i), deputy[i].account);
	reference_put(request);
	me->log = head;
}

static int me_change_find(struct request *request)
{
	if (request->given >> message_index(&me_message, "deputies") & 1
	    && !access_may(MAY_NAME_DEPUTIES, request->caller.roles, 0))
		return REFUSAL_role_missing;
	return me_find(request);
}

static int me_change_decide(struct request *request)
{
	struct account *account = request->own;

	message_merge(&me_message, request->body, request->given, account, &request->arena, &request->mistakes);
	reference_judge(request);
	account->version += request->given != 0;      /* an empty patch changes nothing */
	return request->mistakes.count > 0 ? REFUSAL_invalid : 0;
}

static void me_change_write(struct request *request)
{
	const struct account *account = request->own;

	if (request->given == 0)
		return;
	batch_put(request->batch, SQL_account_put, &account_message, account, NULL);
	log_tell(request, ((struct me *)request->more)->log, &(struct told){ .subject_kind = "account",
		.subject = account->id, .event = "changed", .data = event_asked(request), .occurred_on = request->today }, 1);
}

const struct operation op_me_change = { .name = "me_change", .method = HTTP_PATCH, .path = "/v1/me",
	.about = "One's own language and morning mail; a leader's deputies (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE,
	.may = MAY_READ, .status = 200, .body = &me_message, .use = USE_PATCH, .answer = &me_detail_message,
	.load = me_change_load, .find = me_change_find, .decide = me_change_decide, .write = me_change_write,
	.reply = me_reply };

/* Accounts, the admin's: a new password or other rights end the account's sessions. */
struct account_own { int twin, admins; char phc[PASSWORD_PHC]; };

static void account_ask(struct request *request, const void *body)
{
	struct account_own *own = arena_take(&request->arena, sizeof *own);

	request->more = own;
	own->twin = batch_put(request->batch, SQL_account_find_username, NULL, NULL,
		(const struct with[]){ { "username", ((const struct account *)body)->username }, { NULL, NULL } });
	own->admins = batch_put(request->batch, SQL_account_admins, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static bool administers(const struct account *account)
{
	return texts_have(&account->roles, "admin") && !account->disabled;
}

static void account_toil(struct request *request)
{
	const struct account *body = request->body;
	struct account_own *own = request->more;

	if (body->password != NULL && password_hash(body->password, own->phc) != 0)
		own->phc[0] = '\0';
}

/* Whoever may write or approve a letter stands on it, and it is sent by then. */
static bool signs(const struct account *account)
{
	return texts_have(&account->roles, "leader") || texts_have(&account->roles, "caseworker");
}

static int account_judge(struct request *request, void *object)
{
	struct account *account = object;
	struct account_own *own = request->more;
	const struct account *body = request->body;
	const char *lacking = NULL;

	if (request->op->method == HTTP_POST)
		account->digest = true;
	if (signs(account) && (body->name != NULL || !signs(registry_before(request))))
		lacking = paper_lacks(account->name, &request->arena);
	if (lacking != NULL)
		mistakes_add(&request->mistakes, "/name", REFUSAL_unprintable, lacking);
	if (administers(registry_before(request)) && !administers(account)
	    && batch_rows(request->batch, own->admins) == 0)
		return REFUSAL_last_admin;
	if (batch_rows(request->batch, own->twin) > 0) {
		mistakes_add(&request->mistakes, "/username", REFUSAL_already_exists, NULL);
		return REFUSAL_already_exists;
	}
	if (lacking != NULL)
		return REFUSAL_invalid;
	if (body->password != NULL && own->phc[0] == '\0')
		return FAULT_SYSTEM;
	if (body->password != NULL)
		account->password_hash = own->phc;
	return 0;
}

static bool roles_differ(const struct texts *one, const struct texts *other)
{
	for (int i = 0; i < one->count; i++)
		if (!texts_have(other, one->item[i]))
			return true;
	return one->count != other->count;      /* none stands twice */
}

static void account_write(struct request *request, void *object)
{
	const struct account *account = object, *before = registry_before(request);

	if (request->op->method == HTTP_PATCH && (((const struct account *)request->body)->password != NULL
	    || account->disabled != before->disabled || roles_differ(&account->roles, &before->roles))) {
		batch_put(request->batch, SQL_session_end_all, NULL, NULL, (const struct with[]){
			{ "account", account->id },
			{ "but", request->caller.session[0] == '\0' ? NULL : request->caller.session }, { NULL, NULL } });
		batch_put(request->batch, SQL_calendar_token_drop, NULL, NULL,
			(const struct with[]){ { "account", account->id }, { NULL, NULL } });
	}
}

static const struct message *account_shown(const struct request *request)
{
	return request->caller.roles & 1u << ROLE_ADMIN ? &account_message : &colleague_message;
}

static const struct registry accounts = { .noun = "account", .path = "/v1/accounts", .message = &account_message,
	.version = "version", .find = SQL_account_find, .lock = SQL_account_lock, .put = SQL_account_put,
	.ask = account_ask, .judge = account_judge, .write = account_write, .shown = account_shown };
static const struct list_sort account_sorts[] = { { SQL_account_list, LIST_BY_ID } };
static const struct list account_lists = { .sorts = account_sorts, .count = SQL_account_count, .use = USE_SHOWN,
	.shown = account_shown };

const struct operation op_account_list = { .name = "account_list", .method = HTTP_GET, .path = "/v1/accounts",
	.about = "The accounts of the authority", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &page_query_message, .of = &account_lists, .answer = &account_message, .load = list_load, .reply = list_reply };
const struct operation op_account_make = { .name = "account_make", .method = HTTP_POST, .path = "/v1/accounts",
	.about = "Make an account", .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_ADMINISTER, .status = 201,
	.body = &account_message, .use = USE_CREATE, .of = &accounts, .answer = &account_message,
	.load = registry_make_load, .find = registry_make_find, .toil = account_toil, .decide = registry_make_decide,
	.write = registry_write, .reply = registry_reply };
const struct operation op_account_see = { .name = "account_see", .method = HTTP_GET, .path = "/v1/accounts/{id}",
	.about = "Show an account", .is = OP_NO_STORE, .may = MAY_READ, .status = 200, .of = &accounts,
	.answer = &account_message, .load = registry_see_load, .find = registry_see_find, .reply = registry_reply };
const struct operation op_account_change = { .name = "account_change", .method = HTTP_PATCH, .path = "/v1/accounts/{id}",
	.about = "Change an account (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = MAY_ADMINISTER,
	.status = 200, .body = &account_message, .use = USE_PATCH, .of = &accounts, .answer = &account_message,
	.load = registry_change_load, .find = registry_change_find, .toil = account_toil,
	.decide = registry_change_decide, .write = registry_write, .reply = registry_reply };
