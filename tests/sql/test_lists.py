"""test_lists - every filter and sort of a list uses an index, at 20 000 audits and with real statistics."""
from harness import STATEMENT, Session, World, literal, new, test

AUDITS = 20000
TODAY = '2026-06-01'
# What a list may touch: so much, or so much for each row that its filters let through.  Never what
# the table as a whole would cost: 20 000 cases, 40 000 deadlines, 60 000 letters.
PAGES_MAX, PAGES_A_ROW = 800, 18
# of the 1 450 that are open, with their breaches and deadlines
OPEN_PAGES_MAX = 11000
# what is about one row
ONE_PAGES_MAX = 120
# where a page's names are looked up; which index of so few rows does not matter
NAMES = {'enterprise_pkey', 'account_pkey', 'account_username'}
BIG = {'archive_post', 'audit', 'breach', 'deadline', 'letter', 'event', 'write_off'}


class Crowd(World):
    """A tenant of 20 000 cases beside two small ones."""

    def __init__(self):
        super().__init__()
        self.small = World('follow_up')
        self.programme, self.rare = new(), new()
        for id in (self.programme, self.rare):
            self.session.run('programme_put', authority=self.id, id=id, row_version=1, code=str(id), title='P',
                             national=False, themes=[], later_rounds='[]', requirements=[], measure_points=[], questions='[]')
        for n in range(40):
            self.account(new(), 'caseworker', email='person%d@eksempel.no' % n)
        self.session.commit()
        s = Session(role='postgres')
        # the triggers are tried elsewhere; here they would only take time
        s.sql('SET LOCAL session_replication_role = replica')
        s.sql('ALTER TABLE letter DISABLE TRIGGER judged')
        for text in LOAD.strip().split(';\n'):
            s.cursor.execute(text, dict(tenant=self.id, n=AUDITS, programme=self.programme, rare=self.rare))
        s.sql('ALTER TABLE letter ENABLE ALWAYS TRIGGER judged')
        s.commit()
        s.connection.autocommit = True
        s.sql('VACUUM ANALYZE')
        s.close()


