/* graph.h - a machine of the law as text for Graphviz. */
#ifndef CORE_GRAPH_H
#define CORE_GRAPH_H

#include "core/law.h"

typedef void graph_put(void *context, const char *text);

/* States as boxes, an arrow for each row with who may and what holds it back; ends are double circles. */
void graph_write(enum machine machine, graph_put *put, void *context);
/* The machine of a name, or -1. */
int graph_machine(const char *name);

#endif
