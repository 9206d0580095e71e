"""What a second client met that was written from the contract alone: the ways others write the same thing."""

import os
import tempfile
import unittest

import harness
import office
from harness import ident


class SecondStranger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.Daemon().start()
        cls.o = office.Office(cls.daemon)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop(True)

    def test_an_id_in_upper_case_is_the_same_id(self):
        o = self.o
        enterprise = ident(o.enterprise())
        requirement = ident(o.requirement())
        body = {"enterprise": enterprise.upper(), "theme": "T", "method": "document", "requirements": [requirement.upper()],
                "team": [o.kari.id.upper()]}
        made = o.liv.post("/v1/audits", body)
        self.assertEqual((enterprise, [requirement]), (made["enterprise"], made["requirements"]))
        path = "/v1/audits/" + made["id"].upper()
        self.assertEqual(made["id"], o.liv.ask("GET", path, expect=200).json["id"])
        self.assertEqual(1, len(o.liv.ask("GET", "/v1/audits?enterprise=" + enterprise.upper(), expect=200).json["items"]))
        answer = o.liv.ask("POST", "/v1/audits", dict(body, requirements=[requirement, requirement.upper()]), expect=422)
        self.assertEqual({"/requirements/1": ["duplicate_item"]}, answer.errors())

    def test_null_is_a_way_to_leave_out_what_need_not_be_there(self):
        o = self.o
        body = {"enterprise": ident(o.enterprise()), "theme": "T", "method": "document",
                "requirements": [ident(o.requirement())], "measure_points": None, "team": None, "owners": None}
        audit = o.liv.post("/v1/audits", body)
        self.assertEqual(([], []), (audit["measure_points"], audit["team"]))
        for member in ("theme", "method", "requirements"):
            answer = o.liv.ask("POST", "/v1/audits", dict(body, **{member: None}), expect=422)
            self.assertEqual({"/" + member: ["null_not_allowed"]}, answer.errors())
        path = "/v1/audits/" + audit["id"]
        o.liv.act(path, "cancel", reason="Feil virksomhet", letter=None)
        answer = o.liv.ask("POST", path + "/actions", {"event": "cancel", "reason": None},
                           headers={"If-Match": '"1.x"'}, expect=422)
        self.assertEqual({"/reason": ["missing"]}, answer.errors())

    def test_a_milestone_may_be_written_as_its_date(self):
        case = self.o.case().to_follow_up()
        correction = case.deadline("correction")
        far, near = self.o.workday(120), self.o.workday(30)
        made = self.o.liv.act(correction, "extend", due=far, reason="Bedt om", milestones=[near])
        self.assertEqual("extended", made["state"])
        self.assertEqual([near], [d["due"] for d in case.deadlines("milestone", "running")])

    def test_the_date_that_a_notice_of_an_order_states_governs(self):
        o = self.o
        for asked, due in ((None, 25), (16, 25), (30, 30)):
            case = o.case().to_follow_up()
            breach = case.get()["breaches"][0]["id"]
            self.daemon.day(case.deadlines("correction", "running")[0]["effective_due"])
            self.daemon.advance(days=1)
            stated = o.workday(25)
            letter = case.letter("order_notice", breaches=[breach], dates=[{"kind": "order_comment", "due": stated}])
            given = None if asked is None else o.workday(asked)
            order = case.announce(breach, letter=letter, comment_due=given)
            self.assertEqual(max(stated, given or stated), o.liv.ask("GET", order, expect=200).json["comment_due"])
            self.assertTrue(letter.endswith(o.liv.ask("GET", order, expect=200).json["letter"]))
            self.assertEqual(o.workday(due), o.liv.ask("GET", case.deadline("order_comment"), expect=200).json["due"])

    def test_a_notice_of_an_order_that_is_signed_some_days_late_gives_the_days_that_the_law_does(self):
        o = self.o
        case = o.case().to_follow_up()
        breach = case.get()["breaches"][0]["id"]
        self.daemon.day(case.deadlines("correction", "running")[0]["effective_due"])
        self.daemon.advance(days=1)
        letter = case.letter("order_notice", breaches=[breach])
        self.daemon.advance(days=5)
        order = case.announce(breach, letter=letter, comment_due=None)
        self.assertLessEqual(o.workday(14), o.liv.ask("GET", order, expect=200).json["comment_due"])

    def test_a_notice_of_an_order_says_until_when_one_may_comment(self):
        case = self.o.case().to_follow_up()
        letter = self.o.kari.ask("GET", case.draft("order_notice"), expect=200).json
        self.assertEqual(["order_comment"], [d["kind"] for d in letter["dates"]])
        self.assertLessEqual(self.o.workday(14), letter["dates"][0]["due"])

    def test_a_notice_names_only_requirements_that_are_in_force(self):
        o = self.o
        gone = o.requirement(valid_from="2000-01-01", valid_to="2020-12-31")["id"]
        for members in ({"requirements": [gone]}, {"requirements": [o.requirement()["id"], gone]}):
            case = o.case(**members)
            letter = case.draft("notice")
            answer = o.kari.ask("POST", letter + "/actions", {"event": "submit"},
                                headers={"If-Match": o.kari.fresh(letter)}, expect=409)
            self.assertEqual([gone], answer.guards()["statute_not_valid"]["subjects"])

    def test_new_days_of_a_visit_are_told_when_the_documents_have_come(self):
        o = self.o
        case = o.case().to_notified()
        case.receive(case.deadline("documents"))
        case.act("reschedule", visit_from=str(self.daemon.ahead(80)), visit_to=str(self.daemon.ahead(81)), reason="Sykdom.")
        drafts = [letter for letter in case.get()["letters"] if letter["kind"] == "deadline_confirmation"]
        self.assertEqual([[]], [letter["dates"] for letter in drafts])
        body = o.kari.ask("GET", "/v1/letters/" + drafts[0]["id"], expect=200).json["body"]
        self.assertIn("Tilsynsbes\u00f8ket blir", body)

    def test_documents_asked_for_before_the_holidays_are_due_after_them(self):
        o = self.o
        self.daemon.day("2026-06-25")
        case = o.case(visit_from="2026-09-15", visit_to="2026-09-16")
        letter = o.kari.ask("GET", case.draft("notice"), expect=200).json
        self.assertEqual("2026-08-03", {d["kind"]: d["due"] for d in letter["dates"]}["documents"])
        case.letter("notice")
        case.act("notify")

    def test_who_has_just_sent_a_letter_gets_its_document(self):
        case = self.o.case()
        letter = case.letter("notice")
        case.act("notify")
        answer = self.o.kari.ask("GET", letter + "/document", expect=200)
        self.assertEqual(b"%PDF-", answer.body[:5])

    def test_every_location_can_be_read(self):
        o = self.o
        case = o.case().to_drafting(1)
        breach, today = "/v1/breaches/" + case.get()["breaches"][0]["id"], str(self.daemon.today)
        for place, body in (
                ("/v1/conflicts", {"account": o.bent.id, "enterprise": ident(o.enterprise()), "reason": "slekt"}),
                (case.path + "/remarks", {"kind": "remark", "text": "x"}),
                (case.path + "/contacts", {"kind": "phone", "occurred_on": today, "text": "x"}),
                (case.path + "/incoming", {"received_on": today, "from": "x", "text": "y"}),
                (breach + "/evidence", {"kind": "practice", "received_on": today, "source": "x"})):
            answer = (o.liv if place == "/v1/conflicts" else o.kari).ask("POST", place, body, expect=201)
            where = answer.headers["location"]
            self.assertTrue(where.endswith(answer.json["id"]), where)
            seen = o.kari.ask("GET", where, expect=200, judge=False).json
            self.assertIn(answer.json["id"], [item["id"] for item in seen.get("items", [seen])])

    def test_a_passage_that_no_letter_has_is_told_with_those_there_are(self):
        case = self.o.case()
        answer = self.o.kari.ask("POST", case.path + "/letters", {"kind": "notice", "fields": {"innledning": "x"}}, expect=422)
        self.assertEqual({"/fields/innledning": ["unknown_member"]}, answer.errors())
        self.assertIn("introduction", answer.json["errors"][0]["detail"])

    def test_every_unknown_thing_that_a_letter_from_outside_names_is_told(self):
        case = self.o.case().to_notified()
        nobody = "01945ee4-2e80-7000-8000-000000000000"
        answer = self.o.arne.ask("POST", case.path + "/incoming", {
            "received_on": str(self.daemon.ahead(1)), "from": "x", "text": "y", "answers": [nobody],
            "attachments": [nobody]}, expect=422)
        self.assertEqual({"/received_on": ["in_the_future"], "/answers/0": ["unknown_reference"],
                          "/attachments/0": ["unknown_reference"]}, answer.errors())

    def test_an_empty_object_is_nothing_where_nothing_is_asked_for(self):
        o = self.o
        audit = o.liv.post("/v1/audits", {"enterprise": ident(o.enterprise()), "theme": "T", "method": "document",
                                          "requirements": [ident(o.requirement())]})
        o.liv.ask("POST", "/v1/audits/%s/case-files" % audit["id"], {}, expect=201)
        o.liv.ask("POST", "/v1/audits/%s/case-files" % audit["id"], {"x": 1}, expect=400)

    def test_the_admin_registers_conflicts_of_interest_too(self):
        o = self.o
        body = {"account": o.kari.id, "enterprise": ident(o.enterprise()), "reason": "slekt"}
        for who, status in ((o.admin, 201), (o.liv, 201), (o.kari, 201), (o.arne, 403)):
            who.ask("POST", "/v1/conflicts", body, expect=status)

    def test_a_clock_file_that_only_root_may_read_is_followed(self):
        daemon = self.daemon
        before = daemon.instant
        handle, path = tempfile.mkstemp(dir=daemon.base)        # 0600
        with os.fdopen(handle, "w") as file:
            file.write("2025-02-03T09:00:00Z")
        os.rename(path, daemon.clock_file)
        try:
            made = harness.Client(daemon).ask("POST", "/v1/session", {
                "username": "admin", "password": harness.ADMIN_PASSWORD}, expect=201).json
            self.assertEqual("2025-02-03", made["expires_at"][:10])
        finally:
            daemon.clock(before)


if __name__ == "__main__":
    unittest.main()
