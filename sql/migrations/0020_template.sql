-- 0020_template - the wording of letters in versions that another approves, and every version of a
-- letter's own text, so that the four eyes and what changed are held by what is kept.

CREATE TABLE letter_template (
	authority_id     uuid NOT NULL REFERENCES authority,
	id               uuid NOT NULL,
	version          bigint NOT NULL,       -- of the row; the wording's own is its edition
	edition          bigint NOT NULL CHECK (edition > 0),
	kind             text NOT NULL CHECK (kind IN ('notice', 'preliminary_report', 'final_report',
		'follow_up_demand', 'deadline_confirmation', 'reminder_1', 'reminder_2',
		'meeting_invitation', 'interim_measures', 'assessment', 'order_notice', 'order',
		'order_withdrawn', 'cancellation', 'closure')),
	state            text NOT NULL CHECK (state IN ('draft', 'approved', 'withdrawn')),
	texts            jsonb NOT NULL CHECK (jsonb_typeof(texts) = 'array'),  -- template_text
	note             text,
	author           uuid NOT NULL,
	created_at       timestamptz NOT NULL,
	approved_by      uuid,
	approved_at      timestamptz,
	withdrawn_reason text,
	PRIMARY KEY (authority_id, id),
	UNIQUE (authority_id, kind, edition),
	FOREIGN KEY (authority_id, author) REFERENCES account (authority_id, id),
	FOREIGN KEY (authority_id, approved_by) REFERENCES account (authority_id, id),
	CONSTRAINT template_languages CHECK (texts @> '[{"language": "nb"}, {"language": "nn"}]'),
	CONSTRAINT template_own_text CHECK (approved_by <> author),
	CONSTRAINT template_approved CHECK ((approved_by IS NULL) = (approved_at IS NULL)
		AND (state <> 'approved' OR approved_by IS NOT NULL)
		AND (state <> 'draft' OR approved_by IS NULL)),
	CONSTRAINT template_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
);

-- A wording never changes; it is approved once, by one who may, and then at the most withdrawn.
CREATE FUNCTION template_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'draft' THEN
			PERFORM refuse('template_not_approved', 'a wording begins as a draft', NEW.id);
		END IF;
		RETURN NULL;
	END IF;
	IF (OLD.authority_id, OLD.id, OLD.kind, OLD.edition, OLD.texts, OLD.note, OLD.author, OLD.created_at)
		IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.kind, NEW.edition, NEW.texts, NEW.note,
			NEW.author, NEW.created_at) THEN
		PERFORM refuse('kept', 'a wording never changes: it gets a new version', NEW.id);
	ELSIF (OLD.state, NEW.state) NOT IN (('draft', 'approved'), ('draft', 'withdrawn'),
			('approved', 'withdrawn')) THEN
		PERFORM refuse('wrong_state', format('template from %s to %s is no step', OLD.state, NEW.state),
			NEW.id);
	ELSIF (OLD.approved_by, OLD.approved_at) IS DISTINCT FROM (NEW.approved_by, NEW.approved_at)
		AND NEW.state <> 'approved' THEN
		PERFORM refuse('kept', 'who approved it stands', NEW.id);
	ELSIF NEW.state = 'approved' AND NOT EXISTS (SELECT FROM account
		WHERE authority_id = NEW.authority_id AND id = NEW.approved_by AND 'leader' = ANY (roles)
			AND NOT disabled) THEN
		PERFORM refuse('role_missing', 'approved by one who is no leader', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
-- AFTER, since BEFORE INSERT also runs for a row that ON CONFLICT then updates
CREATE TRIGGER judged AFTER INSERT OR UPDATE ON letter_template
	FOR EACH ROW EXECUTE FUNCTION template_judged();

-- What a letter says of itself besides its text.
ALTER TABLE letter
	ADD exempt text,
	ADD language_reason text,
	ADD template_version bigint NOT NULL DEFAULT 0,     -- 0: what tilsyn comes with
	ADD edited_by uuid,
	ADD edited_at timestamptz,
	ADD FOREIGN KEY (authority_id, edited_by) REFERENCES account (authority_id, id);
ALTER TABLE incoming ADD language text CHECK (language IN ('nb', 'nn', 'en'));
CREATE INDEX letter_submitted ON letter (authority_id, created_at, id) WHERE state = 'submitted';

-- Every text a letter ever had, and who wrote it: kept by a trigger, so by whoever writes, and under the
-- account that the transaction acts for, whatever the row says.
CREATE TABLE letter_version (
	authority_id     uuid NOT NULL,
	letter           uuid NOT NULL,
	number           bigint NOT NULL CHECK (number > 0),
	audit            uuid NOT NULL,
	subject          text,
	body             text,
	edited_by        uuid,
	edited_at        timestamptz,
	template_version bigint NOT NULL,
	PRIMARY KEY (authority_id, letter, number),
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id),
	FOREIGN KEY (authority_id, edited_by) REFERENCES account (authority_id, id)
);

INSERT INTO letter_version (authority_id, letter, number, audit, subject, body, edited_by, edited_at,
	template_version)
SELECT authority_id, id, 1, audit, subject, body, author, created_at, 0 FROM letter;

