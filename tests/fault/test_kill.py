"""test_kill - doors, supervisor and PostgreSQL are killed around COMMIT while commands go on.

At the two points around COMMIT where it hurts (all but the COMMIT is with the database; the COMMIT is
done and the answer not given) a door, the supervisor or the connection's server process is killed.
"""

import itertools
import os
import tempfile
import unittest

import crowd
import harness
import office

KILLS = int(os.environ.get("TILSYN_KILLS", "2"))
COMMANDS = int(os.environ.get("TILSYN_KILL_COMMANDS", "400"))
KINDS = list(itertools.product(("before_commit", "after_commit"), ("door", "supervisor", "postgres")))


class Kills(crowd.Crowd):
    @classmethod
    def setUpClass(cls):
        cls.fault = tempfile.mkdtemp(prefix="tilsyn-fault-")
        os.chmod(cls.fault, 0o777)
        cls.fault_file = os.path.join(cls.fault, "next")
        daemon = harness.Daemon(config="queue_timeout = 5\n", environment={"TILSYN_FAULT": cls.fault_file}).start()
        cls.gather(office.Office(daemon), [daemon])

    @classmethod
    def tearDownClass(cls):
        for name in os.listdir(cls.fault):
            os.unlink(os.path.join(cls.fault, name))
        os.rmdir(cls.fault)
        cls.o.daemon.stop(True)

    def killer(self):
        """Puts the next fault when the last was taken; tells how many of each there were."""
        for kind in KINDS * KILLS:
            with open(self.fault_file + ".new", "w", encoding="utf-8") as file:
                file.write("%s %s\n" % kind)
            os.chmod(self.fault_file + ".new", 0o666)
            os.rename(self.fault_file + ".new", self.fault_file)
            harness.until(lambda: not os.path.exists(self.fault_file), 120, "%s %s to happen" % kind)
            self.happened[kind] = self.happened.get(kind, 0) + 1

    def test_every_command_that_was_answered_is_there_exactly_once(self):
        self.happened = {}
        self.work_while(self.killer, COMMANDS)
        print("  %d commands, kills: %s" % (self.done, self.happened))
        self.assertEqual({kind: KILLS for kind in KINDS}, self.happened)
        self.judge()


if __name__ == "__main__":
    unittest.main()
