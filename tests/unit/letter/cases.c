/* cases - the rich case and the bare one. */
#include "unit.h"

#include <math.h>

#include "cases.h"

#define AT(date) ((int64_t)on(date) * 86400000000 + 43200000000)
#define COUNTED(rows) (int)(sizeof (rows) / sizeof (rows)[0])

static const char *req[] = { "q1", "q2", "q3", "q4" };
static const char *overridden[] = { "measure_point_fails", "management_missing" };
static const char *b1[] = { "b1" }, *b2[] = { "b2" }, *m1[] = { "m1" };
static const struct texts health = { req, 3, true }, other = { req + 1, 3, true }, first = { b1, 1, true },
	second = { b2, 1, true }, points = { m1, 1, true }, codes = { overridden, 2, true };

static void requirements(struct sample *s)
{
	static const char *rows[][3] = {
		{ "helse- og omsorgstjenesteloven", "§ 3-1", "kommunens ansvar for tjenestene" },
		{ "helse- og omsorgstjenesteloven", "4-1", "forsvarlige tjenester" },
		{ "forskrift om ledelse og kvalitetsforbedring i helse- og omsorgstjenesten", "§ 7",
			"plikten til å gjennomføre" },
		{ "kommuneloven", "kapittel 25", NULL },
	};

	for (int i = 0; i < COUNTED(rows); i++) {
		s->requirements[i] = (struct requirement){ .act = rows[i][0], .section = rows[i][1], .text = rows[i][2],
			.valid_from = DAY_NONE, .valid_to = DAY_NONE };
		strcpy(s->requirements[i].id, req[i]);
	}
	s->measure_points[0] = (struct measure_point){ .id = "m1", .code = "LEG-1",
		.text = "Andel brukere der legemiddellisten er samstemt innen tre dager",
		.critical_step = "mottak etter utskrivning", .numerator = "samstemte lister",
		.denominator = "brukere utskrevet i perioden", .target = 0.9,
		.hard = "bruker som har fått feil legemiddel", .n_min = 20, .rounds = 2, .spacing_days = 28 };
}

static struct breach a_breach(const char *id, int state, const char *title)
{
	struct breach breach = { .state = state, .title = title, .severity = SEVERITY_SERIOUS,
		.complexity = COMPLEXITY_MODERATE, .failed_duty = TERM_NONE, .kind = TERM_NONE, .urgent = 0,
		.established_on = DAY_NONE, .corrected_on = DAY_NONE, .counts_from = INSTANT_NONE };

	strcpy(breach.id, id);
	return breach;
}

static void breaches(struct sample *s)
{
	struct breach *b = s->breaches;

	b[0] = a_breach("b1", BREACH_INSUFFICIENT, "Kommunen sikrer ikke at legemiddellister er samstemte");
	b[0].requirements = health;
	b[0].facts = "Vi gikk gjennom 22 journaler. I 9 av dem var legemiddellisten ikke samstemt etter utskrivning.\r\n\r\n"
		"Ansatte fortalte at det var uklart hvem som hadde ansvaret.";
	b[0].consequence = "Brukere kan få feil legemiddel eller feil dose. ";
	b[0].failed_duty = DUTY_CHECK;
	b[0].urgent = 1;
	b[0].established_on = on("2026-05-20");
	b[0].counts_from = AT("2026-05-20");
	b[1] = a_breach("b2", BREACH_CORRECTED, "Brukere får ikke medvirke i egen plan");
	b[1].requirements = other;
	b[1].facts = "Planene {{facts}} var laget uten brukerne.";
	b[1].established_on = on("2026-05-20");
	b[1].counts_from = AT("2026-05-20");
	b[1].corrected_on = on("2026-11-02");
	b[1].not_measurable_reason = "Medvirkning lar seg bare vise med eksempler";
	b[1].no_interim_measure_reason = "Brukerne har fått tilbud om samtale";
	b[2] = a_breach("b3", BREACH_CORRECTED, "Nødtelefonen var ikke bemannet om natten");
	b[2].requirements = other;
	b[2].corrected_on = on("2026-04-01");
	b[3] = a_breach("b4", BREACH_DROPPED, "Dagsenteret manglet rutiner for legemidler");
	b[3].requirements = health;
	b[3].established_on = on("2026-05-20");
	b[3].dropped_reason = "Dagsenteret er lagt ned";
}

