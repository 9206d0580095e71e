"""test_used - what audits rest on does not change under them, and a demand is only ever sharpened."""
from harness import Session, World, new, refuses, test
from test_races import race

POINT = dict(version=1, code='mp', text='Andel', target=0.9, n_min=20, rounds=2, spacing_days=28)
RULE = (('target', 0.8, 0.95), ('n_min', 10, 30), ('rounds', 1, 3), ('spacing_days', 7, 60))
LAW = dict(version=1, code='hol-4-2', act='Lov')
GUIDE = dict(edition=1, row_version=1, code='guide', title='Tvang', national=False, themes=[], later_rounds='[]', requirements=[], measure_points=[], questions='[]')


def point(world, by=None, **members):
    (by or world.session).run('measure_point_put', authority=world.id, id=world.measure_point, **{**POINT, **members})


def requirement(world, by=None, **members):
    (by or world.session).run('requirement_put', authority=world.id, id=world.requirement, **{**LAW, **members})


def programme(world, id, by=None, **members):
    row = {**GUIDE, **members}
    (by or world.session).run('programme_put', authority=world.id, id=id, version=row.pop('edition'), **row)


def asks(world, **members):
    """A case that rests on the measure point as `members` say."""
    world.put('audit', id=world.audit, **members)
    world.session.commit()


@test
def a_measure_points_rule_stands_once_an_audit_a_demand_or_a_round_rests_on_it():
    def in_audit(world):
        world.put('audit', id=world.audit, measure_points=[new_point(world), world.measure_point])

    def in_demand(world):
        world.put('demand', breach=world.put('breach'), measure_point=world.measure_point)

    def in_round(world):
        world.put('observation', breach=world.put('breach'), measure_point=world.measure_point)

    def new_point(world):
        id = new()
        world.session.run('measure_point_put', authority=world.id, id=id, **POINT)
        return id

    for use in (in_audit, in_demand, in_round):
        world = World('fieldwork')
        point(world, target=0.8)
        point(world)
        use(world)
        world.session.commit()
        for member, weaker, sharper in RULE + (('hard', 'død', 'skade'), ('numerator', 'a', 'b'), ('denominator', 'a', 'b')):
            for value in (weaker, sharper):
                with refuses('in_use', world.session):
                    point(world, **{member: value})
        point(world, text='Andelen', category='process', process='x', critical_step='y', code='mp2')
        world.session.commit()


@test
def a_measure_point_always_asks_something():
    world = World()
    for member, _, _ in RULE:
        with refuses('23502', world.session):
            point(world, **{member: None})


@test
def a_requirement_stays_the_law_it_is_once_a_case_rests_on_it():
    world = World()
    for member in ('act', 'section'):
        with refuses('in_use', world.session):
            requirement(world, **{member: 'Annen'})
    requirement(world, text='Rettet', valid_to='2026-01-01', code='b')
    world.session.commit()
    world = World('fieldwork')
    other = new()
    world.session.run('requirement_put', authority=world.id, id=other, **LAW)
    world.session.run('requirement_put', authority=world.id, id=other, **{**LAW, 'act': 'Annen lov'})
    world.put('breach', requirements=[other])
    world.session.commit()
    with refuses('in_use', world.session):
        world.session.run('requirement_put', authority=world.id, id=other, **LAW)


@test
def a_guide_is_not_edited_once_an_audit_rests_on_it():
    world = World()
    id = new()
    programme(world, id)
    programme(world, id, title='Makt')
    world.put('audit', id=world.audit, programme=id)
    world.session.commit()
    with refuses('in_use', world.session):
        programme(world, id, title='Tvang')
    with refuses('in_use', world.session):
        programme(world, id, title='Makt', requirements=[world.requirement])


