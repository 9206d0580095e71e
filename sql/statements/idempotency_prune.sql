-- keys nobody can use any more
DELETE FROM idempotency WHERE authority_id = tenant() AND created_at <= :before
