"""What a client met that was written from the contract alone."""

import datetime
import unittest

import days
import harness
import office
from harness import Client, ident, until


class Stranger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # the operator's own choice stands, however short
        cls.daemon = harness.Daemon(environment={"TILSYN_ADMIN_PASSWORD": "kort"}).start()
        cls.o = office.Office(cls.daemon, password="kort")

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop(True)

    def audit(self, **members):
        o = self.o
        body = {"enterprise": ident(o.enterprise()), "theme": "T", "method": "system_audit",
                "requirements": [ident(o.requirement())]}
        return dict(body, **members)

    def test_a_short_password_of_the_first_admin_is_taken_and_told(self):
        self.assertIn("TILSYN_ADMIN_PASSWORD is short", self.daemon.log())
        body = {"username": "ny", "password": "syvtegn", "name": "Ny", "roles": ["caseworker"]}
        answer = self.o.admin.ask("POST", "/v1/accounts", body, expect=422)
        self.assertEqual([("/password", "too_short")],
                         [(e["pointer"], e["code"]) for e in answer.json["errors"]])
        self.o.admin.post("/v1/accounts", dict(body, password="åttetegn"))

    def test_a_calendar_is_read_by_whoever_is_logged_in(self):
        audit = self.o.liv.post("/v1/audits", self.audit(
            lead_auditor=self.o.kari.id, visit_from=self.o.workday(40), visit_to=self.o.workday(40)))
        for who, there in ((self.o.kari, True), (self.o.bent, False)):
            answer = who.ask("GET", "/v1/calendar.ics", expect=200)
            self.assertEqual("text/calendar", answer.kind)
            self.assertEqual(there, audit["id"].encode() in answer.body, who.username)
        for headers in (None, {"Authorization": "Bearer nobody"}):
            Client(self.daemon).ask("GET", "/v1/calendar.ics", headers=headers, expect=401)

    def test_an_audit_that_names_no_measure_points_has_those_of_its_guide(self):
        o = self.o
        points = [ident(o.measure_point()) for _ in range(2)]
        body = self.audit()
        body["programme"] = ident(o.programme(body["requirements"], points))
        self.assertEqual(points, o.liv.post("/v1/audits", body)["measure_points"])
        self.assertEqual([], o.liv.post("/v1/audits", dict(body, measure_points=[]))["measure_points"])
        del body["programme"]
        self.assertEqual([], o.liv.post("/v1/audits", body)["measure_points"])

    def test_only_caseworkers_and_leaders_lead_audits_or_are_on_their_teams(self):
        o = self.o
        owners = [{"name": "helse", "kind": "department", "lead_auditor": o.admin.id}]
        answer = o.liv.ask("POST", "/v1/audits", self.audit(
            method="joint", lead_auditor=o.arne.id, team=[o.anna.id, o.inge.id], owners=owners), expect=422)
        self.assertEqual({"/lead_auditor", "/team/1", "/owners/0/lead_auditor"},
                         {e["pointer"] for e in answer.json["errors"]})
        self.assertEqual({"unknown_reference"}, {e["code"] for e in answer.json["errors"]})
        audit = "/v1/audits/" + o.liv.post("/v1/audits", self.audit(lead_auditor=o.mona.id))["id"]
        answer = o.liv.ask("POST", audit + "/actions", {"event": "assign", "follow_up_lead": o.arne.id},
                           match=o.liv.fresh(audit), expect=422)
        self.assertEqual(["/follow_up_lead"], [e["pointer"] for e in answer.json["errors"]])

    def test_what_is_made_first_stands_first_whichever_door_made_it(self):
        o = self.o
        case = o.case().to_drafting()
        for path, body in ((case.breaches[0] + "/demands", {"evidence_kind": "other"}),
                           (case.path + "/remarks", {"kind": "remark"}),
                           (case.breaches[0] + "/interim-measures", {"due": o.workday(9)})):
            # the clock stands still, and each has a line of its own to a door of its own
            made = []
            for n in range(12):
                who = Client(self.daemon, "kari", o.kari.password)
                made.append(who.post(path, dict(body, text=str(n)))["id"])
                who.line.close()
            self.assertEqual(made, sorted(made), path)
            self.assertEqual([str(n) for n in range(12)], [r["text"] for r in o.kari.items(path)], path)

    def test_the_clock_leaves_a_case_alone_that_somebody_has_in_hand(self):
        o = self.o
        held, free = (o.case().to_notified() for _ in range(2))
        line = self.daemon.connect()
        line.autocommit = False
        hand = line.cursor()
        one = self.daemon.owner

        def waiting():
            return one("SELECT count(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))" % line.get_backend_pid())

        def reminded(case):
            return o.liv.items("/v1/reminders?audit=" + case.id)

        hand.execute("SELECT FROM audit WHERE id = %s FOR NO KEY UPDATE", (held.id,))
        due = datetime.date.fromisoformat(o.liv.get(held.deadline("contact_person"))["due"])
        self.daemon.day(days.good(due + datetime.timedelta(days=9)))
        until(lambda: waiting() or reminded(free), what="the other case's reminder")
        before = one("SELECT xact_rollback FROM pg_stat_database WHERE datname = 'tilsyn'")
        until(lambda: waiting() or one("SELECT xact_rollback FROM pg_stat_database WHERE datname = 'tilsyn'") > before + 2,
              what="the clerk's tries")
        self.assertEqual((0, []), (waiting(), reminded(held)))
        line.rollback()
        until(lambda: reminded(held), what="the reminder of the case that was let go")
        self.assertNotIn("fault", self.daemon.log())
        line.close()

    def test_a_form_holds_one_file_and_nothing_else(self):
        part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/html\r\n\r\nved--b\r\nlegg\r\n'
        headers = {"Content-Type": 'multipart/form-data; boundary="b"'}
        made = self.o.anna.ask("POST", "/v1/attachments", data=part + b"--b--\r\n", expect=201, headers=headers).json
        self.assertEqual(("a.txt", 12, "text/plain"), (made["name"], made["size"], made["media_type"]))
        kept = self.o.anna.ask("GET", "/v1/attachments/" + made["id"], expect=200)
        self.assertEqual(b"ved--b\r\nlegg", kept.body)
        for form in (part + part + b"--b--\r\n", part + b"--b", part, part[3:] + b"--b--", b"vedlegg", b"", b"--b\r\n\r\n"):
            answer = self.o.anna.ask("POST", "/v1/attachments", data=form, expect=400, headers=headers)
            self.assertEqual("malformed_request", answer.code)
        for kind in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 71):
            self.o.anna.ask("POST", "/v1/attachments", data=part + b"--b--\r\n", expect=400, headers={"Content-Type": kind})

    def test_where_several_authorities_are_served_a_login_says_which(self):
        office.second_authority(self.daemon, "nord")
        client = Client(self.daemon)
        for password in ("kort", "gal"):
            answer = client.ask("POST", "/v1/session", {"username": "admin", "password": password}, expect=422)
            self.assertEqual([("/authority", "missing")],
                             [(e["pointer"], e["code"]) for e in answer.json["errors"]])
        for person in [self.o.admin] + [getattr(self.o, name) for name, _ in self.o.PEOPLE]:
            person.authority = "tilsyn"
            person.login()


if __name__ == "__main__":
    unittest.main()
