-- when the clock looks at the deadline again, if ever
UPDATE deadline SET next_rung_at = :next_rung_at
WHERE authority_id = tenant() AND id = :id
