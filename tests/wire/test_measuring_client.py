"""Samples, draws, series and learning by tilsyn alone: tables of any size, and charts on the terminal."""

import datetime
import os
import resource
import shutil
import tempfile
import unittest

import office
from test_client import REFUSED, USAGE, Person


class Measuring(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.home = tempfile.mkdtemp(prefix="tilsyn-measuring-")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        cls.anna = Person(cls.daemon, "anna", office.PASSWORD % "anna", cls.home)
        cls.point = cls.o.measure_point(code="triage")
        cls.enterprise = cls.o.enterprise()

    def file(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def days(self, count, back=None):
        first = self.daemon.today - datetime.timedelta(days=self.daemon.today.weekday() + (back or count))
        return [first + datetime.timedelta(days=i) for i in range(count)]

    def test_a_sample_and_its_draw(self):
        shown = self.anna("sample", "--population", "350", "--target", "0.9", "--language", "nb")
        self.assertIn("utvalg", shown)
        plans = self.anna.json("sample", "--population", "350", "--target", "0.9")["plans"]
        self.assertIn(str(plans[2]["sample"]), shown)
        self.anna("sample", "--population", "350", expect=USAGE)
        made = self.anna.json("draw", "create", "--measure-point", "triage", "--population", "350", "--sample", "20",
                              "--seed", "4711")
        shown = self.anna("draw", "show", made["id"])
        self.assertIn("4711", shown)
        self.assertIn(", ".join(str(r["number"]) for r in made["records"][:5]),
                      shown.replace("\n", " ").replace("  ", " "))
        self.assertIn("triage", self.anna("draw", "list"))

    def test_an_observation_is_added_and_seen_again(self):
        case = self.o.case(measure_points=[self.point["id"]]).to_fieldwork()
        breach = case.breach()
        at = case.get()["case_number"] + "#1"
        self.anna("observation", "add", at, "--measure-point", "triage", "--period-from", self.o.past(20), "--period-to",
                  self.o.past(10), "--population", "60", "--sample", "20", "--compliant", "18", "--hard-failures", "0", "--reviewed-by", "enterprise")
        self.anna("re-review", "register", at, "--observation", at + "#1", "--reviewed-on", self.o.past(1),
                  "--both-compliant", "17", "--only-own", "1", "--only-authority", "0", "--neither", "2")
        self.assertIn("17", self.anna("re-review", "list", at))
        self.o.kari.post(breach + "/demands", {"evidence_kind": "practice", "measure_point": self.point["id"]})
        shown = self.anna("breach", "show", at, "--language", "nb")
        self.assertIn("g\u00e5tt p\u00e5 nytt av oss: enige om 19 av 20 journaler, Cohens kappa 0,77 (", shown)
        self.anna("observation", "add", at, "--measure-point", "triage", "--period-from", self.o.past(15), "--period-to",
                  self.o.past(5), "--population", "60", "--sample", "20", "--compliant", "18", expect=REFUSED)
        self.assertIn("period_from", self.anna.said)

    def test_records_are_counted_and_drawn(self):
        days = self.days(7 * 24)
        lines = ["%s;%s" % (day, "ja" if (i * 7919) % 100 < (60 if i < 84 else 95) else "nei")
                 for i, day in enumerate(days) for _ in range(1)]
        path = self.file("poster.csv", "\ufeffdato;oppfylt\r\n" + "\r\n".join(lines) + "\r\n")
        self.anna("series", "import", "triage", path, "--enterprise", self.enterprise["org_number"], "--every", "week")
        self.anna("series", "note", "triage", "--enterprise", self.enterprise["org_number"], "--date", str(days[84]),
                  "--text", "Nytt skjema")
        told = self.anna.json("series", "show", "triage", "--enterprise", self.enterprise["id"])
        self.assertEqual(24, len(told["points"]))
        self.assertEqual({7}, {p["denominator"] for p in told["points"]})
        for chart in ("run", "p"):
            shown = self.anna("series", "show", "triage", "--enterprise", self.enterprise["id"], "--chart", chart)
            signs, below = shown.split("└")
            self.assertIn("· mål", below)
            self.assertIn("▲ endringer", below)
            self.assertEqual(chart == "p", "┄ kontrollgrenser" in below)
            self.assertEqual(24, sum(signs.count(c) for c in "●■◆"))
            self.assertEqual(told["phases"][0]["run_signal"] and chart == "run", "■" in signs)
            self.assertIn("▲", shown)
            self.assertIn("Nytt skjema", shown)
            self.assertIn("100 % ┤", shown)
        plain = self.anna("series", "show", "triage", "--enterprise", self.enterprise["id"], "--chart", "run",
                          LC_ALL="C")
        signs, below = plain.split("      +--")
        self.assertTrue(signs.isascii())
        self.assertEqual(24, signs.count("o") + signs.count("#"))
        self.assertIn("^ endringer", below)
        self.assertIn(told["points"][0]["period_from"],
                      self.anna("series", "show", "triage", "--enterprise", self.enterprise["id"]))
        self.anna("series", "show", "triage", "--enterprise", self.enterprise["id"], "--chart", "pie", expect=USAGE)

    def test_a_broken_line_is_named_and_nothing_is_sent(self):
        other = self.o.enterprise()["id"]
        path = self.file("feil.csv", "date;compliant\n2024-01-01;1\n2024-01-02;kanskje\n")
        self.anna("series", "import", "triage", path, "--enterprise", other, expect=USAGE)
        self.assertIn("feil.csv:3: oppfylt", self.anna.said)
        path = self.file("overlapp.csv", "fra;til;teller;nevner\n2024-01-01;2024-01-31;1;2\n2024-01-31;2024-02-29;1;2\n")
        self.anna("series", "import", "triage", path, "--enterprise", other, expect=REFUSED)
        self.assertIn("overlapp.csv:3 period_from: ", self.anna.said)
        path = self.file("flere.csv", "fra;til;teller;nevner\n2024-02-01;2024-02-29;1;2\n2024-01-01;2024-01-31;3;2\n")
        self.anna("series", "import", "triage", path, "--enterprise", other, expect=REFUSED)
        self.assertIn("flere.csv:3 numerator: ", self.anna.said)
        self.anna("series", "import", "triage", self.home + "/none.csv", "--enterprise", other, expect=USAGE)
        self.assertEqual([], self.anna.json("series", "show", "triage", "--enterprise", other)["points"])

    def test_ten_million_rows_are_read_in_little_memory(self):
        other = self.o.enterprise()["id"]
        days = self.days(1000)
        path = os.path.join(self.home, "stor.csv")
        with open(path, "w", encoding="ascii") as file:
            file.write("date;compliant\n")
            for day in days:
                file.write(("%s;1\n" % day) * 9000 + ("%s;0\n" % day) * 1000)
        self.anna("series", "import", "triage", path, "--enterprise", other, "--every", "week")
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 64 * 1024)
        told = self.anna.json("series", "show", "triage", "--enterprise", other)
        self.assertEqual(10000000, sum(p["denominator"] for p in told["points"]))
        os.remove(path)

    def test_learning_is_told(self):
        shown = self.anna("learning", "--language", "nb")
        for word in ("lovkrav", "ikke oppgitt", "ikke rettet ennå", "virkning per målepunkt"):
            self.assertIn(word, shown.lower())
        self.anna("learning", "--national", expect=REFUSED)
        drawn = self.anna("learning", "--chart", "--language", "nb")
        self.assertIn("Kaplan\u2013Meier", drawn)
        self.assertIn("    0  " + 40 * "\u2588" + " 100 %", drawn)
        table = self.anna("learning", "publish", "--output", "-")
        self.assertEqual("part;code;name;figure;value", table.splitlines()[0].lstrip("\ufeff"))
        self.assertTrue(self.anna.json("learning", "--outside")["outside"])


if __name__ == "__main__":
    unittest.main()
