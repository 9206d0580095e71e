"""A survey by tilsyn alone: opened, asked, answered by a table and by hand, summed up and closed for all at once."""

import csv
import io
import os
import shutil
import tempfile
import unittest

import office
from test_client import REFUSED, Person
from test_survey import QUESTIONS


class SurveyClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.home = tempfile.mkdtemp(prefix="tilsyn-survey-")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        for name in ("anna", "kari", "liv", "mona"):
            setattr(cls, name, Person(cls.daemon, name, office.PASSWORD % name, cls.home))

    def for_all(self, who, done, *words):
        said = who("survey", *words, "--language", "nb")
        self.assertIn("%d gjort, 0 holdt tilbake" % done, said)

    def letters(self, kind):
        for who, words in ((self.anna, ("draft", self.survey, kind)), (self.anna, ("submit", self.survey)),
                           (self.mona, ("approve", self.survey))):
            self.for_all(who, 3, *words)

    def test_a_survey_goes_from_opening_to_closing(self):
        o = self.o
        o.season()
        law = o.requirement()
        guide = o.programme([law["id"]], [o.measure_point()["id"]], method="self_assessment", questions=QUESTIONS)
        made = self.liv.json("survey", "open", "--programme", guide["code"], "--due", o.workday(40), "--title", "Beredskap 2026",
                             "--introduction", "Vi sp\u00f8r alle.", "--lead-auditor", "Kari Vik", "--team", o.anna.id)
        self.survey = made["id"]
        self.assertEqual(made["id"], self.liv.json("survey", "show", "Beredskap 2026")["id"])
        for number in range(3):
            o.enterprise(name="Sp\u00f8rrevik %d" % number, kind="county")
        self.assertIn("Sp\u00f8rrevik 1", self.liv("survey", "ask", self.survey, "--kinds", "county", "--language", "nb"))
        nobody = self.liv("survey", "ask", self.survey, "--enterprises", guide["id"], "--language", "nb", expect=REFUSED)
        self.assertIn("unknown_reference", nobody)
        self.letters("notice")
        self.for_all(self.kari, 3, "each", self.survey, "notify")
        self.for_all(self.kari, 0, "each", self.survey, "notify")
        parts = {p["enterprise_name"]: p for p in self.kari.json("survey", "parts", self.survey)}
        self.assertEqual({"notified"}, {p["state"] for p in parts.values()})

        # two by the table that tilsyn writes, filled in; one by hand
        path = os.path.join(self.home, "svar.csv")
        self.anna("survey", "table", self.survey, "--output", path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        some = self.anna("survey", "table", self.survey, "--limit", "1", "--after", rows[0]["case_number"], "--output", "-")
        self.assertEqual({rows[len(QUESTIONS)]["case_number"]}, {line.split(";")[0] for line in some.splitlines()[1:]})
        self.assertEqual(3 * len(QUESTIONS), len(rows))
        right = {"ros": "ja", "ofte": "\u00c5rlig", "timer": "7,5", "annet": ""}
        for row in rows:
            if row["enterprise"] != "Sp\u00f8rrevik 2":
                row.update(answer=right[row["question"]], received_on=o.today)
        broken = [dict(row) for row in rows]
        broken[1]["answer"] = "Ofte"
        for table, expect in ((broken, REFUSED), (rows, 0)):
            text = io.StringIO()
            writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(table)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.getvalue())
            said = self.anna("survey", "answers", self.survey, path, "--language", "nb", expect=expect)
        self.assertIn(parts["Sp\u00f8rrevik 0"]["case_number"], said)
        case = parts["Sp\u00f8rrevik 2"]["case_number"]
        self.anna("answer", "register", case, "--received-on", o.today, "--answers", "question=ros,yes=false", "--answers",
                  "question=ofte,choice=Aldri,comment=Vi har ikke tid", "--answers", "question=timer,number=2")
        self.anna("answer", "register", case, "--received-on", o.today, "--answers", "question=ros,yes=false", expect=REFUSED)
        self.assertIn("0", self.anna("answer", "list", case))
        for asked, found in ((("--question", "ros", "--answer", "nei"), ["Sp\u00f8rrevik 2"]), (("--question", "timer", "--least", "7"), ["Sp\u00f8rrevik 0", "Sp\u00f8rrevik 1"]),
                             (("--no-answered",), [])):
            self.assertEqual(found, [p["enterprise_name"] for p in self.kari.json("survey", "parts", self.survey, *asked)])
        self.assertEqual([p["case_number"] for p in self.kari.json("survey", "parts", self.survey)],
                         self.kari("--member", "case_number", "survey", "parts", self.survey).split())
        shown = self.kari("survey", "summary", self.survey, "--language", "nb")
        for text in ("Hvor ofte blir planen \u00f8vd?", "ja", "Sjeldnere", "66,7 %", "7,5"):
            self.assertIn(text, shown)
        outside = self.kari.json("survey", "summary", self.survey, "--outside")
        self.assertIsNone(outside["questions"][0]["counts"][0]["count"])
        self.kari("selection", "register", case, "--reason", "De \u00f8ver aldri.")
        self.assertIn("De \u00f8ver aldri.", self.kari("selection", "list", case))
        deep = self.liv.json("audit", "create", "--enterprise", "Sp\u00f8rrevik 2", "--theme", "Beredskap i dybden", "--method", "document",
                             "--requirements", law["code"], "--in-depth-of", case)
        self.assertEqual(parts["Sp\u00f8rrevik 2"]["audit"], deep["in_depth_of"])

        self.for_all(self.kari, 3, "each", self.survey, "begin-fieldwork")
        self.for_all(self.kari, 3, "each", self.survey, "end-fieldwork")
        self.liv("survey", "close", self.survey, expect=REFUSED)
        self.kari("survey", "sum-up", self.survey, "--report", "x", expect=REFUSED)
        self.liv("survey", "sum-up", self.survey, "--report", "F\u00e5 \u00f8ver.")
        self.liv("survey", "resume", self.survey, "--reason", "Et svar kommer.")
        self.liv("survey", "sum-up", self.survey)
        self.liv("survey", "close", self.survey, expect=REFUSED)
        self.letters("final_report")
        self.for_all(self.liv, 3, "each", self.survey, "send-final")
        self.assertEqual("closed", self.liv.json("survey", "close", self.survey)["state"])
        self.assertIn("avsluttet", self.kari("survey", "list", "--language", "nb"))

    def test_what_holds_one_part_back_holds_none_of_the_others(self):
        o = self.o
        guide = o.programme([o.requirement()["id"]], [], method="three_phase", questions=QUESTIONS)
        self.survey = self.liv.json("survey", "open", "--programme", guide["code"], "--due", o.workday(40), "--lead-auditor", "Kari Vik", "--team", o.anna.id)["id"]
        ids = [o.enterprise()["id"], o.enterprise(email=None, address=None)["id"]]
        self.liv("survey", "ask", self.survey, "--enterprises", ",".join(ids))
        for who, words in ((self.anna, ("draft", self.survey, "notice")), (self.anna, ("submit", self.survey)), (self.mona, ("approve", self.survey))):
            self.for_all(who, 2, *words)
        said = self.kari("survey", "each", self.survey, "notify", "--language", "nb", expect=REFUSED)
        self.assertIn("1 gjort, 1 holdt tilbake", said)
        self.assertEqual(["notified", "planned"], sorted(p["state"] for p in self.kari.json("survey", "parts", self.survey)))


if __name__ == "__main__":
    unittest.main()
