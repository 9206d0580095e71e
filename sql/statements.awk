# statements.awk - sql/statements/NAME.sql becomes STATEMENT(NAME, "SQL", "names of its parameters").
#
# A parameter is written :name and becomes $1, $2, … in order of first use; a name used twice is one
# parameter.  Casts (::type), quoted text and comments are left alone; comments do not travel.

function finish()
{
	if (name == "")
		return
	if (quoted) {
		print FILENAME ": a quote is left open in " name > "/dev/stderr"
		failed = 1
	}
	printf ", \"%s\")\n", names
}

function parameter(word)
{
	if (!((name, word) in number)) {
		number[name, word] = ++count
		names = names (count > 1 ? "," : "") word
	}
	return "$" number[name, word]
}

# The line with numbers for names, up to a comment; `quoted` is the quote still open, if any.
function translate(line,    out, c)
{
	out = ""
	while (line != "") {
		c = substr(line, 1, 1)
		if (quoted == "" && substr(line, 1, 2) == "--")
			break
		if (quoted == "" && substr(line, 1, 2) == "::") {
			out = out "::"
			line = substr(line, 3)
			continue
		}
		if (quoted == "" && match(line, /^:[a-z_][a-z0-9_]*/)) {
			out = out parameter(substr(line, 2, RLENGTH - 1))
			line = substr(line, RLENGTH + 1)
			continue
		}
		if (c == quoted)
			quoted = ""
		else if (quoted == "" && (c == "'" || c == "\""))
			quoted = c
		out = out c
		line = substr(line, 2)
	}
	sub(/[ \t]+$/, "", out)
	return out
}

FNR == 1 {
	finish()
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	names = quoted = ""
	count = 0
	printf "STATEMENT(%s", name
	between = ",\n\t\""
}

{
	text = translate($0)
	if (text != "") {
		gsub(/\\/, "&&", text)
		gsub(/"/, "\\\"", text)
		printf "%s%s\"", between, text
		between = "\n\t\"\\n"
	}
}

END {
	finish()
	exit failed
}
