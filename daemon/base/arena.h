/* arena.h - memory with one lifetime: taken piece by piece, given back at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena {
	struct arena_block *blocks;
	size_t taken;                   /* bytes handed out since the last clear */
};

void arena_init(struct arena *arena);
void arena_clear(struct arena *arena);  /* empty again; keeps its largest block, if not too large, for the next user */
void arena_release(struct arena *arena);

/* Zeroed and aligned for anything; never NULL: out of memory ends the process. */
void *arena_take(struct arena *arena, size_t size);
void *arena_take_array(struct arena *arena, size_t count, size_t size);
char *arena_text(struct arena *arena, const char *text);                /* NULL gives NULL */
char *arena_text_n(struct arena *arena, const char *text, size_t length);
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* The array one item longer: grows by doubling; ret of the new, zeroed item. */
void *arena_push(struct arena *arena, void **items, int *count, size_t size);

#endif
