/* token.h - what a logged-in caller shows: 32 random bytes, of which only the SHA-256 is kept. */
#ifndef AUTH_TOKEN_H
#define AUTH_TOKEN_H

#include <stdbool.h>

#include "auth/digest.h"

#define TOKEN_SIZE 44                   /* 43 characters of base64url without padding, and NUL */

void token_make(char ret_token[TOKEN_SIZE]);
/*
 * What the database holds and request.token_hash carries.  A slow hash would add nothing: nobody
 * guesses 256 bits.
 */
void token_hash(const char *token, char ret_hex[DIGEST_HEX]);

#endif
