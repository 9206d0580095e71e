"""test_schema - what is true of every table and every statement."""
import ctypes

import harness
from harness import STATEMENT, Session, World, new, refuses, test

# They hold no tenant's rows: the law, and where the log's ids begin.
TENANTLESS = {'transition', 'log_base'}


def catalogue(text, *values):
    s = Session(role='postgres')
    rows = s.sql(text, *values)
    s.close()
    return rows


@test
def every_statement_prepares_for_the_daemons_role():
    pq = ctypes.CDLL('libpq.so.5')
    for name in ('PQconnectdb', 'PQprepare'):
        getattr(pq, name).restype = ctypes.c_void_p
    pq.PQresultErrorMessage.restype = ctypes.c_char_p
    connection = ctypes.c_void_p(pq.PQconnectdb(
        ('host=%s user=tilsyn dbname=tilsyn' % harness.cluster.dir).encode()))
    wrong = []
    for name, (text, _) in STATEMENT.items():
        result = ctypes.c_void_p(pq.PQprepare(connection, name.encode(), text.encode(), 0, None))
        if pq.PQresultStatus(result) != 1:
            wrong.append('%s: %s' % (name, pq.PQresultErrorMessage(result).decode()))
        pq.PQclear(result)
    pq.PQfinish(connection)
    assert len(STATEMENT) > 100 and not wrong, '\n'.join(wrong)


@test
def no_statement_asks_the_database_for_the_time():
    for name, (text, _) in STATEMENT.items():
        for word in ('now()', 'current_date', 'current_timestamp', 'localtime', 'clock_timestamp'):
            assert word not in text.lower(), '%s asks for %s' % (name, word)
    written = catalogue("""SELECT proname AS name, prosrc AS text FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
        UNION ALL SELECT adrelid::regclass::text, pg_get_expr(adbin, adrelid) FROM pg_attrdef""")
    assert written and not [r['name'] for r in written if 'now()' in r['text'] or 'current_date' in r['text'].lower()]


