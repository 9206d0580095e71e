/* letter_fields.h - the passages of a letter that a person writes, as a text to be edited. */
#ifndef CLIENT_LETTER_FIELDS_H
#define CLIENT_LETTER_FIELDS_H

#include "base/buffer.h"
#include "client/client.h"

/* "== introduction ==" and its text, for each there is a place for; what they are for stands above. */
void fields_write(const json_t *letter, enum language language, struct buffer *buffer);

/*
 * The passages of the text that are not empty, as `fields` of a PATCH.  ENDED_USAGE, having said so,
 * where something stands before the first heading or a heading is none.
 */
int fields_read(struct client *client, const char *text, json_t **ret_fields)
	__attribute__((warn_unused_result));

#endif
