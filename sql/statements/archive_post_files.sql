-- the files of a journal post, in their order: a letter's paper, or what came with an incoming
SELECT 'brev.pdf' AS name, l.subject AS title, octet_length(d.content) AS length, d.letter AS id, 1 AS place
FROM document d
JOIN letter l ON l.authority_id = d.authority_id AND l.id = d.letter
WHERE d.authority_id = tenant() AND d.letter = :id AND d.content IS NOT NULL
UNION ALL
SELECT f.name, f.name, f.size, f.id, x.place
FROM incoming i
CROSS JOIN unnest(i.attachments) WITH ORDINALITY AS x (id, place)
JOIN attachment f ON f.authority_id = i.authority_id AND f.id = x.id
WHERE i.authority_id = tenant() AND i.id = :id
ORDER BY place
