-- first and last rounds, by measure point
SELECT code, text, compliant_1, sample_1, compliant_2, sample_2, alike
FROM learning_effects(:national, :programme, :from, :to)
ORDER BY code, text, compliant_1, sample_1, compliant_2, sample_2
