/* chart - what is drawn stands where it should, within the page, and says by shape what it means. */
#include "unit.h"

#include <math.h>

#include "letter/chart_words.h"
#include "letter/svg.h"

#define POINTS 60

/* What a pen drew. */
struct drawn {
	int lines[CHART_LINES], marks[CHART_MARKS];
	double from[CHART_LINES], to[CHART_LINES];      /* how far to the left and right they reach */
	double mark_x[POINTS], mark_y[POINTS];
	char labels[4096];
	double height, least, signal;   /* the size of the smallest mark, and of the smallest diamond */
	struct { double left, right, y; } label[200];
	int label_count;
	char labels_over[200];          /* two that stand on each other */
};

static void within(const struct drawn *drawn, double x, double y)
{
	if (!(x >= 0 && x <= CHART_WIDTH && y >= 0 && y <= drawn->height))
		fail_msg("%g, %g lies outside the chart", x, y);
}

static void take_line(void *self, enum chart_line what, double x1, double y1, double x2, double y2)
{
	struct drawn *drawn = self;

	drawn->from[what] = drawn->lines[what] == 0 ? fmin(x1, x2) : fmin(drawn->from[what], fmin(x1, x2));
	drawn->to[what] = fmax(drawn->to[what], fmax(x1, x2));
	drawn->lines[what]++;
	within(drawn, x1, y1);
	within(drawn, x2, y2);
}

static void take_mark(void *self, enum chart_mark what, double size, double x, double y)
{
	struct drawn *drawn = self;
	int count = 0;

	assert_true(size > 0.3 && size <= 1);
	if (what == CHART_DIAMOND)
		drawn->signal = drawn->signal == 0 || size < drawn->signal ? size : drawn->signal;
	drawn->least = drawn->least == 0 || size < drawn->least ? size : drawn->least;

	for (int mark = 0; mark < CHART_MARKS; mark++)
		count += drawn->marks[mark];
	if (count < POINTS) {
		drawn->mark_x[count] = x;
		drawn->mark_y[count] = y;
	}
	drawn->marks[what]++;
	within(drawn, x, y);
}

static size_t letters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static void take_label(void *self, enum chart_anchor anchor, double x, double y, const char *text)
{
	struct drawn *drawn = self;

	/* letters of Open Sans are about half as wide as they are high */
	double width = 0.55 * CHART_LABEL_HEIGHT * (double)letters(text);
	double left = anchor == CHART_START ? x : anchor == CHART_END ? x - width : x - width / 2;

	within(drawn, x, y);
	for (int i = 0; i < drawn->label_count; i++)
		if (left < drawn->label[i].right && drawn->label[i].left < left + width
		    && fabs(y - drawn->label[i].y) < CHART_LABEL_HEIGHT - 1)
			snprintf(drawn->labels_over, sizeof drawn->labels_over, "%s", text);
	if (drawn->label_count < 200) {
		drawn->label[drawn->label_count].left = left;
		drawn->label[drawn->label_count].right = left + width;
		drawn->label[drawn->label_count++].y = y;
	}
	strncat(drawn->labels, text, sizeof drawn->labels - strlen(drawn->labels) - 2);
	strcat(drawn->labels, "|");
}

static struct drawn draw(struct chart *chart)
{
	struct drawn drawn = { .height = chart_height(chart) };
	struct chart_pen pen = { &drawn, take_line, take_mark, take_label };

	chart->words = chart_words(chart->kind, LANGUAGE_NB);
	chart_draw(chart, &pen);
	return drawn;
}

/* Weekly figures: `before` of 20 comply for half of the weeks, then `after`. */
static int weeks(struct series_point *points, int count, int before, int after)
{
	for (int i = 0; i < count; i++)
		points[i] = (struct series_point){ on("2025-01-06") + 7 * i, on("2025-01-12") + 7 * i,
			i < count / 2 ? before + i % 2 : after + i % 2, 20 };
	return count;
}

