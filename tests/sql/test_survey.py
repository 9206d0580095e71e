"""test_survey - a survey's parts, its answers and its selections are what the law says, whoever writes them."""
import json

from harness import NOW, World, later, new, refuses, test
from test_races import race

QUESTIONS = [
    {'code': 'ros', 'text': 'Har dere en plan?', 'kind': 'yes_no', 'mandatory': True, 'options': [], 'min': None, 'max': None},
    {'code': 'ofte', 'text': 'Hvor ofte?', 'kind': 'choice', 'mandatory': False, 'options': ['Årlig', 'Aldri'], 'min': None, 'max': None},
    {'code': 'timer', 'text': 'Hvor lenge?', 'kind': 'number', 'mandatory': False, 'options': [], 'min': 0, 'max': 24},
    {'code': 'senger', 'text': 'Hvor mange?', 'kind': 'number', 'mandatory': False, 'options': [], 'min': None, 'max': None},
    {'code': 'annet', 'text': 'Annet?', 'kind': 'text', 'mandatory': False, 'options': [], 'min': None, 'max': None},
]
RIGHT = [{'question': 'ros', 'yes': True, 'choice': None, 'number': None}, {'question': 'ofte', 'choice': 'Årlig'}, {'question': 'timer', 'number': 24},
         {'question': 'senger', 'number': -1e6}, {'question': 'annet', 'text': 'Nei.', 'comment': 'Takk'}]


def guide(world, questions=QUESTIONS):
    id = new()
    world.session.run('programme_put', authority=world.id, id=id, row_version=1, code=str(id), title='Beredskap', national=False,
                      themes=[], later_rounds='[]', requirements=[world.requirement], measure_points=[], questions=json.dumps(questions))
    return id


def survey(world, id=None, by=None, **members):
    id = id or new()
    row = dict(version=1, title='Beredskap', method='self_assessment', due='2026-06-01', team=[], state='open', opened_at=NOW)
    if 'programme' not in members:
        members['programme'] = guide(world)
    (by or world.session).run('survey_put', authority=world.id, id=id, **{**row, **members})
    return id, members['programme']


def part(world, asked, state='notified', **members):
    """An audit of the survey that has come so far."""
    id = new()
    row = dict(enterprise=world.enterprise, survey=asked[0], programme=asked[1], method='self_assessment')
    for each in ('planned', 'notified', 'fieldwork', 'drafting', 'closed'):
        world.put('audit', id=id, **{**row, **members}, state=each)
        if each == state:
            break
    world.audit = id
    world.session.commit()
    return id


def answer(world, audit, answers=RIGHT, by=None, **members):
    (by or world.session).run('answer_set_add', authority=world.id, id=new(), audit=audit, **{**dict(
        number=1, received_on='2026-04-01', days_late=0, answers=json.dumps(answers), registered_at=NOW), **members})


def select(world, audit, at=NOW, withdrawn=False, by=None):
    (by or world.session).run('selection_add', authority=world.id, id=new(), audit=audit, withdrawn=withdrawn, reason='Svakt svar',
                      registered_at=at)


def end(world, asked, state, by=None, **members):
    row = dict(report='De fleste.', summed_up_at=later(1)) if state != 'open' else {}
    if state == 'closed':
        row['closed_at'] = later(2)
    return survey(world, asked[0], by, programme=asked[1], state=state, version=2, **{**row, **members})


@test
def an_answer_is_to_a_question_of_the_surveys_own_guide_and_of_its_kind():
    world = World()
    s = world.session
    audit = part(world, survey(world))
    wrong = {
        'a question of another guide': {'question': 'other', 'yes': True},
        'no answer': {'question': 'ros'},
        'null': {'question': 'ros', 'yes': None},
        'another kind': {'question': 'ros', 'text': 'ja'},
        'a truth and a text': {'question': 'ros', 'yes': True, 'text': 'ja'},
        'a truth and a number': {'question': 'ros', 'yes': True, 'number': 1},
        'a truth and a choice': {'question': 'ros', 'yes': True, 'choice': 'Aldri'},
        'a text and a truth': {'question': 'annet', 'text': 'ja', 'yes': True},
        'a text for a truth': {'question': 'ros', 'yes': 'ja'},
        'no option': {'question': 'ofte', 'choice': 'Sjeldent'},
        'a text for a number': {'question': 'timer', 'number': '7'},
        'too little': {'question': 'timer', 'number': -1},
        'too much': {'question': 'timer', 'number': 24.5},
        'a truth for a text': {'question': 'annet', 'text': True},
    }
    for about, bad in wrong.items():
        others = [a for a in RIGHT if a['question'] != bad['question']]
        with refuses('inconsistent', s):
            answer(world, audit, others + [bad])
    with refuses('missing', s):
        answer(world, audit, RIGHT[1:])
    with refuses('duplicate_item', s):
        answer(world, audit, RIGHT + RIGHT[:1])
    answer(world, audit)
    s.commit()


