/*
 * migrate - applies sql/migrations/ under an advisory lock.  PostgreSQL computes the checksums, so
 * that this room needs no library for them.
 */
#include "store/migrate.h"

#include <libpq-fe.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#define MIGRATE_LOCK "1953066361"       /* "tily": every tilsynd takes the same one */
#define MIGRATE_CHECKSUM 65

#define MIGRATION(version, name, sql) { version, name, sql },
const struct migration migrations[] = {
#include "store/migrations.def"
	{ 0, NULL, NULL }
};
#undef MIGRATION
const int migration_count = sizeof migrations / sizeof migrations[0] - 1;

struct migrate {
	PGconn *pg;
	const struct migration *list;
	int count, applied;
	char *why;
	size_t why_size;
};

static int __attribute__((format(printf, 3, 4))) migrate_end(struct migrate *migrate, int r, const char *format, ...)
{
	va_list args;
	size_t length;

	va_start(args, format);
	vsnprintf(migrate->why, migrate->why_size, format, args);
	va_end(args);
	length = strlen(migrate->why);
	while (length > 0 && migrate->why[length - 1] == '\n')
		migrate->why[--length] = '\0';
	return r;
}

/* ret NULL on a fault, which `about` and PostgreSQL's words then describe. */
static PGresult *migrate_ask(struct migrate *migrate, const char *about, const char *sql, int count, const char *const *values)
{
	PGresult *result = PQexecParams(migrate->pg, sql, count, NULL, values, NULL, NULL, 0);
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return result;
	migrate_end(migrate, 0, "%s: %s", about, PQerrorMessage(migrate->pg));
	PQclear(result);
	return NULL;
}

static int migrate_do(struct migrate *migrate, const char *about, const char *sql)
{
	PGresult *result = migrate_ask(migrate, about, sql, 0, NULL);

	if (result == NULL)
		return FAULT_DATABASE;
	PQclear(result);
	return 0;
}

