"""Real and impossible records come in as the contract says, and nothing of them is lost."""

import copy
import datetime
import json
import os
import re
import subprocess
import tempfile
import unittest

import harness
import office

PLACES = (os.path.join(harness.TOP, "..", "shared", "data", "audits.json"),
          os.path.join(harness.TOP, "client", "demo", "audits.json"))
# Words of the sources whose English names are the contract's own.
WORDS = {"kommune": "municipality", "helseforetak": "health_trust", "avvik": "deviation",
         "lovbrudd": "breach", "merknad": "remark", "forbedringsomr\u00e5de": "improvement_area",
         "fylkeskommune": "county", "privat": "private", "statlig": "state"}
PLAIN = {"source_url": None, "authority": "Statsforvalteren i Nord", "enterprise": "Vik kommune",
         "enterprise_kind": "kommune", "municipality_no": "4639", "theme": "Sepsis",
         "programme": None, "method": "systemrevisjon", "notice_date": None, "visit_from": None,
         "visit_to": None, "preliminary_report_date": None, "final_report_date": None,
         "response_deadline": None, "closed_date": None, "status_text_kind": "unknown",
         "breaches": [], "measure_point_facts": [], "comment_deadline": None,
         "enterprise_reply_date": None, "closing_meeting_date": None, "period_from": None,
         "period_to": None, "breach_conclusion": None, "breach_count_stated": None,
         "order_issued": None, "language": "nb", "deadline_history": None, "note": None}
FOUND = {"title_paraphrase": "Rutinen f\u00f8lges ikke", "kind": "lovbrudd",
         "legal_basis": ["hol. \u00a7 4-1"]}


def records():
    for place in PLACES:
        if os.path.exists(place):
            with open(place, encoding="utf-8") as file:
                return json.load(file)
    raise AssertionError("no audits.json beside the sources")


def record(**members):
    return dict(copy.deepcopy(PLAIN), **members)


