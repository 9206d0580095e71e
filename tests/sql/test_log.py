"""test_log - the log is added to and nothing else; its chains hold; a feed loses nothing."""
from harness import DEFAULTS, NOW, Session, World, new, refuses, sha, test

KEPT_ROWS = ('audit', 'breach', 'demand', 'interim_measure', 'incoming', 'evidence', 'observation', 'assessment',
             'remark', 'contact', 'deadline', 'letter', 'order', 'event', 'attachment', 'account', 'enterprise',
             'requirement', 'measure_point', 'programme', 'conflict', 'authority', 'case_counter', 'log_head',
             'log_base', 'transition', 'mail', 'draw', 're_review', 'letter_template', 'letter_version', 'archive_post',
             'document', 'case_file', 'own_figure', 'own_note', 'policy', 'reminder', 'digest', 'risk_weights', 'survey', 'answer_set',
             'selection', 'write_off', 'review', 'letterhead')
KEPT_CONTENT = {'event': 'data', 'evidence': 'description', 'observation': 'compliant', 'assessment': 'text',
                'incoming': 'text', 'contact': 'text', 'remark': 'text', 'attachment': 'name', 'draw': 'about', 're_review': 'neither',
                'letter_version': 'body', 'own_note': 'new_phase', 'digest': 'day', 'risk_weights': 'risk', 'answer_set': 'days_late',
                'selection': 'withdrawn', 'review': 'told_at', 'write_off': 'written_off_on', 'letterhead': 'alt'}


def a_survey(world):
    s = world.session
    guide, survey, part = s.one('SELECT id FROM programme'), new(), new()
    s.run('survey_put', authority=world.id, id=survey, version=1, programme=guide, title='P', method='three_phase',
          due='2026-06-01', team=[], state='open', opened_at=NOW)
    for state in ('planned', 'notified'):
        world.put('audit', id=part, enterprise=world.enterprise, programme=guide, method='three_phase', survey=survey, state=state)
    s.run('answer_set_add', authority=world.id, id=new(), audit=part, number=1, received_on='2026-03-02', days_late=0,
          answers='[{"question": "ros", "yes": true}]', registered_at=NOW)
    s.run('selection_add', authority=world.id, id=new(), audit=part, withdrawn=False, reason='Svakt svar', registered_at=NOW)


def full_world():
    """A case with a row of everything in it."""
    world = World('follow_up')
    s = world.session
    breach = world.breach('corrected', demand=True)
    for noun in ('interim_measure', 'evidence', 'observation'):
        more = {'measure_point': world.measure_point} if noun == 'observation' else {}
        made = world.put(noun, breach=breach, **more)
    s.run('re_review_add', authority=world.id, id=new(), breach=breach, audit=world.audit, observation=made,
          reviewed_on='2026-03-02', both_compliant=8, only_own=1, only_authority=0, neither=1, registered_at=NOW)
    s.run('draw_add', authority=world.id, id=new(), measure_point=world.measure_point, population=60, sample=20,
          way='random', seed=7, target=0.9, confidence=0.95, allowed_failures=0, drawn_at=NOW)
    series = dict(authority=world.id, measure_point=world.measure_point, enterprise=world.enterprise, now=NOW)
    s.run('own_figure_put', **series, account=world.lead, periods_from=['2026-01-05'], periods_to=['2026-01-11'],
          numerators=[18], denominators=[20])
    s.run('own_note_add', **series, account=world.lead, date='2026-01-07', text='Nytt skjema', new_phase=True)
    for noun in ('incoming', 'remark', 'contact', 'letter'):
        world.put(noun)
    world.put('order', breaches=[breach])
    world.event()
    s.run('attachment_add', authority=world.id, id=new(), media_type='text/plain', size=1, content='\\x61',
          sha256=sha('a'), uploaded_at=NOW)
    s.run('conflict_add', authority=world.id, id=new(), account=world.lead, enterprise=world.enterprise)
    guide = new()
    s.run('programme_put', authority=world.id, id=guide, row_version=1, code='p', title='P', national=False, themes=[], later_rounds='[]',
          review_by='2026-06-01', requirements=[], measure_points=[], questions='[{"code": "ros", "kind": "yes_no"}]')
    s.run('review_add', id=guide, now=NOW)
    a_survey(world)
    s.run('case_counter_next', year=2026)
    s.run('mail_add', authority=world.id, id=new(), audit=world.audit, kind='letter', recipient='a@b.no', language='nb',
          data='{}', day='2026-03-02', created_at=NOW, state='waiting', attempts=0, attempts_lost=0, by_clock=False, next_attempt_at=NOW)
    s.run('digest_add', authority=world.id, today='2026-03-02')
    world.put('incoming', writes_off=[world.letter('dispatched')])         # a document, and what is written off
    s.run('letterhead_add', authority=world.id, id=new(), added_at=NOW)
    s.run('risk_weights_add', authority=world.id, id=new(), year=1, years_most=1, open_breach=1, repeated_breach=1, size=1,
          risk=1, made_at=NOW)
    s.run('case_file_add', id=new(), audit=world.audit, audit_version=1, wanted_by=world.lead, language='nb', wanted_at=NOW)
    s.sql('INSERT INTO letter_template (authority_id, id, version, edition, kind, state, texts, author, created_at)'
          " VALUES (%s, %s, 1, 1, 'notice', 'draft', %s, %s, %s)", world.id, new(),
          '[{"language": "nb"}, {"language": "nn"}]', world.lead, NOW)
    s.run('policy_put', authority=world.id, id=new(), **DEFAULTS['policy'])
    s.run('reminder_put', authority=world.id, id=new(), audit=world.audit, deadline=world.put('deadline'), rung='alert',
          action='alert', recipient='follow_up_lead', done='alerted', expected_on='2026-03-02', done_on='2026-03-02',
          days_late=0, at=NOW)
    s.commit()
    return world


