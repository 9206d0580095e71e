"""What no clerk did is missed, whatever its own books say: rungs, lapses, and the reviews of guides."""

import datetime
import signal

import chase
import days
import harness
from harness import until

ONE = datetime.timedelta(days=1)
KEYS = ("case_number", "enterprise", "enterprise_name", "audit", "deadline", "kind")


class Missed(chase.Chase):

    def setUp(self):
        super().setUp()
        self.first = days.rolled(self.due + 7 * ONE)

    def stopped(self):
        """No clerk is there until the end of the test."""
        self.daemon.signal_clerk(signal.SIGSTOP)
        self.addCleanup(self.quiet)
        self.addCleanup(self.daemon.signal_clerk, signal.SIGCONT)

    def mine(self, **wanted):
        """Of this test's case, or by what is wanted of them."""
        wanted = wanted or {"audit": self.case.id}
        return [m for m in self.missed() if all(m[k] == v for k, v in wanted.items())]

    def rungs(self):
        return [(m["rung"], m["expected_on"]) for m in self.mine(deadline=self.correction()["id"])]

    def forgotten(self, at):
        """The clerk's books are wrong about this case, and a second case shows when it has been round."""
        other = self.office.case().to_follow_up(correction=30)
        self.daemon.owner("UPDATE deadline SET next_rung_at = %s WHERE audit = %s", at, self.case.id)
        return other

    def been_round(self, other, rung):
        until(lambda: [r for r in self.office.liv.items("/v1/reminders?audit=" + other.id)
                       if r["kind"] == "correction" and r["rung"] == rung], what="the clerk at the other case")

    def books_that_are_wrong(self, at):
        other, alert = self.forgotten(at), days.rolled(self.due - 7 * ONE)
        self.at(alert)
        self.been_round(other, "alert")
        self.assertEqual([("alert", str(alert))], self.rungs())
        self.at(self.first)
        self.been_round(other, "reminder_1")
        self.assertIn(("reminder_1", str(self.first)), self.rungs())
        self.assertEqual([], self.lines())
        self.assertEqual([], self.mine(audit=other.id))
        ready = self.office.liv.ask("GET", "/readyz", expect=200, judge=False).json
        self.assertEqual(0, ready["clerk_lag_seconds"], "the clerk believes that it has done it all")
        # whatever is done with the case sets its books right
        self.office.anna.post(self.case.path + "/contacts", {
            "kind": "phone", "occurred_on": str(self.daemon.today), "text": "Vi ringte."})
        self.climbed("reminder_1", done="drafted", expected_on=str(self.first))
        self.climbed("alert", done="passed_over")
        until(lambda: not self.mine(), what="nothing to be missed")

    def test_a_rung_that_the_clerk_has_forgotten_is_missed_all_the_same(self):
        self.books_that_are_wrong(None)

    def test_a_rung_that_the_clerk_means_to_climb_years_later_is_missed_all_the_same(self):
        self.books_that_are_wrong("2199-01-01T12:00:00Z")

    def test_silence_that_nobody_saw_is_missed_until_somebody_does(self):
        case = self.case = self.office.case().to_hearing()
        comment = self.office.liv.get(case.deadline("comment"))
        ends = datetime.date.fromisoformat(comment["effective_due"])
        self.at(ends)
        self.quiet()
        self.stopped()
        self.daemon.clock(days.at(ends + ONE, 0, 59))           # it has the first hour of the day for it
        self.assertEqual([], self.mine(what="lapse"))
        self.daemon.clock(days.at(ends + ONE, 1))
        missed, = self.mine(what="lapse")
        self.assertEqual((comment["id"], "comment", comment["due"], str(ends + ONE), None, None, None), tuple(
            missed[k] for k in ("deadline", "kind", "due", "expected_on", "rung", "action", "programme")))
        self.assertEqual(case.audit["case_number"], missed["case_number"])
        self.doCleanups()
        self.assertEqual("lapsed", self.office.liv.get("/v1/deadlines/" + comment["id"])["state"])
        self.assertEqual([], self.mine(what="lapse"))

    def guide(self, review_by):
        return self.office.programme([self.office.requirement()["id"]], [], review_by=str(review_by))

    def test_a_review_that_nobody_was_told_of_is_missed_until_they_are(self):
        guide = self.guide(self.due + 60 * ONE)
        day = days.rolled(self.due + 30 * ONE)
        self.walk(day - ONE)
        self.stopped()
        self.daemon.clock(days.at(day, 8, 59))
        self.assertEqual([], self.mine(programme=guide["id"]))
        self.daemon.clock(days.at(day, 9))
        missed, = self.mine(programme=guide["id"])
        self.assertEqual(("review", guide["review_by"], str(day), None, None),
                         tuple(missed[k] for k in ("what", "due", "expected_on", "rung", "action")))
        self.assertEqual({None}, {missed[k] for k in KEYS})
        self.doCleanups()
        self.assertEqual([], self.mine(what="review"))

    def test_a_review_whose_date_was_set_today_has_until_the_next_morning(self):
        guide = self.guide(self.daemon.today + 200 * ONE)
        friday = self.daemon.today + (4 - self.daemon.today.weekday()) % 7 * ONE
        self.walk(friday)
        self.stopped()
        self.office.admin.patch("/v1/programmes/" + guide["id"], {"review_by": str(friday + 20 * ONE)})
        for day in (friday, friday + ONE, friday + 2 * ONE):
            self.at(day, 15)
            self.assertEqual([], self.mine(programme=guide["id"]), day)
        self.at(days.rolled(friday + ONE))
        self.assertEqual(["review"], [m["what"] for m in self.mine(programme=guide["id"])])

    def test_page_by_page_nothing_is_lost(self):
        guides = {self.guide(self.due + (38 + n) * ONE)["id"] for n in range(3)}
        self.walk(self.due)
        self.stopped()
        self.office.case().to_hearing()
        self.at(days.rolled(self.due + 45 * ONE))
        whole = self.missed()
        self.assertEqual({"rung", "lapse", "review"}, {m["what"] for m in whole})
        self.assertLessEqual(guides, {m["programme"] for m in whole})
        for limit in (1, 2, 3, 4, 200):
            told, after, pages = [], None, 0
            while pages < 100:
                page = self.office.liv.get("/v1/reminders/missed?limit=%d%s" % (limit, "&after=" + after if after else ""))
                told, after, pages = told + page["items"], page["next"], pages + 1
                if after is None:
                    break
            self.assertEqual(whole, told, limit)
        self.counted({"": None, "count=false": None, "count=true": len(whole), "count=true&limit=%d" % (len(whole) - 1): None,
                      "count=true&limit=%d" % len(whole): len(whole)})

    def counted(self, wanted):
        """The total, where it is asked for and all of it is one page; else no number, rather than a wrong one."""
        self.assertEqual(wanted, {query: self.office.liv.get("/v1/reminders/missed?" + query).get("count") for query in wanted})

    def test_that_nothing_is_missed_is_a_count_too(self):
        self.walk(days.rolled(self.daemon.today + ONE))
        self.counted({"count=true": 0})


