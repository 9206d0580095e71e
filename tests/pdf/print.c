/*
 * print - letters on paper for the oracles of tests/pdf/run: every kind in every language from a case
 * with everything, and samples that are hard to set.  print DIR [1]; with 1 they say PDF/A-1b.
 * print --rate: what a letter of two pages costs; fails beyond 15 ms of CPU each or 30 MiB in all.
 */
#include "unit.h"

#include <sys/resource.h>
#include <zlib.h>

#include "base/buffer.h"
#include "cases.h"
#include "letter/mark.h"
#include "letter/paper.h"
#include "letter/text.h"

static const struct letter_sender sender = { "Statsforvalteren i Eksempelfylket", "Kari Nordmann" };
static const struct paper_line references[] = {
	{ "Dato", "21.11.2026" }, { "Vår ref.", "2026/1234" }, { "Deres ref.", "26/991-4" },
	{ "Saksbehandler", "Kari Nordmann" },
};
static int part;

static struct paper blank(const char *subject, const char *body)
{
	return (struct paper){ .sender = sender.authority_name, .recipient = "EKSEMPEL KOMMUNE\nv/ Rådmannen\nPostboks 1\n0001 EKSEMPELBY",
		.references = references, .reference_count = 4, .subject = subject, .body = body,
		.ending = "Dokumentet er elektronisk godkjent av Kari Nordmann 21. november 2026.", .foot = "Vår ref. 2026/1234",
		.made_at = INT64_C(1795258800) * 1000000, .archive_part = part };
}

static void save(const char *directory, const char *name, const struct paper *paper)
{
	char path[512];
	struct arena arena;
	struct buffer file;
	const char *why;
	FILE *to;

	arena_init(&arena);
	buffer_init(&file);
	if (paper_print(paper, &arena, &file, &why) != PAPER_PRINTED) {
		fprintf(stderr, "%s: %s\n", name, why);
		exit(1);
	}
	snprintf(path, sizeof path, "%s/%s.pdf", directory, name);
	to = fopen(path, "wb");
	if (to == NULL || fwrite(file.data, 1, file.length, to) != file.length || fclose(to) != 0) {
		perror(path);
		exit(1);
	}
	snprintf(path, sizeof path, "%s/%s.txt", directory, name);
	to = fopen(path, "w");
	if (to == NULL || fprintf(to, "%s\n%s\n", paper->subject, paper->body) < 0 || fclose(to) != 0)
		exit(1);
	buffer_release(&file);
	arena_release(&arena);
}

static void print_kinds(const char *directory)
{
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		for (int language = 0; language < LANGUAGES; language++) {
			struct sample sample;
			struct arena arena;
			struct paper paper;
			const char *subject, *body;

			arena_init(&arena);
			sample_rich(&sample, kind, language);
			if (!letter_text(&sample.facts, &sample.letter, &sender, NULL, &arena, &subject, &body))
				exit(1);
			paper = blank(subject, body);
			paper.language = (enum language)language;
			save(directory, arena_format(&arena, "%s.%s", letter_kinds.word[kind], languages.word[language]), &paper);
			arena_release(&arena);
		}
}

/* Each time with its number for '@'. */
static const char *repeated(const char *text, int times, struct arena *arena)
{
	struct buffer buffer;
	const char *copy;

	buffer_init(&buffer);
	for (int i = 1; i <= times; i++)
		for (const char *c = text; *c != '\0'; c++)
			if (*c == '@')
				buffer_add_integer(&buffer, i);
			else
				buffer_add_char(&buffer, *c);
	copy = arena_text(arena, buffer.data);
	buffer_release(&buffer);
	return copy;
}

#define LONG_WORDS "Skoleeiers ansvar for forsvarlig oppfølging av lærlingordninger, kvalitetsforbedringstiltak og " \
	"menneskerettighetsopplæring er omfattende. Kommunen har dokumentert rutiner, men gjennomgangen av enkeltsaker " \
	"viser at rutinene ikke er kjent blant ansatte, og at tiltakene ikke evalueres slik loven krever."

