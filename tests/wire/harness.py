"""harness - a real daemon with a moved clock, and a client that holds every answer to the contract.

TILSYND names a tilsynd built with --enable-test-clock, TILSYN the command-line client.
TILSYN_WIRE_SCHEMA=off turns the comparison with /v1/openapi.json off.
"""

import atexit
import contextlib
import datetime
import http.client
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

import psycopg2

import codes
import schema

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
START = "2025-01-13T09:00:00Z"
PATIENCE = "queue_timeout = 60\n"       # a door that has just begun on a busy machine has connections to make
ADMIN_PASSWORD = "admin-Passord-for-pr\u00f8ve-1"


def pause(seconds=0.02):
    """Let others work between two looks at a condition."""
    select.select([], [], [], seconds)


def until(condition, seconds=60, what="a condition"):
    """The first true value of condition(), or a failure when the time is out: it ends what would never end, and tells
    nothing of how fast a machine with others on it must be."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("waited %d s in vain for %s" % (seconds, what))
        pause()


class Unexpected(AssertionError):
    """An answer with another status than the test expected; shows the whole answer."""

    def __init__(self, method, target, body, answer, expect):
        self.answer = answer
        text = answer.text()
        asked = "" if body is None else json.dumps(body, ensure_ascii=False, default=str)[:1500]
        super().__init__("%s %s\nasked %s\nexpected %s, got %d\n%s"
                         % (method, target, asked, expect, answer.status, text[:4000]))


class Answer:
    """One HTTP answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {}
        for name, value in headers:
            self.headers[name.lower()] = value
        self.body = body
        self.kind = self.headers.get("content-type", "").split(";")[0].strip().lower()
        self.etag = self.headers.get("etag")
        self.json = None
        if body and "json" in self.kind:
            self.json = json.loads(body.decode("utf-8"))

    @property
    def code(self):
        return self.json.get("code") if isinstance(self.json, dict) else None

    def guards(self):
        """{code: guard} of a 409; a wrong state stands alone as its own code."""
        guards = (self.json or {}).get("guards") or []
        found = {g["code"]: g for g in guards}
        assert len(found) == len(guards), "a guard is told twice: %r" % guards
        if self.status == 409 and self.code != "guards_failed":
            found.setdefault(self.code, dict(self.json, subjects=[], source=""))
        return found

    def errors(self):
        """{pointer: [codes]} of a 400 or 422."""
        found = {}
        for error in (self.json or {}).get("errors") or []:
            found.setdefault(error.get("pointer"), []).append(error.get("code"))
        return found

    def text(self):
        if self.json is not None:
            return json.dumps(self.json, ensure_ascii=False, indent=1)
        return self.body.decode("utf-8", "replace")


def sanitized():
    """Whether the daemon was built with sanitizers, whose memory is their own."""
    with open(os.environ.get("TILSYND") or os.path.join(TOP, "tilsynd"), "rb") as file:
        return b"__asan_init" in file.read()


_ports = []


def free_port():
    """A port that nobody else is given while we live; whoever asks for it by its number may listen there."""
    probe = socket.socket()
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind(("127.0.0.1", 0))
    _ports.append(probe)
    return probe.getsockname()[1]


def processes():
    """{pid: (parent, name)} of every process now."""
    found = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % entry, encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:
            continue
        name = text[text.index("(") + 1:text.rindex(")")]
        rest = text[text.rindex(")") + 2:].split()
        if rest[0] != "Z":
            found[int(entry)] = (int(rest[1]), name)
    return found


