-- 0012_references - ids inside arrays and JSON point at rows of the same authority, and where they
-- are of a case, of the same case.  Nothing they can point at is ever deleted (0009_kept), so what
-- held when it was written holds for good.

-- Arguments: the column, the JSON path to the ids in it, the tables they may be in, and 'case'.
CREATE FUNCTION references_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	name text;
	ids uuid[];
	known uuid[];
BEGIN
	SELECT array_agg(DISTINCT value::uuid) INTO ids
	FROM jsonb_array_elements_text(
		jsonb_path_query_array(to_jsonb(NEW) -> TG_ARGV[0], TG_ARGV[1]::jsonpath)) AS value
	WHERE value <> '';
	FOREACH name IN ARRAY string_to_array(TG_ARGV[2], ' ') LOOP
		EXIT WHEN coalesce(cardinality(ids), 0) = 0;
		IF TG_ARGV[3] = 'case' THEN
			EXECUTE format('SELECT array_agg(id) FROM %I
				WHERE authority_id = $1 AND id = ANY ($2) AND audit = $3', name)
			INTO known USING NEW.authority_id, ids, (to_jsonb(NEW) ->> 'audit')::uuid;
		ELSE
			EXECUTE format('SELECT array_agg(id) FROM %I
				WHERE authority_id = $1 AND id = ANY ($2)', name)
			INTO known USING NEW.authority_id, ids;
		END IF;
		ids := ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(known));
	END LOOP;
	IF cardinality(ids) > 0 THEN
		PERFORM refuse('unknown_reference', format('%s.%s: %s is no %s of ours', TG_TABLE_NAME,
			TG_ARGV[0], ids[1], TG_ARGV[2]), NEW.id);
	END IF;
	RETURN NULL;
END
$$;

-- Most of these columns are empty most of the time: then nothing is put off to the COMMIT.
DO $$
DECLARE
	r record;
BEGIN
	FOR r IN SELECT * FROM (VALUES
		('account', 'deputies', '$[*].account', 'account', ''),
		('programme', 'requirements', '$[*]', 'requirement', ''),
		('programme', 'measure_points', '$[*]', 'measure_point', ''),
		('audit', 'requirements', '$[*]', 'requirement', ''),
		('audit', 'measure_points', '$[*]', 'measure_point', ''),
		('audit', 'team', '$[*]', 'account', ''),
		('audit', 'owners', '$[*].lead_auditor', 'account', ''),
		('audit', 'owners', '$[*].agreed_by', 'account', ''),
		('audit', 'owners', '$[*].document', 'attachment', ''),
		('breach', 'requirements', '$[*]', 'requirement', ''),
		('assessment', 'requirements', '$[*]', 'requirement', ''),
		('incoming', 'attachments', '$[*]', 'attachment', ''),
		('incoming', 'answers', '$[*]', 'letter deadline', 'case'),
		('letter', 'breaches', '$[*]', 'breach', 'case'),
		('letter', 'dates', '$[*].breach', 'breach', 'case'),
		('letter', 'notice_of_order', '$.breaches[*]', 'breach', 'case'),
		('letter', 'writers', '$[*]', 'account', ''),
		('order', 'breaches', '$[*]', 'breach', 'case')
		) AS v (tab, col, path, target, scope)
	LOOP
		EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT ON %I
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
			WHEN (NEW.%I::text NOT IN (''{}'', ''[]''))
			EXECUTE FUNCTION references_judged(%L, %L, %L, %L)',
			'refers_' || md5(r.col || r.path), r.tab, r.col,
			r.col, r.path, r.target, r.scope);
		CONTINUE WHEN r.tab IN ('assessment', 'incoming');      -- they never change
		EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER UPDATE ON %I
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
			WHEN (NEW.%I::text NOT IN (''{}'', ''[]'')
				AND NEW.%I IS DISTINCT FROM OLD.%I)
			EXECUTE FUNCTION references_judged(%L, %L, %L, %L)',
			'refers_again_' || md5(r.col || r.path), r.tab, r.col, r.col, r.col,
			r.col, r.path, r.target, r.scope);
	END LOOP;
END
$$;
