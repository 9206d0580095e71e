-- a case file to make, unless another makes it, and the case it is of; what is composed meanwhile holds nobody up
-- who would wait for it, and may take longer than a caller's silence
SELECT f.id, f.language, t.name AS sender, set_config('tilsyn.audit', f.audit::text, true) AS audit,
	set_config('idle_in_transaction_session_timeout', '10min', true) AS patience
FROM case_file f
JOIN authority t ON t.authority_id = f.authority_id
WHERE f.authority_id = tenant() AND f.id = :id AND f.content IS NULL AND f.reason IS NULL
FOR UPDATE OF f SKIP LOCKED
