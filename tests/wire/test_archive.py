"""test_archive - journal posts in the connector's folder: valid, whole, once, whoever is killed when."""

import os
import signal
import unittest

from connector import archived, text
from harness import personal_number, until


def setUpModule():
    global OFFICE, FOLDER
    OFFICE, FOLDER = archived()


class Archive(unittest.TestCase):
    def sent(self, **members):
        """A letter that is dispatched; its id."""
        case = OFFICE.case().to_notified()
        place = case.letter("meeting_invitation", **members)
        OFFICE.kari.act(place, "dispatch")
        return case, place.rsplit("/", 1)[1]

    def test_a_letter_goes_out_with_its_paper_and_comes_back_with_a_number(self):
        case, id = self.sent()
        root = FOLDER.message(id)
        self.assertEqual(text(root, "journalposttype"), "Utgående dokument")
        self.assertEqual(text(root, "mappeID"), case.get()["case_number"])
        self.assertIsNone(text(root, "skjermingshjemmel"))
        with open(os.path.join(FOLDER.path("out", id), text(root, "referanseDokumentfil")), "rb") as file:
            paper = file.read()
        self.assertTrue(paper.startswith(b"%PDF-"))
        FOLDER.take(id)
        FOLDER.receipt(id, "2025/88-4")
        letter = OFFICE.anna.get("/v1/letters/" + id)
        self.assertEqual((letter["state"], letter["archive_number"]), ("journalled", "2025/88-4"))
        FOLDER.receipt(id, "2025/88-5")           # the first stands
        self.assertEqual(OFFICE.anna.get("/v1/letters/" + id)["archive_number"], "2025/88-4")

    def shown(self, id):
        letter = OFFICE.anna.get("/v1/letters/" + id)
        return letter["archive_state"], letter["archive_reason"]

    def told(self, case, event):
        return [(e["subject"], e["data"]) for e in case.events(event)]

    def test_receipts_are_shown_on_the_letter_and_told_in_the_log(self):
        case, id = self.sent()
        self.assertIn(self.shown(id)[0], ("waiting", "written"))
        FOLDER.waited(id)
        until(lambda: self.shown(id) == ("written", None), what="the post to be told as written")
        FOLDER.take(id)
        FOLDER.receipt(id, "accepted")
        self.assertEqual(("accepted", None), self.shown(id))
        FOLDER.receipt(id, "failed mottakeren finnes ikke i registeret")
        self.assertEqual(("failed", "mottakeren finnes ikke i registeret"), self.shown(id))
        row = [l for l in OFFICE.liv.items("/v1/letters?limit=200") if l["id"] == id][0]
        self.assertEqual(("failed", "mottakeren finnes ikke i registeret"), (row["archive_state"], row["archive_reason"]))
        FOLDER.receipt(id, "failed mottakeren finnes ikke i registeret")        # said twice is told once
        FOLDER.receipt(id, "delivered")
        self.assertEqual(("delivered", None), self.shown(id))
        FOLDER.receipt(id, "accepted")                                          # too late to say
        FOLDER.receipt(id, "journalled 2025/91-1")
        self.assertEqual(("delivered", None), self.shown(id))
        letter = OFFICE.anna.get("/v1/letters/" + id)
        self.assertEqual(("journalled", "2025/91-1"), (letter["state"], letter["archive_number"]))
        self.assertEqual([(id, {"receipt": "accepted"}),
                          (id, {"reason": "mottakeren finnes ikke i registeret", "receipt": "failed"}),
                          (id, {"receipt": "delivered"})], self.told(case, "archive_receipt"))

    def test_a_receipt_that_cannot_be_registered_hides_no_newer_one(self):
        case, id = self.sent()
        FOLDER.waited(id)
        OFFICE.daemon.breaks(self, "INSERT", "event", "NEW.event = 'archive_receipt'")
        FOLDER.put_receipt(id, "accepted")
        until(lambda: os.path.exists(FOLDER.path("receipts", ".reading-" + id)), what="it to be set aside")
        FOLDER.put_receipt(id, "journalled 2025/93-1")
        FOLDER.receipt_read(id)
        with open(FOLDER.path("refused", id), encoding="utf-8") as file:
            self.assertEqual("accepted\n", file.read())
        self.assertEqual("2025/93-1", OFFICE.anna.get("/v1/letters/" + id)["archive_number"])
        log = OFFICE.daemon.log()
        self.assertEqual(1, log.count("the receipt of %s cannot be registered" % id))
        self.assertEqual(3, log.count("archive_receipt %s: fault" % id))
        self.assertEqual([], self.told(case, "archive_receipt"))

    def test_what_is_no_receipt_journals_nothing_and_is_set_aside_for_a_person(self):
        case, id = self.sent()
        FOLDER.waited(id)
        for said in (b"", b"\n", b"<?xml version=\"1.0\"?><kvittering nr=\"1\"/>", b"accepted\njournalled 2025/94-1\n", b"ACCEPTED\n", b"feil 12\n",
                     b"journalled " + 65 * b"9", b"journalled 2025/\x1b[31m94\n", b"journalled\n", b"journalled %s\n" % personal_number().encode(), b"failed " + 600 * b"x", bytes(range(256))):
            with self.subTest(said[:40]):
                until(lambda: not os.path.exists(FOLDER.path("refused", id)), 1, "the last one to be taken away")
                FOLDER.put_receipt_bytes(id, said)
                until(lambda: os.path.exists(FOLDER.path("refused", id)), 30, "it to be set aside")
                with open(FOLDER.path("refused", id), "rb") as file:
                    self.assertEqual(said, file.read())
                os.unlink(FOLDER.path("refused", id))
        self.assertEqual(12, OFFICE.daemon.log().count("the receipt of %s is no line that we know" % id))
        letter = OFFICE.anna.get("/v1/letters/" + id)
        self.assertEqual(("dispatched", None, None), (letter["state"], letter["archive_number"], letter["archive_reason"]))
        self.assertEqual([], self.told(case, "archive_receipt"))
        FOLDER.put_receipt_bytes(id, b"\xef\xbb\xbfaccepted\r\n")      # as other systems write a line
        until(lambda: self.shown(id) == ("accepted", None), 30, "it to be registered")
        number = personal_number()
        FOLDER.receipt(id, "failed mottaker %s %s finnes\x1b[31m ikke" % (number[:6] + " " + number[6:], number))
        self.assertEqual(("failed", "mottaker ****** ***** *********** finnes?[31m ikke"), self.shown(id))
        FOLDER.receipt(id, "journalled SAK 2025/94-1")
        self.assertEqual("SAK 2025/94-1", OFFICE.anna.get("/v1/letters/" + id)["archive_number"])

    def test_a_reason_in_another_alphabets_bytes_is_shown_as_far_as_it_can_be_read(self):
        _, id = self.sent()
        FOLDER.waited(id)
        FOLDER.put_receipt_bytes(id, "failed får ikke sendt\n".encode("latin-1"))
        FOLDER.receipt_read(id)
        self.assertEqual(("failed", "f?r ikke sendt"), self.shown(id))

    def test_an_incoming_has_the_archives_number_too(self):
        case = OFFICE.case().to_notified()
        came = case.incoming()
        self.assertEqual("waiting", came["archive_state"])
        FOLDER.waited(came["id"])
        FOLDER.receipt(came["id"], "2025/92-7")
        row = case.get()["incoming"][0]
        self.assertEqual(("written", "2025/92-7"), (row["archive_state"], row["archive_number"]))
        self.assertEqual([(came["id"], {"archive_number": "2025/92-7"})], self.told(case, "journal"))

    def test_a_folder_that_is_not_there_is_told_everywhere_and_made_up_for(self):
        FOLDER.waited(self.sent()[1])
        lock = FOLDER.held()
        case, id = self.sent()
        before = OFFICE.daemon.log().count("no journal post can be given")
        os.rename(FOLDER.folder, FOLDER.folder + ".away")
        lock.close()
        try:
            until(lambda: (self.shown(id)[1] or "").endswith("No such file or directory"), what="the case to show it")
            self.assertEqual("waiting", self.shown(id)[0])
            until(lambda: self.figure("archive_unusable") == 1 and self.figure("archive_failing") >= 1, what="/metrics to tell it")
            self.assertGreaterEqual(self.figure("archive_waiting"), 1)
            self.assertEqual(1, OFFICE.daemon.log().count("no journal post can be given") - before)
        finally:
            os.rename(FOLDER.folder + ".away", FOLDER.folder)
        FOLDER.message(id)
        until(lambda: self.shown(id) == ("written", None), what="it to be told as written")
        until(lambda: self.figure("archive_unusable") == 0 and self.figure("archive_waiting") == 0, what="/metrics to tell it")

    def figure(self, name):
        text = OFFICE.liv.ask("GET", "/metrics").body.decode()
        return int([line for line in text.split("\n") if line.startswith("tilsyn_%s " % name)][0].split()[1])

    def test_an_exempt_letter_is_shielded_with_its_section(self):
        root = FOLDER.message(self.sent(exempt="offentleglova § 13")[1])
        self.assertEqual(text(root, "skjermingshjemmel"), "offentleglova § 13")
        self.assertNotIn("Legemiddel", text(root, "offentligTittel"))

    def test_every_kind_of_letter_is_valid(self):
        case = OFFICE.case().to_closed()
        for letter in case.get()["letters"]:
            if letter["state"] == "dispatched":
                self.assertEqual(text(FOLDER.message(letter["id"]), "systemID"), case.id)
        self.assertIn("Avsluttet", [text(FOLDER.message(l["id"]), "saksstatus") for l in case.get()["letters"]
                                    if l["kind"] == "closure"])

    def test_what_comes_in_names_the_letter_it_answers(self):
        case, id = self.sent()
        attachment = OFFICE.anna.ask("POST", "/v1/attachments", data=b"%PDF-1.4 svar", headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": "attachment; filename=\"svar & mer.pdf\""}, expect=201).json["id"]
        came = OFFICE.anna.post(case.path + "/incoming", {
            "received_on": OFFICE.today, "from": "Kommunen <ved> & rådmannen", "text": "Vi kommer.", "answers": [id],
            "attachments": [attachment]})
        root = FOLDER.message(came["id"])
        self.assertEqual(text(root, "journalposttype"), "Inngående dokument")
        self.assertEqual(text(root, "referanseTilRegistrering"), id)
        self.assertEqual(text(root, "korrespondansepartNavn"), "Kommunen <ved> & rådmannen")
        self.assertEqual(text(root, "antallFiler"), "2")
        FOLDER.take(came["id"])
        FOLDER.receipt(came["id"], "2025/88-9")

    def test_what_a_killed_clerk_left_is_completed_once(self):
        FOLDER.message(self.sent()[1])
        lock = FOLDER.held()
        before, after, taken = (self.sent()[1] for _ in range(3))
        os.makedirs(FOLDER.path(".", ".new-" + before))                # killed before the rename
        with open(os.path.join(FOLDER.path(".", ".new-" + before), "arkivmelding.xml"), "w", encoding="utf-8") as file:
            file.write("<half")
        os.chmod(FOLDER.path(".", ".new-" + before), 0o777)
        os.chmod(os.path.join(FOLDER.path(".", ".new-" + before), "arkivmelding.xml"), 0o666)
        os.makedirs(FOLDER.path("out", after))                         # killed after it
        os.makedirs(FOLDER.path("taken", taken))                       # and the connector was quicker
        last = self.sent()[1]
        lock.close()
        FOLDER.message(last)
        FOLDER.message(before)
        self.assertEqual(os.listdir(FOLDER.path("out", after)), [])
        self.assertFalse(os.path.exists(FOLDER.path("out", taken)))
        self.assertFalse(os.path.exists(FOLDER.path(".", ".new-" + before)))

    def test_a_clerk_that_is_killed_again_and_again_gives_each_post_once(self):
        lock = FOLDER.held()
        ids = [self.sent()[1] for _ in range(6)]
        lock.close()
        for turn in range(6):
            clerk = [pid for pid in OFFICE.daemon.workers() if b"clerk" in self.title(pid)]
            self.assertTrue(clerk, "no clerk")
            os.kill(clerk[0], signal.SIGKILL)
            until(lambda: [pid for pid in OFFICE.daemon.workers() if b"clerk" in self.title(pid) and pid not in clerk], 30,
                  "a new clerk")
        for id in ids:
            FOLDER.message(id)
            FOLDER.take(id)
        FOLDER.message(self.sent()[1])            # a round later nothing has come again
        for id in ids:
            self.assertFalse(os.path.exists(FOLDER.path("out", id)))

    def title(self, pid):
        try:
            with open("/proc/%d/cmdline" % pid, "rb") as file, open("/proc/%d/comm" % pid, "rb") as name:
                return file.read() + name.read()
        except OSError:
            return b""


if __name__ == "__main__":
    unittest.main()
