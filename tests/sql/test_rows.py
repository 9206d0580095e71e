"""test_rows - what a row may be by itself, and which steps it may take."""
from cluster import ROOT
from harness import FIRST, NOW, Session, World, later, new, refuses, sha, test
from test_log import full_world

MACHINES = ('audit', 'breach', 'deadline', 'letter', 'order')


@test
def the_steps_are_those_of_the_law():
    """The law as it was written down from the domain document, by another than these pairs."""
    for machine in MACHINES:
        law = set()
        for line in open('%s/tests/unit/expected/%s.txt' % (ROOT, machine), encoding='utf-8'):
            columns = [c.strip() for c in line.split('|')]
            if not line.startswith('#') and columns[0] != columns[5]:
                law.add((columns[0], columns[5]))
        s = Session(role='postgres')
        pairs = {(r['from'], r['to']) for r in s.sql('SELECT * FROM transition WHERE machine = %s', machine)}
        s.close()
        # a breach that is born proposes its deadline; one row of the table makes both
        if machine == 'deadline':
            law |= {('-', 'proposed'), ('-', 'running')}
        assert pairs == law, '%s: too many %s, too few %s' % (machine, pairs - law, law - pairs)


@test
def a_state_is_reached_by_a_step_of_the_law_only():
    watch = Session(role='postgres')
    for machine, made in (('audit', 'planned'), ('breach', 'draft'), ('order', 'announced')):
        world = World('fieldwork')
        s = world.session
        breach = world.put('breach')
        more = {'breaches': [breach]} if machine == 'order' else \
            {'enterprise': world.enterprise} if machine == 'audit' else {}
        id = world.put(machine, state=made, **more)
        s.commit()
        pairs = watch.sql('SELECT * FROM transition WHERE machine = %s', machine)
        states = {r['to'] for r in pairs} - {made, 'fined'}      # a fine needs its figures first
        for state in states - {r['to'] for r in pairs if r['from'] == made}:
            with refuses('wrong_state', s):
                s.sql('UPDATE "%s" SET state = %%s WHERE id = %%s' % machine, state, id)
        for state in states:
            with refuses('wrong_state', s):
                world.put(machine, state=state, **more)
    watch.close()


@test
def a_met_deadline_never_runs_again():
    world = World('follow_up')
    s = world.session
    id = world.put('deadline', kind='comment')
    world.put('deadline', id=id, state='met')
    s.commit()
    with refuses('wrong_state', s):
        world.put('deadline', id=id, state='running')


@test
def only_silence_that_is_lawful_lapses():
    world = World('hearing')
    s = world.session
    for kind in ('comment', 'order_comment', 'appeal'):
        world.put('deadline', id=world.put('deadline', kind=kind), state='lapsed')
    id = world.put('deadline', kind='documents')
    s.commit()
    with refuses('deadline_lapse', s):
        world.put('deadline', id=id, state='lapsed')


@test
def the_clock_finds_in_every_tenant_what_lapses_and_nothing_else():
    world = World('hearing')
    lapsing = {world.put('deadline', kind=kind) for kind in ('comment', 'order_comment', 'appeal')}
    world.put('deadline', kind='documents')
    world.put('deadline', kind='comment', due='2026-07-01', effective_due='2026-07-01')
    world.put('deadline', id=world.put('deadline', kind='comment'), state='met')
    world.session.commit()
    found = lambda day: {r['id'] for r in Session().run('deadline_lapsing', today=day, **FIRST) if r['authority'] == world.id}
    assert found('2026-06-02') == lapsing and found('2026-06-01') == set()


@test
def an_imported_case_begins_where_history_left_it_and_no_other_does():
    world = World()
    s = world.session
    audit = dict(enterprise=world.enterprise, state='follow_up')
    with refuses('wrong_state', s):
        world.put('audit', **audit)
    imported = world.put('audit', imported=True, **audit)
    breach = world.put('breach', audit=imported, state='established')
    world.put('deadline', audit=imported, breach=breach)
    world.put('deadline', audit=imported, kind='comment', state='met')
    s.commit()
    with refuses('wrong_state', s):
        world.put('breach', state='established')
    with refuses('wrong_state', s):
        world.put('deadline', state='met')
    with refuses('wrong_state', s):
        world.put('letter', audit=imported, state='withdrawn')


