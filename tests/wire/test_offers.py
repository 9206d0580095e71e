"""Offers: what a breach's rounds speak for is shown, told and logged, and done by nobody but a person."""

import shutil
import tempfile
import unittest

import office
from agree import agree
from harness import ident
from model import Law
from model_replay import replay
from test_client import Person

DAY = office.datetime.timedelta(1)


class Offers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.o.season()

    def case(self):
        case = self.o.case().to_follow_up()
        case.first = case.breaches[0]
        case.name = case.first.split("/")[-1]
        self.daemon.advance(days=2)
        return case

    def round(self, case, compliant=20, days=20, **more):
        """A round of the days from here on; the clock goes past it."""
        first = self.daemon.today
        self.daemon.advance(days=days + 1)
        return case.observe(case.first, first, first + days * DAY, compliant,
                            evidence=case.evidence(case.first), **more)["id"]

    def passing(self, case):
        """Two rounds that have lasted."""
        return [self.round(case), self.round(case, days=30)]

    def reported(self):
        case = self.case()
        rounds = self.passing(case)
        case.evidence(case.first, "management")
        self.o.anna.act(case.first, "documentation_received", received_on=self.o.today)
        return case, rounds

    def corrected(self):
        case, rounds = self.reported()
        case.correct(case.first)
        return case, rounds

    def offered(self, case):
        breach = self.o.kari.get(case.first)
        within = [b for b in case.get()["breaches"] if b["id"] == breach["id"]][0]
        for member in ("offered", "offered_on", "offered_rounds"):
            self.assertEqual(breach[member], within[member])
        events = [a["event"] for a in self.o.kari.items(case.first + "/actions")
                  if a["offered"]]
        self.assertEqual([breach["offered"]] if breach["offered"] else [], events)
        found = [r for r in self.o.liv.get("/v1/overview")["offers"] if r["breach"] == breach["id"]]
        self.assertEqual(1 if breach["offered"] else 0, len(found))
        if found:
            self.assertEqual((breach["offered"], breach["offered_on"], breach["offered_rounds"]),
                             tuple(found[0][m] for m in ("offered", "offered_on", "offered_rounds")))
            self.assertEqual(self.o.kari.id, ident(found[0]["lead_auditor"]))
        return breach["offered"], breach["offered_rounds"]

    def notices(self, case, kind):
        return [m for m in self.o.liv.items("/v1/outbox?kind=" + kind)
                if ident(m["audit"]) == case.id]

    def test_a_set_that_has_lasted_offers_to_assess_corrected(self):
        case, rounds = self.reported()
        self.assertEqual(("assess_corrected", rounds), self.offered(case))
        self.assertEqual("reported", self.o.kari.get(case.first)["state"])
        mails = self.notices(case, "correction_offered")
        self.assertEqual(["kari@example.no"], [m["recipient"] for m in mails])
        self.assertEqual(1, len(case.events("offered")))
        self.assertEqual(rounds, case.events("offered")[0]["data"]["rounds"])
        agree(self, self.o.kari, case.first)
        case.correct(case.first)
        self.assertEqual((None, []), self.offered(case))
        self.assertEqual(1, len(self.notices(case, "correction_offered")))
        self.assertEqual([], replay(Law(), case.events(), case.get()))

    def test_nothing_is_offered_before_it_could_be_done(self):
        case = self.case()
        self.round(case)
        self.round(case, days=30)
        self.assertEqual((None, []), self.offered(case))        # not reported
        self.o.anna.act(case.first, "documentation_received", received_on=self.o.today)
        self.assertEqual((None, []), self.offered(case))        # nothing of the management
        case.evidence(case.first, "management")
        self.assertEqual("assess_corrected", self.offered(case)[0])
        self.round(case, 3)
        self.assertEqual((None, []), self.offered(case))        # it holds no more
        self.assertEqual(1, len(case.events("offered")))

    def test_rounds_too_near_each_other_offer_nothing(self):
        case = self.case()
        self.round(case)
        self.round(case, days=10)
        case.evidence(case.first, "management")
        self.o.anna.act(case.first, "documentation_received", received_on=self.o.today)
        self.assertEqual((None, []), self.offered(case))

    def test_a_failing_later_round_offers_relapse_until_it_is_taken(self):
        case, _ = self.corrected()
        self.assertEqual((None, []), self.offered(case))
        failed = self.round(case, 14)
        self.assertEqual(("relapse", [failed]), self.offered(case))
        self.assertEqual("corrected", self.o.kari.get(case.first)["state"])
        self.assertEqual(["kari@example.no"],
                         [m["recipient"] for m in self.notices(case, "relapse_offered")])
        again = self.round(case, 12)
        self.assertEqual(("relapse", [failed, again]), self.offered(case))
        self.assertEqual(1, len(self.notices(case, "relapse_offered")))
        self.o.kari.act(case.first, "relapse", reason="Praksis holdt ikke.",
                        due=self.o.workday(30))
        self.assertEqual((None, []), self.offered(case))
        self.assertEqual([], replay(Law(), case.events(), case.get()))

    def test_an_offer_of_relapse_goes_when_the_rounds_pass_again_for_long_enough(self):
        case, _ = self.corrected()
        failed = self.round(case, 14)
        self.round(case)
        self.assertEqual(("relapse", [failed]), self.offered(case))
        self.round(case, days=30)
        self.assertEqual((None, []), self.offered(case))

    def test_a_passing_later_round_offers_nothing(self):
        case, _ = self.corrected()
        self.round(case)
        self.assertEqual((None, []), self.offered(case))

    def test_a_closing_letter_from_before_the_failing_round_is_void(self):
        case, _ = self.corrected()
        letter = case.letter("closure")
        self.round(case, 14)
        guards = self.o.liv.refused(case.path, "close", "basis_changed", exactly=False,
                                    safety_statement="Trygt.")
        self.assertTrue(guards)
        self.o.anna.act(letter, "withdraw", reason="En ny runde svikter.")

    def test_an_offer_ends_with_its_case(self):
        case, _ = self.corrected()
        self.round(case, 14)
        case.close()
        self.assertEqual((None, []), self.offered(case))

    def test_it_goes_to_whoever_leads_the_follow_up(self):
        case, _ = self.corrected()
        self.o.liv.act(case.path, "assign", follow_up_lead=self.o.bent.id)
        self.round(case, 14)
        self.assertEqual(["bent@example.no"],
                         [m["recipient"] for m in self.notices(case, "relapse_offered")])
        found = [r for r in self.o.liv.get("/v1/overview")["offers"] if r["breach"] == case.name]
        self.assertEqual(self.o.bent.id, ident(found[0]["lead_auditor"]))

    # what it rests on

    def test_that_it_has_lasted_names_the_two_rounds_it_rests_on(self):
        case = self.case()
        self.round(case, 5)
        first = self.round(case, 19)
        self.round(case, 20)
        last = self.round(case, 20, days=30)
        point = self.o.kari.get(case.first)["measure_points"][0]
        self.assertEqual("passes", point["verdict"])
        by_id = {r["observation"]: r for r in point["rounds"]}
        self.assertEqual([by_id[first], by_id[last]], point["sustained"]["rounds"])
        days = [office.datetime.date.fromisoformat(by_id[r]["period_to"]) for r in (first, last)]
        self.assertEqual((days[1] - days[0]).days, point["sustained"]["days"])
        self.round(case, 3)
        self.assertIsNone(self.o.kari.get(case.first)["measure_points"][0]["sustained"])

    def test_the_closing_letter_says_what_it_rests_on(self):
        case, rounds = self.corrected()
        text = self.o.kari.get(case.draft("closure"))["body"]
        point = self.o.kari.get(case.first)["measure_points"][0]
        self.assertEqual(rounds, [r["observation"] for r in point["sustained"]["rounds"]])
        after = text[text.index("Vi bygger p\u00e5"):]
        for line in after.splitlines()[2:4]:
            self.assertIn("20 av 20 (100", line)

    def test_the_client_shows_the_offer_and_what_it_rests_on(self):
        home = tempfile.mkdtemp(prefix="tilsyn-offers-")
        self.addCleanup(shutil.rmtree, home)
        kari = Person(self.daemon, "kari", office.PASSWORD % "kari", home)
        case, rounds = self.reported()
        number = case.get()["case_number"]
        ends = [r["period_to"] for r in self.o.kari.get(case.first)["measure_points"][0]["sustained"]["rounds"]]
        self.assertEqual(2, len(rounds))
        shown = kari("breach", "show", number + "#1")
        line = [r for r in shown.splitlines() if "har vart" in r][0]
        for end in ends:
            self.assertIn(end, line)
        self.assertIn("rettet: m\u00e5lingene holder", shown)
        case.correct(case.first)
        self.round(case, 14)
        for words in (("breach", "show", number + "#1"), ("audit", "show", number), ("overview",)):
            self.assertIn("tilbakefall: en ny m\u00e5ling holder ikke", kari(*words), words)
