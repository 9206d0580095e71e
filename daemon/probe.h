/* probe.h - faults on purpose, in a build for tests alone (--enable-test-clock). */
#ifndef PROBE_H
#define PROBE_H

#include "op/engine.h"

/*
 * With TILSYN_FAULT in the environment, what engine.probe should be; else NULL.  The file it names
 * says a point and whom to kill there: door, supervisor or postgres (the server process of the
 * connection), at a door's commit, or clerk, at its own and between its steps; and, where that is told, only
 * at this operation or row.  It is taken away by the process that does it, so it happens once.
 */
engine_probe *probe_from_environment(bool of_clerk);

#endif
