-- case files of all tenants that were asked for and are not made yet
SELECT authority_id AS authority, id, due FROM case_files_wanted(:most, :after, :after_authority, :after_id)
