/* config - reads key = value strictly: every mistake is told with its place, none is passed over. */
#include "sys/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "sys/config_keys.h"

#define CONFIG_SIZE_MOST (256 << 10)

struct config_reading {
	struct config *config;
	struct buffer *errors;
	const char *file;
	int line;
	int *set_on;                    /* per key the line it was set on, 0 not yet, -1 on the command line */
	bool broken;
};

static void __attribute__((format(printf, 2, 3))) config_wrong(struct config_reading *reading, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(&reading->config->memory, format, args);
	va_end(args);
	if (reading->line > 0)
		buffer_format(reading->errors, "%s:%d: %s\n", reading->file, reading->line, text);
	else
		buffer_format(reading->errors, "%s\n", text);
	reading->broken = true;
}

static void config_set(struct config_reading *reading, const struct config_key *key, const char *value)
{
	int *set_on = &reading->set_on[key - config_keys];
	const char *wrong;

	if (*set_on == -1 && reading->line > 0)
		return;                         /* the command line goes before the file */
	if (*set_on > 0 && key->type != CONFIG_LISTEN) {
		config_wrong(reading, "%s is already set on line %d", key->name, *set_on);
		return;
	}
	*set_on = reading->line > 0 ? reading->line : -1;
	wrong = config_key_set(reading->config, key, value);
	if (wrong != NULL)
		config_wrong(reading, "%s %s: \"%s\"", key->name, wrong, value);
}

static bool config_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void config_read_line(struct config_reading *reading, const char *at, const char *end)
{
	const struct config_key *key;
	const char *name, *name_end;

	while (at < end && config_is_space(*at))
		at++;
	while (end > at && config_is_space(end[-1]))
		end--;
	if (at == end || *at == '#')
		return;
	if (memchr(at, '\0', (size_t)(end - at)) != NULL) {
		config_wrong(reading, "a NUL byte");
		return;
	}
	name = at;
	while (at < end && ((*at >= 'a' && *at <= 'z') || *at == '_'))
		at++;
	name_end = at;
	while (at < end && config_is_space(*at))
		at++;
	if (name == name_end || at == end || *at != '=') {
		config_wrong(reading, "is not key = value");
		return;
	}
	for (at++; at < end && config_is_space(*at); )
		at++;
	key = config_key_find(name, (size_t)(name_end - name));
	if (key == NULL)
		config_wrong(reading, "no such key: %.*s", (int)(name_end - name), name);
	else
		config_set(reading, key, arena_text_n(&reading->config->memory, at, (size_t)(end - at)));
}

static void config_read_settings(struct config_reading *reading, const struct config_setting *settings, int count)
{
	for (int i = 0; i < count; i++) {
		const struct config_key *key = config_key_find(settings[i].key, strlen(settings[i].key));

		must(key != NULL);
		config_set(reading, key, settings[i].value);
		if (strcmp(key->name, "embedded") == 0) /* says where the database is, whatever the file says */
			reading->set_on[config_key_find("database", 8) - config_keys] = -1;
	}
}

static void config_read_defaults(struct config_reading *reading)
{
	for (int i = 0; i < config_key_count; i++)
		if (reading->set_on[i] == 0 && config_keys[i].otherwise != NULL)
			must(config_key_set(reading->config, &config_keys[i], config_keys[i].otherwise) == NULL);
}

/* Host and perhaps port and no more: a login in an address is shown by whoever shows the address. */
static bool config_is_server(const char *url)
{
	const char *host = strncmp(url, "smtp://", 7) == 0 ? url + 7 : strncmp(url, "smtps://", 8) == 0 ? url + 8 : "";

	return *host != '\0' && strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == strlen(host);
}

/* As strict as what is sent to: printable ASCII and one @ with something on both sides. */
static bool config_is_address(const char *text)
{
	const char *at = strchr(text, '@');

	for (const char *c = text; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>()[],;:\\\"", *c) != NULL)
			return false;
	return at != NULL && at != text && at[1] != '\0' && strchr(at + 1, '@') == NULL;
}

