-- the changes noted in a series, in the order of time
SELECT date, text, new_phase
FROM own_note
WHERE authority_id = tenant() AND measure_point = :measure_point AND enterprise = :enterprise
ORDER BY date, text
