/* http - libcurl with its limits: no redirects, no other protocols, certificates always checked. */
#include "client/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fault.h"

#define CONNECT_SECONDS 10L
#define ASK_SECONDS 300L

struct http { CURL *curl; char error[CURL_ERROR_SIZE]; };

/* What curl fills while it reads. */
struct reading { struct answer *answer; bool too_large; };

void answer_init(struct answer *answer)
{
	*answer = (struct answer){ .status = 0 };
	buffer_init(&answer->body);
}

void answer_release(struct answer *answer)
{
	buffer_release(&answer->body);
}

static size_t take_body(char *data, size_t size, size_t count, void *self)
{
	struct reading *reading = self;

	if (reading->answer->body.length + size * count > (size_t)ANSWER_MAX) {
		reading->too_large = true;
		return 0;
	}
	buffer_add(&reading->answer->body, data, size * count);
	return size * count;
}

/* The value of "name: value" without the white space around it, cut to size. */
static bool header_is(const char *line, size_t length, const char *name, char *ret_value, size_t size)
{
	size_t named = strlen(name);

	if (length <= named || strncasecmp(line, name, named) != 0 || line[named] != ':')
		return false;
	line += named + 1;
	length -= named + 1;
	while (length > 0 && (*line == ' ' || *line == '\t')) {
		line++;
		length--;
	}
	while (length > 0 && strchr(" \t\r\n", line[length - 1]) != NULL)
		length--;
	if (length >= size)
		return false;
	memcpy(ret_value, line, length);
	ret_value[length] = '\0';
	return true;
}

/* filename="…" of a Content-Disposition, the last part of a path only. */
static void filename_take(const char *disposition, char ret_name[256])
{
	const char *start = strstr(disposition, "filename=\""), *end, *slash;

	if (start == NULL)
		return;
	start += strlen("filename=\"");
	end = strchr(start, '"');
	if (end == NULL)
		return;
	slash = memrchr(start, '/', (size_t)(end - start));
	if (slash != NULL)
		start = slash + 1;
	memcpy(ret_name, start, (size_t)(end - start));
	ret_name[end - start] = '\0';
}

static size_t take_header(char *line, size_t size, size_t count, void *self)
{
	struct reading *reading = self;
	char value[256];

	if (size * count >= 5 &&
	    memcmp(line, "HTTP/", 5) == 0) /* after a 100 Continue it begins anew */
		reading->answer->tag[0] = reading->answer->filename[0] = '\0';
	else if (header_is(line, size * count, "ETag", reading->answer->tag, TAG_SIZE))
		return size * count;
	else if (header_is(line, size * count, "Retry-After", value, sizeof value))
		reading->answer->retry_after = strtol(value, NULL, 10);
	else if (header_is(line, size * count, "Content-Disposition", value, sizeof value))
		filename_take(value, reading->answer->filename);
	return size * count;
}

static struct http *http_of(struct client *client)
{
	if (client->http != NULL)
		return client->http;
	must(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
	client->http = arena_take(&client->arena, sizeof *client->http);
	client->http->curl = curl_easy_init();
	must(client->http->curl != NULL);
	return client->http;
}

void http_release(struct client *client)
{
	if (client->http == NULL)
		return;
	curl_easy_cleanup(client->http->curl);
	curl_global_cleanup();
}

static struct curl_slist *header_add(struct client *client, struct curl_slist *list, const char *name,
	const char *value)
{
	struct curl_slist *longer;

	if (value == NULL)
		return list;
	longer = curl_slist_append(list, arena_format(&client->arena, "%s: %s", name, value));
	must(longer != NULL);
	return longer;
}

/* A file's name may hold anything: percent-encoded as RFC 8187 says. */
static const char *disposition_of(struct client *client, const char *filename)
{
	char *escaped;
	const char *value;

	if (filename == NULL)
		return NULL;
	escaped = curl_easy_escape(client->http->curl, filename, 0);
	must(escaped != NULL);
	value = arena_format(&client->arena, "attachment; filename*=UTF-8''%s", escaped);
	curl_free(escaped);
	return value;
}

static struct curl_slist *headers_of(struct client *client, const struct asking *asking)
{
	static const char *const languages[LANGUAGES] = { "nb", "nn", "en" };
	struct curl_slist *list = header_add(client, NULL, "Accept-Language", languages[client->language]);
	const char *token = client->settings.token;

