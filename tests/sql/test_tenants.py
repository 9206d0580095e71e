"""test_tenants - no row ever crosses from one authority to another."""
import harness
from harness import NOW, Session, World, later, literal, new, objects, refuses, sha, test
from test_log import full_world


@test
def a_tenant_sees_none_of_anothers_rows():
    full = full_world()
    s = Session(World())
    tables = [r['relname'] for r in s.sql("""SELECT relname FROM pg_class WHERE relrowsecurity
        AND relnamespace = 'public'::regnamespace""")]
    assert len(tables) > 25
    for table in tables:
        own = s.sql('SELECT DISTINCT authority_id FROM "%s"' % table)
        assert [r for r in own if str(r['authority_id']) != str(s.world.id)] == [], table
    s.world = None
    s.rollback()
    for table in tables:
        assert s.sql('SELECT * FROM "%s"' % table) == [], 'without a tenant %s shows rows' % table
    assert full.session.one('SELECT count(*) FROM breach') > 0


@test
def a_tenant_writes_none_of_anothers_rows():
    one, other = World('follow_up'), World('follow_up')
    s = one.session
    for noun, more in (('breach', {}), ('deadline', {}), ('letter', {})):
        with refuses('42501', s):
            s.run(noun + '_put', authority=other.id, id=new(), audit=other.audit, **harness.DEFAULTS[noun], **more)
    other.breach('established')
    other.session.commit()
    s.sql("UPDATE breach SET state = 'dropped'")
    s.commit()
    assert other.session.one("SELECT count(*) FROM breach WHERE state = 'dropped'") == 0


@test
def a_reference_never_points_into_another_authority():
    world, other = World('follow_up'), World('follow_up')
    s = world.session
    breach = world.breach('established')
    theirs = other.breach('established')
    other.session.commit()
    s.commit()
    wrong = [
        ('audit', dict(enterprise=other.enterprise)), ('audit', dict(enterprise=world.enterprise, lead_auditor=other.lead)),
        ('audit', dict(enterprise=world.enterprise, follow_up_lead=other.lead)),
        *((noun, dict(audit=other.audit)) for noun in ('breach', 'deadline', 'letter', 'incoming', 'remark', 'contact')),
        ('order', dict(audit=other.audit, breaches=[breach])), ('deadline', dict(breach=theirs)), ('demand', dict(breach=theirs)),
        ('demand', dict(breach=breach, measure_point=other.measure_point)), ('interim_measure', dict(breach=theirs)),
        ('evidence', dict(breach=theirs)), ('observation', dict(breach=theirs, measure_point=world.measure_point)),
        ('observation', dict(breach=breach, measure_point=other.measure_point)), ('assessment', dict(breach=theirs)),
        ('letter', dict(author=other.lead)), ('remark', dict(registered_by=other.lead)),
        ('contact', dict(registered_by=other.lead)), ('incoming', dict(registered_by=other.lead)),
        ('evidence', dict(breach=breach, registered_by=other.lead)),
        ('observation', dict(breach=breach, measure_point=world.measure_point, registered_by=other.lead)),
        ('assessment', dict(breach=breach, assessed_by=other.lead)),
    ]
    for noun, more in wrong:
        with refuses('23503', s):
            world.put(noun, **more)
            s.commit()


@test
def ids_in_lists_are_of_the_same_authority():
    world, other = World('follow_up'), World('follow_up')
    s = world.session
    breach, theirs = world.breach('established'), other.breach('established')
    s.run('attachment_add', authority=world.id, id=(attachment := new()), media_type='x', size=1, content='\\x61',
          sha256=sha('a'), uploaded_at=NOW)
    other.session.commit()
    s.commit()
    audit = dict(enterprise=world.enterprise)
    checks = [
        ('audit', 'requirements', [world.requirement], [other.requirement], audit),
        ('audit', 'measure_points', [world.measure_point], [other.measure_point], audit),
        ('audit', 'team', [world.lead], [other.lead], audit),
        ('audit', 'owners', objects({'lead_auditor': world.lead}), objects({'lead_auditor': other.lead}), audit),
        ('audit', 'owners', objects({'agreed_by': world.lead}), objects({'agreed_by': other.lead}), audit),
        ('audit', 'owners', objects({'document': attachment}), objects({'document': new()}), audit),
        ('breach', 'requirements', [world.requirement], [other.requirement], {}),
        ('assessment', 'requirements', [world.requirement], [other.requirement], {'breach': breach}),
        ('incoming', 'attachments', [attachment], [new()], {}),
        ('incoming', 'answers', [world.deadline], [other.deadline], {}),
        ('letter', 'breaches', [breach], [theirs], {}),
        ('letter', 'dates', objects({'breach': breach}), objects({'breach': theirs}), {}),
        ('letter', 'notice_of_order', literal({'breaches': [str(breach)]}), literal({'breaches': [str(theirs)]}), {}),
        ('letter', 'writers', [world.lead], [world.lead, other.lead], {}),
        ('order', 'breaches', [breach], [theirs], {}),
    ]
    for noun, column, good, bad, more in checks:
        id = world.put(noun, **more, **{column: good})
        s.commit()
        with refuses('unknown_reference', s):
            world.put(noun, **more, **{column: bad})
            s.commit()
        if noun not in harness.ADDED:
            with refuses('unknown_reference', s):
                s.sql('UPDATE "%s" SET "%s" = %%s WHERE id = %%s' % (noun, column), literal(bad), id)
                s.commit()