static void asked_for(struct sample *s)
{
	s->demands[0] = (struct demand){ .id = "d1", .breach = "b1", .text = "Gjennomgang av journaler til utskrevne brukere",
		.evidence_kind = EVIDENCE_PRACTICE, .measure_point = "m1", .target = 0.925, .n_min = INTEGER_NONE,
		.rounds = 3, .spacing_days = INTEGER_NONE };
	s->demands[1] = (struct demand){ .id = "d2", .breach = "b1", .evidence_kind = EVIDENCE_MANAGEMENT,
		.target = NAN, .n_min = INTEGER_NONE, .rounds = INTEGER_NONE, .spacing_days = INTEGER_NONE };
	s->demands[2] = (struct demand){ .id = "d3", .breach = "b2", .text = "Fem eksempler på planer der brukeren har medvirket.",
		.evidence_kind = EVIDENCE_USER_EXPERIENCE, .target = NAN, .n_min = INTEGER_NONE, .rounds = INTEGER_NONE,
		.spacing_days = INTEGER_NONE };
	s->interim_measures[0] = (struct interim_measure){ .id = "i1", .breach = "b1",
		.text = "To ansatte kontrollerer hver legemiddelliste", .due = on("2026-05-27"),
		.confirmed_on = on("2026-05-26"), .ended_on = DAY_NONE };
	s->interim_measures[1] = (struct interim_measure){ .id = "i2", .breach = "b1",
		.text = "Sykepleier er på vakt hele døgnet", .due = on("2026-06-01"), .confirmed_on = DAY_NONE,
		.ended_on = on("2026-09-01") };
	s->remarks[0] = (struct remark){ .id = "r1", .kind = REMARK_REMARK,
		.text = "Kommunen kan bruke avvikene mer aktivt i opplæringen." };
}

static struct observation a_round(const char *breach, const char *from, const char *to, int64_t compliant)
{
	struct observation round = { .measure_point = "m1", .period_from = on(from), .period_to = on(to),
		.population = 64, .sample = 20, .compliant = compliant, .hard_failures = compliant < 18 ? 1 : 0,
		.sampling = SAMPLING_RANDOM, .seed = 7, .reviewed_by = REVIEWER_ENTERPRISE, .registered_at = AT(to) };

	strcpy(round.breach, breach);
	return round;
}

/* Weeks of the enterprise's own; one that nobody was discharged in. */
static void measured_by_themselves(struct sample *s)
{
	for (int week = 0; week < COUNTED(s->figures); week++)
		s->figures[week] = (struct series_point){ on("2026-04-06") + 7 * week, on("2026-04-12") + 7 * week,
			week == 7 ? 0 : week < 11 ? 9 + week % 3 : 17 + week % 4, week == 7 ? 0 : 20 };
	s->changes[0] = (struct series_note){ on("2026-06-22"), "Ny rutine *for* samstemming | farmasøyt", false };
	s->series[0] = (struct own_series){ .measure_point = "m1", .points = s->figures, .count = COUNTED(s->figures),
		.notes = s->changes, .note_count = COUNTED(s->changes) };
}

static void assessed(struct sample *s)
{
	s->evidence[0] = (struct evidence){ .breach = "b1", .kind = EVIDENCE_PRACTICE, .received_on = on("2026-09-10"),
		.description = "Journalgjennomgang for august", .registered_at = AT("2026-09-10") };
	s->evidence[1] = (struct evidence){ .breach = "b2", .kind = EVIDENCE_USER_EXPERIENCE,
		.received_on = on("2026-10-01"), .description = "Intervju med fem brukere", .registered_at = AT("2026-10-01") };
	s->evidence[2] = (struct evidence){ .breach = "b2", .kind = EVIDENCE_PLAN, .received_on = on("2026-05-01"),
		.description = "Planen fra før rapporten", .registered_at = AT("2026-05-01") };
	s->observations[0] = a_round("b2", "2026-08-01", "2026-08-31", 17);
	s->observations[1] = a_round("b2", "2026-06-01", "2026-06-30", 20);
	s->observations[2] = a_round("b1", "2026-09-01", "2026-09-30", 17);
	s->assessments[0] = (struct assessment){ .breach = "b1", .outcome = OUTCOME_INSUFFICIENT, .requirements = health,
		.text = "Målet er ikke nådd, og ledelsen følger ikke selv med på listene.",
		.assessed_on = on("2026-10-20"), .assessed_at = AT("2026-10-20") };
	s->assessments[1] = (struct assessment){ .breach = "b2", .outcome = OUTCOME_INSUFFICIENT,
		.text = "En tidligere vurdering.", .assessed_on = on("2026-09-01"), .assessed_at = AT("2026-09-01") };
	s->assessments[2] = (struct assessment){ .breach = "b2", .outcome = OUTCOME_CORRECTED, .requirements = other,
		.text = "Alle fem brukerne har vært med på å lage planen.", .override_reason = "Tjenesten er liten",
		.overridden = codes, .assessed_on = on("2026-11-02"), .assessed_at = AT("2026-11-02") };
}