/* A year of weeks, worse until a change in July. */
static const char *weekly(enum chart_kind kind, struct arena *arena)
{
	struct series_point points[52];
	struct chart_round rounds[52];
	struct series_phase phases[2];
	const struct chart_note notes[] = { { day_of(2026, 3, 2), "opplæring av alle nye" },
		{ day_of(2026, 7, 6), LONG_WORDS } };
	struct chart chart = { .kind = kind, .points = points, .count = 52, .rounds = rounds, .phases = phases, .phase_count = 2,
		.notes = notes, .note_count = 2, .target = 0.9 };

	for (int i = 0; i < 52; i++) {
		points[i] = (struct series_point){ day_of(2026, 1, 5) + 7 * i, day_of(2026, 1, 11) + 7 * i,
			(i < 26 ? 9 : 16) + i * 7 % 5 - (i == 40 ? 15 : 0), 20 };
		rounds[i] = (struct chart_round){ 0, 1, i > 26, i > 4 };
	}
	phases[0] = series_judge(points, 0, 26);
	phases[1] = series_judge(points, 26, 26);
	return mark_chart(&chart, kind == CHART_RUN ? "Uke for uke" : kind == CHART_P ? LONG_WORDS : "Runde for runde", arena);
}

/* A wide one in two colours. */
static struct logo a_logo(struct arena *arena)
{
	struct logo logo = { .alt = "Statsforvalterens våpen", .width = 240, .height = 40 };
	size_t length = (size_t)logo.width * (size_t)logo.height * 3;
	unsigned char *rgb = arena_take(arena, length);
	uLongf packed = compressBound((uLong)length);
	void *bytes = arena_take(arena, packed);

	for (size_t i = 0; i < length; i += 3)
		memcpy(rgb + i, i / 3 % 240 < 40 ? "\xb3\x26\x1e" : "\x1d\x4f\x91", 3);
	if (compress2(bytes, &packed, rgb, (uLong)length, 9) != Z_OK)
		exit(1);
	logo.rgb = bytes;
	logo.length = packed;
	return logo;
}

