/* method - the methods of supervision as flags. */
#include "core/method.h"

static const struct method_flags methods_flags[METHODS] = {
	/*                       notice visit  concludes survey sample joint  word */
	[METHOD_SYSTEM_AUDIT]    = { true,  true,  true,  false, false, false, BREACH_KIND_BREACH },
	[METHOD_SELF_ASSESSMENT] = { true,  false, true,  false, true,  false, BREACH_KIND_BREACH },
	[METHOD_THREE_PHASE]     = { true,  false, false, true,  false, false, BREACH_KIND_BREACH },
	[METHOD_DOCUMENT]        = { true,  false, true,  false, false, false, BREACH_KIND_BREACH },
	[METHOD_SPOT_CHECK]      = { true,  true,  true,  false, true,  false, BREACH_KIND_BREACH },
	[METHOD_UNANNOUNCED]     = { false, true,  true,  false, false, false, BREACH_KIND_BREACH },
	[METHOD_JOINT]           = { true,  true,  true,  false, false, true,  BREACH_KIND_DEVIATION },
};

const struct method_flags *method_flags(int method)
{
	return &methods_flags[method];
}

bool audit_concludes(const struct audit *audit)
{
	return methods_flags[audit->method].concludes && audit->survey[0] == '\0';
}
