"""test_write_off - the first answer writes off, once, and only the database writes it down."""
from harness import NOW, Session, World, new, refuses, test


def rows(world):
    return {(r['id'], r['letter'], r['incoming']) for r in world.session.sql('SELECT * FROM write_off WHERE audit = %s', world.audit)}


@test
def the_first_answer_writes_its_letter_off():
    world = World('follow_up')
    letter = world.letter('dispatched')
    first = world.put('incoming', answers=[letter], writes_off=[letter], registered_by=world.lead)
    world.put('incoming', answers=[letter], writes_off=[letter])
    world.session.commit()
    assert rows(world) == {(str(letter), str(letter), str(first))} or rows(world) == {(letter, letter, first)}, rows(world)


@test
def a_letter_writes_off_what_it_answers_when_it_is_sent():
    world = World('follow_up')
    came = world.put('incoming')
    letter = world.letter('approved', answers=[came])
    assert not rows(world)
    world.put('letter', id=letter, state='dispatched', dispatched_at=NOW, recipient='Rådmannen', letter_date='2026-03-02')
    world.session.commit()
    assert [str(x) for x in list(rows(world))[0]] == [str(came), str(letter), str(came)]
    other = world.letter('approved', answers=[came])
    world.put('letter', id=other, state='dispatched', dispatched_at=NOW, recipient='Rådmannen', letter_date='2026-03-02')
    world.session.commit()
    assert len(rows(world)) == 1


@test
def what_was_not_sent_or_is_of_another_case_is_not_answered():
    world, other = World('follow_up'), World('follow_up')
    draft = world.letter('approved')
    with refuses('not_sent', world.session):
        world.put('incoming', answers=[draft], writes_off=[draft])
    for noun, members in (('incoming', dict(writes_off=[other.letter('dispatched')])), ('letter', dict(answers=[other.put('incoming')])),
                          ('letter', dict(answers=[new()]))):
        other.session.commit()
        for code in ('unknown_reference', '23503'):
            try:
                with refuses(code, world.session):
                    world.put(noun, **members)
                    world.session.commit()
                break
            except AssertionError:
                if code == '23503':
                    raise


@test
def what_a_letter_answers_stands_from_submit_on():
    world = World('follow_up')
    came = world.put('incoming')
    letter = world.letter('submitted')
    world.session.commit()
    with refuses('hash_differs', world.session):
        world.session.sql('UPDATE letter SET answers = %s WHERE id = %s', '{%s}' % came, letter)


@test
def nobody_writes_off_or_takes_it_back():
    world = World('follow_up')
    letter, came = world.letter('dispatched'), world.put('incoming')
    world.put('incoming', writes_off=[letter])
    world.session.commit()
    with refuses('42501', world.session):
        world.session.sql('INSERT INTO write_off (authority_id, id, audit, letter, incoming, written_off_on)'
                          " VALUES (%s, %s, %s, %s, %s, '2026-04-01')", world.id, came, world.audit, letter, came)
    with refuses('42501', world.session):
        world.session.sql('UPDATE write_off SET written_off_on = now()')
    with refuses('42501', world.session):
        world.session.sql('DELETE FROM write_off')
    owner = Session(world, role='tilsyn_owner')
    with refuses('kept', owner):
        owner.sql('DELETE FROM write_off')
    with refuses('kept', owner):
        owner.sql("UPDATE write_off SET written_off_on = '2026-01-01'")
