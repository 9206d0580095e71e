-- one part of a survey for an enterprise at a time, until the transaction ends
SELECT pg_advisory_xact_lock(hashtextextended(:enterprise || ' ' || :survey, 35))
