-- days from established to corrected or last seen open, of all breaches, by duty and by quality dimension
SELECT part, word, days, corrected, censored
FROM learning_times(:national, :programme, :from, :to, :today)
ORDER BY part, word, days
