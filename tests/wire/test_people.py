"""Accounts: what is told of them in the log, who is signed out when, and who is always left."""

import threading
import unittest

import harness
import office
from harness import Client

YEARS_31 = 31 * 366


class People(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def patch(self, who, place, body, expect=200):
        return who.ask("PATCH", place, body, match=who.fresh(place), expect=expect)

    def told(self, subject, event):
        return [e for e in self.o.inge.feed()
                if e["subject"] == subject and e["event"] == event]

    def test_the_log_begins_with_the_authority_and_its_first_admin(self):
        first, second = self.o.inge.feed()[:2]
        self.assertEqual(("authority", "made", None, None), (
            first["subject_kind"], first["event"], first["account"], first["previous_hash"]))
        self.assertEqual({"code": "tilsyn", "name": "Tilsynsmyndigheten", "national": False}, first["data"]["asked"])
        self.assertEqual(("account", "made", self.o.admin.id), (
            second["subject_kind"], second["event"], second["subject"]))
        self.assertEqual({"username": "admin", "roles": ["admin"]}, second["data"]["asked"])
        self.assertEqual(first["hash"], second["previous_hash"])

    def test_what_people_change_of_themselves_and_of_others_is_told_without_passwords(self):
        o = self.o
        who = o.person("tove", ["leader"])
        self.assertEqual(1, len(self.told(who.id, "made")))
        deputies = [{"account": o.bent.id, "from": o.today, "to": str(self.daemon.ahead(9))}]
        who.patch("/v1/me", {"language": "nn", "deputies": deputies})
        o.admin.patch("/v1/accounts/" + who.id, {"name": "Tove Li", "password": "et-helt-nytt-passord"})
        mine, theirs = self.told(who.id, "changed")
        self.assertEqual((who.id, {"language": "nn", "deputies": [dict(
            deputies[0], account=o.bent.id)]}), (mine["account"], {
                "language": mine["data"]["asked"]["language"],
                "deputies": [{k: d[k] for k in ("account", "from", "to")} for d in mine["data"]["asked"]["deputies"]]}))
        self.assertEqual((o.admin.id, {"name": "Tove Li"}), (theirs["account"], theirs["data"]["asked"]))
        # a patch of nothing tells nothing
        o.kari.patch("/v1/me", {})
        self.assertEqual([], self.told(o.kari.id, "changed"))

    def test_only_a_new_password_other_roles_or_the_end_sign_somebody_out(self):
        o = self.o
        who = o.person("siri", ["caseworker"])
        place = "/v1/accounts/" + who.id
        for body, out in (({"name": "Siri Moe"}, False), ({"email": None}, False), ({"language": "nn"}, False),
                          ({"roles": ["caseworker"]}, False), ({"disabled": False}, False),
                          ({"roles": ["caseworker", "archivist"]}, True), ({"roles": ["archivist"]}, True),
                          ({"roles": ["auditor"]}, True),
                          ({"password": office.PASSWORD % "siri"}, True), ({"disabled": True}, True)):
            o.admin.patch(place, body)
            answer = Client(self.daemon).ask("GET", "/v1/me", headers={"Authorization": "Bearer " + who.token})
            self.assertEqual(401 if out else 200, answer.status, body)
            if out and "disabled" not in body:
                who.login()

    def test_the_last_admin_stays(self):
        o = self.o
        place = "/v1/accounts/" + o.admin.id
        for body in ({"disabled": True}, {"roles": ["leader"]}):
            self.assertEqual("last_admin", self.patch(o.admin, place, body, 409).code)
        other = o.person("berit", ["admin", "leader"])
        there = "/v1/accounts/" + other.id
        o.admin.patch(there, {"disabled": True})
        self.assertEqual("last_admin", self.patch(o.admin, place, {"disabled": True}, 409).code)
        o.admin.patch(there, {"disabled": False})
        other.login()
        o.admin.patch(there, {"roles": ["admin"]})
        other.login()
        # each may end the other, but not both at once
        for _ in range(5):
            tags = [o.admin.fresh(there), other.fresh(place)]
            answers = {}

            def end(who, target, tag):      # whoever is ended meanwhile may be told 401, and stays out
                answers[target] = Client(self.daemon).ask(
                    "PATCH", target, {"disabled": True}, match=tag, judge=False,
                    headers={"Authorization": "Bearer " + who.token})

            both = [threading.Thread(target=end, args=a) for a in ((o.admin, there, tags[0]), (other, place, tags[1]))]
            for thread in both:
                thread.start()
            for thread in both:
                thread.join()
            ended = [target for target, answer in answers.items() if answer.status == 200]
            self.assertEqual(1, len(ended), {t: a.status for t, a in answers.items()})
            left = other if ended[0] == place else o.admin
            left.login()
            left.patch(ended[0], {"disabled": False})
            (o.admin if left is other else other).login()
        o.admin.patch(there, {"disabled": True})

    def test_a_key_with_a_password_in_its_body_is_known_by_the_login_too(self):
        """What is stored of the body lets nobody guess the password."""
        o = self.o
        body = {"username": "randi", "password": office.PASSWORD % "randi", "name": "Randi", "roles": ["auditor"]}
        made = o.admin.ask("POST", "/v1/accounts", body, key="randi-1", expect=201)
        again = o.admin.ask("POST", "/v1/accounts", body, key="randi-1", expect=201)
        self.assertEqual(made.json["id"], again.json["id"])
        for who, text in ((o.admin, dict(body, password="et-annet-passord")),
                          (Client(self.daemon, "admin", harness.ADMIN_PASSWORD), body)):
            answer = who.ask("POST", "/v1/accounts", text, key="randi-1", expect=422)
            self.assertEqual("idempotency_key_reused", answer.code)

    def test_the_name_of_a_file_is_words_like_any_other(self):
        o = self.o
        for name, code in (("filename*=UTF-8''svar%2001010112377.pdf", "personal_number"),
                           ("filename*=UTF-8''a%0ab.pdf", "control_character"),
                           ("filename*=UTF-8''a%09b.pdf", "control_character"),
                           ("filename*=UTF-8''a%1bb.pdf", "control_character"),
                           ("filename*=UTF-8''" + "a" * 201, "too_long")):
            answer = o.anna.ask("POST", "/v1/attachments", data=b"x", expect=422, headers={
                "Content-Type": "text/plain", "Content-Disposition": "attachment; " + name})
            self.assertEqual({"filename": [code]}, answer.errors())
        made = o.anna.ask("POST", "/v1/attachments", data=b"x", expect=201, headers={
            "Content-Type": "text/plain", "Content-Disposition": "attachment; filename*=UTF-8''r%C3%A5.txt"})
        self.assertEqual("r\u00e5.txt", made.json["name"])

    def test_no_date_lies_more_than_thirty_years_ahead(self):
        o = self.o
        case = o.case().to_drafting()
        breach, far = case.breaches[0], str(self.daemon.ahead(YEARS_31))

        def refused(who, method, target, body, pointer):
            match = who.fresh(target.replace("/actions", "")) if method == "PATCH" or "actions" in target else None
            answer = who.ask(method, target, body, match=match, expect=422)
            self.assertEqual(["too_far_ahead"], answer.errors().get(pointer), answer.text())

        refused(o.kari, "POST", case.path + "/deadlines",
                {"kind": "correction", "due": far, "breach": breach.split("/")[-1]}, "/due")
        refused(o.anna, "POST", case.path + "/letters", {"kind": "preliminary_report", "dates": [
            {"kind": "comment", "due": o.workday(20)}, {"kind": "comment", "due": far}]}, "/dates/1/due")
        refused(o.anna, "POST", case.path + "/letters", {"kind": "preliminary_report", "notice_of_order": {
            "breaches": [breach.split("/")[-1]], "legal_ground": "\u00a7 8", "text": "x", "comment_due": far}},
            "/notice_of_order/comment_due")
        refused(o.kari, "PATCH", case.path, {"theme": "x", "visit_to": far}, "/visit_to")
        refused(o.kari, "POST", breach + "/actions", {"event": "relapse", "reason": "x", "due": far}, "/due")
        refused(o.kari, "POST", breach + "/actions", {"event": "relapse", "reason": "x", "due": o.today,
                                                     "milestones": [{"due": far}]}, "/milestones/0/due")
        refused(o.liv, "POST", "/v1/enterprises", {"name": "x", "kind": "other", "paused_from": "9999-12-31"}, "/paused_from")
        answer = o.liv.post("/v1/import/audits", [{"enterprise": "Fjern kommune", "response_deadline": "9999-12-31"}],
                            expect=200)
        self.assertEqual(("too_far_ahead", 0), (answer["refused"][0]["code"], answer["imported"]))
        case.set("correction", self.daemon.ahead(29 * 365), breach=breach.split("/")[-1], override=True)


class Pauses(unittest.TestCase):
    def test_only_a_leader_pauses_the_reminders_to_an_enterprise(self):
        o = office.office()
        place = "/v1/enterprises/" + o.enterprise()["id"]
        pause = {"paused_from": o.today, "paused_to": str(o.daemon.ahead(30))}
        for who in (o.anna, o.kari, o.admin):
            for body in (pause, {"paused_to": None}, {"paused_from": None, "name": "x"}):
                answer = who.ask("PATCH", place, body, match=who.fresh(place), expect=403)
                self.assertEqual("role_missing", answer.code)
            who.ask("POST", "/v1/enterprises", dict(pause, name="x", kind="other"), expect=403)
            who.patch(place, {"address": "Torget 1"})
        self.assertEqual(pause, {k: o.liv.patch(place, pause)[k] for k in pause})


class Names(unittest.TestCase):
    """What people choose among and read: names, in the list itself."""

    @classmethod
    def setUpClass(cls):
        cls.o = office.office()

    def test_colleagues_are_seen_by_everybody_but_not_how_they_log_in(self):
        o = self.o
        full = {"id", "version", "username", "name", "email", "roles", "language", "disabled", "deputies"}
        seen = full - {"username", "email", "language"}
        place = "/v1/accounts/" + o.kari.id
        for who, members in ((o.admin, full), (o.anna, seen), (o.liv, seen), (o.arne, seen), (o.inge, seen)):
            one, rows = who.get(place), who.items("/v1/accounts")
            self.assertEqual(members, set(one))
            self.assertEqual([members], [set(row) for row in rows if row["id"] == o.kari.id])
            self.assertEqual(one, [row for row in rows if row["id"] == o.kari.id][0])
            self.assertEqual(("Kari Vik", ["caseworker"]), (one["name"], one["roles"]))
        answer = o.liv.ask("PATCH", place, {"name": "x"}, match=o.liv.fresh(place))
        self.assertEqual((403, "role_missing"), (answer.status, answer.code))

    def row(self, path, case, **wanted):
        rows = [r for r in self.o.inge.items(path + "?enterprise=" + case.enterprise + "&limit=200")
                if all(r[k] == v for k, v in wanted.items())]
        self.assertTrue(rows, (path, wanted))
        return rows[0]

    def test_rows_tell_names_beside_ids(self):
        o = self.o
        case = o.case().to_follow_up()
        name = o.inge.get("/v1/enterprises/" + case.enterprise)["name"]
        o.liv.act(case.path, "assign", follow_up_lead=o.bent.id)
        row = self.row("/v1/audits", case, id=case.id)
        self.assertEqual((name, "Kari Vik", "Bent Vik"), tuple(row[m] for m in (
            "enterprise_name", "lead_auditor_name", "follow_up_lead_name")))
        for sort in ("case_number", "-case_number", "due", "-due", "created", "-created"):
            again = o.inge.items("/v1/audits?sort=%s&enterprise=%s" % (sort, case.enterprise))[0]
            self.assertEqual(row, again)
        for sort in ("due", "-due"):
            row = self.row("/v1/deadlines", case, kind="correction")
            self.assertEqual((case.get()["case_number"], name, o.bent.id, "Bent Vik",
                              o.inge.get(case.breaches[0])["title"]), tuple(row[m] for m in (
                                  "case_number", "enterprise_name", "lead_auditor", "lead_auditor_name", "breach_title")))
            comment = [r for r in o.inge.items("/v1/deadlines?sort=%s&enterprise=%s" % (sort, case.enterprise))
                       if r["kind"] == "comment"][0]
            self.assertIsNone(comment["breach_title"])
        for sort in ("created", "-created"):
            letters = o.inge.items("/v1/letters?sort=%s&enterprise=%s" % (sort, case.enterprise))
            self.assertEqual({(name, "Anna Vik")}, {(r["enterprise_name"], r["author_name"]) for r in letters})
        planned = o.case(lead_auditor=None, team=[])
        row = self.row("/v1/audits", planned, id=planned.id)
        self.assertEqual((None, None), (row["lead_auditor_name"], row["follow_up_lead_name"]))
