"""Nobody is written to at night by the clock, and a mail whose end nobody learns is not sent for ever."""

import datetime
import re
import unittest

import days
import harness
import office
import peer
from harness import until


class Hours(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peer = peer.Peer()
        cls.addClassCleanup(cls.peer.stop)
        cls.config = ("smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 30\nmail_from = post@sf.example.no\n" % cls.peer.url)
        cls.daemon = harness.daemon(config=cls.config)
        cls.o = office.office()
        for person in (cls.o.anna, cls.o.bent, cls.o.kari, cls.o.liv, cls.o.mona):
            person.patch("/v1/me", {"digest": False})

    def setUp(self):
        self.peer.hang_up()
        self.peer.plan.clear()

    def restarted(self, config):
        self.daemon.stop()
        self.daemon.config = config
        self.daemon.start()

    def row(self, case, wanted, kind="letter"):
        """The case's mail of this kind, when it is as wanted."""
        def look():
            rows = [r for r in self.o.kari.items("/v1/outbox?audit=" + case.id) if r["kind"] == kind]
            return rows[0] if rows and wanted(rows[0]) else None
        return until(look, what="%s of %s" % (kind, case.id))

    def on(self, weekday, clock):
        """Go to a time (UTC) of the next such weekday that works, in the winter, and whose week and next Monday work."""
        date = self.daemon.today + days.ONE
        while (date.weekday() != weekday or date.month not in (1, 2, 11)
               or not all(days.works(date + n * days.ONE) for n in range(-1, 8) if (date + n * days.ONE).weekday() < 5)):
            date += days.ONE
        self.daemon.clock("%sT%sZ" % (date, clock))
        return date

    @staticmethod
    def morning(date, clock="07:00:00"):
        return "%sT%sZ" % (date, clock)

    def test_a_letter_that_is_sent_in_the_evening_leaves_and_is_tried_again_the_same_evening(self):
        self.on(4, "19:00:00")
        self.peer.expect("RCPT", "451 4.3.0 try later")
        case, place, address = self.o.dispatched()
        row = self.row(case, lambda r: r["attempts"] == 1 and r["state"] == "waiting")
        self.assertEqual(("451 4.3.0 try later", False), (row["answer"], row["by_clock"]))
        self.daemon.advance(minutes=2)
        until(lambda: self.o.kari.get(place)["mail_state"] == "sent", what="a person's letter")
        self.assertEqual(1, len(self.peer.to(address)))

    def test_the_hours_are_those_of_the_authority(self):
        self.on(0, "10:00:00")
        case = self.o.case().to_notified()
        deadline = case.deadlines("documents", "running")[0]
        day = days.rolled(datetime.date.fromisoformat(deadline["effective_due"]) - 7 * days.ONE)
        closed = days.rolled(day + days.ONE)
        policy = self.o.admin.post("/v1/policies", {
            "name": "Kort uke", "valid_from": day.isoformat(), "send_from": "10:30", "send_to": "12:00",
            "valid_to": (closed + 14 * days.ONE).isoformat(),
            "closing_days": [{"date": closed.isoformat(), "name": "Flyttedag"}]})
        self.assertEqual("10:30", policy["send_from"])
        self.restarted("mail_from = post@sf.example.no\n")
        self.daemon.clock(days.at(day, 11))
        self.row(case, lambda r: r["state"] == "waiting", "deadline_near")
        self.daemon.clock(days.at(day, 13))
        self.restarted(self.config)
        row = self.row(case, lambda r: r["attempts"] == 1 and r["state"] == "waiting", "deadline_near")
        after = days.rolled(closed + days.ONE)
        self.assertEqual(days.at(after, 10, 30), row["next_attempt_at"])
        self.daemon.clock(days.at(after, 10, 31))
        self.row(case, lambda r: r["state"] == "sent", "deadline_near")

    def test_what_the_clock_asked_for_by_day_does_not_leave_at_night(self):
        self.daemon.clock(days.in_hours(self.daemon.instant + datetime.timedelta(days=9)))
        case = self.o.case().to_notified()
        deadline = case.deadlines("documents", "running")[0]
        self.restarted("mail_from = post@sf.example.no\n")
        day = days.rolled(datetime.date.fromisoformat(deadline["effective_due"]) - 7 * days.ONE)
        self.daemon.clock("%sT12:30:00Z" % day)
        row = self.row(case, lambda r: True, "deadline_near")
        self.assertEqual(("waiting", 0, True), (row["state"], row["attempts"], row["by_clock"]))
        self.daemon.clock("%sT21:30:00Z" % day)
        count = len(self.peer.mails)
        self.restarted(self.config)
        row = self.row(case, lambda r: r["attempts"] == 1 and r["state"] == "waiting", "deadline_near")
        self.assertEqual(days.rolled(day + days.ONE).isoformat(), row["next_attempt_at"][:10])
        self.assertEqual(None, row["answer"])
        self.assertEqual([], [m for m in self.peer.mails[count:] if m.id == row["message_id"]])
        self.daemon.day(days.rolled(day + days.ONE))
        row = self.row(case, lambda r: r["state"] == "sent", "deadline_near")
        self.assertEqual([["kari@example.no"]], [m.to for m in self.peer.mails[count:] if m.id == row["message_id"]])

    def test_what_nobody_learns_the_end_of_is_given_up_and_seen(self):
        self.daemon.clock(days.in_hours(self.daemon.instant + datetime.timedelta(days=9)))
        self.daemon.breaks(self, "UPDATE", "mail", "NEW.state = 'sent'")
        case, place, address = self.o.dispatched()
        for attempt in range(1, 6):
            until(lambda n=attempt: len(self.peer.to(address)) == n, what="copy %d" % attempt)
            until(lambda n=attempt: len(re.findall("mail_tell [0-9a-f-]{36}: fault", self.daemon.log())) >= n, what="a fault to be told")
            self.row(case, lambda r, n=attempt: (r["state"], r["attempts"]) == ("sending", n))
            self.daemon.owner("UPDATE mail SET leased_until = '2020-01-01Z' WHERE letter = %s", place.split("/")[-1])
        row = self.row(case, lambda r: r["state"] == "failed")
        self.assertEqual((6, 5), (row["attempts"], row["attempts_lost"]))
        mails = self.peer.to(address)
        self.assertEqual(5, len(mails))
        self.assertEqual(1, len({mail.bytes for mail in mails}))
        said = "it is not known whether it arrived: nobody told the end of 5 attempts"
        self.assertEqual(("failed", said), (row["state"], row["answer"]))
        self.assertEqual(said, self.o.kari.get(place)["mail_answer"])
        log = case.events("mail_failed")
        self.assertEqual([{"answer": said, "recipient": address}], [e["data"] for e in log])

    def test_a_refusal_that_the_case_cannot_be_told_is_told_to_the_outbox(self):
        self.daemon.clock(days.in_hours(self.daemon.instant + datetime.timedelta(days=9)))
        self.daemon.breaks(self, "INSERT", "event", "NEW.event = 'mail_failed'")
        self.peer.expect("RCPT", "550 5.1.1 ingen slik mottaker")
        case, place, address = self.o.dispatched()
        row = self.row(case, lambda r: r["state"] == "failed")
        self.assertEqual(("550 5.1.1 ingen slik mottaker", 1), (row["answer"], row["attempts"]))
        self.assertEqual("550 5.1.1 ingen slik mottaker", self.o.kari.get(place)["mail_answer"])
        self.assertTrue(re.search("letter_failed [0-9a-f-]{36}: fault", self.daemon.log()))
        self.assertEqual([], self.peer.to(address))


if __name__ == "__main__":
    unittest.main()
