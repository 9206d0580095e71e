/* writing - what a letter is about: its breaches, dates, references and the order it speaks of. */
#include "letter/writing.h"

#include <string.h>

#include "letter/statute.h"

void list_add(struct writing *writing, struct view_list *list, const void *item)
{
	*(const void **)arena_push(writing->arena, (void **)&list->item, &list->count, sizeof item) = item;
}

const char *given(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0' ? NULL : text;
}

const char *date_text(struct writing *writing, int32_t day)
{
	return day == DAY_NONE ? NULL : words_date(day, writing->language, writing->arena);
}

int number_of_breach(const struct writing *writing, const char *id)
{
	int number = 0;

	for (int i = 0; i < writing->facts->breach_count; i++) {
		const struct breach *breach = &writing->facts->breaches[i];

		number += breach->state != BREACH_DROPPED || breach->established_on != DAY_NONE;
		if (strcmp(breach->id, id) == 0)
			return number;
	}
	return 0;
}

int32_t stated_date(const struct writing *writing, int kind)
{
	const struct letter_date *dates = writing->letter->dates.item;

	for (int i = 0; i < writing->letter->dates.count; i++)
		if (dates[i].kind == kind)
			return dates[i].due;
	return DAY_NONE;
}

static bool is_stated(const struct writing *writing, const char *breach)
{
	const struct letter_date *dates = writing->letter->dates.item;

	for (int i = 0; i < writing->letter->dates.count; i++)
		if (strcmp(dates[i].breach, breach) == 0)
			return true;
	return false;
}

static bool has_interim_measure(const struct writing *writing, const char *breach)
{
	for (int i = 0; i < writing->facts->interim_measure_count; i++)
		if (id_same(writing->facts->interim_measures[i].breach, breach))
			return true;
	return false;
}

/* A letter that names no breaches is about those its kind concerns. */
static bool concerns(const struct writing *writing, const struct breach *breach)
{
	if (writing->letter->breaches.count > 0)
		return texts_have(&writing->letter->breaches, breach->id);
	switch (writing->letter->kind) {
	case LETTER_PRELIMINARY_REPORT: case LETTER_FINAL_REPORT:
		return breach->state != BREACH_DROPPED;
	case LETTER_CLOSURE:            /* what was discontinued too, not what was struck before the report */
		return breach->state != BREACH_DROPPED || breach->established_on != DAY_NONE;
	case LETTER_INTERIM_MEASURES:
		return breach_stands(breach) && (breach->urgent == 1 || has_interim_measure(writing, breach->id));
	case LETTER_ASSESSMENT:
		return facts_last_assessment(writing->facts, breach->id) != NULL;
	case LETTER_DEADLINE_CONFIRMATION: case LETTER_REMINDER_1: case LETTER_REMINDER_2:
		return breach_stands(breach) && is_stated(writing, breach->id);
	default:
		return breach_stands(breach);
	}
}

void writing_begin(struct writing *writing, const struct case_facts *facts, const struct letter *letter,
	const struct letter_sender *sender, struct arena *arena)
{
	struct view_list breaches = { 0 };

	*writing = (struct writing){ .facts = facts, .letter = letter, .sender = sender, .arena = arena,
		.language = letter->language >= 0 && letter->language < LANGUAGES
			? (enum language)letter->language : LANGUAGE_NB,
		.on = letter->letter_date == DAY_NONE ? facts->today : letter->letter_date };
	for (int i = 0; i < facts->breach_count; i++)
		if (concerns(writing, &facts->breaches[i]))
			list_add(writing, &breaches, &facts->breaches[i]);
	writing->breaches = (const struct breach **)breaches.item;
	writing->breach_count = breaches.count;
}

/* The section without its sign; NULL where it is no section ("kapittel 3"). */
static const char *section_number(const struct requirement *requirement)
{
	const char *section = given(requirement->section);

	if (section == NULL)
		return NULL;
	while (strncmp(section, "§", strlen("§")) == 0)
		section += strlen("§");
	while (*section == ' ' || strncmp(section, NBSP, strlen(NBSP)) == 0)
		section += *section == ' ' ? 1 : strlen(NBSP);
	return *section >= '0' && *section <= '9' ? section : NULL;
}

const char *cite_requirement(struct writing *writing, const struct requirement *requirement)
{
	const char *act = act_in(requirement->act, writing->language, writing->arena);
	const char *number = section_number(requirement);

	if (number != NULL)
		return arena_format(writing->arena, "%s § %s", act, number);
	if (given(requirement->section) != NULL)
		return arena_format(writing->arena, "%s %s", act, requirement->section);
	return act;
}