CREATE FUNCTION letter_remembered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND (OLD.subject, OLD.body, OLD.edited_by)
		IS NOT DISTINCT FROM (NEW.subject, NEW.body, NEW.edited_by) THEN
		RETURN NULL;
	END IF;
	INSERT INTO letter_version (authority_id, letter, number, audit, subject, body, edited_by,
		edited_at, template_version)
	SELECT NEW.authority_id, NEW.id, coalesce(max(v.number), 0) + 1, NEW.audit, NEW.subject, NEW.body,
		coalesce(this_account(), NEW.edited_by), NEW.edited_at, NEW.template_version
	FROM letter_version v WHERE v.authority_id = NEW.authority_id AND v.letter = NEW.id;
	RETURN NULL;
END
$$;
-- before `judged` by its name: what was just written counts
CREATE TRIGGER a_remembered AFTER INSERT OR UPDATE ON letter
	FOR EACH ROW EXECUTE FUNCTION letter_remembered();
ALTER TABLE letter ENABLE ALWAYS TRIGGER a_remembered;

-- Each approval is of this very text, by another than those who wrote any version of it, once each.
CREATE OR REPLACE FUNCTION judge_approvals(l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	one record;
BEGIN
	FOR one IN SELECT * FROM jsonb_to_recordset(l.approvals)
		AS r (account uuid, approved_at timestamptz, as_leader boolean, sha256 text)
	LOOP
		IF one.account = l.author OR one.account = ANY (l.writers) OR EXISTS (
			SELECT FROM letter_version v WHERE v.authority_id = l.authority_id
				AND v.letter = l.id AND v.edited_by = one.account) THEN
			PERFORM refuse('own_text', 'approved by one of its writers', l.id);
		ELSIF one.sha256 IS DISTINCT FROM l.sha256 THEN
			PERFORM refuse('hash_differs', 'not what was approved', l.id);
		ELSIF NOT EXISTS (SELECT FROM account
			WHERE authority_id = l.authority_id AND id = one.account) THEN
			PERFORM refuse('unknown_reference', 'approved by nobody we know', l.id);
		END IF;
	END LOOP;
	IF (SELECT count(*) <> count(DISTINCT r.account)
		FROM jsonb_to_recordset(l.approvals) AS r (account uuid)) THEN
		PERFORM refuse('own_text', 'approved twice by the same', l.id);
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION judge_letter_change(was letter, l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (was.kind, was.breaches, was.dates, was.fields, was.language, was.corrects,
			was.notice_of_order, was.subject, was.body, was.sha256, was.author,
			was.writers, was.exempt, was.template_version, was.edited_by, was.edited_at)
		IS DISTINCT FROM (l.kind, l.breaches, l.dates, l.fields, l.language, l.corrects,
			l.notice_of_order, l.subject, l.body, l.sha256, l.author, l.writers, l.exempt,
			l.template_version, l.edited_by, l.edited_at)
		OR (was."order" IS NOT NULL AND was."order" IS DISTINCT FROM l."order") THEN
		PERFORM refuse('hash_differs', 'changed after submit', l.id);
	ELSIF NOT jsonb_path_query_array(l.approvals, '$[*].account')
		@> jsonb_path_query_array(was.approvals, '$[*].account') THEN
		PERFORM refuse('hash_differs', 'an approval is taken away', l.id);
	END IF;
END
$$;

-- A letter is made from a wording that was approved; one that the clock sends, from one that still
-- is, and no person wrote in it.
CREATE FUNCTION letter_wording_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	stands text;
	by_clock boolean := TG_OP = 'UPDATE' AND OLD.state = 'draft' AND NEW.state = 'dispatched';
BEGIN
	IF by_clock AND (NEW.writers <> '{}' OR NEW.edited_by IS NOT NULL) THEN
		PERFORM refuse('template_not_approved', 'a person wrote in it', NEW.id);
	END IF;
	IF NEW.edited_by IS NOT NULL AND NOT NEW.edited_by = ANY (NEW.writers) THEN
		PERFORM refuse('own_text', 'its writer is not among its writers', NEW.id);
	END IF;
	IF NEW.template_version = 0 OR (NOT by_clock AND TG_OP = 'UPDATE'
		AND OLD.template_version = NEW.template_version) THEN
		RETURN NULL;
	END IF;
	SELECT state INTO stands FROM letter_template WHERE authority_id = NEW.authority_id
		AND kind = NEW.kind AND edition = NEW.template_version;
	IF stands IS DISTINCT FROM 'approved' THEN
		PERFORM refuse('template_not_approved', 'its wording is not approved', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER wording_judged AFTER INSERT OR UPDATE ON letter
	FOR EACH ROW EXECUTE FUNCTION letter_wording_judged();
ALTER TABLE letter ENABLE ALWAYS TRIGGER wording_judged;

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['letter_template', 'letter_version'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('CREATE POLICY tenant ON %I USING (authority_id = tenant())
			WITH CHECK (authority_id = tenant())', name);
		EXECUTE format('CREATE TRIGGER kept_rows BEFORE DELETE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('CREATE TRIGGER kept_table BEFORE TRUNCATE ON %I
			FOR EACH STATEMENT EXECUTE FUNCTION kept()', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_rows', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_table', name);
	END LOOP;
END
$$;
CREATE TRIGGER kept_content BEFORE UPDATE ON letter_version
	FOR EACH ROW EXECUTE FUNCTION kept();
ALTER TABLE letter_version ENABLE ALWAYS TRIGGER kept_content;
ALTER TABLE letter_template ENABLE ALWAYS TRIGGER judged;
GRANT SELECT, INSERT, UPDATE ON letter_template TO tilsyn;
GRANT SELECT ON letter_version TO tilsyn;
