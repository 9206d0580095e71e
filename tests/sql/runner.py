"""runner - starts the cluster, runs the test files, counts."""
import importlib
import os
import signal
import sys
import time
import traceback

import cluster as cluster_module
import harness

HERE = os.path.dirname(os.path.abspath(__file__))


def prepare(cluster):
    # the migrator's role may find the daemon's missing, and makes it
    cluster.alone('CREATE ROLE tilsyn_owner LOGIN CREATEROLE')
    cluster.alone('CREATE DATABASE tilsyn OWNER tilsyn_owner')
    cluster.migrate('tilsyn')


def run_one(function):
    try:
        function()
        return True
    except Exception as error:
        print('FAILED %s' % function.__name__.replace('_', ' '))
        print(''.join(traceback.format_exception(type(error), error, error.__traceback__, limit=-3)))
        return False
    finally:
        while harness.OPEN:
            harness.OPEN.pop().close()


def main(arguments):
    mutants = arguments[:1] == ['--mutants']
    names = [] if mutants else arguments
    names = names or sorted(f[:-3] for f in os.listdir(HERE) if f.startswith('test_'))
    # ended from outside it still stops its PostgreSQL
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    cluster = harness.cluster = cluster_module.Cluster()
    passed = failed = 0
    try:
        prepare(cluster)
        for name in names:
            importlib.import_module(name.removesuffix('.py').split('/')[-1])
        if mutants:
            import mutants as breeding
            return breeding.run(cluster, (arguments + [None])[1])
        for function in harness.TESTS:
            began = time.monotonic()
            good = run_one(function)
            passed, failed = passed + good, failed + (not good)
            if os.environ.get('VERBOSE'):
                print('%6.2f s  %s' % (time.monotonic() - began, function.__name__.replace('_', ' ')))
    finally:
        cluster.stop()
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.path.insert(0, HERE)
    sys.modules['runner'] = sys.modules['__main__']
    sys.exit(main(sys.argv[1:]))
