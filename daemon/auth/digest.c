/* digest - SHA-256 by OpenSSL, which picks what the processor has instructions for. */
#include "auth/digest.h"

#include <openssl/evp.h>

#include "base/fault.h"

void digest_hex(const void *data, size_t length, char ret_hex[DIGEST_HEX])
{
	/* kept: to fetch the algorithm by name costs more than to hash a short body */
	static _Thread_local EVP_MD_CTX *context;
	static const char digits[] = "0123456789abcdef";
	unsigned char sum[32];

	if (context == NULL) {
		context = EVP_MD_CTX_new();
		must(context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1);
	} else {
		must(EVP_DigestInit_ex(context, NULL, NULL) == 1);
	}
	must(EVP_DigestUpdate(context, data, length) == 1);
	must(EVP_DigestFinal_ex(context, sum, NULL) == 1);
	for (size_t i = 0; i < sizeof sum; i++) {
		ret_hex[2 * i] = digits[sum[i] >> 4];
		ret_hex[2 * i + 1] = digits[sum[i] & 15];
	}
	ret_hex[64] = '\0';
}
