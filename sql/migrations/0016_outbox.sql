-- 0016_outbox - mail leaves through rows that are written with the decision that asks for it.

-- A row says whom, in which language, about which case and what; the words are made when it is sent.
CREATE TABLE mail (
	authority_id    uuid NOT NULL REFERENCES authority,
	id              uuid NOT NULL,
	audit           uuid,                   -- none: it is about no one case
	letter          uuid,                   -- that goes with it
	account         uuid,                   -- whom it is to; none: the enterprise
	kind            text NOT NULL CHECK (kind IN ('letter', 'deadline_near', 'deadline_overdue',
		'reminder_sent', 'reminder_drafted', 'reminder_held', 'digest')),
	recipient       text,                   -- none: no address is known, and a person must see to it
	language        text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
	data            jsonb NOT NULL CHECK (jsonb_typeof(data) = 'object'),
	day             date NOT NULL,
	created_at      timestamptz NOT NULL,
	state           text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'held')),
	message_id      text,                   -- from the first attempt on, the same in all of them
	attempts        bigint NOT NULL CHECK (attempts >= 0),
	next_attempt_at timestamptz,
	leased_until    timestamptz,            -- of this world's clock: whoever took it has till then
	answer          text,                   -- the last words of the server, or ours
	ended_at        timestamptz,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id),
	CONSTRAINT mail_one_line CHECK (recipient !~ '[[:cntrl:][:space:]]'),
	CONSTRAINT mail_letter_in_case CHECK (letter IS NULL OR audit IS NOT NULL),
	CONSTRAINT mail_held CHECK ((state = 'held') = (recipient IS NULL)),
	CONSTRAINT mail_waits CHECK ((state IN ('waiting', 'sending')) = (next_attempt_at IS NOT NULL)),
	CONSTRAINT mail_leased CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
	CONSTRAINT mail_ended CHECK ((state IN ('sent', 'failed')) = (ended_at IS NOT NULL)),
	CONSTRAINT mail_known_by CHECK (state NOT IN ('sending', 'sent') OR message_id IS NOT NULL),
	CONSTRAINT mail_digest_of CHECK (kind <> 'digest' OR account IS NOT NULL)
);
CREATE INDEX mail_waiting ON mail (next_attempt_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX mail_state ON mail (authority_id, state, id);
CREATE INDEX mail_audit ON mail (authority_id, audit, id);
CREATE INDEX mail_letter ON mail (authority_id, letter, id);
-- one digest a person a day, however many clerks there are
CREATE UNIQUE INDEX mail_digest ON mail (authority_id, account, day) WHERE kind = 'digest';

ALTER TABLE mail ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON mail USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON mail TO tilsyn;
GRANT UPDATE (state, message_id, attempts, next_attempt_at, leased_until, answer, ended_at)
	ON mail TO tilsyn;

-- What it says and to whom stays; what has ended stays ended; nothing is taken away.
CREATE TRIGGER kept_said BEFORE UPDATE ON mail
	FOR EACH ROW WHEN ((OLD.authority_id, OLD.id, OLD.audit, OLD.letter, OLD.account, OLD.kind,
			OLD.recipient, OLD.language, OLD.data, OLD.day, OLD.created_at)
		IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.audit, NEW.letter, NEW.account,
			NEW.kind, NEW.recipient, NEW.language, NEW.data, NEW.day, NEW.created_at)
		OR (OLD.message_id IS NOT NULL AND OLD.message_id IS DISTINCT FROM NEW.message_id))
	EXECUTE FUNCTION kept();
CREATE TRIGGER kept_end BEFORE UPDATE ON mail
	FOR EACH ROW WHEN (OLD.state IN ('sent', 'failed', 'held')) EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON mail FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON mail FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE mail ENABLE ALWAYS TRIGGER kept_said;
ALTER TABLE mail ENABLE ALWAYS TRIGGER kept_end;
ALTER TABLE mail ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE mail ENABLE ALWAYS TRIGGER kept_table;

-- Across tenants, for the one who sends.  A mail is waited for until its time has come; one that is
-- being sent is taken over when its lease has run out.
CREATE FUNCTION mail_claim(now timestamptz, clock timestamptz, lease timestamptz, domain text, most bigint)
RETURNS SETOF mail
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	UPDATE mail SET state = 'sending', attempts = attempts + 1, leased_until = $3,
		message_id = coalesce(message_id, format('<%s@%s>', id, $4))
	WHERE (authority_id, id) IN (
		SELECT authority_id, id FROM mail
		WHERE (state = 'waiting' AND next_attempt_at <= $1)
			OR (state = 'sending' AND leased_until <= $2)
		ORDER BY next_attempt_at, id
		LIMIT $5
		FOR UPDATE SKIP LOCKED)
	RETURNING *
$$;

-- How much waits, since when, and how much could not be sent: of all tenants, for those who watch.
CREATE FUNCTION mail_figures()
RETURNS TABLE (waiting bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT count(*), min(created_at) FROM mail WHERE state IN ('waiting', 'sending')
$$;
REVOKE ALL ON FUNCTION mail_claim, mail_figures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail_claim, mail_figures TO tilsyn;
