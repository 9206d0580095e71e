"""test_model - the model's own tests, on cases made by hand: the judge must be right itself."""

import copy
import datetime
import os
import subprocess
import sys
import unittest

import model
import model_breach

EXPECTED = model.EXPECTED
TODAY = datetime.date(2026, 3, 2)
LIV = {"id": "liv", "roles": ["leader"]}
KARI = {"id": "kari", "roles": ["caseworker"]}
ANNA = {"id": "anna", "roles": ["caseworker"]}
ODD = {"id": "odd", "roles": ["caseworker"]}
ARNE = {"id": "arne", "roles": ["archivist"]}
INGE = {"id": "inge", "roles": ["auditor"]}


def breach(name="b1", state="established", **members):
    made = {
        "id": name,
        "state": state,
        "title": "Gjennomgang",
        "facts": "6 av 20",
        "requirements": ["r1"],
        "urgent": False,
        "demands": [],
        "evidence": [],
        "observations": [],
        "interim_measures": [],
        "assessments": [],
        "no_practice_demand_reason": None,
        "no_management_demand_reason": None,
        "not_measurable_reason": None,
        "created_at": "2026-01-10T09:00:00Z",
    }
    made.update(members)
    return made


def deadline(name, kind, state="running", due="2026-04-30", of=None, **members):
    return dict(
        {"id": name, "kind": kind, "state": state, "due": due, "effective_due": due, "breach": of},
        **members
    )


def letter(name, kind, state="approved", **members):
    return dict(
        {
            "id": name,
            "kind": kind,
            "state": state,
            "author": "anna",
            "order": None,
            "breaches": [],
            "sha256": "f" * 64,
            "approvals": [{"account": "mona"}],
            "dispatched_at": None,
        },
        **members
    )


def order(name="o1", state="issued", *breaches):
    return {"id": name, "state": state, "breaches": list(breaches)}


def case(state="follow_up", **members):
    made = {
        "id": "a1",
        "state": state,
        "method": "system_audit",
        "lead_auditor": "kari",
        "follow_up_lead": None,
        "team": ["anna"],
        "requirements": ["r1"],
        "measure_points": ["m1"],
        "visit_from": "2026-01-07",
        "visit_to": "2026-01-08",
        "owners": [],
        "imported": False,
        "breaches": [],
        "deadlines": [],
        "letters": [],
        "orders": [],
    }
    made.update(members)
    return made


def evidence(kind, on, name="e1"):
    return {"id": name, "kind": kind, "received_on": on}


def round_of(first, last, compliant=20, hard=0, proof="e1"):
    return {
        "measure_point": "m1",
        "period_from": first,
        "period_to": last,
        "population": 60,
        "sample": 20,
        "compliant": compliant,
        "hard_failures": hard,
        "evidence": proof,
    }


def demand(kind="practice", point="m1"):
    return {
        "evidence_kind": kind,
        "measure_point": point,
        "target": 0.9,
        "n_min": 20,
        "rounds": 2,
        "spacing_days": 28,
    }


class Log:
    """Writes a log of its own: each event its own instant, unless it belongs to the one before."""

    def __init__(self):
        self.events, self.minute = [], 0

    def add(self, subject, event, source, to, on="2026-01-05", same=False):
        self.minute += 0 if same else 1
        number = len(self.events) + 1
        self.events.append(
            {
                "id": str(100 + number),
                "at": "%sT10:%02d:00Z" % (on, self.minute),
                "occurred_on": on,
                "account": "kari",
                "subject": subject,
                "event": event,
                "from": source,
                "to": to,
                "data": {},
                "hash": "h%d" % number,
                "previous_hash": "h%d" % (number - 1) if number > 1 else None,
            }
        )
        return self


def whole_log():
    """One case with one breach, from plan to closure."""
    log = Log()
    log.add("a1", "create", None, "planned")
    log.add("l1", "draft", None, "draft").add("l1", "submit", "draft", "submitted")
    log.add("l1", "approve", "submitted", "approved")
    log.add("a1", "notify", "planned", "notified").add(
        "l1", "dispatch", "approved", "dispatched", same=True
    )
    log.add("a1", "begin_fieldwork", "notified", "fieldwork")
    log.add("b1", "register", None, "draft")
    log.add("a1", "end_fieldwork", "fieldwork", "drafting").add(
        "d1", "set", None, "running", same=True
    )
    log.add("a1", "send_preliminary", "drafting", "hearing")
    log.add("d1", "audit_send_preliminary", "running", "met", same=True).add(
        "d2", "set", None, "running", same=True
    )
    log.add("d2", "lapse", "running", "lapsed", on="2026-02-01")
    log.add("d3", "set", None, "proposed", on="2026-02-01")
    log.add("a1", "send_final", "hearing", "follow_up", on="2026-02-02")
    log.add("b1", "audit_send_final", "draft", "established", on="2026-02-02", same=True)
    log.add("d3", "audit_send_final", "proposed", "running", on="2026-02-02", same=True)
    log.add("b1", "documentation_received", "established", "reported", on="2026-03-02")
    log.add("d3", "documentation_received", "running", "met", on="2026-03-02", same=True)
    log.add("d4", "set", None, "running", on="2026-03-02", same=True)
    log.add("b1", "assess_corrected", "reported", "corrected", on="2026-03-03")
    log.add("d4", "breach_assess_corrected", "running", "met", on="2026-03-03", same=True)
    log.add("a1", "close", "follow_up", "closed", on="2026-03-10")
    return log


