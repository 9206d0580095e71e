/* say - what the client itself has to say, on standard error. */
#include <stdarg.h>

#include "client/client.h"

int client_say(struct client *client, enum ended ended, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	screen_put(&client->complaints, STYLE_PLAIN, "tilsyn: ");
	screen_put(&client->complaints, STYLE_PLAIN, arena_vformat(&client->arena, format, args));
	screen_line(&client->complaints);
	va_end(args);
	return ended;
}
