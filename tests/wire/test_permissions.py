"""Who may: every role at every line of tests/unit/expected/permissions.txt, over the wire."""

import os
import unittest

import office

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "unit", "expected", "permissions.txt")
ROLES = ("caseworker", "leader", "archivist", "admin", "auditor")


def rows():
    with open(TABLE, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                what, roles, within, _ = (part.strip() for part in line.split(" | "))
                method, path = what.split(" ")
                yield method, path, set(roles.split(" ")), None if within == "-" else within


class Permissions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = o = office.office()
        cls.daemon = o.daemon
        o.season()
        cls.people = {"leader": o.liv, "archivist": o.arne, "admin": o.admin, "auditor": o.inge,
                      "caseworker": o.person("ola", ["caseworker"])}    # of no case
        cls.requirement = o.requirement()["id"]
        cls.point = o.measure_point()["id"]
        cls.guide = o.programme([cls.requirement], [cls.point])
        cls.case = o.case(requirements=[cls.requirement], measure_points=[cls.point]).to_fieldwork()
        cls.breach = cls.case.breach()
        cls.own = cls.case.observe(cls.breach, o.past(90), o.past(80), compliant=15)
        asking = o.programme([cls.requirement], [], method="three_phase", questions=[
            {"code": "ros", "text": "Har dere en plan?", "kind": "yes_no", "mandatory": True}])
        cls.survey = o.liv.post("/v1/surveys", {"programme": asking["id"], "due": o.workday(40), "lead_auditor": o.kari.id,
                                                "team": [o.anna.id]})["id"]
        made = o.liv.ask("POST", "/v1/surveys/%s/audits" % cls.survey, {"enterprises": [o.enterprise()["id"]]}, expect=200)
        cls.part = made.json["made"][0]
        cls.asking = asking["id"]
        cls.conflict = o.liv.post("/v1/conflicts", {"account": o.bent.id, "enterprise": o.enterprise()["id"], "reason": "Slekt"})["id"]
        cls.number = 0

    def place(self, method, path):
        of_part = path.endswith(("/answers", "/selections"))
        ids = {"/v1/programmes": self.guide["id"], "/v1/measure-points": self.point, "/v1/surveys": self.survey,
               "/v1/audits": self.part["audit"] if of_part else self.case.id,
               "/v1/breaches": self.breach.split("/")[-1], "/v1/conflicts": self.conflict}
        place = path
        for collection, ident in ids.items():
            place = place.replace(collection + "/{id}", collection + "/" + ident)
        return place + {"/v1/programmes/{id}/comparison": "?with=" + self.guide["id"],
                        "/v1/sample-size": "?population=60&target=0.9",
                        "/v1/measure-points/{id}/series": "" if method == "POST"
                        else "?enterprise=" + self.case.enterprise}.get(path, "")

    def body(self, method, path):
        """What is taken when it may be; each time something new."""
        type(self).number = n = self.number + 1
        day = office.datetime.timedelta(1)
        return {
            "/v1/programmes": {"code": "kode%d" % n, "title": "Tittel"},
            "/v1/programmes/{id}": {"review_by": str(self.daemon.ahead(100 + n))},
            "/v1/programmes/{id}/editions": {"title": "Utgave %d" % n},
            "/v1/import/programmes": {"format": "tilsyn-guide-1", "programme": {
                "code": "inn%d" % n, "version": 1, "title": "Inn"}, "requirements": [], "measure_points": []},
            "/v1/policies": {"programme": self.guide["id"], "valid_from": str(self.daemon.ahead(400 + 10 * n)),
                             "valid_to": str(self.daemon.ahead(405 + 10 * n))},
            "/v1/planning/audits": {"programme": self.guide["id"], "enterprises": [self.case.enterprise]},
            "/v1/risk-weights": {"year": n},
            "/v1/audits": {"enterprise": self.case.enterprise, "theme": "Tema", "method": "document",
                           "requirements": [self.requirement]},
            "/v1/conflicts": {"account": self.o.bent.id, "enterprise": self.o.enterprise()["id"], "reason": "Slekt"},
            "/v1/measure-points": {"code": "mp-%d" % n, "text": "Punkt"},
            "/v1/measure-points/{id}": {"process": "Prosess %d" % n},
            "/v1/requirements": {"code": "lov-%d" % n, "act": "loven", "section": "\u00a7 1", "text": "Krav"},
            "/v1/draws": {"measure_point": self.point, "population": 60, "sample": 20},
            "/v1/measure-points/{id}/series": {"enterprise": self.case.enterprise, "points": [{
                "period_from": str(self.daemon.today - (900 - n) * day), "period_to": str(self.daemon.today - (900 - n) * day),
                "numerator": 1, "denominator": 2}]},
            "/v1/breaches/{id}/observations": {"measure_point": self.point, "period_from": self.o.past(900 - n),
                                               "period_to": self.o.past(900 - n), "population": 30, "sample": 20,
                                               "compliant": 18},
            "/v1/breaches/{id}/evidence": {"kind": "practice", "received_on": self.o.today, "source": "brev"},
            "/v1/breaches/{id}/re-reviews": {"observation": self.own["id"], "reviewed_on": self.o.today,
                                             "both_compliant": 5, "only_own": 0, "only_authority": 0, "neither": 1},
            "/v1/breaches/{id}/demands": {"evidence_kind": "management"},
            "/v1/audits/{id}/deadlines": {"kind": "measurement", "due": self.o.workday(200 + n),
                                          "breach": self.breach.split("/")[-1]},
            "/v1/audits/{id}": {"later_rounds": [{"months": 8}]},
            "/v1/surveys": {"programme": self.asking, "due": self.o.workday(60)},
            "/v1/surveys/{id}": {"introduction": "Vi sp\u00f8r %d. gang." % n},
            "/v1/surveys/{id}/audits": {"enterprises": [self.o.enterprise()["id"]]},
            "/v1/surveys/{id}/actions": {"event": "close"},
            "/v1/surveys/{id}/answers.csv": None,
            "/v1/audits/{id}/answers": {"received_on": self.o.today, "answers": [{"question": "ros", "yes": True}]},
            "/v1/audits/{id}/selections": {"reason": "Svakt svar."},
        }[path] if method != "GET" else None

    def ask(self, who, method, path):
        place = self.place(method, path)
        if path == "/v1/surveys/{id}/answers.csv" and method == "POST":
            table = "case_number;received_on;question;answer\n%s;%s;ros;ja\n" % (self.part["case_number"], self.o.today)
            return who.ask(method, place, data=table.encode(), headers={"Content-Type": "text/csv"}).status
        at = place[:-len("/actions")] if path.endswith("/actions") else place
        match = self.o.liv.fresh(at) if method == "PATCH" or at != place else None
        return who.ask(method, place, self.body(method, path), match=match).status

    def test_every_role_may_what_the_table_says_and_nothing_else(self):
        tried = 0
        for method, path, may, within in rows():
            for role in ROLES:
                status = self.ask(self.people[role], method, path)
                wanted = role in may and (within is None or role != "caseworker")
                with self.subTest(method + " " + path, role=role):
                    self.assertEqual(wanted, status != 403, "%s: %d" % (role, status))
                    if wanted:
                        self.assertIn(status, (200, 201, 409), "%s: %d" % (role, status))
                tried += 1
        self.assertGreater(tried, 150)

    def test_in_a_case_it_is_the_team_and_its_lead(self):
        for method, path, _, within in rows():
            if within is None:
                continue
            for who, name in ((self.o.kari, "lead"), (self.o.anna, "team")):
                status = self.ask(who, method, path)
                with self.subTest(method + " " + path, who=name):
                    self.assertEqual(name == "lead" or within == "team", status != 403, "%s: %d" % (name, status))
