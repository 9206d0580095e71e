"""Days as the law counts them: holidays by an independent source, counts explained, the authority's own closing days."""

import datetime
import json
import os
import subprocess
import tempfile
import unittest

import days
import harness
import office

ONE = datetime.timedelta(days=1)
HOLIDAYS = """const H = require("date-holidays"), h = new H("NO"), all = {};
for (let y = 2000; y < 2100; y++)
    all[y] = h.getHolidays(y).filter(x => x.type === "public").map(x => x.date.slice(0, 10)).sort();
console.log(JSON.stringify(all));"""


def npm_holidays():
    """{year: dates} of npm's date-holidays, or why there are none."""
    with tempfile.TemporaryDirectory() as place:
        try:
            done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "date-holidays@3.26"], cwd=place,
                                  capture_output=True, text=True, timeout=150, check=False)
            if done.returncode != 0:
                return None, "npm's date-holidays cannot be had"
            done = subprocess.run(["node", "-e", HOLIDAYS], cwd=place, capture_output=True, text=True, timeout=60,
                                  env=dict(os.environ, TZ="Europe/Oslo"), check=True)
        except (OSError, subprocess.TimeoutExpired):
            return None, "npm is away"
        return {int(year): dates for year, dates in json.loads(done.stdout).items()}, ""


class Calendar(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon()
        cls.o = office.office()

    def dates(self, year):
        return [h["date"] for h in self.o.liv.get("/v1/calendar/%d" % year)["holidays"]]

    def add(self, start, count):
        return self.o.liv.get("/v1/calendar/add?from=%s&days=%d" % (start, count))

    def test_holidays_are_those_of_an_independent_source(self):
        theirs, why = npm_holidays()
        if theirs is None:
            self.skipTest(why)
        self.assertEqual(100, len(theirs))
        for year, dates in theirs.items():
            self.assertEqual(dates, self.dates(year), year)

    def test_holidays_are_those_of_our_own_second_reckoning(self):
        for year in range(1900, 2201):
            dates = self.dates(year)
            self.assertEqual(12, len(dates))
            self.assertEqual(dates, sorted(dates))
            self.assertEqual({str(d) for d in days.holidays(year)}, set(dates))
        self.assertEqual(2, self.dates(2027).count("2027-05-17"), "Constitution Day and Whit Monday")

    def test_they_have_names_in_each_language(self):
        for language, name in (("nb", "skj\u00e6rtorsdag"), ("nn", "skjertorsdag"), ("en", "Maundy Thursday")):
            year = self.o.liv.get("/v1/calendar/2026", headers={"Accept-Language": language})
            self.assertIn({"date": "2026-04-02", "name": name}, year["holidays"])

    def test_the_domains_days_and_those_across_leap_days_year_ends_and_clock_changes(self):
        for start, count, due, effective in (
                ("2026-04-01", 1, "2026-04-02", "2026-04-07"), ("2026-12-24", 1, "2026-12-25", "2026-12-28"),
                ("2026-12-23", 1, "2026-12-24", "2026-12-24"), ("2026-12-30", 1, "2026-12-31", "2026-12-31"),
                ("2027-05-07", 10, "2027-05-17", "2027-05-18"), ("2026-05-07", 10, "2026-05-17", "2026-05-18"),
                ("2028-02-28", 1, "2028-02-29", "2028-02-29"), ("2027-02-22", 7, "2027-03-01", "2027-03-01"),
                ("2026-12-11", 21, "2027-01-01", "2027-01-04"), ("2026-03-22", 7, "2026-03-29", "2026-03-30"),
                ("2026-10-18", 7, "2026-10-25", "2026-10-26"), ("2025-10-31", 21, "2025-11-21", "2025-11-21")):
            answer = self.add(start, count)
            self.assertEqual((due, effective), (answer["due"], answer["effective_due"]), start)

    def test_every_day_is_told_of_and_a_count_of_ten_years_is_short(self):
        for start, count in (("2026-03-20", 30), ("2025-12-01", 0), ("2026-05-01", 365), ("2026-01-01", 3660)):
            told = self.add(start, count)
            at, counted = days.day(start) - ONE, 0
            for part in told["explain"]:
                first, last = days.day(part["date"]), days.day(part["to"])
                self.assertEqual((last - first).days + 1, part["days"])
                if part["what"] == "counted":
                    counted += part["days"]
                    for holiday in days.holidays(first.year) if part["why"] == "open" else ():
                        self.assertFalse(first <= holiday <= last, (part, holiday))
                if part["what"] in ("skipped", "counted"):
                    self.assertEqual(at + ONE, first)
                    at = last
                if part["what"] == "rolled":
                    self.assertFalse(days.works(first))
                self.assertEqual(counted, part["counted"])
            self.assertEqual((count, told["due"]), (counted, str(at)))
            self.assertEqual(("due", told["effective_due"]), (part["what"], part["date"]))
            self.assertLess(len(told["explain"]), 300)

    def test_a_count_that_no_date_can_tell_is_refused(self):
        self.assertEqual("9999-12-31", self.add("9999-12-30", 1)["due"])
        for first, count in (("9999-12-31", 1), ("9990-12-31", 3660)):
            answer = self.o.anna.ask("GET", "/v1/calendar/add?from=%s&days=%d" % (first, count), expect=422)
            self.assertEqual({"days": ["out_of_range"]}, answer.errors())

    def test_an_authority_has_closing_days_of_its_own(self):
        o, closed = self.o, "2025-06-20"
        policy = o.admin.post("/v1/policies", {
            "valid_from": o.today, "closing_days": [{"date": closed, "name": "Fagdag"}, {"date": "2026-01-02"}]})
        self.assertEqual([{"date": closed, "name": "Fagdag"}], o.anna.get("/v1/calendar/2025")["closing_days"])
        self.assertEqual([{"date": "2026-01-02", "name": None}], o.anna.get("/v1/calendar/2026")["closing_days"])
        told = self.add("2025-06-13", 7)
        self.assertEqual("2025-06-23", told["effective_due"])
        self.assertIn(("rolled", "closing_day", closed, "Fagdag"),
                      [(p["what"], p["why"], p["date"], p["name"]) for p in told["explain"]])
        o.admin.post("/v1/policies", {"valid_from": str(self.daemon.ahead(1)), "replaces": policy["id"]})
        self.daemon.advance(days=1)
        self.assertEqual([], o.anna.get("/v1/calendar/2025")["closing_days"])
        self.assertEqual(closed, self.add("2025-06-13", 7)["effective_due"])


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