LOAD = """
CREATE TEMPORARY TABLE crew ON COMMIT DROP AS
    SELECT id, row_number() OVER () - 1 AS n FROM account WHERE authority_id = %(tenant)s;
INSERT INTO enterprise (authority_id, id, version, name, kind)
    SELECT %(tenant)s, gen_random_uuid(), 1, 'Kommune ' || n || CASE WHEN n = 7 THEN ' Askvoll' ELSE '' END,
        'municipality' FROM generate_series(1, 400) n;
CREATE TEMPORARY TABLE place ON COMMIT DROP AS
    SELECT id, row_number() OVER () - 1 AS n FROM enterprise WHERE authority_id = %(tenant)s;
INSERT INTO audit (authority_id, id, version, case_number, state, enterprise, programme, theme, method, requirements,
        measure_points, team, lead_auditor, follow_up_lead, owners, imported, adopted_on, created_at, next_due,
        severities)
    SELECT %(tenant)s, gen_random_uuid(), 1, (2016 + i / 2000)::text || '/' || (i + 10),
        CASE WHEN i %% 20 = 0 THEN 'follow_up' WHEN i %% 50 = 1 THEN 'hearing' WHEN i %% 400 = 2 THEN 'drafting'
            ELSE 'closed' END,
        place.id, CASE WHEN i %% 300 = 0 THEN %(rare)s::uuid WHEN i %% 3 = 0 THEN %(programme)s END,
        CASE WHEN i %% 500 = 0 THEN 'Sepsis i akuttmottak' ELSE 'Trygt skolemiljø' END,
        CASE WHEN i %% 700 = 0 THEN 'joint' ELSE 'system_audit' END, '{}', '{}',
        ARRAY[crew.id, (SELECT id FROM crew c WHERE c.n = (i + 1) %% 40)], crew.id,
        CASE WHEN i %% 11 = 0 THEN (SELECT id FROM crew c WHERE c.n = (i + 3) %% 40) END,
        '[]', true, CASE WHEN i %% 20 = 0 THEN date '2026-01-01' END, timestamptz '2016-01-01Z' + i * interval '4 hours',
        CASE WHEN i %% 20 = 0 THEN date '2026-05-20' + i / 20 %% 300 ELSE 'infinity' END,
        CASE WHEN i %% 200 = 190 THEN ARRAY['critical', 'minor'] ELSE ARRAY['minor', 'serious'] END
    FROM generate_series(0, %(n)s - 1) i JOIN crew ON crew.n = i %% 40 JOIN place ON place.n = i %% 400;
INSERT INTO breach (authority_id, id, audit, version, state, title, facts, requirements, quality, severity,
        excused_practice, excused_management, registered_at)
    SELECT %(tenant)s, gen_random_uuid(), a.id, 1, CASE a.state WHEN 'closed' THEN 'corrected' ELSE 'established' END,
        'Aktivitetsplanene er mangelfulle ' || k, CASE WHEN a.case_serial = 123 THEN 'Ugjendrivelig' END, '{}', '{}',
        CASE WHEN k = 2 AND a.case_serial %% 200 = 0 THEN 'critical' WHEN k = 1 THEN 'minor' ELSE 'serious' END,
        false, false, a.created_at
    FROM audit a, generate_series(1, 2) k WHERE a.authority_id = %(tenant)s;
INSERT INTO deadline (authority_id, id, audit, breach, version, kind, state, due, effective_due, override,
        proposed_by_enterprise, refused, extended_count, extended_days)
    SELECT %(tenant)s, gen_random_uuid(), b.audit, b.id, 1, 'correction',
        CASE a.state WHEN 'follow_up' THEN 'running' ELSE 'met' END,
        coalesce(nullif(a.next_due, 'infinity'), a.created_at::date + 200),
        coalesce(nullif(a.next_due, 'infinity'), a.created_at::date + 200), false, false, false, 0, 0
    FROM breach b JOIN audit a ON a.authority_id = b.authority_id AND a.id = b.audit WHERE b.authority_id = %(tenant)s;
INSERT INTO letter (authority_id, id, audit, version, kind, state, breaches, dates, subject, body, writers, approvals,
        created_at, dispatched_at, archive_number)
    SELECT %(tenant)s, gen_random_uuid(), a.id, 1, (ARRAY['notice', 'final_report', 'closure'])[k],
        CASE WHEN a.case_serial %% 100 = 0 AND k = 2 THEN 'approved' ELSE 'journalled' END, '{}', '[]', 'Sak', 'Brev',
        '{}', '[]', a.created_at + k * interval '1 day', a.created_at, '1'
    FROM audit a, generate_series(1, 3) k WHERE a.authority_id = %(tenant)s;
ANALYZE letter;
UPDATE deadline d SET letter = (SELECT l.id FROM letter l
        WHERE l.authority_id = d.authority_id AND l.audit = d.audit AND l.kind = 'final_report')
    WHERE d.authority_id = %(tenant)s;
INSERT INTO mail (authority_id, id, audit, letter, kind, recipient, language, data, day, created_at, state, message_id,
        attempts, attempts_lost, by_clock, ended_at)
    SELECT l.authority_id, gen_random_uuid(), l.audit, l.id, 'letter', 'post@eksempel.no', 'nb', '{}', l.created_at::date,
        l.created_at, CASE WHEN a.case_serial %% 5 = 0 THEN 'failed' ELSE 'sent' END, '<a@b>', 1, 0, false, l.created_at
    FROM letter l JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
    WHERE l.authority_id = %(tenant)s AND l.kind = 'final_report';
INSERT INTO archive_post (authority_id, id, audit, letter, wanted_at, written_at)
    SELECT authority_id, id, audit, id, created_at, created_at FROM letter WHERE authority_id = %(tenant)s;
INSERT INTO write_off (authority_id, id, audit, letter, incoming, written_off_on)
    SELECT authority_id, id, audit, id, gen_random_uuid(), created_at::date FROM letter
    WHERE authority_id = %(tenant)s AND kind = 'notice';
INSERT INTO event (authority_id, id, audit, subject_kind, subject, event, at, data, text, hash)
    SELECT a.authority_id, a.case_serial * 8 + k, a.id, 'audit', a.id, 'close', a.created_at, '{}', '{}',
        encode(sha256(convert_to(E'\\n{}', 'UTF8')), 'hex')
    FROM audit a, generate_series(1, 5) k WHERE a.authority_id = %(tenant)s
"""


