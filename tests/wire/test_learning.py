"""What many cases tell together: shares, times with open cases, effects; what is told outside, and to whom."""

import csv
import io
import os
import shutil
import tempfile
import unittest
from datetime import timedelta
from fractions import Fraction

import psycopg2

import office
from test_client import Person


def kaplan_meier(cases):
    """[(days, corrected)] -> [(day, at risk, corrected, share open)]"""
    steps, share = [], Fraction(1)
    for day in sorted({d for d, corrected in cases if corrected}):
        at_risk = sum(d >= day for d, _ in cases)
        corrected = sum(d == day and c for d, c in cases)
        share *= 1 - Fraction(corrected, at_risk)
        steps.append((day, at_risk, corrected, share))
    return steps


class Learning(unittest.TestCase):
    """Six cases of a national programme in one authority, one in another, and the national board."""

    @classmethod
    def setUpClass(cls):
        cls.o = o = office.office()
        cls.daemon = o.daemon
        cls.requirements = [o.requirement(code="lov-%d" % i)["id"] for i in range(2)]
        cls.point = o.measure_point(code="triage")
        cls.programme = o.programme(cls.requirements, [cls.point["id"]], code="sepsis", national=True)
        cls.cases = [cls.case(o, cls.requirements, cls.point, cls.programme, days)
                     for days in (10, 20, 20, 45, None, None)]
        cls.clean = o.case(requirements=cls.requirements, measure_points=[cls.point["id"]],
                           programme=cls.programme["id"]).to_hearing(0)
        cls.clean.receive(cls.clean.deadline("comment"))
        cls.clean.letter("final_report")
        cls.clean.act("send_final", who=o.liv)
        north = office.Office(o.daemon, "nord", office.second_authority(o.daemon))
        for who in [o.admin] + [getattr(o, name) for name, _ in o.PEOPLE]:
            who.authority = "tilsyn"            # no more the only one
        there = [north.requirement(code="lov-0")["id"]]
        point = north.measure_point(code="triage")
        programme = north.programme(there, [point["id"]], code="sepsis", national=True)
        cls.north, cls.north_case = north, cls.case(north, there, point, programme, 30)
        cls.board = office.Office(o.daemon, "styret", office.second_authority(o.daemon, "styret", "--national"))

    @staticmethod
    def case(o, requirements, point, programme, days):
        """A case whose breach is corrected after so many days, or stays open; measured twice."""
        o.season()
        case = o.case(requirements=requirements, measure_points=[point["id"]], programme=programme["id"])
        case.to_follow_up(requirements=requirements[:1], failed_duty="check", quality=["safe"])
        breach, = case.breaches
        case.established = o.daemon.today
        if days is None:
            return case
        o.daemon.advance(days=days)
        case.report(breach)
        case.observe(breach, o.past(9), o.past(7), compliant=8)
        case.observe(breach, o.past(4), o.past(2), compliant=19)
        o.liv.act(breach, "assess_corrected", text="Rettet", override_reason="Vist p\u00e5 annen m\u00e5te")
        case.corrected = o.daemon.today
        return case

    def learning(self, who=None, query="?programme=sepsis", path="/v1/learning", expect=200):
        return (who or self.o.inge).ask("GET", path + query, expect=expect)

    def test_the_shares_and_the_pareto_are_of_concluded_audits(self):
        told = self.learning().json
        self.assertEqual(("sepsis", False, False, 7),
                         tuple(told[m] for m in ("programme", "national", "outside", "audits")))
        first, second = told["requirements"]
        self.assertEqual(("lov-0", 7, 6, 6, 1.0), tuple(first[m] for m in (
            "code", "audits", "with_breach", "breaches", "cumulative")))
        self.assertAlmostEqual(6 / 7, first["share"], 9)
        self.assertEqual(("lov-1", 7, 0, 0), tuple(second[m] for m in ("code", "audits", "with_breach", "breaches")))

    def test_the_time_to_corrected_counts_those_still_open(self):
        told = self.learning().json["correction"]
        today = self.daemon.today
        cases = [((getattr(c, "corrected", today) - c.established).days, hasattr(c, "corrected")) for c in self.cases]
        steps = kaplan_meier(cases)
        self.assertEqual((6, 4, 2), (told["breaches"], told["corrected"], told["censored"]))
        self.assertEqual([s[:3] for s in steps],
                         [(s["days"], s["at_risk"], s["corrected"]) for s in told["steps"]])
        for (_, _, _, share), step in zip(steps, told["steps"]):
            self.assertAlmostEqual(float(share), step["open"], 9)
        self.assertEqual(next(s[0] for s in steps if s[3] <= Fraction(1, 2)), told["median_days"])

    def test_duties_qualities_and_effects_are_told(self):
        told = self.learning().json
        self.assertEqual({"plan": 0, "do": 0, "check": 6, "act": 0, None: 0},
                         {d["failed_duty"]: d["breaches"] for d in told["duties"]})
        self.assertEqual(6, next(q for q in told["qualities"] if q["quality"] == "safe")["breaches"])
        effect, = told["effects"]
        self.assertEqual(("triage", 4, 32, 80, 76, 80), tuple(effect[m] for m in (
            "code", "breaches", "first_compliant", "first_sample", "last_compliant", "last_sample")))
        self.assertAlmostEqual(11 / 20, effect["difference"], 9)
        self.assertTrue(0.3 < effect["low"] < 0.55 < effect["high"] < 0.8)

    def test_small_numbers_are_not_told_outside(self):
        told = self.learning(query="?programme=sepsis&outside=true").json
        self.assertTrue(told["outside"])
        self.assertEqual(7, told["audits"])
        self.assertEqual([], told["correction"]["steps"])
        self.assertEqual((6, None, None, None), tuple(told["correction"][m] for m in (
            "breaches", "corrected", "censored", "median_days")))
        # 6 of 7: the seventh would be known
        self.assertEqual((7, None, None, None), tuple(told["requirements"][0][m] for m in (
            "audits", "with_breach", "share", "breaches")))
        self.assertIsNone(told["effects"][0]["difference"])

        def numbers(node):
            if isinstance(node, dict):
                for name, value in node.items():
                    if name in ("audits", "breaches", "with_breach", "corrected", "censored") and value is not None:
                        yield value
                    yield from numbers(value)
            elif isinstance(node, list):
                for item in node:
                    yield from numbers(item)

        self.assertTrue(all(n >= 5 for n in numbers({k: v for k, v in told.items() if k != "correction"})))

    def test_the_client_says_that_numbers_are_left_out_and_not_what_they_are(self):
        home = tempfile.mkdtemp(prefix="tilsyn-learning-")
        self.addCleanup(shutil.rmtree, home)
        kari = Person(self.daemon, "kari", office.PASSWORD % "kari", home)
        kari.login("--authority", "tilsyn")
        asked = ("learning", "--programme", "sepsis", "--language", "nb")
        left_out, not_reached = "Tall under 5, og tall som ville r\u00f8pet dem, er utelatt.", "Medianen er ikke n\u00e5dd"
        own, outside = kari(*asked), kari(*asked, "--outside")
        self.assertNotIn(left_out, own)
        self.assertIn(left_out, outside)
        self.assertNotIn(not_reached, outside)  # six breaches are told, how many are corrected is not
        # 8 of 20 and 19 of 20: 55 points, and not 0,55
        self.assertIn("prosentpoeng", own)
        row = next(line for line in own.splitlines() if "triage" in line and "32" in line).split()
        self.assertEqual("55", row[row.index("80", row.index("76")) + 1])

    def test_the_table_for_publication_names_nobody(self):
        answer = self.learning(path="/v1/learning.csv")
        self.assertIn("attachment", answer.headers["content-disposition"])
        text = answer.body.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        self.assertEqual(["part", "code", "name", "figure", "value"], list(rows[0]))
        values = {(r["part"], r["code"], r["figure"]): r["value"] for r in rows}
        self.assertEqual("7", values["all", "", "audits"])
        self.assertEqual(":", values["requirement", "lov-0", "with_breach"])
        self.assertEqual("sepsis", values.pop(("all", "", "programme")))
        self.assertFalse([v for v in values.values() if v != ":" and float(v.replace(",", ".")) < 5])
        for word in [self.o.inge.get("/v1/enterprises/" + c.enterprise)["name"] for c in self.cases]:
            self.assertNotIn(word, text)

    def test_the_national_board_sees_all_authorities_and_nobody_else_does(self):
        for who in (self.o.liv, self.o.admin, self.north.liv):
            for path in ("/v1/learning/national", "/v1/learning/national.csv"):
                self.assertEqual("role_missing", self.learning(who, path=path, expect=403).code)
        told = self.learning(self.board.inge, path="/v1/learning/national").json
        self.assertEqual((True, 8), (told["national"], told["audits"]))
        self.assertEqual(("lov-0", 8, 7), tuple(told["requirements"][0][m] for m in ("code", "audits", "with_breach")))
        self.assertEqual((7, 5), (told["correction"]["breaches"], told["correction"]["corrected"]))
        self.assertEqual(5, told["effects"][0]["breaches"])
        # its own cases are none, and another authority sees its own only
        self.assertEqual(0, self.learning(self.board.inge).json["audits"])
        self.assertEqual(1, self.learning(self.north.liv).json["audits"])
        self.learning(self.board.inge, path="/v1/learning/national.csv")

    def test_the_audits_of_a_period_are_those_whose_final_report_went_out_in_it(self):
        days = sorted(c.established for c in self.cases)
        ask = lambda first, last: self.learning(query="?programme=sepsis&from=%s&to=%s" % (first, last)).json
        told = ask(days[1], days[3])
        self.assertEqual((days[1].isoformat(), days[3].isoformat(), 3, 3), (
            told["from"], told["to"], told["audits"], told["correction"]["breaches"]))
        self.assertEqual((3, 3), tuple(told["requirements"][0][m] for m in ("audits", "with_breach")))
        self.assertEqual(3, told["effects"][0]["breaches"])
        self.assertEqual(3, next(d for d in told["duties"] if d["failed_duty"] == "check")["breaches"])
        self.assertEqual(0, ask(days[0] - timedelta(days=9), days[0] - timedelta(days=1))["audits"])
        # the one without breach was closed with its report
        self.assertEqual(7, ask(days[0], self.daemon.today)["audits"])
        self.assertEqual(5, ask(days[0], days[4])["audits"])
        self.assertEqual(5, self.learning(query="?programme=sepsis&from=%s" % days[1]).json["correction"]["breaches"])
        refused = self.learning(query="?from=2026-02-01&to=2026-01-31", expect=422)
        self.assertEqual([("to", "ends_before_start")], [(e["pointer"], e["code"]) for e in refused.json["errors"]])
        table = self.learning(path="/v1/learning.csv", query="?from=%s" % days[1]).body.decode()
        self.assertIn("all;;;from;%s\r\n" % days[1], table)
        self.assertNotIn("all;;;to", table)

    def test_a_programme_that_nobody_has_tells_nothing(self):
        told = self.learning(query="?programme=none").json
        self.assertEqual((0, [], []), (told["audits"], told["requirements"], told["effects"]))
        self.assertIsNone(told["correction"]["median_days"])


