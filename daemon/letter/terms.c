/* terms - the contract's closed lists of words as a letter says them. */
#include "letter/words.h"

#include <string.h>

#include "core/method.h"

static const char *const deadlines[DEADLINE_KINDS][LANGUAGES] = {
	[DEADLINE_CONTACT_PERSON] = { "oppgi hvem som er kontaktperson for tilsynet",
		"oppgi kven som er kontaktperson for tilsynet", "name a contact person for the audit" },
	[DEADLINE_DOCUMENTS] = { "send oss dokumentene vi ber om", "send oss dokumenta vi ber om",
		"send us the documents we ask for" },
	[DEADLINE_SURVEY] = { "svar på kartleggingen", "svar på kartlegginga", "answer the survey" },
	[DEADLINE_DRAFT_REPORT] = { "vi sender dere foreløpig rapport", "vi sender dykk førebels rapport",
		"we send you the preliminary report" },
	[DEADLINE_COMMENT] = { "send oss kommentarer til den foreløpige rapporten",
		"send oss kommentarar til den førebelse rapporten", "send us your comments on the preliminary report" },
	[DEADLINE_FINAL_REPORT] = { "vi sender dere endelig rapport", "vi sender dykk endeleg rapport",
		"we send you the final report" },
	[DEADLINE_PLAN] = { "send oss planen for hvordan dere vil rette", "send oss planen for korleis de vil rette",
		"send us your plan for the correction" },
	[DEADLINE_CORRECTION] = { "praksis er rettet, og dere har sendt oss dokumentasjon som viser det",
		"praksis er retta, og de har sendt oss dokumentasjon som viser det",
		"practice has been corrected and you have sent us the documentation that shows it" },
	[DEADLINE_MILESTONE] = { "orienter oss om hvor langt dere har kommet",
		"orienter oss om kor langt de har kome", "report to us on your progress" },
	[DEADLINE_MEASUREMENT] = { "send oss resultatet av den neste målingen",
		"send oss resultatet av den neste målinga", "send us the result of the next measurement" },
	[DEADLINE_ASSESSMENT] = { "vi har vurdert dokumentasjonen", "vi har vurdert dokumentasjonen",
		"we have assessed the documentation" },
	[DEADLINE_ORDER_COMMENT] = { "uttal dere om varselet om pålegg", "uttal dykk om varselet om pålegg",
		"comment on the notice of an order" },
	[DEADLINE_ORDER_COMPLIANCE] = { "pålegget er oppfylt, og dere har sendt oss dokumentasjon som viser det",
		"pålegget er oppfylt, og de har sendt oss dokumentasjon som viser det",
		"the order has been complied with and you have sent us the documentation that shows it" },
	[DEADLINE_APPEAL] = { "klagefristen går ut", "klagefristen går ut", "the time limit for appeal expires" },
};

static const char *const evidence[EVIDENCE_KINDS][LANGUAGES] = {
	[EVIDENCE_PLAN] = { "plan for retting", "plan for retting", "a plan for the correction" },
	[EVIDENCE_PRACTICE] = { "praksis", "praksis", "practice" },
	[EVIDENCE_MANAGEMENT] = { "ledelse og styring", "leiing og styring", "management" },
	[EVIDENCE_USER_EXPERIENCE] = { "erfaringene til brukere, pasienter og pårørende",
		"erfaringane til brukarar, pasientar og pårørande", "the experience of users, patients and relatives" },
	[EVIDENCE_OTHER] = { "andre forhold", "andre forhold", "other matters" },
};

static const char *const steps[CONTACT_KINDS + 1][LANGUAGES] = {
	[CONTACT_PHONE] = { "telefonsamtale", "telefonsamtale", "telephone call" },
	[CONTACT_MEETING] = { "møte", "møte", "meeting" },
	[CONTACT_MESSAGE] = { "melding", "melding", "message" },
	[CONTACT_KINDS] = { "påminnelse i brev", "påminning i brev", "letter of reminder" },
};

/* Forskrift om ledelse og kvalitetsforbedring §§ 6-9. */
static const char *const duty_words[DUTIES][LANGUAGES] = {
	[DUTY_PLAN] = { "planlegge", "planleggje", "plan" },
	[DUTY_DO] = { "gjennomføre", "gjennomføre", "carry out" },
	[DUTY_CHECK] = { "evaluere", "evaluere", "evaluate" },
	[DUTY_ACT] = { "korrigere", "korrigere", "correct" },
};

