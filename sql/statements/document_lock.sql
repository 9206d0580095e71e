-- a document to make, unless another makes it
SELECT letter, reason FROM document
WHERE authority_id = tenant() AND letter = :id AND content IS NULL
FOR UPDATE SKIP LOCKED
