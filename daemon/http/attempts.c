/* attempts - leaky buckets in a table of four places a row; rows by a digest with a secret in it. */
#include "http/attempts.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "auth/digest.h"
#include "base/fault.h"
#include "http/peer.h"

#define ROWS 2048
#define PLACES 4

const struct attempts_limit attempts_limits[ATTEMPTS_BY] = {
	[ATTEMPTS_ADDRESS]  = { 60, 1000000 },  /* a whole office may sit behind one */
	[ATTEMPTS_USERNAME] = { 10, 6000000 },
};

/* One number is a bucket: when it will be empty.  What lies in it now is that time from now. */
struct bucket {
	uint64_t key;
	int64_t empty_at;
};

struct attempts {
	uint64_t secret;                /* nobody can choose names that fall in another's row */
	struct bucket bucket[ROWS][PLACES];
};

struct attempts *attempts_new(void)
{
	struct attempts *attempts = calloc(1, sizeof *attempts);

	must(attempts != NULL);
	must(getrandom(&attempts->secret, sizeof attempts->secret, 0) == sizeof attempts->secret);
	return attempts;
}

void attempts_free(struct attempts *attempts)
{
	free(attempts);
}

/* What is IPv4 in the dress of IPv6 is IPv4. */
static const char *network_of(const char *address, char ret_text[INET6_ADDRSTRLEN])
{
	struct in6_addr six;

	if (inet_pton(AF_INET6, address, &six) != 1)
		return address;
	if (IN6_IS_ADDR_V4MAPPED(&six))
		return inet_ntop(AF_INET, &six.s6_addr[12], ret_text, INET6_ADDRSTRLEN);
	peer_network(&six);
	return inet_ntop(AF_INET6, &six, ret_text, INET6_ADDRSTRLEN);
}

static uint64_t key_of(const struct attempts *attempts, enum attempts_by by, const char *who)
{
	char text[300], hex[DIGEST_HEX], network[INET6_ADDRSTRLEN];

	if (by == ATTEMPTS_ADDRESS)
		who = network_of(who, network);
	snprintf(text, sizeof text, "%llx %d %s", (unsigned long long)attempts->secret, (int)by, who);
	digest_hex(text, strlen(text), hex);
	hex[16] = '\0';
	return strtoull(hex, NULL, 16);
}

static struct bucket *bucket_of(struct attempts *attempts, uint64_t key)
{
	struct bucket *row = attempts->bucket[key % ROWS], *least = row;

	for (int i = 0; i < PLACES; i++) {
		if (row[i].key == key)
			return &row[i];
		if (row[i].empty_at < least->empty_at)
			least = &row[i];
	}
	*least = (struct bucket){ .key = key };
	return least;
}

int attempts_take(struct attempts *attempts, enum attempts_by by, const char *who, int64_t now)
{
	const struct attempts_limit *limit = &attempts_limits[by];
	struct bucket *bucket = bucket_of(attempts, key_of(attempts, by, who));
	int64_t full_at = now + (limit->most - 1) * limit->every;

	if (bucket->empty_at < now)
		bucket->empty_at = now;
	if (bucket->empty_at > full_at)
		return (int)((bucket->empty_at - full_at + 999999) / 1000000);
	bucket->empty_at += limit->every;
	return 0;
}

void attempts_give(struct attempts *attempts, enum attempts_by by, const char *who, int64_t now)
{
	struct bucket *bucket = bucket_of(attempts, key_of(attempts, by, who));

	bucket->empty_at -= attempts_limits[by].every;
	if (bucket->empty_at < now)
		bucket->empty_at = now;
}
