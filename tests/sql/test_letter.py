"""test_letter - what is sent never changes; what is approved is what was read, by other eyes."""
from harness import NOW, Session, World, approvals, later, new, objects, refuses, sha, test

TEXT = sha('Sak\n\nKjære kommune')
CONTENT = dict(kind='follow_up_demand', subject='Annet', body='Annet', sha256=sha('x'), language='nn',
               fields='{"a": "b"}', notice_of_order='{"breaches": []}', dates='[{"kind": "plan"}]', letter_date='2026-03-03',
               recipient='En annen', comment='Nei', withdrawn_reason='Nei', created_at=later(1),
               submitted_at=later(1), dispatched_at=later(1), approvals='[]')


def changed(world, id, **members):
    """As the owner of the tables would, past every statement."""
    sets = ', '.join('"%s" = %%s' % name for name in members)
    world.session.sql('UPDATE letter SET %s WHERE id = %%s' % sets, *members.values(), id)


@test
def a_letter_goes_the_way_of_the_law_only():
    roads = {'draft': {'submitted', 'withdrawn'}, 'submitted': {'draft', 'approved', 'withdrawn'},
             'approved': {'draft', 'dispatched', 'withdrawn'}, 'dispatched': {'journalled'}, 'journalled': set()}
    for state, allowed in roads.items():
        world = World('follow_up')
        id = world.letter(state)
        world.session.commit()
        for to in {'draft', 'submitted', 'approved', 'dispatched', 'journalled', 'withdrawn'} - allowed - {state}:
            whole = dict(state=to, dispatched_at=NOW, archive_number='1', sha256=TEXT) if state not in (
                'dispatched', 'journalled') else dict(state=to)
            with refuses('23514', world.session):
                changed(world, id, **whole)


@test
def nothing_of_a_sent_letter_changes_but_its_arrival_and_its_journal():
    for state in ('dispatched', 'journalled'):
        world = World('follow_up')
        id = world.letter(state)
        other = world.letter('draft')
        world.session.commit()
        for name, value in CONTENT.items():
            with refuses('sent', world.session):
                changed(world, id, **{name: value})
        for name in ('author', 'corrects'):
            with refuses('sent', world.session):
                changed(world, id, **{name: other if name == 'corrects' else world.leader})
        for name in ('writers', 'breaches'):
            with refuses('sent', world.session):
                world.session.sql('UPDATE letter SET %s = ARRAY[%%s] WHERE id = %%s' % name, world.leader, id)
        with refuses('letter_arrives_later', world.session):
            changed(world, id, arrived_on='2026-03-01')
        world.put('letter', id=id, arrived_on='2026-03-09', version=7)
        world.session.commit()


@test
def the_owner_of_the_tables_changes_no_sent_letter_either():
    world = World('follow_up')
    id = world.letter('dispatched')
    world.session.commit()
    for role in ('tilsyn_owner', 'postgres'):
        s = Session(role=role)
        with refuses('sent', s):
            s.sql("UPDATE letter SET body = 'annet' WHERE id = %s", id)
        if role == 'postgres':
            with refuses('sent', s):
                s.sql("SET session_replication_role = replica; UPDATE letter SET body = 'annet' WHERE id = %s", id)


@test
def a_letter_is_journalled_once():
    world = World('follow_up')
    id = world.letter('dispatched')
    world.session.commit()
    with refuses('sent', world.session):
        changed(world, id, archive_number='2026/1-1')
    with refuses('letter_journalled_as', world.session):
        changed(world, id, state='journalled')
    world.put('letter', id=id, state='journalled', archive_number='2026/1-1')
    world.session.commit()
    with refuses('sent', world.session):
        changed(world, id, archive_number='2026/1-2')


@test
def a_letter_that_is_sent_says_when_and_one_that_is_not_does_not_arrive():
    world = World('follow_up')
    id = world.letter('approved')
    world.session.commit()
    with refuses('letter_sent_when', world.session):
        changed(world, id, state='dispatched')
    with refuses('letter_arrives_sent', world.session):
        changed(world, id, arrived_on='2026-03-09')