static void print_hard(const char *directory)
{
	struct arena arena;
	struct paper paper;
	struct logo logo;

	arena_init(&arena);
	logo = a_logo(&arena);
	paper = blank("Endelig tilsynsrapport – skolemiljø og retten til trygt læringsmiljø",
		"Vi viser til varsel om tilsyn **3. mars 2026** og til *foreløpig rapport* 15. juni 2026. ***Begge.*** Ærlig talt: "
		"«gåseøyne», æ ø å Æ Ø Å, tankestrek –, samisk: č đ ŋ š ŧ ž Č Đ Ŋ Š Ŧ Ž. AVTALT: Tove, Ivar, Vågå. Se "
		"<https://www.statsforvalteren.no/ Statsforvalterens sider om tilsyn og alt det som følger etterpå på flere linjer>, § 30-4.\n\n"
		"## Konklusjon\n\nStatsforvalteren har konkludert med tre lovbrudd.\n\n"
		"%caption Funn og rettefrister\n| Nr. | Lovbrudd | Hjemmel | Rettefrist |\n"
		"| 1 | Kommunen sikrer ikke at skolen følger med på om elevene har et trygt og godt skolemiljø. | opplæringslova § 12-4 | 31.01.2027 |\n"
		"| 2 | Aktivitetsplanene inneholder ikke alle lovpålagte opplysninger. | opplæringslova § 12-4 | 31.01.2027 |\n"
		"| 3 | Internkontrollen er ikke systematisk og tilpasset virksomhetens størrelse, egenart, aktiviteter og risikoforhold. | kommuneloven § 25-1 | 28.02.2027 |\n\n"
		"## Hva kommunen må gjøre\n\n+ Sende en plan for rettingen.\n+ Rette lovbruddene.\n+ " LONG_WORDS "\n\n"
		"- Punkt\n- Et punkt til\n\n"
		"%chart rounds Andel brukere der legemiddellisten er samstemt innen tre dager\n%target 0.9\n"
		"%point 2026-01-01 2026-01-31 9/22 fails\n%point 2026-02-01 2026-02-28 15/20 not_counted\n"
		"%point 2026-04-01 2026-04-30 18/20\n%point 2026-06-01 2026-06-30 20/20\n\nEtter figuren.\n\n"
		"### Vurdering\n\n" LONG_WORDS "\n\nMed hilsen\n\nStatsforvalteren\nKari Nordmann");
	paper.logo = &logo;
	save(directory, "sample", &paper);
	paper = blank("Mange sider", arena_format(&arena, "%s%s", repeated("## Vurdering @\n\n" LONG_WORDS "\n\n" LONG_WORDS
		" Til slutt en setning.\n\nVi ber om dette:\n\n- en ting\n- en ting til\n\n", 12, &arena),
		repeated("### Underpunkt @\n\nEn kort tekst.\n\n", 14, &arena)));
	save(directory, "pages", &paper);
	paper = blank("En tabell over mange sider", arena_format(&arena, "%%caption Målinger\n| Nr. | Hva vi så | Dato |\n%s"
		"| 61 | %s | 1.1.2026 |\n\nSlutt.", repeated("| @ | Kommunen sikrer ikke at skolen følger med på om elevene har det "
		"trygt og godt. | 31.01.2027 |\n", 60, &arena), repeated(LONG_WORDS " @\n", 12, &arena)));
	save(directory, "table", &paper);
	paper = blank("Brede tabeller og lange ord", arena_format(&arena, "| a | b | c | d | e | f | g | h | i | j | k | l |\n"
		"| Menneskerettighetsopplæring | Kvalitetsforbedringstiltak | c | d | e | f | g | h | i | j | k | l |\n\n"
		"https://www.example.no/%s\n\n| Bare en rad |\n\n|  |  |\n|  |  |", repeated("langt@", 40, &arena)));
	save(directory, "wide", &paper);
	paper = blank("Mange målinger", arena_format(&arena, "%s\n\n%s\n\n%s", weekly(CHART_RUN, &arena),
		weekly(CHART_P, &arena), weekly(CHART_ROUNDS, &arena)));
	save(directory, "chart", &paper);
	paper = blank("En celle på mange sider", arena_format(&arena, "| Hva vi så | Dato |\n| %s | 1.1.2026 |\n\n%%chart run %s\n"
		"%%point 2026-01-01 2026-01-31 9/20\n%%point 2026-02-01 2026-02-28 12/20", repeated("ord@ ", 50000, &arena),
		repeated("tittel@ ", 2000, &arena)));
	save(directory, "huge", &paper);
	paper = blank("Bare et emne", "");
	paper.recipient = NULL;
	paper.reference_count = 0;
	paper.ending = NULL;
	save(directory, "bare", &paper);
	arena_release(&arena);
}

#define RATE_LETTERS 200
#define RATE_CPU_MS 15.0
#define RATE_PEAK_KIB (30 * 1024)

static double cpu_ms(long *ret_peak)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	*ret_peak = usage.ru_maxrss;
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
		+ (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static int rate(void)
{
	struct paper paper = blank("Endelig tilsynsrapport", NULL);
	struct arena texts, arena;
	struct buffer file;
	const char *why;
	double before, each;
	long peak;

	arena_init(&texts);
	arena_init(&arena);
	buffer_init(&file);
	paper.body = arena_format(&texts, "%s%%caption Frister\n| Nr. | Lovbrudd | Frist |\n%s", repeated("## Vurdering @\n\n" LONG_WORDS
		"\n\n" LONG_WORDS "\n\n", 6, &texts), repeated("| @ | Kommunen følger ikke med | 31.01.2027 |\n", 6, &texts));
	before = cpu_ms(&peak);
	for (int i = 0; i < RATE_LETTERS; i++) {
		buffer_clear(&file);
		arena_clear(&arena);
		if (paper_print(&paper, &arena, &file, &why) != PAPER_PRINTED)
			return 1;
	}
	each = (cpu_ms(&peak) - before) / RATE_LETTERS;
	printf("%d letters of two pages: %.1f ms of CPU and %zu bytes each, %.1f MiB at most\n", RATE_LETTERS, each, file.length,
		(double)peak / 1024);
	buffer_release(&file);
	arena_release(&arena);
	arena_release(&texts);
	return each > RATE_CPU_MS || peak > RATE_PEAK_KIB;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--rate") == 0)
		return rate();
	part = argc > 2 ? 1 : 0;
	print_kinds(argv[1]);
	print_hard(argv[1]);
	return 0;
}
