"""test_outbox - what is mailed stays as it was said, ends once, and is taken by one at a time."""
from harness import NOW, Session, World, later, new, refuses, test

ROW = dict(kind='letter', recipient='post@eksempel.no', language='nn', data='{}', day='2026-03-02', created_at=NOW,
           state='waiting', attempts=0, attempts_lost=0, by_clock=False, next_attempt_at=NOW)


def mail(world, **more):
    id = new()
    world.session.run('mail_add', authority=world.id, id=id, **{**ROW, 'audit': world.audit, **more})
    return id


def see(world, id):
    rows = world.session.sql('SELECT * FROM mail WHERE id = %s', id)
    return rows[0] if rows else None


def claim(s, now=NOW, real=NOW, lease=later(1), most=1000):
    return s.sql('SELECT * FROM mail_claim(%s, %s, %s, %s, %s)', now, real, lease, 'tilsyn.eksempel.no', most)


def mine(rows, id):
    return [r for r in rows if str(r['id']) == str(id)]


@test
def a_notice_goes_to_the_accounts_address_in_its_language():
    world = World()
    world.account(world.lead, 'caseworker', email='kari@eksempel.no', language='nn')
    id = mail(world, kind='deadline_near', account=world.lead, recipient=None, language=None)
    assert (see(world, id)['recipient'], see(world, id)['language'], see(world, id)['state']) == (
        'kari@eksempel.no', 'nn', 'waiting')


@test
def whoever_has_no_address_or_is_shut_out_gets_no_notice():
    world = World()
    assert see(world, mail(world, kind='deadline_near', account=world.lead, recipient=None, language=None)) is None
    world.account(world.lead, 'caseworker', email='kari@eksempel.no', disabled=True)
    assert see(world, mail(world, kind='deadline_near', account=world.lead, recipient=None, language=None)) is None


@test
def a_letter_to_an_enterprise_without_an_address_is_held_and_never_taken():
    world = World()
    id = mail(world, recipient=None)
    world.session.commit()
    assert see(world, id)['state'] == 'held' and see(world, id)['next_attempt_at'] is None
    assert not mine(claim(world.session), id)


@test
def a_person_gets_one_digest_a_day():
    world = World()
    world.account(world.lead, 'caseworker', email='kari@eksempel.no')
    digest = dict(kind='digest', account=world.lead, recipient=None, language=None, audit=None)
    first, second, third = mail(world, **digest), mail(world, **digest), mail(world, **{**digest, 'day': '2026-03-03'})
    assert see(world, first) and see(world, third) and not see(world, second)
    with refuses('mail_digest', world.session):
        world.session.sql("""INSERT INTO mail (authority_id, id, account, kind, recipient, language, data, day, created_at,
            state, attempts, attempts_lost, by_clock, next_attempt_at) SELECT authority_id, %s, account, kind, recipient, language, data, day,
            created_at, state, attempts, attempts_lost, by_clock, next_attempt_at FROM mail WHERE id = %s""", new(), first)


@test
def a_mail_is_taken_by_one_of_two_and_again_when_the_lease_is_out():
    world, other = World(), Session()
    id = mail(world)
    world.session.commit()
    taken = mine(claim(world.session), id)
    assert len(taken) == 1 and taken[0]['attempts'] == 1
    assert not mine(claim(other), id), 'taken while the other has it in hand'
    world.session.commit()
    other.commit()
    assert not mine(claim(other), id), 'taken within its lease'
    assert not mine(claim(other, now=later(9)), id), 'a lease runs by the clock of this world alone'
    again = mine(claim(other, real=later(2), lease=later(3)), id)
    assert taken[0]['attempts_lost'] == 0 and again[0]['attempts_lost'] == 1
    assert again and again[0]['attempts'] == 2 and again[0]['message_id'] == taken[0]['message_id']
    assert again[0]['message_id'] == '<%s@tilsyn.eksempel.no>' % id


@test
def no_more_are_taken_than_were_asked_for():
    world, other = World(), Session()
    ids = {mail(world, next_attempt_at='2000-01-01T00:00:%02dZ' % n) for n in range(7)}
    world.session.commit()
    first, second = (claim(s, most=3) for s in (world.session, other))
    assert len(first) == len(second) == 3
    taken = {str(r['id']) for r in first} | {str(r['id']) for r in second}
    assert len(taken) == 6 and taken <= {str(id) for id in ids}
    assert {r['attempts'] for r in first + second} == {1}


@test
def a_mail_is_not_taken_before_its_time():
    world = World()
    id = mail(world, next_attempt_at=later(1))
    world.session.commit()
    assert not mine(claim(world.session), id)
    assert mine(claim(world.session, now=later(1)), id)


