#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The documentation site builds without a warning, has a page for every rule, asks for nothing outside itself, and axe-core
finds nothing to complain about on its main pages: light and dark, wide and as narrow as a phone."""
import functools
import html.parser
import http.server
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
os.environ.setdefault("COMITIA", str(SOURCE / "build/dev/bin/comitia"))
sys.path.insert(0, str(SOURCE / "tools/docs"))
import pages as site

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
BUNDLE = importlib.util.find_spec("axe_playwright_python")
LOOKED_AT = ["index.html", "choose.html", "rules/index.html", "rules/elect/equal-shares.html", "rules/elect/schulze.html",
             "formats.html", "reference/problems.html", "start/cli.html", "start/python.html", "python/index.html", "notebooks/committees.html"]
SCRIPT = """
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const found = result.violations.map(v => ({rule: v.id, help: v.help, where: v.nodes.slice(0, 4).map(n => n.html)}));
  const page = document.documentElement;
  const answer = {found, page: location.pathname, dark: document.body.dataset.mdColorScheme === "slate", width: window.innerWidth,
                  overflow: page.scrollWidth - page.clientWidth};
  const place = parent.document.createElement("script");
  place.type = "application/json";
  place.className = "axe-answer";
  place.textContent = JSON.stringify(answer).replace(/</g, "\\\\u003c");
  parent.document.body.append(place);
});
"""


class Requests(html.parser.HTMLParser):
    """What a browser would fetch to show a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "link" and attributes.get("rel") not in ("canonical", "prev", "next"):
            self.found.append(attributes.get("href", ""))
        if tag in ("script", "img", "iframe", "audio", "video", "source", "embed"):
            self.found.append(attributes.get("src") or "")


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@unittest.skipUnless(importlib.util.find_spec("material"), "SKIPPED: the site was not built: 'tools/setup docs' installs MkDocs")
class Site(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-site-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.site = cls.folder / "site"
        cls.built = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", cls.site],
                                   cwd=SOURCE, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
        assert cls.built.returncode == 0, cls.built.stdout + cls.built.stderr

    def test_builds_without_a_word(self):
        self.assertEqual(self.built.stdout + self.built.stderr, "")

    def test_every_rule_has_its_page(self):
        for rule in site.rules():
            text = (self.site / "rules" / f"{rule['id']}.html").read_text(encoding="utf-8")
            for part in (rule["title"], "Definition", "What it guarantees", "Example", "Where it comes from"):
                self.assertIn(part, text, rule["id"])
            for option in rule["options"]:
                self.assertIn(f"--{option['name'].replace('_', '-')}", text, rule["id"])

    def test_every_problem_code_and_axiom_is_explained(self):
        problems = (self.site / "reference/problems.html").read_text(encoding="utf-8")
        for code in json.loads(site.ask("methods problems --json")):
            self.assertIn(f"<td>{code['code']}</td>", problems)
        axioms = (self.site / "reference/axioms.html").read_text(encoding="utf-8")
        for axiom in json.loads(site.ask("methods axioms --json")):
            self.assertIn(f'id="{site.anchor(axiom["axiom"])}"', axioms)

    def test_pages_ask_for_nothing_outside(self):
        seen = 0
        for path in self.site.rglob("*.html"):
            for request in Requests(path.read_text(encoding="utf-8")).found:
                seen += 1
                self.assertNotRegex(request, r"^(https?:)?//", path)
        for path in self.site.rglob("*.css"):
            for request in re.findall(r"url\(\s*['\"]?([^)'\"]*)|@import\s+['\"]([^'\"]*)", path.read_text(encoding="utf-8")):
                self.assertNotRegex("".join(request), r"^(https?:)?//", path)
        self.assertGreater(seen, 100)

    @unittest.skipUnless(BROWSER and BUNDLE, "SKIPPED: no page was looked at: 'tools/setup docs' installs Chromium and axe-core")
    def test_pages_are_accessible(self):
        axe = (pathlib.Path(BUNDLE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
        (self.site / "axe.js").write_text(axe, encoding="utf-8")
        (self.site / "look.js").write_text(f'addEventListener("load", () => setTimeout(() => {{{SCRIPT}}}, 500));', encoding="utf-8")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(self.site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        names = []
        for name in LOOKED_AT:
            page, up = self.site / name, "../" * name.count("/")
            copy = page.with_name(f"{page.stem}-looked-at.html")
            copy.write_text(page.read_text(encoding="utf-8").replace(
                "</body>", f'<script src="{up}axe.js"></script><script src="{up}look.js"></script></body>'), encoding="utf-8")
            names.append(str(copy.relative_to(self.site)))
        for dark, width in ((False, 1280), (True, 1280), (False, 360)):
            # All pages in one window, each in a frame: a frame can be narrower than a window.
            frames = "".join(f'<iframe style="width:{width}px;height:900px;border:0" src="{name}"></iframe>' for name in names)
            (self.site / "frames.html").write_text(f'<!doctype html><body style="margin:0">{frames}', encoding="utf-8")
            run = subprocess.run(
                [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}/profile-{dark}",
                 "--window-size=1400,1000", f"--blink-settings=preferredColorScheme={0 if dark else 1}",
                 "--virtual-time-budget=60000", "--dump-dom", f"http://127.0.0.1:{server.server_port}/frames.html"],
                capture_output=True, text=True, encoding="utf-8", timeout=300, check=True)
            answers = [json.loads(text) for text in re.findall(r'class="axe-answer">(.*?)</script>', run.stdout)]
            self.assertEqual({answer["page"][1:] for answer in answers}, set(names), run.stderr[-2000:])
            for answer in answers:
                with self.subTest(page=answer["page"], dark=dark, width=width):
                    self.assertEqual((answer["dark"], answer["width"]), (dark, width), "another page than asked was shown")
                    self.assertEqual(answer["found"], [])
                    self.assertLessEqual(answer["overflow"], 0, "the page is wider than the window")


if __name__ == "__main__":
    unittest.main(verbosity=1)