static void config_judge_mail(struct config_reading *reading)
{
	const struct config *config = reading->config;

	if (config->smtp_url != NULL && !config_is_server(config->smtp_url))
		config_wrong(reading, "%s: smtp_url is neither smtp://HOST:PORT nor smtps://HOST:PORT", reading->file);
	if (config->smtp_url != NULL && config->mail_from == NULL)
		config_wrong(reading, "%s: smtp_url needs mail_from", reading->file);
	if (config->mail_from != NULL && !config_is_address(config->mail_from))
		config_wrong(reading, "%s: mail_from is no mail address", reading->file);
	if ((config->smtp_user == NULL) != (config->smtp_password_file == NULL))
		config_wrong(reading, "%s: smtp_user and smtp_password_file belong together", reading->file);
	if (config->public_url != NULL && strncmp(config->public_url, "https://", 8) != 0
		&& strncmp(config->public_url, "http://", 7) != 0)
		config_wrong(reading, "%s: public_url is neither http:// nor https://", reading->file);
}

/* What holds between keys. */
static void config_judge(struct config_reading *reading)
{
	const struct config *config = reading->config;

	if ((config->tls_certificate == NULL) != (config->tls_key == NULL))
		config_wrong(reading, "%s: tls_certificate and tls_key belong together", reading->file);
	if (config->embedded != NULL && config->database != NULL)
		config_wrong(reading, "%s: embedded and database exclude each other", reading->file);
	if (config->embedded == NULL && config->database == NULL)
		config_wrong(reading, "no database: set database, or give --embedded DIR");
	config_judge_mail(reading);
}

int config_parse(const char *file, const char *text, size_t length, const struct config_setting *settings,
	int count, struct config **ret_config, struct buffer *errors)
{
	struct config *config = calloc(1, sizeof *config);
	struct config_reading reading = { .config = config, .errors = errors, .file = file };
	const char *end = text + length;

	must(config != NULL);
	arena_init(&config->memory);
	reading.set_on = arena_take_array(&config->memory, (size_t)config_key_count, sizeof *reading.set_on);
	config_read_settings(&reading, settings, count);
	for (const char *at = text, *eol; at < end; at = eol + 1) {
		eol = memchr(at, '\n', (size_t)(end - at));
		if (eol == NULL)
			eol = end;
		reading.line++;
		config_read_line(&reading, at, eol);
	}
	reading.line = 0;
	config_read_defaults(&reading);
	config_judge(&reading);
	if (reading.broken) {
		config_free(config);
		return FAULT_CONFIG;
	}
	*ret_config = config;
	return 0;
}

int config_load(const char *file, const struct config_setting *settings, int count,
	struct config **ret_config, struct buffer *errors)
{
	const char *name = file != NULL ? file : CONFIG_FILE;
	size_t length = 0;
	char *text = NULL;
	FILE *in = fopen(name, "re");
	int r;

	if (in != NULL) {
		must((text = malloc(CONFIG_SIZE_MOST)) != NULL);
		length = fread(text, 1, CONFIG_SIZE_MOST, in);
	} else if (file != NULL || errno != ENOENT) {
		buffer_format(errors, "%s: %s\n", name, strerror(errno));
		return FAULT_CONFIG;
	}
	if (in != NULL && (ferror(in) || length == CONFIG_SIZE_MOST)) {
		buffer_format(errors, "%s: %s\n", name, ferror(in) ? strerror(errno) : "is too large");
		r = FAULT_CONFIG;
	} else {
		r = config_parse(name, text != NULL ? text : "", length, settings, count, ret_config, errors);
	}
	if (in != NULL)
		fclose(in);
	free(text);
	return r;
}

void config_free(struct config *config)
{
	if (config == NULL)
		return;
	arena_release(&config->memory);
	free(config);
}

const char *config_changed_for_good(const struct config *old, const struct config *new)
{
	for (int i = 0; i < config_key_count; i++) {
		const char *a, *b;

		if (!config_keys[i].for_good)
			continue;
		a = *(const char *const *)((const char *)old + config_keys[i].offset);
		b = *(const char *const *)((const char *)new + config_keys[i].offset);
		if ((a == NULL) != (b == NULL) || (a != NULL && strcmp(a, b) != 0))
			return config_keys[i].name;
	}
	return NULL;
}

void config_print_keys(FILE *out)
{
	for (int i = 0; i < config_key_count; i++)
		fprintf(out, "  %-18s %s%s%s%s\n", config_keys[i].name, config_keys[i].text,
			config_keys[i].otherwise != NULL ? " [" : "",
			config_keys[i].otherwise != NULL ? config_keys[i].otherwise : "",
			config_keys[i].otherwise != NULL ? "]" : "");
}
