"""Every code in proto/guards.def and proto/refusals.def is reached over the wire."""

import os
import unittest

import codes


class EveryCodeIsReached(unittest.TestCase):
    def setUp(self):
        if not os.environ.get("TILSYN_WIRE_WHOLE"):
            self.skipTest("only after a run of every module")

    def not_reached(self, name):
        listed = codes.listed(name)
        self.assertTrue(listed, "no code could be read in proto/" + name)
        return sorted(listed - codes.reached())

    def test_every_guard_is_reached(self):
        self.assertEqual([], self.not_reached("guards.def"))

    def test_every_refusal_is_reached(self):
        self.assertEqual([], self.not_reached("refusals.def"))

    def test_no_code_is_seen_that_is_not_listed(self):
        listed = codes.listed("guards.def") | codes.listed("refusals.def")
        self.assertEqual([], sorted(codes.reached() - listed))
