"""test_four_eyes - each way past the four eyes, tried by SQL as the daemon's own role: a table of refusals."""
from harness import NOW, Session, World, approvals, later, new, refuses, sha, test

HASH = sha('Sak\n\nTekst')
OTHER = sha('Sak\n\nAnnet')


def letter(world, state, kind='meeting_invitation', **more):
    """Of the lead, edited once by the colleague, and from submit on with the text of HASH."""
    def acts(account):
        world.session.sql("SELECT set_config('tilsyn.account', %s, false)", account or '')

    acts(str(world.lead))
    id = world.put('letter', kind=kind, subject='Sak', body='Utkast', author=world.lead, writers=[world.lead],
                   edited_by=world.lead, edited_at=NOW, **more)
    acts(str(world.colleague))
    world.put('letter', id=id, body='Tekst', writers=[world.lead, world.colleague], edited_by=world.colleague,
              edited_at=later(1))
    acts('')
    for step, members in (('submitted', dict(sha256=HASH, submitted_at=NOW)),
                          ('approved', dict(approvals=approvals((world.leader, HASH, True)))),
                          ('dispatched', dict(dispatched_at=NOW, recipient='Rådmannen'))):
        if state == 'draft':
            break
        world.put('letter', id=id, state=step, **members)
        if step == state:
            break
    world.session.commit()
    return id


def sql(world, id, sets, *values):
    world.session.sql('UPDATE letter SET %s WHERE id = %%s' % sets, *values, id)


# from the state, the guard that refuses, and what is tried: (the world, the letter's id)
WAYS = [
    ('the author approves', 'submitted', 'own_text', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((w.lead, HASH, True)))),
    ('the author, by taking their name off it first', 'draft', 'own_text', lambda w, id: sql(w, id, "writers = '{}'")),
    ('one who edited once', 'submitted', 'own_text', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((w.colleague, HASH, True)))),
    ('a writer beside a leader', 'submitted', 'own_text', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((w.leader, HASH, True), (w.colleague, HASH, False)))),
    ('one who says to be a leader', 'submitted', 'role_missing', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((w.other, HASH, True)))),
    ('one who is no leader, alone', 'submitted', 'letter_not_approved', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((w.other, HASH, False)))),
    ('nobody', 'submitted', 'letter_not_approved', lambda w, id: w.put('letter', id=id, state='approved')),
    ('somebody who does not exist', 'submitted', 'unknown_reference', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((new(), HASH, False)))),
    ('of another text', 'submitted', 'hash_differs', lambda w, id: w.put(
        'letter', id=id, state='approved', approvals=approvals((w.leader, OTHER, True)))),
    ('an edit after submit', 'submitted', 'hash_differs', lambda w, id: sql(w, id, "body = 'Annet'")),
    ('an edit after submit, with its hash', 'submitted', 'hash_differs', lambda w, id: sql(
        w, id, "body = 'Annet', sha256 = %s", OTHER)),
    ('an edit after approval', 'approved', 'hash_differs', lambda w, id: sql(w, id, "subject = 'Annen sak'")),
    ('an edit after approval, with its hash', 'approved', 'hash_differs', lambda w, id: sql(
        w, id, "body = 'Annet', sha256 = %s, approvals = %s", OTHER, approvals((w.leader, OTHER, True)))),
    ('a draft again that keeps its approvals', 'approved', 'letter_not_approved', lambda w, id: sql(
        w, id, "state = 'draft'")),
    ('an approval taken away', 'approved', 'hash_differs', lambda w, id: sql(w, id, "approvals = '[]'")),
    ('an approval exchanged for another', 'approved', 'hash_differs', lambda w, id: sql(
        w, id, 'approvals = %s', approvals((w.second, HASH, True)))),
    ('sent without approval', 'submitted', 'letter_not_approved', lambda w, id: sql(
        w, id, "state = 'dispatched', dispatched_at = %s", NOW)),
    ('sent as if by the clock', 'draft', 'letter_not_approved', lambda w, id: sql(
        w, id, "state = 'dispatched', dispatched_at = %s, sha256 = %s", NOW, HASH)),
    ('an edit after dispatch', 'dispatched', 'sent', lambda w, id: sql(w, id, "body = 'Annet'")),
    ('an approval taken away after dispatch', 'dispatched', 'sent', lambda w, id: sql(w, id, "approvals = '[]'")),
    ('open to the public after approval', 'approved', 'hash_differs', lambda w, id: sql(w, id, 'exempt = NULL')),
    ('of another reference after approval', 'approved', 'hash_differs', lambda w, id: sql(w, id, "their_reference = 'x'")),
    ('deleted', 'approved', '42501', lambda w, id: w.session.sql('DELETE FROM letter WHERE id = %s', id)),
    ('a version deleted', 'draft', '42501', lambda w, id: w.session.sql(
        'DELETE FROM letter_version WHERE letter = %s', id)),
    ('a version written by another', 'draft', '42501', lambda w, id: w.session.sql(
        'UPDATE letter_version SET edited_by = %s WHERE letter = %s', w.leader, id)),
    ('a version made up', 'draft', '42501', lambda w, id: w.session.sql(
        'INSERT INTO letter_version SELECT authority_id, letter, 9, audit, subject, body, NULL, NULL, 0'
        ' FROM letter_version WHERE letter = %s', id)),
]


