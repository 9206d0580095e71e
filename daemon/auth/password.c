/* password - argon2id with the parameters of OWASP's first choice: 19 MiB, two passes, one lane. */
#include "auth/password.h"

#include <string.h>

#include <argon2.h>
#include <openssl/rand.h>

#include "base/fault.h"

#define MEMORY_KIB 19456
#define PASSES 2
#define LANES 1
#define SALT 16
#define HASH 32

int password_hash(const char *password, char ret_phc[PASSWORD_PHC])
{
	unsigned char salt[SALT];
	int result;

	must(RAND_bytes(salt, sizeof salt) == 1);
	result = argon2id_hash_encoded(PASSES, MEMORY_KIB, LANES, password, strlen(password), salt, sizeof salt,
		HASH, ret_phc, PASSWORD_PHC);
	must(result == ARGON2_OK || result == ARGON2_MEMORY_ALLOCATION_ERROR);
	return result == ARGON2_OK ? 0 : FAULT_SYSTEM;
}

bool password_right(const char *phc, const char *password)
{
	/* of a password nobody knows: its hash is of random bytes that were thrown away */
	static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$n6MJkUDiLzhWNTE+z8wErQ"
		"$chBfMBBLPFg7np8rfX/0R9atfOhAB0lgDQ19qD/BfRg";
	bool known = phc != NULL;
	int result = argon2id_verify(known ? phc : nobody, password, strlen(password));

	return result == ARGON2_OK && known;
}
