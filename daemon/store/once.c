/* once - a connection that waits. */
#include "store/once.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

struct once {
	PGconn *pg;
	PGresult *result;
};

/* seconds 0: as long as it takes. */
static struct once *open_within(const char *conninfo, int seconds, char *why, size_t size)
{
	struct once *once = calloc(1, sizeof *once);
	char patience[12], silence[16], settings[200];
	const char *const names[] = { "dbname", seconds > 0 ? "connect_timeout" : NULL, "tcp_user_timeout", NULL };
	const char *const values[] = { conninfo, patience, silence, NULL };

	must(once != NULL);
	snprintf(patience, sizeof patience, "%d", seconds);
	snprintf(silence, sizeof silence, "%d000", seconds);    /* of a host that is gone: milliseconds */
	snprintf(settings, sizeof settings, "SET datestyle = 'ISO'; SET timezone = 'UTC'; SET client_min_messages = warning;"
		"SET statement_timeout = '%ds'", seconds);
	once->pg = PQconnectdbParams(names, values, 1);
	if (PQstatus(once->pg) == CONNECTION_OK) {
		PQclear(PQexec(once->pg, settings));
		return once;
	}
	snprintf(why, size, "%s", PQerrorMessage(once->pg));
	once_close(once);
	return NULL;
}

struct once *once_open(const char *conninfo, char *why, size_t size)
{
	return open_within(conninfo, 0, why, size);
}

struct once *once_open_within(const char *conninfo, int seconds, char *why, size_t size)
{
	return open_within(conninfo, seconds, why, size);
}

void once_close(struct once *once)
{
	PQclear(once->result);
	PQfinish(once->pg);
	free(once);
}

static const char *value_of(const struct with *with, const char *name)
{
	for (; with != NULL && with->name != NULL; with++)
		if (strcmp(with->name, name) == 0)
			return with->text;
	fault_abort(__FILE__, __LINE__, name);
}

int once_ask(struct once *once, enum statement statement, const struct with *with)
{
	char *names = strdup(statement_parameters(statement)), *save = NULL;
	const char *values[64];
	ExecStatusType status;
	int count = 0;

	must(names != NULL);
	for (char *name = strtok_r(names, ",", &save); name != NULL; name = strtok_r(NULL, ",", &save)) {
		must(count < 64);
		values[count++] = value_of(with, name);
	}
	PQclear(once->result);
	once->result = PQexecParams(once->pg, statement_sql(statement), count, NULL, values, NULL, NULL, 0);
	free(names);
	status = PQresultStatus(once->result);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? 0 : FAULT_DATABASE;
}

int once_rows(const struct once *once)
{
	return PQntuples(once->result);
}

const char *once_text(const struct once *once, int row, const char *column)
{
	int at = PQfnumber(once->result, column);

	return at < 0 || row >= once_rows(once) || PQgetisnull(once->result, row, at) ? NULL
		: PQgetvalue(once->result, row, at);
}

const char *once_why(const struct once *once)
{
	return once->result != NULL ? PQresultErrorMessage(once->result) : PQerrorMessage(once->pg);
}
