"""Every convention of the contract, one by one."""

import json
import re
import unittest
import uuid

import harness
import office
import raw
from harness import Client


def setUpModule():
    office.office()


def bearer(client):
    return "Authorization: Bearer " + client.token


JSON = "Content-Type: application/json"


class Conventions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon
        cls.liv = cls.o.liv

    def post_bytes(self, data, target="/v1/enterprises", **headers):
        return self.liv.ask("POST", target, data=data, headers=headers or None)

    def assert_error(self, answer, pointer, code=None, status=(400, 422)):
        self.assertIn(answer.status, status, answer.text())
        self.assertIn(pointer, answer.errors(), answer.text())
        if code:
            self.assertIn(code, answer.errors()[pointer], answer.text())


class ProblemDocuments(Conventions):
    def test_titles_and_guard_texts_follow_the_language_asked_for(self):
        case = self.o.case()
        tag = self.liv.fresh(case.path)
        seen = {}
        for language in ("nb", "nn", "en", "de", "fr, en;q=0.2, nn;q=0.9", None):
            answer = self.liv.ask("POST", case.path + "/actions", {"event": "notify"}, match=tag,
                                  headers={"Accept-Language": language}, expect=409)
            seen[language] = (answer.json["title"],
                              answer.guards()["letter_not_approved"]["detail"])
        for part in (0, 1):
            words = {k: v[part] for k, v in seen.items()}
            self.assertEqual(3, len({words["nb"], words["nn"], words["en"]}), words)
            self.assertEqual(words["nb"], words["de"])
            self.assertEqual(words["nb"], words[None])
            self.assertEqual(words["nn"], words["fr, en;q=0.2, nn;q=0.9"])

    def test_all_mistakes_of_a_body_are_told_at_once_with_their_pointers(self):
        answer = self.liv.ask("POST", "/v1/enterprises", {
            "name": 7, "org_number": "123456789", "kind": "galaxy", "language": "kl",
            "no_such_member": 1, "paused_from": "2025-02-30"}, expect=422)
        self.assertEqual({"/name", "/org_number", "/kind", "/language", "/no_such_member",
                          "/paused_from"}, set(answer.errors()), answer.text())

    def test_a_pointer_escapes_as_rfc_6901_says(self):
        answer = self.liv.ask("POST", "/v1/enterprises", {"name": "x", "a/b~c": 1})
        self.assert_error(answer, "/a~1b~0c", "unknown_member")

    def test_a_pointer_names_the_place_in_a_list(self):
        answer = self.liv.ask("POST", "/v1/audits", {
            "enterprise": str(uuid.uuid4()), "theme": "t", "method": "system_audit",
            "requirements": [str(uuid.uuid4()), 4]})
        self.assert_error(answer, "/requirements/1")

    def test_ids_that_do_not_exist_are_named_by_pointer(self):
        answer = self.liv.ask("POST", "/v1/audits", {
            "enterprise": str(uuid.uuid4()), "theme": "t", "method": "system_audit",
            "requirements": [str(uuid.uuid4())]}, expect=422)
        self.assertIn("/enterprise", answer.errors(), answer.text())

    def test_every_answer_has_a_request_id_of_its_own(self):
        ids = [self.liv.ask("GET", "/v1/me").headers["x-request-id"] for _ in range(5)]
        self.assertEqual(5, len(set(ids)))

    def test_a_personal_number_in_free_text_is_refused(self):
        case = self.o.case()
        number = harness.personal_number()
        for text in ("Bruker %s var ikke fulgt opp." % number,
                     "Bruker %s %s." % (number[:6], number[6:])):
            answer = self.o.anna.ask("POST", case.path + "/contacts", {
                "kind": "phone", "occurred_on": self.o.today, "text": text})
            self.assert_error(answer, "/text", "personal_number", (422,))
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        self.o.anna.post(case.path + "/contacts", {
            "kind": "phone", "occurred_on": self.o.today, "text": "Journalnummer " + wrong})

    def test_a_d_number_is_a_personal_number_too(self):
        answer = self.liv.ask("POST", "/v1/enterprises", {
            "name": "Klinikk", "kind": "private",
            "address": "Att. " + harness.personal_number("55076512")})
        self.assert_error(answer, "/address", "personal_number", (422,))


