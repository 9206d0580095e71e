-- every policy in force today, each with the authority's closing days
SELECT * FROM policies_standing(:today) ORDER BY id
