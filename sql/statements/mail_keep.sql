-- a mail whose end is known and cannot be told yet stays in hand of the one who has it
UPDATE mail SET leased_until = :lease
WHERE authority_id = tenant() AND id = :id AND state = 'sending' AND attempts = :attempt
