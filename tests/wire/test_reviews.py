"""A guide is reviewed in time: how far ahead is the policy's, and who sees to it is told once a date."""

import unittest

import days
import harness
import office

DAY = office.datetime.timedelta(1)


class Reviews(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.o.season()

    def guide(self, ahead=200, **members):
        return self.o.programme([self.o.requirement()["id"]], [], **dict(
            {"review_by": str(self.daemon.ahead(ahead))}, **members))

    def mails(self, guide):
        return [m for m in self.o.liv.items("/v1/outbox?kind=guide_review")
                if guide["id"] in self.told(m)]

    def told(self, mail):
        """The log names the guide that a mail's day and date belong to."""
        return [e["subject"] for e in self.reminded()
                if e["at"][:10] == mail["created_at"][:10]]

    def reminded(self, guide=None):
        found, after = [], None
        while True:
            page = self.o.liv.get("/v1/events?limit=200" + ("&after=" + after if after else ""))
            found += [e for e in page["items"] if e["event"] == "review_reminded"]
            if not page["next"]:
                break
            after = page["next"]
        return [e for e in found if guide is None or e["subject"] == guide["id"]]

    def near(self, guide, before=30):
        """The first working day so many days before its date, and what it was told of then."""
        date = office.datetime.date.fromisoformat(guide["review_by"]) - before * DAY
        self.daemon.day(days.rolled(date))

    def patch(self, guide, **members):
        return self.o.admin.patch("/v1/programmes/" + guide["id"], members)

    def test_the_leaders_are_told_once_when_a_review_draws_near(self):
        guide = self.guide(90)
        self.near(guide, 40)
        other = self.guide(300)
        self.assertEqual([], self.reminded(guide))
        self.near(guide)
        harness.until(lambda: self.reminded(guide), what="the reminder")
        mails = self.mails(guide)
        self.assertEqual(["liv@example.no", "mona@example.no"], sorted(m["recipient"] for m in mails))
        line = self.reminded(guide)[0]
        self.assertEqual((guide["review_by"], guide["title"], None),
                         (line["data"]["due"], line["data"]["guide"], line["account"]))
        for _ in range(3):
            self.daemon.advance(days=1)
            self.o.liv.get("/v1/overview")
        self.near(guide, 10)
        self.assertEqual([], self.reminded(other))
        self.near(other)
        harness.until(lambda: self.reminded(other), what="the other reminder")
        self.assertEqual(1, len(self.reminded(guide)))

    def test_who_is_responsible_is_told_instead_of_the_leaders(self):
        guide = self.guide(80, responsible=self.o.anna.id)
        self.assertEqual(self.o.anna.id, guide["responsible"])
        self.near(guide)
        harness.until(lambda: self.reminded(guide), what="the reminder")
        self.assertEqual(["anna@example.no"], [m["recipient"] for m in self.mails(guide)])

    def test_a_new_date_is_told_of_anew_and_a_reviewed_guide_is_not(self):
        guide = self.guide(85)
        self.near(guide)
        harness.until(lambda: self.reminded(guide), what="the first")
        guide = self.patch(guide, review_by=str(self.daemon.ahead(120)))
        self.near(guide, 40)
        self.assertEqual(1, len(self.reminded(guide)))
        self.near(guide)
        harness.until(lambda: len(self.reminded(guide)) == 2, what="the second")

    def test_only_the_newest_edition_is_told_of(self):
        guide = self.guide(75)
        newer = self.o.admin.post("/v1/programmes/%s/editions" % guide["id"],
                                  {"review_by": str(self.daemon.ahead(300))})
        watch = self.guide(75)
        self.near(guide)
        harness.until(lambda: self.reminded(watch), what="another guide's")
        self.assertEqual([], self.reminded(guide))
        self.assertEqual([], self.reminded(newer))

    def test_how_far_ahead_and_when_is_the_policys(self):
        guide = self.guide(100)
        answer = self.o.admin.ask("POST", "/v1/policies", {
            "programme": guide["id"], "valid_from": self.o.today, "review_months": 24, "review_ahead": 60},
            expect=201)
        self.assertEqual((24, 60), (answer.json["review_months"], answer.json["review_ahead"]))
        far = str(self.daemon.ahead(600))
        place = "/v1/programmes/" + guide["id"]
        self.assertEqual(far, self.patch(guide, review_by=far)["review_by"])
        answer = self.o.admin.ask("PATCH", place, {"review_by": str(self.daemon.ahead(800))},
                                  match=self.o.admin.fresh(place), expect=422)
        self.assertEqual({"/review_by": ["out_of_range"]}, answer.errors())
        other = self.guide(200)
        answer = self.o.admin.ask("PATCH", "/v1/programmes/" + other["id"], {"review_by": far},
                                  match=self.o.admin.fresh("/v1/programmes/" + other["id"]), expect=422)
        self.assertEqual({"/review_by": ["out_of_range"]}, answer.errors())
        guide = self.patch(guide, review_by=str(self.daemon.ahead(130)))
        self.near(guide, 66)
        self.assertEqual([], self.reminded(guide))
        self.near(guide, 60)
        harness.until(lambda: self.reminded(guide), what="the reminder of sixty days")

    def test_nobody_is_told_at_night_or_on_a_day_off(self):
        guide = self.guide(95)
        date = office.datetime.date.fromisoformat(guide["review_by"]) - 30 * DAY
        while days.rolled(date) == date:
            date += DAY
        self.daemon.clock(date.isoformat() + "T10:00:00Z")
        watch = self.o.case()                   # the clerk has looked: a night's command rings its bell
        self.assertTrue(watch.id)
        self.daemon.clock(date.isoformat() + "T11:00:00Z")
        self.assertEqual([], self.reminded(guide))
        self.daemon.day(days.rolled(date))
        harness.until(lambda: self.reminded(guide), what="the reminder of a working day")
        self.assertEqual(str(days.rolled(date)), self.reminded(guide)[0]["occurred_on"])
