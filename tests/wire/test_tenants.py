"""Two authorities in one daemon never see a row of each other's."""

import unittest
import uuid

import harness
import office
from harness import ident


class Tenants(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon()
        first = cls.code(harness.Client(cls.daemon, "admin", harness.ADMIN_PASSWORD))
        password = office.second_authority(cls.daemon, "nord")
        cls.south = office.Office(cls.daemon, authority=first)
        cls.north = office.Office(cls.daemon, authority="nord", password=password)
        cls.make(cls.south)

    @staticmethod
    def code(admin):
        """The code of the authority somebody belongs to."""
        for shown in (admin.account, admin.get("/v1/me")):
            code = shown.get("authority")
            if isinstance(code, dict):
                code = code.get("code")
            if code:
                return code
        raise AssertionError("neither the session nor /v1/me tells the authority's code")

    @classmethod
    def make(cls, o):
        """A case with everything under it."""
        case = cls.case = o.case().to_follow_up()
        breach = case.breaches[0]
        daemon = o.daemon
        daemon.advance(days=3)
        evidence = case.evidence(breach)
        case.observe(breach, daemon.ahead(-2), daemon.ahead(-1), evidence=evidence)
        measure = o.kari.post(breach + "/interim-measures", {"text": "T", "due": o.workday(9)})
        o.anna.post(case.path + "/remarks", {"kind": "remark", "text": "T"})
        o.anna.post(case.path + "/contacts", {"kind": "phone", "occurred_on": o.today,
                                              "text": "T"})
        case.incoming()
        attachment = o.attach(b"vedlegg")
        programme = o.programme(case.requirements, case.points)
        daemon.day(o.kari.get(case.deadline("correction"))["due"])
        daemon.advance(days=3)
        order = case.announce(breach)
        cls.ids = {
            "audits": case.id, "breaches": breach.rsplit("/", 1)[1],
            "deadlines": ident(case.get()["deadlines"][0]),
            "letters": ident(case.get()["letters"][0]), "orders": order.rsplit("/", 1)[1],
            "enterprises": case.enterprise, "requirements": case.requirements[0],
            "measure-points": case.points[0], "programmes": programme["id"],
            "accounts": o.anna.id, "attachments": attachment["id"],
            "demands": ident(o.kari.items(breach + "/demands")[0]),
            "interim-measures": measure["id"],
            "draws": o.anna.post("/v1/draws", {"measure_point": case.points[0], "population": 60, "sample": 20})["id"]}

    def everybody(self):
        north = self.north
        return (north.liv, north.admin, north.anna, north.arne, north.inge)

    def test_every_read_of_anothers_id_is_404(self):
        for path, method, operation in self.daemon.contract.operations():
            noun = path.split("/")[2] if path.count("/") > 1 else ""
            if method != "GET" or path.count("{") != 1 or noun not in self.ids:
                continue
            target = "/".join(self.ids[noun] if p.startswith("{") else p for p in path.split("/"))
            needed = [p["name"] for p in map(self.daemon.contract.follow, operation.get("parameters", []))
                      if p["in"] == "query" and p.get("required")]
            if needed:
                target += "?" + "&".join("%s=%s" % (n, self.ids.get(n.replace("_", "-") + "s", self.ids[noun])) for n in needed)
            ours = [who.ask("GET", target).status for who in (self.south.liv, self.south.admin)]
            with self.subTest(path):
                self.assertTrue(set(ours) & {200, 403, 404}, ours)
                for who in self.everybody():
                    status = who.ask("GET", target).status
                    self.assertIn(status, (404, 403) if noun == "accounts" else (404,))

    def test_every_write_on_anothers_id_is_404(self):
        changes = {
            "audits": {"theme": "Tatt"}, "breaches": {"title": "Tatt"},
            "enterprises": {"name": "Tatt"}, "requirements": {"text": "Tatt"},
            "measure-points": {"text": "Tatt"}, "programmes": {"title": "Tatt"},
            "accounts": {"name": "Tatt"}, "letters": {"fields": {}}, "demands": {"text": "Tatt"},
            "interim-measures": {"text": "Tatt"}}
        admins = ("requirements", "measure-points", "programmes", "accounts")
        for noun, body in changes.items():
            who = self.north.admin if noun in admins else self.north.liv
            answer = who.ask("PATCH", "/v1/%s/%s" % (noun, self.ids[noun]), body, match='"1.0"')
            with self.subTest("PATCH " + noun):
                self.assertEqual(404, answer.status, answer.text())
        for noun, body in (("audits", {"event": "adopt"}),
                           ("breaches", {"event": "strike", "reason": "x"}),
                           ("deadlines", {"event": "waive", "reason": "x"}),
                           ("letters", {"event": "submit"}),
                           ("orders", {"event": "refer", "reason": "x"})):
            answer = self.north.liv.ask("POST", "/v1/%s/%s/actions" % (noun, self.ids[noun]),
                                        body, match='"1.0"')
            with self.subTest("action on " + noun):
                self.assertEqual(404, answer.status, answer.text())

    def test_every_addition_under_anothers_id_is_404(self):
        o = self.north
        audit, breach = ("/v1/audits/" + self.ids["audits"],
                         "/v1/breaches/" + self.ids["breaches"])
        own = {"requirement": o.requirement()["id"], "point": o.measure_point()["id"]}
        for target, body in (
                (audit + "/breaches", {"kind": "breach", "title": "T", "facts": "F",
                                       "requirements": [own["requirement"]], "urgent": False}),
                (audit + "/remarks", {"kind": "remark", "text": "T"}),
                (audit + "/contacts", {"kind": "phone", "occurred_on": o.today, "text": "T"}),
                (audit + "/incoming", {"received_on": o.today, "from": "x", "text": "y"}),
                (audit + "/deadlines", {"kind": "comment", "due": o.workday(20)}),
                (audit + "/letters", {"kind": "meeting_invitation"}),
                (breach + "/demands", {"text": "T", "evidence_kind": "practice"}),
                (breach + "/interim-measures", {"text": "T", "due": o.workday(9)}),
                (breach + "/evidence", {"kind": "practice", "received_on": o.today,
                                        "description": "x", "source": "y"}),
                (breach + "/observations", {
                    "measure_point": own["point"], "period_from": o.past(9),
                    "period_to": o.past(2), "population": 20, "sample": 20, "compliant": 20,
                    "hard_failures": 0, "sampling": "all", "reviewed_by": "authority"})):
            answer = o.liv.ask("POST", target, body)
            with self.subTest(target.rsplit("/", 1)[1]):
                self.assertEqual(404, answer.status, answer.text())

    def test_anothers_ids_in_a_body_are_unknown(self):
        o = self.north
        for member, value in (("enterprise", self.ids["enterprises"]),
                              ("requirements", [self.ids["requirements"]]),
                              ("measure_points", [self.ids["measure-points"]]),
                              ("programme", self.ids["programmes"]),
                              ("lead_auditor", self.ids["accounts"]),
                              ("team", [self.ids["accounts"]])):
            body = {"enterprise": o.enterprise()["id"], "theme": "T", "method": "system_audit",
                    "requirements": [o.requirement()["id"]]}
            body[member] = value
            answer = o.liv.ask("POST", "/v1/audits", body)
            with self.subTest(member):
                self.assertEqual(422, answer.status, answer.text())
                self.assertTrue(any(p.startswith("/" + member) for p in answer.errors()))

    def test_no_list_shows_or_counts_what_is_anothers(self):
        theirs = set(self.ids.values())
        for path, method, operation in self.daemon.contract.operations():
            if method != "GET" or "{" in path or not path.startswith("/v1/"):
                continue
            for who in (self.north.liv, self.north.admin):
                answer = who.ask("GET", path)
                with self.subTest(path):
                    self.assertNotEqual(500, answer.status)
                    if answer.status == 200:
                        for each in theirs:
                            self.assertNotIn(each.encode(), answer.body, path)
        counted = self.north.liv.get("/v1/audits?count=true&limit=1")
        totals = [v for k, v in counted.items() if k not in ("items", "next")]
        self.assertEqual([len(self.north.liv.items("/v1/audits?limit=200"))], totals)

    def test_a_cursor_and_a_key_of_another_authority_give_nothing(self):
        self.south.case()
        page = self.south.liv.get("/v1/audits?limit=1")
        if page["next"]:
            answer = self.north.liv.ask("GET", "/v1/audits?limit=1&after=" + page["next"])
            self.assertIn(answer.status, (200, 422))
            if answer.status == 200:
                self.assertFalse({a["id"] for a in answer.json["items"]} & set(self.ids.values()))
        body = {"name": "Felles", "kind": "other"}
        one = self.south.liv.post("/v1/enterprises", body, key="tenant")
        two = self.north.liv.post("/v1/enterprises", body, key="tenant")
        self.assertNotEqual(one["id"], two["id"])

    def test_each_authority_counts_its_own_cases(self):
        south, north = self.south.case().audit, self.north.case().audit
        again = self.north.case().audit
        self.assertEqual(south["case_number"].split("/")[0], north["case_number"].split("/")[0])
        n = int(north["case_number"].split("/")[1])
        self.assertEqual(n + 1, int(again["case_number"].split("/")[1]))

    def test_the_same_user_name_lives_in_both(self):
        south, north = self.south.anna.get("/v1/me"), self.north.anna.get("/v1/me")
        self.assertNotEqual(south["id"], north["id"])
        wrong = harness.Client(self.daemon).ask("POST", "/v1/session", {
            "username": "anna", "password": office.PASSWORD % "anna", "authority": "nowhere"})
        self.assertEqual(401, wrong.status)
        without = harness.Client(self.daemon).ask("POST", "/v1/session", {
            "username": "anna", "password": office.PASSWORD % "anna"})
        self.assertIn(without.status, (401, 422))

    def test_the_feed_of_events_is_ones_own(self):
        for event in self.north.inge.items("/v1/events?limit=200"):
            self.assertNotIn(self.ids["audits"], str(event))
        self.assertEqual(404, self.north.inge.ask(
            "GET", "/v1/audits/%s/events" % self.ids["audits"]).status)

    def test_an_id_of_nobody_is_the_same_404(self):
        mine = self.north.liv.ask("GET", "/v1/audits/" + str(uuid.uuid4()))
        theirs = self.north.liv.ask("GET", "/v1/audits/" + self.ids["audits"])
        for member in ("type", "title", "status", "code"):
            self.assertEqual(mine.json[member], theirs.json[member])


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
