"""test_admins - an authority is never left without one who can administer it."""
from harness import World, new, refuses, test
from test_races import race


def admins(world, count):
    return [world.account(new(), 'admin', 'leader') for _ in range(count)]


@test
def the_last_enabled_admin_stays():
    world = World()
    one, other = admins(world, 2)
    gone = world.account(new(), 'admin', disabled=True)
    world.account(one, 'leader')
    world.session.commit()
    for more in (dict(disabled=True), dict(roles=['leader'])):
        with refuses('last_admin', world.session):
            world.session.run('account_put', authority=world.id, id=other, **{**dict(
                version=2, username='u' + other.hex, name='Kari', roles=['admin', 'leader'], disabled=False,
                deputies='[]'), **more})
    world.account(other, 'admin')
    world.account(gone, 'admin')
    world.account(other, 'leader')
    world.session.commit()


@test
def two_admins_who_end_each_other_leave_one():
    world = World()
    one, other = admins(world, 2)
    world.session.commit()

    def end(id):
        return lambda s: s.run('account_put', authority=world.id, id=id, version=2, username='u' + id.hex, name='Kari',
                               roles=['admin'], disabled=True, deputies='[]')

    with refuses('last_admin'):
        race(world, end(one), end(other)).join()
