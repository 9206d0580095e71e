"""Which enterprises to audit next, and why; and a year's plan made in one request."""

import datetime
import math
import threading
import unittest

import harness
import office
from harness import ident

DEFAULT = {"year": 2, "years_most": 10, "open_breach": 3, "repeated_breach": 5, "size": 1, "risk": 10}


class Planning(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def rank(self, query="", who=None):
        return (who or self.o.kari).get("/v1/planning?limit=1000" + query)

    def of(self, enterprise, ranking=None):
        return {each["enterprise"]: each for each in (ranking or self.rank())["items"]}[enterprise]

    def model(self, weights, facts):
        """The same from the words: points for years, open and repeated breaches, size and risk."""
        years = weights["years_most"] if facts.get("days") is None else min(
            weights["years_most"], facts["days"] / 365.2425)
        return {"year": years * weights["year"], "open_breach": facts.get("open", 0) * weights["open_breach"],
                "repeated_breach": facts.get("repeated", 0) * weights["repeated_breach"],
                "size": (math.log10(facts["size"]) if facts.get("size") else 0) * weights["size"],
                "risk": (facts.get("risk") or 0) * weights["risk"]}

    def agrees(self, item, weights, facts):
        expected = self.model(weights, facts)
        for factor in item["factors"]:
            self.assertAlmostEqual(expected[factor["factor"]], factor["points"], 6, factor)
            self.assertAlmostEqual(factor["value"] * factor["weight"], factor["points"], 6)
        self.assertEqual(list(expected), [each["factor"] for each in item["factors"]])
        self.assertAlmostEqual(sum(expected.values()), item["points"], 6)

    def test_an_enterprise_never_audited_counts_as_the_longest_ago(self):
        new = self.o.enterprise(size=10000, risk_score=0.4)["id"]
        ranking = self.rank()
        self.assertEqual(DEFAULT, {k: v for k, v in ranking["weights"].items() if k in DEFAULT})
        self.agrees(self.of(new, ranking), DEFAULT, {"size": 10000, "risk": 0.4})
        self.assertIsNone(self.of(new, ranking)["last_audit"])
        points = [each["points"] for each in ranking["items"]]
        self.assertEqual(sorted(points, reverse=True), points)

    def test_open_and_repeated_breaches_count_and_are_told(self):
        case = self.o.case().to_follow_up()
        other = self.o.case(enterprise=case.enterprise, requirements=case.requirements).to_follow_up()
        item = self.of(case.enterprise)
        breaches = [breach for each in (case, other) for breach in each.get()["breaches"]]
        live = [b for b in breaches if b["state"] in ("established", "insufficient", "reported")]
        seen = [set(r for b in each.get()["breaches"] for r in b["requirements"]) for each in (case, other)]
        last = max(each.get()["visit_to"] for each in (case, other))
        days = (datetime.date.fromisoformat(str(self.daemon.today))
                - datetime.date.fromisoformat(last)).days if last <= str(self.daemon.today) else None
        self.assertGreater(len(live), 1)
        self.assertGreater(len(seen[0] & seen[1]), 0)
        self.agrees(item, DEFAULT, {"days": days, "open": len(live), "repeated": len(seen[0] & seen[1])})
        self.assertEqual(2, item["under_way"])

    def test_weights_are_data_and_the_newest_count(self):
        new = self.o.enterprise(size=100)["id"]
        made = self.o.liv.post("/v1/risk-weights", {"size": 50, "year": 0})
        try:
            self.assertEqual({**DEFAULT, "size": 50, "year": 0}, {k: made[k] for k in DEFAULT})
            ranking = self.rank()
            self.assertEqual(made, ranking["weights"])
            self.agrees(self.of(new, ranking), made, {"size": 100})
            wrong = self.o.liv.ask("POST", "/v1/risk-weights", {"risk": -1, "size": 1001}, expect=422)
            self.assertEqual({"/risk": ["out_of_range"], "/size": ["out_of_range"]}, wrong.errors())
            self.o.kari.ask("POST", "/v1/risk-weights", {}, expect=403)
        finally:
            self.o.liv.post("/v1/risk-weights", {})
        self.assertEqual(DEFAULT, {k: v for k, v in self.rank()["weights"].items() if k in DEFAULT})

    def test_the_ranking_can_be_of_one_kind_and_one_guide(self):
        trust = self.o.enterprise(kind="health_trust")["id"]
        ids = [each["enterprise"] for each in self.rank("&kind=health_trust")["items"]]
        self.assertIn(trust, ids)
        self.assertTrue(all(self.o.kari.get("/v1/enterprises/" + i)["kind"] == "health_trust" for i in ids))
        case = self.o.case().to_follow_up()
        guide = self.o.programme([self.o.requirement()["id"]], [])
        self.assertEqual(0, self.of(case.enterprise, self.rank("&programme=" + guide["id"]))["under_way"])
        self.assertEqual(1, len(self.o.kari.get("/v1/planning?limit=1")["items"]))

    def guide(self, **members):
        return self.o.programme([self.o.requirement()["id"]], [self.o.measure_point()["id"]], **members)

    def plan(self, body, expect=200, **more):
        return self.o.liv.ask("POST", "/v1/planning/audits", body, expect=expect, **more)

    def test_a_year_is_planned_in_one_request(self):
        guide = self.guide()
        places = [self.o.enterprise()["id"] for _ in range(5)]
        body = {"programme": guide["id"], "enterprises": places, "lead_auditor": self.o.kari.id,
                "team": [self.o.anna.id], "visit_from": str(self.daemon.ahead(60))}
        told = self.plan(body).json
        self.assertEqual(places, [each["enterprise"] for each in told["made"]])
        self.assertEqual(([], []), (told["known"], told["refused"]))
        for each in told["made"]:
            audit = self.o.kari.get("/v1/audits/" + each["audit"])
            self.assertEqual((each["case_number"], each["enterprise"], "planned", guide["title"], guide["method"]),
                             tuple(audit[m] for m in ("case_number", "enterprise", "state", "theme", "method")))
            self.assertEqual((guide["requirements"], guide["measure_points"], self.o.kari.id, [self.o.anna.id]),
                             tuple(audit[m] for m in ("requirements", "measure_points", "lead_auditor", "team")))
            log = self.o.kari.get("/v1/audits/%s/events" % each["audit"])["items"]
            self.assertEqual(["create"], [event["event"] for event in log])
        numbers = [int(each["case_number"].split("/")[1]) for each in told["made"]]
        self.assertEqual(list(range(numbers[0], numbers[0] + 5)), numbers)
        again = self.plan(dict(body, enterprises=places + [self.o.enterprise()["id"]])).json
        self.assertEqual((1, told["made"]), (len(again["made"]), again["known"]))

    def test_what_concerns_one_enterprise_holds_none_of_the_others_back(self):
        guide = self.guide()
        good, nobody = self.o.enterprise()["id"], ident(guide)
        told = self.plan({"programme": guide["id"], "enterprises": [nobody, good],
                          "lead_auditor": self.o.kari.id}).json
        self.assertEqual([good], [each["enterprise"] for each in told["made"]])
        self.assertEqual([(nobody, "unknown_reference")],
                         [(each["enterprise"], each["code"]) for each in told["refused"]])

    def test_what_is_wrong_for_all_is_told_once_and_makes_nothing(self):
        guide = self.guide()
        place = self.o.enterprise()["id"]
        body = {"programme": guide["id"], "enterprises": [place]}
        self.assertEqual({"/programme": ["unknown_reference"]},
                         self.plan(dict(body, programme=place), 422).errors())
        self.assertEqual({"/lead_auditor": ["unknown_reference"]},
                         self.plan(dict(body, lead_auditor=place), 422).errors())
        self.assertEqual({"/enterprises": ["too_few_items"]}, self.plan(dict(body, enterprises=[]), 422).errors())
        self.assertEqual({"/method": ["missing"]},
                         self.plan(dict(body, programme=self.guide(method=None)["id"]), 422).errors())
        self.o.kari.ask("POST", "/v1/planning/audits", body, expect=403)
        self.assertEqual(1, len(self.plan(body).json["made"]))

    def test_the_same_key_plans_once(self):
        guide = self.guide()
        body = {"programme": guide["id"], "enterprises": [self.o.enterprise()["id"] for _ in range(2)]}
        first = self.plan(body, key="plan-1")
        self.assertEqual(first.json, self.plan(body, key="plan-1").json)
        body["enterprises"].append(self.o.enterprise()["id"])
        self.assertEqual("idempotency_key_reused", self.plan(body, 422, key="plan-1").code)
        self.assertEqual(0, self.of(body["enterprises"][2])["under_way"])

    def test_the_same_plan_sent_twice_at_once_makes_each_audit_once(self):
        guide = self.guide()
        places = [self.o.enterprise()["id"] for _ in range(6)]
        body = {"programme": guide["id"], "enterprises": places}
        people = [harness.Client(self.daemon, "liv", office.PASSWORD % "liv", self.o.authority) for _ in range(4)]
        told = []
        threads = [threading.Thread(target=lambda who=who: told.append(
            who.ask("POST", "/v1/planning/audits", body, expect=200, judge=False).json)) for who in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(4, len(told))
        made = [each["enterprise"] for one in told for each in one["made"]]
        self.assertEqual(sorted(places), sorted(made))
        for one in told:
            self.assertEqual(sorted(places), sorted(each["enterprise"] for each in one["made"] + one["known"]))
            self.assertEqual([], one["refused"])


if __name__ == "__main__":
    unittest.main()
