"""model_guards - the guards of the five machines as predicates over the API's JSON.

A predicate answers True (holds back) or False; where a member it needs is not there it raises
KeyError, which means: cannot tell. A guard without a predicate depends on parameters, or on facts
that no answer of the API shows.
"""

import model_breach
from model_facts import BLOCKING, ENDED, LIVE, MUST_RUN, OPEN, SENT, Facts, day, ident, standing

MILESTONE_DAYS = 90
BY_EVENT = (
    "notice",
    "preliminary_report",
    "final_report",
    "cancellation",
    "closure",
    "order_notice",
    "order",
    "order_withdrawn",
)
LETTER_OF = {
    ("audit", "notify"): "notice",
    ("audit", "send_preliminary"): "preliminary_report",
    ("audit", "send_final"): "final_report",
    ("audit", "close"): "closure",
    ("audit", "cancel"): "cancellation",
    ("order", "issue"): "order",
    ("order", "withdraw"): "order_withdrawn",
}


def holds_back(machine, event, code, facts):
    """True, False, or None for cannot tell."""
    predicate = PREDICATES.get((machine, event, code)) or PREDICATES.get((machine, code))
    if predicate is None:
        return None
    try:
        return predicate(facts)
    except KeyError:
        return None


def letter_not_approved(machine, event):
    kind = LETTER_OF[machine, event]

    def predicate(facts):
        found = facts.approved(kind)
        if machine == "order":
            found = [l for l in found if ident(l["order"]) == facts.it["id"]]
        if event == "cancel" and facts.case["state"] == "planned":
            return False
        return not found

    return predicate


def order_live(facts):
    return any(o["state"] in LIVE for o in facts.case["orders"])


def breach_incomplete(facts):
    def lacks(breach):
        if not breach["requirements"] or not breach["facts"] or breach["urgent"] is None:
            return True
        if not breach["urgent"]:
            return False
        sent = [
            l
            for l in facts.case["letters"]
            if l["kind"] == "interim_measures"
            and l["state"] in SENT
            and breach["id"] in [ident(b) for b in l["breaches"]]
        ]
        return not sent or not any(m["due"] for m in breach["interim_measures"])

    return any(lacks(b) for b in facts.case["breaches"] if b["state"] == "draft")


def breach_not_heard(facts):
    sent = [
        l["dispatched_at"]
        for l in facts.case["letters"]
        if l["kind"] == "preliminary_report" and l["state"] in SENT
    ]
    return bool(sent) and any(registered(b, facts) > max(sent) for b in standing(facts.case))


def registered(breach, facts):
    for event in facts.events:
        if ident(event["subject"]) == breach["id"] and event["from"] is None:
            return event["at"]
    return breach["created_at"]


def without_demand(breach):
    demands = breach["demands"]
    kinds = {d["evidence_kind"] for d in demands}
    return (
        ("practice" not in kinds and not breach["no_practice_demand_reason"])
        or ("management" not in kinds and not breach["no_management_demand_reason"])
        or (not any(d["measure_point"] for d in demands) and not breach["not_measurable_reason"])
    )


def far(breach, facts):
    """Does its correction deadline lie more than 90 days ahead?"""
    return any(
        (day(d["due"]) - facts.today).days > MILESTONE_DAYS
        for d in facts.of_breach(breach, ("correction",), ("proposed", "running"))
    )


def milestone_missing(facts):
    return any(
        far(b, facts) and not facts.of_breach(b, ("milestone",), ("proposed", "running") + ENDED)
        for b in standing(facts.case)
    )


def interim_measure_missing(facts):
    return any(far(b, facts) and not b["interim_measures"] for b in standing(facts.case))


def owner_has_not_agreed(facts):
    if facts.flag("joint"):
        raise KeyError("agreements are in no answer")
    return False


def basis_changed(facts):
    if facts.approved("closure"):
        raise KeyError("the day of the submission is in no answer")
    return False


def of_final_report(predicate):
    """A guard of issue, for the order that an approved final report carries."""

    def carried(facts):
        ids = {ident(l["order"]) for l in facts.approved("final_report")} - {None}
        orders = [o for o in facts.case["orders"] if o["id"] in ids]
        return any(
            predicate(Facts(facts.case, o, facts.today, facts.events, facts.person)) for o in orders
        )

    return carried


def breach_not_open(facts):
    ids = [ident(b) for b in facts.it["breaches"]]
    states = [b["state"] for b in facts.case["breaches"] if b["id"] in ids]
    left = [s for s in states if s not in ("corrected", "dropped")]
    becomes = ("draft",) if facts.case["state"] == "hearing" else ()
    return not left or any(s not in ("established", "insufficient") + becomes for s in left)


def comment_pending(facts):
    newest = facts.newest("comment")
    return newest is None or newest["state"] not in ENDED