static struct deadline a_deadline(const char *id, int kind, int state, const char *due, const char *breach)
{
	struct deadline deadline = { .kind = kind, .state = state, .due = on(due), .effective_due = on(due),
		.asked = DAY_NONE, .asked_on = DAY_NONE, .granted = DAY_NONE, .received_on = DAY_NONE,
		.ended_on = DAY_NONE, .discussed_on = DAY_NONE };

	strcpy(deadline.id, id);
	strcpy(deadline.breach, breach);
	return deadline;
}

static void deadlines(struct sample *s)
{
	struct deadline *d = s->deadlines;

	d[0] = a_deadline("e1", DEADLINE_COMMENT, DEADLINE_MET, "2026-05-05", "");
	d[0].received_on = on("2026-05-04");
	d[1] = a_deadline("e2", DEADLINE_CORRECTION, DEADLINE_EXTENDED, "2026-09-01", "b1");
	d[1].asked = on("2027-04-01");
	d[1].granted = on("2027-01-29");
	d[1].reason = "Kommunen må ansette en farmasøyt";
	strcpy(d[1].successor, "e3");
	d[2] = a_deadline("e3", DEADLINE_CORRECTION, DEADLINE_RUNNING, "2027-01-29", "b1");
	strcpy(d[2].predecessor, "e2");
	d[3] = a_deadline("e4", DEADLINE_PLAN, DEADLINE_RUNNING, "2026-11-02", "b1");
	d[4] = a_deadline("e5", DEADLINE_MILESTONE, DEADLINE_RUNNING, "2026-12-15", "b1");
	d[4].refused = true;
	d[4].asked = on("2027-01-15");
	d[4].reason = "Milepælen er viktig for brukerne";
	d[5] = a_deadline("e6", DEADLINE_ORDER_COMMENT, DEADLINE_LAPSED, "2026-12-01", "");
	strcpy(d[5].order, "o1");
	d[6] = a_deadline("e7", DEADLINE_DOCUMENTS, DEADLINE_MET, "2026-02-10", "");
	d[7] = a_deadline("e8", DEADLINE_ASSESSMENT, DEADLINE_RUNNING, "2026-11-10", "b1");
}

static void orders(struct sample *s)
{
	s->orders[0] = (struct order){ .id = "o1", .state = ORDER_ISSUED, .breaches = first,
		.legal_ground = "helsetilsynsloven § 8",
		.text = "Kommunen skal sørge for at legemiddellisten er samstemt innen tre dager etter utskrivning.",
		.comment_due = on("2026-12-01"), .compliance_date = on("2027-02-26"), .announced_on = on("2026-11-12"),
		.issued_on = on("2026-12-10"), .amount = INTEGER_NONE, .period = TERM_NONE, .from = DAY_NONE,
		.collected_on = DAY_NONE };
	s->orders[1] = (struct order){ .id = "o2", .state = ORDER_WITHDRAWN, .breaches = second,
		.legal_ground = "helsetilsynsloven § 8", .comment_due = on("2026-08-01"), .compliance_date = DAY_NONE,
		.announced_on = on("2026-07-10"), .issued_on = DAY_NONE, .amount = INTEGER_NONE, .period = TERM_NONE,
		.from = DAY_NONE, .collected_on = DAY_NONE, .reason = "Forholdet er rettet" };
	s->letters[0] = (struct letter){ .id = "l1", .kind = LETTER_FINAL_REPORT, .state = LETTER_DISPATCHED,
		.letter_date = on("2026-05-20"), .dispatched_at = AT("2026-05-20"), .subject = "Endelig rapport" };
	s->letters[1] = (struct letter){ .id = "l2", .kind = LETTER_NOTICE, .state = LETTER_DISPATCHED,
		.letter_date = on("2026-01-12"), .dispatched_at = AT("2026-01-12"), .subject = "Varsel" };
}

