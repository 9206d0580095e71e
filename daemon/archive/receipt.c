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
#include "base/person.h"
#include "base/text.h"

#define PATH_ROOM 800
#define ASIDE ".reading-"

/* A number alone looks like one: what was meant as another word, or as markup, journals no letter. */
static bool is_number(const char *text)
{
	return strpbrk(text, "0123456789") != NULL
		&& text[strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/-._:")] == '\0';
}

static enum receipt_kind understand(const char *line, bool whole, struct receipt *receipt)
{
	static const struct { const char *word; enum receipt_kind kind; } words[] = {
		{ "accepted", RECEIPT_ACCEPTED }, { "delivered", RECEIPT_DELIVERED }, { "failed", RECEIPT_FAILED },
		{ "journalled", RECEIPT_NUMBER },
	};
	enum receipt_kind kind = is_number(line) ? RECEIPT_NUMBER : RECEIPT_UNREADABLE;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t length = strlen(words[i].word);

		if (strncmp(line, words[i].word, length) != 0 || (line[length] != ' ' && line[length] != '\0'))
			continue;
		kind = words[i].kind;
		line += length + strspn(line + length, " ");
		break;
	}
	snprintf(receipt->text, sizeof receipt->text, "%.*s", RECEIPT_MAX, line);
	if (kind == RECEIPT_NUMBER && (!whole || *line == '\0' || strlen(line) > RECEIPT_NUMBER_MAX))
		return RECEIPT_UNREADABLE;
	return kind;
}

/* Of a person no number stands in the log, which nobody can change.  True: there was one. */
static bool hide_persons(char *line)
{
	bool found = false;
	size_t at;

	for (; person_number_find(line, &at); found = true)
		for (int digits = 0; digits < 11; at++)
			if (line[at] >= '0' && line[at] <= '9') {
				line[at] = '*';
				digits++;
			}
	return found;
}

/* A connector may write in another alphabet's bytes: its reason is shown as far as it can be read.  True: all of it. */
static bool make_readable(char *line)
{
	size_t at;
	bool known = text_valid(line, strlen(line), &at), whole = known;

	for (char *c = line; *c != '\0'; c++) {
		const unsigned char first = (unsigned char)c[0], second = (unsigned char)c[1];

		if (first < ' ' || first == 0x7f || (!known && first >= 0x80)) {
			*c = '?';
			whole = false;
		} else if (first == 0xc2 && second < 0xa0) {
			c[0] = c[1] = '?';
			whole = false;
		}
	}
	return whole;
}

/* False: it is not there, or cannot be read for now. */
static bool read_receipt(const char *path, struct receipt *receipt)
{
	FILE *file = fopen(path, "re");
	char line[RECEIPT_MAX + 2], *text = line;
	bool one, whole, broken;

	receipt->kind = RECEIPT_UNREADABLE;
	*receipt->text = '\0';
	if (file == NULL)
		return errno == EACCES;
	one = fgets(line, sizeof line, file) != NULL && fgetc(file) == EOF;
	broken = ferror(file) != 0;
	fclose(file);
	if (broken)
		return false;
	if (!one)
		return true;
	line[strcspn(line, "\r\n")] = '\0';
	if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;                      /* as other systems begin a file */
	whole = make_readable(text);
	whole = !hide_persons(text) && whole;
	receipt->kind = understand(text, whole, receipt);
	return true;
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
	if (!read_receipt(aside, receipt) && (rename(from, aside) != 0 || !read_receipt(aside, receipt)))
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
