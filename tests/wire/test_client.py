"""The command line: a whole case by tilsyn alone, its references, refusals, files and exit codes."""

import http.client
import http.server
import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
import threading
import unittest

import harness
import office

DONE, REFUSED, USAGE, AWAY = 0, 1, 2, 3


class Person:
    """Somebody at a terminal of their own."""

    def __init__(self, daemon, username, password, home):
        self.daemon, self.username, self.password = daemon, username, password
        self.home = os.path.join(home, username)
        self.expires = None

    def environment(self, **more):
        base = {k: v for k, v in os.environ.items() if not k.startswith(("TILSYN_", "LC_", "LANG"))}
        return {**base, "XDG_CONFIG_HOME": self.home, "LC_ALL": "C.UTF-8", **more}

    def start(self, *words, **more):
        tilsyn = os.environ.get("TILSYN") or os.path.join(harness.TOP, "tilsyn")
        return subprocess.Popen([tilsyn, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=self.environment(**more))

    def run(self, *words, given="", expect=DONE, **more):
        """The command's standard output, after it ended as expected; standard error in self.said."""
        process = self.start(*words, **more)
        shown, self.said = process.communicate(given, timeout=300)
        if process.returncode != expect:
            raise AssertionError("tilsyn %s ended with %s, expected %s\n%s%s" % (
                " ".join(words), process.returncode, expect, shown[-3000:], self.said[-3000:]))
        return shown

    def login(self, *words):
        self.expires = self.daemon.instant.timestamp() + 3600
        return self.run("login", "--server", "http://" + self.daemon.address, self.username, *words,
                        TILSYN_PASSWORD=self.password)

    def __call__(self, *words, **more):
        if self.expires is None or self.daemon.instant.timestamp() >= self.expires:
            self.login()
        return self.run(*words, **more)

    def json(self, *words, **more):
        return json.loads(self("--json", *words, **more))


class Client(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.home = tempfile.mkdtemp(prefix="tilsyn-client-")
        cls.addClassCleanup(shutil.rmtree, cls.home)
        for name in ("anna", "kari", "liv", "mona", "arne", "inge"):
            setattr(cls, name, cls.person(name))
        cls.admin = Person(cls.daemon, "admin", harness.ADMIN_PASSWORD, cls.home)

    @classmethod
    def person(cls, name):
        return Person(cls.daemon, name, office.PASSWORD % name, cls.home)

    def case(self, **members):
        """A planned audit, made through the API."""
        case = self.o.case(**members)
        case.number = case.get()["case_number"]
        return case

    def letter(self, number, kind, *words):
        """Drafted and submitted by Anna, read and approved by Mona; its reference."""
        self.anna("letter", "draft", number, "--kind", kind, *words)
        place = "%s#%s" % (number, kind)
        self.anna("letter", "submit", place)
        read = self.mona.json("letter", "show", place)
        self.mona("letter", "approve", place, "--sha256", read["sha256"][:10])
        return place


class Walk(Client):
    """From plan to closure with nothing but tilsyn."""

    def plan(self):
        o = self.o
        self.point, self.requirement = o.measure_point(rounds=1), o.requirement()
        self.enterprise = o.enterprise()
        said = self.liv("audit", "create", "--enterprise", self.enterprise["org_number"], "--theme",
                        "Legemidler i sykehjem", "--method", "system-audit", "--requirements",
                        self.requirement["code"], "--measure-points", self.point["code"],
                        "--lead-auditor", "kari vik", "--team", o.anna.id,
                        "--visit-from", str(self.daemon.ahead(50)),
                        "--visit-to", str(self.daemon.ahead(51)))
        self.number = re.search(r"audit (\d{4}/\d+)", said).group(1)

    def report(self):
        number, o = self.number, self.o
        self.letter(number, "notice")
        self.assertIn("varslet", self.kari("audit", "notify", number))
        self.kari("audit", "begin-fieldwork", number)
        with open(os.path.join(self.home, "facts"), "w", encoding="utf-8") as file:
            file.write("I 6 av 20 journaler manglet gjennomgang.\n")
        said = self.anna("breach", "register", number, "--title", "Ikke satt i system", "--facts",
                         "@" + file.name, "--requirements", self.requirement["code"], "--severity",
                         "serious", "--complexity", "moderate", "--failed-duty", "check",
                         "--quality", "safe,effective", "--urgent=no")
        self.assertIn("breach %s#1" % number, said)
        self.kari("audit", "end-fieldwork", number, "--summary-meeting-date", o.today)
        self.letter(number, "preliminary-report", "--dates",
                    "kind=comment,due=" + o.workday(21))
        self.kari("audit", "send-preliminary", number)

    def final(self):
        number, o = self.number, self.o
        self.arne("incoming", "register", number, "--received-on", o.today, "--from", "Kommunen",
                  "--text", "-", "--answers", "comment", given="Vi er enige.\n")
        self.arne("deadline", "receive", number + "#comment", "--received-on", o.today)
        self.kari("demand", "create", number + "#1", "--evidence-kind", "practice",
                  "--measure-point", self.point["code"], "--rounds", "1")
        self.kari("demand", "create", number + "#1", "--evidence-kind", "management")
        self.kari("deadline", "set", number, "--kind", "correction", "--breach", "1", "--due",
                  o.workday(60))
        self.letter(number, "final-report")
        self.assertIn("oppfølging", self.liv("audit", "send-final", number))

    def follow_up(self):
        number, o = self.number, self.o
        self.daemon.advance(days=40)
        self.arne("deadline", "ask-extension", number + "#correction", "--asked", o.workday(60),
                  "--asked-by", "kommunedirektøren", "--asked-on", o.today)
        self.liv("deadline", "extend", number + "#correction", "--due", o.workday(40), "--reason",
                 "Mindre enn dere ba om.")
        self.kari("contact", "register", number, "--kind", "meeting", "--occurred-on", o.today,
                  "--text", "Gjennomgang av planen.")
        held = self.kari("breach", "assess-corrected", number + "#1", "--dry-run", expect=REFUSED)
        self.assertTrue(held)
        for kind in ("practice", "management"):
            self.anna("evidence", "register", number + "#1", "--kind", kind, "--received-on",
                      o.today, "--description", "Gjennomgang", "--source", "brev")
        self.anna("observation", "register", number + "#1", "--measure-point", self.point["code"], "--period-from", o.past(38),
                  "--period-to", o.past(21), "--population", "60", "--sample", "20", "--compliant", "14",
                  "--hard-failures", "0")
        self.anna("breach", "documentation-received", number + "#1", "--received-on", o.today)
        held = self.kari("breach", "assess-corrected", number + "#1", "--dry-run", expect=REFUSED)
        self.assertIn("] measure-point " + self.point["code"], held)
        self.anna("observation", "register", number + "#1", "--measure-point", self.point["code"],
                  "--period-from", o.past(20), "--period-to", o.past(2), "--population", "60",
                  "--sample", "20", "--compliant", "20", "--hard-failures", "0", "--sampling",
                  "random", "--seed", "4711", "--reviewed-by", "enterprise", "--evidence", "1")
        done = self.kari("breach", "assess-corrected", number + "#1", "--text", "Vist i journalene.")
        self.assertIn("rettet", done)

    def test_a_case_goes_from_plan_to_closure(self):
        self.plan()
        held = self.liv("audit", "close", self.number, "--dry-run", expect=REFUSED)
        self.assertTrue(held.strip())
        self.report()
        self.final()
        self.follow_up()
        shown = self.kari("audit", "show", self.number)
        for wanted in (self.number, self.enterprise["name"], "Kari Vik", "Anna Vik", "rettet",
                       "20/20", "83,9", "p = 0,0202 (Fishers", self.point["code"], "forlenget"):
            self.assertIn(wanted, shown)
        self.letter(self.number, "closure")
        self.assertEqual(0, len(self.guards(self.liv("audit", "close", self.number, "--dry-run"))))
        self.assertIn("avsluttet", self.liv("audit", "close", self.number, "--safety-statement",
                                            "Endret praksis er vist."))
        self.assertEqual("closed", self.liv.json("audit", "show", self.number)["state"])
        log = self.inge.json("events", self.number, "--all")["items"]
        shown = " ".join(self.inge("events", self.number, "--all", "--language", "nn").split())
        for words in ("endeleg rapport send tilsyn til uttale oppf\u00f8lging", "frist forlengd frist l\u00f8per forlengd"):
            self.assertIn(words, shown)
        self.assertLessEqual({"send_final", "extend", "assess_corrected", "close"},
                             {event["event"] for event in log})

    def guards(self, text):
        return re.findall(r"^\s*([a-z_0-9]+): .+ \[(.+?)\]", text, re.M)


class Refusals(Client):
    def test_a_refusal_names_each_guard_with_its_source_and_what_it_is_about(self):
        case = self.case().to_follow_up()
        self.assertEqual("", self.liv("audit", "close", case.number, "--safety-statement", "x",
                                      expect=REFUSED))
        lines = self.liv.said.splitlines()
        wanted = self.o.liv.refused(case.path, "close", exactly=False, safety_statement="x")
        told = {line.split(":")[0]: line for line in lines[1:]}
        self.assertEqual(set(wanted), set(told))
        self.assertIn("[G §", told["breach_open"])
        self.assertIn("breach %s#1" % case.number, told["breach_open"])
        self.assertRegex(told["deadline_running"], r"deadline %s#\d+" % case.number)

    def test_a_dry_run_tells_the_same_guards_and_changes_nothing(self):
        case = self.case().to_follow_up()
        version = case.get()["version"]
        shown = self.liv("audit", "close", case.number, "--dry-run", expect=REFUSED)
        listed = {g["code"] for g in self.o.liv.actions(case.path)["close"]["guards"]}
        self.assertEqual(listed, {line.split(":")[0] for line in shown.splitlines() if "[" in line})
        self.assertEqual(version, case.get()["version"])
        self.assertEqual(listed, {g["code"] for g in self.liv.json(
            "audit", "close", case.number, "--dry-run", expect=REFUSED)["guards"]})

    def test_every_mistake_of_a_body_is_a_line(self):
        self.liv("enterprise", "create", "--name", "x", "--kind", "other", "--email", "ikke",
                 "--org-number", "123456789", expect=REFUSED)
        self.assertIn("email: ", self.liv.said)
        self.assertIn("(invalid_org_number)", self.liv.said)

    def test_a_refusal_as_json_is_the_problem_document(self):
        case = self.case()
        problem = self.kari.json("audit", "close", case.number, "--safety-statement", "x",
                                 expect=REFUSED)
        self.assertIn(problem["status"], (403, 409))

    def test_texts_come_in_the_language_asked_for(self):
        case = self.case()
        for language, word in (("nb", "mangler"), ("nn", "manglar"), ("en", "is missing")):
            shown = self.kari("audit", "notify", case.number, "--dry-run", "--language", language,
                              expect=REFUSED)
            self.assertIn(word, shown)
        shown = self.kari("audit", "notify", case.number, "--dry-run", expect=REFUSED,
                          LANG="nn_NO.UTF-8", LC_MESSAGES="nn_NO.UTF-8", LC_ALL="nn_NO.UTF-8")
        self.assertIn("manglar", shown)

    def test_a_checksum_of_another_text_is_refused(self):
        case = self.case()
        case.draft("notice")
        self.anna("letter", "submit", case.number + "#notice")
        self.mona("letter", "approve", case.number + "#notice", "--sha256", "0123456789",
                  expect=REFUSED)
        self.assertEqual("submitted", self.mona.json("letter", "show", case.number + "#1")["state"])
        self.mona("letter", "approve", case.number + "#1", "--sha256", "0", expect=USAGE)
        read = self.mona.json("letter", "show", case.number + "#1")["sha256"]
        self.mona("letter", "approve", case.number + "#1", "--sha256", read[:8])
        line, = [r for r in self.mona("letter", "show", case.number + "#1").splitlines() if r.startswith("godkjent av")]
        self.assertRegex(line, r"^godkjent av: \S.* \d{4}-\d\d-\d\d \d\d:\d\d som leder$")


class CommandLine(Client):
    def test_what_makes_no_sense_ends_with_two_and_says_what_would(self):
        self.liv("audit", "list", "--severiti", "serious", expect=USAGE)
        self.assertIn("--severity", self.liv.said)
        self.liv("audit", "clos", "2026/1", expect=USAGE)
        self.assertIn(" close ", self.liv.said)
        self.liv("audot", expect=USAGE)
        self.assertIn(" audit ", self.liv.said)
        self.liv("audit", "list", "--severity", "grave", expect=USAGE)
        self.assertIn("minor, serious, critical", self.liv.said)
        self.liv("audit", "show", expect=USAGE)
        self.liv("audit", "show", "17", expect=USAGE)
        self.liv("deadline", "list", "--due-before", "2026-02-30", expect=USAGE)
        case = self.case()
        self.liv("audit", "redraft", case.number, expect=USAGE)
        self.assertIn("--reason", self.liv.said)

    def test_a_daemon_that_is_not_there_ends_with_three(self):
        self.liv("--server", "http://127.0.0.1:%d" % harness.free_port(), "me", expect=AWAY)

    def test_nothing_goes_in_the_clear_to_another_machine(self):
        self.liv("--server", "http://tilsyn.example", "me", expect=USAGE)
        self.assertIn("--cleartext", self.liv.said)

    def test_json_is_the_answer_as_it_came(self):
        case = self.case()
        shown = self.liv("--json", "audit", "show", case.number)
        self.assertEqual(case.get(), json.loads(shown))
        page = self.liv.json("audit", "list", "--limit", "1", "--sort", "-created")
        self.assertEqual(self.o.liv.get("/v1/audits?limit=1&sort=-created"), page)

    def test_one_member_is_a_line(self):
        case = self.case()
        self.assertEqual(case.number + "\n", self.liv("--member", "case_number", "audit", "show",
                                                      case.id))
        self.assertEqual(case.number + "\n", self.liv(
            "--member", "case_number", "audit", "list", "--case-number", case.number))

    def test_a_member_that_no_answer_has_is_a_mistake_and_told_with_those_there_are(self):
        case = self.case()
        self.assertEqual("", self.liv("--member", "foo", "audit", "show", case.number, expect=USAGE))
        self.assertIn("svaret har ikke feltet foo; disse finnes: id ", self.liv.said)
        self.assertEqual("", self.liv("--member", "foo", "audit", "list", expect=USAGE))
        self.assertEqual(1, self.liv.said.count("foo"), "told once, however long the list")
        self.assertEqual("\n", self.liv("--member", "visit_from", "audit", "show", case.number, expect=DONE)
                         if case.get()["visit_from"] is None else "\n")

    def test_who_is_not_logged_in_is_told_how(self):
        self.liv.run("audit", "list", TILSYN_TOKEN="x" * 43, TILSYN_SERVER="http://" + self.daemon.address, expect=REFUSED)
        self.assertIn("logg inn med: tilsyn login BRUKERNAVN", self.liv.said)

    def test_mistakes_are_told_in_the_language_of_the_terminal_or_the_configuration(self):
        for language, said in (("nb_NO.UTF-8", "audit har ikke kommandoen vis"), ("nn_NO.UTF-8", "audit har ikkje kommandoen vis"),
                               ("en_GB.UTF-8", "audit has no command vis")):
            self.liv.run("audit", "vis", LC_ALL=language, expect=USAGE)
            self.assertIn(said, self.liv.said)
        self.liv("me")
        with open(os.path.join(self.liv.home, "tilsyn", "config"), "a", encoding="utf-8") as config:
            config.write("language = nn\n")
        self.addCleanup(self.liv.login)
        self.addCleanup(os.unlink, config.name)
        self.liv.run("audit", "vis", expect=USAGE)
        self.assertIn("audit har ikkje kommandoen vis", self.liv.said)
        self.assertIn("tema", self.liv.run("audit", "create", "--help"))
        for words in (["--language", "en"], ["--language=en"]):
            self.liv.run("audit", "vis", *words, expect=USAGE)
            self.assertIn("audit has no command vis", self.liv.said)

    def test_who_has_nothing_to_approve_is_told_so(self):
        self.assertIn("Ingen brev venter", self.inge("letter", "queue"))

    def test_every_page_comes_when_all_is_asked_for(self):
        for _ in range(3):
            self.case()
        want = [a["id"] for a in self.o.liv.items("/v1/audits?sort=created&limit=200")]
        got = self.liv.json("audit", "list", "--sort", "created", "--limit", "2", "--all")
        self.assertEqual((want, None), ([a["id"] for a in got["items"]], got["next"]))

    def test_what_is_piped_has_no_colour_unless_it_is_asked_for(self):
        self.case()
        self.assertNotIn("\033", self.liv("audit", "list"))
        self.assertIn("\033[1m", self.liv("--color", "always", "audit", "list"))

    def test_a_member_is_emptied_by_no(self):
        case = self.case().to_fieldwork()
        breach = case.breach()
        self.anna("breach", "patch", case.number + "#1", "--title", "Ny tittel", "--no-consequence")
        now = self.o.anna.get(breach)
        self.assertEqual(("Ny tittel", None), (now["title"], now["consequence"]))

    def test_a_kind_means_the_one_that_is_alive(self):
        case = self.case()
        case.draft("notice")
        self.anna("letter", "withdraw", case.number + "#notice", "--reason", "Feil.")
        case.draft("notice")
        self.anna("letter", "submit", case.number + "#notice")
        self.assertEqual(["withdrawn", "submitted"],
                         [x["state"] for x in self.anna.json("letter", "list", case.number)["items"]])
        case.draft("notice")
        self.anna("letter", "show", case.number + "#notice", expect=USAGE)
        self.assertIn("#2 #3", self.anna.said)

    def test_help_and_completion_know_every_command(self):
        nouns = self.liv("--complete", "").split()
        self.assertIn("measure-point", nouns)
        self.assertEqual(["send-preliminary"], self.liv("--complete", "audit", "send-p").split())
        self.assertEqual(["serious"], self.liv("--complete", "audit", "list", "--severity",
                                               "se").split())
        self.assertIn("--safety-statement", self.liv("--complete", "audit", "close", "2026/1",
                                                     "--sa").split())
        for noun in nouns:
            shown = self.liv(noun, "--help")
            for verb in self.liv("--complete", noun, "").split():
                self.assertRegex(shown, r"(?m)^  %s " % verb)
                self.liv(noun, verb, "--help")


    def test_help_says_what_members_and_words_are_called_in_the_readers_language(self):
        for language, wanted in (("nb", ("(needed) tema", "metode: system_audit (systemrevisjon), ", "lovkrav")),
                                 ("nn", ("(needed) verksemd", "self_assessment (eigenvurdering)")),
                                 ("en", ("(needed) system_audit, self_assessment, "))):
            shown = self.liv.run("audit", "create", "--language", language, "--help")
            for words in wanted:
                self.assertIn(words, shown)
        self.assertIn("due, text", self.liv.run("deadline", "extend", "--help"))
        self.assertNotIn("agreed", self.liv.run("audit", "create", "--help"), "what nobody may give is not offered")

    def test_what_adds_something_is_understood_by_its_usual_names(self):
        case = self.case().to_drafting()
        case_number = case.number
        for words in (("demand", "register"), ("demand", "add"), ("remark", "create")):
            more = ["--evidence-kind", "other"] if words[0] == "demand" else ["--kind", "remark"]
            where = case_number + ("#1" if words[0] == "demand" else "")
            self.kari(*words, where, "--text", "T", *more)
        self.assertEqual(2, len(self.kari.json("demand", "list", case_number + "#1")["items"]))
        self.assertEqual(self.kari("help", "demand", "create"), self.kari("demand", "register", "--help"))
        self.assertIn("--password-file", self.kari("help", "login"))
        self.kari("help", "demand", "nonsense", expect=USAGE)

    def test_what_is_not_there_is_refused_with_where_to_look(self):
        self.liv("audit", "show", "1999/1", expect=REFUSED)
        self.assertIn("tilsyn audit list", self.liv.said)
        case = self.case()
        self.liv("audit", "assign", case.number, "--lead-auditor", "nobody", expect=REFUSED)
        self.assertIn("tilsyn account list", self.liv.said)


class Files(Client):
    def test_the_municipality_list_is_taken_as_the_table_it_is_published_as(self):
        path = os.path.join(self.liv.home, "list.tsv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("# kommunenr\tnavn\tfylkesnr\tspråkvedtak\tfleirtalsmålform\n"
                       "9901\tTabellvik\t99\t\tnynorsk\r\n"
                       "9902\tTabell\"nes\t99\tnynorsk\tbokmål\n")
        self.assertIn("2 importert", self.liv("import", "enterprises", path))
        self.assertEqual("nn", self.liv.json("enterprise", "show", "9902")["language"])
        self.assertEqual('Tabell"nes', self.liv.json("enterprise", "show", "9902")["name"])
        self.assertIn("0 importert, 2 kjent", self.liv("import", "enterprises", path))

    def test_of_a_registers_record_what_is_kept_is_taken(self):
        record = {"organisasjonsnummer": "974760673", "navn": "REGISTERENHETEN", "_links": {"self": {}},
                  "antallAnsatte": 455, "organisasjonsform": {"kode": "ORGL", "_links": {}},
                  "forretningsadresse": {"adresse": ["Havnegata 48"], "postnummer": "8910", "poststed": "BRØNNØYSUND",
                                         "vegadresseId": "x"}}
        path = os.path.join(self.liv.home, "register.json")
        for records, said, ended in (([record], "1 importert", DONE), ([dict(record, navn=5)], "1 avvist", REFUSED)):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(records, file)
            self.assertIn(said, self.liv("import", "enterprises", path, expect=ended))
        self.assertEqual("Havnegata 48, 8910 BRØNNØYSUND",
                         self.liv.json("enterprise", "show", "974760673")["address"])

    def test_the_token_is_for_its_owner_alone(self):
        inge = self.person("inge")
        inge.home += "-2"
        inge.login()
        path = os.path.join(inge.home, "tilsyn", "tokens")
        self.assertEqual(0o600, stat.S_IMODE(os.stat(path).st_mode))
        self.assertIn("Inge Vik", inge("me"))
        os.chmod(path, 0o644)
        inge("me", expect=USAGE)
        os.chmod(path, 0o600)
        inge("logout")
        inge("me", expect=REFUSED)
        inge("logout", expect=REFUSED)

    def test_a_token_goes_to_its_own_server_only(self):
        seen = []
        with Between(self.daemon, lambda request: seen.append(request.headers["Authorization"])) as between:
            self.liv("--server", between.url, "me", expect=REFUSED)
        self.assertEqual([None], seen)

    def test_a_password_may_come_from_a_file_or_standard_input(self):
        inge = self.person("inge")
        inge.home += "-3"
        words = ("login", "--server", "http://" + self.daemon.address, "--username", "inge")
        inge.run(*words, "--password-file", "-", given=inge.password + "\n")
        inge.run(*words, given=inge.password + "\n")
        inge.run(*words, "--password-file", "-", given="feil\n", expect=REFUSED)

    def test_an_attachment_comes_back_as_it_was_and_overwrites_nothing(self):
        path = os.path.join(self.home, "vedlegg æøå.pdf")
        with open(path, "wb") as file:
            file.write(b"%PDF-1.4 \x00\xff innhold")
        made = self.anna.json("attachment", "upload", path)
        self.assertEqual("vedlegg æøå.pdf", made["name"])
        out = os.path.join(self.home, "ut.pdf")
        self.anna("attachment", "download", made["id"], "--output", out)
        with open(out, "rb") as file:
            self.assertEqual(b"%PDF-1.4 \x00\xff innhold", file.read())
        self.anna("attachment", "download", made["id"], "--output", out, expect=USAGE)

    def test_a_file_that_is_no_json_is_told_by_line_and_nothing_is_sent(self):
        path = os.path.join(self.home, "broken.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write('[{"enterprise": "A kommune", "closed_date": "2020-01-01"},\n{"enterprise": }]\n')
        before = len(self.o.liv.items("/v1/audits?limit=200"))
        self.liv("import", "audits", path, expect=USAGE)
        self.assertIn(":2: post 1: ", self.liv.said)
        self.assertEqual(before, len(self.o.liv.items("/v1/audits?limit=200")))

    def test_a_dry_run_of_an_import_writes_nothing(self):
        path = os.path.join(self.home, "one.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump([{"enterprise": "B kommune", "closed_date": "2020-01-01"}], file)
        before = len(self.o.liv.items("/v1/audits?limit=200"))
        told = self.liv.json("import", "audits", path, "--dry-run")
        self.assertEqual((1, 0), (told["imported"], told["known"]))
        self.assertEqual(before, len(self.o.liv.items("/v1/audits?limit=200")))


class Between:
    """A proxy in front of the daemon that sees each request, and may lose an answer."""

    def __init__(self, daemon, see, lose=lambda request: False):
        between = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                see(self)
                line = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=60)
                line.request(self.command, self.path, body or None,
                             {k: v for k, v in self.headers.items() if k not in ("Host", "Connection")})
                answer = line.getresponse()
                content = answer.read()
                line.close()
                if lose(self):
                    self.close_connection = True
                    self.connection.close()
                    return
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding"):
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PATCH = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server.server_address[1]
        self.thread = threading.Thread(target=between.server.serve_forever, args=(0.01,))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class OnTheWay(Client):
    """What happens between the client and the daemon."""

    def token(self, person):
        person("me")
        with open(os.path.join(person.home, "tilsyn", "tokens"), encoding="utf-8") as file:
            return file.read().split()[1]

    def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_happens_twice(self):
        case, keys = self.case(), []

        def see(request):
            if request.command == "POST":
                keys.append(request.headers["Idempotency-Key"])

        with Between(self.daemon, see, lambda request: request.command == "POST" and len(keys) == 1) as between:
            self.anna("--server", between.url, "contact", "register", case.number, "--kind", "phone",
                      "--occurred-on", self.o.today, "--text", "Avtalt møte.",
                      TILSYN_TOKEN=self.token(self.anna))
        self.assertEqual((2, 1), (len(keys), len(set(keys))))
        self.assertEqual(1, len(self.o.anna.items(case.path + "/contacts")))

    def test_a_change_in_between_is_told_with_who_made_it(self):
        case = self.case()

        def see(request):
            if request.command == "PATCH":
                self.o.kari.patch(case.path, {"theme": "Karis tema"})

        with Between(self.daemon, see) as between:
            self.kari("--server", between.url, "audit", "patch", case.number, "--theme", "Mitt tema",
                      expect=REFUSED, TILSYN_TOKEN=self.token(self.kari))
        self.assertIn("(stale_version)", self.kari.said)
        self.assertIn("Kari Vik", self.kari.said)
        self.assertEqual("Karis tema", case.get()["theme"])

    def test_the_feed_is_followed_until_it_is_interrupted(self):
        self.inge("me")
        last = self.o.inge.get("/v1/events?sort=-id&limit=1")["items"][0]["id"]
        process = self.inge.start("--json", "events", "--follow", "--after", last)
        self.addCleanup(process.kill)
        case = self.case()
        lines = [json.loads(process.stdout.readline())]
        while lines[-1]["audit"] != case.id:
            lines.append(json.loads(process.stdout.readline()))
        process.kill()
        process.communicate()
        self.assertTrue(all(int(a["id"]) < int(b["id"]) for a, b in zip(lines, lines[1:])))


if __name__ == "__main__":
    unittest.main()
