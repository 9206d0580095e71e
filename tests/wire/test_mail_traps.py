"""What breaks mail elsewhere: other letters in addresses, lines that never end, dots, and headers in what people write."""

import email
import unittest
from email.header import decode_header, make_header

import harness
import office
import peer
from harness import until

# 254 characters at most, some of them outside ASCII, and a run of dots that no line can hold
LONG = "S\u00f8rlandets =?utf-8?q?tilsyn?= \"og\" omegn, <avd. 3> " + "." * 150 + " \u00c5s"


class Traps(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peer = peer.Peer()
        cls.addClassCleanup(cls.peer.stop)
        cls.daemon = harness.daemon(config="smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 30\n"
                                           "mail_from = post@sf.example.no\n" % cls.peer.url)
        cls.o = office.office()

    def sent(self, place):
        until(lambda: self.o.kari.get(place)["mail_state"] == "sent", what="the letter")

    def test_a_domain_of_other_letters_is_said_in_ascii(self):
        _, place, _ = self.o.dispatched(email="post@Bl\u00e5b\u00e6r.example.no")
        self.sent(place)
        mails = self.peer.to("post@xn--blbr-roah.example.no")
        self.assertEqual(1, len(mails))
        self.assertEqual("post@xn--blbr-roah.example.no", mails[0].message["To"].addresses[0].addr_spec)
        self.assertEqual("post@Bl\u00e5b\u00e6r.example.no", self.o.kari.get(place)["mail_recipient"])
        mails[0].bytes.decode("ascii")

    def test_what_few_servers_take_is_refused_where_it_is_written(self):
        for bad in ("j\u00f8rgen@example.no", "a@b.no\r\nBcc: c@d.no", "a@b.no\nRCPT TO:<c@d.no>", "a@b\u2028.no", "a@b\u00a0.no",
                    "<a@b.no>", "a@b.no,c@d.no", "a b@c.no"):
            with self.subTest(bad):
                body = {"name": "Adresse", "kind": "other", "email": bad}
                answer = self.o.liv.ask("POST", "/v1/enterprises", body, expect=422)
                self.assertEqual(["/email"], list(answer.errors()))
                self.assertIn(answer.errors()["/email"][0], ("invalid_email", "control_character"))
        self.assertEqual([], [mail for mail in self.peer.mails if "c@d.no" in mail.to])

    def test_a_long_name_of_dots_and_other_letters_comes_back_whole(self):
        name = self.o.admin.get("/v1/me").get("authority_name")
        self.daemon.owner("UPDATE authority SET name = %s", LONG)
        try:
            enterprise = self.o.enterprise()
            case = self.o.case(enterprise=enterprise["id"])
            place = case.letter("meeting_invitation")
            self.o.kari.act(place, "dispatch")
            self.sent(place)
        finally:
            self.daemon.owner("UPDATE authority SET name = %s", name or "Tilsynsmyndigheten")
        mail = self.peer.to(enterprise["email"])[0]
        self.assertEqual([], mail.message.defects)
        raw = email.message_from_bytes(mail.bytes)["From"]      # the newer parser puts spaces into a phrase
        self.assertEqual(LONG, str(make_header(decode_header(raw[:raw.rindex("<")].strip()))))
        self.assertEqual("Brev fra %s i sak %s" % (LONG, case.audit["case_number"]), str(mail.message["Subject"]))
        self.assertIn("Hilsen %s\n" % LONG, mail.text.replace("\r\n", "\n"))
        lines = mail.bytes.split(b"\r\n")
        self.assertTrue(all(len(line) <= 78 for line in lines))
        self.assertTrue([line for line in lines if line.startswith(b".")], "no line began with a dot")
        self.assertEqual({"post@sf.example.no"}, {address.addr_spec for address in mail.message["From"].addresses})
        self.assertEqual([enterprise["email"]], mail.to)

    def test_what_people_write_makes_no_header(self):
        names = ("Kommunen\r\nBcc: c@d.no", "Kommunen\nSubject: x", "Kommunen\r\n\r\nHei")
        for name in names:
            with self.subTest(name):
                answer = self.o.liv.ask("POST", "/v1/enterprises", {"name": name, "kind": "other", "email": "a@b.example.no"})
                if answer.status == 201:
                    _, place, _ = self.o.dispatched(name=name, email="a@b.example.no")
                    self.sent(place)
        for mail in self.peer.mails:
            self.assertEqual([], mail.message.defects)
            self.assertIsNone(mail.message["Bcc"])
            self.assertEqual(1, len(mail.message.get_all("Subject")))
            self.assertNotIn("c@d.no", mail.to)


if __name__ == "__main__":
    unittest.main()
