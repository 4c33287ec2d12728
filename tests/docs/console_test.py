#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every ```console block of the documents is run, in the order of its page, and must print what stands there.

A line `$ comitia ...` is a command; the lines up to the next one are its standard output, in which a line `...` stands for
any lines. A command that shows nothing below it must end well, too. A page has one folder, with data/ beside it."""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
COMITIA = pathlib.Path(os.environ.get("COMITIA", SOURCE / "build/dev/bin/comitia"))
PAGES = [SOURCE / "README.md", *sorted(SOURCE.glob("data/*.md")), *sorted(SOURCE.glob("docs/**/*.md"))]


def sessions(text):
    """(command, lines expected) of all console blocks of a page."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def fits(expected, printed):
    """Whether the printed lines are the expected ones, `...` standing for any number of them."""
    if "..." not in expected:
        return expected == printed
    parts, part = [], []
    for line in expected:
        if line == "...":
            parts.append(part)
            part = []
        else:
            part.append(line)
    parts.append(part)
    if printed[:len(parts[0])] != parts[0]:
        return False
    at = len(parts[0])
    for middle in parts[1:-1]:
        while printed[at:at + len(middle)] != middle:
            at += 1
            if at > len(printed):
                return False
        at += len(middle)
    last = parts[-1]
    return len(printed) - len(last) >= at and printed[len(printed) - len(last):] == last


class Documents(unittest.TestCase):
    def run_page(self, page):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-docs-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(SOURCE / "data", folder / "data")
        environment = {"PATH": f"{COMITIA.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": str(folder),
                       **{k: v for k, v in os.environ.items() if "SAN_OPTIONS" in k}}
        for command, expected in sessions(page.read_text(encoding="utf-8")):
            with self.subTest(page=page.name, command=command):
                self.assertIn(shlex.split(command)[0], {"comitia", "cat", "head"}, "only harmless commands are run")
                run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True,
                                     encoding="utf-8", timeout=120)
                self.assertIn(run.returncode, {0, 1} if "verify" in command or "check" in command else {0}, run.stderr)
                printed = [line.rstrip() for line in run.stdout.splitlines()]
                while expected and not expected[-1]:
                    expected.pop()
                if expected:
                    self.assertTrue(fits([line.rstrip() for line in expected], printed), run.stdout)

    def test_pages(self):
        self.assertGreater(sum(len(sessions(page.read_text(encoding="utf-8"))) for page in PAGES), 5)
        for page in PAGES:
            self.run_page(page)

    def test_a_line_that_does_not_stand_there_is_noticed(self):
        self.assertTrue(fits(["a", "...", "d"], ["a", "b", "c", "d"]))
        self.assertTrue(fits(["...", "b", "..."], ["a", "b", "c"]))
        for expected in (["a", "...", "x"], ["x", "...", "d"], ["...", "x", "..."], ["a", "b"], ["...", "d", "c", "..."]):
            self.assertFalse(fits(expected, ["a", "b", "c", "d"]), expected)


if __name__ == "__main__":
    unittest.main(verbosity=1)
