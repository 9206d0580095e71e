"""Three real chains of domain.md §5, replayed with their true dates: OUS AMK 2013, Notodden and Hole 2025."""

import unittest

import agree as agreement
import harness
import office
from harness import ident


def name(place):
    return place.rsplit("/", 1)[1]


class Chains(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon(start="2013-01-14T09:00:00Z")
        cls.o = office.office()

    def login(self):
        """Years have passed, and so has every login."""
        for client in [self.o.admin] + [getattr(self.o, person) for person, _ in self.o.PEOPLE]:
            client.login()

    def test_1_ous_amk_an_order_a_monthly_fine_and_its_collection(self):
        o, daemon = self.o, self.daemon
        point = o.measure_point(text="Anrop til 113 besvares innen 10 sekunder", target=0.9,
                                hard="anrop besvart etter mer enn 20 sekunder", n_min=20, rounds=2, spacing_days=28)
        trust = o.enterprise(name="Oslo universitetssykehus HF", kind="health_trust", municipality_number="0301")
        case = o.case(enterprise=trust["id"], measure_points=[point["id"]])
        case.to_follow_up(correction=80)
        breach = case.breaches[0]
        daemon.day("2013-06-10")
        self.login()
        self.assertTrue(o.kari.get(case.deadline("correction"))["overdue"])
        letter = case.letter("order_notice", breaches=[name(breach)],
                             dates=[{"kind": "order_comment", "due": "2013-06-26"}])
        order = case.announce(breach, letter=letter, comment_due="2013-06-26", compliance_date="2013-12-02",
                              text="90 % av anropene besvares innen 10 sekunder, ingen etter 20; "
                                   "m\u00e5nedlige rapporter.")
        daemon.day("2013-06-26")
        case.receive(case.deadline("order_comment"))
        daemon.day("2013-07-04")
        case.letter("order", approvers=[o.mona, o.bent], order=name(order), breaches=[name(breach)])
        issued = o.liv.act(order, "issue", compliance_date="2013-12-02")
        self.assertEqual(("issued", "2013-07-04"), (issued["state"], issued["issued_on"]))
        compliance = o.liv.get(case.deadline("order_compliance"))
        self.assertEqual("2013-12-02", compliance["due"])
        for month in range(8, 13):              # monthly reports; December's is due in time for the fine
            case.set("measurement", "2013-%02d-04" % month, breach=name(breach), override=True)
        daemon.day("2013-09-04")
        self.login()
        case.observe(breach, "2013-08-01", "2013-08-31", population=9000, sample=9000, compliant=7400, hard=200)
        verdict = o.liv.get(breach)["measure_points"][0]
        self.assertEqual("newest_round_fails", verdict["verdict"])
        daemon.day("2013-12-05")
        self.login()
        self.assertTrue(o.liv.get("/v1/deadlines/" + compliance["id"])["overdue"])
        o.liv.act(order, "refer", reason="Pålegget er ikke etterkommet.")
        daemon.day("2013-12-11")
        decision = o.attach(b"Vedtak om tvangsmulkt")["id"]
        fined = o.liv.act(order, "fine", amount=100000, period="month", **{"from": "2014-01-01"}, decision=decision)
        self.assertEqual(("fined", 100000, "month", "2014-01-01"),
                         (fined["state"], fined["amount"], fined["period"], fined["from"]))
        daemon.day("2014-04-29")
        self.login()
        collected = o.liv.act(order, "collect", decided_on="2014-04-29")
        self.assertEqual("2014-04-29", collected["collected_on"])
        said = {e["event"]: e["occurred_on"] for e in o.inge.items(case.path + "/events")
                if e["subject_kind"] == "order"}
        self.assertEqual({"announce": "2013-06-10", "issue": "2013-07-04", "refer": "2013-12-05",
                          "fine": "2013-12-11", "collect": "2014-04-29"}, said)

    def test_2_notodden_a_plan_three_weeks_after_the_final_report(self):
        o, daemon = self.o, self.daemon
        daemon.day("2025-09-01")
        self.login()
        case = o.case(enterprise=o.enterprise(name="Notodden kommune", municipality_number="4005")["id"])
        case.to_drafting()
        daemon.day("2025-10-09")
        draft = o.liv.get(case.deadline("draft_report"))
        case.letter("preliminary_report")
        case.act("send_preliminary")
        self.assertEqual("2025-10-30", o.liv.get(case.deadline("comment"))["due"], "three weeks")
        self.assertIn(o.liv.get("/v1/deadlines/" + draft["id"])["state"], ("met", "met_late"))
        daemon.day("2025-10-30")
        case.receive(case.deadline("comment"))
        daemon.day("2025-10-31")
        breach = case.breaches[0]
        case.set("correction", "2026-01-16", breach=name(breach))
        case.set("plan", "2025-11-21", breach=name(breach))
        case.demands(breach)
        case.letter("final_report")
        case.act("send_final", who=o.liv)
        plan = o.liv.get(case.deadline("plan"))
        self.assertEqual(("running", "2025-11-21", "2025-11-21"), (plan["state"], plan["due"], plan["effective_due"]))
        count = o.liv.get("/v1/calendar/add?from=2025-10-31&days=21")
        self.assertEqual(plan["due"], count["effective_due"], "the policy's plan: 21 days")
        self.assertEqual([("skipped", "2025-10-31", "2025-10-31"), ("counted", "2025-11-01", "2025-11-21"),
                          ("due", "2025-11-21", "2025-11-21")],
                         [(part["what"], part["date"], part["to"]) for part in plan["explain"]])
        daemon.day("2025-11-21")
        self.assertFalse(o.liv.get(case.deadline("plan"))["overdue"])
        daemon.day("2025-11-22")
        self.assertTrue(o.liv.get(case.deadline("plan"))["overdue"])
        case.receive(case.deadline("plan"), "2025-11-21")
        self.assertEqual("met", case.deadlines("plan")[0]["state"])

    def test_3_hole_asked_for_april_and_got_a_saturday_in_january(self):
        o, daemon = self.o, self.daemon
        daemon.day("2025-11-24")
        self.login()
        case = o.case(enterprise=o.enterprise(name="Hole kommune", municipality_number="3310")["id"],
                      visit_from="2025-11-25", visit_to="2025-11-25")
        case.to_hearing()
        breach = case.breaches[0]
        case.receive(case.deadline("comment"))
        case.set("correction", "2025-12-01", breach=name(breach))
        case.demands(breach)
        case.letter("final_report")
        case.act("send_final", who=o.liv)
        first = case.deadline("correction")
        asked = o.arne.act(first, "ask_extension", asked="2026-04-01", asked_by="Hole kommune", asked_on="2025-11-24")
        wanted = {"deadline": name(first), "asked": "2026-04-01", "asked_on": "2025-11-24",
                  "asked_by": "Hole kommune", "registered_by": o.arne.id, "outcome": "open", "granted": None,
                  "days": None, "decided_on": None, "decided_by": None, "reason": None, "milestones": [],
                  "letter": None}
        self.assertEqual([wanted], asked["extensions"])
        self.assertEqual(asked["extensions"], o.liv.get(first)["extensions"])
        daemon.day("2025-11-26")
        parts = [{"due": "2025-12-15", "text": "Rutine er vedtatt"}, {"due": "2026-01-15", "text": "Alle er opplært"}]
        more = {"due": "2026-01-31", "reason": "Tid til opplæring.", "milestones": parts}
        self.assertIn("not_a_working_day", o.liv.act(first, "extend", expect=409, **more).guards())
        extended = o.liv.act(first, "extend", override=True, **more)
        self.assertEqual(("extended", "2026-01-31"), (extended["state"], extended["granted"]))
        milestones = {d["id"] for d in case.deadlines("milestone", "running", name(breach))}
        self.assertEqual({"2025-12-15", "2026-01-15"}, {d["due"] for d in case.deadlines("milestone", "running")})
        letters = [l for l in case.get()["letters"] if l["kind"] == "deadline_confirmation" and l["state"] == "draft"]
        self.assertEqual([["2026-01-31"]], [[d["due"] for d in letter["dates"]] for letter in letters])
        wanted.update(outcome="granted", granted="2026-01-31", days=61, decided_on="2025-11-26", decided_by=o.liv.id,
                      reason="Tid til opplæring.", letter=letters[0]["id"])
        for shown in (extended["extensions"], o.liv.get(first)["extensions"],
                      o.liv.get(case.deadline("correction"))["extensions"]):
            self.assertEqual([dict(wanted, milestones=None)], [dict(e, milestones=None) for e in shown])
            self.assertEqual(milestones, set(shown[0]["milestones"]))
        second = o.liv.get(case.deadline("correction"))
        self.assertEqual(("2026-01-31", "2026-02-02", 1, 61, name(first)), (
            second["due"], second["effective_due"], second["extended_count"], second["extended_days"],
            ident(second["predecessor"])))
        self.assertEqual([("rolled", "saturday", "2026-01-31"), ("rolled", "sunday", "2026-02-01"),
                          ("due", "open", "2026-02-02")],
                         [(p["what"], p["why"], p["date"]) for p in second["explain"]][-3:])
        place = "/v1/deadlines/" + second["id"]
        for day, overdue in (("2026-02-02", False), ("2026-02-03", True)):
            daemon.day(day)
            self.login()
            self.assertEqual(overdue, o.liv.get(place)["overdue"])
        self.again(case, place, name(first))

    def again(self, case, place, first):
        """Asked again, refused; asked twice more, and granted what nobody asked for: all of it is told."""
        o = self.o
        o.anna.act(place, "ask_extension", asked="2026-04-01", asked_by="Ordføreren", asked_on="2026-02-02")
        o.liv.act(place, "refuse_extension", reason="Det har gått lenge nok.")
        o.anna.act(place, "ask_extension", asked="2026-03-16", asked_by="Ordføreren", asked_on="2026-02-03")
        o.anna.act(place, "ask_extension", asked="2026-03-02", asked_by="Kommunedirektøren", asked_on="2026-02-03")
        o.liv.act(place, "extend", due="2026-02-20", reason="Siste gang.")
        o.liv.act(case.deadline("correction"), "extend", due="2026-02-27", reason="Sykdom.")
        last = o.liv.get(case.deadline("correction"))
        self.assertEqual((3, 88), (last["extended_count"], last["extended_days"]))
        self.assertEqual([(first, "granted", "2026-04-01", "2026-01-31", 61),
                          (name(place), "refused", "2026-04-01", None, None),
                          (name(place), "replaced", "2026-03-16", None, None),
                          (name(place), "granted", "2026-03-02", "2026-02-20", 20),
                          ("", "granted", None, "2026-02-27", 7)],
                         [("" if e["asked"] is None else e["deadline"], e["outcome"], e["asked"], e["granted"], e["days"])
                          for e in last["extensions"]])
        self.assertTrue(last["extensions"][1]["letter"], "a refusal is told by letter too")
        row = [d for d in o.liv.items("/v1/deadlines?enterprise=" + case.enterprise) if d["id"] == last["id"]][0]
        self.assertEqual((3, 88), (row["extended_count"], row["extended_days"]))


class ZyModel(agreement.TheModelAgrees):
    pass


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