@test
def every_table_but_the_law_and_the_base_of_the_log_has_a_tenant():
    rows = catalogue("""SELECT relname, EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid
            AND attname = 'authority_id' AND attnotnull) AS tenant
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
    assert {r['relname'] for r in rows if not r['tenant']} == TENANTLESS


@test
def the_tenant_leads_every_primary_key_unique_constraint_and_exclusion():
    rows = catalogue("""SELECT conrelid::regclass::text AS tab, conname,
            (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS leads
        FROM pg_constraint WHERE contype IN ('p', 'u', 'x') AND connamespace = 'public'::regnamespace""")
    wrong = [r['conname'] for r in rows if r['leads'] != 'authority_id' and r['tab'] not in TENANTLESS]
    assert len(rows) > 30 and not wrong, wrong


@test
def the_tenant_stands_on_both_sides_of_every_foreign_key():
    rows = catalogue("""SELECT conname,
            (SELECT array_agg(attname::text) FROM pg_attribute
                WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS own,
            (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS first,
            (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1]) AS other
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace""")
    wrong = [r['conname'] for r in rows if r['first'] != 'authority_id' or r['other'] != 'authority_id']
    assert len(rows) > 50 and not wrong, wrong


@test
def every_id_of_another_row_is_a_reference():
    rows = catalogue("""SELECT attrelid::regclass::text AS tab, attname FROM pg_attribute
            JOIN pg_class ON pg_class.oid = attrelid
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND atttypid = 'uuid'::regtype
            AND attname <> 'id' AND NOT EXISTS (SELECT FROM pg_constraint
                WHERE contype = 'f' AND conrelid = attrelid AND attnum = ANY (conkey))""")
    # an event's subject may be of any kind
    assert {(r['tab'], r['attname']) for r in rows} == {('authority', 'authority_id'), ('event', 'subject')}


@test
def every_tenant_is_an_authority():
    rows = catalogue("""SELECT conrelid::regclass::text AS tab, confrelid::regclass::text AS other
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace""")
    sure = {r['tab'] for r in rows if r['other'] == 'authority'} | {'authority'}
    assert sure == {'authority', 'account', 'enterprise', 'requirement', 'measure_point', 'programme', 'attachment',
                    'case_counter', 'audit', 'log_head', 'event', 'mail', 'letter_template', 'policy', 'digest', 'risk_weights', 'survey', 'letterhead'}
    # the others by a reference that is never empty: to the case, its breach, or an account
    sure |= {'breach', 'incoming', 'remark', 'contact', 'deadline', 'letter', '"order"', 'demand', 'interim_measure',
             'evidence', 'observation', 'assessment', 'session', 'conflict', 'idempotency', 'draw', 're_review', 'letter_version', 'archive_post',
             'document', 'case_file', 'own_figure', 'own_note', 'reminder', 'calendar_token', 'write_off', 'answer_set', 'selection', 'review'}
    tables = catalogue("""SELECT oid::regclass::text AS tab FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
    assert {r['tab'] for r in tables} - sure == TENANTLESS


@test
def every_unique_index_has_the_tenant_but_the_one_that_finds_it():
    rows = catalogue("""SELECT indexrelid::regclass::text AS name,
            (SELECT attname FROM pg_attribute WHERE attrelid = indrelid AND attnum = indkey[0]) AS leads,
            indrelid::regclass::text AS tab
        FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
        WHERE indisunique AND relnamespace = 'public'::regnamespace""")
    assert [r['name'] for r in rows if r['leads'] != 'authority_id' and r['tab'] not in TENANTLESS] \
        == ['authority_code']


@test
def every_tenants_table_has_the_wall():
    rows = catalogue("""SELECT relname, relrowsecurity, (SELECT count(*) FROM pg_policy
            WHERE polrelid = pg_class.oid AND polcmd = '*'
                AND pg_get_expr(polqual, polrelid) = '(authority_id = tenant())'
                AND pg_get_expr(polwithcheck, polrelid) = '(authority_id = tenant())') AS policies
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
    assert not [r for r in rows if r['relname'] not in TENANTLESS
                and not (r['relrowsecurity'] and r['policies'] == 1)]


@test
def the_daemon_owns_nothing_and_deletes_only_what_lapses():
    rows = catalogue("""SELECT relname, relowner::regrole::text AS owner,
            has_table_privilege('tilsyn', pg_class.oid, 'DELETE') AS deletes,
            has_table_privilege('tilsyn', pg_class.oid, 'TRUNCATE') AS truncates,
            has_table_privilege('tilsyn', pg_class.oid, 'UPDATE') AS updates
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace""")
    assert {r['owner'] for r in rows} == {'tilsyn_owner'}
    assert {r['relname'] for r in rows if r['deletes']} == {'session', 'idempotency', 'calendar_token'}
    assert not [r for r in rows if r['truncates']]
    assert not {r['relname'] for r in rows if r['updates']} & {
        'event', 'evidence', 'observation', 'assessment', 'incoming', 'contact', 'remark', 'attachment',
        'log_base', 'transition', 'authority', 'mail', 'digest'}


@test
def what_runs_with_the_owners_rights_has_a_pinned_path():
    rows = catalogue("""SELECT proname, proconfig FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace""")
    wanted = 'search_path=pg_catalog, public, pg_temp'
    assert len(rows) > 10 and not [r['proname'] for r in rows if wanted not in (r['proconfig'] or [])]


@test
def an_outsider_may_call_nothing_that_sees_past_the_wall():
    rows = catalogue("""SELECT proname FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace AND prorettype <> 'trigger'::regtype
            AND has_function_privilege('public', pg_proc.oid, 'EXECUTE')""")
    assert rows == []


@test
def a_temporary_table_does_not_stand_in_for_a_real_one():
    world = World('follow_up')
    world.breach('established')
    world.session.commit()
    s = Session(world)
    s.sql('CREATE TEMPORARY TABLE breach (authority_id uuid, id uuid, audit uuid, state text)')
    s.commit()
    with refuses('breach_open', s):
        s.sql("UPDATE public.audit SET state = 'closed' WHERE id = %s", world.audit)
        s.commit()


@test
def a_number_is_given_back_when_its_case_is_not_made():
    world = World()
    s = world.session
    assert s.run('case_counter_next', year=2026)[0]['case_number'] == '2026/1'
    s.commit()
    assert s.run('case_counter_next', year=2026)[0]['case_number'] == '2026/2'
    s.rollback()
    assert s.run('case_counter_next', year=2026)[0]['case_number'] == '2026/2'
    assert s.run('case_counter_next', year=2027)[0]['case_number'] == '2027/1'


@test
def a_guide_made_again_under_its_code_is_its_next_edition():
    world = World()
    s = world.session
    guide = dict(authority=world.id, code='lt', title='Sepsis', national=True, themes=[], later_rounds='[]', requirements=[], measure_points=[], questions='[]')
    for edition in (1, 2, 3):
        id = new()
        s.run('programme_put', id=id, row_version=1, **guide)
        assert s.run('programme_find', id=id)[0]['version'] == edition
    s.run('programme_put', id=id, row_version=2, **{**guide, 'title': 'Sepsis 2'})
    row = s.run('programme_find', id=id)[0]
    assert (row['version'], row['row_version'], row['title']) == (3, 2, 'Sepsis 2')
    s.run('programme_put', id=new(), row_version=1, version=9, **guide)
    with refuses('programme_edition', s):
        s.run('programme_put', id=new(), row_version=1, version=9, **guide)
