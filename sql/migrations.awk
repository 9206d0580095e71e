# migrations.awk - sql/migrations/NNNN_name.sql becomes MIGRATION(number, "NNNN_name", "its text").

FNR == 1 {
	if (name != "")
		print ")"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	printf "MIGRATION(%d, \"%s\"", substr(name, 1, 4), name
	between = ",\n\t"
}

{
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	printf "%s\"%s\\n\"", between, $0
	between = "\n\t"
}

END {
	print ")"
}
