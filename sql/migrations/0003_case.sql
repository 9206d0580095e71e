-- 0003_case - the audit and what is found, shown and judged in it.
--
-- Every row under a case names its audit, itself or by the breach it is of, and UNIQUE
-- (authority_id, audit, id) lets other rows of the same case, and only of the same case, refer to
-- it.  Those references are judged at COMMIT, so a command may write its rows in any order after the
-- audit itself.

CREATE TABLE audit (
	authority_id         uuid NOT NULL REFERENCES authority,
	id                   uuid NOT NULL,
	version              bigint NOT NULL,
	case_number          text NOT NULL CHECK (case_number ~ '^[0-9]{4}/[1-9][0-9]*$'),
	state                text NOT NULL CHECK (state IN ('planned', 'notified', 'fieldwork',
		'drafting', 'hearing', 'follow_up', 'closed', 'cancelled')),
	enterprise           uuid NOT NULL,
	programme            uuid,
	theme                text NOT NULL,
	method               text NOT NULL CHECK (method IN ('system_audit', 'self_assessment',
		'three_phase', 'document', 'spot_check', 'unannounced', 'joint')),
	requirements         uuid[] NOT NULL,
	measure_points       uuid[] NOT NULL,
	team                 uuid[] NOT NULL,
	lead_auditor         uuid,
	follow_up_lead       uuid,
	visit_from           date,
	visit_to             date,
	owners               jsonb NOT NULL CHECK (jsonb_typeof(owners) = 'array'),
	summary_meeting_date date,
	no_meeting_reason    text,
	maturity_at_final    text CHECK (maturity_at_final IN
		('ad_hoc', 'formalised', 'organised', 'integrated', 'preventive')),
	maturity_at_closure  text CHECK (maturity_at_closure IN
		('ad_hoc', 'formalised', 'organised', 'integrated', 'preventive')),
	safety_statement     text,
	imported             boolean NOT NULL,
	adopted_on           date,
	source               jsonb,             -- the members of an imported record as they came
	created_at           timestamptz NOT NULL,
	closed_at            timestamptz,
	basis_changed_at     timestamptz,
	log_hash             text,              -- head of the case's chain of events
	case_year   bigint GENERATED ALWAYS AS (split_part(case_number, '/', 1)::bigint) STORED,
	case_serial bigint GENERATED ALWAYS AS (split_part(case_number, '/', 2)::bigint) STORED,
	-- the earliest date a running deadline is measured against; kept by a trigger on deadline
	next_due    date NOT NULL DEFAULT 'infinity',
	-- those of its breaches that are not dropped; kept by a trigger on breach
	severities  text[] NOT NULL DEFAULT '{}',
	PRIMARY KEY (authority_id, id),
	-- not over the two made of it: a generated column in a key makes every update lock as if
	-- the key changed, and whoever only refers to the case would wait
	CONSTRAINT audit_case_number UNIQUE (authority_id, case_number),
	FOREIGN KEY (authority_id, enterprise) REFERENCES enterprise (authority_id, id),
	FOREIGN KEY (authority_id, programme) REFERENCES programme (authority_id, id),
	FOREIGN KEY (authority_id, lead_auditor) REFERENCES account (authority_id, id),
	FOREIGN KEY (authority_id, follow_up_lead) REFERENCES account (authority_id, id)
);

CREATE TABLE breach (
	authority_id                 uuid NOT NULL,
	id                           uuid NOT NULL,
	audit                        uuid NOT NULL,
	version                      bigint NOT NULL,
	state                        text NOT NULL CHECK (state IN ('draft', 'established',
		'reported', 'corrected', 'insufficient', 'dropped')),
	kind                         text CHECK (kind IN ('breach', 'deviation')),
	title                        text NOT NULL,
	facts                        text,
	owner                        text,      -- one of the names of the audit's owners
	consequence                  text,
	requirements                 uuid[] NOT NULL,
	failed_duty                  text CHECK (failed_duty IN ('plan', 'do', 'check', 'act')),
	quality                      text[] NOT NULL CHECK (quality <@ ARRAY['effective', 'safe',
		'user_involving', 'coordinated', 'resource_wise', 'accessible']),
	severity                     text CHECK (severity IN ('minor', 'serious', 'critical')),
	complexity                   text CHECK (complexity IN ('simple', 'moderate', 'complex')),
	urgent                       boolean,
	no_practice_demand_reason    text,
	no_management_demand_reason  text,
	not_measurable_reason        text,
	no_interim_measure_reason    text,
	established_on               date,
	corrected_on                 date,
	dropped_reason               text,      -- of strike or discontinue: the closure letter tells it
	counts_from                  timestamptz,       -- evidence and rounds count from here
	excused_practice             boolean NOT NULL,
	excused_management           boolean NOT NULL,
	registered_at                timestamptz NOT NULL,
	-- corrected in draft, or imported so: no assessment stands behind it; kept by a trigger
	unassessed                   boolean NOT NULL DEFAULT false,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id)
);

