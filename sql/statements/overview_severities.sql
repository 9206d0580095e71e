-- open breaches per severity
SELECT b.severity, count(*) AS breaches
FROM breach b
WHERE b.authority_id = tenant() AND b.state IN ('established', 'insufficient', 'reported')
GROUP BY b.severity
ORDER BY breaches DESC, b.severity
