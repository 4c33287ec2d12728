#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Whole answers, as tests/golden/cli/*.golden show them: the command, then both streams, then the exit code. What
differs between builds (version, commit, and digests that cover them) is masked.

    golden_test.py --rewrite    writes them anew; review the difference before it is committed
"""
import pathlib
import re
import shlex
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import SOURCE, ProgramTest, main  # noqa: E402

GOLDEN = SOURCE / "tests/golden/cli"
REWRITE = "--rewrite" in sys.argv


def masked(text):
    text = re.sub(r"(?m)^decision sha256:[0-9a-f]{64}", "decision sha256:(of this build)", text)
    text = re.sub(r'"digest": "sha256:[0-9a-f]{64}"\n\}', '"digest": "(of this build)"\n}', text)
    text = re.sub(r'"engine":"comitia [^"]*","commit":"[^"]*"', '"engine":"(this)","commit":"(this)"', text)
    text = re.sub(r" in \d+\.\d\d s", " in 0.00 s", text)
    return re.sub(r"(?m)^(✓ V1 .*pass +)sha256:[0-9a-f]{64}$", r"\1sha256:(of this build)", text)


class Golden(ProgramTest):
    maxDiff = None

    def test_answers(self):
        files = sorted(GOLDEN.glob("*.golden"))
        self.assertGreaterEqual(len(files), 8)
        self.good("elect", "decide", "council.abif", "--rule", "equal-shares", "--seats", 3, "-o", "decision.json")
        for path in files:
            with self.subTest(golden=path.name):
                wanted = path.read_text(encoding="utf-8")
                command = wanted.splitlines()[0].removeprefix("$ comitia ")
                answer = self.call(*shlex.split(command))
                said = f"[standard error]\n{answer.stderr}" if answer.stderr else ""
                text = masked(f"$ comitia {command}\n{answer.stdout}{said}[exit {answer.returncode}]\n")
                if REWRITE:
                    path.write_text(text, encoding="utf-8")
                else:
                    self.assertEqual(text, wanted)


if __name__ == "__main__":
    if REWRITE:
        sys.argv.remove("--rewrite")
    main()
