"""test_case_file - a case file is made once, after the documents in it, and kept as it was handed on."""
import hashlib

from harness import FIRST, NOW, Session, World, new, refuses, test

ZIP = b'PK en prove'


def case_file(world):
    id = new()
    world.session.run('case_file_add', id=id, audit=world.audit, audit_version=1, wanted_by=world.lead, language='nb',
                      wanted_at=NOW)
    return id


def put(world, id, content=ZIP, reason=None, sha256=None, left_out=None):
    world.session.run('case_file_put', id=id, content=content, reason=reason, now=NOW, left_out=left_out,
                      sha256=sha256 or (hashlib.sha256(content).hexdigest() if content else None))


def wanted(world):
    return [str(r['id']) for r in world.session.run('case_file_wanted', **FIRST)]


@test
def it_waits_for_the_documents_of_its_letters():
    world = World()
    letter, id = world.letter('dispatched'), case_file(world)
    assert str(id) not in wanted(world)
    world.session.run('document_put', id=letter, content=ZIP, sha256=hashlib.sha256(ZIP).hexdigest(), now=NOW)
    assert str(id) in wanted(world)
    put(world, id)
    assert str(id) not in wanted(world)


@test
def it_may_take_longer_to_compose_than_a_caller_may_be_silent():
    """Ten thousand events on a busy machine; else the line is lost, and all of it is begun again."""
    world = World('follow_up')
    usual = world.session.one('SHOW idle_in_transaction_session_timeout')
    for name, id in ('case_file_lock', case_file(world)), ('document_lock', world.letter('dispatched')):
        assert len(world.session.run(name, id=id)) == 1
        assert world.session.one('SHOW idle_in_transaction_session_timeout') == '10min'
        world.session.commit()
        assert world.session.one('SHOW idle_in_transaction_session_timeout') == usual != '10min'


@test
def it_is_made_once_and_kept_whoever_connects():
    world = World()
    made, failed = case_file(world), case_file(world)
    put(world, made)
    put(world, failed, content=None, reason='for mye')
    world.session.commit()
    assert not {str(made), str(failed)} & set(wanted(world))
    owner = Session(world, role='tilsyn_owner')
    for id in (made, failed):
        for s in (world.session, owner):
            with refuses('kept', s):
                s.sql("UPDATE case_file SET content = 'x', size = 1, made_at = now(), reason = NULL, failed_at = NULL, "
                      "sha256 = encode(sha256('x'), 'hex') WHERE id = %s", id)
        with refuses('kept', owner):
            owner.sql('DELETE FROM case_file WHERE id = %s', id)
    with refuses('42501', world.session):
        world.session.sql('DELETE FROM case_file')


@test
def the_hash_and_the_size_are_of_the_bytes():
    world = World()
    id = case_file(world)
    world.session.commit()
    with refuses('case_file_hash', world.session):
        put(world, id, sha256='0' * 64)
    with refuses('case_file_reason', world.session):
        put(world, id, reason='for mye')
    with refuses('case_file_left_out', world.session):
        put(world, id, content=None, reason='for mye', left_out=[new()])
    with refuses('case_file_whole', world.session):
        world.session.sql("UPDATE case_file SET content = 'x' WHERE id = %s", id)


@test
def one_makes_it_and_the_other_goes_on():
    world = World()
    id = case_file(world)
    world.session.commit()
    other = Session(world)
    assert world.session.run('case_file_lock', id=id)[0]['audit'] == str(world.audit)
    assert not other.run('case_file_lock', id=id)


@test
def everything_of_the_case_is_in_it_and_as_many_bytes_as_are_not_too_much():
    world = World()
    letter, attachment = world.letter('dispatched'), new()
    world.session.run('attachment_add', authority=world.id, id=attachment, media_type='text/plain', size=1, content=b'a',
                      sha256=hashlib.sha256(b'a').hexdigest(), uploaded_at=NOW)
    world.put('incoming', attachments=[attachment])
    world.session.run('document_put', id=letter, content=ZIP, sha256=hashlib.sha256(ZIP).hexdigest(), now=NOW)
    rows = world.session.run('case_file_part', most=12)
    assert [(r['kind'], bytes(r['content'])) for r in rows] == [('letter', ZIP), ('attachment', b'a')], rows
    rows = world.session.run('case_file_part', most=11)
    assert [(r['kind'], r['content'] and bytes(r['content'])) for r in rows] == [('letter', ZIP), ('attachment', None)], rows
    world.put('incoming', text='Hei æ', exempt='offentleglova § 13')
    rows = world.session.run('case_file_part', most=100)
    assert [r['kind'] for r in rows] == ['letter', 'incoming', 'attachment']
    assert bytes(rows[1]['content']).decode() == 'Hei æ' and rows[1]['exempt'] == 'offentleglova § 13'
    assert rows[1]['sha256'] == hashlib.sha256('Hei æ'.encode()).hexdigest()


@test
def it_stands_until_the_case_changes_or_it_failed():
    world = World()
    id = case_file(world)
    s = world.session
    version = s.one('SELECT version FROM audit WHERE id = %s', world.audit)
    s.sql('INSERT INTO case_file (authority_id, id, audit, audit_version, wanted_by, language, wanted_at) '
          "VALUES (%s, %s, %s, %s, %s, 'nn', %s)", world.id, new(), world.audit, version, world.lead, NOW)
    standing = s.run('case_file_standing', language='nn')
    assert len(standing) == 1 and standing[0]['id'] != id
    assert not s.run('case_file_standing', language='en')
    put(world, standing[0]['id'], content=None, reason='for mye')
    assert not s.run('case_file_standing', language='nn')
