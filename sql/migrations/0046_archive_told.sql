-- 0046_archive_told - why a journal post is not with the archive's connector yet, and what the connector said of it.

ALTER TABLE archive_post
	ADD failed_at      timestamptz,
	ADD fault          text,                -- why it cannot be put into the folder; gone when it could
	ADD receipt        text CHECK (receipt IN ('accepted', 'delivered', 'failed')),
	ADD receipt_reason text,
	ADD receipt_at     timestamptz,
	ADD CONSTRAINT archive_post_fault CHECK ((failed_at IS NULL) = (fault IS NULL)
		AND (fault IS NULL OR written_at IS NULL)),
	ADD CONSTRAINT archive_post_receipt CHECK ((receipt IS NULL) = (receipt_at IS NULL)
		AND (receipt IS NULL OR written_at IS NOT NULL) AND (receipt_reason IS NULL OR receipt = 'failed'));
GRANT UPDATE (failed_at, fault, receipt, receipt_reason, receipt_at) ON archive_post TO tilsyn;
CREATE TRIGGER kept_receipt BEFORE UPDATE ON archive_post
	FOR EACH ROW WHEN (OLD.receipt = 'delivered'
		AND (OLD.receipt, OLD.receipt_at) IS DISTINCT FROM (NEW.receipt, NEW.receipt_at))
	EXECUTE FUNCTION kept();
ALTER TABLE archive_post ENABLE ALWAYS TRIGGER kept_receipt;

-- A file is read piece by piece.
ALTER TABLE attachment ALTER content SET STORAGE EXTERNAL;

-- Across tenants, for the one who writes them; a letter waits for its paper, and what failed for its turn.
DROP FUNCTION archive_posts_waiting;
CREATE FUNCTION archive_posts_waiting(most bigint, again boolean)
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT p.authority_id, p.id FROM archive_post p
	WHERE p.written_at IS NULL AND (p.fault IS NULL OR $2) AND (p.letter IS NULL OR EXISTS (SELECT FROM document d
		WHERE d.authority_id = p.authority_id AND d.letter = p.letter AND d.content IS NOT NULL))
	ORDER BY p.failed_at NULLS FIRST, p.wanted_at, p.id
	LIMIT $1
$$;

-- The folder itself cannot be used: so no post can be written.  How many did not know.
CREATE FUNCTION archive_posts_failed(why text, at timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	WITH told AS (UPDATE archive_post SET fault = $1, failed_at = $2
		WHERE written_at IS NULL AND fault IS DISTINCT FROM $1 RETURNING 1)
	SELECT count(*) FROM told
$$;

CREATE FUNCTION archive_figures()
RETURNS TABLE (waiting bigint, failing bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT count(*), count(fault), min(wanted_at) FROM archive_post WHERE written_at IS NULL
$$;
REVOKE ALL ON FUNCTION archive_posts_waiting, archive_posts_failed, archive_figures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION archive_posts_waiting, archive_posts_failed, archive_figures TO tilsyn;

-- What a case shows of a post.
CREATE FUNCTION archive_post_state(p archive_post) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT CASE WHEN p.id IS NOT NULL
		THEN coalesce(p.receipt, CASE WHEN p.written_at IS NULL THEN 'waiting' ELSE 'written' END) END
$$;
