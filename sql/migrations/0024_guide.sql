-- 0024_guide - what a guide's audits are about, and a review that changes nothing else.
ALTER TABLE programme ADD themes text[] NOT NULL DEFAULT '{}';
ALTER TABLE programme ALTER themes DROP DEFAULT;

-- A guide in use may be reviewed, and found good as it is.
DROP TRIGGER used ON programme;
CREATE TRIGGER used AFTER UPDATE ON programme
	FOR EACH ROW WHEN ((to_jsonb(OLD) - '{version,review_by}'::text[])
		IS DISTINCT FROM (to_jsonb(NEW) - '{version,review_by}'::text[]))
	EXECUTE FUNCTION used_judged();
