/* program.h - runs one of PostgreSQL's programs to its end. */
#ifndef STORE_PROGRAM_H
#define STORE_PROGRAM_H

#include <stddef.h>

/*
 * Runs argv[0] with input on its standard input and nothing of our environment; the end of what it
 * writes lands in ret_output.  Its exit code, 127 when it could not be started, 128 + n for signal n,
 * or a fault.  It dies with this process.
 */
int program_run(const char *const argv[], const char *input, char *ret_output, size_t size);

/* What every program of PostgreSQL gets for an environment. */
extern const char *const program_environment[];

/* The last line of text that complains in one of PostgreSQL's words; NULL when none does. */
const char *program_complaint(const char *text, const char *const words[], char *ret_line, size_t size);

#endif
