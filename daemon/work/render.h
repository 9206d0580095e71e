/* render.h - letters on paper, and case files: looks for what is wanted and not made yet, and makes it, one by one. */
#ifndef WORK_RENDER_H
#define WORK_RENDER_H

struct engine;
struct event_base;
struct render;

/* Looks at once and then every so many milliseconds. */
struct render *render_new(struct event_base *base, struct engine *engine, int look_ms);
/* Begins nothing more; idle(arg) is called when what was begun is done, perhaps at once. */
void render_stop(struct render *render, void (*idle)(void *), void *arg);
void render_free(struct render *render);

#endif
