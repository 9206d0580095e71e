/* post.h - a journal post as the archive wants it told. */
#ifndef ARCHIVE_POST_H
#define ARCHIVE_POST_H

#include <stdbool.h>
#include <stddef.h>

struct archive_file {
	const char *name;               /* in the post's folder: no path */
	const char *title;
	const void *data;
	size_t length;
};

/* Instants are RFC 3339, dates YYYY-MM-DD; NULL: none. */
struct archive_post {
	const char *authority, *id;     /* ids; the post's is the letter's or the incoming's */
	const char *at;                 /* when it became one: the message's own time, so that the same post is the same bytes */
	const char *case_id, *case_number, *case_title, *case_at, *unit, *responsible;
	bool ended;                     /* the case */
	bool outgoing;
	const char *title, *date, *due, *author, *exempt;
	const char *party, *party_address, *party_email;
	const char *const *answers;     /* ids of the letters it writes off */
	int answer_count;
	const struct archive_file *files;
	int file_count;
};

#endif
