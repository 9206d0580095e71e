"""test_two_clerks - two hosts whose clerks were both away for weeks, and come back at the same moment.

A case is copied sixty times, its deadlines are spread, and the policy sends first reminders by itself. Both
clerks are stopped, the clock goes on, and both are let go at once; one of them is killed at its work. What
should be in the ledger is what tests/year/ladder.py says, which shares nothing with the daemon.
"""

import collections
import datetime
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
for other in ("wire", "bench", "year"):
    sys.path.insert(0, os.path.join(os.path.dirname(HERE), other))

import cases    # noqa: E402
import days     # noqa: E402
import harness  # noqa: E402
import ladder   # noqa: E402
import peer     # noqa: E402
import second   # noqa: E402

COUNT = int(os.environ.get("TILSYN_TWO_CLERKS", "60"))
ONE = datetime.timedelta(days=1)


class TwoClerks(unittest.TestCase):

    def setUp(self):
        self.random = random.Random(7)
        self.peer = peer.Peer()
        self.addCleanup(self.peer.stop)
        mail = "smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 5\nmail_from = tilsyn@example.no\n" % self.peer.url
        self.records = []
        self.first = harness.Daemon(start="2027-01-11T06:30:00Z", config="workers = 1\n" + mail, environment=self.record())
        self.addCleanup(self.first.stop, True)
        self.first.start()
        self.o, case = cases.walk(self.first)
        rungs = self.o.liv.get("/v1/policies/00000000-0000-0000-0000-000000000000")["rungs"]
        self.o.admin.post("/v1/policies", {"valid_from": self.o.today, "name": "Automatisk", "rungs": [
            dict(rung, automatic=rung["automatic"] or rung["action"] == "reminder_1") for rung in rungs]})
        cases.copy(self.first, case, COUNT)
        self.spread()
        self.second = second.Second(self.first, mail, environment=self.record())
        self.addCleanup(self.second.stop, True)
        self.second.start()

    def record(self):
        """Where a daemon writes down what it says to the database."""
        place = tempfile.mkdtemp(prefix="tilsyn-fault-")
        self.addCleanup(shutil.rmtree, place)
        os.chmod(place, 0o777)
        path = os.path.join(place, "record")
        with open(path, "w", encoding="utf-8"):
            os.chmod(path, 0o666)
        self.records.append(path)
        return {"TILSYN_RECORD": path}

    def sql(self, text, *values):
        line = cases.connect(self.first)
        try:
            with line.cursor() as cursor:
                cursor.execute(text, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            line.close()

    def spread(self):
        """The deadlines of the copies over three months; the case that was walked is left out of it."""
        rows = self.sql("SELECT id::text, kind, breach::text, audit::text FROM deadline "
                        "WHERE state = 'running' AND audit::text LIKE '018f%%' ORDER BY id")
        # of every second case one is an appeal, about which silence is lawful
        rows = [(id_, "appeal" if kind == "contact_person" and int(audit[-2:]) % 2 else kind, breach, audit)
                for id_, kind, breach, audit in rows]
        self.of, silent = collections.defaultdict(list), []
        moved = ["SET session_replication_role = replica; UPDATE deadline SET next_rung_at = NULL"]
        for id_, kind, breach, audit in rows:
            due = self.first.today + self.random.randint(10, 90) * ONE
            moved.append("UPDATE deadline SET kind = '%s', due = '%s', effective_due = '%s', running_since = NULL, rung = NULL, "
                         "new_date = NULL%s WHERE id = '%s'" % (kind, due, days.rolled(due), "" if kind in ladder.SILENT
                                                                else ", next_rung_at = '2027-01-11T09:00:00Z'", id_))
            if kind in ladder.SILENT:
                silent.append(id_)
            else:
                row = {"id": id_, "kind": kind, "due": str(due), "breach": breach}
                self.of[audit].append(ladder.Deadline(row, None, None, True))
        self.sql("; ".join(moved))
        self.silent = silent
        self.last = max(d.due for known in self.of.values() for d in known)

    def signal(self, which):
        for daemon in (self.first, self.second):
            daemon.signal_clerk(which)

    def go(self, date):
        self.first.clock("%sT12:00:00Z" % date)
        self.second.instant = self.first.instant

    def rest(self):
        """Nothing is due any more, by the clerks' own books and by what is missed."""
        harness.until(lambda: not self.sql("SELECT 1 FROM deadline WHERE next_rung_at <= %s", self.first.instant), 120, "the clerks")
        harness.until(lambda: not self.sql("SELECT 1 FROM deadline WHERE state = 'running' AND id = ANY (%s::uuid[]) "
                                           "AND effective_due < %s", self.silent, self.first.today), what="the lapses")
        self.o.liv.login()
        missed = self.o.liv.items("/v1/reminders/missed")     # of the case that was walked the clerk knows nothing
        self.assertEqual([], [m for m in missed if m["audit"].startswith("018f")])

    def expect(self, date):
        for known in self.of.values():
            own = {d for d in known if d.look(date, None)}
            if own:
                ladder.Letter(date, known, own, {d.key: days.good(date + 14 * ONE) for d in own}).leaves()

    def climbs(self):
        """How many rungs each daemon has written, whether or not it came to stand."""
        found = []
        for path in self.records:
            with open(path, encoding="utf-8") as file:
                found.append(sum(json.loads(line).get("statement") == "reminder_put" for line in file if line.endswith("\n")))
        return found

    def away(self, date, victim):
        """Both are away until this day, and come back together; one is killed when something has been done."""
        self.signal(signal.SIGSTOP)
        self.go(date)
        before, doomed = self.climbs(), victim.clerks()
        self.signal(signal.SIGCONT)
        harness.until(lambda: sum(self.climbs()) > sum(before), what="a clerk to write something")
        for pid in doomed:
            os.kill(pid, signal.SIGKILL)
        self.rest()
        self.expect(date)
        return [new - old for old, new in zip(before, self.climbs())]

    def test_what_was_due_while_both_were_away_is_done_once_whoever_does_it(self):
        self.go(self.first.today)
        self.rest()
        self.expect(self.first.today)
        parts = [self.away(date, victim) for date, victim in (
            (days.rolled(self.first.today + 45 * ONE), self.second), (datetime.date(2027, 3, 30), self.first),
            (days.rolled(self.last + 8 * ONE), self.second), (days.rolled(self.last + 120 * ONE), self.first))]
        for part in zip(*parts):
            self.assertGreater(sum(part), 0, "both clerks have had their part in it")
        self.judge_ledger()
        self.judge_lapses()
        self.judge_mails(len(parts))
        print("  %d deadlines; rungs written by each clerk: %s; mails: %d" % (
            sum(map(len, self.of.values())), parts, len(self.peer.mails)))

    def judge_ledger(self):
        found = {}
        for deadline, rung, done, done_on in self.sql("SELECT deadline::text, rung, done, done_on FROM reminder WHERE audit::text LIKE '018f%%'"):
            self.assertNotIn((deadline, rung), found)
            found[deadline, rung] = (done, done_on)
        expected = {(d.id, rung): what for known in self.of.values() for d in known for rung, what in d.done.items()}
        self.assertGreater(len(expected), COUNT * 10)
        self.assertEqual(expected, found)

    def judge_lapses(self):
        self.assertTrue(self.silent)
        rows = self.sql("SELECT d.state, (SELECT count(*) FROM event e WHERE e.subject = d.id AND e.event = 'lapse') "
                        "FROM deadline d WHERE d.id = ANY (%s::uuid[])", self.silent)
        self.assertEqual({("lapsed", 1)}, set(rows))

    def judge_mails(self, kills):
        """Each that the outbox has came; again only where a clerk was killed between the answer and its record."""
        def waiting():
            return self.sql("SELECT 1 FROM mail WHERE state IN ('waiting', 'sending')")
        for _ in range(100):
            if not waiting():
                break
            self.first.advance(minutes=1)
            harness.pause(0.2)
        self.assertEqual([], waiting())
        sent = {row[0] for row in self.sql("SELECT message_id FROM mail WHERE state = 'sent' AND id::text NOT LIKE '018f%%'")}
        came = collections.Counter(mail.id for mail in self.peer.mails)
        self.assertEqual(set(), sent - set(came))
        self.assertLessEqual(sum(came.values()) - len(came), 8 * kills)
        letters = self.sql("SELECT letter, count(*) FROM mail WHERE letter IS NOT NULL AND id::text NOT LIKE '018f%%' GROUP BY 1")
        self.assertTrue(letters)
        self.assertEqual({1}, {count for _, count in letters})


if __name__ == "__main__":
    unittest.main()
