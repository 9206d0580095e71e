/* archive - journal posts for the archive's connector: found, brought, written piece by piece. */
#include "op/archive.h"

#include <stdio.h>
#include <string.h>

static int *place_of(struct request *request)
{
	return request->more;
}

static void put_one(struct request *request, enum statement statement, const struct with *with)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*place_of(request) = batch_put(request->batch, statement, NULL, NULL, with);
}

static void find_load(struct request *request)
{
	const bool *again = request->body;

	put_one(request, SQL_archive_waiting, (const struct with[]){ { "again", *again ? "true" : "false" }, { NULL, NULL } });
}

static int find_reply(struct request *request)
{
	struct posts_waiting *waiting = arena_take(&request->arena, sizeof *waiting);
	int place = *place_of(request);

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

void archive_enter(struct request *request)
{
	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
}

int archive_put(struct request *request, enum statement statement)
{
	return batch_put(request->batch, statement, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

struct bringing { struct archive_post post; int row, files; };

static void bring_load(struct request *request)
{
	struct bringing *bringing = request->own = arena_take(&request->arena, sizeof *bringing);

	archive_enter(request);
	bringing->row = archive_put(request, SQL_archive_post_find);
	bringing->files = archive_put(request, SQL_archive_post_files);
}

/* A name that a stranger chose becomes one that cannot be a path, and no other file's. */
static const char *safe_name(struct request *request, const char *name, int number)
{
	char *safe = arena_format(&request->arena, "%02d-%.100s", number + 1, name == NULL ? "uten navn" : name);

	for (char *c = safe; *c != '\0'; c++)
		if (strchr("/\\:*?\"<>|", *c) != NULL || (unsigned char)*c < ' ' || (unsigned char)*c >= 0x80)
			*c = '_';
	return safe;
}

static struct archive_file *add_file(struct request *request, struct archive_post *post, struct archive_file **files,
	const char *name, const char *title)
{
	struct archive_file *file = arena_push(&request->arena, (void **)files, &post->file_count, sizeof *file);

	file->name = safe_name(request, name, post->file_count - 1);
	file->title = title != NULL && *title != '\0' ? title : file->name;
	post->files = *files;
	return file;
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

static void take_files(struct request *request, struct bringing *bringing, const char *text)
{
	struct archive_post *post = &bringing->post;
	const struct archive_entry *entry = post->entries;
	struct archive_file *files = NULL, *file;

	if (text != NULL || (batch_rows(request->batch, bringing->files) == 0 && !entry->outgoing)) {
		file = add_file(request, post, &files, "svar.txt", entry->title);
		file->text = text == NULL ? entry->title : text;
		file->length = strlen(file->text);
	}
	for (int i = 0; i < batch_rows(request->batch, bringing->files); i++) {
		file = add_file(request, post, &files, batch_text(request->batch, bringing->files, i, "name"),
			arena_text(&request->arena, batch_text(request->batch, bringing->files, i, "title")));
		memcpy(file->id, batch_text(request->batch, bringing->files, i, "id"), ID_SIZE);
		file->length = (size_t)batch_integer(request->batch, bringing->files, i, "length");
	}
}

static int bring_reply(struct request *request)
{
	struct bringing *bringing = request->own;
	struct archive_post *post = &bringing->post;

	if (batch_rows(request->batch, bringing->row) == 0)
		return REFUSAL_not_found;
	*post = (struct archive_post){ .authority = request->path[1], .case_id = brought(request, 0, "case_id"),
		.case_number = brought(request, 0, "case_number"), .case_title = brought(request, 0, "case_title"),
		.case_at = brought(request, 0, "case_at"), .unit = brought(request, 0, "unit"),
		.responsible = brought(request, 0, "responsible"), .ended = brought(request, 0, "ended")[0] == 't' };
	take_entries(request, post);
	take_files(request, bringing, brought(request, 0, "text"));
	return 0;
}

const struct operation op_archive_bring = { .name = "archive_bring", .is = OP_OPEN, .load = bring_load,
	.reply = bring_reply };

/* Few bytes at a time, for a post may have gigabytes. */
static void piece_load(struct request *request)
{
	const struct archive_piece *piece = request->body;
	char from[24], most[24];

	archive_enter(request);
	snprintf(from, sizeof from, "%zu", piece->from);
	snprintf(most, sizeof most, "%d", ARCHIVE_PIECE);
	request->more = arena_take(&request->arena, sizeof(int));
	*place_of(request) = batch_put_for_bytes(request->batch, SQL_archive_post_piece, (const struct with[]){
		{ "file", piece->file->id }, { "from", from }, { "most", most }, { NULL, NULL } });
}

static int piece_reply(struct request *request)
{
	struct archive_piece *piece = request->body;
	const void *bytes;

	piece->length = 0;
	bytes = batch_bytes(request->batch, *place_of(request), 0, "piece", &piece->length);
	if (bytes == NULL || piece->length == 0)
		return REFUSAL_not_found;
	piece->bytes = arena_text_n(&request->arena, bytes, piece->length);
	return 0;
}

const struct operation op_archive_piece = { .name = "archive_piece", .is = OP_OPEN, .load = piece_load,
	.reply = piece_reply };

static void written_write(struct request *request)
{
	archive_put(request, SQL_archive_post_written);
}

const struct operation op_archive_written = { .name = "archive_written", .is = OP_OPEN | OP_WRITE,
	.load = archive_enter, .write = written_write };

static void failed_load(struct request *request)
{
	archive_enter(request);
	request->more = arena_take(&request->arena, sizeof(int));
	*place_of(request) = batch_put(request->batch, SQL_archive_post_failed, NULL, NULL, (const struct with[]){
		{ "id", request->path[0] }, { "reason", request->body }, { NULL, NULL } });
}

static int failed_reply(struct request *request)
{
	const char *news = batch_text(request->batch, *place_of(request), 0, "news");

	*(bool *)(request->own = arena_take(&request->arena, sizeof(bool))) = news != NULL && news[0] == 't';
	return 0;
}

const struct operation op_archive_failed = { .name = "archive_failed", .is = OP_OPEN | OP_WRITE, .load = failed_load,
	.reply = failed_reply };

static void unable_load(struct request *request)
{
	put_one(request, SQL_archive_unable, (const struct with[]){ { "reason", request->body }, { NULL, NULL } });
}

const struct operation op_archive_unable = { .name = "archive_unable", .is = OP_OPEN | OP_WRITE, .load = unable_load };

static void figures_load(struct request *request)
{
	put_one(request, SQL_archive_figures, NULL);
}

static int figures_reply(struct request *request)
{
	struct archive_figures *figures = arena_take(&request->arena, sizeof *figures);
	const char *oldest = batch_text(request->batch, *place_of(request), 0, "oldest");

	figures->waiting = batch_integer(request->batch, *place_of(request), 0, "waiting");
	figures->failing = batch_integer(request->batch, *place_of(request), 0, "failing");
	figures->oldest = INSTANT_NONE;
	if (oldest != NULL)
		must(instant_parse(oldest, &figures->oldest));
	request->own = figures;
	return 0;
}

const struct operation op_archive_figures = { .name = "archive_figures", .is = OP_OPEN, .load = figures_load,
	.reply = figures_reply };
