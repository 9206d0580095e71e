"""codes - remembers every code seen in a problem document, across the modules of a run."""

import os
import re

PLACE = os.environ.get("TILSYN_WIRE_CODES")
HERE = os.path.dirname(os.path.abspath(__file__))
ROW = re.compile(r"^\s*(?:GUARD|REFUSAL)\s*\(\s*\"?([A-Za-z][A-Za-z0-9_]*)\"?\s*[,)]", re.M)
_seen = set()


def see(problem):
    """Note the codes of one problem document."""
    if not isinstance(problem, dict):
        return
    found = {problem.get("code")}
    for part in ("errors", "guards"):
        found |= {row.get("code") for row in problem.get(part) or [] if isinstance(row, dict)}
    note({c for c in found if isinstance(c, str)})


def note(found):
    new = found - _seen
    _seen.update(new)
    if new and PLACE:
        with open(PLACE, "a", encoding="utf-8") as out:
            out.write("".join(code + "\n" for code in sorted(new)))


def reached():
    """Every code seen so far in this run."""
    if PLACE and os.path.exists(PLACE):
        with open(PLACE, encoding="utf-8") as rows:
            return {row.strip() for row in rows if row.strip()} | _seen
    return set(_seen)


def listed(name):
    """The codes of proto/NAME: the first argument of each row."""
    with open(os.path.join(HERE, "..", "..", "proto", name), encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return {code.lower() for code in ROW.findall(text)}
