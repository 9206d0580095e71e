-- open breaches per requirement
SELECT r.requirement, count(*) AS breaches
FROM breach b, unnest(b.requirements) AS r (requirement)
WHERE b.authority_id = tenant() AND b.state IN ('established', 'insufficient', 'reported')
GROUP BY r.requirement
ORDER BY breaches DESC, r.requirement