@test
def lateness_is_never_measured_before_the_date():
    world = World('follow_up')
    world.put('deadline', kind='documents', due='2026-04-02', effective_due='2026-04-07')
    with refuses('deadline_effective_due', world.session):
        world.put('deadline', kind='documents', due='2026-04-02', effective_due='2026-04-01')


@test
def the_figures_of_a_round_hang_together():
    world = World('follow_up')
    s = world.session
    round = dict(breach=world.breach('established'), measure_point=world.measure_point)
    s.commit()
    wrong = (dict(compliant=-1), dict(compliant=21), dict(sample=101), dict(hard_failures=1),
             dict(compliant=19, hard_failures=2), dict(hard_failures=-1))
    for figures in wrong:
        with refuses('observation_figures', s):
            world.put('observation', **round, **figures)
    with refuses('observation_period', s):
        world.put('observation', **round, period_from='2026-05-01', period_to='2026-04-30')
    world.put('observation', **round, compliant=18, hard_failures=2)
    s.commit()


@test
def rounds_of_a_measure_point_do_not_overlap():
    world = World('follow_up')
    s = world.session
    breach, other = world.breach('established'), world.breach('established')
    round = dict(measure_point=world.measure_point)
    world.put('observation', breach=breach, **round)
    world.put('observation', breach=other, **round)
    world.put('observation', breach=breach, **round, period_from='2026-05-01', period_to='2026-05-31')
    s.commit()
    with refuses('observation_overlap', s):
        world.put('observation', breach=breach, **round, period_from='2026-04-30', period_to='2026-04-30')


@test
def what_was_overridden_was_overridden_for_a_reason():
    world = World('follow_up')
    with refuses('23514', world.session):
        world.put('assessment', breach=world.breach('reported'), overridden=['practice_missing'])


@test
def a_fine_is_an_amount_for_each_period_from_a_day():
    world = World('follow_up')
    breach = world.breach('established')
    order = world.put('order', breaches=[breach])
    world.put('order', id=order, state='issued')
    world.session.commit()
    for missing in ('amount', 'period', 'from'):
        fine = dict(amount=100000, period='month', **{'from': '2014-01-01'})
        with refuses('23514', world.session):
            world.put('order', id=order, state='fined', **{**fine, missing: None})


@test
def a_value_that_makes_no_sense_is_refused():
    wrong = {
        'authority': {'code': "''", 'language': "'en'"},
        'account': {'username': "''", 'deputies': "'{}'"},
        'enterprise': {'org_number': "'97476067'", 'parent_org_number': "'9747606731'",
                       'municipality_number': "'301'", 'paused_from, paused_to': "'2026-01-02', '2026-01-01'"},
        'conflict': {'"from", "to"': "'2026-01-02', '2026-01-01'"},
        'requirement': {'valid_from, valid_to': "'2026-01-02', '2026-01-01'"},
        'measure_point': {'n_min': '0', 'rounds': '0', 'spacing_days': '-1', 'target': '1.01'},
        'demand': {'n_min': '0', 'rounds': '0', 'spacing_days': '-1', 'target': '-0.01'},
        'case_counter': {'last': '0'},
        'log_base': {'base': '-1'},
        'audit': {'case_number': "'2026/0'", 'owners': "'{}'", 'source_key, imported': "'x', true",
                  'source_key': "repeat('a', 64)"},
        'draw': {'population': '0', 'sample': '0', 'sample, population': '21, 20', 'way': "'all'", 'seed': 'NULL',
                 'way, seed': "'newest', 7", 'target': '1.01', 'confidence': 'NULL', 'allowed_failures': '21',
                 'target, confidence': 'NULL, NULL'},
        'own_figure': {'numerator': '21', 'denominator': '-1', 'period_to': "'2026-01-04'"},
        'own_note': {'text': "''"},
        're_review': {'both_compliant': '-1', 'only_own': '-1', 'only_authority': '-1', 'neither': '-1',
                      'both_compliant, only_own, neither': '0, 0, 0'},
        'letter': {'dates': "'{}'", 'approvals': "'{}'"},
        'order': {'amount': '0', 'breaches': "'{}'"},
    }
    s = Session(role='postgres')
    for table, values in wrong.items():
        if not s.one('SELECT count(*) FROM "%s"' % table):
            full_world()
        for column, value in values.items():
            # the rows' own triggers would speak first
            with refuses('23514', s):
                s.sql("SET LOCAL session_replication_role = replica")
                for trigger in ('letter DISABLE TRIGGER judged', 'draw DISABLE TRIGGER kept_content',
                                're_review DISABLE TRIGGER kept_content',
                                'own_figure DISABLE TRIGGER kept_period',
                                'own_note DISABLE TRIGGER kept_content'):
                    s.sql('ALTER TABLE ' + trigger)
                s.sql('UPDATE "%s" SET (%s) = ROW(%s)' % (table, column, value))