TEST(a_shift_is_a_square_in_the_run_chart_and_a_diamond_in_the_p_chart)
{
	struct series_point points[POINTS];
	struct series_phase phase;
	struct chart chart = { .points = points, .phases = &phase, .phase_count = 1, .target = 0.9 };
	struct drawn drawn;

	chart.count = weeks(points, 24, 8, 18);
	points[3].numerator = 0;
	phase = series_judge(points, 0, 24);
	chart.kind = CHART_RUN;
	drawn = draw(&chart);
	assert_int_equal(drawn.marks[CHART_SQUARE], 24 + 1);    /* both runs are too long; and one in the key */
	assert_int_equal(drawn.marks[CHART_DOT], 0);
	assert_int_equal(drawn.lines[CHART_FIGURES], 23);
	assert_int_equal(drawn.lines[CHART_MIDDLE], 0);
	assert_int_equal(drawn.lines[CHART_MIDDLE_SIGNAL], 2);
	assert_int_equal(drawn.lines[CHART_TARGET], 1);
	assert_non_null(strstr(drawn.labels, "uvanlig lang serie|"));
	assert_non_null(strstr(drawn.labels, "mål 90\xc2\xa0%|"));
	assert_non_null(strstr(drawn.labels, "2025-02|"));
	chart.kind = CHART_P;
	drawn = draw(&chart);
	assert_int_equal(drawn.marks[CHART_DIAMOND], phase.outside + 1);
	assert_true(phase.outside >= 1);
	assert_int_equal(drawn.lines[CHART_LIMIT], 2 + 1);      /* and one in the key */
	points[5].denominator = 40;
	phase = series_judge(points, 0, 24);
	drawn = draw(&chart);
	assert_int_equal(drawn.lines[CHART_LIMIT], 2 * 3 + 2 * 2 + 1);
	points[5] = (struct series_point){ points[5].from, points[5].to, 0, 0 };
	phase = series_judge(points, 0, 24);
	drawn = draw(&chart);
	assert_int_equal(drawn.lines[CHART_LIMIT], 2 * 2 + 1);
	assert_non_null(strstr(drawn.labels, "kontrollgrenser (3 sigma)|"));
}

TEST(practice_by_chance_alone_has_no_signal)
{
	struct series_point points[POINTS];
	struct series_phase phase;
	struct chart chart = { .kind = CHART_RUN, .points = points, .phases = &phase, .phase_count = 1, .target = NAN };
	struct drawn drawn;

	chart.count = weeks(points, 24, 15, 15);
	phase = series_judge(points, 0, 24);
	drawn = draw(&chart);
	assert_int_equal(drawn.marks[CHART_DOT], 24);
	assert_int_equal(drawn.lines[CHART_MIDDLE], 1);
	assert_int_equal(drawn.lines[CHART_TARGET], 0);
}

TEST(a_higher_share_and_a_later_week_stand_higher_and_further_right)
{
	struct series_point points[POINTS];
	struct series_phase phase;
	struct chart chart = { .kind = CHART_P, .points = points, .phases = &phase, .phase_count = 1, .target = NAN };
	struct drawn drawn;

	chart.count = weeks(points, 24, 8, 18);
	phase = series_judge(points, 0, 24);
	drawn = draw(&chart);
	for (int i = 1; i < 24; i++) {
		assert_true(drawn.mark_x[i] > drawn.mark_x[i - 1]);
		assert_int_equal(drawn.mark_y[i] < drawn.mark_y[i - 1], points[i].numerator > points[i - 1].numerator);
	}
}

TEST(each_phase_has_its_own_middle_and_limits)
{
	struct series_point points[POINTS];
	struct series_phase phases[4];
	int32_t cut;
	struct chart_note note = { 0, "nytt skjema <i drift>" };
	struct chart chart = { .kind = CHART_P, .points = points, .phases = phases, .target = NAN, .notes = &note,
		.note_count = 1 };
	struct drawn drawn;

	chart.count = weeks(points, 24, 8, 18);
	cut = note.on = points[12].from;
	chart.phase_count = series_phases(points, 24, &cut, 1, phases, 4);
	assert_int_equal(chart.phase_count, 2);
	drawn = draw(&chart);
	assert_int_equal(drawn.lines[CHART_MIDDLE], 2);
	assert_int_equal(drawn.lines[CHART_CHANGE], 1);
	assert_int_equal(drawn.lines[CHART_FIGURES], 22);       /* none from phase to phase */
	assert_int_equal(drawn.marks[CHART_DIAMOND], 0);        /* within their own limits they all are */
	assert_non_null(strstr(drawn.labels, "1  2025-03-31  nytt skjema <i drift>|"));
}

