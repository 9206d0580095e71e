"""Samples, draws and re-reviews: figures that another implementation gives, and what is refused."""

import unittest
from fractions import Fraction
from math import comb

import office
from harness import ident

MASK = (1 << 64) - 1


def split_mix(state):
    while True:
        state = (state + 0x9e3779b97f4a7c15) & MASK
        z = ((state ^ (state >> 30)) * 0xbf58476d1ce4e5b9) & MASK
        z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & MASK
        yield z ^ (z >> 31)


def below(source, m):
    return next(n % m for n in source if n >= (1 << 64) % m)


def floyd(seed, population, sample):
    source, taken = split_mix(seed), set()
    for j in range(population - sample + 1, population + 1):
        t = 1 + below(source, j)
        taken.add(j if t in taken else t)
    return sorted(taken)


def risk(population, failing, sample, allowed):
    return Fraction(sum(comb(failing, x) * comb(population - failing, sample - x)
                        for x in range(min(allowed, sample) + 1)), comb(population, sample))


class Measure(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    # samples

    def test_a_sample_size_is_the_least_that_holds_its_risk(self):
        size = self.o.inge.get("/v1/sample-size?population=350&target=0.9")
        self.assertEqual((350, 0.9, 0.95), (size["population"], size["target"], size["confidence"]))
        self.assertEqual(size["plans"][0], {m: size[m] for m in ("sample", "allowed_failures", "risk")})
        self.assertEqual(10, len(size["plans"]))
        for allowed, plan in enumerate(size["plans"]):
            self.assertEqual(allowed, plan["allowed_failures"])
            self.assertLessEqual(risk(350, 36, plan["sample"], allowed), Fraction(1, 20))
            self.assertGreater(risk(350, 36, plan["sample"] - 1, allowed), Fraction(1, 20))
            self.assertAlmostEqual(float(risk(350, 36, plan["sample"], allowed)), plan["risk"], 9)

    def test_a_sample_says_how_many_failures_it_allows(self):
        asked = self.o.anna.get("/v1/sample-size?population=350&target=0.9&confidence=0.9&sample=80")
        self.assertLessEqual(risk(350, 36, 80, asked["allowed_failures"]), Fraction(1, 10))
        self.assertGreater(risk(350, 36, 80, asked["allowed_failures"] + 1), Fraction(1, 10))
        self.assertIsNone(self.o.anna.get("/v1/sample-size?population=350&target=0.9&sample=5")
                          ["allowed_failures"])

    def test_where_few_may_fail_all_must_be_seen(self):
        self.assertEqual([{"sample": 19, "allowed_failures": 0, "risk": 0.05}],
                         self.o.anna.get("/v1/sample-size?population=20&target=0.99")["plans"])
        # one failure of twenty is 95 %: whoever sees them all knows that it is less than 99
        for population, target, confidence, short in ((20, "1", "0.95", 1), (20, "0.9", "0.5", 3), (1, "1", "0.5", 1),
                                                      (44, "0.9", "0.95", 5), (66, "0.95", "0.999", 4)):
            plans = self.o.anna.get("/v1/sample-size?population=%d&target=%s&confidence=%s"
                                    % (population, target, confidence))["plans"]
            self.assertEqual(list(range(short)), [plan["allowed_failures"] for plan in plans])
            for plan in plans:
                true = risk(population, short, plan["sample"], plan["allowed_failures"])
                self.assertLessEqual(true, 1 - Fraction(confidence))
                self.assertAlmostEqual(float(true), plan["risk"], 9)

    def test_a_sample_size_that_makes_no_sense_is_refused(self):
        for query, wrong in (("target=0.9", {"population": ["missing"]}),
                             ("population=20", {"target": ["missing"]}),
                             ("population=0&target=0.9", {"population": ["out_of_range"]}),
                             ("population=20&target=1.1", {"target": ["out_of_range"]}),
                             ("population=20&target=0.9&confidence=2", {"confidence": ["out_of_range"]}),
                             ("population=20&target=0.9&sample=21", {"sample": ["out_of_range"]}),
                             ("population=20&target=0.9&n=2", {"n": ["unknown_parameter"]})):
            answer = self.o.anna.ask("GET", "/v1/sample-size?" + query, expect=422)
            self.assertEqual(wrong, answer.errors(), query)

    # draws

    def draw(self, expect=201, who=None, **members):
        body = {"measure_point": self.o.measure_point()["id"], "population": 250, "sample": 20}
        body.update(members)
        return (who or self.o.anna).ask("POST", "/v1/draws", body, expect=expect)

    @staticmethod
    def numbers(draw):
        return [record["number"] for record in draw["records"]]

    def test_a_draw_is_repeated_by_its_seed(self):
        made = self.draw(seed=4711, about="Journaler for januar").json
        self.assertEqual(floyd(4711, 250, 20), self.numbers(made))
        self.assertEqual(made, self.o.inge.get("/v1/draws/" + made["id"]))
        for word in ("Journaler for januar", "4711", ", ".join(map(str, floyd(4711, 250, 20))), "SplitMix64"):
            self.assertIn(word, made["protocol"])

    def test_a_draw_without_a_seed_gets_one_of_its_own(self):
        one, other = self.draw().json, self.draw().json
        self.assertNotEqual(one["seed"], other["seed"])
        self.assertEqual(floyd(one["seed"], 250, 20), self.numbers(one))

    def test_a_draw_takes_its_sample_from_the_target(self):
        made = self.o.anna.post("/v1/draws", {"measure_point": self.o.measure_point()["id"],
                                              "population": 350, "target": 0.9})
        size = self.o.anna.get("/v1/sample-size?population=350&target=0.9")
        self.assertEqual((size["sample"], 0, 0.95, "random"),
                         tuple(made[m] for m in ("sample", "allowed_failures", "confidence", "way")))
        self.assertIn("95\u00a0%", made["protocol"])

    def test_the_newest_and_equal_distances_are_drawn_too(self):
        newest = self.draw(way="newest", sample=5).json
        self.assertEqual([246, 247, 248, 249, 250], self.numbers(newest))
        self.assertIsNone(newest["seed"])
        even = self.draw(way="systematic", seed=3, sample=25).json
        # what is said of all from a sample that chance did not choose, it presumes something for
        for way, seed, words in (("newest", None, "Dette forutsetter at de nyeste er som"), ("systematic", 3, "forutsetter at rekkef\u00f8lgen"),
                                 ("random", 3, None)):
            told = self.draw(way=way, seed=seed, target=0.5, sample=5, population=10).json["protocol"]
            self.assertIn("kan det sies med 95", told)
            self.assertIn(words or "", told)
            self.assertEqual(bool(words), "forutsetter" in told, told)
        self.assertNotIn("forutsetter", self.draw(way="newest", seed=None, sample=5).json["protocol"])
        start = below(split_mix(3), 250)
        self.assertEqual([1 + (start + i * 250) // 25 for i in range(25)], self.numbers(even))

    def test_a_protocol_is_in_the_language_of_whoever_asks(self):
        place = "/v1/draws/" + self.draw(target=0.9, sample=5).json["id"]
        words = {"nb": "trukket tilfeldig", "nn": "Trekkinga", "en": "at random"}
        for language, word in words.items():
            told = self.o.anna.ask("GET", place, headers={"Accept-Language": language}, expect=200).json["protocol"]
            self.assertIn(word, told)
        self.assertIn("too small", told)

    def test_a_letter_tells_how_records_were_drawn(self):
        case = self.o.case(enterprise=self.o.enterprise(language="nn")["id"])
        drawn = [self.draw(seed=4711, about="Journalar for januar").json, self.draw(way="newest", sample=5).json]
        path = case.path + "/letters"
        letter = self.o.anna.post(path, {"kind": "notice", "draws": [d["id"] for d in drawn]})
        for words in ("Slik er journalane valde", "Journalar for januar: dei 250 journalane er nummererte", "Trekkinga kan gjentakast: fr\u00f8 4711",
                      ", ".join(map(str, floyd(4711, 250, 20))), "Dei 5 nyaste er valde. Numra er 246, 247"):
            self.assertIn(words, letter["body"])
        self.assertEqual(letter["fields"]["records"].count("\n\n"), 1)
        place = "/v1/letters/" + letter["id"]
        changed = self.o.anna.patch(place, {"fields": {"records": "Vi ser p\u00e5 alle.", "documents": "Alt."}})
        self.assertIn("Vi ser p\u00e5 alle.", changed["body"])
        changed = self.o.anna.patch(place, {"draws": [drawn[1]["id"]], "language": "nb"})
        self.assertIn("De 5 nyeste er valgt.", changed["body"])
        self.assertEqual("Alt.", changed["fields"]["documents"])
        self.assertNotIn("Slik er journal", self.o.anna.post(path, {"kind": "notice"})["body"])
        for draws, wrong in (([drawn[0]["id"], case.id], {"/draws/1": ["unknown_reference"]}),
                             ([self.draw(population=1000000, sample=5000).json["id"]], {"/draws": ["too_long"]})):
            for answer in (self.o.anna.ask("POST", path, {"kind": "notice", "draws": draws}, expect=422),
                           self.o.anna.ask("PATCH", place, {"draws": draws}, match=self.o.anna.fresh(place), expect=422)):
                self.assertEqual(wrong, answer.errors())

    def test_a_draw_that_makes_no_sense_is_refused(self):
        point = self.o.measure_point()["id"]
        for members, wrong in (({"sample": 251}, {"/sample": ["out_of_range"]}),
                               ({"population": 0}, {"/population": ["out_of_range"], "/sample": ["out_of_range"]}),
                               ({"sample": 10001, "population": 20000}, {"/sample": ["out_of_range"]}),
                               ({"way": "newest", "seed": 1}, {"/seed": ["out_of_range"]}),
                               ({"way": "all"}, {"/way": ["unknown_term"]}),
                               ({"measure_point": self.o.requirement()["id"]},
                                {"/measure_point": ["unknown_reference"]})):
            self.assertEqual(wrong, self.draw(422, **members).errors(), members)
        answer = self.o.anna.ask("POST", "/v1/draws", {"measure_point": point, "population": 20}, expect=422)
        self.assertEqual({"/sample": ["missing"]}, answer.errors())
        answer = self.o.anna.ask("POST", "/v1/draws", {"measure_point": point, "population": 1000000000,
                                                       "target": 0.9999}, expect=422)
        self.assertEqual({"/target": ["out_of_range"]}, answer.errors())

    def test_draws_are_listed_and_made_by_those_who_review(self):
        point = self.o.measure_point()["id"]
        ids = [self.draw(measure_point=point).json["id"] for _ in range(3)]
        self.assertEqual(ids, [ident(d) for d in self.o.inge.items("/v1/draws?measure_point=" + point)])
        for who in (self.o.inge, self.o.arne, self.o.admin):
            self.assertEqual("role_missing", self.draw(403, who=who).code)
        self.o.anna.get("/v1/draws/" + point, expect=404)

    # re-reviews

    def reviewed(self):
        case = self.o.case().to_fieldwork()
        case.breaches = [case.breach()]
        return case, case.observe(case.breaches[0], self.o.past(40), self.o.past(10), compliant=15)

    def again(self, case, own, expect=201, who=None, **members):
        body = {"observation": own["id"], "reviewed_on": self.o.past(1), "both_compliant": 13, "only_own": 2,
                "only_authority": 1, "neither": 4}
        body.update(members)
        return (who or self.o.anna).ask("POST", case.breaches[0] + "/re-reviews", body, expect=expect)

    def test_a_re_review_shows_how_far_both_agree(self):
        case, own = self.reviewed()
        self.o.kari.post(case.breaches[0] + "/demands", {"evidence_kind": "practice",
                                                         "measure_point": case.points[0]})
        self.assertIsNone(self.o.anna.get(case.breaches[0])["measure_points"][0]["rounds"][0]["agreement"])
        made = self.again(case, own).json
        shown = self.o.inge.get(case.breaches[0])
        self.assertEqual([made["id"]], [r["id"] for r in shown["re_reviews"]])
        agreement = shown["measure_points"][0]["rounds"][0]["agreement"]
        observed, expected = Fraction(17, 20), Fraction(15 * 14 + 5 * 6, 400)
        self.assertEqual((made["id"], 20), (agreement["re_review"], agreement["records"]))
        self.assertAlmostEqual(float((observed - expected) / (1 - expected)), agreement["kappa"], 9)
        self.assertEqual([made], self.o.anna.items(case.breaches[0] + "/re-reviews"))
        self.assertEqual("reviewed_again", self.o.anna.items(case.path + "/events?sort=-id")[0]["event"])

    def test_a_re_review_that_makes_no_sense_is_refused(self):
        case, own = self.reviewed()
        by_us = case.observe(case.breaches[0], self.o.past(9), self.o.past(8), reviewed_by="authority")
        for members, wrong in (({"only_own": 3}, {"/only_own": ["out_of_range"]}),
                               ({"neither": 5}, {"/neither": ["out_of_range"]}),
                               ({"both_compliant": 0, "only_own": 0, "only_authority": 0, "neither": 0},
                                {"/both_compliant": ["out_of_range"]}),
                               ({"reviewed_on": str(self.daemon.ahead(1))}, {"/reviewed_on": ["in_the_future"]}),
                               ({"reviewed_on": self.o.past(11)}, {"/reviewed_on": ["out_of_range"]}),
                               ({"observation": by_us["id"]}, {"/observation": ["unknown_reference"]}),
                               ({"observation": case.points[0]}, {"/observation": ["unknown_reference"]})):
            self.assertEqual(wrong, self.again(case, own, 422, **members).errors(), members)
        self.again(case, own)
        self.assertEqual("already_exists", self.again(case, own, 409).code)
        self.assertEqual("role_missing", self.again(case, own, 403, who=self.o.inge).code)


if __name__ == "__main__":
    unittest.main()