def leaves(value, path=()):
    """Every scalar that is not null, with the names that lead to it."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, path + (key,))
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, path)
    elif value is not None:
        yield path, value


def plain(text):
    """A text without what only writes it otherwise: spaces and signs of paragraphs."""
    return re.sub(r"[\s\u00a7]+", "", text).casefold()


class Shown:
    """All that the API shows of a case, to look for values in."""

    def __init__(self, who, case):
        self.scalars = set()
        self.texts = set()
        self.days = set()
        seen = [who.get("/v1/audits/" + case), who.items("/v1/audits/%s/events?limit=200" % case)]
        known = set()
        for path, value in leaves(seen[0]):
            last = path[-1] if path else ""
            if isinstance(value, str) and re.match(r"^[0-9a-f-]{36}$", value):
                noun = {"enterprise": "enterprises", "programme": "programmes",
                        "requirements": "requirements", "measure_points": "measure-points"}
                for name in path:
                    if name in noun and last in (name, "id"):
                        known.add((noun[name], value))
        for breach in seen[0]["breaches"]:
            known.add(("breaches", harness.ident(breach)))
        for letter in seen[0]["letters"]:
            known.add(("letters", harness.ident(letter)))
        for noun, each in sorted(known):
            answer = who.ask("GET", "/v1/%s/%s" % (noun, each))
            if answer.status == 200:
                seen.append(answer.json)
                if noun == "breaches":
                    for ours in answer.json.get("requirements") or []:
                        more = who.ask("GET", "/v1/requirements/" + harness.ident(ours))
                        seen += [more.json] if more.status == 200 else []
        for part in ("remarks", "incoming", "contacts"):
            seen.append(who.items("/v1/audits/%s/%s" % (case, part)))
        self.add(seen)

    def add(self, value):
        for path, each in leaves(value):
            if isinstance(each, str):
                self.texts.add(plain(each))
            self.scalars.add((path[-1] if path else "", type(each).__name__, each))
        self.pairs(value)

    def pairs(self, value):
        """A requirement is its act and its section together."""
        if isinstance(value, dict):
            act, section = value.get("act"), value.get("section")
            if isinstance(act, str):
                self.texts.add(plain(act + (section or "")))
            for each in value.values():
                self.pairs(each)
        elif isinstance(value, list):
            for each in value:
                self.pairs(each)

    def has(self, path, value):
        if isinstance(value, str):
            return plain(value) in self.texts or plain(WORDS.get(value, value)) in self.texts
        kind = type(value).__name__
        if any(v == value and k == kind and name == path[-1] for name, k, v in self.scalars):
            return True
        return any(v == value and k == kind and name not in ("version", "count", "extended_count")
                   for name, k, v in self.scalars) if kind == "int" else False


class Import(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon(start="2026-03-02T09:00:00Z")
        cls.o = office.office()
        cls.real = records()

    def bring(self, rows, query="", expect=(200, 201)):
        return self.o.liv.ask("POST", "/v1/import/audits" + query, rows, expect=expect).json

    def cases(self):
        return self.o.liv.items("/v1/audits?limit=200")

    def one(self, **members):
        """Import one record and return (its answer, the case it became)."""
        before = {c["id"] for c in self.cases()}
        answer = self.bring([record(source_url="https://example.no/%d" % len(before), **members)])
        new = [c["id"] for c in self.cases() if c["id"] not in before]
        return answer, self.o.liv.get("/v1/audits/" + new[0]) if new else None

    def warned(self, answer, index=0):
        return {row["code"] for row in answer["warnings"] if row["index"] == index}

    # the real ones

    def test_1_a_dry_run_writes_nothing(self):
        events = len(self.o.inge.feed())
        answer = self.bring(self.real, "?dry_run=true")
        self.assertEqual((len(self.real), []), (count(answer["imported"]), answer["refused"]))
        self.assertEqual([], self.cases())
        self.assertEqual([], self.o.liv.items("/v1/enterprises"))
        self.assertEqual(events, len(self.o.inge.feed()))

    def test_2_every_real_record_comes_in(self):
        answer = self.bring(self.real)
        self.assertEqual((len(self.real), 0, []), (count(answer["imported"]),
                                                   count(answer["known"]), answer["refused"]))
        self.assertEqual(len(self.real), len(self.cases()))

    def test_3_the_same_file_twice_imports_nothing_twice(self):
        answer = self.bring(self.real)
        self.assertEqual((0, len(self.real)), (count(answer["imported"]), count(answer["known"])))
        self.assertEqual(len(self.real), len(self.cases()))

    def test_4_every_field_of_every_record_is_found_again(self):
        left = {}
        shown = {c["id"]: Shown(self.o.liv, c["id"]) for c in self.cases()}
        for row in self.real:
            mine = [s for s in shown.values() if plain(row["source_url"]) in s.texts]
            with self.subTest(row["source_url"]):
                self.assertEqual(1, len(mine), "no case shows its source_url")
                lost = [(".".join(p), v) for p, v in leaves(row) if not mine[0].has(p, v)]
                for path, _ in lost:
                    left[path] = left.get(path, 0) + 1
                self.assertEqual([], lost)
        self.assertEqual({}, left)

    def test_5_each_state_follows_from_what_is_known(self):
        shown = {}
        for case in self.cases():
            whole = self.o.liv.get("/v1/audits/" + case["id"])
            text = json.dumps(whole)
            for row in self.real:
                if json.dumps(row["source_url"])[1:-1] in text:
                    shown[row["source_url"]] = whole
        today = self.daemon.today
        for row in self.real:
            whole = shown[row["source_url"]]
            with self.subTest(row["source_url"]):
                if row["closed_date"] or row["status_text_kind"] in ("closed", "none found"):
                    self.assertEqual("closed", whole["state"])
                elif row["final_report_date"] or row["response_deadline"] or row["order_issued"]:
                    self.assertEqual("follow_up", whole["state"])
                elif row["preliminary_report_date"] or row["comment_deadline"]:
                    self.assertEqual("hearing", whole["state"])
                elif row["visit_to"] and row["visit_to"] < str(today):
                    self.assertEqual("drafting", whole["state"])
                self.assertTrue(whole["imported"])
                known = [v for p, v in leaves(row) if isinstance(v, str)
                         and re.match(r"^\d{4}-\d\d-\d\d$", v)]
                if known:
                    self.assertEqual(min(known)[:4], whole["case_number"].split("/")[0])
                for breach in whole["breaches"]:
                    if whole["state"] == "closed":
                        self.assertEqual("corrected", breach["state"])
                    elif whole["state"] == "follow_up":
                        self.assertEqual("established", breach["state"])
                        running = [d for d in whole["deadlines"] if d["state"] == "running"
                                   and d["kind"] == "correction"
                                   and harness.ident(d["breach"]) == breach["id"]]
                        self.assertEqual(1, len(running))
                        if row["response_deadline"]:
                            self.assertEqual(row["response_deadline"], running[0]["due"])
                    else:
                        self.assertEqual("draft", breach["state"])
                self.assertEqual([], whole["orders"])

    def test_6_an_imported_case_is_adopted_by_a_leader(self):
        case = [c for c in self.cases() if c["state"] == "follow_up"][0]
        self.assertEqual(403, self.o.kari.act("/v1/audits/" + case["id"], "adopt",
                                              expect=403).status)
        self.o.liv.act("/v1/audits/" + case["id"], "adopt")

    # the invented ones

    def test_a_record_without_dates_is_planned_and_undated(self):
        answer, case = self.one()
        self.assertIn("undated", self.warned(answer))
        self.assertEqual("planned", case["state"])
        self.assertEqual("2026", case["case_number"].split("/")[0])

    def test_an_open_breach_without_a_deadline_gets_one_with_a_warning(self):
        answer, case = self.one(final_report_date="2025-11-03", breaches=[FOUND])
        self.assertIn("no_deadline", self.warned(answer))
        self.assertEqual(["established"], [b["state"] for b in case["breaches"]])
        self.assertEqual(1, len([d for d in case["deadlines"] if d["kind"] == "correction"
                                 and d["state"] == "running"]))

    def test_an_order_that_is_only_said_is_no_order(self):
        answer, case = self.one(final_report_date="2025-11-03", order_issued=True)
        self.assertIn("order_unknown", self.warned(answer))
        self.assertEqual([], case["orders"])
        self.assertIs(True, case.get("order_issued", True))

    def test_a_closed_record_tells_which_guards_it_broke(self):
        answer, case = self.one(final_report_date="2024-05-02", closed_date="2024-12-02",
                                status_text_kind="closed", breaches=[FOUND, FOUND])
        self.assertEqual("closed", case["state"])
        self.assertEqual({"corrected"}, {b["state"] for b in case["breaches"]})
        self.assertTrue({"practice_missing", "management_missing", "only_a_plan"}
                        & self.warned(answer), answer)

    def test_contradictions_come_in_with_a_warning(self):
        for members in (
                {"preliminary_report_date": "2025-02-01", "visit_from": "2025-03-01",
                 "visit_to": "2025-03-02"},
                {"final_report_date": "2025-02-01", "preliminary_report_date": "2025-03-01"},
                {"closed_date": "2025-01-10", "final_report_date": "2025-03-01"},
                {"breach_conclusion": "none", "breaches": [FOUND],
                 "final_report_date": "2025-03-01"},
                {"breach_conclusion": "found", "breaches": [], "final_report_date": "2025-03-01"},
                {"breach_count_stated": 3, "breaches": [FOUND],
                 "final_report_date": "2025-03-01"},
                {"final_report_date": "2025-06-02", "response_deadline": "2025-05-01",
                 "breaches": [FOUND]},
                {"closed_date": "2025-06-02", "status_text_kind": "open"},
                {"visit_from": "2025-03-05", "visit_to": "2025-03-04"}):
            answer, case = self.one(**members)
            with self.subTest(members):
                self.assertEqual([], answer["refused"])
                self.assertTrue(self.warned(answer), answer)
                self.assertIsNotNone(case)

    def test_impossible_records_are_refused_by_index_and_the_rest_goes_in(self):
        bad = [{"enterprise": None}, {"enterprise": ""}, {"final_report_date": "2025-02-30"},
               {"visit_from": "yesterday"}, {"visit_from": "-001-01-01"},
               {"visit_from": "2025-03-01", "visit_to": "2020-03-01"}, {"breaches": "none"},
               {"breaches": [7]}, {"theme": 12}, {"breach_count_stated": "two"},
               {"order_issued": "yes"}, {"measure_point_facts": {}}, {"closed_date": 20250101},
               {"language": 4}, {"no_such_member": 1}]
        rows = []
        for n, members in enumerate(bad):
            rows.append(record(source_url="https://example.no/good/%d" % n,
                               final_report_date="2025-01-15"))
            rows.append(record(source_url="https://example.no/bad/%d" % n, **members))
        rows += [7, None, [], "x", {}]
        before = len(self.cases())
        answer = self.bring(rows)
        refused = {row["index"] for row in answer["refused"]}
        expected = set(range(1, 2 * len(bad), 2)) | set(range(2 * len(bad), len(rows)))
        self.assertEqual(expected, refused, [rows[i] for i in sorted(expected ^ refused)])
        self.assertEqual(len(bad), count(answer["imported"]))
        self.assertEqual(before + len(bad), len(self.cases()))
        for row in answer["refused"]:
            self.assertTrue(row["code"] and row["detail"], row)

    def test_the_same_record_twice_in_one_file_is_one_case(self):
        row = record(enterprise="Tvilling kommune", final_report_date="2025-01-15")
        answer = self.bring([row, row])
        self.assertEqual((1, 1), (count(answer["imported"]), count(answer["known"])))

    def test_an_enterprise_is_found_again_by_number_and_name(self):
        for n in range(2):
            self.bring([record(source_url="https://example.no/same/%d" % n, theme="T%d" % n,
                               enterprise="Bjerk  KOMMUNE" if n else "Bjerk kommune",
                               municipality_no="3999", final_report_date="2025-01-15")])
        rows = [e for e in self.o.liv.items("/v1/enterprises?limit=200")
                if e.get("municipality_number") == "3999"]
        self.assertEqual(1, len(rows), rows)
        self.assertIsNone(rows[0].get("org_number"))

    def test_ids_of_persons_do_not_come_in(self):
        answer = self.bring([record(source_url="https://example.no/person",
                                    note="Bruker " + harness.personal_number())])
        self.assertEqual(["personal_number"], [row["code"] for row in answer["refused"]])

    def test_what_is_no_array_is_refused(self):
        for bad in ({}, "x", 7):
            answer = self.o.liv.ask("POST", "/v1/import/audits", bad)
            self.assertIn(answer.status, (400, 422))
        self.assertEqual(0, count(self.bring([])["imported"]))

    def test_a_refused_file_is_not_repeated_by_its_key(self):
        rows = [record(source_url="https://example.no/key", final_report_date="2025-01-15")]
        one = self.o.liv.ask("POST", "/v1/import/audits", rows, key="import-1")
        two = self.o.liv.ask("POST", "/v1/import/audits", rows, key="import-1")
        self.assertEqual((one.status, one.json), (two.status, two.json))

    def test_z1_ten_thousand_records_of_every_sort_go_through_the_client(self):
        rows = []
        for n in range(10000):
            way = n % 10
            row = record(source_url="https://example.no/many/%d" % n, theme="Sak %d" % n)
            if way == 0:
                row["visit_from"] = "2025-99-01"
            elif way == 1:
                row["enterprise"] = None
            elif way == 2:
                row["breaches"] = 3
            else:
                day = datetime.date(2010, 1, 1) + datetime.timedelta(days=n // 2)
                row.update(visit_from=str(day), visit_to=str(day), closed_date="2025-12-01",
                           status_text_kind="closed")
                if way == 3:
                    row["preliminary_report_date"] = "2009-01-01"
            rows.append(row)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "many.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(rows, file, ensure_ascii=False)
            self.assertGreater(os.path.getsize(path), 1024 * 1024)
            done = self.client(folder, "--json", "import", "audits", path)
        answer = json.loads(done.stdout)
        self.assertEqual(7000, count(answer["imported"]))
        self.assertEqual([n for n in range(10000) if n % 10 < 3],
                         sorted(row["index"] for row in answer["refused"]))
        self.assertLessEqual({n for n in range(10000) if n % 10 == 3},
                             {row["index"] for row in answer["warnings"]})

    def client(self, folder, *words):
        """tilsyn, logged in as a leader in a configuration of its own."""
        tilsyn = os.environ.get("TILSYN") or os.path.join(harness.TOP, "tilsyn")
        environment = dict(os.environ, XDG_CONFIG_HOME=folder, LC_ALL="C.UTF-8",
                           TILSYN_PASSWORD=office.PASSWORD % "liv")
        subprocess.run([tilsyn, "login", "--server", "http://" + self.daemon.address, "liv"],
                       stdin=subprocess.DEVNULL, env=environment, check=True)
        done = subprocess.run([tilsyn, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, text=True, env=environment, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr[-2000:])
        return done

    def test_z2_nothing_died(self):
        self.assertEqual(200, self.daemon.probe("/livez"))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass


def count(value):
    """imported and known may be a number or the list of what came."""
    return len(value) if isinstance(value, list) else value
