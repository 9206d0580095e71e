"""sepsis - the guide on sepsis in many hospitals, from planning to closure: as found, after 8 and after 14 months.

Everything goes over the API on a moved clock. What the rounds say is worked out a second time by expect.py, from
patients that patients.py makes up; what the daemon tells of verdicts, intervals, dates and effects must be the same.
"""

import datetime
import json
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "wire"))

if len(sys.argv) > 1 and int(sys.argv[1]) > 3:
    os.environ.setdefault("TILSYN_WIRE_SCHEMA", "off")      # few hospitals hold all answers to the contract

import days  # noqa: E402
import expect  # noqa: E402
import harness  # noqa: E402
import office  # noqa: E402
import psycopg2  # noqa: E402
from model import Law  # noqa: E402
from model_replay import replay  # noqa: E402
from patients import POINTS, counts, round_of, sizes  # noqa: E402

DAY = datetime.timedelta(1)
PLAN = (8, 14)
RELAPSING, SLOW, LATE = 0, 1, 2         # one loses what it gained, one gains it late, one fails at 14 months


def months(day, count):
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    first = datetime.date(year, month + 1, 1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return days.good(first.replace(day=min(day.day, last.day)))


class Hospital(office.Case):
    """An audit of the year's plan, with all that was ever measured in it."""

    def __init__(self, sim, number, audit):
        self.office, self.daemon, self.sim, self.number = sim.o, sim.daemon, sim, number
        self.audit, self.id, self.path = audit, audit["id"], "/v1/audits/" + audit["id"]
        self.enterprise, self.method = audit["enterprise"], audit["method"]
        self.requirements, self.points = audit["requirements"], audit["measure_points"]
        self.rounds = []                # (period end, {code: Count}, {code: observation id})
        self.since = None               # the day from which rounds count
        self.relapsed = self.closed_on = None
        self.extra = 0

    def measure(self, records, end, by="enterprise"):
        """Registers a round of four weeks that ends on a day: five observations, counts alone."""
        office_, found = self.office, counts(records, int(len(records) * 1.5))
        ids, evidence = {}, None
        if by == "enterprise":
            evidence = self.evidence(self.first)
        for code, count in found.items():
            ids[code] = self.observe(
                self.first, end - 27 * DAY, end, count.compliant, count.sample, count.population,
                count.hard, evidence, point=self.sim.points[code], reviewed_by=by,
                seed=self.sim.rng.randrange(10 ** 6), who=office_.anna)["id"]
        self.rounds.append((end, found, ids))
        self.sim.reviewed += len(records)
        return found

    def counting(self, code):
        return [(end, found[code]) for end, found, _ in self.rounds
                if self.since is not None and end - 27 * DAY >= self.since]

    def expected(self):
        return {code: expect.verdict(self.counting(code), POINTS[code][0]) for code in self.failing}

    @property
    def lasts(self):
        return all(code == "passes" for code, _ in self.expected().values())


class Simulation:
    def __init__(self, hospitals, seed):
        self.rng, self.count = random.Random(seed), hospitals
        self.failures, self.checks, self.reviewed, self.tokens = [], 0, 0, []
        self.o = office.office()
        self.daemon = self.o.daemon
        self.o.season()

    def equal(self, wanted, got, what):
        self.checks += 1
        if wanted != got:
            self.failures.append("%s: %r, not %r" % (what, got, wanted))

    def near(self, wanted, got, what, most=1e-9):
        self.checks += 1
        if got is None or abs(float(wanted) - got) > most:
            self.failures.append("%s: %r, not %.12g" % (what, got, wanted))

    # planning

    def plan(self):
        o = self.o
        with open(os.path.join(harness.TOP, "client", "demo", "guide_sepsis.json"), encoding="utf-8") as file:
            guide = json.load(file)
        guide["programme"]["review_by"] = str(self.daemon.ahead(300))
        taken = o.admin.post("/v1/import/programmes", guide, expect=200)
        self.programme = o.admin.get("/v1/programmes/" + taken["programme"])
        self.equal([{"months": m} for m in PLAN], self.programme["later_rounds"], "the guide's plan")
        self.points = {p["code"]: p["id"] for p in o.admin.items("/v1/measure-points")}
        self.equal(set(POINTS), set(self.points), "the guide's measure points")
        enterprises = [o.enterprise(name="Sykehus %02d HF" % (i + 1), kind="health_trust",
                                    municipality_number=None, size=1000 * (i + 1))["id"] for i in range(self.count)]
        ranked = o.liv.get("/v1/planning")["items"]
        self.equal(set(enterprises), {r["enterprise"] for r in ranked}, "who is ranked for the plan")
        made = o.liv.post("/v1/planning/audits", {
            "programme": self.programme["id"], "enterprises": enterprises, "lead_auditor": o.kari.id,
            "team": [o.anna.id, o.bent.id], "visit_from": str(self.daemon.ahead(50)),
            "visit_to": str(self.daemon.ahead(51))}, expect=200)["made"]
        self.equal(self.count, len(made), "audits of the year's plan")
        by = {m["enterprise"]: m["audit"] for m in made}
        self.hospitals = [Hospital(self, i, o.liv.get("/v1/audits/" + by[e])) for i, e in enumerate(enterprises)]
        self.sizes = sizes(self.rng, self.count)

    def records(self, size, better, weak=()):
        made = round_of(self.rng, len(self.tokens), size, better, weak)
        self.tokens += [p["token"] for p in made]
        return made

    # as it is found

    def find(self):
        o = self.o
        for h in self.hospitals:
            h.to_fieldwork()
        self.baseline = datetime.date.fromisoformat(self.hospitals[0].audit["visit_from"]) - DAY
        self.daemon.day(self.baseline + 3 * DAY)
        for h in self.hospitals:
            h.breaches = [h.breach(title="Pasienter med sepsis f\u00e5r ikke behandling i tide", severity="serious",
                                   facts="Gjennomgangen av journaler viser at tidsm\u00e5lene ikke n\u00e5s.")]
            h.first = h.breaches[0]
            found = h.measure(self.records(self.sizes[h.number][0], False), self.baseline, by="authority")
            h.failing = [c for c in POINTS if not expect.passes(found[c], POINTS[c][0])]
            self.equal(True, bool(h.failing), "hospital %d fails as it is found" % h.number)
            h.act("end_fieldwork", summary_meeting_date=o.today)
            for code in h.failing:
                o.kari.post(h.first + "/demands", {"text": "Journalgjennomgang", "evidence_kind": "practice",
                                                   "measure_point": self.points[code]})
            o.kari.post(h.first + "/demands", {"text": "Ledelsens gjennomgang", "evidence_kind": "management"})
            h.letter("preliminary_report", dates=[{"kind": "comment", "due": o.workday(21)}])
            h.act("send_preliminary")
        self.daemon.advance(days=14)
        for h in self.hospitals:
            h.receive(h.deadline("comment"))
            h.set("correction", o.workday(60), breach=h.first.split("/")[-1])
            h.letter("final_report")
            h.act("send_final", who=o.liv)
            h.since = self.daemon.today
            self.equal([str(months(self.baseline, m)) for m in PLAN],
                       sorted(d["due"] for d in h.deadlines("measurement", "running")),
                       "the planned rounds of hospital %d" % h.number)

    def report(self):
        """What management has changed is reported by the correction date."""
        self.daemon.advance(days=40)
        for h in self.hospitals:
            h.report(h.first)
            self.equal("reported", self.o.kari.get(h.first)["state"], "reported")

    # the rounds

    def judge(self, h, when):
        """The breach as the daemon sees it against the same rounds worked out here."""
        breach = self.o.kari.get(h.first)
        expected = h.expected()
        codes = {id_: code for code, id_ in self.points.items()}
        for point in breach["measure_points"]:
            code = codes[point["measure_point"]]
            what = "hospital %d, %s, %s" % (h.number, when, code)
            verdict, run = expected[code]
            self.equal(verdict, point["verdict"], what)
            ends = [r["period_to"] for r in point["sustained"]["rounds"]] if point["sustained"] else None
            self.equal([str(e) for e in run] if run else None, ends, what + ": the rounds it rests on")
            rounds = h.counting(code)
            if rounds:
                self.interval(rounds[-1][1], point["interval"], what)
            if len(rounds) > 1:
                (_, a), (_, b) = rounds[0], rounds[-1]
                self.near(expect.fisher(a.compliant, a.sample, b.compliant, b.sample), point["fisher"], what)
        offered = {"reported": "assess_corrected" if h.lasts else None,
                   "corrected": "relapse" if not h.lasts else None}.get(breach["state"])
        self.equal(offered, breach["offered"], "hospital %d, %s: what is offered" % (h.number, when))
        return breach

    def interval(self, count, told, what):
        for wanted, got in zip(expect.wilson(count.compliant, count.sample), (told["low"], told["high"])):
            self.near(wanted, got, what + ": Wilson")

    def later(self, place, when, hospitals, extra=False):
        """A round in these hospitals that ends on a day; the same day for all."""
        end = self.daemon.today - DAY
        for h in hospitals:
            weak = self.weak(h, place)
            size = self.rng.randint(60, 110) if extra else self.sizes[h.number][place]
            h.extra += extra
            h.measure(self.records(size, True, weak), end)
            self.judge(h, when)

    def weak(self, h, place):
        """What the special three fail by: the point that was worst as it was found."""
        worst = min(h.failing, key=lambda c: h.rounds[0][1][c].compliant / h.rounds[0][1][c].sample)
        fails = {(SLOW, 1), (RELAPSING, 2), (LATE, 2)}
        return (worst,) if (h.number, place) in fails else ()

    def correct(self, h):
        h.act_on = self.o.kari.act(h.first, "assess_corrected", text="M\u00e5lingene viser varig endring.")
        self.equal(None, self.o.kari.get(h.first)["offered"], "an offer that was taken")

    def close(self, h):
        h.close()
        h.closed_on = self.daemon.today
        self.equal("closed", h.state, "hospital %d" % h.number)

    def measured(self):
        hospitals = self.hospitals
        self.daemon.day(months(self.baseline, 8) - 5 * DAY)
        self.later(1, "8 months", hospitals)
        for h in hospitals:
            self.equal(["met", "running"], [d["state"] for d in sorted(
                h.deadlines("measurement"), key=lambda d: d["due"])], "the round of 8 months")
        relapsing = hospitals[RELAPSING]
        self.daemon.advance(days=45)
        self.later(1.5, "a round more", [relapsing], extra=True)
        self.equal(True, relapsing.lasts, "the one that relapses seemed to last")
        self.correct(relapsing)
        self.equal([], relapsing.deadlines("measurement", "running"), "a corrected breach waits for nothing")
        relapsing.set("measurement", months(self.baseline, 14), breach=relapsing.first.split("/")[-1])
        close = [a for a in self.o.liv.items(relapsing.path + "/actions") if a["event"] == "close"][0]
        self.equal(True, "deadline_running" in [g["code"] for g in close["guards"]],
                   "a round to come holds closure back")
        self.daemon.day(months(self.baseline, 14) - 5 * DAY)
        self.later(2, "14 months", hospitals)
        self.caught(relapsing)
        for h in hospitals:
            if h is not relapsing and h.lasts:
                self.correct(h)
                self.close(h)

    def caught(self, h):
        """It was corrected, and is so no more: seen before closure, told, and opened again by its lead."""
        self.equal("relapse", self.o.kari.get(h.first)["offered"], "the relapse is caught")
        mails = [m for m in self.o.liv.items("/v1/outbox?kind=relapse_offered") if m["audit"] == h.id]
        self.equal(["kari@example.no"], [m["recipient"] for m in mails], "who is told of the relapse")
        self.equal([h.first.split("/")[-1]],
                   [r["breach"] for r in self.o.liv.get("/v1/overview")["offers"] if r["offered"] == "relapse"],
                   "the relapse in the overview")
        self.o.kari.act(h.first, "relapse", reason="Praksis har ikke vart.", due=self.o.workday(45))
        h.relapsed, h.since = self.daemon.today, self.daemon.today

    def rest(self):
        """Those that did not last measure on until they do."""
        for _ in range(5):
            left = [h for h in self.hospitals if h.closed_on is None]
            if not left:
                return
            for h in left:
                if self.o.kari.get(h.first)["state"] == "reported" and not h.lasts:
                    self.o.kari.act(h.first, "assess_insufficient", reason="M\u00e5lingen n\u00e5r ikke m\u00e5let.",
                                    due=self.o.workday(45))
            self.daemon.advance(days=36)
            self.later(3, "later", left, extra=True)
            for h in left:
                if self.o.kari.get(h.first)["state"] != "reported":
                    h.evidence(h.first, "management")
                    self.o.anna.act(h.first, "documentation_received", received_on=self.o.today)
                self.judge(h, "reported again")
                if h.lasts:
                    self.correct(h)
                    self.close(h)

    # what it all says

    def learned(self):
        told = self.o.inge.get("/v1/learning?programme=sepsis-akuttmottak")
        self.equal(self.count, told["audits"], "audits that are learned from")
        effects = {e["code"]: e for e in told["effects"]}
        self.effects = []
        for code in POINTS:
            pairs = []
            for h in self.hospitals:
                first, last = h.rounds[0][1][code], h.rounds[-1][1][code]
                pairs.append((first.compliant, first.sample, last.compliant, last.sample))
            wanted = expect.pooled(pairs)
            sums = [sum(column) for column in zip(*pairs)]
            for member, value in zip(("difference", "low", "high"), wanted):
                self.near(value, effects[code][member], "%s, %s" % (code, member))
            for member, value in zip(("first_compliant", "first_sample", "last_compliant", "last_sample"), sums):
                self.equal(value, effects[code][member], "%s, %s" % (code, member))
            self.equal(self.count, effects[code]["breaches"], code + ", breaches")
            self.effects.append((code, sums, wanted, effects[code]))

    def kept(self):
        """Nothing of one patient is in the database, and there is no door for it."""
        h, o = self.hospitals[0], self.o
        for wrong in ({"records": [{"age": 70}]}, {"patients": ["x"]}):
            answer = o.anna.ask("POST", h.first + "/observations", dict({
                "measure_point": self.points["sepsis-triage"], "period_from": o.past(5), "period_to": o.past(4),
                "population": 1, "sample": 1, "compliant": 1}, **wrong), expect=(400, 422))
            self.equal("unknown_member", list(answer.errors().values())[0][0], "records beside the counts")
        answer = o.anna.ask("POST", h.path + "/contacts", {
            "kind": "phone", "occurred_on": o.today, "text": "Pasient " + harness.personal_number()}, expect=422)
        self.equal({"/text": ["personal_number"]}, answer.errors(), "a patient's number in a text")
        line = psycopg2.connect(host=os.path.join(self.daemon.dir, "run"), dbname="tilsyn", user="postgres")
        with line, line.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
            tables, text = [row[0] for row in cursor.fetchall()], []
            for table in tables:
                cursor.execute('SELECT t::text FROM "%s" t' % table)
                text += [row[0] for row in cursor.fetchall()]
        line.close()
        text = "\n".join(text)
        self.equal(True, h.id in text and len(tables) > 20, "the whole database was read")
        self.equal(0, text.count("pasient-"), "patients in the database")       # what each token begins with
        self.equal([], [t for t in self.tokens[::100] if t.split("-")[2] in text][:3], "a patient's own part of it")

    def logs(self):
        for h in self.hospitals:
            self.equal([], replay(Law(), self.o.kari.items(h.path + "/events"), h.get())[:3],
                       "the log of hospital %d" % h.number)

    def table(self):
        planned = sum(sum(s) for s in self.sizes)
        print("# %d hospitals, %d records in the three rounds of the plan, %d in %d rounds more"
              % (self.count, planned, self.reviewed - planned, sum(h.extra for h in self.hospitals)))
        print("# %-10s %-9s %-7s %s" % ("hospital", "records", "failing", "all five of a round: as found, 8, 14 … months"))
        for h in self.hospitals:
            shares = ["%3.0f %%" % (100 * sum(c.compliant for c in f.values()) / sum(c.sample for c in f.values()))
                      for _, f, _ in h.rounds]
            print("# %-10s %-9s %-7d %s, closed %s%s" % (
                h.audit["case_number"], "/".join(map(str, self.sizes[h.number])), len(h.failing), " ".join(shares),
                h.closed_on, ", relapsed %s" % h.relapsed if h.relapsed else ""))
        print("# %-20s %11s %11s %8s   %s" % ("measure point", "first", "last", "pooled", "95 %"))
        for code, sums, (difference, low, high), told in self.effects:
            print("# %-20s %5d/%-5d %5d/%-5d %+7.1f   %.1f to %.1f   (differs by %.0e)" % (
                code, *sums, 100 * float(difference), 100 * float(low), 100 * float(high),
                max(abs(float(v) - told[m]) for v, m in zip((difference, low, high), ("difference", "low", "high")))))

    def run(self):
        for step in (self.plan, self.find, self.report, self.measured, self.rest, self.learned, self.kept,
                     self.logs):
            step()
            print("# %s: %s, %d checks" % (step.__name__, self.daemon.today, self.checks), flush=True)
        self.equal(0, sum(h.closed_on is None for h in self.hospitals), "hospitals never closed")
        self.table()


def main(hospitals, seed):
    sim = Simulation(hospitals, seed)
    try:
        sim.run()
    finally:
        for text in sim.failures[:40]:
            print("# wrong: " + text)
    violations = sim.daemon.violations
    for text in list(violations)[:10]:
        print("# contract: " + text)
    wrong = len(sim.failures) + len(violations)
    print("%d passed, %d failed" % (sim.checks - len(sim.failures), wrong))
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
