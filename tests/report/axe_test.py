#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Pages of `comitia report` are accessible: axe-core finds nothing to complain about, in a real browser, light and dark,
wide and as narrow as a phone; and nothing has to be scrolled sideways to be read."""
import html
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
COMITIA = os.environ.get("COMITIA", str(SOURCE / "build/dev/bin/comitia"))
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
BUNDLE = importlib.util.find_spec("axe_playwright_python")

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
SCRIPT = """
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const found = result.violations.map(v => ({rule: v.id, help: v.help, where: v.nodes.map(n => n.html)}));
  const page = document.documentElement;
  const answer = {found, dark: matchMedia("(prefers-color-scheme: dark)").matches, passed: result.passes.length,
                  width: window.innerWidth, overflow: page.scrollWidth - page.clientWidth};
  const place = parent.document.createElement("script");
  place.type = "application/json";
  place.id = "axe-answer";
  place.textContent = JSON.stringify(answer).replace(/</g, "\\\\u003c");
  parent.document.body.append(place);
});
"""


@unittest.skipUnless(BROWSER and BUNDLE, "SKIPPED: no page was checked: 'tools/setup test' installs Chromium and axe-core")
class Accessible(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-axe-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.axe = (pathlib.Path(BUNDLE.origin).parent / "axe.min.js").read_text(encoding="utf-8")

    def page(self, name):
        voices, decide, report = PAGES[name]
        voices = SOURCE / "data" / voices
        document = self.folder / f"{name}.json"
        subprocess.run([COMITIA, "elect", "decide", voices, *decide, "--json", "-q", "-o", document], check=True)
        words = [] if report is None else ["--voices", voices, *report]
        page = self.folder / f"{name}.html"
        subprocess.run([COMITIA, "report", document, *words, "-q", "-o", page], check=True)
        return page.read_text(encoding="utf-8")

    def look(self, text, dark, width):
        """What axe says about a copy of the page that allows scripts, in a frame, which can be narrower than a window."""
        text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        self.assertEqual(count, 1, "a page forbids all scripts and requests")
        inner = html.escape(f"{text}<script>{self.axe}</script><script>{SCRIPT}</script>")
        copy = self.folder / "copy.html"
        copy.write_text(f'<!doctype html><body style="margin:0"><iframe style="width:{width}px;height:900px;border:0" '
                        f'srcdoc="{inner}"></iframe>', encoding="utf-8")
        run = subprocess.run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}/profile",
             "--window-size=1280,1000", f"--blink-settings=preferredColorScheme={0 if dark else 1}",
             "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()],
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
        answer = re.search(r'id="axe-answer">(.*?)</script>', run.stdout)
        self.assertTrue(answer, run.stderr[-2000:])
        answer = json.loads(answer.group(1))
        self.assertEqual((answer["dark"], answer["width"]), (dark, width), "the browser showed another page than asked")
        return answer

    def test_pages(self):
        for name in PAGES:
            text = self.page(name)
            for dark, width in ((False, 1200), (True, 1200), (False, 320)):
                with self.subTest(page=name, dark=dark, width=width):
                    answer = self.look(text, dark, width)
                    self.assertEqual(answer["found"], [])
                    self.assertLessEqual(answer["overflow"], 0, "the page is wider than the window")

    def test_a_bad_page_is_noticed(self):
        bad = self.page("pairs").replace("<html lang=\"en\"", "<html", 1)
        self.assertIn("html-has-lang", [violation["rule"] for violation in self.look(bad, False, 1200)["found"]])


if __name__ == "__main__":
    unittest.main(verbosity=1)
