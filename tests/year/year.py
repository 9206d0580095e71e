"""year - a year of many cases on a moved clock: two daemons, killed at random, and what the model expects of them."""

import collections
import datetime
import os
import random
import signal
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
for other in ("wire", "bench"):
    sys.path.insert(0, os.path.join(os.path.dirname(HERE), other))

os.environ.setdefault("TILSYN_WIRE_SCHEMA", "off")     # the wire tests hold the answers to the contract

import cases  # noqa: E402
import days  # noqa: E402
import harness  # noqa: E402
import ladder  # noqa: E402
import peer  # noqa: E402
import second  # noqa: E402

ONE = datetime.timedelta(days=1)
PATIENCE = 120          # seconds with a database that was killed
REASON = "avtalt i m\u00f8te"


people = []                             # whose logins the database may have been away for


def patiently(ask):
    """Asked again while the database comes back."""
    last, end = None, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            for who in people:
                if who.token is None:
                    who.login()
            return ask()
        except (harness.Unexpected, OSError) as why:
            last = why
            if isinstance(why, harness.Unexpected) and "got 503" not in str(why):
                raise
            harness.pause(0.05)
    raise AssertionError("the daemon does not come back: %s" % last)


class Year:
    def __init__(self, count, seed):
        self.random, self.count = random.Random(seed), count
        self.mail = peer.Peer()
        self.mailing = "smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 5\nmail_from = tilsyn@example.no\n" % self.mail.url
        self.daemon = harness.Daemon(start="2027-01-11T06:30:00Z", config="workers = 1\nqueue_timeout = 5\n" + self.mailing)
        self.kills = collections.Counter()
        self.looks, self.acts, self.pauses, self.deadlines = 0, collections.Counter(), {}, {}
        self.unsent, self.closed, self.told, self.of = {}, set(), [], {}

    # the office, and its cases

    def prepare(self):
        self.daemon.start()
        self.office, case = cases.walk(self.daemon)
        people.extend((self.office.liv, self.office.arne, self.office.anna, self.office.mona))
        self.enterprises = [self.office.enterprise()["id"] for _ in range(10)]
        self.programme = self.automatic_programme()
        cases.copy(self.daemon, case, self.count)
        self.line = cases.connect(self.daemon)
        self.cursor = self.line.cursor()
        self.spread()
        self.second = second.Second(self.daemon, self.mailing).start()

    def automatic_programme(self):
        """Its first reminders leave by themselves; those of the other cases wait for a person."""
        programme = self.office.programme([self.office.requirement()["id"]], [self.office.measure_point()["id"]])["id"]
        rungs = self.office.liv.get("/v1/policies/00000000-0000-0000-0000-000000000000")["rungs"]
        self.office.admin.post("/v1/policies", {
            "valid_from": self.office.today, "name": "Automatisk", "programme": programme,
            "rungs": [dict(rung, automatic=rung["automatic"] or rung["action"] == "reminder_1") for rung in rungs]})
        return programme

    def sql(self, text, *values):
        """Asked again where the database was killed under it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.cursor.execute(text, values)
                return self.cursor.fetchall() if self.cursor.description else []
            except Exception:           # noqa: B902  psycopg2 has many ways to say that the line is gone
                harness.pause(0.05)
                try:
                    self.line = cases.connect(self.daemon)
                    self.cursor = self.line.cursor()
                except Exception:       # noqa: B902
                    pass
        raise AssertionError("the database does not come back")

    def spread(self):
        """The copies over the enterprises and the year; the case walked is left out of it."""
        self.sql("SET session_replication_role = replica")
        self.sql("UPDATE deadline SET next_rung_at = NULL WHERE audit = (SELECT min(id::text)::uuid FROM audit)")
        rows = self.sql("""SELECT d.id, d.audit, d.kind, d.breach::text FROM deadline d
            WHERE d.state = 'running' AND d.audit::text LIKE '018f%%' ORDER BY d.id""")
        self.audits, self.automatic, first = {}, {}, self.daemon.today
        for audit in sorted({row[1] for row in rows}):
            enterprise = self.random.choice(self.enterprises)
            self.audits[str(audit)] = enterprise
            self.automatic[str(audit)] = self.random.random() < 0.6
            self.sql("UPDATE audit SET enterprise = %s, programme = %s WHERE id = %s", enterprise,
                     self.programme if self.automatic[str(audit)] else None, audit)
        for id_, audit, kind, breach in rows:
            due = first + self.random.randint(10, 330) * ONE
            self.sql("""UPDATE deadline SET due = %s, effective_due = %s, running_since = NULL, rung = NULL, new_date = NULL,
                next_rung_at = CASE WHEN kind IN ('comment', 'order_comment', 'appeal') THEN NULL
                    ELSE '2027-01-11T09:00:00Z'::timestamptz END WHERE id = %s""", due, days.rolled(due), id_)
            self.know(str(audit), {"id": str(id_), "kind": kind, "due": str(due), "breach": breach}, None)
        self.sql("DELETE FROM reminder WHERE false")
        self.sql("SET session_replication_role = DEFAULT")

    def know(self, audit, row, since):
        deadline = ladder.Deadline(row, self.audits[audit], since, self.automatic[audit])
        self.deadlines[row["id"]] = deadline
        self.of.setdefault(audit, []).append(deadline)

    # what people do: over the API; what there is to do it with is read past it, which is quicker

    def renew(self, audit):
        """What the case's deadlines are now: those that ended, and those that began."""
        for id_, kind, state, due, breach in self.sql(
                "SELECT id::text, kind, state, due::text, breach::text FROM deadline WHERE audit = %s ORDER BY id", audit):
            known = self.deadlines.get(id_)
            if known is not None:
                known.runs = state == "running"
            elif state == "running":
                self.know(audit, {"id": id_, "kind": kind, "due": due, "breach": breach}, self.daemon.today)

    def event(self, who, place, event, **parameters):
        """The answer, whatever it is: the law may well refuse."""
        def ask():
            table, id_ = place.split("/")[-2:]
            version, = self.sql("SELECT version FROM %s WHERE id = %%s" % table[:-1].replace("breache", "breach"), id_)[0]
            answer = who.ask("POST", place + "/actions", dict(event=event, **parameters), match='"%d.0"' % version,
                             judge=False)
            if answer.status == 503:
                raise harness.Unexpected("POST", place, parameters, answer, 200)
            return answer
        answer = patiently(ask)
        self.acts["%s %s" % (event, answer.status)] += 1
        return answer

    def act(self):
        audit = self.random.choice(sorted(self.audits))
        what = self.random.choice(("answer",) * 5 + ("sign",) * 5 + ("by_hand", "withdraw", "finish", "reopen", "contact"))
        getattr(self, what)(audit)
        self.renew(audit)

    def answer(self, audit):
        running = [d for d in self.of[audit] if d.runs]
        if not running:
            return
        deadline, today = self.random.choice(running), str(self.daemon.today)
        place = "/v1/deadlines/" + deadline.id
        later = days.good(max(self.daemon.today, deadline.due) + self.random.randint(3, 60) * ONE)
        what = self.random.choice(("receive", "receive", "extend", "waive", "report", "discontinue"))
        breaches = self.breaches(audit, "established", "insufficient")
        if what == "receive":
            self.event(self.office.arne, place, "receive", received_on=today)
        elif what == "waive":
            self.event(self.office.liv, place, "waive", reason=REASON)
        elif what == "extend":
            self.event(self.office.liv, place, "extend", due=str(later), reason=REASON)
        elif breaches and what == "report":
            self.report(self.random.choice(breaches))
        elif breaches:
            self.event(self.office.liv, "/v1/breaches/" + self.random.choice(breaches), "discontinue", reason=REASON)

    def breaches(self, audit, *states):
        return [row[0] for row in self.sql(
            "SELECT id::text FROM breach WHERE audit = %s AND state = ANY (%s) ORDER BY id", audit, list(states))]

    def report(self, breach):
        place, today = "/v1/breaches/" + breach, str(self.daemon.today)
        for kind in ("practice", "management"):
            patiently(lambda kind=kind: self.office.anna.post(place + "/evidence", {
                "kind": kind, "received_on": today, "description": "Gjennomgang", "source": "brev"}))
        return self.event(self.office.anna, place, "documentation_received", received_on=today)

    def contact(self, audit):
        patiently(lambda: self.office.anna.post("/v1/audits/%s/contacts" % audit, {
            "kind": "phone", "occurred_on": str(self.daemon.today), "text": "Vi ringte."}))

    def finish(self, audit):
        """Everything is corrected, and the case is closed."""
        if audit in self.closed:
            return
        for breach in self.breaches(audit, "established", "insufficient"):
            self.report(breach)
        for breach in self.breaches(audit, "reported"):
            self.event(self.office.liv, "/v1/breaches/" + breach, "assess_corrected", text="Rettet.", override_reason=REASON)
        self.renew(audit)
        for deadline in [d for d in self.of[audit] if d.runs and d.kind in ladder.BREACH]:
            self.event(self.office.arne, "/v1/deadlines/" + deadline.id, "receive", received_on=str(self.daemon.today))
        letter = self.write(audit, "closure")
        if letter and self.event(self.office.liv, "/v1/audits/" + audit, "close", letter=letter,
                                 safety_statement="Tjenesten er trygg.").status == 200:
            self.closed.add(audit)

    def reopen(self, audit):
        audit = self.random.choice(sorted(self.closed)) if self.closed else audit
        breaches = self.breaches(audit, "corrected")
        if audit in self.closed and breaches and self.event(
                self.office.liv, "/v1/audits/" + audit, "reopen", reason=REASON, breaches=breaches[:1],
                due=str(days.good(self.daemon.today + self.random.randint(2, 60) * ONE))).status == 200:
            self.closed.discard(audit)
        self.renew(audit)

    def write(self, audit, kind, **members):
        """A letter of a person's own, approved; its id."""
        answer = patiently(lambda: self.office.anna.ask("POST", "/v1/audits/%s/letters" % audit,
                                                        dict({"kind": kind}, **members), judge=False))
        return self.approve(answer.json["id"]) if answer.status == 201 else None

    def approve(self, letter):
        place = "/v1/letters/" + letter
        if self.event(self.office.anna, place, "submit").status != 200:
            return None
        sha256, = self.sql("SELECT sha256 FROM letter WHERE id = %s", letter)[0]
        return letter if self.event(self.office.mona, place, "approve", sha256=sha256).status == 200 else None

    def dispatch(self, told, letter):
        """It leaves exactly when everything it asks for still runs."""
        status = letter and self.event(self.office.liv, "/v1/letters/" + letter, "dispatch").status
        if (status == 200) != told.may_leave():
            self.told.append("letter %s on %s: %s, and it %s leave" % (
                letter, self.daemon.today, status, "may" if told.may_leave() else "may not"))
        if status == 200:
            told.leaves()
        elif letter:
            self.event(self.office.liv, "/v1/letters/" + letter, "withdraw", reason=REASON)

    def drafted(self, audit):
        """(the model's, the id) of a first reminder that waits for a person."""
        for told in list(self.unsent.get(audit, ())):
            found = self.sql("""SELECT l.id::text FROM reminder r JOIN letter l ON l.id = r.letter
                WHERE r.deadline = %s AND r.rung = 'reminder_1' AND l.state = 'draft'""", sorted(d.id for d in told.own)[0])
            self.unsent[audit].remove(told)
            if found:
                return told, found[0][0]
        return None, None

    def sign(self, audit):
        """A clock's draft, from any case; with new dates where its own are over."""
        waiting = sorted(a for a, letters in self.unsent.items() if letters)
        audit = self.random.choice(waiting) if waiting else audit
        told, letter = self.drafted(audit)
        if told is None:
            return
        if min(told.dates.values()) <= self.daemon.today:
            until = days.good(self.daemon.today + self.random.randint(15, 30) * ONE)
            running = {d.key for d in self.of[audit] if d.runs}
            dates = {key: until for key in told.dates if key in running}
            if not dates:
                return
            version, = self.sql("SELECT version FROM letter WHERE id = %s", letter)[0]
            patiently(lambda: self.office.anna.ask("PATCH", "/v1/letters/" + letter, {"dates": [
                dict({"kind": kind, "due": str(until)}, **({"breach": breach} if breach else {}))
                for kind, breach in sorted(dates, key=str)]}, match='"%d.0"' % version, expect=200, judge=False))
            told.rewrite(self.daemon.today, self.of[audit], dates)
        self.dispatch(told, self.approve(letter))

    def withdraw(self, audit):
        told, letter = self.drafted(audit)
        if told is not None:
            self.event(self.office.liv, "/v1/letters/" + letter, "withdraw", reason=REASON)

    def by_hand(self, audit):
        """A person reminds of what is overdue before the clock does, or besides it."""
        late = [d for d in self.of[audit] if d.overdue(self.daemon.today) and d.kind in ladder.BREACH and d.breach]
        if not late or audit in self.closed:
            return
        deadline, until = self.random.choice(late), days.good(self.daemon.today + self.random.randint(3, 30) * ONE)
        told = ladder.Letter(self.daemon.today, self.of[audit], set(), {deadline.key: until})
        self.dispatch(told, self.write(audit, "reminder_1", breaches=[deadline.breach], dates=[
            {"kind": deadline.kind, "breach": deadline.breach, "due": str(until)}]))

    def pause(self):
        enterprise = self.random.choice(self.enterprises)
        now = self.pauses.get(enterprise)
        if now and now[1] >= self.daemon.today:
            return
        span = (self.daemon.today, self.daemon.today + self.random.randint(5, 45) * ONE)
        patiently(lambda: self.office.liv.patch("/v1/enterprises/" + enterprise, {
            "paused_from": str(span[0]), "paused_to": str(span[1])}))
        self.pauses[enterprise] = span
        self.acts["pause"] += 1

    # what is done to the daemons

    def clerks(self):
        return [pid for daemon in (self.daemon, self.second)
                for pid, name in harness.Daemon.family(daemon).items() if "clerk" in name]

    def kill(self):
        chance = self.random.random()
        try:
            if chance < 0.15:
                harness.pause(self.random.random() * 0.2)
                os.kill(self.random.choice(self.clerks()), signal.SIGKILL)
                self.kills["clerk"] += 1
            elif chance < 0.19:
                harness.pause(self.random.random() * 0.2)
                backends = self.sql("SELECT pid FROM pg_stat_activity WHERE usename = 'tilsyn' AND pid <> pg_backend_pid()")
                os.kill(self.random.choice(backends)[0], signal.SIGKILL)
                self.kills["postgres"] += 1
        except (OSError, IndexError):
            pass

    def trouble_mail(self):
        """The peer refuses, hangs, or drops the line; END lose: after it has taken the mail."""
        if self.random.random() < 0.1:
            step, action = self.random.choice((("MAIL", "451 4.3.0 later"), ("RCPT", "drop"), ("DATA", "hang"), ("END", "lose")))
            self.mail.expect(step, action)
            self.kills["mail " + action.split()[0]] += 1

    def quiet(self):
        """Nothing is due any more at this instant, whoever did it."""
        end = time.monotonic() + 120
        while self.sql("SELECT count(*) FROM deadline WHERE next_rung_at <= %s", self.daemon.instant)[0][0]:
            if time.monotonic() > end:
                raise AssertionError("the clerks do not come to rest on %s\n%s\n%s" % (
                    self.daemon.today, self.daemon.log()[-6000:], self.second.log()[-6000:]))
            harness.pause(0.02)

    # the year

    def look(self, day):
        self.daemon.clock("%sT12:00:00Z" % day)
        self.second.instant = self.daemon.instant
        self.trouble_mail()
        self.kill()
        self.quiet()
        self.looks += 1
        for audit, deadlines in self.of.items():
            own = {d for d in deadlines if d.look(day, self.pauses.get(d.enterprise))}
            if not own:
                continue
            told = ladder.Letter(day, deadlines, own, {d.key: days.good(day + 14 * ONE) for d in own})
            if self.automatic[audit]:
                told.leaves()
            else:
                self.unsent.setdefault(audit, []).append(told)
        if self.looks % 10 == 0:
            self.missed_nothing()

    def missed_nothing(self):
        harness.until(lambda: self.daemon.probe("/readyz") == 200, what="/readyz")
        missed = [m for m in patiently(lambda: self.office.liv.items("/v1/reminders/missed"))
                  if m["deadline"] in self.deadlines]
        if missed:
            raise AssertionError("missed at %s: %r, %r" % (self.daemon.instant, missed[:5],
                self.sql("SELECT id::text, next_rung_at FROM deadline WHERE id::text = ANY (%s)", [m["deadline"] for m in missed])))

    def morning(self, day):
        """People are at work before anything is sent: 05:30 in Oslo."""
        self.daemon.clock("%sT0%d:30:00Z" % (day, 4 if days.works(day) else 9))
        harness.until(lambda: self.daemon.probe("/readyz") == 200, what="/readyz")
        for _ in range(max(1, self.count // 40)):
            self.act()
        if self.random.random() < 0.1:
            self.pause()

    def walk(self):
        day, last = self.daemon.today + ONE, datetime.date(2028, 1, 10)
        while day <= last:
            if self.random.random() < 0.03:             # days of downtime
                day += self.random.randint(2, 14) * ONE
                self.kills["downtime"] += 1
            self.morning(day)
            if days.works(day):
                self.look(day)
            day += ONE
        day = days.rolled(day)                          # a downtime may have ended on a Saturday after the last day
        self.morning(day)
        self.look(day)
        self.missed_nothing()

    # what came of it

    def judge(self):
        rows = self.sql("""SELECT r.deadline::text, r.rung, r.done, r.done_on,
            extract(hour FROM r.at AT TIME ZONE 'Europe/Oslo') FROM reminder r""")
        found, told = {}, list(self.told)
        for deadline, rung, done, done_on, hour in rows:
            if deadline not in self.deadlines:
                continue
            if (deadline, rung) in found:
                told.append("twice: %s %s" % (deadline, rung))
            found[deadline, rung] = (done, done_on)
            if not 8 <= hour < 16 or not days.works(done_on):
                told.append("outside the window: %s %s at %s of %s" % (deadline, rung, hour, done_on))
        expected = {(d.id, rung): what for d in self.deadlines.values() for rung, what in d.done.items()}
        for key in sorted(set(found) | set(expected)):
            if found.get(key) != expected.get(key):
                told.append("%s %s %s (due %s): expected %s, found %s" % (
                    self.deadlines[key[0]].kind, *key, self.deadlines[key[0]].due, expected.get(key), found.get(key)))
        told += self.judge_mail()
        print("# %d audits, %d deadlines, %d looks, %d rungs, %d mails; people: %s; done to them: %s" % (
            self.count, len(self.deadlines), self.looks, len(found), len(self.mail.mails), dict(self.acts), dict(self.kills)))
        return told, len(found)


    def judge_mail(self):
        """Each that the outbox calls sent has come, and again only where the line or a clerk was gone after it was taken."""
        self.mail.plan.clear()
        end = time.monotonic() + 120
        while self.sql("SELECT count(*) FROM mail WHERE state IN ('waiting', 'sending')")[0][0] and time.monotonic() < end:
            self.daemon.advance(hours=1)
            harness.pause(0.2)
        # those of the case that was copied were sent before they were copied
        states = dict(self.sql("SELECT message_id, state FROM mail WHERE message_id IS NOT NULL AND id::text NOT LIKE '018f%%'"))
        came = collections.Counter(mail.id for mail in self.mail.mails)
        told = ["came and is not in the outbox: %s" % i for i in came if i not in states and "018f" not in i]
        told += ["%s and never came: %s" % (state, i) for i, state in states.items() if state == "sent" and i not in came]
        again = sum(n - 1 for n in came.values())
        excuses = self.kills["mail END"] + self.kills["mail lose"] + self.kills["clerk"] + self.kills["postgres"]
        if again > excuses or not came:
            told.append("%d mails, %d came again, and %d times there was a reason" % (len(came), again, excuses))
        return told


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    year = Year(count, seed)
    year.prepare()
    try:
        year.walk()
        told, rungs = year.judge()
    finally:
        year.second.stop(True)
        year.daemon.stop(True)
    for line in told[:40]:
        print("# " + line)
    print("%d passed, %d failed" % (rungs - len(told), len(told)))
    return 1 if told or not rungs else 0


if __name__ == "__main__":
    sys.exit(main())
