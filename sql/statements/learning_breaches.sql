-- breaches by how long they took, their duty and their quality dimensions
SELECT days, corrected, failed_duty, quality, breaches
FROM learning_breaches(:national, :programme, :today)
ORDER BY days, corrected, failed_duty, quality
