/* editor.h - a text in the user's own editor: $VISUAL, $EDITOR, or vi. */
#ifndef CLIENT_EDITOR_H
#define CLIENT_EDITOR_H

#include "base/buffer.h"
#include "client/client.h"

/* The text as it was when the editor ended well, or how it ended, having said why. */
int editor_run(struct client *client, const char *text, struct buffer *ret_text) __attribute__((warn_unused_result));

#endif
