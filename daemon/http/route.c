/* route - templates split once; words before {} so that /calendar/add is not a year. */
#include "http/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

const char *const method_words[HTTP_METHODS] = { "GET", "POST", "PATCH", "DELETE" };

static void template_split(struct route *route, const char *path)
{
	int holes = 0;

	route->path = path;
	while (*path == '/') {
		size_t length = strcspn(++path, "/");

		must(route->parts < TARGET_PARTS && length > 0);
		if (*path == '{') {
			must(holes < PATH_IDS);
			route->is_id[holes++] = length == 4 && memcmp(path, "{id}", 4) == 0;
		} else {
			route->part[route->parts] = strndup(path, length);
			must(route->part[route->parts] != NULL);
		}
		route->parts++;
		path += length;
	}
	must(*path == '\0');
}

static struct route *route_of(struct routes *routes, const char *path)
{
	struct route *grown;

	for (int i = 0; i < routes->count; i++)
		if (strcmp(routes->route[i].path, path) == 0)
			return &routes->route[i];
	grown = realloc(routes->route, (size_t)(routes->count + 1) * sizeof *grown);
	must(grown != NULL);
	routes->route = grown;
	grown = &routes->route[routes->count++];
	*grown = (struct route){ .parts = 0 };
	template_split(grown, path);
	return grown;
}

static void allow_write(struct route *route)
{
	int length = 0;

	for (int method = 0; method < HTTP_METHODS; method++)
		if (route->operation[method] != NULL)
			length += snprintf(route->allow + length, sizeof route->allow - (size_t)length, "%s%s",
				length > 0 ? ", " : "", method_words[method]);
}

/* Fewer parts first; then, part by part, words before holes. */
static int route_compare(const void *one, const void *other)
{
	const struct route *a = one, *b = other;

	if (a->parts != b->parts)
		return a->parts - b->parts;
	for (int i = 0; i < a->parts; i++)
		if ((a->part[i] == NULL) != (b->part[i] == NULL))
			return a->part[i] == NULL ? 1 : -1;
	return strcmp(a->path, b->path);
}

void routes_init(struct routes *routes, const struct operation *const *const *lists, int list_count)
{
	*routes = (struct routes){ .count = 0 };
	for (int i = 0; i < list_count; i++)
		for (const struct operation *const *at = lists[i]; *at != NULL; at++) {
			struct route *route = route_of(routes, (*at)->path);

			must(route->operation[(*at)->method] == NULL);
			route->operation[(*at)->method] = *at;
			route->number[(*at)->method] = routes->operations++;
		}
	for (int i = 0; i < routes->count; i++)
		allow_write(&routes->route[i]);
	qsort(routes->route, (size_t)routes->count, sizeof *routes->route, route_compare);
}

void routes_release(struct routes *routes)
{
	for (int i = 0; i < routes->count; i++)
		for (int part = 0; part < routes->route[i].parts; part++)
			free((char *)routes->route[i].part[part]);
	free(routes->route);
	*routes = (struct routes){ .count = 0 };
}

static bool route_matches(const struct route *route, const struct target *target)
{
	if (route->parts != target->parts)
		return false;
	for (int i = route->parts; i-- > 0;)            /* from the end: that is where they differ */
		if (route->part[i] == NULL ? target->part[i][0] == '\0' : strcmp(route->part[i], target->part[i]) != 0)
			return false;
	return true;
}

static const char *read_id(const char *part, struct arena *arena)
{
	char id[ID_SIZE];

	return id_read(part, id) ? arena_text(arena, id) : ROUTE_NOBODY;
}

const struct route *route_find(const struct routes *routes, const struct target *target,
	struct arena *arena, const char *ret_path[PATH_IDS])
{
	for (const struct route *route = routes->route; route < routes->route + routes->count; route++) {
		int holes = 0;

		if (!route_matches(route, target))
			continue;
		for (int i = 0; i < route->parts; i++)
			if (route->part[i] == NULL) {
				ret_path[holes] = route->is_id[holes] ? read_id(target->part[i], arena) : target->part[i];
				holes++;
			}
		return route;
	}
	return NULL;
}