@test
def an_answer_of_another_guides_version_is_refused_though_it_has_the_same_code():
    world = World()
    other = guide(world, [dict(QUESTIONS[0], kind='text')])
    audit = part(world, survey(world, programme=other))
    with refuses('inconsistent', world.session):
        answer(world, audit, RIGHT[:1])
    answer(world, audit, [{'question': 'ros', 'text': 'Ja'}])
    world.session.commit()


@test
def answers_come_one_after_the_other_and_a_correction_says_why():
    world = World()
    s = world.session
    audit = part(world, survey(world))
    with refuses('inconsistent', s):
        answer(world, audit, number=2, reason='Feil tall.')
    answer(world, audit)
    s.commit()
    with refuses('answer_set_reason', s):
        answer(world, audit, number=2)
    with refuses('answer_set_number', s):
        answer(world, audit, number=1)
    with refuses('inconsistent', s):
        answer(world, audit, number=3, reason='Feil tall.')
    answer(world, audit, number=2, reason='Feil tall.')
    s.commit()
    for text in ("UPDATE answer_set SET answers = '[]' WHERE number = 1", 'DELETE FROM answer_set', "UPDATE selection SET reason = 'x'"):
        select(world, audit)
        with refuses('42501', s):
            s.sql(text)


@test
def only_a_part_that_is_asked_answers_and_only_while_the_survey_is_open():
    for state in ('planned', 'drafting'):
        world = World()
        audit = part(world, survey(world), state)
        with refuses('wrong_state', world.session):
            answer(world, audit)
    for state in ('notified', 'fieldwork'):
        world = World()
        answer(world, part(world, survey(world), state))
    world = World('notified')
    with refuses('wrong_state', world.session):
        answer(world, world.audit)
    world = World()
    asked = survey(world)
    audit = part(world, asked)
    end(world, asked, 'summed_up')
    world.session.commit()
    with refuses('wrong_state', world.session):
        answer(world, audit)
    end(world, asked, 'open')
    answer(world, audit)


@test
def a_survey_goes_its_steps_and_closes_when_its_parts_have_ended():
    world = World()
    s = world.session
    asked = survey(world)
    audit = part(world, asked, 'drafting')
    for state, code in (('closed', 'wrong_state'), ('summed_up', None)):
        if code:
            with refuses(code, s):
                end(world, asked, state)
        else:
            end(world, asked, state)
    s.commit()
    with refuses('wrong_state', s):
        end(world, asked, 'summed_up', report='Noe annet.')
    with refuses('audit_open', s):
        end(world, asked, 'closed')
    world.put('audit', id=audit, enterprise=world.enterprise, survey=asked[0], programme=asked[1], method='self_assessment', state='closed')
    s.commit()
    s.run('enterprise_put', authority=world.id, id=(other := new()), version=1, name='En annen', kind='private')
    end(world, asked, 'open')
    ended = world.put('audit', enterprise=other, survey=asked[0], programme=asked[1], method='self_assessment')
    world.put('audit', id=ended, state='cancelled')
    end(world, asked, 'summed_up')
    end(world, asked, 'closed')
    s.commit()
    for state in ('open', 'summed_up', 'closed'):
        with refuses('kept', s):
            end(world, asked, state, title='Ny tittel')
    with refuses('survey_summed_up', s):
        survey(world, state='summed_up')
    with refuses('wrong_state', s):
        survey(world, state='summed_up', report='x', summed_up_at=NOW)


