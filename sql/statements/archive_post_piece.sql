-- a piece of a file of a journal post: only a column that reads the same in binary
SELECT substring(content FROM :from::integer + 1 FOR :most::integer) AS piece FROM document
WHERE authority_id = tenant() AND letter = :file AND content IS NOT NULL
UNION ALL
SELECT substring(content FROM :from::integer + 1 FOR :most::integer) FROM attachment
WHERE authority_id = tenant() AND id = :file
