-- who else can administer the authority
SELECT id
FROM account
WHERE authority_id = tenant() AND 'admin' = ANY (roles) AND NOT disabled AND id <> :id