@test
def what_is_being_used_does_not_change_and_what_changes_is_not_used_half():
    """Whoever comes first is seen by the other."""
    def guide(world):
        world.guide = new()
        programme(world, world.guide)

    def law(w, s):
        s.run('requirement_put', authority=w.id, id=w.law, **{**LAW, 'act': 'x'})

    def another(w, s, **members):
        w.put('audit', enterprise=w.enterprise, by=s, **members)

    pairs = (
        (lambda w, s: point(w, s, target=0.5), lambda w, s: another(w, s, measure_points=[w.measure_point])),
        (law, lambda w, s: another(w, s, requirements=[w.law])),
        (law, lambda w, s: w.put('breach', requirements=[w.law], by=s)),
        (lambda w, s: programme(w, w.guide, s, title='x'), lambda w, s: another(w, s, programme=w.guide)),
        (lambda w, s: point(w, s, target=0.5), lambda w, s: w.put('audit', id=w.audit, measure_points=[w.measure_point], by=s)),
        (lambda w, s: point(w, s, target=0.5),
         lambda w, s: w.put('observation', breach=w.one, measure_point=w.measure_point, by=s)),
        (lambda w, s: point(w, s, target=0.5), lambda w, s: w.put('demand', breach=w.one, measure_point=w.measure_point, by=s)),
        (law, lambda w, s: w.put('audit', id=w.audit, requirements=[w.law], by=s)),
        (law, lambda w, s: w.put('breach', id=w.one, requirements=[w.law], by=s)),
        (lambda w, s: programme(w, w.guide, s, title='x'), lambda w, s: w.put('audit', id=w.audit, programme=w.guide, by=s)),
    )
    for change, use in pairs:
        for change_first in (True, False):
            world = World('fieldwork')
            world.one, world.law = world.put('breach'), new()
            world.session.run('requirement_put', authority=world.id, id=world.law, **LAW)
            guide(world)
            world.session.commit()
            if change_first:
                race(world, lambda s: change(world, s), lambda s: use(world, s)).join()
            else:
                with refuses('in_use'):
                    race(world, lambda s: use(world, s), lambda s: change(world, s)).join()


@test
def a_demand_asks_no_less_than_its_measure_point():
    world = World('fieldwork')
    breach = world.put('breach')
    world.session.commit()
    for member, weaker, sharper in RULE:
        with refuses('only_sharper', world.session):
            world.put('demand', breach=breach, measure_point=world.measure_point, **{member: weaker})
        demand = world.put('demand', breach=breach, measure_point=world.measure_point, **{member: sharper})
        world.session.commit()
        with refuses('only_sharper', world.session):
            world.put('demand', id=demand, **{member: weaker})
        # not stated yet, so it may be taken back
        world.put('demand', id=demand, **{member: None})
        world.put('demand', id=demand, **{member: POINT[member]})
        world.put('demand', id=demand, measure_point=None, evidence_kind='plan', **{member: weaker})
        world.session.commit()


@test
def what_the_final_report_stated_is_only_sharpened():
    for member, weaker, sharper in RULE:
        world = World('hearing')
        breach = world.put('breach')
        demand = world.put('demand', breach=breach, measure_point=world.measure_point, **{member: sharper})
        bare = world.put('demand', breach=breach, target=0.99)
        world.put('deadline', breach=breach)
        world.put('breach', id=breach, state='established')
        world.put('audit', id=world.audit, state='follow_up')
        world.session.commit()
        for less in ({member: POINT[member]}, {member: None}, {'measure_point': None}, {'evidence_kind': 'plan'}):
            with refuses('only_sharper', world.session):
                world.put('demand', id=demand, **less)
        with refuses('only_sharper', world.session):
            world.put('demand', id=bare, evidence_kind='management')
        world.put('demand', id=demand, text='Vis det', **{member: 1 if member == 'target' else 99})
        world.put('demand', id=bare, measure_point=world.measure_point, target=0.9)
        world.session.commit()


@test
def nothing_is_asked_for_a_breach_that_has_ended():
    for state in ('corrected', 'dropped'):
        world = World('follow_up')
        breach = world.breach('draft')
        demand = world.put('demand', breach=breach)
        deadline = world.put('deadline', breach=breach)
        world.put('breach', id=breach, state='established')
        if state == 'corrected':
            world.put('breach', id=breach, state='reported')
            world.put('assessment', breach=breach)
        world.put('breach', id=breach, state=state)
        world.put('deadline', id=deadline, state='met')
        world.session.commit()
        with refuses('wrong_state', world.session):
            world.put('demand', breach=breach)
        with refuses('wrong_state', world.session):
            world.put('demand', id=demand, text='Mer')
        if state == 'corrected':
            world.put('breach', id=breach, state='established', counts_from='2026-06-01T09:00:00Z')
            world.put('deadline', breach=breach)
            world.put('demand', id=demand, text='Mer')
            world.session.commit()
