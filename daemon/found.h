/* found.h - tasks at the prompt that need the database: the first authority, another one, the log verified. */
#ifndef FOUND_H
#define FOUND_H

/*
 * Where no authority stands, makes the first with an account `admin`.  The password is that of the
 * environment (TILSYN_ADMIN_PASSWORD) or a random one, written to `directory`/first-login (0600).
 * 0, or a fault that was logged.
 */
int found_first(const char *conninfo, const char *directory);
/* Another tenant with its own admin: its password as above, to first-login-CODE. */
int found_another(const char *conninfo, const char *code, const char *directory);
/* Every chain of every authority anew from its rows.  0: all hold; 1: some do not, each told. */
int found_verify_log(const char *conninfo);
/* Lifts the ids of events over those that a restore brought back. */
int found_raise_log(const char *conninfo);

#endif