class Daemon:
    """A tilsynd of our own in a directory of its own; its PostgreSQL too, unless `config` says where one is."""

    def __init__(self, start=START, config=None, environment=None, embedded=True):
        self.binary = os.environ.get("TILSYND") or os.path.join(TOP, "tilsynd")
        self.base = tempfile.mkdtemp(prefix="tilsyn-wire-")
        os.chmod(self.base, 0o755)
        self.dir = os.path.join(self.base, "d")
        self.clock_file = os.path.join(self.base, "clock")
        self.log_file = os.path.join(self.base, "log")
        self.port = free_port()
        self.config = config
        self.embedded = embedded
        self.environment = {**os.environ, "TILSYN_ADMIN_PASSWORD": ADMIN_PASSWORD,
                            "LC_ALL": "C.UTF-8", **(environment or {})}
        self.process = None
        self.instant = None
        self.contract = None
        self.violations = {}
        self.judged = 0
        self.clock(start)
        atexit.register(self.stop, True)

    @property
    def address(self):
        return "127.0.0.1:%d" % self.port

    def arguments(self):
        path, config = os.path.join(self.base, "tilsynd.conf"), self.config or ""
        with open(path, "w", encoding="utf-8") as file:
            file.write(config + ("" if "queue_timeout" in config else PATIENCE))
        given = [self.binary, "-c", path]
        if self.embedded:
            given += ["--embedded", self.dir]
        return given + ["--clock-file", self.clock_file]

    def task(self, *options):
        """Runs one task to its end."""
        return subprocess.run(self.arguments() + list(options), stdin=subprocess.DEVNULL, env=self.environment,
                              capture_output=True, text=True, check=False)

    def start(self):
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                self.arguments() + ["--listen", self.address], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, env=self.environment, cwd=self.base)
        until(self.ready, 180, "/readyz")      # a cluster is made before it
        return self

    def ready(self):
        if self.process.poll() is not None:
            raise AssertionError("tilsynd ended with %d\n%s"
                                 % (self.process.returncode, self.log()[-6000:]))
        return self.probe("/readyz") == 200

    def probe(self, path):
        """The status of a GET without login, or None when nobody answers."""
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            line.request("GET", path)
            status = line.getresponse().status
            line.close()
            return status
        except (OSError, http.client.HTTPException):
            return None

    def log(self):
        """All that it has said; a request is a line of it too."""
        try:
            with open(self.log_file, encoding="utf-8", errors="replace") as file:
                return file.read()
        except OSError:
            return ""

    def family(self):
        """Every living descendant: {pid: name}."""
        everyone, found = processes(), {}
        if self.process is None:
            return found
        grown = {self.process.pid}
        while grown:
            parents, grown = grown, set()
            for pid, (parent, name) in everyone.items():
                if parent in parents and pid not in found:
                    found[pid] = name
                    grown.add(pid)
        return found

    def workers(self):
        """The pids of the daemon's own processes: the supervisor, doors and clerk."""
        return {self.process.pid} | {pid for pid, name in self.family().items()
                                     if "postgres" not in name}

    def clerks(self):
        """The pids of the clerk: one, or none while another is on its way."""
        return [pid for pid, name in self.family().items() if name == "tilsynd-clerk"]

    def signal_clerk(self, which):
        pids = self.clerks()
        assert pids, "no clerk is there"
        for pid in pids:
            os.kill(pid, which)

    @contextlib.contextmanager
    def without_clerk(self):
        """Nothing happens that nobody asks for."""
        self.signal_clerk(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal_clerk(signal.SIGCONT)

    def postgres(self):
        """The pids of the embedded PostgreSQL, wherever the daemon keeps them."""
        found = {pid for pid, name in self.family().items() if "postgres" in name}
        for root, _, files in os.walk(self.dir):
            if "postmaster.pid" in files:
                with open(os.path.join(root, "postmaster.pid"), encoding="utf-8") as file:
                    first = int(file.readline())
                everyone = processes()
                found |= {pid for pid, (parent, _) in everyone.items()
                          if pid == first or parent == first}
        return found

    def stop(self, remove=False):
        if self.process is not None and self.process.poll() is None:
            left = self.postgres()
            self.process.terminate()
            try:
                self.process.wait(120)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
                for pid in left:
                    try:
                        os.kill(pid, signal.SIGQUIT)
                    except OSError:
                        pass
        status = self.process.returncode if self.process else None
        self.process = None
        if remove and not os.environ.get("TILSYN_WIRE_KEEP"):
            shutil.rmtree(self.base, ignore_errors=True)
        return status

    def connect(self, user="tilsyn_owner"):
        line = psycopg2.connect(host=os.path.join(self.dir, "run"), dbname="tilsyn", user=user)
        line.autocommit = True
        return line

    def owner(self, sql, *values):
        """As whoever owns the tables, as no daemon's connection does: the first column of the first row, if any."""
        line = self.connect()
        try:
            with line.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchone()[0] if cursor.description else None
        finally:
            line.close()

    def breaks(self, test, what, table, when):
        """Until the test ends no such row can be written."""
        self.owner("CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'forgotten'; END $$;"
                   "CREATE TRIGGER forget BEFORE %s ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION forget();" % (what, table, when))
        test.addCleanup(self.owner, "DROP FUNCTION forget() CASCADE")

    def clock(self, instant):
        """Move time: one RFC 3339 instant, replaced by rename."""
        if isinstance(instant, datetime.datetime):
            instant = instant.strftime("%Y-%m-%dT%H:%M:%SZ")
        new = self.clock_file + ".new"
        with open(new, "w", encoding="utf-8") as file:
            file.write(instant + "\n")
        os.chmod(new, 0o644)
        os.rename(new, self.clock_file)
        self.instant = datetime.datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ")

    def advance(self, **span):
        self.clock(self.instant + datetime.timedelta(**span))

    def day(self, date):
        """Go to nine in the morning (UTC) of a date."""
        self.clock("%sT09:00:00Z" % date)

    @property
    def today(self):
        return self.instant.date()

    def ahead(self, days):
        return self.today + datetime.timedelta(days=days)

    def learn_contract(self, client):
        if self.contract is None and os.environ.get("TILSYN_WIRE_SCHEMA") != "off":
            answer = client.ask("GET", "/v1/openapi.json", judge=False)
            if answer.status == 200 and answer.json:
                self.contract = schema.Contract(answer.json)
        return self.contract

    def note(self, texts):
        for text in texts:
            self.violations[text] = self.violations.get(text, 0) + 1


class Client:
    """One person at one daemon, over one connection that is kept alive."""

    def __init__(self, daemon, username=None, password=None, authority=None, language=None):
        self.daemon, self.username, self.password = daemon, username, password
        self.authority, self.language = authority, language
        self.line = None
        self.token = None
        self.expires = None
        self.account = None
        self.tags = {}
        if username:
            self.login()

    def login(self):
        body = {"username": self.username, "password": self.password}
        if self.authority:
            body["authority"] = self.authority
        self.token = None
        answer = self.ask("POST", "/v1/session", body, expect=201)
        self.token = answer.json["token"]
        self.account = answer.json["account"]
        self.expires = datetime.datetime.strptime(answer.json["expires_at"][:19],
                                                  "%Y-%m-%dT%H:%M:%S")
        return answer

    @property
    def id(self):
        return ident(self.account)

    def headers(self, extra):
        found = {"Accept": "application/json"}
        if self.token:
            found["Authorization"] = "Bearer " + self.token
        if self.language:
            found["Accept-Language"] = self.language
        found.update(extra or {})
        return {k: v for k, v in found.items() if v is not None}

    def media(self, method, target):
        """The media type of a body: what the document says first, else the usual one."""
        kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
        if self.daemon.contract:
            operation = self.daemon.contract.find(method, target)[1] or {}
            body = self.daemon.contract.follow(operation.get("requestBody") or {})
            kinds = [k for k in body.get("content") or {} if "json" in k]
            return kind if kind in kinds or not kinds else kinds[0]
        return kind

    def send(self, method, target, data, headers):
        fresh = self.line is None
        if fresh:
            self.line = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=60)
        try:
            self.line.request(method, target, body=data, headers=headers)
            reply = self.line.getresponse()
            body = reply.read()
        except (http.client.RemoteDisconnected, ConnectionError, BrokenPipeError):
            self.line.close()
            self.line = None
            if fresh:
                raise
            return self.send(method, target, data, headers)
        except Exception:
            self.line.close()
            self.line = None
            raise
        if reply.getheader("Connection", "").lower() == "close":
            self.line.close()
            self.line = None
        return Answer(reply.status, reply.getheaders(), body)

    def ask(self, method, target, body=None, *, data=None, headers=None, expect=None, match=None,
            key=None, judge=True):
        """One request; Unexpected where expect is given and the status is another."""
        if self.token and self.username and self.expires and self.daemon.instant >= self.expires:
            self.login()
        extra = dict(headers or {})
        if body is not None and data is None:
            data = json.dumps(body, ensure_ascii=False, default=str).encode("utf-8")
        if data is not None and "Content-Type" not in extra:
            extra["Content-Type"] = self.media(method, target)
        if match is not None:
            extra["If-Match"] = match
        if key is not None:
            extra["Idempotency-Key"] = key
        answer = self.send(method, target, data, self.headers(extra))
        if answer.status == 401 and self.username and self.token and not (headers or {}).get(
                "Authorization") and target != "/v1/session":
            self.login()
            answer = self.send(method, target, data, self.headers(extra))
        if answer.status >= 400:
            codes.see(answer.json)
        if judge:
            self.daemon.judged += 1
            self.daemon.note(schema.judge_conventions(method, target, answer))
            if self.daemon.contract:
                self.daemon.note(self.daemon.contract.judge(method, target, answer))
        if answer.etag and answer.status in (200, 201):
            place = target.split("?")[0]
            if place.endswith("/actions"):
                place = place[:-len("/actions")]
            if answer.status == 201 and answer.headers.get("location"):
                place = answer.headers["location"]
            self.tags[place] = answer.etag
        if expect is not None and answer.status not in (
                expect if isinstance(expect, (tuple, list, set)) else (expect,)):
            raise Unexpected(method, target, body, answer, expect)
        return answer

    def get(self, target, expect=200, **more):
        return self.ask("GET", target, expect=expect, **more).json

    def post(self, target, body, expect=201, **more):
        return self.ask("POST", target, body, expect=expect, **more).json

    def patch(self, target, body, expect=200, **more):
        if "match" in more:
            return self.ask("PATCH", target, body, expect=expect, **more).json
        wanted = set(expect) if isinstance(expect, (tuple, list, set)) else {expect}
        # as in act: a clerk that was faster is nobody's mistake
        answer = self.ask("PATCH", target, body, expect=wanted | {412}, match=self.fresh(target), **more)
        if answer.status not in wanted:
            answer = self.ask("PATCH", target, body, expect=wanted, match=self.fresh(target), **more)
        return answer.json

    def fresh(self, place):
        """The ETag of an object as it is now."""
        return self.ask("GET", place, expect=200).etag

    def items(self, target):
        """A whole list, page by page."""
        found, after = [], None
        while True:
            page = target
            if after is not None:
                page += ("&" if "?" in page else "?") + "after=" + after
            answer = self.get(page)
            if isinstance(answer, list):
                return answer
            found += answer["items"]
            after = answer["next"]
            if after is None or not answer["items"]:
                return found

    def feed(self, query=""):
        """The authority's log, when it shows all that was written: it waits for whoever is slower, a VACUUM too."""
        until(lambda: self.daemon.owner("SELECT newest_event() < feed_limit()"), what="the feed to come on")
        return self.items("/v1/events?limit=200" + query)

    def actions(self, place):
        """{event: entry} of an object."""
        answer = self.get(place + "/actions")
        rows = answer if isinstance(answer, list) else answer.get("items", answer.get("actions"))
        return {row["event"]: row for row in rows}

    def act(self, place, event, expect=200, match=None, key=None, **parameters):
        """Perform an event on the object as it is now."""
        body = dict({"event": event}, **{k.rstrip("_"): v for k, v in parameters.items()})
        wanted = set(expect) if isinstance(expect, (tuple, list, set)) else {expect}
        # a clerk that was faster (a rung, a mail) changed what was just read: nobody's mistake
        answer = self.ask("POST", place + "/actions", body, expect=wanted if match else wanted | {412},
                          match=match or self.fresh(place), key=key)
        if answer.status not in wanted:
            answer = self.ask("POST", place + "/actions", body, expect=expect,
                              match=match or self.fresh(place), key=key)
        return answer.json if expect == 200 else answer

    def refused(self, place, event, *expected, exactly=True, **parameters):
        """The event must be refused with these guards, all at once; returns {code: guard}."""
        answer = self.act(place, event, expect=409, **parameters)
        found = answer.guards()
        wanted = set(expected)
        if (set(found) != wanted) if exactly else not wanted <= set(found):
            raise AssertionError("%s on %s: expected the guards %s, got %s\n%s"
                                 % (event, place, sorted(wanted), sorted(found), answer.text()))
        return found