@test
def what_is_kept_of_a_file_is_of_that_file():
    world = World()
    s = world.session
    file = dict(authority=world.id, media_type='text/plain', size=1, content='\\x61', sha256=sha('a'), uploaded_at=NOW)
    s.run('attachment_add', id=new(), **file)
    s.commit()
    for change in (dict(size=2), dict(sha256=sha('b')), dict(content='\\x62')):
        with refuses('23514', s):
            s.run('attachment_add', id=new(), **{**file, **change})
    with refuses('attachment_size_check', s):
        s.sql('''INSERT INTO attachment (authority_id, id, media_type, size, sha256, content, uploaded_at)
            SELECT %s, %s, 'x', 33554433, encode(sha256(c), 'hex'), c, %s
            FROM (SELECT convert_to(repeat('x', 33554433), 'UTF8') AS c) AS large''', world.id, new(), NOW)


@test
def a_login_lasts_and_its_token_is_a_digest():
    world = World()
    s = world.session
    login = dict(authority=world.id, account=world.lead, token_hash=sha('t'), now=NOW, expires_at=later(8))
    for change in (dict(expires_at=NOW), dict(token_hash='abcd')):
        with refuses('23514', s):
            s.run('session_start', id=new(), **{**login, **change})
    with refuses('idempotency_key_check', s):
        s.run('idempotency_claim', method='POST', target='/', key='k' * 65, body_hash='a', now=NOW)


@test
def the_earliest_running_date_stands_on_the_case():
    world = World('follow_up')
    s = world.session
    due = lambda: str(s.one('SELECT next_due FROM audit WHERE id = %s', world.audit))
    assert due() == 'infinity' or due() == '9999-12-31'
    far = world.put('deadline', kind='documents', effective_due='2026-08-03')
    near = world.put('deadline', kind='survey', effective_due='2026-07-06')
    world.put('deadline', kind='plan', state='proposed')
    assert due() == '2026-07-06'
    world.put('deadline', id=near, effective_due='2026-09-01')
    assert due() == '2026-08-03'
    world.put('deadline', id=near, effective_due='2026-07-06')
    world.put('deadline', id=near, state='met')
    assert due() == '2026-08-03'
    world.put('deadline', id=far, state='waived')
    assert due() == 'infinity' or due() == '9999-12-31'
    s.commit()


@test
def periods_of_a_series_do_not_overlap_and_stay_where_they_are():
    world = World()
    s = world.session
    series = dict(authority=world.id, measure_point=world.measure_point, enterprise=world.enterprise, now=NOW,
                  account=world.lead)

    def put(first, last, k=1, n=2):
        s.run('own_figure_put', **series, periods_from=[first], periods_to=[last], numerators=[k], denominators=[n])

    put('2026-01-05', '2026-01-11')
    put('2026-01-12', '2026-01-18')
    s.commit()
    put('2026-01-05', '2026-01-11', 2, 2)       # a correction
    s.commit()
    for first, last in (('2026-01-11', '2026-01-11'), ('2026-01-01', '2026-01-05'), ('2026-01-01', '2026-02-01')):
        with refuses('23P01', s):
            put(first, last)
    with refuses('42501', s):
        s.sql("UPDATE own_figure SET period_to = '2026-01-10' WHERE period_from = '2026-01-05'")
    o = Session(role='postgres')
    with refuses('23001', o):
        o.sql("UPDATE own_figure SET period_to = '2026-01-10' WHERE period_from = '2026-01-05'")
