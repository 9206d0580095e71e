"""test_case - what the database refuses of a case, whoever asks: closing, open breaches, steps, figures."""

from cluster import ROOT
from harness import NOW, Session, World, later, new, objects, refuses, test

MACHINES = ('audit', 'breach', 'deadline', 'letter', 'order')
LIVE = ('announced', 'issued', 'referred', 'fined')
BLOCKING = ('correction', 'milestone', 'measurement', 'plan', 'order_compliance')


def ends(world, state='closed', by=None):
    world.put('audit', id=world.audit, state=state, by=by)
    (by or world.session).commit()


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
def an_ended_case_has_no_open_breach():
    for state in ('draft', 'established', 'reported'):
        world = World('follow_up')
        world.breach(state)
        world.session.commit()
        with refuses('breach_open', world.session):
            ends(world)
    world = World('fieldwork')
    world.breach('draft')
    world.session.commit()
    with refuses('breach_open', world.session):
        ends(world, 'cancelled')


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
        id = world.put('deadline', kind=kind)
        world.session.commit()
        with refuses('deadline_running', world.session):
            ends(world)
        world.put('deadline', id=id, state='waived')
        ends(world)
        with refuses('deadline_running', world.session):
            world.put('deadline', kind=kind)
            world.session.commit()
    world = World('follow_up')
    world.put('deadline', kind='appeal')
    ends(world)


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
    open_one = world.letter('draft')
    world.session.commit()
    with refuses('wrong_state', world.session):
        ends(world)
    world.put('letter', id=open_one, state='withdrawn')
    ends(world)
    world.letter('draft', corrects=sent)
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
    world.put('breach', id=world.put('breach'), state='corrected')
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
