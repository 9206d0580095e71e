-- why a journal post is not with the archive's connector, and whether that is news
UPDATE archive_post p SET fault = :reason, failed_at = :now
FROM (SELECT fault FROM archive_post WHERE authority_id = tenant() AND id = :id) AS was
WHERE p.authority_id = tenant() AND p.id = :id AND p.written_at IS NULL
RETURNING was.fault IS DISTINCT FROM :reason AS news