def plan_of(s, name, **values):
    text, names = STATEMENT[name]
    s.run('plan_custom')
    s.cursor.execute('PREPARE p_%s AS %s' % (name, text.replace('%', '%%')) if name not in s.prepared else 'SELECT 1')
    s.prepared.add(name)
    given = [literal(values.pop(n, None)) for n in names]
    assert not values, '%s takes no %s' % (name, values)
    call = '(%s)' % ', '.join(['%s'] * len(given)) if given else ''
    s.cursor.execute('EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE p_%s%s' % (name, call), given)
    return s.cursor.fetchone()['QUERY PLAN'][0]['Plan']


def nodes(plan):
    yield plan
    for below in plan.get('Plans', []):
        yield from nodes(below)


def cheap(s, name, rows=1, pages=PAGES_MAX, walks=(), **values):
    """The plan walks no big table, touches few pages, and brings rows at all."""
    plan = plan_of(s, name, **values)
    walked = [n['Relation Name'] for n in nodes(plan)
              if n['Node Type'] == 'Seq Scan' and n['Relation Name'] in BIG - set(walks)]
    touched = plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    what = '%s %s: %d pages, %d rows' % (name, {k: str(v) for k, v in values.items()}, touched, plan['Actual Rows'])
    assert not walked, '%s walks %s' % (what, walked)
    assert plan['Actual Rows'] >= rows, what
    if touched > pages and name.split('_')[0] + '_count' in STATEMENT:
        matching = s.run(name.split('_')[0] + '_count', **{k: v for k, v in values.items() if k != 'fetch'})[0]['count']
        assert touched <= PAGES_A_ROW * matching, '%s of %d that match' % (what, matching)
    else:
        assert touched <= pages, what
    return {n['Index Name'] for n in nodes(plan) if 'Index Name' in n}


def within(s, name, function, *values):
    """The indexes of what stands in a function that the statement asks: no plan of the statement shows them."""
    assert function + '(' in STATEMENT[name][0]
    owner = Session(role='postgres')
    body = owner.one('SELECT prosrc FROM pg_proc WHERE proname = %s', function)
    owner.sql("SELECT set_config('tilsyn.authority', %s, true)", s.one("SELECT current_setting('tilsyn.authority')"))
    owner.sql('SET LOCAL plan_cache_mode = force_generic_plan')
    owner.sql('PREPARE w AS ' + body.replace('%', '%%'))
    owner.cursor.execute('EXPLAIN (FORMAT JSON) EXECUTE w(%s)' % ', '.join(['%s'] * len(values)), values)
    plan = owner.cursor.fetchone()['QUERY PLAN'][0]['Plan']
    owner.close()
    return {n['Index Name'] for n in nodes(plan) if 'Index Name' in n}


crowd = []


class crowded:
    """with crowded() as (session, world): …   One transaction, in the tenant and in no case."""

    def __enter__(self):
        if not crowd:
            crowd.append(Crowd())
        self.session = Session(crowd[0])
        self.session.begin()
        self.session.sql("SELECT set_config('tilsyn.audit', '', true)")
        return self.session, crowd[0]

    def __exit__(self, *_):
        self.session.close()


