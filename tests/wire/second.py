"""second - another host: a daemon with doors and a clerk of its own on the first one's database and clock."""

import os
import pwd

import harness


class Second(harness.Daemon):

    def __init__(self, first, config="", environment=None):
        super().__init__(start=first.instant.strftime("%Y-%m-%dT%H:%M:%SZ"), environment=environment, embedded=False, config=(
            "database = host=%s/run dbname=tilsyn user=tilsyn\n"
            "database_owner = host=%s/run dbname=tilsyn user=tilsyn_owner\n"
            "user = %s\nstate_dir = /tmp\nworkers = 1\n%s" % (
                first.dir, first.dir, pwd.getpwuid(os.stat(first.dir + "/run").st_uid).pw_name, config)))
        self.clock_file = first.clock_file
