/* chunks - a machine of ten states over a chunked body; what lies in a chunk is passed over whole. */
#include "http/chunks.h"

#include "base/fault.h"
#include "http/head.h"

#define DIGITS_MOST 8

enum at {
	AT_SIZE, AT_SIZE_LF, AT_DATA, AT_DATA_CR, AT_DATA_LF, AT_NAME_FIRST, AT_NAME, AT_VALUE, AT_VALUE_LF, AT_END_LF
};

void chunks_init(struct chunks *chunks)
{
	*chunks = (struct chunks){ .at = AT_SIZE };
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int size_step(struct chunks *chunks, char c)
{
	int digit = digit_of(c);

	if (c == '\r' && chunks->digits > 0)
		return AT_SIZE_LF;
	if (digit < 0 || ++chunks->digits > DIGITS_MOST)
		chunks->wrong = "a chunk's size is not hexadecimal digits followed by CR LF";
	chunks->size = chunks->size * 16 + digit;
	return AT_SIZE;
}

static int trailer_step(struct chunks *chunks, int at, char c)
{
	if (++chunks->trailers > CHUNKS_TRAILERS_MOST)
		chunks->wrong = "the trailers are too large";
	if (c == '\r' && at != AT_NAME)
		return at == AT_NAME_FIRST ? AT_END_LF : AT_VALUE_LF;
	if (at == AT_VALUE && (((unsigned char)c >= ' ' && c != 0x7f) || c == '\t'))
		return AT_VALUE;
	if (at == AT_NAME && c == ':')
		return AT_VALUE;
	if (at == AT_VALUE || !head_is_token(c))
		chunks->wrong = "a trailer is no header that ends with CR LF";
	return AT_NAME;
}

/* Where a byte of the framing leads; the data itself does not come here. */
static int step(struct chunks *chunks, int at, char c)
{
	switch (at) {
	case AT_SIZE:
		return size_step(chunks, c);
	case AT_DATA_CR:
		if (c != '\r')
			chunks->wrong = "a chunk is not as long as its size says";
		return AT_DATA_LF;
	case AT_NAME_FIRST:
	case AT_NAME:
	case AT_VALUE:
		return trailer_step(chunks, at, c);
	default:
		break;
	}
	if (c != '\n')
		chunks->wrong = "a CR that no LF follows";
	if (at == AT_SIZE_LF)
		return chunks->size > 0 ? AT_DATA : AT_NAME_FIRST;
	if (at == AT_DATA_LF)
		chunks->digits = 0;
	chunks->done = at == AT_END_LF && chunks->wrong == NULL;
	return at == AT_DATA_LF ? AT_SIZE : AT_NAME_FIRST;
}

size_t chunks_read(struct chunks *chunks, const char *data, size_t count)
{
	size_t used = 0;

	must(chunks->wrong == NULL && !chunks->done);
	while (used < count && chunks->wrong == NULL && !chunks->done) {
		size_t rest = count - used;

		if (chunks->at != AT_DATA) {
			chunks->at = step(chunks, chunks->at, data[used++]);
			continue;
		}
		if ((int64_t)rest > chunks->size)
			rest = (size_t)chunks->size;
		used += rest;
		chunks->size -= (int64_t)rest;
		if (chunks->size == 0)
			chunks->at = AT_DATA_CR;
	}
	return used;
}
