-- 0051_deputy_of_writer - nobody approves as a leader on behalf of one who wrote the letter.

CREATE FUNCTION is_deputy_besides(authority uuid, account uuid, day date, besides uuid[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM account l, jsonb_to_recordset(l.deputies)
			AS d (account uuid, "from" date, "to" date)
		WHERE l.authority_id = $1 AND l.deputies <> '[]' AND 'leader' = ANY (l.roles)
			AND NOT l.disabled AND NOT l.id = ANY ($4) AND d.account = $2
			AND d."from" <= $3 AND (d."to" IS NULL OR d."to" >= $3))
$$;

CREATE OR REPLACE FUNCTION judge_new_leaders(l letter, before jsonb) RETURNS void
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
			AND NOT is_deputy_besides(l.authority_id, one.account,
				(one.approved_at AT TIME ZONE 'Europe/Oslo')::date, l.writers) THEN
			PERFORM refuse('role_missing', 'approved as leader by one who is none', l.id);
		END IF;
	END LOOP;
END
$$;
