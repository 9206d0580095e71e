-- that somebody was told of this date, once
INSERT INTO review (authority_id, programme, review_by, told_at)
SELECT authority_id, id, review_by, :now FROM programme
WHERE authority_id = tenant() AND id = :id AND review_by IS NOT NULL
ON CONFLICT DO NOTHING
