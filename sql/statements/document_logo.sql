-- the logo that was in force when a letter was dispatched: only columns that read the same in binary
SELECT h.alt, h.width::text AS width, h.height::text AS height, h.rgb
FROM letterhead h
JOIN letter l ON l.authority_id = h.authority_id AND l.id = :id
WHERE h.authority_id = tenant() AND h.added_at <= l.dispatched_at
ORDER BY h.added_at DESC, h.id DESC
LIMIT 1
