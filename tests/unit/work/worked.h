/*
 * worked.h - an engine that a test answers for, and a clock that it moves: what the workers' tests have in common.
 * Every request waits until worked_answer gives it to `worked_by`, which sets its refusal and its own.
 */
#ifndef WORKED_H
#define WORKED_H

#include <event2/event.h>

#include "op/engine.h"

extern int64_t worked_clock;            /* microseconds: of the day, and that only grow */
extern struct event_base *worked_base;
extern void (*worked_by)(struct request *request);
extern bool (*worked_held)(const struct request *request);      /* those that get no answer for now; NULL: none */

void worked_begin(void);                /* and everything is as at the start */
void worked_end(void);
/* One turn: timers that are out, then one answer; false when nobody waited for one. */
bool worked_answer(void);
/* It is so much later, and every timer is out. */
void worked_wait(int64_t span);
void worked_answer_all(void);
bool worked_is(const struct request *request, const char *name);
int worked_waiting(void);
/* How many lines of the log hold the words. */
int worked_told(const char *words);

#endif
