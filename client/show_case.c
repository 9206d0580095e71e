/* show_case - header, people, breaches with verdicts, deadlines, letters, orders, what can be done next. */
#include "client/show_case.h"

#include <string.h>

#include "client/api.h"
#include "client/known.h"
#include "client/noun.h"
#include "client/view.h"
#include "client/width.h"
#include "client/words.h"

#define LABEL_CELLS 24

static const char *label(struct client *client, const char *member)
{
	return word_label(member, client->language, &client->arena);
}

static void put_line(struct client *client, const char *name, const char *text)
{
	int gap = LABEL_CELLS - width_of(name);

	if (*text == '\0')
		return;
	screen_put(&client->screen, STYLE_FAINT, name);
	fprintf(client->screen.file, "%*s", gap > 1 ? gap : 1, "");
	screen_put(&client->screen, STYLE_PLAIN, text);
	screen_line(&client->screen);
}

static void put_member(struct client *client, const json_t *audit, const char *member)
{
	put_line(client, label(client, member), view_member(client, &audit_message, audit, member));
}

static bool is_overdue(const json_t *audit)
{
	json_t *deadline;
	size_t i;

	json_array_foreach(json_object_get(audit, "deadlines"), i, deadline)
		if (json_is(deadline, "overdue"))
			return true;
	return false;
}

static void put_header(struct client *client, const json_t *audit)
{
	static const char *const members[] = { "enterprise", "method", "programme", "requirements",
		"measure_points", "lead_auditor", "follow_up_lead", "team", "owners",
		"summary_meeting_date", "no_meeting_reason", "maturity_at_final",
		"maturity_at_closure", "safety_statement", "adopted_on", "closed_at", NULL };
	const char *from = json_text(audit, "visit_from"), *to = json_text(audit, "visit_to");

	screen_put(&client->screen, STYLE_HEAD, json_text(audit, "case_number"));
	screen_put(&client->screen, STYLE_PLAIN, "  ");
	screen_put(&client->screen, STYLE_HEAD, json_text(audit, "theme"));
	screen_put(&client->screen, STYLE_PLAIN, "  ");
	screen_put(&client->screen, is_overdue(audit) ? STYLE_BAD : STYLE_GOOD,
		view_member(client, &audit_message, audit, "state"));
	screen_line(&client->screen);
	for (int i = 0; members[i] != NULL; i++)
		put_member(client, audit, members[i]);
	if (*from != '\0')
		put_line(client, phrase(PHRASE_visit, client->language), strcmp(from, to) == 0 ? from
			: arena_format(&client->arena, "%s – %s", from, to));
	if (json_is(audit, "imported"))
		put_line(client, label(client, "imported"),
			json_text(json_object_get(audit, "source"), "source_url"));
}

static const char *verdict_text(struct client *client, const char *verdict)
{
	static const struct { const char *code; enum phrase phrase; } verdicts[] = {
		{ "passes", PHRASE_passes },
		{ "no_round", PHRASE_no_round },
		{ "newest_round_fails", PHRASE_newest_round_fails },
		{ "too_few_rounds", PHRASE_too_few_rounds },
		{ "too_short", PHRASE_too_short },
	};

	for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
		if (strcmp(verdicts[i].code, verdict) == 0)
			return phrase(verdicts[i].phrase, client->language);
	return verdict;
}

/* "2025-03-31: 18/20 (90 %, 95 %: 69.9–97.2 %)": a round that does not count is told in brackets. */
static const char *round_text(struct client *client, const json_t *round)
{
	const json_t *interval = json_object_get(round, "interval"),
		*share = json_object_get(round, "share"), *hard = json_object_get(round, "hard_failures");
	const char *low = view_number(client, "%.1f",
		100 * json_number_value(json_object_get(interval, "low")));
	const char *high = view_number(client, "%.1f",
		100 * json_number_value(json_object_get(interval, "high")));
	const char *text = arena_format(&client->arena, "%s: %lld/%lld",
		json_text(round, "period_to"),
		json_integer_value(json_object_get(round, "compliant")),
		json_integer_value(json_object_get(round, "sample")));

	if (json_is_number(share))
		text = arena_format(&client->arena, "%s (%s, %s)", text,
			view_share(client, json_number_value(share)),
			phrase_fill(&client->arena, PHRASE_interval_of, client->language, low, high,
				NULL));
	if (!json_is_integer(hard) || json_integer_value(hard) > 0)
		text = arena_format(&client->arena, "%s – %s: %s", text, label(client, "hard_failures"), json_is_integer(hard)
			? arena_format(&client->arena, "%lld", json_integer_value(hard))
			: phrase(PHRASE_unset, client->language));
	if (json_is(round, "too_few"))
		text = arena_format(&client->arena, "%s – %s", text,
			phrase(PHRASE_too_few, client->language));
	return json_is(round, "counts") ? text : arena_format(&client->arena, "[%s]", text);
}

