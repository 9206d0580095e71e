/* server - what an address of a server may look like, and whether others can read along. */
#include <string.h>

#include "client/settings.h"

static const char *after_scheme(const char *server)
{
	if (strncmp(server, "http://", 7) == 0)
		return server + 7;
	return strncmp(server, "https://", 8) == 0 ? server + 8 : NULL;
}

bool server_valid(const char *server)
{
	const char *host = after_scheme(server);

	if (host == NULL || strcspn(host, "/:") == 0)
		return false;
	for (const char *at = host; *at != '\0'; at++)
		if ((unsigned char)*at <= ' ' || *at == 0x7f || strchr("@?#\"<>\\^`{|}", *at) != NULL)
			return false;
	return true;
}

static bool host_is(const char *host, const char *name)
{
	size_t length = strlen(name);

	return strncmp(host, name, length) == 0 &&
		(host[length] == '\0' || strchr(":/", host[length]) != NULL);
}

/* 127.0.0.0/8 as it is written with four numbers. */
static bool host_is_loopback(const char *host)
{
	size_t length = strcspn(host, ":/");

	if (host_is(host, "localhost") || host_is(host, "[::1]"))
		return true;
	return strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") == length;
}

bool server_is_clear(const char *server)
{
	return strncmp(server, "http://", 7) == 0 && !host_is_loopback(after_scheme(server));
}
