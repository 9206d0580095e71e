"""test_templates - the wording of letters in versions, four eyes on them, and on the letters made from them."""

import unittest

from office import office


def setUpModule():
    global OFFICE
    OFFICE = office()


def tearDownModule():
    OFFICE.daemon.stop(remove=True)


def texts(nb="Melding {{case_number}}", nn="Melding {{case_number}}", subject="Om {{theme}}"):
    return [{"language": "nb", "subject": subject, "body": nb}, {"language": "nn", "subject": subject, "body": nn}]


class Drafting(unittest.TestCase):
    def draft(self, case, kind, who=None, **members):
        return OFFICE.anna.get(case.draft(kind, who, **members))


class Wordings(Drafting):
    def make(self, kind="meeting_invitation", **members):
        return OFFICE.admin.post("/v1/templates", {"kind": kind, "texts": texts(**members)})

    def approve(self, template, who=None, **more):
        return (who or OFFICE.liv).act("/v1/templates/" + template["id"], "approve", **more)

    def mistakes(self, expected, **members):
        answer = OFFICE.admin.post("/v1/templates", {"kind": members.pop("kind", "meeting_invitation"),
                                                     "texts": members.pop("texts", None) or texts(**members)}, expect=422)
        found = {(e["pointer"], e["code"], e["detail"]) for e in answer["errors"]}
        for pointer, code, detail in expected:
            self.assertTrue(any(p == pointer and c == code and detail in d for p, c, d in found),
                            "%s not in %s" % ((pointer, code, detail), found))
        self.assertEqual(len(expected), len(found), found)

    def test_all_mistakes_of_a_wording_are_told_where_they_stand(self):
        self.mistakes([("/texts/0/body", "template_mistake", "line 3, column 4: no such name: nobody"),
                       ("/texts/0/body", "template_mistake", "line 3, column 14: a section is not closed: breaches"),
                       ("/texts/1/subject", "template_mistake", "line 1, column 4: not a text: dates")],
                      texts=[{"language": "nb", "subject": "Sak",
                              "body": "{{#breaches}}\n{{/breaches}}\n Å {{nobody}}{{#breaches}}"},
                             {"language": "nn", "subject": "Om {{dates}}", "body": "Ja"}])
        self.mistakes([("/texts", "missing", "nn")], texts=texts()[:1])
        self.mistakes([("/texts/2/language", "duplicate_item", "")],
                      texts=texts() + [{"language": "nb", "subject": "En", "body": "To"}])
        self.mistakes([("/texts/0/body", "template_mistake", "line 1, column 1: no such part: nothing")],
                      nb="{{> nothing}}")
        self.mistakes([("/texts/0/body", "template_mistake", "so it needs a section of its own: author")],
                      nb="{{author}}")
        self.mistakes([("/texts/0/body", "template_mistake", "nothing is written raw")], nb="{{{theme}}}")
        self.mistakes([("/texts/0/body", "template_mistake", "not in a letter of this kind: visit_programme")],
                      nb="{{#visit_programme}}{{visit_programme}}{{/visit_programme}}")
        self.mistakes([("/texts/0/body", "template_mistake", "line 2, column 1: a heading is"),
                       ("/texts/0/body", "template_mistake", "line 3, column 5: bold is not closed"),
                       ("/texts/0/body", "template_mistake", "line 4, column 1: a row of a table"),
                       ("/texts/0/body", "template_mistake", "line 5, column 1: no such directive")],
                      nb="Hei\n# Stor\nDet **er\n| en rad\n%lag noe")

        self.mistakes([("/texts/0/body", "template_mistake", "line 2, column 5: no letter can show this character: U+1F44D"),
                       ("/texts/0/subject", "template_mistake", "line 1, column 4: no letter can show this character: U+202E")],
                      texts=[{"language": "nb", "subject": "Om \u202e", "body": "Å\nBra \U0001f44d"}] + texts()[1:])

    def test_a_version_counts_only_when_another_has_approved_it(self):
        case = OFFICE.case().to_notified()
        first = self.draft(case, "meeting_invitation")
        self.assertEqual(first["template_version"], 0)
        template = self.make(nb="Møte om {{theme}} i sak {{case_number}}.")
        self.assertEqual((template["state"], template["version"]), ("draft", template["version"]))
        self.assertEqual(self.draft(case, "meeting_invitation")["template_version"], 0)
        OFFICE.admin.act("/v1/templates/" + template["id"], "approve", expect=403)
        OFFICE.anna.act("/v1/templates/" + template["id"], "approve", expect=403)
        template = self.approve(template)
        self.assertEqual((template["state"], template["approved_by"]), ("approved", OFFICE.liv.id))
        letter = self.draft(case, "meeting_invitation")
        self.assertEqual(letter["template_version"], template["version"])
        self.assertEqual(letter["body"], "Møte om Legemiddelbehandling i sak %s." % letter["body"].split()[-1][:-1])
        self.approve(template, expect=409)
        newer = self.make(nb="Nyare {{case_number}}")
        self.assertEqual(newer["version"], template["version"] + 1)
        self.approve(newer)
        self.assertEqual(self.draft(case, "meeting_invitation")["template_version"], newer["version"])
        OFFICE.liv.act("/v1/templates/" + newer["id"], "withdraw", expect=422)
        OFFICE.liv.act("/v1/templates/" + newer["id"], "withdraw", reason="Feil dato")
        self.assertEqual(self.draft(case, "meeting_invitation")["template_version"], template["version"])
        OFFICE.liv.refused("/v1/templates/" + newer["id"], "approve", "wrong_state")

    def test_nobody_approves_a_wording_of_their_own(self):
        both = OFFICE.person("begge%d" % OFFICE.number(), ["admin", "leader"])
        template = both.post("/v1/templates", {"kind": "assessment", "texts": texts()})
        both.refused("/v1/templates/" + template["id"], "approve", "own_text")
        self.approve(template)

    def test_what_tilsyn_comes_with_passes_its_own_judgement(self):
        for kind in ("notice", "final_report", "closure", "order", "reminder_2", "cancellation"):
            built_in = OFFICE.admin.get("/v1/built-in-templates/" + kind)
            self.assertEqual({t["language"] for t in built_in["texts"]}, {"nb", "nn", "en"})
            self.assertIn("end", built_in["parts"])
            self.assertEqual(built_in["objects"][0]["object"], "letter")
            made = OFFICE.admin.post("/v1/templates", {"kind": kind, "texts": built_in["texts"]})
            self.assertEqual(made["texts"], built_in["texts"])
        OFFICE.admin.get("/v1/built-in-templates/nothing", expect=404)

    def test_what_a_caseworker_writes_is_never_markup(self):
        case = OFFICE.case().to_notified()
        letter = self.draft(case, "interim_measures", fields={"introduction": "## Ikke en overskrift\n| celle |\n**fet** {{theme}}"})
        self.assertIn("\\## Ikke en overskrift", letter["body"])
        self.assertIn("\\*\\*fet\\*\\*", letter["body"])


