"""A case with more rows than anybody plans for: answered as any other, and no door dies of it."""

import concurrent.futures
import unittest

import office
from harness import Client, until


class Many(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def setUp(self):
        self.o.season()
        self.workers = self.daemon.workers()

    def tearDown(self):
        self.assertEqual(self.workers, self.daemon.workers(), "a process died")

    def test_every_documents_deadline_moves_with_the_visit_and_is_confirmed(self):
        case = self.o.case().to_notified()
        for ahead in range(30, 36):
            case.set("documents", self.o.workday(ahead))
        case.act("reschedule", visit_from=str(self.daemon.ahead(80)), reason="Sykdom.",
                 visit_to=str(self.daemon.ahead(81)), documents_due=self.o.workday(40))
        self.assertEqual(7, len(case.deadlines("documents", "running")))
        drafts = [letter for letter in case.get()["letters"] if letter["kind"] == "deadline_confirmation"]
        self.assertEqual(7, len(drafts))

    def test_each_reopened_breach_gets_every_milestone(self):
        o = self.o
        case = o.case().to_closed(6)
        o.season()
        milestones = [{"due": o.workday(20 + day), "text": "Delrapport"} for day in range(50)]
        case.act("reopen", who=o.liv, reason="Ny svikt.", due=o.workday(100), milestones=milestones,
                 breaches=[breach.split("/")[-1] for breach in case.breaches])
        self.assertEqual(300, len(case.deadlines("milestone", "running")))

    def test_a_case_has_five_hundred_breaches_and_no_more(self):
        o, case = self.o, self.o.case().to_fieldwork()
        body = {"title": "x", "requirements": case.requirements}
        for _ in range(500):
            o.anna.ask("POST", case.path + "/breaches", body, expect=201, judge=False)
        answer = o.anna.ask("POST", case.path + "/breaches", body, expect=409)
        self.assertEqual("case_full", answer.code)
        # other kinds have room, and the case goes on
        o.anna.post(case.path + "/remarks", {"kind": "remark", "text": "Fullt"})
        case.act("end_fieldwork", summary_meeting_date=o.today)

    def test_a_case_with_a_thousand_deadlines_can_be_cancelled(self):
        case = self.o.case()
        due = self.o.workday(30)
        for _ in range(1030):
            case.set("documents", due)
        self.assertEqual("cancelled", case.act("cancel", who=self.o.liv, reason="Utsatt.")["state"])

    def test_nobody_is_refused_because_others_write_to_the_same_log(self):
        """They wait for its head together, and whoever got his number first need not get through first."""
        case = self.o.case()

        def write(n):
            client = Client(self.daemon)
            client.token = self.o.liv.token
            enterprise = client.ask("POST", "/v1/enterprises", {"name": "Samtidig %d" % n, "kind": "other"})
            contact = client.ask("POST", "/v1/audits/%s/contacts" % case.id, {
                "kind": "phone", "occurred_on": str(self.daemon.today), "text": "Nummer %d." % n})
            return enterprise.status, contact.status

        holder = self.daemon.connect()
        with concurrent.futures.ThreadPoolExecutor(16) as crowd, holder.cursor() as cursor:
            for _ in range(4):
                cursor.execute("BEGIN; UPDATE log_head SET log_hash = log_hash; UPDATE audit SET log_hash = log_hash")
                written = [crowd.submit(write, n) for n in range(32)]
                until(lambda: self.daemon.owner("SELECT count(*) > 5 FROM pg_locks WHERE NOT granted"), what="them to wait")
                cursor.execute("COMMIT")
                self.assertEqual({(201, 201)}, {one.result() for one in written})
        holder.close()

    def test_an_empty_patch_makes_nobody_a_writer_of_a_letter(self):
        case = self.o.case()
        letter = case.draft("notice")
        before = self.o.anna.get(letter)
        after = self.o.mona.patch(letter, {})
        self.assertEqual(before["version"], after["version"])
        case.submit(letter)
        self.assertEqual("approved", case.approve(letter)["state"])