@test
def lists_of_guides_and_deputies_are_checked_too():
    world, other = World(), World()
    s = world.session
    guide = dict(authority=world.id, row_version=1, code='p', title='P', national=False, themes=[], later_rounds='[]', questions='[]')
    for lists in (dict(requirements=[other.requirement], measure_points=[]),
                  dict(requirements=[], measure_points=[other.measure_point])):
        own = new()
        s.run('programme_put', id=own, **guide, requirements=[world.requirement], measure_points=[world.measure_point])
        s.commit()
        for id in (new(), own):
            with refuses('unknown_reference', s):
                s.run('programme_put', id=id, **guide, **lists)
                s.commit()
    for account in (world.leader, new()):
        with refuses('unknown_reference', s):
            world.account(account, 'leader', deputies=objects({'account': other.lead, 'from': '2026-01-01'}))
            s.commit()


@test
def ids_of_a_case_are_of_the_same_case():
    world = World('follow_up')
    s = world.session
    breach, deadline = world.breach('established'), world.deadline
    sent = world.letter('draft')
    order = world.put('order', breaches=[breach])
    incoming, evidence = world.put('incoming', answers=[deadline, sent]), world.put('evidence', breach=breach)
    other = world.put('audit', enterprise=world.enterprise)
    s.commit()
    there = dict(audit=other)
    for noun, more in (('deadline', dict(breach=breach)), ('deadline', dict(letter=sent)), ('deadline', dict(order=order)),
                       ('deadline', dict(successor=deadline)), ('deadline', dict(predecessor=deadline)),
                       ('letter', dict(corrects=sent)), ('letter', dict(order=order))):
        with refuses('23503', s):
            world.put(noun, **there, **more)
            s.commit()
    own = world.put('breach', audit=other)
    s.commit()
    lists = (('letter', 'breaches', [own], [breach]), ('order', 'breaches', [own], [breach]),
             ('letter', 'dates', objects({'breach': own}), objects({'breach': breach})),
             ('letter', 'notice_of_order', literal({'breaches': [str(own)]}), literal({'breaches': [str(breach)]})))
    for noun, column, good, bad in lists:
        with refuses('unknown_reference', s):
            world.put(noun, **there, **{'breaches': [own], column: bad})
            s.commit()
        id = world.put(noun, **there, **{'breaches': [own], column: good})
        s.commit()
        with refuses('unknown_reference', s):
            world.put(noun, id=id, **{column: bad})
            s.commit()
    for answers in ([deadline], [sent]):
        with refuses('unknown_reference', s):
            world.put('incoming', **there, answers=answers)
            s.commit()
    with refuses('23503', s):
        world.put('evidence', breach=own, incoming=incoming, audit=other)
        s.commit()
    with refuses('23503', s):
        world.put('observation', breach=own, measure_point=world.measure_point, evidence=evidence, audit=other)
        s.commit()
    for letter in ('letter', 'issued_letter', 'withdrawn_letter'):
        with refuses('23503', s):
            world.put('order', breaches=[own], audit=other, **{letter: sent})
            s.commit()


@test
def names_are_unique_in_their_authority_and_free_in_another():
    world, other = World(), World()
    for w in (world, other):
        w.account(new(), 'leader', username='Kari')
        w.session.run('enterprise_put', authority=w.id, id=new(), version=1, name='X', kind='other', org_number='974760673')
        w.session.commit()
    with refuses('account_username', world.session):
        world.account(new(), 'leader', username='kari')
    with refuses('enterprise_org_number', world.session):
        world.session.run('enterprise_put', authority=world.id, id=new(), version=1, name='Y', kind='other',
                          org_number='974760673')
    with refuses('audit_case_number', world.session):
        world.serial -= 1
        world.put('audit', enterprise=world.enterprise)


