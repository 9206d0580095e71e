/* config_keys.h - the table of keys: what the file may hold, the manual explains and --help prints. */
#ifndef SYS_CONFIG_KEYS_H
#define SYS_CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>

enum config_type { CONFIG_TEXT, CONFIG_LISTEN, CONFIG_COUNT, CONFIG_SECONDS, CONFIG_SIZE, CONFIG_LEVEL, CONFIG_SWITCH };

struct config_key {
	const char *name;
	enum config_type type;
	size_t offset;                  /* of its member in struct config */
	const char *otherwise;          /* the default, in the file's words; NULL is not set */
	long least, most;
	bool for_good;                  /* a running daemon cannot change it */
	const char *text;
};

extern const struct config_key config_keys[];
extern const int config_key_count;

const struct config_key *config_key_find(const char *name, size_t length);

/* Puts value in the snapshot's member; ret NULL, or what is wrong with it, the memory of the snapshot. */
struct config;
const char *config_key_set(struct config *config, const struct config_key *key, const char *value);

#endif
