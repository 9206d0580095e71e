-- what an enterprise answered
INSERT INTO answer_set (
	authority_id, id, audit, number, received_on, days_late, reason, answers, registered_by, registered_at)
VALUES (
	:authority, :id, :audit, :number, :received_on, :days_late, :reason, :answers, :registered_by, :registered_at)
