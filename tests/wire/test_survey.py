"""A survey from its opening to its closing: twelve enterprises, three of them looked at in depth."""

import datetime
import unittest

import days
import harness
import office
from harness import until

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

    def part(self, audit):
        return "/v1/audits/" + audit

    def deadline(self, audit):
        return [d for d in self.o.kari.get(self.part(audit))["deadlines"] if d["kind"] == "survey"][0]

    def table(self, survey, rows, expect=200, who=None, head="case_number;received_on;question;answer", **more):
        text = "\r\n".join([head] + [";".join(row) for row in rows]) + "\r\n"
        return (who or self.o.anna).ask("POST", "/v1/surveys/%s/answers.csv" % survey["id"], data=text.encode(),
                                        headers={"Content-Type": "text/csv; charset=utf-8"}, expect=expect, **more)

    def quiet(self):
        until(lambda: self.o.liv.ask("GET", "/readyz", expect=200, judge=False).json["clerk_lag_seconds"] == 0, what="the clerk")

    def test_more_mistakes_than_are_told_are_told_as_far_as_they_are(self):
        questions = [{"code": "s%d" % n, "text": "Hva mener dere?", "kind": "text"} for n in range(70)]
        survey, parts = self.open(1, self.guide(questions=questions))
        self.send(parts[0], "notice", "notify")
        case = self.o.kari.get(self.part(parts[0]))["case_number"]
        for said in ("x" * 5001, harness.personal_number()):
            errors = self.table(survey, [(case, self.o.today, each["code"], said) for each in questions], expect=422).errors()
            self.assertTrue(0 < sum(map(len, errors.values())) <= 64)
        # a case that comes back is told, and not judged anew each time
        turns = [(number, self.o.today, "s0", "x") for _ in range(200) for number in (case, "1999/1")]
        self.assertIn("duplicate_item", self.table(survey, turns, expect=422).errors()["/lines/4"])

    def test_a_team_that_may_no_more_is_told_where_the_audits_are_made(self):
        bodil = self.o.person("bodil", ["caseworker"])
        self.o.liv.ask("POST", "/v1/surveys", {"programme": self.guide()["id"], "due": self.o.workday(40),
                       "lead_auditor": self.o.arne.id}, expect=422)
        survey = self.o.liv.post("/v1/surveys", {"programme": self.guide()["id"], "due": self.o.workday(40),
                                 "lead_auditor": self.o.kari.id, "team": [bodil.id]})
        self.o.admin.patch("/v1/accounts/" + bodil.id, {"roles": ["archivist"]})
        answer = self.o.liv.ask("POST", "/v1/surveys/%s/audits" % survey["id"],
                                {"enterprises": [self.o.enterprise()["id"]]}, expect=422)
        self.assertEqual({"/team/0": ["unknown_reference"]}, answer.errors())

    def test_1_twelve_enterprises_from_opening_to_closing(self):
        o = self.o
        o.season()
        guide = self.guide(method="self_assessment")
        survey, parts = self.open(12, guide, introduction="Vi vil vite hvordan beredskapen virker.")
        place = "/v1/surveys/" + survey["id"]
        rows = {row["audit"]: row for row in o.kari.items(place + "/audits?limit=5")}
        self.assertEqual(sorted(parts), sorted(rows))
        self.assertEqual({("planned", None, False)}, {(r["state"], r["letter"], r["selected"]) for r in rows.values()})
        # asked again, those that stand are told and left as they are
        again = o.liv.ask("POST", place + "/audits", {"enterprises": [r["enterprise"] for r in rows.values()]}, expect=200).json
        self.assertEqual(([], 12, []), (again["made"], len(again["known"]), again["refused"]))

        for part in parts:
            whole, letter = self.send(part, "notice", "notify")
            self.assertEqual(("notified", survey["id"]), (whole["state"], whole["survey"]))
        self.assertIn("Har kommunen en helhetlig risiko", letter["body"])
        self.assertIn("Vi vil vite hvordan beredskapen virker.", letter["body"])
        self.assertEqual([("survey", survey["due"])], [(d["kind"], d["due"]) for d in letter["dates"]])
        # nothing is found in a survey, whatever its method may otherwise
        law = o.liv.get("/v1/programmes/" + guide["id"])["requirements"]
        answer = o.anna.ask("POST", self.part(parts[0]) + "/breaches", {
            "kind": "breach", "title": "T", "facts": "F", "requirements": law, "urgent": False}, expect=409)
        self.assertIn("wrong_method", answer.guards())

        # nine answer in time, one by one and by a table
        for number, part in enumerate(parts[:5]):
            made = self.answer(part, answers=answers(yes=number < 3, number=10 * number), who=o.arne if number == 0 else None).json
            self.assertEqual((1, 0, None), (made["number"], made["days_late"], made["reason"]))
            self.assertEqual("met", self.deadline(part)["state"])
        lines = []
        for part in parts[5:9]:
            case = rows[part]["case_number"]
            lines += [(case, o.today, "ros", "ja"), (case, o.today, "ofte", "Sjeldnere"), (case, o.today, "timer", "7,5")]
        for broken, line, code in (
                (lines[:4] + [(lines[0][0], o.today, "annet", "x")], 6, "duplicate_item"),
                (lines[:2] + [("1999/1", o.today, "ros", "ja")], 4, "unknown_reference"),
                (lines[:2] + [lines[2][:3] + ("mange",)], 4, "wrong_type"),
                (lines[:2] + [lines[2][:3] + ("1001",)], 4, "out_of_range"),
                ([lines[0][:3] + ("kanskje",)] + lines[1:3], 2, "wrong_type"),
                (lines[:1] + [lines[1][:3] + ("Ofte",)] + lines[2:3], 3, "unknown_term"),
                (lines[:3] + [lines[2]], 5, "duplicate_item"),
                (lines[:3] + [(lines[0][0], o.today, "ukjent", "ja")], 5, "unknown_reference"),
                (lines[:2], 2, "missing"),
                (lines[:2] + [(lines[2][0], str(self.daemon.ahead(-2))) + lines[2][2:]], 4, "inconsistent"),
                ([(l[0], str(self.daemon.ahead(1))) + l[2:] for l in lines[:3]], 2, "in_the_future"),
                (lines[:2] + [lines[2][:1] + ("i g\u00e5r",) + lines[2][2:]], 4, "wrong_type"),
                (lines[:3] + [("", "", "", ""), ("", o.today, "ros", "ja")], 6, "wrong_type"),
                (lines[:2] + [lines[2][:3]], 4, "wrong_type")):
            errors = self.table(survey, broken, expect=422).errors()
            self.assertIn(code, errors.get("/lines/%d" % line, []), (broken, errors))
        self.assertEqual({"/lines/1": ["wrong_type"]}, self.table(survey, lines, expect=422, head="a;b;c;d").errors())
        self.table(survey, lines, expect=403, who=o.inge)
        self.assertEqual(5, o.kari.get(place + "/summary")["answered"])         # nothing of a broken table is registered
        taken = self.table(survey, lines, key="tabell-1").json
        self.assertEqual((4, 0, 0), tuple(len(taken[k]) for k in ("made", "known", "refused")))
        self.assertEqual(taken, self.table(survey, lines, key="tabell-1").json)
        self.assertEqual((0, 4, 0), tuple(len(self.table(survey, lines).json[k]) for k in ("made", "known", "refused")))

        # three say nothing: the ordinary ladder chases them
        silent = parts[9:]
        due = datetime.date.fromisoformat(self.deadline(silent[0])["effective_due"])
        self.daemon.clock("%sT12:00:00Z" % days.good(due + datetime.timedelta(days=8)))
        for part in silent:
            letters = until(lambda: [l for l in o.kari.get(self.part(part))["letters"] if l["kind"] == "reminder_1"], what="a reminder")
            self.assertIn("Svar p\u00e5 kartleggingen", o.kari.get("/v1/letters/" + letters[0]["id"])["body"])
        self.assertEqual([], [l for l in o.kari.get(self.part(parts[0]))["letters"] if l["kind"] == "reminder_1"])
        self.quiet()
        # two answer late, one of them corrects it; the last never answers
        late = self.answer(silent[0], answers=answers(choice="Aldri")).json
        self.assertEqual((self.daemon.today - due).days, late["days_late"])
        self.assertEqual("met_late", self.deadline(silent[0])["state"])
        self.assertEqual({"/reason": ["missing"]}, self.answer(silent[0], 422).errors())
        corrected = self.answer(silent[0], reason="Vi hadde lest feil.", answers=answers(choice="Aldri", number=2)).json
        self.assertEqual(2, corrected["number"])
        self.assertEqual([24, 2], [a["number"] for s in o.kari.items(self.part(silent[0]) + "/answers")
                                   for a in s["answers"] if a["question"] == "timer"])
        self.answer(silent[1], answers=answers(yes=False, text="Vi er en liten kommune."))

        summary = o.kari.get(place + "/summary")
        self.assertEqual((12, 11, 2, 0), tuple(summary[k] for k in ("enterprises", "answered", "late", "selected")))
        self.assertEqual([silent[2]], [row["audit"] for row in summary["unanswered"]])
        ros, ofte, timer, annet = summary["questions"]
        self.assertEqual([("yes", 8), ("no", 3)], [(c["option"], c["count"]) for c in ros["counts"]])
        self.assertAlmostEqual(8 / 11, ros["counts"][0]["share"], 9)
        self.assertEqual([("\u00c5rlig", 6), ("Sjeldnere", 4), ("Aldri", 1)], [(c["option"], c["count"]) for c in ofte["counts"]])
        self.assertEqual((11, 0, 7.5, 40), tuple(timer[k] for k in ("answered", "lowest", "median", "highest")))
        self.assertEqual((1, []), (annet["answered"], annet["counts"]))
        outside = o.kari.get(place + "/summary?outside=true")
        self.assertEqual((12, 11, None, None, []), tuple(outside[k] for k in ("enterprises", "answered", "late", "selected", "unanswered")))
        self.assertEqual([None, None], [c["count"] for c in outside["questions"][0]["counts"]])
        self.assertEqual((None, 7.5, None), tuple(outside["questions"][2][k] for k in ("lowest", "median", "highest")))
        self.assertIsNone(outside["questions"][3]["answered"])
        export = o.kari.ask("GET", place + "/answers.csv", expect=200).text()
        self.assertEqual(1 + 12 * 4, export.strip().count("\n") + 1)
        self.assertIn("Vi er en liten kommune.", export)

        # three are selected, with the reason
        chosen = [parts[3], silent[0], silent[2]]
        for part in chosen:
            o.kari.post(self.part(part) + "/selections", {"reason": "Svarene tyder p\u00e5 svikt."})
        self.assertEqual("already_exists", o.kari.ask("POST", self.part(chosen[0]) + "/selections", {"reason": "x"}, expect=409).code)
        o.kari.post(self.part(parts[4]) + "/selections", {"reason": "Feil kommune."})
        o.kari.post(self.part(parts[4]) + "/selections", {"reason": "Det var feil.", "withdrawn": True})
        self.assertEqual([False, True], [s["withdrawn"] for s in o.kari.items(self.part(parts[4]) + "/selections")])
        o.anna.ask("POST", self.part(parts[4]) + "/selections", {"reason": "x"}, expect=403)
        self.assertEqual(3, o.kari.get(place + "/summary")["selected"])

        # in depth: fieldwork and a finding, by a method that concludes
        programme = o.liv.get("/v1/programmes/" + guide["id"])
        deep = {}
        for part in chosen:
            deep[part] = o.case(enterprise=rows[part]["enterprise"], programme=guide["id"], in_depth_of=part,
                                requirements=programme["requirements"], measure_points=programme["measure_points"])
            deep[part].to_drafting(1)
            notice = [l for l in deep[part].get()["letters"] if l["kind"] == "notice"][0]
            self.assertIn("etter kartleggingen \u00ab%s\u00bb" % survey["title"], o.kari.get("/v1/letters/" + notice["id"])["body"])
            self.assertEqual((part, 1), (deep[part].get()["in_depth_of"], len(deep[part].get()["breaches"])))
        listed = {row["audit"]: row["in_depth"] for row in o.kari.items(place + "/audits")}
        self.assertEqual({part: case.id for part, case in deep.items()}, {k: v for k, v in listed.items() if v})
        self.refused_in_depth(parts, rows, chosen, programme)

        # summed up and closed with the report
        o.kari.act(self.part(silent[2]), "begin_fieldwork")
        guards = o.kari.refused(self.part(silent[2]), "end_fieldwork", "documents_incomplete")
        self.assertEqual([self.deadline(silent[2])["id"]], guards["documents_incomplete"]["subjects"])
        o.kari.act("/v1/deadlines/" + self.deadline(silent[2])["id"], "waive", reason="Kommunen blir fulgt opp i dybden.")
        self.assertEqual({"/report": ["missing"]}, o.liv.act(place, "sum_up", expect=422).errors())
        o.kari.act(place, "sum_up", expect=403, report="x")
        o.liv.act(place, "close", expect=409)
        self.assertEqual("summed_up", o.liv.act(place, "sum_up", report="De fleste har en plan, men f\u00e5 \u00f8ver.")["state"])
        self.answer(parts[1], 409, reason="For sent.")
        o.liv.patch(place, {"report": "Noe annet."}, expect=409)
        o.liv.act(place, "resume", reason="En kommune ber om \u00e5 f\u00e5 rette.")
        self.answer(parts[1], reason="Rettet tall.", answers=answers(number=11))
        o.liv.act(place, "sum_up")
        for part in parts:
            if part != silent[2]:
                o.kari.act(self.part(part), "begin_fieldwork")
            o.kari.act(self.part(part), "end_fieldwork")
        open_parts = set(o.liv.act(place, "close", expect=409).errors()["/event"])
        self.assertEqual({"audit_open"}, open_parts)
        for part in parts:
            whole, letter = self.send(part, "final_report", "send_final", o.liv)
            self.assertEqual("closed", whole["state"])
            self.assertIn("De fleste har en plan, men f\u00e5 \u00f8ver.", letter["body"])
            self.assertIn("vi konkluderer ikke om lovbrudd", letter["body"])
            self.assertEqual(part == silent[2], "Vi har ikke f\u00e5tt svar fra dere" in letter["body"])
            self.assertNotIn("Sjeldnere: 4", letter["body"])
        self.assertEqual("closed", o.liv.act(place, "close")["state"])
        for event in ("sum_up", "close"):
            o.liv.act(place, event, expect=409, **({"report": "x"} if event == "sum_up" else {}))
        o.liv.act(place, "resume", expect=409, reason="x")
        o.kari.ask("POST", self.part(parts[0]) + "/selections", {"reason": "x"}, expect=409)
        self.table(survey, lines, expect=409)
        o.liv.ask("POST", place + "/audits", {"enterprises": [o.enterprise()["id"]]}, expect=409)
        told = [e["event"] for e in o.inge.items(self.part(silent[0]) + "/events")]
        for event in ("create", "notify", "answered", "receive", "selected", "send_final"):
            self.assertIn(event, told)
        self.assertEqual(2, told.count("answered"))
        # the cases in depth go on, each to its own end
        case = deep[chosen[0]]
        case.letter("preliminary_report", dates=[{"kind": "comment", "due": o.workday(21)}])
        case.act("send_preliminary")
        case.breaches = ["/v1/breaches/" + b["id"] for b in case.get()["breaches"]]
        case.ready_for_final(point=False)
        case.letter("final_report")
        case.act("send_final", who=o.liv)
        self.daemon.advance(days=2)
        case.report(case.breaches[0])
        case.correct(case.breaches[0])
        self.assertEqual("closed", case.close().state)
        # an answer is no audit: neither when a year is planned nor in what is learnt of breaches
        ranked = {each["enterprise"]: each for each in o.kari.get("/v1/planning?limit=1000")["items"]}
        self.assertIsNone(ranked[rows[parts[1]]["enterprise"]]["last_audit"])
        self.assertEqual(1, ranked[rows[chosen[1]]["enterprise"]]["under_way"])
        self.assertEqual(1, o.kari.get("/v1/learning?programme=" + guide["code"])["audits"])

    def refused_in_depth(self, parts, rows, chosen, programme):
        """An audit in depth is of one that is selected, once, and of that enterprise."""
        o = self.o
        body = {"enterprise": rows[parts[4]]["enterprise"], "theme": "Beredskap", "method": "system_audit",
                "requirements": programme["requirements"], "in_depth_of": parts[4]}
        self.assertEqual({"/in_depth_of": ["inconsistent"]}, o.liv.ask("POST", "/v1/audits", body, expect=422).errors())
        body["in_depth_of"] = chosen[0]
        answer = o.liv.ask("POST", "/v1/audits", body, expect=409)
        self.assertEqual("already_exists", answer.code)
        body["in_depth_of"] = o.case().id
        self.assertEqual({"/in_depth_of": ["inconsistent"]}, o.liv.ask("POST", "/v1/audits", body, expect=422).errors())
        answer = o.kari.ask("POST", self.part(chosen[0]) + "/selections", {"reason": "x", "withdrawn": True}, expect=409)
        self.assertEqual("in_use", answer.code)

    def test_2_three_phases_by_a_method_that_draws_no_conclusion(self):
        o = self.o
        o.season()
        guide = self.guide()
        survey, parts = self.open(2, guide)
        for part in parts:
            self.send(part, "notice", "notify")
            self.answer(part)
        o.kari.post(self.part(parts[0]) + "/selections", {"reason": "Trukket ut."})
        case = o.case("three_phase", enterprise=o.kari.get(self.part(parts[0]))["enterprise"], programme=guide["id"], measure_points=[],
                      in_depth_of=parts[0], requirements=guide["requirements"])
        case.to_fieldwork()
        answer = o.anna.ask("POST", case.path + "/breaches", {
            "kind": "breach", "title": "T", "facts": "F", "requirements": guide["requirements"], "urgent": False}, expect=409)
        self.assertIn("wrong_method", answer.guards())
        o.anna.post(case.path + "/remarks", {"kind": "improvement_area", "text": "\u00d8velsene b\u00f8r evalueres."})
        for deadline in case.deadlines(state="running"):
            case.receive("/v1/deadlines/" + deadline["id"])
        case.act("end_fieldwork")
        case.letter("final_report")
        self.assertEqual("closed", o.liv.act(case.path, "send_final")["state"])
        o.liv.act("/v1/surveys/" + survey["id"], "sum_up", report="Alle har en plan.")
        for part in parts:
            o.kari.act(self.part(part), "begin_fieldwork")
            o.kari.act(self.part(part), "end_fieldwork")
            self.send(part, "final_report", "send_final", o.liv)
        self.assertEqual("closed", o.liv.act("/v1/surveys/" + survey["id"], "close")["state"])

    def test_whom_to_look_at_is_found_by_what_they_answered(self):
        survey, parts = self.open(4)
        for part, given in zip(parts, (answers(), answers(yes=False, choice="Aldri", number=-0.0), answers(number=12.5, yes=False))):
            self.send(part, "notice", "notify")
            self.answer(part, answers=given)
        self.answer(parts[0], answers=answers(number=48), reason="Rettet.")
        self.o.kari.post(self.part(parts[1]) + "/selections", {"reason": "Svakt svar."})
        place = "/v1/surveys/%s/audits?count=true" % survey["id"]
        for query, found in (("", [0, 1, 2, 3]), ("answered=true", [0, 1, 2]), ("answered=false", [3]), ("selected=true", [1]),
                             ("selected=false", [0, 2, 3]), ("question=ros", [0, 1, 2]), ("question=ros&answer=yes", [0]),
                             ("question=ros&answer=no", [1, 2]), ("question=ros&answer=nei&selected=false", [2]), ("question=ofte&answer=Aldri", [1]),
                             ("question=ofte&answer=no", []), ("question=timer&least=12.5", [0, 2]), ("question=timer&most=12.5", [1, 2]),
                             ("question=timer&least=24&most=24", []), ("question=annet", []), ("question=ukjent", [])):
            page = self.o.inge.get(place + "&" + query if query else place)
            self.assertEqual([parts[n] for n in found], [row["audit"] for row in page["items"]], query)
            self.assertEqual(len(found), page["count"], query)
        for query, pointer in (("answer=yes", "question"), ("least=1", "question"), ("question=timer&least=12,5", "least"),
                               ("question=timer&most=x", "most"), ("selected=ja", "selected")):
            self.assertIn(pointer, "".join(self.o.inge.ask("GET", place + "&" + query, expect=422).errors()), query)

    def test_a_table_that_is_too_much_comes_in_pieces(self):
        questions = [{"code": "s%d" % n, "text": "Hva mener dere?", "kind": "text"} for n in range(99)]
        survey, parts = self.open(17, self.guide(questions=questions))
        long = [{"question": each["code"], "text": "x" * 5000, "comment": "y" * 5000} for each in questions]
        for part in parts:
            self.send(part, "notice", "notify")
            self.answer(part, answers=long)
        place = "/v1/surveys/%s/answers.csv" % survey["id"]
        self.assertEqual("too_large", self.o.anna.ask("GET", place, expect=413).code)
        row = (self.o.kari.get(self.part(parts[0]))["case_number"], self.o.today, "s0", "x")
        self.assertEqual("too_large", self.table(survey, [row], expect=413).code)
        seen, after = [], ""
        while piece := self.o.anna.ask("GET", place + "?limit=9" + after, expect=200).text().splitlines()[1:]:
            seen += [line.split(";")[0] for line in piece[::99]]
            after = "&after=" + seen[-1]
        self.assertEqual([self.o.kari.get(self.part(part))["case_number"] for part in parts], seen)
        for wrong in ("after=17", "after=2026/", "after=2026/1x", "after=26/1", "after=2026/1234567890", "limit=0", "limit=1001"):
            self.o.anna.ask("GET", place + "?" + wrong, expect=422)

    def test_the_table_of_answers_can_be_sent_back_as_it_came(self):
        texts = ("=SUM(A1:A9)", "+47 22 33 44 55", "'-5 grader", "Linje 1; \"sitat\"\nlinje 2")
        survey, parts = self.open(len(texts))
        for part, text in zip(parts, texts):
            self.send(part, "notice", "notify")
            self.answer(part, answers=answers(number=7.5, text=text))
        place = "/v1/surveys/%s/answers.csv" % survey["id"]
        table = self.o.kari.ask("GET", place, expect=200).body
        self.assertNotIn(b";=", table)
        taken = self.o.anna.ask("POST", place, data=table, headers={"Content-Type": "text/csv; charset=utf-8"}, expect=200).json
        self.assertEqual((0, len(texts), 0), tuple(len(taken[k]) for k in ("made", "known", "refused")))

    def test_every_kind_of_question_refuses_every_wrong_answer(self):
        o = self.o
        survey, parts = self.open(1)
        self.answer(parts[0], 409)                                              # nobody has asked it yet
        self.send(parts[0], "notice", "notify")
        kinds = {"ros": "yes", "ofte": "choice", "timer": "number", "annet": "text"}
        right = {"yes": True, "choice": "\u00c5rlig", "number": 7, "text": "Nei"}
        for code, member in kinds.items():
            def told(answer):
                others = [a for a in answers() if a["question"] != code]
                return self.answer(parts[0], 422, answers=others + [dict(answer, question=code)]).errors()
            at = "/answers/%d/" % len([a for a in answers() if a["question"] != code])
            self.assertEqual(["missing"], told({})[at + member])
            self.assertEqual(["missing"], told({"comment": "Vet ikke"})[at + member])
            for other, value in right.items():
                if other != member:
                    self.assertEqual(["inconsistent"], told({other: value})[at + other])
                    self.assertEqual(["inconsistent"], told({member: right[member], other: value})[at + other])
            for wrong in ({"yes": "ja"}, {"yes": 1}, {"choice": 1}, {"number": "7"}, {"number": True}, {"text": 7}, {"text": ["x"]}):
                if list(wrong) == [member]:
                    self.assertEqual(["wrong_type"], told(wrong)[at + member])
            self.assertEqual(["personal_number"], told({member: right[member], "comment": "13097248022"})[at + "comment"])
        for bad, place, code in (
                ([{"question": "ofte", "choice": "\u00e5rlig"}], "choice", "unknown_term"), ([{"question": "timer", "number": -1}], "number", "out_of_range"),
                ([{"question": "timer", "number": 1000.5}], "number", "out_of_range"), ([{"question": "annet", "text": ""}], "text", "missing"),
                ([{"question": "annet", "text": "x" * 5001}], "text", "too_long"), ([{"question": "annen", "yes": True}], "question", "unknown_reference"),
                ([{"question": "ros", "yes": True}, {"question": "ros", "yes": False}], "question", "duplicate_item")):
            others = [a for a in answers() if a["question"] not in [b["question"] for b in bad]]
            errors = self.answer(parts[0], 422, answers=others + bad).errors()
            self.assertEqual([code], errors["/answers/%d/%s" % (len(others + bad) - 1, place)], errors)
        for left in ("ros", "ofte", "timer"):
            errors = self.answer(parts[0], 422, answers=[a for a in answers() if a["question"] != left]).errors()
            self.assertEqual({"/answers": ["missing"]}, errors)
        self.assertEqual({"/received_on": ["in_the_future"]}, self.answer(parts[0], 422, received_on=str(self.daemon.ahead(1))).errors())
        self.assertEqual({"/answers": ["too_few_items"]}, self.answer(parts[0], 422, answers=[]).errors())
        self.assertEqual({"/answers": ["too_many_items"]}, self.answer(parts[0], 422, answers=answers()[:1] * 101).errors())
        self.assertEqual("running", self.deadline(parts[0])["state"])
        self.answer(parts[0], 403, who=o.inge)
        stranger = o.case()
        self.answer(stranger.id, 409)                                           # it is no part of a survey
        o.kari.ask("POST", stranger.path + "/selections", {"reason": "x"}, expect=409)
        self.answer(parts[0])

    def test_a_guides_questions_are_judged_with_it(self):
        o = self.o
        law = o.requirement()

        def told(questions, expect=422):
            return o.admin.ask("POST", "/v1/programmes", {"code": "sp_%d" % o.number(), "title": "T", "national": False, "requirements": [law["id"]],
                               "measure_points": [], "questions": questions}, expect=expect)
        one = {"code": "a", "text": "Hva?", "kind": "text"}
        for wrong, pointer, code in (
                (dict(one, kind="ja"), "/questions/0/kind", "unknown_term"), (dict(one, options=["x", "y"]), "/questions/0/options", "inconsistent"),
                (dict(one, kind="choice", options=["x"]), "/questions/0/options", "too_few_items"), (dict(one, kind="choice", options=["x", "x"]), "/questions/0/options", "duplicate_item"),
                (dict(one, kind="choice", options=["x", "y" * 201]), "/questions/0/options", "too_long"),
                (dict(one, options=[str(n) for n in range(21)]), "/questions/0/options", "too_many_items"),
                (dict(one, min=1), "/questions/0/min", "inconsistent"), (dict(one, max=1), "/questions/0/max", "inconsistent"),
                (dict(one, kind="number", min=2, max=1), "/questions/0/max", "out_of_range"), (dict(one, text="x" * 1001), "/questions/0/text", "too_long"),
                (dict(one, help="x" * 2001), "/questions/0/help", "too_long"), (dict(one, code=""), "/questions/0/code", "missing"),
                (dict(one, requirement="ukjent"), "/questions/0/requirement", "unknown_reference"), (dict(one, svar=1), "/questions/0/svar", "unknown_member")):
            self.assertEqual({pointer: [code]}, told([wrong]).errors(), wrong)
        self.assertEqual({"/questions": ["duplicate_item"]}, told([one, dict(one, text="Hvem?")]).errors())
        self.assertEqual({"/questions": ["too_many_items"]}, told([dict(one, code="q%d" % n) for n in range(101)]).errors())
        made = told([dict(one, code="q%d" % n) for n in range(100)], 201).json
        place = "/v1/programmes/" + made["id"]
        self.assertEqual({"/questions/0/requirement": ["unknown_reference"]},
                         o.admin.ask("PATCH", place, {"questions": [dict(one, requirement="x")]}, match=o.admin.fresh(place), expect=422).errors())
        kept = o.admin.patch(place, {"questions": [dict(one, requirement=law["code"])]})
        edition = o.admin.ask("POST", place + "/editions", {}, expect=201).json
        self.assertEqual(kept["questions"], edition["questions"])
        self.assertEqual({"/questions/0/requirement": ["unknown_reference"]},
                         o.admin.ask("POST", place + "/editions", {"requirements": [o.requirement()["id"]]}, expect=422).errors())
        newer = o.admin.ask("POST", place + "/editions", {"questions": [dict(one, text="Hvorfor?")]}, expect=201).json
        self.assertEqual(["questions"], [d["member"] for d in o.kari.get(place + "/comparison?with=" + newer["id"])["members"] if d["member"] != "version"])
        guide = o.kari.get(place + "/guide")
        self.assertEqual(kept["questions"], guide["programme"]["questions"])
        guide["programme"].update(code="sp_%d" % o.number(), questions=[dict(one, requirement="ukjent")])
        self.assertEqual({"/programme/questions/0/requirement": ["unknown_reference"]},
                         o.admin.ask("POST", "/v1/import/programmes", guide, expect=422).errors())
        # what a survey asks stands
        o.liv.post("/v1/surveys", {"programme": edition["id"], "due": o.workday(30), "method": "three_phase"})
        answer = o.admin.ask("PATCH", "/v1/programmes/" + edition["id"], {"questions": []}, match=o.admin.fresh("/v1/programmes/" + edition["id"]), expect=409)
        self.assertEqual({"/questions": ["in_use"]}, answer.errors())

    def test_a_survey_is_opened_by_a_leader_of_a_guide_that_asks(self):
        o = self.o
        guide = self.guide()
        body = {"programme": guide["id"], "due": o.workday(30)}
        o.kari.ask("POST", "/v1/surveys", body, expect=403)
        for wrong, pointer, code in (
                ({"due": o.past()}, "/due", "in_the_past"), ({"method": "system_audit"}, "/method", "unknown_term"),
                ({"programme": self.guide(questions=[])["id"]}, "/programme", "too_few_items"),
                ({"programme": self.guide(method="document")["id"]}, "/method", "unknown_term"), ({"programme": self.guide(method=None)["id"]}, "/method", "missing"),
                ({"lead_auditor": guide["id"]}, "/lead_auditor", "unknown_reference"), ({"team": [guide["id"]]}, "/team/0", "unknown_reference"),
                ({"programme": o.kari.id}, "/programme", "unknown_reference")):
            self.assertEqual({pointer: [code]}, o.liv.ask("POST", "/v1/surveys", dict(body, **wrong), expect=422).errors(), wrong)
        survey = o.liv.post("/v1/surveys", body)
        place = "/v1/surveys/" + survey["id"]
        self.assertEqual(("open", guide["title"], "three_phase", o.liv.id), tuple(survey[k] for k in ("state", "title", "method", "opened_by")))
        self.assertEqual(guide["questions"], survey["questions"])
        self.assertIn(survey["id"], [s["id"] for s in o.inge.items("/v1/surveys")])
        self.assertEqual("Ny tittel", o.kari.patch(place, {"title": "Ny tittel"})["title"])
        o.arne.ask("PATCH", place, {"title": "x"}, match=o.arne.fresh(place), expect=403)
        self.assertEqual({"/due": ["in_the_past"]}, o.kari.patch(place, {"due": o.past()}, expect=422)["errors"] and
                         o.kari.ask("PATCH", place, {"due": o.past()}, match=o.kari.fresh(place), expect=422).errors())
        for asked, pointer in (({}, "/enterprises"), ({"enterprises": [o.enterprise()["id"]], "kinds": ["private"]}, "/enterprises")):
            self.assertIn(pointer, o.liv.ask("POST", place + "/audits", asked, expect=422).errors())
        o.kari.ask("POST", place + "/audits", {"kinds": ["private"]}, expect=403)
        private = [o.enterprise(kind="private")["id"] for _ in range(2)]
        made = o.liv.ask("POST", place + "/audits", {"kinds": ["private"]}, expect=200).json["made"]
        self.assertTrue(set(private) <= {m["enterprise"] for m in made})
        nobody = o.liv.ask("POST", place + "/audits", {"enterprises": [guide["id"]]}, expect=200).json
        self.assertEqual(["unknown_reference"], [r["code"] for r in nobody["refused"]])
        # a part stays by the survey's guide and method, and is not made by the side of it
        part = "/v1/audits/" + made[0]["audit"]
        for change, pointer in (({"method": "document"}, "/method"), ({"programme": None}, "/programme")):
            self.assertEqual({pointer: ["inconsistent"]}, o.liv.ask("PATCH", part, change, match=o.liv.fresh(part), expect=422).errors())
        body = {"enterprise": o.enterprise()["id"], "theme": "T", "method": "document", "requirements": guide["requirements"], "survey": survey["id"]}
        self.assertEqual({"/method": ["inconsistent"], "/programme": ["inconsistent"]}, o.liv.ask("POST", "/v1/audits", body, expect=422).errors())
        asked = dict(body, enterprise=made[0]["enterprise"], programme=guide["id"], method="three_phase")
        self.assertEqual("already_exists", o.liv.ask("POST", "/v1/audits", asked, expect=409).code)
        body["survey"] = guide["id"]
        self.assertEqual({"/survey": ["unknown_reference"]}, o.liv.ask("POST", "/v1/audits", body, expect=422).errors())
        for path in ("", "/audits", "/summary", "/answers.csv"):
            o.kari.ask("GET", "/v1/surveys/" + guide["id"] + path, expect=404)


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass


if __name__ == "__main__":
    unittest.main()
