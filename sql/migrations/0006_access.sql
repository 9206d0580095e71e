-- 0006_access - the daemon's rights, the wall between tenants, and the few doors through it.

-- The second line behind the statements, which all name the tenant themselves.
DO $$
DECLARE
	name text;
BEGIN
	FOR name IN SELECT attrelid::regclass::text FROM pg_attribute
		JOIN pg_class ON pg_class.oid = attrelid
		WHERE attname = 'authority_id' AND relkind = 'r'
			AND relnamespace = 'public'::regnamespace
	LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('CREATE POLICY tenant ON %s
			USING (authority_id = tenant())
			WITH CHECK (authority_id = tenant())', name);
	END LOOP;
END
$$;

-- What may be read may be added to; only what changes may be changed; only what lapses is deleted.
GRANT SELECT, INSERT ON authority, account, session, enterprise, conflict, requirement,
	measure_point, programme, attachment, idempotency, case_counter, audit, breach, demand,
	interim_measure, incoming, evidence, observation, assessment, remark, contact, deadline,
	letter, "order", event, log_head TO tilsyn;
GRANT UPDATE ON account, enterprise, requirement, measure_point, programme, idempotency,
	case_counter, audit, breach, demand, interim_measure, deadline, letter, "order", log_head
	TO tilsyn;
GRANT DELETE ON session, idempotency TO tilsyn;
GRANT SELECT ON log_base TO tilsyn;

-- Before the tenant is known: who holds this token?  Rights are judged on what stands now.
-- In plpgsql, which keeps its plan: every request asks, and SQL would plan it each time anew.
CREATE FUNCTION session_find(token_hash bytea, now timestamptz, today date)
RETURNS TABLE (authority_id uuid, code text, "national" boolean, authority_language text,
	authority_name text, session uuid, account uuid, username text, name text, roles text[],
	language text, deputy boolean, expires_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY SELECT a.authority_id, t.code, t."national", t.language, t.name,
		s.id, a.id, a.username, a.name, a.roles, a.language,
		EXISTS (SELECT FROM account l, jsonb_to_recordset(l.deputies)
				AS d (account uuid, "from" date, "to" date)
			WHERE l.authority_id = a.authority_id AND l.deputies <> '[]'
				AND 'leader' = ANY (l.roles) AND NOT l.disabled AND d.account = a.id
				AND d."from" <= $3 AND (d."to" IS NULL OR d."to" >= $3)),
		s.expires_at
	FROM session s
	JOIN account a ON a.authority_id = s.authority_id AND a.id = s.account
	JOIN authority t ON t.authority_id = s.authority_id
	WHERE s.token_hash = $1 AND s.expires_at > $2 AND NOT a.disabled;
END
$$;

-- Before the tenant is known: whose password is to be checked?  Without a code only where one
-- authority stands alone.
CREATE FUNCTION account_find_for_login(authority_code text, username text)
RETURNS TABLE (authority_id uuid, account uuid, password_hash text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT a.authority_id, a.id, a.password_hash, a.disabled
	FROM authority t
	JOIN account a ON a.authority_id = t.authority_id
	WHERE lower(a.username) = lower($2)
		AND (t.code = $1 OR ($1 IS NULL AND (SELECT count(*) FROM authority) = 1))
$$;

-- Every tenant, for those who serve them all in turn: the first start, the clock, --verify-log.
CREATE FUNCTION authorities()
RETURNS TABLE (authority_id uuid, code text, name text, "national" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, code, name, "national" FROM authority ORDER BY code
$$;

REVOKE ALL ON FUNCTION session_find, account_find_for_login, authorities, log_base_raise
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_find, account_find_for_login, authorities, log_base_raise
	TO tilsyn;
