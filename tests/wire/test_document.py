"""A letter's document: made by the clerk after dispatch, once, and served as it is."""

import hashlib
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import unittest
import zlib

import harness
import office
from harness import until


def picture(width, height, noise=False):
    """A PNG with an alpha channel: half of it is transparent."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    row = b"".join(bytes((0, 98, 186, 255 if x % 2 else 0)) for x in range(width))
    rows = b"".join(b"\0" + (os.urandom(4 * width) if noise else row) for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = office.office()
        cls.daemon = cls.office.daemon
        cls.liv = cls.office.liv

    def document(self, letter, who=None):
        """The answer, when the clerk has made it."""
        who = who or self.liv

        def made():
            answer = who.ask("GET", letter + "/document")
            return answer if answer.status != 503 else None
        return until(made, what="a document")

    def sent(self, case):
        letter = case.letter("notice", dates=[{"kind": "contact_person", "due": self.office.workday(7)},
                                              {"kind": "documents", "due": self.office.workday(21)}])
        case.act("notify")
        return letter

    def text(self, pdf):
        if shutil.which("pdftotext") is None:
            self.skipTest("pdftotext is not installed (Debian: poppler-utils)")
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            return subprocess.run(["pdftotext", "-layout", file.name, "-"], check=True, text=True,
                                  stdout=subprocess.PIPE).stdout

    def test_a_dispatched_letter_is_a_pdf_with_its_hash(self):
        case = self.office.case()
        answer = self.document(self.sent(case))
        self.assertEqual(200, answer.status, answer.text())
        self.assertEqual("application/pdf", answer.kind)
        self.assertEqual('"1.%s"' % hashlib.sha256(answer.body).hexdigest(), answer.etag)
        self.assertTrue(answer.body.startswith(b"%PDF-1.7"))
        self.assertIn("%s notice.pdf" % case.audit["case_number"].replace("/", "-"),
                      answer.headers["content-disposition"])
        self.assertEqual("no-store", answer.headers["cache-control"])

    def test_it_says_who_approved_it_to_whom_and_on_which_day(self):
        case = self.office.case()
        letter = self.sent(case)
        text = self.text(self.document(letter).body)
        shown = self.liv.get(letter)
        self.assertIn("godkjent av Mona Vik (", " ".join(text.split()))
        self.assertIn("Vår ref.: " + case.audit["case_number"], text)
        self.assertIn("Saksbehandler: Anna Vik", text)
        for line in shown["recipient"].split("\n"):
            self.assertIn(line, text)
        self.assertIn(shown["subject"].split()[0], text)

    def test_the_same_letter_is_the_same_bytes_for_everybody_and_later(self):
        case = self.office.case()
        letter = self.sent(case)
        first = self.document(letter)
        self.daemon.advance(days=1)
        again = self.office.arne.ask("GET", letter + "/document", expect=200)
        self.assertEqual(first.body, again.body)
        same = self.office.arne.ask("GET", letter + "/document", headers={"If-None-Match": first.etag})
        self.assertEqual(304, same.status)

    def test_a_letter_that_is_not_dispatched_has_none(self):
        case = self.office.case()
        letter = case.letter("notice", dates=[{"kind": "contact_person", "due": self.office.workday(7)},
                                              {"kind": "documents", "due": self.office.workday(21)}])
        self.liv.ask("GET", letter + "/document", expect=404)

    def test_while_it_is_made_it_is_asked_for_again(self):
        self.assertEqual(1, len(self.daemon.clerks()))
        with self.daemon.without_clerk():
            letter = self.sent(self.office.case())
            answer = self.liv.ask("GET", letter + "/document", expect=503)
            self.assertEqual("document_not_made", answer.code)
            self.assertIn("retry-after", answer.headers)
        self.assertEqual(200, self.document(letter).status)

    def test_a_clerk_that_is_killed_leaves_the_letter_to_the_next(self):
        letters = [self.sent(self.office.case()) for _ in range(2)]
        self.daemon.signal_clerk(signal.SIGKILL)
        letters.append(self.sent(self.office.case()))
        for letter in letters:
            self.assertEqual(200, self.document(letter).status)

    def test_a_name_that_cannot_be_printed_is_told(self):
        ida = self.office.person("ida", ["leader"])
        self.daemon.owner("UPDATE account SET name = %s WHERE id = %s", "Ida \U0001f44d", ida.id)     # before names were judged
        case = self.office.case()
        letter = case.letter("notice", approvers=[ida], dates=[
            {"kind": "contact_person", "due": self.office.workday(7)},
            {"kind": "documents", "due": self.office.workday(21)}])
        case.act("notify")
        answer = self.document(letter)
        self.assertEqual((409, "document_failed"), (answer.status, answer.code))
        until(lambda: "Ida [U+1F44D]" in self.daemon.log(), what="the log")
        self.assertEqual(("failed", "er elektronisk godkjent av Ida [U+1F44D]"), self.paper(letter))
        self.assertEqual(["er elektronisk godkjent av Ida [U+1F44D]"], self.failures(case))
        self.assertEqual("failed", [each for each in self.liv.get(case.path)["letters"]
                                    if letter.endswith(each["id"])][0]["document_state"])
        self.daemon.advance(days=1)
        until(lambda: self.daemon.log().count("Ida [U+1F44D]") == 2, what="another try")
        self.assertEqual(["er elektronisk godkjent av Ida [U+1F44D]"], self.failures(case))
        self.office.admin.patch("/v1/accounts/" + ida.id, {"name": "Ida Vik"})
        self.daemon.advance(days=1)
        made = until(lambda: (lambda a: a if a.status == 200 else None)(self.liv.ask("GET", letter + "/document")),
                     what="a document a day later")
        self.assertIn("Ida Vik", self.text(made.body))
        self.assertEqual(("made", None), self.paper(letter))

    def paper(self, letter):
        shown = self.liv.get(letter)
        return shown["document_state"], shown["document_reason"]

    def failures(self, case):
        return [each["data"]["reason"] for each in case.events("document_failed")]

    def test_a_logo_stands_above_the_name_from_the_day_it_was_added(self):
        before = self.document(self.sent(self.office.case())).body
        self.assertNotIn(b"/Subtype/Image", before)
        head = self.letterhead(self.stored(picture(200, 60)), "Statsforvalterens logo")
        self.assertEqual((200, 60), (head["width"], head["height"]))
        self.daemon.advance(seconds=1)
        with_logo = self.document(self.sent(self.office.case())).body
        self.assertEqual(1, with_logo.count(b"/Subtype/Image/Width 200/Height 60/ColorSpace/DeviceRGB"))
        self.assertNotIn(b"/SMask", with_logo)
        self.assertIn("Statsforvalterens logo".encode("utf-16-be").hex().upper().encode(), with_logo)
        self.office.admin.post("/v1/letterheads", {})
        self.daemon.advance(seconds=1)
        self.assertNotIn(b"/Subtype/Image", self.document(self.sent(self.office.case())).body)
        self.assertEqual([200, None], [each["width"] for each in self.office.admin.items("/v1/letterheads")])

    def test_only_a_picture_that_letters_can_show_is_a_logo(self):
        admin, whole = self.office.admin, picture(20, 20)
        noise = picture(300, 300, noise=True)
        self.assertGreater(len(noise), 262144)
        for content, code in ((b"\x89PNG\r\n\x1a\n", "not_a_logo"), (b"%PDF-1.7", "not_a_logo"), (b"\xff\xd8\xff\xe0", "not_a_logo"),
                              (whole[:-20], "not_a_logo"), (whole.replace(b"IDAT", b"IDAX"), "not_a_logo"),
                              (picture(2001, 10), "not_a_logo"), (picture(800, 700), "not_a_logo"), (noise, "not_a_logo")):
            refused = admin.ask("POST", "/v1/letterheads", {"attachment": self.stored(content), "alt": "Logo"}, expect=422)
            self.assertEqual([("/attachment", code)], [(e["pointer"], e["code"]) for e in refused.json["errors"]], refused.text())
        stored = self.stored(whole)
        admin.ask("POST", "/v1/letterheads", {"attachment": stored}, expect=422)
        admin.ask("POST", "/v1/letterheads", {"alt": "Logo"}, expect=422)
        admin.ask("POST", "/v1/letterheads", {"attachment": self.office.anna.id, "alt": "Logo"}, expect=422)
        self.assertEqual("role_missing", self.liv.ask("POST", "/v1/letterheads", {"attachment": stored, "alt": "Logo"}, expect=403).code)

    def stored(self, content):
        return self.office.attach(content, "logo.png", "image/png", self.office.admin)["id"]

    def letterhead(self, attachment, alt):
        return self.office.admin.post("/v1/letterheads", {"attachment": attachment, "alt": alt})

    def test_a_letter_names_the_reference_of_what_it_answers(self):
        case = self.office.case()
        self.office.anna.post(case.path + "/incoming", {"received_on": str(self.daemon.today), "from": "Hole kommune",
                                                          "their_reference": "26/991-4"})
        letter = self.sent(case)
        self.assertEqual("26/991-4", self.liv.get(letter)["their_reference"])
        self.assertIn("Deres ref.: 26/991-4", self.text(self.document(letter).body))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