TEST(rounds_show_their_intervals_and_which_of_them_fail)
{
	struct series_point points[] = { { on("2025-01-01"), on("2025-01-31"), 9, 20 },
		{ on("2025-06-01"), on("2025-06-30"), 16, 20 }, { on("2026-01-01"), on("2026-01-31"), 20, 20 } };
	const struct chart_round rounds[] = { { 0.26, 0.66, false, false }, { 0.58, 0.92, false, true },
		{ 0.84, 1, true, true } };
	struct chart chart = { .kind = CHART_ROUNDS, .points = points, .count = 3, .rounds = rounds, .target = 0.9 };
	struct drawn drawn = draw(&chart);

	assert_int_equal(drawn.lines[CHART_INTERVAL], 9);
	assert_true(fabs(drawn.mark_x[0] - 3 - drawn.from[CHART_INTERVAL]) < 1e-9);
	assert_true(fabs(drawn.mark_x[2] + 3 - drawn.to[CHART_INTERVAL]) < 1e-9);
	assert_int_equal(drawn.marks[CHART_RING], 2);           /* one each, and one each in the key */
	assert_int_equal(drawn.marks[CHART_CROSS], 2);
	assert_int_equal(drawn.marks[CHART_DOT], 2);
	assert_non_null(strstr(drawn.labels, "holder ikke|"));
}

TEST(the_axis_begins_at_a_half_only_where_all_lies_above)
{
	struct series_point points[POINTS];
	struct chart chart = { .kind = CHART_RUN, .points = points, .target = 0.9 };
	struct drawn drawn;
	struct series_phase phase;

	chart.count = weeks(points, 12, 18, 18);
	phase = series_judge(points, 0, 12);
	chart.phases = &phase;
	chart.phase_count = 1;
	assert_true(chart_floor(&chart) == 0.5);
	drawn = draw(&chart);
	assert_non_null(strstr(drawn.labels, "50\xc2\xa0%|"));
	assert_null(strstr(drawn.labels, "40\xc2\xa0%|"));
	points[4].numerator = 10;
	assert_true(chart_floor(&chart) == 0);
	drawn = draw(&chart);
	assert_non_null(strstr(drawn.labels, "|20\xc2\xa0%|"));
	chart.target = 0.3;
	points[4].numerator = 18;
	assert_true(chart_floor(&chart) == 0);
}

TEST(any_length_of_time_has_a_few_ticks)
{
	static const int days[] = { 1, 7, 30, 31, 90, 200, 365, 1000, 4000, 20000 };

	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		struct series_point points[] = { { 0, 0, 1, 2 }, { days[i], days[i], 2, 2 } };
		struct series_phase phase = series_judge(points, 0, 2);
		struct chart chart = { .kind = CHART_RUN, .points = points, .count = 2, .phases = &phase, .phase_count = 1,
			.target = NAN };
		struct drawn drawn = draw(&chart);
		int ticks = drawn.lines[CHART_AXIS] - 2;

		if (ticks < 1 || ticks > 11)
			fail_msg("%d days have %d ticks: %s", days[i], ticks, drawn.labels);
	}
}

TEST(a_run_chart_names_its_median_and_a_p_chart_its_mean)
{
	struct series_point points[] = { { 0, 6, 4, 20 }, { 7, 13, 12, 20 }, { 14, 20, 13, 20 } };
	struct series_phase phase = series_judge(points, 0, 3);
	struct chart chart = { .kind = CHART_RUN, .points = points, .count = 3, .phases = &phase, .phase_count = 1,
		.target = NAN };
	struct drawn drawn = draw(&chart);

	assert_non_null(strstr(drawn.labels, "median 60\xc2\xa0%|"));
	assert_null(strstr(drawn.labels, "gjennomsnitt"));
	chart.kind = CHART_P;
	drawn = draw(&chart);
	assert_non_null(strstr(drawn.labels, "gjennomsnitt 48,3\xc2\xa0%|"));
	assert_null(strstr(drawn.labels, "median"));
	/* from the first day to the end of the last, and the limits with it */
	assert_true(drawn.from[CHART_MIDDLE] == drawn.from[CHART_GRID] && drawn.to[CHART_MIDDLE] == drawn.to[CHART_GRID]);
	assert_true(drawn.from[CHART_LIMIT] == drawn.from[CHART_GRID] && drawn.to[CHART_LIMIT] == drawn.to[CHART_GRID]);
}