/* What was done since the plan did not come; the meeting was before that. */
static void steps(struct sample *s)
{
	static const char *plan[] = { "e4" };

	s->contacts[0] = (struct contact){ .id = "c1", .kind = CONTACT_MEETING, .occurred_on = on("2026-11-02") };
	s->contacts[1] = (struct contact){ .id = "c2", .kind = CONTACT_PHONE, .occurred_on = on("2026-11-03") };
	s->letter.reminds = (struct texts){ plan, 1, true };
	if (s->letter.kind == LETTER_REMINDER_1)
		return;
	s->letters[2] = (struct letter){ .id = "l3", .kind = LETTER_REMINDER_1, .state = LETTER_DISPATCHED,
		.letter_date = on("2026-11-05"), .dispatched_at = AT("2026-11-05"), .subject = "Påminnelse",
		.reminds = s->letter.reminds };
}

/* At the end: the first breach corrected too, by rounds that last, and the order complied with after a fine. */
static void ended(struct sample *s)
{
	s->breaches[0].state = BREACH_CORRECTED;
	s->breaches[0].corrected_on = on("2027-02-20");
	s->demands[0].rounds = 2;
	s->observations[2] = a_round("b1", "2026-11-01", "2026-11-30", 19);
	s->observations[3] = a_round("b1", "2027-01-01", "2027-01-31", 20);
	s->assessments[3] = (struct assessment){ .breach = "b1", .outcome = OUTCOME_CORRECTED, .requirements = health,
		.text = "Listene blir samstemt, og ledelsen følger selv med hver måned.",
		.assessed_on = on("2027-02-20"), .assessed_at = AT("2027-02-20") };
	s->orders[0].state = ORDER_COMPLIED;
	s->orders[0].amount = 100000;
	s->orders[0].period = PERIOD_MONTH;
	s->orders[0].from = on("2027-01-01");
	s->orders[0].reason = "Vi har kontrollert det på stedet";
	s->facts.today = on("2027-03-01");
}

static void facts(struct sample *s)
{
	s->facts = (struct case_facts){ .today = on("2026-11-09"), .policy = &policy_default,
		.enterprise = &s->enterprise, .audit = &s->audit };
	s->letter.letter_date = DAY_NONE;
	s->letter.arrived_on = DAY_NONE;
	s->letter.notice_of_order.comment_due = DAY_NONE;
}

/* The dates a letter of the kind would state. */
static void letter_dates(struct sample *s)
{
	static struct letter_date dates[LETTER_KINDS][4];
	static const struct { int letter, kind; const char *due, *breach; } rows[] = {
		{ LETTER_NOTICE, DEADLINE_DOCUMENTS, "2026-02-10", "" },
		{ LETTER_NOTICE, DEADLINE_CONTACT_PERSON, "2026-01-19", "" },
		{ LETTER_NOTICE, DEADLINE_SURVEY, "2026-02-12", "" },
		{ LETTER_PRELIMINARY_REPORT, DEADLINE_COMMENT, "2026-05-05", "" },
		{ LETTER_FINAL_REPORT, DEADLINE_CORRECTION, "2026-09-01", "b1" },
		{ LETTER_FINAL_REPORT, DEADLINE_PLAN, "2026-06-15", "b1" },
		{ LETTER_FINAL_REPORT, DEADLINE_MILESTONE, "2026-08-17", "b1" },
		{ LETTER_FINAL_REPORT, DEADLINE_CORRECTION, "2026-10-01", "b2" },
		{ LETTER_FOLLOW_UP_DEMAND, DEADLINE_MEASUREMENT, "2026-12-01", "b1" },
		{ LETTER_DEADLINE_CONFIRMATION, DEADLINE_CORRECTION, "2027-01-29", "b1" },
		{ LETTER_DEADLINE_CONFIRMATION, DEADLINE_MILESTONE, "2026-12-15", "b1" },
		{ LETTER_REMINDER_1, DEADLINE_PLAN, "2026-11-23", "b1" },
		{ LETTER_REMINDER_2, DEADLINE_PLAN, "2026-12-14", "b1" },
		{ LETTER_INTERIM_MEASURES, DEADLINE_MILESTONE, "2026-12-15", "b1" },
		{ LETTER_ASSESSMENT, DEADLINE_CORRECTION, "2027-01-29", "b1" },
		{ LETTER_ORDER_NOTICE, DEADLINE_ORDER_COMMENT, "2026-12-01", "" },
		{ LETTER_ORDER, DEADLINE_ORDER_COMPLIANCE, "2027-02-26", "b1" },
		{ LETTER_ORDER_WITHDRAWN, DEADLINE_CORRECTION, "2027-03-01", "b1" },
	};
	struct objects *of = &s->letter.dates;

	of->item = dates[s->letter.kind];
	for (int i = 0; i < COUNTED(rows); i++)
		if (rows[i].letter == s->letter.kind) {
			struct letter_date *date = &dates[s->letter.kind][of->count++];

			*date = (struct letter_date){ .kind = rows[i].kind, .due = on(rows[i].due) };
			strcpy(date->breach, rows[i].breach);
		}
}

