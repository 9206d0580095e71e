"""test_four_eyes - each way past the four eyes over the API, from domain.md: a table of refusals."""

import unittest

import harness
from office import Office


def setUpModule():
    global O
    O = Office(harness.daemon())


def tearDownModule():
    O.daemon.stop(remove=True)


def sha(place):
    return O.anna.get(place)["sha256"]


def approve(who, place, expect, text=None):
    return who.act(place, "approve", expect=expect, sha256=text or sha(place))


def standing(case, state, kind="meeting_invitation", who=None):
    """A letter of Anna's, in a state."""
    place = case.draft(kind, who)
    if state != "draft":
        case.submit(place, who)
    if state in ("approved", "dispatched"):
        case.approve(place)
    if state == "dispatched":
        O.kari.act(place, "dispatch")
    return place


def order(case):
    """A submitted letter that issues an order."""
    O.daemon.advance(days=90)
    announced = case.announce(case.breaches[0]).rsplit("/", 1)[1]
    place = case.draft("order", order=announced)
    case.submit(place)
    return place


def edited_by(who, place):
    who.patch(place, {"fields": {"meeting": "Nytt tidspunkt"}})


def patched(place, expect, **members):
    return O.anna.ask("PATCH", place, members or {"fields": {"meeting": "x"}}, match=O.anna.fresh(place), expect=expect)


def a_writer_who_was_written_over(case):
    place = standing(case, "draft")
    O.liv.patch(place, {"fields": {"meeting": "Lederens ord"}})
    O.anna.patch(place, {"fields": {"meeting": "Andre ord"}})
    O.anna.act(place, "submit")
    return approve(O.liv, place, 409)


def the_text_before_the_edit(case):
    place = standing(case, "submitted")
    before = sha(place)
    O.mona.act(place, "return", comment="Rett datoen")
    edited_by(O.anna, place)
    O.anna.act(place, "submit")
    return approve(O.mona, place, 409, before)


def recalled_keeps_nothing(case):
    place = standing(case, "approved")
    O.anna.act(place, "recall")
    letter = O.anna.get(place)
    assert (letter["state"], letter["approvals"], letter["sha256"]) == ("draft", [], None), letter
    return O.kari.act(place, "dispatch", expect=409)


def drafted_by_the_leaders_own_step(case):
    deadline = case.deadline("correction")
    O.liv.act(deadline, "extend", due=O.workday(80), reason="Rimelig")
    place = "/v1/letters/" + [l for l in case.get()["letters"] if l["kind"] == "deadline_confirmation"][-1]["id"]
    O.anna.act(place, "submit")
    return approve(O.liv, place, 409)


def deputy(of, place, first=0, last=7):
    of.patch("/v1/me", {"deputies": [{"account": O.bent.id, "from": str(O.daemon.ahead(first)), "to": str(O.daemon.ahead(last))}]})
    try:
        return approve(O.bent, place, 403)
    finally:
        of.patch("/v1/me", {"deputies": []})


def in_conflict(case):
    O.liv.post("/v1/conflicts", {"account": O.mona.id, "enterprise": case.enterprise, "reason": "Tidligere ansatt", "from": O.today})
    return approve(O.mona, standing(case, "submitted"), 409)


def order_by_the_same_twice(case):
    place = order(case)
    assert approve(O.mona, place, 200)["state"] == "submitted"
    approve(O.mona, place, (200, 409, 403))
    assert O.anna.get(place)["state"] == "submitted"
    return issued_with(case, place)


def issued_with(case, place):
    announced = "/v1/orders/" + case.get()["orders"][0]["id"]
    return O.liv.act(announced, "issue", expect=409, letter=place.rsplit("/", 1)[1])


def order_with_one(case):
    place = order(case)
    assert approve(O.mona, place, 200)["state"] == "submitted"
    return issued_with(case, place)


def order_without_a_leader(case):
    place = order(case)
    O.bent.act(place, "approve", expect=(200, 403), sha256=sha(place))
    O.kari.act(place, "approve", expect=(200, 403), sha256=sha(place))
    assert O.anna.get(place)["state"] == "submitted"
    return issued_with(case, place)


def order_by_leader_and_writer(case):
    place = order(case)
    approve(O.mona, place, 200)
    return approve(O.anna, place, 409)