def whole_case():
    return case(
        "closed",
        breaches=[breach(state="corrected")],
        letters=[letter("l1", "notice", "dispatched")],
        deadlines=[
            deadline("d1", "draft_report", "met", "2026-02-09"),
            deadline("d2", "comment", "lapsed", "2026-01-26"),
            deadline("d3", "correction", "met", "2026-03-02", "b1"),
            deadline("d4", "assessment", "met", "2026-04-07", "b1"),
        ],
    )


class TheTables(unittest.TestCase):
    def setUp(self):
        self.law = model.Law()

    def test_every_state_is_reached_from_the_beginning(self):
        for machine, rows in self.law.tables.items():
            found, fresh = {None}, True
            while fresh:
                fresh = {r.to for r in rows if r.source in found} - found
                found |= fresh
            self.assertEqual({r.source for r in rows} | {r.to for r in rows}, found, machine)

    def test_from_every_state_an_end_can_be_reached(self):
        ends = {
            "audit": {"closed", "cancelled"},
            "breach": {"corrected", "dropped"},
            "deadline": {"met", "met_late", "extended", "waived", "lapsed"},
            "letter": {"journalled", "withdrawn"},
            "order": {"complied", "withdrawn"},
        }
        for machine, rows in self.law.tables.items():
            found, fresh = set(ends[machine]), True
            while fresh:
                fresh = {r.source for r in rows if r.to in found} - found
                found |= fresh
            self.assertEqual(set(), {r.to for r in rows} - found, machine)

    def test_the_states_are_those_of_the_headings(self):
        states = {
            "audit": "planned notified fieldwork drafting hearing follow_up closed cancelled",
            "breach": "draft established reported corrected insufficient dropped",
            "deadline": "proposed running met met_late extended waived lapsed",
            "letter": "draft submitted approved dispatched journalled withdrawn",
            "order": "announced issued complied referred fined withdrawn",
        }
        for machine, text in states.items():
            self.assertEqual(set(text.split()), {r.to for r in self.law.tables[machine]}, machine)

    def test_only_close_and_a_final_report_without_breaches_close_an_audit(self):
        self.assertEqual(
            {
                ("drafting", "send_final", None),
                ("hearing", "send_final", "no_breach_stands"),
                ("follow_up", "close", None),
            },
            {(r.source, r.event, r.when) for r in self.law.tables["audit"] if r.to == "closed"},
        )

    def test_the_vectors_are_what_their_programs_print(self):
        for name in ("calendar", "measure", "org_numbers"):
            printed = subprocess.run(
                [sys.executable, "-B", os.path.join(EXPECTED, "make_%s.py" % name)],
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
            with open(os.path.join(EXPECTED, name + ".txt"), "rb") as kept:
                self.assertEqual(printed, kept.read(), name)

    def test_the_model_passes_and_fails_rounds_as_the_vectors_do(self):
        seen = 0
        with open(os.path.join(EXPECTED, "measure.txt"), encoding="utf-8") as lines:
            for line in lines:
                words = line.split()
                if words[0] != "verdict":
                    continue
                rule = dict(
                    zip(
                        ("target", "n_min", "rounds", "spacing_days"),
                        [words[2]] + [int(w) for w in words[3:6]],
                    )
                )
                cells = words[7 : 7 + 6 * int(words[6])]
                rounds = [
                    {
                        "period_to": cells[i + 1],
                        "population": int(cells[i + 2]),
                        "sample": int(cells[i + 3]),
                        "compliant": int(cells[i + 4]),
                        "hard_failures": int(cells[i + 5]),
                    }
                    for i in range(0, len(cells), 6)
                ]
                self.assertEqual(
                    words[-1] == "pass", model_breach.point_passes(rule, rounds), words[1]
                )
                seen += 1
        self.assertGreater(seen, 100)


class WhoMay(unittest.TestCase):
    def setUp(self):
        self.law = model.Law()

    def of(self, made, person, name="a1"):
        return self.law.actions(made, person, TODAY)[name]

    def test_only_a_leader_closes(self):
        made = case()
        self.assertTrue(self.of(made, LIV)["close"].role)
        for person in (KARI, ANNA, ARNE, INGE):
            self.assertFalse(self.of(made, person)["close"].role, person)

    def test_the_lead_auditor_begins_fieldwork_and_the_team_does_not(self):
        made = case("notified")
        self.assertTrue(self.of(made, KARI)["begin_fieldwork"].role)
        self.assertTrue(self.of(made, LIV)["begin_fieldwork"].role)
        self.assertFalse(self.of(made, ANNA)["begin_fieldwork"].role)

    def test_a_caseworker_outside_the_team_drafts_and_submits_nothing(self):
        made = case(letters=[letter("l1", "closure", "draft")])
        self.assertTrue(self.of(made, ANNA, "l1")["submit"].role)
        self.assertFalse(self.of(made, ODD, "l1")["submit"].role)

    def test_the_follow_up_lead_counts_as_lead_auditor_in_follow_up_only(self):
        for state, expected in (("follow_up", True), ("hearing", False)):
            made = case(state, follow_up_lead="odd", breaches=[breach(state="reported")])
            self.assertEqual(expected, self.of(made, ODD, "b1")["assess_insufficient"].role, state)

    def test_the_archivist_journals_and_the_leader_does_not(self):
        made = case("closed", letters=[letter("l1", "closure", "dispatched")])
        self.assertTrue(self.of(made, ARNE, "l1")["journal"].role)
        self.assertFalse(self.of(made, LIV, "l1")["journal"].role)

    def test_a_lead_auditor_waives_a_plan_deadline_and_no_correction(self):
        made = case(
            deadlines=[deadline("d1", "plan"), deadline("d2", "correction", of="b1")],
            breaches=[breach()],
        )
        self.assertTrue(self.of(made, KARI, "d1")["waive"].role)
        self.assertFalse(self.of(made, KARI, "d2")["waive"].role)

    def test_a_caseworker_approves_only_as_the_second_of_two(self):
        made = case(
            letters=[
                letter("l1", "order", "submitted", approvals=[]),
                letter("l2", "order", "submitted"),
                letter("l3", "closure", "submitted"),
            ]
        )
        self.assertEqual(
            [False, True, False],
            [self.of(made, ODD, name)["approve"].role for name in ("l1", "l2", "l3")],
        )

    def test_nobody_approves_what_they_wrote_or_edited(self):
        made = case(letters=[letter("l1", "closure", "submitted", author="anna", approvals=[])])
        log = Log().add("l1", "draft", None, "draft").events
        self.assertIn("own_text", self.law.actions(made, ANNA, TODAY, log)["l1"]["approve"].held)
        self.assertIn("own_text", self.law.actions(made, KARI, TODAY, log)["l1"]["approve"].held)
        self.assertNotIn("own_text", self.law.actions(made, LIV, TODAY, log)["l1"]["approve"].held)

    def test_nobody_may_do_what_the_case_or_the_clock_does(self):
        made = case(
            "hearing", breaches=[breach(state="draft")], deadlines=[deadline("d1", "comment")]
        )
        found = self.law.actions(made, LIV, TODAY)
        self.assertEqual({"strike", "correct_early"}, set(found["b1"]))
        self.assertNotIn("lapse", found["d1"])


class WhatHoldsBack(unittest.TestCase):
    def setUp(self):
        self.law = model.Law()
        self.log = (
            Log()
            .add("b1", "register", None, "draft")
            .add("b1", "audit_send_final", "draft", "established", on="2026-02-02")
            .events
        )

    def held(self, made, event, name="a1", person=LIV):
        return self.law.actions(made, person, TODAY, self.log)[name][event].held

    def test_every_reason_not_to_close_is_told_at_once(self):
        made = case(
            breaches=[breach()],
            deadlines=[deadline("d1", "correction", of="b1")],
            orders=[order("o1", "issued", "b1")],
        )
        self.assertEqual(
            {"breach_open", "deadline_running", "order_live", "letter_not_approved"},
            self.held(made, "close"),
        )

    def test_a_running_comment_or_appeal_does_not_hold_closure_back(self):
        made = case(
            breaches=[breach(state="corrected")],
            letters=[letter("l1", "closure")],
            deadlines=[deadline("d1", "comment"), deadline("d2", "appeal")],
        )
        self.assertEqual(set(), self.held(made, "close"))

    def test_notice_needs_lead_dates_points_and_letter(self):
        made = case("planned", lead_auditor=None, visit_from=None, measure_points=[])
        self.assertEqual(
            {
                "lead_auditor_missing",
                "visit_dates_missing",
                "measure_point_missing",
                "letter_not_approved",
            },
            self.held(made, "notify"),
        )
        self.assertEqual(
            {"wrong_method", "lead_auditor_missing", "measure_point_missing"},
            self.held(made, "begin_fieldwork"),
        )

    def test_an_unannounced_visit_begins_without_notice(self):
        made = case("planned", method="unannounced", letters=[letter("l1", "notice")])
        self.assertEqual(set(), self.held(made, "begin_fieldwork"))
        self.assertEqual({"wrong_method"}, self.held(made, "notify"))

    def test_only_a_lapsed_or_answered_comment_deadline_ends_the_hearing(self):
        for state, pending in (
            ("running", True),
            ("waived", True),
            ("extended", True),
            ("met", False),
            ("met_late", False),
            ("lapsed", False),
        ):
            made = case("hearing", deadlines=[deadline("d1", "comment", state)])
            self.assertEqual(pending, "comment_pending" in self.held(made, "send_final"), state)
        self.assertIn("comment_pending", self.held(case("hearing"), "send_final"))

    def test_the_newest_comment_deadline_decides(self):
        made = case(
            "hearing", deadlines=[deadline("d1", "comment", "extended"), deadline("d2", "comment")]
        )
        self.assertIn("comment_pending", self.held(made, "send_final"))

    def test_a_final_report_gives_every_breach_its_deadline_and_demands(self):
        made = case(
            "hearing",
            breaches=[breach(state="draft")],
            deadlines=[deadline("d1", "comment", "met")],
        )
        self.assertEqual(
            {"breach_without_deadline", "breach_without_demand", "letter_not_approved"},
            self.held(made, "send_final"),
        )
        made["breaches"][0]["demands"] = [demand(), demand("management", None)]
        made["deadlines"].append(deadline("d2", "correction", "proposed", "2026-05-29", "b1"))
        self.assertEqual({"letter_not_approved"}, self.held(made, "send_final"))
        made["deadlines"][1]["due"] = "2026-06-12"
        self.assertEqual(
            {"milestone_missing", "interim_measure_missing", "letter_not_approved"},
            self.held(made, "send_final"),
        )

    def test_ninety_days_ahead_is_not_more_than_ninety(self):
        ahead = lambda n: str(TODAY + datetime.timedelta(days=n))
        made = case(
            "hearing",
            breaches=[breach(state="draft")],
            deadlines=[deadline("d2", "correction", "proposed", ahead(90), "b1")],
        )
        self.assertNotIn("milestone_missing", self.held(made, "send_final"))
        made["deadlines"][0]["due"] = ahead(91)
        self.assertIn("milestone_missing", self.held(made, "send_final"))

    def test_reasons_may_stand_for_demands(self):
        made = case(
            "hearing",
            breaches=[
                breach(
                    state="draft",
                    no_practice_demand_reason="nei",
                    no_management_demand_reason="nei",
                    not_measurable_reason="nei",
                )
            ],
        )
        self.assertNotIn("breach_without_demand", self.held(made, "send_final"))

    def test_a_breach_found_after_the_preliminary_report_was_not_heard(self):
        sent = letter(
            "l1", "preliminary_report", "dispatched", dispatched_at="2026-01-04T10:00:00Z"
        )
        made = case("hearing", breaches=[breach(state="draft")], letters=[sent])
        self.assertIn("breach_not_heard", self.held(made, "send_final"))
        sent["dispatched_at"] = "2026-01-06T10:00:00Z"
        self.assertNotIn("breach_not_heard", self.held(made, "send_final"))

    def test_without_a_standing_breach_the_final_report_closes(self):
        made = case(
            "hearing",
            breaches=[breach(state="dropped"), breach("b2", "corrected")],
            orders=[order("o1", "announced", "b1")],
        )
        found = self.law.actions(made, LIV, TODAY)["a1"]["send_final"]
        self.assertEqual({"closed"}, found.to)
        self.assertIn("order_live", found.held)
        made["breaches"].append(breach("b3", "draft"))
        found = self.law.actions(made, LIV, TODAY)["a1"]["send_final"]
        self.assertEqual({"follow_up"}, found.to)
        self.assertNotIn("order_live", found.held)

    def test_a_plan_alone_never_corrects_a_breach(self):
        found = breach(
            state="reported",
            evidence=[evidence("plan", "2026-02-20"), evidence("other", "2026-02-20")],
            no_practice_demand_reason="nei",
            no_management_demand_reason="nei",
        )
        made = case(breaches=[found])
        self.assertEqual({"only_a_plan"}, self.held(made, "assess_corrected", "b1"))
        found["evidence"].append(evidence("user_experience", "2026-02-20"))
        self.assertEqual(set(), self.held(made, "assess_corrected", "b1"))

    def test_evidence_from_before_the_breach_was_established_does_not_count(self):
        found = breach(
            state="reported",
            evidence=[evidence("practice", "2026-02-01"), evidence("management", "2026-02-01")],
        )
        made = case(breaches=[found])
        self.assertEqual(
            {"practice_missing", "management_missing", "only_a_plan"},
            self.held(made, "assess_corrected", "b1"),
        )
        for each in found["evidence"]:
            each["received_on"] = "2026-02-02"
        self.assertEqual(set(), self.held(made, "assess_corrected", "b1"))

    def test_after_reopening_the_old_evidence_does_not_count(self):
        found = breach(
            state="reported",
            evidence=[evidence("practice", "2026-02-20"), evidence("management", "2026-02-20")],
        )
        made = case(breaches=[found])
        self.log.append(
            dict(
                self.log[-1],
                id="200",
                occurred_on="2026-02-25",
                event="audit_reopen",
                **{"from": "corrected"}
            )
        )
        self.assertIn("only_a_plan", self.held(made, "assess_corrected", "b1"))

    def test_practice_evidence_without_a_round_is_not_enough_where_one_is_demanded(self):
        found = breach(
            state="reported",
            demands=[demand()],
            evidence=[
                evidence("practice", "2026-03-01"),
                evidence("management", "2026-03-01", "e2"),
            ],
        )
        made = case(breaches=[found])
        self.assertEqual(
            {"practice_missing", "measure_point_fails"}, self.held(made, "assess_corrected", "b1")
        )
        found["observations"] = [
            round_of("2026-02-02", "2026-02-08"),
            round_of("2026-02-09", "2026-03-01"),
        ]
        self.assertEqual({"measure_point_fails"}, self.held(made, "assess_corrected", "b1"))
        found["observations"][1]["period_to"] = "2026-03-08"
        self.assertEqual(set(), self.held(made, "assess_corrected", "b1"))
        found["observations"][1]["compliant"] = 17
        self.assertEqual({"measure_point_fails"}, self.held(made, "assess_corrected", "b1"))

    def test_a_round_that_straddles_the_day_leaves_the_model_unsure(self):
        found = breach(
            state="reported",
            demands=[demand()],
            observations=[round_of("2026-01-20", "2026-02-08")],
        )
        judged = self.law.actions(case(breaches=[found]), LIV, TODAY, self.log)["b1"][
            "assess_corrected"
        ]
        self.assertIn("measure_point_fails", judged.unsure)

    def test_a_relapse_needs_a_failed_round(self):
        self.log.append(
            dict(
                self.log[-1],
                id="200",
                occurred_on="2026-02-20",
                event="assess_corrected",
                to="corrected",
                **{"from": "reported"}
            )
        )
        found = breach(
            state="corrected",
            demands=[demand()],
            observations=[round_of("2026-02-21", "2026-02-28")],
        )
        made = case(breaches=[found])
        self.assertEqual({"no_failed_round"}, self.held(made, "relapse", "b1"))
        found["observations"][0]["hard_failures"] = 1
        self.assertEqual(set(), self.held(made, "relapse", "b1"))
        made["state"] = "closed"
        self.assertEqual({"wrong_state"}, self.held(made, "relapse", "b1"))

    def test_an_open_breach_keeps_its_last_deadline(self):
        made = case(breaches=[breach()], deadlines=[deadline("d1", "correction", of="b1")])
        self.assertEqual({"last_deadline_of_open_breach"}, self.held(made, "waive", "d1"))
        self.assertEqual({"last_deadline_of_open_breach"}, self.held(made, "receive", "d1"))
        made["deadlines"].append(deadline("d2", "order_compliance", of="b1"))
        self.assertEqual(set(), self.held(made, "waive", "d1"))
        self.assertEqual({"last_deadline_of_open_breach"}, self.held(made, "receive", "d1"))

    def test_an_internal_deadline_is_met_by_its_event_only(self):
        made = case(deadlines=[deadline("d1", "assessment"), deadline("d2", "milestone")])
        self.assertEqual({"internal_deadline"}, self.held(made, "receive", "d1"))
        self.assertEqual(set(), self.held(made, "receive", "d2"))

    def test_an_order_is_issued_when_heard_and_its_breaches_are_open(self):
        made = case(
            breaches=[breach(state="reported")],
            orders=[order("o1", "announced", "b1")],
            deadlines=[deadline("d1", "order_comment")],
        )
        self.assertEqual(
            {"comment_pending", "breach_not_open", "letter_not_approved"},
            self.held(made, "issue", "o1"),
        )
        made["breaches"][0]["state"] = "insufficient"
        made["deadlines"][0]["state"] = "lapsed"
        made["letters"] = [letter("l1", "order", order="o1")]
        self.assertEqual(set(), self.held(made, "issue", "o1"))

    def test_each_order_waits_for_its_own_comments(self):
        made = case(
            breaches=[breach()],
            orders=[order("o1", "announced", "b1"), order("o2", "announced", "b1")],
            deadlines=[
                deadline("d1", "order_comment", "met", order="o1"),
                deadline("d2", "order_comment", order="o2"),
            ],
        )
        self.assertNotIn("comment_pending", self.held(made, "issue", "o1"))
        self.assertIn("comment_pending", self.held(made, "issue", "o2"))
        del made["deadlines"][0]["order"]
        judged = self.law.actions(made, LIV, TODAY)["o1"]["issue"]
        self.assertIn("comment_pending", judged.unsure)

    def test_an_order_is_complied_with_when_its_breaches_are_corrected(self):
        made = case(breaches=[breach(state="dropped")], orders=[order("o1", "issued", "b1")])
        self.assertEqual({"breach_open"}, self.held(made, "comply", "o1"))
        made["breaches"][0]["state"] = "corrected"
        self.assertEqual(set(), self.held(made, "comply", "o1"))

    def test_a_letter_of_an_event_is_not_dispatched_by_hand(self):
        made = case(letters=[letter("l1", "closure"), letter("l2", "meeting_invitation")])
        self.assertEqual({"sent_by_its_event"}, self.held(made, "dispatch", "l1"))
        self.assertEqual(set(), self.held(made, "dispatch", "l2"))

    def test_a_document_audit_waits_for_its_documents(self):
        made = case("fieldwork", method="document", deadlines=[deadline("d1", "documents")])
        self.assertIn("documents_incomplete", self.held(made, "end_fieldwork"))
        made["deadlines"][0]["state"] = "met"
        self.assertNotIn("documents_incomplete", self.held(made, "end_fieldwork"))
        made["method"], made["deadlines"][0]["state"] = "system_audit", "running"
        self.assertNotIn("documents_incomplete", self.held(made, "end_fieldwork"))

    def test_a_preliminary_report_needs_whole_breaches(self):
        made = case(
            "drafting",
            breaches=[breach(state="draft")],
            letters=[letter("l1", "preliminary_report")],
        )
        self.assertEqual(set(), self.held(made, "send_preliminary"))
        for member, value in (
            ("requirements", []),
            ("facts", ""),
            ("urgent", None),
            ("urgent", True),
        ):
            made["breaches"] = [breach(state="draft", **{member: value})]
            self.assertEqual({"breach_incomplete"}, self.held(made, "send_preliminary"), member)
        made["breaches"][0]["interim_measures"] = [{"due": "2026-03-06"}]
        self.assertEqual({"breach_incomplete"}, self.held(made, "send_preliminary"))
        made["letters"].append(letter("l2", "interim_measures", "dispatched", breaches=["b1"]))
        self.assertEqual(set(), self.held(made, "send_preliminary"))
        made["letters"] = made["letters"][1:]
        self.assertEqual({"letter_not_approved"}, self.held(made, "send_preliminary"))

    def test_an_audit_that_found_something_is_not_closed_past_the_hearing(self):
        made = case(
            "drafting", breaches=[breach(state="dropped")], letters=[letter("l1", "final_report")]
        )
        self.assertEqual(set(), self.held(made, "send_final"))
        for state in ("draft", "corrected"):
            made["breaches"] = [breach(state=state)]
            self.assertEqual({"breach_present"}, self.held(made, "send_final"), state)
        made["method"] = "three_phase"
        self.assertEqual(set(), self.held(made, "send_final"))

    def test_an_order_that_the_final_report_carries_is_held_to_the_guards_of_issue(self):
        made = case(
            "hearing",
            breaches=[breach(state="draft")],
            orders=[order("o1", "announced", "b1")],
            letters=[letter("l1", "final_report", order="o1")],
        )
        self.assertNotIn("breach_not_open", self.held(made, "send_final"))
        made["breaches"].append(breach("b2", "corrected"))
        made["orders"] = [order("o1", "announced", "b2")]
        self.assertIn("breach_not_open", self.held(made, "send_final"))

    def test_a_joint_audit_leaves_the_model_unsure_of_its_owners(self):
        made = case(
            method="joint", breaches=[breach(state="corrected")], letters=[letter("l1", "closure")]
        )
        judged = self.law.actions(made, LIV, TODAY)["a1"]
        self.assertIn("owner_has_not_agreed", judged["close"].unsure)
        self.assertEqual(set(), judged["agree_closure"].held)
        made["method"] = "system_audit"
        judged = self.law.actions(made, LIV, TODAY)["a1"]
        self.assertNotIn("owner_has_not_agreed", judged["close"].unsure)
        self.assertEqual({"wrong_method"}, judged["agree_closure"].held)

    def test_only_an_imported_case_is_adopted(self):
        self.assertEqual({"not_imported"}, self.held(case(), "adopt"))
        self.assertEqual(set(), self.held(case(imported=True), "adopt"))

    def test_an_early_correction_needs_practice_from_after_the_visit(self):
        found = breach(state="draft", evidence=[evidence("practice", "2026-01-08")])
        made = case("hearing", breaches=[found])
        self.assertEqual({"practice_missing"}, self.held(made, "correct_early", "b1"))
        found["evidence"][0]["received_on"] = "2026-01-09"
        self.assertEqual(set(), self.held(made, "correct_early", "b1"))
        found["evidence"][0]["kind"] = "plan"
        self.assertEqual({"practice_missing"}, self.held(made, "correct_early", "b1"))

    def test_documentation_is_newer_than_the_last_assessment(self):
        found = breach(state="insufficient")
        made = case(breaches=[found])
        self.assertEqual({"new_evidence_missing"}, self.held(made, "documentation_received", "b1"))
        found["evidence"] = [evidence("plan", "2026-02-10")]
        self.assertEqual(set(), self.held(made, "documentation_received", "b1"))
        self.log.append(
            dict(
                self.log[-1],
                id="200",
                occurred_on="2026-02-20",
                event="assess_insufficient",
                to="insufficient",
                **{"from": "reported"}
            )
        )
        self.assertEqual({"new_evidence_missing"}, self.held(made, "documentation_received", "b1"))
        found["evidence"].append(evidence("plan", "2026-02-21"))
        self.assertEqual(set(), self.held(made, "documentation_received", "b1"))

    def test_only_what_was_notified_is_cancelled_by_letter(self):
        self.assertEqual(set(), self.held(case("planned"), "cancel"))
        self.assertEqual({"letter_not_approved"}, self.held(case("notified"), "cancel"))
        self.assertEqual(
            set(), self.held(case("notified", letters=[letter("l1", "cancellation")]), "cancel")
        )

    def test_an_order_is_withdrawn_by_its_own_letter(self):
        made = case(
            breaches=[breach()],
            orders=[order("o1", "announced", "b1")],
            letters=[letter("l1", "order_withdrawn", order="o2")],
        )
        self.assertEqual({"letter_not_approved"}, self.held(made, "withdraw", "o1"))
        made["letters"][0]["order"] = "o1"
        self.assertEqual(set(), self.held(made, "withdraw", "o1"))

    def test_only_a_second_reminder_needs_a_ground_to_order(self):
        made = case(letters=[letter("l1", "reminder_2"), letter("l2", "reminder_1")])
        judged = self.law.actions(made, LIV, TODAY)
        self.assertIn("legal_ground_missing", judged["l1"]["dispatch"].unsure)
        self.assertIn("no_ground_to_order", judged["l1"]["dispatch"].unsure)
        self.assertFalse(
            {"legal_ground_missing", "no_ground_to_order"} & judged["l2"]["dispatch"].unsure
        )


class Disagreement(unittest.TestCase):
    def setUp(self):
        self.law = model.Law()
        self.made = case(breaches=[breach()], deadlines=[deadline("d1", "correction", of="b1")])
        self.held = ["breach_open", "deadline_running", "letter_not_approved"]

    def told(self, person=LIV, **entry):
        whole = dict(
            {
                "event": "close",
                "allowed": False,
                "to": "closed",
                "needs": [],
                "guards": [{"code": c} for c in self.held],
            },
            **entry
        )
        self.made["actions"] = (
            [whole]
            + [{"event": e, "allowed": True, "to": "follow_up", "guards": []} for e in ("assign",)]
            + [
                {"event": e, "allowed": False, "to": None, "guards": [{"code": c}]}
                for e, c in (("agree_closure", "wrong_method"), ("adopt", "not_imported"))
            ]
        )
        return self.law.disagree(self.made, person, TODAY)

    def test_the_right_answer_is_not_complained_of(self):
        self.assertEqual([], self.told())

    def test_a_missing_guard_is_told(self):
        self.held.remove("breach_open")
        self.assertIn("breach_open", self.told()[0])

    def test_a_guard_that_is_none_of_the_row_is_told(self):
        self.held.append("only_a_plan")
        self.assertIn("only_a_plan", self.told()[0])

    def test_an_event_allowed_against_the_law_is_told(self):
        self.assertEqual(1, len(self.told(allowed=True, guards=[])))
        self.assertIn("without the role", self.told(KARI, allowed=True, guards=[])[0])

    def test_an_event_of_another_state_is_told(self):
        self.assertIn("no such row", self.told(event="cancel", allowed=True, guards=[])[0])

    def test_a_guard_that_the_json_cannot_tell_is_left_alone(self):
        self.held.append("basis_changed")
        self.made["letters"] = [letter("l1", "closure")]
        self.held.remove("letter_not_approved")
        self.assertEqual([], self.told())


class TheLog(unittest.TestCase):
    def setUp(self):
        self.law = model.Law()

    def told(self, log, made=None):
        return "\n".join(self.law.replay(log.events, made))

    def test_a_lawful_log_replays_to_its_case(self):
        self.assertEqual([], self.law.replay(whole_log().events, whole_case()))

    def test_each_event_taken_out_is_noticed(self):
        events = whole_log().events
        for i in range(1, len(events)):
            left = copy.deepcopy(events[:i] + events[i + 1 :])
            self.assertTrue(self.law.replay(left, whole_case()), events[i])
            for before, after in zip(left, left[1:]):
                after["previous_hash"] = before["hash"]
            if events[i]["from"] is None or events[i]["from"] != events[i]["to"]:
                self.assertTrue(self.law.replay(left, whole_case()), events[i])

    def test_an_event_told_twice_is_noticed(self):
        events = whole_log().events
        for i in range(len(events)):
            twice = copy.deepcopy(events[: i + 1] + events[i:])
            self.assertTrue(self.law.replay(twice, whole_case()), events[i])

    def test_a_lost_end_is_noticed(self):
        log = whole_log()
        log.events.pop()
        self.assertIn("its log ends in", self.told(log, whole_case()))

    def test_a_case_never_goes_from_follow_up_to_closed_by_another_event(self):
        log = whole_log()
        log.events[-1]["event"] = "send_final"
        self.assertIn("never goes from follow_up to closed", self.told(log, whole_case()))

    def test_a_closed_case_with_an_open_breach_is_noticed(self):
        log = whole_log()
        log.events = [
            e
            for e in log.events
            if e["event"] not in ("assess_corrected", "breach_assess_corrected")
        ]
        made = whole_case()
        made["breaches"][0]["state"], made["deadlines"][3]["state"] = "reported", "running"
        self.assertIn("closed with breach b1 reported", self.told(log, made))

    def test_an_open_breach_without_its_deadline_is_noticed(self):
        log = whole_log()
        wanted = [
            i for i, e in enumerate(log.events) if e["subject"] == "d3" and e["from"] == "proposed"
        ][0]
        log.events[wanted].update({"event": "waive", "to": "waived"})
        self.assertIn("established with no running correction", self.told(log, whole_case()))

    def test_a_late_deadline_called_met_is_noticed(self):
        made = whole_case()
        made["deadlines"][2]["effective_due"] = "2026-02-27"
        self.assertIn("met on 2026-03-02, due 2026-02-27", self.told(whole_log(), made))

    def test_a_final_report_past_a_standing_breach_is_noticed(self):
        log = (
            Log()
            .add("a1", "create", None, "planned")
            .add("a1", "begin_fieldwork", "planned", "fieldwork")
        )
        log.add("b1", "register", None, "draft").add("a1", "end_fieldwork", "fieldwork", "drafting")
        log.add("a1", "send_final", "drafting", "closed")
        self.assertIn("though a breach stands", self.told(log))

    def test_an_unknown_event_may_tell_but_not_move(self):
        log = (
            whole_log()
            .add("b1", "add_evidence", None, None)
            .add("x9", "register_contact", None, None)
        )
        self.assertEqual([], self.law.replay(log.events, whole_case()))
        log.add("b1", "add_evidence", "corrected", "dropped")
        self.assertIn("no such event of breach", self.told(log, whole_case()))

    def test_an_imported_case_may_begin_anywhere(self):
        log = Log().add("a1", "import", None, "closed")
        self.assertEqual([], self.law.replay(log.events, case("closed")))


class WhatNoCaseMayLookLike(unittest.TestCase):
    def setUp(self):
        self.law = model.Law()

    def test_the_whole_case_is_lawful(self):
        self.assertEqual([], self.law.unlawful(whole_case()))

    def test_a_letter_approved_by_its_author_is_not(self):
        made = case(letters=[letter("l1", "closure", author="mona")])
        self.assertIn("by its author", self.law.unlawful(made)[0])

    def test_an_order_letter_with_one_approver_is_not(self):
        made = case(letters=[letter("l1", "order")])
        self.assertIn("1 approvers", self.law.unlawful(made)[0])

    def test_an_extension_without_successor_is_not(self):
        made = case(deadlines=[deadline("d1", "plan", "extended", successor=None)])
        self.assertIn("without a successor", self.law.unlawful(made)[0])

    def test_a_due_date_on_a_saturday_runs_to_monday(self):
        made = case(
            deadlines=[deadline("d1", "plan", due="2026-01-31", effective_due="2026-02-02")]
        )
        self.assertEqual([], self.law.unlawful(made))
        made["deadlines"][0]["effective_due"] = "2026-01-31"
        self.assertEqual(1, len(self.law.unlawful(made)))

    def test_a_closed_case_with_a_live_order_is_not(self):
        made = case(
            "closed", breaches=[breach(state="corrected")], orders=[order("o1", "fined", "b1")]
        )
        self.assertIn("order o1 fined", self.law.unlawful(made)[0])


if __name__ == "__main__":
    unittest.main()