def some_audit(s, where='true'):
    return s.sql('SELECT * FROM audit WHERE %s AND case_year < 2026 ORDER BY case_serial LIMIT 1' % where)[0]


@test
def every_filter_of_the_list_of_audits_uses_an_index_in_every_sort():
    with crowded() as (s, world):
        any = some_audit(s)
        filters = [dict(), dict(state='follow_up'), dict(state='drafting'), dict(overdue=True, today=TODAY),
                   dict(due_before='2026-06-10'), dict(lead=any['lead_auditor']), dict(member=any['team'][1]),
                   dict(enterprise=any['enterprise']), dict(programme=world.programme), dict(programme=world.rare),
                   dict(method='joint'), dict(method='system_audit'), dict(case_number=any['case_number']),
                   dict(q='sepsis'), dict(q='ugjendrivelig'), dict(q='askvoll'),
                   dict(severity='critical'), dict(severity='serious')]
        for sort in ('case_number', 'due', 'created'):
            for down in ('', '_down'):
                for filter in filters:
                    cheap(s, 'audit_list_%s%s' % (sort, down), fetch=51, **filter)


@test
def a_page_far_into_the_list_of_audits_costs_what_the_first_does():
    with crowded() as (s, world):
        middle = some_audit(s, 'case_serial > 10000')
        keys = {'case_number': middle['case_number'], 'created': middle['created_at'].isoformat(), 'due': 'infinity'}
        index = {'case_number': 'audit_case_order', 'created': 'audit_created', 'due': 'audit_due'}
        for sort, key in keys.items():
            for down in ('', '_down'):
                place = {'after_key': key} if sort == 'case_number' else {'after_key': key, 'after_id': middle['id']}
                used = cheap(s, 'audit_list_%s%s' % (sort, down), fetch=51, pages=800, **place)
                assert used - NAMES == {index[sort]}, used


@test
def every_filter_of_the_list_of_deadlines_uses_an_index():
    with crowded() as (s, world):
        any = some_audit(s, "state = 'follow_up'")
        filters = [dict(), dict(state='running'), dict(state='met'), dict(kind='correction'), dict(overdue=True, today=TODAY),
                   dict(due_before='2016-09-01'), dict(lead=any['lead_auditor']), dict(enterprise=any['enterprise']),
                   dict(programme=world.rare), dict(programme=world.programme)]
        for down in ('', '_down'):
            for filter in filters:
                cheap(s, 'deadline_list_due' + down, fetch=51, **filter)
            cheap(s, 'deadline_list_due' + down, fetch=51, after_key='2020-01-01', after_id=new())


@test
def every_filter_of_the_list_of_letters_uses_an_index():
    with crowded() as (s, world):
        any = some_audit(s, "state = 'follow_up'")
        filters = [dict(), dict(state='approved'), dict(kind='closure'), dict(lead=any['lead_auditor']),
                   dict(enterprise=any['enterprise']), dict(programme=world.rare)]
        for down in ('', '_down'):
            for filter in filters:
                cheap(s, 'letter_list_created' + down, fetch=51, **filter)
            # these two look through the deadlines that run, 2 000 here
            for filter in dict(overdue=True, today=TODAY), dict(due_before='2026-06-10'):
                cheap(s, 'letter_list_created' + down, fetch=51, pages=2500, **filter)
            cheap(s, 'letter_list_created' + down, fetch=51, pages=PAGES_MAX, after_key='2020-01-01Z', after_id=new())


@test
def the_feed_and_the_log_of_a_case_use_an_index_wherever_they_go_on():
    with crowded() as (s, world):
        any = some_audit(s)
        middle = s.one('SELECT id FROM event ORDER BY id OFFSET 50000 LIMIT 1')
        for down in ('', '_down'):
            cheap(s, 'event_feed' + down, fetch=51, pages=200)
            cheap(s, 'event_feed' + down, fetch=51, pages=200, after=middle)
        s.sql("SELECT set_config('tilsyn.audit', %s, true)", str(any['id']))
        for down in ('', '_down'):
            assert cheap(s, 'event_list' + down, fetch=51, pages=50, rows=5) == {'event_chain'}


