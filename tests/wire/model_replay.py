"""model_replay - a case's log against the tables, and a case against what must always hold.

Each transition must be a row, each object's states must follow one another, the ids must grow, the
hashes must chain, and the last states must be the case's. Between two instants of the log, and at
its end, the case must be lawful: the events of one command share their instant.
"""

import functools
import importlib.util
import os

from model_facts import BLOCKING, LIVE, MUST_RUN, OPEN, SENT, day, ident

HERE = os.path.dirname(os.path.abspath(__file__))
CREATION = {
    "create": "audit",
    "register": "breach",
    "set": "deadline",
    "draft": "letter",
    "announce": "order",
}
ENDS = ("closed", "cancelled")


@functools.lru_cache(None)
def calendar():
    place = os.path.join(HERE, "..", "unit", "expected", "make_calendar.py")
    spec = importlib.util.spec_from_file_location("make_calendar", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def replay(law, events, case=None):
    return Replay(law, case).run(events)


class Replay:
    def __init__(self, law, case):
        self.law, self.case, self.told = law, case, []
        self.machines, self.objects, self.states = {}, {}, {}
        if case is not None:
            for machine, each in law.every(case):
                self.machines[each["id"]] = machine
                self.objects[each["id"]] = each

    def tell(self, event, text):
        self.told.append("event %s, %s: %s" % (event["id"], event["event"], text))

    def run(self, events):
        before = None
        for event in events:
            self.chain(before, event)
            if before is not None and event["at"] != before["at"]:
                self.check("before event %s" % event["id"])
            self.step(event)
            before = event
        self.check("at the end")
        self.final()
        return self.told

    def chain(self, before, event):
        if not event["hash"] or not event["at"]:
            self.tell(event, "without hash or instant")
        if before is None:
            return
        if int(event["id"]) <= int(before["id"]):
            self.tell(event, "its id does not grow")
        if event["previous_hash"] != before["hash"]:
            self.tell(event, "does not chain to event %s" % before["id"])

    def step(self, event):
        subject = ident(event["subject"])
        machine = self.machines.get(subject)
        if machine is None and event["from"] is None:
            machine = CREATION.get(event["event"])
        if machine is None:
            if event["from"] != event["to"]:
                self.tell(event, "moves %s, which the case does not have" % subject)
            return
        self.machines[subject] = machine
        known = self.states.get(subject)
        if event["from"] is None and event["to"] is None:
            self.note(machine, event)
            return
        if event["from"] != known:
            self.tell(event, "%s leaves %s but was %s" % (machine, event["from"], known))
        rows = self.rows(machine, event)
        if rows is None and event["from"] != event["to"]:
            self.tell(event, "no such event of %s" % machine)
        elif rows == []:
            self.tell(
                event, "%s never goes from %s to %s by it" % (machine, event["from"], event["to"])
            )
        self.beyond(machine, event)
        self.states[subject] = event["to"]

    def rows(self, machine, event):
        """The rows that say so; None where the machine has no such event at all."""
        names = [event["event"]] + ["%s_%s" % (m, event["event"]) for m in CREATION.values()]
        rows = [r for r in self.law.tables[machine] if r.event in names]
        if event["event"] == "import" and event["from"] is None:
            return [r for r in self.law.tables[machine] if r.to == event["to"]]
        if not rows:
            return None
        return [r for r in rows if (r.source, r.to) == (event["from"], event["to"])]

    def note(self, machine, event):
        """An entry without states may tell of a change of facts, never of a step."""
        rows = self.rows(machine, dict(event, **{"from": self.states.get(ident(event["subject"]))}))
        if rows is not None and event["event"] not in ("edit", "assign", "adopt"):
            self.tell(event, "a step of %s without states" % machine)

    def audit(self):
        return next((s for i, s in self.states.items() if self.machines[i] == "audit"), None)

    def of(self, machine):
        return {i: s for i, s in self.states.items() if self.machines[i] == machine}

    def beyond(self, machine, event):
        """What the rows say of the other objects."""
        name, audit = event["event"], self.audit()
        if (machine, name) == ("breach", "register") and audit not in (
            "fieldwork",
            "drafting",
            "hearing",
        ):
            self.tell(event, "registered while the audit was %s" % audit)
        if (machine, name) == ("breach", "relapse") and audit != "follow_up":
            self.tell(event, "relapse while the audit was %s" % audit)
        if (machine, name) == ("audit", "send_final"):
            stands = any(s in OPEN for s in self.of("breach").values())
            if stands != (event["to"] == "follow_up"):
                self.tell(
                    event,
                    "leads to %s though %s breach stands" % (event["to"], "a" if stands else "no"),
                )
        if (machine, name) == ("order", "comply"):
            self.comply(event)
        if machine == "deadline" and event["to"] in ("met", "met_late"):
            self.lateness(event)

    def comply(self, event):
        order = self.objects.get(ident(event["subject"]))
        states = [self.states.get(ident(b)) for b in order["breaches"]] if order else ["corrected"]
        if "corrected" not in states or any(s in OPEN for s in states):
            self.tell(event, "the order's breaches are %s" % states)

    def lateness(self, event):
        due = (self.objects.get(ident(event["subject"])) or {}).get("effective_due")
        if due and event.get("occurred_on"):
            late = day(event["occurred_on"]) > day(due)
            if late != (event["to"] == "met_late"):
                self.tell(event, "%s on %s, due %s" % (event["to"], event["occurred_on"], due))

    def check(self, when):
        deadlines = [(self.objects.get(i), s) for i, s in self.of("deadline").items()]
        known = all(d is not None for d, _ in deadlines)
        running = (
            [(d["kind"], ident(d.get("breach"))) for d, s in deadlines if s == "running"]
            if known
            else None
        )
        for text in broken(self.audit(), self.of("breach"), self.of("order"), running):
            self.told.append("%s: %s" % (when, text))

    def final(self):
        for subject, each in self.objects.items():
            if self.states.get(subject) != each["state"]:
                self.told.append(
                    "%s %s is %s, its log ends in %s"
                    % (self.machines[subject], subject, each["state"], self.states.get(subject))
                )
        if self.objects:
            for subject in set(self.states) - set(self.objects):
                self.told.append(
                    "%s %s is in the log, not in the case" % (self.machines[subject], subject)
                )


def broken(audit, breaches, orders, running):
    """What no moment between two commands may show. running: (kind, breach) or None."""
    told = []
    if audit in ENDS:
        told += ["%s with breach %s %s" % (audit, i, s) for i, s in breaches.items() if s in OPEN]
        told += ["%s with order %s %s" % (audit, i, s) for i, s in orders.items() if s in LIVE]
        told += ["%s with a running %s" % (audit, k) for k, _ in running or [] if k in BLOCKING]
    else:
        early = audit in (None, "planned", "notified", "fieldwork", "drafting", "hearing")
        wrong = ("established", "reported", "insufficient") if early else ("draft",)
        told += ["%s with breach %s %s" % (audit, i, s) for i, s in breaches.items() if s in wrong]
    if running is not None:
        for breach, state in breaches.items():
            if state in MUST_RUN and not any(
                k in MUST_RUN[state] and b == breach for k, b in running
            ):
                told.append(
                    "breach %s is %s with no running %s"
                    % (breach, state, " or ".join(MUST_RUN[state]))
                )
    return told


def unlawful(case):
    running = [
        (d["kind"], ident(d.get("breach"))) for d in case["deadlines"] if d["state"] == "running"
    ]
    told = broken(
        case["state"],
        {b["id"]: b["state"] for b in case["breaches"]},
        {o["id"]: o["state"] for o in case["orders"]},
        running,
    )
    for deadline in case["deadlines"]:
        told += wrong_deadline(deadline, case)
    for letter in case["letters"]:
        told += wrong_letter(letter)
    return told


def wrong_deadline(deadline, case):
    told, days = [], calendar()
    if deadline.get("effective_due") and day(deadline["effective_due"]) != days.forward(
        day(deadline["due"])
    ):
        told.append(
            "deadline %s of %s runs to %s"
            % (deadline["id"], deadline["due"], deadline["effective_due"])
        )
    if deadline["state"] == "extended" and "successor" in deadline:
        after = [d for d in case["deadlines"] if d["id"] == ident(deadline["successor"])]
        if not after or ident(after[0]["predecessor"]) != deadline["id"]:
            told.append(
                "deadline %s is extended without a successor that knows it" % deadline["id"]
            )
    if deadline["state"] not in ("running", "proposed") and deadline.get("overdue"):
        told.append("deadline %s is %s and overdue" % (deadline["id"], deadline["state"]))
    return told


def wrong_letter(letter):
    """Four eyes; two approvers issue an order; a letter sent by policy has its template's."""
    if letter["state"] not in ("approved",) + SENT:
        return []
    by = [ident(a.get("account")) if isinstance(a, dict) else a for a in letter["approvals"]]
    told = []
    if letter["kind"] != "reminder_1":
        needed = (
            2
            if letter["kind"] == "order" or letter["kind"] == "final_report" and letter.get("order")
            else 1
        )
        if len(set(by)) < needed:
            told.append(
                "letter %s is %s with %d approvers" % (letter["id"], letter["state"], len(set(by)))
            )
        if ident(letter["author"]) in by:
            told.append("letter %s is approved by its author" % letter["id"])
    if not letter["sha256"]:
        told.append("letter %s is %s without a hash" % (letter["id"], letter["state"]))
    return told
