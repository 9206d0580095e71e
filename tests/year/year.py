"""year - a year of many cases on a moved clock: two daemons, killed at random, and what the model expects of them."""

import collections
import datetime
import os
import pwd
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

ONE = datetime.timedelta(days=1)
REASON = "avtalt i m\u00f8te"


people = []                             # whose logins the database may have been away for


def patiently(ask):
    """Asked again while the database comes back."""
    last = None
    for _ in range(200):
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


class Second(harness.Daemon):
    """Another host: a daemon with a clerk of its own on the first one's database and clock."""

    def __init__(self, first, mail):
        super().__init__(start=first.instant.strftime("%Y-%m-%dT%H:%M:%SZ"), config=(
            "database = host=%s/run dbname=tilsyn user=tilsyn\n"
            "database_owner = host=%s/run dbname=tilsyn user=tilsyn_owner\n"
            "user = %s\nstate_dir = /tmp\nworkers = 1\n%s" % (
                first.dir, first.dir, pwd.getpwuid(os.stat(first.dir + "/run").st_uid).pw_name, mail)))
        self.clock_file = first.clock_file

    def arguments(self):
        path = os.path.join(self.base, "tilsynd.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.config)
        os.chmod(path, 0o644)
        return [self.binary, "-c", path, "--clock-file", self.clock_file]


class Year:
    def __init__(self, count, seed):
        self.random, self.count = random.Random(seed), count
        self.mail = peer.Peer()
        self.mailing = "smtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 1\nmail_from = tilsyn@example.no\n" % self.mail.url
        self.daemon = harness.Daemon(start="2027-01-11T09:00:00Z", config="workers = 1\n" + self.mailing)
        self.kills = collections.Counter()
        self.looks, self.acts, self.pauses, self.deadlines = 0, collections.Counter(), {}, {}

    # the office, and its cases

    def prepare(self):
        self.daemon.start()
        self.office, case = cases.walk(self.daemon)
        people.extend((self.office.liv, self.office.arne, self.office.anna))
        self.enterprises = [self.office.enterprise()["id"] for _ in range(10)]
        cases.copy(self.daemon, case, self.count)
        self.line = cases.connect(self.daemon)
        self.cursor = self.line.cursor()
        self.spread()
        self.second = Second(self.daemon, self.mailing).start()

    def sql(self, text, *values):
        """Asked again where the database was killed under it."""
        for _ in range(200):
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
        rows = self.sql("""SELECT d.id, d.audit, d.kind FROM deadline d
            WHERE d.state = 'running' AND d.audit::text LIKE '018f%%' ORDER BY d.id""")
        self.audits, first = {}, self.daemon.today
        for audit in sorted({row[1] for row in rows}):
            enterprise = self.random.choice(self.enterprises)
            self.audits[str(audit)] = enterprise
            self.sql("UPDATE audit SET enterprise = %s WHERE id = %s", enterprise, audit)
        for id_, audit, kind in rows:
            due = first + self.random.randint(10, 330) * ONE
            self.sql("""UPDATE deadline SET due = %s, effective_due = %s, running_since = NULL, rung = NULL, new_date = NULL,
                next_rung_at = CASE WHEN kind IN ('comment', 'order_comment', 'appeal') THEN NULL
                    ELSE '2027-01-11T09:00:00Z'::timestamptz END WHERE id = %s""", due, days.rolled(due), id_)
            self.deadlines[str(id_)] = ladder.Deadline(
                {"id": str(id_), "kind": kind, "due": str(due)}, self.audits[str(audit)])
        self.sql("DELETE FROM reminder WHERE false")
        self.sql("SET session_replication_role = DEFAULT")

    # what people do

    def renew(self, audit):
        """What the case's deadlines are now: those that ended, and those that began."""
        for row in patiently(lambda: self.office.liv.get("/v1/audits/" + audit))["deadlines"]:
            known = self.deadlines.get(row["id"])
            if known is not None:
                known.runs = row["state"] == "running"
            elif row["state"] == "running":
                self.deadlines[row["id"]] = ladder.Deadline(row, self.audits[audit], self.daemon.today)

    @staticmethod
    def event(who, place, event, **parameters):
        """The answer, whatever it is: the law may well refuse."""
        return patiently(lambda: who.ask("POST", place + "/actions", dict(event=event, **parameters),
                                         match=who.fresh(place), judge=False))

    def act(self):
        audit = self.random.choice(sorted(self.audits))
        case = patiently(lambda: self.office.liv.get("/v1/audits/" + audit))
        running = [d for d in case["deadlines"] if d["state"] == "running"]
        if not running:
            return
        deadline = self.random.choice(running)
        place, kind = "/v1/deadlines/" + deadline["id"], deadline["kind"]
        what = self.random.choice(("receive", "receive", "extend", "waive", "report", "discontinue", "contact"))
        later = days.good(max(self.daemon.today, ladder.date(deadline["due"])) + self.random.randint(3, 60) * ONE)
        asked = {"receive": (self.office.arne, {"received_on": str(self.daemon.today)}),
                 "waive": (self.office.liv, {"reason": REASON}),
                 "extend": (self.office.liv, {"due": str(later), "reason": REASON})}
        breaches = [b for b in case["breaches"] if b["state"] in ("established", "insufficient")]
        if what in ("report", "discontinue") and breaches:
            breach = "/v1/breaches/" + self.random.choice(breaches)["id"]
            if what == "report":
                for evidence in ("practice", "management"):
                    patiently(lambda kind=evidence: self.office.anna.post(breach + "/evidence", {
                        "kind": kind, "received_on": str(self.daemon.today), "description": "Gjennomgang", "source": "brev"}))
                answer = self.event(self.office.anna, breach, "documentation_received", received_on=str(self.daemon.today))
            else:
                answer = self.event(self.office.liv, breach, "discontinue", reason=REASON)
        elif what in asked:
            answer = self.event(asked[what][0], place, what, **asked[what][1])
        else:
            return
        self.acts["%s %s" % (what, answer.status)] += 1
        self.renew(audit)

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
                    self.daemon.today, self.daemon.log(), self.second.log()))
            harness.pause(0.02)

    # the year

    def look(self, day):
        self.daemon.clock("%sT12:00:00Z" % day)
        self.second.instant = self.daemon.instant
        self.trouble_mail()
        self.kill()
        self.quiet()
        self.looks += 1
        for deadline in self.deadlines.values():
            deadline.look(day, self.pauses.get(deadline.enterprise))
        if self.looks % 10 == 0:
            self.missed_nothing()

    def missed_nothing(self):
        harness.until(lambda: self.daemon.probe("/readyz") == 200, 60, "/readyz")
        missed = [m for m in patiently(lambda: self.office.liv.items("/v1/reminders/missed"))
                  if m["deadline"] in self.deadlines]
        if missed:
            raise AssertionError("missed on %s: %r" % (self.daemon.today, missed[:5]))

    def morning(self, day):
        """People are at work before anything is sent: 05:30 in Oslo."""
        self.daemon.clock("%sT0%d:30:00Z" % (day, 4 if days.works(day) else 9))
        harness.until(lambda: self.daemon.probe("/readyz") == 200, 60, "/readyz")
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

    # what came of it

    def judge(self):
        rows = self.sql("""SELECT r.deadline::text, r.rung, r.done, r.done_on,
            extract(hour FROM r.at AT TIME ZONE 'Europe/Oslo') FROM reminder r""")
        found, told = {}, []
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
        self.missed_nothing()
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
