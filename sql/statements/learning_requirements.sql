-- per requirement, those most often breached first
SELECT code, act, section, audits, with_breach, breaches
FROM learning_requirements(:national, :programme, :from, :to)
ORDER BY breaches DESC, code
