"""Later rounds: planned by the guide, stated in the final report, chased like any date, met by a round."""

import unittest

import days
import office
from agree import agree
from harness import ident, until


def months(day, count):
    """The same day so many months on, then the first day on which a date may lie."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = (day.replace(year=year + (month == 11), month=(month + 1) % 12 + 1, day=1)
            - office.datetime.timedelta(1)).day
    return days.good(day.replace(year=year, month=month + 1, day=min(day.day, last)))


class LaterRounds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.o.season()

    def guide(self, points=1, plan=(8, 14), **members):
        requirement = self.o.requirement()["id"]
        points = [self.o.measure_point()["id"] for _ in range(points)]
        return self.o.programme([requirement], points,
                                later_rounds=[{"months": m} for m in plan], **members)

    def case(self, guide, **members):
        return self.o.case(programme=guide["id"], requirements=guide["requirements"],
                           measure_points=guide["measure_points"], **members)

    def followed(self, guide=None, **members):
        case = self.case(guide or self.guide(), **members).to_follow_up()
        case.first = case.breaches[0]
        case.name = case.first.split("/")[-1]
        return case

    def measurements(self, case):
        return [self.o.kari.get("/v1/deadlines/" + d["id"]) for d in
                sorted(case.deadlines("measurement"), key=lambda d: d["due"])]

    def observe(self, case, last, compliant=20, **more):
        """A round of four weeks that ends on a day; the clock goes past it."""
        if self.daemon.today <= last:
            self.daemon.day(last + office.datetime.timedelta(1))
        return case.observe(case.first, last - office.datetime.timedelta(27), last, compliant,
                            **more)

    # the plan

    def test_an_audit_plans_as_its_guide_unless_it_says_otherwise(self):
        guide = self.guide()
        plan = [{"months": 8}, {"months": 14}]
        self.assertEqual(plan, guide["later_rounds"])
        self.assertEqual(plan, self.case(guide).audit["later_rounds"])
        own = self.case(guide, later_rounds=[{"months": 6}])
        self.assertEqual([{"months": 6}], own.audit["later_rounds"])
        self.assertEqual([], self.case(guide, later_rounds=[]).audit["later_rounds"])
        self.assertEqual([], self.o.case().audit["later_rounds"])
        self.assertEqual([{"months": 9}], self.o.liv.patch(
            own.path, {"later_rounds": [{"months": 9}]})["later_rounds"])
        made = self.o.liv.post("/v1/planning/audits", {
            "programme": guide["id"], "enterprises": [self.o.enterprise()["id"]]}, expect=200)
        self.assertEqual(plan, self.o.liv.get(
            "/v1/audits/" + made["made"][0]["audit"])["later_rounds"])

    def test_a_plan_of_no_months_or_of_a_hundred_years_is_refused(self):
        for wrong in ([{"months": 0}], [{"months": 61}], [{}], [{"months": 1}] * 13, {"months": 8}):
            answer = self.o.admin.ask("POST", "/v1/programmes", {
                "code": "plan", "title": "Plan", "later_rounds": wrong}, expect=422)
            self.assertTrue([p for p in answer.errors() if p.startswith("/later_rounds")], wrong)

    def test_a_later_edition_changes_nothing_in_audits_begun_under_the_old(self):
        guide = self.guide()
        case = self.case(guide)
        self.o.admin.post("/v1/programmes/%s/editions" % guide["id"],
                          {"later_rounds": [{"months": 3}]})
        self.assertEqual([{"months": 8}, {"months": 14}], case.get()["later_rounds"])
        answer = self.o.admin.ask("PATCH", "/v1/programmes/" + guide["id"],
                                  {"later_rounds": []}, expect=409,
                                  match=self.o.admin.fresh("/v1/programmes/" + guide["id"]))
        self.assertEqual({"/later_rounds": ["in_use"]}, answer.errors())

    # the dates

    def test_the_final_report_states_the_dates_and_sets_them(self):
        case = self.case(self.guide()).to_hearing().ready_for_final()
        visit = office.datetime.date.fromisoformat(case.audit["visit_to"])
        dates = [str(months(visit, m)) for m in (8, 14)]
        letter = case.letter("final_report")
        stated = self.o.kari.get(letter)
        self.assertEqual(dates, [d["due"] for d in stated["dates"] if d["kind"] == "measurement"])
        case.act("send_final", who=self.o.liv)
        found = self.measurements(case)
        self.assertEqual([("running", d) for d in dates], [(d["state"], d["due"]) for d in found])
        for deadline in found:
            self.assertEqual(ident(letter.split("/")[-1]), ident(deadline["letter"]))
            self.assertEqual(case.breaches[0].split("/")[-1], ident(deadline["breach"]))
            counted = [r for r in deadline["explain"] if r["what"] == "counted"]
            self.assertEqual(str(visit + office.datetime.timedelta(1)), counted[0]["date"])
            self.assertEqual(deadline["effective_due"], deadline["explain"][-1]["to"])
        agree(self, self.o.kari, "/v1/deadlines/" + found[0]["id"])

    def test_they_count_from_the_round_that_found_the_breach(self):
        case = self.case(self.guide()).to_drafting()
        case.demands(case.breaches[0])
        baseline = self.daemon.ahead(-3)
        case.observe(case.breaches[0], self.daemon.ahead(-30), baseline, 9)
        case.letter("preliminary_report",
                    dates=[{"kind": "comment", "due": self.o.workday(21)}])
        case.act("send_preliminary")
        case.receive(case.deadline("comment"))
        case.set("correction", self.o.workday(60), breach=case.breaches[0].split("/")[-1])
        case.letter("final_report")
        case.act("send_final", who=self.o.liv)
        self.assertEqual([str(months(baseline, m)) for m in (8, 14)],
                         [d["due"] for d in self.measurements(case)])

    def test_dates_set_for_a_breach_take_the_place_of_the_plan(self):
        case = self.case(self.guide()).to_hearing().ready_for_final()
        due = self.o.workday(100)
        case.set("measurement", due, breach=case.breaches[0].split("/")[-1])
        stated = self.o.kari.get(case.letter("final_report"))["dates"]
        self.assertEqual([due], [d["due"] for d in stated if d["kind"] == "measurement"])
        case.act("send_final", who=self.o.liv)
        self.assertEqual([due], [d["due"] for d in self.measurements(case)])

    def test_a_letter_that_states_other_dates_governs(self):
        case = self.case(self.guide()).to_hearing().ready_for_final()
        due, breach = self.o.workday(120), case.breaches[0].split("/")[-1]
        correction = case.deadlines("correction")[0]["due"]
        case.letter("final_report", dates=[
            {"kind": "correction", "due": correction, "breach": breach},
            {"kind": "measurement", "due": due, "breach": breach}])
        case.act("send_final", who=self.o.liv)
        self.assertEqual([due], [d["due"] for d in self.measurements(case)])

    def test_where_nothing_is_measured_nothing_is_measured_again(self):
        case = self.case(self.guide()).to_follow_up(point=False)
        self.assertEqual([], case.deadlines("measurement"))

    # met by a round

    def test_a_round_in_its_period_meets_a_date_and_one_before_it_does_not(self):
        case = self.followed()
        eight, fourteen = self.measurements(case)
        starts = [office.datetime.date.fromisoformat(d["rounds_from"]) for d in (eight, fourteen)]
        self.assertIsNone(self.o.kari.get(case.deadline("correction"))["rounds_from"])
        self.observe(case, starts[0] - office.datetime.timedelta(1))
        self.assertEqual(["running", "running"], [d["state"] for d in self.measurements(case)])
        self.observe(case, starts[0] + office.datetime.timedelta(40))
        found = self.measurements(case)
        self.assertEqual(["met", "running"], [d["state"] for d in found])
        self.assertEqual(str(self.daemon.today), found[0]["received_on"])
        line = [e for e in case.events() if ident(e["subject"]) == eight["id"]][-1]
        self.assertEqual(("meet", "running", "met"), (line["event"], line["from"], line["to"]))
        self.assertIn("observation", line["data"])
        self.observe(case, starts[1] - office.datetime.timedelta(1))
        self.assertEqual("running", self.measurements(case)[1]["state"])
        self.observe(case, starts[1] + office.datetime.timedelta(30), 3)
        self.assertEqual(["met", "met"], [d["state"] for d in self.measurements(case)])

    def test_a_round_that_comes_late_meets_one_date_and_not_the_next(self):
        case = self.followed(self.guide(plan=(3, 5)))
        three = self.measurements(case)[0]
        late = office.datetime.date.fromisoformat(three["due"]) + office.datetime.timedelta(50)
        self.observe(case, late)
        found = self.measurements(case)
        self.assertEqual(["met_late", "running"], [d["state"] for d in found])
        self.assertGreater(found[0]["days_late"], 49)
        self.assertGreater(found[1]["rounds_from"], str(late))

    def test_the_day_its_evidence_came_is_the_day_it_was_met(self):
        case = self.followed()
        due = office.datetime.date.fromisoformat(self.measurements(case)[0]["due"])
        self.daemon.day(due - office.datetime.timedelta(1))
        practice = case.evidence(case.first)
        self.daemon.day(due + office.datetime.timedelta(9))
        case.observe(case.first, due - office.datetime.timedelta(40),
                     due - office.datetime.timedelta(10), evidence=practice)
        found = self.measurements(case)[0]
        self.assertEqual(("met", 0), (found["state"], found["days_late"]))
        self.assertEqual(str(due - office.datetime.timedelta(1)), found["received_on"])

    def test_every_demanded_point_must_have_its_round(self):
        case = self.followed(self.guide(points=2))
        self.o.kari.post(case.first + "/demands", {
            "text": "Legekontroll", "evidence_kind": "practice", "measure_point": case.points[1]})
        last = office.datetime.date.fromisoformat(self.measurements(case)[0]["due"])
        self.observe(case, last)
        self.assertEqual("running", self.measurements(case)[0]["state"])
        self.observe(case, last, point=case.points[1])
        self.assertEqual("met", self.measurements(case)[0]["state"].replace("_late", ""))

    def test_an_extension_keeps_the_period_that_the_date_had(self):
        case = self.followed()
        eight = self.measurements(case)[0]
        later = months(office.datetime.date.fromisoformat(eight["due"]), 1)
        self.o.liv.act("/v1/deadlines/" + eight["id"], "extend", due=str(later), reason="Ferie")
        moved = [d for d in self.measurements(case) if d["state"] == "running"][0]
        self.assertEqual(str(later), moved["due"])
        self.assertLess(eight["rounds_from"], moved["rounds_from"])
        self.assertLess(moved["rounds_from"], eight["due"])

    def test_what_the_last_round_of_a_reported_breach_showed_is_to_be_assessed(self):
        case = self.followed(self.guide(plan=(4,)))
        self.daemon.advance(days=2)
        case.report(case.first)
        self.o.kari.act(case.deadline("assessment"), "waive", reason="Vi venter p\u00e5 m\u00e5lingen.")
        self.observe(case, office.datetime.date.fromisoformat(self.measurements(case)[0]["due"]))
        self.assertEqual("met_late", self.measurements(case)[0]["state"])
        self.assertEqual(1, len(case.deadlines("assessment", "running")))

    # the same as other dates

    def test_it_is_in_the_calendar_in_the_overview_and_on_the_ladder_and_holds_closure_back(self):
        case = self.followed(self.guide(plan=(8,)))
        deadline = self.measurements(case)[0]
        feed = self.o.kari.post("/v1/me/calendar", None, expect=(200, 201))
        token = feed["token"]
        text = self.o.kari.ask("GET", "/v1/calendar.ics?token=" + token).body.decode()
        self.assertIn(deadline["due"].replace("-", ""), text)
        guards = self.o.liv.ask("GET", case.path + "/actions").json["items"]
        close = [a for a in guards if a["event"] == "close"][0]
        running = [g for g in close["guards"] if g["code"] == "deadline_running"][0]
        self.assertIn(deadline["id"], running["subjects"])
        self.daemon.day(days.good(office.datetime.date.fromisoformat(deadline["effective_due"])
                                  - office.datetime.timedelta(3)))
        overview = self.o.liv.get("/v1/overview")
        self.assertIn(deadline["id"], [d["deadline"] for d in overview["due_soon"]])
        self.daemon.day(days.good(office.datetime.date.fromisoformat(deadline["effective_due"])
                                  + office.datetime.timedelta(9)))
        overview = self.o.liv.get("/v1/overview")
        self.assertIn(deadline["id"], [d["deadline"] for d in overview["overdue"]])
        until(lambda: self.o.kari.get("/v1/deadlines/" + deadline["id"])["rung"] == "reminder_1",
              what="its first reminder")
        self.assertTrue([m for m in case.get()["letters"] if m["kind"] == "reminder_1"])
