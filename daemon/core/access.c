/* access - who an account is in one case, and what its roles allow outside of cases. */
#include "core/access.h"

#include <string.h>

#include "core/facts.h"

#define OF(role) (1u << ROLE_##role)
#define WORKERS (OF(CASEWORKER) | OF(LEADER))
#define ALL (WORKERS | OF(ARCHIVIST) | OF(ADMIN) | OF(AUDITOR))

const struct permission permissions[MAYS] = {
	[MAY_READ] = { "read", ALL, 0, "the authority's cases, programmes and enterprises" },
	[MAY_READ_LOG] = { "read_log", ALL, 0, "the event log" },
	[MAY_PLAN] = { "plan", OF(LEADER), 0, "make an audit" },
	[MAY_IMPORT] = { "import", OF(LEADER), 0, "import historic audits and enterprises" },
	[MAY_KEEP_ENTERPRISES] = { "keep_enterprises", WORKERS | OF(ADMIN), 0, "make and change enterprises" },
	[MAY_PAUSE_ENTERPRISE] = { "pause_enterprise", OF(LEADER), 0, "suspend reminders to an enterprise in crisis" },
	[MAY_ADMINISTER] = { "administer", OF(ADMIN), 0, "accounts, programmes, templates, policies, the letterhead" },
	[MAY_KEEP_REQUIREMENTS] = { "keep_requirements", OF(LEADER) | OF(ADMIN), 0, "requirements of statutes, with their validity" },
	[MAY_KEEP_MEASURE_POINTS] = { "keep_measure_points", WORKERS | OF(ADMIN), 0, "measure points, made at the planning of any audit" },
	[MAY_DRAW] = { "draw", WORKERS, 0, "draw records for a review" },
	[MAY_REGISTER_SERIES] = { "register_series", WORKERS | OF(ARCHIVIST), 0, "register an enterprise's own figures" },
	[MAY_APPROVE_TEMPLATE] = { "approve_template", OF(LEADER), 0, "approve a template that another wrote" },
	[MAY_KEEP_CONFLICTS] = { "keep_conflicts", WORKERS | OF(ADMIN), 0, "register conflicts of interest" },
	[MAY_NAME_DEPUTIES] = { "name_deputies", OF(LEADER), 0, "name who stands in, with dates" },
	[MAY_WRITE_SURVEY] = { "write_survey", WORKERS, 0, "a survey's words: its introduction, its report" },
	[MAY_END_SURVEY] = { "end_survey", OF(LEADER), 0, "sum a survey up, take it up again, close it" },
	[MAY_UPLOAD] = { "upload", WORKERS | OF(ARCHIVIST) | OF(ADMIN), 0, "store attachments" },

	[MAY_CHANGE_AUDIT] = { "change_audit", WORKERS, BY_LEAD, "the audit's theme, dates, requirements and measure points" },
	[MAY_CHANGE_BREACH] = { "change_breach", WORKERS, BY_CASEWORKER, "a breach's words" },
	[MAY_EXCUSE_MEASURING] = { "excuse_measuring", OF(LEADER), BY_LEADER, "a breach's reason why none can be measured" },
	[MAY_REMARK] = { "remark", WORKERS, BY_CASEWORKER, "remarks and improvement areas" },
	[MAY_DEMAND] = { "demand", WORKERS, BY_LEAD, "what the enterprise is asked to show" },
	[MAY_PROTECT] = { "protect", WORKERS, BY_CASEWORKER, "interim measures" },
	[MAY_REGISTER_EVIDENCE] = { "register_evidence", WORKERS, BY_CASEWORKER, "evidence and observations" },
	[MAY_REGISTER_INCOMING] = { "register_incoming", WORKERS | OF(ARCHIVIST), BY_CASEWORKER | BY_ARCHIVIST, "what arrives" },
	[MAY_REGISTER_CONTACT] = { "register_contact", WORKERS, BY_CASEWORKER, "calls, meetings and messages" },
	[MAY_REGISTER_ANSWERS] = { "register_answers", WORKERS | OF(ARCHIVIST), BY_CASEWORKER | BY_ARCHIVIST, "what an enterprise answered to a survey" },
	[MAY_SELECT] = { "select", WORKERS, BY_LEAD, "whom of a survey to look at in depth" },
};

static bool leads(const struct audit *audit, const char *account)
{
	return id_same(audit->lead_auditor, account)
		|| (audit->state == AUDIT_FOLLOW_UP && id_same(audit->follow_up_lead, account));
}

static bool is_on_team(const struct audit *audit, const char *account)
{
	for (int i = 0; i < audit->team.count; i++)
		if (strcmp(audit->team.item[i], account) == 0)
			return true;
	return false;
}

static bool leads_for_an_owner(const struct audit *audit, const char *account)
{
	const struct owner *owners = audit->owners.item;

	for (int i = 0; i < audit->owners.count; i++)
		if (id_same(owners[i].lead_auditor, account))
			return true;
	return false;
}

unsigned access_actors(unsigned own_roles, bool deputy, const char *account, const struct audit *audit,
	const struct letter *letter)
{
	unsigned actors = 0;

	if ((own_roles & OF(ARCHIVIST)) != 0)
		actors |= BY_ARCHIVIST;
	if ((own_roles & WORKERS) == 0)
		return actors;
	actors |= BY_COLLEAGUE;
	if ((own_roles & OF(LEADER)) != 0)
		actors |= BY_LEADER | BY_LEAD | BY_CASEWORKER;
	if (deputy)
		actors |= BY_DEPUTY;
	if (leads(audit, account))
		actors |= BY_LEAD | BY_CASEWORKER;
	if (is_on_team(audit, account))
		actors |= BY_CASEWORKER;
	if (leads_for_an_owner(audit, account))
		actors |= BY_OWNER;
	if (letter != NULL && id_same(letter->author, account))
		actors |= BY_AUTHOR;
	return actors;
}

bool access_may(enum may may, unsigned own_roles, unsigned actors)
{
	const struct permission *permission = &permissions[may];

	return (permission->roles & own_roles) != 0
		&& (permission->actors == 0 || (permission->actors & actors) != 0);
}
