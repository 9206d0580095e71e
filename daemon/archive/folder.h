/*
 * folder.h - the folder that the archive's connector watches:
 *
 *   AUTHORITY/out/ID/      a journal post: arkivmelding.xml and its files, there at once and whole
 *   AUTHORITY/taken/ID/    where the connector moves it, by rename, when it has it
 *   AUTHORITY/receipts/ID  the archive's number, a line, put there by rename
 *   AUTHORITY/read/ID      a receipt that is registered
 */
#ifndef ARCHIVE_FOLDER_H
#define ARCHIVE_FOLDER_H

#include "archive/post.h"
#include "base/arena.h"
#include "base/id.h"

/* A lock on the folder that ends with the process or folder_unlock; -1: another has it, or an errno is set. */
int folder_lock(const char *folder);
void folder_unlock(int lock);

/*
 * The post, synced to the disk before its name is there; done already: 0 too.  0 or an errno.
 */
int folder_put(const char *folder, const struct archive_post *post) __attribute__((warn_unused_result));

#define RECEIPT_MAX 64
struct receipt { char authority[ID_SIZE], id[ID_SIZE], number[RECEIPT_MAX + 1]; };
/* Those that wait; ret their count.  One that is no line of at most RECEIPT_MAX bytes is left. */
int folder_receipts(const char *folder, struct arena *arena, struct receipt **ret_receipts);
/* It is registered, or never will be. */
int folder_receipt_read(const char *folder, const struct receipt *receipt) __attribute__((warn_unused_result));

#endif
