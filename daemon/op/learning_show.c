/* learning_show - learning as JSON, and as a table of one figure a row. */
#include <math.h>

#include "base/csv.h"
#include "op/learning.h"
#include "proto/terms.h"

#define NOT_TOLD ":"            /* as in official statistics */

static void show_count(struct buffer *body, const char *name, int64_t count)
{
	if (count < 0)
		buffer_format(body, ",\"%s\":null", name);
	else
		buffer_format(body, ",\"%s\":%lld", name, (long long)count);
}

static void show_figure(struct buffer *body, const char *name, double figure)
{
	if (isnan(figure))
		buffer_format(body, ",\"%s\":null", name);
	else
		buffer_format(body, ",\"%s\":%.10g", name, figure);
}

static void show_text(struct buffer *body, const char *before, const char *name, const char *text)
{
	buffer_format(body, "%s\"%s\":", before, name);
	buffer_add_json_text(body, text);
}

static void show_requirement(struct buffer *body, const struct learning_requirement *it)
{
	show_text(body, "{", "code", it->code);
	show_text(body, ",", "act", it->act);
	show_text(body, ",", "section", it->section);
	show_count(body, "audits", it->audits);
	show_count(body, "with_breach", it->with_breach);
	show_figure(body, "share", it->share);
	show_figure(body, "low", it->low);
	show_figure(body, "high", it->high);
	show_count(body, "breaches", it->breaches);
	show_figure(body, "cumulative", it->cumulative);
	buffer_add_char(body, '}');
}

/* Without the bracket before and after. */
static void show_times(struct buffer *body, const struct learning_group *group)
{
	show_count(body, "corrected", group->corrected);
	show_count(body, "censored", group->censored);
	show_count(body, "median_days", group->median);
	show_count(body, "low_days", group->low);
	show_count(body, "high_days", group->high);
}

static void show_correction(struct buffer *body, const struct learning *learning)
{
	if (learning->all.breaches < 0)
		buffer_add_text(body, "{\"breaches\":null");
	else
		buffer_format(body, "{\"breaches\":%lld", (long long)learning->all.breaches);
	show_times(body, &learning->all);
	buffer_add_text(body, ",\"steps\":[");
	for (int i = 0; i < learning->step_count; i++) {
		const struct survival_step *step = &learning->steps[i];

		buffer_format(body, "%s{\"days\":%d", i > 0 ? "," : "", (int)step->days);
		show_count(body, "at_risk", step->at_risk);
		show_count(body, "corrected", step->corrected);
		show_count(body, "censored", step->censored);
		show_figure(body, "open", step->open);
		show_figure(body, "low", step->low);
		show_figure(body, "high", step->high);
		buffer_add_char(body, '}');
	}
	buffer_add_text(body, "]}");
}

static void show_groups(struct buffer *body, const char *name, const struct terms *terms,
	const struct learning_group *groups, int count)
{
	for (int i = 0; i < count; i++) {
		show_text(body, i > 0 ? ",{" : "{", name, groups[i].term == TERM_NONE ? NULL : terms->word[groups[i].term]);
		show_count(body, "breaches", groups[i].breaches);
		show_times(body, &groups[i]);
		buffer_add_char(body, '}');
	}
}

static void show_effect(struct buffer *body, const struct learning_effect *effect)
{
	show_text(body, "{", "code", effect->code);
	show_text(body, ",", "text", effect->text);
	show_count(body, "breaches", effect->pooled.pairs);
	show_count(body, "first_compliant", effect->pooled.compliant_1);
	show_count(body, "first_sample", effect->pooled.sample_1);
	show_count(body, "last_compliant", effect->pooled.compliant_2);
	show_count(body, "last_sample", effect->pooled.sample_2);
	show_figure(body, "difference", effect->pooled.difference);
	show_figure(body, "low", effect->pooled.low);
	show_figure(body, "high", effect->pooled.high);
	buffer_add_char(body, '}');
}

static void show_day(struct buffer *body, const char *name, int32_t day)
{
	char text[DAY_TEXT];

	show_text(body, ",", name, day == DAY_NONE ? NULL : day_format(day, text));
}

