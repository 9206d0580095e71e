"""A survey from its opening to its closing: twelve enterprises, three of them looked at in depth."""

import unittest

import harness
import office
from harness import ident

QUESTIONS = [
    {"code": "ros", "text": "Har kommunen en helhetlig risiko- og s\u00e5rbarhetsanalyse?", "kind": "yes_no", "mandatory": True,
     "help": "Den skal v\u00e6re vedtatt og omfatte helse- og omsorgstjenesten."},
    {"code": "ofte", "text": "Hvor ofte blir planen \u00f8vd?", "kind": "choice", "mandatory": True,
     "options": ["\u00c5rlig", "Sjeldnere", "Aldri"]},
    {"code": "timer", "text": "Hvor mange timer varer n\u00f8dstr\u00f8mmen?", "kind": "number", "min": 0, "max": 1000, "mandatory": True},
    {"code": "annet", "text": "Er det noe annet vi b\u00f8r vite?", "kind": "text"},
]


def answers(yes=True, choice="\u00c5rlig", number=24, text=None):
    given = [{"question": "ros", "yes": yes}, {"question": "ofte", "choice": choice}, {"question": "timer", "number": number}]
    return given + ([{"question": "annet", "text": text}] if text else [])


class Survey(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def guide(self, **members):
        law = self.o.requirement()
        return self.o.programme([law["id"]], [self.o.measure_point()["id"]], **dict({
            "method": "three_phase", "questions": [dict(QUESTIONS[0], requirement=law["code"])] + QUESTIONS[1:]}, **members))

    def open(self, enterprises=2, guide=None, **members):
        """A survey with its audits; returns it and its parts."""
        o = self.o
        survey = o.liv.post("/v1/surveys", dict({"programme": (guide or self.guide())["id"], "due": o.workday(40),
                            "lead_auditor": o.kari.id, "team": [o.anna.id, o.bent.id]}, **members))
        asked = [o.enterprise()["id"] for _ in range(enterprises)]
        answer = o.liv.ask("POST", "/v1/surveys/%s/audits" % survey["id"], {"enterprises": asked}, expect=200).json
        self.assertEqual(([], []), (answer["known"], answer["refused"]))
        return survey, [made["audit"] for made in answer["made"]]

    def send(self, audit, kind, event, who=None):
        """Drafted by Anna, approved by Mona, dispatched with its event."""
        o = self.o
        letter = "/v1/letters/" + o.anna.post("/v1/audits/%s/letters" % audit, {"kind": kind})["id"]
        o.anna.act(letter, "submit")
        o.mona.act(letter, "approve", sha256=o.mona.get(letter)["sha256"])
        return (who or o.kari).act("/v1/audits/" + audit, event), o.anna.get(letter)

    def answer(self, audit, expect=201, who=None, **members):
        body = dict({"received_on": self.o.today, "answers": answers()}, **members)
        return (who or self.o.anna).ask("POST", "/v1/audits/%s/answers" % audit, body, expect=expect)

    def test_a_survey_is_opened_answered_summed_up_and_closed(self):
        o = self.o
        survey, parts = self.open(2)
        for part in parts:
            self.send(part, "notice", "notify")
            self.answer(part)
            self.assertEqual("met", [d for d in o.kari.get("/v1/audits/" + part)["deadlines"] if d["kind"] == "survey"][0]["state"])
            o.kari.act("/v1/audits/" + part, "begin_fieldwork")
            o.kari.act("/v1/audits/" + part, "end_fieldwork")
        place = "/v1/surveys/" + survey["id"]
        summary = o.kari.get(place + "/summary")
        self.assertEqual((2, 2, 0), (summary["asked"], summary["answered"], summary["late"]))
        o.liv.act(place, "sum_up", report="De fleste har en plan.")
        for part in parts:
            self.assertEqual("closed", self.send(part, "final_report", "send_final", o.liv)[0]["state"])
        self.assertEqual("closed", o.liv.act(place, "close")["state"])


if __name__ == "__main__":
    unittest.main()
