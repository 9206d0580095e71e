"""test_write_off - what answers what: once, on both sides, in the case, in its log and in the archive's messages."""

import unittest

import harness
from connector import archived, NOARK, text, texts
from harness import until


def setUpModule():
    global OFFICE, FOLDER
    OFFICE, FOLDER = archived()


class WriteOff(unittest.TestCase):
    def came(self, case, expect=201, **members):
        return OFFICE.arne.ask("POST", case.path + "/incoming", dict({"received_on": OFFICE.today, "from": "Kommunen"}, **members),
                               expect=expect).json

    def letters(self, case, kind):
        return [l for l in case.get()["letters"] if l["kind"] == kind]

    def incoming(self, case, id):
        return [i for i in case.get()["incoming"] if i["id"] == id][0]

    def written_off(self, case):
        return [(e["subject"], e["data"]["by"]) for e in case.events("written_off")]

    def sent(self, case=None, kind="meeting_invitation", **members):
        case = case or OFFICE.case().to_notified()
        place = case.letter(kind, **members)
        OFFICE.kari.act(place, "dispatch")
        return case, place.rsplit("/", 1)[1]

    def test_the_first_answer_writes_its_letter_off(self):
        case, id = self.sent()
        FOLDER.waited(id)
        until(lambda: OFFICE.anna.get("/v1/letters/" + id)["archive_state"] == "written", what="the letter to be told as written")
        first = self.came(case, answers=[id])
        self.assertEqual([id], first["writes_off"])
        second = self.came(case, answers=[id])
        self.assertEqual([], second["writes_off"])
        letter = OFFICE.anna.get("/v1/letters/" + id)
        self.assertEqual((first["id"], OFFICE.today), (letter["written_off_by"], letter["written_off_on"]))
        self.assertEqual([(id, first["id"])], self.written_off(case))
        root = FOLDER.message(first["id"])
        posts = FOLDER.posts(root)
        self.assertEqual({first["id"], id}, set(posts))
        self.assertIsNone(text(posts[first["id"]], "avskrivningsdato"))
        off = posts[id].find(NOARK + "avskrivning")
        self.assertEqual(["Besvart med brev", first["id"], OFFICE.today, "Arne Vik"],
                         [text(off, name) for name in ("avskrivningsmaate", "referanseAvskrivesAvJournalpost", "avskrivningsdato",
                                                       "avskrevetAv")])
        self.assertEqual("Utg\u00e5ende dokument", text(posts[id], "journalposttype"))
        self.assertEqual([], texts(posts[id], "referanseDokumentfil"))
        self.assertEqual({second["id"]}, set(FOLDER.posts(FOLDER.message(second["id"]))))
        self.assertEqual([id], texts(FOLDER.message(second["id"]), "referanseTilRegistrering"))

    def test_an_answer_to_a_deadline_writes_off_the_letter_that_set_it(self):
        case = OFFICE.case().to_notified()
        notice = self.letters(case, "notice")[0]["id"]
        came = self.came(case, answers=[case.deadlines("documents")[0]["id"]])
        self.assertEqual([notice], came["writes_off"])
        self.assertEqual(came["id"], OFFICE.anna.get("/v1/letters/" + notice)["written_off_by"])
        self.assertIn(notice, texts(FOLDER.message(came["id"]), "referanseTilRegistrering"))

    def test_what_was_never_sent_is_not_answered(self):
        case = OFFICE.case().to_notified()
        draft = case.draft("meeting_invitation").rsplit("/", 1)[1]
        self.assertEqual("/answers/0", self.came(case, expect=422, answers=[draft])["errors"][0]["pointer"])

    def test_the_answer_to_a_request_for_more_time_writes_it_off(self):
        case = OFFICE.case().to_follow_up()
        deadline = case.deadline("correction")
        asked = self.came(case, answers=[deadline.rsplit("/", 1)[1]], text="Vi ber om mer tid.")
        due = OFFICE.workday(80)
        OFFICE.kari.act(deadline, "ask_extension", asked=due, asked_by="Kommunen", asked_on=OFFICE.today)
        OFFICE.liv.act(deadline, "extend", due=due, reason="Rimelig")
        letter = self.letters(case, "deadline_confirmation")[0]
        self.assertEqual([asked["id"]], letter["answers"])
        until(lambda: self.incoming(case, asked["id"])["archive_state"] == "written", what="the request to be told as written")
        self.assertIsNone(self.incoming(case, asked["id"])["written_off_by"])
        place = "/v1/letters/" + letter["id"]
        OFFICE.kari.act(place, "submit")
        case.approve(place)
        OFFICE.kari.act(place, "dispatch")
        written = self.incoming(case, asked["id"])
        self.assertEqual((letter["id"], OFFICE.today), (written["written_off_by"], written["written_off_on"]))
        self.assertIn((asked["id"], letter["id"]), self.written_off(case))
        posts = FOLDER.posts(FOLDER.message(letter["id"]))
        self.assertEqual([letter["id"], asked["id"]], list(posts))
        self.assertEqual(letter["id"], text(posts[asked["id"]], "referanseAvskrivesAvJournalpost"))
        self.assertEqual([asked["id"]], texts(posts[letter["id"]], "referanseTilRegistrering"))
        again = self.came(case, answers=[case.deadline("correction").rsplit("/", 1)[1]])
        self.assertEqual([], again["writes_off"])       # the final report set it, and the request answered that

    def test_comments_are_written_off_by_the_final_report_and_the_rest_by_the_closure(self):
        case = OFFICE.case().to_hearing()
        comment = self.came(case, answers=[case.deadlines("comment")[0]["id"]])
        preliminary = self.letters(case, "preliminary_report")[0]["id"]
        self.assertEqual([preliminary], comment["writes_off"])
        case.ready_for_final(point=False)
        case.letter("final_report")
        whole = case.act("send_final", who=OFFICE.liv)
        final = [l for l in whole["letters"] if l["kind"] == "final_report"][0]
        self.assertEqual([comment["id"]], final["answers"])
        answered = [i for i in whole["incoming"] if i["id"] == comment["id"]][0]
        self.assertEqual(final["id"], answered["written_off_by"])       # in the answer as in the next
        self.assertEqual(answered, self.incoming(case, comment["id"]))
        other = self.came(case, text="Til orientering.")
        OFFICE.daemon.advance(days=2)
        case.report(case.breaches[0])
        case.correct(case.breaches[0])
        case.close()
        closure = self.letters(case, "closure")[0]
        self.assertEqual([other["id"]], closure["answers"])
        self.assertEqual(closure["id"], self.incoming(case, other["id"])["written_off_by"])

    def test_the_writer_says_what_a_letter_answers_until_it_is_submitted(self):
        case = OFFICE.case().to_notified()
        came = self.came(case, text="Kan m\u00f8tet flyttes?")
        place = case.draft("meeting_invitation")
        self.assertEqual([], OFFICE.anna.get(place)["answers"])
        OFFICE.anna.patch(place, {"answers": [case.id]}, expect=422)
        OFFICE.anna.patch(place, {"answers": [came["id"]]})
        case.submit(place)
        OFFICE.anna.patch(place, {"answers": []}, expect=409)
        case.approve(place)
        OFFICE.kari.act(place, "dispatch")
        self.assertEqual(place.rsplit("/", 1)[1], self.incoming(case, came["id"])["written_off_by"])

    def test_what_comes_in_is_exempt_with_its_section(self):
        case = OFFICE.case().to_notified()
        came = self.came(case, exempt="offentleglova \u00a7 13", text="Om en pasient")
        self.assertEqual("offentleglova \u00a7 13", self.incoming(case, came["id"])["exempt"])
        self.assertEqual("offentleglova \u00a7 13", OFFICE.anna.items(case.path + "/incoming")[0]["exempt"])
        self.came(case, expect=422, exempt="hemmelig")
        root = FOLDER.message(came["id"])
        self.assertEqual({"offentleglova \u00a7 13"}, set(texts(root, "skjermingshjemmel")))
        self.assertNotIn("Kommunen", text(root, "offentligTittel"))
        self.assertIsNone(text(FOLDER.message(self.came(case)["id"]), "skjermingshjemmel"))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
