/* text - every letter in every language, from a case with everything and from one with next to nothing. */
#include "unit.h"

#include "base/text.h"
#include "cases.h"
#include "letter/template_view.h"
#include "letter/texts.h"
#include "letter/writing.h"

static const struct letter_sender sender = { "Statsforvalteren i Fjordane", "Ola Hansen" };
static const struct letter_sender nobody = { "Statsforvalteren i Fjordane", NULL };

typedef void make_fn(struct sample *sample, int kind, int language);

struct written { struct arena arena; struct sample sample; const char *subject, *body; };

static void write_letter(struct written *written, make_fn *make, int kind, int language)
{
	arena_init(&written->arena);
	make(&written->sample, kind, language);
	assert_true(letter_text(&written->sample.facts, &written->sample.letter, make == sample_rich ? &sender : &nobody,
		NULL, &written->arena, &written->subject, &written->body));
}

typedef void look_fn(const char *name, const char *subject, const char *body);

static void each_letter(look_fn *look)
{
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		for (int language = 0; language < LANGUAGES; language++)
			for (int bare = 0; bare < 2; bare++) {
				struct written written;
				char name[80];

				write_letter(&written, bare ? sample_bare : sample_rich, kind, language);
				snprintf(name, sizeof name, "%s.%s%s", letter_kinds.word[kind], languages.word[language],
					bare ? ".bare" : "");
				look(name, written.subject, written.body);
				arena_release(&written.arena);
			}
}

static void has_not(const char *name, const char *text, const char *what)
{
	if (strstr(text, what) != NULL)
		fail_msg("%s has \"%s\":\n%s", name, what, strstr(text, what));
}

static void has(const char *name, const char *text, const char *what)
{
	if (strstr(text, what) == NULL)
		fail_msg("%s has no \"%s\":\n%s", name, what, text);
}

static void hear(void *self, int line, int column, const char *what, const char *name)
{
	const struct letter_source *source = self;

	fail_msg("%s.%s:%d:%d: %s: %s", source->name, source->language, line, column, what, name);
}

static void add_nothing(struct buffer *buffer, const char *text)
{
	(void)buffer, (void)text;
}

TEST(no_text_names_what_does_not_exist_or_may_be_missing)
{
	struct arena arena;
	int count;
	const struct letter_source *sources = letter_sources(&count);

	arena_init(&arena);
	for (int i = 0; i < count; i++) {
		int language = term_find(&languages, sources[i].language);
		enum language of = (enum language)language;
		const struct template template = { .text = sources[i].text, .part = letter_part,
			.part_context = &of, .add = add_nothing,
			.kind = term_find(&letter_kinds, sources[i].name) };
		struct letter_source source = sources[i];

		assert_true(language != TERM_NONE);
		if (strncmp(source.name, "part_", 5) == 0)
			continue;               /* walked where it is used */
		assert_true(term_find(&letter_kinds, source.name) != TERM_NONE);
		assert_true(template_check(&template, &letter_view, &(struct mustache_ear){ hear, &source }, &arena));
	}
	arena_release(&arena);
}

TEST(every_part_is_used_and_every_text_exists_in_every_language)
{
	int count;
	const struct letter_source *sources = letter_sources(&count);

	for (int i = 0; i < count; i++) {
		char use[80];
		bool used = false;

		for (int language = 0; language < LANGUAGES; language++)
			assert_non_null(letter_source(sources[i].name, (enum language)language));
		snprintf(use, sizeof use, "{{> %s}}", sources[i].name + 5);
		for (int j = 0; j < count; j++)
			used |= strcmp(sources[i].language, sources[j].language) == 0
				&& strstr(sources[j].text, use) != NULL;
		if (strncmp(sources[i].name, "part_", 5) == 0 && !used)
			fail_msg("%s.%s is used nowhere", sources[i].name, sources[i].language);
	}
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		assert_non_null(letter_source(letter_kinds.word[kind], LANGUAGE_NB));
}

static void is_clean(const char *name, const char *subject, const char *body)
{
	static const char *const never[] = { "[[", "]]", "(null)", "  ", "\n\n\n", " \n", "\t", "\r", "..", " .", " ,",
		"()", ": \n", ":\n\n\n", "– \n" };
	size_t offset;

	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
		has_not(name, subject, never[i]);
		has_not(name, body, never[i]);
	}
	assert_true(text_valid(subject, strlen(subject), &offset) && text_valid(body, strlen(body), &offset));
	assert_true(text_trimmed(subject) && text_trimmed(body));
	assert_null(strchr(subject, '\n'));
	assert_true(strlen(subject) > 20 && strlen(body) > 150);
	/* only the caseworker's own, which the rich case has on purpose */
	for (const char *at = strstr(body, "{{"); at != NULL; at = strstr(at + 2, "{{"))
		assert_memory_equal(at, "{{facts}}", 9);
}

TEST(every_letter_is_clean_text)
{
	each_letter(is_clean);
}

