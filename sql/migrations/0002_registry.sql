-- 0002_registry - the tenant, and what stands outside any one case: whom, by which law, who may.

CREATE TABLE authority (
	authority_id uuid NOT NULL,
	code         text NOT NULL CHECK (code <> ''),
	name         text NOT NULL,
	national     boolean NOT NULL,          -- the national board
	language     text NOT NULL CHECK (language IN ('nb', 'nn')),      -- of its county
	created_at   timestamptz NOT NULL,
	PRIMARY KEY (authority_id)
);
-- The one name that must be known before the tenant is: unique across them all.
CREATE UNIQUE INDEX authority_code ON authority (code);

CREATE TABLE account (
	authority_id  uuid NOT NULL REFERENCES authority,
	id            uuid NOT NULL,
	version       bigint NOT NULL,
	username      text NOT NULL CHECK (username <> ''),
	name          text NOT NULL,
	email         text,
	password_hash text,                     -- PHC string; none: cannot log in by password
	roles         text[] NOT NULL
		CHECK (roles <@ ARRAY['caseworker', 'leader', 'archivist', 'admin', 'auditor']),
	language      text CHECK (language IN ('nb', 'nn', 'en')),
	disabled      boolean NOT NULL,
	deputies      jsonb NOT NULL CHECK (jsonb_typeof(deputies) = 'array'), -- deputy
	PRIMARY KEY (authority_id, id)
);
CREATE UNIQUE INDEX account_username ON account (authority_id, lower(username));
CREATE INDEX account_deputies ON account (authority_id) WHERE deputies <> '[]';

CREATE TABLE session (
	authority_id uuid NOT NULL,
	id           uuid NOT NULL,
	account      uuid NOT NULL,
	token_hash   bytea NOT NULL CHECK (octet_length(token_hash) = 32),
	created_at   timestamptz NOT NULL,
	expires_at   timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id),
	CHECK (expires_at > created_at)
);
CREATE INDEX session_token ON session (token_hash);
CREATE INDEX session_account ON session (authority_id, account, expires_at);

CREATE TABLE enterprise (
	authority_id        uuid NOT NULL REFERENCES authority,
	id                  uuid NOT NULL,
	version             bigint NOT NULL,
	name                text NOT NULL,
	org_number          text CHECK (org_number ~ '^[0-9]{9}$'),     -- unknown for old cases
	kind                text NOT NULL CHECK (kind IN
		('municipality', 'county', 'health_trust', 'private', 'state', 'other')),
	municipality_number text CHECK (municipality_number ~ '^[0-9]{4}$'),
	language            text CHECK (language IN ('nb', 'nn', 'neutral')),
	email               text,
	address             text,
	management_name     text,
	management_title    text,
	parent_org_number   text CHECK (parent_org_number ~ '^[0-9]{9}$'),
	paused_from         date,
	paused_to           date,
	PRIMARY KEY (authority_id, id),
	CONSTRAINT enterprise_org_number UNIQUE (authority_id, org_number),
	CHECK (paused_to >= paused_from)
);
CREATE INDEX enterprise_municipality ON enterprise (authority_id, municipality_number);
CREATE INDEX enterprise_name ON enterprise (authority_id, lower(name));

CREATE TABLE conflict (
	authority_id uuid NOT NULL,
	id           uuid NOT NULL,
	account      uuid NOT NULL,
	enterprise   uuid NOT NULL,
	reason       text,
	"from"       date,
	"to"         date,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id),
	FOREIGN KEY (authority_id, enterprise) REFERENCES enterprise (authority_id, id),
	CHECK ("to" >= "from")
);
CREATE INDEX conflict_enterprise ON conflict (authority_id, enterprise);

