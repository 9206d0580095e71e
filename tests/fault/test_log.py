"""test_log - whoever changes the event log behind the daemon's back is seen by --verify-log."""

import json
import unittest
import urllib.request

from daemon import Daemon

PASSWORD = "et-langt-Passord-1"
NOBODY = "00000000-0000-0000-0000-000000000000"


class Log(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon("queue_timeout = 60\n")
        cls.addClassCleanup(cls.daemon.remove)
        cls.daemon.start()
        token = cls.post("/v1/session", {"username": "admin", "password": PASSWORD})["token"]
        for name in ("anne", "berit", "cato"):
            cls.post("/v1/accounts", {"username": name, "password": PASSWORD + name, "name": name,
                                      "roles": ["caseworker"]}, token)
        cls.sql("ALTER TABLE event DISABLE TRIGGER ALL", "ALTER TABLE event DROP CONSTRAINT event_hash",
                "CREATE TABLE event_before AS SELECT * FROM event")
        cls.events = [row[0] for row in cls.sql("SELECT id FROM event WHERE audit IS NULL ORDER BY id")]

    @classmethod
    def post(cls, path, body, token=None):
        request = urllib.request.Request("http://127.0.0.1:%d%s" % (cls.daemon.port, path),
                                         json.dumps(body).encode(), {"Content-Type": "application/json"})
        if token:
            request.add_header("Authorization", "Bearer " + token)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    @classmethod
    def sql(cls, *statements):
        """As the one who can put every guard aside: the superuser."""
        line = cls.daemon.connect("postgres")
        try:
            with line.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall() if cursor.description else None
        finally:
            line.close()

    def tearDown(self):
        self.sql("DELETE FROM event", "INSERT INTO event SELECT * FROM event_before")
        self.assertEqual(self.daemon.task("--verify-log")[0], 0)

    def broken(self, *expected):
        code, said = self.daemon.task("--verify-log")
        lines = [line for line in said.split("\n") if line.startswith("authority ")]
        self.assertEqual((code, lines), (1, ["authority tilsyn, case %s: %s" % (NOBODY, line) for line in expected]))

    def test_a_log_that_nobody_touched_holds(self):
        self.assertGreaterEqual(len(self.events), 3)
        code, said = self.daemon.task("--verify-log")
        self.assertEqual(code, 0, said)
        self.assertIn("%d events in 1 authorities: every chain holds" % len(self.events), said)

    def test_a_changed_text_is_seen(self):
        self.sql("UPDATE event SET text = replace(text, 'event', 'deed') WHERE id = %d" % self.events[1])
        self.broken("event %d has another text than was hashed" % self.events[1])

    def test_a_text_changed_with_its_hash_breaks_the_next(self):
        self.sql("UPDATE event SET text = text || ' ' WHERE id = %d" % self.events[0],
                 "UPDATE event SET hash = encode(sha256(convert_to(coalesce(previous_hash, '') || E'\\n' || text, "
                 "'UTF8')), 'hex') WHERE id = %d" % self.events[0])
        self.broken("event %d does not follow from the one before it" % self.events[1])

    def test_a_changed_column_is_seen(self):
        self.sql("UPDATE event SET data = '{\"harmless\":true}' WHERE id = %d" % self.events[1])
        self.broken("event %d does not say what its text says" % self.events[1])

    def test_an_event_taken_out_is_seen(self):
        self.sql("DELETE FROM event WHERE id = %d" % self.events[1])
        self.broken("event %d does not follow from the one before it" % self.events[2])

    def test_an_event_taken_off_the_end_is_seen(self):
        self.sql("DELETE FROM event WHERE id = %d" % self.events[-1])
        self.broken("the newest event is not the one that was kept as head")


if __name__ == "__main__":
    unittest.main()
