/* editor.h - a text in the user's own editor: $VISUAL, $EDITOR, or vi. */
#ifndef CLIENT_EDITOR_H
#define CLIENT_EDITOR_H

#include "base/buffer.h"
#include "client/client.h"

/* The text as it was when the editor ended well, or how it ended, having said why. */
int editor_run(struct client *client, const char *text, struct buffer *ret_text, const char **ret_path)
	__attribute__((warn_unused_result));
/* When what was written is stored, or refused: then a text that differs from what it was stays in its file, and that is told. */
int editor_end(struct client *client, int ended, const char *path, const char *text)
	__attribute__((warn_unused_result));

#endif