/* A paragraph that announces a list is followed by one; no heading stands over nothing. */
static void announces_nothing_in_vain(const char *name, const char *subject, const char *body)
{
	(void)subject;
	for (const char *at = strstr(body, ":\n\n"); at != NULL; at = strstr(at + 1, ":\n\n"))
		if (at[3] == '#' || at[3] == '\0' || at[3] == '\n')
			fail_msg("%s announces nothing: %.80s", name, at);
}

TEST(what_ends_in_a_colon_is_followed_by_what_it_announces)
{
	each_letter(announces_nothing_in_vain);
}

TEST(a_letter_tells_its_breaches_dates_case_and_sender)
{
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		for (int language = 0; language < LANGUAGES; language++) {
			struct written written;
			struct writing writing;
			const struct letter_date *dates;
			const char *name = letter_kinds.word[kind];

			write_letter(&written, sample_rich, kind, language);
			writing_begin(&writing, &written.sample.facts, &written.sample.letter, &sender, &written.arena);
			for (int i = 0; kind != LETTER_NOTICE && kind != LETTER_CANCELLATION && i < writing.breach_count; i++)
				has(name, written.body, writing.breaches[i]->title);
			dates = written.sample.letter.dates.item;
			for (int i = 0; i < written.sample.letter.dates.count; i++)
				has(name, written.body, words_date(dates[i].due, (enum language)language, &written.arena));
			has(name, written.body, "2026/17");
			has(name, written.body, "Statsforvalteren i Fjordane\nOla Hansen");
			has(name, written.body, "Vi viser til samtalen i går.");
			has(name, written.body, "Takk for at dere svarte raskt.");
			has(name, written.body, "Ola Hansen, telefon 55 57 00 00");
			has(name, written.subject, "Fjordvik kommune");
			arena_release(&written.arena);
		}
}

TEST(a_caseworkers_words_are_data_and_not_markup)
{
	struct written written;

	write_letter(&written, sample_rich, LETTER_FINAL_REPORT, LANGUAGE_NB);
	has("final_report", written.body, "Planene {{facts}} var laget uten brukerne.");
	has("final_report", written.body, "etter utskrivning.\n\nAnsatte fortalte");
	arena_release(&written.arena);
}

TEST(the_passages_of_a_kind_are_those_that_its_texts_may_name)
{
	for (int passage = 0; passage < LETTER_PASSAGES; passage++)
		for (int kind = 0; kind < LETTER_KINDS; kind++) {
			const struct view_name *name = view_find(&letter_view, letter_passages.word[passage],
				strlen(letter_passages.word[passage]));

			assert_non_null(name);
			if (letter_passage_fits(passage, kind) != (name->kinds == 0 || (name->kinds >> kind & 1) != 0))
				fail_msg("%s in %s", letter_passages.word[passage], letter_kinds.word[kind]);
		}
}

/* With the environment's LETTER_GOLDEN=write the files are made anew, for a person to read. */
static void check_golden(const char *name, const char *text)
{
	const char *source = getenv("srcdir"), *mode = getenv("LETTER_GOLDEN");
	char path[512], *old;
	long size;
	FILE *file;

	snprintf(path, sizeof path, "%s/tests/unit/letter/golden/%s.txt", source == NULL ? "." : source, name);
	file = fopen(path, mode != NULL && strcmp(mode, "write") == 0 ? "w" : "r");
	if (file == NULL)
		fail_msg("%s cannot be opened", path);
	if (mode != NULL && strcmp(mode, "write") == 0) {
		fputs(text, file);
		fclose(file);
		return;
	}
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	size = ftell(file);
	rewind(file);
	old = calloc(1, (size_t)size + 1);
	assert_int_equal(fread(old, 1, (size_t)size, file), size);
	fclose(file);
	if (strcmp(old, text) != 0)
		fail_msg("%s is no longer what is written:\n%s", name, text);
	free(old);
}

TEST(the_letters_read_as_they_were_proofread)
{
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		for (int language = 0; language < LANGUAGES; language++) {
			struct written rich, bare;
			char name[80];

			write_letter(&rich, sample_rich, kind, language);
			write_letter(&bare, sample_bare, kind, language);
			snprintf(name, sizeof name, "%s.%s", letter_kinds.word[kind], languages.word[language]);
			check_golden(name, arena_format(&rich.arena,
				"# %s\n\n%s\n\n\n\n# %s\n\n%s\n", rich.subject, rich.body, bare.subject, bare.body));
			arena_release(&rich.arena);
			arena_release(&bare.arena);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_text_names_what_does_not_exist_or_may_be_missing),
		cmocka_unit_test(every_part_is_used_and_every_text_exists_in_every_language),
		cmocka_unit_test(every_letter_is_clean_text),
		cmocka_unit_test(what_ends_in_a_colon_is_followed_by_what_it_announces),
		cmocka_unit_test(a_letter_tells_its_breaches_dates_case_and_sender),
		cmocka_unit_test(a_caseworkers_words_are_data_and_not_markup),
		cmocka_unit_test(the_passages_of_a_kind_are_those_that_its_texts_may_name),
		cmocka_unit_test(the_letters_read_as_they_were_proofread),
	};

	return RUN(tests);
}
