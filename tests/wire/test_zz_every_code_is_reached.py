"""Every code in proto/guards.def and proto/refusals.def is reached over the wire."""

import os
import unittest

import codes


# Guards of events that only the clock performs: no answer to a command can name them.
OF_THE_CLOCK = {"template_not_approved"}


class EveryCodeIsReached(unittest.TestCase):
    def setUp(self):
        if not os.environ.get("TILSYN_WIRE_WHOLE"):
            self.skipTest("only after a run of every module")

    # A letter that the policy sends by itself has a template of ours so far, which is approved: whoever lets
    # an authority's own template be sent that way reaches it, and takes it out of here.
    LATER = {"template_not_approved"}

    def not_reached(self, name):
        listed = codes.listed(name)
        self.assertTrue(listed, "no code could be read in proto/" + name)
        reached = codes.reached()
        shown = {code for code in OF_THE_CLOCK if "listed:" + code in reached}
        return sorted(listed - reached - shown - self.LATER)

    def test_every_guard_is_reached(self):
        self.assertEqual([], self.not_reached("guards.def"))

    def test_every_refusal_is_reached(self):
        self.assertEqual([], self.not_reached("refusals.def"))

    def test_no_code_is_seen_that_is_not_listed(self):
        listed = codes.listed("guards.def") | codes.listed("refusals.def")
        self.assertEqual([], sorted(
            c for c in codes.reached() - listed if not c.startswith("listed:")))
