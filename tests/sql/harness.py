"""harness - what the tests say: sessions, statements, a world to stand in, and refusals."""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import threading
import time
import uuid

import psycopg2
import psycopg2.extras

from cluster import CLAUSES, ROOT, STATEMENTS

psycopg2.extras.register_uuid()
TESTS = []
OPEN = []               # sessions of the test that runs
NOBODY = '00000000-0000-0000-0000-000000000000'
FIRST = dict(most=1000000, after='-infinity', after_authority=NOBODY, after_id=NOBODY)  # page, of what the clock looks for
cluster = None          # set by the runner


def test(function):
    TESTS.append(function)
    return function


def read_statements():
    """What statements.awk makes of the files: {name: (text, [parameter])}."""
    made = subprocess.run(['awk', '-f', ROOT + '/sql/statements.awk', *CLAUSES, *STATEMENTS],
                          capture_output=True, text=True, check=True).stdout
    found = {}
    for name, text, names in re.findall(
            r'STATEMENT\((\w+)((?:,?\n\t"(?:[^"\\]|\\.)*")+), "([^"]*)"\)', made):
        pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
        text = re.sub(r'\\(.)', lambda m: '\n' if m[1] == 'n' else m[1], ''.join(pieces))
        found[name] = (text, names.split(',') if names else [])
    written = {os.path.basename(path).removesuffix('.sql'): pathlib.Path(path).read_text('utf-8') for path in STATEMENTS}
    both = {name + '_down' for name, text in written.items() if '{down}' in text}
    assert len(found) == made.count('STATEMENT(') == len(written) + len(both), 'statements.def is not read whole'
    assert set(found) == set(written) | both, 'a statement is missing, or nobody wrote it'
    return found


STATEMENT = read_statements()


class Session:
    """A connection that speaks in statements by name, in one transaction at a time."""

    def __init__(self, world=None, role='tilsyn', database='tilsyn'):
        self.connection = cluster.connect(role, database)
        OPEN.append(self)
        self.cursor = self.connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor)
        self.world = world
        self.prepared = set()
        # who waits longer than this waits for a session the test forgot
        self.cursor.execute("SET lock_timeout = '60s'; SELECT pg_backend_pid() AS pid")
        self.pid = self.cursor.fetchone()['pid']
        self.commit()

    def begin(self):
        if self.world:
            self.cursor.execute("SELECT set_config('tilsyn.authority', %s, true), "
                                "set_config('tilsyn.audit', %s, true), set_config('tilsyn.account', %s, true)",
                                (str(self.world.id), str(self.world.audit), str(self.world.lead)))

    def commit(self):
        # not connection.commit(): a transaction that had failed would answer ROLLBACK in silence
        self.connection.commit()
        self.begin()

    def rollback(self):
        self.connection.rollback()
        self.begin()

    def sql(self, text, *values):
        self.cursor.execute(text, values)
        return self.cursor.fetchall() if self.cursor.description else []

    def one(self, text, *values):
        rows = self.sql(text, *values)
        return list(rows[0].values())[0] if rows else None

    def run(self, name, /, **values):
        text, names = STATEMENT[name]
        unknown = set(values) - set(names)
        assert not unknown, '%s takes no %s' % (name, unknown)
        if name not in self.prepared:
            self.cursor.execute(b'PREPARE %s AS ' % name.encode() + text.encode())
            self.prepared.add(name)
        given = [literal(values.get(n)) for n in names]
        self.cursor.execute('EXECUTE %s' % name + ('(%s)' % ', '.join(['%s'] * len(given)) if given else ''), given)
        return self.cursor.fetchall() if self.cursor.description else []

    def close(self):
        self.connection.close()


def literal(value):
    if isinstance(value, (list, tuple)):
        return '{' + ','.join('"%s"' % v for v in value) + '}'
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


class refuses:
    """with refuses('breach_open'): …   A guard's code, or a SQLSTATE."""

    def __init__(self, code, session=None):
        self.code, self.session = code, session

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            raise AssertionError('was let through; should be refused with ' + self.code)
        if not isinstance(error, psycopg2.Error):
            return False
        said = (error.pgcode, error.diag.constraint_name)
        if self.session:
            self.session.rollback()
        if self.code not in said:
            raise AssertionError('refused with %s %s, not %s: %s' % (*said, self.code, error)) from None
        return True


def new():
    return uuid.uuid4()


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


NOW = '2026-03-02T09:00:00Z'


