/*
 * survey_import - many enterprises' answers from one table.  All of it is judged before any of it is
 * registered; then a chain, each enterprise in a transaction of its own.  What stands already the same is
 * known again, so the same table may be sent once more.
 */
#include <string.h>

#include "op/operations.h"
#include "op/survey_answers.h"
#include "op/survey_table.h"
#include "op/year_plan.h"
#include "proto/answer_file.h"
#include "proto/cell.h"
#include "proto/messages.h"

struct importing {
	bool opened, answered;          /* answered: the key has its answer already */
	int next;
	struct survey_table table;
	struct planned_lists lists;
};

struct opening { int standing; struct survey_table_places places; };

static void wrong(struct request *whole, int64_t line, enum refusal refusal, const char *detail)
{
	mistakes_add(&whole->mistakes, arena_format(&whole->arena, "/lines/%lld", (long long)line), refusal,
		arena_format(&whole->arena, "line %lld: %s", (long long)line, detail));
}

static struct answered *part_of(struct importing *importing, const char *case_number)
{
	for (int i = 0; i < importing->table.part_count; i++)
		if (strcmp(importing->table.parts[i].case_number, case_number) == 0)
			return &importing->table.parts[i];
	return NULL;
}

/* A cell as an answer of its question's kind; false: it is none. */
static bool read_answer(const struct question_asked *question, const struct answer_row *row, struct survey_answer *answer)
{
	bool yes;

	switch (question->kind) {
	case QUESTION_YES_NO:
		if (!cell_truth(row->answer, &yes))
			return false;
		answer->yes = yes;
		return true;
	case QUESTION_CHOICE:
		answer->choice = row->answer;
		return true;
	case QUESTION_NUMBER:
		return cell_number(row->answer, &answer->number);
	default:
		answer->text = row->answer;
		return true;
	}
}

static void take_row(struct request *whole, struct importing *importing, struct answered *part, const struct answer_row *row)
{
	const struct question_asked *question = survey_question(&importing->table.survey.questions, row->question);
	struct objects *answers = &part->given.answers;
	struct survey_answer *answer;
	const char *member;
	enum survey_wrong found;

	if (question == NULL) {
		wrong(whole, row->line, REFUSAL_unknown_reference, "the guide has no such question");
		return;
	}
	if (part->rows++ > 0 && part->given.received_on != row->received_on)
		wrong(whole, row->line, REFUSAL_inconsistent, "another day than the line above");
	part->given.received_on = row->received_on;
	if (part->given.reason == NULL)
		part->given.reason = row->reason;
	answer = arena_push(&whole->arena, &answers->item, &answers->count, sizeof *answer);
	message_clear(&survey_answer_message, answer);
	answer->question = row->question;
	answer->comment = row->comment;
	if (!read_answer(question, row, answer)) {
		wrong(whole, row->line, REFUSAL_wrong_type, question->kind == QUESTION_NUMBER ? "no number" : "neither ja nor nei");
		return;
	}
	found = survey_answer_wrong(&importing->table.survey.questions, answers, answers->count - 1, &member);
	if (found != SURVEY_RIGHT)
		wrong(whole, row->line, survey_refusal(found), member);
}

/* As the table of fields judges it when it comes as JSON: lengths, numbers of persons, what must be there. */
static void judge_part(struct request *whole, const struct importing *importing, struct answered *part, int64_t line)
{
	const struct question_asked *question;
	struct mistakes mistakes = { .count = 0 };
	struct answer_set again;
	struct buffer text;
	uint64_t given;
	int at = 0;

	part->given.answers.given = true;
	buffer_init(&text);
	message_encode(&answer_set_message, USE_CREATE, &part->given, &text);
	if (message_decode(&answer_set_message, USE_CREATE, text.data, text.length, &whole->arena, &again, &given, &mistakes) != 0)
		for (int i = 0; i < mistakes.count && i < MISTAKES_MAX; i++)
			wrong(whole, line, (enum refusal)mistakes.item[i].refusal, mistakes.item[i].pointer);
	buffer_release(&text);
	while ((question = survey_unanswered(&importing->table.survey.questions, &part->given.answers, &at)) != NULL)
		wrong(whole, line, REFUSAL_missing, question->code);
	if (part->given.received_on > whole->today)
		wrong(whole, line, REFUSAL_in_the_future, "received_on");
	if (part->standing.number != INTEGER_NONE && part->given.reason == NULL && !survey_same_answers(&part->standing, &part->given))
		wrong(whole, line, REFUSAL_missing, "the reason: it corrects what was answered before");
}

static void take_rows(struct request *whole, struct importing *importing, const struct answer_file *file)
{
	struct answered *part = NULL;
	int64_t first = 0;

	for (int i = 0; i < file->count && whole->mistakes.count < MISTAKES_MAX; i++) {
		const struct answer_row *row = &file->rows[i];
		struct answered *its = part != NULL && strcmp(part->case_number, row->case_number) == 0 ? part
			: part_of(importing, row->case_number);

		if (its != part || its == NULL) {
			if (part != NULL)
				judge_part(whole, importing, part, first);
			part = its;
			first = row->line;
		}
		if (its == NULL) {
			wrong(whole, row->line, REFUSAL_unknown_reference, "no case of this survey");
		} else if (its->rows > 0 && first == row->line) {
			wrong(whole, row->line, REFUSAL_duplicate_item, "the lines of a case stand together");
			part = NULL;            /* it was judged where its lines ended */
		} else {
			take_row(whole, importing, its, row);
		}
	}
	if (part != NULL)
		judge_part(whole, importing, part, first);
}

