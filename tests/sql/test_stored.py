"""test_stored - every member that is kept has its column, and every statement carries them all."""
import glob
import re
import subprocess
from collections import defaultdict

import harness
from cluster import ROOT
from harness import STATEMENT, Session, test

# What is brought and stored elsewhere than by X_load, X_find, X_put and X_add, or in another shape.
READ = {'event': 'event_list'}
PARTS = {'deputy', 'owner', 'letter_date', 'notice_of_order', 'approval', 'milestone', 'me', 'template_text', 'letter_version',
         'series_figure', 'series_note', 'kind_days', 'kind_ahead', 'complexity_days', 'correction_days', 'week_range',
         'closing_day', 'rung', 'legal_ground', 'edition', 'edition_name', 'guide', 'guide_programme', 'guide_requirement',
         'guide_measure_point', 'later_round', 'risk_facts', 'year_plan', 'colleague', 'question', 'survey_answer', 'survey_tally'}
# Columns that no message has: what lists need, and what triggers keep.
OWN = {'authority_id', 'case_year', 'case_serial', 'next_due', 'severities', 'words', 'unassessed', 'failed_at'}
# Rows that are asked for by one statement and filled by another.
ADDED = {'case_file': ('case_file_put',)}
# Read by its bytes alone.
BYTES = {'attachment'}
# Columns that the statement itself reckons.
RECKONED = {('case_file', 'made_at'), ('case_file', 'size')}
EMPTY_TO_NULL = {('audit', 'basis_changed_at'), ('audit', 'log_hash'), ('account', 'password_hash'),
                 ('deadline', 'days_late'), ('risk_weights', 'id'), ('risk_weights', 'made_at')}


def members():
    """{noun: {member: (type, may be null)}} as the field tables have them; their words in WORDS."""
    program = harness.cluster.dir + '/stored'
    subprocess.run(['cc', '-I' + ROOT, '-I' + ROOT + '/daemon', '-o', program, ROOT + '/tests/sql/stored.c',
                    *glob.glob(ROOT + '/proto/*.c'), *glob.glob(ROOT + '/daemon/base/*.c'), '-ljansson', '-lm'],
                   check=True)
    found = defaultdict(dict)
    for line in subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines():
        noun, member, type, null, words = line.split('|')
        if noun not in PARTS:
            found[noun][member] = (type, null == '1')
            if words:
                WORDS[noun, member] = set(words.split(','))
    return found


NOUNS, WORDS = {}, {}


def nouns():
    if not NOUNS:
        NOUNS.update(members())
    assert len(NOUNS) > 18
    return NOUNS


def shape(s, text):
    """Names and types of the columns a query brings."""
    s.sql('CREATE TEMPORARY VIEW shape AS ' + text)
    rows = s.sql("""SELECT attname, format_type(atttypid, NULL) AS type FROM pg_attribute
        WHERE attrelid = 'pg_temp.shape'::regclass AND attnum > 0""")
    s.sql('DROP VIEW shape')
    return {r['attname']: r['type'] for r in rows}


@test
def every_statement_that_loads_brings_each_member_in_its_type():
    s = Session()
    for noun, fields in nouns().items():
        names = [n for n in (noun + '_load', noun + '_find', noun + '_lock', noun + '_list', 'case_%s_load' % noun,
                             READ.get(noun)) if n in STATEMENT]
        assert names or noun in BYTES, 'nothing loads ' + noun
        for name in names:
            text, parameters = STATEMENT[name]
            if 'set_config' in text:
                continue        # finds a case, brings no noun
            for i in range(len(parameters), 0, -1):
                text = text.replace('$%d' % i, 'NULL')
            brought = shape(s, text.replace('FOR NO KEY UPDATE', ''))
            for member, (type, _) in fields.items():
                wanted = {('event', 'id'): 'bigint', ('event', 'data'): 'text'}.get((noun, member), type)
                assert brought.get(member) == wanted, '%s brings %s.%s as %s, not %s' % (
                    name, noun, member, brought.get(member), wanted)


@test
def every_statement_that_stores_takes_each_member():
    for noun, fields in nouns().items():
        name = noun + ('_put' if noun + '_put' in STATEMENT and noun not in ADDED else '_add')
        parameters = {p for each in {name, *ADDED.get(noun, ())} for p in STATEMENT[each][1]}
        missing = {m for m in fields if (noun, m) not in RECKONED} - parameters - ({'id'} if noun == 'event' else set())
        assert not missing, '%s leaves out %s' % (name, missing)
        unknown = parameters - set(fields) - {'authority', 'n', 'text', 'content', 'rgb'} - ({'now'} if noun in ADDED else set())
        assert not unknown, '%s wants %s' % (name, unknown)


@test
def a_column_is_null_only_where_a_member_may_be():
    s = Session(role='postgres')
    wrong = []
    for noun, fields in nouns().items():
        rows = s.sql("""SELECT attname, attnotnull FROM pg_attribute
            WHERE attrelid = format('%%I', %s::text)::regclass AND attnum > 0 AND NOT attisdropped""", noun)
        columns = {r['attname']: r['attnotnull'] for r in rows}
        for member, (_, null) in fields.items():
            if member in columns and columns[member] == null and (noun, member) not in EMPTY_TO_NULL:
                wrong.append('%s.%s is %snull' % (noun, member, 'not ' if columns[member] else ''))
        strange = set(columns) - set(fields) - OWN - {'edition', 'text', 'content', 'rgb'}
        if strange:
            wrong.append('%s has %s besides its members' % (noun, strange))
    assert not wrong, '\n'.join(wrong)


@test
def a_word_is_refused_that_is_none_of_its_list():
    nouns()
    s = Session(role='postgres')
    for (noun, member), words in WORDS.items():
        rows = s.sql("""SELECT pg_get_constraintdef(pg_constraint.oid) AS text FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND conkey = ARRAY[attnum]
            WHERE contype = 'c' AND conrelid = format('%%I', %s::text)::regclass AND attname = %s""", noun, member)
        lists = [set(re.findall(r"'(\w+)'", r['text'])) for r in rows]
        assert words in lists, '%s.%s takes %s, not %s' % (noun, member, lists, words)
    assert len(WORDS) > 25
