# texts.awk - daemon/letter/texts/NAME.LANGUAGE.txt becomes LETTER_TEXT("NAME", "LANGUAGE", "its text").

FNR == 1 {
	if (name != "")
		print ")"
	name = FILENAME
	sub(/.*\//, "", name)
	split(name, part, ".")
	printf "LETTER_TEXT(\"%s\", \"%s\"", part[1], part[2]
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
