/* view_case - what the texts may name of the case and its enterprise. */
#include "letter/writing.h"

#include <math.h>

#include "letter/statute.h"

TEXT(enterprise, name, of->name)
TEXT(enterprise, org_number, given(of->org_number))
/* "kommunedirektør Kari Nordmann", or what is known of it. */
static const char *management(struct writing *writing, const struct enterprise *enterprise)
{
	const char *title = given(enterprise->management_title), *name = given(enterprise->management_name);

	if (title != NULL && name != NULL)
		return arena_format(writing->arena, "%s %s", title, name);
	return title != NULL ? title : name;
}
TEXT(enterprise, management, management(writing, of))

static const struct view_name enterprise_names[] = {
	HAS_TEXT(enterprise, name), HAS_OPTIONAL(enterprise, org_number), HAS_OPTIONAL(enterprise, management),
};
VIEW(enterprise);

/* Provisions the texts cite themselves; the object is none. */
struct citation { int unused; };
#define CITATION(name) \
	TEXT(citation, name, statute_cite(statutes, statute_count, #name, writing->on, writing->language))
CITATION(prior_notice)
CITATION(appeal)
CITATION(coercive_fine)

static const struct view_name citation_names[] = {
	HAS_TEXT(citation, prior_notice), HAS_TEXT(citation, appeal), HAS_TEXT(citation, coercive_fine),
};
VIEW(citation);

TEXT(requirement, reference, cite_requirement(writing, of))
TEXT(requirement, text, given(of->text))

static const struct view_name requirement_names[] = {
	HAS_TEXT(requirement, reference), HAS_OPTIONAL(requirement, text),
};
VIEW(requirement);

static const char *share(struct writing *writing, double share)
{
	return isnan(share) ? NULL : words_percent(share, writing->language, writing->arena);
}

TEXT(measure_point, text, words_sentence(of->text, writing->arena))
TEXT(measure_point, critical_step, given(of->critical_step))
TEXT(measure_point, numerator, given(of->numerator))
TEXT(measure_point, denominator, given(of->denominator))
TEXT(measure_point, target, share(writing, of->target))
TEXT(measure_point, hard, given(of->hard))

static const struct view_name measure_point_names[] = {
	HAS_TEXT(measure_point, text), HAS_OPTIONAL(measure_point, critical_step),
	HAS_OPTIONAL(measure_point, numerator), HAS_OPTIONAL(measure_point, denominator),
	HAS_OPTIONAL(measure_point, target), HAS_OPTIONAL(measure_point, hard),
};
VIEW(measure_point);

TEXT(remark, text, of->text)

static const struct view_name remark_names[] = { HAS_TEXT(remark, text) };
VIEW(remark);
