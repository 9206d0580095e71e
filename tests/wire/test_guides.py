"""Guides: editions made from one another, compared, handed on as one file, and taken in by another authority."""

import copy
import json
import os
import shutil
import tempfile
import unittest

import harness
import office
from test_client import Person

DEMO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "client", "demo")


def guide(name, daemon):
    with open(os.path.join(DEMO, "guide_%s.json" % name), encoding="utf-8") as file:
        read = json.load(file)
    read["programme"]["review_by"] = str(daemon.ahead(200))
    return read


class Guides(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def made(self, **members):
        requirements = [self.o.requirement()["id"] for _ in range(2)]
        points = [self.o.measure_point()["id"] for _ in range(2)]
        return self.o.programme(requirements, points, themes=["Tilgang", "Kompetanse"], **members)

    def editions(self, place, body, expect=201):
        return self.o.admin.ask("POST", place + "/editions", body, expect=expect)

    def test_a_new_edition_is_as_the_one_before_but_for_what_is_said(self):
        old = self.made()
        place = "/v1/programmes/" + old["id"]
        new = self.editions(place, {}).json
        self.assertEqual((old["code"], 2), (new["code"], new["version"]))
        for member in set(old) - {"id", "version"}:
            self.assertEqual(old[member], new[member], member)
        newer = self.editions(place, {"themes": ["Tilgang"], "measure_points": old["measure_points"][:1]}).json
        self.assertEqual((3, ["Tilgang"], old["requirements"]), (newer["version"], newer["themes"], newer["requirements"]))
        self.assertEqual(old, self.o.admin.get(place))
        listed = self.o.kari.get("/v1/programmes?code=" + old["code"])["items"]
        self.assertEqual([1, 2, 3], [each["version"] for each in listed])

    def test_a_guide_may_be_another_guide_s_beginning(self):
        old = self.made()
        place = "/v1/programmes/" + old["id"]
        new = self.editions(place, {"code": old["code"] + "-b", "title": "En annen", "version": 7}).json
        self.assertEqual((7, "En annen", old["measure_points"]), (new["version"], new["title"], new["measure_points"]))
        answer = self.editions(place, {"version": 1}, expect=409)
        self.assertEqual(("already_exists", {"/version": ["already_exists"]}), (answer.code, answer.errors()))
        self.editions("/v1/programmes/" + harness.ident(self.o.requirement()), {}, expect=404)
        self.assertEqual(403, self.o.liv.ask("POST", place + "/editions", {}, expect=403).status)

    def test_an_audit_keeps_the_edition_it_began_under(self):
        old = self.made()
        case = self.o.case(programme=old["id"], requirements=old["requirements"], measure_points=old["measure_points"])
        self.editions("/v1/programmes/" + old["id"], {"title": "Ny utgave"})
        self.assertEqual(old["id"], case.get()["programme"])
        self.assertEqual(old, self.o.kari.get("/v1/programmes/" + old["id"]))

    def test_a_guide_in_use_is_looked_through_again_and_nothing_else(self):
        old = self.made()
        place = "/v1/programmes/" + old["id"]
        self.o.case(programme=old["id"])
        later = str(self.daemon.ahead(310))
        self.assertEqual(later, self.o.admin.patch(place, {"review_by": later})["review_by"])
        answer = self.o.admin.ask("PATCH", place, {"themes": []}, match=self.o.admin.fresh(place), expect=409)
        self.assertEqual({"/themes": ["in_use"]}, answer.errors())

    def test_a_review_lies_a_year_ahead_at_most(self):
        old = self.made()
        place = "/v1/programmes/" + old["id"]
        answer = self.o.admin.ask("PATCH", place, {"review_by": str(self.daemon.ahead(400))},
                                  match=self.o.admin.fresh(place), expect=422)
        self.assertEqual({"/review_by": ["out_of_range"]}, answer.errors())
        soon = self.made(review_by=str(self.daemon.ahead(10)))
        due = self.o.admin.get("/v1/programmes?limit=200&review_before=" + str(self.daemon.ahead(20)))["items"]
        self.assertIn(soon["id"], [each["id"] for each in due])
        self.assertNotIn(old["id"], [each["id"] for each in due])
        self.editions("/v1/programmes/" + soon["id"], {"review_by": str(self.daemon.ahead(300))})
        due = self.o.admin.get("/v1/programmes?limit=200&review_before=" + str(self.daemon.ahead(20)))["items"]
        self.assertNotIn(soon["id"], [each["id"] for each in due])

    def test_two_editions_stand_beside_each_other(self):
        o = self.o
        old = self.made()
        kept, gone = old["measure_points"]
        before = o.admin.get("/v1/measure-points/" + kept)
        sharper = o.measure_point(code=before["code"], target=0.95)
        another = o.measure_point()
        law = o.requirement()
        new = self.editions("/v1/programmes/" + old["id"], {
            "title": "Skjerpet", "measure_points": [sharper["id"], another["id"]],
            "requirements": old["requirements"] + [law["id"]]}).json
        told = o.kari.get("/v1/programmes/%s/comparison?with=%s" % (old["id"], new["id"]))
        self.assertEqual({"id": old["id"], "code": old["code"], "version": 1}, told["from"])
        self.assertEqual({"id": new["id"], "code": old["code"], "version": 2}, told["to"])
        self.assertEqual([{"member": "version", "from": "1", "to": "2"},
                          {"member": "title", "from": old["title"], "to": "Skjerpet"}], told["members"])
        self.assertEqual({"added": [law], "removed": [], "changed": []}, told["requirements"])
        points = told["measure_points"]
        self.assertEqual([another], points["added"])
        self.assertEqual([gone], [each["id"] for each in points["removed"]])
        self.assertEqual([{"from": kept, "to": sharper["id"], "code": before["code"], "members": [
            {"member": "target", "from": "0.9", "to": "0.95"}]}], points["changed"])
        back = o.kari.get("/v1/programmes/%s/comparison?with=%s" % (new["id"], old["id"]))
        self.assertEqual([law], back["requirements"]["removed"])
        same = o.kari.get("/v1/programmes/%s/comparison?with=%s" % (new["id"], new["id"]))
        self.assertEqual([], same["members"] + same["requirements"]["changed"] + same["measure_points"]["changed"])
        nobody = o.kari.ask("GET", "/v1/programmes/%s/comparison?with=%s" % (new["id"], law["id"]), expect=422)
        self.assertEqual({"with": ["unknown_reference"]}, nobody.errors())
        o.kari.ask("GET", "/v1/programmes/%s/guide" % law["id"], expect=404)

    def take_in(self, body, query="", expect=200, **more):
        return self.o.admin.ask("POST", "/v1/import/programmes" + query, body, expect=expect, **more)

    def test_a_guide_is_handed_on_whole(self):
        for name in ("sepsis", "helseberedskap"):
            sent = guide(name, self.daemon)
            trial = self.take_in(sent, "?dry_run=true").json
            self.assertEqual((None, False, len(sent["measure_points"])),
                             (trial["programme"], trial["known"], trial["measure_points_made"]))
            taken = self.take_in(sent).json
            self.assertEqual(trial["requirements_made"], taken["requirements_made"])
            self.assertFalse(taken["known"])
            got = self.o.kari.get("/v1/programmes/%s/guide" % taken["programme"])
            self.assertEqual(sent, got)
            again = self.take_in(got).json
            self.assertEqual({"programme": taken["programme"], "known": True, "requirements_made": 0,
                              "measure_points_made": 0}, again)

    def test_the_client_hands_on_what_the_daemon_does_number_for_number(self):
        home = tempfile.mkdtemp(prefix="tilsyn-guides-")
        self.addCleanup(shutil.rmtree, home)
        admin = Person(self.daemon, "admin", harness.ADMIN_PASSWORD, home)
        points = [self.o.measure_point(target=target)["id"] for target in (0.95, 0.07, 1, 0.123456789)]
        made = self.o.programme([self.o.requirement()["id"]], points, code="tall")
        answer = self.o.kari.ask("GET", "/v1/programmes/%s/guide" % made["id"], expect=200)
        handed_on = admin("programme", "export", "tall")
        told = lambda text: json.loads(text, parse_float=str)
        self.assertEqual(told(answer.body), told(handed_on))
        self.assertEqual(answer.json, json.loads(handed_on))

    def test_what_is_there_already_is_used_again(self):
        sent = guide("sepsis", self.daemon)
        sent["programme"]["code"] = "gjenbruk"
        self.take_in(sent)
        other = copy.deepcopy(sent)
        other["programme"]["version"] = 2
        other["measure_points"][0]["target"] = 0.99
        taken = self.take_in(other).json
        self.assertEqual((0, 1), (taken["requirements_made"], taken["measure_points_made"]))
        self.assertEqual(other, self.o.kari.get("/v1/programmes/%s/guide" % taken["programme"]))

    def test_another_text_under_the_same_code_and_version_is_refused(self):
        sent = guide("helseberedskap", self.daemon)
        sent["programme"]["code"] = "samme"
        taken = self.take_in(sent).json
        for change in ({"title": "En annen"}, {"themes": []}):
            other = copy.deepcopy(sent)
            other["programme"].update(change)
            answer = self.take_in(other, expect=409)
            self.assertEqual({"/programme/version": ["already_exists"]}, answer.errors())
        for part in ("requirements", "measure_points"):
            other = copy.deepcopy(sent)
            other[part] = [each for each in other[part] if each["code"] not in ("flk-7", "beredskap-lager")]
            self.assertEqual("already_exists", self.take_in(other, expect=409).code)
            other = copy.deepcopy(sent)
            other[part][0]["text"] = "Et annet ord"
            self.assertEqual("already_exists", self.take_in(other, expect=409).code)
        self.assertEqual(sent, self.o.kari.get("/v1/programmes/%s/guide" % taken["programme"]))

    def test_every_mistake_in_a_guide_is_told_at_its_place(self):
        sent = guide("sepsis", self.daemon)
        sent["format"] = "en annen"
        sent["requirements"][1].pop("act")
        sent["measure_points"][2]["target"] = 2
        sent["programme"]["owner"] = "Helsetilsynet"
        self.assertEqual({"/format": ["unknown_term"], "/requirements/1/act": ["missing"],
                          "/measure_points/2/target": ["out_of_range"], "/programme/owner": ["unknown_member"]},
                         self.take_in(sent, expect=422).errors())
        sent = guide("sepsis", self.daemon)
        sent["requirements"][2]["code"] = sent["requirements"][0]["code"]
        sent["measure_points"][4]["code"] = sent["measure_points"][3]["code"]
        sent["programme"].pop("version")
        self.assertEqual({"/requirements/2/code": ["duplicate_item"], "/measure_points/4/code": ["duplicate_item"],
                          "/programme/version": ["missing"]}, self.take_in(sent, expect=422).errors())

    def test_a_hostile_file_is_refused_and_leaves_nothing(self):
        before = self.o.admin.get("/v1/programmes?count=true&limit=1")["count"]

        def broken(change):
            sent = guide("sepsis", self.daemon)
            change(sent)
            return json.dumps(sent).encode()

        whole = broken(lambda g: None)
        hostile = {
            "a title with NUL": broken(lambda g: g["programme"].update(title="a\0b")),
            "a patient's number": broken(lambda g: g["requirements"][0].update(text=harness.personal_number())),
            "who is responsible": broken(lambda g: g["programme"].update(responsible=self.o.anna.id)),
            "an id of its own": broken(lambda g: g["programme"].update(id=self.o.anna.id)),
            "too many rounds": broken(lambda g: g["programme"].update(later_rounds=[{"months": 1}] * 13)),
            "a round of years": broken(lambda g: g["programme"].update(later_rounds=[{"months": 10 ** 18}])),
            "too many requirements": broken(lambda g: g.update(requirements=[dict(
                g["requirements"][0], code="k%d" % i) for i in range(201)])),
            "nested": whole.replace(b'"themes": [', b'"themes": [' + b"[" * 5000 + b"]" * 5000 + b",", 1),
            "twice the same member": whole.replace(b'"format"', b'"format": "tilsyn-guide-1", "format"', 1),
            "not UTF-8": whole.replace(b"Sepsis", b"Seps\xff", 1),
            "cut off": whole[:-1],
            "and more": whole + b"x",
            "an array": b"[" + whole + b"]",
            "too large": broken(lambda g: g["programme"].update(themes=["x" * 2000] * 600)),
        }
        for name, data in hostile.items():
            answer = self.o.admin.ask("POST", "/v1/import/programmes", data=data,
                                      headers={"Content-Type": "application/json"}, expect=(400, 413, 422))
            self.assertIn(answer.status, (400, 413, 422), name)
        self.assertEqual(before, self.o.admin.get("/v1/programmes?count=true&limit=1")["count"])

    def test_a_trial_s_key_is_not_the_key_of_the_real_thing(self):
        sent = guide("sepsis", self.daemon)
        sent["programme"]["code"] = "med-noekkel"
        self.assertIsNone(self.take_in(sent, "?dry_run=true", key="guide-1").json["programme"])
        taken = self.take_in(sent, key="guide-1").json
        self.assertFalse(taken["known"])
        self.assertEqual(taken, self.take_in(sent, key="guide-1").json)

    def test_only_the_admin_takes_guides_in(self):
        self.o.liv.ask("POST", "/v1/import/programmes", guide("sepsis", self.daemon), expect=403)


if __name__ == "__main__":
    unittest.main()
