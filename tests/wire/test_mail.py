"""A letter that is dispatched reaches the mail server once, or its case says why not."""

import contextlib
import datetime
import itertools
import os
import re
import signal
import tempfile
import unittest

import days
import harness
import office
import peer
from harness import until


class Mail(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peer = peer.Peer()
        cls.addClassCleanup(cls.peer.stop)
        cls.daemon = harness.daemon(
            config="smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 5\nmail_from = post@statsforvalteren.example.no\n"
                   "public_url = https://tilsyn.example.no/sak/\n" % cls.peer.url,
            environment={"TILSYN_FAULT": os.path.join(cls.open_directory(), "fault")})
        cls.o = office.office()
        for person in (cls.o.anna, cls.o.bent, cls.o.kari, cls.o.liv, cls.o.mona):      # the server is told what to do
            person.patch("/v1/me", {"digest": False})                                   # with the next mail that comes

    @classmethod
    def open_directory(cls):
        """Where the daemon, whoever it runs as, may take a file away."""
        place = tempfile.TemporaryDirectory(prefix="tilsyn-wire-")
        cls.addClassCleanup(place.cleanup)
        os.chmod(place.name, 0o777)
        return place.name

    def setUp(self):
        self.peer.hang_up()
        self.peer.plan.clear()
        self.peer.seen.clear()

    def later(self, **span):
        """When what was in vain is tried again: two minutes later, in working hours."""
        self.daemon.clock(days.in_hours(self.daemon.instant + datetime.timedelta(**span or {"minutes": 2})))

    def state(self, place, *wanted):
        def look():
            letter = self.o.kari.get(place)
            return letter if letter["mail_state"] in wanted else None
        return until(look, what="mail of %s: %s" % (place, wanted))

    def tried(self, case, times):
        """Waits until the one mail of the case was tried so often and nobody has it in hand."""
        def look():
            rows = self.o.kari.items("/v1/outbox?audit=" + case.id)
            return rows[0] if rows[0]["attempts"] >= times and rows[0]["state"] != "sending" else None
        return until(look, what="%d attempts" % times)

    def test_a_letter_arrives_and_says_no_more_than_it_must(self):
        case, place, address = self.o.dispatched(name="Øksnes & «Tjønn» kommune")
        letter = self.state(place, "sent")
        mails = self.peer.to(address)
        self.assertEqual(1, len(mails))
        mail, message = mails[0], mails[0].message
        self.assertEqual("post@statsforvalteren.example.no", mail.sender)
        self.assertEqual([], message.defects)
        self.assertEqual("auto-generated", message["Auto-Submitted"])
        self.assertEqual(address, message["To"].addresses[0].addr_spec)
        self.assertEqual("post@statsforvalteren.example.no", message["From"].addresses[0].addr_spec)
        self.assertIn(case.audit["case_number"], message["Subject"])
        self.assertIn(case.audit["case_number"], mail.text)
        self.assertIn("https://tilsyn.example.no/sak/" + case.audit["case_number"], mail.text)
        self.assertRegex(mail.id, r"^<[0-9a-f-]{36}@statsforvalteren\.example\.no>$")
        self.assertEqual(self.daemon.instant.date(), message["Date"].datetime.date())
        for fact in ("Legemiddel", "Øksnes", "Haug"):
            self.assertNotIn(fact, mail.text + message["Subject"])
        name, content = list(mail.attachments.items())[0]
        self.assertEqual(case.audit["case_number"].replace("/", "-") + ".pdf", name)
        self.assertEqual(self.o.kari.ask("GET", place + "/document", judge=False).body, content)
        self.assertEqual(b"%PDF-", content[:5])
        self.assertTrue(all(len(line) <= 78 for line in mail.bytes.split(b"\r\n")))
        self.assertEqual(0, mail.bytes.replace(b"\r\n", b"").count(b"\n"))
        self.assertRegex(letter["mail_answer"], "^250 2.0.0 taken as")
        self.assertEqual(address, letter["mail_recipient"])
        row = self.o.kari.items("/v1/outbox?audit=" + case.id)[0]
        self.assertEqual(("sent", 1, mail.id, place.split("/")[-1]),
                         (row["state"], row["attempts"], row["message_id"], row["letter"]))

    def test_it_is_written_in_the_recipients_language(self):
        _, place, address = self.o.dispatched(language="nn")
        self.state(place, "sent")
        self.assertIn("De har fått eit brev frå oss", self.peer.to(address)[0].text)

    def mailed(self, programme, **members):
        """What a letter of a case of the programme was told with."""
        enterprise = self.o.enterprise()
        case = self.o.case(enterprise=enterprise["id"], programme=programme)
        place = case.letter("meeting_invitation", **members)
        self.o.kari.act(place, "dispatch")
        self.state(place, "sent")
        return self.peer.to(enterprise["email"])[0]

    def test_a_letter_goes_with_its_mail_unless_the_policy_keeps_it(self):
        exempt = {"exempt": "offentleglova § 13"}
        for how, goes in ((None, (True, False)), ("attached", (True, True)), ("attached_if_open", (True, False)), ("link", (False, False))):
            programme = self.o.programme([self.o.requirement()["id"]], [self.o.measure_point()["id"]])["id"]
            if how is not None:
                self.o.admin.post("/v1/policies", {"name": how, "programme": programme, "valid_from": self.o.today, "letter_mail": how})
            mails = self.mailed(programme), self.mailed(programme, **exempt)
            self.assertEqual(goes, tuple(len(mail.attachments) == 1 for mail in mails), how)
            for mail, went in zip(mails, goes):
                self.assertEqual(went, "Brevet ligger ved." in mail.text)
                self.assertEqual(not went, "Brevet ligger ikke ved denne e-posten." in mail.text)
                self.assertIn("https://tilsyn.example.no/sak/", mail.text)

    def test_an_enterprise_without_an_address_is_seen_to_by_a_person(self):
        _, place, _ = self.o.dispatched(email=None)
        letter = self.o.kari.get(place)
        self.assertEqual(("held", None), (letter["mail_state"], letter["mail_recipient"]))
        held = self.o.liv.items("/v1/outbox?state=held")
        self.assertIn(place.split("/")[-1], [row["letter"] for row in held])

    def test_what_is_refused_for_now_comes_later_and_once(self):
        for step in ("EHLO", "MAIL", "RCPT", "DATA", "END"):
            with self.subTest(step):
                self.peer.hang_up()
                self.peer.expect(step, "451 4.3.0 try later", *["451 4.3.0 try later"] * (step == "EHLO"))
                case, place, address = self.o.dispatched()
                row = self.tried(case, 1)
                self.assertEqual("waiting", row["state"])
                self.assertIn("451 4.3.0 try later", row["answer"])
                self.assertEqual([], self.peer.to(address))
                self.later()
                self.state(place, "sent")
                self.assertEqual(1, len(self.peer.to(address)))
                self.assertEqual(2, self.tried(case, 2)["attempts"])

    def test_a_refused_sender_is_no_mail_s_own_fault(self):
        self.peer.expect("MAIL", "550 5.7.1 ukjent avsender")
        case, place, address = self.o.dispatched()
        row = self.tried(case, 1)
        self.assertEqual(("waiting", "550 5.7.1 ukjent avsender"), (row["state"], row["answer"]))
        self.later()
        self.state(place, "sent")
        self.assertEqual(1, len(self.peer.to(address)))

    def test_what_is_refused_for_good_shows_on_its_case(self):
        for step in ("RCPT", "DATA", "END"):
            with self.subTest(step):
                self.peer.expect(step, "550 5.1.1 ingen slik mottaker")
                case, place, address = self.o.dispatched()
                letter = self.state(place, "failed")
                self.assertEqual("550 5.1.1 ingen slik mottaker", letter["mail_answer"])
                whole = case.get()
                self.assertEqual(["failed"], [each["mail_state"] for each in whole["letters"]])
                log = case.events("mail_failed")
                self.assertEqual([(place.split("/")[-1], "letter", None)],
                                 [(e["subject"], e["subject_kind"], e["account"]) for e in log])
                self.assertEqual({"answer": "550 5.1.1 ingen slik mottaker", "recipient": address}, log[0]["data"])
                self.later(days=1)
                before = len(self.peer.seen)
                _, other, _ = self.o.dispatched()
                self.state(other, "sent")
                self.assertLess(before, len(self.peer.seen))
                self.assertEqual([], self.peer.to(address))
                self.assertIn(place.split("/")[-1], [r["letter"] for r in self.o.bent.items("/v1/outbox?state=failed")])

    def test_what_failed_is_mailed_again_to_the_address_now_known(self):
        self.peer.expect("RCPT", "451 4.3.0 try later", "550 5.1.1 ingen slik mottaker")
        case, place, address = self.o.dispatched()
        other = self.o.person("ola%d" % self.o.number(), ["caseworker"])
        self.tried(case, 1)
        self.assertEqual("wrong_state", self.o.kari.ask("POST", place + "/mail", expect=409).code)
        self.later()
        self.state(place, "failed")
        self.assertEqual("role_missing", other.ask("POST", place + "/mail", expect=403).code)
        self.o.liv.patch("/v1/enterprises/" + case.enterprise, {"email": None})
        self.o.anna.ask("POST", place + "/mail", expect=422)
        self.o.liv.patch("/v1/enterprises/" + case.enterprise, {"email": "nytt-" + address})
        again = self.o.anna.ask("POST", place + "/mail", expect=200).json
        self.assertEqual(("waiting", "nytt-" + address, None), (again["mail_state"], again["mail_recipient"], again["mail_answer"]))
        self.state(place, "sent")
        self.assertEqual(1, len(self.peer.to("nytt-" + address)))
        self.assertEqual([], self.peer.to(address))
        self.o.anna.ask("POST", place + "/mail", expect=409)
        self.assertEqual(1, len(case.events("mail_again")))
        self.assertEqual(["failed", "sent"], [r["state"] for r in self.o.kari.items("/v1/outbox?audit=" + case.id)])

    @contextlib.contextmanager
    def other(self, **settings):
        """A daemon with other settings, for as long as that."""
        own = self.daemon.config
        rows = [row for row in own.splitlines() if row.split(" ")[0] not in settings]
        self.daemon.stop()
        self.daemon.config = "\n".join(rows + ["%s = %s" % row for row in settings.items()]) + "\n"
        self.daemon.start()
        try:
            yield
        finally:
            self.daemon.stop()
            self.daemon.config = own
            self.daemon.start()

    def test_a_case_that_somebody_holds_keeps_no_other_letter_waiting(self):
        self.peer.expect("RCPT", "550 5.1.1 ingen slik mottaker")
        line = self.daemon.connect("postgres")
        line.autocommit = False
        self.daemon.signal_clerk(signal.SIGSTOP)
        try:
            case, place, _ = self.o.dispatched()
            with line.cursor() as cursor:
                cursor.execute("SELECT FROM audit WHERE id = %s FOR UPDATE", (case.id,))
                self.assertEqual(1, cursor.rowcount)
                self.daemon.signal_clerk(signal.SIGCONT)
                until(lambda: "RCPT" in self.peer.seen, what="the refusal")
                for _ in range(3):
                    self.state(self.o.dispatched()[1], "sent")
                until(lambda: re.search("letter_failed [0-9a-f-]{36}: the database gave it up at load", self.daemon.log()),
                      what="the case that is held to be told of")
                self.assertEqual("sending", self.o.kari.get(place)["mail_state"])
        finally:
            self.daemon.signal_clerk(signal.SIGCONT)
            line.close()
        self.assertEqual("550 5.1.1 ingen slik mottaker", self.state(place, "failed")["mail_answer"])
        self.assertEqual(1, len(case.events("mail_failed")))
        self.assertEqual(4, self.peer.seen.count("RCPT"))

    def test_who_stops_waits_for_no_server_that_hangs(self):
        with self.other(smtp_timeout=600, stop_timeout=600):
            self.peer.expect("RCPT", "hang")
            case, place, address = self.o.dispatched()
            until(lambda: "RCPT" in self.peer.seen, what="the server to hang")
            self.assertEqual(0, self.daemon.stop())         # in its two minutes
        self.state(place, "sent")               # at once: nothing was wrong with the server
        row = self.tried(case, 2)
        self.assertEqual((2, 0), (row["attempts"], row["attempts_lost"]))
        self.assertEqual(1, len(self.peer.to(address)))

    def test_a_server_that_wants_none_of_us_costs_no_letter(self):
        self.peer.expect("EHLO", "554 5.7.1 not you", "554 5.7.1 not you")
        case, place, address = self.o.dispatched()
        self.assertEqual("waiting", self.tried(case, 1)["state"])
        self.later()
        self.state(place, "sent")
        self.assertEqual(1, len(self.peer.to(address)))

    def test_a_line_that_hangs_or_breaks_is_tried_again(self):
        with self.other(smtp_timeout=3):
            for action, step in itertools.product(("hang", "drop"), ("EHLO", "MAIL", "RCPT", "DATA", "END")):
                with self.subTest(action + " at " + step):
                    self.peer.hang_up()
                    self.peer.expect(step, action)
                    case, place, address = self.o.dispatched()
                    self.assertEqual("waiting", self.tried(case, 1)["state"])
                    self.assertEqual([], self.peer.to(address))
                    self.in_the_end(place)
                    self.assertEqual(1, len(self.peer.to(address)))

    def in_the_end(self, place):
        """It is sent, however often three seconds are too few for a busy machine."""
        def look():
            self.later()
            return self.o.kari.get(place)["mail_state"] == "sent"
        until(look, what="mail of " + place)

    def test_the_rare_repeat_can_be_known_by_its_message_id(self):
        self.peer.expect("END", "lose")
        case, place, address = self.o.dispatched()
        self.assertEqual("waiting", self.tried(case, 1)["state"])
        self.later()
        self.state(place, "sent")
        first, second = self.peer.to(address)
        self.assertEqual((first.id, first.bytes), (second.id, second.bytes))

    def test_a_clerk_killed_between_the_answer_and_its_record_repeats_that_one_alone(self):
        path = self.daemon.environment["TILSYN_FAULT"]
        before = {mail.id for mail in self.peer.mails}
        count = len(self.peer.mails)

        def kill_at_next_commit():
            self.peer.taken_hook = None
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write("before_commit clerk\n")
            os.chmod(path + ".new", 0o644)
            os.rename(path + ".new", path)
        self.peer.taken_hook = kill_at_next_commit
        sent = [self.o.dispatched() for _ in range(4)]
        for _, place, _ in sent:
            self.state(place, "sent")
        self.assertFalse(os.path.exists(path), "the clerk was never killed")
        self.assertIn("killing clerk before_commit", self.daemon.log())
        came = self.peer.mails[count:]
        times = {mail.id: sum(other.id == mail.id for other in came) for mail in came}
        self.assertEqual(set(), before & set(times))
        self.assertEqual(4, len(times))
        self.assertIn(2, times.values(), "nothing was repeated: it was not killed in between")
        for mail in came:
            self.assertEqual(1, len({other.bytes for other in came if other.id == mail.id}))

    def test_it_is_given_up_after_three_days(self):
        self.peer.expect("RCPT", *["450 4.2.0 full"] * 500)       # of digests too
        case, place, _ = self.o.dispatched()
        for attempt in range(1, 40):
            row = self.tried(case, attempt)
            if row["state"] == "failed":
                break
            self.later(hours=3)
        letter = self.state(place, "failed")
        self.assertRegex(letter["mail_answer"], "^given up after [0-9]+ attempts: 450 4.2.0 full")

    def test_who_watches_sees_what_waits(self):
        self.peer.expect("RCPT", "450 4.2.0 full")
        case, place, _ = self.o.dispatched()
        self.tried(case, 1)
        self.daemon.advance(seconds=40)

        def look():
            answer = self.o.liv.get("/readyz")
            return answer if answer["mail_oldest_seconds"] >= 30 else None
        answer = until(look, what="/readyz to tell")
        self.assertEqual("ready", answer["status"])
        self.assertGreaterEqual(answer["mail_waiting"], 1)
        text = self.o.liv.ask("GET", "/metrics").body.decode()
        self.assertRegex(text, "tilsyn_outbox_waiting [1-9]")
        self.assertRegex(text, "tilsyn_outbox_oldest_seconds [3-9][0-9]")
        self.later()
        self.state(place, "sent")
        until(lambda: self.o.liv.get("/readyz")["mail_waiting"] == 0, what="nothing to wait")


if __name__ == "__main__":
    unittest.main()