/* "har vart: 2025-03-31: 18/20 (…) → 2025-12-01: 20/20 (…), 245" */
static void put_sustained(struct client *client, const json_t *sustained, const char *indent)
{
	const char *text = "";
	json_t *round;
	size_t i;

	json_array_foreach(json_object_get(sustained, "rounds"), i, round)
		text = arena_format(&client->arena, "%s%s%s", text, i == 0 ? "" : " → ", round_text(client, round));
	fputs(indent, client->screen.file);
	screen_format(&client->screen, STYLE_GOOD, "  %s %s: ", label(client, "sustained"),
		phrase_fill(&client->arena, PHRASE_days, client->language, arena_format(&client->arena, "%lld",
			json_integer_value(json_object_get(sustained, "days"))), NULL));
	screen_put(&client->screen, STYLE_PLAIN, text);
	screen_line(&client->screen);
}

/* The enterprise's own review of the round, held against ours. */
static void put_agreement(struct client *client, const json_t *agreement, const char *indent)
{
	const json_t *kappa = json_object_get(agreement, "kappa");
	int64_t records = json_integer_value(json_object_get(agreement, "records"));
	double observed = json_number_value(json_object_get(agreement, "observed"));
	const char *text = !json_is_number(kappa) ? "–" : view_number(client, "%.2f", json_number_value(kappa));

	if (json_is_number(kappa) && json_is_number(json_object_get(agreement, "low")))
		text = arena_format(&client->arena, "%s (%s)", text, view_number(client, "%.2f–%.2f",
			json_number_value(json_object_get(agreement, "low")), json_number_value(json_object_get(agreement, "high"))));
	screen_text(&client->screen, arena_format(&client->arena, "%s      ", indent), phrase_fill(&client->arena,
		PHRASE_agreement, client->language, arena_format(&client->arena, "%.0f", observed * (double)records),
		arena_format(&client->arena, "%lld", (long long)records), text, NULL));
}

static void put_fisher(struct client *client, const json_t *fisher, const char *indent)
{
	double p = json_number_value(fisher);

	screen_text(&client->screen, arena_format(&client->arena, "%s  ", indent), phrase_fill(&client->arena, PHRASE_fisher,
		client->language, p < 0.0001 ? view_number(client, "%.1g", p) : view_number(client, "%.4f", p), NULL));
}

static void put_verdict(struct client *client, const json_t *verdict, const char *indent)
{
	const char *code = json_text(verdict, "verdict");
	bool passes = strcmp(code, "passes") == 0;
	json_t *round;
	size_t i;

	fputs(indent, client->screen.file);
	screen_format(&client->screen, STYLE_PLAIN, "%s %s: ", label(client, "measure_point"),
		view_member(client, &verdict_message, verdict, "measure_point"));
	screen_put(&client->screen, passes ? STYLE_GOOD : STYLE_WARN, verdict_text(client, code));
	screen_format(&client->screen, STYLE_FAINT, " (%lld/%lld, ≥ %s)",
		json_integer_value(json_object_get(verdict, "run")),
		json_integer_value(json_object_get(verdict, "rounds_needed")),
		view_share(client, json_number_value(json_object_get(verdict, "target"))));
	screen_line(&client->screen);
	json_array_foreach(json_object_get(verdict, "rounds"), i, round) {
		fputs(indent, client->screen.file);
		screen_put(&client->screen, json_is(round, "passes") ? STYLE_GOOD : STYLE_WARN,
			json_is(round, "passes") ? "  + " : "  - ");
		screen_put(&client->screen, STYLE_PLAIN, round_text(client, round));
		screen_line(&client->screen);
		if (json_is_object(json_object_get(round, "agreement")))
			put_agreement(client, json_object_get(round, "agreement"), indent);
	}
	if (json_is_number(json_object_get(verdict, "fisher")))
		put_fisher(client, json_object_get(verdict, "fisher"), indent);
	if (json_is_object(json_object_get(verdict, "sustained")))
		put_sustained(client, json_object_get(verdict, "sustained"), indent);
}

