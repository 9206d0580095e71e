"""office - an authority with its people and standing data, and a case to walk through them."""

import datetime
import os
import subprocess
import urllib.parse

import days
import harness
from harness import Client, ident

PASSWORD = "Eit-langt-passord-%s-2025"


class Office:
    """One authority: accounts with every role, and the standing data cases need."""

    PEOPLE = (("anna", ["caseworker"]), ("bent", ["caseworker"]), ("kari", ["caseworker"]),
              ("liv", ["leader"]), ("mona", ["leader"]), ("arne", ["archivist"]),
              ("inge", ["auditor"]))

    def __init__(self, daemon, authority=None, password=harness.ADMIN_PASSWORD):
        self.daemon, self.authority = daemon, authority
        self.count = 0
        self.admin = Client(daemon, "admin", password, authority)
        daemon.learn_contract(self.admin)
        for name, roles in self.PEOPLE:
            setattr(self, name, self.person(name, roles))

    def person(self, name, roles, **more):
        """A new account, logged in."""
        body = dict({"username": name, "password": PASSWORD % name, "name": name.title() + " Vik",
                     "email": name + "@example.no", "roles": roles}, **more)
        self.admin.post("/v1/accounts", body)
        return Client(self.daemon, name, PASSWORD % name, self.authority)

    def number(self):
        self.count += 1
        return self.count

    def enterprise(self, **members):
        n = self.number()
        body = {"name": "Lillevik kommune %d" % n, "org_number": harness.organisation_number(n),
                "kind": "municipality", "municipality_number": "%04d" % (3300 + n),
                "language": "nb", "email": "post@lillevik%d.example.no" % n,
                "address": "R\u00e5dhusplassen %d, 3500 Lillevik" % n,
                "management_name": "Berit Haug", "management_title": "kommunedirekt\u00f8r"}
        body.update(members)
        return self.liv.post("/v1/enterprises", {k: v for k, v in body.items() if v is not None})

    def requirement(self, **members):
        n = self.number()
        body = {"code": "krav_%d" % n, "act": "helse- og omsorgstjenesteloven",
                "section": "\u00a7 4-1", "text": "Tjenestene skal v\u00e6re forsvarlige.",
                "valid_from": "2012-01-01"}
        body.update(members)
        return self.admin.post("/v1/requirements", body)

    def measure_point(self, **members):
        n = self.number()
        body = {"code": "mp_%d" % n, "text": "Legemiddelgjennomgang er gjort innen fristen",
                "process": "legemiddelbehandling", "critical_step": "gjennomgang ved innleggelse",
                "numerator": "journaler med gjennomgang", "denominator": "journaler i utvalget",
                "category": "process", "target": 0.9, "hard": "pasient uten legemiddelliste",
                "n_min": 20, "rounds": 2, "spacing_days": 28}
        body.update(members)
        return self.admin.post("/v1/measure-points", body)

    def programme(self, requirements, measure_points, **members):
        n = self.number()
        body = {"code": "lot_%d" % n, "title": "Legemiddelbehandling i sykehjem", "year": 2025,
                "method": "system_audit", "national": False, "version": 1,
                "review_by": str(self.daemon.ahead(300)), "requirements": requirements,
                "measure_points": measure_points}
        body.update(members)
        return self.admin.post("/v1/programmes", body)

    def attach(self, data, name=None, kind="application/octet-stream", who=None):
        headers = {"Content-Type": kind}
        if name is not None:
            headers["Content-Disposition"] = "attachment; filename*=UTF-8''" + urllib.parse.quote(name, safe="")
        return (who or self.anna).ask("POST", "/v1/attachments", data=data, headers=headers, expect=201).json

    def case(self, method="system_audit", **members):
        return Case(self, method, **members)

    def dispatched(self, **enterprise):
        """A letter of a case of its own, sent: (case, path, address)."""
        enterprise = self.enterprise(**enterprise)
        case = self.case(enterprise=enterprise["id"])
        place = case.letter("meeting_invitation")
        self.kari.act(place, "dispatch")
        return case, place, enterprise.get("email")

    def workday(self, ahead):
        """A date that a deadline may have without override, at least this many days ahead."""
        return str(days.good(self.daemon.ahead(ahead)))

    def past(self, back=1):
        return str(self.daemon.ahead(-back))

    @property
    def today(self):
        return str(self.daemon.today)

    def season(self):
        """Go on to the next January with nothing in the way of the coming months."""
        year = self.daemon.today.year + 1
        self.daemon.day(days.good(datetime.date(year, 1, 12)))


