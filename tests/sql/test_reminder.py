"""test_reminder - nobody is asked for what was answered, nor reminded a second time who was not reminded once."""
from harness import NOW, World, new, refuses, sha, test

TEXT = sha('Sak\n\nKjære kommune')


def line(world, deadline, action, done, **more):
    world.session.run('reminder_put', authority=world.id, id=new(), audit=world.audit, deadline=deadline,
                      rung=action, action=action, recipient='enterprise', done=done, expected_on='2026-03-02',
                      done_on='2026-03-02', days_late=0, at=NOW, **more)


@test
def what_a_letter_asks_for_runs_when_it_leaves():
    for kind in ('reminder_1', 'meeting_invitation'):
        world = World('follow_up')
        first, second = world.put('deadline', kind='documents'), world.put('deadline', kind='survey')
        letter = world.letter('approved', kind=kind, reminds=[first, second])
        world.put('deadline', id=second, state='met')
        world.session.commit()
        with refuses('already_answered', world.session):
            world.put('letter', id=letter, state='dispatched', dispatched_at=NOW, recipient='Rådmannen')
        other = world.letter('approved', kind=kind, reminds=[first])
        world.put('letter', id=other, state='dispatched', dispatched_at=NOW, recipient='Rådmannen')
        world.put('deadline', id=first, state='met')        # and what is sent stays, whatever is answered then
        world.put('letter', id=other, state='journalled', archive_number='2026/1-2')
        world.session.commit()


@test
def nothing_is_climbed_for_a_deadline_that_does_not_run():
    world = World('follow_up')
    deadline = world.put('deadline', kind='documents')
    line(world, deadline, 'alert', 'alerted')
    world.put('deadline', id=deadline, state='met')
    world.session.commit()
    with refuses('already_answered', world.session):
        line(world, deadline, 'leader_alert', 'alerted')


@test
def whoever_wrote_the_version_that_stands_is_among_its_writers():
    world = World('follow_up')
    with refuses('own_text', world.session):
        world.put('letter', subject='Sak', body='Tekst', writers=[world.lead], edited_by=world.leader)


@test
def what_a_letter_asks_for_stands_from_submit_on():
    world = World('follow_up')
    deadline = world.put('deadline', kind='documents')
    letter = world.letter('submitted', kind='reminder_1', reminds=[deadline])
    world.session.commit()
    with refuses('hash_differs', world.session):
        world.put('letter', id=letter, reminds=[])


@test
def the_clock_sends_no_built_in_wording_where_the_authority_writes_its_own():
    world = World('follow_up')
    letters = [world.put('letter', kind='reminder_1', subject='Sak', body='Kjære kommune') for _ in range(2)]
    world.template(world.leader, kind='notice')
    world.put('letter', id=letters[0], state='dispatched', dispatched_at=NOW, sha256=TEXT)
    world.session.commit()
    own = world.template(world.leader)
    with refuses('template_not_approved', world.session):
        world.put('letter', id=letters[1], state='dispatched', dispatched_at=NOW, sha256=TEXT)
    second = world.account(new(), 'leader')
    world.session.commit()
    world.session.sql("UPDATE letter_template SET state = 'approved', approved_by = %s, approved_at = %s WHERE id = %s",
                      second, NOW, own)
    world.template(world.leader, edition=2)
    world.put('letter', id=letters[1], state='dispatched', dispatched_at=NOW, sha256=TEXT)
    world.session.commit()