# what is tried, the code or the guard that refuses it, how
WAYS = [
    ("the author approves", "role_missing", lambda c: approve(O.anna, standing(c, "submitted"), 403)),
    ("a leader approves a letter of their own", "own_text", lambda c: approve(O.liv, standing(c, "submitted", who=O.liv), 409)),
    ("one who edited it", "own_text", lambda c: (lambda p: (edited_by(O.mona, p), O.anna.act(p, "submit"), approve(O.mona, p, 409))[2])(
        standing(c, "draft"))),
    ("one whose words were written over", "own_text", a_writer_who_was_written_over),
    ("the one whose step drafted it", "own_text", drafted_by_the_leaders_own_step),
    ("a caseworker alone", "role_missing", lambda c: approve(O.bent, standing(c, "submitted"), 403)),
    ("the archivist", "role_missing", lambda c: approve(O.arne, standing(c, "submitted"), 403)),
    ("the auditor", "role_missing", lambda c: approve(O.inge, standing(c, "submitted"), 403)),
    ("the admin", "role_missing", lambda c: approve(O.admin, standing(c, "submitted"), 403)),
    ("a deputy before the first day", "role_missing", lambda c: deputy(O.liv, standing(c, "submitted"), 1, 7)),
    ("a leader with a conflict of interest", "conflict_of_interest", in_conflict),
    ("the text as it was before an edit", "hash_differs", the_text_before_the_edit),
    ("another text", "hash_differs", lambda c: approve(O.mona, standing(c, "submitted"), 409, "0" * 64)),
    ("a draft", "wrong_state", lambda c: approve(O.mona, standing(c, "draft"), 409, "0" * 64)),
    ("an edit after submit", "wrong_state", lambda c: patched(standing(c, "submitted"), 409)),
    ("an approval kept over a recall", "wrong_state", recalled_keeps_nothing),
    ("an approval deleted", "unknown_member", lambda c: patched(standing(c, "approved"), 422, approvals=[])),
    ("a letter deleted", "method_not_allowed", lambda c: O.anna.ask("DELETE", standing(c, "approved"), expect=405)),
    ("dispatch without approval", "wrong_state", lambda c: O.kari.act(standing(c, "submitted"), "dispatch", expect=409)),
    ("an edit after approval", "wrong_state", lambda c: patched(standing(c, "approved"), 409)),
    ("an edit after dispatch", "wrong_state", lambda c: patched(standing(c, "dispatched"), 409)),
    ("an approval after dispatch", "wrong_state", lambda c: approve(O.liv, standing(c, "dispatched"), 409)),
    ("an order with one approval", "letter_not_approved", order_with_one),
    ("an order approved twice by the same", "letter_not_approved", order_by_the_same_twice),
    ("an order approved by no leader", "letter_not_approved", order_without_a_leader),
    ("an order approved by a leader and its writer", "own_text", order_by_leader_and_writer),
]


IN_FOLLOW_UP = (drafted_by_the_leaders_own_step, order_with_one, order_by_the_same_twice, order_without_a_leader,
                order_by_leader_and_writer)


def told(answer):
    """The codes of a refusal: of the problem, its guards, its errors."""
    return {answer.code} | set(answer.guards()) | {code for codes in answer.errors().values() for code in codes}


class FourEyes(unittest.TestCase):
    def test_each_way_past_the_four_eyes_is_refused(self):
        for what, code, way in WAYS:
            with self.subTest(what):
                if way in IN_FOLLOW_UP:
                    O.season()
                case = O.case()
                self.assertIn(code, told(way(case.to_follow_up(point=False) if way in IN_FOLLOW_UP else case)))

    def test_a_deputy_approves_as_a_leader_and_has_it_in_the_queue(self):
        """Also what the leader wrote who named them: the eyes are others' (domain.md 3)."""
        place = standing(O.case(), "submitted", who=O.liv)
        queue = lambda: [l["id"] for l in O.bent.items("/v1/letters?waiting_for=me")]      # noqa: E731
        self.assertNotIn(place.rsplit("/", 1)[1], queue())
        O.liv.patch("/v1/me", {"deputies": [{"account": O.bent.id, "from": O.today, "to": str(O.daemon.ahead(7))}]})
        self.assertIn(place.rsplit("/", 1)[1], queue())
        self.assertEqual("approved", approve(O.bent, place, 200)["state"])
        O.liv.patch("/v1/me", {"deputies": []})

    def test_the_queue_and_what_changed_are_there(self):
        case = O.case()
        place = standing(case, "submitted")
        waits = lambda who: place.rsplit("/", 1)[1] in [l["id"] for l in who.items("/v1/letters?waiting_for=me")]       # noqa: E731
        self.assertEqual([True, True, False, False], [waits(who) for who in (O.liv, O.mona, O.anna, O.arne)])
        O.mona.act(place, "return", comment="Nytt tidspunkt")
        edited_by(O.anna, place)
        O.anna.act(place, "submit")
        diff = O.mona.get(place + "/diff")
        self.assertIn("Nytt tidspunkt", str(diff))
        case.approve(place)
        self.assertFalse(waits(O.liv))


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
