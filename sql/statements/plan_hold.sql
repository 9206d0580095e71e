-- one plan of an enterprise by this edition of a guide at a time, until the transaction ends
SELECT pg_advisory_xact_lock(hashtextextended(:enterprise || ' ' || :programme, 17))
