-- when the next rung will be climbed, and the day of the first that lapses, of all tenants
SELECT next_rung_at, next_lapse AS effective_due FROM clerk_outlook()