static int migrate_checksum(struct migrate *migrate, const struct migration *migration, char ret_checksum[MIGRATE_CHECKSUM])
{
	const char *values[] = { migration->sql };
	PGresult *result = migrate_ask(migrate, migration->name,
		"SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex')", 1, values);

	if (result == NULL)
		return FAULT_DATABASE;
	snprintf(ret_checksum, MIGRATE_CHECKSUM, "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	return 0;
}

/* Has the database a table of migrations at all? */
static int migrate_prepare(struct migrate *migrate)
{
	PGresult *result = migrate_ask(migrate, "schema_migration", "SELECT to_regclass('public.schema_migration') IS NULL", 0, NULL);
	bool missing;

	if (result == NULL)
		return FAULT_DATABASE;
	missing = PQgetvalue(result, 0, 0)[0] == 't';
	PQclear(result);
	if (!missing)
		return 0;
	return migrate_do(migrate, "schema_migration",
		"CREATE TABLE public.schema_migration (version integer PRIMARY KEY, name text NOT NULL,"
		" checksum text NOT NULL, applied_at timestamptz NOT NULL)")
		|| migrate_do(migrate, "schema_migration", "GRANT SELECT ON public.schema_migration TO PUBLIC") ? FAULT_DATABASE : 0;
}

/* Compares one applied migration with ours. */
static int migrate_compare(struct migrate *migrate, int version, const char *name, const char *checksum)
{
	char ours[MIGRATE_CHECKSUM];

	if (version > migrate->count)
		return migrate_end(migrate, MIGRATE_REFUSED, "the database has schema %d (%s), this tilsynd knows them up to %d: "
			"it needs a newer tilsynd", version, name, migrate->count);
	if (version != migrate->applied + 1)
		return migrate_end(migrate, MIGRATE_REFUSED, "the database has migration %d (%s) but not %d", version, name,
			migrate->applied + 1);
	if (migrate_checksum(migrate, &migrate->list[version - 1], ours) != 0)
		return FAULT_DATABASE;
	if (strcmp(ours, checksum) != 0)
		return migrate_end(migrate, MIGRATE_REFUSED, "migration %d (%s) is not the one that was applied as %s: "
			"checksum %.12s, applied %.12s", version, migrate->list[version - 1].name, name, ours, checksum);
	migrate->applied = version;
	return 0;
}

static int migrate_judge(struct migrate *migrate)
{
	PGresult *result;
	int r = 0;

	result = migrate_ask(migrate, "schema_migration",
		"SELECT version, name, checksum FROM public.schema_migration ORDER BY version", 0, NULL);
	if (result == NULL)
		return FAULT_DATABASE;
	for (int i = 0; r == 0 && i < PQntuples(result); i++)
		r = migrate_compare(migrate, atoi(PQgetvalue(result, i, 0)), PQgetvalue(result, i, 1), PQgetvalue(result, i, 2));
	PQclear(result);
	return r;
}

static int migrate_note(struct migrate *migrate, const struct migration *migration)
{
	char version[16], checksum[MIGRATE_CHECKSUM];
	const char *values[] = { version, migration->name, checksum };
	PGresult *result;

	snprintf(version, sizeof version, "%d", migration->version);
	if (migrate_checksum(migrate, migration, checksum) != 0)
		return FAULT_DATABASE;
	result = migrate_ask(migrate, migration->name,
		"INSERT INTO public.schema_migration VALUES ($1::integer, $2, $3, clock_timestamp())", 3, values);
	if (result == NULL)
		return FAULT_DATABASE;
	PQclear(result);
	return 0;
}

static int migrate_commit(struct migrate *migrate, const struct migration *migration)
{
	PGresult *result = migrate_ask(migrate, migration->name, "COMMIT", 0, NULL);
	bool committed;

	if (result == NULL)
		return FAULT_DATABASE;
	committed = strcmp(PQcmdStatus(result), "COMMIT") == 0;        /* a failed transaction says ROLLBACK, as a success */
	PQclear(result);
	return committed ? 0 : migrate_end(migrate, FAULT_DATABASE, "%s: was rolled back", migration->name);
}

static int migrate_apply(struct migrate *migrate, const struct migration *migration)
{
	PGresult *result;
	ExecStatusType status;

	if (migrate_do(migrate, migration->name, "BEGIN") != 0)
		return FAULT_DATABASE;
	result = PQexec(migrate->pg, migration->sql);   /* several statements: not for PQexecParams */
	status = PQresultStatus(result);
	PQclear(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		return migrate_end(migrate, FAULT_DATABASE, "%s: %s", migration->name, PQerrorMessage(migrate->pg));
	if (PQtransactionStatus(migrate->pg) != PQTRANS_INTRANS)
		return migrate_end(migrate, FAULT_DATABASE, "%s: ends its own transaction", migration->name);
	if (migrate_note(migrate, migration) != 0)
		return FAULT_DATABASE;
	return migrate_commit(migrate, migration);
}

static int migrate_all(struct migrate *migrate)
{
	int r;

	if ((r = migrate_do(migrate, "lock", "SELECT pg_advisory_lock(" MIGRATE_LOCK ")")) != 0
		|| (r = migrate_do(migrate, "settings", "SET client_min_messages = warning")) != 0
		|| (r = migrate_prepare(migrate)) != 0 || (r = migrate_judge(migrate)) != 0)
		return r;
	for (; r == 0 && migrate->applied < migrate->count; migrate->applied += r == 0)
		r = migrate_apply(migrate, &migrate->list[migrate->applied]);
	return r;
}

int migrate_run(const char *conninfo, const struct migration *list, int count, int *ret_applied,
	char *why, size_t why_size)
{
	struct migrate migrate = { .list = list, .count = count, .why = why, .why_size = why_size };
	int r;

	for (int i = 0; i < count; i++)
		must(list[i].version == i + 1);
	migrate.pg = PQconnectdb(conninfo);
	if (PQstatus(migrate.pg) != CONNECTION_OK)
		r = migrate_end(&migrate, FAULT_DATABASE, "%s", PQerrorMessage(migrate.pg));
	else
		r = migrate_all(&migrate);
	PQfinish(migrate.pg);
	if (r == 0)
		*ret_applied = migrate.applied;
	return r;
}