void sample_rich(struct sample *s, int kind, int language)
{
	*s = (struct sample){ 0 };
	s->enterprise = (struct enterprise){ .id = "v1", .name = "Fjordvik kommune", .org_number = "964338531",
		.kind = ENTERPRISE_MUNICIPALITY, .language = FORM_NB, .address = "Rådhusgata 1\n5999 Fjordvik",
		.email = "post@fjordvik.example", .management_name = "Kari Nordmann",
		.management_title = "kommunedirektør" };
	s->audit = (struct audit){ .id = "a1", .case_number = "2026/17", .state = AUDIT_FOLLOW_UP,
		.theme = "Legemiddelhåndtering i hjemmesykepleien", .method = METHOD_SYSTEM_AUDIT,
		.requirements = health, .measure_points = points, .visit_from = on("2026-03-03"),
		.visit_to = on("2026-03-05"), .summary_meeting_date = on("2026-03-05") };
	s->letter = (struct letter){ .id = "l9", .kind = kind, .language = language, .state = LETTER_DRAFT,
		.fields = "{\"closing_remark\":\"Takk for at dere svarte raskt.\",\"contact_person\":"
			"\"Ola Hansen, telefon 55 57 00 00\",\"introduction\":\"Vi viser til samtalen i går.\"}" };
	facts(s);
	requirements(s);
	breaches(s);
	asked_for(s);
	assessed(s);
	measured_by_themselves(s);
	deadlines(s);
	orders(s);
	steps(s);
	letter_dates(s);
	if (kind == LETTER_CLOSURE)
		ended(s);
#define GIVE(rows, count) s->facts.rows = s->rows, s->facts.count = COUNTED(s->rows)
	GIVE(breaches, breach_count), GIVE(demands, demand_count), GIVE(interim_measures, interim_measure_count);
	GIVE(evidence, evidence_count), GIVE(observations, observation_count), GIVE(assessments, assessment_count);
	GIVE(deadlines, deadline_count), GIVE(letters, letter_count), GIVE(orders, order_count);
	GIVE(remarks, remark_count), GIVE(requirements, requirement_count), GIVE(measure_points, measure_point_count);
	GIVE(series, series_count), GIVE(contacts, contact_count);
	if (kind == LETTER_REMINDER_2 || kind == LETTER_PRELIMINARY_REPORT) {
		s->letter.notice_given = OBJECT_GIVEN;
		s->letter.notice_of_order = (struct notice_of_order){ .breaches = first,
			.legal_ground = "helsetilsynsloven § 8", .comment_due = on("2026-12-07"),
			.text = "Kommunen skal samstemme legemiddellistene innen tre dager." };
	}
	if (kind == LETTER_ORDER || kind == LETTER_ORDER_WITHDRAWN || kind == LETTER_FINAL_REPORT)
		strcpy(s->letter.order, "o1");
	if (kind == LETTER_ORDER || kind == LETTER_ORDER_NOTICE || kind == LETTER_ORDER_WITHDRAWN
	    || kind == LETTER_FOLLOW_UP_DEMAND)
		s->letter.breaches = first;
}

void sample_bare(struct sample *s, int kind, int language)
{
	*s = (struct sample){ 0 };
	s->enterprise = (struct enterprise){ .id = "v1", .name = "Skogheim AS", .kind = ENTERPRISE_PRIVATE,
		.language = FORM_NEUTRAL };
	s->audit = (struct audit){ .id = "a1", .case_number = "2026/18", .theme = "Avlastning", .state = AUDIT_FOLLOW_UP,
		.method = METHOD_DOCUMENT, .visit_from = DAY_NONE, .visit_to = DAY_NONE, .summary_meeting_date = DAY_NONE };
	s->letter = (struct letter){ .id = "l9", .kind = kind, .language = language, .state = LETTER_DRAFT };
	facts(s);
	s->breaches[0] = a_breach("b1", BREACH_ESTABLISHED, "Avlastningen er ikke forsvarlig");
	s->facts.breaches = s->breaches;
	s->facts.breach_count = kind == LETTER_CANCELLATION ? 0 : 1;
}
