-- 0017_used - what audits rest on does not change under them, and a demand is only ever sharpened.

-- A measure point asks something even where its maker said nothing.
UPDATE measure_point
SET target = coalesce(target, 1), n_min = coalesce(n_min, 20), rounds = coalesce(rounds, 2),
	spacing_days = coalesce(spacing_days, 28);
ALTER TABLE measure_point
	ALTER target SET NOT NULL,
	ALTER n_min SET NOT NULL,
	ALTER rounds SET NOT NULL,
	ALTER spacing_days SET NOT NULL;

CREATE INDEX audit_measure_points ON audit USING gin (measure_points);
CREATE INDEX audit_requirements ON audit USING gin (requirements);
CREATE INDEX breach_requirements ON breach USING gin (requirements);
CREATE INDEX demand_measure_point ON demand (authority_id, measure_point);
CREATE INDEX observation_measure_point ON observation (authority_id, measure_point);

-- On the owner's side, since behind the wall @> may not use its index; they keep to the tenant.
CREATE FUNCTION measure_point_used(authority uuid, point uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audit WHERE measure_points @> ARRAY[$2] AND authority_id = $1)
		OR EXISTS (SELECT FROM demand WHERE authority_id = $1 AND measure_point = $2)
		OR EXISTS (SELECT FROM observation WHERE authority_id = $1 AND measure_point = $2)
$$;

CREATE FUNCTION requirement_used(authority uuid, requirement uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audit WHERE requirements @> ARRAY[$2] AND authority_id = $1)
		OR EXISTS (SELECT FROM breach WHERE requirements @> ARRAY[$2] AND authority_id = $1)
$$;

CREATE FUNCTION programme_used(authority uuid, programme uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audit a WHERE a.authority_id = $1 AND a.programme = $2)
$$;

REVOKE ALL ON FUNCTION measure_point_used, requirement_used, programme_used FROM PUBLIC;
GRANT EXECUTE ON FUNCTION measure_point_used, requirement_used, programme_used TO tilsyn;

-- Whoever begins to use a row shares it, whoever changes it has it alone: neither passes the other.
CREATE FUNCTION used_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	used boolean;
BEGIN
	EXECUTE format('SELECT %I($1, $2)', TG_TABLE_NAME || '_used')
	INTO used USING NEW.authority_id, NEW.id;
	IF used THEN
		PERFORM refuse('in_use', TG_TABLE_NAME || ': an audit rests on it', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER used AFTER UPDATE ON measure_point
	FOR EACH ROW WHEN ((OLD.numerator, OLD.denominator, OLD.target, OLD.hard, OLD.n_min,
			OLD.rounds, OLD.spacing_days)
		IS DISTINCT FROM (NEW.numerator, NEW.denominator, NEW.target, NEW.hard, NEW.n_min,
			NEW.rounds, NEW.spacing_days))
	EXECUTE FUNCTION used_judged();
CREATE TRIGGER used AFTER UPDATE ON requirement
	FOR EACH ROW WHEN ((OLD.act, OLD.section) IS DISTINCT FROM (NEW.act, NEW.section))
	EXECUTE FUNCTION used_judged();
CREATE TRIGGER used AFTER UPDATE ON programme
	FOR EACH ROW WHEN ((to_jsonb(OLD) - 'version') IS DISTINCT FROM (to_jsonb(NEW) - 'version'))
	EXECUTE FUNCTION used_judged();

-- Arguments: pairs of a column, of one id or many, and the table they are rows of.
CREATE FUNCTION shared() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	ids uuid[];
BEGIN
	FOR i IN 0 .. TG_NARGS / 2 - 1 LOOP
		SELECT array_agg(value::uuid) INTO ids
		FROM jsonb_array_elements_text(
			jsonb_path_query_array(to_jsonb(NEW) -> TG_ARGV[2 * i], '$[*]')) AS value;
		EXECUTE format('SELECT FROM %I WHERE authority_id = $1 AND id = ANY ($2)
			ORDER BY id FOR SHARE', TG_ARGV[2 * i + 1])
		USING NEW.authority_id, ids;
	END LOOP;
	RETURN NULL;
END
$$;
CREATE TRIGGER shares AFTER INSERT ON audit FOR EACH ROW
	EXECUTE FUNCTION shared('programme', 'programme', 'requirements', 'requirement',
		'measure_points', 'measure_point');
CREATE TRIGGER shares_again AFTER UPDATE ON audit FOR EACH ROW
	WHEN ((OLD.programme, OLD.requirements, OLD.measure_points)
		IS DISTINCT FROM (NEW.programme, NEW.requirements, NEW.measure_points))
	EXECUTE FUNCTION shared('programme', 'programme', 'requirements', 'requirement',
		'measure_points', 'measure_point');
CREATE TRIGGER shares AFTER INSERT ON breach FOR EACH ROW
	EXECUTE FUNCTION shared('requirements', 'requirement');
CREATE TRIGGER shares_again AFTER UPDATE ON breach FOR EACH ROW
	WHEN (OLD.requirements IS DISTINCT FROM NEW.requirements)
	EXECUTE FUNCTION shared('requirements', 'requirement');
CREATE TRIGGER shares AFTER INSERT ON observation FOR EACH ROW
	EXECUTE FUNCTION shared('measure_point', 'measure_point');

-- A demand asks no less than its measure point; what the final report stated is only sharpened, and
-- nothing is asked for a breach that has ended.
CREATE FUNCTION demand_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	point measure_point;
BEGIN
	SELECT * INTO point FROM measure_point
	WHERE authority_id = NEW.authority_id AND id = NEW.measure_point
	FOR SHARE;
	IF EXISTS (SELECT FROM breach WHERE authority_id = NEW.authority_id AND id = NEW.breach
			AND state IN ('corrected', 'dropped')) THEN
		PERFORM refuse('wrong_state', 'asked for a breach that has ended', NEW.id);
	ELSIF NEW.target < point.target OR NEW.n_min < point.n_min OR NEW.rounds < point.rounds
		OR NEW.spacing_days < point.spacing_days THEN
		PERFORM refuse('only_sharper', 'asks less than its measure point', NEW.id);
	ELSIF TG_OP = 'INSERT' OR NOT EXISTS (SELECT FROM audit WHERE authority_id = NEW.authority_id
			AND id = NEW.audit AND state IN ('follow_up', 'closed')) THEN
		RETURN NULL;
	ELSIF NEW.evidence_kind <> OLD.evidence_kind
		OR (OLD.measure_point IS NOT NULL
			AND (NEW.measure_point IS DISTINCT FROM OLD.measure_point
				OR coalesce(NEW.target, point.target) < OLD.target
				OR coalesce(NEW.n_min, point.n_min) < OLD.n_min
				OR coalesce(NEW.rounds, point.rounds) < OLD.rounds
				OR coalesce(NEW.spacing_days, point.spacing_days)
					< OLD.spacing_days)) THEN
		PERFORM refuse('only_sharper', 'asks less than the final report', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
-- AFTER, since BEFORE INSERT also runs for a row that ON CONFLICT then updates
CREATE TRIGGER judged_new AFTER INSERT ON demand
	FOR EACH ROW EXECUTE FUNCTION demand_judged();
CREATE TRIGGER judged AFTER UPDATE ON demand
	FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION demand_judged();
