-- records drawn
INSERT INTO draw (
	authority_id, id, measure_point, about, population, sample, way, seed, target, confidence,
	allowed_failures, drawn_by, drawn_at)
VALUES (
	:authority, :id, :measure_point, :about, :population, :sample, :way, :seed, :target,
	:confidence, :allowed_failures, :drawn_by, :drawn_at)
