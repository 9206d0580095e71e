/* embedded - the private cluster is ours alone, made whole, and survives what is done to it. */
#include "unit.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "scratch.h"
#include "store/cluster.h"
#include "store/postmaster.h"

static struct scratch scratch;

static const char *ask(const char *conninfo, const char *sql)
{
	static char answer[256];
	PGconn *pg = PQconnectdb(conninfo);
	PGresult *result = PQexec(pg, sql);

	if (PQresultStatus(result) == PGRES_TUPLES_OK)
		snprintf(answer, sizeof answer, "%s", PQgetvalue(result, 0, 0));
	else if (PQresultStatus(result) == PGRES_COMMAND_OK)
		snprintf(answer, sizeof answer, "done");
	else
		snprintf(answer, sizeof answer, "%s", PQerrorMessage(pg));
	PQclear(result);
	PQfinish(pg);
	return answer;
}

static void end(int signal)
{
	int status;

	kill(scratch.pid, signal);
	assert_int_equal(waitpid(scratch.pid, &status, 0), scratch.pid);
}

static void write_pid(const char *where, const char *text)
{
	char path[EMBEDDED_PATH + 64];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", scratch.embedded.dir, where);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

TEST(the_cluster_is_made_as_the_house_wants_it)
{
	assert_string_equal(ask(scratch.conninfo, "SELECT current_user || ' ' || pg_encoding_to_char(encoding) || ' ' || datcollate"
		" || ' ' || datlocprovider::text || ' ' || daticulocale FROM pg_database WHERE datname = current_database()"),
		"tilsyn UTF8 C.UTF-8 i nb-NO");
	assert_string_equal(ask(scratch.conninfo, "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN "
		"('data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit', 'jit', 'max_parallel_workers_per_gather')"),
		"on on on off 0 on");
	assert_string_equal(ask(scratch.conninfo, "SHOW listen_addresses"), "");
	assert_string_equal(ask(scratch.conninfo, "SELECT 'a' < 'B' AND 'B' < 'c' AND 'ø' > 'z' AND 'å' > 'ø'"), "t");
}

TEST(an_operator_cannot_switch_durability_off_for_good)
{
	assert_string_equal(ask(scratch.admin, "ALTER SYSTEM SET fsync = off"), "done");
	end(SIGINT);
	scratch_run_postmaster(&scratch);
	assert_string_equal(ask(scratch.conninfo, "SHOW fsync"), "on");
	assert_string_equal(ask(scratch.admin, "ALTER SYSTEM RESET fsync"), "done");
}

TEST(the_socket_is_nobody_elses)
{
	struct stat st;

	assert_int_equal(stat(scratch.embedded.run, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(scratch.embedded.dir, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_non_null(strstr(ask(scratch.conninfo, "CREATE TABLE public.x ()"), "permission denied"));
}

TEST(a_second_taker_is_told_that_the_directory_is_busy)
{
	struct embedded other = { .lock = -1 };

	assert_int_equal(embedded_open(&other, scratch.base, geteuid(), getegid()), EMBEDDED_BUSY);
	assert_int_equal(other.lock, -1);
}

TEST(a_directory_with_something_else_in_it_is_refused)
{
	struct embedded other = { .lock = -1 };
	char path[128], file[160];

	snprintf(path, sizeof path, "%s/foreign", scratch.base);
	snprintf(file, sizeof file, "%s/letter", path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(close(creat(file, 0600)), 0);
	assert_int_equal(embedded_open(&other, path, geteuid(), getegid()), FAULT_SYSTEM);
	assert_non_null(strstr(other.why, "something that tilsynd did not make"));
	assert_int_equal(access(file, F_OK), 0);
}

TEST(a_directory_that_cannot_be_passed_is_named)
{
	struct embedded other = { .lock = -1 };
	char path[128], deep[160];

	snprintf(path, sizeof path, "%s/closed", scratch.base);
	snprintf(deep, sizeof deep, "%s/d", path);
	assert_int_equal(embedded_open(&other, deep, geteuid(), getegid()), 0);
	assert_int_equal(chmod(path, 0), 0);
	assert_int_equal(embedded_enter(&other), FAULT_SYSTEM);
	assert_int_equal(chmod(path, 0700), 0);
	assert_non_null(strstr(other.why, "cannot pass"));
	assert_non_null(strstr(other.why, path));
	embedded_close(&other);
}

TEST(a_long_name_gets_its_socket_elsewhere_and_keeps_it)
{
	struct embedded first = { .lock = -1 }, second = { .lock = -1 }, third = { .lock = -1 };
	char path[256];
	struct stat st;

	snprintf(path, sizeof path, "%s/%0120d", scratch.base, 1);
	assert_int_equal(embedded_open(&first, path, geteuid(), getegid()), 0);
	assert_int_equal(embedded_enter(&first), 0);
	assert_true(strlen(first.run) < 40);
	assert_int_equal(stat(first.run, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	embedded_close(&first);
	assert_int_equal(embedded_open(&second, path, geteuid(), getegid()), 0);
	assert_int_equal(embedded_enter(&second), 0);
	assert_string_equal(first.run, second.run);
	embedded_close(&second);
	assert_int_equal(chmod(second.run, 0755), 0);
	assert_int_equal(embedded_open(&third, path, geteuid(), getegid()), 0);
	assert_int_equal(embedded_enter(&third), 0);
	assert_string_not_equal(second.run, third.run);
	embedded_close(&third);
	rmdir(second.run);
	rmdir(third.run);
}

TEST(what_was_committed_is_there_after_a_kill)
{
	PGconn *busy = PQconnectdb(scratch.admin);

	assert_int_equal(PQsendQuery(busy, "SELECT pg_sleep(600)"), 1);
	ask(scratch.admin, "CREATE TABLE kept AS SELECT 42 AS a");
	end(SIGKILL);
	scratch_run_postmaster(&scratch);
	PQfinish(busy);
	assert_string_equal(ask(scratch.admin, "SELECT a FROM kept"), "42");
}

/* The number that a dead postmaster left may belong to anybody by now: here to this test. */
TEST(a_number_that_somebody_else_has_by_now_does_not_stop_the_start)
{
	char text[64];

	end(SIGKILL);
	snprintf(text, sizeof text, "%ld\n", (long)getppid());
	write_pid("pg/postmaster.pid", text);
	write_pid("run/.s.PGSQL.5432.lock", text);
	scratch_run_postmaster(&scratch);
	assert_string_equal(ask(scratch.admin, "SELECT 1"), "1");
	end(SIGKILL);
	write_pid("pg/postmaster.pid", "");
	scratch_run_postmaster(&scratch);
	assert_string_equal(ask(scratch.admin, "SELECT 1"), "1");
}

TEST(a_postmaster_that_was_left_behind_is_stopped_before_the_next_begins)
{
	pid_t left = scratch.pid;
	int status;

	ask(scratch.admin, "CREATE TABLE left_behind AS SELECT 43 AS a");
	scratch_run_postmaster(&scratch);
	assert_int_not_equal(scratch.pid, left);
	assert_int_equal(waitpid(left, &status, 0), left);
	assert_int_equal(status, 0);
	assert_string_equal(ask(scratch.admin, "SELECT a FROM left_behind"), "43");
}

TEST(a_half_made_cluster_is_made_anew)
{
	struct embedded other = { .lock = -1 };
	char path[128], half[160];

	snprintf(path, sizeof path, "%s/half", scratch.base);
	assert_int_equal(embedded_open(&other, path, geteuid(), getegid()), 0);
	assert_int_equal(embedded_enter(&other), 0);
	snprintf(half, sizeof half, "%s/pg.new", path);
	assert_int_equal(mkdir(half, 0700), 0);
	snprintf(half, sizeof half, "%s/pg.new/PG_VERSION", path);
	assert_int_equal(close(creat(half, 0600)), 0);
	assert_int_equal(cluster_make(&other), 0);
	snprintf(half, sizeof half, "%s/pg/postgresql.conf", path);
	assert_int_equal(access(half, R_OK), 0);
	assert_int_equal(cluster_make(&other), 0);
	embedded_close(&other);
}

TEST(what_stops_initdb_is_told_in_its_words)
{
	struct embedded other = { .lock = -1 };
	char path[128];

	snprintf(path, sizeof path, "%s/readonly", scratch.base);
	assert_int_equal(embedded_open(&other, path, geteuid(), getegid()), 0);
	assert_int_equal(embedded_enter(&other), 0);
	assert_int_equal(chmod(path, 0500), 0);
	assert_int_equal(cluster_make(&other), FAULT_SYSTEM);
	assert_int_equal(chmod(path, 0700), 0);
	assert_non_null(strstr(other.why, "initdb ended with 1: error: could not create directory"));
	embedded_close(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cluster_is_made_as_the_house_wants_it),
		cmocka_unit_test(an_operator_cannot_switch_durability_off_for_good),
		cmocka_unit_test(the_socket_is_nobody_elses),
		cmocka_unit_test(a_second_taker_is_told_that_the_directory_is_busy),
		cmocka_unit_test(a_directory_with_something_else_in_it_is_refused),
		cmocka_unit_test(a_directory_that_cannot_be_passed_is_named),
		cmocka_unit_test(a_long_name_gets_its_socket_elsewhere_and_keeps_it),
		cmocka_unit_test(what_was_committed_is_there_after_a_kill),
		cmocka_unit_test(a_number_that_somebody_else_has_by_now_does_not_stop_the_start),
		cmocka_unit_test(a_postmaster_that_was_left_behind_is_stopped_before_the_next_begins),
		cmocka_unit_test(a_half_made_cluster_is_made_anew),
		cmocka_unit_test(what_stops_initdb_is_told_in_its_words),
	};
	int r;

	scratch_start(&scratch);
	r = RUN(tests);
	scratch_stop(&scratch);
	return r;
}
