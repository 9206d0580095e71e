"""When the neighbours fail: too many at the door, the database gone, a broken row."""

import concurrent.futures
import contextlib
import glob
import http.client
import json
import os
import signal
import subprocess
import unittest

import codes
import harness
import office
from harness import Client


class Away(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # so few places that a crowd fills them, however fast the machine is
        cls.daemon = harness.daemon(config="workers = 1\nrequest_timeout = 5\nqueue_timeout = 20\nwrite_connections = 1\nqueue_limit = 2\n")
        cls.o = office.office()

    def test_whoever_guesses_passwords_is_held_back(self):
        guesser = Client(self.daemon)
        self.o.person("offer", ["auditor"])

        def guess():
            return guesser.ask("POST", "/v1/session", {"username": "offer",
                                                       "password": "gjetning-gjetning"})

        for _ in range(60):
            answer = guess()
            if answer.status == 429:
                break
            self.assertEqual(401, answer.status)
        self.assertEqual((429, "too_many_requests"), (answer.status, answer.code))
        self.assertGreater(int(answer.headers["retry-after"]), 0)
        self.assertEqual(200, self.o.liv.ask("GET", "/v1/me").status)

    def test_a_full_queue_is_503_and_never_a_hang(self):
        accounts = ["anna", "bent", "kari", "liv", "mona", "arne", "inge"]

        def one(n):
            line = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=60)
            name = accounts[n % len(accounts)]
            body = json.dumps({"username": name, "password": office.PASSWORD % name})
            line.request("POST", "/v1/session", body, {"Content-Type": "application/json"})
            reply = line.getresponse()
            text = reply.read()
            line.close()
            if reply.status >= 400:
                codes.see(json.loads(text))
            return reply.status, json.loads(text).get("code"), reply.getheader("Retry-After")

        with concurrent.futures.ThreadPoolExecutor(96) as crowd:
            answers = list(crowd.map(one, range(192)))
        statuses = {status for status, _, _ in answers}
        self.assertLessEqual(statuses, {201, 429, 503})
        self.assertIn(201, statuses)
        full = [row for row in answers if row[0] == 503]
        self.assertTrue(full, "192 logins at once never filled a queue")
        for _, code, after in full:
            self.assertEqual("queue_full", code)
            self.assertTrue(after)

    def test_who_logs_in_holds_no_command_up(self):
        self.o.person("seint", ["auditor"])
        body = {"username": "seint", "password": office.PASSWORD % "seint"}
        holder = self.daemon.connect()
        with concurrent.futures.ThreadPoolExecutor(1) as crowd, holder.cursor() as cursor:
            cursor.execute("BEGIN; LOCK TABLE session IN SHARE MODE")
            login = crowd.submit(Client(self.daemon).ask, "POST", "/v1/session", body)
            harness.until(lambda: self.daemon.owner("SELECT count(*) FROM pg_locks WHERE NOT granted"), what="the login to wait")
            try:
                self.o.liv.post("/v1/enterprises", {"name": "Imens", "kind": "other"})
                self.assertFalse(login.done())
            finally:
                cursor.execute("COMMIT")
                holder.close()
            self.assertEqual(201, login.result().status)

    def test_a_database_that_hangs_or_dies_is_503_and_comes_back(self):
        stopped = self.daemon.postgres()
        self.assertTrue(stopped)
        for pid in stopped:
            with contextlib.suppress(ProcessLookupError):       # it went with the one before it
                os.kill(pid, signal.SIGKILL)
        seen = set()

        def alive():
            try:
                answer = self.o.liv.ask("GET", "/v1/audits")
            except (OSError, http.client.HTTPException):
                return False
            seen.add(answer.status)
            self.assertIn(answer.status, (200, 503), answer.text())
            return answer.status == 200

        harness.until(alive, what="the database to come back")
        self.assertLessEqual(seen, {200, 503})      # a start fast enough is not seen at all
        self.assertEqual(200, self.daemon.probe("/livez"))
        self.o.liv.post("/v1/enterprises", {"name": "Etterp\u00e5", "kind": "other"})

    def test_a_database_that_does_not_answer_is_no_hang(self):
        stopped = self.daemon.postgres()
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            answer = self.o.liv.ask("GET", "/v1/audits")
            self.assertEqual((503, "unavailable"), (answer.status, answer.code))
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)
        harness.until(lambda: self.o.liv.ask("GET", "/v1/audits").status == 200, 60,
                      "the database to answer again")

    def test_a_fault_inside_is_500_and_tells_nothing_of_the_inside(self):
        table = self.sql("SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename "
                         "IN ('enterprise', 'enterprises')").strip()
        self.assertTrue(table, "no table of enterprises")
        name = table.split(".")[1]
        self.sql("ALTER TABLE %s RENAME TO elsewhere" % table)
        try:
            answer = self.o.liv.ask("GET", "/v1/enterprises")
        finally:
            self.sql("ALTER TABLE %s.elsewhere RENAME TO %s" % (table.split(".")[0], name))
        self.assertEqual((500, "internal"), (answer.status, answer.code), answer.text())
        for word in ("relation", "elsewhere", "SELECT", "42P01"):
            self.assertNotIn(word, answer.text())
        harness.until(lambda: self.o.liv.ask("GET", "/v1/enterprises").status == 200, 20,
                      "the table to be back")

    def sql(self, text):
        """Run SQL as the owner of the tables, over the socket that tilsynd(8) names."""
        psql = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
        done = subprocess.run([psql, "-XAtq", "-h", os.path.join(self.daemon.dir, "run"), "-U",
                               "tilsyn_owner", "-d", "tilsyn", "-c", text], cwd="/", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
