-- What a journal post has come to is told of every letter that is read: with its text bound here, and no
-- path of its own to set, the planner writes it into the statement instead of calling it row by row.
CREATE OR REPLACE FUNCTION archive_post_state(p archive_post) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN p.id IS NOT NULL
	THEN coalesce(p.receipt, CASE WHEN p.written_at IS NULL THEN 'waiting' ELSE 'written' END) END;

-- Whether a wording awaits approval is asked by letter_load within its own plan, and else by a trigger alone.
REVOKE EXECUTE ON FUNCTION wording_awaits FROM tilsyn;

-- The guards that a leader may override, and no others (domain.md 4.2).
ALTER TABLE assessment ADD CONSTRAINT assessment_overridden_check
	CHECK (overridden <@ ARRAY['practice_missing', 'management_missing', 'measure_point_fails']);
