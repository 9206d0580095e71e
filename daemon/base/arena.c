/* arena - memory with one lifetime. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#define BLOCK_FIRST 8192        /* each twice the one before, up to BLOCK_MOST */
#define BLOCK_MOST 65536

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	max_align_t data[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

void arena_clear(struct arena *arena)
{
	struct arena_block *keep = NULL;

	while (arena->blocks != NULL) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->next;
		if (block->size <= BLOCK_MOST && keep == NULL)  /* the newest is the largest */
			keep = block;
		else
			free(block);
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
	}
	arena->blocks = keep;
	arena->taken = 0;
}

void arena_release(struct arena *arena)
{
	arena_clear(arena);
	free(arena->blocks);
	arena->blocks = NULL;
}

void *arena_take(struct arena *arena, size_t size)
{
	struct arena_block *block = arena->blocks;
	void *piece;

	must(size <= SIZE_MAX / 2);
	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (block == NULL || block->size - block->used < size) {
		size_t room = block == NULL ? BLOCK_FIRST : block->size < BLOCK_MOST ? 2 * block->size : BLOCK_MOST;

		if (room < size)
			room = size;
		block = malloc(sizeof *block + room);
		must(block != NULL);
		block->size = room;
		block->used = 0;
		block->next = arena->blocks;
		arena->blocks = block;
	}
	piece = (char *)block->data + block->used;
	block->used += size;
	arena->taken += size;
	return memset(piece, 0, size);
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
	must(size == 0 || count <= SIZE_MAX / 2 / size);
	return arena_take(arena, count * size);
}

char *arena_text_n(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_text_n(arena, text, strlen(text));
}

char *arena_vformat(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	int length;
	char *text;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	must(length >= 0);
	text = arena_take(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, args);
	return text;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(arena, format, args);
	va_end(args);
	return text;
}

void *arena_push(struct arena *arena, void **items, int *count, size_t size)
{
	int n = *count;

	if ((n & (n - 1)) == 0) {               /* full at 0, 1, 2, 4, 8 … */
		void *grown = arena_take_array(arena, n == 0 ? 1 : (size_t)n * 2, size);

		if (n > 0)
			memcpy(grown, *items, (size_t)n * size);
		*items = grown;
	}
	*count = n + 1;
	return (char *)*items + (size_t)n * size;
}
