-- 0018_admins - an authority is never left without one who can administer it.

CREATE FUNCTION admin_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	-- two admins who end each other: the second waits here and then sees
	PERFORM FROM log_head WHERE authority_id = NEW.authority_id FOR NO KEY UPDATE;
	IF NOT EXISTS (SELECT FROM account WHERE authority_id = NEW.authority_id
		AND 'admin' = ANY (roles) AND NOT disabled) THEN
		PERFORM refuse('last_admin', 'the last who can administer the authority', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER admin_left AFTER UPDATE ON account
	FOR EACH ROW WHEN ('admin' = ANY (OLD.roles) AND NOT OLD.disabled
		AND ('admin' <> ALL (NEW.roles) OR NEW.disabled))
	EXECUTE FUNCTION admin_left();
