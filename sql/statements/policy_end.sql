-- a policy ends earlier than it was to
UPDATE policy SET valid_to = :ended_on, version = version + 1
WHERE authority_id = tenant() AND id = :id
