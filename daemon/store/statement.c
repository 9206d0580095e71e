/* statement - the queries of sql/statements/, by number. */
#include "store/statement.h"

static const struct { const char *name, *sql, *parameters; } statements[STATEMENTS] = {
#define STATEMENT(name, sql, parameters) [SQL_##name] = { #name, sql, parameters },
#include "store/statements.def"
#undef STATEMENT
};

const char *statement_name(enum statement statement)
{
	return statements[statement].name;
}

const char *statement_sql(enum statement statement)
{
	return statements[statement].sql;
}

const char *statement_parameters(enum statement statement)
{
	return statements[statement].parameters;
}