def begin_session(world, account, expires=later(8)):
    token = sha(str(new()))
    world.session.run('session_start', authority=world.id, id=new(), account=account, token_hash=token, now=NOW,
                      expires_at=expires)
    world.session.commit()
    return token


def who(token, now=NOW, today='2026-03-02'):
    s = Session()
    rows = s.run('session_find', token_hash=token, now=now, today=today)
    seen = s.one('SELECT count(*) FROM audit')
    s.close()
    return rows, seen


@test
def a_token_tells_who_asks_and_sets_the_tenant():
    world = World()
    token = begin_session(world, world.lead)
    rows, seen = who(token)
    assert len(rows) == 1 and seen == 1
    assert str(rows[0]['authority']) == str(world.id) and str(rows[0]['account']) == str(world.lead)
    assert rows[0]['roles'] == ['caseworker'] and rows[0]['deputy'] is False
    assert who(sha('guessed')) == ([], 0)
    assert who(token, now=later(8)) == ([], 0), 'a lapsed login still counts'


@test
def a_login_ends_with_logout_and_with_its_account():
    world = World()
    token, other = begin_session(world, world.lead), begin_session(world, world.lead)
    session = who(token)[0][0]['session']
    world.session.run('session_end', id=session)
    world.session.commit()
    assert who(token) == ([], 0) and who(other)[1] == 1
    world.account(world.lead, 'caseworker', disabled=True)
    world.session.commit()
    assert who(other) == ([], 0)
    mine, kept = begin_session(world, world.leader), begin_session(world, world.leader)
    world.session.run('session_end_all', account=world.leader, but=who(kept)[0][0]['session'])
    world.session.commit()
    assert who(mine) == ([], 0) and who(kept)[1] == 1


@test
def a_login_clears_away_those_that_have_lapsed():
    world = World()
    begin_session(world, world.lead, expires=later(0).replace('09:00', '09:01'))
    world.session.run('session_start', authority=world.id, id=new(), account=world.lead, token_hash=sha('t' + str(new())),
                      now=later(1), expires_at=later(9))
    assert world.session.one('SELECT count(*) FROM session') == 1


@test
def a_deputy_is_one_on_the_days_and_for_a_leader_only():
    world = World()
    token = begin_session(world, world.colleague)
    deputies = objects({'account': world.colleague, 'from': '2026-03-02', 'to': '2026-03-04'})
    for roles, today, expected in ((['leader'], '2026-03-01', False), (['leader'], '2026-03-02', True),
                                   (['leader'], '2026-03-04', True), (['leader'], '2026-03-05', False),
                                   (['caseworker'], '2026-03-03', False)):
        world.account(world.leader, *roles, deputies=deputies)
        world.session.commit()
        assert who(token, today=today)[0][0]['deputy'] is expected, (roles, today)


@test
def a_login_finds_its_account_by_the_authoritys_code():
    world, other = World(), World()
    for w in (world, other):
        w.account(new(), 'leader', username='ola', password_hash='hash of ' + str(w.id))
        w.session.commit()
    s = Session()
    found = s.run('account_find_for_login', authority_code='t' + world.id.hex, username='OLA')
    assert [r['password_hash'] for r in found] == ['hash of %s' % world.id]
    s.rollback()
    assert s.run('account_find_for_login', username='ola') == [], 'one of several was picked'
    s.rollback()
    s.sql("SELECT set_config('tilsyn.authority', %s, true)", str(world.id))
    assert s.one('SELECT count(*) FROM account WHERE username = %s', 'ola') == 1
    assert {str(world.id), str(other.id)} <= {str(r['id']) for r in s.run('authority_list')}


@test
def locks_and_finds_are_blind_to_another_authority():
    world, other = World('follow_up'), World()
    breach = world.breach('established')
    ids = dict(audit=world.audit, breach=breach, deadline=world.deadline, letter=world.letter('draft'),
               order=world.put('order', breaches=[breach]), demand=world.put('demand', breach=breach),
               interim_measure=world.put('interim_measure', breach=breach))
    world.session.commit()
    for noun, id in ids.items():
        for verb in ('_lock', '_find'):
            rows = world.session.run(noun + verb, id=id)
            assert len(rows) == 1 and str(rows[0]['audit']) == str(world.audit) and rows[0]['version'] == 1, noun
            assert world.session.one("SELECT current_setting('tilsyn.audit')") == str(world.audit)
            assert other.session.run(noun + verb, id=id) == [], noun
    world.session.rollback()
