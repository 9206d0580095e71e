/*
 * folder.h - the folder that the archive's connector watches:
 *
 *   AUTHORITY/out/ID/      a journal post: arkivmelding.xml and its files, there at once and whole
 *   AUTHORITY/taken/ID/    where the connector moves it, by rename, when it has it
 *   AUTHORITY/receipts/ID  what the connector says of it, a line, put there by rename
 *   AUTHORITY/read/ID      a receipt that is registered
 *   AUTHORITY/refused/ID   one that cannot be, and stands in no newer one's way
 *
 * A receipt says "accepted", "delivered", "failed WHY", or "journalled NUMBER"; a number alone is the same,
 * where it is of letters, digits and / - . _ : with a digit among them.
 * Whatever returns an int returns 0 or an errno.
 */
#ifndef ARCHIVE_FOLDER_H
#define ARCHIVE_FOLDER_H

#include "archive/post.h"
#include "base/arena.h"

/* A lock on the folder that ends with the process or folder_unlock.  EWOULDBLOCK: another has it. */
int folder_lock(const char *folder, int *ret_lock) __attribute__((warn_unused_result));
void folder_unlock(int lock);

/* A post on its way: made aside, file by file and piece by piece, then synced, then given its name. */
struct delivery {
	char aside[400], there[400], out[400];
	int file;                       /* that is being written; -1: none */
};

/* Whatever a killed one left aside is gone.  EEXIST: the connector has the post already. */
int delivery_begin(const char *folder, const struct archive_post *post, struct delivery *ret_delivery)
	__attribute__((warn_unused_result));
int delivery_open(struct delivery *delivery, const struct archive_file *file) __attribute__((warn_unused_result));
int delivery_add(struct delivery *delivery, const void *piece, size_t length) __attribute__((warn_unused_result));
int delivery_close(struct delivery *delivery) __attribute__((warn_unused_result));     /* the file is on the disk */
/* The message, and all of it is on the disk; then its name. */
int delivery_seal(struct delivery *delivery, const struct archive_post *post) __attribute__((warn_unused_result));
int delivery_give(struct delivery *delivery) __attribute__((warn_unused_result));
/* In place of what is left to do: nothing stays aside. */
void delivery_drop(struct delivery *delivery);

enum receipt_kind { RECEIPT_ACCEPTED, RECEIPT_DELIVERED, RECEIPT_FAILED, RECEIPT_NUMBER, RECEIPT_UNREADABLE };
#define RECEIPT_MAX 500
#define RECEIPT_NUMBER_MAX 64
struct receipt {
	char authority[ID_SIZE], id[ID_SIZE];
	enum receipt_kind kind;
	char text[RECEIPT_MAX + 1];     /* the number, or why */
};
/* Those that wait; ret their count.  One that is none of those lines, of at most so many bytes, is unreadable. */
int folder_receipts(const char *folder, struct arena *arena, struct receipt **ret_receipts);
/* It is registered, or says nothing new; or it cannot be registered. */
int folder_receipt_read(const char *folder, const struct receipt *receipt) __attribute__((warn_unused_result));
int folder_receipt_refused(const char *folder, const struct receipt *receipt) __attribute__((warn_unused_result));

#endif
