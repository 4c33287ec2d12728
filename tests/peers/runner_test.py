#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The runner of the comparisons with other packages: order, agreement, intervals, the table's place; and that the extra
[peers], the set-up and the frozen versions name the same packages. No package of a peer is needed, and no time is measured."""
import contextlib
import io
import pathlib
import re
import sys
import tempfile
import tomllib
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench/peers"))
import runner  # noqa: E402


def compare(own, peer, pairs=4):
    with contextlib.redirect_stdout(io.StringIO()):
        return runner.compare("rule", own, peer, pairs)


class Compare(unittest.TestCase):
    def call(self, name, seconds, value=1):
        def answer():
            self.calls.append(name)
            return runner.Answer(next(seconds) if hasattr(seconds, "__next__") else seconds, value)
        return answer

    def setUp(self):
        self.calls = []

    def test_order_alternates_after_a_warm_up(self):
        compare(self.call("own", 1), self.call("peer", 2))
        self.assertEqual(self.calls, ["peer", "own", *["own", "peer", "peer", "own"] * 2])

    def test_the_ratio_is_the_median_of_the_pairs_and_not_of_the_times(self):
        # Warm-ups take 9; then own 1, 2, 4 beside the peer's 2, 12, 4: ratios 2, 6, 1 with median 2, times 2 and 4.
        found = compare(self.call("own", iter([9, 1, 2, 4])), self.call("peer", iter([9, 2, 12, 4])), pairs=3)
        self.assertEqual((found.ratio, found.own_seconds, found.peer_seconds, found.pairs), (2, 2, 4, 3))
        self.assertEqual((found.low, found.high), (1, 6))

    def test_unequal_answers_end_it_even_in_the_last_pair(self):
        answers = iter([1, 1, 1, 1, 2])
        with self.assertRaises(SystemExit) as caught:
            compare(self.call("own", 1), lambda: runner.Answer(1, next(answers)))
        self.assertIn("the answers differ", str(caught.exception))

    def test_a_slow_peer_gets_fewer_pairs_but_never_fewer_than_three(self):
        self.assertEqual(compare(self.call("own", 1), self.call("peer", 10), pairs=15).pairs, 15)
        self.assertEqual(compare(self.call("own", 1), self.call("peer", 25), pairs=15).pairs, 6)  # 150 s / 25 s
        self.assertEqual(compare(self.call("own", 1), self.call("peer", 500), pairs=15).pairs, 3)

    def test_the_interval_holds_the_median_and_depends_on_the_ratios_alone(self):
        ratios = [3, 1, 2, 5, 4, 9, 7, 8, 6]
        low, high = runner.interval(ratios)
        self.assertLessEqual(low, 5)
        self.assertGreaterEqual(high, 5)
        self.assertGreater(low, 1)
        self.assertLess(high, 9)
        self.assertEqual(runner.interval(ratios), (low, high))
        self.assertEqual(runner.interval([2.0] * 15), (2.0, 2.0))


class OwnProcess(unittest.TestCase):
    def test_questions_and_answers_cross_over_and_an_early_end_is_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "bench/peers").mkdir(parents=True)
            script = pathlib.Path(folder) / "bench/peers/peer.py"
            script.write_text(f"import sys\nsys.path.insert(0, {str(ROOT / 'bench/peers')!r})\nimport runner\n"
                              "runner.answer_questions(lambda q: runner.Answer(0.5, [q, len(q)]) if q else sys.exit(3))\n",
                              encoding="utf-8")
            with mock.patch.object(runner, "ROOT", pathlib.Path(folder)), runner.OwnProcess("peer.py") as peer:
                self.assertEqual(peer.ask("äb"), runner.Answer(0.5, ["äb", 2]))
                self.assertEqual(peer.ask([1]), runner.Answer(0.5, [[1], 1]))
                with self.assertRaisesRegex(SystemExit, r"ended \(3\)"):
                    peer.ask("")


class Write(unittest.TestCase):
    def test_only_the_marked_place_changes(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "README.md"
            page.write_text("a\n<!-- x -->\nold\n<!-- end of x -->\nb\n<!-- y -->\nkept\n<!-- end of y -->\n", encoding="utf-8")
            with mock.patch.object(runner, "PAGE", page):
                runner.write("x", runner.table(["h", "i"], [["1", "2"]]))
                self.assertEqual(page.read_text(encoding="utf-8"), "a\n<!-- x -->\n| h | i |\n|---|---|\n| 1 | 2 |\n"
                                 "<!-- end of x -->\nb\n<!-- y -->\nkept\n<!-- end of y -->\n")
                with self.assertRaisesRegex(SystemExit, "no place for 'z'"):
                    runner.write("z", "")

    def test_every_comparison_has_its_place(self):
        page = runner.PAGE.read_text(encoding="utf-8")
        for script in (ROOT / "bench/peers").glob("*.py"):
            for name in re.findall(r'runner\.finish\(chosen, "([^"]+)"', script.read_text(encoding="utf-8")):
                self.assertEqual(page.count(f"<!-- {name} -->"), 1, script.name)
                self.assertEqual(page.count(f"<!-- end of {name} -->"), 1, script.name)
                self.assertIn(f"peers/{script.name}", page)

    def test_fewer_pairs_are_not_written_down(self):
        chosen = mock.Mock(write=True, pairs=3, most_voters=runner.EVERYBODY)
        with contextlib.redirect_stdout(io.StringIO()), self.assertRaisesRegex(SystemExit, "not written"):
            runner.finish(chosen, "approval rules", "text")


class Packages(unittest.TestCase):
    def test_extra_set_up_and_frozen_versions_agree(self):
        def plain(name):
            return re.split(r"[<>=!\[ ;]", name)[0].lower().replace("_", "-")

        if not (ROOT / "pyproject.toml").exists():
            self.skipTest("there is no pyproject.toml")
        extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["peers"]
        named = re.search(r"(?m)^  peers=\((.*)\)$", (ROOT / "tools/setup").read_text(encoding="utf-8")).group(1).split()
        frozen = {plain(line) for line in (ROOT / "tools/constraints-peers.txt").read_text(encoding="utf-8").splitlines()
                  if line and not line.startswith("#")}
        self.assertEqual({plain(name) for name in extra}, {plain(name) for name in named})
        self.assertLessEqual({plain(name) for name in named}, frozen)


if __name__ == "__main__":
    unittest.main()
