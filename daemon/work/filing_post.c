/*
 * filing_post - one post: brought, made aside file by file and piece by piece, sealed, given its name, told as written.
 *
 * Whoever is killed before it has its name leaves a folder aside, which the next one empties; whoever is killed
 * after it leaves a post that the next one finds there and tells as written.
 */
#include <errno.h>
#include <string.h>

#include "work/filing_own.h"

static void file_next(struct filing *filing);

static void fail_written(struct filing *filing, const char *what, int error)
{
	delivery_drop(&filing->delivery);
	filing_fail(filing, what, strerror(error));
}

static void finish_post(struct filing *filing)
{
	int error = delivery_seal(&filing->delivery, filing->post);

	if (error != 0) {
		fail_written(filing, "arkivmelding.xml", error);
		return;
	}
	worker_probe(&filing->worker, "post_sealed", filing_post(filing)->id);
	error = delivery_give(&filing->delivery);
	if (error != 0) {
		fail_written(filing, "the folder", error);
		return;
	}
	worker_probe(&filing->worker, "post_given", filing_post(filing)->id);
	filing_tell(filing, &op_archive_written);
}

static void end_file(struct filing *filing)
{
	int error = delivery_close(&filing->delivery);

	if (error != 0) {
		fail_written(filing, filing->piece.file->name, error);
		return;
	}
	worker_probe(&filing->worker, "file_synced", filing_post(filing)->id);
	filing->file++;
	file_next(filing);
}

static void piece_came(struct request *request);

static void add_piece(struct filing *filing, const void *bytes, size_t length)
{
	struct archive_piece *piece = &filing->piece;
	int error = delivery_add(&filing->delivery, bytes, length);

	if (error != 0) {
		fail_written(filing, piece->file->name, error);
		return;
	}
	worker_probe(&filing->worker, "piece_written", filing_post(filing)->id);
	piece->from += length;
	if (piece->from < piece->file->length)
		filing_ask(filing, &filing->act, &op_archive_piece, filing_post(filing)->id, filing_post(filing)->authority, piece,
			piece_came);
	else
		end_file(filing);
}

static void piece_came(struct request *request)
{
	struct filing *filing = request->door;

	if (worker_is_away(request)) {
		delivery_drop(&filing->delivery);
		filing_rest(filing);
		return;
	}
	worker_tell_fault(request);
	if (request->refusal != 0) {
		delivery_drop(&filing->delivery);
		filing_fail(filing, filing->piece.file->name, "it cannot be read from the database");
		return;
	}
	add_piece(filing, filing->piece.bytes, filing->piece.length);
}

static void file_next(struct filing *filing)
{
	const struct archive_file *file;
	int error;

	if (filing->worker.idle != NULL) {              /* what is aside is begun anew by the next one */
		delivery_drop(&filing->delivery);
		filing_rest(filing);
		return;
	}
	if (filing->file == filing->post->file_count) {
		finish_post(filing);
		return;
	}
	file = &filing->post->files[filing->file];
	filing->piece = (struct archive_piece){ .file = file };
	error = delivery_open(&filing->delivery, file);
	if (error != 0)
		fail_written(filing, file->name, error);
	else if (file->text != NULL || file->length == 0)
		add_piece(filing, file->text == NULL ? "" : file->text, file->length);
	else
		filing_ask(filing, &filing->act, &op_archive_piece, filing_post(filing)->id, filing_post(filing)->authority,
			&filing->piece, piece_came);
}

static void brought(struct request *request)
{
	struct filing *filing = request->door;
	int error;

	if (worker_is_away(request)) {
		filing_rest(filing);
		return;
	}
	worker_tell_fault(request);
	if (request->refusal != 0) {
		filing_fail(filing, request->op->name, "it cannot be read from the database");
		return;
	}
	filing->post = request->own;
	filing->file = 0;
	error = delivery_begin(filing->options.folder, filing->post, &filing->delivery);
	worker_probe(&filing->worker, "post_begun", filing_post(filing)->id);
	if (error == EEXIST)
		filing_tell(filing, &op_archive_written);
	else if (error != 0)
		filing_fail(filing, "the folder", strerror(error));
	else
		file_next(filing);
}

void filing_bring(struct filing *filing)
{
	filing_ask(filing, &filing->bring, &op_archive_bring, filing_post(filing)->id, filing_post(filing)->authority, NULL,
		brought);
}