CREATE TABLE requirement (
	authority_id uuid NOT NULL REFERENCES authority,
	id           uuid NOT NULL,
	version      bigint NOT NULL,
	code         text NOT NULL,
	act          text NOT NULL,
	section      text,
	text         text,
	valid_from   date,
	valid_to     date,                      -- the last day it is in force
	PRIMARY KEY (authority_id, id),
	CHECK (valid_to >= valid_from)
);
CREATE INDEX requirement_code ON requirement (authority_id, code);

CREATE TABLE measure_point (
	authority_id  uuid NOT NULL REFERENCES authority,
	id            uuid NOT NULL,
	version       bigint NOT NULL,
	code          text NOT NULL,
	text          text NOT NULL,
	process       text,
	critical_step text,
	numerator     text,
	denominator   text,
	category      text CHECK (category IN ('structure', 'process', 'outcome')),
	target        double precision CHECK (target BETWEEN 0 AND 1),
	hard          text,                     -- the kind of failure of which 0 are tolerated
	n_min         bigint CHECK (n_min > 0),
	rounds        bigint CHECK (rounds > 0),
	spacing_days  bigint CHECK (spacing_days >= 0),
	PRIMARY KEY (authority_id, id)
);
CREATE INDEX measure_point_code ON measure_point (authority_id, code);

CREATE TABLE programme (
	authority_id   uuid NOT NULL REFERENCES authority,
	id             uuid NOT NULL,
	version        bigint NOT NULL,         -- of the row; the guide's own is its edition
	edition        bigint NOT NULL,
	code           text NOT NULL,
	title          text NOT NULL,
	year           bigint,
	method         text CHECK (method IN ('system_audit', 'self_assessment', 'three_phase',
		'document', 'spot_check', 'unannounced', 'joint')),
	national       boolean NOT NULL,
	review_by      date,
	requirements   uuid[] NOT NULL,
	measure_points uuid[] NOT NULL,
	PRIMARY KEY (authority_id, id),
	CONSTRAINT programme_edition UNIQUE (authority_id, code, edition)
);

-- A guide made again under the same code is its next edition, unless it comes with one: a national
-- guide has the same in every authority.
CREATE FUNCTION programme_next_edition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	SELECT coalesce(max(edition), 0) + 1 INTO NEW.edition
	FROM programme WHERE authority_id = NEW.authority_id AND code = NEW.code;
	RETURN NEW;
END
$$;
CREATE TRIGGER programme_next_edition BEFORE INSERT ON programme
	FOR EACH ROW WHEN (NEW.edition IS NULL) EXECUTE FUNCTION programme_next_edition();

CREATE TABLE attachment (
	authority_id uuid NOT NULL REFERENCES authority,
	id           uuid NOT NULL,
	name         text,
	media_type   text NOT NULL,
	size         bigint NOT NULL CHECK (size BETWEEN 0 AND 33554432),
	sha256       text NOT NULL,
	content      bytea NOT NULL,
	uploaded_by  uuid,
	uploaded_at  timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, uploaded_by) REFERENCES account (authority_id, id),
	CHECK (octet_length(content) = size),
	CHECK (encode(sha256(content), 'hex') = sha256)
);

-- What a command answered, so that the same command sent again answers the same.
CREATE TABLE idempotency (
	authority_id uuid NOT NULL,
	account      uuid NOT NULL,
	method       text NOT NULL,
	target       text NOT NULL,
	key          text NOT NULL CHECK (length(key) <= 64),
	body_hash    text NOT NULL,
	created_at   timestamptz NOT NULL,
	status       bigint,                    -- none until the command has answered
	etag         text,
	location     text,
	answer       text,
	PRIMARY KEY (authority_id, account, method, target, key),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id)
);
CREATE INDEX idempotency_age ON idempotency (authority_id, created_at);

-- Gap-free because it is raised in the transaction that uses the number.
CREATE TABLE case_counter (
	authority_id uuid NOT NULL REFERENCES authority,
	year         bigint NOT NULL,
	last         bigint NOT NULL CHECK (last > 0),
	PRIMARY KEY (authority_id, year)
);
