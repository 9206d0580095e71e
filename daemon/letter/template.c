/* template - mustache over tables of names: what a name gives while a letter is written. */
#include "letter/template.h"

#include <string.h>

#include "base/fault.h"
#include "letter/template_view.h"

const struct view_name *view_find(const struct view *view, const char *name, size_t length)
{
	for (int i = 0; view != NULL && i < view->count; i++)
		if (strlen(view->names[i].name) == length && memcmp(view->names[i].name, name, length) == 0)
			return &view->names[i];
	return NULL;
}

struct reader { const struct template *template; struct writing *writing; };

static void read_list(struct writing *writing, const struct view_name *found, const void *object,
	struct mustache_value *value)
{
	struct view_list list = { 0 };

	found->list(writing, object, &list);
	value->kind = VALUE_LIST;
	value->items = list.item;
	value->count = list.count;
}

static bool read_member(void *self, const struct mustache_value *of, const char *name, size_t length,
	struct mustache_value *ret_value)
{
	struct writing *writing = ((struct reader *)self)->writing;
	const struct view_name *found = of->kind == VALUE_OBJECT ? view_find(of->of, name, length) : NULL;

	if (found == NULL)
		return false;
	*ret_value = (struct mustache_value){ .of = found->of };
	if (found->type == VIEW_LIST) {
		read_list(writing, found, of->object, ret_value);
	} else if (found->type == VIEW_TRUTH) {
		ret_value->kind = found->truth(writing, of->object) ? VALUE_TRUE : VALUE_NOTHING;
	} else if (found->type == VIEW_OBJECT || found->type == VIEW_MAYBE) {
		ret_value->object = found->object(writing, of->object);
		ret_value->kind = ret_value->object != NULL ? VALUE_OBJECT : VALUE_NOTHING;
	} else {
		ret_value->text = found->text(writing, of->object);
		ret_value->kind = ret_value->text == NULL ? VALUE_NOTHING : found->type == VIEW_CHART ? VALUE_LINES : VALUE_TEXT;
		must(ret_value->text != NULL || found->type == VIEW_OPTIONAL || found->type == VIEW_CHART);
	}
	return true;
}

static void read_item(void *self, const struct mustache_value *list, int index, struct mustache_value *ret_value)
{
	const void *const *items = list->items;

	(void)self;
	*ret_value = (struct mustache_value){ .kind = VALUE_OBJECT, .object = items[index], .of = list->of };
}

static const char *read_part(void *self, const char *name)
{
	const struct template *template = ((struct reader *)self)->template;

	return template->part == NULL ? NULL : template->part(template->part_context, name);
}

static void hear_a_bug(void *self, int line, int column, const char *what, const char *name)
{
	(void)self, (void)line, (void)column, (void)what, (void)name;
	must(false);                    /* it was checked before it was kept */
}

bool template_write(const struct template *template, const struct view *view, const void *object,
	struct writing *writing, struct arena *arena, struct buffer *buffer)
{
	static const struct mustache_ear ear = { hear_a_bug, NULL };
	struct reader reader = { template, writing };
	const struct mustache_data data = { read_member, read_item, read_part, template->add, &reader };
	const struct mustache_value root = { .kind = VALUE_OBJECT, .object = object, .of = view };
	struct mustache mustache;

	mustache_parse(template->text, &ear, arena, &mustache);
	return mustache_write(&mustache, &data, &root, arena, buffer);
}
