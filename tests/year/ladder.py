"""ladder - the ladder a second time, written from domain.md 5 and the calendar of the wire tests alone.

A deadline is walked look by look: a look is a working day on which a clerk was there in the hours
that anything is sent in. What it should have done on each is a set of (rung, what was done).

"Reminder 2 with notice of order at that date +7 d": the date in the newest first reminder that was
sent, else the one its rung set, or would have set had anybody been there on its day.
"""

import datetime

import days

ONE = datetime.timedelta(days=1)
EARLY = {"contact_person", "documents", "survey"}
BREACH = {"plan", "correction", "milestone", "measurement"}
OWN = {"draft_report", "final_report", "assessment"}
SILENT = {"comment", "order_comment", "appeal"}         # nobody is chased for these


def rungs_of(kind):
    if kind in SILENT:
        return []
    if kind in OWN:
        return ["alert", "leader_alert"]
    if kind in BREACH:
        return ["alert", "reminder_1", "reminder_2", "meeting_invitation", "leader_alert"]
    return ["alert", "reminder_1", "leader_alert"]


def date(text):
    return None if text is None else datetime.date.fromisoformat(text)


class Deadline:
    def __init__(self, row, enterprise, since=None, automatic=False):
        self.id, self.kind, self.enterprise = row["id"], row["kind"], enterprise
        self.breach = row.get("breach")
        self.automatic = automatic      # the policy lets its first reminder go unsigned
        self.due = days.rolled(date(row["due"]))
        self.since = since              # it runs from here; None: from before the year
        self.runs = True
        self.done = {}                  # rung: (what, day)
        self.new_date = None            # of the first reminder, when it was climbed
        self.reminded = None            # the date in the newest first reminder that was sent
        self.besides = False            # and one of them was no letter of its own rung

    def begins(self, day):
        return days.rolled(max(day, self.since) if self.since else day)

    def planned(self, today, pause):
        """{rung: the day it should be climbed}, held days put off to the end of the pause."""
        held = {rung for rung, (what, _) in self.done.items() if what == "held_back"}

        def open_day(rung, day):
            """When the pause that holds it is over; None: nobody knows."""
            inside = pause and pause[0] <= day and (pause[1] is None or day <= pause[1])
            if not inside and rung not in held:
                return day
            if pause and pause[1] is not None:
                return day if day > pause[1] else self.begins(pause[1] + ONE)
            if pause and (pause[0] <= today or pause[0] <= day):
                return None
            return self.begins(max(day, today))

        plan = {"alert": open_day("alert", self.begins(self.due - 7 * ONE))}
        first = plan["reminder_1"] = open_day("reminder_1", self.begins(self.due + 7 * ONE))
        new = self.date_of_first(first, today, "reminder_1" in held)
        second = None if new is None else open_day("reminder_2", self.begins(new + 7 * ONE))
        for rung in ("reminder_2", "meeting_invitation", "leader_alert"):
            plan[rung] = second if second is None else open_day(rung, second)
        return {rung: plan[rung] for rung in rungs_of(self.kind)}

    def date_of_first(self, first, today, held):
        """The date the first reminder gave, or gives on its day, or today where a pause held it; None: nobody knows."""
        if self.reminded or self.new_date or first is None:
            return self.reminded or self.new_date
        return days.good((max(first, today) if held else first) + 14 * ONE)

    def overdue(self, today):
        return self.runs and today > self.due and self.kind not in OWN

    def asked(self, until, own):
        """A first reminder of it was sent, with this date in it; own: the letter that its rung wrote."""
        self.reminded = until
        self.besides = self.besides or not own

    def look(self, today, pause):
        """What the clerks do on this day; whether a first reminder of it was written."""
        if not self.runs:
            return False
        paused = pause and pause[0] <= today and (pause[1] is None or today <= pause[1])
        plan = self.planned(today, pause)
        waiting = [r for r in plan if self.done.get(r, ("held_back",))[0] == "held_back"]
        if paused:
            for rung in waiting:
                if rung not in self.done and self.held_from(rung, today, pause) <= today:
                    self.done[rung] = ("held_back", today)
            return False
        come = [r for r in waiting if plan[r] is not None and plan[r] <= today]
        written = False
        for rung in come:
            further = [r for r in plan if r in come or self.done.get(r, ("held_back",))[0] != "held_back"]
            if rung == "alert" and any(r != "alert" for r in further):
                self.done[rung] = ("passed_over", today)
            elif rung == "reminder_1" and (self.besides or "reminder_2" in further):
                self.done[rung] = ("passed_over", today)
            elif rung == "reminder_1":
                written = True
                self.done[rung] = ("sent" if self.automatic else "drafted", today)
                self.new_date = days.good(today + 14 * ONE)
            else:
                self.done[rung] = ("alerted" if "alert" in rung else "drafted", today)
        return written

    @property
    def key(self):
        """What a letter's date is for."""
        return self.kind, self.breach

    def held_from(self, rung, today, pause):
        """The day of the rung itself, whatever a pause does to it; far away where it waits for another that is held."""
        if rung == "alert":
            return self.begins(self.due - 7 * ONE)
        if rung == "reminder_1":
            return self.begins(self.due + 7 * ONE)
        first = self.planned(today, pause).get("reminder_1", None)
        if "reminder_1" not in rungs_of(self.kind):
            first = self.first(pause)
        new = self.date_of_first(first, today, self.done.get("reminder_1", ("",))[0] == "held_back")
        return datetime.date.max if new is None else self.begins(new + 7 * ONE)

    def first(self, pause):
        """Of a kind without reminders: the day the first would have had, for the leader's alert counts from it."""
        day = self.begins(self.due + 7 * ONE)
        if pause and pause[0] <= day and (pause[1] is None or day <= pause[1]):
            return None if pause[1] is None else self.begins(pause[1] + ONE)
        return day


class Letter:
    """A first reminder of a case: the deadlines it asks for, and by which dates."""

    def __init__(self, today, deadlines, own, dates):
        self.dates, self.own = dates, own
        self.asks = {d for d in deadlines if d.key in dates and (d in own or d.overdue(today))}

    def rewrite(self, today, deadlines, dates):
        """Written anew on this day: for what runs, with other dates."""
        self.dates = dates
        self.asks = {d for d in deadlines if d.runs and d.key in dates and (d in self.asks or d.overdue(today))}

    def may_leave(self):
        return all(d.runs for d in self.asks)

    def leaves(self):
        for deadline in self.asks:
            deadline.asked(self.dates[deadline.key], deadline in self.own)
