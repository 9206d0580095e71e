-- 0035_write_off - what is answered is written off, once, by what answers it: a letter by what comes in,
-- what came in by the letter that takes it up.  And what comes in may be exempt from the public too.

ALTER TABLE incoming
	ADD exempt text,                        -- the section of offentleglova, or NULL: it is open
	ADD writes_off uuid[] NOT NULL DEFAULT '{}';    -- letters: those it answers, and those whose deadlines it answers
ALTER TABLE letter ADD answers uuid[] NOT NULL DEFAULT '{}';    -- what came in

CREATE CONSTRAINT TRIGGER refers_writes_off AFTER INSERT ON incoming DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (NEW.writes_off <> '{}')
	EXECUTE FUNCTION references_judged('writes_off', '$[*]', 'letter', 'case');
CREATE CONSTRAINT TRIGGER refers_answers AFTER INSERT ON letter DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (NEW.answers <> '{}')
	EXECUTE FUNCTION references_judged('answers', '$[*]', 'incoming', 'case');
CREATE CONSTRAINT TRIGGER refers_again_answers AFTER UPDATE ON letter DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (NEW.answers <> '{}' AND NEW.answers IS DISTINCT FROM OLD.answers)
	EXECUTE FUNCTION references_judged('answers', '$[*]', 'incoming', 'case');

CREATE TABLE write_off (
	authority_id   uuid NOT NULL,
	id             uuid NOT NULL,           -- what is written off: the letter, or what came in
	audit          uuid NOT NULL,
	letter         uuid NOT NULL,
	incoming       uuid NOT NULL,
	account        uuid,                    -- who did; NULL: the clock
	written_off_on date NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id),
	FOREIGN KEY (authority_id, audit, incoming) REFERENCES incoming (authority_id, audit, id),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id),
	CONSTRAINT write_off_of CHECK (id IN (letter, incoming))
);
CREATE INDEX write_off_letter ON write_off (authority_id, letter);
CREATE INDEX write_off_incoming ON write_off (authority_id, incoming);

-- The first to answer writes off; nobody else puts a row here.
CREATE FUNCTION writes_off() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF TG_TABLE_NAME = 'incoming' THEN
		IF EXISTS (SELECT FROM letter WHERE authority_id = NEW.authority_id
				AND id = ANY (NEW.writes_off) AND state NOT IN ('dispatched', 'journalled')) THEN
			PERFORM refuse('not_sent', 'it answers a letter that was not sent', NEW.id);
		END IF;
		INSERT INTO write_off (authority_id, id, audit, letter, incoming, account, written_off_on)
		SELECT NEW.authority_id, l, NEW.audit, l, NEW.id, NEW.registered_by, NEW.received_on
		FROM unnest(NEW.writes_off) AS l
		ON CONFLICT DO NOTHING;
	ELSE
		INSERT INTO write_off (authority_id, id, audit, letter, incoming, account, written_off_on)
		SELECT NEW.authority_id, i, NEW.audit, NEW.id, i, this_account(), NEW.letter_date
		FROM unnest(NEW.answers) AS i
		ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER writes_off AFTER INSERT ON incoming
	FOR EACH ROW WHEN (NEW.writes_off <> '{}') EXECUTE FUNCTION writes_off();
CREATE TRIGGER writes_off AFTER UPDATE ON letter
	FOR EACH ROW WHEN (OLD.state <> 'dispatched' AND NEW.state = 'dispatched' AND NEW.answers <> '{}')
	EXECUTE FUNCTION writes_off();

-- What was answered before.
INSERT INTO write_off (authority_id, id, audit, letter, incoming, account, written_off_on)
SELECT DISTINCT ON (l.authority_id, l.id) l.authority_id, l.id, l.audit, l.id, i.id, i.registered_by, i.received_on
FROM incoming i
JOIN letter l ON l.authority_id = i.authority_id AND l.audit = i.audit AND l.state IN ('dispatched', 'journalled')
WHERE l.id = ANY (i.answers) OR EXISTS (SELECT FROM deadline d WHERE d.authority_id = l.authority_id
	AND d.letter = l.id AND d.id = ANY (i.answers))
ORDER BY l.authority_id, l.id, i.id;

CREATE TRIGGER kept_content BEFORE UPDATE ON write_off FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON write_off FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON write_off FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE write_off ENABLE ALWAYS TRIGGER kept_content;
ALTER TABLE write_off ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE write_off ENABLE ALWAYS TRIGGER kept_table;
ALTER TABLE write_off ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON write_off USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT ON write_off TO tilsyn;

-- What a letter answers stands with the rest of it from submit on.
CREATE OR REPLACE FUNCTION judge_letter_change(was letter, l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (was.kind, was.breaches, was.dates, was.fields, was.language, was.corrects,
			was.notice_of_order, was.subject, was.body, was.sha256, was.author,
			was.writers, was.exempt, was.template_version, was.edited_by, was.edited_at, was.answers)
		IS DISTINCT FROM (l.kind, l.breaches, l.dates, l.fields, l.language, l.corrects,
			l.notice_of_order, l.subject, l.body, l.sha256, l.author, l.writers, l.exempt,
			l.template_version, l.edited_by, l.edited_at, l.answers)
		OR (was."order" IS NOT NULL AND was."order" IS DISTINCT FROM l."order") THEN
		PERFORM refuse('hash_differs', 'changed after submit', l.id);
	ELSIF NOT jsonb_path_query_array(l.approvals, '$[*].account')
		@> jsonb_path_query_array(was.approvals, '$[*].account') THEN
		PERFORM refuse('hash_differs', 'an approval is taken away', l.id);
	END IF;
END
$$;