TEST(phases_meet_between_their_points)
{
	struct series_point points[] = { { 0, 6, 4, 20 }, { 7, 13, 12, 20 }, { 14, 20, 13, 20 }, { 21, 27, 13, 20 } };
	struct series_phase phases[2];
	struct chart chart = { .kind = CHART_P, .points = points, .count = 4, .phases = phases, .target = NAN };
	struct drawn drawn;
	double day;

	chart.phase_count = series_phases(points, 4, (int32_t[]){ 14 }, 1, phases, 2);
	assert_int_equal(chart.phase_count, 2);
	chart.phase_count = 1;                  /* the first alone: it ends with its last day */
	drawn = draw(&chart);
	day = (drawn.to[CHART_GRID] - drawn.from[CHART_GRID]) / 28;
	assert_true(fabs(drawn.to[CHART_MIDDLE] - drawn.from[CHART_GRID] - 14 * day) < 1e-9);
	assert_true(fabs(drawn.to[CHART_LIMIT] - drawn.from[CHART_GRID] - 14 * day) < 1e-9);
}

TEST(one_signal_is_enough_for_the_median_to_be_dashed)
{
	struct series_point points[24];
	struct series_phase phase;
	struct chart chart = { .kind = CHART_RUN, .points = points, .count = 24, .phases = &phase, .phase_count = 1,
		.target = NAN };

	for (int i = 0; i < 24; i++)            /* six, six, six and six: few crossings, no long run */
		points[i] = (struct series_point){ 7 * i, 7 * i + 6, i / 6 % 2 == 0 ? 8 : 16, 20 };
	phase = series_judge(points, 0, 24);
	assert_true(phase.crossings_signal && !phase.run_signal);
	assert_int_equal(draw(&chart).lines[CHART_MIDDLE_SIGNAL], 2);
	assert_int_equal(draw(&chart).marks[CHART_SQUARE], 0);
}

TEST(limits_are_drawn_where_one_of_them_moves_and_the_axis_holds_them)
{
	struct series_point points[] = { { 0, 6, 19, 20 }, { 7, 13, 76, 80 }, { 14, 20, 19, 20 } };
	struct series_phase phase = series_judge(points, 0, 3);
	struct chart chart = { .kind = CHART_P, .points = points, .count = 3, .phases = &phase, .phase_count = 1,
		.target = NAN };

	/* all upper limits are 1 */
	assert_int_equal(draw(&chart).lines[CHART_LIMIT], 2 * 3 + 2 * 2 + 1);
	assert_true(chart_floor(&chart) == 0.5);
	points[0] = points[2] = (struct series_point){ 0, 6, 4, 5 };
	points[2].from = 14;
	points[2].to = 20;
	phase = series_judge(points, 0, 3);
	assert_true(chart_floor(&chart) == 0.5);
	points[1].numerator = 65;
	points[1].denominator = 80;
	phase = series_judge(points, 0, 3);
	assert_true(chart_floor(&chart) == 0);  /* 5 cases may be 29 % by chance */
	chart.kind = CHART_RUN;
	assert_true(chart_floor(&chart) == 0.5);
}

TEST(a_signal_among_many_figures_stays_larger)
{
	static struct series_point points[500];
	struct series_phase phase;
	struct chart chart = { .points = points, .count = 500, .phases = &phase, .phase_count = 1, .target = NAN };

	for (int i = 0; i < 500; i++)
		points[i] = (struct series_point){ 7 * i, 7 * i + 6, 10, 10 + i % 2 };
	points[250].numerator = 0;
	phase = series_judge(points, 0, 500);
	chart.kind = CHART_P;
	assert_int_equal(draw(&chart).marks[CHART_DIAMOND], 2);
	assert_true(fabs(draw(&chart).signal - 0.6) < 1e-9 && fabs(draw(&chart).least - 0.35) < 1e-9);
}

