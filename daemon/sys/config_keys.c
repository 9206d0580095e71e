/* config_keys - every key of the configuration, its limits, and how its value is read. */
#include "sys/config_keys.h"

#include <string.h>

#include "base/log.h"
#include "sys/config.h"

#define AT(member) offsetof(struct config, member)

const struct config_key config_keys[] = {
	{ "listen",            CONFIG_LISTEN,  AT(listen),            "127.0.0.1:8080",  0, 32, false, "ADDR:PORT, [ADDR]:PORT or unix:PATH; may be repeated" },
	{ "tls_certificate",   CONFIG_TEXT,    AT(tls_certificate),   NULL,              0, 0, false, "PEM file: certificate and chain" },
	{ "tls_key",           CONFIG_TEXT,    AT(tls_key),           NULL,              0, 0, false, "PEM file: its private key" },
	{ "embedded",          CONFIG_TEXT,    AT(embedded),          NULL,              0, 0, true,  "directory of a private PostgreSQL" },
	{ "database",          CONFIG_TEXT,    AT(database),          NULL,              0, 0, true,  "libpq connection string of the daemon's role" },
	{ "database_owner",    CONFIG_TEXT,    AT(database_owner),    NULL,              0, 0, true,  "the same for the role that owns the tables" },
	{ "state_dir",         CONFIG_TEXT,    AT(state_dir),         "/var/lib/tilsyn", 0, 0, true,  "directory for what the daemon writes itself" },
	{ "user",              CONFIG_TEXT,    AT(user),              "tilsyn",          0, 0, true,  "whom to become when started as root" },
	{ "workers",           CONFIG_COUNT,   AT(workers),           "2",               1, 64, false, "how many doors" },
	{ "stop_timeout",      CONFIG_SECONDS, AT(stop_timeout),      "30",              1, 600, false, "how long a door may finish its requests" },
	{ "log_level",         CONFIG_LEVEL,   AT(log_level),         "info",            0, 0, false, "error, warning, notice, info or debug" },
	{ "max_connections",   CONFIG_COUNT,   AT(max_connections),   "4000",            1, 100000, false, "callers connected to a door at once" },
	{ "read_connections",  CONFIG_COUNT,   AT(read_connections),  "4",               1, 64, false, "connections a door has for reading" },
	{ "write_connections", CONFIG_COUNT,   AT(write_connections), "8",               1, 64, false, "connections a door has for commands" },
	{ "queue_limit",       CONFIG_COUNT,   AT(queue_limit),       "1000",            0, 100000, false, "requests that may wait for a connection" },
	{ "queue_timeout",     CONFIG_SECONDS, AT(queue_timeout),     "5",               1, 600, false, "how long they may wait" },
	{ "statement_timeout", CONFIG_SECONDS, AT(statement_timeout), "10",              1, 600, false, "how long the database may take for a statement" },
	{ "request_timeout",   CONFIG_SECONDS, AT(request_timeout),   "30",              1, 600, false, "how long a caller may take to send a request" },
	{ "idle_timeout",      CONFIG_SECONDS, AT(idle_timeout),      "60",              1, 3600, false, "how long a silent caller stays connected" },
	{ "header_limit",      CONFIG_SIZE,    AT(header_limit),      "16K",             1 << 10, 64 << 10, false, "size of a request's headers" },
	{ "body_limit",        CONFIG_SIZE,    AT(body_limit),        "1M",              1 << 10, 1 << 20, false, "size of a JSON body" },
	{ "attachment_limit",  CONFIG_SIZE,    AT(attachment_limit),  "32M",             1 << 10, 32 << 20, false, "size of an attachment" },
	{ "archive_dir",       CONFIG_TEXT,    AT(archive_dir),       NULL,              0, 0, false, "folder that the archive's connector watches" },
	{ "smtp_url",          CONFIG_TEXT,    AT(smtp_url),          NULL,              0, 0, false, "where mail goes, smtp://HOST:PORT or smtps://HOST:PORT" },
	{ "smtp_tls",          CONFIG_SWITCH,  AT(smtp_tls),          "yes",             0, 0, false, "whether smtp:// must turn to TLS before anything is said" },
	{ "smtp_ca",           CONFIG_TEXT,    AT(smtp_ca),           NULL,              0, 0, false, "PEM file: who may vouch for the mail server" },
	{ "smtp_user",         CONFIG_TEXT,    AT(smtp_user),         NULL,              0, 0, false, "whom to log in as at the mail server" },
	{ "smtp_password_file", CONFIG_TEXT,   AT(smtp_password_file), NULL,             0, 0, false, "file with the password for that, on its first line" },
	{ "smtp_timeout",      CONFIG_SECONDS, AT(smtp_timeout),      "60",              1, 600, false, "how long one mail may take" },
	{ "mail_from",         CONFIG_TEXT,    AT(mail_from),         NULL,              0, 0, false, "the address that mail comes from" },
	{ "public_url",        CONFIG_TEXT,    AT(public_url),        NULL,              0, 0, false, "what the links in mail begin with, before a case number" },
};
const int config_key_count = sizeof config_keys / sizeof config_keys[0];

