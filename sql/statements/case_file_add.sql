-- a case file is asked for
INSERT INTO case_file (authority_id, id, audit, audit_version, wanted_by, language, wanted_at)
VALUES (tenant(), :id, :audit, :audit_version, :wanted_by, :language, :wanted_at)
