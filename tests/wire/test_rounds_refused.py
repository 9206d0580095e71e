"""Rounds that cannot be: each is refused with its code at its place, says what it is about, and leaves nothing."""

import threading
import unittest

import office

DAY = office.datetime.timedelta(1)


class RoundsRefused(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.o.season()
        cls.other = cls.o.case()                # of another guide, with a measure point of its own
        cls.case = cls.o.case().to_fieldwork()
        cls.breach = cls.case.breach()
        cls.stands = cls.case.observe(cls.breach, cls.o.past(40), cls.o.past(20), compliant=18)

    def body(self, **change):
        whole = {"measure_point": self.case.points[0], "period_from": self.o.past(10), "period_to": self.o.past(2),
                 "population": 60, "sample": 20, "compliant": 18, "hard_failures": 0}
        return dict(whole, **change)

    def refuses(self, pointer, code, *about, **change):
        before = self.o.kari.items(self.breach + "/observations")
        answer = self.o.anna.ask("POST", self.breach + "/observations", self.body(**change), expect=422)
        self.assertEqual("invalid", answer.code)
        self.assertEqual({pointer: [code]}, answer.errors())
        detail = answer.json["errors"][0]["detail"]
        for word in about:
            self.assertIn(word, detail)
        self.assertEqual(before, self.o.kari.items(self.breach + "/observations"))
        return detail

    def test_more_compliant_than_the_sample(self):
        self.refuses("/compliant", "out_of_range", "st\u00f8rre enn utvalget", compliant=21)

    def test_a_sample_larger_than_the_population(self):
        self.refuses("/sample", "out_of_range", "st\u00f8rre enn populasjonen", sample=61, compliant=60)

    def test_more_hard_failures_than_failures(self):
        self.refuses("/hard_failures", "out_of_range", "flere enn dem som ikke var i samsvar", hard_failures=3)

    def test_a_period_that_has_not_ended(self):
        self.refuses("/period_to", "in_the_future", period_to=str(self.daemon.ahead(1)))
        self.refuses("/period_to", "in_the_future", period_from=str(self.daemon.ahead(5)),
                     period_to=str(self.daemon.ahead(9)))

    def test_nothing_said_of_what_must_not_occur(self):
        case = self.o.case().to_fieldwork()
        breach = case.breach()
        body = self.body(measure_point=case.points[0])
        del body["hard_failures"]
        failing = self.o.anna.post(breach + "/observations", dict(body, compliant=17))
        self.assertIsNone(failing["hard_failures"], "it fails whatever is said")
        self.o.kari.post(breach + "/demands", {"text": "Journaler", "evidence_kind": "practice", "measure_point": case.points[0]})
        shown = [r for p in self.o.kari.get(breach)["measure_points"] for r in p["rounds"]]
        self.assertEqual([(None, False)], [(r["hard_failures"], r["passes"]) for r in shown])
        body.update(period_from=self.o.past(30), period_to=self.o.past(20))
        answer = self.o.anna.ask("POST", breach + "/observations", body, expect=422)
        self.assertEqual({"/hard_failures": ["missing"]}, answer.errors())
        self.assertIn("0 hvis ingen", answer.json["errors"][0]["detail"])
        self.o.anna.post(breach + "/observations", dict(body, hard_failures=0))

    def test_where_nothing_failed_nothing_failed_badly(self):
        point = self.o.admin.post("/v1/measure-points", {
            "code": "uten-svikt", "text": "Uten svikt som ikke t\u00e5les", "process": "p", "critical_step": "s",
            "numerator": "t", "denominator": "n", "category": "process", "target": 0.9, "n_min": 20, "rounds": 2,
            "spacing_days": 28})["id"]
        case = self.o.case(measure_points=[self.case.points[0], point]).to_fieldwork()
        breach = case.breach()
        for measured in (self.case.points[0], point):
            self.o.kari.post(breach + "/demands", {"text": "Journaler", "evidence_kind": "practice", "measure_point": measured})
        for measured, compliant in ((self.case.points[0], 20), (point, 18)):
            body = self.body(measure_point=measured, compliant=compliant)
            del body["hard_failures"]
            made = self.o.anna.post(breach + "/observations", body)
            self.assertEqual(0, made["hard_failures"])
        shown = self.o.kari.get(breach)["measure_points"]
        self.assertEqual(2, len([r for p in shown for r in p["rounds"]]))
        self.assertTrue(all(r["hard_failures"] == 0 and r["passes"] for p in shown for r in p["rounds"]), shown)

    def test_a_period_that_ends_before_it_begins(self):
        self.refuses("/period_to", "ends_before_start", period_from=self.o.past(2), period_to=self.o.past(10))

    def test_a_round_that_shares_a_day_with_another_names_it(self):
        for first, last in ((45, 40), (30, 25), (20, 15), (50, 10)):
            self.refuses("/period_from", "periods_overlap", self.stands["id"], self.stands["period_from"],
                         self.stands["period_to"], period_from=self.o.past(first), period_to=self.o.past(last))

    def test_the_same_round_twice(self):
        self.refuses("/period_from", "periods_overlap", self.stands["id"],
                     **{m: self.stands[m] for m in ("period_from", "period_to", "population", "sample", "compliant")})

    def test_a_measure_point_of_another_guide(self):
        self.refuses("/measure_point", "unknown_reference", "verken et m\u00e5lepunkt i tilsynet eller krevd for dette lovbruddet",
                     measure_point=self.other.points[0])

    def test_a_measure_point_that_is_nobodys(self):
        answer = self.o.anna.ask("POST", self.breach + "/observations", self.body(
            measure_point="01890000-0000-7000-8000-000000000001"), expect=422)
        self.assertEqual({"unknown_reference"}, set(sum(answer.errors().values(), [])))
        self.assertEqual({"/measure_point"}, set(answer.errors()))

    def test_evidence_of_another_kind_or_breach(self):
        plan = self.case.evidence(self.breach, "plan")
        self.refuses("/evidence", "unknown_reference", "dokumentasjon p\u00e5 praksis for dette lovbruddet", evidence=plan)
        practice = self.case.evidence(self.case.breach())
        self.refuses("/evidence", "unknown_reference", "dokumentasjon p\u00e5 praksis for dette lovbruddet", evidence=practice)

    def test_all_that_is_wrong_is_told_at_once(self):
        answer = self.o.anna.ask("POST", self.breach + "/observations", self.body(
            sample=61, compliant=62, period_to=self.o.past(30)), expect=422)
        self.assertEqual({"/sample", "/compliant", "/period_to"}, set(answer.errors()))
        answer = self.o.anna.ask("POST", self.breach + "/observations", self.body(
            period_from=self.o.past(25), period_to=str(self.daemon.ahead(3)), measure_point=self.case.points[0]),
            expect=422)
        self.assertEqual({"/period_to", "/period_from"}, set(answer.errors()))

    def test_numbers_that_are_none(self):
        for wrong in (-1, 1.5, "20", None, 10 ** 10):
            answer = self.o.anna.ask("POST", self.breach + "/observations", self.body(sample=wrong), expect=(400, 422))
            self.assertIn("/sample", answer.errors(), wrong)

    def test_of_two_that_come_at_once_one_is_kept(self):
        case = self.o.case().to_fieldwork()
        breach, answers = case.breach(), []
        people = [self.o.person("par%d" % i, ["leader"]) for i in range(4)]

        def send(who):
            answers.append(who.ask("POST", breach + "/observations", dict(
                self.body(), measure_point=case.points[0]), expect=(201, 422)).status)

        threads = [threading.Thread(target=send, args=(who,)) for who in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([201, 422, 422, 422], sorted(answers))
        self.assertEqual(1, len(self.o.kari.items(breach + "/observations")))
