/* children.h - the processes that the supervisor forks, and when they are forked again. */
#ifndef SYS_CHILDREN_H
#define SYS_CHILDREN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define CHILDREN_MOST 256

enum child_role { CHILD_DATABASE, CHILD_DOOR, CHILD_CLERK, CHILD_ROLES };

/* What happens when it ends: it is forked again; it is forked again at once, as was asked; it stays away. */
enum child_parting { CHILD_STAYS, CHILD_RENEWS, CHILD_LEAVES };

struct child {
	enum child_role role;
	int generation;                 /* which configuration it was forked with */
	pid_t pid;                      /* 0: waits to be forked */
	bool ready;
	enum child_parting parting;
	int signal;                     /* the last one it was told to end with */
	int64_t born, due;              /* clock_monotonic(): when forked; when to fork it, or to press it to end */
	int delay_ms;
};

struct children {
	struct child child[CHILDREN_MOST];
	int count;
	int ready_fd[2];                /* a child that is ready writes its pid here */
	void (*become)(void *arg, const struct child *child);   /* in the child; does not return */
	void *arg;
};

int children_init(struct children *children, void (*become)(void *, const struct child *), void *arg);
void children_release(struct children *children);

/* A new one, forked at once; NULL when there is no room or no process to be had. */
struct child *children_add(struct children *children, enum child_role role, int generation);
void children_remove(struct children *children, struct child *child);

/* Reaps one dead process: who it was; NULL when there is none. */
struct child *children_reap(struct children *children, pid_t *ret_pid, int *ret_status);

/* It died: when to try again.  A short life doubles the pause; a long one forgets it. */
void child_postpone(struct child *child, int64_t now);

/*
 * Tells those of a role, of one generation or of all (-1), to end.  Who has not after patience seconds
 * is pressed: the database to stop at once, then anybody by SIGKILL.
 */
void children_dismiss(struct children *children, enum child_role role, int generation,
	enum child_parting parting, int signal, long patience);

/* Forks and presses those that are due; ret milliseconds until the next is, -1 for none. */
int children_attend(struct children *children, int64_t now);

/* Marks those that have said they are ready. */
void children_hear(struct children *children);

int children_living(const struct children *children, enum child_role role);
bool children_all_ready(const struct children *children, enum child_role role, int generation);

/* In a child: what it calls once it serves. */
void child_say_ready(void);
const char *child_name(enum child_role role);

#endif