static void put_rows(struct client *client, const struct noun *noun, const json_t *items,
	const char *indent)
{
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item) {
		fputs(indent, client->screen.file);
		screen_put(&client->screen, STYLE_FAINT, label(client, noun->part));
		screen_format(&client->screen, STYLE_FAINT, " #%zu ", i + 1);
		for (char *left = arena_text(&client->arena, noun->columns_within), *member;
			(member = strsep(&left, " ")) != NULL;) {
			const char *text = strcmp(member, "#") == 0
				? ""
				: view_member(client, noun->message, item, member);

			if (*text != '\0')
				screen_format(&client->screen, STYLE_PLAIN, " %.200s", text);
		}
		screen_line(&client->screen);
	}
}

/* What the rounds speak for, and nobody has done yet. */
static void put_offer(struct client *client, const json_t *breach, const char *indent)
{
	if (!json_is_string(json_object_get(breach, "offered")))
		return;
	fputs(indent, client->screen.file);
	screen_format(&client->screen, STYLE_WARN, "%s %s: %s", label(client, "offered"), json_text(breach, "offered_on"),
		view_member(client, &breach_message, breach, "offered"));
	screen_line(&client->screen);
}

static void show_breach_parts(struct client *client, const json_t *breach, const char *indent)
{
	static const struct noun *const parts[] = { &interim_measure_noun, &demand_noun,
		&evidence_noun, &assessment_noun };
	json_t *verdict;
	size_t i;

	for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
		put_rows(client, parts[i], json_object_get(breach, parts[i]->part), indent);
	if (json_array_size(json_object_get(breach, "measure_points")) == 0)    /* else each is told with its verdict */
		put_rows(client, &observation_noun, json_object_get(breach, "observations"), indent);
	json_array_foreach(json_object_get(breach, "measure_points"), i, verdict)
		put_verdict(client, verdict, indent);
	put_offer(client, breach, indent);
}

/* The lines of a breach below its title. */
static void show_breach_within(struct client *client, const json_t *breach, const char *indent)
{
	const char *requirements = view_member(client, &breach_message, breach, "requirements");

	if (*requirements != '\0') {
		fputs(indent, client->screen.file);
		screen_put(&client->screen, STYLE_FAINT, requirements);
		screen_line(&client->screen);
	}
	show_breach_parts(client, breach, indent);
}

static enum style breach_style(const char *state)
{
	if (strcmp(state, "corrected") == 0 || strcmp(state, "dropped") == 0)
		return STYLE_GOOD;
	return strcmp(state, "draft") == 0 ? STYLE_PLAIN : STYLE_WARN;
}

static void put_breaches(struct client *client, const json_t *breaches)
{
	json_t *breach;
	size_t i;

	if (json_array_size(breaches) > 0)
		view_head(client, label(client, "breaches"));
	json_array_foreach(breaches, i, breach) {
		const char *severity = view_member(client, &breach_message, breach, "severity");

		screen_format(&client->screen, STYLE_PLAIN, "%3zu  ", i + 1);
		screen_put(&client->screen, STYLE_PLAIN, json_text(breach, "title"));
		screen_put(&client->screen, STYLE_PLAIN, "  ");
		screen_put(&client->screen, breach_style(json_text(breach, "state")),
			view_member(client, &breach_message, breach, "state"));
		if (*severity != '\0')
			screen_format(&client->screen, STYLE_FAINT, "  %s", severity);
		screen_line(&client->screen);
		show_breach_within(client, breach, "     ");
	}
}

static void put_part(struct client *client, const json_t *audit, const struct noun *noun)
{
	const json_t *items = json_object_get(audit, noun->part);

	if (json_array_size(items) == 0)
		return;
	view_head(client, label(client, noun->part));
	view_list(client, noun, noun->columns_within, items, "  ");
}

int show_case(struct client *client, const json_t *audit)
{
	static const struct noun *const parts[] = { &remark_noun, &deadline_noun, &letter_noun,
		&order_noun, &incoming_noun, &contact_noun };

	put_header(client, audit);
	put_breaches(client, json_object_get(audit, "breaches"));
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		put_part(client, audit, parts[i]);
	view_head(client, phrase(PHRASE_what_now, client->language));
	view_actions(client, &audit_noun, audit, "  ");
	return ENDED_DONE;
}

static bool has_parts(const json_t *breach)
{
	static const char *const parts[] = { "interim_measures", "demands", "evidence", "assessments", "observations",
		"measure_points" };
	bool any = false;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		any |= json_array_size(json_object_get(breach, parts[i])) > 0;
	return any;
}

int show_breach(struct client *client, const json_t *breach)
{
	view_object(client, &breach_message, breach);
	if (has_parts(breach))
		screen_line(&client->screen);
	show_breach_parts(client, breach, "");
	view_head(client, phrase(PHRASE_what_now, client->language));
	view_actions(client, &breach_noun, breach, "  ");
	return ENDED_DONE;
}