@test
def a_case_is_loaded_by_index_alone():
    with crowded() as (s, world):
        any = some_audit(s, "state = 'follow_up'")
        s.sql("SELECT set_config('tilsyn.audit', %s, true)", str(any['id']))
        for name, (text, _) in STATEMENT.items():
            if name.endswith('_load') and 'this_case()' in text:
                cheap(s, name, rows=0, pages=100, **({'today': TODAY} if 'today' in STATEMENT[name][1] else {}))


@test
def the_overview_reads_what_is_open_and_not_what_is_done():
    with crowded() as (s, world):
        for name in ('overview_deadlines', 'overview_offers', 'overview_programmes', 'overview_requirements', 'overview_severities',
                     'overview_load'):
            given = {'today': TODAY, 'soon': '2026-06-15'}
            cheap(s, name, rows=0, pages=OPEN_PAGES_MAX, walks=('audit',),
                  **{n: v for n, v in given.items() if n in STATEMENT[name][1]})


@test
def the_morning_reads_what_is_due_and_not_what_runs():
    with crowded() as (s, world):
        # whose cases these are is drawn anew each time
        used = cheap(s, 'digest_load', rows=1, today='2026-05-21', week_ends='2026-05-24',
                     now='2026-05-21T06:00Z')
        assert {'mail_failed', 'audit_pkey'} <= used, used
        assert used & {'letter_submitted', 'letter_state'}, used
        assert 'mail_state' not in used, used
        assert 'deadline_overdue' in within(s, 'digest_load', 'deadlines_ending', '2026-05-24')


@test
def a_journal_post_and_what_it_writes_off_are_found_among_all_the_others():
    with crowded() as (s, _):
        post = s.sql("SELECT id FROM archive_post ORDER BY wanted_at DESC, id LIMIT 1")[0]['id']
        used = cheap(s, 'archive_post_find', id=post, pages=ONE_PAGES_MAX)
        assert {'archive_post_pkey', 'write_off_letter', 'write_off_incoming'} <= used, used
        cheap(s, 'archive_post_files', rows=0, id=post, pages=ONE_PAGES_MAX)
        cheap(s, 'archive_case_lock', id=post, pages=ONE_PAGES_MAX)


@test
def pages_follow_each_other_without_a_hole_or_a_double():
    with crowded() as (s, world):
        for name, sort in (('audit_list_case_number', 'case_number'), ('audit_list_due_down', 'due'),
                           ('audit_list_created', 'created')):
            seen, key, id = [], None, None
            while True:
                after = {'after_key': key, 'after_id': id}
                rows = s.run(name, fetch=200, state='follow_up', **{n: v for n, v in after.items() if n in STATEMENT[name][1]})
                if not rows:
                    break
                seen += [r['id'] for r in rows]
                key, id = rows[-1]['cursor_key'], rows[-1]['id']
            total = s.run('audit_count', state='follow_up')[0]['count']
            assert len(seen) == len(set(seen)) == total >= 1000, name


@test
def names_beside_ids_cost_a_list_less_than_its_page():
    with crowded() as (s, _):
        for name in sorted(STATEMENT):
            if name.startswith(('audit_list_', 'deadline_list_', 'letter_list_')):
                plan = plan_of(s, name, fetch=51)
                page = next(n for n in nodes(plan) if n['Node Type'] == 'Limit')
                whole, found = (n['Shared Hit Blocks'] + n['Shared Read Blocks'] for n in (plan, page))
                assert whole - found <= 30, '%s: %d pages for names, %d for the page' % (name, whole - found, found)