@test
def one_part_of_each_enterprise_by_the_surveys_own_guide_and_method():
    world = World()
    s = world.session
    asked = survey(world)
    part(world, asked)
    with refuses('audit_survey', s):
        part(world, asked)
    row = dict(enterprise=world.enterprise, survey=(second := survey(world))[0], programme=second[1], method='self_assessment')
    s.commit()
    for wrong in (dict(programme=asked[1]), dict(method='three_phase'), dict(programme=None)):
        with refuses('inconsistent', s):
            world.put('audit', **{**row, **wrong})
    id = world.put('audit', **row)
    s.commit()
    for wrong in (dict(programme=asked[1]), dict(method='three_phase')):
        with refuses('inconsistent', s):
            world.put('audit', id=id, **{**row, **wrong})
    with refuses('kept', s):
        s.sql('UPDATE audit SET survey = NULL WHERE id = %s', id)
    end(world, second, 'summed_up')
    s.run('enterprise_put', authority=world.id, id=(other := new()), version=1, name='En annen', kind='private')
    s.commit()
    with refuses('wrong_state', s):
        world.put('audit', **{**row, 'enterprise': other})


@test
def what_a_survey_asks_stands_from_when_it_is_opened():
    world = World()
    s = world.session
    asked = survey(world)
    s.commit()
    assert s.run('programme_used', id=asked[1])
    row = dict(version=1, code=str(asked[1]), title='Beredskap', national=False, themes=[], later_rounds='[]',
               requirements=[world.requirement], measure_points=[])
    with refuses('in_use', s):
        s.run('programme_put', authority=world.id, id=asked[1], row_version=2, questions=json.dumps(QUESTIONS[:3]), **row)


@test
def a_part_draws_no_conclusion():
    world = World()
    asked = survey(world)
    audit = part(world, asked, 'fieldwork')
    with refuses('wrong_method', world.session):
        world.put('breach', audit=audit)


@test
def an_audit_in_depth_is_of_one_that_is_selected():
    world = World()
    s = world.session
    asked = survey(world)
    audit = part(world, asked)
    row = dict(enterprise=world.enterprise, in_depth_of=audit)
    with refuses('inconsistent', s):
        world.put('audit', **row)
    select(world, audit)
    select(world, audit, later(1), withdrawn=True)
    s.commit()
    with refuses('inconsistent', s):
        world.put('audit', **row)
    select(world, audit, later(2))
    s.commit()
    s.run('enterprise_put', authority=world.id, id=(other := new()), version=1, name='En annen', kind='private')
    with refuses('inconsistent', s):
        world.put('audit', **{**row, 'enterprise': other})
    with refuses('audit_of_survey', s):
        world.put('audit', **row, survey=asked[0], programme=asked[1], method='self_assessment')
    deep = world.put('audit', **row)
    s.commit()
    with refuses('audit_in_depth_of', s):
        world.put('audit', **row)
    with refuses('in_use', s):
        select(world, audit, later(3), withdrawn=True)
    world.put('audit', id=deep, state='cancelled')
    select(world, audit, later(3), withdrawn=True)
    s.commit()
    world.put('audit', id=(plain := new()), enterprise=world.enterprise)
    s.commit()
    with refuses('wrong_state', s):
        select(world, plain)


@test
def none_is_looked_at_in_depth_when_its_survey_is_closed():
    world = World()
    s = world.session
    asked = survey(world)
    audit = part(world, asked, 'drafting')
    select(world, audit)
    end(world, asked, 'summed_up')
    world.put('audit', id=audit, enterprise=world.enterprise, survey=asked[0], programme=asked[1], method='self_assessment', state='closed')
    end(world, asked, 'closed')
    s.commit()
    with refuses('wrong_state', s):
        world.put('audit', enterprise=world.enterprise, in_depth_of=audit)
    with refuses('wrong_state', s):
        select(world, audit, later(1), withdrawn=True)


@test
def nothing_of_a_survey_crosses_tenants():
    world, other = World(), World()
    s = world.session
    theirs, ours = survey(other), survey(world)
    other.session.commit()
    their_part = part(other, theirs)
    s.commit()
    for members in (dict(programme=theirs[1]), dict(lead_auditor=other.lead), dict(opened_by=other.leader)):
        with refuses('23503', s):
            survey(world, **members)
            s.commit()
    with refuses('unknown_reference', s):
        survey(world, team=[other.lead])
        s.commit()
    for members in (dict(survey=theirs[0]), dict(in_depth_of=their_part)):
        try:
            world.put('audit', enterprise=world.enterprise, programme=ours[1], method='self_assessment', **members)
            s.commit()
        except Exception as error:
            assert error.pgcode in ('23503', '23514'), error
            s.rollback()
        else:
            raise AssertionError('crossed by %s' % members)
    for write in (answer, select):
        try:
            write(world, their_part)
            s.commit()
        except Exception as error:
            assert error.pgcode in ('23503', '23514'), error
            s.rollback()
        else:
            raise AssertionError('crossed by %s' % write)
    assert s.run('survey_find', id=theirs[0]) == [] and s.run('survey_part_list', survey=theirs[0], fetch=10) == []
    assert s.run('survey_tally', id=theirs[0]) == []


