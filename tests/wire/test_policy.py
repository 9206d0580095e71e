"""What an authority decides for itself: versioned, never changed, and no date moves because of it."""

import datetime
import json
import os
import shutil
import tempfile
import unittest

import days
import harness
import office
from harness import ident
from test_client import REFUSED, USAGE, Person

DEFAULT = "/v1/policies/00000000-0000-0000-0000-000000000000"
ONE = datetime.timedelta(days=1)


class Policies(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon()
        cls.o = office.office()

    def setUp(self):
        self.o.season()

    def errors(self, **members):
        """{pointer: code} of a policy that is refused."""
        return {pointer: codes[0] for pointer, codes in self.add(expect=422, **members).errors().items()}

    def add(self, expect=201, **members):
        """By itself it ends with the year, and each test has a year of its own."""
        body = dict({"valid_from": self.o.today, "valid_to": "%d-12-31" % self.daemon.today.year,
                     "name": "Fra i dag"}, **members)
        return self.o.admin.ask("POST", "/v1/policies", body, expect=expect)

    def end(self, policy):
        """Nothing but the default is in force from tomorrow on."""
        tomorrow = str(self.daemon.ahead(1))
        self.add(valid_from=tomorrow, valid_to=tomorrow, replaces=policy["id"],
                 programme=policy["programme"])
        self.daemon.day(self.daemon.ahead(2))

    def draft_report(self, **members):
        """The deadline that the end of fieldwork sets: the policy's days after the visit."""
        case = self.o.case(**members)
        case.to_drafting()
        return case, self.o.liv.get(case.deadline("draft_report"))

    def counted(self, case, number):
        """That many days after the visit, and never before today, by a calendar of our own."""
        due = days.good(days.day(case.audit["visit_to"]) + number * ONE)
        return str(due if due >= self.daemon.today else days.good(self.daemon.today + number * ONE))

    def test_what_tilsyn_comes_with_is_version_0_and_that_of_the_domain(self):
        for who in (self.o.admin, self.o.anna, self.o.liv, self.o.arne, self.o.inge):
            policy = who.get(DEFAULT)
        self.assertEqual(0, policy["version"])
        self.assertEqual({"simple": 60, "moderate": 90, "complex": 150}, policy["correction"]["minor"])
        self.assertEqual({"simple": 30, "moderate": 60, "complex": 120}, policy["correction"]["serious"])
        self.assertEqual({"simple": 7, "moderate": 14, "complex": 30}, policy["correction"]["critical"])
        self.assertEqual((7, 28, 30, 21, 30, 21, 30), tuple(policy["days"][kind] for kind in (
            "contact_person", "documents", "draft_report", "comment", "final_report", "plan", "assessment")))
        self.assertEqual([{"from": 28, "to": 31}, {"from": 52, "to": 1}], policy["avoided_weeks"])
        self.assertTrue(policy["avoid_easter"])
        self.assertEqual((3, 14, 10), tuple(policy["ahead"][k] for k in ("contact_person", "documents", "comment")))
        self.assertEqual((21, 14, 90, 14), (
            policy["documents_before_visit"], policy["assessment_after_measurement"],
            policy["milestone_after"], policy["comment_ahead_with_notice"]))
        self.assertEqual([], policy["closing_days"])
        self.assertIn("helsetilsynsloven \u00a7 8", [n for g in policy["grounds"] for n in g["names"]])

    def test_only_admin_adds_one_and_everybody_reads_it(self):
        for who in (self.o.anna, self.o.liv, self.o.arne, self.o.inge):
            body = {"valid_from": self.o.today}
            self.assertEqual("role_missing", who.ask("POST", "/v1/policies", body, expect=403).code)
        made = self.add(days={"draft_report": 40})
        self.assertEqual("/v1/policies/" + made.json["id"], made.headers["location"])
        self.assertEqual(40, made.json["days"]["draft_report"])
        self.assertEqual(21, made.json["days"]["comment"], "what is left out is as tilsyn comes")
        self.assertEqual(60, made.json["correction"]["serious"]["moderate"])
        self.assertEqual(self.o.admin.id, made.json["made_by"])
        for who in (self.o.anna, self.o.liv, self.o.arne, self.o.inge):
            self.assertEqual(made.json, who.get("/v1/policies/" + made.json["id"]))
            self.assertIn(made.json, who.items("/v1/policies"))
        self.o.admin.ask("PATCH", "/v1/policies/" + made.json["id"], {}, expect=405)

    def test_all_that_is_wrong_with_one_is_said_at_once(self):
        errors = self.errors(days={"comment": -1, "appeal": 21}, avoided_weeks=[{"from": 0, "to": 54}],
                             milestone_after=0, grounds=[], avoid_easter="ja")
        self.assertEqual({"/days/comment": "out_of_range", "/days/appeal": "unknown_member",
                          "/avoided_weeks/0/from": "out_of_range", "/avoided_weeks/0/to": "out_of_range",
                          "/milestone_after": "out_of_range", "/grounds": "too_few_items",
                          "/avoid_easter": "wrong_type"}, errors)
        # each for itself it is well; held against the rest, what is left out too, it is not
        errors = self.errors(valid_from=str(self.daemon.ahead(-1)), valid_to="1999-01-01", ahead={"comment": 22},
                             correction={"critical": {"simple": 40}}, avoided_weeks=[{"from": 10, "to": 36}],
                             closing_days=[{"date": "2030-05-02"}, {"date": "2030-05-02"}],
                             comment_ahead_with_notice=25, replaces="01890000-0000-7000-8000-000000000000")
        self.assertEqual({"/valid_from": "in_the_past", "/valid_to": "ends_before_start",
                          "/ahead/comment": "inconsistent", "/correction": "inconsistent",
                          "/avoided_weeks": "inconsistent", "/closing_days": "duplicate_item",
                          "/comment_ahead_with_notice": "inconsistent", "/replaces": "unknown_reference"}, errors)
        self.assertEqual({"/correction": "inconsistent"}, self.errors(correction={"minor": {"moderate": 50}}))
        self.assertEqual({"/avoided_weeks": "inconsistent"}, self.errors(avoided_weeks=[{"from": 40, "to": 13}]))
        self.add(avoided_weeks=[{"from": 40, "to": 12}])

    def test_a_ladder_that_cannot_be_climbed_is_refused(self):
        ladder = self.o.liv.get(DEFAULT)["rungs"]
        self.assertEqual(["alert", "reminder_1", "reminder_2", "meeting_invitation", "leader_alert"],
                         [rung["code"] for rung in ladder])
        self.assertEqual([(-7, 0), (7, 14), (7, 21)], [(rung["after"], rung["new_date"]) for rung in ladder[:3]])
        self.assertFalse(ladder[1]["automatic"])

        def changed(place, **members):
            return {"rungs": [dict(rung, **members) if i == place else rung for i, rung in enumerate(ladder)]}

        for place, members, pointer, code in (
                (1, {"kinds": ["correction", "comment"]}, "/rungs/1", "inconsistent"),
                (1, {"channel": "notice"}, "/rungs/1", "inconsistent"),
                (0, {"recipient": "enterprise"}, "/rungs/0", "inconsistent"),
                (2, {"automatic": True}, "/rungs/2", "inconsistent"),
                (1, {"after": -1}, "/rungs/1", "inconsistent"),
                (4, {"new_date": 3}, "/rungs/4", "inconsistent"),
                (2, {"code": "reminder_1"}, "/rungs/2/code", "duplicate_item"),
                (1, {"new_date": 0}, "/rungs", "inconsistent"),         # reminder 2 has nothing to count from
                (2, {"from": "due", "after": 6}, "/rungs", "inconsistent"),
                (0, {"from": "rung_before", "after": 0}, "/rungs", "inconsistent"),
                (0, {"after": 8}, "/rungs", "inconsistent"),
                (1, {"kinds": []}, "/rungs/1/kinds", "too_few_items")):
            errors = self.errors(**changed(place, **members))
            self.assertEqual(code, errors.get(pointer), (place, members, errors))
        self.assertEqual({"/rungs": "inconsistent"}, self.errors(rungs=[ladder[2]]))    # nobody gave the date it counts from
        self.assertEqual({"/send_from": "not_a_time"},
                         self.errors(rungs=[dict(ladder[2], **{"from": "due", "after": 30})], send_from="8.00h"))
        both = changed(2, code="reminder_1", automatic=True)
        errors = self.errors(send_from="16:00", send_to="08:00", **both)
        self.assertEqual({"/rungs/2": "inconsistent", "/rungs/2/code": "duplicate_item",
                          "/send_to": "ends_before_start"}, errors)
        self.assertEqual({"/send_from": "not_a_time", "/send_to": "not_a_time"},
                         self.errors(send_from="8.00h", send_to="24:00"))
        made = self.add(send_from="09:30", send_to="14:00", **changed(1, automatic=True, after=10, new_date=20)).json
        self.assertEqual(changed(1, automatic=True, after=10, new_date=20)["rungs"], made["rungs"])
        self.assertEqual(("09:30", "14:00"), (made["send_from"], made["send_to"]))

    def test_two_are_never_valid_on_the_same_day(self):
        first = self.add().json
        later = str(self.daemon.ahead(30))
        self.assertEqual({"/valid_from": "periods_overlap"}, self.errors(valid_from=later))
        second = self.add(valid_from=later, replaces=first["id"]).json
        self.assertEqual(first["version"] + 1, second["version"])
        self.assertEqual(str(self.daemon.ahead(29)), self.o.liv.get("/v1/policies/" + first["id"])["valid_to"])
        # one that has not begun may give way whole; one that has keeps its days
        third = self.add(valid_from=str(self.daemon.ahead(30)), replaces=second["id"]).json
        self.assertLess(self.o.liv.get("/v1/policies/" + second["id"])["valid_to"], second["valid_from"])
        self.assertEqual({"/valid_from": "periods_overlap"},
                         self.errors(valid_to=self.o.today, replaces=first["id"]))
        self.assertEqual(second["version"] + 1, third["version"])
        ended = [e for e in self.o.inge.feed() if e["event"] == "ended" and e["subject"] == first["id"]]
        self.assertEqual([{"replaced_by": second["id"], "valid_to": str(days.day(later) - ONE)}],
                         [e["data"] for e in ended])

    def test_a_policy_between_two_deadlines_moves_only_the_second(self):
        case, before = self.draft_report()
        self.assertIsNone(before["policy"])
        self.assertEqual(self.counted(case, 30), before["due"])
        policy = self.add(days={"draft_report": 47},
                          closing_days=[{"date": before["effective_due"], "name": "Flytting"}]).json
        again, after = self.draft_report()
        self.assertEqual(policy["id"], after["policy"])
        self.assertEqual(self.counted(again, 47), after["due"])
        still = self.o.liv.get("/v1/deadlines/" + before["id"])
        self.assertEqual((before["due"], before["effective_due"], None),
                         (still["due"], still["effective_due"], still["policy"]))
        self.end(policy)
        third = self.draft_report()[1]
        self.assertIsNone(third["policy"])

    def test_what_another_policy_would_have_meant_is_told_and_nothing_moves(self):
        case, deadline = self.draft_report()
        place = "/v1/deadlines/" + deadline["id"]
        self.assertEqual({"policy": None, "policy_version": 0, "due": deadline["due"],
                          "effective_due": deadline["effective_due"]}, deadline["would_be"])
        policy = self.add(days={"draft_report": 47}).json
        seen = self.o.liv.get(place)
        self.assertEqual({"policy": policy["id"], "policy_version": policy["version"], "due": self.counted(case, 47),
                          "effective_due": str(days.rolled(self.counted(case, 47)))}, seen["would_be"])
        self.assertEqual((deadline["due"], deadline["effective_due"], deadline["version"], None),
                         (seen["due"], seen["effective_due"], seen["version"], seen["policy"]))
        self.end(policy)
        self.assertEqual(deadline["would_be"], self.o.liv.get(place)["would_be"])

    def test_every_member_is_given_over_the_api_and_comes_back(self):
        policy = self.o.liv.get(DEFAULT)
        turned = {"minor": {"simple": 61, "moderate": 91, "complex": 151}, "serious": {"simple": 31, "moderate": 61, "complex": 121},
                  "critical": {"simple": 8, "moderate": 15, "complex": 31}}
        other = {
            "name": "Alt er annerledes", "days": {kind: number + 1 for kind, number in policy["days"].items()},
            "ahead": {kind: number + 1 for kind, number in policy["ahead"].items()}, "correction": turned,
            "documents_before_visit": 22, "assessment_after_measurement": 15, "unknown_severity": "critical",
            "unknown_complexity": "complex", "milestone_after": 91, "interim_after": 92, "comment_ahead_with_notice": 15,
            "avoided_weeks": [{"from": 27, "to": 32}], "avoid_easter": False,
            "closing_days": [{"date": "%d-05-02" % self.daemon.today.year, "name": "Fri"}],
            "rungs": [{"code": "nudge", "kinds": ["correction", "plan"], "from": "due", "after": 3, "action": "reminder_1",
                       "recipient": "enterprise", "channel": "letter", "automatic": True, "new_date": 9}],
            "send_from": "08:15", "send_to": "15:45", "fine_municipality": True,
            "grounds": [{"names": ["kommuneloven \u00a7 30-4"], "acts": ["sosialtjenesteloven"]}],
            "review_months": policy["review_months"] - 1, "review_ahead": policy["review_ahead"] + 1,
            "letter_mail": "link",
        }
        kept = {"id", "version", "programme", "valid_from", "valid_to", "replaces", "made_by", "made_at"}
        self.assertEqual(set(policy) - kept, set(other), "a member is not tried here")
        for name, value in other.items():
            self.assertNotEqual(policy[name], value, name)
        made = self.add(**other).json
        again = self.o.inge.get("/v1/policies/" + made["id"])
        for name, value in other.items():
            self.assertEqual((value, value), (made[name], again[name]), name)
        self.end(made)

    def test_a_proposed_date_that_the_report_states_stays_where_it_was_set(self):
        case = self.o.case().to_hearing()
        due = self.o.workday(60)
        case.receive(case.deadline("comment"))
        case.set("correction", due, breach=case.breaches[0].split("/")[-1])
        case.demands(case.breaches[0])
        policy = self.add(closing_days=[{"date": due}]).json
        case.letter("final_report")
        case.act("send_final", who=self.o.liv)
        deadline = self.o.liv.get(case.deadline("correction"))
        self.assertEqual((due, due, None), (deadline["due"], deadline["effective_due"], deadline["policy"]))
        # a new date is a new decision
        other = self.o.case().to_hearing()
        refused = other.set("correction", due, breach=other.breaches[0].split("/")[-1], expect=409)
        self.assertIn("not_a_working_day", refused.guards())
        place = other.set("correction", due, breach=other.breaches[0].split("/")[-1], override=True)
        made = self.o.liv.get(place)
        self.assertEqual((due, policy["id"]), (made["due"], made["policy"]))
        self.assertEqual(str(days.rolled(days.day(due) + ONE)), made["effective_due"])

    def test_a_programmes_policy_beats_the_authoritys(self):
        o = self.o
        requirement = o.requirement()["id"]
        guide = o.programme([requirement], [])
        other = o.programme([requirement], [])
        ours = self.add(days={"draft_report": 35}, closing_days=[{"date": str(self.daemon.ahead(300))}]).json
        self.assertEqual({"/closing_days": "inconsistent"}, self.errors(
            programme=guide["id"], closing_days=[{"date": str(self.daemon.ahead(300))}]))
        its = self.add(programme=guide["id"], days={"draft_report": 50}).json
        self.assertEqual(1, its["version"], "each programme counts its own")
        for programme, policy, number in ((guide, its, 50), (other, ours, 35), (None, ours, 35)):
            case, deadline = self.draft_report(programme=programme and programme["id"])
            self.assertEqual(policy["id"], deadline["policy"])
            self.assertEqual(self.counted(case, number), deadline["due"])
        # the next edition of the guide goes on under it
        newer = o.programme([requirement], [], code=guide["code"], version=2)
        case, deadline = self.draft_report(programme=newer["id"])
        self.assertEqual(its["id"], deadline["policy"])
        self.assertEqual({"/programme": "unknown_reference"}, self.errors(programme=o.liv.id))
        self.end(its)
        case, deadline = self.draft_report(programme=guide["id"])
        self.assertEqual(ours["id"], deadline["policy"])

    def test_an_authority_is_closed_for_all_its_programmes(self):
        o = self.o
        guide = o.programme([o.requirement()["id"]], [])
        its = self.add(programme=guide["id"], days={"draft_report": 50}).json
        case = o.case(programme=guide["id"])
        closed = self.counted(case, 50)
        self.add(closing_days=[{"date": closed, "name": "Kontoret flytter"}])
        case.to_drafting()
        deadline = o.liv.get(case.deadline("draft_report"))
        self.assertEqual((its["id"], str(days.good(days.day(closed) + ONE))), (deadline["policy"], deadline["due"]))
        self.end(its)

    def test_a_fine_on_a_municipality_is_the_policys_to_allow(self):
        o = self.o
        case = o.case().to_follow_up(point=False)
        breach = case.breaches[0]
        self.daemon.day(o.kari.get(case.deadline("correction"))["due"])
        self.daemon.advance(days=3)
        order = case.announce(breach)
        case.receive(case.deadline("order_comment"))
        case.letter("order", [o.mona, o.bent], order=order.split("/")[-1], breaches=[breach.split("/")[-1]])
        o.liv.act(order, "issue", compliance_date=o.workday(40))

        def held():
            return {guard["code"] for entry in o.liv.items(order + "/actions") if entry["event"] == "fine"
                    for guard in entry["guards"]}

        self.assertIn("municipality_fine_blocked", held())
        self.add(fine_municipality=True)
        self.assertNotIn("municipality_fine_blocked", held())

    def test_ids_of_deadlines_tell_their_policy_in_lists_too(self):
        case, deadline = self.draft_report()
        row = [d for d in self.o.liv.items("/v1/deadlines") if d["id"] == deadline["id"]][0]
        self.assertEqual((None, case.id, 0, 0), (row["policy"], ident(row["audit"]), row["extended_count"],
                                                 row["extended_days"]))


class CommandLine(unittest.TestCase):
    """tilsyn policy, calendar and deadline, as a person types them."""

    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.home = tempfile.mkdtemp(prefix="tilsyn-policy-")
        cls.addClassCleanup(shutil.rmtree, cls.home)

    def setUp(self):
        self.o.season()

    def person(self, name, password):
        return Person(self.daemon, name, password, self.home)

    def test_a_policy_is_shown_changed_in_a_file_and_added(self):
        admin, anna = self.person("admin", harness.ADMIN_PASSWORD), self.person("anna", office.PASSWORD % "anna")
        shown = anna("policy", "default")
        for words in ("foreløpig rapport", "helsetilsynsloven § 8", "reminder_2", "08:00"):
            self.assertIn(words, shown)
        policy = admin.json("policy", "default")
        policy.update(valid_from=self.o.today, valid_to=None, name="Ny praksis")
        policy["days"]["comment"] = 14
        file = os.path.join(self.home, "policy.json")
        with open(file, "w", encoding="utf-8") as out:
            json.dump(policy, out)
        anna("policy", "add", file, expect=REFUSED)
        self.assertIn("er registrert", admin("policy", "add", file))
        made = [p for p in anna.json("policy", "list", "--all")["items"] if p["name"] == "Ny praksis"][-1]
        self.assertEqual((14, policy["rungs"], policy["grounds"]),
                         (made["days"]["comment"], made["rungs"], made["grounds"]))
        self.assertIn("Ny praksis", anna("policy", "show", "Ny praksis"))
        admin("policy", "add", file, expect=REFUSED)
        self.assertIn("versjon %d gjelder da; oppgi `replaces`" % made["version"], admin.said)
        with open(file, "w", encoding="utf-8") as out:
            out.write('{"valid_from": ')
        admin("policy", "add", file, expect=USAGE)
        admin("policy", "add", file + ".away", expect=USAGE)
        policy.update(valid_from=str(self.daemon.ahead(1)), replaces=made["id"],
                      valid_to="%d-12-31" % self.daemon.today.year, closing_days=[{"date": "%d-06-20" % self.daemon.today.year, "name": "Fagdag"}])
        admin("policy", "add", "-", given=json.dumps(policy))
        self.daemon.advance(days=1)
        self.assertIn("Fagdag", anna("calendar", str(self.daemon.today.year)))

    def test_a_deadline_says_how_it_was_counted_and_how_often_it_was_extended(self):
        case = self.o.case().to_follow_up(correction=40)
        number = case.get()["case_number"]
        for days_more in (60, 80):
            self.o.liv.act(case.deadline("correction"), "extend", due=self.o.workday(days_more), reason="Mer tid.")
        liv = self.person("liv", office.PASSWORD % "liv")
        deadline = self.o.liv.get(case.deadline("correction"))
        words = "forlenget 2 ganger, %d dager" % deadline["extended_days"]
        shown = liv("deadline", "show", deadline["id"])
        for part in (words, "innvilget", "Liv Vik", "Mer tid.", deadline["effective_due"], "startdagen"):
            self.assertIn(part, shown)
        self.assertIn(words, liv("deadline", "list", number))
        self.assertIn(words, liv("deadline", "list", "--all"))
        self.assertIn("extended 2 times, %d days" % deadline["extended_days"],
                      liv("--language", "en", "deadline", "list", number))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass


if __name__ == "__main__":
    unittest.main()