class Ended(chase.Chase):
    """A policy that ends gives its ladder back to what stood before it, and the clerk looks again that day."""

    def ladder(self, **alert):
        rungs = self.office.liv.get("/v1/policies/00000000-0000-0000-0000-000000000000")["rungs"]
        return [dict(rung, **alert) if rung["action"] == "alert" else rung for rung in rungs]

    def test_what_comes_earlier_when_a_policy_has_ended_is_not_missed(self):
        last = days.rolled(self.due - 6 * ONE)
        while last >= self.due - 2 * ONE or not days.works(last + ONE):
            last -= ONE
        self.office.admin.post("/v1/policies", {"valid_from": self.office.today, "valid_to": str(last), "name": "Sent varsel",
                                                "rungs": self.ladder(after=-1)})
        self.walk(last)
        self.assertEqual([], self.lines())
        self.daemon.clock(days.at(last + ONE, 9, 30))
        self.climbed("alert", done="alerted", done_on=str(last + ONE))
        self.assertEqual([], self.missed())

    def test_what_comes_earlier_when_a_policy_begins_is_not_missed_whatever_is_done_with_the_case_before(self):
        first = days.rolled(self.due - 11 * ONE)
        self.office.admin.post("/v1/policies", {"valid_from": str(first), "valid_to": "%d-12-31" % self.daemon.today.year,
                                                "name": "Tidlig varsel", "rungs": self.ladder(after=-14)})
        self.walk(self.daemon.today + ONE)
        self.office.anna.post(self.case.path + "/contacts", {
            "kind": "phone", "occurred_on": self.office.today, "text": "Vi ringte."})
        self.walk(first - ONE)
        self.assertEqual([], self.lines())
        self.daemon.clock(days.at(first, 9, 30))
        self.climbed("alert", done="alerted", done_on=str(first))
        self.assertEqual([], self.missed())

    def test_a_policy_cut_short_is_one_that_ended(self):
        last = self.daemon.today + 3 * ONE
        first = self.office.admin.post("/v1/policies", {
            "valid_from": self.office.today, "valid_to": "%d-12-31" % self.daemon.today.year, "name": "Sent varsel",
            "rungs": self.ladder(after=-1)})
        self.walk(self.daemon.today + ONE)
        self.office.admin.post("/v1/policies", {"valid_from": str(last), "valid_to": str(last), "replaces": first["id"],
                                                "rungs": self.ladder(after=-1)})
        day = days.rolled(max(self.due - 7 * ONE, last + ONE))
        self.walk(day - ONE)
        self.daemon.clock(days.at(day, 9, 30))
        self.climbed("alert", done="alerted", done_on=str(day))
        self.assertEqual([], self.missed())


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
