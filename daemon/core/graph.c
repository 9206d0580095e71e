/* graph - a machine of the law as text for Graphviz. */
#include "core/graph.h"

#include <string.h>

#include "core/table.h"

struct graph { graph_put *put; void *context; };

static void say(const struct graph *graph, const char *text)
{
	graph->put(graph->context, text);
}

static const char *state_word(const struct law *law, int state)
{
	return state == CREATION ? "start" : law->states->word[state];
}

static void say_actors(const struct graph *graph, unsigned actors)
{
	static const struct { unsigned actor; const char *word; } words[] = {
		{ BY_CASEWORKER, "caseworker" }, { BY_LEAD, "lead auditor" }, { BY_LEADER, "leader" },
		{ BY_ARCHIVIST, "archivist" }, { BY_DEPUTY, "deputy" }, { BY_COLLEAGUE, "any caseworker" },
		{ BY_AUTHOR, "author" }, { BY_OWNER, "owner" }, { BY_CLOCK, "clock" }, { BY_CASE, "case" },
	};
	bool first = true;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((actors & words[i].actor) != 0) {
			say(graph, first ? "" : ", ");
			say(graph, words[i].word);
			first = false;
		}
}

/* "event role", and the guards a line each. */
static void say_event(const struct graph *graph, const struct law *law, const struct rule *rule)
{
	say(graph, "<b>");
	say(graph, law->events[rule->event]);
	say(graph, "</b> <i>");
	say_actors(graph, rule->actors);
	say(graph, "</i>");
	for (int i = 0; i < RULE_GUARDS && rule->guards[i] != GUARD_NONE; i++) {
		say(graph, "<br/><font point-size=\"8\" color=\"#8a1c1c\">");
		say(graph, guard_code((enum guard)rule->guards[i]));
		say(graph, "</font>");
	}
}

/* A step that stays where it is stands inside its state. */
static void say_state(const struct graph *graph, const struct law *law, int state)
{
	bool is_end = (law->ends & 1u << state) != 0;

	say(graph, "\t");
	say(graph, state_word(law, state));
	say(graph, is_end ? " [shape=doublecircle" : " [shape=box, style=rounded");
	say(graph, ", label=<");
	say(graph, state_word(law, state));
	for (int i = 0; i < law->rule_count; i++) {
		if (law->rules[i].from != state || law->rules[i].to != state)
			continue;
		say(graph, "<br/><font point-size=\"9\">");
		say_event(graph, law, &law->rules[i]);
		say(graph, "</font>");
	}
	say(graph, ">];\n");
}

static void say_step(const struct graph *graph, const struct law *law, const struct rule *rule)
{
	say(graph, "\t");
	say(graph, state_word(law, rule->from));
	say(graph, " -> ");
	say(graph, state_word(law, rule->to));
	say(graph, " [label=<");
	say_event(graph, law, rule);
	say(graph, ">, tooltip=\"");
	say(graph, rule->why);
	say(graph, "\"];\n");
}

void graph_write(enum machine machine, graph_put *put, void *context)
{
	const struct graph graph = { put, context };
	const struct law *law = laws[machine];

	say(&graph, "digraph ");
	say(&graph, law->name);
	say(&graph, " {\n\trankdir=TB;\n\tnodesep=0.5;\n\tnode [fontname=\"Open Sans\", fontsize=13];\n"
		"\tedge [fontname=\"Open Sans\", fontsize=9];\n\tstart [shape=point, width=0.15];\n");
	for (int state = 0; state < law->states->count; state++)
		say_state(&graph, law, state);
	for (int i = 0; i < law->rule_count; i++)
		if (law->rules[i].from != law->rules[i].to)
			say_step(&graph, law, &law->rules[i]);
	say(&graph, "}\n");
}

int graph_machine(const char *name)
{
	for (int machine = 0; machine < MACHINES; machine++)
		if (strcmp(laws[machine]->name, name) == 0)
			return machine;
	return -1;
}
