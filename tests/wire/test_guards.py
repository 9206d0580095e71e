"""Every guard that the walk does not meet, each in the shortest story that meets it."""

import datetime
import hashlib
import unittest

import agree as agreement
import harness
import office
from agree import agree, agree_all, enum_of
from harness import ident


def name(place):
    return place.rsplit("/", 1)[1]


class Stories(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def setUp(self):
        self.o.season()


class Planning(Stories):
    def test_who_has_a_conflict_of_interest_is_not_assigned_and_does_not_approve(self):
        o = self.o
        case = o.case()
        o.liv.post("/v1/conflicts", {"account": o.bent.id, "enterprise": case.enterprise,
                                     "reason": "S\u00f8sken i ledelsen", "from": o.today,
                                     "to": str(self.daemon.ahead(300))})
        guards = o.liv.refused(case.path, "assign", "conflict_of_interest",
                               team=[o.anna.id, o.bent.id])
        self.assertIn(o.bent.id, guards["conflict_of_interest"]["subjects"])
        o.liv.refused(case.path, "assign", "conflict_of_interest", lead_auditor=o.bent.id)
        plan = {"enterprise": case.enterprise, "theme": "x", "method": "document", "requirements": case.requirements}
        for people in ({"lead_auditor": o.bent.id}, {"team": [o.anna.id, o.bent.id]}):
            answer = o.liv.ask("POST", "/v1/audits", dict(plan, **people), expect=409)
            self.assertEqual([o.bent.id], answer.guards()["conflict_of_interest"]["subjects"])
        o.liv.post("/v1/audits", dict(plan, lead_auditor=o.anna.id))
        o.liv.post("/v1/audits", dict(plan, lead_auditor=o.bent.id, enterprise=o.enterprise()["id"]))
        o.liv.post("/v1/conflicts", {"account": o.mona.id, "enterprise": case.enterprise,
                                     "reason": "Tidligere ansatt", "from": o.today,
                                     "to": str(self.daemon.ahead(300))})
        letter = case.draft("notice")
        case.submit(letter)
        o.mona.refused(letter, "approve", "conflict_of_interest",
                       sha256=o.mona.get(letter)["sha256"])

    def test_an_unannounced_audit_gives_no_notice_and_begins_with_a_reason(self):
        o = self.o
        case = o.case("unannounced")
        o.kari.refused(case.path, "notify", "wrong_method", exactly=False)
        answer = o.kari.act(case.path, "begin_fieldwork", expect=422)
        self.assertIn("/reason", answer.errors())
        agree(self, o.kari, case.path)
        whole = o.kari.act(case.path, "begin_fieldwork", reason="Varsel ville skjule praksis.")
        self.assertEqual("fieldwork", whole["state"])

    def test_what_the_reports_rest_on_is_not_patched_away_after_them(self):
        o = self.o
        case = o.case("joint", owners=[{"name": "Helse", "kind": "department"}])
        o.kari.patch(case.path, {"method": "joint"})
        case.to_drafting(owner="Helse")
        answer = o.kari.ask("PATCH", case.path, {"owners": []}, match=o.kari.fresh(case.path), expect=422)
        self.assertIn("/owners", answer.errors())
        o.kari.patch(case.path, {"owners": [{"name": "Helse", "kind": "outside"}]})
        for body, after in (({"method": "three_phase"}, "drafting"), ({"owners": []}, "hearing"),
                            ({"requirements": case.requirements}, "hearing")):
            if after == "hearing" and case.state == "drafting":
                case.letter("preliminary_report")
                case.act("send_preliminary")
            answer = o.kari.ask("PATCH", case.path, body, match=o.kari.fresh(case.path), expect=409)
            self.assertEqual("wrong_state", answer.code)

    def test_nothing_has_arrived_been_asked_or_decided_on_a_day_to_come(self):
        o = self.o
        case = o.case().to_follow_up()
        case.evidence(case.breaches[0])
        report = [letter["id"] for letter in case.get()["letters"] if letter["kind"] == "final_report"]
        tomorrow = str(self.daemon.ahead(1))
        correction = case.deadline("correction")
        for who, path, event, member, more in (
                (o.arne, "/v1/letters/" + report[0], "arrive", "arrived_on", {}),
                (o.anna, correction, "ask_extension", "asked_on",
                 {"asked": str(self.daemon.ahead(99)), "asked_by": "Virksomheten"}),
                (o.anna, case.breaches[0], "documentation_received", "received_on", {})):
            answer = who.act(path, event, expect=422, **dict(more, **{member: tomorrow}))
            self.assertEqual({"/" + member: ["in_the_future"]}, answer.errors())
            who.act(path, event, **dict(more, **{member: o.today}))

    def test_an_announced_audit_does_not_begin_without_notice(self):
        case = self.o.case()
        case.refused("begin_fieldwork", "wrong_method", reason="Det haster.")

    def test_a_written_audit_ends_when_the_documents_are_in(self):
        o = self.o
        case = o.case("document", visit_from=None, visit_to=None)
        case.letter("notice", dates=[{"kind": "documents", "due": o.workday(21)},
                                     {"kind": "contact_person", "due": o.workday(7)}])
        case.act("notify")
        case.act("begin_fieldwork")
        guards = case.refused("end_fieldwork", "documents_incomplete")
        self.assertEqual([name(case.deadline("documents"))],
                         guards["documents_incomplete"]["subjects"])
        agree(self, o.kari, case.path)
        case.receive(case.deadline("documents"))
        self.assertEqual("drafting", case.act("end_fieldwork")["state"])

    def test_a_survey_that_still_runs_holds_the_fieldwork(self):
        o = self.o
        case = o.case("self_assessment", visit_from=None, visit_to=None)
        case.letter("notice", dates=[{"kind": "survey", "due": o.workday(21)},
                                     {"kind": "documents", "due": o.workday(21)},
                                     {"kind": "contact_person", "due": o.workday(7)}])
        case.act("notify")
        case.act("begin_fieldwork")
        case.receive(case.deadline("documents"))
        guards = case.refused("end_fieldwork", "documents_incomplete")
        self.assertEqual([name(case.deadline("survey"))],
                         guards["documents_incomplete"]["subjects"])

    def test_a_method_that_draws_no_conclusion_registers_no_breach(self):
        o = self.o
        case = o.case("three_phase", measure_points=[])
        case.to_notified()
        case.act("begin_fieldwork")
        answer = o.anna.ask("POST", case.path + "/breaches", {
            "kind": "breach", "title": "T", "facts": "F",
            "requirements": case.requirements[:1], "urgent": False}, expect=409)
        self.assertTrue({"wrong_method", "wrong_state"} & set(answer.guards()), answer.text())
        for deadline in case.deadlines(state="running"):
            case.receive("/v1/deadlines/" + deadline["id"])
        case.act("end_fieldwork", summary_meeting_date=o.today)
        case.letter("final_report")
        whole = o.liv.act(case.path, "send_final")
        self.assertEqual("closed", whole["state"])
        self.assertEqual([], case.deadlines(state="running"))

    def test_what_found_something_goes_through_hearing(self):
        o = self.o
        case = o.case().to_drafting()
        guards = o.liv.refused(case.path, "send_final", "breach_present", "letter_not_approved")
        self.assertEqual([name(case.breaches[0])], guards["breach_present"]["subjects"])

    def test_what_found_nothing_closes_with_its_report(self):
        o = self.o
        case = o.case().to_drafting(0)
        case.letter("final_report")
        self.assertEqual("closed", o.liv.act(case.path, "send_final")["state"])
        self.assertEqual("waived", case.deadlines("documents")[0]["state"])

    def test_a_notified_audit_is_cancelled_by_letter(self):
        o = self.o
        case = o.case().to_drafting()
        o.liv.refused(case.path, "cancel", "letter_not_approved", reason="Sl\u00e5tt sammen.")
        case.letter("cancellation")
        whole = o.liv.act(case.path, "cancel", reason="Sl\u00e5tt sammen.")
        self.assertEqual("cancelled", whole["state"])
        self.assertEqual("dropped", o.liv.get(case.breaches[0])["state"])
        agree_all(self, o.liv, case)

    def test_a_planned_audit_is_cancelled_without_one(self):
        case = self.o.case()
        self.assertEqual("cancelled", self.o.liv.act(case.path, "cancel",
                                                     reason="Ikke prioritert.")["state"])

    def test_what_was_not_imported_is_not_adopted(self):
        case = self.o.case()
        self.o.liv.refused(case.path, "adopt", "not_imported")

    def test_case_numbers_have_no_gaps(self):
        numbers = [tuple(map(int, a["case_number"].split("/")))
                   for a in self.o.liv.items("/v1/audits?sort=case_number")]
        years = {}
        for year, number in numbers:
            years.setdefault(year, []).append(number)
        for year, found in years.items():
            self.assertEqual(list(range(1, len(found) + 1)), found, year)


class Hearing(Stories):
    def test_a_waived_comment_deadline_is_not_enough(self):
        o = self.o
        case = o.case().to_hearing()
        o.kari.act(case.deadline("comment"), "waive", reason="De ringte.")
        guards = o.liv.act(case.path, "send_final", expect=409).guards()
        self.assertIn("comment_pending", guards)
        case.set("comment", o.workday(21))
        case.receive(case.deadline("comment"))
        self.assertNotIn("comment_pending", o.liv.act(case.path, "send_final",
                                                      expect=409).guards())

    def test_an_early_correction_needs_practice_after_the_visit(self):
        o = self.o
        case = o.case(visit_from=o.today, visit_to=o.today)
        case.letter("notice", dates=[{"kind": "contact_person", "due": o.workday(7)},
                                     {"kind": "documents", "due": o.workday(21)}])
        case.act("notify")
        case.act("begin_fieldwork")
        case.breaches = [case.breach()]
        case.act("end_fieldwork", summary_meeting_date=o.today)
        case.letter("preliminary_report", dates=[{"kind": "comment", "due": o.workday(21)}])
        case.act("send_preliminary")
        breach = case.breaches[0]
        o.liv.refused(breach, "correct_early", "practice_missing", text="Rettet straks.")
        self.daemon.advance(days=3)
        case.evidence(breach)
        agree(self, o.liv, breach)
        self.assertEqual("corrected", o.liv.act(breach, "correct_early",
                                                text="Rettet straks.")["state"])
        case.receive(case.deadline("comment"))
        case.letter("final_report")
        self.assertEqual("closed", o.liv.act(case.path, "send_final")["state"])

    def test_an_order_may_be_announced_in_the_preliminary_report_and_issued_by_the_final(self):
        o = self.o
        case = o.case().to_drafting()
        breach = case.breaches[0]
        due = o.workday(21)
        case.letter("preliminary_report", [o.mona], dates=[{"kind": "comment", "due": due}],
                    notice_of_order={"breaches": [name(breach)], "text": "Vi varsler p\u00e5legg.",
                                     "legal_ground": "helsetilsynsloven \u00a7 8",
                                     "comment_due": due})
        case.act("send_preliminary")
        order = case.get()["orders"][0]
        self.assertEqual("announced", order["state"])
        o.liv.refused(case.path, "cancel", "order_live", "letter_not_approved", reason="Nei")
        case.receive(case.deadline("comment"))
        case.set("correction", o.workday(60), breach=name(breach))
        case.demands(breach)
        # nobody said by when the order is to be complied with: when the breach is to be corrected
        letter = case.letter("final_report", [o.mona, o.bent], order=order["id"])
        self.assertEqual({("correction", o.workday(60)), ("order_compliance", o.workday(60))},
                         {(d["kind"], d["due"]) for d in o.liv.get(letter)["dates"]})
        guards = o.liv.act(case.path, "send_final", expect=409).guards()
        self.assertEqual({"comment_pending"}, set(guards))
        case.receive(case.deadline("order_comment"))
        self.assertEqual("follow_up", o.liv.act(case.path, "send_final",
                                                letter=name(letter))["state"])
        self.assertEqual("issued", o.liv.get("/v1/orders/" + order["id"])["state"])
        answer = o.arne.act(letter, "arrive", expect=422, arrived_on=o.past())
        self.assertEqual({"/arrived_on": ["before_dispatch"]}, answer.errors())
        o.arne.act(letter, "arrive", arrived_on=o.today)
        self.assertEqual("running", o.liv.get(case.deadline("appeal"))["state"])


class Joint(Stories):
    def test_every_owner_of_a_joint_audit_agrees_to_its_closure(self):
        o = self.o
        case = o.case("joint", owners=[{"name": "helse", "kind": "department"},
                                       {"name": "Arbeidstilsynet", "kind": "outside"}])
        case.to_follow_up(2, point=False, owner="Arbeidstilsynet")
        self.daemon.advance(days=2)
        for breach in case.breaches:
            case.report(breach)
            case.correct(breach)
        guards = o.liv.refused(case.path, "close", "owner_has_not_agreed", "letter_not_approved",
                               safety_statement="Trygt.")
        self.assertTrue(guards["owner_has_not_agreed"]["subjects"])
        o.liv.refused(case.path, "agree_closure", "document_missing", owner="Arbeidstilsynet")
        document = o.attach(b"%PDF-1.4 enig")["id"]
        o.liv.act(case.path, "agree_closure", owner="Arbeidstilsynet", document=document)
        self.owners_stand_but_for_who_leads(case)
        guards = o.liv.act(case.path, "close", expect=409, safety_statement="Trygt.").guards()
        if "owner_has_not_agreed" in guards:
            o.liv.act(case.path, "agree_closure", owner="helse")
        case.close()
        self.assertEqual("closed", case.state)

    def owners_stand_but_for_who_leads(self, case):
        """After the hearing: whose the breaches are stands, and what was agreed follows the name."""
        o = self.o
        agreed = {owner["name"]: owner for owner in case.get()["owners"]}["Arbeidstilsynet"]
        self.assertTrue(agreed["agreed_on"] and agreed["agreed_by"] and agreed["document"])
        helse = {"name": "helse", "kind": "department"}
        for owners in ([helse], [{"name": "Arbeidstilsynet", "kind": "department"}, helse],
                       [{"name": "Nav", "kind": "outside"}, helse],
                       [helse, {"name": "Arbeidstilsynet", "kind": "outside"}, {"name": "Nav", "kind": "outside"}]):
            self.assertEqual("wrong_state", o.kari.patch(case.path, {"owners": owners}, expect=409)["code"])
        answer = o.liv.ask("POST", "/v1/audits", {
            "enterprise": case.enterprise, "theme": "x", "method": "joint", "requirements": case.requirements,
            "owners": [helse, helse]}, expect=422)
        self.assertEqual({"/owners": ["duplicate_item"]}, answer.errors())
        owners = o.kari.patch(case.path, {"owners": [dict(helse, lead_auditor=o.bent.id), {
            "name": "Arbeidstilsynet", "kind": "outside", "lead_auditor": o.anna.id}]})["owners"]
        self.assertEqual(dict(agreed, lead_auditor=o.anna.id), owners[1])
        self.assertEqual(o.bent.id, owners[0]["lead_auditor"])
        self.assertIsNone(owners[0]["agreed_on"])

    def test_only_a_joint_audit_asks_its_owners(self):
        case = self.o.case().to_follow_up()
        self.o.liv.refused(case.path, "agree_closure", "wrong_method", exactly=False, owner="helse")


class FollowUp(Stories):
    def test_a_long_correction_needs_milestones_and_an_extension_obeys_the_same_rule(self):
        o = self.o
        case = o.case().to_follow_up()
        breach = case.breaches[0]
        place = case.deadline("correction")
        far = o.workday(150)
        o.liv.refused(place, "extend", "milestone_missing", due=far, reason="Ombygging")
        o.liv.act(place, "extend", due=far, reason="Ombygging",
                  milestones=[self.milestone(place, o.workday(80))])
        self.assertEqual("running", o.liv.get(case.deadline("milestone", breach=name(breach)))
                         ["state"])

    def milestone(self, place, due):
        """A milestone in the form the document gives it."""
        contract = self.daemon.contract
        rows = contract.member("POST", place + "/actions", "milestones") if contract else {}
        item = contract.plain(rows.get("items")) if rows else {}
        if "string" in item.get("type", ""):
            return due
        more = {"text": "Halvveis"} if "text" in (item.get("properties") or {}) else {}
        return dict({"due": due}, **more)

    def test_measuring_fails_until_enough_rounds_pass_and_a_leader_may_override(self):
        o = self.o
        case = o.case().to_follow_up()
        breach = case.breaches[0]
        self.daemon.advance(days=2)
        for kind in ("practice", "management"):
            case.evidence(breach, kind)
        o.anna.act(breach, "documentation_received", received_on=o.today)
        o.kari.refused(breach, "assess_corrected", "practice_missing", "measure_point_fails",
                       text="Nesten.")
        answer = o.kari.act(breach, "assess_corrected", expect=(403, 409), text="Nesten.",
                            override_reason="Jeg vil.")
        self.assertIn(answer.status, (403, 409))
        done = o.liv.act(breach, "assess_corrected", text="Godtatt.",
                         override_reason="Avdelingen har bare fire pasienter.")
        self.assertEqual("corrected", done["state"])
        self.assertIn("fire pasienter", o.liv.ask("GET", breach + "/assessments").text())

    def test_a_breach_is_held_against_the_requirements_it_was_established_with(self):
        o = self.o
        case = o.case().to_reported()
        o.kari.refused(case.breaches[0], "assess_corrected", "requirement_differs",
                       text="Rettet.", requirements=case.requirements[1:])

    def test_a_service_that_ceased_is_never_counted_as_corrected(self):
        o = self.o
        case = o.case().to_follow_up()
        self.assertEqual(403, o.kari.act(case.breaches[0], "discontinue", expect=403,
                                         reason="Lagt ned").status)
        done = o.liv.act(case.breaches[0], "discontinue", reason="Sykehjemmet er lagt ned.")
        self.assertEqual("dropped", done["state"])
        self.assertEqual([], case.deadlines("correction", "running"))
        o.liv.refused(case.path, "reopen", "wrong_state", exactly=False, reason="x",
                      breaches=[name(case.breaches[0])])
        case.close()
        o.liv.refused(case.path, "reopen", "breach_not_corrected", reason="Gjen\u00e5pnet",
                      breaches=[name(case.breaches[0])], due=o.workday(60))

    def test_a_failed_round_opens_a_corrected_breach(self):
        o = self.o
        case = o.case().to_follow_up()
        breach = case.breaches[0]
        first = self.daemon.ahead(1)
        self.daemon.advance(days=1 + 14)
        middle = self.daemon.today
        self.daemon.advance(days=29)
        practice = case.evidence(breach)
        case.evidence(breach, "management")
        case.observe(breach, first, middle, evidence=practice)
        case.observe(breach, middle + self.one(), middle + self.one(28), evidence=practice)
        o.anna.act(breach, "documentation_received", received_on=o.today)
        case.correct(breach)
        o.kari.refused(breach, "relapse", "no_failed_round", reason="Uro", due=o.workday(30))
        self.daemon.advance(days=20)
        case.observe(breach, self.daemon.ahead(-10), self.daemon.ahead(-1), 12,
                     evidence=case.evidence(breach))
        o.kari.refused(breach, "relapse", "due_in_past", exactly=False, reason="Ny runde feiler",
                       due=o.past())
        done = o.kari.act(breach, "relapse", reason="Ny runde feiler", due=o.workday(30))
        self.assertEqual("insufficient", done["state"])
        agree_all(self, o.kari, case)

    def one(self, days=1):
        return datetime.timedelta(days=days)

    def test_an_internal_deadline_is_met_by_its_event_only(self):
        o = self.o
        case = o.case().to_reported()
        place = case.deadline("assessment")
        o.arne.refused(place, "receive", "internal_deadline", received_on=o.today)

    def test_a_breach_has_always_a_running_deadline(self):
        o = self.o
        case = o.case().to_follow_up()
        place = case.deadline("correction")
        for who, event, more in ((o.liv, "waive", {"reason": "Nei"}),
                                 (o.arne, "receive", {"received_on": o.today})):
            who.refused(place, event, "last_deadline_of_open_breach", **more)


class Letters(Stories):
    def test_a_letter_with_a_hole_in_it_is_not_submitted(self):
        o = self.o
        case = o.case()
        tried = []
        for text in ("[fyll inn]", "\u2026", "{{navn}}", "[...]", "XXX", "<navn>", "____", "[ ]"):
            for field in self.fields(case):
                answer = o.anna.ask("POST", case.path + "/letters", {
                    "kind": "notice", "fields": {field: "Hei " + text}})
                tried.append((field, text, answer.status))
                if answer.status != 201:
                    continue
                place = "/v1/letters/" + answer.json["id"]
                told = o.anna.act(place, "submit", expect=(200, 409))
                if isinstance(told, harness.Answer) and told.status == 409:
                    self.assertIn("placeholder_left", told.guards(), told.text())
                    agree(self, o.anna, place)
                    return
        self.fail("no hole was ever seen: %s" % tried)

    def fields(self, case):
        """The names a letter's fields may have."""
        contract = self.daemon.contract
        names = []
        if contract is not None:
            _, operation = contract.find("POST", case.path + "/letters")
            shape = contract.follow(contract.request_schema(operation) or {})
            rows = contract.follow((shape.get("properties") or {}).get("fields") or {})
            names = list(rows.get("properties") or {})
        return names or ["body", "text", "introduction", "subject"]

    def test_a_letter_with_a_character_that_cannot_be_printed_is_not_submitted(self):
        o = self.o
        case = o.case()
        letter = case.draft("notice", fields={"introduction": "Takk for m\u00f8tet \U0001f44d"})
        guards = o.anna.refused(letter, "submit", "glyph_missing")
        self.assertEqual("Takk for m\u00f8tet [U+1F44D]", guards["glyph_missing"]["missing"][0]["what"])
        agree(self, o.anna, letter)
        o.anna.patch(letter, {"fields": {"introduction": "\u05e9\u05dc\u05d5\u05dd"}})
        guards = o.anna.refused(letter, "submit", "glyph_missing")
        self.assertEqual("[U+05E9]", guards["glyph_missing"]["missing"][0]["what"])
        o.anna.patch(letter, {"fields": {"introduction": "Buorre beaivi, \u010d\u0111\u014b\u0161\u0167\u017e"}})
        o.anna.act(letter, "submit")

    def test_what_stands_around_a_letters_words_can_be_printed_too(self):
        """Once it is sent it is too late to learn of it: their reference, and the name of who approves."""
        o = self.o
        case = o.case().to_notified()
        o.arne.post(case.path + "/incoming", {"received_on": o.today, "from": "Kommunen", "text": "x",
                                              "their_reference": "2025/1 \U0001f44d"})
        letter = case.draft("meeting_invitation")
        guards = o.anna.refused(letter, "submit", "glyph_missing")
        self.assertEqual("2025/1 [U+1F44D]", guards["glyph_missing"]["missing"][0]["what"])
        o.anna.patch(letter, {"their_reference": "2025/1"})
        o.anna.act(letter, "submit")
        account = {"username": "salem", "password": "Eit-langt-passord-9", "name": "Leder \u0645", "roles": ["leader"]}
        answer = o.admin.ask("POST", "/v1/accounts", account, expect=422)
        self.assertEqual({"/name": ["unprintable"]}, answer.errors())
        self.assertIn("Leder [U+0645]", answer.text())
        auditor = o.admin.post("/v1/accounts", dict(account, username="revisor", roles=["auditor"]))     # signs nothing
        refused = o.admin.patch("/v1/accounts/" + auditor["id"], {"roles": ["leader"]}, expect=422)
        self.assertEqual([("/name", "unprintable")], [(e["pointer"], e["code"]) for e in refused["errors"]])
        place = "/v1/accounts/" + o.admin.post("/v1/accounts", dict(account, name="\u00c1nte \u0160i\u014b\u0167\u00e1"))["id"]
        o.admin.patch(place, {"name": "\U0001f44d"}, expect=422)
        o.admin.patch(place, {"disabled": True})

    def test_a_letter_names_no_statute_that_is_not_in_force(self):
        o = self.o
        old = o.requirement(section="\u00a7 3-9")["id"]
        case = o.case(requirements=[old])
        case.to_drafting(0)
        o.liv.patch("/v1/requirements/" + old, {"valid_to": o.past(30)})
        case.breaches = [case.breach()]
        letter = case.draft("preliminary_report",
                            dates=[{"kind": "comment", "due": o.workday(21)}])
        guards = o.anna.refused(letter, "submit", "statute_not_valid")
        self.assertIn(old, guards["statute_not_valid"]["subjects"])
        agree(self, o.anna, letter)

    def test_a_letter_needs_somebody_to_go_to(self):
        o = self.o
        enterprise = o.enterprise(address=None, email=None, management_name=None,
                                  management_title=None)["id"]
        case = o.case(enterprise=enterprise)
        letter = case.letter("meeting_invitation")
        o.kari.refused(letter, "dispatch", "recipient_missing")
        agree(self, o.kari, letter)

    def test_a_municipality_is_written_to_in_its_own_language(self):
        o = self.o
        case = o.case(enterprise=o.enterprise(language="nn")["id"])
        letter = case.letter("meeting_invitation", language="nb")
        o.kari.refused(letter, "dispatch", "wrong_language")
        right = case.letter("meeting_invitation")
        self.assertEqual("nn", o.kari.get(right)["language"])
        self.assertEqual("dispatched", o.kari.act(right, "dispatch")["state"])

    def test_a_letter_gives_time_to_answer(self):
        o = self.o
        case = o.case().to_follow_up()
        letter = case.letter("follow_up_demand", breaches=[name(case.breaches[0])],
                             dates=[{"kind": "plan", "due": o.workday(1),
                                     "breach": name(case.breaches[0])}])
        self.daemon.advance(days=4)
        o.kari.refused(letter, "dispatch", "deadline_too_near", exactly=False)

    def test_a_reminder_of_what_was_answered_is_not_sent(self):
        o = self.o
        case = o.case().to_notified()
        documents = case.deadline("documents")
        due = o.kari.get(documents)["due"]
        self.daemon.day(due)
        self.daemon.advance(days=8)
        letter = case.letter("reminder_1", dates=[{"kind": "documents", "due": o.workday(14)}])
        case.receive(documents)
        o.kari.refused(letter, "dispatch", "already_answered", exactly=False)

    def test_a_reminder_goes_by_itself_only_by_an_approved_template(self):
        case = self.o.case().to_notified()
        letter = case.draft("reminder_1")
        row = self.o.liv.actions(letter).get("send_by_policy")
        if row is not None:
            self.assertFalse(row["allowed"])
            self.o.liv.act(letter, "send_by_policy", expect=(403, 409, 422))

    def test_a_second_reminder_announces_the_order_it_states(self):
        o = self.o
        case = o.case().to_follow_up()
        breach = case.breaches[0]
        self.daemon.day(o.kari.get(case.deadline("correction"))["due"])
        self.daemon.advance(days=30)
        letter = case.letter("reminder_2", breaches=[name(breach)], notice_of_order={
            "breaches": [name(breach)], "legal_ground": "helsetilsynsloven \u00a7 8",
            "text": "Vi varsler p\u00e5legg.", "comment_due": o.workday(21)})
        self.assertEqual("dispatched", o.liv.act(letter, "dispatch")["state"])
        self.assertEqual(["announced"], [d["state"] for d in case.get()["orders"]])

    def test_a_correction_of_a_letter_is_a_new_letter(self):
        o = self.o
        case = o.case().to_closed()
        final = [d for d in case.get()["letters"] if d["kind"] == "final_report"][0]["id"]
        place = case.draft("final_report", corrects=final)
        self.assertEqual(final, ident(o.anna.get(place)["corrects"]))
        answer = o.anna.ask("PATCH", "/v1/letters/" + final, {"fields": {}},
                            match=o.anna.fresh("/v1/letters/" + final))
        self.assertIn(answer.status, (409, 422))

    def test_a_deputy_approves_as_a_leader(self):
        o = self.o
        case = o.case()
        letter = case.draft("notice")
        case.submit(letter)
        sha = o.bent.get(letter)["sha256"]
        self.assertEqual(403, o.bent.act(letter, "approve", expect=403, sha256=sha).status)
        o.liv.patch("/v1/me", {"deputies": [{"account": o.bent.id, "from": o.today,
                                             "to": str(self.daemon.ahead(7))}]})
        self.assertEqual("approved", o.bent.act(letter, "approve", sha256=sha)["state"])
        second = case.draft("notice")
        case.submit(second)
        self.daemon.advance(days=9)
        self.assertEqual(403, o.bent.act(second, "approve", expect=403,
                                         sha256=o.bent.get(second)["sha256"]).status)


class Orders(Stories):
    def overdue(self):
        """A case in follow-up whose only breach is overdue."""
        case = self.o.case().to_follow_up(point=False)
        self.daemon.day(self.o.kari.get(case.deadline("correction"))["due"])
        self.daemon.advance(days=3)
        return case, case.breaches[0]

    def test_notice_of_an_order_gives_two_weeks_to_comment(self):
        case, breach = self.overdue()
        near = str(self.daemon.ahead(8))
        letter = case.letter("order_notice", breaches=[name(breach)],
                             dates=[{"kind": "order_comment", "due": near}])
        answer = case.announce(breach, expect=409, letter=letter, comment_due=near)
        self.assertIn("deadline_too_near", answer.guards(), answer.text())

    def test_an_order_needs_a_ground_in_law_and_in_fact(self):
        o = self.o
        case = o.case().to_follow_up()
        answer = case.announce(case.breaches[0], expect=409, legal_ground="b\u00e5tloven \u00a7 1")
        self.assertLessEqual({"no_ground_to_order", "legal_ground_missing"}, set(answer.guards()))

    def issued(self):
        o = self.o
        case, breach = self.overdue()
        order = case.announce(breach, compliance_date=None)
        agree_all(self, o.liv, case)
        o.liv.refused(order, "issue", "comment_pending", "letter_not_approved",
                      "compliance_date_missing", exactly=False)
        case.receive(case.deadline("order_comment"))
        letter = case.letter("order", [o.mona, o.bent], order=name(order),
                             breaches=[name(breach)])
        o.liv.refused(order, "issue", "compliance_date_missing")
        o.liv.refused(order, "issue", "not_a_working_day", exactly=False, compliance_date=self.sunday(40))
        done = o.liv.act(order, "issue", compliance_date=self.sunday(40), override=True)
        self.assertEqual("issued", done["state"])
        self.assertEqual("dispatched", o.liv.get(letter)["state"])
        self.assertEqual([], case.deadlines("correction", "running"))
        case.deadline("order_compliance")
        return case, breach, order

    def sunday(self, ahead):
        date = self.daemon.ahead(ahead)
        return str(date + datetime.timedelta(days=6 - date.weekday()))

    def test_an_issued_order_takes_the_place_of_the_correction_deadline(self):
        o = self.o
        case, breach, order = self.issued()
        o.kari.refused(order, "comply", "breach_open", text="Etterkommet.")
        o.liv.refused(order, "fine", "needs_national_decision", "municipality_fine_blocked",
                      exactly=False, amount=100000, period=self.period(order), **{
                          "from": o.workday(20)})
        self.assertEqual("referred", o.liv.act(order, "refer",
                                               reason="Ikke etterkommet.")["state"])
        agree_all(self, o.liv, case)
        self.daemon.advance(days=2)
        case.report(breach)
        case.correct(breach)
        o.liv.refused(case.path, "close", "order_live", "letter_not_approved", exactly=False,
                      safety_statement="Trygt.")
        self.assertEqual("complied", o.kari.act(order, "comply", text="Etterkommet.")["state"])
        case.close()

    def period(self, order):
        words = enum_of(self.daemon.contract, order, "period")
        return words[0] if words else "month"

    def test_an_order_is_not_issued_for_what_is_not_open(self):
        o = self.o
        case, breach = self.overdue()
        order = case.announce(breach)
        case.report(breach)
        case.receive(case.deadline("order_comment"))
        o.liv.refused(order, "issue", "breach_not_open", "letter_not_approved", exactly=False,
                      compliance_date=o.workday(40))

    def test_a_private_enterprise_that_was_referred_is_fined_with_the_boards_decision(self):
        o = self.o
        enterprise = o.enterprise(kind="private", municipality_number=None)["id"]
        case = o.case(enterprise=enterprise).to_follow_up(point=False)
        breach = case.breaches[0]
        self.daemon.day(o.kari.get(case.deadline("correction"))["due"])
        self.daemon.advance(days=3)
        order = case.announce(breach)
        case.receive(case.deadline("order_comment"))
        case.letter("order", [o.mona, o.bent], order=name(order), breaches=[name(breach)])
        o.liv.act(order, "issue", compliance_date=o.workday(40))
        o.liv.act(order, "refer", reason="Ikke etterkommet.")
        fine = {"amount": 100000, "period": self.period(order), "from": o.workday(20)}
        o.liv.refused(order, "fine", "needs_national_decision", **fine)
        decision = o.attach(b"%PDF-1.4 vedtak")["id"]
        done = o.liv.act(order, "fine", decision=decision, **fine)
        self.assertEqual(("fined", 100000), (done["state"], done["amount"]))
        self.assertEqual("fined", o.liv.act(order, "collect", decided_on=o.today)["state"])
        o.liv.refused(order, "withdraw", "letter_not_approved", reason="Klagen f\u00f8rte fram.",
                      due=o.workday(30))
        case.letter("order_withdrawn", order=name(order))
        o.liv.refused(order, "withdraw", "not_a_working_day", exactly=False, reason="Klagen f\u00f8rte fram.",
                      due=self.sunday(30))
        far = self.sunday(120)
        o.liv.refused(order, "withdraw", "milestone_missing", reason="Klagen f\u00f8rte fram.", due=far,
                      override=True)
        done = o.liv.act(order, "withdraw", reason="Klagen f\u00f8rte fram.", due=far, override=True,
                         milestones=[{"due": o.workday(60), "text": "Halvparten er oppl\u00e6rt"}])
        self.assertEqual("withdrawn", done["state"])
        self.assertEqual(("running", far), tuple(o.liv.get(case.deadline("correction", breach=name(breach)))[m]
                                                 for m in ("state", "due")))
        self.assertEqual(("running", o.workday(60)), tuple(
            o.liv.get(case.deadline("milestone", breach=name(breach)))[m] for m in ("state", "due")))


class Attachments(Stories):
    def test_what_is_stored_comes_back_as_it_was_and_never_inline_as_html(self):
        o = self.o
        body = b"<html><script>alert(1)</script></html>"
        made = o.attach(body)
        answer = o.anna.ask("GET", "/v1/attachments/" + made["id"], expect=200, judge=False)
        self.assertEqual(body, answer.body)
        if "html" in answer.kind:
            self.assertIn("attachment", answer.headers.get("content-disposition", ""))
        self.assertEqual("nosniff", answer.headers.get("x-content-type-options"))
        self.assertEqual(hashlib.sha256(body).hexdigest(), made["sha256"])


class ZyModel(agreement.TheModelAgrees):
    pass


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
