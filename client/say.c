/* say - what the client itself has to say, on standard error, in the reader's language. */
#include <stdarg.h>
#include <string.h>

#include "client/client.h"

static const struct { const char *in[LANGUAGES]; } says[] = {
#define SAY(en, nb, nn) { { [LANGUAGE_NB] = (nb), [LANGUAGE_NN] = (nn), [LANGUAGE_EN] = (en) } },
#include "client/says.def"
#undef SAY
};

const char *client_said(const struct client *client, const char *english)
{
	for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
		if (strcmp(says[i].in[LANGUAGE_EN], english) == 0)
			return says[i].in[client->language];
	return english;
}

int client_say(struct client *client, enum ended ended, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	screen_put(&client->complaints, STYLE_PLAIN, "tilsyn: ");
	screen_put(&client->complaints, STYLE_PLAIN,
		arena_vformat(&client->arena, client_said(client, format), args));
	screen_line(&client->complaints);
	va_end(args);
	return ended;
}
