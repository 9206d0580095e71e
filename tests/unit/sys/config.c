/* config - a configuration is taken whole or refused with every mistake in its place. */
#include "unit.h"

#include "base/buffer.h"
#include "base/fault.h"
#include "base/log.h"
#include "sys/config.h"
#include "sys/config_keys.h"

static struct config *config;
static struct buffer errors;

static int parse(const char *text, const struct config_setting *settings, int count)
{
	config_free(config);
	config = NULL;
	buffer_clear(&errors);
	return config_parse("f", text, strlen(text), settings, count, &config, &errors);
}

static void good(const char *text)
{
	if (parse(text, NULL, 0) != 0)
		fail_msg("refused: %s\n%s", text, errors.data);
}

/* The whole of what is said, so that nothing is said twice. */
static void bad(const char *text, const char *said)
{
	assert_int_equal(parse(text, NULL, 0), FAULT_CONFIG);
	assert_string_equal(errors.data, said);
}

TEST(what_is_not_set_has_the_default_of_the_table)
{
	good("embedded = /d");
	assert_int_equal(config->listens, 1);
	assert_string_equal(config->listen[0], "127.0.0.1:8080");
	assert_int_equal(config->workers, 2);
	assert_int_equal(config->body_limit, 1 << 20);
	assert_int_equal(config->attachment_limit, 32 << 20);
	assert_int_equal(config->log_level, LOG_LEVEL_INFO);
	assert_null(config->database);
	assert_string_equal(config->user, "tilsyn");
}

TEST(a_value_runs_to_the_end_of_its_line)
{
	good("# a comment\n\n\t database =  host=a password='x # y' dbname=t \t\r\nworkers=64");
	assert_string_equal(config->database, "host=a password='x # y' dbname=t");
	assert_int_equal(config->workers, 64);
	assert_null(config->embedded);
}

TEST(listen_may_be_repeated_and_replaces_the_default)
{
	good("embedded = /d\nlisten = [::1]:80\nlisten = unix:/run/x\nlisten = localhost:0\n");
	assert_int_equal(config->listens, 3);
	assert_string_equal(config->listen[1], "unix:/run/x");
	bad("embedded = /d\nlisten = 1.2.3.4:5\nlisten = 1.2.3.4:5\n",
		"f:3: listen is the same place twice: \"1.2.3.4:5\"\n");
}

TEST(a_place_needs_an_address_and_a_port)
{
	static const char *const wrong[] = { "8080", ":8080", "a:", "a:65536", "a:-1", "::1:80", "[]:80", "[::1]", "unix:x", "a:1 " "x" };
	char text[128];

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		snprintf(text, sizeof text, "embedded = /d\nlisten = %s\n", wrong[i]);
		assert_int_equal(parse(text, NULL, 0), FAULT_CONFIG);
		assert_non_null(strstr(errors.data, "f:2: listen is not ADDR:PORT"));
	}
}

TEST(every_mistake_is_told_at_once_with_its_line)
{
	bad("embedded /d\nworkers = 0\nworker = 1\nqueue_limit = 5x\nlog_level = loud\nworkers = 3\nsmtp_url =\n",
		"f:1: is not key = value\n"
		"f:2: workers is not a number from 1 to 64: \"0\"\n"
		"f:3: no such key: worker\n"
		"f:4: queue_limit is not a number from 0 to 100000: \"5x\"\n"
		"f:5: log_level is none of error, warning, notice, info and debug: \"loud\"\n"
		"f:6: workers is already set on line 2\n"
		"f:7: smtp_url is empty: \"\"\n"
		"no database: set database, or give --embedded DIR\n");
}

TEST(a_size_knows_its_units_and_no_number_wraps_around)
{
	good("embedded = /d\nbody_limit = 2K\nheader_limit = 2048\nattachment_limit = 1M");
	assert_int_equal(config->body_limit, 2048);
	assert_int_equal(config->header_limit, 2048);
	assert_int_equal(config->attachment_limit, 1 << 20);
	assert_int_equal(parse("embedded = /d\nbody_limit = 2M", NULL, 0), FAULT_CONFIG);
	assert_int_equal(parse("embedded = /d\nbody_limit = 18446744073709552640", NULL, 0), FAULT_CONFIG);
	assert_int_equal(parse("embedded = /d\nworkers = 1K", NULL, 0), FAULT_CONFIG);
	assert_int_equal(parse("embedded = /d\nbody_limit = -1", NULL, 0), FAULT_CONFIG);
}

