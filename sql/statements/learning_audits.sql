-- how many concluded audits the figures are of
SELECT count(*) AS audits FROM learning_audits(:national, :programme, :from, :to)
