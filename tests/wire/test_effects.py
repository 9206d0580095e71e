"""What a step brings about in others: what an owner agreed, the deadlines of a breach, lateness that is kept."""

import unittest

import office


class Effects(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def setUp(self):
        self.o.season()

    def agreed(self, case):
        return {owner["name"]: owner["agreed_on"] for owner in case.get()["owners"]}

    def test_a_later_change_to_a_breach_voids_what_its_owner_agreed_and_no_other(self):
        o = self.o
        owners = [{"name": "helse", "kind": "department"}, {"name": "beredskap", "kind": "department"}]
        case = o.case("joint", owners=owners).to_follow_up(1, point=False, owner="beredskap")
        self.daemon.advance(days=2)

        def agree():
            for name in ("helse", "beredskap"):
                o.liv.act(case.path, "agree_closure", owner=name)
            self.assertEqual({"helse": o.today, "beredskap": o.today}, self.agreed(case))

        agree()
        case.report(case.breaches[0])
        self.assertEqual({"helse": o.today, "beredskap": None}, self.agreed(case))
        agree()
        case.correct(case.breaches[0])
        self.assertEqual({"helse": o.today, "beredskap": None}, self.agreed(case))
        self.assertIn("owner_has_not_agreed",
                      o.liv.act(case.path, "close", expect=409, safety_statement="Trygt.").guards())

    def test_every_deadline_of_a_breach_that_is_corrected_ends_with_it(self):
        o = self.o
        case = o.case().to_follow_up(2, point=False)
        first, second = (breach.split("/")[-1] for breach in case.breaches)
        for breach in (first, second):
            case.set("milestone", o.workday(20), breach=breach)
        self.daemon.advance(days=2)
        case.report(case.breaches[0])
        case.correct(case.breaches[0])
        self.assertEqual([], case.deadlines(state="running", breach=first))
        milestone, = case.deadlines("milestone", breach=first)
        self.assertEqual(("waived", o.today), (milestone["state"], milestone["ended_on"]))
        self.assertEqual(["correction", "milestone"],
                         sorted(d["kind"] for d in case.deadlines(state="running", breach=second)))

    def test_an_extension_of_a_deadline_that_is_overdue_keeps_how_late_it_was(self):
        o = self.o
        case = o.case().to_follow_up(1, correction=30)
        for late in (False, True):
            running, = case.deadlines("correction", "running")
            if late:
                self.daemon.clock("%sT12:00:00Z" % running["effective_due"])
                self.daemon.advance(days=3)
            o.liv.act("/v1/deadlines/" + running["id"], "extend", due=o.workday(60), reason="Ferie")
            before = o.liv.get("/v1/deadlines/" + running["id"])
            self.assertEqual(("extended", 3 if late else 0), (before["state"], before["days_late"]))
