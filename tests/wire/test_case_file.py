"""A case as one file: letters, attachments, the case and its log, in a ZIP that anybody can open."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest
import zipfile

import harness
import office
from harness import until


class CaseFiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def case(self):
        """One that has come to its hearing, with a letter received and a file that came with it."""
        case = self.o.case().to_hearing()
        case.attached = self.o.arne.ask("POST", "/v1/attachments", data=b"Svar fra kommunen \xc3\xa6\xc3\xb8\xc3\xa5\n" * 50,
                                        headers={"Content-Type": "text/plain",
                                                 "Content-Disposition": "attachment; filename*=UTF-8''..%2F..%2Fsv%C3%A5r.txt"},
                                        expect=201).json
        self.o.arne.post(case.path + "/incoming", {"received_on": self.o.today, "from": "Kommunen",
                                                   "text": "Takk \U0001f44d", "attachments": [case.attached["id"]]})
        return case

    def wanted(self, case, who=None):
        return (who or self.o.inge).ask("POST", case.path + "/case-files", expect=201)

    def made(self, place):
        def look():
            file = self.o.inge.get(place)
            return file if file["made_at"] or file["reason"] else None
        return until(look, what="a case file")

    def test_a_case_file_holds_all_of_the_case(self):
        case = self.case()
        asked = self.wanted(case)
        place = asked.headers["location"]
        self.assertEqual("/v1/case-files/" + asked.json["id"], place)
        file = self.made(place)
        answer = self.o.inge.ask("GET", place + "/content", expect=200)
        self.assertEqual("application/zip", answer.kind)
        self.assertEqual((file["size"], file["sha256"]), (len(answer.body), hashlib.sha256(answer.body).hexdigest()))
        self.assertIn(case.audit["case_number"].replace("/", "-") + ".zip", answer.headers["content-disposition"])
        archive = zipfile.ZipFile(io.BytesIO(answer.body))
        self.assertIsNone(archive.testzip())
        names = archive.namelist()
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertNotIn("..", name.split("/"))
        index = json.loads(archive.read("innhold.json"))
        self.assertEqual(case.audit["case_number"], index["case_number"])
        letters = [f for f in index["files"] if f["is"] == "letter"]
        self.assertEqual(["notice", "preliminary_report"], [f["name"] for f in letters])
        for row in index["files"]:
            self.assertEqual(row["sha256"], hashlib.sha256(archive.read(row["path"])).hexdigest(), row)
        for letter, row in zip([l for l in self.o.liv.get(case.path)["letters"]], letters):
            document = self.o.liv.ask("GET", "/v1/letters/%s/document" % letter["id"], expect=200)
            self.assertEqual(document.body, archive.read(row["path"]))
        attached = [f for f in index["files"] if f["is"] == "attachment"]
        self.assertEqual([case.attached["sha256"]], [f["sha256"] for f in attached])
        self.assertTrue(attached[0]["path"].startswith("vedlegg/01 "), attached)
        log = json.loads(archive.read("logg.json"))
        self.assertEqual([e["hash"] for e in self.o.liv.items(case.path + "/events?limit=200")], [e["hash"] for e in log])
        self.assertEqual(case.id, json.loads(archive.read("sak.json"))["id"])
        self.assertEqual(set(names), {"innhold.json", "innhold.pdf", "sak.json", "logg.json", "logg.pdf"}
                         | {f["path"] for f in index["files"]})
        self.readable(archive, case)

    def readable(self, archive, case):
        if shutil.which("pdftotext") is None or shutil.which("qpdf") is None:
            self.skipTest("pdftotext or qpdf is not installed (Debian: poppler-utils, qpdf)")
        for name in ("innhold.pdf", "logg.pdf"):
            with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
                file.write(archive.read(name))
                file.flush()
                subprocess.run(["qpdf", "--check", file.name], check=True, stdout=subprocess.DEVNULL)
                text = subprocess.run(["pdftotext", "-raw", file.name, "-"], check=True, text=True,
                                      stdout=subprocess.PIPE).stdout
            self.assertIn(case.audit["case_number"], text)
            if name == "logg.pdf":
                self.assertIn("[U+1F44D]", "".join(text.split()))
                self.assertIn("Kari Vik", " ".join(text.split()))

    def test_the_same_case_gives_the_same_file_until_it_changes(self):
        case = self.case()
        first = self.wanted(case).json
        self.made("/v1/case-files/" + first["id"])
        self.assertEqual(first["id"], self.wanted(case, self.o.liv).json["id"])
        self.o.kari.post(case.path + "/contacts", {"kind": "phone", "occurred_on": self.o.today, "text": "Spurte om frist"})
        second = self.wanted(case).json
        self.assertNotEqual(first["id"], second["id"])
        self.assertIsNone(self.made("/v1/case-files/" + second["id"])["reason"])

    def test_until_it_is_made_it_is_asked_for_again(self):
        clerk = [pid for pid, name in self.daemon.family().items() if name == "tilsynd-clerk"]
        os.kill(clerk[0], signal.SIGSTOP)
        try:
            place = self.wanted(self.o.case()).headers["location"]
            self.assertIsNone(self.o.inge.get(place)["made_at"])
            self.assertEqual("document_not_made", self.o.inge.ask("GET", place + "/content", expect=503).code)
        finally:
            os.kill(clerk[0], signal.SIGCONT)
        self.assertIsNone(self.made(place)["reason"])

    def test_what_is_too_much_is_said(self):
        case = self.o.case()
        ids = [self.o.arne.ask("POST", "/v1/attachments", data=os.urandom(17 * 1024 * 1024), expect=201,
                               headers={"Content-Type": "application/octet-stream"}).json["id"] for _ in range(2)]
        self.o.arne.post(case.path + "/incoming", {"received_on": self.o.today, "from": "x", "text": "y", "attachments": ids})
        place = self.wanted(case).headers["location"]
        self.assertIn("more than 33554432", self.made(place)["reason"])
        self.assertEqual("document_failed", self.o.inge.ask("GET", place + "/content", expect=409).code)

    def test_nobody_gets_a_case_that_is_not_there(self):
        nobody = "/v1/audits/00000000-0000-7000-8000-000000000000"
        self.o.inge.ask("POST", nobody + "/case-files", expect=404)
        self.o.inge.ask("GET", "/v1/case-files/00000000-0000-7000-8000-000000000000", expect=404)
        self.o.inge.ask("GET", "/v1/case-files/00000000-0000-7000-8000-000000000000/content", expect=404)


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
