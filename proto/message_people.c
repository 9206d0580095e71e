/* message_people - accounts, logins, deputies and conflicts of interest. */
#include "proto/table.h"

static void deputy_check(const void *object, struct mistakes *mistakes)
{
	const struct deputy *deputy = object;

	check_period(deputy->from, deputy->to, "/to", mistakes);
}

static const struct field deputy_fields[] = {
	FIELD(deputy, account, ID, EDIT | NEEDED),
	FIELD(deputy, from, DATE, EDIT | NEEDED),
	FIELD(deputy, to, DATE, EDIT | NEEDED),
};
MESSAGE(deputy, deputy, deputy_fields, .check = deputy_check,
	.about = "who approves as a leader in this leader's place, both days with");

static const struct field account_fields[] = {
	FIELD(account, id, ID, KEPT),
	FIELD(account, version, INTEGER, KEPT),
	FIELD(account, username, TEXT, MADE | NEEDED | USE_RARE, A_CODE, .about = "shown to admins, as are email and language"),
	FIELD(account, password, TEXT, ASKED | USE_PATCH | USE_SECRET, .min = 8, .max = 200),
	FIELD(account, password_hash, TEXT, HIDDEN, .max = 500),
	FIELD(account, name, TEXT, EDIT | NEEDED | WORDS, A_NAME),
	FIELD(account, email, TEXT, EDIT | NULLED | USE_RARE, .min = 3, .max = 254, .check = check_email),
	FIELD(account, roles, TERMS, EDIT | NEEDED, .min = 1, .max = ROLES, .terms = &roles),
	FIELD(account, language, TERM, EDIT | NULLED | USE_RARE, .terms = &languages),
	FIELD(account, disabled, BOOLEAN, EDIT),
	FIELD(account, deputies, OBJECTS, KEPT, .max = 20, .of = &deputy_message),
	FIELD(account, digest, BOOLEAN, HIDDEN),
};
MESSAGE(account, account, account_fields, .about = "a person of the authority");

/* Whom colleagues choose among: a name, not how one logs in. */
static const struct field colleague_fields[] = {
	FIELD(account, id, ID, KEPT),
	FIELD(account, version, INTEGER, KEPT),
	FIELD(account, name, TEXT, KEPT, A_NAME),
	FIELD(account, roles, TERMS, KEPT, .max = ROLES, .terms = &roles),
	FIELD(account, disabled, BOOLEAN, KEPT),
	FIELD(account, deputies, OBJECTS, KEPT, .max = 20, .of = &deputy_message),
};
MESSAGE(colleague, account, colleague_fields, .about = "a person of the authority, as colleagues see one");

static const struct field me_fields[] = {
	FIELD(account, id, ID, KEPT),
	FIELD(account, version, INTEGER, KEPT),
	FIELD(account, username, TEXT, KEPT, .max = CODE_MAX),
	FIELD(account, name, TEXT, KEPT, .max = NAME_MAX_POINTS),
	FIELD(account, email, TEXT, KEPT | NULLED, .max = 254),
	FIELD(account, roles, TERMS, KEPT, .max = ROLES, .terms = &roles),
	FIELD(account, language, TERM, KEPT | USE_PATCH | NULLED, .terms = &languages),
	FIELD(account, disabled, BOOLEAN, KEPT),
	FIELD(account, deputies, OBJECTS, KEPT | USE_PATCH, .max = 20, .of = &deputy_message,
		.about = "a leader's only"),
	FIELD(account, digest, BOOLEAN, KEPT | USE_PATCH,
		.about = "one mail a working morning: overdue, due this week, waiting for approval"),
};
MESSAGE(me, account, me_fields, .about = "the one who is logged in");

static const struct field session_request_fields[] = {
	FIELD(session_request, username, TEXT, ASKED | NEEDED, A_CODE),
	FIELD(session_request, password, TEXT, ASKED | NEEDED | USE_SECRET, .min = 1, .max = 1000),
	FIELD(session_request, authority, TEXT, ASKED | NULLED, A_CODE,
		.about = "its code, needed where there are several"),
};
MESSAGE(session_request, session_request, session_request_fields);

static const struct field session_fields[] = {
	SHOWN(token, TEXT, .max = 200, .about = "for Authorization: Bearer; told this once"),
	SHOWN(expires_at, INSTANT),
	SHOWN(account, OBJECT, .of = &me_message),
};
ANSWER(session, session_fields);

static const struct field calendar_token_fields[] = {
	SHOWN(token, TEXT, .max = 200, .about = "for /v1/calendar.ics?token=; told this once"),
};
ANSWER(calendar_token, calendar_token_fields, .about = "puts an end to the one before");

static const struct field me_detail_fields[] = {
	SHOWN(authority, TEXT, .max = CODE_MAX, .about = "the code of the authority"),
};
ANSWER(me_detail, me_detail_fields, .also = &me_message);

static void letterhead_check(const void *object, struct mistakes *mistakes)
{
	const struct letterhead *letterhead = object;

	if (letterhead->attachment[0] != '\0' && letterhead->alt == NULL)
		mistakes_add(mistakes, "/alt", REFUSAL_missing, NULL);
	if (letterhead->attachment[0] == '\0' && letterhead->alt != NULL)
		mistakes_add(mistakes, "/attachment", REFUSAL_missing, "the logo that alt is of");
}

static const struct field letterhead_fields[] = {
	FIELD(letterhead, id, ID, KEPT),
	FIELD(letterhead, attachment, ID, MADE | NULLED, .about = "the logo, a PNG; left out: from now on there is none"),
	FIELD(letterhead, alt, TEXT, MADE | NULLED | WORDS, A_NAME, .about = "what the logo shows, for who does not see it"),
	FIELD(letterhead, width, INTEGER, KEPT | NULLED, .about = "pixels"),
	FIELD(letterhead, height, INTEGER, KEPT | NULLED),
	FIELD(letterhead, added_by, ID, KEPT | NULLED),
	FIELD(letterhead, added_at, INSTANT, KEPT),
};
MESSAGE(letterhead, letterhead, letterhead_fields, .check = letterhead_check,
	.about = "the logo above the authority's name on letters dispatched from then on; the newest is in force");

static void conflict_check(const void *object, struct mistakes *mistakes)
{
	const struct conflict *conflict = object;

	check_period(conflict->from, conflict->to, "/to", mistakes);
}

static const struct field conflict_fields[] = {
	FIELD(conflict, id, ID, KEPT),
	FIELD(conflict, account, ID, MADE | NEEDED),
	FIELD(conflict, enterprise, ID, MADE | NEEDED),
	FIELD(conflict, reason, TEXT, MADE | NULLED | WORDS, A_REASON),
	FIELD(conflict, from, DATE, MADE | NULLED),
	FIELD(conflict, to, DATE, MADE | NULLED),
};
MESSAGE(conflict, conflict, conflict_fields, .check = conflict_check,
	.about = "who may not judge which enterprise (inhabilitet), both days with");
