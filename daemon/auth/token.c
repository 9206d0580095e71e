/* token - random bytes as base64url (RFC 4648 §5). */
#include "auth/token.h"

#include <string.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "base/fault.h"

void token_make(char ret_token[TOKEN_SIZE])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned char bytes[32];
	unsigned bits = 0, held = 0;
	int length = 0;

	must(RAND_bytes(bytes, sizeof bytes) == 1);
	for (size_t i = 0; i < sizeof bytes; i++) {
		bits = bits << 8 | bytes[i];
		for (held += 8; held >= 6; held -= 6)
			ret_token[length++] = digits[bits >> (held - 6) & 63];
	}
	ret_token[length++] = digits[bits << (6 - held) & 63];
	ret_token[length] = '\0';
	OPENSSL_cleanse(bytes, sizeof bytes);
}

void token_hash(const char *token, char ret_hex[DIGEST_HEX])
{
	digest_hex(token, strlen(token), ret_hex);
}