static const char *const method_words[METHODS][LANGUAGES] = {
	[METHOD_SYSTEM_AUDIT] = { "systemrevisjon", "systemrevisjon", "a system audit" },
	[METHOD_SELF_ASSESSMENT] = { "egenvurdering", "eigenvurdering", "a self-assessment" },
	[METHOD_THREE_PHASE] = { "kartlegging av alle, dybdetilsyn hos noen og nasjonal oppsummering",
		"kartlegging av alle, djupnetilsyn hos nokre og nasjonal oppsummering",
		"a survey of all, in-depth study of some and a national summary" },
	[METHOD_DOCUMENT] = { "skriftlig tilsyn", "skriftleg tilsyn", "an audit in writing" },
	[METHOD_SPOT_CHECK] = { "stikkprøvetilsyn", "stikkprøvetilsyn", "a spot check" },
	[METHOD_UNANNOUNCED] = { "uanmeldt tilsyn", "umeldt tilsyn", "an unannounced audit" },
	[METHOD_JOINT] = { "fellestilsyn", "fellestilsyn", "a joint audit" },
};

static const char *const samplings_words[SAMPLINGS][LANGUAGES] = {
	[SAMPLING_ALL] = { "alle", "alle", "all of them" },
	[SAMPLING_RANDOM] = { "tilfeldig trukket", "tilfeldig trekte", "drawn at random" },
	[SAMPLING_NEWEST] = { "de nyeste", "dei nyaste", "the newest" },
};

static const char *const periods_words[PERIODS][LANGUAGES] = {
	[PERIOD_DAY] = { "dag", "dag", "day" },
	[PERIOD_WEEK] = { "uke", "veke", "week" },
	[PERIOD_MONTH] = { "måned", "månad", "month" },
};

static const char *const breach_words[BREACH_KINDS][WORD_FORMS][LANGUAGES] = {
	[BREACH_KIND_BREACH] = {
		[WORD_ONE] = { "lovbrudd", "lovbrot", "breach" },
		[WORD_THE] = { "lovbruddet", "lovbrotet", "the breach" },
		[WORD_MANY] = { "lovbrudd", "lovbrot", "breaches" },
		[WORD_THE_MANY] = { "lovbruddene", "lovbrota", "the breaches" },
		[WORD_CAPITAL] = { "Lovbrudd", "Lovbrot", "Breach" },
	},
	[BREACH_KIND_DEVIATION] = {
		[WORD_ONE] = { "avvik", "avvik", "deviation" },
		[WORD_THE] = { "avviket", "avviket", "the deviation" },
		[WORD_MANY] = { "avvik", "avvik", "deviations" },
		[WORD_THE_MANY] = { "avvikene", "avvika", "the deviations" },
		[WORD_CAPITAL] = { "Avvik", "Avvik", "Deviation" },
	},
};

static const struct { const char *code, *words[LANGUAGES]; } guards_words[] = {
	{ "practice_missing", { "dokumentasjon på praksis", "dokumentasjon på praksis",
		"documentation of practice" } },
	{ "management_missing", { "dokumentasjon på ledelse og styring", "dokumentasjon på leiing og styring",
		"documentation of management" } },
	{ "measure_point_fails", { "målinger som når målet", "målingar som når målet",
		"measurements that reach the target" } },
};

const char *words_deadline(int kind, enum language language)
{
	return deadlines[kind][language];
}

const char *words_evidence(int kind, enum language language)
{
	return evidence[kind][language];
}

const char *words_step(int contact, enum language language)
{
	return steps[contact][language];
}

const char *words_duty(int duty, enum language language)
{
	return duty_words[duty][language];
}

const char *words_method(int method, enum language language)
{
	return method_words[method][language];
}

const char *words_sampling(int sampling, enum language language)
{
	return samplings_words[sampling][language];
}

const char *words_period_unit(int period, enum language language)
{
	return periods_words[period][language];
}

const char *words_guard(const char *code, enum language language)
{
	for (size_t i = 0; i < sizeof guards_words / sizeof guards_words[0]; i++)
		if (strcmp(guards_words[i].code, code) == 0)
			return guards_words[i].words[language];
	return code;
}

const char *words_breach(int method, enum word_form form, enum language language)
{
	return breach_words[method_flags(method)->word][form][language];
}
