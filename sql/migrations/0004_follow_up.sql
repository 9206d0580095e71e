-- 0004_follow_up - deadlines, letters and orders, which point at each other.

CREATE TABLE deadline (
	authority_id           uuid NOT NULL,
	id                     uuid NOT NULL,
	audit                  uuid NOT NULL,
	breach                 uuid,
	letter                 uuid,
	"order"                uuid,
	version                bigint NOT NULL,
	kind                   text NOT NULL CHECK (kind IN ('contact_person', 'documents', 'survey',
		'draft_report', 'comment', 'final_report', 'plan', 'correction', 'milestone',
		'measurement', 'assessment', 'order_comment', 'order_compliance', 'appeal')),
	state                  text NOT NULL CHECK (state IN ('proposed', 'running', 'met', 'met_late',
		'extended', 'waived', 'lapsed')),
	due                    date NOT NULL,
	effective_due          date NOT NULL,   -- rolled forward to a working day
	override               boolean NOT NULL,
	discussed_on           date,
	proposed_by_enterprise boolean NOT NULL,
	asked                  date,
	asked_on               date,
	asked_by               text,
	refused                boolean NOT NULL,
	granted                date,
	extended_count         bigint NOT NULL,
	successor              uuid,
	predecessor            uuid,
	received_on            date,
	ended_on               date,
	days_late              bigint,
	reason                 text,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, successor) REFERENCES deadline (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, predecessor) REFERENCES deadline (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT deadline_effective_due CHECK (effective_due >= due),
	-- silence is lawful for these only
	CONSTRAINT deadline_lapse CHECK (state <> 'lapsed'
		OR kind IN ('comment', 'order_comment', 'appeal'))
);

CREATE TABLE letter (
	authority_id     uuid NOT NULL,
	id               uuid NOT NULL,
	audit            uuid NOT NULL,
	corrects         uuid,
	"order"          uuid,
	version          bigint NOT NULL,
	kind             text NOT NULL CHECK (kind IN ('notice', 'preliminary_report', 'final_report',
		'follow_up_demand', 'deadline_confirmation', 'reminder_1', 'reminder_2',
		'meeting_invitation', 'interim_measures', 'assessment', 'order_notice', 'order',
		'order_withdrawn', 'cancellation', 'closure')),
	state            text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'dispatched',
		'journalled', 'withdrawn')),
	breaches         uuid[] NOT NULL,
	dates            jsonb NOT NULL CHECK (jsonb_typeof(dates) = 'array'),  -- letter_date
	fields           jsonb,
	language         text CHECK (language IN ('nb', 'nn', 'en')),
	notice_of_order  jsonb,                 -- {breaches, legal_ground, text, comment_due}
	subject          text,
	body             text,
	sha256           text,                  -- of subject, LF, LF, body in UTF-8
	author           uuid,
	writers          uuid[] NOT NULL,       -- whoever wrote or edited any version
	approvals        jsonb NOT NULL CHECK (jsonb_typeof(approvals) = 'array'),
	letter_date      date,
	created_at       timestamptz NOT NULL,
	submitted_at     timestamptz,
	dispatched_at    timestamptz,
	arrived_on       date,
	recipient        text,
	archive_number   text,
	comment          text,
	withdrawn_reason text,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, corrects) REFERENCES letter (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, author) REFERENCES account (authority_id, id)
);

CREATE TABLE "order" (
	authority_id     uuid NOT NULL,
	id               uuid NOT NULL,
	audit            uuid NOT NULL,
	letter           uuid,
	issued_letter    uuid,
	withdrawn_letter uuid,
	version          bigint NOT NULL,
	state            text NOT NULL CHECK (state IN ('announced', 'issued', 'complied', 'referred',
		'fined', 'withdrawn')),
	breaches         uuid[] NOT NULL CHECK (cardinality(breaches) > 0),
	legal_ground     text NOT NULL,
	text             text NOT NULL,
	comment_due      date,
	compliance_date  date,
	announced_on     date,
	issued_on        date,
	urgent_reason    text,
	amount           bigint CHECK (amount > 0),     -- NOK for each period
	period           text CHECK (period IN ('day', 'week', 'month')),
	"from"           date,
	collected_on     date,
	decision         uuid,
	reason           text,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, issued_letter) REFERENCES letter (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, withdrawn_letter)
		REFERENCES letter (authority_id, audit, id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, decision) REFERENCES attachment (authority_id, id),
	-- a fine is an amount for each period from a day on
	CHECK (state <> 'fined'
		OR (amount IS NOT NULL AND period IS NOT NULL AND "from" IS NOT NULL))
);

ALTER TABLE deadline
	ADD FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	ADD FOREIGN KEY (authority_id, audit, "order") REFERENCES "order" (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE letter
	ADD FOREIGN KEY (authority_id, audit, "order") REFERENCES "order" (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED;
