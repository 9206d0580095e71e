-- open breaches per programme
SELECT a.programme, count(*) AS breaches
FROM breach b
JOIN audit a ON a.authority_id = b.authority_id AND a.id = b.audit
WHERE b.authority_id = tenant() AND b.state IN ('established', 'insufficient', 'reported')
GROUP BY a.programme
ORDER BY breaches DESC, a.programme
