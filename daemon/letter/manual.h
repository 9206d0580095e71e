/* manual.h - what a wording may say, as a manual page (mdoc): from the tables that wordings are judged by. */
#ifndef LETTER_MANUAL_H
#define LETTER_MANUAL_H

#include "base/buffer.h"

void letter_write_manual(struct buffer *buffer);

#endif
