/*
 * receipt - what the connector said.  A receipt is set aside before it is read, so that a newer one of the
 * same post, put there meanwhile, is not taken for read.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sys/stat.h>

#include "archive/folder.h"
#include "base/text.h"

#define PATH_ROOM 800
#define ASIDE ".reading-"

static void understand(char *line, struct receipt *receipt)
{
	static const struct { const char *word; enum receipt_kind kind; } words[] = {
		{ "accepted", RECEIPT_ACCEPTED }, { "delivered", RECEIPT_DELIVERED }, { "failed", RECEIPT_FAILED },
		{ "journalled", RECEIPT_NUMBER },
	};

	receipt->kind = RECEIPT_NUMBER;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t length = strlen(words[i].word);

		if (strncmp(line, words[i].word, length) != 0 || (line[length] != ' ' && line[length] != '\0'))
			continue;
		receipt->kind = words[i].kind;
		line += length + strspn(line + length, " ");
		break;
	}
	snprintf(receipt->text, sizeof receipt->text, "%.*s", RECEIPT_MAX, line);
}

/* A connector may write in another alphabet's bytes: its reason is shown as far as it can be read. */
static bool is_readable(char *line)
{
	size_t at;
	bool readable = text_valid(line, strlen(line), &at);

	for (char *c = line; !readable && *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80 || (unsigned char)*c < ' ')
			*c = '?';
	return readable;
}

static bool read_receipt(const char *path, struct receipt *receipt)
{
	FILE *file = fopen(path, "re");
	char line[RECEIPT_MAX + 2];
	bool whole, readable;

	if (file == NULL)
		return false;
	whole = fgets(line, sizeof line, file) != NULL && fgetc(file) == EOF;
	fclose(file);
	line[whole ? strcspn(line, "\r\n") : 0] = '\0';
	readable = is_readable(line);
	understand(line, receipt);
	return whole && (receipt->kind != RECEIPT_NUMBER
		|| (readable && *receipt->text != '\0' && strlen(receipt->text) <= RECEIPT_NUMBER_MAX));
}

static void path_of(const char *folder, const struct receipt *receipt, const char *where, char path[PATH_ROOM])
{
	snprintf(path, PATH_ROOM, "%s/%s/%s%s", folder, receipt->authority, where, receipt->id);
}

/* One that was set aside and not registered stands before a newer one. */
static void take(const char *folder, struct receipt *receipt, struct arena *arena, struct receipt **receipts, int *count)
{
	char from[PATH_ROOM], aside[PATH_ROOM];

	path_of(folder, receipt, "receipts/", from);
	path_of(folder, receipt, "receipts/" ASIDE, aside);
	if (!read_receipt(aside, receipt) && (!read_receipt(from, receipt) || rename(from, aside) != 0
	    || !read_receipt(aside, receipt)))
		return;
	for (int i = 0; i < *count; i++)
		if (strcmp((*receipts)[i].id, receipt->id) == 0)
			return;                 /* aside and newer: the newer next time */
	*(struct receipt *)arena_push(arena, (void **)receipts, count, sizeof *receipt) = *receipt;
}

static void add_receipts(const char *folder, const char *authority, struct arena *arena, struct receipt **receipts,
	int *count)
{
	char path[PATH_ROOM];
	struct receipt receipt;
	struct dirent *entry;
	DIR *waiting;

	snprintf(path, sizeof path, "%s/%s/receipts", folder, authority);
	waiting = opendir(path);
	while (waiting != NULL && (entry = readdir(waiting)) != NULL) {
		const char *id = strncmp(entry->d_name, ASIDE, strlen(ASIDE)) == 0 ? entry->d_name + strlen(ASIDE) : entry->d_name;

		if (!id_valid(id))
			continue;
		snprintf(receipt.authority, ID_SIZE, "%.36s", authority);
		snprintf(receipt.id, ID_SIZE, "%.36s", id);
		take(folder, &receipt, arena, receipts, count);
	}
	if (waiting != NULL)
		closedir(waiting);
}

int folder_receipts(const char *folder, struct arena *arena, struct receipt **ret_receipts)
{
	struct dirent *entry;
	DIR *authorities = opendir(folder);
	int count = 0;

	*ret_receipts = NULL;
	while (authorities != NULL && (entry = readdir(authorities)) != NULL)
		if (id_valid(entry->d_name))
			add_receipts(folder, entry->d_name, arena, ret_receipts, &count);
	if (authorities != NULL)
		closedir(authorities);
	return count;
}

static int move_to(const char *folder, const struct receipt *receipt, const char *where)
{
	char from[PATH_ROOM], to[PATH_ROOM];

	path_of(folder, receipt, "receipts/" ASIDE, from);
	path_of(folder, receipt, where, to);
	return rename(from, to) != 0 ? errno : 0;
}

int folder_receipt_read(const char *folder, const struct receipt *receipt)
{
	return move_to(folder, receipt, "read/");
}

int folder_receipt_refused(const char *folder, const struct receipt *receipt)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof path, "%s/%s/refused", folder, receipt->authority);
	return mkdir(path, 0750) != 0 && errno != EEXIST ? errno : move_to(folder, receipt, "refused/");
}
