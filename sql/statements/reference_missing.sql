-- which of these rows are not there: a list of nouns and one of ids, side by side
SELECT DISTINCT wanted.noun, wanted.id
FROM unnest(:nouns::text[], :ids::uuid[]) AS wanted (noun, id)
WHERE NOT CASE wanted.noun
	WHEN 'account' THEN EXISTS (SELECT FROM account
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'caseworker' THEN EXISTS (SELECT FROM account
		WHERE authority_id = tenant() AND id = wanted.id AND roles && ARRAY['caseworker', 'leader'])
	WHEN 'attachment' THEN EXISTS (SELECT FROM attachment
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'enterprise' THEN EXISTS (SELECT FROM enterprise
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'measure_point' THEN EXISTS (SELECT FROM measure_point
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'programme' THEN EXISTS (SELECT FROM programme
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'audit' THEN EXISTS (SELECT FROM audit
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'survey' THEN EXISTS (SELECT FROM survey
		WHERE authority_id = tenant() AND id = wanted.id)
	WHEN 'requirement' THEN EXISTS (SELECT FROM requirement
		WHERE authority_id = tenant() AND id = wanted.id)
END