/* Sections of one act together: "act §§ 3-1 og 4-1". */
static const char *act_references(struct writing *writing, const struct requirement **of, int count, int first)
{
	struct view_list numbers = { 0 };

	for (int i = first; i < count; i++)
		if (of[i] != NULL && section_number(of[i]) != NULL && strcmp(of[i]->act, of[first]->act) == 0) {
			list_add(writing, &numbers, section_number(of[i]));
			if (i > first)
				of[i] = NULL;
		}
	if (numbers.count < 2)
		return cite_requirement(writing, of[first]);
	return arena_format(writing->arena, "%s §§ %s", act_in(of[first]->act, writing->language, writing->arena),
		words_list((const char *const *)numbers.item, numbers.count, writing->language, writing->arena));
}

const char *cite_requirements(struct writing *writing, const struct texts *ids)
{
	struct view_list of = { 0 }, references = { 0 };
	const struct requirement **rows;

	for (int i = 0; i < ids->count; i++)
		if (facts_requirement(writing->facts, ids->item[i]) != NULL
		    && given(facts_requirement(writing->facts, ids->item[i])->act) != NULL)
			list_add(writing, &of, facts_requirement(writing->facts, ids->item[i]));
	rows = (const struct requirement **)of.item;
	for (int i = 0; i < of.count; i++)
		if (rows[i] != NULL) {
			const char *reference;

			if (section_number(rows[i]) != NULL)
				reference = act_references(writing, rows, of.count, i);
			else
				reference = cite_requirement(writing, rows[i]);
			list_add(writing, &references, reference);
		}
	if (references.count == 0)
		return NULL;
	return words_list((const char *const *)references.item, references.count, writing->language,
		writing->arena);
}

/* The ground the policy has for an order against the requirements of these breaches, or NULL. */
static const char *ground_for(struct writing *writing, const struct texts *breaches)
{
	for (int i = 0; i < writing->breach_count; i++) {
		const struct breach *breach = writing->breaches[i];

		if (breaches != NULL && breaches->count > 0 && !texts_have(breaches, breach->id))
			continue;
		for (int j = 0; j < breach->requirements.count; j++) {
			const struct requirement *requirement =
				facts_requirement(writing->facts, breach->requirements.item[j]);
			const char *ground = requirement == NULL || requirement->act == NULL ? NULL
				: policy_ground(writing->facts->policy, requirement->act);

			if (ground != NULL)
				return ground;
		}
	}
	return NULL;
}

static struct stated_order *stated(struct writing *writing, const struct order *order)
{
	struct stated_order *stated = arena_take(writing->arena, sizeof *stated);

	*stated = (struct stated_order){ .order = order, .comment_due = DAY_NONE, .compliance_due = DAY_NONE,
		.announced_on = DAY_NONE };
	if (order != NULL) {
		stated->ground = given(order->legal_ground);
		stated->text = given(order->text);
		stated->urgent_reason = given(order->urgent_reason);
		stated->comment_due = order->comment_due;
		stated->compliance_due = order->compliance_date;
		stated->announced_on = order->announced_on;
		stated->breaches = order->breaches;
	} else {
		stated->breaches = writing->letter->breaches;
	}
	if (stated->ground == NULL)
		stated->ground = ground_for(writing, &stated->breaches);
	return stated;
}

const struct stated_order *order_noticed(struct writing *writing)
{
	const struct notice_of_order *notice = &writing->letter->notice_of_order;
	const struct order *named = facts_order(writing->facts, writing->letter->order);
	struct stated_order *order;

	if (writing->letter->notice_given == 0 && writing->letter->kind != LETTER_ORDER_NOTICE)
		return NULL;
	order = stated(writing, writing->letter->notice_given == 0 ? named : NULL);
	if (writing->letter->notice_given != 0) {
		order->breaches = notice->breaches;
		order->ground = given(notice->legal_ground) != NULL ? notice->legal_ground
			: ground_for(writing, &notice->breaches);
		order->text = given(notice->text);
		order->comment_due = notice->comment_due;
	}
	if (stated_date(writing, DEADLINE_ORDER_COMMENT) != DAY_NONE)
		order->comment_due = stated_date(writing, DEADLINE_ORDER_COMMENT);
	return order;
}

const struct stated_order *order_carried(struct writing *writing)
{
	const struct order *named = facts_order(writing->facts, writing->letter->order);
	int kind = writing->letter->kind;
	struct stated_order *order;

	if (kind == LETTER_ORDER_NOTICE || (named == NULL && kind != LETTER_ORDER))
		return NULL;
	order = stated(writing, named);
	if (stated_date(writing, DEADLINE_ORDER_COMPLIANCE) != DAY_NONE)
		order->compliance_due = stated_date(writing, DEADLINE_ORDER_COMPLIANCE);
	return order;
}

const struct stated_order *order_told(struct writing *writing, const struct order *order)
{
	return stated(writing, order);
}
