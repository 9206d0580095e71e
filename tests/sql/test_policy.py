"""test_policy - a policy is added and ended, never changed; no two of one scope are valid on a day."""
from harness import DEFAULTS, World, new, refuses, test


def policy(world, **more):
    id = new()
    world.session.run('policy_put', authority=world.id, id=id, **{**DEFAULTS['policy'], **more})
    return id


def guide(world, edition=1, code='p'):
    id = new()
    world.session.run('programme_put', authority=world.id, id=id, row_version=1, version=edition, code=code, title='P',
                      national=False, themes=[], later_rounds='[]', requirements=[], measure_points=[], questions='[]')
    return id


@test
def no_two_policies_of_a_scope_are_valid_on_the_same_day():
    world = World()
    s = world.session
    policy(world, version=1, valid_from='2026-01-01', valid_to='2026-03-31')
    policy(world, version=2, valid_from='2026-04-01')
    s.commit()
    for begins, ends in (('2026-03-31', '2026-03-31'), ('2025-01-01', '2026-01-01'), ('2030-01-01', None),
                         ('2025-01-01', None)):
        with refuses('policy_overlap', s):
            policy(world, version=3, valid_from=begins, valid_to=ends)
    policy(world, version=3, valid_from='2025-01-01', valid_to='2025-12-31')
    # a programme has its own days, and another authority too
    policy(world, version=1, programme=guide(world), valid_from='2026-01-01')
    other = World()
    policy(other, version=1, valid_from='2026-01-01')
    other.session.commit()
    s.commit()
    with refuses('policy_edition', s):
        policy(world, version=3, valid_from='2024-01-01', valid_to='2024-12-31')
    with refuses('policy_period', s):
        policy(world, version=9, valid_from='2024-01-03', valid_to='2024-01-01')
    with refuses('policy_send_window', s):
        policy(world, valid_from='2024-01-01', valid_to='2024-12-31', send_from='16:00', send_to='08:00')
    with refuses('policy_closing_days', s):
        policy(world, programme=guide(world, 2), closing_days='[{"date": "2026-05-02", "name": null}]')


@test
def what_a_policy_says_is_kept_and_it_can_only_be_ended():
    world = World('follow_up')
    s = world.session
    id = policy(world, valid_from='2026-01-01')
    s.commit()
    for change in ("milestone_after = 100", "name = 'Ny'", "valid_from = '2026-01-02'", "grounds = '[1]'",
                   "closing_days = '[1]'", "replaces = id"):
        with refuses('42501', s):       # the daemon has no right to
            s.sql('UPDATE policy SET ' + change)
    by = s.__class__(role='postgres')
    for change in ("milestone_after = 100", "name = 'Ny'", "valid_from = '2026-01-02'"):
        with refuses('kept', by):
            by.sql('UPDATE policy SET %s WHERE id = %%s' % change, id)
    by.close()
    world.put('deadline', policy=id, kind='plan')
    s.commit()
    with refuses('kept', s):            # on its first day somebody trusted it
        s.run('policy_end', id=id, ended_on='2025-12-31')
    s.run('policy_end', id=id, ended_on='2026-06-30')
    s.run('policy_end', id=id, ended_on='2026-05-31')
    for last in ('2026-06-01', None):
        with refuses('kept', s):
            s.run('policy_end', id=id, ended_on=last)
    s.commit()


@test
def one_that_never_began_may_give_way_whole():
    world = World()
    s = world.session
    id = policy(world, valid_from='2027-01-01')
    s.run('policy_end', id=id, ended_on='2026-12-31')
    policy(world, version=2, valid_from='2026-06-01', replaces=id)
    s.commit()


@test
def the_case_is_judged_by_the_newest_edition_it_has_come_to():
    world = World('follow_up')
    s = world.session
    first, second, third = (guide(world, n) for n in (1, 2, 3))
    stranger = guide(world, 1, 'q')
    s.sql('UPDATE audit SET programme = %s WHERE id = %s', second, world.audit)
    s.commit()

    def chosen(today='2026-05-04'):
        found = s.run('case_policy_load', today=today)
        apart = s.run('policy_in_force', programme=second, today=today)
        assert found == apart
        return found[0]['id'] if found else None

    s.sql("SELECT set_config('tilsyn.audit', %s, false)", str(world.audit))
    assert chosen() is None
    ours = policy(world, valid_from='2026-01-01', closing_days='[{"date": "2026-05-05", "name": null}]')
    assert chosen() == ours
    assert chosen('2025-12-31') is None
    policy(world, valid_from='2026-01-01', programme=third)
    policy(world, valid_from='2026-01-01', programme=stranger)
    assert chosen() == ours
    its = policy(world, valid_from='2026-01-01', valid_to='2026-05-04', programme=first)
    assert chosen() == its and chosen('2026-05-05') == ours
    own = policy(world, valid_from='2026-05-01', programme=second)
    assert chosen() == own and chosen('2026-04-30') == its
    row = s.run('policy_in_force', programme=second, today='2026-05-04')[0]
    assert row['closing_days'] == [{'date': '2026-05-05', 'name': None}], 'the authority is closed for all'
    s.rollback()
