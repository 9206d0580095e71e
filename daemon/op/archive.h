/*
 * archive.h - journal posts for the archive's connector: found, brought, and told as written or answered.
 * Operations of the clock, asked by work/.
 */
#ifndef OP_ARCHIVE_H
#define OP_ARCHIVE_H

#include "archive/post.h"
#include "op/operation.h"

/* A read of all tenants; request.body a bool: those that failed too.  request.own is then a struct posts_waiting. */
struct posts_waiting {
	struct post_waiting { char authority[ID_SIZE], id[ID_SIZE]; } *item;
	int count;
};
extern const struct operation op_archive_find;

/* path[0] is the post, path[1] its authority, here and below.  request.own is then the struct archive_post. */
extern const struct operation op_archive_bring;

/* request.body a struct archive_piece: the bytes of the file from there on, at most ARCHIVE_PIECE; REFUSAL_not_found: none. */
#define ARCHIVE_PIECE 1048576
struct archive_piece { const struct archive_file *file; size_t from, length; const void *bytes; };
extern const struct operation op_archive_piece;

/* The post is in the folder; or it is not, request.body the reason.  request.own is then a bool: that is news. */
extern const struct operation op_archive_written, op_archive_failed;
/* The folder cannot be used, request.body the reason: of all tenants. */
extern const struct operation op_archive_unable;

/* Of all tenants; request.own is then a struct archive_figures. */
struct archive_figures { int64_t waiting, failing, oldest; };
extern const struct operation op_archive_figures;

/*
 * The archive has answered with its number, request.body a struct action with archive_number: the letter
 * is journalled, as an archivist would.  Or the connector tells how far it has come, request.body a struct
 * archive_receipt.  A refusal: that is known, or the post is none of ours.
 */
struct archive_receipt { const char *says, *reason; };
extern const struct operation op_archive_answered, op_archive_receipt;

/* How the commands of one post begin. */
void archive_enter(struct request *request);
int archive_put(struct request *request, enum statement statement);

#endif
