/* template_view.h - a name in a table of names; between the files of the template. */
#ifndef LETTER_TEMPLATE_VIEW_H
#define LETTER_TEMPLATE_VIEW_H

#include "letter/template.h"

/* NULL: the view has no such name; view may be NULL. */
const struct view_name *view_find(const struct view *view, const char *name, size_t length);

#endif
