-- 0032_archive - what the archive is to be told: a journal post for each letter that is dispatched and
-- for each that comes in, waiting from that moment on.

CREATE TABLE archive_post (
	authority_id   uuid NOT NULL,
	id             uuid NOT NULL,           -- the letter's or the incoming's
	audit          uuid NOT NULL,
	letter         uuid,
	incoming       uuid,
	wanted_at      timestamptz NOT NULL,
	written_at     timestamptz,             -- into the folder of the archive's connector
	archive_number text,                    -- the archive's answer
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit, incoming) REFERENCES incoming (authority_id, audit, id),
	CONSTRAINT archive_post_of CHECK (num_nonnulls(letter, incoming) = 1
		AND id = coalesce(letter, incoming)),
	CONSTRAINT archive_post_answered CHECK (archive_number IS NULL OR written_at IS NOT NULL)
);
CREATE INDEX archive_post_waiting ON archive_post (wanted_at, id) WHERE written_at IS NULL;

CREATE FUNCTION archive_wants() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF TG_TABLE_NAME = 'letter' THEN
		INSERT INTO archive_post (authority_id, id, audit, letter, wanted_at)
		VALUES (NEW.authority_id, NEW.id, NEW.audit, NEW.id, NEW.dispatched_at)
		ON CONFLICT DO NOTHING;         -- a step back is refused by the letter's own triggers
	ELSE
		INSERT INTO archive_post (authority_id, id, audit, incoming, wanted_at)
		VALUES (NEW.authority_id, NEW.id, NEW.audit, NEW.id, NEW.registered_at);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER archive_wants AFTER UPDATE ON letter
	FOR EACH ROW WHEN (OLD.state <> 'dispatched' AND NEW.state = 'dispatched')
	EXECUTE FUNCTION archive_wants();
CREATE TRIGGER archive_wants AFTER INSERT ON incoming FOR EACH ROW EXECUTE FUNCTION archive_wants();

-- What was sent before and the archive does not have; what came in before is there by other ways.
INSERT INTO archive_post (authority_id, id, audit, letter, wanted_at)
SELECT authority_id, id, audit, id, dispatched_at FROM letter WHERE state = 'dispatched';

-- A post is written once, answered once, and never goes away.
CREATE TRIGGER kept_post BEFORE UPDATE ON archive_post
	FOR EACH ROW WHEN ((OLD.authority_id, OLD.id, OLD.audit, OLD.letter, OLD.incoming, OLD.wanted_at)
			IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.audit, NEW.letter, NEW.incoming, NEW.wanted_at)
		OR (OLD.written_at IS NOT NULL AND OLD.written_at IS DISTINCT FROM NEW.written_at)
		OR (OLD.archive_number IS NOT NULL AND OLD.archive_number IS DISTINCT FROM NEW.archive_number))
	EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON archive_post FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON archive_post FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE archive_post ENABLE ALWAYS TRIGGER kept_post;
ALTER TABLE archive_post ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE archive_post ENABLE ALWAYS TRIGGER kept_table;

ALTER TABLE archive_post ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON archive_post USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT ON archive_post TO tilsyn;
GRANT UPDATE (written_at, archive_number) ON archive_post TO tilsyn;

-- Across tenants, for the one who writes them; a letter waits for its paper.
CREATE FUNCTION archive_posts_waiting(most bigint)
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT p.authority_id, p.id FROM archive_post p
	WHERE p.written_at IS NULL AND (p.letter IS NULL OR EXISTS (SELECT FROM document d
		WHERE d.authority_id = p.authority_id AND d.letter = p.letter AND d.content IS NOT NULL))
	ORDER BY p.wanted_at, p.id
	LIMIT $1
$$;
REVOKE ALL ON FUNCTION archive_posts_waiting FROM PUBLIC;
GRANT EXECUTE ON FUNCTION archive_posts_waiting TO tilsyn;
