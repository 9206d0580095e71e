/* id - UUIDv7: 48 bits of milliseconds, 74 random bits. */
#include "base/id.h"

#include <string.h>
#include <sys/random.h>

#include "base/fault.h"

void id_make(int64_t now, char ret_id[ID_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	uint64_t milliseconds = (uint64_t)now / 1000;
	unsigned char bytes[16];
	char *at = ret_id;

	must(getrandom(bytes, sizeof bytes, 0) == sizeof bytes);
	for (int i = 0; i < 6; i++)
		bytes[i] = (unsigned char)(milliseconds >> (40 - 8 * i));
	bytes[6] = (unsigned char)(0x70 | (bytes[6] & 0x0f));
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3f));
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = hex[bytes[i] >> 4];
		*at++ = hex[bytes[i] & 15];
	}
	*at = '\0';
}

bool id_valid(const char *text)
{
	for (int i = 0; i < ID_SIZE - 1; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (text[i] == '\0' || strchr(dash ? "-" : "0123456789abcdef", text[i]) == NULL)
			return false;
	}
	return text[ID_SIZE - 1] == '\0';
}