class Bodies(Conventions):
    def test_a_duplicate_member_is_refused(self):
        answer = self.post_bytes(b'{"name": "A", "kind": "other", "name": "B"}')
        self.assertIn(answer.status, (400, 422), answer.text())
        told = {answer.code} | {c for found in answer.errors().values() for c in found}
        self.assertIn("duplicate_member", told, answer.text())

    def test_a_duplicate_member_deep_inside_is_refused_too(self):
        answer = self.post_bytes(b'{"kind": "notice", "dates": [{"kind": "contact_person", '
                                 b'"due": "2025-03-03", "due": "2025-03-04"}]}',
                                 "/v1/audits/%s/letters" % uuid.uuid4())
        self.assertIn(answer.status, (400, 422), answer.text())

    def test_invalid_utf_8_is_refused(self):
        for bad in (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82"):
            answer = self.post_bytes(b'{"name": "A' + bad + b'", "kind": "other"}')
            self.assertEqual(400, answer.status, answer.text())

    def test_a_lone_surrogate_is_refused(self):
        for bad in (b"\\ud800", b"\\udc00x", b"\\ud800\\u0041"):
            answer = self.post_bytes(b'{"name": "A' + bad + b'", "kind": "other"}')
            self.assertIn(answer.status, (400, 422), answer.text())

    def test_a_nul_in_a_text_is_refused(self):
        answer = self.post_bytes(b'{"name": "A\\u0000B", "kind": "other"}')
        self.assertIn(answer.status, (400, 422), answer.text())

    def test_trailing_garbage_is_refused(self):
        for bad in (b"x", b"{}", b"\x00", b",", b"]"):
            answer = self.post_bytes(b'{"name": "A", "kind": "other"}' + bad)
            self.assertEqual(400, answer.status, answer.text())

    def test_white_space_after_the_body_is_no_garbage(self):
        answer = self.post_bytes(b' {"name": "Luft", "kind": "other"} \r\n\t ')
        self.assertEqual(201, answer.status, answer.text())

    def test_what_is_no_object_is_refused(self):
        for bad in (b"", b"null", b"[]", b'"x"', b"7", b"{", b"nul", b"{'a':1}", b'{"a":NaN}',
                    b'\xef\xbb\xbf{"name": "A", "kind": "other"}', b'{"name": "A",}'):
            answer = self.post_bytes(bad)
            self.assertIn(answer.status, (400, 422), "%r: %s" % (bad, answer.text()))

    def test_deep_nesting_is_refused(self):
        for depth in (50, 3000, 200000):
            for left, right in ((b"[", b"]"), (b'{"a":', b"}")):
                answer = self.post_bytes(left * depth + b"1" + right * depth)
                self.assertIn(answer.status, (400, 413, 422), depth)

    def test_a_body_over_one_mebibyte_is_413(self):
        head, tail = b'{"name": "Stor", "kind": "other"', b"}"
        size = 1024 * 1024
        answer = self.post_bytes(head + b" " * (size + 1 - len(head) - len(tail)) + tail)
        self.assertEqual((413, "too_large"), (answer.status, answer.code))
        answer = self.post_bytes(head + b" " * (size - len(head) - len(tail)) + tail)
        self.assertEqual(201, answer.status, answer.text())

    def test_another_media_type_is_415(self):
        for kind in ("text/plain", "application/xml", "application/x-www-form-urlencoded"):
            answer = self.liv.ask("POST", "/v1/enterprises", data=b'{"name": "A"}',
                                  headers={"Content-Type": kind})
            self.assertEqual(415, answer.status, kind)

    def test_a_charset_that_is_utf_8_is_taken(self):
        answer = self.liv.ask("POST", "/v1/enterprises", data=b'{"name": "A", "kind": "other"}',
                              headers={"Content-Type": "application/json; charset=utf-8"})
        self.assertEqual(201, answer.status, answer.text())

    def test_numbers_too_large_for_their_type_are_refused(self):
        for bad in (b"1e400", b"99999999999999999999999", b"-1", b"1.5", b"true", b'"20"'):
            answer = self.o.admin.ask("POST", "/v1/measure-points", data=b'{"code": "x", '
                                      b'"n_min": ' + bad + b"}")
            self.assertIn(answer.status, (400, 422), bad)
            if answer.status == 422:
                self.assertIn("/n_min", answer.errors(), bad)


class RoutesAndMethods(Conventions):
    def test_another_method_is_405_with_those_allowed(self):
        for target, method, allowed in (("/v1/audits", "DELETE", {"GET", "POST"}),
                                        ("/v1/audits/" + str(uuid.uuid4()), "PUT",
                                         {"GET", "PATCH"}),
                                        ("/v1/overview", "POST", {"GET"})):
            answer = self.liv.ask(method, target, {} if method != "DELETE" else None)
            self.assertEqual(405, answer.status)
            said = {m.strip() for m in answer.headers["allow"].split(",")}
            self.assertLessEqual(allowed, said)
            self.assertNotIn(method, said)

    def test_an_unknown_route_is_404_for_all_methods(self):
        for method in ("GET", "POST", "PATCH", "DELETE"):
            for target in ("/v1/nothing", "/v2/audits", "/v1/audits/x/y/z", "/v1", "/v1/audits/"):
                answer = self.liv.ask(method, target, {} if method in ("POST", "PATCH") else None)
                self.assertEqual(404, answer.status, (method, target))

    def test_an_id_that_is_none_is_404(self):
        for bad in ("1", "%00", "..%2f", "x" * 200, str(uuid.uuid4()) + "0", "%ff"):
            self.assertEqual(404, self.liv.ask("GET", "/v1/audits/" + bad).status, bad)

    def test_the_two_looks_at_life_need_no_login(self):
        for path in ("/livez", "/readyz"):
            self.assertEqual(200, self.daemon.probe(path))

    def test_the_published_document_is_openapi_3_1_and_knows_the_resources(self):
        document = self.liv.get("/v1/openapi.json")
        self.assertTrue(document["openapi"].startswith("3.1"))
        paths = {re.sub(r"\{[^}]*\}", "{}", p) for p in document["paths"]}
        for path in ("/v1/session", "/v1/me", "/v1/accounts", "/v1/accounts/{}",
                     "/v1/enterprises", "/v1/enterprises/{}", "/v1/requirements",
                     "/v1/requirements/{}", "/v1/measure-points", "/v1/measure-points/{}",
                     "/v1/programmes", "/v1/programmes/{}", "/v1/audits", "/v1/audits/{}",
                     "/v1/audits/{}/actions", "/v1/audits/{}/breaches", "/v1/breaches/{}",
                     "/v1/breaches/{}/actions", "/v1/audits/{}/remarks", "/v1/audits/{}/contacts",
                     "/v1/audits/{}/incoming", "/v1/breaches/{}/demands",
                     "/v1/breaches/{}/interim-measures", "/v1/breaches/{}/evidence",
                     "/v1/breaches/{}/observations", "/v1/breaches/{}/assessments",
                     "/v1/audits/{}/deadlines", "/v1/deadlines/{}", "/v1/deadlines/{}/actions",
                     "/v1/audits/{}/letters", "/v1/letters/{}", "/v1/letters/{}/actions",
                     "/v1/audits/{}/orders", "/v1/orders/{}", "/v1/orders/{}/actions",
                     "/v1/audits/{}/events", "/v1/events", "/v1/attachments", "/v1/attachments/{}",
                     "/v1/deadlines", "/v1/letters", "/v1/overview", "/v1/conflicts",
                     "/v1/demands/{}", "/v1/interim-measures/{}", "/v1/import/audits",
                     "/v1/import/enterprises"):
            self.assertIn(path, paths)


class Versions(Conventions):
    def enterprise(self):
        return "/v1/enterprises/" + self.o.enterprise()["id"]

    def test_a_change_without_a_version_is_428(self):
        place = self.enterprise()
        answer = self.liv.ask("PATCH", place, {"address": "Ny vei 1"})
        self.assertEqual((428, "version_missing"), (answer.status, answer.code))
        case = self.o.case()
        answer = self.liv.ask("POST", case.path + "/actions", {"event": "assign"})
        self.assertEqual(428, answer.status)

    def test_a_stale_version_is_412(self):
        place = self.enterprise()
        old = self.liv.fresh(place)
        self.liv.patch(place, {"address": "Ny vei 1"}, match=old)
        answer = self.liv.ask("PATCH", place, {"address": "Ny vei 2"}, match=old)
        self.assertEqual((412, "stale_version"), (answer.status, answer.code))
        self.assertEqual("Ny vei 1", self.liv.get(place)["address"])

    def test_if_match_compares_the_version_only(self):
        place = self.enterprise()
        version = self.liv.fresh(place).strip('"').split(".")[0]
        self.liv.patch(place, {"address": "Ny vei 3"}, match='"%s.0000"' % version)

    def test_an_if_match_that_is_no_etag_changes_nothing(self):
        place = self.enterprise()
        for bad in ('""', "abc", '"x.y"', '"-1.a"', '"99999999999999999999999.a"', '"1'):
            answer = self.liv.ask("PATCH", place, {"address": "Feil"}, match=bad)
            self.assertIn(answer.status, (400, 412, 422, 428), bad)

    def test_what_has_not_changed_is_304_without_a_body(self):
        case = self.o.case()
        tag = self.liv.fresh(case.path)
        answer = self.liv.ask("GET", case.path, headers={"If-None-Match": tag})
        self.assertEqual((304, b"", tag), (answer.status, answer.body, answer.etag))
        other = self.o.anna.ask("GET", case.path, headers={"If-None-Match": tag})
        self.assertEqual(200, other.status, "actions depend on who asks")
        nynorsk = self.liv.ask("GET", case.path, headers={"If-None-Match": tag,
                                                          "Accept-Language": "nn"})
        self.assertEqual(200, nynorsk.status, "guard texts depend on the language")

    def test_the_digest_covers_the_day_and_the_version_does_not(self):
        case = self.o.case()
        tag = self.liv.fresh(case.path)
        self.daemon.advance(days=1)
        answer = self.liv.ask("GET", case.path, headers={"If-None-Match": tag})
        self.assertEqual(200, answer.status)
        self.assertNotEqual(tag, answer.etag)
        self.assertEqual(tag.split(".")[0], answer.etag.split(".")[0])
        self.liv.patch(case.path, {"theme": "Annet"}, match=tag)

    def test_the_digest_covers_who_asks_and_in_which_language(self):
        place = self.enterprise()
        tag = self.liv.fresh(place)
        nynorsk = self.liv.ask("GET", place, headers={"Accept-Language": "nn"})
        self.assertNotEqual(tag, nynorsk.etag)
        self.assertNotEqual(tag, self.o.anna.fresh(place))

    def test_the_digest_covers_all_of_the_answer(self):
        case = self.o.case()
        person = self.o.person("olav", ["caseworker"])
        before = person.ask("GET", case.path, expect=200)
        account = "/v1/accounts/" + person.id
        self.o.admin.patch(account, {"roles": ["leader"]}, match=self.o.admin.fresh(account))
        person.login()
        after = person.ask("GET", case.path, expect=200)
        self.assertNotEqual(before.body, after.body, "a leader may do more")
        self.assertNotEqual(before.etag, after.etag)
        self.assertEqual(before.etag.split(".")[0], after.etag.split(".")[0])

    def test_a_cases_version_rises_with_every_change_under_it(self):
        case = self.o.case()
        def version():
            return int(self.liv.fresh(case.path).strip('"').split(".")[0])
        seen = [version()]
        self.o.anna.post(case.path + "/contacts", {"kind": "phone", "occurred_on": self.o.today,
                                                   "text": "Avtale"})
        seen.append(version())
        letter = case.draft("notice")
        seen.append(version())
        case.submit(letter)
        seen.append(version())
        self.assertEqual(sorted(set(seen)), seen)

    def test_an_action_answers_with_the_new_etag(self):
        case = self.o.case()
        old = self.liv.fresh(case.path)
        answer = self.liv.ask("POST", case.path + "/actions", {
            "event": "assign", "team": [self.o.anna.id]}, match=old, expect=200)
        self.assertEqual(self.liv.fresh(case.path), answer.etag)
        self.assertNotEqual(old, answer.etag)


class MergePatch(Conventions):
    def test_null_removes_and_absence_keeps(self):
        place = "/v1/enterprises/" + self.o.enterprise()["id"]
        before = self.liv.get(place)
        after = self.liv.patch(place, {"address": None, "management_name": "Siri Moe"})
        self.assertIsNone(after.get("address"))
        self.assertEqual("Siri Moe", after["management_name"])
        for member in ("name", "org_number", "kind", "email", "management_title"):
            self.assertEqual(before[member], after[member])

    def test_null_for_what_must_be_there_is_refused(self):
        place = "/v1/enterprises/" + self.o.enterprise()["id"]
        answer = self.liv.ask("PATCH", place, {"name": None, "kind": None},
                              match=self.liv.fresh(place))
        self.assert_error(answer, "/name")
        self.assertIn("/kind", answer.errors())

    def test_what_is_not_yours_to_change_is_refused(self):
        case = self.o.case()
        for member, value in (("id", str(uuid.uuid4())), ("state", "closed"),
                              ("case_number", "2025/99"), ("created_at", "2025-01-01T00:00:00Z")):
            answer = self.liv.ask("PATCH", case.path, {member: value},
                                  match=self.liv.fresh(case.path))
            self.assert_error(answer, "/" + member)

    def test_an_empty_patch_changes_nothing(self):
        place = "/v1/enterprises/" + self.o.enterprise()["id"]
        before = self.liv.get(place)
        answer = self.liv.ask("PATCH", place, {}, match=self.liv.fresh(place))
        self.assertIn(answer.status, (200, 422))
        self.assertEqual(before, self.liv.get(place))


class Lists(Conventions):
    def ids(self, target):
        return [row["id"] for row in self.liv.items(target)]

    def test_pages_repeat_nothing_and_lose_nothing_while_others_write(self):
        made = {self.o.enterprise()["id"] for _ in range(7)}
        seen, after = [], ""
        while after is not None:
            page = self.liv.get("/v1/enterprises?limit=3" + (after and "&after=" + after))
            self.assertLessEqual(len(page["items"]), 3)
            seen += [row["id"] for row in page["items"]]
            after = page["next"]
            if len(seen) < 9:
                self.o.enterprise()
        self.assertEqual(len(seen), len(set(seen)))
        self.assertLessEqual(made, set(seen))

    def test_the_limit_is_from_1_to_200_and_50_by_default(self):
        for bad in ("0", "201", "-1", "x", "", "1.5", "99999999999999999999"):
            answer = self.liv.ask("GET", "/v1/enterprises?limit=" + bad)
            self.assertIn(answer.status, (400, 422), bad)
        for _ in range(52):
            self.o.enterprise()
        self.assertEqual(50, len(self.liv.get("/v1/enterprises")["items"]))
        self.assertEqual(1, len(self.liv.get("/v1/enterprises?limit=1")["items"]))
        self.assertLess(50, len(self.liv.get("/v1/enterprises?limit=200")["items"]))

    def test_a_total_is_given_only_when_asked_for(self):
        page = self.liv.get("/v1/enterprises?limit=1")
        self.assertEqual({"items", "next"}, set(page))
        page = self.liv.get("/v1/enterprises?limit=1&count=true")
        totals = [v for k, v in page.items() if k not in ("items", "next")]
        self.assertEqual([len(self.ids("/v1/enterprises?limit=200"))], totals)

    def test_a_cursor_belongs_to_its_filters(self):
        for _ in range(3):
            self.o.case()
        page = self.liv.get("/v1/audits?limit=1&state=planned")
        for other in ("/v1/audits?limit=1&state=closed", "/v1/audits?limit=1"):
            answer = self.liv.ask("GET", other + "&after=" + page["next"])
            self.assertEqual((422, "cursor_invalid"), (answer.status, answer.code))
        again = self.liv.get("/v1/audits?limit=2&state=planned&after=" + page["next"])
        self.assertTrue(again["items"], "another limit is no other filter")

    def test_a_cursor_that_nobody_gave_is_refused(self):
        for bad in ("x", "AAAA", "%00", "a" * 5000, "e30", "-1"):
            answer = self.liv.ask("GET", "/v1/audits?after=" + bad)
            self.assertIn(answer.status, (400, 414, 422), bad)

    def test_a_cursor_that_somebody_altered_never_reaches_the_database(self):
        for case in (self.o.case(), self.o.case()):
            case.to_notified()
            case.draft("interim_measures")
        for path, sorts in (("/v1/audits", ("case_number", "due", "created")), ("/v1/deadlines", ("due",)),
                            ("/v1/letters", ("created",)), ("/v1/enterprises", (None,)), ("/v1/accounts", (None,))):
            for word in sorts:
                page = path + "?limit=1" + ("&sort=" + word if word else "")
                given = self.liv.get(page)["next"]
                self.assertTrue(given, page)
                head, key = given[:54], bytes.fromhex(given[54:]).decode()
                keys = ["", "x", "0", "\x01", key + "x", key + "\n", "infinity ", "-infinity", "2025-02-30", "2025/0x1",
                        "2025/9999999999", "99999/1", "9999-12-31 00:00:00+23", "2025-01-01 00:00:00+1599",
                        "2025-01-01 00:00:00+18", "2025-01-01 24:00:00+00", "now", "epoch", "294276-12-31", "'"]
                for bad in (given[:17] + "0" * 36 + given[53:], given[:-1], given.upper(), "0" * 16 + given[16:],
                            given[:53] + given[54:], *(head + k.encode().hex() for k in keys if k != key)):
                    answer = self.liv.ask("GET", page + "&after=" + bad)
                    self.assertIn(answer.status, (200, 422), (page, bad, answer.text()))
                    if answer.status == 422:
                        self.assertEqual("cursor_invalid", answer.code)

    def test_an_unknown_query_parameter_is_refused(self):
        for query in ("nothing=1", "offset=3", "limit=1&limit=2", "state=flying", "count=maybe",
                      "sort=name;drop", "overdue=2", "due_before=yesterday", "lead=7"):
            answer = self.liv.ask("GET", "/v1/audits?" + query)
            self.assertIn(answer.status, (400, 422), query)

    def test_every_named_sort_goes_both_ways(self):
        for _ in range(3):
            case = self.o.case()
            case.letter("notice", dates=[{"kind": "contact_person", "due": self.o.workday(7)},
                                         {"kind": "documents", "due": self.o.workday(21)}])
            case.act("notify")
        self.liv.feed()                 # which shows no more than now while it is read twice
        for path, names in (("/v1/audits", ("case_number", "due", "created")),
                            ("/v1/deadlines", ("due",)), ("/v1/letters", ("created",)),
                            ("/v1/events", ("id",))):
            for word in names:
                forth = self.ids("%s?limit=7&sort=%s" % (path, word))
                back = self.ids("%s?limit=7&sort=-%s" % (path, word))
                self.assertEqual(len(forth), len(set(forth)), word)
                self.assertEqual(set(forth), set(back), word)
                if word != "due":
                    self.assertEqual(forth, back[::-1], word)
        dues = [d["due"] for d in self.liv.items("/v1/deadlines?sort=due")]
        self.assertEqual(sorted(dues), dues)
        numbers = [tuple(map(int, a["case_number"].split("/")))
                   for a in self.liv.items("/v1/audits?sort=-case_number")]
        self.assertEqual(sorted(numbers, reverse=True), numbers)

    def test_filters_find_what_they_name_and_nothing_else(self):
        case = self.o.case(theme="Sepsis i akuttmottak")
        number = case.audit["case_number"]
        for query in ("case_number=" + number, "q=sepsis", "enterprise=" + case.enterprise):
            found = self.ids("/v1/audits?" + query)
            self.assertEqual([case.id], found, query)
        for query, member in (("state=planned", "state"), ("method=system_audit", "method")):
            rows = self.liv.items("/v1/audits?" + query)
            self.assertEqual({query.split("=")[1]}, {row[member] for row in rows})
            self.assertIn(case.id, [row["id"] for row in rows])
        self.assertIn(case.id, self.ids("/v1/audits?lead=" + self.o.kari.id))
        self.assertIn(case.id, self.ids("/v1/audits?member=" + self.o.anna.id))
        self.assertEqual([], self.ids("/v1/audits?lead=" + self.o.anna.id))

    def test_the_feed_of_events_goes_on_where_it_stopped(self):
        events = self.liv.items("/v1/events?limit=200")
        numbers = [int(e["id"]) for e in events]
        self.assertEqual(sorted(set(numbers)), numbers)
        last = events[-1]["id"]
        place = "/v1/events?after=" + (self.liv.get("/v1/events?limit=200&after=" + last)["next"]
                                       or last)
        self.o.case()
        page = harness.until(lambda: [e for e in self.liv.get(place)["items"]
                                      if e["event"] == "create"], what="the new event")
        self.assertTrue(all(int(e["id"]) > int(last) for e in page))


class Idempotency(Conventions):
    def test_the_same_key_and_body_happen_once(self):
        body = {"name": "En gang", "kind": "other"}
        first = self.liv.ask("POST", "/v1/enterprises", body, key="once-1", expect=201)
        again = self.liv.ask("POST", "/v1/enterprises", body, key="once-1", expect=201)
        self.assertEqual(first.json, again.json)
        self.assertEqual(first.headers["location"], again.headers["location"])
        self.assertEqual(first.etag, again.etag)
        names = [e["name"] for e in self.liv.items("/v1/enterprises?limit=200")]
        self.assertEqual(1, names.count("En gang"))

    def test_the_same_key_with_another_body_is_refused(self):
        self.liv.ask("POST", "/v1/enterprises", {"name": "A", "kind": "other"}, key="other-1",
                     expect=201)
        answer = self.liv.ask("POST", "/v1/enterprises", {"name": "B", "kind": "other"},
                              key="other-1")
        self.assertEqual((422, "idempotency_key_reused"), (answer.status, answer.code))

    def test_a_key_belongs_to_its_account_and_target(self):
        body = {"kind": "phone", "occurred_on": self.o.today, "text": "Samtale"}
        one, two = self.o.case(), self.o.case()
        ids = {self.o.anna.post(one.path + "/contacts", body, key="scope")["id"],
               self.o.anna.post(two.path + "/contacts", body, key="scope")["id"],
               self.o.bent.post(one.path + "/contacts", body, key="scope")["id"]}
        self.assertEqual(3, len(ids))

    def test_a_key_must_be_visible_ascii_of_at_most_64(self):
        body = {"name": "N\u00f8kkel", "kind": "other"}
        for bad in ("x" * 65, "a b", "", "bl\u00e5", "a\tb"):
            answer = self.liv.ask("POST", "/v1/enterprises", body,
                                  headers={"Idempotency-Key": bad.encode("latin-1")})
            self.assertEqual((400, "idempotency_key_invalid"), (answer.status, answer.code), bad)
        self.liv.ask("POST", "/v1/enterprises", body, key="x" * 64, expect=201)

    def test_a_refusal_is_judged_anew(self):
        case = self.o.case()
        tag = self.o.kari.fresh(case.path)
        body = {"event": "notify"}
        self.o.kari.ask("POST", case.path + "/actions", body, match=tag, key="anew", expect=409)
        case.letter("notice", dates=[{"kind": "contact_person", "due": self.o.workday(7)},
                                     {"kind": "documents", "due": self.o.workday(21)}])
        self.o.kari.ask("POST", case.path + "/actions", body, key="anew", expect=200,
                        match=self.o.kari.fresh(case.path))

    def test_a_stored_answer_comes_before_the_version(self):
        case = self.o.case()
        tag = self.liv.fresh(case.path)
        body = {"event": "assign", "team": [self.o.anna.id]}
        first = self.liv.ask("POST", case.path + "/actions", body, match=tag, key="stale-1",
                             expect=200)
        again = self.liv.ask("POST", case.path + "/actions", body, match=tag, key="stale-1",
                             expect=200)
        self.assertEqual(first.json, again.json)
        assigned = case.events("assign")
        self.assertEqual(1, len(assigned), assigned)

    def test_a_key_is_forgotten_after_a_day(self):
        body = {"name": "To ganger", "kind": "other"}
        first = self.liv.post("/v1/enterprises", body, key="day")
        self.daemon.advance(hours=25)
        self.assertNotEqual(first["id"], self.liv.post("/v1/enterprises", body, key="day")["id"])


class OrderOfJudgement(Conventions):
    def nobody(self):
        return Client(self.daemon)

    def test_the_route_comes_before_the_token(self):
        self.assertEqual(404, self.nobody().ask("POST", "/v1/nothing", data=b"{").status)
        self.assertEqual(405, self.nobody().ask("PUT", "/v1/audits", data=b"{").status)

    def test_the_tokens_form_comes_before_the_body(self):
        self.assertEqual(401, self.nobody().ask("POST", "/v1/enterprises", data=b"{").status)
        for bad in ("Bearer", "Bearer ", "Bearer x y", "Basic YTpi", "Bearer " + "x" * 9000,
                    "Bearer \u00e5"):
            answer = self.nobody().ask("POST", "/v1/enterprises", data=b"{",
                                       headers={"Authorization": bad.encode("latin-1")})
            self.assertIn(answer.status, (401, 431, 400) if len(bad) > 999 else (401,), bad)

    def test_the_bodys_form_comes_before_the_token_is_looked_up(self):
        token = self.liv.token[:-4] + ("AAAA" if not self.liv.token.endswith("AAAA") else "BBBB")
        headers = {"Authorization": "Bearer " + token}
        answer = self.nobody().ask("POST", "/v1/enterprises", data=b"{", headers=headers)
        self.assertIn(answer.status, (400, 401))
        self.assertEqual(401, self.nobody().ask("GET", "/v1/me", headers=headers).status)

    def test_existence_comes_before_the_role(self):
        missing = "/v1/audits/" + str(uuid.uuid4())
        answer = self.o.inge.ask("POST", missing + "/actions", {"event": "adopt"}, match='"1.x"')
        self.assertEqual(404, answer.status)

    def test_the_role_comes_before_the_version_and_the_version_before_the_guards(self):
        case = self.o.case()
        body = {"event": "notify"}
        self.assertEqual(403, self.o.anna.ask("POST", case.path + "/actions", body,
                                              match='"999.x"').status)
        self.assertEqual(412, self.o.kari.ask("POST", case.path + "/actions", body,
                                              match='"999.x"').status)
        self.assertEqual(409, self.o.kari.ask("POST", case.path + "/actions", body,
                                              match=self.o.kari.fresh(case.path)).status)

    def test_a_missing_parameter_is_no_guard(self):
        case = self.o.case()
        answer = self.liv.ask("POST", case.path + "/actions", {"event": "cancel"},
                              match=self.liv.fresh(case.path))
        self.assert_error(answer, "/reason", "missing", (422,))

    def test_an_unknown_event_or_one_of_another_noun_is_422(self):
        case = self.o.case()
        tag = self.liv.fresh(case.path)
        for event in ("fly", "strike", "", "NOTIFY", 7, None):
            answer = self.liv.ask("POST", case.path + "/actions", {"event": event}, match=tag)
            self.assertEqual(422, answer.status, event)
        answer = self.liv.ask("POST", case.path + "/actions", {"event": "fly"}, match=tag)
        codes = {answer.code} | {c for found in answer.errors().values() for c in found}
        self.assertIn("unknown_event", codes)
        self.assertEqual(422, self.liv.ask("POST", case.path + "/actions", {}, match=tag).status)

    def test_a_parameter_of_another_event_is_refused(self):
        case = self.o.case()
        answer = self.liv.ask("POST", case.path + "/actions", {
            "event": "cancel", "reason": "Feil", "visit_from": self.o.today},
            match=self.liv.fresh(case.path))
        self.assert_error(answer, "/visit_from", None, (422,))


class Sessions(Conventions):
    def test_a_wrong_password_and_an_unknown_user_look_the_same(self):
        wrong = Client(self.daemon).ask("POST", "/v1/session", {
            "username": "inge", "password": "feil-passord-1234"})
        unknown = Client(self.daemon).ask("POST", "/v1/session", {
            "username": "ingen", "password": "feil-passord-1234"})
        self.assertEqual((401, "login_failed"), (wrong.status, wrong.code))
        for member in ("title", "detail", "code"):
            self.assertEqual(wrong.json[member], unknown.json[member])

    def test_a_session_ends_when_its_owner_logs_out(self):
        visitor = self.o.person("gjest", ["auditor"])
        self.assertEqual("gjest", visitor.get("/v1/me")["username"])
        token, visitor.username = visitor.token, None
        answer = visitor.ask("DELETE", "/v1/session")
        self.assertIn(answer.status, (200, 204))
        harness.until(lambda: visitor.ask("GET", "/v1/me", headers={
            "Authorization": "Bearer " + token}).status == 401, 20, "the session to end")

    def test_a_session_ends_when_it_expires(self):
        visitor = self.o.person("flyktig", ["auditor"])
        visitor.username = None
        self.assertEqual(200, visitor.ask("GET", "/v1/me").status)
        self.daemon.clock(visitor.expires)
        self.daemon.advance(seconds=1)
        harness.until(lambda: visitor.ask("GET", "/v1/me").status == 401, 20, "the expiry")

    def test_a_disabled_account_has_no_session(self):
        visitor = self.o.person("sluttet", ["caseworker"])
        visitor.username = None
        place = "/v1/accounts/" + visitor.id
        self.o.admin.patch(place, {"disabled": True})
        harness.until(lambda: visitor.ask("GET", "/v1/me").status == 401, 20, "the lock")
        answer = Client(self.daemon).ask("POST", "/v1/session", {
            "username": "sluttet", "password": office.PASSWORD % "sluttet"})
        self.assertEqual(401, answer.status)

    def test_no_password_is_ever_shown(self):
        for place in ("/v1/me", "/v1/accounts", "/v1/accounts/" + self.o.anna.id):
            text = self.o.admin.ask("GET", place, expect=200).text()
            self.assertNotIn("password", text)
            self.assertNotIn("argon2", text)

    def test_a_person_chooses_a_language(self):
        me = self.o.bent.patch("/v1/me", {"language": "nn"})
        self.assertEqual("nn", me["language"])
        answer = self.o.bent.ask("PATCH", "/v1/me", {"deputies": []},
                                 match=self.o.bent.fresh("/v1/me"))
        self.assertIn(answer.status, (403, 422))

    def test_accounts_belong_to_the_administrator(self):
        for who in (self.o.anna, self.liv, self.o.arne, self.o.inge):
            answer = who.ask("POST", "/v1/accounts", {
                "username": "snik", "password": office.PASSWORD % "snik", "name": "Snik",
                "roles": ["admin"]})
            self.assertEqual((403, "role_missing"), (answer.status, answer.code))
        answer = self.o.admin.ask("POST", "/v1/accounts", {
            "username": "anna", "password": office.PASSWORD % "anna", "name": "Anna To",
            "roles": ["caseworker"]})
        self.assertEqual((409, "already_exists"), (answer.status, answer.code))

    def test_values_with_a_form_of_their_own_are_held_to_it(self):
        answer = self.liv.ask("POST", "/v1/enterprises", {
            "name": "x", "kind": "other", "email": "ikke en adresse", "municipality_number": "33",
            "org_number": "123456789"})
        for pointer, code in (("/email", "invalid_email"), ("/org_number", "invalid_org_number"),
                              ("/municipality_number", "invalid_municipality_number")):
            self.assert_error(answer, pointer, code, (422,))
        case = self.o.case()
        answer = self.liv.ask("POST", "/v1/audits", {
            "enterprise": case.enterprise, "theme": "t", "method": "system_audit",
            "requirements": case.requirements[:1] * 2})
        self.assert_error(answer, "/requirements/1", "duplicate_item", (422,))
        letter = case.draft("notice")
        case.submit(letter)
        for bad in ("x" * 64, "0" * 63, "", "g" * 64):
            answer = self.o.mona.act(letter, "approve", expect=422, sha256=bad)
            self.assertIn("/sha256", answer.errors())

    def test_an_organisation_number_is_used_once(self):
        number = self.o.enterprise()["org_number"]
        answer = self.liv.ask("POST", "/v1/enterprises", {
            "name": "Dobbel", "kind": "other", "org_number": number})
        self.assertIn(answer.status, (409, 422))


class RolesAndTeams(Conventions):
    def test_who_is_not_in_the_team_reads_and_does_not_write(self):
        stranger = self.o.person("fremmed", ["caseworker"])
        case = self.o.case()
        self.assertEqual("planned", stranger.get(case.path)["state"])
        answer = stranger.ask("POST", case.path + "/contacts", {
            "kind": "phone", "occurred_on": self.o.today, "text": "Hei"})
        self.assertEqual((403, "role_missing"), (answer.status, answer.code))
        self.assertEqual(403, stranger.ask("POST", case.path + "/letters",
                                           {"kind": "notice"}).status)

    def test_readers_and_administrators_decide_nothing(self):
        case = self.o.case().to_fieldwork()
        tag = self.liv.fresh(case.path)
        for who in (self.o.inge, self.o.arne, self.o.admin):
            answer = who.ask("POST", case.path + "/actions", {
                "event": "end_fieldwork", "summary_meeting_date": self.o.today}, match=tag)
            self.assertEqual(403, answer.status)
            answer = who.ask("POST", case.path + "/breaches", {
                "kind": "breach", "title": "T", "facts": "F"})
            self.assertEqual(403, answer.status)
        self.assertEqual("fieldwork", case.state)

    def test_only_a_leader_plans(self):
        answer = self.o.kari.ask("POST", "/v1/import/audits", [])
        self.assertEqual(403, answer.status)


class OverTheSocket(Conventions):
    def test_two_lengths_are_refused(self):
        body = b'{"name": "A", "kind": "other"}'
        for rows in (("Content-Length: %d" % len(body),) * 2,
                     ("Content-Length: %d" % len(body), "Content-Length: 0"),
                     ("Content-Length: %d" % len(body), "Transfer-Encoding: chunked"),
                     ("Content-Length: %d, %d" % (len(body), len(body)),)):
            data = raw.request("POST", "/v1/enterprises", body, bearer(self.liv), JSON, *rows,
                               length=False)
            text = raw.converse(self.daemon, data + data, to_the_end=True, seconds=3)
            self.assertTrue(text.startswith(b"HTTP/1.1 400"), (rows, text[:200]))
            self.assertEqual(1, text.count(b"HTTP/1.1 "), "the line must close")

    def test_a_bare_line_feed_and_a_missing_host_are_refused(self):
        plain = raw.request("GET", "/v1/me", b"", bearer(self.liv))
        self.assertEqual(200, raw.talk(self.daemon, plain))
        self.assertNotEqual(200, raw.talk(self.daemon, plain.replace(b"\r\n", b"\n"), True))
        self.assertNotEqual(200, raw.talk(self.daemon, raw.request(
            "GET", "/v1/me", b"", bearer(self.liv), host=None), True))

    def test_what_is_no_http_is_refused_or_closed(self):
        token = bearer(self.liv)
        for bad in (b"\x00" * 100, b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\r\n" * 50,
                    b"GET / HTTP/9.9\r\n\r\n", b"A" * 70000 + b"\r\n\r\n",
                    b"FLY /v1/me HTTP/1.1\r\nHost: x\r\n\r\n",
                    b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
                    raw.request("GET", "/v1/me", b"", token, "X: " + "y" * 200000),
                    raw.request("GET", "/v1/me", b"", token, *["X%d: y" % n for n in range(5000)]),
                    raw.request("POST", "/v1/enterprises", b"{}", token, JSON,
                                "Content-Length: -1", length=False),
                    raw.request("POST", "/v1/enterprises", b"{}", token, JSON,
                                "Content-Length: 0x10", length=False),
                    raw.request("POST", "/v1/enterprises", b"zz\r\n{}", token, JSON,
                                "Transfer-Encoding: chunked", length=False),
                    raw.request("POST", "/v1/enterprises", b"{}", token, JSON,
                                "Transfer-Encoding: gzip, chunked", length=False),
                    raw.request("POST", "/v1/enterprises", b"{}", token, JSON,
                                "Content-Length: 99999999999", length=False),
                    raw.request("GET", "/v1/me\x01", b"", token)):
            status = raw.talk(self.daemon, bad, True)
            self.assertTrue(status is None or 400 <= status < 600 and status != 500,
                            (status, bad[:80]))
        self.assertEqual(200, self.daemon.probe("/livez"))

    def test_half_sent_requests_hold_nobody_up(self):
        before = self.daemon.workers()
        data = raw.request("POST", "/v1/enterprises", b'{"name": "Halv", "kind": "other"}',
                           bearer(self.liv), JSON)
        for cut in range(1, len(data), 7):
            raw.talk(self.daemon, data[:cut], True, 2)
        self.assertEqual(before, self.daemon.workers())
        names = {e["name"] for e in self.liv.items("/v1/enterprises?limit=200")}
        self.assertNotIn("Halv", names)

    def test_several_requests_on_one_line_are_answered_in_order(self):
        data = b"".join(raw.request("GET", path, b"", bearer(self.liv))
                        for path in ("/v1/me", "/v1/nothing"))
        data += raw.request("GET", "/livez", b"", "Connection: close")
        text = raw.converse(self.daemon, data, to_the_end=True)
        found = [row.split()[0] for row in text.split(b"HTTP/1.1 ")[1:]]
        self.assertEqual([b"200", b"404", b"200"], found)

    def test_a_chunked_body_is_a_body(self):
        body = json.dumps({"name": "Biter", "kind": "other"}).encode()
        chunks = b"".join(b"%x\r\n%s\r\n" % (1, body[i:i + 1]) for i in range(len(body)))
        status = raw.talk(self.daemon, raw.request(
            "POST", "/v1/enterprises", chunks + b"0\r\n\r\n", bearer(self.liv), JSON,
            "Transfer-Encoding: chunked", length=False))
        self.assertIn(status, (201, 411, 400))

    def test_nobody_died(self):
        before = self.daemon.workers()
        self.assertEqual(200, self.daemon.probe("/livez"))
        self.assertEqual(200, self.daemon.probe("/readyz"))
        self.assertEqual(before, self.daemon.workers())
        self.assertNotIn("signal", self.daemon.log())


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
