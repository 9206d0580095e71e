"""test_pages - what the clock looks for comes page by page, each row once, whatever became of those before it."""
from harness import FIRST, NOW, Session, World, new, test

TODAY = '2026-06-01'


def due(world, count):
    """So many of everything, most of them of the same moment."""
    for n in range(count):
        day = '2026-05-%02d' % (10 + n % 2)
        world.put('deadline', kind='documents', next_rung_at=day + 'T07:00:00.5Z')
        world.put('deadline', kind='comment', due=day, effective_due=day)
        world.letter('dispatched')
        world.session.run('programme_put', authority=world.id, id=new(), row_version=1, code=str(new()), title='P',
                          national=False, themes=[], later_rounds='[]', requirements=[], measure_points=[], questions='[]',
                          review_by=day)
    world.session.commit()


def walked(s, name, most, **values):
    found, page, first = [], None, dict(FIRST, most=most)
    while page is None or len(page) == most:
        page = s.run(name, **values, **first)
        assert len(page) <= most
        found += page
        if page:
            first.update(after=page[-1]['due'], after_authority=page[-1]['authority'], after_id=page[-1]['id'])
    return [(r['authority'], r['id']) for r in found]


@test
def pages_together_are_the_whole_and_nothing_comes_twice():
    worlds = [World('hearing'), World('hearing')]
    for world in worlds:
        due(world, 5)
    s = Session()
    for name, values in (('rung_due', dict(now=TODAY + 'T09:00Z')), ('deadline_lapsing', dict(today=TODAY)),
                         ('review_due', dict(today=TODAY, ahead=30)), ('document_wanted', dict(now=NOW))):
        whole = walked(s, name, 1000000, **values)
        assert len([a for a, _ in whole if a in (worlds[0].id, worlds[1].id)]) == 10, (name, whole)
        assert len(set(whole)) == len(whole)
        for most in (1, 2, 3, len(whole)):
            assert walked(s, name, most, **values) == whole, (name, most)


@test
def case_files_too():
    world = World('follow_up')
    for _ in range(5):
        world.session.run('case_file_add', id=new(), audit=world.audit, audit_version=1, wanted_by=world.lead, language='nb',
                          wanted_at=NOW)
    world.session.commit()
    s = Session()
    whole = walked(s, 'case_file_wanted', 1000000)
    assert len([a for a, _ in whole if a == world.id]) == 5
    assert walked(s, 'case_file_wanted', 2) == whole
