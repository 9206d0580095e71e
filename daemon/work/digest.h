/* digest.h - each working morning, the digests of every tenant (op/digest.h). */
#ifndef WORK_DIGEST_H
#define WORK_DIGEST_H

struct engine;
struct event_base;
struct digest;

struct digest *digest_new(struct event_base *base, struct engine *engine, int look_ms);
/* Begins nothing more; idle(arg) is called when what was begun is done, perhaps at once. */
void digest_stop(struct digest *digest, void (*idle)(void *), void *arg);
void digest_free(struct digest *digest);

#endif