@test
def nothing_is_deleted_or_emptied_whoever_asks():
    full_world()
    s = Session(role='postgres')
    tables = {r['relname'] for r in s.sql("""SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")}
    assert tables - set(KEPT_ROWS) == {'session', 'idempotency', 'calendar_token'}
    # each by triggers of its own: TRUNCATE … CASCADE may be stopped by another's
    for name, wanted in (('kept_rows', set(KEPT_ROWS)), ('kept_table', set(KEPT_ROWS)),
                         ('kept_content', set(KEPT_CONTENT))):
        assert wanted == {r['relname'] for r in s.sql("""SELECT relname FROM pg_trigger
            JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = %s AND tgenabled = 'A'""", name)}
    empty = [table for table in KEPT_ROWS if not s.sql('SELECT 1 AS one FROM "%s" LIMIT 1' % table)]
    assert not empty, 'nothing to keep in %s' % empty
    s.close()
    for role in ('tilsyn_owner', 'postgres'):
        s = Session(role=role)
        for table in KEPT_ROWS:
            with refuses('kept', s):
                s.sql('DELETE FROM "%s"' % table)
            with refuses('kept', s):
                s.sql('TRUNCATE "%s" CASCADE' % table)
            if role == 'postgres':
                with refuses('kept', s):
                    s.sql('SET LOCAL session_replication_role = replica; DELETE FROM "%s"' % table)
        s.close()


@test
def the_daemon_cannot_even_try():
    world = full_world()
    s = world.session
    for table in KEPT_ROWS:
        with refuses('42501', s):
            s.sql('DELETE FROM "%s"' % table)
    for table, column in KEPT_CONTENT.items():
        with refuses('42501', s):
            s.sql('UPDATE "%s" SET "%s" = "%s"' % (table, column, column))


@test
def what_was_received_judged_or_logged_stays_as_it_was():
    full_world()
    for role in ('tilsyn_owner', 'postgres'):
        s = Session(role=role)
        for table, column in KEPT_CONTENT.items():
            with refuses('kept', s):
                s.sql('UPDATE "%s" SET "%s" = "%s"' % (table, column, column))
            if role == 'postgres':
                with refuses('kept', s):
                    s.sql('SET LOCAL session_replication_role = replica; UPDATE "%s" SET "%s" = "%s"'
                          % (table, column, column))
        s.close()


@test
def a_row_stays_in_its_case_and_a_case_keeps_its_name():
    world = full_world()
    s = world.session
    other = world.put('audit', enterprise=world.enterprise)
    breach = world.put('breach')
    s.commit()
    for table in ('breach', 'demand', 'interim_measure', 'deadline', 'letter', 'order'):
        with refuses('kept', s):
            s.sql('UPDATE "%s" SET audit = %%s' % table, other)
    for table in ('demand', 'interim_measure', 'deadline'):
        with refuses('kept', s):
            s.sql('UPDATE "%s" SET breach = %%s' % table, breach)
    for change in ("source_key = repeat('a', 64)", "case_number = '2025/1'", 'imported = true', "created_at = '2020-01-01Z'", 'id = gen_random_uuid()'):
        with refuses('kept', s):
            s.sql('UPDATE audit SET %s WHERE id = %%s' % change, world.audit)


@test
def an_event_follows_the_one_before_it():
    world = World('follow_up')
    s = world.session
    first, hash = world.event()
    second, hash = world.event(n=1)
    s.commit()
    third, hash = world.event()
    s.commit()
    assert first < second < third
    assert [r['previous_hash'] for r in s.run('event_list', fetch=9)][1:] == \
        [r['hash'] for r in s.run('event_list', fetch=9)][:-1]
    for wrong in (None, sha('another')):
        with refuses('chain_broken', s):
            world.event(previous=wrong)
    # nor may one be slipped in behind
    with refuses('chain_broken', s):
        world.event(previous=s.one('SELECT hash FROM event WHERE id = %s', first))


@test
def an_authoritys_own_events_are_a_chain_of_their_own():
    world = World()
    world.event()
    world.event(audit=None, n=1)
    world.session.commit()
    world.event(audit=None)
    world.session.commit()
    with refuses('chain_broken', world.session):
        world.event(audit=None, previous=None)


@test
def an_events_hash_is_of_the_one_before_and_its_own_text():
    world = World()
    s = world.session
    for change in (dict(hash=sha('x')), dict(text='{}'), dict(hash='ABC')):
        with refuses('event_hash', s):
            world.event(**change)
    for data in ('[]', '1', '"x"'):
        with refuses('23514', s):
            world.event(data=data)


@test
def the_head_that_is_kept_is_the_newest_hash():
    world = World()
    for audit in (world.audit, None):
        with refuses('chain_broken', world.session):
            world.event(audit=audit, keep=False)
            world.session.commit()


@test
def an_events_id_is_its_transactions_and_nobody_elses():
    world = World()
    s = world.session
    world.event()
    made = s.one('SELECT max(id) FROM event')
    assert made >> 16 == s.one('SELECT pg_current_xact_id()::text::bigint + base FROM log_base') and made & 65535 == 0
    with refuses('chain_broken', s):
        world.event(n=65536)
    with refuses('chain_broken', s):
        text = '{}'
        s.sql("""INSERT INTO event (authority_id, id, audit, subject_kind, subject, event, at, data, text, hash)
            VALUES (%s, event_id(0) - 65536, NULL, 'audit', %s, 'x', %s, '{}', %s, %s)""",
              world.id, world.audit, NOW, text, sha('\n' + text))


@test
def the_feed_shows_nothing_that_a_slower_transaction_can_slip_in_behind():
    world = World()
    other = world.put('audit', enterprise=world.enterprise)
    world.session.commit()
    slow, quick = Session(world), Session(world)
    before = {r['id'] for r in quick.run('event_feed', fetch=100)}
    slow_id, _ = world.event(by=slow)
    quick.begin()
    quick_id, _ = world.event(by=quick, audit=other)
    quick.commit()
    assert slow_id < quick_id
    seen = {r['id'] for r in quick.run('event_feed', fetch=100)}
    assert seen == before, 'the feed ran past an open transaction'
    quick.commit()
    slow.commit()
    assert [r['id'] for r in quick.run('event_feed', fetch=100)] == sorted(before | {slow_id, quick_id})
    assert [r['id'] for r in quick.run('event_feed', after=slow_id, fetch=100)] == [quick_id]
    assert [r['id'] for r in quick.run('event_feed_down', after=quick_id, fetch=1)] == [slow_id]


@test
def a_restore_into_a_new_cluster_lifts_the_ids_over_the_old():
    world = World()
    s = world.session
    s.commit()
    assert s.run('log_base_raise')[0]['raised'] is False
    s.commit()
    # as a restore leaves it: the log has ids of a life that counted further
    owner = Session(role='postgres')
    owner.sql("SET LOCAL session_replication_role = replica")
    owner.sql("""INSERT INTO event (authority_id, id, subject_kind, subject, event, at, data, text, hash)
        VALUES (%s, event_id(0) + (1000000::bigint << 16), 'audit', %s, 'x', %s, '{}', '{}', %s)""",
              world.id, world.audit, NOW, sha('\n{}'))
    owner.sql('UPDATE log_head SET log_hash = %s WHERE authority_id = %s', sha('\n{}'), world.id)
    owner.commit()
    old = owner.one('SELECT max(id) FROM event')
    assert s.run('event_feed', fetch=100) == []
    s.commit()
    with refuses('chain_broken', s):            # not 40001: beginning again would help nobody
        world.event(audit=None)
    s.commit()
    assert s.run('log_base_raise')[0]['raised'] is True
    s.commit()
    assert s.run('log_base_raise')[0]['raised'] is False
    s.commit()
    id, _ = world.event(audit=None)
    s.commit()
    assert id > old
    assert [r['id'] for r in s.run('event_feed', fetch=100)] == [old, id]
    owner.close()
