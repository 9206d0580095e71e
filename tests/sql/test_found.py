"""test_found - what the filters of lists find, and what they leave."""
from harness import Session, World, test


@test
def a_case_is_found_by_the_severity_of_any_breach_that_is_not_dropped():
    world = World('fieldwork')
    s = world.session
    found = lambda word: len(s.run('audit_list_created', severity=word, fetch=9))
    breach = world.put('breach', severity='serious')
    other = world.put('breach', severity='serious')
    assert (found('serious'), found('critical')) == (1, 0)
    world.put('breach', id=breach, severity='critical')
    assert (found('serious'), found('critical')) == (1, 1)
    world.put('breach', id=other, state='dropped')
    assert (found('serious'), found('critical')) == (0, 1)
    world.put('breach', id=breach, severity=None)
    assert found('critical') == 0


@test
def letters_are_found_by_the_deadlines_they_set():
    world = World('follow_up')
    s = world.session
    late, early, none = (world.put('letter') for _ in range(3))
    world.put('deadline', kind='documents', letter=late)
    deadline = world.put('deadline', kind='documents', letter=early, due='2026-04-01', effective_due='2026-04-07')
    found = lambda **f: {r['id'] for r in s.run('letter_list_created', fetch=9, **f)}
    assert found(overdue=True, today='2026-04-08') == {early} == found(due_before='2026-04-02')
    assert found(overdue=True, today='2026-04-07') == set() == found(due_before='2026-04-01')
    assert found(overdue=False, today='2026-04-08') == {late, none}
    world.put('deadline', id=deadline, state='met')
    assert found(overdue=True, today='2026-04-08') == set() == found(due_before='2026-04-02')


@test
def words_are_found_across_the_two_forms_of_norwegian():
    world = World('fieldwork', theme='Tryggheit i skulen og heimen')
    world.put('breach', title='Lovbrot: sjukeheimen manglar rettleiing', facts='Tenestene til borna er ikkje forsvarlege')
    world.session.commit()
    for q, found in (('skole', 1), ('hjem', 1), ('lovbrudd', 1), ('sykehjem', 1), ('veiledning', 1), ('tjenester', 1), ('barna', 1), ('forsvarlig', 1),
                     ('eksempel kommune', 1), ('skule -hjem', 0), ('barnehage', 0), ("o'hara & | !", 0), ('', 0)):
        rows = world.session.run('audit_list_created', q=q, fetch=10)
        assert len(rows) == found, (q, len(rows))
    assert Session(World()).run('audit_list_created', q='skole', fetch=10) == []
