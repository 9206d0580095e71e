/* id - UUIDv7: milliseconds and their fraction, a counter, 32 random bits. */
#include "base/id.h"

#include <string.h>
#include <sys/random.h>

#include "base/fault.h"

/*
 * Ids of one instant grow too, within a process: a clock may be coarse, or stand still in a test, and
 * rows of a case are read in the order of their ids.  RFC 9562 6.2: method 3 in rand_a (fractions of
 * the millisecond), method 1 in the first 30 bits of rand_b (a counter from a random number on).
 */
static uint32_t count_of_instant(int64_t now, uint32_t random)
{
	static int64_t last_now;
	static uint32_t count;

	count = now == last_now ? count + 1 : random >> 4;
	last_now = now;
	must(count < UINT32_C(1) << 30);
	return count;
}

void id_make(int64_t now, char ret_id[ID_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	uint64_t milliseconds = (uint64_t)now / 1000;
	unsigned fraction = (unsigned)((uint64_t)now % 1000 * 4096 / 1000);
	unsigned char bytes[16];
	uint32_t count;
	char *at = ret_id;

	must(getrandom(bytes, sizeof bytes, 0) == sizeof bytes);
	memcpy(&count, bytes, sizeof count);
	count = count_of_instant(now, count);
	for (int i = 0; i < 6; i++)
		bytes[i] = (unsigned char)(milliseconds >> (40 - 8 * i));
	bytes[6] = (unsigned char)(0x70 | fraction >> 8);
	bytes[7] = (unsigned char)fraction;
	bytes[8] = (unsigned char)(0x80 | count >> 24);
	for (int i = 9; i < 12; i++)
		bytes[i] = (unsigned char)(count >> (88 - 8 * i));
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = hex[bytes[i] >> 4];
		*at++ = hex[bytes[i] & 15];
	}
	*at = '\0';
}

int64_t id_instant(const char *id)
{
	int64_t milliseconds = 0, fraction = 0;

	for (int i = 0; i < 18; i++) {
		int digit = id[i] <= '9' ? id[i] - '0' : id[i] - 'a' + 10;

		if (i < 13 && i != 8)
			milliseconds = milliseconds << 4 | digit;
		else if (i > 14)
			fraction = fraction << 4 | digit;
	}
	return milliseconds * 1000 + (fraction * 1000 + 4095) / 4096;
}

bool id_valid(const char *text)
{
	for (int i = 0; i < ID_SIZE - 1; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		char c = text[i];

		if (dash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f'))
			return false;
	}
	return text[ID_SIZE - 1] == '\0';
}

bool id_read(const char *text, char ret_id[ID_SIZE])
{
	int i = 0;

	for (; i < ID_SIZE - 1 && text[i] != '\0'; i++)
		ret_id[i] = text[i] >= 'A' && text[i] <= 'F' ? (char)(text[i] - 'A' + 'a') : text[i];
	ret_id[i] = '\0';
	if (text[i] == '\0' && id_valid(ret_id))
		return true;
	ret_id[0] = '\0';
	return false;
}
