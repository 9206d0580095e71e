-- the letter as it now stands
INSERT INTO letter (
	authority_id, id, audit, corrects, "order", version, kind, state, breaches, dates, fields,
	language, notice_of_order, subject, body, sha256, author, writers, approvals, letter_date,
	created_at, submitted_at, dispatched_at, arrived_on, recipient, archive_number, comment,
	withdrawn_reason, exempt, language_reason, template_version, edited_by, edited_at,
	answers, their_reference, reminds)
VALUES (
	:authority, :id, :audit, :corrects, :order, :version, :kind, :state, :breaches, :dates,
	:fields, :language, :notice_of_order, :subject, :body, :sha256, :author, :writers,
	:approvals, :letter_date, :created_at, :submitted_at, :dispatched_at, :arrived_on,
	:recipient, :archive_number, :comment, :withdrawn_reason, :exempt, :language_reason,
	:template_version, :edited_by, :edited_at, :answers, :their_reference, :reminds)
ON CONFLICT (authority_id, id) DO UPDATE SET
	corrects = EXCLUDED.corrects, "order" = EXCLUDED."order", version = EXCLUDED.version,
	kind = EXCLUDED.kind, state = EXCLUDED.state, breaches = EXCLUDED.breaches,
	dates = EXCLUDED.dates, fields = EXCLUDED.fields, language = EXCLUDED.language,
	notice_of_order = EXCLUDED.notice_of_order, subject = EXCLUDED.subject,
	body = EXCLUDED.body, sha256 = EXCLUDED.sha256, author = EXCLUDED.author,
	writers = EXCLUDED.writers, approvals = EXCLUDED.approvals,
	letter_date = EXCLUDED.letter_date, submitted_at = EXCLUDED.submitted_at,
	dispatched_at = EXCLUDED.dispatched_at, arrived_on = EXCLUDED.arrived_on,
	recipient = EXCLUDED.recipient, archive_number = EXCLUDED.archive_number,
	comment = EXCLUDED.comment, withdrawn_reason = EXCLUDED.withdrawn_reason,
	exempt = EXCLUDED.exempt, language_reason = EXCLUDED.language_reason,
	template_version = EXCLUDED.template_version, edited_by = EXCLUDED.edited_by,
	edited_at = EXCLUDED.edited_at, answers = EXCLUDED.answers,
	their_reference = EXCLUDED.their_reference, reminds = EXCLUDED.reminds