static void read_file(struct request *whole, struct importing *importing)
{
	struct answer_file *file = arena_take(&whole->arena, sizeof *file);

	answer_file_begin(file, &whole->arena);
	if (answer_file_feed(file, whole->bytes, whole->byte_count))
		answer_file_end(file);
	if (file->csv.wrong != NULL)
		wrong(whole, file->csv.line, REFUSAL_wrong_type, file->csv.wrong);
	else
		take_rows(whole, importing, file);
}

static void open_load(struct request *link)
{
	const struct request *whole = link->more;
	struct opening *opening = arena_take(&link->arena, sizeof *opening);

	link->own = opening;
	opening->standing = chain_ask_standing(link, whole);
	opening->places = survey_table_ask(link, whole->path[0], NULL, INTEGER_NONE);
}

static int open_reply(struct request *link)
{
	struct request *whole = link->more;
	struct importing *importing = whole->more;
	const struct opening *opening = link->own;
	int refusal = chain_judge_standing(link, opening->standing, &importing->answered);

	if (refusal != 0 || importing->answered)
		return refusal;
	refusal = survey_table_take(link->batch, &opening->places, &whole->arena, &importing->table);
	if (refusal != 0)
		return refusal;
	if (importing->table.survey.state != SURVEY_OPEN)
		return REFUSAL_wrong_state;
	read_file(whole, importing);
	return whole->mistakes.count > 0 ? REFUSAL_invalid : 0;
}

static const struct operation op_open = { .name = "answers_import_open", .method = HTTP_GET, .may = MAY_REGISTER_ANSWERS,
	.status = 200, .load = open_load, .reply = open_reply };

/* The body of op_answer_set_make, as a caller would send it. */
static void fill(const struct answered *part, struct request *link)
{
	struct answer_set *set = arena_take(&link->arena, sizeof *set);

	*set = part->given;
	if (part->standing.number == INTEGER_NONE)
		set->reason = NULL;             /* nothing is corrected */
	chain_say(link, &answer_set_message, set);
	link->path[0] = part->audit;
	link->op = &op_answer_set_make;
}

static struct planned planned_of(const struct answered *part)
{
	return (struct planned){ .enterprise = part->enterprise, .audit = part->audit, .case_number = part->case_number };
}

static bool import_next(struct request *whole, struct request *link)
{
	struct importing *importing = whole->more;

	if (!importing->opened) {
		link->op = &op_open;
		link->more = whole;
		return true;
	}
	for (; !importing->answered && importing->next < importing->table.part_count; importing->next++) {
		const struct answered *part = &importing->table.parts[importing->next];

		if (part->rows == 0)
			continue;
		if (survey_same_answers(&part->standing, &part->given)) {
			planned_add(whole, &importing->lists.known, planned_of(part));
			continue;
		}
		fill(part, link);
		return true;
	}
	return false;
}

static void import_ended(struct request *whole, struct request *link)
{
	struct importing *importing = whole->more;

	(void)link;
	if (!importing->opened)
		importing->opened = true;
	else
		planned_add(whole, &importing->lists.made, planned_of(&importing->table.parts[importing->next++]));
}

/* What holds one enterprise back, perhaps since the table was judged, holds none of the others. */
static bool import_refused(struct request *whole, struct request *link)
{
	struct importing *importing = whole->more;
	struct planned planned = { .enterprise = NULL };

	if (!importing->opened)
		return false;
	if (link->refusal == REFUSAL_role_missing) {
		planned.code = refusal_code(REFUSAL_role_missing);
		planned.detail = refusal_text(REFUSAL_role_missing, whole->language);
	} else if (!planned_refusal(whole, link, "/reason", &planned)) {
		chain_keep_mistakes(whole, link);
		return false;
	}
	planned.enterprise = importing->table.parts[importing->next++].enterprise;
	planned_add(whole, &importing->lists.refused, planned);
	return true;
}

static void import_start(struct engine *engine, struct request *whole)
{
	static const struct chain chain = { .next = import_next, .ended = import_ended, .refused = import_refused };

	whole->more = arena_take(&whole->arena, sizeof(struct importing));
	chain_start(engine, whole, &chain);
}

static int import_reply(struct request *whole)
{
	planned_write(&((const struct importing *)whole->more)->lists, &whole->answer.body);
	return 0;
}

const struct operation op_answers_import = { .name = "answers_import", .method = HTTP_POST,
	.path = "/v1/surveys/{id}/answers.csv", .about = "Register many enterprises' answers from a table: all are judged before any",
	.is = OP_WRITE | OP_KEYED | OP_BYTES | OP_NO_STORE, .may = MAY_REGISTER_ANSWERS, .status = 200,
	.takes = "text/csv", .most = 8 << 20, .answer = &plan_answer_message, .start = import_start, .reply = import_reply };
