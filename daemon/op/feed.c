/* feed - a person's deadlines and visits as a calendar that their own programs read by a token of its own. */
#include <stdio.h>
#include <string.h>

#include "auth/token.h"
#include "op/ical.h"
#include "op/operations.h"
#include "proto/messages.h"
#include "proto/words.h"

/* POST /v1/me/calendar: a token, told once; the one before it is void. */
static int make_decide(struct request *request)
{
	char *token = arena_take(&request->arena, TOKEN_SIZE);

	token_make(token);
	request->own = token;
	return 0;
}

static void make_write(struct request *request)
{
	char hash[DIGEST_HEX];

	token_hash(request->own, hash);
	batch_put(request->batch, SQL_calendar_token_put, NULL, NULL,
		(const struct with[]){ { "token_hash", hash }, { NULL, NULL } });
}

static int make_reply(struct request *request)
{
	buffer_format(&request->answer.body, "{\"token\":\"%s\"}", (const char *)request->own);
	request->answer.location = "/v1/calendar.ics";
	return 0;
}

const struct operation op_calendar_token_make = { .name = "calendar_token_make", .method = HTTP_POST,
	.path = "/v1/me/calendar", .about = "Make a token by which one's calendar can be read; the one before it is void",
	.is = OP_WRITE | OP_SECRET | OP_NO_STORE, .may = MAY_READ, .status = 201, .answer = &calendar_token_message,
	.decide = make_decide, .write = make_write, .reply = make_reply };

static void end_write(struct request *request)
{
	batch_put(request->batch, SQL_calendar_token_end, NULL, NULL, NULL);
}

const struct operation op_calendar_token_end = { .name = "calendar_token_end", .method = HTTP_DELETE,
	.path = "/v1/me/calendar", .about = "Let nobody read one's calendar any more", .is = OP_WRITE, .may = MAY_READ,
	.status = 204, .write = end_write };

/* GET /v1/calendar.ics */
struct feed { int who, days; };

static void feed_load(struct request *request)
{
	const struct feed_query *query = request->query;
	struct feed *feed = arena_take(&request->arena, sizeof *feed);
	char hash[DIGEST_HEX];

	if (query->token != NULL)
		token_hash(query->token, hash);
	feed->who = query->token == NULL ? batch_put(request->batch, SQL_me_find, NULL, NULL, NULL) :
		batch_put(request->batch, SQL_calendar_token_find, NULL, NULL,
			(const struct with[]){ { "token_hash", hash }, { NULL, NULL } });
	feed->days = batch_put(request->batch, SQL_calendar_events, NULL, NULL, NULL);
	request->own = feed;
}

static int feed_find(struct request *request)
{
	const struct feed *feed = request->own;

	return batch_rows(request->batch, feed->who) == 1 ? 0 : REFUSAL_not_authenticated;
}

static int32_t day_of_row(struct request *request, int place, int row, const char *column)
{
	int32_t day;

	must(day_parse(batch_text(request->batch, place, row, column), &day));
	return day;
}

/* Case number, kind and enterprise: no more of a case leaves by a token that lies in other people's programs. */
static void write_event(struct request *request, int place, int row, enum language language)
{
	static const char *const visits[LANGUAGES] = { [LANGUAGE_NB] = "Tilsynsbesøk", [LANGUAGE_NN] = "Tilsynsbesøk",
		[LANGUAGE_EN] = "Visit" };
	static const char *const deadlines[LANGUAGES] = { [LANGUAGE_NB] = "Frist", [LANGUAGE_NN] = "Frist",
		[LANGUAGE_EN] = "Deadline" };
	struct arena *arena = &request->arena;
	const char *kind = batch_text(request->batch, place, row, "kind");
	const char *what = kind == NULL ? visits[language] : arena_format(arena, "%s: %s", deadlines[language],
		word_term(&deadline_kinds, kind, language, arena));
	const struct ical_event event = {
		.uid = arena_format(arena, "%s%s@tilsyn", batch_text(request->batch, place, row, "id"), kind == NULL ? "-visit" : ""),
		.from = day_of_row(request, place, row, "from"), .to = day_of_row(request, place, row, "to"),
		.sequence = batch_integer(request->batch, place, row, "version"),
		.cancelled = batch_text(request->batch, place, row, "ended")[0] == 't',
		.summary = arena_format(arena, "%s – %s %s", what, batch_text(request->batch, place, row, "case_number"),
			batch_text(request->batch, place, row, "name")),
	};

	ical_event(&request->answer.body, &event, request->now);
}

static int feed_reply(struct request *request)
{
	const struct feed *feed = request->own;
	const char *said = batch_text(request->batch, feed->who, 0, "language");
	enum language language = (enum language)(said == NULL ? request->caller.authority_language : term_find(&languages, said));

	request->answer.content_type = "text/calendar; charset=utf-8";
	ical_begin(&request->answer.body, language == LANGUAGE_EN ? "Supervision" : "Tilsyn");
	for (int row = 0; row < batch_rows(request->batch, feed->days); row++)
		write_event(request, feed->days, row, language);
	ical_end(&request->answer.body);
	return 0;
}

const struct operation op_calendar_feed = { .name = "calendar_feed", .method = HTTP_GET, .path = "/v1/calendar.ics",
	.about = "One's deadlines and visits as iCalendar, read by a token of its own or when logged in",
	.is = OP_OPEN | OP_EITHER | OP_NO_STORE,
	.status = 200, .query = &feed_query_message, .media = "text/calendar", .load = feed_load, .find = feed_find,
	.reply = feed_reply };
