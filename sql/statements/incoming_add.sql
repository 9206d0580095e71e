-- what has arrived
INSERT INTO incoming (
	authority_id, id, audit, received_on, "from", text, attachments, answers, language, exempt, writes_off,
	their_reference, registered_by, registered_at)
VALUES (
	:authority, :id, :audit, :received_on, :from, :text, :attachments, :answers,
	:language, :exempt, :writes_off, :their_reference, :registered_by, :registered_at)
