-- 0011_letter - what is sent never changes, what is approved is what was read, and nobody approves
-- a text of their own.

-- Does somebody stand in for a leader that day?
CREATE FUNCTION is_deputy(authority uuid, account uuid, day date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM account l, jsonb_to_recordset(l.deputies)
			AS d (account uuid, "from" date, "to" date)
		WHERE l.authority_id = $1 AND l.deputies <> '[]' AND 'leader' = ANY (l.roles)
			AND NOT l.disabled AND d.account = $2
			AND d."from" <= $3 AND (d."to" IS NULL OR d."to" >= $3))
$$;

CREATE FUNCTION letter_issues_order(l letter) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT l.kind = 'order' OR (l.kind = 'final_report' AND l."order" IS NOT NULL)
$$;

-- Each approval is of this very text, by another than its writers, once each.
CREATE FUNCTION judge_approvals(l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	one record;
BEGIN
	FOR one IN SELECT * FROM jsonb_to_recordset(l.approvals)
		AS r (account uuid, approved_at timestamptz, as_leader boolean, sha256 text)
	LOOP
		IF one.account = l.author OR one.account = ANY (l.writers) THEN
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

-- Only those who are leaders, or stand in for one that day, approve as leader.
CREATE FUNCTION judge_new_leaders(l letter, before jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	one record;
BEGIN
	FOR one IN SELECT r.account, r.approved_at FROM jsonb_to_recordset(l.approvals)
			AS r (account uuid, approved_at timestamptz, as_leader boolean)
		WHERE r.as_leader AND NOT coalesce(before @> jsonb_build_array(
			jsonb_build_object('account', r.account)), false)
	LOOP
		IF NOT EXISTS (SELECT FROM account WHERE authority_id = l.authority_id
				AND id = one.account AND 'leader' = ANY (roles) AND NOT disabled)
			AND NOT is_deputy(l.authority_id, one.account,
				(one.approved_at AT TIME ZONE 'Europe/Oslo')::date) THEN
			PERFORM refuse('role_missing', 'approved as leader by one who is none', l.id);
		END IF;
	END LOOP;
END
$$;

-- Four eyes; an order takes two approvers.  A leader's is always among them.
CREATE FUNCTION judge_enough(l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF jsonb_array_length(l.approvals) < (CASE WHEN letter_issues_order(l) THEN 2 ELSE 1 END)
		OR NOT l.approvals @> '[{"as_leader": true}]' THEN
		PERFORM refuse('letter_not_approved', 'too few approvals, or no leader''s', l.id);
	END IF;
END
$$;

-- From submit on the text stands until the letter is a draft again; only its approvals grow.
CREATE FUNCTION judge_letter_change(was letter, l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (was.kind, was.breaches, was.dates, was.fields, was.language, was.corrects,
			was.notice_of_order, was.subject, was.body, was.sha256, was.author,
			was.writers)
		IS DISTINCT FROM (l.kind, l.breaches, l.dates, l.fields, l.language, l.corrects,
			l.notice_of_order, l.subject, l.body, l.sha256, l.author, l.writers)
		OR (was."order" IS NOT NULL AND was."order" IS DISTINCT FROM l."order") THEN
		PERFORM refuse('hash_differs', 'changed after submit', l.id);
	ELSIF NOT jsonb_path_query_array(l.approvals, '$[*].account')
		@> jsonb_path_query_array(was.approvals, '$[*].account') THEN
		PERFORM refuse('hash_differs', 'an approval is taken away', l.id);
	END IF;
END
$$;

CREATE FUNCTION judge_sent(was letter, l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	free text[] := ARRAY['arrived_on', 'archive_number', 'state', 'version'];
BEGIN
	IF to_jsonb(was) - free IS DISTINCT FROM to_jsonb(l) - free THEN
		PERFORM refuse('sent', 'a letter that is sent never changes', l.id);
	ELSIF was.archive_number IS DISTINCT FROM l.archive_number
		AND (was.state <> 'dispatched' OR l.state <> 'journalled') THEN
		PERFORM refuse('sent', 'a letter is journalled once', l.id);
	END IF;
END
$$;

CREATE FUNCTION letter_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	fixed boolean := NEW.state IN ('submitted', 'approved', 'dispatched');
	was_fixed boolean := coalesce(OLD.state IN ('submitted', 'approved'), false);
BEGIN
	IF OLD.state IN ('dispatched', 'journalled') THEN
		PERFORM judge_sent(OLD, NEW);
		RETURN NULL;
	END IF;
	IF NOT NEW.writers @> coalesce(OLD.writers, '{}') THEN
		PERFORM refuse('own_text', 'a writer is forgotten', NEW.id);
	END IF;
	IF NEW.state = 'draft' AND NEW.approvals <> '[]' THEN
		PERFORM refuse('letter_not_approved', 'a draft with approvals', NEW.id);
	END IF;
	IF NOT fixed THEN
		RETURN NULL;
	END IF;
	IF NEW.sha256 IS DISTINCT FROM
		encode(sha256(convert_to(NEW.subject || E'\n\n' || NEW.body, 'UTF8')), 'hex') THEN
		PERFORM refuse('hash_differs', 'the hash is not of the text', NEW.id);
	END IF;
	IF was_fixed THEN
		PERFORM judge_letter_change(OLD, NEW);
	END IF;
	PERFORM judge_approvals(NEW);
	PERFORM judge_new_leaders(NEW, OLD.approvals);
	IF OLD.state = 'draft' AND NEW.state = 'dispatched' THEN
		-- sent by the clock: it carries the approval of its template's version
		IF NEW.kind <> 'reminder_1' THEN
			PERFORM refuse('letter_not_approved', 'sent unread', NEW.id);
		END IF;
	ELSIF NEW.state IN ('approved', 'dispatched') THEN
		PERFORM judge_enough(NEW);
	END IF;
	RETURN NULL;
END
$$;
-- AFTER, since BEFORE INSERT also runs for a row that ON CONFLICT then updates
CREATE TRIGGER judged AFTER INSERT OR UPDATE ON letter
	FOR EACH ROW EXECUTE FUNCTION letter_judged();
ALTER TABLE letter ENABLE ALWAYS TRIGGER judged;

ALTER TABLE letter
	ADD CONSTRAINT letter_sent_when CHECK (state NOT IN ('dispatched', 'journalled')
		OR dispatched_at IS NOT NULL),
	ADD CONSTRAINT letter_journalled_as CHECK (state <> 'journalled'
		OR archive_number IS NOT NULL),
	ADD CONSTRAINT letter_arrives_sent CHECK (arrived_on IS NULL
		OR state IN ('dispatched', 'journalled'));
