"""What a policy would have meant: the running deadlines that it would have set to other dates, and none is moved."""

import shutil
import tempfile
import unittest

import days
import harness
import office
from test_client import Person

DEFAULT = "/v1/policies/00000000-0000-0000-0000-000000000000"
ONE = days.ONE


class Effect(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon()
        cls.o = office.office()

    def setUp(self):
        self.o.season()

    def add(self, **members):
        """By itself it ends with the year, and each test has a year of its own."""
        return self.o.admin.post("/v1/policies", dict({
            "valid_from": self.o.today, "valid_to": "%d-12-31" % self.daemon.today.year, "name": "Fra i dag"}, **members))

    def told(self, policy, limit=None):
        """{deadline: item}, page by page."""
        found, after = {}, None
        while True:
            page = self.o.anna.get("/v1/policies/%s/deadlines?limit=%d%s" % (
                policy["id"], limit or 200, "&after=" + after if after else ""))
            for item in page["items"]:
                self.assertNotIn(item["deadline"], found)
                found[item["deadline"]] = item
            self.assertLessEqual(len(page["items"]), limit or 200)
            after = page["next"]
            if after is None:
                return found

    def running(self):
        return [d for d in self.o.liv.items("/v1/deadlines?state=running")]

    def draft_report(self, **members):
        case = self.o.case(**members)
        case.to_drafting()
        return case, self.o.liv.get(case.deadline("draft_report"))

    def counted(self, deadline, number):
        return days.good(days.day(deadline["counted_from"]) + number * ONE)

    def test_a_policy_that_has_not_begun_tells_what_it_would_mean_and_when_it_begins_so_do_the_deadlines(self):
        case, report = self.draft_report()
        other = self.o.case().to_follow_up(correction=40)
        correction = self.o.liv.get(other.deadline("correction"))
        before = self.running()
        policy = self.add(valid_from=str(self.daemon.ahead(3)), days={"draft_report": 47},
                          closing_days=[{"date": correction["due"], "name": "Flytting"}])
        told = self.told(policy)
        self.assertEqual({
            "deadline": report["id"], "audit": case.id, "case_number": case.audit["case_number"], "breach": None,
            "enterprise": case.enterprise, "enterprise_name": told[report["id"]]["enterprise_name"],
            "kind": "draft_report", "due": report["due"], "effective_due": report["effective_due"],
            "would_be": {"policy": policy["id"], "policy_version": policy["version"],
                         "due": str(self.counted(report, 47)), "effective_due": str(self.counted(report, 47))}},
            told[report["id"]])
        moved = told[correction["id"]]
        self.assertEqual((correction["due"], str(days.rolled(days.day(correction["due"]) + ONE)), "correction"), (
            moved["would_be"]["due"], moved["would_be"]["effective_due"], moved["kind"]))
        self.assertEqual(other.breaches[0].split("/")[-1], moved["breach"])
        self.assertEqual(told, self.told(policy, 1))
        place = "/v1/policies/%s/deadlines?count=true" % policy["id"]
        self.assertEqual((len(told), None), tuple(self.o.liv.get(place + limit).get("count") for limit in ("&limit=200", "&limit=1")))
        self.assertEqual(before, self.running(), "nothing is moved")
        # the list is the deadlines that will say so themselves, and no other
        self.daemon.advance(days=3)
        self.assertEqual(told, self.told(policy))
        say = {}
        for deadline in self.running():
            shown = self.o.liv.get("/v1/deadlines/" + deadline["id"])
            if (shown["would_be"]["due"], shown["would_be"]["effective_due"]) != (shown["due"], shown["effective_due"]):
                say[shown["id"]] = shown["would_be"]
        self.assertEqual(say, {id_: item["would_be"] for id_, item in told.items()})
        # what is met since is no matter any more
        self.o.liv.act("/v1/deadlines/" + correction["id"], "waive", expect=409, reason="x")
        other.report(other.breaches[0])
        self.assertNotIn(correction["id"], self.told(policy))

    def test_a_programmes_policy_speaks_of_its_own_cases_and_an_authoritys_closing_days_of_all(self):
        o = self.o
        requirement = o.requirement()["id"]
        guide, plain = o.programme([requirement], []), self.draft_report()[1]
        its = self.draft_report(programme=guide["id"])[1]
        policy = self.add(programme=guide["id"], days={"draft_report": 52})
        told = self.told(policy)
        self.assertEqual({its["id"]: str(self.counted(its, 52))},
                         {id_: item["would_be"]["due"] for id_, item in told.items()})
        # the authority's own numbers are not the guide's, its closing days are
        ours = self.add(days={"draft_report": 38}, closing_days=[{"date": str(self.counted(its, 52))}])
        told = self.told(ours)
        self.assertEqual((ours["id"], str(self.counted(plain, 38))),
                         tuple(told[plain["id"]]["would_be"][k] for k in ("policy", "due")))
        self.assertEqual((policy["id"], str(days.good(self.counted(its, 52) + ONE))),
                         tuple(told[its["id"]]["would_be"][k] for k in ("policy", "due")))
        # set under a policy, and held against what tilsyn comes with
        after = self.draft_report()[1]
        self.assertEqual(ours["id"], after["policy"])
        default = self.told(o.liv.get(DEFAULT))
        self.assertEqual((None, 0, str(self.counted(after, 30))),
                         tuple(default[after["id"]]["would_be"][k] for k in ("policy", "policy_version", "due")))
        self.assertNotIn(plain["id"], default)
        self.assertNotIn(after["id"], self.told(ours))

    def test_one_that_gave_way_before_it_began_means_nothing(self):
        report = self.draft_report()[1]
        first = self.add(valid_from=str(self.daemon.ahead(20)), days={"draft_report": 60})
        self.assertIn(report["id"], self.told(first))
        second = self.add(valid_from=str(self.daemon.ahead(20)), days={"draft_report": 30}, replaces=first["id"])
        self.assertEqual({}, self.told(first))
        self.assertNotIn(report["id"], self.told(second))

    def test_who_asks_wrongly_is_told(self):
        self.o.anna.get("/v1/policies/%s/deadlines" % self.o.liv.id, expect=404)
        policy = self.add()
        for after in ("x", "2026-01-01", "2026-13-01_" + policy["id"], "2026-01-01_" + policy["id"][:-1] + "x"):
            self.o.anna.get("/v1/policies/%s/deadlines?after=%s" % (policy["id"], after), expect=422)
        for who in (self.o.admin, self.o.anna, self.o.liv, self.o.arne, self.o.inge):
            who.get("/v1/policies/%s/deadlines" % policy["id"])

    def test_the_command_line_tells_it_in_words(self):
        home = tempfile.mkdtemp(prefix="tilsyn-effect-")
        self.addCleanup(shutil.rmtree, home)
        admin = Person(self.daemon, "admin", harness.ADMIN_PASSWORD, home)
        report = self.draft_report()[1]
        self.add(name="Lengre frister %d" % self.daemon.today.year, days={"draft_report": 61})
        said = admin("policy", "effect", "Lengre frister %d" % self.daemon.today.year)
        for words in ("foreløpig rapport", report["due"], str(self.counted(report, 61)), "Ingen dato er flyttet."):
            self.assertIn(words, said)
        told = admin.json("policy", "effect", "Lengre frister %d" % self.daemon.today.year)
        self.assertIn(report["id"], [item["deadline"] for item in told["items"]])
        admin("policy", "effect", "default")
        self.assertIn("21 ", admin("calendar", "add", "--from", "2026-12-04", "--days", "21"))
        self.assertIn("helligdag", admin("calendar", "add", "--from", "2026-12-04", "--days", "21"))
        self.assertIn("flyttet videre", admin("calendar", "add", "--from", "2026-12-05", "--days", "21"))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass


if __name__ == "__main__":
    unittest.main()