void learning_show(const struct learning *learning, const struct learning_query *query, bool national,
	struct buffer *body)
{
	show_text(body, "{", "programme", query->programme);
	show_day(body, "from", query->from);
	show_day(body, "to", query->to);
	buffer_format(body, ",\"national\":%s,\"outside\":%s", national ? "true" : "false",
		query->outside ? "true" : "false");
	show_count(body, "audits", learning->audits);
	buffer_add_text(body, ",\"requirements\":[");
	for (int i = 0; i < learning->requirement_count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		show_requirement(body, &learning->requirements[i]);
	}
	buffer_add_text(body, "],\"correction\":");
	show_correction(body, learning);
	buffer_add_text(body, ",\"duties\":[");
	show_groups(body, "failed_duty", &duties, learning->duties, LEARNING_DUTIES);
	buffer_add_text(body, "],\"qualities\":[");
	show_groups(body, "quality", &qualities, learning->qualities, QUALITIES);
	buffer_add_text(body, "],\"effects\":[");
	for (int i = 0; i < learning->effect_count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		show_effect(body, &learning->effects[i]);
	}
	buffer_add_text(body, "]}");
}

/* Which rows a table's cells belong to. */
struct row { struct buffer *body; const char *part, *code, *name; };

static void begin_row(const struct row *row, const char *figure, bool *first)
{
	*first = true;
	csv_add(row->body, first, row->part);
	csv_add(row->body, first, row->code);
	csv_add(row->body, first, row->name);
	csv_add(row->body, first, figure);
}

static void add_figure(const struct row *row, const char *figure, double value)
{
	bool first;

	begin_row(row, figure, &first);
	if (isnan(value))
		csv_add(row->body, &first, NOT_TOLD);
	else
		csv_add_number(row->body, &first, value);
	csv_add_line(row->body, &first);
}

static void add_count(const struct row *row, const char *figure, int64_t count)
{
	add_figure(row, figure, count < 0 ? NAN : (double)count);
}

static void add_group(const struct row *row, const struct learning_group *group)
{
	add_count(row, "breaches", group->breaches);
	add_count(row, "corrected", group->corrected);
	add_count(row, "median_days", group->median);
	add_count(row, "low_days", group->low);
	add_count(row, "high_days", group->high);
}

static void add_requirement(struct buffer *body, const struct learning_requirement *it)
{
	const struct row row = { body, "requirement", it->code, it->act };

	add_count(&row, "audits", it->audits);
	add_count(&row, "with_breach", it->with_breach);
	add_figure(&row, "share", it->share);
	add_figure(&row, "low", it->low);
	add_figure(&row, "high", it->high);
	add_count(&row, "breaches", it->breaches);
	add_figure(&row, "cumulative", it->cumulative);
}

static void add_effect(struct buffer *body, const struct learning_effect *effect)
{
	const struct row row = { body, "measure_point", effect->code, effect->text };

	add_count(&row, "breaches", effect->pooled.pairs);
	add_count(&row, "first_compliant", effect->pooled.compliant_1);
	add_count(&row, "first_sample", effect->pooled.sample_1);
	add_count(&row, "last_compliant", effect->pooled.compliant_2);
	add_count(&row, "last_sample", effect->pooled.sample_2);
	add_figure(&row, "difference", effect->pooled.difference);
	add_figure(&row, "low", effect->pooled.low);
	add_figure(&row, "high", effect->pooled.high);
}

/* Of what the figures are, where it was not of all. */
static void add_asked(const struct row *row, const char *figure, const char *value)
{
	bool first;

	if (value == NULL)
		return;
	begin_row(row, figure, &first);
	csv_add(row->body, &first, value);
	csv_add_line(row->body, &first);
}

static void add_day(const struct row *row, const char *figure, int32_t day)
{
	char text[DAY_TEXT];

	add_asked(row, figure, day == DAY_NONE ? NULL : day_format(day, text));
}

void learning_table(const struct learning *learning, const struct learning_table_query *query, struct buffer *body)
{
	const struct row all = { body, "all", "", "" };

	buffer_add_text(body, CSV_BOM "part;code;name;figure;value\r\n");
	add_asked(&all, "programme", query->programme);
	add_day(&all, "from", query->from);
	add_day(&all, "to", query->to);
	add_count(&all, "audits", learning->audits);
	add_group(&all, &learning->all);
	for (int i = 0; i < learning->requirement_count; i++)
		add_requirement(body, &learning->requirements[i]);
	for (int i = 0; i < LEARNING_DUTIES; i++) {
		const char *word = i == DUTIES ? "" : duties.word[i];

		add_group(&(const struct row){ body, "failed_duty", word, "" }, &learning->duties[i]);
	}
	for (int i = 0; i < QUALITIES; i++)
		add_group(&(const struct row){ body, "quality", qualities.word[i], "" }, &learning->qualities[i]);
	for (int i = 0; i < learning->effect_count; i++)
		add_effect(body, &learning->effects[i]);
}
