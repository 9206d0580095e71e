/* toil.h - slow work off the loop: one helper thread, a short queue, and the way back. */
#ifndef AUTH_TOIL_H
#define AUTH_TOIL_H

struct request;
typedef void toil_work(struct request *request);

/* Once in a process, after the fork.  At most `most` wait; 0 or FAULT_SYSTEM. */
int toil_start(int most) __attribute__((warn_unused_result));
/*
 * Call work(request) on the helper thread, then done(request) from toil_finish.  Returns 0, or
 * REFUSAL_queue_full when too much waits already.  Has the form of engine.toil.
 */
int toil_put(toil_work *work, struct request *request, toil_work *done) __attribute__((warn_unused_result));
int toil_fd(void);              /* readable when toil_finish has something to do */
void toil_finish(void);         /* on the loop: calls done for all that is */
/* What the thread holds is ended and told; what still waits is never begun, nor told. */
void toil_stop(void);

#endif
