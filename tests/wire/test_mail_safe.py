"""Mail goes by TLS to a server that is who it says, with our login, or it does not go."""

import datetime
import os
import tempfile
import unittest

import days
import harness
import office
import peer
from harness import until

LOGIN = ("tilsyn", "hemmelig passord")


class Safe(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory(prefix="tilsyn-wire-")
        cls.addClassCleanup(place.cleanup)
        os.chmod(place.name, 0o755)
        cls.place = place.name
        context, ca = peer.certificate(place.name)
        password = os.path.join(place.name, "password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(LOGIN[1] + "\nanother line\n")
        for path in (password, ca):
            os.chmod(path, 0o644)
        cls.peer = peer.Peer(tls=context, login=LOGIN)
        cls.addClassCleanup(cls.peer.stop)
        cls.settings = {"smtp_url": cls.peer.url, "smtp_timeout": "30", "mail_from": "post@sf.example.no",
                        "smtp_user": LOGIN[0], "smtp_password_file": password, "smtp_ca": ca}
        cls.daemon = harness.daemon(config=cls.text())
        cls.o = office.office()

    @classmethod
    def text(cls, **changes):
        settings = {**cls.settings, **changes}
        return "".join("%s = %s\n" % row for row in settings.items() if row[1] is not None)

    def restarted(self, **changes):
        self.daemon.stop()
        self.daemon.config = self.text(**changes)
        self.daemon.start()

    def held_back(self, case):
        def look():
            row = self.o.kari.items("/v1/outbox?audit=" + case.id)[0]
            return row if row["attempts"] >= 1 and row["state"] == "waiting" else None
        return until(look, what="an attempt in vain")["answer"]

    def arrives(self, place, address):
        self.daemon.clock(days.in_hours(self.daemon.instant + datetime.timedelta(minutes=2)))
        until(lambda: self.o.kari.get(place)["mail_state"] == "sent", what="the mail")
        self.assertEqual(1, len(self.peer.to(address)))
        return self.peer.to(address)[0]

    def test_mail_turns_to_tls_and_logs_in(self):
        _, place, address = self.o.dispatched()
        mail = self.arrives(place, address)
        self.assertTrue(mail.tls)
        self.assertEqual(LOGIN[0], mail.login)

    def test_a_server_nobody_vouches_for_gets_nothing(self):
        self.restarted(smtp_ca=None)
        case, place, address = self.o.dispatched()
        self.assertIn("certificate", self.held_back(case))
        self.assertEqual([], self.peer.to(address))
        self.restarted()
        self.arrives(place, address)

    def test_a_server_that_is_somebody_else_gets_nothing(self):
        other = peer.Peer(tls=peer.certificate(self.place, "127.0.0.2")[0])
        self.addCleanup(other.stop)
        ca = os.path.join(self.place, "127.0.0.2.pem")
        os.chmod(ca, 0o644)
        self.restarted(smtp_url=other.url, smtp_ca=ca)
        case, place, address = self.o.dispatched()
        self.assertRegex(self.held_back(case), "(?i)certificate|subject name")
        self.assertEqual([], other.mails)
        self.assertNotIn("MAIL", other.seen)
        self.restarted()
        self.arrives(place, address)

    def test_a_wrong_login_costs_no_letter(self):
        self.restarted(smtp_user="en-annen")
        case, place, address = self.o.dispatched()
        self.assertIn("535", self.held_back(case))
        self.restarted()
        self.arrives(place, address)

    def test_a_server_without_tls_gets_nothing(self):
        plain = peer.Peer()
        self.addCleanup(plain.stop)
        self.restarted(smtp_url=plain.url)
        case, place, address = self.o.dispatched()
        self.assertIn("STARTTLS", self.held_back(case))
        self.assertEqual([], plain.mails)
        self.assertNotIn("MAIL", plain.seen)
        self.restarted()
        self.arrives(place, address)

    def test_a_password_that_cannot_be_read_is_told_at_once(self):
        self.daemon.stop()
        self.daemon.config = self.text(smtp_password_file="/nonexistent/password")
        with self.assertRaises(AssertionError):
            self.daemon.start()
        self.assertIn("/nonexistent/password: No such file", self.daemon.log())
        self.daemon.config = self.text()
        self.daemon.start()

    def test_without_a_server_the_outbox_holds(self):
        self.restarted(smtp_url=None)
        until(lambda: self.o.liv.ask("GET", "/readyz").json["status"] == "no smtp_url is set: the outbox holds the mail",
              what="/readyz to say so")
        self.assertIn("no smtp_url is set: the outbox holds the mail", self.daemon.log())
        _, place, address = self.o.dispatched()
        until(lambda: self.o.liv.get("/readyz")["mail_waiting"] == 1, what="/readyz to count")
        self.assertEqual("waiting", self.o.kari.get(place)["mail_state"])
        self.restarted()
        self.arrives(place, address)


if __name__ == "__main__":
    unittest.main()
