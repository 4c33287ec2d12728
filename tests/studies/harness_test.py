#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The parts of the harness of studies that need no engine: verdicts, intervals, exponents, study.toml."""
import math
import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "studies"))
from comitia_studies import study as studies  # noqa: E402
from comitia_studies.intervals import share, slope, wilson  # noqa: E402
from comitia_studies.verdict import CANNOT, CONFIRMED, NOT_CONFIRMED, percent, weigh  # noqa: E402


def held(count, of, unknown=0):
    return share(count, of, unknown, rule="r", profiles="p", measure="x")


def verdict(kind, rows, **more):
    return weigh({"kind": kind, "where": {"measure": "x"}, **more}, rows).verdict


class Verdicts(unittest.TestCase):
    def test_always_is_confirmed_only_without_exception_and_without_unknowns(self):
        self.assertEqual(verdict("always", [held(10, 10), held(3, 3)]), CONFIRMED)
        self.assertEqual(verdict("always", [held(10, 10), held(2, 3)]), NOT_CONFIRMED)
        self.assertEqual(verdict("always", [held(9, 10, unknown=1)]), CANNOT)
        self.assertEqual(verdict("always", [held(8, 10, unknown=1)]), NOT_CONFIRMED)

    def test_one_example_confirms_that_something_may_break_and_none_says_nothing(self):
        self.assertEqual(verdict("not-always", [held(10, 10), held(2, 3)]), CONFIRMED)
        self.assertEqual(verdict("not-always", [held(10, 10)]), CANNOT)
        self.assertEqual(verdict("not-always", [held(9, 10, unknown=1)]), CANNOT)

    def test_a_number_needs_an_interval_that_is_near_and_narrow(self):
        row = {"measure": "x", "unit": "share", "value": 0.5, "low": 0.45, "high": 0.55}
        self.assertEqual(verdict("equals", [row], value=0.54), CONFIRMED)
        self.assertEqual(verdict("equals", [row], value=0.56, tolerance=0.02), CONFIRMED)
        self.assertEqual(verdict("equals", [row], value=0.56), NOT_CONFIRMED)
        self.assertEqual(verdict("equals", [row], value=0.54, widest=0.05), CANNOT)
        self.assertEqual(verdict("equals", [row, row], value=0.54), CANNOT)

    def test_bounds_are_judged_by_the_end_of_the_interval(self):
        def row(low, value, high, **more):
            return {"measure": "x", "unit": "exponent", "value": value, "low": low, "high": high, **more}

        self.assertEqual(verdict("at-most", [row(0.8, 0.9, 1.0)], value=1), CONFIRMED)
        self.assertEqual(verdict("at-most", [row(0.9, 1.0, 1.1)], value=1), CANNOT)
        self.assertEqual(verdict("at-most", [row(0.9, 1.0, 1.1)], value=1, tolerance=0.2), CONFIRMED)
        self.assertEqual(verdict("at-most", [row(1.1, 1.2, 1.3)], value=1), NOT_CONFIRMED)
        self.assertEqual(verdict("at-most", [row(1.1, 1.2, 1.3, bound=2)]), CONFIRMED)
        self.assertEqual(verdict("at-least", [row(0.8, 0.9, 1.0)], value=0.7), CONFIRMED)
        self.assertEqual(verdict("at-least", [row(0.8, 0.9, 1.0)], value=0.85), CANNOT)
        self.assertEqual(verdict("at-least", [row(0.8, 0.9, 1.0)], value=1.1), NOT_CONFIRMED)

    def test_without_a_row_nothing_can_be_compared(self):
        self.assertEqual(verdict("always", []), CANNOT)
        self.assertEqual(verdict("always", [{**held(1, 1), "measure": "y"}]), CANNOT)

    def test_where_may_name_several_values(self):
        rows = [held(1, 1), {**held(0, 1), "rule": "s"}]
        self.assertEqual(weigh({"kind": "always", "where": {"rule": ["r"]}}, rows).verdict, CONFIRMED)
        self.assertEqual(weigh({"kind": "always", "where": {"rule": ["r", "s"]}}, rows).verdict, NOT_CONFIRMED)

    def test_a_share_that_is_not_whole_is_not_shown_as_whole(self):
        self.assertEqual(percent(1), "100.0 %")
        self.assertNotEqual(percent(0.99999), "100.0 %")
        self.assertNotEqual(percent(0.00001), "0.0 %")
        self.assertEqual(percent(0.5), "50.0 %")