TEST(what_belongs_together_is_set_together)
{
	bad("embedded = /d\ntls_key = /k\n", "f: tls_certificate and tls_key belong together\n");
	bad("embedded = /d\ndatabase = dbname=x\n", "f: embedded and database exclude each other\n");
	bad("embedded = /d\nsmtp_url = http://x\n", "f: smtp_url is neither smtp://HOST:PORT nor smtps://HOST:PORT\nf: smtp_url needs mail_from\n");
	bad("embedded = /d\nsmtp_url = smtp://kari:hemmelig@x\nmail_from = a@b.no\n",
		"f: smtp_url is neither smtp://HOST:PORT nor smtps://HOST:PORT\n");
	bad("embedded = /d\nsmtp_url = smtps://\nmail_from = a@b.no\n",
		"f: smtp_url is neither smtp://HOST:PORT nor smtps://HOST:PORT\n");
	bad("embedded = /d\nmail_from = Kari <a@b.no>\n", "f: mail_from is no mail address\n");
	bad("embedded = /d\nmail_from = a@\n", "f: mail_from is no mail address\n");
	bad("embedded = /d\nsmtp_user = kari\n", "f: smtp_user and smtp_password_file belong together\n");
	bad("embedded = /d\npublic_url = tilsyn.no\n", "f: public_url is neither http:// nor https://\n");
	bad("embedded = /d\nsmtp_tls = perhaps\n", "f:2: smtp_tls is neither yes nor no: \"perhaps\"\n");
	bad("", "no database: set database, or give --embedded DIR\n");
}

TEST(a_nul_byte_ends_no_line)
{
	static const char text[] = "embedded = /d\0x\n";

	config_free(config);
	config = NULL;
	buffer_clear(&errors);
	assert_int_equal(config_parse("f", text, sizeof text - 1, NULL, 0, &config, &errors), FAULT_CONFIG);
	assert_non_null(strstr(errors.data, "f:1: a NUL byte\n"));
}

TEST(the_command_line_goes_before_the_file)
{
	const struct config_setting settings[] = { { "embedded", "/other" }, { "listen", "a:1" }, { "listen", "a:2" } };

	assert_int_equal(parse("listen = b:3\ndatabase = dbname=x\nembedded = /d\n", settings, 3), 0);
	assert_string_equal(config->embedded, "/other");
	assert_null(config->database);
	assert_int_equal(config->listens, 2);
	assert_string_equal(config->listen[1], "a:2");
	assert_int_equal(parse("embedded = /d", (struct config_setting[]){ { "listen", "x" } }, 1), FAULT_CONFIG);
	assert_string_equal(errors.data, "listen is not ADDR:PORT, [ADDR]:PORT or unix:/PATH: \"x\"\n");
}

TEST(a_running_daemon_keeps_its_database)
{
	struct config *old;

	good("embedded = /d\nworkers = 2");
	old = config;
	config = NULL;
	good("embedded = /d\nworkers = 4");
	assert_null(config_changed_for_good(old, config));
	good("embedded = /e");
	assert_string_equal(config_changed_for_good(old, config), "embedded");
	good("database = dbname=x");
	assert_non_null(config_changed_for_good(old, config));
	config_free(old);
}

TEST(a_file_that_cannot_be_read_is_told)
{
	buffer_clear(&errors);
	assert_int_equal(config_load("/nonexistent/x.conf", NULL, 0, &config, &errors), FAULT_CONFIG);
	assert_string_equal(errors.data, "/nonexistent/x.conf: No such file or directory\n");
}

TEST(every_default_of_the_table_is_a_good_value)
{
	for (int i = 0; i < config_key_count; i++) {
		char text[256];

		if (config_keys[i].otherwise == NULL || strcmp(config_keys[i].name, "embedded") == 0)
			continue;
		snprintf(text, sizeof text, "embedded = /d\n%s = %s\n", config_keys[i].name, config_keys[i].otherwise);
		good(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_set_has_the_default_of_the_table),
		cmocka_unit_test(a_value_runs_to_the_end_of_its_line),
		cmocka_unit_test(listen_may_be_repeated_and_replaces_the_default),
		cmocka_unit_test(a_place_needs_an_address_and_a_port),
		cmocka_unit_test(every_mistake_is_told_at_once_with_its_line),
		cmocka_unit_test(a_size_knows_its_units_and_no_number_wraps_around),
		cmocka_unit_test(what_belongs_together_is_set_together),
		cmocka_unit_test(a_nul_byte_ends_no_line),
		cmocka_unit_test(the_command_line_goes_before_the_file),
		cmocka_unit_test(a_running_daemon_keeps_its_database),
		cmocka_unit_test(a_file_that_cannot_be_read_is_told),
		cmocka_unit_test(every_default_of_the_table_is_a_good_value),
	};
	int r;

	buffer_init(&errors);
	r = RUN(tests);
	config_free(config);
	buffer_release(&errors);
	return r;
}
