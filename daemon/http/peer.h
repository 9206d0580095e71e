/* peer.h - who is at the other end, as far as an address says it. */
#ifndef HTTP_PEER_H
#define HTTP_PEER_H

#include <netinet/in.h>
#include <stdbool.h>

/* Makes an address what one caller has for himself: all of an IPv4 address (mapped), a /64 of IPv6. */
void peer_network(struct in6_addr *address);

/* false: a socket of the file system, or this machine's own address, from where a proxy asks for many. */
bool peer_of(int fd, struct in6_addr *ret_network);

#endif
