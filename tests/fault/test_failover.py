"""test_failover - two hosts' daemons on a replicated PostgreSQL whose primary dies in the middle of commands.

The standby is synchronous, as tilsynd(8) asks for; somebody else (Patroni, a person) promotes it, here the
test. The daemons find the new primary by themselves (target_session_attrs), and nothing that a caller was
told has been lost.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

import crowd
import harness
import office

sys.path.append(os.path.join(crowd.HERE, "..", "sql"))

import cluster  # noqa: E402

COMMANDS = int(os.environ.get("TILSYN_KILL_COMMANDS", "400"))
CONFIG = """database = host=%s dbname=tilsyn user=tilsyn target_session_attrs=read-write
database_owner = host=%s dbname=tilsyn user=tilsyn_owner target_session_attrs=read-write
state_dir = %s
user = postgres
queue_timeout = 5
"""


class Server:
    """One PostgreSQL of the pair: a primary, or with `of` its standby."""

    def __init__(self, of=None):
        self.dir = tempfile.mkdtemp(prefix="tilsyn-pair-")
        os.chmod(self.dir, 0o755)
        self.data = os.path.join(self.dir, "data")
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.dir, "postgres")
        if of is None:
            self.call("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8",
                      "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=nb-NO")
        else:
            self.call("pg_basebackup", "-D", self.data, "-h", of.dir, "-U", "postgres", "-R", "-X", "stream",
                      "-c", "fast")

    def call(self, tool, *arguments):
        subprocess.run(self.user + [os.path.join(cluster.bindir(), tool), *arguments], cwd="/", check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def start(self, *settings):
        given = " ".join("-c " + each for each in settings)
        self.call("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.dir, "log"), "-o",
                  "-k %s -h '' -c jit=off %s" % (self.dir, given), "start")
        return self

    def ask(self, sql, *words):
        return subprocess.run(["psql", "-h", self.dir, "-U", "postgres", "-AtX", "-c", sql, *words], check=True,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout.strip()

    def processes(self):
        with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
            first = int(file.readline())
        return first, {first} | {pid for pid, (parent, _) in harness.processes().items() if parent == first}

    def kill(self):
        """Gone at once, as when the machine loses its power."""
        first, family = self.processes()
        os.kill(first, signal.SIGSTOP)          # it raises no new ones meanwhile
        for pid in family:
            os.kill(pid, signal.SIGKILL)
        harness.until(lambda: not family & set(harness.processes()), what="the primary's end")

    def promote(self):
        self.call("pg_ctl", "-D", self.data, "-w", "promote")

    def remove(self):
        subprocess.run(self.user + [os.path.join(cluster.bindir(), "pg_ctl"), "-D", self.data, "-m", "immediate",
                                    "stop"], cwd="/", check=False, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        shutil.rmtree(self.dir, ignore_errors=True)


def pair():
    primary = Server().start("synchronous_standby_names=*", "synchronous_commit=local")
    for statement in ("CREATE ROLE tilsyn_owner LOGIN", "CREATE ROLE tilsyn LOGIN",
                      "CREATE DATABASE tilsyn OWNER tilsyn_owner TEMPLATE template0",
                      "ALTER ROLE tilsyn SET synchronous_commit = on"):
        primary.ask(statement)
    standby = Server(of=primary).start()
    harness.until(lambda: primary.ask("SELECT sync_state FROM pg_stat_replication") == "sync",
                  what="the standby to follow")
    return primary, standby


class Failover(crowd.Crowd):
    @classmethod
    def setUpClass(cls):
        cls.primary, cls.standby = pair()
        cls.addClassCleanup(cls.standby.remove)
        cls.addClassCleanup(cls.primary.remove)
        hosts = "%s,%s" % (cls.primary.dir, cls.standby.dir)
        daemons = [harness.Daemon(embedded=False) for _ in range(2)]
        for daemon in daemons:
            cls.addClassCleanup(daemon.stop, True)
            state = os.path.join(daemon.base, "state")
            os.mkdir(state)
            if os.getuid() == 0:
                shutil.chown(state, "postgres")
            daemon.config = CONFIG % (hosts, hosts, state)
            daemon.start()
        cls.gather(office.Office(daemons[0]), daemons)

    def power_cut(self):
        half = COMMANDS // 2
        harness.until(lambda: self.done >= half, 300, "half of the commands")
        self.primary.kill()
        harness.until(lambda: {each.probe("/readyz") for each in self.daemons} == {503},
                      what="both daemons to say that they have no database")
        self.standby.promote()
        harness.until(lambda: {each.probe("/readyz") for each in self.daemons} == {200},
                      what="both daemons to find the new primary")

    def test_what_was_answered_survives_the_primary_and_both_daemons_find_the_next(self):
        self.work_while(self.power_cut, COMMANDS)
        self.judge()


if __name__ == "__main__":
    unittest.main()
