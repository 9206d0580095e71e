"""test_archive - journal posts in the connector's folder: valid, whole, once, whoever is killed when."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml

import harness
from harness import until
from office import Office

NOARK = "{http://www.arkivverket.no/standarder/noark5/arkivmelding}"
SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "noark5", "arkivmelding.xsd")


def setUpModule():
    global OFFICE, FOLDER
    FOLDER = tempfile.mkdtemp(prefix="tilsyn-archive-")
    os.chmod(FOLDER, 0o777)                 # the daemon gives up root
    OFFICE = Office(harness.daemon(config="archive_dir = %s\n" % FOLDER))


def tearDownModule():
    OFFICE.daemon.stop(remove=True)
    shutil.rmtree(FOLDER)


def authority():
    return [name for name in os.listdir(FOLDER) if not name.startswith(".")][0]


def path(where, id):
    return os.path.join(FOLDER, authority(), where, id)


class Archive(unittest.TestCase):
    def sent(self, **members):
        """A letter that is dispatched; its id."""
        case = OFFICE.case().to_notified()
        place = case.letter("meeting_invitation", **members)
        OFFICE.kari.act(place, "dispatch")
        return case, place.rsplit("/", 1)[1]

    def message(self, id, where="out"):
        """The post's message, valid by the schema and naming the files that are there."""
        until(lambda: os.listdir(FOLDER) != [".lock"] and os.path.exists(path(where, id)), 30, "journal post %s\n%s" % (id, OFFICE.daemon.log()))
        folder = path(where, id)
        file = os.path.join(folder, "arkivmelding.xml")
        judged = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", SCHEMA, file], capture_output=True, text=True)
        self.assertEqual(judged.returncode, 0, judged.stderr)
        root = xml.parse(file).getroot()
        named = [e.text for e in root.iter(NOARK + "referanseDokumentfil")]
        self.assertEqual(sorted(named + ["arkivmelding.xml"]), sorted(os.listdir(folder)))
        self.assertEqual(root.find(NOARK + "antallFiler").text, str(len(named)))
        return root

    def text(self, root, name):
        return next((e.text for e in root.iter(NOARK + name)), None)

    def receipt(self, id, number):
        aside = path("receipts", ".new-" + id)
        with open(aside, "w", encoding="utf-8") as file:
            file.write(number + "\n")
        os.rename(aside, path("receipts", id))
        until(lambda: os.path.exists(path("read", id)), 30, "the receipt to be read")

    def test_a_letter_goes_out_with_its_paper_and_comes_back_with_a_number(self):
        case, id = self.sent()
        root = self.message(id)
        self.assertEqual(self.text(root, "journalposttype"), "Utgående dokument")
        self.assertEqual(self.text(root, "mappeID"), case.get()["case_number"])
        self.assertIsNone(self.text(root, "skjermingshjemmel"))
        with open(os.path.join(path("out", id), self.text(root, "referanseDokumentfil")), "rb") as file:
            paper = file.read()
        self.assertTrue(paper.startswith(b"%PDF-"))
        os.rename(path("out", id), path("taken", id))
        self.receipt(id, "2025/88-4")
        letter = OFFICE.anna.get("/v1/letters/" + id)
        self.assertEqual((letter["state"], letter["archive_number"]), ("journalled", "2025/88-4"))
        self.receipt(id, "2025/88-5")           # the first stands
        self.assertEqual(OFFICE.anna.get("/v1/letters/" + id)["archive_number"], "2025/88-4")

    def test_an_exempt_letter_is_shielded_with_its_section(self):
        root = self.message(self.sent(exempt="offentleglova § 13")[1])
        self.assertEqual(self.text(root, "skjermingshjemmel"), "offentleglova § 13")
        self.assertNotIn("Legemiddel", self.text(root, "offentligTittel"))

    def test_every_kind_of_letter_is_valid(self):
        case = OFFICE.case().to_closed()
        for letter in case.get()["letters"]:
            if letter["state"] == "dispatched":
                self.assertEqual(self.text(self.message(letter["id"]), "systemID"), case.id)
        self.assertIn("Avsluttet", [self.text(self.message(l["id"]), "saksstatus") for l in case.get()["letters"]
                                    if l["kind"] == "closure"])

    def test_what_comes_in_names_the_letter_it_answers(self):
        case, id = self.sent()
        attachment = OFFICE.anna.ask("POST", "/v1/attachments", data=b"%PDF-1.4 svar", headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": "attachment; filename=\"svar & mer.pdf\""}, expect=201).json["id"]
        came = OFFICE.anna.post(case.path + "/incoming", {
            "received_on": OFFICE.today, "from": "Kommunen <ved> & rådmannen", "text": "Vi kommer.", "answers": [id],
            "attachments": [attachment]})
        root = self.message(came["id"])
        self.assertEqual(self.text(root, "journalposttype"), "Inngående dokument")
        self.assertEqual(self.text(root, "referanseTilRegistrering"), id)
        self.assertEqual(self.text(root, "korrespondansepartNavn"), "Kommunen <ved> & rådmannen")
        self.assertEqual(self.text(root, "antallFiler"), "2")
        os.rename(path("out", came["id"]), path("taken", came["id"]))
        self.receipt(came["id"], "2025/88-9")

    def held(self):
        """The folder's lock, as another clerk would have it."""
        lock = open(os.path.join(FOLDER, ".lock"), "a")

        def taken():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except OSError:
                return False

        until(taken, 30, "the folder's lock")
        return lock

    def test_what_a_killed_clerk_left_is_completed_once(self):
        self.message(self.sent()[1])
        lock = self.held()
        before, after, taken = (self.sent()[1] for _ in range(3))
        os.makedirs(path(".", ".new-" + before))                # killed before the rename
        with open(os.path.join(path(".", ".new-" + before), "arkivmelding.xml"), "w", encoding="utf-8") as file:
            file.write("<half")
        os.chmod(path(".", ".new-" + before), 0o777)
        os.chmod(os.path.join(path(".", ".new-" + before), "arkivmelding.xml"), 0o666)
        os.makedirs(path("out", after))                         # killed after it
        os.makedirs(path("taken", taken))                       # and the connector was quicker
        last = self.sent()[1]
        lock.close()
        self.message(last)
        self.message(before)
        self.assertEqual(os.listdir(path("out", after)), [])
        self.assertFalse(os.path.exists(path("out", taken)))
        self.assertFalse(os.path.exists(path(".", ".new-" + before)))

    def test_a_clerk_that_is_killed_again_and_again_gives_each_post_once(self):
        lock = self.held()
        ids = [self.sent()[1] for _ in range(6)]
        lock.close()
        for turn in range(6):
            clerk = [pid for pid in OFFICE.daemon.workers() if b"clerk" in self.title(pid)]
            self.assertTrue(clerk, "no clerk")
            os.kill(clerk[0], signal.SIGKILL)
            until(lambda: [pid for pid in OFFICE.daemon.workers() if b"clerk" in self.title(pid) and pid not in clerk], 30,
                  "a new clerk")
        for id in ids:
            self.message(id)
            os.rename(path("out", id), path("taken", id))
        self.message(self.sent()[1])            # a round later nothing has come again
        for id in ids:
            self.assertFalse(os.path.exists(path("out", id)))

    def title(self, pid):
        try:
            with open("/proc/%d/cmdline" % pid, "rb") as file, open("/proc/%d/comm" % pid, "rb") as name:
                return file.read() + name.read()
        except OSError:
            return b""


if __name__ == "__main__":
    unittest.main()