@test
def no_answer_slips_into_a_survey_that_is_being_summed_up():
    world = World()
    asked = survey(world)
    audit = part(world, asked)
    with refuses('wrong_state'):
        race(world, lambda s: end(world, asked, 'summed_up', by=s), lambda s: answer(world, audit, by=s)).join()
    world = World()
    asked = survey(world)
    audit = part(world, asked)
    race(world, lambda s: answer(world, audit, by=s), lambda s: end(world, asked, 'summed_up', by=s)).join()
    assert world.session.one('SELECT state FROM survey WHERE id = %s', asked[0]) == 'summed_up'


@test
def no_part_slips_into_a_survey_that_is_being_closed():
    world = World()
    asked = survey(world)
    audit = part(world, asked, 'drafting')
    end(world, asked, 'summed_up')
    row = dict(enterprise=world.enterprise, survey=asked[0], programme=asked[1], method='self_assessment')
    world.put('audit', id=audit, state='closed', **row)
    world.session.run('enterprise_put', authority=world.id, id=(other := new()), version=1, name='En annen', kind='private')
    world.session.commit()
    with refuses('wrong_state'):
        race(world, lambda s: end(world, asked, 'closed', by=s),
             lambda s: world.put('audit', by=s, **{**row, 'enterprise': other})).join()


@test
def no_audit_in_depth_passes_the_withdrawal_of_what_it_rests_on():
    for code, withdrawn_first in (('inconsistent', True), ('in_use', False)):
        world = World()
        audit = part(world, survey(world))
        select(world, audit)
        world.session.commit()
        steps = [lambda s: select(world, audit, later(1), withdrawn=True, by=s),
                 lambda s: world.put('audit', enterprise=world.enterprise, in_depth_of=audit, by=s)]
        with refuses(code):
            race(world, *(steps if withdrawn_first else steps[::-1])).join()


@test
def whoever_is_to_make_an_audit_in_depth_sees_what_was_withdrawn_or_made_while_it_waited():
    def asked(s, seen):
        s.run('selection_hold', in_depth_of=audit)
        seen.extend(s.run('selection_standing', in_depth_of=audit))

    for step, member, told in (
            (lambda s: (s.run('audit_lock', id=audit), select(world, audit, later(1), withdrawn=True, by=s)), 'selected', False),
            (lambda s: (asked(s, []), world.put('audit', enterprise=world.enterprise, in_depth_of=audit, by=s)), 'taken', True)):
        world = World()
        audit = part(world, survey(world))
        select(world, audit)
        world.session.commit()
        seen = []
        race(world, step, lambda s: asked(s, seen)).join()
        assert [row[member] for row in seen] == [told], seen


@test
def a_table_of_answers_is_read_in_pieces_and_never_past_what_it_may_hold():
    world = World()
    s = world.session
    asked = survey(world)
    parts = []
    for number in range(3):
        s.run('enterprise_put', authority=world.id, id=(other := new()), version=1, name='Nr. %d' % number, kind='private')
        parts.append(part(world, asked, enterprise=other))
        answer(world, parts[-1])
    s.commit()

    def read(after=None, limit=None, most=10 ** 6):
        return [(row['audit'], row['beyond'], row['answers'] is None) for row in s.run(
            'survey_answers', id=asked[0], after=after, limit=limit, most=most)]

    whole = [(str(id), False, False) for id in parts]
    assert [(str(a), b, c) for a, b, c in read()] == whole
    numbers = [row['case_number'] for row in s.run('survey_answers', id=asked[0], after=None, limit=None, most=1)]
    assert read(limit=2) == read()[:2] and read(after=numbers[0]) == read()[1:] and read(after=numbers[2]) == []
    one = s.one('SELECT octet_length(answers::text) FROM answer_set LIMIT 1')
    assert [row[1:] for row in read(most=2 * one)] == [(False, False), (False, False), (True, True)]


@test
def two_answer_sets_do_not_pass_each_other():
    world = World()
    audit = part(world, survey(world))
    with refuses('answer_set_number'):
        race(world, lambda s: answer(world, audit, by=s), lambda s: answer(world, audit, by=s)).join()