@test
def a_submitted_text_stands_until_it_is_a_draft_again():
    fixed = ('kind', 'subject', 'body', 'sha256', 'language', 'fields', 'notice_of_order', 'dates')
    for state in ('submitted', 'approved'):
        world = World('follow_up')
        id = world.letter(state)
        world.session.commit()
        for name in fixed:
            with refuses('hash_differs', world.session):
                changed(world, id, **{name: CONTENT[name]})
        with refuses('hash_differs', world.session):
            changed(world, id, author=world.colleague)
        with refuses('hash_differs', world.session):
            world.session.sql('UPDATE letter SET writers = writers || %s WHERE id = %s', [world.colleague], id)
        body = 'Ny tekst'
        world.put('letter', id=id, state='draft', approvals='[]')
        world.put('letter', id=id, body=body)
        world.put('letter', id=id, state='submitted', sha256=sha('Sak\n\n' + body))
        world.session.commit()


@test
def a_submitted_letter_and_its_order_stay_together():
    world = World('follow_up')
    breach = world.breach('established')
    orders = [world.put('order', breaches=[breach]) for _ in range(2)]
    id = world.letter('submitted', kind='final_report', order=orders[0])
    world.session.commit()
    for order in (orders[1], None):
        with refuses('hash_differs', world.session):
            changed(world, id, order=order)


@test
def the_hash_is_of_the_text():
    world = World('follow_up')
    id = world.letter('draft')
    world.session.commit()
    for wrong in (None, sha('Sak\nKjære kommune'), 'x'):
        with refuses('hash_differs', world.session):
            changed(world, id, state='submitted', sha256=wrong)
    with refuses('hash_differs', world.session):
        changed(world, id, state='submitted', sha256=TEXT, body=None)


@test
def nobody_approves_what_they_wrote():
    world = World('follow_up')
    id = world.put('letter', subject='Sak', body='Kjære kommune', author=world.lead, writers=[world.lead, world.leader])
    world.put('letter', id=id, state='submitted', sha256=TEXT)
    other = world.letter('submitted')
    world.session.commit()
    with refuses('own_text', world.session):
        world.put('letter', id=id, state='approved', approvals=approvals((world.leader, TEXT, True)))
    world.rows[other]['writers'] = [world.lead]
    with refuses('own_text', world.session):
        world.put('letter', id=other, approvals=approvals((world.lead, TEXT, False)))


@test
def an_author_who_is_not_among_the_writers_approves_nothing_either():
    world = World('follow_up')
    id = world.put('letter', subject='Sak', body='Kjære kommune', author=world.leader)
    world.put('letter', id=id, state='submitted', sha256=TEXT)
    world.session.commit()
    with refuses('own_text', world.session):
        world.put('letter', id=id, state='approved', approvals=approvals((world.leader, TEXT, True)))


@test
def a_writer_is_never_forgotten():
    world = World('follow_up')
    id = world.letter('draft')
    world.session.commit()
    with refuses('own_text', world.session):
        world.put('letter', id=id, writers=[world.leader])


@test
def an_approval_is_of_this_very_text():
    world = World('follow_up')
    id = world.letter('submitted')
    world.session.commit()
    for hash in (sha('noe annet'), None):
        with refuses('hash_differs', world.session):
            world.put('letter', id=id, state='approved', approvals=approvals((world.leader, hash, True)))


@test
def an_approval_is_of_somebody_of_the_authority():
    world, neighbour = World('follow_up'), World()
    id = world.letter('submitted')
    world.session.commit()
    for account in (new(), neighbour.leader):
        with refuses('unknown_reference', world.session):
            world.put('letter', id=id, approvals=approvals((account, TEXT, False)))


@test
def an_approval_once_given_stands_while_the_text_does():
    world = World('follow_up')
    id = world.letter('submitted')
    world.put('letter', id=id, approvals=approvals((world.colleague, TEXT, False)))
    world.session.commit()
    with refuses('hash_differs', world.session):
        world.put('letter', id=id, approvals='[]')
    world.rows[id]['approvals'] = approvals((world.colleague, TEXT, False))
    with refuses('hash_differs', world.session):
        world.put('letter', id=id, state='approved', approvals=approvals((world.leader, TEXT, True)))
    again = approvals((world.colleague, TEXT, False)).replace(NOW, later(1))
    world.put('letter', id=id, approvals=again)
    world.put('letter', id=id, state='approved',
              approvals=approvals((world.colleague, TEXT, False), (world.leader, TEXT, True)))
    world.session.commit()


