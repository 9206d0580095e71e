-- 0043_offer - the step that a breach's rounds speak for, kept with every change of its case, and the notice of it.
ALTER TABLE breach
	ADD offered text CHECK (offered IN ('relapse', 'assess_corrected')),
	ADD offered_on date,
	ADD offered_rounds uuid[] NOT NULL DEFAULT '{}',
	ADD CONSTRAINT breach_offer CHECK ((offered IS NULL) = (offered_on IS NULL)
		AND (offered IS NULL) = (offered_rounds = '{}')),
	ADD CONSTRAINT breach_offered_from CHECK (offered IS NULL
		OR state = CASE offered WHEN 'relapse' THEN 'corrected' ELSE 'reported' END);
CREATE INDEX breach_offered ON breach (authority_id, offered_on, id) WHERE offered IS NOT NULL;

ALTER TABLE mail DROP CONSTRAINT mail_kind_check;
ALTER TABLE mail ADD CONSTRAINT mail_kind_check CHECK (kind IN ('letter', 'deadline_near', 'deadline_overdue',
	'reminder_sent', 'reminder_drafted', 'reminder_held', 'digest', 'relapse_offered', 'correction_offered'));
