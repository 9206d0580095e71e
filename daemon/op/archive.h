/*
 * archive.h - journal posts for the archive's connector: found, brought, and told as written or answered.
 * Operations of the clock, asked by work/.
 */
#ifndef OP_ARCHIVE_H
#define OP_ARCHIVE_H

#include "archive/post.h"
#include "op/operation.h"

/* A read of all tenants; request.own is then a struct posts_waiting. */
struct posts_waiting {
	struct post_waiting { char authority[ID_SIZE], id[ID_SIZE]; } *item;
	int count;
};
extern const struct operation op_archive_find;

/* path[0] is the post, path[1] its authority.  request.own is then the struct archive_post, with its files. */
extern const struct operation op_archive_bring;

/* The post is in the folder. */
extern const struct operation op_archive_written;

/*
 * The archive has answered with its number, request.body a struct action with archive_number: the letter
 * is journalled, as an archivist would.  A refusal: it was answered before, or is none of ours.
 */
extern const struct operation op_archive_answered;

#endif
