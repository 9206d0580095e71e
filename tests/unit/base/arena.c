/* arena - pieces are zeroed, aligned, apart from each other, and all gone at once. */
#include "unit.h"

#include "base/arena.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

struct piece { unsigned char *data, mark; size_t size; };

static void whole(const struct piece *piece)
{
	for (size_t i = 0; i < piece->size; i++)
		if (piece->data[i] != piece->mark)
			fail_msg("a piece of %zu bytes was written into at %zu", piece->size, i);
}

TEST(pieces_are_zeroed_aligned_and_keep_what_is_written)
{
	static struct piece pieces[3000];
	uint64_t seed = 19;
	struct arena arena;

	arena_init(&arena);
	for (int life = 0; life < 5; life++) {
		size_t asked = 0;

		for (int i = 0; i < 3000; i++) {
			size_t most = i % 100 == 0 ? 40000 : i % 10 == 0 ? 9000 : 100;
			struct piece *piece = &pieces[i];

			piece->size = (size_t)chance_between(&seed, 0, (int64_t)most);
			piece->data = arena_take(&arena, piece->size);
			piece->mark = 0;
			assert_non_null(piece->data);
			assert_int_equal((uintptr_t)piece->data % _Alignof(max_align_t), 0);
			whole(piece);
			piece->mark = (unsigned char)chance_between(&seed, 1, 255);
			memset(piece->data, piece->mark, piece->size);
			asked += piece->size;
			assert_in_range(arena.taken, asked, asked + 32 * (size_t)(i + 1));
		}
		for (int i = 0; i < 3000; i++)
			whole(&pieces[i]);
		arena_clear(&arena);
		assert_int_equal(arena.taken, 0);
	}
	arena_release(&arena);
	assert_null(arena.blocks);
}

TEST(a_cleared_arena_uses_its_memory_again)
{
	struct arena arena;
	void *first;

	arena_init(&arena);
	first = arena_take(&arena, 100);
	memset(first, 0xff, 100);
	arena_take(&arena, 100000);
	arena_clear(&arena);
	assert_non_null(arena.blocks);
	assert_ptr_equal(arena_take(&arena, 100), first);
	assert_memory_equal(first, (char[100]){ 0 }, 100);
	arena_clear(&arena);
	arena_clear(&arena);
	arena_release(&arena);
}

static void take_all(struct arena *arena)
{
	arena_take(arena, SIZE_MAX);
}

static void take_array_that_wraps(struct arena *arena)
{
	arena_take_array(arena, SIZE_MAX / 8 + 2, 8);
}

/* Nothing is handed out that is smaller than asked for. */
TEST(a_size_that_cannot_be_ends_the_process)
{
	void (*const takes[])(struct arena *) = { take_all, take_array_that_wraps };

	for (int i = 0; i < 2; i++) {
		int status;
		pid_t child = fork();

		if (child == 0) {
			struct arena arena;

			arena_init(&arena);
			signal(SIGABRT, SIG_DFL);
			if (freopen("/dev/null", "w", stderr) == NULL)
				_exit(1);
			takes[i](&arena);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	}
}

TEST(texts_are_copied_and_formatted)
{
	struct arena arena;
	char text[] = "blåbær", *copy;

	arena_init(&arena);
	copy = arena_text(&arena, text);
	text[0] = 'x';
	assert_string_equal(copy, "blåbær");
	assert_null(arena_text(&arena, NULL));
	assert_string_equal(arena_text(&arena, ""), "");
	assert_string_equal(arena_text_n(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_format(&arena, "%s %d/%d", "Tilsyn", 2026, 17), "Tilsyn 2026/17");
	copy = arena_format(&arena, "%20000d", 7);
	assert_int_equal(strlen(copy), 20000);
	assert_int_equal(copy[19999], '7');
	arena_release(&arena);
}

struct item { int number; char name[20]; };

TEST(a_pushed_array_keeps_its_items_as_it_grows)
{
	struct arena arena;
	struct item *items = NULL, *item;
	int count = 0;

	arena_init(&arena);
	for (int i = 0; i < 5000; i++) {
		item = arena_push(&arena, (void **)&items, &count, sizeof *items);
		assert_ptr_equal(item, &items[i]);
		assert_memory_equal(item, &(struct item){ 0 }, sizeof *item);
		item->number = i;
		memset(item->name, i % 256, sizeof item->name);
	}
	assert_int_equal(count, 5000);
	for (int i = 0; i < 5000; i++) {
		assert_int_equal(items[i].number, i);
		assert_int_equal((unsigned char)items[i].name[19], i % 256);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_aligned_and_keep_what_is_written),
		cmocka_unit_test(a_cleared_arena_uses_its_memory_again),
		cmocka_unit_test(a_size_that_cannot_be_ends_the_process),
		cmocka_unit_test(texts_are_copied_and_formatted),
		cmocka_unit_test(a_pushed_array_keeps_its_items_as_it_grows),
	};

	return RUN(tests);
}
