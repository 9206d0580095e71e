-- 0005_log - what happened, in order, for good.
--
-- An event's id is made of the transaction's id and a number within it: sequences commit out of
-- order and a feed by sequence loses rows.  A feed that shows only ids below feed_limit() shows
-- nothing that a slower transaction can still slip in behind it.  log_base lifts the ids over those
-- of an earlier life: a restore into a new cluster starts transaction ids anew.

CREATE TABLE log_base (
	base bigint NOT NULL CHECK (base >= 0)
);
INSERT INTO log_base VALUES (0);

-- One chain of hashes per case, its head in audit.log_hash; one per authority for the rest, its
-- head here: writers of different cases never wait for each other.
CREATE TABLE log_head (
	authority_id uuid NOT NULL REFERENCES authority,
	log_hash     text,
	PRIMARY KEY (authority_id)
);

CREATE TABLE event (
	authority_id  uuid NOT NULL REFERENCES authority,
	id            bigint NOT NULL,
	audit         uuid,
	subject_kind  text NOT NULL,
	subject       uuid NOT NULL,
	event         text NOT NULL,
	"from"        text,
	"to"          text,
	at            timestamptz NOT NULL,
	occurred_on   date,
	account       uuid,                     -- none: the clock
	data          text NOT NULL CHECK (jsonb_typeof(data::jsonb) = 'object'),
	text          text NOT NULL,            -- the whole event as canonical JSON: what is hashed
	hash          text NOT NULL,
	previous_hash text,                     -- none: the chain begins
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id),
	CONSTRAINT event_hash CHECK (hash = encode(sha256(
		convert_to(coalesce(previous_hash, '') || E'\n' || text, 'UTF8')), 'hex'))
);
CREATE INDEX event_chain ON event (authority_id, audit, id);

CREATE FUNCTION event_id(n bigint) RETURNS bigint
LANGUAGE sql STABLE
RETURN ((pg_current_xact_id()::text::bigint + (SELECT base FROM log_base)) << 16) + n;

CREATE FUNCTION feed_limit() RETURNS bigint
LANGUAGE sql STABLE
RETURN (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT base FROM log_base)) << 16;

-- By way of each tenant's own index.
CREATE FUNCTION newest_event() RETURNS bigint
LANGUAGE sql STABLE
RETURN (SELECT max(newest.id) FROM authority a,
	LATERAL (SELECT max(id) AS id FROM event WHERE authority_id = a.authority_id) newest);

-- To be called when a daemon starts: true when the base had to be raised.  The lock waits for every
-- writer that has an id of the old base and holds back those to come, so no reader passes one by.
CREATE FUNCTION log_base_raise() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	newest bigint;
BEGIN
	newest := newest_event() >> 16;
	IF newest IS NULL OR newest < (event_id(0) >> 16) THEN
		RETURN false;
	END IF;
	LOCK TABLE event IN EXCLUSIVE MODE;
	newest := newest_event() >> 16;
	UPDATE log_base SET base = newest + 1 - pg_current_xact_id()::text::bigint
	WHERE base + pg_current_xact_id()::text::bigint <= newest;
	RETURN FOUND;
END
$$;