class Language(Drafting):
    def test_the_form_is_shown_with_its_reason(self):
        def letter(form, incoming=None, **members):
            case = OFFICE.case(enterprise=OFFICE.enterprise(language=form)["id"]).to_notified()
            if incoming:
                case.incoming(language=incoming)
            made = self.draft(case, "meeting_invitation", **members)
            return made["language"], made["language_reason"]

        self.assertEqual(letter("nn"), ("nn", "own_form"))
        self.assertEqual(letter("nn", "nb"), ("nn", "own_form"))
        self.assertEqual(letter("neutral", "nn"), ("nn", "answered_form"))
        self.assertEqual(letter("neutral")[1], "authority_form")
        self.assertEqual(letter("neutral", language="nn"), ("nn", "chosen"))


class Eyes(Drafting):
    def letter(self, kind="meeting_invitation", case=None, **members):
        case = case or OFFICE.case().to_notified()
        return case, self.draft(case, kind, OFFICE.anna, **members)

    def waiting(self, who):
        return {l["id"] for l in who.items("/v1/letters?waiting_for=me")}

    def approve(self, letter, who, *guards, **more):
        whole = who.get("/v1/letters/" + letter["id"])
        if guards:
            return who.refused("/v1/letters/" + letter["id"], "approve", *guards, sha256=whole["sha256"])
        return who.act("/v1/letters/" + letter["id"], "approve", sha256=whole["sha256"], **more)

    def test_each_way_past_the_four_eyes_is_refused(self):
        case, letter = self.letter()
        place = "/v1/letters/" + letter["id"]
        OFFICE.liv.patch(place, {"fields": {"introduction": "Lederen skrev dette."}})
        OFFICE.anna.act(place, "submit")
        sha = OFFICE.anna.get(place)["sha256"]
        OFFICE.anna.act(place, "approve", sha256=sha, expect=403)               # the author is no leader
        self.approve(letter, OFFICE.liv, "own_text")                            # a leader who wrote in it
        for who in (OFFICE.kari, OFFICE.bent, OFFICE.arne, OFFICE.inge, OFFICE.admin):
            who.act(place, "approve", sha256=sha, expect=403)                   # other roles
        OFFICE.mona.refused(place, "approve", "hash_differs", sha256="0" * 64)  # another text
        OFFICE.anna.patch(place, {"fields": {}}, expect=409)                    # an edit after submit
        self.approve(letter, OFFICE.mona)
        for edit in ({"fields": {}}, {"exempt": "offentleglova § 13"}, {"language": "nn"}):
            OFFICE.anna.patch(place, edit, expect=409)                          # and after approval
        OFFICE.anna.act(place, "recall")
        self.assertEqual(OFFICE.anna.get(place)["approvals"], [])               # a recall voids
        OFFICE.anna.patch(place, {"fields": {"introduction": "Nytt."}})
        OFFICE.kari.act(place, "dispatch", expect=409)
        OFFICE.anna.act(place, "submit")
        self.approve(letter, OFFICE.liv, "own_text")                            # once a writer, always
        OFFICE.mona.refused(place, "approve", "hash_differs", sha256=sha)       # the approval of before
        self.approve(letter, OFFICE.mona)
        OFFICE.kari.act(place, "dispatch")
        OFFICE.anna.patch(place, {"fields": {}}, expect=409)                    # nothing changes what is sent
        OFFICE.anna.act(place, "recall", expect=409)
        self.assertEqual(len(OFFICE.anna.get(place)["approvals"]), 1)
        OFFICE.anna.ask("DELETE", place, expect=405)

    def test_the_queue_holds_what_waits_for_me_and_nothing_else(self):
        case, letter = self.letter()
        OFFICE.mona.patch("/v1/letters/" + letter["id"], {"fields": {"introduction": "Hei."}})
        self.assertNotIn(letter["id"], self.waiting(OFFICE.liv))
        OFFICE.anna.act("/v1/letters/" + letter["id"], "submit")
        self.assertIn(letter["id"], self.waiting(OFFICE.liv))
        for who in (OFFICE.anna, OFFICE.mona, OFFICE.kari, OFFICE.arne, OFFICE.admin):
            self.assertNotIn(letter["id"], self.waiting(who))
        OFFICE.liv.post("/v1/conflicts", {"account": OFFICE.liv.id, "enterprise": case.enterprise, "reason": "Slekt"})
        self.assertNotIn(letter["id"], self.waiting(OFFICE.liv))
        OFFICE.liv.patch("/v1/me", {"deputies": [{"account": OFFICE.bent.id, "from": OFFICE.today, "to": OFFICE.workday(30)}]})
        self.assertIn(letter["id"], self.waiting(OFFICE.bent))
        OFFICE.liv.patch("/v1/me", {"deputies": []})
        self.assertNotIn(letter["id"], self.waiting(OFFICE.bent))
        page = OFFICE.liv.get("/v1/letters?waiting_for=me&count=true")
        self.assertEqual(page["count"], len(self.waiting(OFFICE.liv)))

    def test_a_returned_letter_shows_what_changed(self):
        case, letter = self.letter(fields={"introduction": "Vi viser til brevet fra dere."})
        place = "/v1/letters/" + letter["id"]
        only = OFFICE.liv.get(place + "/diff")
        self.assertEqual((only["from"], only["to"], {p["change"] for p in only["parts"]}), (None, 1, {"same"}))
        OFFICE.anna.act(place, "submit")
        OFFICE.liv.act(place, "return", comment="Skriv datoen.")
        OFFICE.kari.patch(place, {"fields": {"introduction": "Vi viser til brevet fra dere 3. mai."}})
        diff = OFFICE.liv.get(place + "/diff")
        self.assertEqual((diff["from"], diff["to"], len(diff["versions"])), (1, 2, 2))
        self.assertEqual([v["edited_by"] for v in diff["versions"]], [OFFICE.anna.id, OFFICE.kari.id])
        parts = [(p["change"], p["text"]) for p in diff["parts"]]
        self.assertIn(("removed", "dere."), [(c, t.strip()) for c, t in parts])
        self.assertIn(("added", "dere 3. mai."), [(c, t.strip()) for c, t in parts])
        newer = "".join(t for c, t in parts if c != "removed")
        whole = OFFICE.liv.get(place)
        self.assertEqual(newer, "%s\n\n%s\n" % (whole["subject"], whole["body"]))
        OFFICE.liv.get(place + "/diff?from=7", expect=404)

    def test_a_letter_is_open_unless_its_section_is_given(self):
        case, letter = self.letter()
        place = "/v1/letters/" + letter["id"]
        self.assertIsNone(letter["exempt"])
        OFFICE.anna.patch(place, {"exempt": "taushetsplikt"}, expect=422)
        marked = OFFICE.anna.patch(place, {"exempt": "offentleglova § 13, jf. forvaltningsloven § 13"})
        self.assertEqual(marked["exempt"], "offentleglova § 13, jf. forvaltningsloven § 13")


if __name__ == "__main__":
    unittest.main()