def later(hours):
    return '2026-03-%02dT%02d:00:00Z' % (2 + (9 + hours) // 24, (9 + hours) % 24)


DEFAULTS = {
    'audit': dict(version=1, requirements=[], measure_points=[], team=[], owners='[]', later_rounds='[]', state='planned', theme='Tvang', method='system_audit', imported=False, created_at=NOW),
    'breach': dict(offered_rounds=[], version=1, requirements=[], quality=[], state='draft', title='Journalene er ufullstendige', excused_practice=False,
                   excused_management=False, registered_at=NOW, counts_from=NOW),
    'deadline': dict(version=1, extended_count=0, extended_days=0, kind='correction', state='running', due='2026-06-01', effective_due='2026-06-01',
                     override=False, proposed_by_enterprise=False, refused=False),
    'policy': dict(row_version=1, version=1, valid_from='2026-03-02', days='{}', ahead='{}', correction='{}', documents_before_visit=21,
                   assessment_after_measurement=14, milestone_after=90, interim_after=90, comment_ahead_with_notice=14,
                   unknown_severity='serious', unknown_complexity='moderate', avoided_weeks='[]', avoid_easter=True,
                   closing_days='[]', rungs='[]', send_from='08:00', send_to='16:00', fine_municipality=False, review_months=12, review_ahead=30, letter_mail='link', grounds='[{"names": ["a"], "acts": ["b"]}]'),
    'letter': dict(version=1, reminds=[], breaches=[], dates='[]', writers=[], approvals='[]', kind='meeting_invitation', state='draft', created_at=NOW, language='nb',
                   template_version=0, answers=[]),
    'order': dict(version=1, legal_ground='helsetilsynsloven § 8', text='Rett', state='announced'),
    'demand': dict(version=1, evidence_kind='practice'),
    'interim_measure': dict(version=1),
    'evidence': dict(kind='practice', received_on='2026-04-01', registered_at=NOW),
    'observation': dict(period_from='2026-04-01', period_to='2026-04-30', population=100, sample=20, compliant=20,
                        hard_failures=0, registered_at=NOW),
    'assessment': dict(requirements=[], overridden=[], outcome='corrected', assessed_on='2026-05-01', assessed_at=later(48)),
    'remark': dict(kind='remark', text='Fint', registered_at=NOW),
    'contact': dict(kind='phone', occurred_on='2026-04-01', text='Ringte', registered_at=NOW),
    'incoming': dict(**{'from': 'Rådmannen'}, attachments=[], answers=[], writes_off=[], received_on='2026-04-01', registered_at=NOW),
}
ADDED = ('evidence', 'observation', 'assessment', 'remark', 'contact', 'incoming')


class World:
    """A tenant with its people, its law, an enterprise and a case; every test stands in its own."""

    def __init__(self, state='planned', imported=False, **audit):
        self.id, self.audit, self.lead, self.leader, self.colleague = (new() for _ in range(5))
        self.enterprise, self.requirement, self.measure_point = new(), new(), new()
        self.serial = 0
        self.rows = {}          # what was put last, by id
        s = self.session = Session(self)
        s.begin()
        s.run('authority_add', authority=self.id, code='t' + self.id.hex, name='Statsforvalteren',
              national=False, language='nb', created_at=NOW)
        self.account(self.lead, 'caseworker')
        self.account(self.leader, 'leader')
        self.account(self.colleague, 'caseworker')
        s.run('enterprise_put', authority=self.id, id=self.enterprise, version=1, name='Eksempel kommune',
              kind='municipality')
        s.run('requirement_put', authority=self.id, id=self.requirement, version=1, code='hol-4-2', act='Lov')
        s.run('measure_point_put', authority=self.id, id=self.measure_point, version=1, code='mp', text='Andel', target=0.9,
              n_min=20, rounds=2, spacing_days=28)
        self.put('audit', id=self.audit, enterprise=self.enterprise, lead_auditor=self.lead, team=[self.lead],
                 requirements=[self.requirement], state='planned', imported=imported, **audit)
        s.commit()
        self.walk(state)

    def account(self, id, *roles, **more):
        row = dict(version=1, username='u' + id.hex, name='Kari', roles=list(roles), disabled=False, deputies='[]')
        self.session.run('account_put', authority=self.id, id=id, **{**row, **more})
        return id

    def walk(self, state):
        road = ['planned', 'notified', 'fieldwork', 'drafting', 'hearing', 'follow_up', 'closed']
        if state == 'cancelled':
            self.put('audit', id=self.audit, state='cancelled')
        else:
            for step in road[1:road.index(state) + 1]:
                self.put('audit', id=self.audit, state=step)
        self.session.commit()

    def put(self, noun, by=None, id=None, **members):
        """Store a row as it was last put, with these changes; returns its id."""
        id = id or new()
        row = self.rows.get(id)
        if row is None:
            row = dict(DEFAULTS[noun], id=id)
            if noun == 'audit':
                self.serial += 1
                row['case_number'] = '2026/%d' % self.serial
            else:
                row['audit'] = self.audit
        row = {**row, **members}
        (by or self.session).run(noun + ('_add' if noun in ADDED else '_put'), authority=self.id, **row)
        self.rows[id] = row
        return id

    def breach(self, state='draft', by=None, demand=False):
        """A breach that has come to a state by the law, with the deadline that it must have."""
        id = self.put('breach', by=by)
        if demand:              # nothing is asked when it has ended
            self.put('demand', by=by, breach=id)
        if state == 'draft':
            return id
        deadline = self.put('deadline', by=by, breach=id)
        self.put('breach', by=by, id=id, state='established')
        if state in ('reported', 'corrected'):
            self.put('breach', by=by, id=id, state='reported')
            self.put('deadline', by=by, id=deadline, state='met')
            deadline = self.put('deadline', by=by, breach=id, kind='assessment')
        if state == 'corrected':
            self.put('breach', by=by, id=id, state='corrected')
            self.put('deadline', by=by, id=deadline, state='met')
            self.put('assessment', by=by, breach=id)
        self.deadline = deadline
        return id

    def letter(self, state='draft', kind='meeting_invitation', **more):
        """A letter that has come to a state by the law."""
        subject, body = 'Sak', 'Kjære kommune'
        hash = sha(subject + '\n\n' + body)
        id = self.put('letter', kind=kind, subject=subject, body=body, author=self.lead, writers=[self.lead], **more)
        if state == 'draft':
            return id
        self.put('letter', id=id, state='submitted', sha256=hash, submitted_at=NOW)
        if state == 'submitted':
            return id
        self.put('letter', id=id, state='approved', approvals=approvals((self.leader, hash, True)))
        if state == 'approved':
            return id
        self.put('letter', id=id, state='dispatched', dispatched_at=NOW, recipient='Rådmannen')
        if state == 'journalled':
            self.put('letter', id=id, state='journalled', archive_number='2026/1-2')
        return id

    def template(self, author, kind='reminder_1', edition=1):
        """A wording that nobody has approved yet."""
        id = new()
        self.session.sql('INSERT INTO letter_template (authority_id, id, version, edition, kind, state, texts, author,'
                         " created_at) VALUES (%s, %s, 1, %s, %s, 'draft', %s, %s, %s)", self.id, id, edition, kind,
                         '[{"language": "nb"}, {"language": "nn"}]', author, NOW)
        self.session.commit()
        return id

    def event(self, by=None, audit='own', n=0, previous='head', keep=True, **more):
        """One event at the end of a chain; keep: the chain's head too."""
        s = by or self.session
        audit = self.audit if audit == 'own' else audit
        if previous == 'head':
            previous = s.one('SELECT log_hash FROM audit WHERE id = %s', audit) if audit else \
                s.one('SELECT log_hash FROM log_head')
        text = '{"event":"test","n":"%s"}' % new()
        hash = sha((previous or '') + '\n' + text)
        row = dict(n=n, audit=audit, subject_kind='audit', subject=self.audit, event='test', at=NOW, data='{}',
                   text=text, hash=hash, previous_hash=previous)
        id = s.run('event_add', authority=self.id, **{**row, **more})[0]['id']
        if keep and audit:
            s.sql('UPDATE audit SET log_hash = %s WHERE id = %s', hash, audit)
        elif keep:
            s.run('log_head_put', log_hash=hash)
        return id, hash


def approvals(*given):
    return json.dumps([dict(account=str(a), approved_at=NOW, as_leader=l, sha256=h) for a, h, l in given])


def objects(*given):
    return json.dumps([{k: str(v) for k, v in one.items()} for one in given])


class Apart:
    """A step of another session that may have to wait: run apart, joined when the first has moved on."""

    def __init__(self, function):
        self.error = self.result = None
        self.thread = threading.Thread(target=self.go, args=(function,), daemon=True)
        self.thread.start()

    def go(self, function):
        try:
            self.result = function()
        except BaseException as error:      # told to whoever joins
            self.error = error

    def join(self):
        self.thread.join(90)
        assert not self.thread.is_alive(), 'the other session never came on'
        if self.error:
            raise self.error
        return self.result


def until_blocked(waiting, holding):
    """Until one session waits for the other: asked of the server, never timed."""
    watch = Session(role='postgres')
    watch.connection.autocommit = True
    deadline = time.monotonic() + 60
    while watch.one('SELECT %s = ANY (pg_blocking_pids(%s))', holding.pid, waiting.pid) is not True:
        assert time.monotonic() < deadline, 'the other session does not wait'
    watch.close()
