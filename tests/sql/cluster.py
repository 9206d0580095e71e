"""cluster - a PostgreSQL of our own in a temporary directory, migrated as the daemon would."""
import glob
import os
import shutil
import subprocess
import tempfile

import psycopg2

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MIGRATIONS = sorted(glob.glob(ROOT + '/sql/migrations/*.sql'))
CLAUSES = sorted(glob.glob(ROOT + '/sql/clauses/*.sql'))
STATEMENTS = sorted(glob.glob(ROOT + '/sql/statements/*.sql'))


def bindir():
    found = subprocess.run(['pg_config', '--bindir'], capture_output=True, text=True).stdout.strip()
    if os.path.exists(found + '/initdb'):
        return found
    return sorted(glob.glob('/usr/lib/postgresql/*/bin'))[-1]


class Cluster:
    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix='tilsyn-sql-')
        self.user = ['runuser', '-u', 'postgres', '--'] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.dir, 'postgres')
        self.data = self.dir + '/data'
        self.call('initdb', '-D', self.data, '-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8',
                  '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=nb-NO')
        self.call('pg_ctl', '-D', self.data, '-w', '-l', self.dir + '/log', '-o',
                  "-k %s -h '' -F -c jit=off -c max_parallel_workers_per_gather=0" % self.dir, 'start')

    def call(self, tool, *arguments):
        done = subprocess.run(self.user + [bindir() + '/' + tool, *arguments], cwd='/',
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              stdin=subprocess.DEVNULL, close_fds=True)
        if done.returncode != 0:
            raise SystemExit('%s: %s' % (tool, done.stdout))

    def connect(self, role, database='tilsyn'):
        return psycopg2.connect(host=self.dir, user=role, dbname=database)

    def alone(self, text, database='postgres'):
        """One command as superuser, outside a transaction."""
        connection = self.connect('postgres', database)
        connection.autocommit = True
        connection.cursor().execute(text)
        connection.close()

    def migrate(self, database):
        """Each file whole in one transaction, as the role that owns everything."""
        connection = self.connect('tilsyn_owner', database)
        for path in MIGRATIONS:
            with connection, connection.cursor() as cursor, open(path, encoding='utf-8') as file:
                cursor.execute(file.read())
        connection.close()

    def stop(self):
        self.call('pg_ctl', '-D', self.data, '-m', 'immediate', 'stop')
        shutil.rmtree(self.dir, ignore_errors=True)
