"""Every member of every message with each kind of wrong value, and bodies that are no JSON."""

import json
import random
import unittest
import uuid

import harness
import office
import wrong

NOWHERE = str(uuid.UUID("01900000-0000-7000-8000-000000000000"))
FEWEST = 60


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.contract = cls.daemon.learn_contract(cls.o.admin)
        cls.before = cls.daemon.workers()

    def setUp(self):
        if self.contract is None:
            self.fail("/v1/openapi.json cannot be read, or TILSYN_WIRE_SCHEMA is off")
        self.shapes = wrong.Shapes(self.contract)

    def asker(self, path):
        """Somebody whose role lets the request reach its body."""
        ours = ("/v1/accounts", "/v1/requirements", "/v1/measure-points", "/v1/programmes",
                "/v1/policies", "/v1/templates", "/v1/api-tokens")
        return self.o.admin if path.startswith(ours) else self.o.liv

    def messages(self):
        """(method, target, body schema) of every operation that takes JSON."""
        for path, method, operation in self.contract.operations():
            schema = self.contract.request_schema(operation)
            if schema is None or path.startswith("/v1/import/"):
                continue
            target = "/".join(NOWHERE if p.startswith("{") else p for p in path.split("/"))
            yield method, path, target, schema

    def send(self, method, path, target, body):
        match = '"1.0"' if method == "PATCH" or path.endswith("/actions") else None
        if path == "/v1/session":
            return harness.Client(self.daemon).ask(method, target, body)
        return self.asker(path).ask(method, target, body, match=match)

    def test_every_member_with_each_kind_of_wrong_value_is_refused_at_its_place(self):
        tried, bodies = 0, 0
        for method, path, target, schema in self.messages():
            for what, members, _, fixed in self.shapes.bodies(schema):
                for body, expected in wrong.rounds(self.shapes, members, fixed):
                    bodies += 1
                    tried += len(expected)
                    answer = self.send(method, path, target, body)
                    with self.subTest("%s %s %s" % (method, path, what)):
                        self.assertIn(answer.status, (400, 422), "%s\n%s" % (
                            json.dumps(body)[:1500], answer.text()[:1500]))
                        self.hold(answer, expected, body)
        self.assertGreater(bodies, FEWEST)
        self.assertGreater(tried, 4 * FEWEST)

    def hold(self, answer, expected, body):
        """Every wrong member is named; a body refused as a whole need not name them."""
        if answer.status == 400:
            return
        named = set(answer.errors())
        for pointer, (member, why) in expected.items():
            if pointer.endswith("*"):
                found = any(p.startswith(pointer[:-1]) for p in named)
            else:
                top = "/" + member
                found = pointer in named or (pointer != top and top in named)
            self.assertTrue(found, "%s with %s was not named: %s\nsent %s" % (
                pointer, why, sorted(named), json.dumps(body)[:1500]))

    def test_every_message_refuses_a_member_it_does_not_know(self):
        for method, path, target, schema in self.messages():
            for what, _, _, fixed in self.shapes.bodies(schema):
                answer = self.send(method, path, target, dict(fixed, no_such_member=1))
                with self.subTest("%s %s %s" % (method, path, what)):
                    self.assertEqual(422, answer.status, answer.text()[:1500])
                    self.assertIn("/no_such_member", answer.errors())

    def test_every_message_names_all_that_it_misses(self):
        for method, path, target, schema in self.messages():
            for what, _, required, fixed in self.shapes.bodies(schema):
                missing = required - set(fixed)
                if not missing:
                    continue
                answer = self.send(method, path, target, fixed)
                with self.subTest("%s %s %s" % (method, path, what)):
                    self.assertEqual(422, answer.status, answer.text()[:1500])
                    self.assertLessEqual({"/" + m for m in missing}, set(answer.errors()))

    def test_every_message_must_be_an_object(self):
        for method, path, target, _ in self.messages():
            for bad in ([], "x", 7, True):
                answer = self.send(method, path, target, bad)
                with self.subTest("%s %s %r" % (method, path, bad)):
                    self.assertIn(answer.status, (400, 422), answer.text()[:500])

    def test_broken_json_is_refused_and_harms_nobody(self):
        chance = random.Random(20250113)
        whole = json.dumps({"name": "Pr\u00f8ve \U0001f600 \\u00e6", "kind": "other",
                            "language": "nb", "address": "Vei 1\n2"}, ensure_ascii=False).encode()
        seen = set()
        for _ in range(500):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(data)) if data else 0
                way = chance.randrange(5)
                if way == 0 and data:
                    data[at] = chance.randrange(256)
                elif way == 1:
                    data[at:at] = bytes([chance.choice(b'{}[]",:\\0123456789eE+-.ntf\x00\xff')])
                elif way == 2:
                    del data[at:at + chance.randint(1, 5)]
                elif way == 3:
                    data = data[:at]
                else:
                    data[at:at] = data[chance.randrange(len(data) or 1):][:9]
            answer = self.o.liv.ask("POST", "/v1/enterprises", data=bytes(data))
            self.assertIn(answer.status, (201, 400, 422), bytes(data))
            seen.add(answer.status)
        self.assertIn(400, seen)

    def test_every_wrong_query_is_refused(self):
        for path, method, operation in self.contract.operations():
            if method != "GET" or "{" in path:
                continue
            for parameter in operation.get("parameters") or []:
                parameter = self.contract.follow(parameter)
                if parameter.get("in") != "query":
                    continue
                shape = self.shapes.flat(parameter.get("schema") or {})
                kinds = self.shapes.types(shape)
                bad = []
                if shape.get("enum") or "boolean" in kinds:
                    bad = ["no_such_word", ""]
                elif shape.get("format") == "date":
                    bad = ["2025-02-30", "x", ""]
                elif shape.get("format") == "uuid":
                    bad = ["7", "x"]
                elif kinds & {"integer", "number"}:
                    bad = ["x", "1e9", "-99999999999999999999"]
                for value in bad:
                    target = "%s?%s=%s" % (path, parameter["name"], value)
                    answer = self.o.liv.ask("GET", target)
                    if answer.status in (403, 404):
                        answer = self.o.admin.ask("GET", target)
                    with self.subTest(target):
                        self.assertIn(answer.status, (400, 422), answer.text()[:500])

    def test_zz_no_process_died(self):
        self.assertEqual(self.before, self.daemon.workers())
        self.assertEqual(200, self.daemon.probe("/livez"))
        self.assertEqual(200, self.daemon.probe("/readyz"))


