/* api - requests and answers as JSON. */
#include "client/api.h"

#include <string.h>
#include <time.h>

#include "client/problem.h"

int64_t api_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void api_key(char ret_key[ID_SIZE])
{
	id_make(api_now(), ret_key);
}

const char *json_text(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));

	return text == NULL ? "" : text;
}

bool json_is(const json_t *object, const char *member)
{
	return json_is_true(json_object_get(object, member));
}

const char *api_escape(struct client *client, const char *text)
{
	const char *escaped = "";

	for (; *text != '\0'; text++) {
		size_t plain = strspn(text,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~");

		escaped = plain > 0 ? arena_format(&client->arena, "%s%.*s", escaped, (int)plain, text)
			: arena_format(&client->arena, "%s%%%02X", escaped, (unsigned char)*text);
		text += plain > 0 ? plain - 1 : 0;
	}
	return escaped;
}

int api_json(struct client *client, const struct answer *answer, json_t **ret_json)
{
	json_error_t error;
	json_t *json = json_loadb(answer->body.length == 0 ? "null" : answer->body.data,
		answer->body.length == 0 ? 4 : answer->body.length, JSON_DECODE_ANY, &error);

	if (json == NULL)
		return client_say(client, ENDED_AWAY, "%s: the answer is no JSON: %s",
			client->settings.server, error.text);
	*ret_json = json;
	return ENDED_DONE;
}

int api_ask(struct client *client, const struct asking *asking, struct answer *ret_answer)
{
	int ended = http_ask(client, asking, ret_answer);

	if (ended != ENDED_DONE || ret_answer->status < 300)
		return ended;
	return problem_tell(client, ret_answer);
}

static int ask_json(struct client *client, const struct asking *asking, json_t **ret_json, char *ret_tag)
{
	struct answer answer;
	int ended;

	answer_init(&answer);
	ended = api_ask(client, asking, &answer);
	if (ended == ENDED_DONE)
		ended = api_json(client, &answer, ret_json);
	if (ended == ENDED_DONE && ret_tag != NULL)
		memcpy(ret_tag, answer.tag, TAG_SIZE);
	answer_release(&answer);
	return ended;
}

int api_get(struct client *client, const char *path, json_t **ret_json, char ret_tag[TAG_SIZE])
{
	return ask_json(client, &(struct asking){ .method = "GET", .path = path }, ret_json, ret_tag);
}

int api_try(struct client *client, const char *path, json_t **ret_json)
{
	struct answer answer;
	int ended;

	answer_init(&answer);
	ended = http_ask(client, &(struct asking){ .method = "GET", .path = path }, &answer);
	if (ended == ENDED_DONE && answer.status >= 300)
		ended = ENDED_REFUSED;
	if (ended == ENDED_DONE)
		ended = api_json(client, &answer, ret_json);
	answer_release(&answer);
	return ended;
}

static int send_json(struct client *client, struct asking *asking, const json_t *body, json_t **ret_json)
{
	char *text = body == NULL ? NULL : json_dumps(body, JSON_COMPACT);
	int ended;

	asking->body = text;
	asking->length = text == NULL ? 0 : strlen(text);
	ended = ask_json(client, asking, ret_json, NULL);
	free(text);
	return ended;
}

int api_post(struct client *client, const char *path, const json_t *body, const char *match,
	json_t **ret_json)
{
	char key[ID_SIZE];

	api_key(key);
	return send_json(client,
		&(struct asking){ .method = "POST", .path = path, .match = match, .key = key },
		body, ret_json);
}

int api_patch(struct client *client, const char *path, const json_t *body, const char *match,
	json_t **ret_json)
{
	return send_json(client, &(struct asking){ .method = "PATCH", .path = path, .match = match,
		.media = "application/merge-patch+json" }, body, ret_json);
}
