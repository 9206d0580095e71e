/* statement.h - one enumerator a file in sql/statements/; all are prepared when a connection opens. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

enum statement {
#define STATEMENT(name, sql, parameters) SQL_##name,
#include "store/statements.def"
#undef STATEMENT
	STATEMENTS
};

const char *statement_name(enum statement statement);
const char *statement_sql(enum statement statement);            /* with $1 … */
const char *statement_parameters(enum statement statement);     /* their names in order, comma between */

#endif
