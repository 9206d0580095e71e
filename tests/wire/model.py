"""model - the five machines a second time, read from the domain document and not from the daemon.

    law = model.Law()
    law.actions(case, person, today, events)   what a person may do, and what holds it back
    law.disagree(case, person, today, events)  the same against the `actions` in the JSON
    law.replay(events, case)                   a log against the tables and the case it ends in
    law.unlawful(case)                         what no case may look like, whatever happened

The last three give a list of texts, empty where all is well. case is the JSON of GET
/v1/audits/{id}; put GET /v1/breaches/{id} in the place of its breaches where evidence, demands and
observations are to be judged. person is {"id", "roles", "deputy"?}; today a date; events the case's
log, oldest first. The model says only what the JSON lets it know: a guard whose facts are not there
is `unsure`. The tables are tests/unit/expected/*.txt.
"""

import os
from collections import namedtuple

import model_facts
import model_guards
import model_replay
from model_facts import ident

EXPECTED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "unit", "expected")
MACHINES = ("audit", "breach", "deadline", "letter", "order")
PLURAL = {"breach": "breaches", "deadline": "deadlines", "letter": "letters", "order": "orders"}
TWO_APPROVERS = ("order",)

Row = namedtuple("Row", "source event roles guards effects to when")
# Held: certainly hold it back. Unsure: may hold it back, the JSON does not tell.
Judgement = namedtuple("Judgement", "role to held unsure")


