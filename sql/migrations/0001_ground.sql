-- 0001_ground - the daemon's role, the tenant and case of a transaction, an extension.
--
-- The migrator connects as tilsyn_owner, which owns every table; the daemon connects as tilsyn,
-- which owns none and has only the rights granted in 0006_access.

DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tilsyn') THEN
		CREATE ROLE tilsyn LOGIN;
	END IF;
END
$$;

-- for the exclusion of overlapping rounds; trusted, so the database's owner may
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- A transaction sees one tenant, acts for one account and, on a case, works on that one.  After a
-- first commit a setting is '' and not NULL.  Plain SQL without SET, so that the planner can write
-- them into the query.
CREATE FUNCTION tenant() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('tilsyn.authority', true), '')::uuid;

CREATE FUNCTION this_case() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('tilsyn.audit', true), '')::uuid;

CREATE FUNCTION this_account() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('tilsyn.account', true), '')::uuid;
