-- 0007_lists - an index for every filter and sort of the lists, each ending as its cursor does.

-- audits: sorted by case_number, due and created
CREATE INDEX audit_case_order ON audit (authority_id, case_year, case_serial);
CREATE INDEX audit_due ON audit (authority_id, next_due, id);
CREATE INDEX audit_created ON audit (authority_id, created_at, id);
CREATE INDEX audit_state ON audit (authority_id, state, case_year, case_serial);
CREATE INDEX audit_state_due ON audit (authority_id, state, next_due, id);
CREATE INDEX audit_enterprise ON audit (authority_id, enterprise, case_year, case_serial);
CREATE INDEX audit_programme ON audit (authority_id, programme, case_year, case_serial);
CREATE INDEX audit_method ON audit (authority_id, method, case_year, case_serial);
CREATE INDEX audit_lead ON audit (authority_id, lead_auditor, id);
CREATE INDEX audit_follow_up_lead ON audit (authority_id, follow_up_lead, id);
CREATE INDEX audit_team ON audit USING gin (team);
-- the others are met often enough along any sort
CREATE INDEX audit_critical ON audit (authority_id, case_year, case_serial)
	WHERE 'critical' = ANY (severities);

-- the overview: what is open is a small part
CREATE INDEX audit_open ON audit (authority_id, id) WHERE state NOT IN ('closed', 'cancelled');
CREATE INDEX breach_open ON breach (authority_id, audit)
	WHERE state IN ('established', 'insufficient', 'reported');

-- deadlines: sorted by due; those that run are few and asked for most
CREATE INDEX deadline_due ON deadline (authority_id, due, id);
CREATE INDEX deadline_running ON deadline (authority_id, due, id) INCLUDE (effective_due)
	WHERE state = 'running';
CREATE INDEX deadline_overdue ON deadline (authority_id, effective_due, id)
	WHERE state = 'running';
CREATE INDEX deadline_kind ON deadline (authority_id, kind, due, id);
CREATE INDEX deadline_state ON deadline (authority_id, state, due, id);
CREATE INDEX deadline_breach ON deadline (authority_id, breach) WHERE state = 'running';

-- letters: sorted by created
CREATE INDEX letter_created ON letter (authority_id, created_at, id);
CREATE INDEX letter_state ON letter (authority_id, state, created_at, id);
CREATE INDEX letter_kind ON letter (authority_id, kind, created_at, id);

-- What lists of audits ask of deadlines and breaches is kept on the audit, here and nowhere else.
CREATE FUNCTION audit_next_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	UPDATE audit SET next_due = d.earliest
	FROM (SELECT coalesce(min(effective_due), 'infinity') AS earliest FROM deadline
		WHERE authority_id = NEW.authority_id AND audit = NEW.audit AND state = 'running') d
	WHERE authority_id = NEW.authority_id AND id = NEW.audit AND next_due <> d.earliest;
	RETURN NULL;
END
$$;
CREATE TRIGGER next_due_added AFTER INSERT ON deadline
	FOR EACH ROW WHEN (NEW.state = 'running') EXECUTE FUNCTION audit_next_due();
CREATE TRIGGER next_due_changed AFTER UPDATE ON deadline
	FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.effective_due <> NEW.effective_due)
	EXECUTE FUNCTION audit_next_due();

CREATE FUNCTION audit_severities() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	UPDATE audit SET severities = b.found
	FROM (SELECT coalesce(array_agg(DISTINCT severity), '{}') AS found FROM breach
		WHERE authority_id = NEW.authority_id AND audit = NEW.audit AND state <> 'dropped'
			AND severity IS NOT NULL) b
	WHERE authority_id = NEW.authority_id AND id = NEW.audit AND severities <> b.found;
	RETURN NULL;
END
$$;
CREATE TRIGGER severities_added AFTER INSERT ON breach
	FOR EACH ROW WHEN (NEW.severity IS NOT NULL) EXECUTE FUNCTION audit_severities();
CREATE TRIGGER severities_changed AFTER UPDATE ON breach
	FOR EACH ROW WHEN (OLD.severity IS DISTINCT FROM NEW.severity OR NEW.state = 'dropped')
	EXECUTE FUNCTION audit_severities();

-- Full text.  The stemmer takes nynorsk too, but not words that differ in the stem: those are
-- brought to one form on both sides.
CREATE FUNCTION search_form(text text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT regexp_replace(replace(replace(replace(replace(replace(replace(lower($1),
		'lovbrot', 'lovbrudd'), 'skule', 'skole'), 'heim', 'hjem'), 'sjuk', 'syk'),
		'tenest', 'tjenest'), 'rettleiing', 'veiledning'),
		'\mborn', 'barn', 'g')
$$;

ALTER TABLE audit ADD words tsvector
	GENERATED ALWAYS AS (to_tsvector('pg_catalog.norwegian', search_form(theme))) STORED;
ALTER TABLE breach ADD words tsvector
	GENERATED ALWAYS AS (to_tsvector('pg_catalog.norwegian',
		search_form(title || ' ' || coalesce(facts, '')))) STORED;
ALTER TABLE enterprise ADD words tsvector
	GENERATED ALWAYS AS (to_tsvector('pg_catalog.norwegian', search_form(name))) STORED;
CREATE INDEX audit_words ON audit USING gin (words);
CREATE INDEX breach_words ON breach USING gin (words);
CREATE INDEX enterprise_words ON enterprise USING gin (words);

-- Behind the wall neither @@ nor @> is leakproof, so the planner may not use their indexes there:
-- these two look on the owner's side and keep to the tenant themselves.
CREATE FUNCTION audits_about(q text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	asked tsquery := websearch_to_tsquery('pg_catalog.norwegian', search_form(q));
BEGIN
	RETURN QUERY
	SELECT a.id FROM audit a WHERE a.words @@ asked AND a.authority_id = tenant()
	UNION
	SELECT b.audit FROM breach b WHERE b.words @@ asked AND b.authority_id = tenant()
	UNION
	SELECT a.id FROM enterprise e
	JOIN audit a ON a.authority_id = e.authority_id AND a.enterprise = e.id
	WHERE e.words @@ asked AND e.authority_id = tenant();
END
$$;

CREATE FUNCTION audits_of_member(account uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT a.id FROM audit a WHERE a.team @> ARRAY[$1] AND a.authority_id = tenant()
$$;

REVOKE ALL ON FUNCTION audits_about, audits_of_member FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audits_about, audits_of_member TO tilsyn;
