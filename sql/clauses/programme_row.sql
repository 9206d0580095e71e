-- a programme, as it is read
id, edition AS version, version AS row_version, code, title, year, method, national, themes, review_by,
responsible, later_rounds, requirements, measure_points, questions