CREATE TABLE demand (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	breach        uuid NOT NULL,
	audit         uuid NOT NULL,
	version       bigint NOT NULL,
	text          text,
	evidence_kind text NOT NULL CHECK (evidence_kind IN
		('plan', 'practice', 'management', 'user_experience', 'other')),
	measure_point uuid,
	target        double precision CHECK (target BETWEEN 0 AND 1),
	n_min         bigint CHECK (n_min > 0),
	rounds        bigint CHECK (rounds > 0),
	spacing_days  bigint CHECK (spacing_days >= 0),
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, measure_point) REFERENCES measure_point (authority_id, id)
);
CREATE INDEX demand_case ON demand (authority_id, audit, id);

CREATE TABLE interim_measure (
	authority_id       uuid NOT NULL,
	id                 uuid NOT NULL,
	breach             uuid NOT NULL,
	audit              uuid NOT NULL,
	version            bigint NOT NULL,
	text               text,
	due                date,
	confirmed_on       date,
	ended_on           date,
	none_needed_reason text,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX interim_measure_case ON interim_measure (authority_id, audit, id);

CREATE TABLE incoming (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	audit         uuid NOT NULL,
	received_on   date NOT NULL,
	"from"        text NOT NULL,
	text          text,
	attachments   uuid[] NOT NULL,
	answers       uuid[] NOT NULL,          -- letters or deadlines of the case
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id)
);

CREATE TABLE evidence (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	breach        uuid NOT NULL,
	audit         uuid NOT NULL,
	kind          text NOT NULL CHECK (kind IN
		('plan', 'practice', 'management', 'user_experience', 'other')),
	received_on   date NOT NULL,
	description   text,
	source        text,
	attachment    uuid,
	incoming      uuid,
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, incoming) REFERENCES incoming (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, attachment) REFERENCES attachment (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id)
);

CREATE TABLE observation (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	breach        uuid NOT NULL,
	audit         uuid NOT NULL,
	measure_point uuid NOT NULL,
	period_from   date NOT NULL,
	period_to     date NOT NULL,
	population    bigint NOT NULL,
	sample        bigint NOT NULL,
	compliant     bigint NOT NULL,
	hard_failures bigint,
	sampling      text CHECK (sampling IN ('all', 'random', 'newest')),
	seed          bigint,
	reviewed_by   text CHECK (reviewed_by IN ('enterprise', 'authority')),
	evidence      uuid,
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, evidence) REFERENCES evidence (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, measure_point) REFERENCES measure_point (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id),
	CONSTRAINT observation_figures CHECK (0 <= compliant AND compliant <= sample
		AND sample <= population
		AND coalesce(hard_failures, 0) BETWEEN 0 AND sample - compliant),
	CONSTRAINT observation_period CHECK (period_from <= period_to),
	CONSTRAINT observation_overlap EXCLUDE USING gist (authority_id WITH =, breach WITH =,
		measure_point WITH =, daterange(period_from, period_to, '[]') WITH &&)
);
CREATE INDEX observation_case ON observation (authority_id, audit, id);

CREATE TABLE assessment (
	authority_id    uuid NOT NULL,
	id              uuid NOT NULL,
	breach          uuid NOT NULL,
	audit           uuid NOT NULL,
	outcome         text NOT NULL CHECK (outcome IN ('corrected', 'insufficient')),
	text            text,
	requirements    uuid[] NOT NULL,        -- held against
	override_reason text,
	overridden      text[] NOT NULL,
	assessed_on     date NOT NULL,
	assessed_by     uuid,
	assessed_at     timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, assessed_by) REFERENCES account (authority_id, id),
	-- what was overridden was overridden for a reason
	CHECK (cardinality(overridden) = 0 OR override_reason IS NOT NULL)
);
CREATE INDEX assessment_case ON assessment (authority_id, audit, id);
CREATE INDEX assessment_breach ON assessment (authority_id, breach, assessed_at, id);

CREATE TABLE remark (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	audit         uuid NOT NULL,
	kind          text NOT NULL CHECK (kind IN ('remark', 'improvement_area')),
	text          text NOT NULL,
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id)
);
CREATE INDEX remark_case ON remark (authority_id, audit, id);

CREATE TABLE contact (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	audit         uuid NOT NULL,
	kind          text NOT NULL CHECK (kind IN ('phone', 'meeting', 'message')),
	occurred_on   date NOT NULL,
	text          text NOT NULL,
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id)
);
CREATE INDEX contact_case ON contact (authority_id, audit, id);
