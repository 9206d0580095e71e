"""test_kill - doors, supervisor and PostgreSQL are killed around COMMIT while commands go on.

Eight clients send commands with idempotency keys and try each again until it is answered. At the two
points around COMMIT where it hurts (all but the COMMIT is with the database; the COMMIT is done and
the answer not given) a door, the supervisor or the connection's server process is killed. Afterwards
every command that was answered is there exactly once, one never answered at most once, case numbers
have no gaps, every chain of the log holds, and each case's log replays to its state.
"""

import concurrent.futures
import http.client
import itertools
import json
import os
import subprocess
import sys
import threading
import unittest
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "wire"))

import harness  # noqa: E402
import model    # noqa: E402
import office   # noqa: E402

KILLS = int(os.environ.get("TILSYN_KILLS", "2"))
COMMANDS = int(os.environ.get("TILSYN_KILL_COMMANDS", "400"))
CLIENTS = 8
KINDS = list(itertools.product(("before_commit", "after_commit"), ("door", "supervisor", "postgres")))


class Kills(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fault = os.path.join("/tmp", "tilsyn-fault-%d" % os.getpid())
        os.mkdir(cls.fault)
        os.chmod(cls.fault, 0o777)
        cls.fault_file = os.path.join(cls.fault, "next")
        os.environ["TILSYN_FAULT"] = cls.fault_file
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.cases = [cls.o.case() for _ in range(CLIENTS)]
        cls.token = cls.o.liv.token
        cls.answered, cls.unanswered, cls.numbers = {}, set(), []
        cls.done = 0
        cls.lock = threading.Lock()
        cls.restarting = threading.Lock()

    @classmethod
    def tearDownClass(cls):
        os.environ.pop("TILSYN_FAULT")
        for name in os.listdir(cls.fault):
            os.unlink(os.path.join(cls.fault, name))
        os.rmdir(cls.fault)
        cls.daemon.stop(True)

    def ask(self, method, path, body, key):
        line = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=60)
        try:
            line.request(method, path, json.dumps(body), {
                "Content-Type": "application/json", "Authorization": "Bearer " + self.token,
                "Idempotency-Key": key})
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def raise_daemon(self):
        """Start it again if its supervisor was the one that was killed."""
        def started():
            try:
                self.daemon.start()
                return True
            except AssertionError:      # the orphans of the killed one still hold the port
                return False

        with self.restarting:
            if self.daemon.process.poll() is not None:
                harness.until(started, 60, "the daemon to start again")

    def until_answered(self, method, path, body):
        key = str(uuid.uuid4())
        for _ in range(400):
            try:
                status, text = self.ask(method, path, body, key)
            except (OSError, http.client.HTTPException):
                self.raise_daemon()
                continue
            if status != 503:
                self.assertIn(status, (200, 201), text)
                return json.loads(text)
        self.fail("never answered: %s %s" % (method, path))

    def client(self, number):
        """A client's share: contacts under its own case, and now and then a new case."""
        case = self.cases[number]
        while True:
            with self.lock:
                if self.done >= COMMANDS and not self.pending:
                    return
                self.done += 1
                turn = self.done
            if turn % 20 == 0:
                made = self.until_answered("POST", "/v1/audits", dict(self.template, theme="Sak %d" % turn))
                with self.lock:
                    self.numbers.append(made["case_number"])
                continue
            text = "Samtale %d %s" % (turn, uuid.uuid4())
            self.until_answered("POST", case.path + "/contacts", {
                "kind": "phone", "occurred_on": str(self.daemon.today), "text": text})
            with self.lock:
                self.answered.setdefault(number, []).append(text)

    def killer(self):
        """Puts the next fault when the last was taken; tells how many of each there were."""
        for kind in self.plan:
            with open(self.fault_file + ".new", "w", encoding="utf-8") as file:
                file.write("%s %s\n" % kind)
            os.chmod(self.fault_file + ".new", 0o666)
            os.rename(self.fault_file + ".new", self.fault_file)
            harness.until(lambda: not os.path.exists(self.fault_file), 120, "%s %s to happen" % kind)
            self.happened[kind] = self.happened.get(kind, 0) + 1
        self.pending = False

    def test_every_command_that_was_answered_is_there_exactly_once(self):
        self.plan = KINDS * KILLS
        self.happened, self.pending = {}, True
        whole = self.cases[0].get()
        self.template = {name: whole[name] for name in ("enterprise", "theme", "method", "requirements")}
        with concurrent.futures.ThreadPoolExecutor(CLIENTS + 1) as crowd:
            work = [crowd.submit(self.killer)] + [crowd.submit(self.client, n) for n in range(CLIENTS)]
            for each in work:
                each.result()
        self.raise_daemon()
        print("  %d commands, kills: %s" % (self.done, self.happened))
        self.assertEqual({kind: KILLS for kind in KINDS}, self.happened)
        for number, case in enumerate(self.cases):
            self.judge_case(number, case)
        self.judge_numbers()
        self.judge_log()

    def judge_case(self, number, case):
        whole = case.get()
        there = [contact["text"] for contact in whole["contacts"]]
        self.assertEqual(sorted(self.answered.get(number, [])), sorted(there))
        events = list(self.o.liv.items(case.path + "/events?limit=200"))
        told = [event for event in events if event["event"] == "contact_registered"]
        self.assertEqual(len(there), len(told))
        self.assertEqual([], model.Law().replay(events, whole))

    def judge_numbers(self):
        found = sorted(int(each["case_number"].split("/")[1]) for each in self.o.liv.items("/v1/audits?limit=200"))
        self.assertEqual(list(range(1, len(found) + 1)), found)
        self.assertEqual(len(self.numbers), len(set(self.numbers)))

    def judge_log(self):
        done = subprocess.run([self.daemon.binary, "--embedded", self.daemon.dir, "--clock-file",
                               self.daemon.clock_file, "--verify-log"], capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
