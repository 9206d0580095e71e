/* verify.h - the event log held against itself. */
#ifndef VERIFY_H
#define VERIFY_H

/*
 * Every chain of every authority computed anew: each event's text against its hash, its hash against
 * the next, its columns against its text, and the newest against the head that is kept.
 * 0: all hold; 1: some do not, each told; or a fault that was logged.
 */
int verify_log(const char *conninfo);

#endif