class WrongAmongTheRight(unittest.TestCase):
    """What only the rows can tell: unknown ids, and values that contradict each other."""

    @classmethod
    def setUpClass(cls):
        cls.o = office.office()

    def refused(self, who, target, body, pointer, method="POST"):
        match = who.fresh(target) if method == "PATCH" else None
        answer = who.ask(method, target, body, match=match)
        self.assertEqual(422, answer.status, answer.text())
        self.assertIn(pointer, answer.errors(), answer.text())

    def test_ids_of_nothing_are_named(self):
        o, case = self.o, self.o.case().to_fieldwork()
        breach = case.breach()
        self.refused(o.anna, breach + "/evidence", {
            "kind": "practice", "received_on": o.today, "description": "x", "source": "y",
            "attachment": NOWHERE}, "/attachment")
        self.refused(o.kari, breach + "/demands", {
            "text": "x", "evidence_kind": "practice", "measure_point": NOWHERE}, "/measure_point")
        self.refused(o.anna, case.path + "/letters", {
            "kind": "interim_measures", "breaches": [NOWHERE]}, "/breaches/0")
        self.refused(o.anna, case.path + "/incoming", {
            "received_on": o.today, "from": "x", "text": "y", "answers": [NOWHERE]}, "/answers/0")
        self.refused(o.kari, case.path + "/deadlines", {
            "kind": "correction", "due": o.workday(30), "breach": NOWHERE}, "/breach")
        self.refused(o.anna, breach, {"requirements": [NOWHERE]}, "/requirements/0", "PATCH")
        self.refused(o.anna, case.path + "/incoming", {
            "received_on": o.today, "from": "x", "text": "y", "attachments": [NOWHERE]},
            "/attachments/0")

    def test_a_period_that_ends_before_it_begins_is_refused(self):
        o, case = self.o, self.o.case()
        self.refused(o.liv, case.path, {"visit_from": "2025-06-02", "visit_to": "2025-06-01"},
                     "/visit_to", "PATCH")
        self.refused(o.liv, "/v1/enterprises", {"name": "x", "kind": "other",
                                                "paused_from": "2025-06-02",
                                                "paused_to": "2025-06-01"}, "/paused_to")

    def test_a_day_that_has_not_come_is_refused_where_something_happened(self):
        o, case = self.o, self.o.case().to_fieldwork()
        breach, tomorrow = case.breach(), str(o.daemon.ahead(1))
        self.refused(o.anna, case.path + "/contacts", {
            "kind": "phone", "occurred_on": tomorrow, "text": "x"}, "/occurred_on")
        self.refused(o.anna, case.path + "/incoming", {
            "received_on": tomorrow, "from": "x", "text": "y"}, "/received_on")
        self.refused(o.anna, breach + "/evidence", {
            "kind": "practice", "received_on": tomorrow, "description": "x", "source": "y"},
            "/received_on")

    def test_an_observation_holds_together(self):
        o, case = self.o, self.o.case().to_hearing().ready_for_final()
        case.letter("final_report")
        case.act("send_final", who=o.liv)
        breach = case.breaches[0]
        o.daemon.advance(days=40)
        first, last = o.daemon.ahead(-30), o.daemon.ahead(-3)
        practice = case.evidence(breach)
        whole = {"measure_point": case.points[0], "period_from": str(first),
                 "period_to": str(last), "population": 60, "sample": 20, "compliant": 18,
                 "hard_failures": 0, "sampling": "random", "seed": 1, "reviewed_by": "authority",
                 "evidence": practice}
        for change, pointer in (({"compliant": 21}, "/compliant"), ({"sample": 61}, "/sample"),
                                ({"hard_failures": 3}, "/hard_failures"),
                                ({"compliant": -1}, "/compliant"),
                                ({"period_to": str(o.daemon.ahead(2))}, "/period_to"),
                                ({"period_to": str(o.daemon.ahead(-31))}, "/period_to"),
                                ({"measure_point": NOWHERE}, "/measure_point"),
                                ({"evidence": NOWHERE}, "/evidence")):
            self.refused(o.anna, breach + "/observations", dict(whole, **change), pointer)
        plan = case.evidence(breach, "plan")
        self.refused(o.anna, breach + "/observations", dict(whole, evidence=plan), "/evidence")
        o.anna.post(breach + "/observations", whole)
        answer = o.anna.ask("POST", breach + "/observations", dict(
            whole, period_from=str(o.daemon.ahead(-5)), period_to=str(o.daemon.ahead(-1))))
        self.assertIn(answer.status, (409, 422), answer.text())

    def test_an_organisation_number_is_checked(self):
        for bad in ("123456789", "91234567", "9123456789", "abcdefghi", "000000000"):
            self.refused(self.o.liv, "/v1/enterprises", {"name": "x", "kind": "other",
                                                         "org_number": bad}, "/org_number")


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
