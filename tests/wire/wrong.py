"""wrong - from a JSON schema, the ways each member of a body can be wrong."""

import uuid

SAMPLES = {"string": "x", "integer": 3, "number": 0.5, "boolean": True, "array": [], "object": {}}
BAD_DATES = ("2025-02-30", "2025-13-01", "20250101", "2025-1-1", "31.12.2025", "0000-01-01",
             "2025-01-01T00:00:00Z", " 2025-01-01", "2025-01-01 ", "-001-01-01", "\u0662025-01-01",
             "99999-01-01", "")
BAD_INSTANTS = ("2025-01-01", "2025-01-01T25:00:00Z", "yesterday", "")
BAD_IDS = ("", "1", "not-an-id", str(uuid.UUID(int=7))[:-1], str(uuid.UUID(int=7)) + "0",
           "{" + str(uuid.UUID(int=7)) + "}", "0" * 36)
MOST = 70000


class Shapes:
    """Reads the schemas of one contract."""

    def __init__(self, contract):
        self.contract = contract

    def flat(self, schema):
        """A schema without $ref, allOf and the null of a oneOf: one plain dict."""
        node = dict(self.contract.follow(schema or {}))
        for part in node.pop("allOf", None) or []:
            for key, value in self.flat(part).items():
                if key == "properties":
                    node.setdefault("properties", {})
                    node["properties"] = {**node["properties"], **value}
                elif key == "required":
                    node["required"] = sorted(set(node.get("required", [])) | set(value))
                else:
                    node.setdefault(key, value)
        for part in ("oneOf", "anyOf"):
            kinds = [self.flat(each) for each in node.get(part) or []]
            real = [k for k in kinds if k.get("type") != "null"]
            if kinds and len(real) == 1 and not node.get("properties"):
                nullable = len(real) < len(kinds)
                node.pop(part)
                node = {**real[0], **node}
                if nullable:
                    node["type"] = sorted(self.types(node) | {"null"})
        return node

    def types(self, node):
        kind = node.get("type")
        if kind is None:
            return set()
        return set(kind) if isinstance(kind, list) else {kind}

    def bodies(self, schema):
        """(what, properties, required, fixed members) of each body an operation takes."""
        node = self.flat(schema)
        choices = node.get("oneOf") or node.get("anyOf")
        if not choices:
            yield "", node.get("properties") or {}, set(node.get("required") or ()), {}
            return
        for choice in choices:
            one = self.flat(choice)
            members = {**(node.get("properties") or {}), **(one.get("properties") or {})}
            fixed = {}
            for name, shape in members.items():
                shape = self.flat(shape)
                if "const" in shape:
                    fixed[name] = shape["const"]
                elif name == "event" and len(shape.get("enum") or ()) == 1:
                    fixed[name] = shape["enum"][0]
            yield (str(fixed.get("event", "")), members,
                   set(node.get("required") or ()) | set(one.get("required") or ()), fixed)

    def wrongs(self, schema, name="", depth=0):
        """[(why, value, pointer below the member)] for one member."""
        node = self.flat(schema)
        kinds = self.types(node)
        if "const" in node or not (kinds or "enum" in node):
            return []
        found = []
        for kind, sample in SAMPLES.items():
            if kind in kinds or (kind == "integer" and "number" in kinds) or not kinds:
                continue
            found.append(("a " + kind, sample, ""))
        if "null" not in kinds and kinds:
            found.append(("null", None, ""))
        if "string" in kinds:
            found += self.strings(node)
        if kinds & {"integer", "number"}:
            found += self.numbers(node, kinds)
        if "array" in kinds:
            found += self.lists(node, name, depth)
        if "object" in kinds and depth < 3:
            found += self.objects(node, depth)
        return found

    def strings(self, node):
        found = []
        words = node.get("enum")
        form = node.get("format")
        if words:
            return [("no such word", "no_such_word", ""), ("an empty word", "", ""),
                    ("another case", str(words[0]).upper() + "_", "")]
        if form == "date":
            return [("the date %r" % bad, bad, "") for bad in BAD_DATES]
        if form == "date-time":
            return [("the instant %r" % bad, bad, "") for bad in BAD_INSTANTS]
        if form == "uuid":
            return [("the id %r" % bad, bad, "") for bad in BAD_IDS]
        if node.get("maxLength", MOST + 1) <= MOST:
            found.append(("too long", "x" * (node["maxLength"] + 1), ""))
        if node.get("minLength", 0) > 0:
            found.append(("too short", "x" * (node["minLength"] - 1), ""))
        if not node.get("pattern") and node.get("maxLength", 99) > 3:
            found.append(("a NUL", "a\u0000b", ""))
        if node.get("pattern"):
            found.append(("no match", "\u00a4 \u00a4", ""))
        return found

    def numbers(self, node, kinds):
        found = []
        if "number" not in kinds:
            found.append(("a fraction", 1.5, ""))
        for key, step in (("minimum", -1), ("maximum", 1)):
            if key in node:
                found.append(("beyond the " + key, node[key] + step, ""))
        for key in ("exclusiveMinimum", "exclusiveMaximum"):
            if key in node:
                found.append(("at the " + key, node[key], ""))
        found.append(("far too large", 10 ** 30, ""))
        return found

    def lists(self, node, name, depth):
        found = []
        item = self.flat(node.get("items") or {})
        for why, value, below in self.wrongs(item, name, depth + 1)[:6]:
            found.append((why + " in the list", [value], "/0" + below))
        if node.get("maxItems", 2000) < 2000:
            found.append(("too many", [str(uuid.uuid4()) for _ in range(node["maxItems"] + 1)]
                          if item.get("format") == "uuid" else
                          [SAMPLES.get((sorted(self.types(item)) or ["string"])[0])]
                          * (node["maxItems"] + 1), ""))
        if node.get("minItems", 0) > 0:
            found.append(("too few", [], ""))
        if item.get("format") == "uuid" and node.get("uniqueItems"):
            found.append(("the same twice", [str(uuid.UUID(int=9))] * 2, "*"))
        return found

    def objects(self, node, depth):
        found = []
        if node.get("properties") and not node.get("additionalProperties"):
            found.append(("an unknown member", {"no_such_member": 1}, "/no_such_member"))
        for name, shape in (node.get("properties") or {}).items():
            for why, value, below in self.wrongs(shape, name, depth + 1)[:5]:
                found.append(("%s %s" % (name, why), {name: value}, "/" + name + below))
        return found


def rounds(shapes, members, fixed):
    """Bodies in which every member is wrong at once: [(body, {pointer: (member, why)})]."""
    columns = {name: shapes.wrongs(shape, name) for name, shape in members.items()
               if name not in fixed and not shapes.flat(shape).get("readOnly")}
    columns = {name: rows for name, rows in columns.items() if rows}
    for turn in range(max((len(rows) for rows in columns.values()), default=0)):
        body, expected = dict(fixed), {}
        for name, rows in columns.items():
            if turn < len(rows):
                why, value, below = rows[turn]
                body[name] = value
                expected["/" + name + below] = (name, why)
        yield body, expected
