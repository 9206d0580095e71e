"""model_breach - the guards of the breach: what came in since it was established, the rounds."""

from fractions import Fraction

from model_facts import SHOWN, day, ident


def received(breach, facts, kinds):
    since = facts.since(breach)
    return [e for e in breach["evidence"] if e["kind"] in kinds and day(e["received_on"]) >= since]


def demanded_points(breach):
    return [d for d in breach["demands"] if d["measure_point"]]


def practice_missing(facts):
    breach = facts.it
    if breach["no_practice_demand_reason"]:
        return False
    found = received(breach, facts, ("practice",))
    if demanded_points(breach):
        seen = {ident(o["evidence"]) for o in breach["observations"]}
        found = [e for e in found if e["id"] in seen]
    return not found


def management_missing(facts):
    return not facts.it["no_management_demand_reason"] and not received(
        facts.it, facts, ("management",)
    )


def only_a_plan(facts):
    return not received(facts.it, facts, SHOWN)


def early_practice_missing(facts):
    if demanded_points(facts.it):
        raise KeyError("whether the visit's own rounds are asked for is not written")
    visit = day(facts.case["visit_to"]) if facts.case["visit_to"] else None
    if visit is None:
        raise KeyError("visit_to")
    return not any(
        e["kind"] == "practice" and day(e["received_on"]) > visit for e in facts.it["evidence"]
    )


def new_evidence_missing(facts):
    last = facts.last_assessed(facts.it)
    days = [day(e["received_on"]) for e in facts.it["evidence"]]
    if not days:
        return True
    if last is None:
        if max(days) < facts.since(facts.it):
            raise KeyError("older than the breach, and never assessed")
        return False
    if max(days) == last:
        raise KeyError("the same day")
    if last < max(days) <= facts.since(facts.it):
        raise KeyError("newer than the assessment, older than the relapse")
    return max(days) < last


def round_passes(rule, seen):
    n, k = seen["sample"], seen["compliant"]
    return (
        n > 0
        and k >= exact(rule["target"]) * n
        and seen["hard_failures"] == 0
        and n >= min(rule["n_min"], seen["population"])
    )


def exact(share):
    return Fraction(repr(share) if isinstance(share, float) else str(share))


def point_passes(rule, observations):
    """The newest unbroken run of passing rounds is long enough, in number and in days."""
    run = []
    for seen in sorted(observations, key=lambda o: o["period_to"], reverse=True):
        if not round_passes(rule, seen):
            break
        run.append(day(seen["period_to"]))
    return (
        bool(run)
        and len(run) >= rule["rounds"]
        and (run[0] - run[-1]).days >= (rule["rounds"] - 1) * rule["spacing_days"]
    )


def rule_of(demand, breach, case):
    """The measure point's figures, sharpened by the demand."""
    point = ident(demand["measure_point"])
    known = [
        p
        for p in (
            demand["measure_point"],
            *(breach.get("measure_points") or []),
            *(case.get("measure_points") or []),
        )
        if isinstance(p, dict) and point in (p.get("id"), ident(p.get("measure_point")))
    ]
    rule = {}
    for name in ("target", "n_min", "rounds", "spacing_days"):
        values = [demand.get(name)] + [p.get(name) for p in known]
        values = [v for v in values if isinstance(v, (int, float, str))]
        rule[name] = values[0] if values else None
    if None in rule.values():
        raise KeyError("the measure point's figures")
    return rule


def measure_point_fails(facts):
    breach = facts.it
    since = facts.since(breach)
    for demand in demanded_points(breach):
        mine = [
            o
            for o in breach["observations"]
            if ident(o["measure_point"]) == ident(demand["measure_point"])
        ]
        whole = [o for o in mine if day(o["period_from"]) >= since]
        if len(whole) != len([o for o in mine if day(o["period_to"]) >= since]):
            raise KeyError("a round from before and after the day")
        if not point_passes(rule_of(demand, breach, facts.case), whole):
            return True
    return False


def no_failed_round(facts):
    breach, last = facts.it, facts.last_assessed(facts.it)
    if last is None:
        raise KeyError("no assessment")
    if demanded_points(breach):
        later = [
            (d, o)
            for d in demanded_points(breach)
            for o in breach["observations"]
            if ident(o["measure_point"]) == ident(d["measure_point"])
            and day(o["period_to"]) >= last
        ]
        if any(day(o["period_from"]) <= last for _, o in later):
            raise KeyError("a round from before and after the assessment")
        return all(round_passes(rule_of(d, breach, facts.case), o) for d, o in later)
    days = [
        day(e["received_on"])
        for e in breach["evidence"]
        if e["kind"] in ("practice", "user_experience")
    ]
    if days and max(days) == last:
        raise KeyError("the same day")
    return not any(d > last for d in days)


PREDICATES = {
    ("breach", "relapse", "wrong_state"): lambda f: f.case["state"] != "follow_up",
    ("breach", "correct_early", "practice_missing"): early_practice_missing,
    ("breach", "new_evidence_missing"): new_evidence_missing,
    ("breach", "practice_missing"): practice_missing,
    ("breach", "management_missing"): management_missing,
    ("breach", "measure_point_fails"): measure_point_fails,
    # without the parameter it is judged on the established requirements, which never differ
    ("breach", "requirement_differs"): lambda f: False,
    ("breach", "only_a_plan"): only_a_plan,
    ("breach", "no_failed_round"): no_failed_round,
}
