"""A row that the database will not let the clerk touch holds none of the others back."""

import unittest

import harness
import office

BREAK = """
CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
CREATE TRIGGER broken BEFORE UPDATE ON deadline FOR EACH ROW WHEN (NEW.id = '%s' AND NEW.state = 'lapsed')
    EXECUTE FUNCTION broken();
"""


class Round(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.o = office.office()
        cls.daemon = cls.o.daemon

    def state(self, deadline):
        return self.o.inge.get(deadline)["state"]

    def test_one_fault_does_not_end_the_round(self):
        cases = self.o.case().to_hearing(), self.o.case().to_hearing()
        bad, good = sorted(case.deadline("comment") for case in cases)  # the first is tried first
        self.assertEqual(self.o.inge.get(bad)["due"], self.o.inge.get(good)["due"])
        self.daemon.owner(BREAK % bad.split("/")[-1])
        try:
            self.daemon.advance(days=40)
            harness.until(lambda: self.state(good) == "lapsed", what="the good one to lapse")
            self.assertEqual("running", self.state(bad))
            harness.until(lambda: bad.split("/")[-1] in self.daemon.log(), what="the fault in the log")
        finally:
            self.daemon.owner("DROP TRIGGER broken ON deadline")
        harness.until(lambda: self.state(bad) == "lapsed", what="the one that was broken to lapse")