TEST(over_weeks_that_are_missing_the_line_is_paler)
{
	struct series_point points[POINTS];
	struct series_phase phase;
	struct chart chart = { .kind = CHART_RUN, .points = points, .phases = &phase, .phase_count = 1, .target = NAN };
	struct drawn drawn, before;

	chart.count = weeks(points, 12, 8, 18);
	phase = series_judge(points, 0, 12);
	before = draw(&chart);
	assert_int_equal(before.lines[CHART_FIGURES], 11);
	points[4].denominator = points[4].numerator = 0;        /* nobody came */
	for (int i = 8; i < 12; i++) {                          /* and two weeks nobody counted */
		points[i].from += 14;
		points[i].to += 14;
	}
	phase = series_judge(points, 0, 12);
	drawn = draw(&chart);
	assert_int_equal(drawn.marks[CHART_DOT] + drawn.marks[CHART_SQUARE], 11);
	assert_int_equal(drawn.lines[CHART_FIGURES], 8);
	assert_int_equal(drawn.lines[CHART_GRID], before.lines[CHART_GRID] + 2);
}

TEST(few_and_many_figures_none_and_all_are_drawn_and_no_label_stands_on_another)
{
	static struct series_point points[500];
	static const int counts[] = { 1, 2, 3, 10, 27, 52, 104, 150, 500 };
	const double targets[] = { 0, 0.5, 0.9, 0.95, 1, NAN };
	const struct chart_note notes[] = { { on("2025-01-08"), "Ny rutine" }, { on("2025-02-14"), "Opplæring" } };
	struct series_phase phase;

	for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++)
		for (size_t t = 0; t < sizeof targets / sizeof targets[0]; t++)
			for (int share = 0; share <= 20; share += 5) {
				struct chart chart = { .points = points, .count = counts[c], .phases = &phase, .phase_count = 1,
					.target = targets[t], .notes = notes, .note_count = 2 };
				struct drawn drawn;

				for (int i = 0; i < counts[c]; i++)
					points[i] = (struct series_point){ on("2025-01-06") + 7 * i, on("2025-01-12") + 7 * i, share, 20 };
				phase = series_judge(points, 0, counts[c]);
				for (chart.kind = CHART_RUN; chart.kind <= CHART_P; chart.kind++) {
					drawn = draw(&chart);
					assert_int_equal(drawn.marks[CHART_DOT], counts[c]);
					assert_true(fabs(drawn.least - fmax(0.35, fmin(1, (drawn.to[CHART_GRID] - drawn.from[CHART_GRID])
						/ counts[c] / 5))) < 1e-9);
					if (drawn.labels_over[0] != '\0')
						fail_msg("%d figures of %d, target %g: %s stands on another", counts[c], share,
							targets[t], drawn.labels_over);
				}
			}
}

TEST(a_picture_has_a_title_a_description_and_nothing_that_runs)
{
	struct series_point points[POINTS];
	struct series_phase phase;
	struct chart_note note = { on("2025-02-03"), "<script>alert(1)</script>" };
	struct chart chart = { .kind = CHART_P, .points = points, .phases = &phase, .phase_count = 1, .target = 0.9,
		.notes = &note, .note_count = 1 };
	struct buffer picture;

	chart.count = weeks(points, 24, 8, 18);
	phase = series_judge(points, 0, 24);
	chart.words = chart_words(CHART_P, LANGUAGE_NN);
	buffer_init(&picture);
	svg_write(&chart, "A & B", "C < D", &picture);
	assert_non_null(strstr(picture.data, "role=\"img\" aria-labelledby=\"chart-title chart-description\""));
	assert_non_null(strstr(picture.data, "<title id=\"chart-title\">A &amp; B</title>"));
	assert_non_null(strstr(picture.data, "<desc id=\"chart-description\">C &lt; D</desc>"));
	assert_non_null(strstr(picture.data, "&lt;script&gt;"));
	assert_null(strstr(picture.data, "<script"));
	assert_null(strstr(picture.data, "style"));
	assert_null(strstr(picture.data, "nan"));
	buffer_release(&picture);
}

TEST(a_picture_is_told_in_words)
{
	struct series_point points[POINTS];
	struct series_phase phase;
	struct chart chart = { .kind = CHART_RUN, .points = points, .phases = &phase, .phase_count = 1, .target = 0.9 };
	struct arena arena;

	arena_init(&arena);
	assert_string_equal(chart_description(&chart, LANGUAGE_NN, &arena), "Ingen tal er registrerte.");
	chart.count = weeks(points, 24, 8, 18);
	phase = series_judge(points, 0, 24);
	assert_string_equal(chart_description(&chart, LANGUAGE_EN, &arena),
		"The figures are of 6 January–22 June 2025 (24 in all). Newest: 95% (19 of 20). Median: 67.5%. "
		"Signal: 12 points in a row on the same side of the median; chance seldom gives more than 8. "
		"Signal: crossings of the median: 1; chance seldom gives fewer than 8. Target: 90%.");
	assert_string_equal(chart_title(&chart, "Triage", "Sykehuset", LANGUAGE_NB, &arena),
		"Seriediagram: Triage – Sykehuset");
	arena_release(&arena);
}

