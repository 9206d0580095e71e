/* filing.h - journal posts into the folder of the archive's connector, and its receipts out of it. */
#ifndef WORK_FILING_H
#define WORK_FILING_H

struct engine;
struct event_base;
struct filing;

/* NULL: there is no folder.  Looks at once and then every so many milliseconds. */
struct filing *filing_new(struct event_base *base, struct engine *engine, const char *folder, int look_ms);
/* Begins nothing more; idle(arg) is called when what was begun is done, perhaps at once. */
void filing_stop(struct filing *filing, void (*idle)(void *), void *arg);
void filing_free(struct filing *filing);

#endif
