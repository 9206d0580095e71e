"""An enterprise's own figures: what comes in, what is refused, run chart, p-chart, pictures and tables."""

import datetime
import math
import statistics
import unittest
import xml.etree.ElementTree

import harness
import office

SVG = "{http://www.w3.org/2000/svg}"


class Series(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def setUp(self):
        self.point = self.o.measure_point()
        self.enterprise = self.o.enterprise()
        self.place = "/v1/measure-points/%s/series" % self.point["id"]
        self.query = "?enterprise=" + self.enterprise["id"]

    def weeks(self, counts, denominator=20, back=None):
        """Figures of the last weeks that are over, oldest first."""
        monday = self.daemon.today - datetime.timedelta(days=self.daemon.today.weekday() + 7 * (back or len(counts)))
        return [{"period_from": str(monday + datetime.timedelta(days=7 * i)),
                 "period_to": str(monday + datetime.timedelta(days=7 * i + 6)),
                 "numerator": k, "denominator": denominator} for i, k in enumerate(counts)]

    def register(self, points=None, expect=201, who=None, **members):
        body = dict({"enterprise": self.enterprise["id"]}, **members)
        if points is not None:
            body["points"] = points
        return (who or self.o.anna).ask("POST", self.place, body, expect=expect)

    def see(self):
        return self.o.inge.get(self.place + self.query)

    def text(self, path, accept="nb"):
        return self.o.inge.ask("GET", path, headers={"Accept-Language": accept}, expect=200)

    def test_a_series_has_the_figures_of_its_charts(self):
        counts = [12, 14, 11, 15, 9, 13, 12, 14, 10, 13, 11, 15, 19, 20, 18, 19, 20, 18, 19, 20, 19, 18, 20, 19]
        made = self.register(self.weeks(counts)).json
        self.assertEqual(made, self.see())
        self.assertEqual((self.point["id"], self.enterprise["id"], 0.9),
                         (made["measure_point"], made["enterprise"], made["target"]))
        phase, = made["phases"]
        median = statistics.median(counts) / 20
        sides = [k / 20 > median for k in counts if k / 20 != median]
        self.assertAlmostEqual(median, phase["median"], 9)
        self.assertEqual((24, len(sides), round(math.log2(len(sides))) + 3),
                         (phase["points"], phase["useful"], phase["longest_run_limit"]))
        self.assertEqual((True, True, True), (phase["enough"], phase["run_signal"], phase["crossings_signal"]))
        mean = sum(counts) / 480
        half = 3 * math.sqrt(mean * (1 - mean) / 20)
        self.assertAlmostEqual(mean, phase["mean"], 9)
        for point in made["points"]:
            self.assertAlmostEqual(max(0, mean - half), point["low"], 9)
            self.assertAlmostEqual(min(1, mean + half), point["high"], 9)
            self.assertEqual(not point["low"] <= point["share"] <= point["high"], point["outside"])
        self.assertIn("Signal", made["description"])

    def test_a_change_that_counts_anew_parts_the_series(self):
        points = self.weeks([12, 13] * 8 + [18, 19] * 8)
        self.register(points, notes=[{"date": points[16]["period_from"], "text": "Nytt skjema", "new_phase": True},
                                     {"date": points[3]["period_from"], "text": "Oppl\u00e6ring"}])
        series = self.see()
        self.assertEqual(["Oppl\u00e6ring", "Nytt skjema"], [note["text"] for note in series["notes"]])
        self.assertEqual([False, True], [note["new_phase"] for note in series["notes"]])
        self.assertEqual([points[0]["period_from"], points[16]["period_from"]], [p["from"] for p in series["phases"]])
        self.assertEqual([False, False], [p["run_signal"] for p in series["phases"]])
        self.assertEqual([0] * 16 + [1] * 16, [p["phase"] for p in series["points"]])
        # the same note again is the same note
        self.register(notes=[{"date": points[16]["period_from"], "text": "Nytt skjema", "new_phase": True}])
        self.assertEqual(2, len(self.see()["notes"]))

    def test_figures_come_in_any_order_and_a_little_at_a_time(self):
        points = self.weeks([10] * 12)
        self.register(list(reversed(points[6:])))
        self.register(points[:6])
        self.register(points)                   # known already
        series = self.see()
        self.assertEqual([p["period_from"] for p in points], [p["period_from"] for p in series["points"]])
        self.assertEqual(10, series["phases"][0]["longest_run_limit"] + 7)      # none is off the median

    def test_a_correction_is_asked_for_and_logged(self):
        points = self.weeks([10] * 12)
        self.register(points)
        better = dict(points[3], numerator=11)
        answer = self.register([points[2], better], 422)
        self.assertEqual({"/points/1/period_from": ["periods_overlap"]}, answer.errors())
        # two corrections of one period: which of them holds, nobody knows
        answer = self.register([better, dict(points[3], numerator=12)], 422, correct=True)
        self.assertEqual({"/points/1/period_from": ["periods_overlap"]}, answer.errors())
        self.assertEqual(10, self.see()["points"][3]["numerator"])
        self.register([better], correct=True)
        self.assertEqual(11, self.see()["points"][3]["numerator"])
        event = self.o.inge.feed("&sort=-id")[0]
        self.assertEqual(("series_registered", self.point["id"]), (event["event"], event["subject"]))
        self.assertEqual([{"period_from": points[3]["period_from"], "numerator": 10, "denominator": 20}],
                         event["data"]["corrected"])

    def test_figures_that_make_no_sense_are_refused_and_none_of_them_stands(self):
        good = self.weeks([10] * 3)
        ahead = str(self.daemon.ahead(1))
        cases = (([dict(good[0], numerator=21)], {"/points/0/numerator": ["out_of_range"]}),
                 ([dict(good[0], numerator=-1)], {"/points/0/numerator": ["out_of_range"]}),
                 ([good[0], dict(good[1], period_to=ahead)], {"/points/1/period_to": ["in_the_future"]}),
                 ([good[0], dict(good[1], period_from=good[0]["period_to"])],
                  {"/points/1/period_from": ["periods_overlap"]}),
                 ([good[0], good[0]], {"/points/1/period_from": ["periods_overlap"]}),
                 ([dict(good[0], period_to=str(self.daemon.ahead(-400)))],
                  {"/points/0/period_to": ["ends_before_start"]}),
                 ([dict(good[0], share=0.5)], {"/points/0/share": ["unknown_member"]}),
                 ([], {"/points": ["missing"]}))
        for points, wrong in cases:
            self.assertEqual(wrong, self.register(points, 422).errors(), points)
        self.assertEqual({"/notes/0/date": ["in_the_future"]},
                         self.register(good, 422, notes=[{"date": ahead, "text": "x"}]).errors())
        self.assertEqual({"/notes": ["too_many_items"]}, self.register(good, 422, notes=[
            {"date": good[0]["period_from"], "text": "n%d" % i} for i in range(21)]).errors())
        self.assertEqual({"/enterprise": ["unknown_reference"]},
                         self.register(good, 422, enterprise=self.point["id"]).errors())
        self.assertEqual([], self.see()["points"])
        self.assertEqual("Ingen tall er registrert.", self.see()["description"])

    def test_more_than_a_series_holds_is_refused(self):
        first = datetime.date(2015, 1, 1)
        days = [str(first + datetime.timedelta(days=i)) for i in range(2001)]
        points = [{"period_from": d, "period_to": d, "numerator": 1, "denominator": 2} for d in days]
        self.register(points[:2000])
        self.assertEqual({"/points": ["too_many_items"]}, self.register(points[2000:], 422).errors())

    def test_who_may_register_and_who_may_read(self):
        for who, status in ((self.o.anna, 201), (self.o.arne, 201), (self.o.liv, 201), (self.o.inge, 403),
                            (self.o.admin, 403)):
            self.register(self.weeks([1]), status, who=who)
        self.o.inge.get(self.place, expect=422)
        self.o.inge.get(self.place + "?enterprise=" + self.point["id"], expect=422)
        self.o.inge.get("/v1/measure-points/%s/series%s" % (self.enterprise["id"], self.query), expect=404)

    # tables

    def send(self, text, expect=201, query="", **headers):
        headers = dict({"Content-Type": "text/csv; charset=utf-8"}, **headers)
        return self.o.anna.ask("POST", self.place + ".csv" + self.query + query,
                               data=text if isinstance(text, bytes) else text.encode(), headers=headers, expect=expect)

    def test_a_table_goes_in_and_comes_out_the_same(self):
        points = self.weeks([10, 12, 14])
        lines = "".join("%(period_from)s;%(period_to)s;%(numerator)d;%(denominator)d\r\n" % p for p in points)
        table = "\ufeffperiod_from;period_to;numerator;denominator\r\n" + lines
        self.send(table)
        answer = self.text(self.place + ".csv" + self.query)
        self.assertEqual(table.encode(), answer.body)
        self.assertIn("attachment", answer.headers["content-disposition"])
        self.send(answer.body)                  # known already
        self.assertEqual([10, 12, 14], [p["numerator"] for p in self.see()["points"]])

    def test_records_are_counted(self):
        points = self.weeks([0, 0])
        day = datetime.date.fromisoformat(points[0]["period_from"])
        lines = ["%s;%d" % (day + datetime.timedelta(days=i), i % 3 == 0) for i in range(14)]
        self.send("dato;oppfylt\n" + "\n".join(lines), query="&every=week")
        self.assertEqual([(3, 7), (2, 7)],
                         [(p["numerator"], p["denominator"]) for p in self.see()["points"]])

    def test_a_broken_line_is_named_and_nothing_goes_in(self):
        head = "period_from;period_to;numerator;denominator\n"
        good = ["%(period_from)s;%(period_to)s;%(numerator)d;%(denominator)d" % p for p in self.weeks([1] * 5)]
        for number, line, code in ((4, "2025-01-0x;2025-01-12;1;2", "wrong_type"),
                                   (4, good[2].replace(";1;20", ";21;20"), "out_of_range"),
                                   (4, good[1], "periods_overlap"),
                                   (4, "2099-01-01;2099-01-31;1;2", "in_the_future"),
                                   (4, "=1+1;2099-01-31;1;2", "wrong_type"),
                                   (4, "2024-01-31;2024-01-01;1;2", "ends_before_start")):
            answer = self.send(head + "\n".join(good[:2] + [line] + good[3:]), 422)
            self.assertEqual({"/lines/%d" % number: [code]}, answer.errors(), line)
        self.assertEqual({"/lines/1": ["wrong_type"]}, self.send("a;b\n1;2\n", 422).errors())
        self.assertEqual({"/lines/1": ["wrong_type"]}, self.send("", 422).errors())
        self.assertEqual([], self.see()["points"])

    def test_what_is_no_table_or_too_large_is_refused(self):
        self.assertEqual("unsupported_media_type", self.send("x", 415, **{"Content-Type": "application/json"}).code)
        self.assertEqual("too_large", self.send(b"date;compliant\n" + b"2025-01-01;1\n" * 700000, 413).code)

    @unittest.skipIf(harness.sanitized(), "the sanitizers' memory")
    def test_a_large_table_takes_little_of_the_daemon(self):
        day = datetime.date.fromisoformat(self.weeks([0] * 60)[0]["period_from"])
        lines = "".join(("%s;1\n" % (day + datetime.timedelta(days=i))) * 1500 for i in range(400))
        self.assertTrue(7 << 20 < len(lines) < 8 << 20)
        self.send("dato;oppfylt\n" + lines, query="&every=week")
        self.assertEqual(600000, sum(p["denominator"] for p in self.see()["points"]))
        self.send(b"x" * (30 << 20), 413)
        for process in self.daemon.workers():
            with open("/proc/%d/status" % process, encoding="ascii") as status:
                peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
            self.assertLess(peak, 64 << 10, "kB of process %d" % process)

    # pictures

    def picture(self, path):
        answer = self.text(path)
        self.assertTrue(answer.headers["content-type"].startswith("image/svg+xml"))
        self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
        tree = xml.etree.ElementTree.fromstring(answer.body)
        self.assertFalse([e.tag for e in tree.iter() if e.tag in (SVG + "script", SVG + "style")])
        return tree

    def test_a_chart_is_a_picture_with_words(self):
        points = self.weeks([12] * 3 + [2] + [12, 13] * 4 + [19] * 12)
        self.register(points, notes=[{"date": points[5]["period_from"], "text": "Ny rutine <b>"}])
        place = "/v1/measure-points/%s/chart.svg%s" % (self.point["id"], self.query)
        for chart, name, shape in (("run", "Seriediagram", "rect"), ("p", "P-diagram", "path")):
            tree = self.picture(place + "&chart=" + chart)
            title, desc = tree.find(SVG + "title").text, tree.find(SVG + "desc").text
            self.assertIn(name, title)
            self.assertIn(self.enterprise["name"], title)
            self.assertIn("Ny rutine <b>", desc)
            self.assertTrue(list(tree.iter(SVG + shape)), chart)
        self.assertIn("beyond the control limits",
                      self.text(place + "&chart=p", "en").body.decode())
        self.o.inge.get(place + "&chart=pie", expect=422)

    def test_letters_of_the_follow_up_have_the_enterprises_own_figures(self):
        case = self.o.case(measure_points=[self.point["id"]]).to_reported(point=True)
        self.enterprise = {"id": case.enterprise}
        points = self.weeks([9, 10, 11] * 4 + [18, 19, 20] * 4)
        read = lambda letter: self.o.anna.get(letter)["body"]
        self.assertNotIn("%chart run", read(case.draft("assessment")))
        self.register(points[:9])               # no series yet
        self.assertNotIn("%chart run", read(case.draft("assessment")))
        self.register(points[9:], notes=[{"date": points[12]["period_from"], "text": "Ny *rutine*"}])
        other = self.o.enterprise()
        self.register(self.weeks([1] * 12), enterprise=other["id"])
        for kind in ("assessment", "closure"):
            letter = case.draft(kind)
            body = read(letter)
            self.assertIn("Dere har ogs\u00e5 sendt egne tall", body)
            self.assertIn("Signal: 12 punkter p\u00e5 rad", body)
            self.assertIn("%note {} Ny \\*rutine\\*\n".format(points[12]["period_from"]), body)
            self.assertEqual(["%point {period_from} {period_to} {numerator}/{denominator}".format(**p) for p in points],
                             [line for line in body.split("\n") if line.startswith("%point")])
            self.o.anna.act(letter, "submit")   # it can be printed
        self.assertNotIn("%chart run", read(case.draft("follow_up_demand")))

    def test_letters_show_the_newest_of_many_figures(self):
        case = self.o.case(measure_points=[self.point["id"]]).to_reported(point=True)
        self.enterprise = {"id": case.enterprise}
        points = self.weeks([k % 20 for k in range(150)])
        self.register(points, notes=[{"date": points[3]["period_from"], "text": "F\u00f8r alt dette"}])
        body = self.o.anna.get(case.draft("assessment"))["body"]
        shown = [line.split()[1] for line in body.split("\n") if line.startswith("%point")]
        self.assertEqual([p["period_from"] for p in points[-104:]], shown)
        self.assertNotIn("F\u00f8r alt dette", body)

    def test_an_empty_series_is_an_empty_picture(self):
        tree = self.picture("/v1/measure-points/%s/chart.svg%s" % (self.point["id"], self.query))
        self.assertEqual("Ingen tall er registrert.", tree.find(SVG + "desc").text)

    def test_the_rounds_of_a_breach_are_a_picture(self):
        case = self.o.case().to_fieldwork()
        breach = case.breach()
        case.observe(breach, self.o.past(40), self.o.past(30), compliant=12)
        case.observe(breach, self.o.past(20), self.o.past(10), compliant=19)
        tree = self.picture(breach + "/chart.svg?measure_point=" + case.points[0])
        self.assertIn("M\u00e5linger", tree.find(SVG + "title").text)
        self.assertIn("19 av 20", tree.find(SVG + "desc").text)
        answer = self.o.inge.ask("GET", breach + "/chart.svg?measure_point=" + self.point["id"], expect=422)
        self.assertEqual({"measure_point": ["unknown_reference"]}, answer.errors())


if __name__ == "__main__":
    unittest.main()
