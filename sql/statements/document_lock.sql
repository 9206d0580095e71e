-- a document to make, unless another makes it; it is composed meanwhile, as a case file is
SELECT letter, reason, set_config('idle_in_transaction_session_timeout', '10min', true) AS patience
FROM document
WHERE authority_id = tenant() AND letter = :id AND content IS NULL
FOR UPDATE SKIP LOCKED
