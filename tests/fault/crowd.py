"""crowd - eight clients that send commands with idempotency keys and try each again until it is answered.

Afterwards `judge` holds the database to what they were told: every command that was answered is there
exactly once, one never answered at most once, case numbers have no gaps, every chain of the log holds,
and each case's log replays to its state.
"""

import concurrent.futures
import http.client
import json
import os
import sys
import threading
import time
import unittest
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "wire"))

import harness  # noqa: E402
import model    # noqa: E402

CLIENTS = 8


class Crowd(unittest.TestCase):
    """A test of one office: `daemons` that share a database; the first is the office's own."""

    daemons = ()

    @classmethod
    def gather(cls, office, daemons):
        cls.o, cls.daemons = office, daemons
        cls.cases = [office.case() for _ in range(CLIENTS)]
        whole = cls.cases[0].get()
        cls.template = {name: whole[name] for name in ("enterprise", "theme", "method", "requirements")}
        cls.token = office.liv.token
        cls.answered, cls.numbers = {}, []
        cls.done, cls.pending = 0, True
        cls.lock, cls.restarting = threading.Lock(), threading.Lock()

    def ask(self, daemon, method, path, body, key):
        line = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=60)
        try:
            line.request(method, path, json.dumps(body), {
                "Content-Type": "application/json", "Authorization": "Bearer " + self.token,
                "Idempotency-Key": key})
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def raise_daemon(self, daemon):
        """Start it again if its supervisor was the one that was killed."""
        def started():
            try:
                daemon.start()
                return True
            except AssertionError:      # the orphans of the killed one still hold the port
                return False

        with self.restarting:
            if daemon.process.poll() is not None:
                harness.until(started, what="the daemon to start again")

    def until_answered(self, number, method, path, body):
        key = str(uuid.uuid4())
        turn, end = 0, time.monotonic() + 300
        while time.monotonic() < end:
            turn += 1
            daemon = self.daemons[(number + turn) % len(self.daemons)]
            try:
                status, text = self.ask(daemon, method, path, body, key)
            except (OSError, http.client.HTTPException):
                self.raise_daemon(daemon)
                harness.pause()
                continue
            if status != 503:
                self.assertIn(status, (200, 201), text)
                return json.loads(text)
            harness.pause()
        self.fail("never answered: %s %s" % (method, path))

    def client(self, number, most):
        """A client's share: contacts under its own case, and now and then a new case."""
        case = self.cases[number]
        while True:
            with self.lock:
                if self.done >= most and not self.pending:
                    return
                self.done += 1
                turn = self.done
            if turn % 20 == 0:
                made = self.until_answered(number, "POST", "/v1/audits", dict(self.template, theme="Sak %d" % turn))
                with self.lock:
                    self.numbers.append(made["case_number"])
                continue
            text = "Samtale %d" % turn
            self.until_answered(number, "POST", case.path + "/contacts", {
                "kind": "phone", "occurred_on": str(self.o.daemon.today), "text": text})
            with self.lock:
                self.answered.setdefault(number, []).append(text)

    def work_while(self, harm, commands):
        """At least so many commands, for as long as harm() lasts."""
        def harmed():
            try:
                harm()
            finally:
                self.pending = False

        with concurrent.futures.ThreadPoolExecutor(CLIENTS + 1) as crowd:
            harmer = crowd.submit(harmed)
            work = [crowd.submit(self.client, n, commands) for n in range(CLIENTS)]
            for each in work + [harmer]:  # a client that gave up is why harm() then waits in vain
                each.result()
        for daemon in self.daemons:
            self.raise_daemon(daemon)

    def judge(self):
        for number, case in enumerate(self.cases):
            self.judge_case(number, case)
        found = sorted(int(each["case_number"].split("/")[1]) for each in self.o.liv.items("/v1/audits?limit=200"))
        self.assertEqual(list(range(1, len(found) + 1)), found)
        self.assertEqual(len(self.numbers), len(set(self.numbers)))
        done = self.o.daemon.task("--verify-log")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def judge_case(self, number, case):
        whole = case.get()
        there = [contact["text"] for contact in whole["contacts"]]
        self.assertEqual(sorted(self.answered.get(number, [])), sorted(there))
        events = list(self.o.liv.items(case.path + "/events?limit=200"))
        told = [event for event in events if event["event"] == "contact_registered"]
        self.assertEqual(len(there), len(told))
        self.assertEqual([], model.Law().replay(events, whole))
