-- 0036_later_round - when practice is measured again: a guide's plan, and the audit's own.
ALTER TABLE programme
	ADD later_rounds jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(later_rounds) = 'array'),
	ADD responsible uuid,                   -- for the review of the guide; none: the leaders
	ADD CONSTRAINT programme_responsible FOREIGN KEY (authority_id, responsible)
		REFERENCES account (authority_id, id);
ALTER TABLE audit
	ADD later_rounds jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(later_rounds) = 'array');

-- Of a guide in use may still be said that it was reviewed, and who sees to that.
DROP TRIGGER used ON programme;
CREATE TRIGGER used AFTER UPDATE ON programme
	FOR EACH ROW WHEN ((to_jsonb(OLD) - '{version,review_by,responsible}'::text[])
		IS DISTINCT FROM (to_jsonb(NEW) - '{version,review_by,responsible}'::text[]))
	EXECUTE FUNCTION used_judged();
