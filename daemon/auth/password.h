/* password.h - passwords as argon2id, in the PHC string that stands in the account's row. */
#ifndef AUTH_PASSWORD_H
#define AUTH_PASSWORD_H

#include <stdbool.h>

#define PASSWORD_PHC 128                /* room for "$argon2id$v=19$m=19456,t=2,p=1$…$…" and NUL */

/*
 * Both take 35 ms and 19 MiB: on the helper thread (toil.h), never on the loop.
 * Returns 0, or FAULT_SYSTEM when the memory was not to be had.
 */
int password_hash(const char *password, char ret_phc[PASSWORD_PHC]) __attribute__((warn_unused_result));

/* phc NULL (there is no such account) takes as long as a wrong password, and is one. */
bool password_right(const char *phc, const char *password);

#endif