class Intervals(unittest.TestCase):
    def test_wilson_at_the_ends_and_in_the_middle(self):
        # With nothing of n the upper end is z^2 / (n + z^2): 3.8415 / 13.8415.
        self.assertEqual(wilson(0, 10)[0], 0)
        self.assertAlmostEqual(wilson(0, 10)[1], 0.27753, 5)
        self.assertEqual(wilson(10, 10)[1], 1)
        self.assertAlmostEqual(wilson(10, 10)[0], 1 - 0.27753, 5)
        # With half of n the ends are 1/2 -+ z / (2 sqrt(n + z^2)): 1.96 / (2 sqrt(103.8415)) = 0.09617.
        low, high = wilson(50, 100)
        self.assertAlmostEqual(low, 0.40383, 4)
        self.assertAlmostEqual(high, 0.59617, 4)

    def test_the_slope_of_a_power_is_its_exponent(self):
        x = [1, 2, 4, 8, 16]
        b, low, high = slope(x, [3 * v**2 for v in x])
        for value in (b, low, high):
            self.assertAlmostEqual(value, 2, 9)

    def test_the_interval_of_a_slope(self):
        # On logarithms base e: u = 0, 1, 2, 3 and v = 0, 1, 1, 2 give b = 3 / 5, rest 1 / 5, standard error
        # sqrt(0.2 / 2 / 5) = 0.141421, and with t = 4.303 for two degrees of freedom half a width of 0.608537.
        b, low, high = slope([math.e**i for i in range(4)], [math.e**v for v in (0, 1, 1, 2)])
        self.assertAlmostEqual(b, 0.6, 9)
        self.assertAlmostEqual(high - b, 0.608537, 5)
        self.assertAlmostEqual(b - low, 0.608537, 5)


class Descriptions(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.folder = self.root / "elect/axioms"
        shutil.copytree(ROOT / "studies/elect/axioms", self.folder)
        self.text = (self.folder / "study.toml").read_text(encoding="utf-8")

    def refused(self, old, new):
        self.assertIn(old, self.text)
        (self.folder / "study.toml").write_text(self.text.replace(old, new, 1), encoding="utf-8")
        with self.assertRaises(studies.StudyError) as caught:
            studies.load(self.folder)
        self.assertIn("study.toml", str(caught.exception))
        return str(caught.exception)

    def test_what_is_wrong_is_named(self):
        self.assertIn("'title' is missing", self.refused("title =", "titel ="))
        self.assertIn("kind never is none of always", self.refused('kind = "equals"', 'kind = "never"'))
        self.assertIn("no paper is called nobody", self.refused('paper = "merrill"', 'paper = "nobody"'))
        self.assertIn("'where' is missing", self.refused("\nwhere =", "\nwhence ="))
        self.assertIn("two claims are called merrill-exists-3", self.refused('"merrill-exists-4"', '"merrill-exists-3"'))
        self.assertIn("needs 'short' and 'cite'", self.refused("merrill = { short", "merrill = { shortly"))
        self.refused("title =", "= title")

    def test_a_study_without_code_is_refused(self):
        (self.folder / "run.py").unlink()
        with self.assertRaisesRegex(studies.StudyError, "run.py is missing"):
            studies.load(self.folder)

    def test_names_may_be_short_and_quick_parameters_replace_full_ones(self):
        for name in ("elect", "axioms", "elect/axioms"):
            self.assertEqual([s.name for s in studies.find([name], self.root)], ["elect/axioms"])
        with self.assertRaisesRegex(LookupError, "no study is called axiom; there are elect/axioms"):
            studies.find(["axiom"], self.root)
        study = studies.load(self.folder)
        full = study.parameters
        study.quick = True
        self.assertLess(study.parameters["ranked_profiles"], full["ranked_profiles"])
        self.assertEqual(study.parameters["voters"], full["voters"])


if __name__ == "__main__":
    unittest.main()
