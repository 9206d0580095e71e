"""test_processes - supervisor, doors, clerk and PostgreSQL are killed and stopped; what was stored stays."""

import os
import signal
import socket
import ssl
import subprocess
import unittest

from daemon import Daemon, at_work_in, children, read, until


class Processes(unittest.TestCase):
    config = "workers = 2\n"

    def setUp(self):
        self.daemon = Daemon(self.config)
        self.addCleanup(self.daemon.remove)
        self.daemon.start()

    def store(self, value):
        self.assertTrue(self.daemon.ask("CREATE TABLE IF NOT EXISTS kept (a integer)"))
        self.assertTrue(self.daemon.ask("INSERT INTO kept VALUES (%d)" % value))

    def stored(self):
        return until(lambda: self.daemon.ask("SELECT coalesce(array_agg(a ORDER BY a), '{}') FROM kept"), "a row")

    def test_a_killed_supervisor_takes_all_with_it_and_the_next_start_has_everything(self):
        for kill in range(1, 6):
            self.store(kill)
            family = children(self.daemon.process.pid)
            self.daemon.process.kill()
            self.daemon.wait()
            until(lambda: not any(os.path.exists("/proc/%d" % pid) for pid in family), "the end of the old family")
            self.daemon.start()
            self.assertEqual(self.stored(), list(range(1, kill + 1)))

    def test_a_killed_supervisor_leaves_no_postgres(self):
        self.daemon.process.kill()
        self.daemon.wait()
        until(lambda: not at_work_in(self.daemon.pg), "the end of postgres")

    def test_a_killed_postgres_is_started_again_under_the_same_daemon(self):
        doors = self.daemon.doors()
        for kill in range(1, 6):
            self.store(kill)
            os.kill(self.daemon.postmaster(), signal.SIGKILL)
            self.daemon.told("database [0-9]+ was ended by signal 9", kill)
            self.assertEqual(self.stored(), list(range(1, kill + 1)))
        self.assertEqual(self.daemon.doors(), doors)

    def test_postgres_and_supervisor_killed_together_recover(self):
        self.store(1)
        os.kill(self.daemon.postmaster(), signal.SIGKILL)
        family = children(self.daemon.process.pid)
        self.daemon.process.kill()
        self.daemon.wait()
        until(lambda: not any(os.path.exists("/proc/%d" % pid) for pid in family), "the end of the old family")
        self.daemon.start()
        self.assertEqual(self.stored(), [1])

    def test_a_killed_door_or_clerk_is_started_again(self):
        def three(but=frozenset()):
            now = self.daemon.doors() | children(self.daemon.process.pid, "tilsynd-clerk")
            return now if len(now) == 3 and not now & but else None
        before = until(three, "a clerk beside the doors")       # for which "ready" does not wait
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        until(lambda: three(before), "three new processes")
        self.daemon.told("door [0-9]+ was ended by signal 9", 2)
        self.daemon.told("clerk [0-9]+ was ended by signal 9")

    def test_callers_who_hang_up_before_their_answers_take_no_door_with_them(self):
        before = self.daemon.doors()
        asked = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" * 4
        for pid in before:
            os.kill(pid, signal.SIGSTOP)
        for _ in range(20):             # the kernel takes them in, whoever gets to them
            with socket.create_connection(("127.0.0.1", self.daemon.port)) as line:
                line.sendall(asked)
        for pid in before:
            os.kill(pid, signal.SIGCONT)
        self.daemon.told("GET /livez 200", 20)
        self.assertEqual(self.daemon.doors(), before)
        self.assertNotIn("was ended by signal", self.daemon.log())

    def test_a_second_daemon_on_the_same_directory_is_refused(self):
        postmaster = self.daemon.postmaster()
        code, said = self.daemon.task("--listen", "127.0.0.1:0")
        self.assertEqual(code, 1)
        self.assertIn(self.daemon.dir + ": another tilsynd runs here", said)
        self.assertEqual(self.daemon.postmaster(), postmaster)
        self.assertEqual(self.daemon.ask("SELECT 1"), 1)

    def test_a_task_beside_a_running_daemon_uses_its_database(self):
        code, said = self.daemon.task("--migrate")
        self.assertEqual((code, "the schema is at" in said), (0, True), said)
        self.assertEqual(self.daemon.ask("SELECT 1"), 1)

    def test_one_stop_ends_well(self):
        self.store(1)
        self.daemon.signal(signal.SIGTERM)
        self.assertEqual(self.daemon.wait(), 0)
        self.assertFalse(at_work_in(self.daemon.pg))
        self.assertFalse(os.path.exists(os.path.join(self.daemon.pg, "postmaster.pid")))
        log = "".join(open(os.path.join(self.daemon.dir, "log", name), encoding="utf-8").read()
                      for name in os.listdir(os.path.join(self.daemon.dir, "log")))
        self.assertIn("database system is shut down", log)
        self.daemon.start()
        self.assertEqual(self.stored(), [1])

    def test_a_second_stop_does_not_wait_for_who_hangs(self):
        self.store(1)
        door = min(self.daemon.doors())
        os.kill(door, signal.SIGSTOP)
        self.daemon.signal(signal.SIGTERM)
        until(lambda: self.daemon.doors() == {door}, "the end of the other door")
        self.assertIsNone(self.daemon.process.poll())
        self.daemon.signal(signal.SIGTERM)
        self.assertEqual(self.daemon.wait(), 0)
        self.assertFalse(at_work_in(self.daemon.pg))
        self.daemon.start()
        self.assertEqual(self.stored(), [1])

    def test_a_broken_configuration_keeps_the_old_one(self):
        doors = self.daemon.doors()
        self.daemon.configure("workers = 3\nno_such_key = 1\n")
        self.daemon.signal(signal.SIGHUP)
        self.daemon.told("reload failed: the old configuration stays")
        self.daemon.told(r"tilsynd\.conf:2: no such key: no_such_key")
        self.assertEqual(self.daemon.doors(), doors)
        self.daemon.configure("workers = 3\nuser = nobody\n")
        self.daemon.signal(signal.SIGHUP)
        self.daemon.told("reload failed: the old configuration stays", 2)
        self.daemon.told("user cannot be changed without a restart")
        self.assertEqual(self.daemon.doors(), doors)

    def test_a_good_configuration_replaces_the_doors(self):
        doors = self.daemon.doors()
        self.daemon.configure("workers = 3\n")
        self.daemon.signal(signal.SIGHUP)
        self.daemon.told("reloaded: ready on .* with 3 doors")
        until(lambda: len(self.daemon.doors()) == 3 and not self.daemon.doors() & doors, "three new doors")
        self.assertNotIn("was ended by signal", self.daemon.log())

    def certify(self, name, days="30"):
        """A certificate of that name and its key, where the configuration says they are."""
        base = self.daemon.base
        made = [os.path.join(base, "new-" + part) for part in ("cert.pem", "key.pem")]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", days, "-subj", "/CN=" + name,
                        "-out", made[0], "-keyout", made[1]], check=True, capture_output=True)
        for path in made:
            os.chmod(path, 0o644)
            os.rename(path, path.replace("new-", ""))

    def served(self):
        """The certificate that a new connection is shown, and whether it answers; None where it is an old plain door's."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", self.daemon.port), 20) as plain:
            try:
                line = context.wrap_socket(plain)
            except (ssl.SSLError, ConnectionError):
                return None
            with line:
                line.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                self.assertTrue(line.recv(4096).startswith(b"HTTP/1.1 200"))
                return ssl.DER_cert_to_PEM_cert(line.getpeercert(True)).strip()

    def test_a_new_certificate_is_served_after_a_reload_and_a_bad_one_keeps_the_old(self):
        base = self.daemon.base
        place = os.path.join(base, "cert.pem")
        self.certify("one")
        self.daemon.configure("workers = 2\ntls_certificate = %s\ntls_key = %s\n" % (place, os.path.join(base, "key.pem")))
        self.daemon.signal(signal.SIGHUP)
        self.daemon.told("reloaded: ready on")
        one = read(place).strip()
        until(lambda: self.served() == one, "the first certificate")
        self.certify("two")
        self.assertEqual(self.served(), one)    # nobody has said that it is to be read
        self.daemon.signal(signal.SIGHUP)
        self.daemon.told("reloaded: ready on", 2)
        two = read(place).strip()
        self.assertNotEqual(one, two)
        until(lambda: self.served() == two, "the second certificate")
        # not of its key; then none at all
        for spoil in (lambda: os.rename(place + ".other", place), lambda: os.unlink(place)):
            with open(place + ".other", "w", encoding="utf-8") as file:
                file.write(one + "\n")
            doors, times = self.daemon.doors(), self.daemon.log().count("reload failed: the old configuration stays")
            spoil()
            self.daemon.signal(signal.SIGHUP)
            self.daemon.told("reload failed: the old configuration stays", times + 1)
            self.daemon.told("cert.pem|key.pem")
            self.assertEqual(self.daemon.doors(), doors)
            self.assertEqual(self.served(), two)

    def test_a_taken_port_is_told_and_the_other_daemon_goes_on(self):
        doors = self.daemon.doors()
        other = Daemon()
        self.addCleanup(other.remove)
        other.port = self.daemon.port
        other.spawn()
        self.assertEqual(other.wait(), 1)
        self.assertIn("cannot listen on 127.0.0.1:%d: Address already in use" % other.port, other.log())
        self.assertEqual(self.daemon.doors(), doors)


class Start(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        self.addCleanup(self.daemon.remove)

    def test_the_law_is_printed_as_a_graph(self):
        for machine in ("audit", "breach", "deadline", "letter", "order"):
            code, said = self.daemon.task("--graph", machine)
            self.assertEqual((code, said[:8]), (0, "digraph "), said)

    def test_check_config_says_every_mistake_in_its_place(self):
        self.daemon.configure("workers = 0\nlisten = here\n")
        code, said = self.daemon.task("--check-config")
        self.assertEqual(code, 1)
        self.assertIn("tilsynd.conf:1: workers", said)
        self.assertIn("tilsynd.conf:2: listen", said)
        self.daemon.configure("workers = 1\n")
        self.assertEqual(self.daemon.task("--check-config")[0], 0)
        self.assertFalse(os.path.exists(self.daemon.dir))

    def test_check_config_says_what_is_wrong_with_a_certificate(self):
        broken, missing = os.path.join(self.daemon.base, "broken.pem"), os.path.join(self.daemon.base, "missing.pem")
        with open(broken, "w") as file:
            file.write("no certificate\n")
        os.chmod(broken, 0o644)
        for certificate, why in ((missing, "No such file or directory"), (broken, "no start line")):
            self.daemon.configure("tls_certificate = %s\ntls_key = %s\n" % (certificate, missing))
            code, said = self.daemon.task("--check-config")
            lines = [line for line in said.splitlines() if "TEST CLOCK" not in line]
            self.assertEqual(code, 1)
            self.assertEqual(["the certificate %s: %s" % (certificate, why)], [r.split(": ", 1)[1] for r in lines])

    def test_wrong_usage_is_two(self):
        for wrong in (["--no-such"], ["what"], ["--listen"], ["--migrate", "--check-config"],
                      ["--graph", "x"], ["--name", "x"], ["--add-authority", "x", "--language", "en"]):
            self.assertEqual(self.daemon.task(*wrong)[0], 2, wrong)

    def test_another_authority_gets_its_own_admin_and_a_password_that_only_the_owner_reads(self):
        del self.daemon.environment["TILSYN_ADMIN_PASSWORD"]
        self.daemon.start()
        first = os.path.join(self.daemon.dir, "first-login")
        nord = first + "-nord"
        code, said = self.daemon.task("--add-authority", "nord", "--name", "Nord", "--national", "--language", "nn")
        self.assertEqual(code, 0, said)
        passwords = set()
        for path in (first, nord):
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            with open(path, encoding="utf-8") as file:
                passwords.add(file.read().split("password ")[1].strip())
        self.assertEqual({len(password) for password in passwords}, {20})
        self.assertEqual(len(passwords), 2)
        self.assertEqual(self.daemon.ask("SELECT array_agg(code || ' ' || name || ' ' || \"national\" || ' ' || language "
                                         "ORDER BY code) FROM authority"),
                         ["nord Nord true nn", "tilsyn Tilsynsmyndigheten false nb"])
        self.assertEqual(self.daemon.task("--add-authority", "nord")[0], 1)
        self.assertEqual(self.daemon.task("--add-authority", "../x")[0], 1)
        self.daemon.environment["TILSYN_ADMIN_PASSWORD"] = "kort"
        code, said = self.daemon.task("--add-authority", "sor")
        self.assertEqual((0, True), (code, "TILSYN_ADMIN_PASSWORD" in said), said)

    def test_a_directory_that_is_not_ours_is_left_alone(self):
        os.mkdir(self.daemon.dir)
        letter = os.path.join(self.daemon.dir, "letter")
        with open(letter, "w", encoding="utf-8") as file:
            file.write("x")
        code, said = self.daemon.task("--migrate")
        self.assertEqual((code, "tilsynd did not make" in said), (1, True), said)
        self.assertEqual(os.listdir(self.daemon.dir), ["letter"])

    @unittest.skipUnless(os.geteuid() == 0, "only root becomes another user")
    def test_a_directory_that_the_user_cannot_reach_is_named(self):
        closed = os.path.join(self.daemon.base, "closed")
        os.mkdir(closed, 0o700)
        self.daemon.dir = os.path.join(closed, "d")
        code, said = self.daemon.task("--migrate")
        self.assertEqual((code, "cannot pass " + closed in said), (1, True), said)

    @unittest.skipUnless(os.geteuid() == 0, "only root mounts")
    def test_a_full_disk_is_told_as_one(self):
        os.mkdir(self.daemon.dir)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", self.daemon.dir],
                          stderr=subprocess.DEVNULL, check=False).returncode != 0:
            self.skipTest("cannot mount here")
        self.addCleanup(subprocess.run, ["umount", "-l", self.daemon.dir], check=False)
        code, said = self.daemon.task("--migrate")
        self.assertEqual((code, "No space left on device" in said), (1, True), said)


if __name__ == "__main__":
    unittest.main()
