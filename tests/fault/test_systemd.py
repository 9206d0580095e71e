"""test_systemd - what the daemon tells systemd, and the sockets it is given."""

import os
import shutil
import signal
import socket
import unittest

from daemon import Daemon, until


class Notify(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon("workers = 1\n")
        self.addCleanup(self.daemon.remove)
        path = os.path.join(self.daemon.base, "notify")
        self.heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.heard.close)
        self.heard.bind(path)
        os.chmod(path, 0o777)
        self.heard.settimeout(60)
        self.daemon.environment["NOTIFY_SOCKET"] = path

    def hear(self, word):
        while True:
            said = self.heard.recv(4096).decode()
            if word in said.split("\n"):
                return said

    def test_it_tells_when_it_is_ready_reloads_and_stops(self):
        self.daemon.spawn()
        self.hear("READY=1")
        self.assertIn("ready on", self.daemon.log())
        self.daemon.configure("workers = 2\n")
        self.daemon.signal(signal.SIGHUP)
        self.assertIn("MONOTONIC_USEC=", self.hear("RELOADING=1"))
        self.hear("READY=1")
        until(lambda: len(self.daemon.doors()) == 2, "two doors")
        self.daemon.configure("workers = none\n")
        self.daemon.signal(signal.SIGHUP)
        self.hear("RELOADING=1")
        self.hear("READY=1")
        self.daemon.signal(signal.SIGTERM)
        self.hear("STOPPING=1")
        self.assertEqual(self.daemon.wait(), 0)

    def test_it_feeds_the_watchdog(self):
        self.daemon.environment["WATCHDOG_USEC"] = "200000"
        self.daemon.spawn()
        for _ in range(5):
            self.hear("WATCHDOG=1")

    @unittest.skipUnless(shutil.which("systemd-socket-activate"), "systemd-socket-activate is not here")
    def test_it_takes_the_sockets_it_is_given(self):
        port, own = self.daemon.port, Daemon()
        self.addCleanup(own.remove)
        place = "127.0.0.1:%d" % port
        self.daemon.port = own.port
        self.daemon.spawn("systemd-socket-activate", "-l", place)
        with socket.socket() as knock:
            until(lambda: knock.connect_ex(("127.0.0.1", port)) == 0, "systemd's socket")
            self.daemon.told("ready on %s with" % place)
        self.daemon.signal(signal.SIGTERM)
        self.assertEqual(self.daemon.wait(), 0)


if __name__ == "__main__":
    unittest.main()
