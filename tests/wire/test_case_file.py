"""A case as one file: letters, attachments, the case and its log, in a ZIP that anybody can open."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse
import zipfile

import psycopg2

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
        case.attached = self.o.attach("Svar fra kommunen \u00e6\u00f8\u00e5\n".encode() * 50, "../../sv\u00e5r.txt", "text/plain")
        case.incoming(text="Takk \U0001f44d", attachments=[case.attached["id"]])
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
        self.assertEqual([], file["left_out"])
        answer = self.o.inge.ask("GET", place + "/content", expect=200)
        self.assertEqual("application/zip", answer.kind)
        self.assertEqual((file["size"], file["sha256"]), (len(answer.body), hashlib.sha256(answer.body).hexdigest()))
        self.assertIn(case.audit["case_number"].replace("/", "-") + ".zip", answer.headers["content-disposition"])
        archive = self.opened(place)
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
        came = [f for f in index["files"] if f["is"] == "incoming"]
        self.assertEqual(["Takk \U0001f44d"], [archive.read(f["path"]).decode() for f in came])
        attached = [f for f in index["files"] if f["is"] == "attachment"]
        self.assertEqual([case.attached["sha256"]], [f["sha256"] for f in attached])
        self.assertTrue(attached[0]["path"].startswith("vedlegg/01 "), attached)
        log = json.loads(archive.read("logg.json"))
        self.assertEqual([e["hash"] for e in self.o.liv.items(case.path + "/events?limit=200")], [e["hash"] for e in log])
        self.assertEqual(case.id, json.loads(archive.read("sak.json"))["id"])
        self.assertEqual(set(names), {"innhold.json", "innhold.pdf", "sak.json", "logg.json", "logg.pdf", "SHA256SUMS"}
                         | {f["path"] for f in index["files"]})
        self.readable(archive, case)

    def opened(self, place):
        answer = self.o.inge.ask("GET", place + "/content", expect=200)
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            file.write(answer.body)
            file.flush()
            if shutil.which("unzip") is not None:
                subprocess.run(["unzip", "-tqq", file.name], check=True)
        archive = zipfile.ZipFile(io.BytesIO(answer.body))
        self.assertIsNone(archive.testzip())
        return archive

    def test_names_are_what_they_say_for_whoever_opens_them(self):
        """Also for unzip, which reads names in another alphabet where the file says that another system made it."""
        case = self.o.case().to_notified()
        names = ["sv\u00e5r \u010d\u0111.pdf", "svar\u202efdp.exe", "skj\u200bult.txt", "slutt.", "mellomrom ", "\U0001f44d.png"]
        ids = [self.o.arne.ask("POST", "/v1/attachments", data=name.encode(), expect=201, headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": "attachment; filename*=UTF-8''" + urllib.parse.quote(name, safe="")}).json["id"]
            for name in names]
        self.o.arne.post(case.path + "/incoming", {"received_on": self.o.today, "from": "x", "text": "y", "attachments": ids})
        place = self.wanted(case).headers["location"]
        self.made(place)
        archive = self.opened(place)
        files = archive.infolist()
        attached = sorted(f.filename for f in files if f.filename.startswith("vedlegg/"))
        self.assertEqual(["vedlegg/%02d " % (n + 1) for n in range(6)], [name[:11] for name in attached])
        self.assertEqual({"sv\u00e5r \u010d\u0111.pdf", "svar_fdp.exe", "skj_ult.txt", "slutt_", "mellomrom_", "\U0001f44d.png"},
                         {name[11:] for name in attached})      # two doors gave them their ids
        self.assertEqual({(3, 0o100644)}, {(f.create_system, f.external_attr >> 16) for f in files})
        if shutil.which("unzip") is not None:
            with tempfile.TemporaryDirectory() as folder:
                with open(os.path.join(folder, "sak.zip"), "wb") as file:
                    file.write(self.o.inge.ask("GET", place + "/content", expect=200).body)
                subprocess.run(["unzip", "-qq", "sak.zip"], cwd=folder, check=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
                subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=True)

    def text(self, archive, name):
        if shutil.which("pdftotext") is None or shutil.which("qpdf") is None:
            self.skipTest("pdftotext or qpdf is not installed (Debian: poppler-utils, qpdf)")
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(archive.read(name))
            file.flush()
            subprocess.run(["qpdf", "--check", file.name], check=True, stdout=subprocess.DEVNULL)
            return " ".join(subprocess.run(["pdftotext", "-raw", file.name, "-"], check=True, text=True,
                                           stdout=subprocess.PIPE).stdout.split())

    def readable(self, archive, case):
        for name in ("innhold.pdf", "logg.pdf"):
            self.assertIn(case.audit["case_number"], self.text(archive, name))
        log = self.text(archive, "logg.pdf")
        self.assertIn("[U+1F44D]", log.replace(" ", ""))
        for words in ("Kari Vik", "varsel om tilsyn sendt", "tilsyn: planlagt \u2013 varslet", "inng\u00e5ende brev registrert"):
            self.assertIn(words, log)
        contents = self.text(archive, "innhold.pdf")
        self.assertIn("2 brev fra oss, 1 brev til oss, 1 vedlegg", contents)
        self.assertIn("Brev til oss: Kommunen", contents)
        with tempfile.TemporaryDirectory() as place:
            archive.extractall(place)
            subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=place, check=True)

    def test_the_same_case_gives_the_same_file_until_it_changes(self):
        case = self.case()
        first = self.wanted(case).json
        self.made("/v1/case-files/" + first["id"])
        self.assertEqual(first["id"], self.wanted(case, self.o.liv).json["id"])
        self.o.kari.post(case.path + "/contacts", {"kind": "phone", "occurred_on": self.o.today, "text": "Spurte om frist"})
        second = self.wanted(case).json
        self.assertNotEqual(first["id"], second["id"])
        self.assertIsNone(self.made("/v1/case-files/" + second["id"])["reason"])

    def test_what_the_clock_has_done_is_in_the_next_file(self):
        case = self.case()
        first = self.wanted(case).json
        self.made("/v1/case-files/" + first["id"])
        self.daemon.day(self.daemon.ahead(40))
        until(lambda: case.deadlines("comment", "lapsed"), what="the comment deadline to lapse")
        second = self.wanted(case).json
        self.assertNotEqual(first["id"], second["id"])
        place = "/v1/case-files/" + second["id"]
        self.made(place)
        self.assertIn("lapse", [e["event"] for e in json.loads(self.opened(place).read("logg.json"))])

    def test_until_it_is_made_it_is_asked_for_again(self):
        with self.daemon.without_clerk():
            place = self.wanted(self.o.case()).headers["location"]
            self.assertIsNone(self.o.inge.get(place)["made_at"])
            self.assertEqual("document_not_made", self.o.inge.ask("GET", place + "/content", expect=503).code)
        self.assertIsNone(self.made(place)["reason"])

    def test_what_is_too_much_is_listed_and_the_rest_is_there(self):
        case = self.o.case().to_notified()
        ids = [self.o.attach(os.urandom(size))["id"] for size in (17 * 1024 * 1024, 1000, 16 * 1024 * 1024)]
        case.incoming(attachments=ids, exempt="offentleglova \u00a7 13")
        clerk, = self.daemon.clerks()
        place = self.wanted(case).headers["location"]
        made = self.made(place)
        self.assertEqual((None, [ids[0]]), (made["reason"], made["left_out"]))
        archive = self.opened(place)
        rows = {f["id"]: f for f in json.loads(archive.read("innhold.json"))["files"]}
        self.assertIsNone(rows[ids[0]]["path"])
        self.assertEqual("too large: GET /v1/attachments/" + ids[0], rows[ids[0]]["missing"])
        self.assertEqual({"offentleglova \u00a7 13"}, {rows[id]["exempt"] for id in ids})
        for id in ids[1:]:
            self.assertEqual(rows[id]["sha256"], hashlib.sha256(archive.read(rows[id]["path"])).hexdigest())
        self.assertIn("hentes for seg", self.text(archive, "innhold.pdf"))
        if not harness.sanitized():
            with open("/proc/%d/status" % clerk, encoding="ascii") as file:
                peak = [int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM")][0]
            print("  the clerk's peak, of a case file of 16 MiB: %.0f MiB" % peak)
            self.assertLess(peak, 160)

    def test_a_long_log_becomes_several_documents(self):
        case = self.o.case()
        line = psycopg2.connect(host=os.path.join(self.daemon.dir, "run"), dbname="tilsyn", user="postgres")
        with line, line.cursor() as cursor:
            cursor.execute("ALTER TABLE event DISABLE TRIGGER USER")        # no chain is wanted here, only length
            cursor.execute("""INSERT INTO event (authority_id, id, audit, at, occurred_on, account, subject_kind, subject, event,
                    data, text, hash, previous_hash)
                SELECT authority_id, (SELECT min(id) FROM event) - g, audit, at, occurred_on, account, subject_kind, subject, 'contact_registered',
                    jsonb_build_object('asked', jsonb_build_object('text', repeat('Samtale ' || g || ' ', 20)))::text,
                    text, hash, previous_hash
                FROM (SELECT * FROM event WHERE audit = %s ORDER BY id DESC LIMIT 1) e, generate_series(1, 6000) g""", (case.id,))
        line.close()
        self.o.kari.post(case.path + "/contacts", {"kind": "phone", "occurred_on": self.o.today, "text": "Ny versjon"})
        place = self.wanted(case).headers["location"]
        self.assertIsNone(self.made(place)["reason"])
        archive = self.opened(place)
        logs = sorted(name for name in archive.namelist() if name.startswith("logg-"))
        self.assertGreater(len(logs), 2)
        contents = self.text(archive, "innhold.pdf")
        for name in logs:
            self.assertIn(name, contents)
        self.assertIn("Samtale 6000", self.text(archive, logs[0]))
        self.assertGreater(len(json.loads(archive.read("logg.json"))), 6000)

    def test_nobody_gets_a_case_that_is_not_there(self):
        nobody = "/v1/audits/00000000-0000-7000-8000-000000000000"
        self.o.inge.ask("POST", nobody + "/case-files", expect=404)
        self.o.inge.ask("GET", "/v1/case-files/00000000-0000-7000-8000-000000000000", expect=404)
        self.o.inge.ask("GET", "/v1/case-files/00000000-0000-7000-8000-000000000000/content", expect=404)


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
