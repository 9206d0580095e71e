"""dialogue - what a request said to the database, as a pgbench script that says the same."""

import hashlib
import json
import re

import cases


def settings_of(path):
    """{whether they are for writing: the daemon's settings of a connection, as pgbench's are given}."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in map(json.loads, file):
            given = re.findall(r"SET (\w+) = ([^;]+)", line.get("settings", ""))
            options = " ".join("-c %s=%s" % (name, value.strip("' ").replace(" ", "\\ ")) for name, value in given)
            if given:
                found[("default_transaction_read_only", "off") in given] = options
    return found


class Dialogue:
    """One request's statements and syncs, as daemon/store/record.c wrote them down."""

    def __init__(self, lines, kinds, number):
        self.lines = lines
        self.kinds = {cases.ident(kind, number): kind for kind in kinds.values()}
        self.variables = {}
        self.trips = sum(1 for line in self.lines if line.get("sync"))
        self.statements = sum(1 for line in self.lines if "sql" in line)
        self.event = None
        for line in self.lines:
            if line.get("statement") == "event_add":
                if self.event:
                    raise ValueError("a step with more than one event cannot be repeated by pgbench")
                self.event = dict(zip(line["parameters"].split(","), line["values"]))

    def parameter(self, statement, name, value):
        """What stands in the script for one parameter."""
        if value is None:
            return "NULL"
        if value in self.kinds:
            return "('%s' || :n)::uuid" % cases.prefix(self.kinds[value])
        if name == "key":
            return ":key"
        if name == "version":
            return ":version_" + statement
        if name == "previous_hash":
            return ":before"
        if self.event and value == self.event["hash"]:
            return ":after"
        for variable, known in self.variables.items():
            if known == value:
                return ":" + variable
        variable = "p%d" % len(self.variables)
        self.variables[variable] = value
        return ":" + variable

    def statement(self, line):
        names = [name for name in line["parameters"].split(",") if name]
        given = [self.parameter(line["statement"], name, value) for name, value in zip(names, line["values"])]
        if ":" in re.sub(r"::", "", line["sql"]):
            raise ValueError("pgbench would take a colon in %s for a variable" % line["statement"])
        return re.sub(r"\$(\d+)", lambda found: given[int(found.group(1)) - 1], line["sql"]) + ";"

    def script(self, numbers):
        """The script; `numbers` sets :n."""
        made, inside = [numbers, "\\set key random(1, 9000000000000000000)"], False
        for line in self.lines:
            if line.get("sync"):
                made.append("\\endpipeline")
                inside = False
                continue
            if not inside:
                made.append("\\startpipeline")
            inside = True
            made.append(self.statement(line))
        return "\n".join(made) + "\n"

    def defined(self, turn=0):
        """The -D of a run; a step is taken once a run in every case, so the chain of each is as long."""
        found = dict(self.variables)
        for line in self.lines:
            for name, value in zip(line.get("parameters", "").split(","), line.get("values", [])):
                if name == "version":
                    found["version_" + line["statement"]] = str(int(value) + turn)
        if self.event:
            head = self.event["previous_hash"]
            for _ in range(turn):
                head = self.chained(head)
            found.update(before=head, after=self.chained(head))
        return found

    def chained(self, head):
        return hashlib.sha256((head + "\n" + self.event["text"]).encode("utf-8")).hexdigest()
