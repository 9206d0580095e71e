"""test_case - what the database refuses of a case, whoever asks: an end too early, an open breach without a date."""
from harness import Session, World, later, new, refuses, test

LIVE = ('announced', 'issued', 'referred', 'fined')
BLOCKING = ('correction', 'milestone', 'measurement', 'plan', 'order_compliance')


def ends(world, state='closed', by=None):
    world.put('audit', id=world.audit, state=state, by=by)
    (by or world.session).commit()


@test
def an_ended_case_has_no_open_breach():
    for state in ('draft', 'established', 'reported'):
        world = World('follow_up')
        world.breach(state)
        world.session.commit()
        with refuses('breach_open', world.session):
            ends(world)
    world = World('fieldwork')
    breach = world.breach('draft')
    world.session.commit()
    with refuses('breach_open', world.session):
        ends(world, 'cancelled')
    world.put('breach', id=breach, state='dropped')
    ends(world, 'cancelled')
    with refuses('breach_open', world.session):
        world.put('breach')
        world.session.commit()


@test
def a_corrected_and_a_dropped_breach_let_a_case_end():
    world = World('follow_up')
    world.breach('corrected')
    world.put('breach', id=world.breach('draft'), state='dropped')
    ends(world)
    with refuses('breach_open', world.session):
        world.put('breach')
        world.session.commit()


@test
def no_blocking_deadline_runs_in_an_ended_case():
    for kind in BLOCKING:
        world = World('follow_up')
        # an earlier date that may run on, so that the case's own row is left alone
        world.put('deadline', kind='appeal', due='2026-04-01', effective_due='2026-04-07')
        id = world.put('deadline', kind=kind)
        proposed = world.put('deadline', kind=kind, state='proposed')
        world.session.commit()
        with refuses('deadline_running', world.session):
            ends(world)
        world.put('deadline', id=id, state='waived')
        ends(world)
        with refuses('deadline_running', world.session):
            world.put('deadline', kind=kind)
            world.session.commit()
        with refuses('deadline_running', world.session):
            world.put('deadline', id=proposed, state='running')
            world.session.commit()


@test
def no_order_lives_in_an_ended_case():
    road = {'announced': (), 'issued': ('issued',), 'referred': ('issued', 'referred'), 'fined': ('issued', 'fined')}
    for state in LIVE:
        world = World('follow_up')
        breach = world.put('breach', id=world.breach('draft'), state='dropped')
        order = world.put('order', breaches=[breach])
        for step in road[state]:
            fine = dict(amount=1000, period='day', **{'from': '2026-09-01'}) if step == 'fined' else {}
            world.put('order', id=order, state=step, **fine)
        world.session.commit()
        with refuses('order_live', world.session):
            ends(world)
        world.put('order', id=order, state='withdrawn')
        ends(world)
        with refuses('order_live', world.session):
            world.put('order', breaches=[breach])
            world.session.commit()


@test
def only_a_letter_that_corrects_another_is_open_in_an_ended_case():
    world = World('follow_up')
    sent = world.letter('dispatched')
    for state in ('draft', 'submitted', 'approved'):
        open_one = world.letter(state)
        world.session.commit()
        with refuses('wrong_state', world.session):
            ends(world)
        world.put('letter', id=open_one, state='withdrawn')
    ends(world)
    correction = world.letter('draft', corrects=sent)
    world.session.commit()
    with refuses('wrong_state', world.session):
        world.put('letter', id=correction, corrects=None)
        world.session.commit()
    with refuses('wrong_state', world.session):
        world.letter('draft')
        world.session.commit()


@test
def an_open_breach_has_a_running_correction_or_order_compliance_deadline():
    for kind in ('correction', 'order_compliance'):
        world = World('follow_up')
        s = world.session
        breach = world.put('breach')
        with refuses('breach_without_deadline', s):
            world.put('breach', id=breach)
            world.put('breach', id=breach, state='established')
            s.commit()
        world.rows.clear()
        breach = world.put('breach')
        deadline = world.put('deadline', kind=kind, breach=breach)
        world.put('breach', id=breach, state='established')
        s.commit()
        for state in ('met', 'met_late', 'extended', 'waived'):
            with refuses('breach_without_deadline', s):
                world.put('deadline', id=deadline, state=state)
                s.commit()
            world.rows[deadline]['state'] = 'running'
        with refuses('breach_without_deadline', s):
            world.put('deadline', id=deadline, kind='milestone')
            s.commit()


@test
def a_breach_found_insufficient_has_a_new_date():
    for road in (('reported',), ('corrected',)):
        world = World('follow_up')
        s = world.session
        breach = world.breach(*road)
        s.commit()
        with refuses('breach_without_deadline', s):
            world.put('breach', id=breach, state='insufficient')
            s.commit()
        world.put('breach', id=breach, state='insufficient')
        world.put('deadline', breach=breach)
        s.commit()