@test
def each_way_past_the_four_eyes_is_refused():
    wrong = []
    for what, state, guard, attempt in WAYS:
        world = World('follow_up')
        world.other = world.account(new(), 'caseworker')
        world.second = world.account(new(), 'leader')
        id = letter(world, state, exempt='offentleglova § 13')
        try:
            with refuses(guard, world.session):
                attempt(world, id)
                world.session.commit()
        except AssertionError as error:
            wrong.append('%s: %s' % (what, error))
    assert len(WAYS) > 20 and not wrong, '\n'.join(wrong)


@test
def an_order_needs_two_and_one_of_them_a_leader():
    world = World('follow_up')
    first, second = (world.account(new(), 'caseworker') for _ in range(2))
    world.session.commit()
    for given in ([(world.leader, HASH, True)], [(first, HASH, False), (second, HASH, False)],
                  [(world.leader, HASH, True), (world.lead, HASH, False)]):
        id = letter(world, 'submitted', kind='order')
        with refuses('own_text' if given[-1][0] == world.lead else 'letter_not_approved', world.session):
            world.put('letter', id=id, state='approved', approvals=approvals(*given))
    id = letter(world, 'submitted', kind='order')
    world.put('letter', id=id, state='approved', approvals=approvals((world.leader, HASH, True), (first, HASH, False)))
    world.session.commit()


@test
def whoever_the_transaction_acts_for_has_written_whatever_the_row_says():
    world = World('follow_up')
    id = world.put('letter', subject='Sak', body='Tekst', author=world.lead, writers=[world.lead], edited_by=world.lead)
    world.session.sql("SELECT set_config('tilsyn.account', %s, false)", str(world.leader))
    world.put('letter', id=id, body='Lederens tekst')
    world.session.sql("SELECT set_config('tilsyn.account', '', false)")
    world.put('letter', id=id, state='submitted', sha256=sha('Sak\n\nLederens tekst'), submitted_at=NOW)
    world.session.commit()
    with refuses('own_text', world.session):
        world.put('letter', id=id, state='approved',
                  approvals=approvals((world.leader, sha('Sak\n\nLederens tekst'), True)))


THREE = '[{"language": "nb"}, {"language": "nn"}, {"language": "en"}]'


@test
def a_wording_is_approved_by_another_leader_and_then_never_changes():
    world = World('follow_up')
    second = world.account(new(), 'leader')
    world.session.commit()
    id = world.template(world.leader)
    approve = "UPDATE letter_template SET state = 'approved', approved_by = %s, approved_at = %s WHERE id = %s"
    with refuses('template_own_text', world.session):
        world.session.sql(approve, world.leader, NOW, id)
    with refuses('role_missing', world.session):
        world.session.sql(approve, world.colleague, NOW, id)
    with refuses('template_approved', world.session):
        world.session.sql("UPDATE letter_template SET state = 'approved' WHERE id = %s", id)
    with refuses('kept', world.session):
        world.session.sql("UPDATE letter_template SET texts = texts || '[1]' WHERE id = %s", id)
    world.session.sql(approve, second, NOW, id)
    world.session.commit()
    for sets in ("texts = texts || '[1]'", "state = 'draft', approved_by = NULL, approved_at = NULL", 'edition = 9',
                 "approved_by = '%s'" % world.colleague):
        for code in ('kept', 'wrong_state'):
            try:
                with refuses(code, world.session):
                    world.session.sql('UPDATE letter_template SET %s WHERE id = %%s' % sets, id)
                break
            except AssertionError:
                if code == 'wrong_state':
                    raise
    with refuses('42501', world.session):
        world.session.sql('DELETE FROM letter_template WHERE id = %s', id)
    with refuses('template_languages', world.session):
        world.session.sql('INSERT INTO letter_template (authority_id, id, version, edition, kind, state, texts, author,'
                          " created_at) VALUES (%s, %s, 1, 2, 'notice', 'draft', %s, %s, %s)", world.id, new(),
                          '[{"language": "nb"}]', world.leader, NOW)
    with refuses('template_not_approved', world.session):
        world.session.sql('INSERT INTO letter_template (authority_id, id, version, edition, kind, state, texts, author, created_at,'
                          " approved_by, approved_at) VALUES (%s, %s, 1, 2, 'notice', 'approved', %s, %s, %s, %s, %s)",
                          world.id, new(), '[{"language": "nb"}, {"language": "nn"}]', world.leader, NOW, second, NOW)


@test
def a_letter_is_made_from_an_approved_wording_and_the_clock_sends_nothing_else():
    world = World('follow_up')
    id = world.template(world.leader)
    second = world.account(new(), 'leader')
    world.session.commit()
    for version in (1, 2):
        with refuses('template_not_approved', world.session):
            world.put('letter', kind='reminder_1', template_version=version)
    world.session.sql("UPDATE letter_template SET state = 'approved', approved_by = %s, approved_at = %s WHERE id = %s",
                      second, NOW, id)
    world.session.commit()
    with refuses('template_not_approved', world.session):
        world.put('letter', kind='notice', template_version=1)

    def sent(**more):
        letter = world.put('letter', kind='reminder_1', subject='Sak', body='Tekst', template_version=1, **more)
        world.session.commit()
        return lambda: world.put('letter', id=letter, state='dispatched', sha256=HASH, dispatched_at=NOW)

    by_clock, by_person, later_withdrawn = sent(), sent(author=world.lead, writers=[world.lead]), sent()
    by_clock()
    world.session.commit()
    with refuses('template_not_approved', world.session):
        by_person()
    world.session.sql("UPDATE letter_template SET state = 'withdrawn', withdrawn_reason = 'Feil' WHERE id = %s", id)
    world.session.commit()
    with refuses('template_not_approved', world.session):
        later_withdrawn()