	list = header_add(client, list, "Accept", "application/json, application/problem+json, */*;q=0.5");
	if (token != NULL)
		list = header_add(client, list, "Authorization",
			arena_format(&client->arena, "Bearer %s", token));
	if (asking->body != NULL)
		list = header_add(client, list, "Content-Type",
			asking->media == NULL ? "application/json" : asking->media);
	list = header_add(client, list, "If-Match", asking->match);
	list = header_add(client, list, "Idempotency-Key", asking->key);
	list = header_add(client, list, "Content-Disposition", disposition_of(client, asking->filename));
	list = header_add(client, list, "Expect", "");          /* no 100-continue: one round trip less */
	return list;
}

#define SET(option, value) must(curl_easy_setopt(curl, option, value) == CURLE_OK)

static void curl_prepare(struct client *client, const struct asking *asking, struct curl_slist *headers,
	struct reading *reading)
{
	CURL *curl = client->http->curl;

	curl_easy_reset(curl);          /* the connection stays */
	SET(CURLOPT_URL, arena_format(&client->arena, "%s%s", client->settings.server, asking->path));
	SET(CURLOPT_CUSTOMREQUEST, asking->method);
	SET(CURLOPT_HTTPHEADER, headers);
	SET(CURLOPT_PROTOCOLS_STR, "http,https");
	SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	SET(CURLOPT_TIMEOUT, ASK_SECONDS);
	SET(CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
	SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(CURLOPT_ERRORBUFFER, client->http->error);
	SET(CURLOPT_WRITEFUNCTION, take_body);
	SET(CURLOPT_WRITEDATA, reading);
	SET(CURLOPT_HEADERFUNCTION, take_header);
	SET(CURLOPT_HEADERDATA, reading);
	if (client->settings.ca != NULL)
		SET(CURLOPT_CAINFO, client->settings.ca);
	if (asking->body != NULL) {
		SET(CURLOPT_POSTFIELDS, asking->body);
		SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)asking->length);
	}
}

static bool breaks_off(CURLcode code)
{
	return code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING ||
		code == CURLE_PARTIAL_FILE;
}

static CURLcode ask_once(struct client *client, const struct asking *asking, struct curl_slist *headers,
	struct reading *reading)
{
	CURLcode code;

	curl_prepare(client, asking, headers, reading);
	client->http->error[0] = '\0';
	code = curl_easy_perform(client->http->curl);
	if (code == CURLE_OK)
		curl_easy_getinfo(client->http->curl, CURLINFO_RESPONSE_CODE, &reading->answer->status);
	return code;
}

int http_ask(struct client *client, const struct asking *asking, struct answer *ret_answer)
{
	struct reading reading = { .answer = ret_answer };
	struct http *http = http_of(client);
	bool safe = asking->key != NULL || strcmp(asking->method, "GET") == 0;
	struct curl_slist *headers = headers_of(client, asking);
	CURLcode code;

	if (server_is_clear(client->settings.server) && !client->settings.cleartext) {
		curl_slist_free_all(headers);
		return client_say(client, ENDED_USAGE,
			"%s would be spoken to in the clear; use https, or --cleartext",
			client->settings.server);
	}
	code = ask_once(client, asking, headers, &reading);
	if (safe && breaks_off(code) && !reading.too_large) {
		buffer_clear(&ret_answer->body);
		code = ask_once(client, asking, headers, &reading);
	}
	curl_slist_free_all(headers);
	if (code == CURLE_OK)
		return ENDED_DONE;
	if (reading.too_large)
		return client_say(client, ENDED_AWAY, "%s: the answer is larger than %ld MiB", asking->path,
			ANSWER_MAX / 1024 / 1024);
	return client_say(client, ENDED_AWAY, "%s: %s%s", client->settings.server,
		http->error[0] != '\0' ? http->error : curl_easy_strerror(code),
		!safe && breaks_off(code) ? client_said(client, "; it may have happened all the same") : "");
}
