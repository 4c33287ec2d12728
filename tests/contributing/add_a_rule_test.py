#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Follows "Add a rule" of CONTRIBUTING.md to the letter in a scratch copy: the new rule must appear in every face."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
FAMILY = "src/comitia/elect"


def guide():
    """The files and the catalog line of the guide: ({path: text}, line)."""
    text = (SOURCE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"`(src/[\w/]+\.(?:h|cpp))`\n\n```cpp\n(.*?)```", text, re.DOTALL))
    line = re.search(r"\*\*3\. The line\*\*.*?```cpp\n(.*?)```", text, re.DOTALL).group(1)
    return files, line


def scratch_copy(folder):
    """Copies what git tracks, as a stranger would have it."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=SOURCE,
                            check=True, capture_output=True).stdout
    for name in listed.decode().split("\0"):
        origin = SOURCE / name
        if name and origin.is_file() and not name.startswith("tests/data"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(origin, folder / name)
    if (SOURCE / ".venv").exists():
        (folder / ".venv").symlink_to(SOURCE / ".venv")


class AddARule(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-add-a-rule-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        scratch_copy(cls.folder)
        files, line = guide()
        assert len(files) == 2, "the guide shows a header and a source"
        for path, text in files.items():
            assert not (cls.folder / path).exists(), f"{path} exists already; choose another example for the guide"
            (cls.folder / path).write_text(text, encoding="utf-8")
        catalog = cls.folder / FAMILY / "catalog.cpp"
        header = next(path for path in files if path.endswith(".h"))
        text = catalog.read_text(encoding="utf-8")
        own = '#include "comitia/elect/catalog.h"\n'
        assert own in text
        text = text.replace(own, own + f'#include "{header.removeprefix("src/")}"\n', 1)
        last_row = [match for match in re.finditer(r"^      rule<&.*\n", text, re.MULTILINE)][-1]
        catalog.write_text(text[: last_row.end()] + line + text[last_row.end():], encoding="utf-8")
        cls.run_tool(["cmake", "--preset", "dev"])
        cls.run_tool(["cmake", "--build", "build/dev", "--target", "comitia", "test_catalog", "-j2"])

    @classmethod
    def run_tool(cls, command):
        done = subprocess.run(command, cwd=cls.folder, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}")

    def comitia(self, *arguments):
        return subprocess.run([self.folder / "build/dev/bin/comitia", *arguments], cwd=self.folder, capture_output=True,
                              text=True)

    def test_decides(self):
        voices = self.folder / "voices.abif"
        voices.write_text("=A:[A]\n=B:[B]\n=C:[C]\n2:A>B>C\n3:B>C>A\n", encoding="utf-8")
        # A: 2 + 3/3 = 3, B: 2/2 + 3 = 4, C: 2/3 + 3/2 = 13/6
        done = self.comitia("elect", "decide", str(voices), "--rule", "elect/dowdall", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["outcome"]["winners"], ["B"])

    def test_stands_in_the_catalog_and_its_schema(self):
        rules = {rule["id"]: rule for rule in json.loads(self.comitia("methods", "--json").stdout)}
        self.assertIn("elect/dowdall", rules)
        self.assertEqual(rules["elect/dowdall"]["voices"], "ranked")
        self.assertIn("1/2 for a second", rules["elect/dowdall"]["summary"])

    def test_has_a_page(self):
        page = self.comitia("methods", "elect/dowdall").stdout
        self.assertIn("Dowdall", page)
        self.assertIn("Social Choice in the South Seas", page)

    def test_is_offered_by_the_help(self):
        self.assertIn("elect/dowdall", self.comitia("elect", "decide", "--help").stdout)

    def test_passes_the_suite_of_every_rule(self):
        suite = subprocess.run([self.folder / "build/dev/tests/test_catalog", "--gtest_filter=*elect_dowdall*"],
                               cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(suite.returncode, 0, suite.stdout[-4000:])
        self.assertNotIn(" 0 tests", suite.stdout)

    def test_keeps_the_house_rules(self):
        check = subprocess.run(["tools/check_includes"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)


if __name__ == "__main__":
    unittest.main()
