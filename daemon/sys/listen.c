/* listen - one shared listening socket a place, for all doors. */
#include "sys/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/fault.h"
#include "sys/config.h"

#define LISTEN_BACKLOG 4096

static int listen_complain(struct buffer *errors, const char *place, const char *why)
{
	buffer_format(errors, "cannot listen on %s: %s\n", place, why);
	return FAULT_SYSTEM;
}

/* A socket's file whose owner is gone is in the way; one that answers is somebody else's. */
static void listen_remove_stale(const struct sockaddr_un *address, socklen_t length)
{
	struct stat st;
	int fd;

	if (lstat(address->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
		return;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)address, length) != 0 && errno == ECONNREFUSED)
		unlink(address->sun_path);
	if (fd >= 0)
		close(fd);
}

static int listen_bind(int family, const struct sockaddr *address, socklen_t length)
{
	int on = 1, error, fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return -1;
	if (family != AF_UNIX)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(fd, address, length) == 0 && listen(fd, LISTEN_BACKLOG) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static int listen_open_unix(const char *path, int *ret_fd)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path) + 1);
	mode_t before;

	if (strlen(path) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return FAULT_SYSTEM;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	listen_remove_stale(&address, length);
	before = umask(0117);
	*ret_fd = listen_bind(AF_UNIX, (const struct sockaddr *)&address, length);
	umask(before);
	return *ret_fd < 0 ? FAULT_SYSTEM : 0;
}

static int listen_open(const char *place, struct buffer *errors, int *ret_fd)
{
	const struct addrinfo hints = { .ai_flags = AI_PASSIVE, .ai_socktype = SOCK_STREAM };
	const char *colon = strrchr(place, ':');
	struct addrinfo *found;
	char host[128];
	int r;

	if (strncmp(place, "unix:", 5) == 0)
		return listen_open_unix(place + 5, ret_fd) != 0 ? listen_complain(errors, place, strerror(errno)) : 0;
	snprintf(host, sizeof host, "%.*s", (int)(colon - place), place);
	if (host[0] == '[') {
		host[strlen(host) - 1] = '\0';
		memmove(host, host + 1, strlen(host));
	}
	r = getaddrinfo(host, colon + 1, &hints, &found);
	if (r != 0)
		return listen_complain(errors, place, gai_strerror(r));
	*ret_fd = listen_bind(found->ai_family, found->ai_addr, found->ai_addrlen);
	r = *ret_fd < 0 ? listen_complain(errors, place, strerror(errno)) : 0;
	freeaddrinfo(found);
	return r;
}

static int listen_find(const struct listeners *listeners, const char *place)
{
	for (int i = 0; listeners != NULL && i < listeners->count; i++)
		if (strcmp(listeners->place[i], place) == 0)
			return i;
	return -1;
}

static int listen_take_activated(struct listeners *listeners, struct buffer *errors)
{
	int count = sd_listen_fds(1);

	if (count > LISTEN_MOST)
		return listen_complain(errors, "systemd's sockets", "too many");
	for (int i = 0; i < count; i++) {
		int fd = SD_LISTEN_FDS_START + i;

		snprintf(listeners->place[i], sizeof listeners->place[i], "systemd:%d", fd);
		if (sd_is_socket(fd, AF_UNSPEC, SOCK_STREAM, 1) <= 0)
			return listen_complain(errors, listeners->place[i], "is not a listening stream socket");
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
		listeners->fd[listeners->count++] = fd;
	}
	listeners->activated = count > 0;
	return 0;
}

int listeners_open(struct listeners *listeners, const struct config *config, const struct listeners *old,
	struct buffer *errors)
{
	int r = 0;

	if (old != NULL && old->activated) {
		*listeners = *old;
		return 0;
	}
	memset(listeners, 0, sizeof *listeners);
	if (old == NULL && (listen_take_activated(listeners, errors) != 0 || listeners->activated))
		return listeners->activated ? 0 : FAULT_SYSTEM;
	for (long i = 0; i < config->listens; i++) {
		const char *place = config->listen[i];
		int at = listen_find(old, place), fd = at >= 0 ? old->fd[at] : -1;

		if (strlen(place) >= sizeof listeners->place[0])
			r = listen_complain(errors, place, "the name is too long");
		else if (fd < 0 && listen_open(place, errors, &fd) != 0)
			r = FAULT_SYSTEM;
		else {
			snprintf(listeners->place[listeners->count], sizeof listeners->place[0], "%s", place);
			listeners->fd[listeners->count++] = fd;
		}
	}
	if (r != 0)
		listeners_close(listeners, old);
	return r;
}

void listeners_close(struct listeners *old, const struct listeners *new)
{
	for (int i = 0; i < old->count; i++)
		if (listen_find(new, old->place[i]) < 0)
			close(old->fd[i]);
	old->count = 0;
}

void listeners_describe(const struct listeners *listeners, struct buffer *out)
{
	for (int i = 0; i < listeners->count; i++) {
		struct sockaddr_storage address;
		socklen_t length = sizeof address;
		char host[128], port[16];

		if (i > 0)
			buffer_add_text(out, ", ");
		if (getsockname(listeners->fd[i], (struct sockaddr *)&address, &length) == 0
			&& address.ss_family != AF_UNIX
			&& getnameinfo((struct sockaddr *)&address, length, host, sizeof host, port, sizeof port,
				NI_NUMERICHOST | NI_NUMERICSERV) == 0)
			buffer_format(out, address.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
		else
			buffer_add_text(out, listeners->place[i]);
	}
}
