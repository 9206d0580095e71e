"""test_noark - a journal post of every kind of letter that the contract knows, in every language, exempt and not, is valid."""

import itertools
import os
import unittest

import psycopg2

import harness
from connector import archived, text, texts

EXEMPT = "offentleglova \u00a7 13, jf. forvaltningsloven \u00a7 13"


def setUpModule():
    global OFFICE, FOLDER
    OFFICE, FOLDER = archived()


def words(member, under="letter_create"):
    """The words that a member may be, by the published contract."""
    found = OFFICE.liv.get("/v1/openapi.json")["components"]["schemas"][under]["properties"][member]
    while "enum" not in found:
        found = found["oneOf"][0] if "oneOf" in found else found["anyOf"][0]
    return [word for word in found["enum"] if word is not None]


class Noark(unittest.TestCase):
    def dispatched_by_hand(self, ids):
        """As the daemon's own role would, without the event that some kinds go with."""
        line = psycopg2.connect(host=os.path.join(OFFICE.daemon.dir, "run"), dbname="tilsyn", user="postgres")
        with line, line.cursor() as cursor:
            cursor.execute("UPDATE letter SET state = 'dispatched', dispatched_at = %s, recipient = 'Lillevik kommune', version = version + 1"
                           " WHERE id::text = ANY (%s)", (OFFICE.daemon.instant, ids))
            self.assertEqual(len(ids), cursor.rowcount)
        line.close()

    def letter(self, case, order, kind, language, exempt):
        members = {"language": language, "exempt": exempt}
        if kind in ("order", "order_withdrawn"):
            members["order"] = order
        place = case.draft(kind, **members)
        OFFICE.anna.act(place, "submit")
        for who in (OFFICE.liv, OFFICE.mona) if kind == "order" else (OFFICE.mona,):
            case.approve(place, who)
        return place.rsplit("/", 1)[1]

    def test_every_kind_of_letter_in_every_language_exempt_and_not(self):
        kinds, languages = words("kind"), words("language")
        self.assertGreaterEqual(len(kinds), 15)
        self.assertEqual({"nb", "nn", "en"}, set(languages))
        case = OFFICE.case().to_follow_up()
        OFFICE.daemon.advance(days=90)          # overdue: a ground for an order
        order = case.announce(case.breaches[0]).rsplit("/", 1)[1]
        made = {self.letter(case, order, *each): each for each in itertools.product(kinds, languages, (None, EXEMPT))}
        self.dispatched_by_hand(list(made))
        for id, (kind, language, exempt) in made.items():
            with self.subTest(kind=kind, language=language, exempt=exempt):
                post = list(FOLDER.posts(FOLDER.message(id)).values())[0]
                letter = OFFICE.anna.get("/v1/letters/" + id)
                self.assertEqual((kind, language), (letter["kind"], letter["language"]))
                self.assertIn(letter["subject"], texts(post, "tittel"))
                self.assertEqual(exempt, text(post, "skjermingshjemmel"))
                self.assertEqual("Brev i sak %s" % case.get()["case_number"] if exempt else None, text(post, "offentligTittel"))
                self.assertEqual(["01-brev.pdf"], texts(post, "referanseDokumentfil"))
                with open(os.path.join(FOLDER.path("out", id), "01-brev.pdf"), "rb") as file:
                    self.assertEqual(OFFICE.anna.ask("GET", "/v1/letters/%s/document" % id, expect=200).body, file.read())
        print("  %d letters of %d kinds are valid" % (len(made), len(kinds)))

    def test_every_shape_of_what_comes_in(self):
        case = OFFICE.case().to_notified()
        names = ["svar.pdf", "../../etc/passwd", "\u00e6\u00f8\u00e5 \u010d\u0111 & <brev>.odt", "s" * 190 + ".docx"]
        ids = [OFFICE.attach(("innhold %d" % i).encode(), name)["id"] for i, name in enumerate(names)]
        for language, exempt, count, said in itertools.product(words("language", "incoming_create") + [None], (None, EXEMPT), (0, 1, len(ids)),
                                                               ("Hei \u010d\u0111 & <b> \u202e", None)):
            body = {"received_on": OFFICE.today, "from": "Kommunen & \u00abvi\u00bb <post>", "text": said, "language": language,
                    "exempt": exempt, "attachments": ids[:count]}
            id = OFFICE.arne.post(case.path + "/incoming", {k: v for k, v in body.items() if v is not None})["id"]
            with self.subTest(language=language, exempt=exempt, count=count, said=said):
                root = FOLDER.message(id)
                self.assertEqual(count + (said is not None or count == 0), len(texts(root, "referanseDokumentfil")))
                self.assertEqual(exempt, text(root, "skjermingshjemmel"))
                self.assertEqual("Kommunen & \u00abvi\u00bb <post>", text(root, "korrespondansepartNavn"))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
