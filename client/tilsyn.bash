# tilsyn.bash - completion: tilsyn itself knows what may be typed next.
_tilsyn()
{
	local line=${COMP_LINE:0:COMP_POINT} words word
	read -ra words <<< "$line"
	[[ $line != *[[:space:]] ]] || words+=("")
	word=${words[${#words[@]} - 1]}
	mapfile -t COMPREPLY < <("${words[0]}" --complete "${words[@]:1}" 2>/dev/null)
	if [[ ${#COMPREPLY[@]} -eq 0 && $word != -* ]]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
	fi
}
complete -o filenames -F _tilsyn tilsyn