const struct config_key *config_key_find(const char *name, size_t length)
{
	for (int i = 0; i < config_key_count; i++)
		if (strlen(config_keys[i].name) == length && memcmp(config_keys[i].name, name, length) == 0)
			return &config_keys[i];
	return NULL;
}

/* Decimal digits and, for a size, K or M; ret -1 when it is not. */
static long config_number(const char *text, bool size)
{
	long value = 0;
	const char *at = text;

	for (; *at >= '0' && *at <= '9'; at++)
		if ((value = value * 10 + (*at - '0')) > 1L << 40)
			return -1;
	if (at == text)
		return -1;
	if (size && (*at == 'K' || *at == 'M'))
		value <<= *at++ == 'K' ? 10 : 20;
	return *at == '\0' ? value : -1;
}

static long config_level(const char *text)
{
	static const char *const names[] = {
		[LOG_LEVEL_ERROR] = "error", [LOG_LEVEL_WARNING] = "warning", [LOG_LEVEL_NOTICE] = "notice",
		[LOG_LEVEL_INFO] = "info", [LOG_LEVEL_DEBUG] = "debug",
	};

	for (int level = LOG_LEVEL_ERROR; level <= LOG_LEVEL_DEBUG; level++)
		if (strcmp(text, names[level]) == 0)
			return level;
	return -1;
}

static long config_switch(const char *text)
{
	return strcmp(text, "yes") == 0 ? 1 : strcmp(text, "no") == 0 ? 0 : -1;
}

/* The port after the last colon, and an address before it; who it belongs to is asked at bind. */
static bool config_listen_valid(const char *text)
{
	const char *colon = strrchr(text, ':');
	long port;

	if (strncmp(text, "unix:", 5) == 0)
		return text[5] == '/';
	if (colon == NULL || colon == text || (port = config_number(colon + 1, false)) < 0 || port > 65535)
		return false;
	if (text[0] == '[')
		return colon[-1] == ']' && colon - text > 2;
	return memchr(text, ':', (size_t)(colon - text)) == NULL;
}

static const char *config_listen_add(struct config *config, const struct config_key *key, const char *value)
{
	int count = (int)config->listens;
	const char **item;

	if (!config_listen_valid(value))
		return "is not ADDR:PORT, [ADDR]:PORT or unix:/PATH";
	if (count >= key->most)
		return arena_format(&config->memory, "is set more than %ld times", key->most);
	for (int i = 0; i < count; i++)
		if (strcmp(config->listen[i], value) == 0)
			return "is the same place twice";
	item = arena_push(&config->memory, (void **)&config->listen, &count, sizeof *item);
	*item = arena_text(&config->memory, value);
	config->listens = count;
	return NULL;
}

const char *config_key_set(struct config *config, const struct config_key *key, const char *value)
{
	void *member = (char *)config + key->offset;
	long number;

	if (value[0] == '\0')
		return "is empty";
	switch (key->type) {
	case CONFIG_TEXT:
		*(const char **)member = arena_text(&config->memory, value);
		return NULL;
	case CONFIG_LISTEN:
		return config_listen_add(config, key, value);
	case CONFIG_LEVEL:
		if ((number = config_level(value)) < 0)
			return "is none of error, warning, notice, info and debug";
		break;
	case CONFIG_SWITCH:
		if ((number = config_switch(value)) < 0)
			return "is neither yes nor no";
		break;
	default:
		number = config_number(value, key->type == CONFIG_SIZE);
		if (number < key->least || number > key->most)
			return arena_format(&config->memory, "is not a number from %ld to %ld", key->least, key->most);
	}
	*(long *)member = number;
	return NULL;
}
