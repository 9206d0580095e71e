-- the head of the authority's own chain, held until the command is done
SELECT log_hash
FROM log_head
WHERE authority_id = tenant()
FOR NO KEY UPDATE
