"""contract - the published document says what the contract says; run by check-contract, or contract.py DOCUMENT.

Held against tests/unit/expected/contract.txt and params.txt, which were transcribed from the contract.
Operations are compared both ways, words exactly; members, filters and answers are the least.
"""

import json
import os
import subprocess
import sys

SOURCES = os.environ.get("srcdir", ".")
WRONG = []


def rows(name):
    with open(os.path.join(SOURCES, "tests/unit/expected", name), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield [part.strip() for part in line.split("|")]


class Document:
    def __init__(self, text):
        self.whole = json.loads(text)

    def follow(self, node):
        while isinstance(node, dict) and "$ref" in node:
            at = self.whole
            for part in node["$ref"][2:].split("/"):
                at = at[part]
            node = at
        return node or {}

    def operation(self, name):
        method, path = name.split()
        return self.whole["paths"].get(path, {}).get(method.lower())

    def operations(self):
        return {"%s %s" % (method.upper(), path) for path, item in self.whole["paths"].items()
                for method in item}

    def parameters(self, operation, place):
        found = [self.follow(p) for p in operation.get("parameters", [])]
        return {p["name"]: p for p in found if p["in"] == place}

    def body(self, operation):
        content = operation.get("requestBody", {}).get("content", {})
        return self.follow(content.get("application/json", {}).get("schema"))

    def answer(self, operation):
        """The answer's schema, of a list that of its items."""
        for status, reply in operation["responses"].items():
            if status.startswith("2"):
                schema = reply.get("content", {}).get("application/json", {}).get("schema")
                schema = self.follow(schema)
                items = schema.get("properties", {}).get("items")
                return self.follow(items["items"]) if items else schema
        return {}

    def is_list(self, operation):
        reply = operation["responses"].get("200", {})
        schema = self.follow(reply.get("content", {}).get("application/json", {}).get("schema"))
        return set(schema.get("properties", {})) >= {"items", "next"}


def hold(truth, *words):
    if not truth:
        WRONG.append(" ".join(str(word) for word in words))


def flags(document, operation):
    found = set()
    headers = document.parameters(operation, "header")
    if "If-Match" in headers:
        found.add("match")
    if "Idempotency-Key" in headers:
        found.add("key")
    if operation.get("security") in ([], [{}, {"bearer": []}]):
        found.add("open")
    if document.is_list(operation):
        found.add("list")
    return found


def check_operations(document, expected):
    hold(document.operations() == {row[1] for row in expected}, "operations differ:",
         sorted(document.operations() ^ {row[1] for row in expected}))
    for _, name, status, wanted in expected:
        operation = document.operation(name)
        if operation is None:
            continue
        hold(status in operation["responses"], name, "does not answer", status)
        wanted = set(wanted.split()) - {"-"}
        hold(flags(document, operation) == wanted, name, "is", flags(document, operation), "not", wanted)


def check_members(document, row):
    kind, name, wanted = row
    operation = document.operation(name)
    if operation is None:               # told with the operations
        return
    schema = (document.body if kind == "body" else document.answer)(operation)
    members = set(schema.get("properties", {}))
    hold(schema.get("additionalProperties") is False, name, kind, "takes anything")
    names = {word.rstrip("!") for word in wanted.split()}
    hold(names <= members, name, kind, "lacks", sorted(names - members))
    if kind == "body":
        needed = {word.rstrip("!") for word in wanted.split() if word.endswith("!")}
        hold(set(schema.get("required", [])) == needed, name, "needs", schema.get("required"), "not", needed)


def check_words(document, row):
    _, name, member, wanted = row
    operation = document.operation(name)
    if operation is None:
        return
    schema = document.body(operation) if not name.startswith("GET") else document.answer(operation)
    node = document.follow(schema.get("properties", {}).get(member))
    words = node.get("enum") or document.follow(node.get("items")).get("enum") or []
    hold([word for word in words if word is not None] == wanted.split(), name, member, "has", words)


def check_events(document):
    """Each event's body takes its parameters and no others, and there are no other events."""
    plural = {"audit": "audits", "breach": "breaches", "deadline": "deadlines", "letter": "letters",
              "order": "orders"}
    expected = {machine: {} for machine in plural}
    for machine, event, parameters in rows("params.txt"):
        expected[machine][event] = [] if parameters == "-" else parameters.split(",")
    for machine, events in expected.items():
        choices = document.body(document.operation("POST /v1/%s/{id}/actions" % plural[machine]))
        bodies = {document.follow(each)["properties"]["event"]["const"]: document.follow(each)
                  for each in choices["oneOf"]}
        hold(set(bodies) == set(events), machine, "knows", sorted(bodies))
        for event in set(bodies) & set(events):
            body, names = bodies[event], events[event]
            hold(set(body["properties"]) == {n.rstrip("?") for n in names} | {"event"}, machine,
                 event, "takes", sorted(body["properties"]))
            hold(set(body["required"]) == {n for n in names if not n.endswith("?")} | {"event"},
                 machine, event, "needs", body["required"])


def main():
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            text = file.read()
    else:
        text = subprocess.run(["./tilsynd", "--contract"], stdout=subprocess.PIPE, check=True).stdout
    document = Document(text)
    table = list(rows("contract.txt"))
    hold(document.whole["openapi"].startswith("3.1"), "not OpenAPI 3.1")
    check_operations(document, [row for row in table if row[0] == "operation"])
    for row in table:
        if row[0] in ("body", "answer"):
            check_members(document, row)
        elif row[0] == "words":
            check_words(document, row)
        elif row[0] in ("query", "sort"):
            parameters = document.parameters(document.operation("GET " + row[1]) or {}, "query")
            if row[0] == "query":
                hold(set(parameters) == set(row[2].split()), row[1], "takes", sorted(parameters))
            else:
                names = {n for name in row[2].split() for n in (name, "-" + name)}
                words = parameters.get("sort", {}).get("schema", {}).get("enum", [])
                hold(set(words) == names, row[1], "sorts by", words)
    check_events(document)
    print("\n".join(WRONG) if WRONG else "%d lines of the contract hold" % len(table))
    return 1 if WRONG else 0


sys.exit(main())
