/* post.h - a journal post as the archive wants it told. */
#ifndef ARCHIVE_POST_H
#define ARCHIVE_POST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/id.h"

struct archive_file {
	const char *name;               /* in the post's folder: no path */
	const char *title;
	char id[ID_SIZE];               /* of what is kept; "": it is the text */
	const char *text;
	size_t length;
};

/* Instants are RFC 3339, dates YYYY-MM-DD; NULL: none. */
struct archive_entry {
	const char *id;                 /* the letter's or the incoming's */
	const char *at;                 /* when it became one */
	bool outgoing;
	const char *title, *date, *due, *author, *exempt;
	const char *party, *party_address, *party_email;
	const char *const *answers;     /* ids of what it answers */
	int answer_count;
	const char *written_off_by;     /* id of what writes it off; NULL: nothing yet */
	const char *written_off_on, *written_off_account;
};

struct archive_post {
	const char *authority;          /* its id */
	const char *case_id, *case_number, *case_title, *case_at, *unit, *responsible;
	bool ended;                     /* the case */
	const struct archive_entry *entries;    /* the first is the post; the rest were told before, and are written off by it */
	int entry_count;
	const struct archive_file *files;       /* of the post */
	int file_count;
};

#endif
