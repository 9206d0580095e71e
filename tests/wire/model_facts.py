"""model_facts - what the guards look at: the case as the API shows it, the day, the log, who asks.

A member that is not there is a KeyError, which means to a guard: cannot tell.
"""

import datetime

LIVE = ("announced", "issued", "referred", "fined")
OPEN = ("draft", "established", "reported", "insufficient")
BLOCKING = ("correction", "milestone", "measurement", "plan", "order_compliance")
ENDED = ("met", "met_late", "lapsed")
SHOWN = ("practice", "management", "user_experience")
MUST_RUN = {
    "established": ("correction", "order_compliance"),
    "insufficient": ("correction", "order_compliance"),
    "reported": ("assessment", "measurement"),
}
SENT = ("dispatched", "journalled")
# The flags that the domain document gives or the word itself says; the others are data.
METHODS = {
    "system_audit": {
        "notice_needed": True,
        "visit_needed": True,
        "concludes": True,
        "joint": False,
    },
    "three_phase": {"concludes": False, "joint": False},
    "document": {"visit_needed": False, "concludes": True, "joint": False},
    "unannounced": {"notice_needed": False, "concludes": True, "joint": False},
    "joint": {"concludes": True, "joint": True},
    "self_assessment": {"joint": False},
    "spot_check": {"joint": False},
}


def ident(value):
    return value.get("id") if isinstance(value, dict) else value


def day(text):
    """The date of a date or an instant; an instant's day is close enough for where it is used."""
    return datetime.date.fromisoformat(text[:10])


class Facts:
    """What a predicate may look at: the case, the object itself, the day, the log and who asks."""

    def __init__(self, case, it, today, events, person):
        self.case, self.it, self.today, self.person = case, it, today, person
        self.events = list(events)

    def flag(self, name):
        method = self.case["method"]
        if isinstance(method, dict):
            return method[name]
        return METHODS[method][name]

    def of_breach(self, breach, kinds, states):
        return [
            d
            for d in self.case["deadlines"]
            if ident(d.get("breach")) == breach["id"]
            and d["kind"] in kinds
            and d["state"] in states
        ]

    def newest(self, kind, order=None):
        """The newest of a kind: ids grow with time, so an extension's successor is newer."""
        found = [d for d in self.case["deadlines"] if d["kind"] == kind]
        if order and len(self.case["orders"]) > 1:
            found = [d for d in found if ident(d["order"]) == order]
        return max(found, key=lambda d: d["id"]) if found else None

    def approved(self, kind):
        return [l for l in self.case["letters"] if l["kind"] == kind and l["state"] == "approved"]

    def since(self, breach):
        """The day from which a breach's evidence counts."""
        days = [
            e["occurred_on"]
            for e in self.events
            if ident(e["subject"]) == breach["id"]
            and (e["to"] == "established" or e["from"] == "corrected")
        ]
        if not days:
            raise KeyError("no event tells when %s was established" % breach["id"])
        return day(days[-1])

    def last_assessed(self, breach):
        days = [
            e["occurred_on"]
            for e in self.events
            if ident(e["subject"]) == breach["id"]
            and e["event"] in ("assess_corrected", "assess_insufficient", "correct_early")
        ]
        return day(days[-1]) if days else None


def standing(case):
    return [b for b in case["breaches"] if b["state"] in OPEN]
