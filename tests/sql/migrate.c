/* migrate - the schema is brought up step by step, and a database that does not fit is refused by name. */
#include "unit.h"

#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "scratch.h"
#include "store/migrate.h"

static struct scratch scratch;
static char why[1024];
static int applied;

static const struct migration two[] = {
	{ 1, "0001_one", "CREATE TABLE one (a integer);\nINSERT INTO one VALUES (1);\n" },
	{ 2, "0002_two", "ALTER TABLE one ADD b text;\nCREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'x;y' $$;\n" },
};

/* The first column of the first row, as the superuser. */
static const char *ask(const char *sql)
{
	static char answer[256];
	PGconn *pg = PQconnectdb(scratch.admin);
	PGresult *result = PQexec(pg, sql);

	if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(pg));
	snprintf(answer, sizeof answer, "%s", PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	PQfinish(pg);
	return answer;
}

static int clean(void **state)
{
	(void)state;
	ask("DROP OWNED BY tilsyn_owner CASCADE");
	ask("GRANT CREATE ON SCHEMA public TO tilsyn_owner");
	ask("GRANT ALL ON DATABASE tilsyn TO tilsyn_owner");
	why[0] = '\0';
	applied = -1;
	return 0;
}

static int run(const struct migration *list, int count)
{
	return migrate_run(scratch.owner, list, count, &applied, why, sizeof why);
}

TEST(an_empty_database_gets_every_migration_once)
{
	assert_int_equal(run(two, 2), 0);
	assert_int_equal(applied, 2);
	assert_int_equal(run(two, 2), 0);
	assert_string_equal(ask("SELECT count(*) FROM one"), "1");
	assert_string_equal(ask("SELECT string_agg(version || name, ' ' ORDER BY version) FROM schema_migration"),
		"10001_one 20002_two");
}

TEST(a_newer_program_adds_what_is_new)
{
	assert_int_equal(run(two, 1), 0);
	assert_int_equal(applied, 1);
	assert_int_equal(run(two, 2), 0);
	assert_string_equal(ask("SELECT f()"), "x;y");
}

TEST(a_newer_schema_is_refused)
{
	assert_int_equal(run(two, 2), 0);
	applied = -1;
	assert_int_equal(run(two, 1), MIGRATE_REFUSED);
	assert_string_equal(why, "the database has schema 2 (0002_two), this tilsynd knows them up to 1: it needs a newer tilsynd");
	assert_int_equal(applied, -1);
}

TEST(a_changed_migration_is_refused_by_name)
{
	const struct migration changed[] = { { 1, "0001_one", "CREATE TABLE one (a bigint)" }, two[1] };

	assert_int_equal(run(two, 2), 0);
	assert_int_equal(run(changed, 2), MIGRATE_REFUSED);
	assert_non_null(strstr(why, "migration 1 (0001_one) is not the one that was applied"));
}

TEST(a_missing_migration_is_refused)
{
	assert_int_equal(run(two, 2), 0);
	ask("DELETE FROM schema_migration WHERE version = 1");
	assert_int_equal(run(two, 2), MIGRATE_REFUSED);
	assert_string_equal(why, "the database has migration 2 (0002_two) but not 1");
}

TEST(a_failing_migration_leaves_nothing_and_what_came_before)
{
	const struct migration failing[] = { two[0], { 2, "0002_two", "CREATE TABLE half (a integer); SELECT 1 / 0; CREATE TABLE rest ()" } };

	assert_int_equal(run(failing, 2), FAULT_DATABASE);
	assert_non_null(strstr(why, "0002_two: ERROR:  division by zero"));
	assert_string_equal(ask("SELECT to_regclass('half') IS NULL"), "t");
	assert_string_equal(ask("SELECT max(version) FROM schema_migration"), "1");
	assert_int_equal(run(two, 2), 0);
}

TEST(a_migration_that_ends_its_transaction_is_a_fault)
{
	const struct migration ending[] = { { 1, "0001_one", "CREATE TABLE one (); COMMIT; CREATE TABLE other ()" } };

	assert_int_equal(run(ending, 1), FAULT_DATABASE);
	assert_string_equal(why, "0001_one: ends its own transaction");
}

TEST(two_daemons_at_once_apply_each_migration_once)
{
	struct migration many[20];
	char name[20][16], sql[20][64];
	int status;
	pid_t pid;

	for (int i = 0; i < 20; i++) {
		snprintf(name[i], sizeof name[i], "%04d_n", i + 1);
		snprintf(sql[i], sizeof sql[i], "CREATE TABLE t%d (a integer)", i);
		many[i] = (struct migration){ i + 1, name[i], sql[i] };
	}
	pid = fork();
	if (pid == 0)
		_exit(run(many, 20) == 0 ? 0 : 1);
	assert_int_equal(run(many, 20), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

TEST(a_role_that_owns_nothing_can_look_but_not_migrate)
{
	assert_int_equal(run(two, 1), 0);
	assert_int_equal(migrate_run(scratch.conninfo, two, 1, &applied, why, sizeof why), 0);
	assert_int_equal(migrate_run(scratch.conninfo, two, 2, &applied, why, sizeof why), FAULT_DATABASE);
	assert_non_null(strstr(why, "0002_two: ERROR:  must be owner of table one"));
}

TEST(a_database_that_is_away_is_a_fault)
{
	assert_int_equal(migrate_run("host=/nonexistent dbname=x", two, 2, &applied, why, sizeof why), FAULT_DATABASE);
	assert_non_null(strstr(why, "/nonexistent"));
}

TEST(the_schema_of_this_program_applies)
{
	assert_true(migration_count > 0);
	assert_int_equal(run(migrations, migration_count), 0);
	assert_int_equal(applied, migration_count);
	assert_int_equal(migrate_run(scratch.conninfo, migrations, migration_count, &applied, why, sizeof why), 0);
	assert_string_equal(ask("SELECT count(*) FROM pg_class WHERE relowner = 'tilsyn'::regrole"), "0");
}

#define CLEAN(test) cmocka_unit_test_setup(test, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLEAN(an_empty_database_gets_every_migration_once),
		CLEAN(a_newer_program_adds_what_is_new),
		CLEAN(a_newer_schema_is_refused),
		CLEAN(a_changed_migration_is_refused_by_name),
		CLEAN(a_missing_migration_is_refused),
		CLEAN(a_failing_migration_leaves_nothing_and_what_came_before),
		CLEAN(a_migration_that_ends_its_transaction_is_a_fault),
		CLEAN(two_daemons_at_once_apply_each_migration_once),
		CLEAN(a_role_that_owns_nothing_can_look_but_not_migrate),
		CLEAN(a_database_that_is_away_is_a_fault),
		CLEAN(the_schema_of_this_program_applies),
	};
	int r;

	scratch_start(&scratch);
	r = RUN(tests);
	scratch_stop(&scratch);
	return r;
}
