/* peer - who is at the other end: a network of IPv6 is one caller, who has as many addresses in it as he likes. */
#include "http/peer.h"

#include <string.h>
#include <sys/socket.h>

void peer_network(struct in6_addr *address)
{
	if (!IN6_IS_ADDR_V4MAPPED(address))
		memset(&address->s6_addr[8], 0, 8);
}

static bool is_own(const struct in6_addr *address)
{
	static const unsigned char own[] = { 127, 0, 0, 1 };

	return IN6_IS_ADDR_LOOPBACK(address)
		|| (IN6_IS_ADDR_V4MAPPED(address) && memcmp(&address->s6_addr[12], own, sizeof own) == 0);
}

bool peer_of(int fd, struct in6_addr *ret_network)
{
	struct sockaddr_storage address = { .ss_family = AF_UNSPEC };
	socklen_t length = sizeof address;
	struct in6_addr found = { .s6_addr = { [10] = 0xff, [11] = 0xff } };

	if (getpeername(fd, (struct sockaddr *)&address, &length) != 0)
		return false;
	if (address.ss_family == AF_INET)
		memcpy(&found.s6_addr[12], &((const struct sockaddr_in *)&address)->sin_addr, 4);
	else if (address.ss_family == AF_INET6)
		found = ((const struct sockaddr_in6 *)&address)->sin6_addr;
	else
		return false;
	if (is_own(&found))
		return false;
	peer_network(&found);
	*ret_network = found;
	return true;
}