TEST(of_periods_without_a_denominator_it_is_said_that_there_is_no_share)
{
	struct series_point points[2] = { { on("2026-01-05"), on("2026-01-11"), 0, 0 },
		{ on("2026-01-12"), on("2026-01-18"), 0, 0 } };
	struct series_phase phase = series_judge(points, 0, 2);
	struct chart chart = { .kind = CHART_RUN, .points = points, .count = 2, .phases = &phase, .phase_count = 1,
		.target = NAN };
	struct arena arena;

	arena_init(&arena);
	assert_string_equal(chart_description(&chart, LANGUAGE_NB, &arena), "Tallene gjelder 5.–18. januar 2026 (i alt 2). "
		"Nevneren er 0 i alle periodene: det er ingen andel å vise.");
	points[0].denominator = 4;
	phase = series_judge(points, 0, 2);
	assert_null(strstr(chart_description(&chart, LANGUAGE_NB, &arena), "Nevneren"));
	arena_release(&arena);
}

TEST(of_rounds_that_do_not_count_it_is_not_said_that_they_pass)
{
	struct series_point points[2] = { { on("2026-01-01"), on("2026-01-09"), 5, 20 },
		{ on("2026-03-01"), on("2026-03-09"), 20, 20 } };
	struct chart_round rounds[2] = { { 0.1, 0.5, false, false }, { 0.8, 1, true, false } };
	struct chart chart = { .kind = CHART_ROUNDS, .points = points, .count = 2, .rounds = rounds, .target = NAN };
	struct arena arena;

	arena_init(&arena);
	assert_non_null(strstr(chart_description(&chart, LANGUAGE_NB, &arena), " Ingen av målingene teller med."));
	rounds[1].counts = true;
	assert_non_null(strstr(chart_description(&chart, LANGUAGE_NN, &arena), " Alle målingane som tel med, held."));
	rounds[0].counts = true;
	assert_non_null(strstr(chart_description(&chart, LANGUAGE_NB, &arena), " Målinger som ikke holder: 1."));
	rounds[0].passes = true;
	assert_non_null(strstr(chart_description(&chart, LANGUAGE_EN, &arena), " All rounds pass."));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shift_is_a_square_in_the_run_chart_and_a_diamond_in_the_p_chart),
		cmocka_unit_test(of_periods_without_a_denominator_it_is_said_that_there_is_no_share),
		cmocka_unit_test(of_rounds_that_do_not_count_it_is_not_said_that_they_pass),
		cmocka_unit_test(practice_by_chance_alone_has_no_signal),
		cmocka_unit_test(a_higher_share_and_a_later_week_stand_higher_and_further_right),
		cmocka_unit_test(each_phase_has_its_own_middle_and_limits),
		cmocka_unit_test(rounds_show_their_intervals_and_which_of_them_fail),
		cmocka_unit_test(the_axis_begins_at_a_half_only_where_all_lies_above),
		cmocka_unit_test(any_length_of_time_has_a_few_ticks),
		cmocka_unit_test(a_run_chart_names_its_median_and_a_p_chart_its_mean),
		cmocka_unit_test(phases_meet_between_their_points),
		cmocka_unit_test(one_signal_is_enough_for_the_median_to_be_dashed),
		cmocka_unit_test(limits_are_drawn_where_one_of_them_moves_and_the_axis_holds_them),
		cmocka_unit_test(a_signal_among_many_figures_stays_larger),
		cmocka_unit_test(over_weeks_that_are_missing_the_line_is_paler),
		cmocka_unit_test(few_and_many_figures_none_and_all_are_drawn_and_no_label_stands_on_another),
		cmocka_unit_test(a_picture_has_a_title_a_description_and_nothing_that_runs),
		cmocka_unit_test(a_picture_is_told_in_words),
	};

	return RUN(tests);
}
