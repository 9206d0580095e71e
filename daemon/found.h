/* found.h - an authority and its admin, made before serving or at the prompt. */
#ifndef FOUND_H
#define FOUND_H

#include <stdbool.h>

/*
 * Where no authority stands, makes the first with an account `admin`.  The password is that of the
 * environment (TILSYN_ADMIN_PASSWORD) or a random one, written to `directory`/first-login (0600).
 * 0, or a fault that was logged.
 */
int found_first(const char *conninfo, const char *directory);
/* Another tenant with its own admin: its password as above, to first-login-CODE. */
struct authority_asked {
	const char *code;
	const char *name, *language;    /* or NULL: the code, and nb */
	bool national;                  /* the national board */
};
int found_another(const char *conninfo, const struct authority_asked *asked, const char *directory);
/* Lifts the ids of events over those that a restore brought back. */
int found_raise_log(const char *conninfo);

#endif
