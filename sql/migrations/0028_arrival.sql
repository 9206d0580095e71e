-- 0028_arrival - no letter arrives before it is sent.

ALTER TABLE letter ADD CONSTRAINT letter_arrives_later CHECK (arrived_on IS NULL
	OR arrived_on >= (dispatched_at AT TIME ZONE 'Europe/Oslo')::date);
