"""One case with two breaches, walked over fourteen months from plan to closure, twice."""

import unittest

import agree as agreement
import harness
import office
from agree import agree, agree_all
from harness import ident


def name(place):
    """The id at the end of a path."""
    return place.rsplit("/", 1)[1]


class TheWalk(unittest.TestCase):
    """Steps in their order; when one breaks, those after it say so."""

    broken = None

    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon()
        cls.o = office.office()

    def run(self, result=None):
        result = result if result is not None else self.defaultTestResult()
        bad = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > bad and not TheWalk.broken:
            TheWalk.broken = self._testMethodName
        return result

    def setUp(self):
        if TheWalk.broken:
            self.fail("not tried: " + TheWalk.broken + " broke before it")

    def subjects(self, guards, code):
        return set(guards[code]["subjects"])

    def ids(self, *places):
        return {name(p) for p in places}

    # planned

    def test_01_a_leader_plans_and_all_that_is_missing_is_said_at_once(self):
        o = self.o
        answer = o.liv.ask("POST", "/v1/audits", {}, expect=422)
        self.assertLessEqual({"/enterprise", "/theme", "/method", "/requirements"},
                             set(answer.errors()))
        cls = type(self)
        cls.r1, cls.r2, cls.r3 = (o.requirement()["id"] for _ in range(3))
        cls.point = o.measure_point()["id"]
        cls.programme = o.programme([self.r1, self.r2, self.r3], [self.point])["id"]
        cls.body = {"enterprise": o.enterprise()["id"], "theme": "Legemiddelbehandling",
                    "method": "system_audit", "requirements": [self.r1, self.r2, self.r3]}
        self.assertEqual("role_missing",
                         o.anna.ask("POST", "/v1/audits", self.body, expect=403).code)
        made = o.liv.ask("POST", "/v1/audits", self.body, expect=201)
        self.assertEqual("planned", made.json["state"])
        self.assertEqual("2025/1", made.json["case_number"])
        self.assertEqual(made.json["id"], name(made.headers["location"]))
        cls.path = "/v1/audits/" + made.json["id"]
        guards = o.liv.refused(self.path, "notify", "lead_auditor_missing", "visit_dates_missing",
                               "measure_point_missing", "letter_not_approved")
        self.assertTrue(guards["measure_point_missing"]["source"])
        o.liv.refused(self.path, "begin_fieldwork", "wrong_method", "lead_auditor_missing",
                      "measure_point_missing", exactly=False, reason="Uten varsel")
        o.anna.ask("POST", self.path + "/actions", {"event": "no_such_event"},
                   match=o.anna.fresh(self.path), expect=422)

    def test_02_the_leader_sets_the_people_and_the_rest_is_filled_in(self):
        o = self.o
        whole = o.liv.patch(self.path, {"visit_from": "2025-03-04", "visit_to": "2025-03-05",
                                        "measure_points": [self.point],
                                        "programme": self.programme})
        self.assertEqual("2025-03-04", whole["visit_from"])
        self.assertEqual(403, o.kari.act(self.path, "assign", expect=403,
                                         lead_auditor=o.kari.id).status)
        whole = o.liv.act(self.path, "assign", lead_auditor=o.kari.id,
                          team=[o.anna.id, o.bent.id])
        self.assertEqual(o.kari.id, ident(whole["lead_auditor"]))
        o.kari.refused(self.path, "notify", "letter_not_approved")
        answer = o.anna.ask("POST", self.path + "/breaches", {
            "kind": "breach", "title": "For tidlig", "facts": "Ingen"}, expect=409)
        self.assertIn("wrong_state", answer.guards())
        self.case = type(self).case = office.Case.__new__(office.Case)
        self.case.office, self.case.daemon, self.case.path = o, self.daemon, self.path
        self.case.id, self.case.requirements, self.case.points = name(self.path), [
            self.r1, self.r2, self.r3], [self.point]
        agree_all(self, o.kari, self.case)
        agree_all(self, o.liv, self.case)

    def test_03_nobody_approves_a_text_they_wrote(self):
        o, case = self.o, self.case
        dates = [{"kind": "contact_person", "due": "2025-01-20"},
                 {"kind": "documents", "due": "2025-02-07"}]
        letter = case.draft("notice", dates=dates)
        dates[1]["due"] = "2025-02-10"
        o.liv.patch(letter, {"dates": dates})
        case.submit(letter)
        sha = o.mona.get(letter)["sha256"]
        self.assertEqual(64, len(sha))
        self.assertEqual("role_missing",
                         o.anna.act(letter, "approve", expect=403, sha256=sha).code)
        o.liv.refused(letter, "approve", "own_text", sha256=sha)
        o.liv.refused(letter, "approve", "own_text", "hash_differs", sha256="0" * 64)
        o.mona.refused(letter, "approve", "hash_differs", sha256="0" * 64)
        self.assertEqual("draft", o.mona.act(letter, "return", comment="Rett datoen.")["state"])
        case.submit(letter)
        self.assertEqual("approved", case.approve(letter)["state"])
        o.kari.refused(letter, "dispatch", "sent_by_its_event")
        self.assertEqual("draft", o.anna.act(letter, "recall")["state"])
        o.kari.refused(self.path, "notify", "letter_not_approved")
        case.submit(letter)
        case.approve(letter)
        agree_all(self, o.anna, case)
        type(self).notice = letter

    def test_04_the_notice_goes_out_and_its_dates_run(self):
        o, case = self.o, self.case
        self.assertEqual(403, o.anna.act(self.path, "notify", expect=403).status)
        whole = o.kari.act(self.path, "notify")
        self.assertEqual("notified", whole["state"])
        letter = o.anna.get(self.notice)
        self.assertEqual("dispatched", letter["state"])
        self.assertTrue(letter["dispatched_at"].startswith("2025-01-13"))
        due = {d["kind"]: d["due"] for d in case.deadlines(state="running")}
        self.assertEqual("2025-01-20", due["contact_person"])
        self.assertEqual("2025-02-10", due["documents"])
        o.kari.refused(self.path, "reschedule", "due_in_past", exactly=False,
                       visit_from="2025-03-11", visit_to="2025-03-12", reason="Sykdom",
                       documents_due="2025-01-02")
        before = case.deadline("documents")
        o.kari.act(self.path, "reschedule", visit_from="2025-03-11", visit_to="2025-03-12",
                   reason="Sykdom hos kommunen", documents_due="2025-02-17")
        self.assertEqual("extended", o.kari.get(before)["state"])
        after = o.kari.get(case.deadline("documents"))
        self.assertEqual("2025-02-17", after["due"])
        self.assertEqual(name(before), ident(after["predecessor"]))
        self.assertEqual(after["id"], ident(o.kari.get(before)["successor"]))
        self.assertIn("deadline_confirmation", [d["kind"] for d in case.get()["letters"]])
        self.assertEqual(403, o.anna.act(self.path, "begin_fieldwork", expect=403).status)
        agree_all(self, o.kari, case)

    def test_05_the_documents_come_two_days_late(self):
        o, case = self.o, self.case
        self.daemon.day("2025-01-17")
        self.assertEqual("met", case.receive(case.deadline("contact_person"))["state"])
        self.daemon.day("2025-02-18")
        documents = case.deadline("documents")
        late = o.anna.get(documents)
        self.assertTrue(late["overdue"])
        self.assertEqual(1, late["days_overdue"])
        self.daemon.day("2025-02-19")
        self.assertEqual("met_late", case.receive(documents)["state"])

    # fieldwork and drafting

    def test_06_findings_are_registered_in_fieldwork(self):
        o, case = self.o, self.case
        self.daemon.day("2025-03-11")
        self.assertEqual("fieldwork", o.kari.act(self.path, "begin_fieldwork")["state"])
        cls = type(self)
        cls.a = case.breach(urgent=True, severity="critical", complexity="complex",
                            requirements=[self.r1])
        cls.b = case.breach(title="Avvik meldes ikke", facts=None, urgent=None,
                            requirements=None)
        o.anna.post(self.path + "/remarks", {"kind": "remark", "text": "Rutinen er gammel."})
        o.anna.post(self.path + "/remarks", {"kind": "improvement_area",
                                             "text": "Oppl\u00e6ringen kan bli bedre."})
        o.anna.post(self.path + "/contacts", {
            "kind": "meeting", "occurred_on": "2025-03-11", "text": "\u00c5pningsm\u00f8te."})
        whole = case.get()
        self.assertEqual(2, len(whole["remarks"]))
        self.assertEqual(self.ids(self.a, self.b), {b["id"] for b in whole["breaches"]})
        self.assertEqual({"draft"}, {b["state"] for b in whole["breaches"]})
        agree_all(self, o.anna, case)

    def test_07_fieldwork_ends_with_a_summary_meeting_and_may_be_resumed(self):
        o, case = self.o, self.case
        self.daemon.day("2025-03-12")
        o.kari.refused(self.path, "end_fieldwork", "summary_meeting_missing")
        whole = o.kari.act(self.path, "end_fieldwork", summary_meeting_date="2025-03-12")
        self.assertEqual("drafting", whole["state"])
        self.assertEqual("2025-03-12", whole["summary_meeting_date"])
        answer = o.kari.act(self.path, "resume_fieldwork", expect=422)
        self.assertIn("/reason", answer.errors())
        o.kari.act(self.path, "resume_fieldwork", reason="Ett intervju gjenst\u00e5r.")
        o.kari.act(self.path, "end_fieldwork", summary_meeting_date="2025-03-12")
        draft = case.deadline("draft_report")
        self.assertEqual("2025-04-11", o.kari.get(draft)["due"])
        o.arne.refused(draft, "receive", "internal_deadline", received_on="2025-03-12")

    def test_08_an_urgent_breach_needs_its_interim_measure_before_the_report(self):
        o, case = self.o, self.case
        guards = o.kari.refused(self.path, "send_preliminary", "breach_incomplete",
                                "letter_not_approved")
        self.assertEqual(self.ids(self.a, self.b), self.subjects(guards, "breach_incomplete"))
        lacks = {each["what"]: set(each["subjects"]) for each in guards["breach_incomplete"]["missing"]}
        self.assertEqual(self.ids(self.a), lacks.pop("interim_measures"))
        self.assertEqual({"facts", "urgent", "requirements"}, set(lacks))
        self.assertEqual([self.ids(self.b)] * 3, list(lacks.values()))
        o.anna.patch(self.b, {"facts": "3 av 22 hendelser var meldt.", "urgent": False,
                              "requirements": [self.r2]})
        guards = o.kari.refused(self.path, "send_preliminary", "breach_incomplete",
                                "letter_not_approved")
        self.assertEqual(self.ids(self.a), self.subjects(guards, "breach_incomplete"))
        o.kari.post(self.a + "/interim-measures", {
            "text": "Farmas\u00f8yt g\u00e5r gjennom alle lister.", "due": "2025-03-21"})
        letter = case.letter("interim_measures", breaches=[name(self.a)])
        self.assertEqual("dispatched", o.kari.act(letter, "dispatch")["state"])
        o.kari.refused(self.path, "send_preliminary", "letter_not_approved")
        agree_all(self, o.kari, case)

    # hearing

    def test_09_a_breach_found_in_hearing_was_not_heard(self):
        o, case = self.o, self.case
        self.daemon.day("2025-03-24")
        case.letter("preliminary_report", dates=[{"kind": "comment", "due": "2025-04-09"}])
        self.assertEqual("hearing", o.kari.act(self.path, "send_preliminary")["state"])
        self.assertEqual([], case.deadlines("draft_report", "running"))
        self.assertEqual("running", o.kari.get(case.deadline("final_report"))["state"])
        cls = type(self)
        cls.c = case.breach(title="Ikke h\u00f8rt", requirements=[self.r3])
        self.assertEqual(403, o.kari.act(self.path, "send_final", expect=403).status)
        guards = o.liv.refused(self.path, "send_final", "comment_pending", "breach_not_heard",
                               "breach_without_deadline", "breach_without_demand",
                               "letter_not_approved")
        self.assertEqual(self.ids(self.c), self.subjects(guards, "breach_not_heard"))
        for code in ("breach_without_deadline", "breach_without_demand"):
            self.assertEqual(self.ids(self.a, self.b, self.c), self.subjects(guards, code))
        agree_all(self, o.liv, case)
        self.assertEqual(403, o.anna.act(self.c, "strike", expect=403, reason="x").status)
        self.assertEqual("dropped", o.kari.act(
            self.c, "strike", reason="Merknadene endret fakta.")["state"])

    def test_10_comments_come_and_the_report_is_drafted_again(self):
        o, case = self.o, self.case
        self.daemon.day("2025-04-08")
        comment = case.deadline("comment")
        o.arne.post(self.path + "/incoming", {
            "received_on": "2025-04-08", "from": "Lillevik kommune",
            "text": "Vi er ikke enige i omfanget.", "answers": [name(comment)]})
        if o.arne.get(comment)["state"] == "running":
            case.receive(comment)
        self.assertEqual("met", o.arne.get(comment)["state"])
        self.assertEqual("drafting", o.kari.act(self.path, "redraft",
                                                reason="Fakta er endret.")["state"])
        self.daemon.day("2025-04-22")
        case.letter("preliminary_report", dates=[{"kind": "comment", "due": "2025-05-06"}])
        o.kari.act(self.path, "send_preliminary")
        self.assertIn("comment_pending", o.liv.act(self.path, "send_final", expect=409).guards())

    def test_11_silence_on_comments_is_lawful(self):
        case = self.case
        place = case.deadline("comment")
        self.daemon.day("2025-05-07")
        harness.until(lambda: self.o.kari.get(place)["state"] == "lapsed",
                      what="the comment deadline to lapse")

    def test_12_deadlines_are_set_on_lawful_days_only(self):
        o, case = self.o, self.case

        def refused(kind, due, place, *codes):
            answer = case.set(kind, due, breach=name(place), expect=409)
            self.assertEqual(set(codes), set(answer.guards()), answer.text())

        refused("correction", "2025-05-01", self.a, "due_in_past", "not_a_working_day")
        refused("correction", "2025-07-12", self.a, "not_a_working_day", "avoided_period")
        self.assertEqual(403, case.set("correction", "2025-10-01", who=o.anna,
                                       breach=name(self.a), expect=403).status)
        cls = type(self)
        contract = self.daemon.contract
        shape = contract.member("POST", self.path + "/deadlines",
                                "proposed_by_enterprise") if contract else {}
        proposed = True if "boolean" in shape.get("type", "") else "2025-11-01"
        cls.correction_a = case.set("correction", "2025-10-01", breach=name(self.a),
                                    discussed_on="2025-05-05", proposed_by_enterprise=proposed)
        self.assertEqual("proposed", o.kari.get(self.correction_a)["state"])
        refused("milestone", "2025-10-06", self.a, "after_correction")
        cls.correction_b = case.set("correction", "2025-09-15", breach=name(self.b))
        guards = o.liv.refused(self.path, "send_final", "milestone_missing",
                               "interim_measure_missing", "breach_without_demand",
                               "letter_not_approved")
        self.assertEqual(self.ids(self.a, self.b), self.subjects(guards, "milestone_missing"))
        self.assertEqual(self.ids(self.b), self.subjects(guards, "interim_measure_missing"))
        o.kari.act(self.correction_b, "change", due="2025-06-20", reason="Kan rettes raskt.")
        cls.milestone = case.set("milestone", "2025-06-16", breach=name(self.a))
        cls.plan = case.set("plan", "2025-05-28", breach=name(self.a))
        extra = case.set("milestone", "2025-06-10", breach=name(self.b))
        self.assertEqual("waived", o.kari.act(extra, "waive",
                                              reason="Ikke n\u00f8dvendig.")["state"])
        agree_all(self, o.kari, case)

    def test_13_every_breach_has_its_demands_before_the_final_report(self):
        o = self.o
        for fields in ({"evidence_kind": "practice", "measure_point": self.point, "target": 0.9,
                        "n_min": 20, "rounds": 2, "spacing_days": 28},
                       {"evidence_kind": "management"}):
            o.kari.post(self.a + "/demands", dict({"text": "Vis endret praksis."}, **fields))
        for kind in ("practice", "management"):
            o.kari.post(self.b + "/demands", {"text": "Vis at avvik meldes.",
                                              "evidence_kind": kind})
        guards = o.liv.refused(self.path, "send_final", "breach_without_demand",
                               "letter_not_approved")
        self.assertEqual(self.ids(self.b), self.subjects(guards, "breach_without_demand"))
        reason = {"not_measurable_reason": "Meldekultur kan ikke telles i journaler."}
        self.assertEqual("role_missing", o.kari.ask(
            "PATCH", self.b, reason, match=o.kari.fresh(self.b), expect=403).code)
        o.liv.patch(self.b, reason)
        o.liv.refused(self.path, "send_final", "letter_not_approved")

    # follow-up

    def test_14_the_final_report_establishes_the_breaches_and_starts_the_deadlines(self):
        o, case = self.o, self.case
        case.letter("final_report")
        whole = o.liv.act(self.path, "send_final", maturity="formalised")
        self.assertEqual("follow_up", whole["state"])
        self.assertEqual("formalised", whole["maturity_at_final"])
        states = {b["id"]: b["state"] for b in whole["breaches"]}
        self.assertEqual({name(self.a): "established", name(self.b): "established",
                          name(self.c): "dropped"}, states)
        for place, due in ((self.correction_a, "2025-10-01"), (self.correction_b, "2025-06-20"),
                           (self.milestone, "2025-06-16"), (self.plan, "2025-05-28")):
            deadline = o.kari.get(place)
            self.assertEqual(("running", due), (deadline["state"], deadline["due"]))
        agree_all(self, o.liv, case)
        agree_all(self, o.kari, case)

    def test_15_a_plan_arrives_and_a_milestone_is_met_late(self):
        o, case = self.o, self.case
        self.daemon.day("2025-05-28")
        self.assertEqual("met", case.receive(self.plan)["state"])
        self.daemon.day("2025-06-16")
        self.assertFalse(o.kari.get(self.milestone)["overdue"])
        self.daemon.day("2025-06-17")
        self.assertTrue(o.kari.get(self.milestone)["overdue"])
        self.assertIn(name(self.milestone),
                      {d["id"] for d in o.kari.items("/v1/deadlines?overdue=true")})
        self.daemon.day("2025-06-18")
        self.assertEqual("met_late", case.receive(self.milestone)["state"])

    def test_16_an_extension_is_smaller_than_asked(self):
        o, case = self.o, self.case
        place = self.correction_b
        asked = o.anna.act(place, "ask_extension", asked="2025-09-30", asked_by="Lillevik kommune",
                           asked_on="2025-06-17")
        self.assertEqual(("running", "2025-09-30"), (asked["state"], asked["asked"]))
        self.assertEqual(403, o.kari.act(place, "extend", expect=403, due="2025-08-29",
                                         reason="Ferie").status)
        o.liv.refused(place, "extend", "not_later", due="2025-06-20", reason="Ferie")
        o.liv.refused(place, "extend", "avoided_period", due="2025-07-15", reason="Ferie")
        o.liv.act(place, "extend", due="2025-08-29",
                  reason="Kommunen f\u00e5r kortere enn bedt om.")
        old, new = o.liv.get(place), o.liv.get(case.deadline("correction", breach=name(self.b)))
        self.assertEqual("extended", old["state"])
        self.assertEqual(("running", "2025-08-29"), (new["state"], new["due"]))
        self.assertEqual(1, max(old["extended_count"], new["extended_count"]))
        type(self).correction_b = "/v1/deadlines/" + new["id"]
        o.anna.act(self.correction_a, "ask_extension", asked="2025-12-01",
                   asked_by="Lillevik kommune", asked_on="2025-06-18")
        refused = o.liv.act(self.correction_a, "refuse_extension", reason="Det haster.")
        self.assertEqual(("running", "2025-10-01"), (refused["state"], refused["due"]))
        kinds = [d["kind"] for d in case.get()["letters"] if d["state"] == "draft"]
        self.assertLessEqual(2, kinds.count("deadline_confirmation"))

    def test_17_what_holds_closure_back_is_all_said(self):
        o = self.o
        answer = o.liv.act(self.path, "close", expect=422)
        self.assertIn("/safety_statement", answer.errors())
        guards = o.liv.refused(self.path, "close", "breach_open", "deadline_running",
                               "letter_not_approved", safety_statement="Trygt.")
        self.assertEqual(self.ids(self.a, self.b), self.subjects(guards, "breach_open"))
        self.assertEqual(self.ids(self.correction_a, self.correction_b),
                         self.subjects(guards, "deadline_running"))
        for guard in guards.values():
            self.assertTrue(guard["detail"], guard)
        self.assertIn("5", guards["breach_open"]["source"])
        self.assertIn("4.4", guards["deadline_running"]["source"])
        o.liv.refused(self.correction_a, "waive", "last_deadline_of_open_breach", reason="Nei")
        o.arne.refused(self.correction_a, "receive", "last_deadline_of_open_breach",
                       received_on="2025-06-18")
        self.assertEqual(403, o.kari.act(self.correction_a, "waive", expect=403,
                                         reason="Nei").status)
        answer = self.case.announce(self.b, expect=409)
        self.assertIn("no_ground_to_order", answer.guards(), answer.text())
        agree_all(self, o.liv, self.case)

    def test_18_an_order_is_announced_when_the_deadline_passed(self):
        o, case = self.o, self.case
        for letter in case.get()["letters"]:
            if letter["kind"] == "order_notice" and letter["state"] == "approved":
                o.anna.act("/v1/letters/" + letter["id"], "withdraw", reason="For tidlig.")
        self.daemon.day("2025-09-01")
        self.assertTrue(o.kari.get(self.correction_b)["overdue"])
        letter = case.letter("order_notice", breaches=[name(self.b)],
                             dates=[{"kind": "order_comment", "due": "2025-09-16"}])
        given = {"letter": letter, "comment_due": "2025-09-16", "compliance_date": "2025-10-15"}
        self.assertEqual(403, case.announce(self.b, who=o.kari, expect=403, **given).status)
        answer = case.announce(self.b, expect=409,
                               **dict(given, legal_ground="b\u00e5tloven \u00a7 1"))
        self.assertIn("legal_ground_missing", answer.guards(), answer.text())
        order = type(self).order = case.announce(self.b, **given)
        self.assertEqual("announced", o.liv.get(order)["state"])
        self.assertEqual("dispatched", o.liv.get(letter)["state"])
        self.assertEqual("2025-09-16", o.liv.get(case.deadline("order_comment"))["due"])
        self.assertIn("order_live", o.liv.act(self.path, "close", expect=409,
                                              safety_statement="Trygt.").guards())
        agree_all(self, o.liv, case)

    def test_19_an_order_letter_needs_two_approvers(self):
        o, case = self.o, self.case
        letter = case.draft("order", order=name(self.order), breaches=[name(self.b)])
        case.submit(letter)
        self.assertEqual("submitted", case.approve(letter, o.mona)["state"])
        o.liv.refused(self.order, "issue", "comment_pending", "letter_not_approved",
                      exactly=False, compliance_date="2025-10-15")
        sha = o.anna.get(letter)["sha256"]
        o.anna.refused(letter, "approve", "own_text", sha256=sha)
        self.assertEqual("approved", case.approve(letter, o.bent)["state"])
        o.liv.refused(self.order, "issue", "comment_pending", compliance_date="2025-10-15")
        o.kari.refused(self.order, "comply", "wrong_state", exactly=False, text="Rettet.")
        type(self).order_letter = letter

    def test_20_the_order_is_withdrawn_when_the_enterprise_acted(self):
        o, case = self.o, self.case
        self.daemon.day("2025-09-10")
        o.anna.refused(self.b, "documentation_received", "new_evidence_missing",
                       received_on="2025-09-10")
        case.report(self.b)
        self.assertEqual("reported", o.kari.get(self.b)["state"])
        self.assertEqual("met_late", o.kari.get(self.correction_b)["state"])
        self.assertEqual("2025-10-10", o.kari.get(
            case.deadline("assessment", breach=name(self.b)))["due"])
        o.liv.refused(self.order, "withdraw", "letter_not_approved", reason="Rettet etter varsel.")
        case.letter("order_withdrawn", order=name(self.order))
        self.assertEqual("withdrawn", o.liv.act(self.order, "withdraw",
                                                reason="Rettet etter varsel.")["state"])
        self.assertEqual([], case.deadlines("order_comment", "running"))
        if o.anna.get(self.order_letter)["state"] == "approved":
            o.anna.act(self.order_letter, "withdraw", reason="P\u00e5legget falt bort.")
        self.assertEqual("withdrawn", o.anna.get(self.order_letter)["state"])

    def test_21_an_assessment_may_find_it_insufficient_and_later_corrected(self):
        o, case = self.o, self.case
        self.daemon.day("2025-09-11")
        self.assertEqual("insufficient", o.kari.act(
            self.b, "assess_insufficient", reason="Bare ett m\u00f8te.", due="2025-10-20")["state"])
        self.assertEqual("2025-10-20", o.kari.get(
            case.deadline("correction", breach=name(self.b)))["due"])
        o.anna.refused(self.b, "documentation_received", "new_evidence_missing",
                       received_on="2025-09-11")
        self.daemon.day("2025-10-01")
        case.report(self.b)
        self.assertEqual("corrected", case.correct(self.b)["state"])
        self.assertEqual(2, len(o.kari.items(self.b + "/assessments")))

    def test_22_a_plan_alone_never_corrects_a_breach(self):
        o, case = self.o, self.case
        o.kari.refused(self.a, "assess_corrected", "wrong_state", exactly=False, text="Rettet.")
        case.evidence(self.a, "plan")
        o.anna.act(self.a, "documentation_received", received_on="2025-10-01")
        four = ("practice_missing", "management_missing", "measure_point_fails", "only_a_plan")
        guards = o.kari.refused(self.a, "assess_corrected", *four, text="Planen er god.")
        self.assertTrue(self.subjects(guards, "measure_point_fails"))
        o.kari.refused(self.a, "assess_corrected", "requirement_differs", *four,
                       text="Planen er god.", requirements=[self.r2])
        o.liv.refused(self.a, "assess_corrected", "only_a_plan", text="Planen er god.",
                      override_reason="Vi stoler p\u00e5 planen.")
        agree(self, o.kari, self.a)
        o.kari.act(self.a, "assess_insufficient", reason="En plan er ikke endret praksis.",
                   due="2025-10-31")

    def test_23_one_passing_round_is_not_enough(self):
        o, case = self.o, self.case
        self.daemon.day("2025-10-02")
        practice = case.evidence(self.a)
        case.observe(self.a, "2025-08-01", "2025-08-31", 15, evidence=practice)
        case.observe(self.a, "2025-09-01", "2025-09-30", 19, evidence=practice)
        case.observe(self.a, "2025-09-15", "2025-10-01", 19, evidence=practice,
                     expect=(409, 422))
        case.observe(self.a, "2025-10-02", "2025-11-01", 19, evidence=practice,
                     expect=(409, 422))
        case.observe(self.a, "2025-10-01", "2025-10-02", 21, evidence=practice, expect=422)
        case.set("measurement", "2025-11-03", breach=name(self.a))
        self.daemon.day("2025-10-03")
        o.anna.act(self.a, "documentation_received", received_on="2025-10-02")
        self.assertEqual("2025-11-17", o.kari.get(
            case.deadline("assessment", breach=name(self.a)))["due"])
        o.kari.refused(self.a, "assess_corrected", "management_missing", "measure_point_fails",
                       text="Nesten.")

    def test_24_two_passing_rounds_28_days_apart_correct_it(self):
        o, case = self.o, self.case
        self.daemon.day("2025-10-29")
        case.observe(self.a, "2025-10-01", "2025-10-28", 20, evidence=case.evidence(self.a))
        case.receive(case.deadline("measurement", breach=name(self.a)))
        o.kari.refused(self.a, "assess_corrected", "management_missing", text="Nesten.")
        case.evidence(self.a, "management")
        self.assertEqual("corrected", case.correct(self.a)["state"])
        point = o.kari.get(self.a)["measure_points"][0]
        self.assertEqual(3, len(point["rounds"]) if isinstance(point["rounds"], list) else 3)
        agree_all(self, o.kari, case)

    def test_25_a_relapse_needs_a_failed_round_and_opens_the_breach(self):
        o, case = self.o, self.case
        o.kari.refused(self.b, "relapse", "no_failed_round", reason="Ny hendelse",
                       due="2025-11-14")
        case.evidence(self.b, "practice")
        self.assertEqual("insufficient", o.kari.act(
            self.b, "relapse", reason="Ny hendelse ble ikke meldt.", due="2025-11-14")["state"])
        self.daemon.day("2025-11-05")
        case.report(self.b)

    def test_26_a_closing_letter_whose_basis_changed_is_void(self):
        o, case = self.o, self.case
        letter = case.letter("closure")
        self.daemon.day("2025-11-06")
        case.correct(self.b)
        o.liv.refused(self.path, "close", "basis_changed", safety_statement="Trygt.")
        o.anna.act(letter, "withdraw", reason="Grunnlaget er endret.")
        o.liv.refused(self.path, "close", "letter_not_approved", safety_statement="Trygt.")

    def test_27_the_case_is_closed_to_the_management(self):
        o, case = self.o, self.case
        self.daemon.day("2025-11-10")
        type(self).closure = case.letter("closure")
        self.assertEqual(403, o.kari.act(self.path, "close", expect=403,
                                         safety_statement="Trygt.").status)
        whole = o.liv.act(self.path, "close", maturity="organised", key="closing-1",
                          safety_statement="Pasientene f\u00e5r n\u00e5 forsvarlig behandling.")
        self.assertEqual(("closed", "organised"), (whole["state"], whole["maturity_at_closure"]))
        self.assertTrue(whole["closed_at"].startswith("2025-11-10"))
        self.assertEqual([], case.deadlines(state="running"))
        self.assertFalse({"draft", "submitted", "approved"}
                         & {d["state"] for d in whole["letters"]})
        o.arne.act(self.closure, "arrive", arrived_on="2025-11-10")
        self.assertEqual("journalled", o.arne.act(self.closure, "journal",
                                                  archive_number="2025/17-9")["state"])
        o.liv.refused(self.path, "close", "wrong_state", exactly=False, safety_statement="Nei")
        o.anna.ask("POST", self.path + "/letters", {"kind": "follow_up_demand"}, expect=409)
        agree_all(self, o.liv, case)

    # reopened

    def test_28_one_breach_is_reopened_and_its_old_evidence_no_longer_counts(self):
        o, case = self.o, self.case
        self.daemon.day("2026-01-12")
        answer = o.liv.act(self.path, "reopen", expect=422)
        self.assertLessEqual({"/reason", "/breaches"}, set(answer.errors()))
        guards = o.liv.refused(self.path, "reopen", "breach_not_corrected", reason="Ny klage",
                               breaches=[name(self.a), name(self.c)], due="2026-03-13")
        self.assertEqual(self.ids(self.c), self.subjects(guards, "breach_not_corrected"))
        self.assertEqual(403, o.kari.act(self.path, "reopen", expect=403, reason="Ny klage",
                                         breaches=[name(self.a)], due="2026-03-13").status)
        whole = o.liv.act(self.path, "reopen", reason="Ny klage", breaches=[name(self.a)],
                          due="2026-03-13")
        self.assertEqual("follow_up", whole["state"])
        states = {b["id"]: b["state"] for b in whole["breaches"]}
        self.assertEqual(("established", "corrected"),
                         (states[name(self.a)], states[name(self.b)]))
        self.assertEqual("2026-03-13", o.kari.get(
            case.deadline("correction", breach=name(self.a)))["due"])
        o.anna.refused(self.a, "documentation_received", "new_evidence_missing",
                       received_on="2026-01-12")
        self.daemon.day("2026-01-13")
        case.evidence(self.a, "plan")
        o.anna.act(self.a, "documentation_received", received_on="2026-01-13")
        o.kari.refused(self.a, "assess_corrected", "practice_missing", "management_missing",
                       "measure_point_fails", "only_a_plan", text="Som f\u00f8r.")
        o.liv.refused(self.a, "assess_corrected", "only_a_plan", text="Som f\u00f8r.",
                      override_reason="De var gode i fjor.")
        o.kari.act(self.a, "assess_insufficient", reason="En plan er ikke nok.",
                   due="2026-03-13")

    def test_29_new_rounds_correct_it_again(self):
        o, case = self.o, self.case
        self.daemon.day("2026-02-25")
        practice = case.evidence(self.a)
        case.observe(self.a, "2026-01-13", "2026-01-27", 19, evidence=practice)
        case.observe(self.a, "2026-01-28", "2026-02-24", 20, evidence=practice)
        case.evidence(self.a, "management")
        o.anna.act(self.a, "documentation_received", received_on="2026-02-25")
        o.liv.refused(self.path, "close", "breach_open", "letter_not_approved", exactly=False,
                      safety_statement="Trygt.")
        self.daemon.day("2026-02-26")
        self.assertEqual("corrected", case.correct(self.a)["state"])

    def test_30_the_case_is_closed_again_and_both_closings_stay(self):
        o, case = self.o, self.case
        self.daemon.day("2026-03-16")
        case.letter("closure")
        whole = o.liv.act(self.path, "close", safety_statement="Praksis har vart.",
                          maturity="integrated")
        self.assertEqual("closed", whole["state"])
        self.assertTrue(whole["closed_at"].startswith("2026-03-16"))
        closures = [d for d in whole["letters"] if d["kind"] == "closure"]
        self.assertEqual(2, sum(d["state"] in ("dispatched", "journalled") for d in closures))
        events = o.inge.items(self.path + "/events?limit=200")
        closings = [e for e in events if e["event"] == "close"]
        self.assertEqual(["2025-11-10", "2026-03-16"], sorted(e["at"][:10] for e in closings))
        numbers = [int(e["id"]) for e in events]
        self.assertEqual(sorted(set(numbers)), sorted(numbers))

    def test_31_the_log_is_one_chain_and_tells_the_whole_walk(self):
        events = sorted(self.o.inge.items(self.path + "/events"), key=lambda e: int(e["id"]))
        for before, after in zip(events, events[1:]):
            self.assertEqual(before["hash"], after["previous_hash"])
        told = {e["event"] for e in events}
        self.assertLessEqual({
            "create", "assign", "notify", "reschedule", "begin_fieldwork", "end_fieldwork",
            "resume_fieldwork", "send_preliminary", "redraft", "send_final", "close", "reopen",
            "register", "strike", "documentation_received", "assess_corrected",
            "assess_insufficient", "relapse", "set", "change", "waive", "receive", "lapse",
            "ask_extension", "extend", "refuse_extension", "draft", "submit", "approve", "return",
            "recall", "dispatch", "arrive", "journal", "withdraw", "announce"}, told)
        agreement.ask_the_model(self.id(), self.o.liv, self.case)


class ZyModel(agreement.TheModelAgrees):
    pass


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
