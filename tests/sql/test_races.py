"""test_races - two sessions that each see half: one waits for the other and then sees the whole."""
from harness import Apart, NOW, Session, World, later, refuses, test, until_blocked


def race(world, first, second):
    """first does its part and holds; second must wait for it; then both commit.  Returns second's end."""
    one, other = Session(world), Session(world)
    first(one)

    def go():
        second(other)
        other.commit()

    apart = Apart(go)
    until_blocked(other, one)
    one.commit()
    one.close()
    return apart


def close_it(world):
    return lambda s: world.put('audit', id=world.audit, state='closed', by=s)


@test
def a_case_is_not_closed_past_a_breach_that_is_being_registered():
    world = World('follow_up')
    with refuses('breach_open'):
        race(world, lambda s: world.put('breach', by=s), close_it(world)).join()


@test
def a_breach_is_not_registered_past_a_case_that_is_being_closed():
    world = World('follow_up')
    with refuses('breach_open'):
        race(world, close_it(world), lambda s: world.put('breach', by=s)).join()


@test
def no_blocking_deadline_order_or_letter_slips_into_a_case_that_is_being_closed():
    for code, make in (('deadline_running', lambda w, s: w.put('deadline', kind='plan', by=s)),
                       ('order_live', lambda w, s: w.put('order', breaches=[w.struck], by=s)),
                       ('wrong_state', lambda w, s: w.put('letter', by=s))):
        for closing_first in (True, False):
            world = World('follow_up')
            world.struck = world.put('breach', id=world.breach('draft'), state='dropped')
            world.session.commit()
            steps = [close_it(world), lambda s: make(world, s)]
            with refuses(code):
                race(world, *(steps if closing_first else steps[::-1])).join()


@test
def a_breach_is_not_established_on_a_deadline_that_is_being_waived():
    for waive_first in (True, False):
        world = World('hearing')
        breach = world.put('breach')
        deadline = world.put('deadline', breach=breach)
        world.session.commit()
        steps = [lambda s: world.put('deadline', id=deadline, state='waived', by=s),
                 lambda s: world.put('breach', id=breach, state='established', by=s)]
        with refuses('breach_without_deadline'):
            race(world, *(steps if waive_first else steps[::-1])).join()


@test
def two_deadlines_of_a_breach_are_not_both_waived():
    world = World('follow_up')
    breach = world.breach('established')
    first, second = world.deadline, world.put('deadline', kind='order_compliance', breach=breach)
    world.session.commit()
    with refuses('breach_without_deadline'):
        race(world, lambda s: world.put('deadline', id=first, state='waived', by=s),
             lambda s: world.put('deadline', id=second, state='waived', by=s)).join()


@test
def whoever_writes_under_a_case_waits_for_who_holds_it():
    world = World('follow_up')
    breach = world.breach('established')
    world.session.commit()
    rows = dict(breach={}, demand=dict(breach=breach), interim_measure=dict(breach=breach), incoming={},
                evidence=dict(breach=breach), observation=dict(breach=breach, measure_point=world.measure_point),
                assessment=dict(breach=breach), remark={}, contact={}, deadline={}, letter={},
                order=dict(breaches=[breach]))
    for noun, more in rows.items():
        one, other = Session(world), Session(world)
        one.run('audit_lock', id=world.audit)
        apart = Apart(lambda: world.put(noun, by=other, **more))
        until_blocked(other, one)
        one.rollback()
        apart.join()
        other.rollback()


@test
def two_sessions_do_not_follow_the_same_event():
    for audit in ('own', None):
        world = World('follow_up')
        world.event(audit=audit)
        world.session.commit()
        head = world.session.one('SELECT hash FROM event ORDER BY id DESC LIMIT 1')
        world.session.commit()
        with refuses('chain_broken'):
            race(world, lambda s: world.event(by=s, audit=audit, previous=head),
                 lambda s: world.event(by=s, audit=audit, previous=head)).join()


@test
def events_of_a_case_are_numbered_in_the_order_they_follow_each_other():
    """The lock comes before anything that takes a transaction id, so who waits gets the higher one."""
    world = World('follow_up')
    made = []

    def command(s):
        s.run('audit_lock', id=world.audit)
        made.append(world.event(by=s)[0])

    for _ in range(5):
        race(world, command, command).join()
    assert made == sorted(made) and len(set(made)) == 10


@test
def who_was_overtaken_in_the_log_begins_again():
    for audit in ('own', None):
        world = World('follow_up')
        early, late = Session(world), Session(world)
        early.one('SELECT pg_current_xact_id()')
        world.event(by=late, audit=audit)
        late.commit()
        with refuses('40001', early):
            world.event(by=early, audit=audit)
        world.event(by=early, audit=audit)
        early.commit()


