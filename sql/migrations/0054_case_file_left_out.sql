-- A case file of more than it can hold says which attachments are to be fetched by themselves.
ALTER TABLE case_file ADD left_out uuid[] NOT NULL DEFAULT '{}',
	ADD CONSTRAINT case_file_left_out CHECK (content IS NOT NULL OR left_out = '{}');
GRANT UPDATE (left_out) ON case_file TO tilsyn;
