#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Pages of `comitia report` are accessible: axe-core finds nothing to complain about, in a real browser, light and dark,
wide and as narrow as a phone; and nothing has to be scrolled sideways to be read."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
COMITIA = os.environ.get("COMITIA", str(SOURCE / "build/dev/bin/comitia"))
sys.path.insert(0, str(SOURCE / "tests"))
import accessibility  # noqa: E402

# name: (voices, words of `elect decide`, words of `report`). Between them they show every part that a page can have.
PAGES = {
    "committee": ("council.abc.yaml", ["--rule", "elect/equal-shares", "--trace", "full"],
                  ["--rule", "elect/av", "--rule", "elect/seq-phragmen"]),
    "broken": ("council.abc.yaml", ["--rule", "elect/av", "--certify", "all"], []),
    "all ties": ("tennessee.abif", ["--rule", "elect/copeland", "--ties", "all"], []),
    "rounds": ("alaska_2022_special_general.abif", ["--rule", "elect/instant-runoff", "--trace", "full"],
               ["--rule", "elect/schulze", "--rule", "elect/plurality"]),
    "pairs": ("tennessee.abif", ["--rule", "elect/ranked-pairs", "--trace", "full"], []),
    "document alone": ("phragmen_1894.cat", ["--rule", "elect/seq-phragmen", "--seats", "3"], None),
}


@unittest.skipUnless(accessibility.CAN_LOOK, accessibility.WHY_NOT)
class Accessible(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-axe-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)

    def page(self, name):
        voices, decide, report = PAGES[name]
        voices = SOURCE / "data" / voices
        document = self.folder / f"{name}.json"
        subprocess.run([COMITIA, "elect", "decide", voices, *decide, "--json", "-q", "-o", document], check=True)
        words = [] if report is None else ["--voices", voices, *report]
        page = self.folder / f"{name}.html"
        subprocess.run([COMITIA, "report", document, *words, "-q", "-o", page], check=True)
        return page.read_text(encoding="utf-8")

    def test_pages(self):
        for name in PAGES:
            text = self.page(name)
            accessibility.check(self, text, self.folder, page=name)

    def test_a_bad_page_is_noticed(self):
        bad = self.page("pairs").replace("<html lang=\"en\"", "<html", 1)
        self.assertIn("html-has-lang", [violation["rule"] for violation in accessibility.look(bad, False, 1200, self.folder)["found"]])


if __name__ == "__main__":
    unittest.main(verbosity=1)
