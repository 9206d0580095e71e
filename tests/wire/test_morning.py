"""Each working morning one mail to each who wants it, and a calendar to subscribe to."""

import datetime
import os
import random
import re
import signal
import unittest

import icalendar
import vobject

import days
import harness
import office
import peer
from harness import Client, until


class Morning(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peer = peer.Peer()
        cls.addClassCleanup(cls.peer.stop)
        cls.daemon = harness.daemon(
            config="smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 10\nmail_from = post@sf.example.no\n"
                   "public_url = https://tilsyn.example.no/sak/\nrequest_timeout = 5\nqueue_timeout = 15\n" % cls.peer.url)
        cls.o = office.office()

    # the digest

    def at(self, date, clock):
        """Go to a time of the day in UTC."""
        self.daemon.clock("%sT%sZ" % (date, clock))

    def digests(self, name, since=0):
        return [m for m in self.peer.mails[since:] if m.to == [name + "@example.no"] and "{" not in m.text
                and m.message["Subject"] in ("Tilsynssakene dine i dag", "Your audits today")]

    def winter(self, ahead):
        """A working Tuesday in the winter, when eight in Oslo is seven in UTC."""
        date = self.daemon.today + datetime.timedelta(days=ahead)
        while date.weekday() != 1 or not days.works(date) or date.month not in (1, 2, 11):
            date += datetime.timedelta(days=1)
        return date

    def settled(self):
        """Every mail that is to be sent has been sent."""
        until(lambda: not [r for r in self.o.liv.items("/v1/outbox")
                           if r["state"] in ("waiting", "sending") and r["kind"] == "digest"], what="an empty outbox")

    def test_a_morning(self):
        case = self.o.case().to_follow_up()
        late = case.deadlines("correction", "running")[0]
        date = self.winter((datetime.date.fromisoformat(late["effective_due"]) - self.daemon.today).days + 1)
        place = case.draft("meeting_invitation")
        case.submit(place)
        before = len(self.peer.mails)
        self.at(date, "06:59:50")
        self.assertEqual([], self.digests("kari", before))
        self.at(date, "07:00:10")
        until(lambda: self.digests("kari", before), what="kari's digest")
        until(lambda: self.digests("mona", before), what="mona's digest")
        self.settled()
        mail = self.digests("kari", before)[0]
        number = case.audit["case_number"]
        self.assertRegex(mail.text, r"Over fristen: [1-9][0-9]* \(.*%s" % number)
        self.assertIn("https://tilsyn.example.no/sak/", mail.text)
        self.assertNotIn("godkjenner", mail.text)
        self.assertNotIn("Lillevik", mail.text)
        self.assertEqual({}, mail.attachments if mail.message.is_multipart() else {})
        approver = self.digests("mona", before)[0]
        self.assertRegex(approver.text, r"Venter på at du godkjenner: 1 \(%s\)" % number)
        # a leader hears of all that is overdue, and of what falls due only in cases of their own
        self.assertRegex(approver.text, r"Over fristen: [1-9][0-9]* \(.*%s" % number)
        self.assertNotIn("Frist denne uken", approver.text)
        for nobody in ("arne", "inge"):
            self.assertEqual([], self.digests(nobody, before))
        # the same day gives no other, nor does a clerk that begins anew
        self.at(date, "08:30:00")
        killed = self.daemon.clerks()
        self.daemon.signal_clerk(signal.SIGKILL)
        until(lambda: set(self.daemon.clerks()) - set(killed), what="another clerk")
        self.at(date, "10:59:00")
        self.settled()
        self.assertEqual(1, len(self.digests("kari", before)))
        # the next morning another; who does not want it gets none
        me = self.o.kari.patch("/v1/me", {"digest": False})
        self.assertIs(False, me["digest"])
        self.at(date + datetime.timedelta(days=1), "07:30:00")
        until(lambda: len(self.digests("mona", before)) == 2, what="mona's second digest")
        self.settled()
        self.assertEqual(1, len(self.digests("kari", before)))
        self.o.kari.patch("/v1/me", {"digest": True, "language": "en"})
        # on a Saturday nobody, on an afternoon nobody
        self.at(date + datetime.timedelta(days=4), "07:30:00")
        self.at(date + datetime.timedelta(days=6), "11:00:00")
        self.at(date + datetime.timedelta(days=7), "07:30:00")
        until(lambda: len(self.digests("kari", before)) == 2, what="kari's second digest")
        self.settled()
        self.assertIn("Overdue:", self.digests("kari", before)[1].text)
        self.assertEqual(2, len(self.digests("kari", before)))
        rows = [r for r in self.o.liv.items("/v1/outbox?kind=digest") if r["recipient"] == "kari@example.no"
                and r["created_at"] >= date.isoformat()]
        self.assertEqual(2, len(rows))
        self.assertEqual({None}, {r["audit"] for r in rows})

    def overdue(self, ahead=1):
        """A case with something overdue, the night before such a Tuesday: (case, date)."""
        case = self.o.case().to_follow_up()
        late = case.deadlines("correction", "running")[0]
        date = self.winter((datetime.date.fromisoformat(late["effective_due"]) - self.daemon.today).days + ahead)
        self.at(date, "05:00:00")
        return case, date

    def seen_to(self, date):
        """That the authority's morning is seen to, mails or none."""
        until(lambda: self.daemon.owner("SELECT count(*) FROM digest WHERE day = %s", date), what="the morning of %s" % date)

    def metric(self, name):
        text = self.o.liv.ask("GET", "/metrics").body.decode()
        return int(re.search("^tilsyn_%s ([0-9]+)$" % name, text, re.M).group(1))

    def test_nobody_hears_of_nothing(self):
        nils = self.o.person("nils", ["caseworker"])
        _, date = self.overdue()
        before = len(self.peer.mails)
        self.at(date, "07:30:00")
        until(lambda: self.digests("kari", before), what="kari's digest")
        self.settled()
        self.assertEqual([], self.digests("nils", before))
        self.assertEqual([], [r for r in self.o.liv.items("/v1/outbox?kind=digest") if r["account"] == nils.id])

    def test_who_says_no_language_reads_that_of_the_county(self):
        _, date = self.overdue()
        self.assertIsNone(self.o.anna.get("/v1/me")["language"])
        self.daemon.owner("UPDATE authority SET language = 'nn'")
        self.addCleanup(self.daemon.owner, "UPDATE authority SET language = 'nb'")
        before = len(self.peer.mails)
        self.at(date, "07:30:00")
        until(lambda: self.digests("anna", before), what="anna's digest")
        self.assertIn("Vil du ikkje ha denne e-posten", self.digests("anna", before)[0].text)
        self.settled()

    def test_the_morning_is_the_authority_s_own(self):
        _, date = self.overdue()
        before = len(self.peer.mails)
        next_day = date + days.ONE
        policy = {"name": "Egne timer", "valid_from": date.isoformat(), "valid_to": next_day.isoformat(),
                  "send_from": "09:30", "send_to": "15:00",
                  "closing_days": [{"date": date.isoformat(), "name": "Planleggingsdag"}]}
        self.o.admin.post("/v1/policies", policy)
        self.at(date, "08:31:00")
        self.seen_to(date)
        self.settled()
        self.assertEqual([], [m.to for m in self.peer.mails[before:] if m.to[0].endswith("@example.no")])
        self.at(next_day, "08:29:30")
        self.o.case()                           # the clerk has been round since
        self.assertEqual([], self.digests("kari", before))
        self.at(next_day, "08:30:30")
        until(lambda: self.digests("kari", before), what="kari's digest")
        self.at(next_day + days.ONE, "13:00:00")        # after the default's morning: it is let be
        self.seen_to(next_day + days.ONE)
        self.settled()
        self.assertEqual(1, len(self.digests("kari", before)))

    def test_a_mail_server_that_is_away_is_told_and_counted_and_the_mail_comes(self):
        _, date = self.overdue()
        before, put_off = len(self.peer.mails), self.metric("mails_put_off_total")
        self.peer.hang_up()
        self.peer.expect("EHLO", *["drop"] * 8)
        self.at(date, "07:30:00")
        until(lambda: self.metric("mails_put_off_total") > put_off, what="a mail to be put off")
        self.assertRegex(self.daemon.log(), "mail [0-9a-f-]{36}: later: ")
        self.peer.plan.clear()
        for minute in range(32, 59, 3):
            self.at(date, "07:%d:00" % minute)
        until(lambda: self.digests("kari", before), what="kari's digest")
        self.settled()
        self.assertEqual(1, len(self.digests("kari", before)))
        self.assertGreater(self.metric("mails_sent_total"), 0)

    def test_a_database_that_is_away_is_told_and_counted_and_the_mail_comes(self):
        _, date = self.overdue()
        before, away = len(self.peer.mails), self.metric("clerk_away_total")
        stopped = self.daemon.postgres()
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            self.at(date, "07:30:00")
            until(lambda: "the database is away: later" in self.daemon.log(), 90, "the clerk to say so")
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)
        until(lambda: self.digests("kari", before), what="kari's digest")
        self.settled()
        self.assertEqual(1, len(self.digests("kari", before)))
        self.assertGreater(self.metric("clerk_away_total"), away)

    # the calendar

    def feed(self, token, status=200):
        if not hasattr(self, "reader"):
            type(self).reader = Client(self.daemon)
        answer = self.reader.ask("GET", "/v1/calendar.ics?token=" + token, expect=status)
        if status != 200:
            return answer
        self.assertEqual("text/calendar", answer.kind)
        self.assertEqual("no-store", answer.headers.get("cache-control"))
        for line in answer.body.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            self.assertNotIn(b"\n", line)
            line.decode("utf-8")
        self.assertTrue(answer.body.endswith(b"END:VCALENDAR\r\n"))
        calendar = icalendar.Calendar.from_ical(answer.body)
        self.assertEqual([], calendar.errors)
        return {str(e["UID"]): e for e in calendar.walk("VEVENT")}

    def token(self, who):
        return who.post("/v1/me/calendar", None)["token"]

    def test_a_name_of_any_signs_comes_back_whole_from_a_second_reader(self):
        """python3-icalendar undoes a backslash before a comma twice; python3-vobject reads what stands there."""
        chance, signs = random.Random(5), "a\u00e9\u6f22\U0001f600;,\\:\"' \u2013\u200d\u0301\u00a0<>&=%@"
        names = ["".join(chance.choice(signs) for _ in range(length)) for length in (1, 20, 36, 37, 38, 39, 40, 41, 120, 198)]
        names = ["x%sx" % name for name in names]
        nils = self.o.person("nora", ["caseworker"])
        for name in names:
            self.o.case(enterprise=self.o.enterprise(name=name)["id"], team=[nils.id])
        token = self.token(nils)
        self.feed(token)
        body = self.reader.ask("GET", "/v1/calendar.ics?token=" + token, expect=200).body.decode("utf-8")
        told = [event.summary.value for event in vobject.readOne(body).vevent_list]
        self.assertEqual(sorted(names), sorted(summary.split(" ", 3)[3] for summary in told))

    def test_a_calendar_follows_its_persons_cases(self):
        name = "Kommunen; som, har \\ et \u00abrart\u00bb navn som er s\u00e5 langt at det m\u00e5 brettes " + "\u00e5" * 60
        case = self.o.case(enterprise=self.o.enterprise(name=name)["id"]).to_hearing()
        token = self.token(self.o.kari)
        events = self.feed(token)
        deadline = case.deadlines("comment", "running")[0]
        event = events[deadline["id"] + "@tilsyn"]
        self.assertEqual(datetime.date.fromisoformat(deadline["due"]), event["DTSTART"].dt)
        self.assertEqual(event["DTSTART"].dt + datetime.timedelta(days=1), event["DTEND"].dt)
        self.assertEqual("CONFIRMED", event["STATUS"])
        self.assertIn(name, str(event["SUMMARY"]))
        self.assertEqual("Frist: uttalelse \u2013 %s %s" % (case.audit["case_number"], name), str(event["SUMMARY"]))
        self.assertEqual(deadline["version"], event["SEQUENCE"])
        visit = events[case.id + "-visit@tilsyn"]
        self.assertEqual(datetime.date.fromisoformat(case.audit["visit_from"]), visit["DTSTART"].dt)
        self.assertEqual(datetime.date.fromisoformat(case.audit["visit_to"]) + datetime.timedelta(days=1), visit["DTEND"].dt)
        for fact in ("Legemiddel", "gjennomgang"):
            self.assertNotIn(fact, "".join(str(e["SUMMARY"]) for e in events.values()))
        # in the words of whoever reads it: what it is called among us, and nothing that we write to others
        for language, words in (("nn", {"Frist: uttale", "Frist: endeleg rapport"}), ("en", {"Deadline: comment", "Deadline: final report"})):
            self.o.kari.patch("/v1/me", {"language": language})
            told = {str(e["SUMMARY"]).split(" \u2013 ")[0] for e in self.feed(token).values() if case.audit["case_number"] in e["SUMMARY"]}
            self.assertLessEqual(words, told)
        self.o.kari.patch("/v1/me", {"language": "nb"})
        # what has ended is cancelled with a higher sequence, and gone after two months
        case.receive("/v1/deadlines/" + deadline["id"])
        ended = self.feed(token)[deadline["id"] + "@tilsyn"]
        self.assertEqual("CANCELLED", ended["STATUS"])
        self.assertGreater(ended["SEQUENCE"], event["SEQUENCE"])
        self.daemon.advance(days=62)
        self.assertNotIn(deadline["id"] + "@tilsyn", self.feed(token))

    def test_what_lapses_by_itself_is_cancelled_with_a_higher_sequence(self):
        case = self.o.case().to_hearing()
        token = self.token(self.o.kari)
        uid = case.deadline("comment").split("/")[-1] + "@tilsyn"
        before = self.feed(token)[uid]
        self.daemon.advance(days=40)
        until(lambda: case.deadlines("comment", "lapsed"), what="the comment deadline to lapse")
        after = self.feed(token)[uid]
        self.assertEqual(("CONFIRMED", "CANCELLED"), (before["STATUS"], after["STATUS"]))
        self.assertGreater(after["SEQUENCE"], before["SEQUENCE"])

    def test_what_is_moved_moves_and_what_is_cancelled_is_told(self):
        case = self.o.case().to_notified()
        token = self.token(self.o.bent)
        visit, documents = case.id + "-visit@tilsyn", case.deadlines("documents", "running")[0]["id"] + "@tilsyn"
        before = self.feed(token)
        self.assertEqual("CONFIRMED", before[documents]["STATUS"])
        first = self.daemon.ahead(70)
        self.o.kari.act(case.path, "reschedule", visit_from=str(first), visit_to=str(first + days.ONE), reason="Sykdom",
                        documents_due=self.o.workday(35))
        moved = self.feed(token)
        self.assertEqual(first, moved[visit]["DTSTART"].dt)
        self.assertEqual(first + 2 * days.ONE, moved[visit]["DTEND"].dt)
        self.assertGreater(moved[visit]["SEQUENCE"], before[visit]["SEQUENCE"])
        self.assertEqual("CANCELLED", moved[documents]["STATUS"])
        later = case.deadlines("documents", "running")[0]["id"] + "@tilsyn"
        self.assertEqual(("CONFIRMED", self.o.workday(35)), (moved[later]["STATUS"], str(moved[later]["DTSTART"].dt)))
        case.letter("cancellation")
        case.act("cancel", who=self.o.liv, reason="Virksomheten er lagt ned.")
        ended = self.feed(token)
        for uid in (visit, later):
            self.assertEqual("CANCELLED", ended[uid]["STATUS"])
            self.assertGreater(ended[uid]["SEQUENCE"], moved[uid]["SEQUENCE"])

    def test_a_calendar_is_ones_own(self):
        other = self.o.person("eva", ["caseworker"])
        case = self.o.case().to_notified()
        mine = case.deadlines("documents", "running")[0]["id"] + "@tilsyn"
        self.assertIn(mine, self.feed(self.token(self.o.anna)))
        self.assertNotIn(mine, self.feed(self.token(other)))

    def test_a_token_is_void_when_another_is_made_or_it_is_taken_back(self):
        first = self.token(self.o.bent)
        self.feed(first)
        second = self.token(self.o.bent)
        self.assertNotEqual(first, second)
        self.assertEqual("not_authenticated", self.feed(first, 401).code)
        self.feed(second)
        self.assertNotIn(second, self.daemon.log())
        self.o.bent.ask("DELETE", "/v1/me/calendar", expect=204)
        self.feed(second, 401)
        third = self.token(self.o.bent)
        # it reads a calendar and nothing else, and no login reads it
        self.assertEqual(401, Client(self.daemon).ask("GET", "/v1/me", headers={"Authorization": "Bearer " + third}).status)
        self.feed(self.o.bent.token, 401)
        Client(self.daemon).ask("GET", "/v1/calendar.ics", expect=401)
        account = self.o.bent.id
        self.o.admin.patch("/v1/accounts/" + account, {"disabled": True})
        self.feed(third, 401)
        self.o.admin.patch("/v1/accounts/" + account, {"disabled": False})


if __name__ == "__main__":
    unittest.main()
