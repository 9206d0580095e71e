-- every session of an account but one (or none): its password or rights have changed
DELETE FROM session
WHERE authority_id = tenant() AND account = :account AND (:but::uuid IS NULL OR id <> :but)
