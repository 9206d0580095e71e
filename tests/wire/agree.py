"""agree - what an object's actions promise is what performing them does, and what the law says."""

import unittest

import days
import model
from harness import ident

LAW = model.Law()
DISAGREED = []

# Judged on the parameters of the event, so the listing cannot know them.
OF_PARAMETERS = {
    "due_in_past", "not_a_working_day", "avoided_period", "after_correction", "milestone_missing",
    "not_later", "hash_differs", "summary_meeting_missing", "breach_not_corrected",
    "requirement_differs", "conflict_of_interest", "new_evidence_missing",
    "compliance_date_missing", "document_missing", "needs_national_decision"}


def example(client, place, name):
    """A value that fits a parameter of that name today."""
    today = client.daemon.today
    soon = str(days.good(client.daemon.ahead(30)))
    given = {"due": soon, "visit_from": soon, "visit_to": soon, "from": soon, "asked": soon,
             "compliance_date": soon, "received_on": str(today), "asked_on": str(today),
             "arrived_on": str(today), "decided_on": str(today),
             "summary_meeting_date": str(today), "sha256": "0" * 64, "amount": 1000,
             "archive_number": "2025/1-1", "breaches": None, "lead_auditor": client.id}
    if name == "breaches":
        return [ident(b) for b in client.get(place)["breaches"]][:1]
    found = enum_of(client.daemon.contract, place, name)
    if found:
        return found[0]
    return given.get(name, "Prøver hva listen lover.")


def enum_of(contract, place, name):
    """The words a parameter may have, where the document lists them."""
    shape = contract.member("POST", place + "/actions", name) if contract else {}
    return [w for w in shape.get("enum") or [] if w is not None]


def needed(row):
    """The names of the parameters an entry cannot be performed without."""
    rows = [n if isinstance(n, dict) else {"name": n} for n in row["needs"]]
    return [n["name"] for n in rows if n.get("required", True) and not n["name"].endswith("?")]


def subjects(guards):
    return {g["code"]: sorted(g["subjects"]) for g in guards}


def agree(test, who, place):
    """Every event not allowed is refused for the reasons listed; returns {event: entry}."""
    rows = who.actions(place)
    for event, row in rows.items():
        if row["allowed"]:
            test.assertEqual([], row["guards"], "%s is allowed, with guards" % event)
            continue
        test.assertTrue(row["guards"], "%s is not allowed, without a reason" % event)
        if event in ("lapse", "send_by_policy", "edit"):
            continue                    # the clock's, and a PATCH: listed, but no POST asks for them
        parameters = {n: example(who, place, n) for n in needed(row)}
        answer = who.act(place, event, expect=(403, 409, 422), **parameters)
        what = "%s on %s\nlisted %s\nposted %s" % (event, place, row, answer.text())
        if answer.status == 403:
            test.assertEqual("role_missing", answer.code, what)
        elif answer.status == 422:
            test.assertFalse(set(answer.errors()) & {"/event", ""}, what)
            test.assertIn(event, ("agree_closure", "fine", "assign", "reopen", "withdraw"), what)
        else:
            listed, posted = subjects(row["guards"]), subjects(list(answer.guards().values()))
            test.assertLessEqual(set(listed), set(posted), what)
            test.assertLessEqual(set(posted) - set(listed), OF_PARAMETERS, what)
            for code in set(listed) - OF_PARAMETERS:
                test.assertEqual(listed[code], posted[code], what)
    return rows


def agree_all(test, who, case):
    """The same for a case and everything under it; the model's word is kept for the end."""
    agree(test, who, case.path)
    whole = case.get(who)
    for plural in model.PLURAL.values():
        for each in whole[plural]:
            agree(test, who, "/v1/%s/%s" % (plural, ident(each)))
    ask_the_model(test.id(), who, case)


def ask_the_model(when, who, case):
    """Hold a case, its actions and its log against the reference model."""
    whole = case.get(who)
    whole["breaches"] = [who.get("/v1/breaches/" + ident(b)) for b in whole["breaches"]]
    for plural in model.PLURAL.values():
        for each in whole[plural]:
            each["actions"] = list(who.actions("/v1/%s/%s" % (plural, ident(each))).values())
    events = sorted(who.items(case.path + "/events?limit=200"), key=lambda e: int(e["id"]))
    person = {"id": who.id, "roles": who.account.get("roles") or []}
    try:
        told = LAW.disagree(whole, person, who.daemon.today, events)
        told += LAW.unlawful(whole) + LAW.replay(events, whole)
    except (KeyError, TypeError) as fault:
        told = ["the model cannot read the case: %r" % fault]
    DISAGREED.extend("%s as %s: %s" % (when, who.username, text) for text in told)


class TheModelAgrees(unittest.TestCase):
    """Put last in a module: what the reference model said otherwise on the way."""

    def test_the_reference_model_agreed_all_the_way(self):
        if DISAGREED:
            self.fail("%d times otherwise:\n%s" % (len(DISAGREED), "\n".join(DISAGREED[:80])))