@test
def a_case_that_changes_keeps_none_waiting_who_only_refer_to_it():
    world = World('follow_up')
    one, other = Session(world), Session(world)
    world.put('audit', id=world.audit, theme='Annet', by=one)
    other.sql('SET LOCAL lock_timeout = 1')
    assert other.sql('SELECT id FROM audit WHERE id = %s FOR KEY SHARE', world.audit)


@test
def case_numbers_have_no_gap_when_a_case_is_given_up():
    world = World()
    one, other = Session(world), Session(world)
    take = lambda s: s.run('case_counter_next', year=2026)[0]['case_number']
    assert take(one) == '2026/1'
    apart = Apart(lambda: take(other))
    until_blocked(other, one)
    one.rollback()
    assert apart.join() == '2026/1'
    other.commit()
    assert take(one) == '2026/2'


@test
def two_rounds_registered_at_once_do_not_overlap():
    world = World('follow_up')
    breach = world.breach('established')
    world.session.commit()
    register = lambda s: world.put('observation', breach=breach, measure_point=world.measure_point, by=s)
    with refuses('observation_overlap'):
        race(world, register, register).join()


@test
def a_letter_is_not_sent_past_a_writer_who_takes_it_back():
    world = World('follow_up')
    id = world.letter('approved')
    world.session.commit()
    approved = dict(world.rows[id])

    def recall(s):
        world.put('letter', id=id, state='draft', approvals='[]', by=s)
        world.put('letter', id=id, body='Ny', by=s)

    def send(s):
        world.rows[id] = approved
        world.put('letter', id=id, state='dispatched', dispatched_at=NOW, by=s)

    with refuses('letter_not_approved'):
        race(world, recall, send).join()


KEY = dict(method='POST', target='/v1/audits', key='k')


def claim(s, now=NOW, body='a', **key):
    s.run('idempotency_claim', now=now, body_hash=body, **{**KEY, **key})
    return s.cursor.rowcount == 1


def answer(s):
    s.run('idempotency_store', status=201, etag='"1.a"', location='/v1/audits/1', answer='{"id":"1"}', **KEY)


@test
def the_second_of_two_with_a_key_waits_and_reads_what_the_first_was_answered():
    world = World()
    one, other = Session(world), Session(world)
    assert claim(one)
    apart = Apart(lambda: (claim(other), other.run('idempotency_read', **KEY)))
    until_blocked(other, one)
    answer(one)
    one.commit()
    claimed, stored = apart.join()
    assert not claimed and stored[0]['status'] == 201 and stored[0]['answer'] == '{"id":"1"}'


@test
def a_key_whose_command_was_given_up_is_free_to_the_one_who_waited():
    world = World()
    one, other = Session(world), Session(world)
    claim(one)
    apart = Apart(lambda: claim(other))
    until_blocked(other, one)
    one.rollback()
    assert apart.join()


@test
def a_key_is_the_accounts_the_methods_and_the_targets_own():
    world = World()
    s = world.session
    claim(s)
    for other in (dict(method='PATCH'), dict(target='/v1/breaches'), dict(key='l')):
        assert claim(s, **other)
    s.sql("SELECT set_config('tilsyn.account', %s, true)", str(world.leader))
    assert claim(s)
    s.sql("SELECT set_config('tilsyn.account', '', true)")
    assert not claim(s), 'a key was taken for nobody'


@test
def a_key_is_free_again_after_a_day_and_its_answer_forgotten():
    world = World()
    s = world.session
    claim(s)
    answer(s)
    assert not claim(s, now=later(23), body='b')
    assert not claim(s, now='2026-03-03T08:59:59.999999Z', body='b')
    assert claim(s, now=later(24), body='b')
    row = s.run('idempotency_read', **KEY)[0]
    assert (row['body_hash'], row['status'], row['answer'], row['etag'], row['location']) == ('b', None, None, None, None)
    s.run('idempotency_prune', before=later(23))
    assert len(s.run('idempotency_read', **KEY)) == 1
    s.run('idempotency_prune', before=later(24))
    assert s.run('idempotency_read', **KEY) == []


@test
def a_lock_of_something_in_a_case_tells_the_version_that_stands():
    """Read before the wait, a version would be stale after it."""
    world = World('follow_up')
    breach = world.breach('established')
    ids = dict(breach=breach, deadline=world.deadline, letter=world.letter('draft'),
               order=world.put('order', breaches=[breach]), demand=world.put('demand', breach=breach),
               interim_measure=world.put('interim_measure', breach=breach))
    world.session.commit()
    for noun, id in ids.items():
        one, other = Session(world), Session(world)
        one.run(noun + '_lock', id=id)
        apart = Apart(lambda: other.run(noun + '_lock', id=id))
        until_blocked(other, one)
        world.put(noun, id=id, version=2, by=one)
        world.put('audit', id=world.audit, version=world.rows[world.audit]['version'] + 1, by=one)
        one.commit()
        row = apart.join()[0]
        assert (row['version'], row['audit_version']) == (2, world.rows[world.audit]['version']), noun
        for s in (one, other):
            s.rollback()
            s.close()
