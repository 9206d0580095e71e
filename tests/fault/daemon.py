"""daemon - one tilsynd in a directory of its own, and a way to wait for what it does."""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import psycopg2

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests", "wire"))

from harness import free_port       # noqa: E402

TILSYND = os.environ.get("TILSYND") or os.path.join(TOP, "tilsynd")


def until(condition, what, seconds=60):
    """The first true value of condition(); fails when the time is out."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("waited %d s in vain for %s" % (seconds, what))
        select.select([], [], [], 0.01)


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def children(pid, name=None):
    """The living children of a process, or those of one name."""
    found = set()
    for entry in os.listdir("/proc"):
        text = read("/proc/%s/stat" % entry) if entry.isdigit() else ""
        if not text:
            continue
        comm, rest = text[text.index("(") + 1:text.rindex(")")], text[text.rindex(")") + 2:].split()
        if int(rest[1]) == pid and rest[0] != "Z" and name in (None, comm):
            found.add(int(entry))
    return found


def at_work_in(directory):
    """Every process whose working directory is this one."""
    found = set()
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and os.readlink("/proc/%s/cwd" % entry) == directory:
                found.add(int(entry))
        except OSError:
            pass
    return found


class Daemon:
    """Made without starting; leaves nothing behind after remove()."""

    def __init__(self, config="", base=None):
        self.base = base or tempfile.mkdtemp(prefix="tilsyn-fault-")
        os.chmod(self.base, 0o755)
        self.dir = os.path.join(self.base, "d")
        self.pg = os.path.join(self.dir, "pg")
        self.log_file = os.path.join(self.base, "log")
        self.config_file = os.path.join(self.base, "tilsynd.conf")
        self.port = free_port()
        self.environment = dict(os.environ, TILSYN_ADMIN_PASSWORD="et-langt-Passord-1")
        self.process = None
        self.configure(config)

    def configure(self, text):
        with open(self.config_file + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.config_file + ".new", 0o644)
        os.rename(self.config_file + ".new", self.config_file)

    def command(self, *more):
        return [TILSYND, "-c", self.config_file, "--embedded", self.dir, *more]

    def spawn(self, *before):
        """Started, but perhaps not ready."""
        self.since = len(self.log())
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                [*before, *self.command("--listen", "127.0.0.1:%d" % self.port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)
        return self

    def start(self):
        self.spawn()
        self.told("ready on")
        return self

    def log(self):
        return read(self.log_file)

    def told(self, pattern, times=1):
        """Waits until a line of this run's log has been told so often."""
        def look():
            said = self.log()[self.since:]
            if len(re.findall(pattern, said)) >= times:
                return True
            if self.process.poll() is not None and len(re.findall(pattern, self.log()[self.since:])) < times:
                raise AssertionError("tilsynd ended with %d and did not say \"%s\":\n%s"
                                     % (self.process.returncode, pattern, self.log()[self.since:]))
            return False
        return until(look, "\"%s\" in the log:\n%s" % (pattern, self.log()[-2000:]), 60)

    def task(self, *options):
        """Runs one task to its end: exit code and what it said."""
        done = subprocess.run(self.command(*options), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, env=self.environment, timeout=120, check=False)
        return done.returncode, done.stdout

    def signal(self, number):
        os.kill(self.process.pid, number)

    def wait(self, seconds=60):
        return self.process.wait(seconds)

    def doors(self):
        return children(self.process.pid, "tilsynd-door")

    def postmaster(self):
        first = read(os.path.join(self.pg, "postmaster.pid")).split("\n")[0]
        return int(first) if first else 0

    def connect(self, role="tilsyn_owner"):
        line = psycopg2.connect(host=os.path.join(self.dir, "run"), dbname="tilsyn", user=role)
        line.autocommit = True
        return line

    def ask(self, sql):
        """The first column of the first row; None when the database is away."""
        try:
            line = self.connect()
        except psycopg2.OperationalError:
            return None
        try:
            with line.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone()[0] if cursor.description else True
        except psycopg2.OperationalError:
            return None
        finally:
            line.close()

    def remove(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
        until(lambda: not at_work_in(self.pg), "the end of everybody in " + self.pg)
        shutil.rmtree(self.base, ignore_errors=True)
