"""Letters at the command line: passages in an editor, what changed, the queue, the wording in versions, and the case as a file."""

import os
import unittest
import zipfile

import test_client
from test_client import REFUSED, USAGE


class Letters(test_client.Client):
    def editor(self, script):
        """A program that edits the file it is given."""
        path = os.path.join(self.home, "editor")
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + script)
        os.chmod(path, 0o700)
        return path

    def file(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_who_approves_first_of_two_is_told_that_one_more_is_needed(self):
        case = self.case().to_follow_up()
        self.daemon.advance(days=90)
        order = case.announce(case.breaches[0]).rsplit("/", 1)[1]
        case.submit(case.draft("order", order=order))
        place = case.number + "#order"
        sha256 = self.mona("--member", "sha256", "letter", "show", place).strip()
        self.assertIn("trenger \u00e9n godkjenning til", self.mona("letter", "approve", place, "--sha256", sha256))
        done = self.liv("letter", "approve", place, "--sha256", sha256)
        self.assertIn("godkjent", done)
        self.assertNotIn("godkjenning til", done.split("\u2192")[1])

    def test_passages_are_written_in_an_editor(self):
        number = self.case().number
        self.anna("letter", "draft", number, "--kind", "notice")
        place = number + "#notice"
        writes = self.editor("grep -q '== introduction ==' \"$1\" || exit 1\n"
                             "sed -i 's/^== introduction ==$/&\\nVi viser til samtalen./' \"$1\"\n")
        self.anna("letter", "edit", place, EDITOR=writes)
        shown = self.anna("letter", "show", place)
        self.assertIn("Vi viser til samtalen.", shown)
        self.assertIn("m\u00e5lform: bokm\u00e5l (virksomhetens egen m\u00e5lform)", shown)
        self.assertNotIn("# f\u00f8r alt annet", shown)
        only_its_own = self.editor("grep -q '== documents ==' \"$1\" && ! grep -q '== meeting ==' \"$1\"\n")
        self.anna("letter", "edit", place, EDITOR=only_its_own)
        version = self.anna.json("letter", "show", place)["version"]
        self.anna("letter", "edit", place, EDITOR="true")                       # nothing changed, nothing sent
        self.assertEqual(self.anna.json("letter", "show", place)["version"], version)
        self.anna("letter", "edit", place, EDITOR="false", expect=USAGE)
        self.anna("letter", "edit", place, EDITOR=self.editor("echo '== nothing ==' > \"$1\"\n"), expect=USAGE)
        kept = os.path.join(self.home, "kept")
        os.mkdir(kept)
        for writes, expect in (("echo '== nothing ==' > \"$1\"; echo Langt >> \"$1\"\n", USAGE),      # refused by ourselves
                               ("echo Langt >> \"$1\"; exit 1\n", USAGE),                             # the editor fails
                               ("%s letter edit %s --exempt 'offentleglova § 13' >/dev/null || exit 9\n"   # another was faster
                                "sed -i 's/^== introduction ==$/&\\nLangt/' \"$1\"\n" % (os.environ["TILSYN"], place), 1)):
            before = set(os.listdir(kept))
            self.anna("letter", "edit", place, EDITOR=self.editor(writes), TMPDIR=kept, expect=expect)
            with open(os.path.join(kept, (set(os.listdir(kept)) - before).pop()), encoding="utf-8") as file:
                self.assertIn("Langt", file.read())
        before = set(os.listdir(kept))
        self.anna("letter", "edit", place, EDITOR="true", TMPDIR=kept)
        self.assertEqual(before, set(os.listdir(kept)))
        self.anna("letter", "edit", place, EDITOR=self.editor("sed -i '/^Vi viser/d' \"$1\"\n"))
        self.assertNotIn("Vi viser til samtalen.", self.anna("letter", "show", place))

    def test_a_case_is_one_file_and_what_is_too_much_stands_beside_it(self):
        case = self.o.case().to_notified()
        number, place = case.get()["case_number"], os.path.join(self.home, "saken.zip")
        self.assertEqual(place, self.inge("audit", "file", number, "--output", place).strip())
        with zipfile.ZipFile(place) as archive:
            self.assertIsNone(archive.testzip())
            self.assertIn("innhold.pdf", archive.namelist())
        self.inge("audit", "file", number, "--output", place, expect=USAGE)                    # it is there
        sent = [os.urandom(size << 20) for size in (17, 18, 16)]
        case.incoming(attachments=[self.o.attach(data, "skann.bin")["id"] for data in sent])
        place = os.path.join(self.home, "stor.zip")
        said = self.inge("audit", "file", number, "--output", place)
        self.assertEqual([place] + [os.path.join(self.home, "stor vedlegg %d skann.bin" % n) for n in (1, 2)], said.splitlines())
        for name, data in zip(said.splitlines()[1:], sent):
            with open(name, "rb") as file:
                self.assertEqual(data, file.read())

    def test_what_is_asked_for_without_a_body_is_asked_for(self):
        self.assertIn("/v1/calendar.ics?token=", self.anna("me", "calendar"))
        number = self.case().number
        self.anna("letter", "draft", number, "--kind", "notice")
        self.anna("letter", "mail", number + "#notice", expect=REFUSED)

    def test_what_waits_and_what_changed_are_shown(self):
        number = self.case().number
        self.anna("letter", "draft", number, "--kind", "notice")
        place = number + "#notice"
        self.anna("letter", "submit", place)
        self.assertIn(number, self.mona("letter", "queue"))
        self.assertNotIn(number, self.anna("letter", "queue"))
        self.mona("letter", "return", place, "--comment", "Skriv hvem de kan ringe til.")
        self.anna("letter", "edit", place, "--fields", "contact_person=Kari Vik, telefon 55 55 55 55")
        diff = self.mona("letter", "diff", place)
        self.assertIn("{+Kari Vik, telefon 55 55 55 55.", diff)
        self.assertIn("[-oss.", diff)
        self.mona("letter", "pdf", place, expect=REFUSED)

    def test_a_wording_goes_from_file_to_letter(self):
        text = self.admin("template", "text", "meeting-invitation".replace("-", "_"), "--in", "nn")
        nn = self.file("nn", text)
        bad = self.file("bad", "Om {{theme}}\n\nHei\n{{nobody}}\n")
        self.admin("template", "check", "meeting_invitation", "--nb", bad, "--nn", nn, expect=REFUSED)
        self.assertIn("line 2, column 1: no such name: nobody", self.admin.said)
        good = self.file("good", "Om {{theme}}\n\nHei fra {{authority}}.\n")
        self.admin("template", "check", "meeting_invitation", "--nb", good, "--nn", nn)
        self.assertEqual(self.admin.json("template", "list")["items"], [])
        self.admin("template", "add", "meeting_invitation", "--nb", good, "--nn", nn, "--note", "Kortere")
        template = self.admin.json("template", "list")["items"][0]
        self.assertEqual((template["version"], template["note"]), (1, "Kortere"))
        self.admin("template", "approve", template["id"], expect=REFUSED)
        self.liv("template", "approve", template["id"])
        self.assertIn("Hei fra", self.liv("template", "text", template["id"]))
        self.assertIn("any_breaches", self.admin("template", "names", "closure"))
        number = self.case().number
        self.anna("letter", "draft", number, "--kind", "meeting-invitation")
        self.assertIn("Hei fra", self.anna("letter", "show", number + "#meeting-invitation"))
        self.liv("template", "withdraw", template["id"], "--reason", "For kort")


if __name__ == "__main__":
    unittest.main()
