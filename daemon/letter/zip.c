/* zip - the archive by its plainest form (APPNOTE 6.3.3: version 2.0, names in UTF-8). */
#include "letter/zip.h"

#include <string.h>
#include <zlib.h>

#include "base/day.h"
#include "base/fault.h"

#define LOCAL 0x04034b50u
#define CENTRAL 0x02014b50u
#define END 0x06054b50u
#define NEEDED 20
#define MADE_BY (3 << 8 | NEEDED)       /* on Unix: elsewhere unzip takes names for another alphabet's, whatever is said of them */
#define MODE 0100644u
#define NAMES_ARE_UTF8 0x0800
#define STORED 0
#define DEFLATED 8
#define FILES_MOST 65535
#define BYTES_MOST 0xfffffffeu

static void add_16(struct buffer *buffer, unsigned value)
{
	const char bytes[2] = { (char)value, (char)(value >> 8) };

	buffer_add(buffer, bytes, sizeof bytes);
}

static void add_32(struct buffer *buffer, uint32_t value)
{
	add_16(buffer, value & 0xffff);
	add_16(buffer, value >> 16);
}

void zip_begin(struct zip *zip, struct buffer *file, int32_t day, struct arena *arena)
{
	int year, month, date;

	day_split(day, &year, &month, &date);
	*zip = (struct zip){ .file = file, .arena = arena };
	zip->day = (uint16_t)((year < 1980 ? 0 : year - 1980) << 9 | month << 5 | date);
	buffer_init(&zip->directory);
}

/* What is said of a file in both places. */
static void add_about(struct zip *zip, struct buffer *to, unsigned method, uint32_t check, size_t packed, size_t length,
	const char *name)
{
	add_16(to, NEEDED);
	add_16(to, NAMES_ARE_UTF8);
	add_16(to, method);
	add_16(to, 0);                          /* midnight */
	add_16(to, zip->day);
	add_32(to, check);
	add_32(to, (uint32_t)packed);
	add_32(to, (uint32_t)length);
	add_16(to, (unsigned)strlen(name));
	add_16(to, 0);
}

/* Without the head and the sum that zlib itself puts around it. */
static const void *deflated(struct zip *zip, const void *bytes, size_t length, size_t *ret_length)
{
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)length };
	char *packed = arena_take(zip->arena, length + 1);

	must(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	stream.next_out = (Bytef *)packed;
	stream.avail_out = (uInt)length;
	*ret_length = deflate(&stream, Z_FINISH) == Z_STREAM_END ? stream.total_out : length;
	deflateEnd(&stream);
	return packed;
}

void zip_add(struct zip *zip, const char *name, const void *bytes, size_t length)
{
	uint32_t check = (uint32_t)crc32(0, bytes, (uInt)length), at = (uint32_t)zip->file->length;
	size_t packed_length = length;
	const void *packed = length == 0 ? bytes : deflated(zip, bytes, length, &packed_length);
	unsigned method = packed_length < length ? DEFLATED : STORED;

	must(zip->count < FILES_MOST && strlen(name) <= UINT16_MAX && zip->file->length + length < BYTES_MOST);
	add_32(zip->file, LOCAL);
	add_about(zip, zip->file, method, check, packed_length, length, name);
	buffer_add_text(zip->file, name);
	buffer_add(zip->file, method == DEFLATED ? packed : bytes, packed_length);
	add_32(&zip->directory, CENTRAL);
	add_16(&zip->directory, MADE_BY);
	add_about(zip, &zip->directory, method, check, packed_length, length, name);
	add_16(&zip->directory, 0);
	add_16(&zip->directory, 0);
	add_16(&zip->directory, 0);
	add_32(&zip->directory, MODE << 16);
	add_32(&zip->directory, at);
	buffer_add_text(&zip->directory, name);
	zip->count++;
}

void zip_end(struct zip *zip)
{
	uint32_t at = (uint32_t)zip->file->length;

	buffer_add(zip->file, zip->directory.data, zip->directory.length);
	add_32(zip->file, END);
	add_16(zip->file, 0);
	add_16(zip->file, 0);
	add_16(zip->file, (unsigned)zip->count);
	add_16(zip->file, (unsigned)zip->count);
	add_32(zip->file, (uint32_t)zip->directory.length);
	add_32(zip->file, at);
	add_16(zip->file, 0);
	buffer_release(&zip->directory);
}