class Case:
    """One audit and what is needed to bring it to each of its states."""

    def __init__(self, office, method="system_audit", points=1, **members):
        self.office, self.daemon = office, office.daemon
        self.enterprise = members.pop("enterprise", None) or office.enterprise()["id"]
        self.requirements = members.pop("requirements", None) or [office.requirement()["id"],
                                                                  office.requirement()["id"]]
        self.points = members.pop("measure_points", None)
        if self.points is None:
            self.points = [office.measure_point()["id"] for _ in range(points)]
        body = {"enterprise": self.enterprise, "theme": "Legemiddelbehandling", "method": method,
                "requirements": self.requirements, "measure_points": self.points,
                "lead_auditor": office.kari.id, "team": [office.anna.id, office.bent.id],
                "visit_from": str(office.daemon.ahead(50)),
                "visit_to": str(office.daemon.ahead(51))}
        body.update(members)
        body = {k: v for k, v in body.items() if v is not None}
        self.audit = office.liv.post("/v1/audits", body)
        self.id = self.audit["id"]
        self.path = "/v1/audits/" + self.id
        self.method = method

    def get(self, who=None):
        return (who or self.office.liv).get(self.path)

    @property
    def state(self):
        return self.get()["state"]

    def act(self, event, who=None, **parameters):
        return (who or self.office.kari).act(self.path, event, **parameters)

    def refused(self, event, *guards, who=None, **parameters):
        return (who or self.office.kari).refused(self.path, event, *guards, **parameters)

    def events(self, event=None):
        """Its log, or the lines of one event, in order."""
        return [e for e in self.office.inge.items(self.path + "/events?limit=200") if event in (None, e["event"])]

    def incoming(self, who=None, **members):
        return (who or self.office.arne).post(self.path + "/incoming", dict(
            {"received_on": self.office.today, "from": "Kommunen", "text": "Svar"}, **members))

    # letters

    def draft(self, kind, who=None, **members):
        letter = (who or self.office.anna).post(self.path + "/letters",
                                                dict({"kind": kind}, **members))
        return "/v1/letters/" + letter["id"]

    def submit(self, letter, who=None):
        return (who or self.office.anna).act(letter, "submit")

    def approve(self, letter, who=None):
        who = who or self.office.mona
        return who.act(letter, "approve", sha256=who.get(letter)["sha256"])

    def letter(self, kind, approvers=None, who=None, **members):
        """An approved letter: drafted and submitted by who, approved by others."""
        place = self.draft(kind, who, **members)
        self.submit(place, who)
        for approver in approvers or [self.office.mona]:
            self.approve(place, approver)
        return place

    # deadlines

    def deadlines(self, kind=None, state=None, breach=None):
        return [d for d in self.get()["deadlines"]
                if (kind is None or d["kind"] == kind) and (state is None or d["state"] == state)
                and (breach is None or ident(d.get("breach")) == breach)]

    def deadline(self, kind, state="running", breach=None):
        """The path of the one deadline of this kind and state."""
        found = self.deadlines(kind, state, breach)
        if len(found) != 1:
            raise AssertionError("%d deadlines %s %s of %s, wanted one"
                                 % (len(found), state, kind, breach))
        return "/v1/deadlines/" + found[0]["id"]

    def set(self, kind, due, who=None, expect=201, **members):
        answer = (who or self.office.kari).ask("POST", self.path + "/deadlines", dict(
            {"kind": kind, "due": str(due)}, **members), expect=expect)
        return "/v1/deadlines/" + answer.json["id"] if expect == 201 else answer

    def receive(self, deadline, on=None, who=None):
        return (who or self.office.arne).act(deadline, "receive",
                                             received_on=str(on or self.daemon.today))

    # findings

    def breach(self, who=None, **members):
        body = {"kind": "breach", "title": "Legemiddelgjennomgang er ikke satt i system",
                "facts": "I 6 av 20 journaler manglet gjennomgang.",
                "requirements": self.requirements[:1],
                "consequence": "Pasienter kan f\u00e5 feil legemidler.", "failed_duty": "check",
                "quality": ["safe"], "severity": "serious", "complexity": "moderate",
                "urgent": False}
        body.update(members)
        made = (who or self.office.anna).post(self.path + "/breaches",
                                              {k: v for k, v in body.items() if v is not None})
        return "/v1/breaches/" + made["id"]

    def demands(self, breach, point=True, **sharper):
        """One demand of practice and one of management."""
        kari = self.office.kari
        practice = {"text": "Journalgjennomgang", "evidence_kind": "practice"}
        if point and self.points:
            practice["measure_point"] = self.points[0]
            practice.update(sharper)
        kari.post(breach + "/demands", practice)
        kari.post(breach + "/demands", {"text": "Ledelsens gjennomgang",
                                        "evidence_kind": "management"})
        if not (point and self.points):
            self.office.liv.patch(breach, {
                "not_measurable_reason": "Praksis kan ikke telles her."})

    def evidence(self, breach, kind="practice", on=None, who=None):
        made = (who or self.office.anna).post(breach + "/evidence", {
            "kind": kind, "received_on": str(on or self.daemon.today),
            "description": "Gjennomgang av journaler", "source": "brev fra kommunen"})
        return made["id"]

    def observe(self, breach, first, last, compliant=20, sample=20, population=60, hard=0,
                evidence=None, expect=201, point=None, who=None, **more):
        body = {"measure_point": point or self.points[0], "period_from": str(first),
                "period_to": str(last), "population": population, "sample": sample,
                "compliant": compliant, "hard_failures": hard, "sampling": "random", "seed": 4711,
                "reviewed_by": "enterprise"}
        if evidence:
            body["evidence"] = evidence
        body.update(more)
        return (who or self.office.anna).ask("POST", breach + "/observations", body,
                                             expect=expect).json

    # the way forward, each from the state before

    def to_notified(self):
        office = self.office
        dates = [{"kind": "contact_person", "due": office.workday(7)},
                 {"kind": "documents", "due": office.workday(21)}]
        self.letter("notice", dates=dates)
        self.act("notify")
        return self

    def to_fieldwork(self):
        self.to_notified()
        self.act("begin_fieldwork")
        return self

    def to_drafting(self, breaches=1, **members):
        self.to_fieldwork()
        self.breaches = [self.breach(**members) for _ in range(breaches)]
        self.act("end_fieldwork", summary_meeting_date=self.office.today)
        return self

    def to_hearing(self, breaches=1, **members):
        self.to_drafting(breaches, **members)
        self.letter("preliminary_report",
                    dates=[{"kind": "comment", "due": self.office.workday(21)}])
        self.act("send_preliminary")
        return self

    def ready_for_final(self, correction=60, point=True):
        """In hearing: comments received, every breach with its deadline and demands."""
        self.receive(self.deadline("comment"))
        for breach in self.breaches:
            self.set("correction", self.office.workday(correction), breach=breach.split("/")[-1])
            self.demands(breach, point)
        return self

    def to_follow_up(self, breaches=1, correction=60, point=True, **members):
        self.to_hearing(breaches, **members)
        self.ready_for_final(correction, point)
        self.letter("final_report")
        self.act("send_final", who=self.office.liv)
        return self

    def to_reported(self, breaches=1, point=False, **members):
        """In follow-up with full evidence (no measure point) and every breach reported."""
        self.to_follow_up(breaches, point=point, **members)
        self.daemon.advance(days=2)
        for breach in self.breaches:
            self.report(breach)
        return self

    def report(self, breach, kinds=("practice", "management")):
        for kind in kinds:
            self.evidence(breach, kind)
        self.office.anna.act(breach, "documentation_received", received_on=self.office.today)

    def correct(self, breach):
        return self.office.kari.act(breach, "assess_corrected",
                                    text="Endret praksis er vist i journalene.")

    def to_corrected(self, breaches=1, **members):
        self.to_reported(breaches, **members)
        for breach in self.breaches:
            self.correct(breach)
        return self

    def close(self):
        """Close a case whose breaches are all corrected and whose deadlines have ended."""
        self.letter("closure")
        self.act("close", who=self.office.liv,
                 safety_statement="Tjenestene er n\u00e5 forsvarlige.")
        return self

    def to_closed(self, breaches=1, **members):
        self.to_corrected(breaches, **members)
        return self.close()

    def announce(self, breach, who=None, expect=201, letter=None, **members):
        """Announce an order in follow-up by its order_notice letter."""
        due = self.office.workday(16)
        letter = letter or self.letter(
            "order_notice", breaches=[breach.split("/")[-1]],
            dates=[{"kind": "order_comment", "due": due}])
        body = {"breaches": [breach.split("/")[-1]], "legal_ground": "helsetilsynsloven \u00a7 8",
                "text": "Kommunen skal rette.", "comment_due": due,
                "compliance_date": self.office.workday(40), "letter": letter.split("/")[-1]}
        body.update(members)
        answer = (who or self.office.liv).ask(
            "POST", self.path + "/orders", {k: v for k, v in body.items() if v is not None},
            expect=expect)
        return "/v1/orders/" + answer.json["id"] if expect == 201 else answer


