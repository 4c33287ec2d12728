#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every ```console block of the documents is run, in the order of its page, and must print what stands there.

A line `$ comitia ...` is a command; the lines up to the next one are its standard output, in which a line `...` stands for
any lines. A command that shows nothing below it must end well, too. A page has one folder, with data/ beside it, and with
the files that it shows: blocks with a title="NAME". Generated pages are run like written ones."""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
COMITIA = pathlib.Path(os.environ.setdefault("COMITIA", str(SOURCE / "build/dev/bin/comitia")))
sys.path.insert(0, str(SOURCE / "tools/docs"))
import pages as site
# These end with 1 when something does not hold.
CHECKS = re.compile(r"comitia (verify|validate|audit check) ")


def all_pages():
    """{name: text} of all documents, written and generated."""
    written = [SOURCE / "README.md", SOURCE / "CONTRIBUTING.md", *SOURCE.glob("data/*.md"), *SOURCE.glob("docs/**/*.md")]
    found = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in sorted(written)}
    return found | {f"generated {place}": text for place, text in site.generated().items()}


def shown_files(text):
    """{name: content} of the files that a page shows."""
    return dict(re.findall(r'^```\w+ title="([\w.-]+)"\n(.*?)^```$', text, re.MULTILINE | re.DOTALL))


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
    def run_page(self, page, text):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-docs-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(SOURCE / "data", folder / "data")
        environment = {"PATH": f"{COMITIA.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": str(folder),
                       **{k: v for k, v in os.environ.items() if "SAN_OPTIONS" in k}}
        for name, content in shown_files(text).items():
            (folder / name).write_text(content, encoding="utf-8")
        for command, expected in sessions(text):
            with self.subTest(page=page, command=command):
                self.assertIn(shlex.split(command)[0], {"comitia", "cat", "head"}, "only harmless commands are run")
                run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True,
                                     encoding="utf-8", timeout=120)
                self.assertIn(run.returncode, {0, 1} if CHECKS.search(command) else {0}, run.stderr)
                printed = [line.rstrip() for line in run.stdout.splitlines()]
                while expected and not expected[-1]:
                    expected.pop()
                if expected:
                    self.assertTrue(fits([line.rstrip() for line in expected], printed), run.stdout)

    def test_pages(self):
        pages = all_pages()
        self.assertGreater(sum(len(sessions(text)) for text in pages.values()), 30)
        for page, text in pages.items():
            self.run_page(page, text)

    def test_shell_samples_name_targets_and_levels_that_exist(self):
        makefile = (SOURCE / "Makefile").read_text(encoding="utf-8")
        targets = {name for names in re.findall(r"^([a-z][a-z -]*):", makefile, re.MULTILINE) for name in names.split()}
        seen = 0
        for page, text in all_pages().items():
            for block in re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
                for words in re.findall(r"(?:^|&& )make ([a-z ]+?)(?=\s*(?:#|&&|$))", block, re.MULTILINE):
                    seen += 1
                    self.assertLessEqual(set(words.split()), targets, page)
                for preset in re.findall(r"--preset (\w+)", block):
                    self.assertIn(f'"name": "{preset}"', (SOURCE / "CMakePresets.json").read_text(encoding="utf-8"), page)
        self.assertGreater(seen, 5)

    def test_a_line_that_does_not_stand_there_is_noticed(self):
        self.assertTrue(fits(["a", "...", "d"], ["a", "b", "c", "d"]))
        self.assertTrue(fits(["...", "b", "..."], ["a", "b", "c"]))
        for expected in (["a", "...", "x"], ["x", "...", "d"], ["...", "x", "..."], ["a", "b"], ["...", "d", "c", "..."]):
            self.assertFalse(fits(expected, ["a", "b", "c", "d"]), expected)


if __name__ == "__main__":
    unittest.main(verbosity=1)
