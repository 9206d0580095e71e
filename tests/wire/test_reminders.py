"""Deadlines chase themselves: each rung once, on its day, in the hours of a working day, and never what was answered."""

import datetime
import shutil
import tempfile

import chase
import days
import harness
import office
from harness import ident, until
from test_client import Person

MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()


class Reminders(chase.Chase):
    def test_the_whole_ladder_of_a_correction_that_nobody_answers(self):
        self.walk(self.due - datetime.timedelta(days=8))
        self.assertEqual(self.lines(), [])
        day = days.rolled(self.due - datetime.timedelta(days=7))
        self.walk(day)
        self.climbed("alert", done="alerted", days_late=0, expected_on=str(day), recipient="follow_up_lead",
                     letter=None, new_date=None)
        first = days.rolled(self.due + datetime.timedelta(days=7))
        self.walk(first)
        line = self.climbed("reminder_1", done="drafted", days_late=0, done_on=str(first), recipient="enterprise",
                            new_date=str(days.good(first + datetime.timedelta(days=14))))
        letter = self.office.liv.get("/v1/letters/" + line["letter"])
        self.assertEqual((letter["kind"], letter["state"], letter["author"]), ("reminder_1", "draft", None))
        self.assertEqual([(d["kind"], d["due"], ident(d["breach"])) for d in letter["dates"]],
                         [("correction", line["new_date"], ident(self.breach.split("/")[-1]))])
        shown = self.correction()
        self.assertEqual((shown["rung"], shown["new_date"], shown["due"]), ("reminder_1", line["new_date"], str(self.due)))
        self.assertTrue(shown["overdue"])
        self.assertEqual(letter["reminds"], [shown["id"]])
        self.send()
        second = days.rolled(datetime.date.fromisoformat(line["new_date"]) + datetime.timedelta(days=7))
        self.walk(second)
        line = self.climbed("reminder_2", done="drafted", days_late=0, done_on=str(second))
        letter = self.office.liv.get("/v1/letters/" + line["letter"])
        self.assertEqual(letter["notice_of_order"]["legal_ground"], "helsetilsynsloven § 8")
        self.assertEqual(letter["notice_of_order"]["comment_due"], line["new_date"])
        self.assertEqual(letter["notice_of_order"]["breaches"], [self.breach.split("/")[-1]])
        self.assertIn("Andre påminnelse", letter["subject"])
        self.assertIn("Vi har minnet dere om fristen før.", letter["body"])
        meeting = self.climbed("meeting_invitation", done="drafted", done_on=str(second))
        self.assertEqual(self.office.liv.get("/v1/letters/" + meeting["letter"])["kind"], "meeting_invitation")
        self.climbed("leader_alert", done="alerted", recipient="leaders", done_on=str(second))
        self.walk(second + datetime.timedelta(days=60))
        self.assertEqual(len(self.lines()), 5)
        self.assertEqual(self.missed(), [])
        # a person signs the second reminder, and the order is announced with it
        place = "/v1/letters/" + line["letter"]
        dates = [{"kind": "correction", "due": self.office.workday(21), "breach": self.breach.split("/")[-1]}]
        self.office.anna.patch(place, {"dates": dates, "notice_of_order": {
            "comment_due": self.office.workday(20), "breaches": [self.breach.split("/")[-1]],
            "legal_ground": "helsetilsynsloven § 8", "text": "Kommunen må rette."}})
        self.case.submit(place)
        self.case.approve(place)
        self.office.kari.act(place, "dispatch")
        self.assertEqual([o["state"] for o in self.case.get()["orders"]], ["announced"])

    def test_nothing_is_done_at_night_or_on_a_day_off(self):
        first = days.rolled(self.due + datetime.timedelta(days=7))
        self.walk(first - datetime.timedelta(days=1))
        for hour in (0, 5, 6):          # 01:00 to 07:00 in Oslo
            self.at(first, hour)
            self.quiet()
            self.assertEqual(self.lines(rung="reminder_1"), [])
        self.daemon.clock("%sT07:00:00Z" % first)
        self.climbed("reminder_1", done_on=str(first))

    def test_days_of_downtime_end_in_one_letter_the_right_one(self):
        """The first reminder was never written: the second is, for a person to sign, and it claims no first."""
        self.at(days.rolled(self.due + datetime.timedelta(days=100)))
        self.claims_no_first(self.climbed("reminder_2", done="drafted"))
        self.climbed("meeting_invitation", done="drafted")
        self.climbed("leader_alert", done="alerted")
        for rung in ("alert", "reminder_1"):
            self.climbed(rung, done="passed_over", reason="later_rung", letter=None, new_date=None)
        self.quiet()
        self.assertEqual(len(self.lines()), 5)
        self.assertEqual(self.missed(), [])
        letters = [l["kind"] for l in self.case.get()["letters"] if l["state"] == "draft"
                   and self.breach.split("/")[-1] in l["breaches"]]
        self.assertEqual(sorted(letters), ["meeting_invitation", "reminder_2"])

    def claims_no_first(self, line):
        letter = self.office.liv.get("/v1/letters/" + line["letter"])
        self.assertNotIn("Andre", letter["subject"])
        self.assertNotIn("minnet dere om fristen", letter["body"])

    def second_comes(self, line):
        """On its day, where the first was never sent."""
        second = days.rolled(datetime.date.fromisoformat(line["new_date"]) + datetime.timedelta(days=7))
        self.walk(second - datetime.timedelta(days=1))
        self.assertEqual([r["rung"] for r in self.lines()], ["alert", "reminder_1"])
        self.walk(second)
        self.claims_no_first(self.climbed("reminder_2", done="drafted", done_on=str(second), days_late=0))
        self.climbed("meeting_invitation", done="drafted", done_on=str(second))
        self.climbed("leader_alert", done="alerted", done_on=str(second), days_late=0)
        self.assertEqual(self.missed(), [])

    def test_a_first_reminder_that_nobody_signs_holds_no_second_back(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.second_comes(self.climbed("reminder_1", done="drafted"))

    def test_nor_does_one_that_was_withdrawn(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        line = self.climbed("reminder_1", done="drafted")
        self.office.kari.act("/v1/letters/" + line["letter"], "withdraw", reason="vi ringte i stedet")
        self.second_comes(line)

    def test_who_was_reminded_by_a_person_is_not_reminded_again_by_the_clock(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=2)))
        date = days.good(self.daemon.today + datetime.timedelta(days=10))
        letter = self.case.letter("reminder_1", breaches=[self.breach.split("/")[-1]], dates=[
            {"kind": "correction", "due": str(date), "breach": self.breach.split("/")[-1]}])
        self.office.kari.act(letter, "dispatch")
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.climbed("reminder_1", done="passed_over", reason="already_reminded", letter=None)
        second = days.rolled(date + datetime.timedelta(days=7))
        self.walk(second)
        self.climbed("reminder_2", done="drafted", done_on=str(second), days_late=0)
        self.assertEqual(self.missed(), [])

    def test_the_client_says_why_in_words_and_which_breach_it_is(self):
        home = tempfile.mkdtemp(prefix="tilsyn-reminders-")
        self.addCleanup(shutil.rmtree, home)
        liv = Person(self.daemon, "liv", office.PASSWORD % "liv", home)
        self.at(days.rolled(self.due + datetime.timedelta(days=100)))
        self.climbed("alert", done="passed_over", reason="later_rung")
        for language, word in (("nb", "et senere trinn er nådd"), ("nn", "eit seinare trinn er nådd"), ("en", "later rung")):
            told = liv("reminders", "--audit", self.case.id, "--language", language)
            self.assertIn(word, told)
            self.assertNotIn("later_rung", told)
        title = self.office.liv.get(self.breach)["title"]
        for words in (("overdue",), ("overview",)):
            lines = [r for r in liv(*words).splitlines() if r.split()[:1] == [self.case.get()["case_number"]]]
            self.assertTrue([r for r in lines if title in r and "retting" in r], words)

    def test_who_asked_for_more_time_is_reminded_in_words_that_know_it(self):
        """It holds no reminder back; but whoever gets one has asked, and waits for an answer."""
        first = days.rolled(self.due + datetime.timedelta(days=7))
        self.walk(first - datetime.timedelta(days=2))
        deadline = self.case.deadline("correction")
        self.office.anna.act(deadline, "ask_extension", asked=self.office.workday(60), asked_by="Ordføreren", asked_on=self.office.today)
        asked = datetime.date.fromisoformat(self.office.workday(60))
        self.walk(first)
        told = "**Lovbrudd 1, %s:** Dere har bedt om utsettelse til %s. Vi har ikke avgjort det ennå" % tuple(
            "%d. %s %d" % (date.day, MONTHS[date.month - 1], date.year) for date in (self.due, asked))
        line = self.climbed("reminder_1", done="drafted", days_late=0)
        self.assertIn(told, self.office.liv.get("/v1/letters/" + line["letter"])["body"])
        # decided it is told in a letter of its own
        self.office.liv.act(deadline, "refuse_extension", reason="Fristen er lang nok.")
        self.walk(days.rolled(datetime.date.fromisoformat(line["new_date"]) + datetime.timedelta(days=7)))
        self.assertNotIn("utsettelse", self.office.liv.get("/v1/letters/" + self.climbed("reminder_2")["letter"])["body"])

    def test_a_second_reminder_by_hand_claims_no_first_that_was_not_sent(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=2)))
        place = self.case.draft("reminder_2", breaches=[self.breach.split("/")[-1]])
        self.claims_no_first({"letter": place.split("/")[-1]})

    def test_what_was_done_since_is_told_in_the_letter(self):
        contact = {"kind": "phone", "occurred_on": self.office.past(1), "text": "før noen frist var ute"}
        self.office.anna.post(self.case.path + "/contacts", contact)
        self.walk(days.rolled(self.due + datetime.timedelta(days=2)))
        self.office.anna.post(self.case.path + "/contacts", dict(contact, occurred_on=self.office.today))
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.climbed("reminder_1")
        body = self.office.liv.get("/v1/letters/" + self.lines(rung="reminder_1")[0]["letter"])["body"]
        self.assertEqual(body.count("telefonsamtale"), 1)
        self.send()
        self.walk(days.rolled(datetime.date.fromisoformat(self.lines(rung="reminder_1")[0]["new_date"])
                              + datetime.timedelta(days=7)))
        body = self.office.liv.get("/v1/letters/" + self.climbed("reminder_2")["letter"])["body"]
        self.assertIn("Slik har vi fulgt opp", body)
        self.assertEqual((body.count("telefonsamtale"), body.count("påminnelse i brev")), (1, 1))

    def test_the_ledger_and_the_overview_show_the_rung_its_letter_and_the_contacts(self):
        first = days.rolled(self.due + datetime.timedelta(days=7))
        self.walk(first - datetime.timedelta(days=4))
        called = self.office.today
        self.walk(first)
        line = self.climbed("reminder_1", letter_state="draft", last_contact=None)
        self.climbed("alert", letter_state=None)
        self.office.anna.post(self.case.path + "/contacts", {"kind": "phone", "occurred_on": called, "text": "De svarer snart."})

        def row():
            deadline = self.correction()["id"]
            found, = [d for d in self.office.liv.get("/v1/overview")["overdue"] if d["deadline"] == deadline]
            return [found[name] for name in ("rung", "rung_done", "letter_state", "new_date", "last_contact")]

        self.assertEqual(row(), ["reminder_1", "drafted", "draft", line["new_date"], called])
        self.send()
        self.climbed("reminder_1", letter_state="dispatched", last_contact=called)
        self.assertEqual(row(), ["reminder_1", "drafted", "dispatched", line["new_date"], called])

    def two(self):
        """A case of two breaches, with a reminder of both corrections that is approved; the other breach's path."""
        case = self.case = self.office.case().to_follow_up(breaches=2, correction=30)
        due = datetime.date.fromisoformat(case.deadlines("correction")[0]["effective_due"])
        self.walk(days.rolled(due + datetime.timedelta(days=7)))
        until(lambda: len(self.lines(rung="reminder_1")) == 2, what="two rungs")
        place = "/v1/letters/" + self.lines(rung="reminder_1")[0]["letter"]
        self.assertEqual(len(self.office.liv.get(place)["reminds"]), 2)
        return case, place

    def test_a_reminder_of_two_does_not_ask_for_the_one_that_was_answered(self):
        case, place = self.two()
        case.submit(place)
        case.approve(place)
        answered, left = case.breaches[:2]
        first, = case.deadlines("correction", "running", ident(answered.split("/")[-1]))
        case.report(answered)
        found = self.office.kari.refused(place, "dispatch", "already_answered")
        self.assertEqual(found["already_answered"]["subjects"], [first["id"]])
        # written anew it asks for the other alone
        self.office.anna.act(place, "recall")
        dates = [d for d in self.office.liv.get(place)["dates"] if d["breach"] == left.split("/")[-1]]
        letter = self.office.anna.patch(place, {"dates": dates, "breaches": [left.split("/")[-1]]})
        self.assertEqual(letter["reminds"], [d["id"] for d in case.deadlines("correction", "running")])
        case.submit(place)
        case.approve(place)
        self.office.kari.act(place, "dispatch")

    def test_an_invitation_that_rests_on_a_reminder_asks_for_nothing_that_was_answered(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.send()
        self.walk(days.rolled(datetime.date.fromisoformat(self.lines(rung="reminder_1")[0]["new_date"])
                              + datetime.timedelta(days=7)))
        place = "/v1/letters/" + self.climbed("meeting_invitation")["letter"]
        deadline = self.correction()["id"]
        self.case.submit(place)
        self.case.approve(place)
        self.case.report(self.breach)
        found = self.office.kari.refused(place, "dispatch", "already_answered")
        self.assertEqual(found["already_answered"]["subjects"], [deadline])

    def test_an_answer_ends_the_chase(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.climbed("reminder_1")
        self.case.report(self.breach)
        self.walk(self.daemon.today + datetime.timedelta(days=60))
        self.assertEqual([r["rung"] for r in self.lines()], ["alert", "reminder_1"])
        self.assertEqual([m for m in self.missed() if m["audit"] == self.case.id], [])

    def test_an_extension_begins_a_ladder_of_its_own(self):
        self.walk(self.due + datetime.timedelta(days=1))
        later = days.good(self.daemon.today + datetime.timedelta(days=20))
        old = self.case.deadline("correction")
        self.office.liv.act(old, "extend", due=str(later), reason="sykdom i ledelsen")
        self.walk(days.rolled(later + datetime.timedelta(days=7)))
        until(lambda: self.lines(rung="reminder_1"), what="reminder of the successor")
        self.assertEqual({r["deadline"] for r in self.lines(rung="reminder_1")},
                         {ident(self.case.deadline("correction").split("/")[-1])})

    def test_a_paused_enterprise_is_left_alone_and_that_is_said(self):
        enterprise = "/v1/enterprises/" + self.case.enterprise
        first = days.rolled(self.due + datetime.timedelta(days=7))
        until_day = first + datetime.timedelta(days=40)
        self.walk(first - datetime.timedelta(days=2))
        self.office.liv.patch(enterprise, {"paused_from": str(self.daemon.today), "paused_to": str(until_day)})
        self.walk(first)
        self.climbed("reminder_1", done="held_back", reason="enterprise_paused", letter=None)
        self.walk(until_day)
        self.climbed("reminder_1", done="held_back")
        self.assertEqual(self.lines(rung="reminder_2"), [])
        self.assertEqual(self.missed(), [])
        self.walk(days.rolled(until_day + datetime.timedelta(days=1)))
        until(lambda: self.lines(rung="reminder_1", done="drafted"), what="the rung that was held")
        self.climbed("reminder_1", days_late=0)

    def test_a_pause_taken_away_lets_go_the_next_morning(self):
        enterprise = "/v1/enterprises/" + self.case.enterprise
        first = days.rolled(self.due + datetime.timedelta(days=7))
        self.walk(first - datetime.timedelta(days=2))
        self.office.liv.patch(enterprise, {"paused_from": str(self.daemon.today)})
        self.walk(first + datetime.timedelta(days=20))
        self.climbed("reminder_1", done="held_back")
        self.office.liv.patch(enterprise, {"paused_from": None})
        self.walk(days.rolled(self.daemon.today + datetime.timedelta(days=1)))
        until(lambda: self.lines(rung="reminder_1", done="drafted"), what="the rung that was held")

    def test_deadlines_of_a_case_that_fall_together_share_a_letter(self):
        case = self.office.case().to_follow_up(breaches=3, correction=30)
        self.case = case
        due = datetime.date.fromisoformat(case.deadlines("correction")[0]["effective_due"])
        self.walk(days.rolled(due + datetime.timedelta(days=7)))
        until(lambda: len(self.lines(rung="reminder_1")) == 3, what="three rungs")
        letters = {r["letter"] for r in self.lines(rung="reminder_1")}
        self.assertEqual(len(letters), 1)
        dates = self.office.liv.get("/v1/letters/" + letters.pop())["dates"]
        self.assertEqual(len([date for date in dates if date["kind"] == "correction"]), 3)

    def test_what_a_person_wrote_in_the_reminder_is_what_the_second_counts_from(self):
        first = days.rolled(self.due + datetime.timedelta(days=7))
        self.walk(first)
        date = days.good(first + datetime.timedelta(days=35))
        self.send(dates=[{"kind": "correction", "due": str(date), "breach": self.breach.split("/")[-1]}])
        second = days.rolled(date + datetime.timedelta(days=7))
        self.walk(second - datetime.timedelta(days=1))
        self.assertEqual(self.lines(rung="reminder_2"), [])
        self.assertEqual(self.missed(), [])
        self.walk(second)
        self.climbed("reminder_2", done_on=str(second), days_late=0)

    def test_the_ledger_is_a_list_like_others(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.climbed("reminder_1")
        liv = self.office.liv
        whole = liv.items("/v1/reminders?limit=200")
        pages = liv.items("/v1/reminders?limit=2")
        self.assertEqual([r["id"] for r in pages], [r["id"] for r in whole])
        self.assertEqual([r["id"] for r in liv.items("/v1/reminders?sort=-id&limit=3")],
                         [r["id"] for r in reversed(whole)])
        self.assertEqual({r["done"] for r in liv.items("/v1/reminders?done=drafted")}, {"drafted"})
        self.assertEqual({r["action"] for r in liv.items("/v1/reminders?action=alert")}, {"alert"})
        deadline = self.correction()["id"]
        self.assertEqual([r["rung"] for r in liv.items("/v1/reminders?deadline=" + deadline)], ["alert", "reminder_1"])
        self.assertEqual(liv.get("/v1/reminders?count=true")["count"], len(whole))
        self.assertEqual([r["rung"] for r in self.case.get()["reminders"] if r["deadline"] == deadline],
                         ["alert", "reminder_1"])
        events = [e for e in self.case.events("climb") if e["subject"] == deadline]
        self.assertEqual([e["data"]["rung"] for e in events], ["alert", "reminder_1"])
        self.assertEqual({e["account"] for e in events}, {None})
        self.office.anna.get("/v1/reminders/missed?after=x", expect=422)

    def test_the_lead_is_told_in_a_mail(self):
        self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
        self.climbed("reminder_1")
        mails = [(m["kind"], ident(m["account"] or "")) for m in
                 self.office.liv.items("/v1/outbox?audit=" + self.case.id) if m["kind"] != "letter"]
        self.assertIn(("deadline_near", self.office.kari.id), mails)
        self.assertIn(("reminder_drafted", self.office.kari.id), mails)

    def test_where_the_lead_cannot_be_told_the_leaders_are(self):
        """Who has left, does no casework any more, or has no address would let a deadline pass in silence."""
        leaders = {self.office.liv.id, self.office.mona.id}
        kari = "/v1/accounts/" + self.office.kari.id
        for away, back in (({"disabled": True}, {"disabled": False}), ({"email": None}, {"email": "kari@example.no"}),
                           ({"roles": ["auditor"]}, {"roles": ["caseworker"]})):
            with self.subTest(away):
                self.office.admin.patch(kari, away)
                self.walk(days.rolled(self.due - datetime.timedelta(days=7)))
                self.climbed("alert")
                self.walk(days.rolled(self.due + datetime.timedelta(days=7)))
                self.climbed("reminder_1")
                self.office.admin.patch(kari, back)
                mails = [(m["kind"], ident(m["account"])) for m in self.office.liv.items("/v1/outbox?audit=" + self.case.id)
                         if m["kind"] != "letter"]
                for kind in ("deadline_near", "reminder_drafted"):
                    self.assertEqual({who for told, who in mails if told == kind}, leaders)
                self.setUp()


class ZzAnswers(harness.EveryAnswerKeptTheContract):
    pass
