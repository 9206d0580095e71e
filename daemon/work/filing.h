/* filing.h - journal posts into the folder of the archive's connector, and its receipts out of it. */
#ifndef WORK_FILING_H
#define WORK_FILING_H

#include <stdbool.h>
#include <stdint.h>

struct engine;
struct event_base;
struct filing;

struct filing_options {
	const char *folder;             /* NULL: there is none, and posts wait */
	int look_ms;                    /* between two looks, the first at once */
	/* after each look: what waits, how much of it could not be written, since when (or INSTANT_NONE); usable: the folder is */
	void (*tell)(int64_t waiting, int64_t failing, int64_t oldest, bool usable);
};

/* NULL: there is no folder. */
struct filing *filing_new(struct event_base *base, struct engine *engine, const struct filing_options *options);
/* Begins nothing more; idle(arg) is called when what was begun is done, perhaps at once. */
void filing_stop(struct filing *filing, void (*idle)(void *), void *arg);
void filing_free(struct filing *filing);

#endif
