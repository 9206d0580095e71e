/* settings - where the server, the language and the token come from, and who may read the token. */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "client/settings.h"

static struct arena arena;
static char home[] = "/tmp/tilsyn-settings-XXXXXX";

static void write_file(const char *name, const char *text, mode_t mode)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof path, "%s/tilsyn/%s", home, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	chmod(path, mode);
}

static const char *load(struct settings *settings)
{
	*settings = (struct settings){ .json = false };
	return settings_load(settings, &arena);
}

static int begin(void **unused __attribute__((unused)))
{
	char path[200];

	arena_init(&arena);
	snprintf(path, sizeof path, "%s/tilsyn", home);
	mkdir(path, 0700);
	write_file("config", "", 0600);
	write_file("tokens", "", 0600);
	setenv("XDG_CONFIG_HOME", home, 1);
	unsetenv("TILSYN_SERVER");
	unsetenv("TILSYN_TOKEN");
	return 0;
}

static int end(void **unused __attribute__((unused)))
{
	arena_release(&arena);
	return 0;
}

TEST(the_command_line_goes_before_the_environment_and_that_before_the_file)
{
	struct settings settings;

	write_file("config", "# mine\nserver = https://file.example/\n language=nn \n", 0600);
	assert_null(load(&settings));
	assert_string_equal(settings.server, "https://file.example");
	assert_string_equal(settings.language, "nn");
	setenv("TILSYN_SERVER", "https://environment.example", 1);
	assert_null(load(&settings));
	assert_string_equal(settings.server, "https://environment.example");
	settings = (struct settings){ .server = "https://line.example", .language = "en" };
	assert_null(settings_load(&settings, &arena));
	assert_string_equal(settings.server, "https://line.example");
	assert_string_equal(settings.language, "en");
}

TEST(a_line_that_is_no_setting_is_told_with_its_number)
{
	struct settings settings;

	write_file("config", "server = https://a.example\nport = 80\n", 0600);
	assert_non_null(strstr(load(&settings), "config:2: port"));
	write_file("config", "server\n", 0600);
	assert_non_null(strstr(load(&settings), "config:1:"));
	write_file("config", "language = se\n", 0600);
	assert_non_null(strstr(load(&settings), "se is no language"));
}

TEST(a_token_is_of_one_server_and_stays_when_another_gets_one)
{
	struct settings settings, other = { .server = "https://b.example" };

	write_file("tokens", "https://a.example one\n", 0600);
	write_file("config", "server = https://a.example\nlanguage = nn\n", 0600);
	assert_null(load(&settings));
	assert_string_equal(settings.token, "one");
	assert_null(settings_load(&other, &arena));
	assert_null(other.token);
	assert_null(settings_keep_token(&other, "two", &arena));
	assert_null(settings_keep_server(&other, &arena));
	assert_null(load(&settings));
	assert_string_equal(settings.server, "https://b.example");
	assert_string_equal(settings.token, "two");
	assert_string_equal(settings.language, "nn");
	assert_null(settings_keep_token(&other, NULL, &arena));
	settings = (struct settings){ .server = "https://a.example" };
	assert_null(settings_load(&settings, &arena));
	assert_string_equal(settings.token, "one");
	assert_null(load(&settings));
	assert_null(settings.token);
}

TEST(a_server_whose_name_another_begins_with_is_another)
{
	struct settings settings = { .server = "https://a.example" };

	write_file("tokens", "https://a.example.evil one\n", 0600);
	assert_null(settings_load(&settings, &arena));
	assert_null(settings.token);
}

TEST(tokens_that_others_may_read_are_refused)
{
	struct settings settings;
	static const mode_t modes[] = { 0604, 0640, 0660, 0602, 0601, 0644 };

	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		write_file("tokens", "http://127.0.0.1:8080 one\n", modes[i]);
		assert_non_null(strstr(load(&settings), "others may read it"));
		assert_non_null(settings_keep_token(&settings, "two", &arena));
	}
	write_file("tokens", "http://127.0.0.1:8080 one\n", 0600);
	assert_null(load(&settings));
	assert_string_equal(settings.token, "one");
}

TEST(a_kept_token_is_readable_by_its_owner_only)
{
	struct settings settings;
	char path[200];
	struct stat status;

	snprintf(path, sizeof path, "%s/tilsyn/tokens", home);
	unlink(path);
	umask(0);
	assert_null(load(&settings));
	assert_null(settings_keep_token(&settings, "one", &arena));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

TEST(a_server_is_http_or_https_a_host_and_nothing_secret)
{
	static const char *const good[] = { "http://a", "https://tilsyn.example", "http://127.0.0.1:8080", "http://[::1]:8080",
		"https://a.example/tilsyn" };
	static const char *const bad[] = { "", "a.example", "ftp://a", "http://", "https:///x", "http://u@a", "http://a?b",
		"http://a#b", "http://a b", "http://a\nb", "https://:80" };

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		if (!server_valid(good[i]))
			fail_msg("%s was refused", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (server_valid(bad[i]))
			fail_msg("%s was taken", bad[i]);
}

TEST(only_this_machine_is_spoken_to_in_the_clear)
{
	assert_false(server_is_clear("https://tilsyn.example"));
	assert_false(server_is_clear("http://127.0.0.1:8080"));
	assert_false(server_is_clear("http://127.8.9.1"));
	assert_false(server_is_clear("http://localhost:80"));
	assert_false(server_is_clear("http://[::1]:8080/x"));
	assert_true(server_is_clear("http://tilsyn.example"));
	assert_true(server_is_clear("http://127.0.0.1.example"));
	assert_true(server_is_clear("http://127.example.no:80"));
	assert_true(server_is_clear("http://localhost.example"));
	assert_true(server_is_clear("http://10.0.0.1"));
}

TEST(the_language_is_the_environments_where_nothing_else_says)
{
	struct settings settings = { .language = NULL };

	unsetenv("LC_MESSAGES");
	unsetenv("LC_ALL");
	setenv("LANG", "nn_NO.UTF-8", 1);
	assert_int_equal(settings_language(&settings), LANGUAGE_NN);
	setenv("LC_MESSAGES", "en_US.UTF-8", 1);
	assert_int_equal(settings_language(&settings), LANGUAGE_EN);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_int_equal(settings_language(&settings), LANGUAGE_NB);
	settings.language = "nn";
	assert_int_equal(settings_language(&settings), LANGUAGE_NN);
}

#define IN_HOME(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOME(the_command_line_goes_before_the_environment_and_that_before_the_file),
		IN_HOME(a_line_that_is_no_setting_is_told_with_its_number),
		IN_HOME(a_token_is_of_one_server_and_stays_when_another_gets_one),
		IN_HOME(a_server_whose_name_another_begins_with_is_another),
		IN_HOME(tokens_that_others_may_read_are_refused),
		IN_HOME(a_kept_token_is_readable_by_its_owner_only),
		cmocka_unit_test(a_server_is_http_or_https_a_host_and_nothing_secret),
		cmocka_unit_test(only_this_machine_is_spoken_to_in_the_clear),
		IN_HOME(the_language_is_the_environments_where_nothing_else_says),
	};
	int failed;

	if (mkdtemp(home) == NULL)
		return 99;
	failed = RUN(tests);
	if (failed == 0) {
		char command[300];

		snprintf(command, sizeof command, "%s/tilsyn/config", home);
		unlink(command);
		snprintf(command, sizeof command, "%s/tilsyn/tokens", home);
		unlink(command);
		snprintf(command, sizeof command, "%s/tilsyn", home);
		rmdir(command);
		rmdir(home);
	}
	return failed;
}
