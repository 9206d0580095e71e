"""What audits rest on does not change under them, and a demand is only ever sharpened."""

import unittest

import office
from harness import ident

RULE = {"target": 0.9, "n_min": 20, "rounds": 2, "spacing_days": 28}
WEAKER = {"target": 0.8, "n_min": 19, "rounds": 1, "spacing_days": 27}
SHARPER = {"target": 0.95, "n_min": 30, "rounds": 3, "spacing_days": 40}


class Used(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def patch(self, who, place, body, expect):
        return who.ask("PATCH", place, body, match=who.fresh(place), expect=expect)

    def in_use(self, place, body):
        answer = self.patch(self.o.admin, place, body, 409)
        self.assertEqual("in_use", answer.code)
        self.assertEqual({"/" + m: ["in_use"] for m in body}, answer.errors())

    def test_a_measure_point_that_an_audit_rests_on_keeps_its_rule(self):
        o = self.o
        place = "/v1/measure-points/" + o.measure_point()["id"]
        o.admin.patch(place, {"target": 0.85, "hard": None})
        o.admin.patch(place, {"target": 0.9})
        o.case(measure_points=[ident(o.admin.get(place))])
        for member in RULE:
            self.in_use(place, {member: SHARPER[member]})
            self.in_use(place, {member: WEAKER[member]})
        self.in_use(place, {"hard": "en annen", "numerator": "alle", "denominator": "ingen"})
        # what stays as it was is no change, and words may be put right
        self.assertEqual("Rettet", o.admin.patch(place, {"text": "Rettet", "target": 0.9})["text"])

    def test_a_measure_point_that_only_a_demand_names_keeps_its_rule(self):
        o = self.o
        point = o.measure_point()
        breach = o.case().to_fieldwork().breach()
        o.kari.post(breach + "/demands", {"evidence_kind": "practice", "measure_point": point["id"]})
        self.in_use("/v1/measure-points/" + point["id"], {"target": 0.5})

    def test_a_measure_point_asks_something_where_its_maker_says_nothing(self):
        o = self.o
        made = o.admin.post("/v1/measure-points", {"code": "bare", "text": "Uten tall"})
        self.assertEqual({"target": 1, "n_min": 20, "rounds": 2, "spacing_days": 28},
                         {m: made[m] for m in RULE})
        place = "/v1/measure-points/" + made["id"]
        self.assertEqual({"/rounds": ["null_not_allowed"]},
                         self.patch(o.admin, place, {"rounds": None}, 422).errors())

    def test_a_requirement_that_an_audit_rests_on_stays_the_law_it_is(self):
        o = self.o
        made = o.requirement()
        place = "/v1/requirements/" + made["id"]
        o.admin.patch(place, {"section": "\u00a7 4-2"})
        o.case(requirements=[made["id"]])
        self.in_use(place, {"act": "pasientloven", "section": "\u00a7 1"})
        o.admin.patch(place, {"valid_to": "2030-12-31", "text": "Rettet"})

    def test_a_guide_that_an_audit_rests_on_gets_a_new_edition_instead(self):
        o = self.o
        guide = o.programme([o.requirement()["id"]], [o.measure_point()["id"]])
        place = "/v1/programmes/" + guide["id"]
        o.admin.patch(place, {"title": "Legemidler"})
        o.case(programme=guide["id"])
        self.in_use(place, {"title": "Noe annet", "requirements": []})

    def asked(self, case, **members):
        body = dict({"evidence_kind": "practice", "measure_point": case.points[0]}, **members)
        return self.o.kari.post(case.breaches[0] + "/demands", body)

    def sharper_only(self, place, body, *pointers):
        answer = self.patch(self.o.kari, place, body, 422)
        self.assertEqual({p: ["only_sharper"] for p in pointers}, answer.errors(), answer.text())

    def test_a_demand_asks_no_less_than_its_measure_point(self):
        o = self.o
        case = o.case().to_drafting()
        place = case.breaches[0] + "/demands"
        body = {"evidence_kind": "practice", "measure_point": case.points[0]}
        for member, value in WEAKER.items():
            answer = o.kari.ask("POST", place, dict(body, **{member: value}), expect=422)
            self.assertEqual({"/" + member: ["only_sharper"]}, answer.errors())
        # one that the case does not have yet
        body["measure_point"] = o.measure_point(target=0.97)["id"]
        answer = o.kari.ask("POST", place, dict(body, target=0.96), expect=422)
        self.assertEqual({"/target": ["only_sharper"]}, answer.errors())
        demand = "/v1/demands/" + self.asked(case, **SHARPER)["id"]
        self.sharper_only(demand, WEAKER, *("/" + m for m in WEAKER))
        self.sharper_only(demand, {"measure_point": body["measure_point"]}, "/target")
        # before it is stated to the enterprise it may be taken back
        o.kari.patch(demand, dict(RULE, evidence_kind="plan"))
        o.kari.patch(demand, {"measure_point": None})

    def test_what_the_final_report_stated_is_only_sharpened(self):
        o = self.o
        case = o.case().to_hearing()
        demand = "/v1/demands/" + self.asked(case, **SHARPER)["id"]
        plain = "/v1/demands/" + self.asked(case, measure_point=None)["id"]
        case.ready_for_final()
        case.letter("final_report")
        case.act("send_final", who=o.liv)
        for member, value in RULE.items():
            self.sharper_only(demand, {member: value}, "/" + member)
            self.sharper_only(demand, {member: None}, "/" + member)
        self.sharper_only(demand, {"measure_point": None}, "/measure_point")
        self.sharper_only(demand, {"measure_point": o.measure_point()["id"]}, "/measure_point")
        self.sharper_only(demand, {"evidence_kind": "plan"}, "/evidence_kind")
        self.sharper_only(plain, {"evidence_kind": "management"}, "/evidence_kind")
        self.assertEqual(0.99, o.kari.patch(demand, {"target": 0.99, "text": "Vis det"})["target"])
        self.sharper_only(demand, {"target": 0.98}, "/target")
        o.kari.patch(plain, {"measure_point": case.points[0]})

    def test_nothing_is_asked_for_a_breach_that_is_corrected(self):
        o = self.o
        case = o.case().to_corrected()
        demand = "/v1/demands/" + ident(o.kari.items(case.breaches[0] + "/demands")[0])
        self.assertEqual("wrong_state", self.patch(o.kari, demand, {"text": "Mer"}, 409).code)
        answer = o.kari.ask("POST", case.breaches[0] + "/demands", {"evidence_kind": "plan"}, expect=409)
        self.assertEqual("wrong_state", answer.code)
