"""chase - a case in follow-up with a correction that falls due, and a clock that walks past it."""

import datetime
import unittest

import days
import office
from harness import until


class Chase(unittest.TestCase):
    """Every test begins on a Monday in January with a case in follow-up and one overdue-to-be correction."""

    @classmethod
    def setUpClass(cls):
        cls.office = office.office()
        cls.daemon = cls.office.daemon

    def setUp(self):
        self.office.season()
        self.case = self.office.case().to_follow_up(correction=30)
        self.breach = self.case.breaches[0]
        self.due = datetime.date.fromisoformat(self.correction()["effective_due"])

    def correction(self):
        return self.case.deadlines("correction", "running")[0]

    def at(self, date, hour=12):
        """Noon (UTC) of a day: in the window on a working day, summer and winter."""
        self.daemon.clock("%sT%02d:00:00Z" % (date, hour))

    def lines(self, **wanted):
        found = [r for r in self.office.liv.items("/v1/reminders?audit=" + self.case.id)
                 if r["kind"] == "correction"]
        return [r for r in found if all(r[k] == v for k, v in wanted.items())]

    def climbed(self, rung, **wanted):
        until(lambda: self.lines(rung=rung), what="rung %s" % rung)
        line, = self.lines(rung=rung)
        for name, value in wanted.items():
            self.assertEqual(line[name], value, name)
        return line

    def walk(self, date):
        """Up to and with this day, with a look at every fifth working day between."""
        day, n = self.daemon.today, 0
        while day < date:
            day += datetime.timedelta(days=1)
            n += days.works(day)
            if (days.works(day) and n % 5 == 0) or day == date:
                self.at(day)
                self.quiet()

    def quiet(self):
        """The clerk has done what there is to do now: as it says itself, and as the cases do."""
        until(lambda: self.office.liv.ask("GET", "/readyz", expect=200, judge=False).json["clerk_lag_seconds"] == 0
              and not self.missed(), what="the clerk")

    def send(self, rung="reminder_1", **change):
        """The rung's letter, signed by another and sent; returns its path."""
        place = "/v1/letters/" + self.climbed(rung)["letter"]
        if change:
            self.office.anna.patch(place, change)
        self.case.submit(place)
        self.case.approve(place)
        self.office.kari.act(place, "dispatch")
        return place

    def missed(self):
        return self.office.liv.get("/v1/reminders/missed")["items"]