@test
def an_extended_deadline_needs_its_successor_in_the_same_transaction():
    world = World('follow_up')
    breach = world.breach('established')
    world.session.commit()
    successor = new()
    world.put('deadline', id=world.deadline, state='extended', successor=successor)
    world.put('deadline', id=successor, breach=breach, predecessor=world.deadline)
    world.session.commit()


@test
def a_proposed_deadline_keeps_no_breach_open():
    world = World('hearing')
    breach = world.put('breach')
    world.put('deadline', breach=breach, state='proposed')
    world.session.commit()
    with refuses('breach_without_deadline', world.session):
        world.put('breach', id=breach, state='established')
        world.session.commit()


@test
def an_order_may_carry_the_deadline_of_its_breaches():
    world = World('follow_up')
    s = world.session
    breach, other = world.breach('established'), world.breach('established')
    order = world.put('order', breaches=[breach, other])
    s.commit()
    for id in (breach, other):
        s.sql("UPDATE deadline SET state = 'extended' WHERE breach = %s", id)
    shared = world.put('deadline', kind='order_compliance', order=order)
    s.commit()
    with refuses('breach_without_deadline', s):
        world.put('deadline', id=shared, state='waived')
        s.commit()
    with refuses('breach_without_deadline', s):
        s.sql('UPDATE "order" SET breaches = %s::uuid[] WHERE id = %s', [breach], order)
        s.commit()
    with refuses('breach_without_deadline', s):
        s.sql('UPDATE deadline SET "order" = NULL WHERE id = %s', shared)
        s.commit()


@test
def a_reported_breach_has_a_running_assessment_or_measurement_deadline():
    for kind in ('assessment', 'measurement'):
        world = World('follow_up')
        s = world.session
        breach = world.breach('established')
        s.commit()
        with refuses('breach_without_deadline', s):
            world.put('breach', id=breach, state='reported')
            s.commit()
        deadline = world.put('deadline', kind=kind, breach=breach)
        world.put('breach', id=breach, state='reported')
        s.commit()
        with refuses('breach_without_deadline', s):
            world.put('deadline', id=deadline, state='waived')
            s.commit()


@test
def a_breach_is_corrected_by_an_assessment_that_says_so():
    world = World('follow_up')
    s = world.session
    breach = world.breach('reported')
    s.commit()
    with refuses('breach_not_assessed', s):
        world.put('breach', id=breach, state='corrected')
        s.commit()
    with refuses('breach_not_assessed', s):
        world.put('breach', id=breach, state='corrected')
        world.put('assessment', breach=breach, outcome='insufficient')
        s.commit()
    world.put('breach', id=breach, state='corrected')
    world.put('assessment', breach=breach)
    s.commit()


@test
def a_corrected_breach_is_not_found_insufficient_without_a_step():
    world = World('follow_up')
    breach = world.breach('corrected')
    world.session.commit()
    with refuses('breach_not_assessed', world.session):
        world.put('assessment', breach=breach, outcome='insufficient', assessed_at=later(72))
        world.session.commit()


@test
def an_old_assessment_does_not_correct_a_breach_that_was_opened_again():
    world = World('follow_up')
    s = world.session
    breach = world.breach('corrected')
    ends(world)
    world.put('audit', id=world.audit, state='follow_up')
    world.put('breach', id=breach, state='established', counts_from=later(72))
    world.put('deadline', breach=breach)
    world.put('breach', id=breach, state='reported')
    world.put('deadline', kind='assessment', breach=breach)
    s.commit()
    with refuses('breach_not_assessed', s):
        world.put('breach', id=breach, state='corrected')
        s.commit()
    world.put('breach', id=breach, state='corrected')
    world.put('assessment', breach=breach, assessed_at=later(96))
    s.commit()


@test
def a_breach_corrected_in_draft_or_imported_so_stands_without_assessment():
    world = World('fieldwork')
    breach = world.put('breach', id=world.put('breach'), state='corrected')
    world.session.commit()
    world.put('breach', id=breach, title='Et annet ord', counts_from=later(1))
    world.session.commit()
    history = World(imported=True)
    history.put('breach', state='corrected')
    history.session.commit()
    # and that it was so cannot be claimed afterwards
    s = history.session
    breach = World.breach(history, 'reported')
    s.commit()
    with refuses('breach_not_assessed', s):
        s.sql("UPDATE breach SET state = 'corrected', unassessed = true WHERE id = %s", breach)
        s.commit()


@test
def an_imported_open_breach_needs_its_deadline_too():
    world = World(imported=True)
    with refuses('breach_without_deadline', world.session):
        world.put('breach', state='established')
        world.session.commit()


@test
def a_case_is_not_written_from_an_older_snapshot():
    for level in ('REPEATABLE READ', 'SERIALIZABLE'):
        world = World('follow_up')
        s = Session(world)
        s.connection.rollback()
        s.connection.set_session(isolation_level=level)
        s.begin()
        for noun, more in (('breach', {}), ('audit', {'id': world.audit})):
            with refuses('0A000', s):
                world.put(noun, by=s, **more)
        with refuses('0A000', s):
            world.event(by=s)