@test
def a_draft_has_no_approvals():
    world = World('follow_up')
    id = world.letter('approved')
    world.session.commit()
    with refuses('letter_not_approved', world.session):
        changed(world, id, state='draft')


@test
def a_letter_takes_a_leaders_approval():
    world = World('follow_up')
    id = world.letter('submitted')
    world.session.commit()
    for given in ('[]', approvals((world.colleague, TEXT, False))):
        with refuses('letter_not_approved', world.session):
            world.put('letter', id=id, state='approved', approvals=given)
    world.put('letter', id=id, state='approved', approvals=approvals((world.leader, TEXT, True)))
    world.session.commit()


@test
def only_a_leader_or_a_deputy_that_day_approves_as_leader():
    world = World('follow_up')
    id = world.letter('submitted')
    world.session.commit()
    given = dict(id=id, state='approved', approvals=approvals((world.colleague, TEXT, True)))
    for first, last in ((None, None), ('2026-03-03', '2026-03-09'), ('2026-02-02', '2026-03-01')):
        deputies = objects({'account': world.colleague, 'from': first, 'to': last}) if first else '[]'
        world.account(world.leader, 'leader', deputies=deputies)
        world.session.commit()
        with refuses('role_missing', world.session):
            world.put('letter', **given)
    world.account(world.leader, 'leader', disabled=True,
                  deputies=objects({'account': world.colleague, 'from': '2026-03-02', 'to': '2026-03-02'}))
    world.session.commit()
    with refuses('role_missing', world.session):
        world.put('letter', **given)
    world.account(world.leader, 'leader',
                  deputies=objects({'account': world.colleague, 'from': '2026-03-02', 'to': '2026-03-02'}))
    world.put('letter', **given)
    world.session.commit()


@test
def an_approval_given_as_leader_outlives_the_role():
    world = World('follow_up')
    id = world.letter('approved')
    world.account(world.leader, 'caseworker')
    world.session.commit()
    world.put('letter', id=id, state='dispatched', dispatched_at=NOW)
    world.session.commit()


@test
def a_letter_that_issues_an_order_takes_two_of_them_one_a_leader():
    for kind in ('order', 'final_report'):
        world = World('follow_up')
        order = world.put('order', breaches=[world.breach('established')])
        id = world.letter('submitted', kind=kind, order=order)
        other_leader = world.account(new(), 'leader')
        world.session.commit()
        too_few = (approvals((world.leader, TEXT, True)),
                   approvals((world.colleague, TEXT, False), (other_leader, TEXT, False)))
        for given in too_few:
            with refuses('letter_not_approved', world.session):
                world.put('letter', id=id, state='approved', approvals=given)
        with refuses('own_text', world.session):
            world.put('letter', id=id, state='approved',
                      approvals=approvals((world.leader, TEXT, True), (world.leader, TEXT, True)))
        world.put('letter', id=id, state='approved',
                  approvals=approvals((world.leader, TEXT, True), (world.colleague, TEXT, False)))
        world.session.commit()


@test
def a_final_report_that_takes_up_an_order_late_needs_its_second_approval():
    world = World('follow_up')
    order = world.put('order', breaches=[world.breach('established')])
    id = world.letter('approved', kind='final_report')
    world.session.commit()
    with refuses('letter_not_approved', world.session):
        world.put('letter', id=id, state='dispatched', dispatched_at=NOW, order=order)


@test
def only_a_first_reminder_is_sent_by_the_clock():
    world = World('follow_up')
    reminder, other = (world.put('letter', kind=kind, subject='Sak', body='Kjære kommune')
                       for kind in ('reminder_1', 'reminder_2'))
    world.session.commit()
    with refuses('letter_not_approved', world.session):
        world.put('letter', id=other, state='dispatched', sha256=TEXT, dispatched_at=NOW)
    with refuses('hash_differs', world.session):
        world.put('letter', id=reminder, state='dispatched', dispatched_at=NOW)
    world.put('letter', id=reminder, state='dispatched', dispatched_at=NOW, sha256=TEXT)
    world.session.commit()