class Multitude(unittest.TestCase):
    """A hundred thousand breaches, some measured twice: more than all counties have in a generation."""

    MANY, MEASURED = 100000, 20000

    @classmethod
    def setUpClass(cls):
        cls.o = o = office.office()
        cls.daemon = o.daemon
        cls.there = there = office.Office(o.daemon, "stor", office.second_authority(o.daemon, "stor"))
        requirement, point = there.requirement(code="lov-0")["id"], there.measure_point(code="triage")
        programme = there.programme([requirement], [point["id"]], code="mange")
        cls.case = Learning.case(there, [requirement], point, programme, 30)

    def copies(self, table, many, **changes):
        """So many rows as those that stand; i is a copy's number."""
        columns = [c for c, in self.ask("SELECT column_name FROM information_schema.columns WHERE table_name = %s "
                                        "AND is_generated = 'NEVER' AND column_name NOT IN "
                                        "('authority_id', 'audit', 'words')", table)]
        self.ask("INSERT INTO {0} (authority_id, audit, {1}) SELECT t.authority_id, t.audit, {2} FROM {0} t, "
                 "generate_series(1, {3}) i WHERE t.audit = %s".format(
                     table, ", ".join(columns), ", ".join(changes.get(c, "t." + c) for c in columns), many),
                 self.case.id)

    def ask(self, query, *values):
        with self.line.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def peaks(self):
        """The most memory that each of the daemon's processes had, in KiB."""
        peaks = {}
        for pid in self.daemon.workers():
            with open("/proc/%d/status" % pid, encoding="ascii") as status:
                peaks[pid] = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        return peaks

    def test_many_breaches_take_the_door_no_more_memory_than_their_days(self):
        self.line = psycopg2.connect(host=os.path.join(self.daemon.dir, "run"), dbname="tilsyn", user="postgres")
        self.addCleanup(self.line.close)
        copy = "overlay(t.{0}::text placing lpad(i::text, 12, '0') from 25)::uuid".format
        with self.line:
            self.ask("SET session_replication_role = replica")
            self.copies("breach", self.MANY, id=copy("id"), established_on="date '2026-01-01' - i %% 2500",
                        corrected_on="date '2026-01-01' - i %% 2500 + (i * 7919) %% 2000",
                        state="CASE WHEN i %% 5 = 0 THEN 'established' ELSE 'corrected' END",
                        failed_duty="(ARRAY['plan', 'do', 'check', 'act', NULL])[1 + i %% 5]",
                        quality="(ARRAY['effective', 'safe', 'user_involving'])[1:i %% 4]")
            self.copies("observation", self.MEASURED, id=copy("id"), breach=copy("breach"),
                        sample="20 + i %% 7", population="50", compliant="i %% 20")
            self.ask("ANALYZE breach, observation")
        for _ in range(8):                      # to log in takes more than all that follows
            self.there.inge.ask("GET", "/v1/learning?programme=none", expect=200)
        for pid in self.daemon.workers():
            with open("/proc/%d/clear_refs" % pid, "w", encoding="ascii") as peak:
                peak.write("5")                 # what it had at most begins anew
        before = self.peaks()
        for _ in range(4):
            told = self.there.inge.ask("GET", "/v1/learning?programme=mange", expect=200).json
        self.assertEqual(self.MANY + 1, told["correction"]["breaches"])
        self.assertEqual(self.MEASURED + 1, told["effects"][0]["breaches"])
        self.assertEqual(self.MANY + 1, sum(d["breaches"] for d in told["duties"]))
        self.assertGreater(len(told["correction"]["steps"]), 1500)
        grown = max(peak - before[pid] for pid, peak in self.peaks().items())
        self.assertLess(grown, 8 << 10, "a door grew by %d KiB" % grown)


if __name__ == "__main__":
    unittest.main()
