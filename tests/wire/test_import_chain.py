"""An import is a chain: cut short it is sent again, its key is kept, and what stands is found again."""

import http.client
import os
import signal
import threading
import unittest

import harness
import office
from test_import import FOUND, record


def rows(prefix, count, **members):
    return [record(source_url="https://example.no/%s/%d" % (prefix, n), theme="Sak %d" % n,
                   final_report_date="2025-01-15", **members) for n in range(count)]


class Chain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = harness.daemon(start="2026-03-02T09:00:00Z")
        cls.o = office.office()

    def bring(self, what, body, query="", expect=200, **more):
        return self.o.liv.ask("POST", "/v1/import/%s%s" % (what, query), body, expect=expect, **more).json

    def count(self, prefix):
        """How many cases stand of records with such an address."""
        return sum("/%s/" % prefix in self.o.liv.get("/v1/audits/" + c["id"])["source"]["source_url"]
                   for c in self.o.liv.items("/v1/audits?limit=200"))

    def test_only_a_leader_may_import(self):
        nobody = harness.Client(self.daemon)
        for what, body in (("audits", rows("may", 1)), ("enterprises", [{"navn": "Vik"}])):
            for query in ("", "?dry_run=true"):
                place = "/v1/import/%s%s" % (what, query)
                self.o.kari.ask("POST", place, body, expect=403)
                self.o.arne.ask("POST", place, [], expect=403)
                nobody.ask("POST", place, body, expect=401)
        self.assertEqual(0, self.count("may"))

    def test_another_body_under_the_same_key_brings_nothing(self):
        one = self.bring("audits", rows("key", 2), key="chain-1")
        self.assertEqual(2, one["imported"])
        other = self.bring("audits", rows("otherkey", 2), key="chain-1", expect=422)
        self.assertEqual("idempotency_key_reused", other["code"])
        self.assertEqual((2, 0), (self.count("key"), self.count("otherkey")))

    def test_the_key_of_a_rehearsal_is_not_the_key_of_the_import(self):
        for query, stand in (("?dry_run=true", 0), ("", 2), ("?dry_run=true", 2)):
            answer = self.bring("audits", rows("rehearsed", 2), query, key="chain-2")
            self.assertEqual(2, answer["imported"], query)
            self.assertEqual(stand, self.count("rehearsed"))

    def test_what_was_cut_short_is_sent_again_and_comes_in_once(self):
        body = rows("cut", 120)
        before = {pid for pid, name in self.daemon.family().items()}

        def send():
            try:
                self.o.mona.ask("POST", "/v1/import/audits", body)
            except (OSError, http.client.HTTPException):
                pass

        sender = threading.Thread(target=send)
        sender.start()
        while self.o.liv.get("/v1/audits?limit=1&count=true")["count"] < 5:
            pass
        for pid in self.daemon.workers() & before - {self.daemon.process.pid}:
            os.kill(pid, signal.SIGKILL)
        sender.join()
        self.daemon.ready()
        for client in (self.o.liv, self.o.mona):
            client.line.close()
        answer = self.bring("audits", body)
        self.assertEqual((120, []), (answer["imported"] + answer["known"], answer["refused"]))
        self.assertGreaterEqual(answer["known"], 1)
        self.assertEqual(120, self.count("cut"))
        numbers = sorted(int(c["case_number"].split("/")[1])
                         for c in self.o.liv.items("/v1/audits?limit=200")
                         if c["case_number"].startswith("2025/"))
        self.assertEqual(list(range(1, len(numbers) + 1)), numbers)

    def test_a_requirement_that_stands_is_used(self):
        stands = self.o.requirement(act="Hol.", section="\u00a7 4-1")
        self.bring("audits", rows("law", 1, breaches=[FOUND, dict(FOUND, legal_basis=["hol. \u00a7\u00a7 6-9"])]))
        case = [self.o.liv.get("/v1/audits/" + c["id"]) for c in self.o.liv.items("/v1/audits?limit=200")]
        case = [c for c in case if "/law/" in c["source"]["source_url"]][0]
        self.assertIn(stands["id"], case["breaches"][0]["requirements"])
        made = self.o.liv.get("/v1/requirements/" + case["breaches"][1]["requirements"][0])
        self.assertEqual(("hol-6-9", "hol.", "6-9"), (made["code"], made["act"], made["section"]))

    def test_a_record_has_no_more_requirements_than_an_audit(self):
        many = [dict(FOUND, legal_basis=["hol. \u00a7 %d-%d" % (n, m) for m in range(100)]) for n in range(3)]
        answer = self.bring("audits", rows("many", 1, breaches=many))
        self.assertEqual(["too_many_items"], [row["code"] for row in answer["refused"]])
        same = [dict(FOUND, legal_basis=["hol. \u00a7 %d" % m for m in range(100)]) for n in range(3)]
        self.assertEqual(1, self.bring("audits", rows("same", 1, breaches=same))["imported"])

    def test_a_file_has_at_most_ten_thousand_records(self):
        answer = self.bring("audits", [1] * 10001, expect=422)
        self.assertEqual(["too_many_items"], [e["code"] for e in answer["errors"]])
        self.assertEqual(10000, len(self.bring("audits", [1] * 10000)["refused"]))

    # enterprises

    def enterprises(self, **members):
        return [e for e in self.o.liv.items("/v1/enterprises?limit=200")
                if all(e[k] == v for k, v in members.items())]

    def test_the_municipality_list_comes_in_once(self):
        body = [{"kommunenr": "5601", "navn": "Alta", "fylkesnr": "56", "maalform": "n\u00f8ytral",
                 "fylkesmaalform": None},
                {"kommunenr": "4649", "navn": "Stad", "maalform": "nynorsk"},
                {"kommunenr": "1103", "navn": "Stavanger", "maalform": "bokm\u00e5l"},
                {"kommunenr": "1101", "navn": "Eigersund", "maalform": "latin"},
                {"kommunenr": "99", "navn": "Feil"}, {"navn": ""}, 7]
        rehearsed = self.bring("enterprises", body, "?dry_run=true")
        self.assertEqual([], self.enterprises(municipality_number="5601"))
        answer = self.bring("enterprises", body)
        self.assertEqual(rehearsed, answer)
        self.assertEqual((4, 0, [4, 5, 6]), (answer["imported"], answer["known"],
                                             [r["index"] for r in answer["refused"]]))
        self.assertEqual([(3, "language_unknown")], [(w["index"], w["code"]) for w in answer["warnings"]])
        for number, language in (("5601", "neutral"), ("4649", "nn"), ("1103", "nb"), ("1101", None)):
            mine = self.enterprises(municipality_number=number)
            self.assertEqual([("municipality", language, None)],
                             [(e["kind"], e["language"], e["org_number"]) for e in mine])
        self.assertEqual((0, 4), tuple(self.bring("enterprises", body)[k] for k in ("imported", "known")))

    def test_an_enterprise_of_the_register_is_known_by_its_number(self):
        number = harness.organisation_number(77)
        body = [{"organisasjonsnummer": number, "navn": "SYKEHUSET VIK HF",
                 "organisasjonsform": {"kode": "S\u00c6R", "beskrivelse": "Annet foretak"},
                 "forretningsadresse": {"adresse": ["Sjukehusvegen 1", "Bygg 2"], "postnummer": "6893",
                                        "poststed": "VIK", "kommunenummer": "4639"},
                 "maalform": "Nynorsk"}]
        self.assertEqual(1, self.bring("enterprises", body)["imported"])
        made, = self.enterprises(org_number=number)
        self.assertEqual(("health_trust", "4639", "nn", "Sjukehusvegen 1, Bygg 2, 6893 VIK"),
                         (made["kind"], made["municipality_number"], made["language"], made["address"]))
        body[0]["navn"] = "SYKEHUSET VIK OG OMEGN HF"
        self.assertEqual(1, self.bring("enterprises", body)["known"])
        self.assertEqual([made], self.enterprises(org_number=number))
        # its name and municipality find it too, unless another number says it is another
        self.assertEqual(1, self.bring("enterprises", [{"navn": "Sykehuset Vik HF", "kommunenr": "4639"}])["known"])
        twin = dict(body[0], navn="SYKEHUSET VIK HF", organisasjonsnummer=harness.organisation_number(78))
        self.assertEqual(1, self.bring("enterprises", [twin])["imported"])

    def test_a_new_name_is_found_under_its_new_key(self):
        made = self.o.enterprise(name="F\u00f8r kommune", municipality_number="4999", org_number=None)
        self.o.liv.ask("PATCH", "/v1/enterprises/" + made["id"], {"name": "Etter  Kommune"}, match='"1.x"', expect=200)
        self.assertEqual((0, 1), tuple(self.bring("enterprises", [
            {"kommunenr": "4999", "navn": "ETTER kommune"}])[k] for k in ("imported", "known")))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
