"""schema - holds every answer against the published OpenAPI document and the conventions."""

import json
import re
import warnings

warnings.filterwarnings("ignore", category=DeprecationWarning)
import jsonschema  # noqa: E402  Debian's python3-jsonschema

ETAG = re.compile(r'^"[0-9]+\.[0-9A-Za-z_+/=-]+"$')
CODE = re.compile(r"^[a-z][a-z0-9_]*$")
METHODS = ("get", "post", "patch", "put", "delete", "head")
PROBLEM_MEMBERS = {"type": str, "title": str, "status": int, "detail": str, "code": str,
                   "instance": str}
GUARD_MEMBERS = {"code": str, "detail": str, "source": str, "subjects": list}


class Contract:
    """The OpenAPI document, asked for operations and judging answers."""

    def __init__(self, document):
        self.document = document
        self.resolver = jsonschema.RefResolver("", document)
        self.validators = {}
        self.routes = []
        for path, item in document.get("paths", {}).items():
            parts = path.strip("/").split("/")
            fixed = sum(1 for p in parts if not p.startswith("{"))
            pattern = re.compile("^/" + "/".join(
                "[^/]+" if p.startswith("{") else re.escape(p) for p in parts) + "$")
            self.routes.append((-fixed, path, pattern, item))
        self.routes.sort(key=lambda r: (r[0], r[1]))

    def follow(self, node):
        """A node with its $ref followed."""
        seen = 0
        while isinstance(node, dict) and "$ref" in node:
            _, node = self.resolver.resolve(node["$ref"])
            seen += 1
            if seen > 20:
                raise ValueError("a reference that never ends")
        return node

    def operations(self):
        """Every (path, METHOD, operation)."""
        for _, path, _, item in self.routes:
            for method in METHODS:
                if method in item:
                    yield path, method.upper(), item[method]

    def find(self, method, target):
        """The (path, operation) a request meets, or (None, None)."""
        path = target.split("?", 1)[0]
        for _, template, pattern, item in self.routes:
            if pattern.match(path):
                return template, item.get(method.lower())
        return None, None

    def request_schema(self, operation):
        """The JSON schema of an operation's body, or None."""
        body = self.follow(operation.get("requestBody") or {})
        for kind, media in (body.get("content") or {}).items():
            if "json" in kind and "schema" in media:
                return media["schema"]
        return None

    def member(self, method, target, name):
        """The schema of a member of a request's body, whichever of its shapes has it, or {}."""
        operation = self.find(method, target)[1]
        pending = [(self.request_schema(operation), 0)] if operation else []
        while pending:
            node, depth = pending.pop(0)
            node = self.follow(node or {})
            if name in (node.get("properties") or {}):
                return self.plain(node["properties"][name])
            for part in ("oneOf", "anyOf", "allOf"):
                if depth < 8:
                    pending += [(each, depth + 1) for each in node.get(part) or []]
        return {}

    def plain(self, node):
        """A schema without the null that some shapes add to it."""
        node = self.follow(node or {})
        for part in ("oneOf", "anyOf"):
            for each in node.get(part) or []:
                each = self.follow(each)
                if each.get("type") != "null":
                    return each
        return node

    def mistakes(self, schema, value, limit=5):
        """What is wrong with value, as short texts."""
        key = json.dumps(schema, sort_keys=True)
        if key not in self.validators:
            self.validators[key] = jsonschema.Draft202012Validator(
                schema, resolver=self.resolver,
                format_checker=jsonschema.FormatChecker(("date",)))
        found = []
        for error in self.validators[key].iter_errors(value):
            place = "/" + "/".join("*" if isinstance(p, int) else str(p)
                                   for p in error.absolute_path)
            found.append("%s: %s" % (place, error.message[:160]))
            if len(found) >= limit:
                break
        return found

    def judge(self, method, target, answer):
        """How an answer breaks the document: a list of texts."""
        template, operation = self.find(method, target)
        if operation is None:
            if answer.status < 400:
                return ["%s %s answers %d and is not in the document"
                        % (method, template or target.split("?")[0], answer.status)]
            return []
        name = "%s %s %d" % (method, template, answer.status)
        replies = operation.get("responses", {})
        reply = replies.get(str(answer.status)) or replies.get("%dXX" % (answer.status // 100)) \
            or replies.get("default")
        if reply is None:
            return [name + " is a status the document does not know"]
        reply = self.follow(reply)
        content = reply.get("content") or {}
        if not answer.body:
            return []
        if not content:
            return [name + " has a body the document does not know"] if method != "HEAD" else []
        media = content.get(answer.kind)
        if media is None:
            return ["%s is %s, the document says %s" % (name, answer.kind, sorted(content))]
        if "schema" in media and "json" in answer.kind:
            return ["%s %s" % (name, text) for text in self.mistakes(media["schema"], answer.json)]
        return []


def judge_problem(answer):
    """How a problem document breaks RFC 9457 and the contract's members."""
    wrong = []
    if answer.kind != "application/problem+json":
        return ["an answer %d is %s, not a problem document" % (answer.status, answer.kind)]
    problem = answer.json
    if not isinstance(problem, dict):
        return ["a problem document is no object"]
    for member, kind in PROBLEM_MEMBERS.items():
        if not isinstance(problem.get(member), kind):
            wrong.append("problem %s lacks %s" % (problem.get("code"), member))
    if problem.get("status") != answer.status:
        wrong.append("a problem's status member differs from the status line")
    if not CODE.match(str(problem.get("code"))):
        wrong.append("problem code %r is not snake_case" % problem.get("code"))
    request = answer.headers.get("x-request-id", "")
    if request not in str(problem.get("instance")):
        wrong.append("a problem's instance is not the request id")
    if answer.status == 409 and problem.get("code") == "guards_failed":
        if not problem.get("guards"):
            wrong.append("guards_failed lists no guards")
        for guard in problem.get("guards") or []:
            for member, kind in GUARD_MEMBERS.items():
                if not isinstance(guard.get(member), kind):
                    wrong.append("guard %s lacks %s" % (guard.get("code"), member))
    for error in problem.get("errors") or []:
        if not CODE.match(str(error.get("code"))):
            wrong.append("error code %r is not snake_case" % error.get("code"))
        if not isinstance(error.get("pointer"), str) or not isinstance(error.get("detail"), str):
            wrong.append("error %s lacks pointer or detail" % error.get("code"))
    return wrong


def judge_conventions(method, target, answer):
    """How the headers of any answer break the conventions."""
    wrong = []
    route = re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}", "/{id}", target.split("?")[0])
    if not answer.headers.get("x-request-id"):
        wrong.append("an answer without X-Request-Id: %s %s %d" % (method, route, answer.status))
    tag = answer.headers.get("etag")
    if tag is not None and not ETAG.match(tag):
        wrong.append("ETag %s has not the form version.digest: %s" % (tag, route))
    if answer.status >= 400 and method != "HEAD":
        wrong += judge_problem(answer)
    elif answer.body and route.startswith("/v1/") and not answer.kind:
        wrong.append("no Content-Type: %s %s" % (method, route))
    if answer.status == 201 and route != "/v1/session" and not route.startswith("/v1/import/") \
            and not answer.headers.get("location"):
        wrong.append("201 without Location: %s %s" % (method, route))
    if answer.status < 300 and answer.body and route.startswith("/v1/") \
            and route != "/v1/openapi.json" and not route.startswith("/v1/calendar/") \
            and "no-store" not in answer.headers.get("cache-control", ""):
        wrong.append("case data without Cache-Control: no-store: %s %s" % (method, route))
    if answer.status == 405 and not answer.headers.get("allow"):
        wrong.append("405 without Allow: %s %s" % (method, route))
    if answer.status in (429, 503) and not answer.headers.get("retry-after"):
        wrong.append("%d without Retry-After: %s %s" % (answer.status, method, route))
    return wrong
