/* cmd_overview - what a leader must see: overdue, due soon, open breaches, who carries what. */
#include "client/api.h"
#include "client/body.h"
#include "client/known.h"
#include "client/noun.h"
#include "client/view.h"
#include "client/words.h"

static const struct noun overview_deadline_noun = { .name = "deadline", .message = &overview_deadline_message };
static const struct noun load_noun = { .name = "load", .message = &load_message };
static const struct noun severity_noun = { .name = "severity", .message = &share_of_severity_message };
static const struct noun overview_offer_noun = { .name = "offer", .message = &overview_offer_message };
static const struct noun by_programme_noun = { .name = "programme", .message = &share_of_programme_message };

static void put_part(struct client *client, const char *member, const struct noun *noun,
	const char *columns, const json_t *items)
{
	view_head(client, word_label(member, client->language, &client->arena));
	if (json_array_size(items) == 0)
		screen_text(&client->screen, "  ", phrase(PHRASE_nothing, client->language));
	view_list(client, noun, columns, items, "  ");
}

/* What is overdue is marked by the list it stands in. */
static void mark_overdue(json_t *items)
{
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item)
		json_object_set_new(item, "overdue", json_true());
}

/* Breaches without the member that they are counted by are told as such. */
static void name_unset(struct client *client, json_t *items, const char *member)
{
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item)
		if (!json_is_string(json_object_get(item, member)))
			json_object_set_new(item, member,
				json_string(phrase(PHRASE_unset, client->language)));
}

static void put_overview(struct client *client, const json_t *overview)
{
	const json_t *breaches = json_object_get(overview, "open_breaches");

	screen_format(&client->screen, STYLE_HEAD, "%s %s",
		word_label("as_of", client->language, &client->arena),
		json_text(overview, "as_of"));
	screen_line(&client->screen);
	name_unset(client, json_object_get(breaches, "severities"), "severity");
	name_unset(client, json_object_get(breaches, "programmes"), "programme");
	mark_overdue(json_object_get(overview, "overdue"));
	put_part(client, "overdue", &overview_deadline_noun,
		"case_number enterprise_name kind breach_title due days_overdue rung letter_state new_date last_contact lead_auditor_name",
		json_object_get(overview, "overdue"));
	put_part(client, "due_soon", &overview_deadline_noun,
		"case_number enterprise_name kind due lead_auditor_name",
		json_object_get(overview, "due_soon"));
	put_part(client, "offers", &overview_offer_noun,
		"case_number enterprise_name breach_title offered offered_on lead_auditor_name",
		json_object_get(overview, "offers"));
	put_part(client, "open_breaches", &severity_noun, "severity breaches",
		json_object_get(breaches, "severities"));
	view_list(client, &by_programme_noun, "programme breaches",
		json_object_get(breaches, "programmes"), "  ");
	put_part(client, "load", &load_noun, "name leads member_of open_breaches overdue",
		json_object_get(overview, "load"));
}

static int overview_run(struct client *client, const struct arguments *arguments)
{
	json_t *overview;
	int ended;

	(void)arguments;
	ended = api_get(client, "/v1/overview", &overview, NULL);
	return ended != ENDED_DONE ? ended : view_told(client, overview, put_overview);
}

static const struct command overview_alone = { .name = "", .operands = "", .about = "the leader's figures",
	.run = overview_run };

const struct noun overview_noun = { .name = "overview",
	.about = "overdue, due soon, open breaches, and who carries what", .machine = -1, .alone = &overview_alone };