def order_comment_pending(facts):
    newest = facts.newest("order_comment", facts.it["id"])
    return newest is None or newest["state"] not in ENDED


def comply_breach_open(facts):
    ids = [ident(b) for b in facts.it["breaches"]]
    states = [b["state"] for b in facts.case["breaches"] if b["id"] in ids]
    return any(s in OPEN for s in states) or "corrected" not in states


# Deadlines and letters


def breach_of(deadline, case):
    return next((b for b in case["breaches"] if b["id"] == ident(deadline["breach"])), None)


def receive_last(facts):
    breach = facts.it["kind"] in ("correction", "order_compliance") and breach_of(
        facts.it, facts.case
    )
    return bool(breach) and breach["state"] in OPEN


def waive_last(facts):
    """Would the breach be left without the deadline it must have?"""
    breach = facts.it["breach"] and breach_of(facts.it, facts.case)
    if not breach or breach["state"] not in MUST_RUN:
        return False
    left = facts.of_breach(breach, MUST_RUN[breach["state"]], ("running",))
    if facts.it["kind"] not in MUST_RUN[breach["state"]]:
        return False
    return [d["id"] for d in left] == [facts.it["id"]]


def own_text(facts):
    mine = facts.person["id"]
    if ident(facts.it["author"]) == mine:
        return True
    if not facts.events:
        raise KeyError("who edited it is in the log")
    return any(
        ident(e["subject"]) == facts.it["id"]
        and e["event"] in ("draft", "edit")
        and ident(e["account"]) == mine
        for e in facts.events
    )


def of_reminder_2(facts):
    if facts.it["kind"] == "reminder_2":
        raise KeyError("the grounds are policy")
    return False


PREDICATES = {
    ("audit", "lead_auditor_missing"): lambda f: not f.case["lead_auditor"],
    ("audit", "visit_dates_missing"): lambda f: f.flag("visit_needed")
    and not (f.case["visit_from"] and f.case["visit_to"]),
    ("audit", "measure_point_missing"): lambda f: f.flag("concludes")
    and not f.case["measure_points"],
    ("audit", "notify", "wrong_method"): lambda f: not f.flag("notice_needed"),
    ("audit", "begin_fieldwork", "wrong_method"): lambda f: f.flag("notice_needed"),
    ("audit", "agree_closure", "wrong_method"): lambda f: not f.flag("joint"),
    ("audit", "documents_incomplete"): lambda f: not f.flag("visit_needed")
    and any(
        d["kind"] in ("documents", "survey") and d["state"] == "running"
        for d in f.case["deadlines"]
    ),
    ("audit", "breach_incomplete"): breach_incomplete,
    ("audit", "breach_present"): lambda f: any(b["state"] != "dropped" for b in f.case["breaches"])
    and f.flag("concludes"),
    ("audit", "order_live"): order_live,
    ("audit", "comment_pending"): comment_pending,
    ("audit", "breach_not_heard"): breach_not_heard,
    ("audit", "breach_without_deadline"): lambda f: any(
        not f.of_breach(b, ("correction", "order_compliance"), ("proposed", "running"))
        for b in standing(f.case)
    ),
    ("audit", "breach_without_demand"): lambda f: any(without_demand(b) for b in standing(f.case)),
    ("audit", "milestone_missing"): milestone_missing,
    ("audit", "interim_measure_missing"): interim_measure_missing,
    ("audit", "breach_not_open"): of_final_report(breach_not_open),
    ("audit", "breach_open"): lambda f: bool(standing(f.case)),
    ("audit", "deadline_running"): lambda f: any(
        d["kind"] in BLOCKING and d["state"] == "running" for d in f.case["deadlines"]
    ),
    ("audit", "owner_has_not_agreed"): owner_has_not_agreed,
    ("audit", "basis_changed"): basis_changed,
    ("audit", "not_imported"): lambda f: not f.case["imported"],
    ("deadline", "receive", "last_deadline_of_open_breach"): receive_last,
    ("deadline", "waive", "last_deadline_of_open_breach"): waive_last,
    ("deadline", "internal_deadline"): lambda f: f.it["kind"]
    in ("draft_report", "final_report", "assessment"),
    ("letter", "own_text"): own_text,
    ("letter", "legal_ground_missing"): of_reminder_2,
    ("letter", "no_ground_to_order"): of_reminder_2,
    ("letter", "sent_by_its_event"): lambda f: f.it["kind"] in BY_EVENT,
    ("order", "comment_pending"): order_comment_pending,
    ("order", "breach_not_open"): breach_not_open,
    ("order", "breach_open"): comply_breach_open,
}
PREDICATES.update(model_breach.PREDICATES)
PREDICATES.update({(m, e, "letter_not_approved"): letter_not_approved(m, e) for m, e in LETTER_OF})
