/*
 * bundle.h - a case as one file to hand on: a ZIP with a list of contents, every letter, what came
 * in, every attachment, the case and its log as JSON, and the log for people to read.
 */
#ifndef LETTER_BUNDLE_H
#define LETTER_BUNDLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "proto/refusal.h"

enum bundle_kind { BUNDLE_LETTER, BUNDLE_INCOMING, BUNDLE_ATTACHMENT, BUNDLE_KINDS };

struct bundle_part {
	enum bundle_kind kind;
	const char *id;
	const char *name;               /* of an attachment as it came, or NULL; of a letter its kind; who wrote to us */
	const char *about;              /* a letter's subject, who wrote to us, or NULL */
	const char *exempt;             /* the section that keeps it from the public, or NULL */
	int32_t day;
	const char *media_type, *sha256;
	const void *bytes;              /* NULL: there is none, and why says so */
	size_t length;
	const char *why;
	const char *path;               /* within the bundle: set by bundle_write */
};

struct bundle_event { const char *at, *event, *subject_kind, *from, *to, *account, *data; };

struct bundle {
	enum language language;
	const char *sender, *case_number, *enterprise, *theme;
	int32_t day;
	int64_t made_at;
	struct bundle_part *parts;
	int part_count;
	const struct bundle_event *events;
	int event_count;
	const char *case_json, *log_json;
};

/* Of more events than this the log is only data. */
#define BUNDLE_EVENTS_PRINTED 20000

/* Adds the file. */
void bundle_write(struct bundle *bundle, struct arena *arena, struct buffer *file);

#endif