@test
def a_letter_is_not_taken_before_it_is_on_paper():
    world = World('follow_up')
    letter = world.letter('dispatched')
    id = mail(world, letter=letter)
    world.session.commit()
    assert not mine(claim(world.session), id)
    world.session.sql("UPDATE document SET content = 'x', sha256 = encode(sha256('x'), 'hex'), made_at = %s WHERE letter = %s",
                      NOW, letter)
    assert mine(claim(world.session), id)


@test
def nothing_of_what_is_said_changes():
    world = World('follow_up')
    letter = world.letter('draft')
    id = mail(world)
    world.session.commit()
    changes = dict(audit=None, letter=letter, account=world.lead, kind='digest', recipient='a@b.no', language='nb',
                   data='{"a": "b"}', day='2026-04-01', created_at=later(1), by_clock=True)
    for role in ('tilsyn_owner', 'postgres'):
        s = Session(world, role=role)
        s.begin()
        for name, value in changes.items():
            with refuses('kept', s):
                s.sql('UPDATE mail SET %s = %%s WHERE id = %%s' % name, value, id)
        for text in ('DELETE FROM mail WHERE id = %s', 'TRUNCATE mail -- %s'):
            with refuses('kept', s):
                s.sql(text, id)
    for name, value in changes.items():
        with refuses('42501', world.session):
            world.session.sql('UPDATE mail SET %s = %%s WHERE id = %%s' % name, value, id)


@test
def a_message_id_never_changes():
    world = World()
    id = mail(world)
    world.session.commit()
    claim(world.session)
    world.session.commit()
    with refuses('kept', world.session):
        world.session.sql("UPDATE mail SET message_id = '<x@y>' WHERE id = %s", id)


@test
def what_has_ended_stays_ended():
    for state in ('sent', 'failed', 'held'):
        world = World()
        id = mail(world, **(dict(recipient=None) if state == 'held' else {}))
        if state != 'held':
            world.session.sql('UPDATE mail SET state = %s, ended_at = %s, next_attempt_at = NULL, message_id = %s WHERE id = %s',
                              state, NOW, '<a@b>', id)
        world.session.commit()
        s = Session(role='postgres')
        for change in ("answer = 'x'", 'attempts = 9', "state = 'waiting', ended_at = NULL, next_attempt_at = '%s'" % NOW):
            with refuses('kept', s):
                s.sql('UPDATE mail SET %s WHERE id = %%s' % change, id)


@test
def an_address_has_no_room_for_a_second_line():
    world = World()
    for bad in ('a@b.no\r\nBcc: c@d.no', 'a@b.no c@d.no', 'a@b.no\x01'):
        with refuses('mail_one_line', world.session):
            mail(world, recipient=bad)


@test
def a_row_is_whole_in_each_state():
    world = World()
    account = world.account(world.lead, 'caseworker', email='kari@eksempel.no')
    for wrong, constraint in ((dict(next_attempt_at=None), 'mail_waits'), (dict(leased_until=NOW), 'mail_leased'),
                              (dict(state='failed', next_attempt_at=NOW, ended_at=NOW), 'mail_waits'),
                              (dict(state='failed', next_attempt_at=None), 'mail_ended'), (dict(ended_at=NOW), 'mail_ended'),
                              (dict(state='sending', leased_until=NOW), 'mail_known_by'),
                              (dict(kind='digest', audit=None), 'mail_digest_of'), (dict(attempts=-1), 'mail_attempts_check'),
                              (dict(letter=new(), audit=None), 'mail_letter_in_case'),
                              (dict(data='[]'), 'mail_data_check'), (dict(state='held'), 'mail_held')):
        with refuses(constraint, world.session):
            mail(world, **wrong)
    assert account


@test
def a_letter_tells_what_became_of_its_newest_mail():
    world = World('follow_up')
    letter = world.letter('dispatched')
    world.session.commit()
    before = [r for r in world.session.run('letter_load') if r['id'] == letter]
    assert before[0]['mail_state'] is None
    first, second = sorted((new(), new()))
    for id in (first, second):
        world.session.run('mail_add', authority=world.id, id=id, **{**ROW, 'audit': world.audit, 'letter': letter})
    world.session.sql("UPDATE mail SET state = 'failed', ended_at = %s, next_attempt_at = NULL, answer = '550 no' WHERE id = %s",
                      NOW, second)
    row = [r for r in world.session.run('letter_load') if r['id'] == letter][0]
    assert (row['mail_state'], row['mail_answer'], row['mail_recipient']) == ('failed', '550 no', 'post@eksempel.no')


@test
def the_figures_count_what_waits_in_every_tenant():
    world = World()
    s = world.session
    before = s.sql('SELECT * FROM mail_figures()')[0]['waiting']
    mail(world)
    mail(world, recipient=None)
    assert s.sql('SELECT * FROM mail_figures()')[0]['waiting'] == before + 1
