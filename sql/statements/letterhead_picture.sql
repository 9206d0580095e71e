-- a picture that may become a logo, unless it is too large: only columns that read the same in binary
SELECT CASE WHEN size <= :most::bigint THEN content END AS content
FROM attachment
WHERE authority_id = tenant() AND id = :id
