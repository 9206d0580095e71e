-- the logo on letters from now on
INSERT INTO letterhead (
	authority_id, id, attachment, alt, width, height, rgb, added_by, added_at)
VALUES (
	:authority, :id, :attachment, :alt, :width, :height, CASE WHEN :alt::text IS NOT NULL THEN :rgb::bytea END,
	:added_by, :added_at)
