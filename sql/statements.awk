# statements.awk - sql/statements/NAME.sql becomes STATEMENT(NAME, "SQL", "names of its parameters").
#
# A parameter is written :name and becomes $1, $2, … in order of first use; a name used twice is one
# parameter.  Casts (::type), quoted text and comments are left alone; comments do not travel.
#
# What several queries share stands once, in sql/clauses/NAME.sql (read first), and is written {NAME}.
#
# A list that can be walked both ways is written once: {after} is > and {down} nothing in NAME, and in
# NAME_down, which is made besides, {after} is < and {down} is DESC.

function finish()
{
	if (name == "")
		return
	if (is_clause) {
		sub(/\n$/, "", whole)
		clause[name] = whole
		return
	}
	put(name, whole, ">", "")
	if (whole ~ /\{after\}|\{down\}/)
		put(name "_down", whole, "<", " DESC")
}

function filled(text,    out, word)
{
	while (match(text, /\{[a-z_]+\}/)) {
		word = substr(text, RSTART + 1, RLENGTH - 2)
		out = out substr(text, 1, RSTART - 1) (word in clause ? clause[word] : "{" word "}")
		text = substr(text, RSTART + RLENGTH)
	}
	return out text
}

function put(as, text, after, down,    line, lines, i)
{
	clause["after"] = after
	clause["down"] = down
	lines = split(filled(text), line, "\n")
	names = quoted = ""
	count = 0
	split("", number)
	printf "STATEMENT(%s", as
	between = ",\n\t\""
	for (i = 1; i < lines; i++)
		put_line(translate(line[i]))
	if (quoted) {
		print as ": a quote is left open" > "/dev/stderr"
		failed = 1
	}
	printf ", \"%s\")\n", names
}

function put_line(text)
{
	if (text == "")
		return
	gsub(/\\/, "&&", text)
	gsub(/"/, "\\\"", text)
	printf "%s%s\"", between, text
	between = "\n\t\"\\n"
}

function parameter(word)
{
	if (!(word in number)) {
		number[word] = ++count
		names = names (count > 1 ? "," : "") word
	}
	return "$" number[word]
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
	is_clause = FILENAME ~ /clauses\/[^\/]*$/
	whole = ""
}

{
	whole = whole $0 "\n"
}

END {
	finish()
	exit failed
}
