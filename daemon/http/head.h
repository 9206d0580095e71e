/* head.h - reads along with evhttp and refuses what evhttp forgives: strict RFC 9112, byte by byte. */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEAD_WORD 20

/*
 * A request's line and headers.  Refused are: a line that ends with anything but CR LF, a folded
 * line, a control character, a name that is no token (so "Content-Length :" too), a version but
 * HTTP/1.0 and 1.1, a missing or second Host, a second Content-Length, one that is not plain digits,
 * one together with Transfer-Encoding, a coding but "chunked", and a body where evhttp reads none.
 */
struct head {
	size_t length;                  /* bytes of it so far */
	bool done;                      /* the empty line was read */
	const char *wrong;              /* English, for the problem's detail; NULL: nothing so far */
	bool old;                       /* HTTP/1.0 */
	bool chunked;
	int64_t content_length;         /* -1: none was given */

	/* the reader's own */
	int at;
	uint8_t name_length, value_length, hosts, lengths, codings;
	bool body_is_read;              /* evhttp reads a body with this method */
	char name[HEAD_WORD], value[HEAD_WORD];
};

bool head_is_token(char c);             /* tchar of RFC 9110 5.6.2 */
void head_init(struct head *head);
/* Returns how many of the bytes it took: all, unless the head is done or wrong. */
size_t head_read(struct head *head, const char *data, size_t count);

#endif
