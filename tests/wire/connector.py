"""connector - the archive's side of the folder: takes journal posts, judges them by the schema, gives receipts."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml

import harness
from harness import until
from office import Office

NOARK = "{http://www.arkivverket.no/standarder/noark5/arkivmelding}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
HERE = os.path.dirname(os.path.abspath(__file__))
GIVEN = os.path.join(HERE, "..", "..", "..", "shared", "data", "schemas", "arkivmelding.xsd")
SCHEMA = GIVEN if os.path.exists(GIVEN) else os.path.join(HERE, "noark5", "arkivmelding.xsd")


class Connector:
    """A folder of its own; `log` tells what the daemon said when something does not come."""

    def __init__(self, log=lambda: ""):
        self.folder = tempfile.mkdtemp(prefix="tilsyn-archive-")
        self.log = log
        os.chmod(self.folder, 0o777)            # the daemon gives up root

    def remove(self):
        shutil.rmtree(self.folder)

    def authority(self):
        return [name for name in os.listdir(self.folder) if not name.startswith(".")][0]

    def path(self, where, id):
        return os.path.join(self.folder, self.authority(), where, id)

    def waited(self, id, where="out"):
        """The post's folder, when it is there."""
        until(lambda: any(not name.startswith(".") for name in os.listdir(self.folder)) and os.path.exists(self.path(where, id)),
              60, "journal post %s\n%s" % (id, self.log()[-6000:]))
        return self.path(where, id)

    def message(self, id, where="out"):
        """The post's message, valid by the schema and naming the files that are there."""
        folder = self.waited(id, where)
        file = os.path.join(folder, "arkivmelding.xml")
        judged = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", SCHEMA, file], capture_output=True, text=True,
                                check=False)
        assert judged.returncode == 0, judged.stderr
        root = xml.parse(file).getroot()
        named = [e.text for e in root.iter(NOARK + "referanseDokumentfil")]
        assert sorted(named + ["arkivmelding.xml"]) == sorted(os.listdir(folder)), (named, os.listdir(folder))
        assert root.find(NOARK + "antallFiler").text == str(len(named))
        return root

    def posts(self, root):
        """The journal posts of a message by their ids; the first is its own."""
        return {text(post, "systemID"): post for post in root.iter(NOARK + "basisregistrering")}

    def take(self, id):
        os.rename(self.path("out", id), self.path("taken", id))

    def receipt(self, id, line):
        """Put there, and registered."""
        self.put_receipt(id, line)
        self.receipt_read(id)

    def put_receipt(self, id, line):
        self.put_receipt_bytes(id, (line + "\n").encode())

    def put_receipt_bytes(self, id, said):
        aside = self.path("receipts", ".new-" + id)
        with open(aside, "wb") as file:
            file.write(said)
        os.rename(aside, self.path("receipts", id))

    def receipt_read(self, id):
        until(lambda: os.path.exists(self.path("read", id)) and not any(
            os.path.exists(self.path("receipts", prefix + id)) for prefix in ("", ".reading-")), what="the receipt to be read")

    def held(self):
        """The folder's lock, as another clerk would have it."""
        lock = open(os.path.join(self.folder, ".lock"), "a", encoding="utf-8")

        def taken():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except OSError:
                return False

        until(taken, what="the folder's lock")
        return lock


def archived():
    """For setUpModule: an office whose daemon gives posts to a connector, and the connector."""
    folder = Connector(lambda: house.daemon.log())
    unittest.addModuleCleanup(folder.remove)
    house = Office(harness.daemon(config="archive_dir = %s\n" % folder.folder))
    unittest.addModuleCleanup(house.daemon.stop, remove=True)
    return house, folder


def text(root, name):
    return next((e.text for e in root.iter(NOARK + name)), None)


def texts(root, name):
    return [e.text for e in root.iter(NOARK + name)]