def rows_of(name):
    """The rows of one table; a column of words becomes a tuple, "-" an empty one."""
    rows = []
    with open(os.path.join(EXPECTED, name), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            cells = [cell.strip() for cell in line.split("|")]
            rows.append([() if cell == "-" else cell for cell in cells])
    return rows


def words(cell):
    return tuple(cell.split(",")) if cell else ()


def load(machine):
    return [
        Row(r[0] or None, r[1], words(r[2]), words(r[3]), words(r[4]), r[5], r[6] or None)
        for r in rows_of(machine + ".txt")
    ]


class Law:
    """The tables, and the questions one can ask of them."""

    def __init__(self):
        self.tables = {machine: load(machine) for machine in MACHINES}
        self.beside = {(r[0], r[1]): words(r[2]) for r in rows_of("beside.txt")}

    def rows(self, machine, source, event=None):
        return [
            r
            for r in self.tables[machine]
            if r.source == source and (event is None or r.event == event)
        ]

    def every(self, case):
        """(machine, object) of everything in a case that has a state."""
        yield "audit", case
        for machine, plural in PLURAL.items():
            for each in case.get(plural) or []:
                yield machine, each

    def actions(self, case, person, today, events=()):
        """{id: {event: Judgement}} of the events one could ask for in the states things are in."""
        return {
            each["id"]: self.of(machine, each, case, person, today, events)
            for machine, each in self.every(case)
        }

    def of(self, machine, each, case, person, today, events=()):
        facts = model_facts.Facts(case, each, today, events, person)
        found = {}
        for event in dict.fromkeys(r.event for r in self.rows(machine, each["state"])):
            rows = [r for r in self.rows(machine, each["state"], event) if asked_for(r)]
            rows = [r for r in rows if happens(r, facts)]
            if rows:
                found[event] = self.judge(machine, rows, facts)
        return found

    def judge(self, machine, rows, facts):
        held, unsure = set(), set()
        role = any(has_role(machine, row, facts) for row in rows)
        for code in dict.fromkeys(code for row in rows for code in row.guards):
            answer = model_guards.holds_back(machine, rows[0].event, code, facts)
            if answer is None:
                unsure.add(code)
            elif answer:
                held.add(code)
        unsure |= set(self.beside.get((machine, rows[0].event), ())) - held
        return Judgement(role, {row.to for row in rows}, held, unsure)

    def disagree(self, case, person, today, events=()):
        told = []
        for machine, each in self.every(case):
            if "actions" not in each:
                continue
            given = {row["event"]: row for row in each["actions"]}
            expected = self.of(machine, each, case, person, today, events)
            for event in sorted(set(given) | set(expected)):
                text = differ(expected.get(event), given.get(event))
                if text:
                    told.append(
                        "%s %s in %s, %s: %s" % (machine, each["id"], each["state"], event, text)
                    )
        return told

    def replay(self, events, case=None):
        return model_replay.replay(self, events, case)

    def unlawful(self, case):
        return model_replay.unlawful(case)


def asked_for(row):
    """Rows of the case and the clock alone are nobody's to ask for."""
    return any(role not in ("case", "clock") for role in row.roles)


def happens(row, facts):
    """Does the row's `when` fit the object? Outcomes that only the parameters decide all fit."""
    test = {
        "breach_stands": lambda: bool(model_facts.standing(facts.case)),
        "no_breach_stands": lambda: not model_facts.standing(facts.case),
        "correction_milestone_or_order_compliance": lambda: facts.it["kind"]
        in ("correction", "milestone", "order_compliance"),
        "other_kind": lambda: facts.it["kind"]
        not in ("correction", "milestone", "order_compliance"),
    }.get(row.when)
    return test is None or test()


def capacities(case, person):
    """The roles of the tables that a person has in this case."""
    roles, found = set(person["roles"]), set()
    leads = {ident(case.get("lead_auditor"))}
    if case["state"] == "follow_up":
        leads.add(ident(case.get("follow_up_lead")))
    if "leader" in roles:
        found |= {"leader", "lead_auditor", "caseworker"}
    if person["id"] in leads:
        found |= {"lead_auditor", "caseworker"}
    if "caseworker" in roles and person["id"] in [ident(m) for m in case.get("team") or []]:
        found.add("caseworker")
    if "archivist" in roles:
        found.add("archivist")
    if person.get("deputy"):
        found.add("deputy")
    return found


def has_role(machine, row, facts):
    found = capacities(facts.case, facts.person)
    if facts.it.get("author") and ident(facts.it["author"]) == facts.person["id"]:
        found.add("author")
    if (machine, row.event) == ("letter", "approve"):
        return may_approve(found, facts)
    if (machine, row.event) == ("audit", "agree_closure") and "leader" not in found:
        return any(
            ident(o.get("lead_auditor")) == facts.person["id"]
            for o in facts.case.get("owners") or []
        )
    return bool(found & set(row.roles))


def may_approve(found, facts):
    """A leader or deputy; as the second of two also a caseworker of the authority."""
    if found & {"leader", "deputy"}:
        return True
    letter = facts.it
    two = (
        letter["kind"] in TWO_APPROVERS or letter["kind"] == "final_report" and letter.get("order")
    )
    return bool(
        two
        and letter.get("approvals")
        and ("caseworker" in facts.person["roles"] or found & {"lead_auditor"})
    )


def differ(expected, given):
    """What an entry of `actions` says otherwise than the model, or None."""
    if expected is None:
        return "allowed, but there is no such row" if given["allowed"] else None
    if given is None:
        return "not listed"
    codes = {guard["code"] for guard in given["guards"]}
    if given["allowed"] and codes:
        return "allowed with guards %s" % sorted(codes)
    if not expected.role:
        return "allowed without the role" if given["allowed"] else None
    if "role_missing" in codes:
        return "role_missing, though the person has the role"
    if expected.held - codes:
        return "should be held back by %s" % sorted(expected.held - codes)
    if codes - expected.held - expected.unsure:
        return "held back by %s, which is no guard here" % sorted(
            codes - expected.held - expected.unsure
        )
    if not given["allowed"] and not codes:
        return "not allowed, without a reason"
    if given["allowed"] and given.get("to") not in expected.to:
        return "leads to %s, should be %s" % (given.get("to"), sorted(expected.to))
    return None
