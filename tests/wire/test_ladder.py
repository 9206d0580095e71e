"""What the policy lets the clock send by itself, and what is missed while no clerk is there."""

import datetime
import re

import chase
import codes
import days
import harness
from harness import until

ONE = datetime.timedelta(days=1)


class Automatic(chase.Chase):
    """Reminder 1 leaves by itself where the policy says so, in the words that a leader approved."""

    def setUp(self):
        super().setUp()
        ladder = self.office.liv.get("/v1/policies/00000000-0000-0000-0000-000000000000")["rungs"]
        self.office.admin.post("/v1/policies", {
            "valid_from": self.office.today, "valid_to": "%d-12-31" % self.daemon.today.year, "name": "Automatisk",
            "rungs": [dict(rung, automatic=rung["automatic"] or rung["action"] == "reminder_1") for rung in ladder]})
        self.first = days.rolled(self.due + 7 * ONE)

    def wording(self):
        """A version of the authority's own, that nobody has approved."""
        texts = [{"language": form, "subject": "Eigen %s {{case_number}}" % form, "body": "Svar oss, takk."}
                 for form in ("nb", "nn")]
        return "/v1/templates/" + self.office.admin.post("/v1/templates", {"kind": "reminder_1", "texts": texts})["id"]

    def letter(self):
        return self.office.liv.get("/v1/letters/" + self.climbed("reminder_1")["letter"])

    def test_the_clock_sends_the_first_reminder_and_counts_the_second_from_it(self):
        self.walk(self.first)
        line = self.climbed("reminder_1", done="sent", reason=None, done_on=str(self.first), days_late=0)
        letter = self.letter()
        self.assertEqual((letter["state"], letter["author"], letter["approvals"], letter["dispatched_at"][:10]),
                         ("dispatched", None, [], str(self.first)))
        self.assertEqual(letter["reminds"], [self.correction()["id"]])
        mails = [m for m in self.office.liv.items("/v1/outbox?audit=" + self.case.id) if m["letter"] == letter["id"]]
        self.assertEqual([(m["kind"], m["recipient"]) for m in mails],
                         [("letter", self.office.liv.get("/v1/enterprises/" + self.case.enterprise)["email"])])
        event, = [e for e in self.case.events("send_by_policy") if e["subject"] == letter["id"]]
        self.assertEqual((event["account"], event["from"], event["to"]), (None, "draft", "dispatched"))
        self.assertEqual(self.office.kari.ask("POST", "/v1/letters/%s/actions" % letter["id"], {"event": "send_by_policy"},
                                              match=self.office.kari.fresh("/v1/letters/" + letter["id"])).status, 422)
        second = days.rolled(datetime.date.fromisoformat(line["new_date"]) + 7 * ONE)
        self.walk(second)
        self.climbed("reminder_2", done="drafted", done_on=str(second), days_late=0)
        self.walk(second + 30 * ONE)
        self.assertEqual(len(self.lines(rung="reminder_1")), 1)

    def test_wordings_that_nobody_approved_go_to_a_person(self):
        template = self.wording()
        self.walk(self.first)
        line = self.climbed("reminder_1", done="drafted", reason="template_not_approved")
        codes.note({line["reason"]})    # an event that only the clock performs: no answer to a command names it
        letter = self.letter()
        self.assertEqual((letter["state"], letter["template_version"], letter["template_approved"]), ("draft", 0, False))
        held = self.office.kari.actions("/v1/letters/" + letter["id"])["send_by_policy"]["guards"]
        self.assertIn("template_not_approved", [guard["code"] for guard in held])
        self.send()                     # a person's signature is enough
        # approved by a leader, it is what the clock writes and sends
        self.office.liv.act(template, "approve")
        self.office.season()
        self.setUp()
        self.walk(self.first)
        self.climbed("reminder_1", done="sent", reason=None)
        letter = self.letter()
        self.assertEqual((letter["body"], letter["template_approved"]), ("Svar oss, takk.", True))
        self.wording()                  # a newer one awaits approval: the approved one stands
        self.office.season()
        self.setUp()
        self.walk(self.first)
        self.climbed("reminder_1", done="sent")
        self.office.liv.act(template, "withdraw", reason="Feil tone")
        self.office.season()
        self.setUp()
        self.walk(self.first)
        self.climbed("reminder_1", done="drafted", reason="template_not_approved")

    def test_what_the_law_holds_back_is_left_to_a_person_and_says_why(self):
        self.office.liv.patch("/v1/enterprises/" + self.case.enterprise, {"address": None, "email": None})
        self.walk(self.first)
        self.climbed("reminder_1", done="drafted", reason="recipient_missing")

    def test_what_would_have_to_be_put_in_the_post_is_left_to_a_person(self):
        enterprise = "/v1/enterprises/" + self.case.enterprise
        self.office.liv.patch(enterprise, {"email": None})
        self.walk(self.first)
        line = self.climbed("reminder_1", done="drafted", reason="recipient_missing")
        place = "/v1/letters/" + line["letter"]
        held, = [g for g in self.office.kari.actions(place)["send_by_policy"]["guards"] if g["code"] == "recipient_missing"]
        self.assertEqual(held["missing"], [{"what": "email", "subjects": [self.case.enterprise]}])
        self.assertNotIn("reminder_sent", [m["kind"] for m in self.office.liv.items("/v1/outbox?audit=" + self.case.id)])
        self.send()                     # a person may: there is an address to post it to
        self.assertEqual(self.office.liv.get(place)["mail_state"], "held")


class Missed(chase.Chase):
    """No clerk is there: what should have happened is listed, and both probes tell for how long."""

    def mine(self):
        deadline = self.correction()["id"]
        return [(m["rung"], m["action"], m["expected_on"]) for m in self.missed() if m["deadline"] == deadline]

    def lag(self):
        """As /readyz and /metrics tell it."""
        ready = self.office.liv.ask("GET", "/readyz", expect=(200, 503), judge=False).json["clerk_lag_seconds"]
        text = self.office.admin.ask("GET", "/metrics", expect=200, judge=False).body.decode("utf-8")
        gauge, = re.findall(r"^\w*clerk_lag_seconds (\S+)$", text, re.M)
        return ready, float(gauge)

    def lags(self, seconds):
        """A door measures itself every now and then."""
        until(lambda: self.lag() == (seconds, seconds), what="a lag of %d s, not %s" % (seconds, self.lag()))

    def test_what_no_clerk_did_is_missed_until_one_does_it_and_then_it_is_late(self):
        first = days.rolled(self.due + 7 * ONE)
        self.walk(first - ONE)
        self.assertEqual(self.mine(), [])
        self.lags(0)
        with self.daemon.without_clerk():
            self.daemon.clock("%sT07:59:59Z" % first)       # 08:59:59 in Oslo: it has the hour of the morning for it
            self.assertEqual(self.mine(), [])
            self.daemon.clock("%sT08:00:00Z" % first)
            self.assertEqual(self.mine(), [("reminder_1", "reminder_1", str(first))])
            self.lags(3600)             # since the window of the day opened
            later = days.rolled(first + 3 * ONE)
            self.at(later)
            self.assertEqual(self.mine(), [("reminder_1", "reminder_1", str(first))])
            self.lags((later - first).days * 24 * 3600 + (12 - 7) * 3600)
            self.assertEqual(self.lines(rung="reminder_1"), [])
        self.climbed("reminder_1", done="drafted", done_on=str(later), expected_on=str(first), days_late=(later - first).days)
        self.quiet()
        self.assertEqual(self.mine(), [])
        self.lags(0)


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
