"""test_document - a letter's document is wanted from its dispatch on, made once, and kept as it is."""
import hashlib

from harness import FIRST, NOW, Session, World, later, new, refuses, test

PDF = b'%PDF-1.7 en prove'


def document(world, letter):
    rows = world.session.sql('SELECT * FROM document WHERE letter = %s', letter)
    return rows[0] if rows else None


def put(world, letter, content=PDF, sha256=None, reason=None, now=NOW):
    world.session.run('document_put', id=letter, content=content, reason=reason, now=now,
                      sha256=sha256 or (hashlib.sha256(content).hexdigest() if content else None))


def wanted(world, now=NOW):
    return [str(r['id']) for r in world.session.run('document_wanted', now=now, **FIRST)]


@test
def a_letter_that_is_dispatched_wants_a_document_and_no_other_has_one():
    world = World()
    for state in ('draft', 'submitted', 'approved'):
        id = world.letter(state)
        world.session.commit()
        assert document(world, id) is None
        with refuses('letter_not_approved', world.session):
            world.session.sql('INSERT INTO document (authority_id, audit, letter, wanted_at) VALUES (%s, %s, %s, %s)',
                              world.id, world.audit, id, NOW)
    id = world.letter('dispatched')
    assert document(world, id)['content'] is None
    world.session.commit()
    assert str(id) in wanted(world)


@test
def a_document_is_made_once_and_kept_whoever_connects():
    world = World()
    id = world.letter('dispatched')
    put(world, id)
    assert bytes(document(world, id)['content']) == PDF
    world.session.commit()
    assert str(id) not in wanted(world)
    for change in ("content = 'annet', sha256 = encode(sha256('annet'), 'hex')", 'content = NULL, sha256 = NULL, made_at = NULL'):
        with refuses('kept', world.session):
            world.session.sql('UPDATE document SET ' + change + ' WHERE letter = %s', id)
    owner = Session(world, role='tilsyn_owner')
    for say in ("UPDATE document SET sha256 = sha256 WHERE letter = %s", 'DELETE FROM document WHERE letter = %s'):
        with refuses('kept', owner):
            owner.sql(say, id)


@test
def the_hash_is_of_the_bytes():
    world = World()
    id = world.letter('dispatched')
    world.session.commit()
    with refuses('document_hash', world.session):
        put(world, id, sha256='0' * 64)
    with refuses('document_whole', world.session):
        world.session.sql("UPDATE document SET content = 'x' WHERE letter = %s", id)
    with refuses('document_reason', world.session):
        put(world, id, reason='for stort')
    with refuses('document_size', world.session):
        put(world, id, content=b'x' * (32 * 1024 * 1024 + 1))


@test
def what_could_not_be_made_says_why_and_is_tried_again_a_day_later():
    world = World()
    id = world.letter('dispatched')
    put(world, id, content=None, reason='U+1F44D')
    world.session.commit()
    assert document(world, id)['reason'] == 'U+1F44D'
    assert str(id) not in wanted(world)
    assert str(id) in wanted(world, later(24))
    put(world, id)
    assert document(world, id)['reason'] is None and document(world, id)['made_at'] is not None


@test
def one_makes_it_and_the_other_goes_on():
    world = World()
    id = world.letter('dispatched')
    world.session.commit()
    other = Session(world)
    assert world.session.run('document_lock', id=id)
    assert not other.run('document_lock', id=id)
    put(world, id)
    world.session.commit()
    other.commit()
    assert not other.run('document_lock', id=id)


@test
def it_is_read_with_what_stands_on_it():
    world = World()
    id = world.letter('dispatched')
    source = world.session.run('document_source', id=id)[0]
    assert source['subject'] and source['body'] and source['case_number'] and source['dispatched_at'].endswith('Z')
    assert world.session.run('document_approval', id=id)
    assert world.session.run('document_content', id=id)[0]['wanted'] is not None
    assert not world.session.run('document_content', id=new())
