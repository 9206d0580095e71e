"""mutants - take away one rule at a time: some test must fall.  tests/sql/run --mutants [WORD]"""
import contextlib
import io
import os
import re

import psycopg2

import harness
from runner import run_one

LITERAL = re.compile(r"(?<![\w'])'([a-z_]+)'(?!\w)")


def catalogue(text):
    connection = harness.cluster.connect('postgres', 'ready')
    cursor = connection.cursor()
    cursor.execute(text)
    rows = cursor.fetchall()
    connection.close()
    return rows


def literals(text):
    """The text with one of its words changed, for each of them that is not the code of a refusal."""
    for match in LITERAL.finditer(text):
        before = text[:match.start()]
        if not re.search(r"(refuse\(|format\(|CONSTRAINT = |current_setting\()$", before):
            yield match[1], before + "'-'" + text[match.end():]


def triggers():
    for table, name, text, always in catalogue("""SELECT tgrelid::regclass::text, tgname,
            pg_get_triggerdef(pg_trigger.oid), tgenabled = 'A'
            FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace ORDER BY 1, 2"""):
        drop = 'DROP TRIGGER %s ON %s' % (name, table)
        yield 'trigger %s of %s' % (name, table), drop
        if always:
            yield 'always of %s of %s' % (name, table), 'ALTER TABLE %s ENABLE TRIGGER %s' % (table, name)
        when = text.find(' WHEN (')
        for word, changed in literals(text[when:]) if when > 0 else ():
            yield 'trigger %s of %s without %s' % (name, table, word), '%s; %s%s' % (drop, text[:when], changed)


def functions():
    for name, text in catalogue("""SELECT proname, pg_get_functiondef(pg_proc.oid) FROM pg_proc
            JOIN pg_language l ON l.oid = prolang WHERE pronamespace = 'public'::regnamespace
            AND lanname IN ('plpgsql', 'sql') AND proname <> 'refuse' ORDER BY 1"""):
        at = text.find('$function$') if '$function$' in text else len(text)
        head, body = text[:at], text[at:]
        for match in re.finditer(r'PERFORM refuse\(', body):
            code = re.match(r"'(\w+)'", body[match.end():])[1]
            yield 'refusal %s of %s at %d' % (code, name, match.start()), \
                head + body[:match.start()] + 'PERFORM concat(' + body[match.end():]
        for match in re.finditer(r'FOR NO KEY UPDATE', body):
            yield 'lock of %s at %d' % (name, match.start()), head + body[:match.start()] + body[match.end():]
        for word, changed in literals(body):
            yield 'function %s without %s' % (name, word), head + changed


def constraints():
    for table, name, kind in catalogue("""SELECT conrelid::regclass::text, conname, contype FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'x', 'u', 'f')
                AND conrelid <> 0 ORDER BY 1, 2"""):
        # a unique constraint that others refer to goes with them
        yield 'constraint %s of %s' % (name, table), 'ALTER TABLE %s DROP CONSTRAINT "%s"%s' % (
            table, name, ' CASCADE' if kind == 'u' else '')


def walls():
    for (table,) in catalogue("SELECT polrelid::regclass::text FROM pg_policy"):
        yield 'wall of %s' % table, 'ALTER TABLE %s DISABLE ROW LEVEL SECURITY' % table
        yield 'check of the wall of %s' % table, 'ALTER POLICY tenant ON %s WITH CHECK (true)' % table


# Where to look first; the others are asked when nobody there falls.
NEAR = (('survey|answer|selection', 'test_survey'), ('letter|approv|enough|sent|deputy|new_leaders', 'test_letter'),
        ('refer|foreign|_fkey|wall|session|login|unique|_key|username|org_number', 'test_tenants'),
        ('kept|event|chain|head|log_|newest_event|feed', 'test_log'),
        ('lock|taken|idempotency', 'test_races'),
        ('state_|transition|unassessed|next_due|deadline_|observation|order_check', 'test_rows'),
        ('severit|words|search|about|member', 'test_found'),
        ('_check', 'test_rows'), ('_check', 'test_stored'), ('constraint', 'test_schema'))


def killer(name):
    near = [module for words, module in NEAR if re.search(words, name)]
    # plans and pages say nothing of rules, and their crowd takes its time
    rules = [f for f in harness.TESTS if f.__module__ != 'test_lists']
    for function in sorted(rules, key=lambda f: near.index(f.__module__) if f.__module__ in near else len(near)):
        with contextlib.redirect_stdout(io.StringIO()):
            if not run_one(function):
                return function.__name__
    return None


def run(cluster, word):
    cluster.alone('ALTER DATABASE tilsyn RENAME TO ready')
    killed = survived = 0
    for name, change in (m for source in (functions, triggers, constraints, walls) for m in source()):
        if word and not re.search(word, name):
            continue
        cluster.alone('DROP DATABASE IF EXISTS tilsyn WITH (FORCE)')
        cluster.alone('CREATE DATABASE tilsyn TEMPLATE ready OWNER tilsyn_owner')
        try:
            cluster.alone(change, 'tilsyn')
        except psycopg2.Error as error:
            print('cannot be made: %s: %s' % (name, str(error).split('\n')[0]), flush=True)
            continue
        by = killer(name)
        if os.environ.get('VERBOSE'):
            print('%s falls to %s' % (name, by), flush=True)
        killed, survived = killed + bool(by), survived + (not by)
        if not by:
            print('SURVIVED %s' % name, flush=True)
    print('%d passed, %d failed' % (killed, survived))
    return 1 if survived or not killed else 0
