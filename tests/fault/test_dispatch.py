"""test_dispatch - the clerk is killed at each step of a dispatch, the disk is full, the post is large: each once, in the end."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "wire"))

import harness              # noqa: E402
import office               # noqa: E402
import peer                 # noqa: E402
from connector import Connector     # noqa: E402

MB = 1024 * 1024
# of a post to the folder: the name of the operation it happens in, or None where it is between two
FOLDER_STEPS = [("post_begun", None), ("piece_written", None), ("file_synced", None), ("post_sealed", None), ("post_given", None),
                ("before_commit", "archive_written"), ("after_commit", "archive_written")]
RECEIPT_STEPS = [("before_commit", "archive_answered"), ("after_commit", "archive_answered"),
                 ("before_commit", "archive_receipt"), ("after_commit", "archive_receipt")]
PAPER_STEPS = [("before_commit", "document_make"), ("after_commit", "document_make")]
MAIL_STEPS = [("before_commit", "mail_claim"), ("after_commit", "mail_claim"), ("mail_composed", None), ("mail_carried", None),
              ("before_commit", "mail_tell"), ("after_commit", "mail_tell")]


def setUpModule():
    global OFFICE, FOLDER, PEER, FAULT, PLACE
    PLACE = tempfile.mkdtemp(prefix="tilsyn-fault-")
    os.chmod(PLACE, 0o777)
    FAULT = os.path.join(PLACE, "next")
    FOLDER, PEER = Connector(lambda: OFFICE.daemon.log()), peer.Peer()
    OFFICE = office.Office(harness.daemon(
        config="archive_dir = %s\nsmtp_url = %s\nsmtp_tls = no\nsmtp_timeout = 5\nmail_from = post@statsforvalteren.example.no\n"
        % (FOLDER.folder, PEER.url), environment={"TILSYN_FAULT": FAULT}))


def tearDownModule():
    OFFICE.daemon.stop(remove=True)
    PEER.stop()
    FOLDER.remove()
    shutil.rmtree(PLACE)


def kill_at(point, what):
    global DOOMED
    DOOMED = set(OFFICE.daemon.clerks())
    with open(FAULT + ".new", "w", encoding="utf-8") as file:
        file.write("%s clerk %s\n" % (point, what or ""))
    os.chmod(FAULT + ".new", 0o666)
    os.rename(FAULT + ".new", FAULT)


def killed(point):
    """It was; a new one comes at once, not when one that dies again and again may."""
    harness.until(lambda: not os.path.exists(FAULT), what="the clerk to be killed at %s" % point)
    OFFICE.daemon.process.send_signal(signal.SIGHUP)
    harness.until(lambda: set(OFFICE.daemon.clerks()) - DOOMED, what="a new clerk")


def limit_files(pid, limit):
    """How large the files of a process may get; as its own user, who may say so."""
    place = os.stat("/proc/%d" % pid)
    mine = {} if place.st_uid == os.geteuid() else {"user": place.st_uid, "group": place.st_gid, "extra_groups": []}
    subprocess.run(["prlimit", "--pid", str(pid), "--fsize=%s:" % limit], check=True, **mine)


class Dispatch(unittest.TestCase):
    def sent(self, case=None):
        case = case or OFFICE.case()
        place = case.letter("meeting_invitation")
        OFFICE.kari.act(place, "dispatch")
        return place, place.rsplit("/", 1)[1]

    def came(self, *sizes):
        case = OFFICE.case()
        ids = [OFFICE.attach(os.urandom(size))["id"] for size in sizes]
        return case, case.incoming(attachments=ids)["id"]

    def incoming(self, case, id):
        return [i for i in case.get()["incoming"] if i["id"] == id][0]

    def mail_sent(self, place):
        harness.until(lambda: OFFICE.anna.get(place)["mail_state"] == "sent", what="the mail to be sent")

    def mails(self, place):
        address = OFFICE.anna.get(place)["mail_recipient"]
        return [mail for mail in PEER.mails if address in mail.to]

    def written(self, show):
        harness.until(lambda: show()["archive_state"] == "written", what="the post to be told as written\n" + OFFICE.daemon.log()[-6000:])
        self.assertIsNone(show()["archive_reason"])

    def test_a_post_is_given_once_wherever_the_clerk_is_killed(self):
        for point, what in FOLDER_STEPS:
            with self.subTest(point=point, what=what):
                kill_at(point, what)
                case, id = self.came(3 * MB, 17)
                killed(point)
                root = FOLDER.message(id)
                self.assertIsNotNone(root)
                sizes = sorted(os.path.getsize(os.path.join(FOLDER.path("out", id), name))
                               for name in os.listdir(FOLDER.path("out", id)) if name.startswith(("02", "03")))
                self.assertEqual([17, 3 * MB], sizes)
                FOLDER.take(id)
                self.written(lambda: self.incoming(case, id))
                self.next_round()
                self.assertFalse(os.path.exists(FOLDER.path("out", id)))
                self.assertFalse(os.path.exists(FOLDER.path(".", ".new-" + id)))

    def next_round(self):
        """A later post is there, so an earlier one that were to come again had come."""
        FOLDER.waited(self.came()[1])

    def test_a_letter_reaches_paper_mail_and_archive_wherever_the_clerk_is_killed(self):
        for point, what in PAPER_STEPS + MAIL_STEPS:
            with self.subTest(point=point, what=what):
                kill_at(point, what)
                place, id = self.sent()
                killed(point)
                self.mail_sent(place)
                mails = self.mails(place)
                self.assertEqual(1, len({mail.id for mail in mails}))           # a second time only as the same mail,
                self.assertEqual(1, len({bytes(mail.bytes) for mail in mails}))
                if point not in ("mail_carried", "before_commit"):              # and only where its sending was not told of
                    self.assertEqual(1, len(mails))
                self.assertEqual(OFFICE.anna.ask("GET", place + "/document", expect=200).body,
                                 list(mails[0].attachments.values())[0])
                FOLDER.message(id)
                self.written(lambda: OFFICE.anna.get(place))

    def test_a_receipt_is_registered_once_wherever_the_clerk_is_killed(self):
        for point, what in RECEIPT_STEPS:
            with self.subTest(point=point, what=what):
                place, id = self.sent()
                FOLDER.waited(id)
                self.written(lambda: OFFICE.anna.get(place))
                kill_at(point, what)
                FOLDER.put_receipt(id, "2025/1-%s" % id[:8] if what == "archive_answered" else "accepted")
                killed(point)
                FOLDER.receipt_read(id)
                case = "/v1/audits/" + OFFICE.anna.get(place)["audit"]
                wanted = "journal" if what == "archive_answered" else "archive_receipt"
                told = [e for e in OFFICE.liv.items(case + "/events?limit=200") if e["event"] == wanted and e["subject"] == id]
                self.assertEqual(1, len(told))

    def test_a_disk_that_is_full_is_told_and_made_up_for(self):
        FOLDER.waited(self.came()[1])
        pid = OFFICE.daemon.clerks()[0]
        limit_files(pid, 2 * MB)
        try:
            case, large = self.came(3 * MB)
            harness.until(lambda: "File too large" in (self.incoming(case, large)["archive_reason"] or ""), what="the fault to be told")
            self.assertEqual("waiting", self.incoming(case, large)["archive_state"])
            FOLDER.message(self.came(100)[1])           # it holds none of the others back
            self.assertFalse(os.path.exists(FOLDER.path("out", large)))
            harness.until(lambda: not os.path.exists(FOLDER.path(".", ".new-" + large)), what="nothing to stay aside")
            self.assertEqual(1, OFFICE.daemon.log().count("journal post %s cannot be written" % large))
        finally:
            limit_files(pid, "unlimited")
        FOLDER.message(large)
        self.written(lambda: self.incoming(case, large))
        self.assertEqual([pid], OFFICE.daemon.clerks())

    @unittest.skipUnless(os.geteuid() == 0, "a file system is mounted by root")
    def test_a_file_system_that_is_full_is_told_and_made_up_for(self):
        FOLDER.waited(self.came()[1])
        place = os.path.join(FOLDER.folder, FOLDER.authority())
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "none", place], capture_output=True,
                                 check=False)
        if mounted.returncode != 0:
            self.skipTest("no file system may be mounted here")
        try:
            case, large = self.came(3 * MB)
            harness.until(lambda: "No space left on device" in (self.incoming(case, large)["archive_reason"] or ""), 60,
                          "the fault to be told")
            subprocess.run(["mount", "-o", "remount,size=16m", place], check=True)
            FOLDER.message(large)
            self.written(lambda: self.incoming(case, large))
        finally:
            subprocess.run(["umount", place], check=True)

    def test_a_large_post_takes_little_memory(self):
        if harness.sanitized():
            self.skipTest("a sanitizer's memory is its own")
        FOLDER.waited(self.came()[1])
        pid = OFFICE.daemon.clerks()[0]
        with open("/proc/%d/clear_refs" % pid, "w", encoding="ascii") as file:
            file.write("5")
        before = self.peak(pid)
        case, id = self.came(*[32 * MB] * 8)
        self.written(lambda: self.incoming(case, id))
        grown = self.peak(pid) - before
        print("  256 MiB in 8 files: the clerk grew by %.1f MiB, to %.1f MiB" % (grown / MB, self.peak(pid) / MB))
        self.assertLess(grown, 12 * MB)
        FOLDER.message(id)
        shutil.rmtree(FOLDER.path("out", id))

    def peak(self, pid):
        with open("/proc/%d/status" % pid, encoding="ascii") as file:
            return [int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM")][0]


if __name__ == "__main__":
    unittest.main()
