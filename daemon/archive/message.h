/* message.h - arkivmelding.xml: Noark 5, as the archive's connector reads it. */
#ifndef ARCHIVE_MESSAGE_H
#define ARCHIVE_MESSAGE_H

#include "archive/post.h"
#include "base/buffer.h"

/* Adds the whole document; the same post gives the same bytes. */
void message_write(const struct archive_post *post, struct buffer *buffer);

#endif
