-- one at a time may look whether an authority stands, and make it
SELECT pg_advisory_xact_lock(1953066362)
