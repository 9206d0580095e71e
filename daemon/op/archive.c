/* archive - what the archive is told of letters and incoming, and what it answers. */
#include "op/archive.h"

#include <stdio.h>
#include <string.h>

#include "op/act.h"
#include "op/effect.h"
#include "proto/messages.h"

static void find_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_archive_waiting, NULL, NULL, NULL);
}

static int find_reply(struct request *request)
{
	struct posts_waiting *waiting = arena_take(&request->arena, sizeof *waiting);
	int place = *(int *)request->more;

	waiting->count = batch_rows(request->batch, place);
	waiting->item = arena_take_array(&request->arena, (size_t)waiting->count, sizeof *waiting->item);
	for (int i = 0; i < waiting->count; i++) {
		memcpy(waiting->item[i].authority, batch_text(request->batch, place, i, "authority"), ID_SIZE);
		memcpy(waiting->item[i].id, batch_text(request->batch, place, i, "id"), ID_SIZE);
	}
	request->own = waiting;
	return 0;
}

const struct operation op_archive_find = { .name = "archive_find", .is = OP_OPEN, .load = find_load,
	.reply = find_reply };

static void enter(struct request *request)
{
	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
}

static int put(struct request *request, enum statement statement)
{
	return batch_put(request->batch, statement, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

struct bringing { struct archive_post post; int row, files; };

static void bring_load(struct request *request)
{
	struct bringing *bringing = request->own = arena_take(&request->arena, sizeof *bringing);

	enter(request);
	bringing->row = put(request, SQL_archive_post_find);
	bringing->files = batch_put_for_bytes(request->batch, SQL_archive_post_files,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static int bring_find(struct request *request)
{
	return batch_rows(request->batch, ((struct bringing *)request->own)->row) > 0 ? 0 : REFUSAL_not_found;
}

/* A name that a stranger chose becomes one that cannot be a path, and no other file's. */
static const char *safe_name(struct request *request, const char *name, int number)
{
	char *safe = arena_format(&request->arena, "%02d-%.100s", number + 1, name);

	for (char *c = safe; *c != '\0'; c++)
		if (strchr("/\\:*?\"<>|", *c) != NULL || (unsigned char)*c < ' ' || (unsigned char)*c >= 0x80)
			*c = '_';
	return safe;
}

static void add_file(struct request *request, struct archive_post *post, struct archive_file **files, const char *name,
	const char *title, const void *data, size_t length)
{
	struct archive_file *file = arena_push(&request->arena, (void **)files, &post->file_count, sizeof *file);

	*file = (struct archive_file){ safe_name(request, name, post->file_count - 1), arena_text(&request->arena, title),
		arena_text_n(&request->arena, data, length), length };
	post->files = *files;
}

static void take_files(struct request *request, struct bringing *bringing, const char *text)
{
	const struct archive_entry *entry = bringing->post.entries;
	struct archive_file *files = NULL;

	if (text != NULL || (batch_rows(request->batch, bringing->files) == 0 && !entry->outgoing)) {
		const char *said = text == NULL ? entry->title : text;

		add_file(request, &bringing->post, &files, "svar.txt", entry->title, said, strlen(said));
	}
	for (int i = 0; i < batch_rows(request->batch, bringing->files); i++) {
		size_t length;
		const void *content = batch_bytes(request->batch, bringing->files, i, "content", &length);

		add_file(request, &bringing->post, &files, batch_text(request->batch, bringing->files, i, "name"),
			batch_text(request->batch, bringing->files, i, "title"), content, length);
	}
}

static const char *brought(struct request *request, int row, const char *column)
{
	return arena_text(&request->arena,
		batch_text(request->batch, ((const struct bringing *)request->own)->row, row, column));
}

static void take_answers(struct request *request, int row, struct archive_entry *entry)
{
	const char *ids = brought(request, row, "answers");
	const char **answers = NULL;

	for (; ids != NULL && strlen(ids) >= ID_SIZE - 1; ids += ID_SIZE - 1 + (ids[ID_SIZE - 1] == ' '))
		*(const char **)arena_push(&request->arena, (void **)&answers, &entry->answer_count, sizeof *answers) =
			arena_text_n(&request->arena, ids, ID_SIZE - 1);
	entry->answers = answers;
}

static void take_entries(struct request *request, struct archive_post *post)
{
	int count = batch_rows(request->batch, ((const struct bringing *)request->own)->row);
	struct archive_entry *entries = arena_take_array(&request->arena, (size_t)count, sizeof *entries);

	for (int i = 0; i < count; i++) {
		entries[i] = (struct archive_entry){ .id = brought(request, i, "id"), .at = brought(request, i, "at"),
			.outgoing = brought(request, i, "letter") != NULL, .title = brought(request, i, "title"),
			.date = brought(request, i, "date"), .due = brought(request, i, "due"),
			.author = brought(request, i, "author"), .exempt = brought(request, i, "exempt"),
			.party = brought(request, i, "party"), .party_address = brought(request, i, "party_address"),
			.party_email = brought(request, i, "party_email"),
			.written_off_by = brought(request, i, "written_off_by"),
			.written_off_on = brought(request, i, "written_off_on"),
			.written_off_account = brought(request, i, "written_off_account") };
		take_answers(request, i, &entries[i]);
	}
	post->entries = entries;
	post->entry_count = count;
}

static int bring_reply(struct request *request)
{
	struct bringing *bringing = request->own;
	struct archive_post *post = &bringing->post;

	*post = (struct archive_post){ .authority = request->path[1], .case_id = brought(request, 0, "case_id"),
		.case_number = brought(request, 0, "case_number"), .case_title = brought(request, 0, "case_title"),
		.case_at = brought(request, 0, "case_at"), .unit = brought(request, 0, "unit"),
		.responsible = brought(request, 0, "responsible"), .ended = brought(request, 0, "ended")[0] == 't' };
	take_entries(request, post);
	take_files(request, bringing, brought(request, 0, "text"));
	return 0;
}

const struct operation op_archive_bring = { .name = "archive_bring", .is = OP_OPEN | OP_WRITE, .load = bring_load,
	.find = bring_find, .reply = bring_reply };

static void written_load(struct request *request)
{
	enter(request);
}

static void written_write(struct request *request)
{
	put(request, SQL_archive_post_written);
}

const struct operation op_archive_written = { .name = "archive_written", .is = OP_OPEN | OP_WRITE,
	.load = written_load, .write = written_write };

/* The archive itself speaks: what an archivist may do with a letter, its answer may. */

static void answered_load(struct request *request)
{
	int *lock = request->more = arena_take(&request->arena, sizeof *lock);

	enter(request);
	casework_ask(request, SQL_archive_case_lock);
	*lock = put(request, SQL_archive_post_lock);
}

static int answered_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = batch_rows(request->batch, *(int *)request->more) > 0 ? casework_take(work) : REFUSAL_not_found;

	work->actor = BY_ARCHIVIST;
	return refusal;
}

static int answered_decide(struct request *request)
{
	struct casework *work = request->own;
	struct letter *letter = casework_find(work, NOUN_LETTER, request->path[0]);
	struct judgement *judgement = arena_take(&request->arena, sizeof *judgement);
	struct asking asking = { .actor = BY_ARCHIVIST, .action = request->body };

	if (letter == NULL || letter->state == LETTER_JOURNALLED)
		return 0;                       /* an incoming, or a letter whose number a person gave */
	law_judge(&work->facts, MACHINE_LETTER, letter, LETTER_JOURNAL, &asking, judgement);
	if (!law_allows(judgement))
		return REFUSAL_guards_failed;
	effect_perform(work, MACHINE_LETTER, letter, LETTER_JOURNAL, request->body, judgement);
	return 0;
}

static void answered_write(struct request *request)
{
	const struct action *action = request->body;

	batch_put(request->batch, SQL_archive_post_answered, NULL, NULL, (const struct with[]){ { "id", request->path[0] },
		{ "archive_number", action->archive_number }, { NULL, NULL } });
	casework_write(request->own);
}

const struct operation op_archive_answered = { .name = "archive_answered", .is = OP_OPEN | OP_WRITE,
	.load = answered_load, .find = answered_find, .decide = answered_decide, .write = answered_write };