def ident(value):
    """The id of an object or of a reference to one."""
    if isinstance(value, dict):
        return value["id"]
    return value


def idents(values):
    return {ident(v) for v in values}


def personal_number(birth="15076512"):
    """A synthetic national identity number with both check digits right."""
    for last in range(10):
        nine = [int(c) for c in birth + str(last)]
        first = 11 - sum(a * b for a, b in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), nine)) % 11
        first = 0 if first == 11 else first
        if first == 10:
            continue
        ten = nine + [first]
        second = 11 - sum(a * b for a, b in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), ten)) % 11
        second = 0 if second == 11 else second
        if second != 10:
            return "".join(map(str, ten + [second]))
    raise ValueError("no number with this birth date")


def organisation_number(seed):
    """A valid organisation number made from a growing seed."""
    number = 810000000 // 10 + seed
    while True:
        eight = [int(c) for c in "%08d" % number]
        rest = 11 - sum(a * b for a, b in zip((3, 2, 7, 6, 5, 4, 3, 2), eight)) % 11
        rest = 0 if rest == 11 else rest
        if rest != 10:
            return "%08d%d" % (number, rest)
        number += 1000000


_daemon = None


def daemon(**how):
    """The one daemon of this test module's run; the first call says how it starts."""
    global _daemon
    if _daemon is None:
        _daemon = Daemon(**how).start()
    return _daemon


class EveryAnswerKeptTheContract(unittest.TestCase):
    """Put last in a module: fails with each way an answer of the module broke the contract."""

    def test_every_answer_kept_the_published_contract(self):
        place = daemon()
        if os.environ.get("TILSYN_WIRE_SCHEMA") != "off":
            self.assertIsNotNone(place.contract, "/v1/openapi.json was never read")
        self.assertGreater(place.judged, 20, "the module asked almost nothing")
        if place.violations:
            rows = sorted(place.violations.items(), key=lambda row: -row[1])
            self.fail("%d ways to break the contract:\n%s" % (
                len(rows), "\n".join("%5d x %s" % (n, text) for text, n in rows[:60])))