def second_authority(daemon, code="nord", *options):
    """Make another tenant with tilsynd --add-authority; returns its admin's password."""
    known = files_with_logins(daemon)
    done = run_add(daemon, code, *options)
    if done.returncode != 0:
        daemon.stop()
        done = run_add(daemon, code, *options)
        daemon.start()
    if done.returncode != 0:
        raise AssertionError("--add-authority %s ended with %d\n%s%s"
                             % (code, done.returncode, done.stdout, done.stderr))
    candidates = [daemon.environment["TILSYN_ADMIN_PASSWORD"]]
    for path, text in files_with_logins(daemon).items():
        if known.get(path) != text:
            candidates += text.split()
    candidates += (done.stdout + " " + done.stderr).split()
    for password in candidates:
        probe = Client(daemon)
        answer = probe.ask("POST", "/v1/session", {
            "username": "admin", "password": password, "authority": code})
        if answer.status == 201:
            return password
    raise AssertionError("nobody can log in to the new authority %s\n%s" % (code, done.stdout))


def run_add(daemon, code, *options):
    return subprocess.run(daemon.arguments() + ["--add-authority", code, *options], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                          stdin=subprocess.DEVNULL, env=daemon.environment, cwd=daemon.base,
                          check=False)


def files_with_logins(daemon):
    found = {}
    for root, folders, files in os.walk(daemon.base):
        folders[:] = [f for f in folders if f not in ("base", "pg_wal", "global")]
        for name in files:
            if "login" in name:
                with open(os.path.join(root, name), encoding="utf-8", errors="replace") as file:
                    found[os.path.join(root, name)] = file.read()
    return found


_office = None


def office():
    """The one office of this module's daemon."""
    global _office
    if _office is None:
        _office = Office(harness.daemon())
    return _office
